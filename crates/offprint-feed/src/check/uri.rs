//! URIs and IRIs (RFC 3986, RFC 3987), and the two schemes that name things: `urn:` and `tag:`.

use url::Url;

/// Whether a relative reference is valid here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Absolute,
    Reference,
}

/// Whether letters of other scripts are valid here: in Atom (IRI), not in RSS (URI).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Ascii,
    Unicode,
}

/// A rule, and the words that complete "`link` …".
pub(super) type Fault = (&'static str, String);

/// Schemes registered with IANA, and those that feeds name their items by.
const SCHEMES: &str = "aaa aaas about acap acct cap cid coap coaps crid dav data dict dns doi example ftp fax file geo go \
    gopher h323 http https iax icap im imap info ipp ipps iris jabber ldap ldaps magnet mailto mid modem msrp msrps mtqp \
    mupdate news nfs ni nih nntp opaquelocktoken pop pres prospero rtsp service session shttp sieve sip sips sms snmp stun \
    stuns tag tel telnet tftp thismessage tip turn turns tv urn vemmi vnc wais ws wss xmpp";

/// What is wrong with a URI; `rule` is the one for a value that is no URI of the form.
pub(super) fn fault(value: &str, form: Form, letters: Letters, rule: &'static str) -> Option<Fault> {
    let scheme = scheme(value);
    match scheme.as_deref() {
        Some("tag") if !is_tag(value) => {
            return Some(("InvalidTAG", "is not a tag URI (RFC 4151)".to_owned()));
        }
        Some("urn") => return urn_fault(value),
        _ => {}
    }
    if let Some(c) = value.chars().find(|&c| !is_allowed(c)).or_else(|| stray_bracket(value)) {
        return Some(("InvalidUriChar", format!("contains {c:?}, which a URI cannot hold (RFC 3986 §2)")));
    }
    if letters == Letters::Ascii && !value.is_ascii() {
        return Some((
            "UriNotIri",
            "contains letters that only an IRI can hold: percent-encode them".to_owned(),
        ));
    }
    let Some(scheme) = scheme else {
        let relative = form == Form::Reference;
        return (!relative).then(|| (rule, "is not an absolute URL".to_owned()));
    };
    let rest = &value[scheme.len() + 1..];
    if rest.is_empty() {
        return Some((rule, "has nothing after its scheme".to_owned()));
    }
    if matches!(&*scheme, "http" | "https" | "ftp") {
        let host = rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        return (!host || Url::parse(value).is_err()).then(|| (rule, "has no valid host".to_owned()));
    }
    // A colon may also stand in a relative reference: the validator reads `a:b` as a scheme only when it is all letters.
    let registered = SCHEMES.split_whitespace().any(|known| known == scheme)
        || !scheme.bytes().all(|b| b.is_ascii_alphabetic());
    (!registered)
        .then(|| ("SchemeNotIANARegistered", format!("has the scheme `{scheme}`, which is not registered")))
}

/// A URL of the web whose host has a domain (of an enclosure, of a podcast's picture).
pub(super) fn is_http_url(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")) else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.split_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) => return false,
        None => authority,
    };
    host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-'))
        })
        && fault(value, Form::Absolute, Letters::Ascii, "InvalidURLAttribute").is_none()
}

/// The canonical form of an identifier, when it is another than this.
pub(super) fn canonical(value: &str) -> Option<String> {
    let scheme = scheme(value)?;
    let canonical = if matches!(&*scheme, "http" | "https" | "ftp") {
        // Letters of other scripts stay: the parser would escape them.
        if !value.is_ascii() {
            return None;
        }
        unescape(Url::parse(value).ok()?.as_str())
    } else {
        format!("{scheme}{}", &value[scheme.len()..])
    };
    (canonical != value).then_some(canonical)
}

/// Percent-encoding where it is needed, with capital digits (RFC 3986 §6.2.2).
fn unescape(url: &str) -> String {
    let mut rest = url;
    let mut plain = String::with_capacity(url.len());
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(digits) = digits else {
            plain.push('%');
            rest = after;
            continue;
        };
        match u8::from_str_radix(digits, 16) {
            Ok(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') => {
                plain.push(char::from(byte));
            }
            _ => {
                plain.push('%');
                plain.push_str(&digits.to_ascii_uppercase());
            }
        }
        rest = &after[2..];
    }
    plain.push_str(rest);
    plain
}

/// In small letters.
pub(super) fn scheme(value: &str) -> Option<String> {
    let (scheme, _) = value.split_once(':')?;
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let valid = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (begins && valid).then(|| scheme.to_ascii_lowercase())
}

fn is_allowed(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || ";/?:@&=+$.-_!~*'()%,#[]".contains(c)
    } else {
        !c.is_whitespace() && !c.is_control()
    }
}

/// Brackets belong to an address of IPv6, nowhere else.
fn stray_bracket(value: &str) -> Option<char> {
    let after = value.split_once("://").map_or(value, |(_, after)| after);
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    let literal = host.starts_with('[') && host.matches(['[', ']']).count() == 2;
    let rest = if literal { &after[host.len()..] } else { value };
    rest.chars().find(|c| matches!(c, '[' | ']'))
}

/// RFC 8141, and RFC 9562 for UUIDs.
fn urn_fault(value: &str) -> Option<Fault> {
    let rest = &value[4..];
    let uuid = rest.get(..5).filter(|start| start.eq_ignore_ascii_case("uuid:")).map(|_| &rest[5..]);
    if let Some(uuid) = uuid {
        let valid = uuid.len() == 36 && uuid::Uuid::try_parse(uuid).is_ok();
        return (!valid).then(|| ("InvalidUUID", "is not a UUID (RFC 9562)".to_owned()));
    }
    let valid = rest.split_once(':').is_some_and(|(space, name)| {
        let begins = space.starts_with(|c: char| c.is_ascii_alphanumeric());
        let length = (2..=32).contains(&space.len());
        let letters = space.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let name = name.split(['#', '?']).next().unwrap_or_default();
        begins && length && letters && !name.is_empty() && is_path(name)
    });
    (!valid).then(|| ("InvalidURN", "is not a URN (RFC 8141)".to_owned()))
}

/// Characters of a path, each `%` with two digits.
fn is_path(text: &str) -> bool {
    let hex = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    text.char_indices().all(|(at, c)| match c {
        '%' => hex(at + 1) && hex(at + 2),
        _ => c.is_ascii_alphanumeric() || "()+,-.:=@;$_!*'/~&".contains(c),
    })
}

/// RFC 4151.
fn is_tag(value: &str) -> bool {
    let parts = value.get(4..).and_then(|rest| {
        let (authority, rest) = rest.split_once(',')?;
        let (date, name) = rest.split_once(':')?;
        Some((authority, date, name))
    });
    let Some((authority, date, name)) = parts else { return false };
    let (mail, host) = authority.split_once('@').unwrap_or(("x", authority));
    let word = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    let lengths: Vec<_> = date.split('-').map(str::len).collect();
    let date = matches!(lengths[..], [4] | [4, 2] | [4, 2, 2])
        && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    value.starts_with("tag:")
        && word(mail, "-._")
        && word(host, "-.")
        && date
        && name.matches('#').count() < 2
        && name.chars().all(|c| c.is_ascii_alphanumeric() || ";/?:@&=+$.-_!~*'()%,#".contains(c))
}
