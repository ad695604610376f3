//! The two dates of a post and the offset between them.

use super::fields;
use super::side::SiteFacts;
use crate::diagnostic::{Remark, codes};
use crate::model::DateTime;
use jiff::civil;
use jiff::tz::Offset;
use serde_json::Value;

/// What was found, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) date: Option<DateTime>,
    /// The member that the warning is about, and the warning.
    pub(super) warning: Option<(&'static str, Remark)>,
}

/// Reads `local` (the site's wall clock) and `utc`; the offset is what lies between them.
pub(super) fn read(post: &Value, local: &'static str, utc: &'static str, site: &SiteFacts) -> Dated {
    let at_site = post.get(local).and_then(Value::as_str).and_then(parse);
    let at_utc = post.get(utc).and_then(Value::as_str).and_then(parse);
    let said = |date: Option<DateTime>, warning: Option<(&'static str, Remark)>| Dated { date, warning };
    match (at_site, at_utc) {
        (Some(Clock { offset: Some(offset), civil }), _) => said(moment(civil, offset), None),
        (Some(local_clock), Some(utc_clock)) => {
            let seconds = local_clock.civil.duration_since(utc_clock.civil).as_secs();
            let plausible = seconds.abs() <= 14 * 3600 && seconds % 900 == 0;
            let offset =
                i32::try_from(seconds).ok().filter(|_| plausible).and_then(|s| Offset::from_seconds(s).ok());
            match offset {
                Some(offset) => said(moment(local_clock.civil, offset), None),
                None => {
                    let hours =
                        format!("`{local}` and `{utc}` lie {seconds} seconds apart, which is no time zone");
                    said(
                        moment(utc_clock.civil, Offset::UTC),
                        Some((local, Remark::new(codes::DATE_INVALID, hours))),
                    )
                }
            }
        }
        (Some(clock), None) => match at_zone(clock.civil, site) {
            Some(date) => said(Some(date), None),
            None => {
                let unknown = format!("`{utc}` is missing, so the time zone is not known: taken as UTC");
                said(
                    moment(clock.civil, Offset::UTC),
                    Some((local, Remark::new(codes::TIME_ZONE_UNKNOWN, unknown))),
                )
            }
        },
        (None, Some(clock)) => said(moment(clock.civil, clock.offset.unwrap_or(Offset::UTC)), None),
        (None, None) => {
            let odd = [local, utc]
                .into_iter()
                .find(|name| fields::text(post, name).is_some_and(|text| !text.starts_with("0000-00-00")));
            let odd = odd.map(|name| {
                (name, Remark::new(codes::DATE_INVALID, format!("`{name}` is no date and was left out")))
            });
            said(None, odd)
        }
    }
}

/// A time of the site's wall clock; of an hour that summer time gives twice, the first.
fn at_zone(civil: civil::DateTime, site: &SiteFacts) -> Option<DateTime> {
    let zone = site.clock.as_ref()?;
    let timestamp = zone.to_timestamp(civil).ok()?;
    Some(DateTime { timestamp, offset: zone.to_offset(timestamp) })
}

#[derive(Debug, Clone, Copy)]
struct Clock {
    civil: civil::DateTime,
    offset: Option<Offset>,
}

fn parse(text: &str) -> Option<Clock> {
    let text = text.trim();
    if text.starts_with("0000-00-00") {
        return None;
    }
    if let Some(date) = DateTime::parse(text).filter(|_| text.len() > 10) {
        return Some(Clock { civil: date.civil(), offset: Some(date.offset) });
    }
    let civil = text.replacen(' ', "T", 1).parse().ok()?;
    Some(Clock { civil, offset: None })
}

fn moment(civil: civil::DateTime, offset: Offset) -> Option<DateTime> {
    Some(DateTime { timestamp: offset.to_timestamp(civil).ok()?, offset })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(date: &str, gmt: &str, expected: &str, warns: bool) {
        let post = serde_json::json!({ "date": date, "date_gmt": gmt });
        let dated = read(&post, "date", "date_gmt", &SiteFacts::default());
        let shown = dated.date.map_or_else(|| "none".to_owned(), |date| date.rfc3339());
        assert_eq!((shown.as_str(), dated.warning.is_some()), (expected, warns), "{date} {gmt}");
    }

    #[test]
    fn the_offset_is_what_lies_between() {
        check("2025-04-30T12:11:12", "2025-04-30T18:11:12", "2025-04-30T12:11:12-06:00", false);
        check("2025-04-30T12:11:12", "2025-04-30T06:26:12", "2025-04-30T12:11:12+05:45", false);
        check("2025-04-30T12:00:00", "2025-04-28T12:00:00", "2025-04-28T12:00:00Z", true);
        check("2025-04-30T12:00:00", "", "2025-04-30T12:00:00Z", true);
        check("0000-00-00T00:00:00", "2025-04-28T12:00:00", "2025-04-28T12:00:00Z", false);
        check("2025-04-30T12:00:00+02:00", "", "2025-04-30T12:00:00+02:00", false);
        check("2025-04-30 12:00:00", "2025-04-30 10:00:00Z", "2025-04-30T12:00:00+02:00", false);
        check("0000-00-00T00:00:00", "0000-00-00 00:00:00", "none", false);
        check("soon", "", "none", true);
    }

    #[test]
    fn the_site_tells_the_zone() {
        let site =
            SiteFacts { clock: jiff::tz::TimeZone::get("America/Denver").ok(), ..SiteFacts::default() };
        for (date, expected) in [
            ("2025-01-30T12:00:00", "2025-01-30T12:00:00-07:00"),
            ("2025-07-30T12:00:00", "2025-07-30T12:00:00-06:00"),
        ] {
            let dated = read(&serde_json::json!({ "date": date }), "date", "date_gmt", &site);
            assert_eq!((dated.date.unwrap().rfc3339().as_str(), dated.warning), (expected, None));
        }
    }
}
