//! Moments with the offset of the site's clock.

use jiff::{Timestamp, civil, tz::Offset};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;
use std::fmt;

/// A moment, and the offset from UTC at which the site's clock stood then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime {
    /// The moment.
    pub timestamp: Timestamp,
    /// The site's offset from UTC at that moment; zero when unknown.
    pub offset: Offset,
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.timestamp.cmp(&other.timestamp)
    }
}

impl DateTime {
    /// A moment at UTC.
    pub fn utc(timestamp: Timestamp) -> Self {
        Self { timestamp, offset: Offset::UTC }
    }

    /// Reads RFC 3339 (`2025-04-30T12:11:12-06:00`) or a plain date (`2025-04-30`, midnight UTC).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<jiff::civil::Date>()
            && text.len() == 10
        {
            return Some(Self::utc(Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?));
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).ok()?;
        let offset = pieces.to_numeric_offset().or_else(|| pieces.offset().map(|_| Offset::UTC))?;
        let civil = pieces.date().to_datetime(pieces.time()?);
        Some(Self { timestamp: offset.to_timestamp(civil).ok()?, offset })
    }

    /// The site's wall clock at that moment.
    pub fn civil(&self) -> civil::DateTime {
        self.offset.to_datetime(self.timestamp)
    }

    /// RFC 3339: `2025-04-30T12:11:12-06:00`, `Z` at UTC.
    pub fn rfc3339(&self) -> String {
        let clock = self.civil();
        format!("{}{}", clock.strftime("%Y-%m-%dT%H:%M:%S"), self.offset_text(":", "Z"))
    }

    /// RFC 822 as RSS wants it: `Wed, 30 Apr 2025 12:11:12 -0600`.
    pub fn rfc822(&self) -> String {
        let clock = self.civil();
        format!("{} {}", clock.strftime("%a, %d %b %Y %H:%M:%S"), self.offset_text("", "+0000"))
    }

    /// RFC 3339 at UTC: `2025-04-30T18:11:12Z`.
    pub fn rfc3339_utc(&self) -> String {
        Self::utc(self.timestamp).rfc3339()
    }

    /// The site's calendar date: `2025-04-30`.
    pub fn date(&self) -> String {
        self.civil().date().to_string()
    }

    fn offset_text(&self, colon: &str, zero: &str) -> String {
        let seconds = self.offset.seconds();
        if seconds == 0 {
            return zero.to_owned();
        }
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        format!("{sign}{:02}{colon}{:02}", minutes / 60, minutes % 60)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not an RFC 3339 date")))
    }
}

impl JsonSchema for DateTime {
    fn schema_name() -> Cow<'static, str> {
        "DateTime".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let date = DateTime::parse("2025-04-30T12:11:12-06:00").unwrap();
        assert_eq!(date.rfc3339(), "2025-04-30T12:11:12-06:00");
        assert_eq!(date.rfc822(), "Wed, 30 Apr 2025 12:11:12 -0600");
        assert_eq!(date.rfc3339_utc(), "2025-04-30T18:11:12Z");
        assert_eq!(date.date(), "2025-04-30");
        assert_eq!(DateTime::parse("2025-04-30").unwrap().rfc822(), "Wed, 30 Apr 2025 00:00:00 +0000");
        assert_eq!(DateTime::parse("2025-04-30T01:00:00Z").unwrap().rfc3339(), "2025-04-30T01:00:00Z");
        assert_eq!(DateTime::parse("2025-04-30T01:00:00"), None);
        assert_eq!(DateTime::parse("yesterday"), None);
    }
}
