//! Single values: dates, numbers, languages, media types, URLs of JSON Feed.

use jiff::{Timestamp, civil, tz::Offset};
use url::Url;

/// An absolute URL: a scheme, and for the web a host; no character that URIs cannot hold.
pub(super) fn is_full_link(value: &str) -> bool {
    let valid = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    value.chars().all(valid)
        && Url::parse(value).is_ok_and(|url| !url.cannot_be_a_base() || url.scheme() != "http")
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
    let offset = offset(zone)?;
    if !(digits && marks) {
        return None;
    }
    offset.to_timestamp(date.parse::<civil::DateTime>().ok()?).ok()
}

/// `Z`, or `+hh:mm`.
fn offset(zone: &str) -> Option<Offset> {
    match zone.as_bytes() {
        b"Z" => Some(Offset::UTC),
        [sign @ (b'+' | b'-'), a, b, b':', c, d]
            if [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()) =>
        {
            let number = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
            let seconds = number(*a, *b) * 3600 + number(*c, *d) * 60;
            Offset::from_seconds(if *sign == b'-' { -seconds } else { seconds }).ok()
        }
        _ => None,
    }
}

/// Dates of the W3C's note: a year, a month, a day, or a moment with its zone. ISO 8601 does without the zone.
pub(super) fn is_w3c_date(value: &str, zoneless: bool) -> bool {
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let fits = |text: &str, model: &str| {
        text.len() == model.len()
            && text
                .bytes()
                .zip(model.bytes())
                .all(|(b, m)| if m == b'0' { b.is_ascii_digit() } else { b == m })
    };
    let number = |text: &str| text.parse::<u8>().unwrap_or(u8::MAX);
    let valid = match date.len() {
        4 => fits(date, "0000"),
        7 => fits(date, "0000-00") && (1..=12).contains(&number(&date[5..])),
        _ => fits(date, "0000-00-00") && date.parse::<civil::Date>().is_ok(),
    };
    let Some(time) = time else { return valid };
    let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(end);
    let seconds = clock.get(5..).unwrap_or_default();
    let whole = seconds.split('.').next().unwrap_or_default();
    let fraction = seconds[whole.len()..].trim_start_matches('.').bytes().all(|b| b.is_ascii_digit());
    valid
        && date.len() == 10
        && clock
            .get(..5)
            .is_some_and(|clock| fits(clock, "00:00") && number(&clock[..2]) < 24 && number(&clock[3..]) < 60)
        && (whole.is_empty() && seconds.is_empty() || fits(whole, ":00") && number(&whole[1..]) <= 60)
        && fraction
        && (zoneless && zone.is_empty() || offset(zone).is_some())
}

/// A date of RFC 822 as RFC 2822 amends it.
pub(super) struct Rfc822 {
    pub(super) moment: Timestamp,
    /// Whether the day of the week is another one.
    pub(super) wrong_weekday: bool,
    /// Whether it is of an old form that readers read differently: a year of two digits, comments, a military zone,
    /// small letters, other spaces.
    pub(super) problematical: bool,
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(super) fn rfc822(value: &str) -> Option<Rfc822> {
    let value = value.trim();
    let plain = without_comments(value);
    let mut odd = plain != value;
    let position =
        |names: &[&str], name: &str| names.iter().position(|known| known.eq_ignore_ascii_case(name));
    let plain = plain.trim();
    let (weekday, rest) = match plain.split_once(',') {
        Some((day, rest)) => {
            odd |= day.trim_end() != day || !rest.starts_with(' ');
            (Some(position(&DAYS, day.trim_end())?), rest.trim_start())
        }
        None => (None, plain),
    };
    let [day, month, year, clock, zone] = rest.split_whitespace().collect::<Vec<_>>().try_into().ok()?;
    let number = position(&MONTHS, month)?;
    odd |= !MONTHS.contains(&month) || !weekday.is_none_or(|day| plain.starts_with(DAYS[day]));
    odd |= rest.split(' ').any(|word| word.is_empty() || word.contains(char::is_whitespace));
    let short = year.len() == 2;
    let year = year.parse::<i16>().ok().filter(|_| short || year.len() == 4)?;
    let year = if short { year + if year < 50 { 2000 } else { 1900 } } else { year };
    let parts: Vec<&str> = clock.split(':').collect();
    let two = |text: &&str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(two) || !(1..=2).contains(&day.len()) {
        return None;
    }
    let part = |at: usize| parts.get(at).map_or(Some(0), |text| text.parse::<i8>().ok());
    let seconds = match zone.to_ascii_uppercase().as_str() {
        "GMT" | "UT" | "Z" => 0,
        "UTC" => {
            odd = true;
            0
        }
        "EDT" => -4 * 3600,
        "EST" | "CDT" => -5 * 3600,
        "CST" | "MDT" => -6 * 3600,
        "MST" | "PDT" => -7 * 3600,
        "PST" => -8 * 3600,
        letter if letter.len() == 1 && letter != "J" && letter.bytes().all(|b| b.is_ascii_alphabetic()) => {
            odd = true;
            0
        }
        numeric => {
            let (sign, digits) = match numeric.strip_prefix('-') {
                Some(digits) => (-1, digits),
                None => (1, numeric.strip_prefix('+')?),
            };
            let valid = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
            let number: i32 = digits.parse().ok().filter(|_| valid)?;
            sign * (number / 100 * 3600 + number % 100 * 60)
        }
    };
    odd |= zone.bytes().any(|b| b.is_ascii_lowercase());
    let date = civil::Date::new(year, i8::try_from(number + 1).ok()?, day.parse().ok()?).ok()?;
    let clock = civil::Time::new(part(0)?, part(1)?, part(2)?.min(59), 0).ok()?;
    let moment = Offset::from_seconds(seconds).ok()?.to_timestamp(date.to_datetime(clock)).ok()?;
    let real = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    let problematical = short || odd;
    Some(Rfc822 {
        moment,
        wrong_weekday: !problematical && weekday.is_some_and(|day| day != real),
        problematical,
    })
}

/// A date without its comments in brackets, which RFC 822 allows anywhere.
fn without_comments(value: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                plain.push(' ');
            }
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // A comment may touch a word, and a comma may follow it.
    if plain == value {
        plain
    } else {
        plain.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
    }
}

/// Languages of ISO 639-1, with the codes that it had before.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is \
    it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// A language tag (RFC 5646) whose first part ISO 639 knows; codes of three letters are not looked up.
pub(super) fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or_default().to_ascii_lowercase();
    let known = match first.len() {
        1 => first == "x",
        2 => first == "xx" || LANGUAGES.split_whitespace().any(|known| known == first),
        3 => first.bytes().all(|byte| byte.is_ascii_alphabetic()),
        _ => false,
    };
    known
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

pub(super) fn is_media_type(value: &str) -> bool {
    let token = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"()<>,;:\\\"/[]?=".contains(c))
    };
    let mut parts = value.split(';');
    let bare = parts.next().unwrap_or_default().trim_end();
    let parameter = |part: &str| {
        part.trim().split_once('=').is_some_and(|(name, value)| {
            let quoted = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
            token(name) && (quoted || token(value))
        })
    };
    bare.split_once('/').is_some_and(|(kind, name)| token(kind) && token(name)) && parts.all(parameter)
}

/// A whole number, with a sign or without.
pub(super) fn integer(value: &str) -> Option<i64> {
    value.trim().parse().ok()
}
