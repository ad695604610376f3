//! Which day it is, and how long something takes: the one place that asks clocks.

use crate::settings::InvalidValue;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use offprint_core::model::DateTime;

/// A clock that was started.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Started(std::time::Instant);

impl Started {
    /// Starts one.
    pub(crate) fn now() -> Self {
        Self(std::time::Instant::now())
    }

    /// How long ago that was, in seconds, to the thousandth.
    pub(crate) fn seconds(self) -> f64 {
        (self.0.elapsed().as_secs_f64() * 1e3).round() / 1e3
    }
}

/// The date that relative ranges are counted from: the one that is given, else `SOURCE_DATE_EPOCH`'s, else today's, in
/// this zone (UTC without one).
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is no number of seconds.
pub(crate) fn today(given: Option<DateTime>, zone: Option<&str>) -> Result<Date, InvalidValue> {
    if let Some(date) = given {
        return Ok(date.civil().date());
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let now = match epoch.as_deref() {
        None => Timestamp::now(),
        Some(text) => {
            let seconds = text.trim().parse().ok();
            let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            moment.ok_or_else(|| {
                InvalidValue::new(format!("`SOURCE_DATE_EPOCH` is `{text}`, not a number of seconds"))
            })?
        }
    };
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok()).unwrap_or(TimeZone::UTC);
    Ok(zone.to_datetime(now).date())
}
