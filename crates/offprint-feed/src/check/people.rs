//! Mail addresses of people.

use super::markup;

/// Who wrote a feed of RSS (`name@example.org (Name)`): the rules that are broken.
pub(super) fn contact_faults(value: &str) -> Vec<(&'static str, String)> {
    let decoded = value.strip_prefix("mailto:").map(percent_decode);
    let value = decoded.as_deref().unwrap_or(value);
    let mut faults = Vec::new();
    if value.find('@').is_some_and(|at| at > 0) && !value.ends_with(')') {
        if value.contains(' ') {
            faults
                .push(("EmailFormat", format!("has another form than `name@example.org (Name)`: `{value}`")));
        } else {
            faults.push(("MissingRealName", format!("has a mail address without a name: `{value}`")));
        }
        return faults;
    }
    if let Some(markup) = markup::in_plain_text(value) {
        faults.push(("ContainsHTML", format!("contains HTML: `{markup}`")));
    }
    let address = value.rsplit_once('(').map_or(value, |(address, _)| address).trim();
    match address_fault(address) {
        Some("InvalidAddrSpec") => faults.push(("InvalidContact", format!("has no mail address: `{value}`"))),
        Some(rule) => faults.push((rule, format!("has a mail address without a domain: `{value}`"))),
        None => {}
    }
    faults
}

/// What is wrong with a bare mail address (RFC 5322 §3.4.1), by the rule.
pub(super) fn address_fault(address: &str) -> Option<&'static str> {
    let Some((name, host)) = address.rsplit_once('@') else { return Some("InvalidAddrSpec") };
    let local = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-+.'%".contains(c));
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    if !local || !host.split('.').all(label) {
        return Some("InvalidAddrSpec");
    }
    (!host.contains('.')).then_some("UnknownHost")
}

/// A mail address in angle brackets, in text that is a name.
pub(super) fn holds_address(text: &str) -> bool {
    text.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .any(|(inside, _)| address_fault(inside).is_none())
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.filter(|_| byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        rest = if decoded.is_some() { &after[2..] } else { after };
        bytes.push(decoded.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
