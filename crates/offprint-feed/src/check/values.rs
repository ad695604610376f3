//! Single values: addresses, dates, languages, media types, people.

use jiff::{Timestamp, civil, tz::Offset};
use url::Url;

/// A whole address: a scheme, and for the web a host; no character that URIs cannot hold.
pub(super) fn is_full_link(value: &str) -> bool {
    let valid = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    value.chars().all(valid)
        && Url::parse(value).is_ok_and(|url| !url.cannot_be_a_base() || url.scheme() != "http")
}

/// What is wrong with an identifier of Atom, by the rule that says so.
pub(super) fn identifier_fault(value: &str) -> Option<(&'static str, &'static str)> {
    let tag = |rest: &str| {
        let (authority, rest) = rest.split_once(',')?;
        let (date, _) = rest.split_once(':')?;
        let host = authority.rsplit('@').next()?;
        let domain =
            !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
        let numbers =
            date.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let shape = date.len() == 4 || date.len() == 7 || date.len() == 10;
        (domain && numbers && shape).then_some(())
    };
    if let Some(uuid) = value.strip_prefix("urn:uuid:") {
        return (uuid.len() != 36 || uuid::Uuid::try_parse(uuid).is_err())
            .then_some(("InvalidUUID", "no UUID"));
    }
    if let Some(rest) = value.strip_prefix("urn:") {
        let shape = rest.split_once(':').is_some_and(|(space, name)| space.len() > 1 && !name.is_empty());
        return (!shape).then_some(("InvalidURN", "no URN"));
    }
    if let Some(rest) = value.strip_prefix("tag:") {
        return tag(rest).is_none().then_some(("InvalidTAG", "no tag URI"));
    }
    crate::text::absolute_iri(value).is_none().then_some(("InvalidIRI", "no absolute IRI"))
}

/// The canonical form of a web address, when it is another than this.
pub(super) fn canonical(value: &str) -> Option<String> {
    let url = Url::parse(value).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    // Letters of other scripts stay: the parser would escape them.
    (value.is_ascii() && url.as_str() != value && value.trim() == value).then(|| url.to_string())
}

/// RFC 3339, as strictly as Atom wants it.
pub(super) fn rfc3339(value: &str) -> Option<Timestamp> {
    let bytes = value.as_bytes();
    let (date, rest) = value.split_at_checked(19)?;
    let digits =
        [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18].iter().all(|&at| bytes[at].is_ascii_digit());
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')]
        .iter()
        .all(|&(at, mark)| bytes[at] == mark);
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let end = fraction.find(|c: char| !c.is_ascii_digit())?;
            if end == 0 {
                return None;
            }
            &fraction[end..]
        }
        None => rest,
    };
    let offset = match zone.as_bytes() {
        b"Z" => Offset::UTC,
        [sign @ (b'+' | b'-'), a, b, b':', c, d]
            if [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()) =>
        {
            let number = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
            let seconds = number(*a, *b) * 3600 + number(*c, *d) * 60;
            Offset::from_seconds(if *sign == b'-' { -seconds } else { seconds }).ok()?
        }
        _ => return None,
    };
    if !(digits && marks) {
        return None;
    }
    offset.to_timestamp(date.parse::<civil::DateTime>().ok()?).ok()
}

/// A date of RFC 822 as RFC 2822 amends it.
pub(super) struct Rfc822 {
    pub(super) moment: Timestamp,
    /// Whether the day of the week is another one.
    pub(super) wrong_weekday: bool,
    /// Whether it is of an old form that readers read differently: two digits of a year, a named zone.
    pub(super) problematical: bool,
}

pub(super) fn rfc822(value: &str) -> Option<Rfc822> {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (weekday, rest) = match value.trim().split_once(',') {
        Some((day, rest)) => (Some(DAYS.iter().position(|known| *known == day)?), rest),
        None => (None, value),
    };
    let [day, month, year, clock, zone] = rest.split_whitespace().collect::<Vec<_>>().try_into().ok()?;
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let short = year.len() == 2;
    let year = year.parse::<i16>().ok().filter(|_| short || year.len() == 4)?;
    let year = if short { year + if year < 50 { 2000 } else { 1900 } } else { year };
    let parts: Vec<i8> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let named = match zone {
        "GMT" | "UT" | "UTC" | "Z" => Some(0),
        "EDT" => Some(-4),
        "EST" | "CDT" => Some(-5),
        "CST" | "MDT" => Some(-6),
        "MST" | "PDT" => Some(-7),
        "PST" => Some(-8),
        _ => None,
    };
    let seconds = match named {
        Some(hours) => hours * 3600,
        None => {
            let (sign, digits) = match zone.strip_prefix('-') {
                Some(digits) => (-1, digits),
                None => (1, zone.strip_prefix('+')?),
            };
            let number: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
            sign * (number / 100 * 3600 + number % 100 * 60)
        }
    };
    let date = civil::Date::new(year, i8::try_from(month).ok()?, day.parse().ok()?).ok()?;
    let clock = civil::Time::new(hour, minute, second, 0).ok()?;
    let moment = Offset::from_seconds(seconds).ok()?.to_timestamp(date.to_datetime(clock)).ok()?;
    let real = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    let odd_zone = named.is_some_and(|hours| hours != 0);
    Some(Rfc822 {
        moment,
        wrong_weekday: weekday.is_some_and(|day| day != real),
        problematical: short || odd_zone,
    })
}

/// A language tag whose first part is of two or three letters, as ISO 639 has them.
pub(super) fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters
        && (2..=3).contains(&first.len())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

pub(super) fn is_media_type(value: &str) -> bool {
    let token = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    let bare = value.split(';').next().unwrap_or_default().trim_end();
    bare.split_once('/').is_some_and(|(kind, name)| token(kind) && token(name))
}

/// Whether a person of RSS has an address; and whether a name, too.
pub(super) fn contact(value: &str) -> (bool, bool) {
    let address = value
        .split_whitespace()
        .find(|word| word.contains('@'))
        .map(|word| word.trim_matches(['<', '>', ',']));
    let whole = address
        .and_then(|address| address.split_once('@'))
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let named = value.split_once('(').is_some_and(|(_, name)| !name.trim_end_matches(')').trim().is_empty());
    (whole, named || value.trim_start().chars().next().is_some_and(|_| value.contains('<')))
}
