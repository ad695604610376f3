//! Days and spans of days as editors say them: `2025-05-01`, `-7d`, `last-month`, `2025-W18`.

use super::value::InvalidValue;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use offprint_core::model::DateTime;
use offprint_core::selection::Bound;

/// One end of a range, or a whole range, before it is counted from a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// `2025-04-30T12:00:00Z`
    Moment(DateTime),
    /// `2025-04-30`, `2025-W18`, `2025-04`, `2025-Q2`, `2025`
    Days(Days),
    /// `-7d`, `-2w`, `-3m`, `-1y`: so many days or months back.
    Ago {
        /// Calendar months.
        months: i32,
        /// Days.
        days: i32,
    },
    /// `today`, `yesterday`, `this-week`, `last-month`: the unit, and how many of it back.
    Relative(Unit, i32),
}

/// From a first to a last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// What the span was named by.
    pub unit: Unit,
}

/// How long a span of days is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// A range: one word for all of it, or its two ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Range {
    /// `last-month`, `2025-W18`; `-7d` is the seven days that end with the date.
    Whole(When),
    /// `2025-05-01..2025-05-15`
    Between(When, When),
}

/// What may be said, for messages.
const FORMS: &str = "`2025-04-30`, `2025-W18`, `2025-04`, `2025-Q2`, `2025`, `-7d`, `-2w`, `-3m`, `-1y`, `today`, `yesterday`, \
     `this-week` or `last-week` (`-month`, `-quarter`, `-year`)";

impl When {
    /// Reads one end of a range.
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidValue> {
        let text = text.trim();
        if text.len() > 10
            && let Some(moment) = DateTime::parse(text)
        {
            return Ok(Self::Moment(moment));
        }
        let read = ago(text).or_else(|| relative(text)).or_else(|| days(text).map(Self::Days));
        read.ok_or_else(|| InvalidValue::not(format!("a date or a range of days: say {FORMS}")))
    }

    /// Whether it is counted from a date.
    pub(crate) fn is_relative(&self) -> bool {
        matches!(self, Self::Ago { .. } | Self::Relative(..))
    }

    /// The days that it means on this date; `None` when it is a moment, or out of every calendar.
    pub(crate) fn days(&self, today: Date) -> Option<Days> {
        match self {
            Self::Moment(_) => None,
            Self::Days(days) => Some(*days),
            Self::Ago { months, days } => {
                let back = Span::new().try_months(*months).ok()?.try_days(*days).ok()?;
                let day = today.checked_sub(back).ok()?;
                Some(Days { first: day, last: day, unit: Unit::Day })
            }
            Self::Relative(unit, back) => unit.around(unit.back(today, *back)?),
        }
    }

    /// The first day or the moment, as selection takes it.
    fn first(&self, today: Date) -> Option<Bound> {
        match self {
            Self::Moment(moment) => Some(Bound::Moment(*moment)),
            _ => Some(Bound::Day(self.days(today)?.first.to_string())),
        }
    }

    /// The last day or the moment.
    fn last(&self, today: Date) -> Option<Bound> {
        match self {
            Self::Moment(moment) => Some(Bound::Moment(*moment)),
            _ => Some(Bound::Day(self.days(today)?.last.to_string())),
        }
    }
}

impl Range {
    /// Reads `WHEN` or `WHEN..WHEN`.
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidValue> {
        if let Some((from, to)) = text.split_once("..") {
            return Ok(Self::Between(When::parse(from)?, When::parse(to)?));
        }
        match When::parse(text)? {
            When::Moment(_) => Err(InvalidValue::new("a moment is no range: give two, as in `A..B`")),
            when => Ok(Self::Whole(when)),
        }
    }

    /// Its two ends.
    pub(crate) fn ends(&self) -> (When, When) {
        match self {
            // Seven days back, and today with them, would be eight.
            Self::Whole(ago @ When::Ago { .. }) => (ago.clone(), When::Relative(Unit::Day, 1)),
            Self::Whole(when) => (when.clone(), when.clone()),
            Self::Between(from, to) => (from.clone(), to.clone()),
        }
    }
}

/// What was asked for of the days of publication.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ends {
    pub(crate) since: Option<When>,
    pub(crate) until: Option<When>,
}

impl Ends {
    /// Whether it is counted from a date.
    pub(crate) fn is_relative(&self) -> bool {
        self.since.iter().chain(&self.until).any(When::is_relative)
    }

    /// The bounds on this date; what is wrong with them.
    pub(crate) fn bounds(&self, today: Date) -> Result<(Option<Bound>, Option<Bound>), InvalidValue> {
        let out = || InvalidValue::new("the range lies out of the calendar");
        let since = self.since.as_ref().map(|when| when.first(today).ok_or_else(out)).transpose()?;
        let until = self.until.as_ref().map(|when| when.last(today).ok_or_else(out)).transpose()?;
        if let (Some(Bound::Day(first)), Some(Bound::Day(last))) = (&since, &until)
            && first > last
        {
            return Err(InvalidValue::new(format!("the range begins on {first}, after its end on {last}")));
        }
        Ok((since, until))
    }

    /// The days that titles tell of: the span that ends the range, else the date itself.
    pub(crate) fn told(&self, today: Date) -> Days {
        let day = Days { first: today, last: today, unit: Unit::Day };
        let last = self.until.as_ref().and_then(|when| when.days(today)).unwrap_or(day);
        let first = self.since.as_ref().and_then(|when| when.days(today)).unwrap_or(last).first;
        Days { first: first.min(last.last), ..last }
    }
}

impl Unit {
    /// The day that lies so many units back.
    fn back(self, day: Date, count: i32) -> Option<Date> {
        let span = match self {
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            // Of the first of the month, lest the 31st falls into the next.
            Self::Month => return day.first_of_month().checked_sub(count.months()).ok(),
            Self::Quarter => return day.first_of_month().checked_sub((count * 3).months()).ok(),
            Self::Year => return day.first_of_month().checked_sub(count.years()).ok(),
        };
        day.checked_sub(span).ok()
    }

    /// The span of this length that the day is in.
    fn around(self, day: Date) -> Option<Days> {
        let (first, last) = match self {
            Self::Day => (day, day),
            Self::Week => {
                let first = day.checked_sub(i32::from(day.weekday().since(Weekday::Monday)).days()).ok()?;
                (first, first.checked_add(6.days()).ok()?)
            }
            Self::Month => (day.first_of_month(), day.last_of_month()),
            Self::Quarter => {
                let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
                (first, first.checked_add(2.months()).ok()?.last_of_month())
            }
            Self::Year => (day.first_of_year(), day.last_of_year()),
        };
        Some(Days { first, last, unit: self })
    }
}

fn ago(text: &str) -> Option<When> {
    let text = text.strip_prefix('-')?;
    let unit = text.chars().next_back()?;
    let count: i32 = text[..text.len() - unit.len_utf8()].parse().ok().filter(|count| *count < 100_000)?;
    let (months, days) = match unit {
        'd' => (0, count),
        'w' => (0, count * 7),
        'm' => (count, 0),
        'y' => (count * 12, 0),
        _ => return None,
    };
    (count >= 0).then_some(When::Ago { months, days })
}

fn relative(text: &str) -> Option<When> {
    match text {
        "today" => return Some(When::Relative(Unit::Day, 0)),
        "yesterday" => return Some(When::Relative(Unit::Day, 1)),
        _ => {}
    }
    let (back, unit) = match text.split_once('-')? {
        ("this", unit) => (0, unit),
        ("last", unit) => (1, unit),
        _ => return None,
    };
    let unit = match unit {
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    };
    Some(When::Relative(unit, back))
}

fn days(text: &str) -> Option<Days> {
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
    let year = digits(year, 4)?;
    let Some(rest) = rest else { return Unit::Year.around(Date::new(year, 1, 1).ok()?) };
    let small = |number: i16| i8::try_from(number).ok();
    if let Some(week) = rest.strip_prefix(['W', 'w']) {
        let week = digits(week, 2).and_then(small)?;
        return Unit::Week.around(ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date());
    }
    if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
        let quarter = digits(quarter, 1).and_then(small).filter(|quarter| (1..=4).contains(quarter))?;
        return Unit::Quarter.around(Date::new(year, quarter * 3 - 2, 1).ok()?);
    }
    match rest.split_once('-') {
        None => Unit::Month.around(Date::new(year, digits(rest, 2).and_then(small)?, 1).ok()?),
        Some((month, day)) => {
            let (month, day) = (digits(month, 2).and_then(small)?, digits(day, 2).and_then(small)?);
            Unit::Day.around(Date::new(year, month, day).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(text: &str, today: Date) -> String {
        let range = Range::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let (since, until) = range.ends();
        let ends = Ends { since: Some(since), until: Some(until) };
        match ends.bounds(today) {
            Ok((Some(Bound::Day(first)), Some(Bound::Day(last)))) => format!("{first}..{last}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn ranges_are_counted_from_a_date() {
        let today = date(2025, 5, 31);
        let check = |text: &str, expected: &str| assert_eq!(shown(text, today), expected, "{text}");
        check("-7d", "2025-05-24..2025-05-30");
        check("-1m", "2025-04-30..2025-05-30");
        check("today", "2025-05-31..2025-05-31");
        check("yesterday", "2025-05-30..2025-05-30");
        check("this-week", "2025-05-26..2025-06-01");
        check("last-week", "2025-05-19..2025-05-25");
        check("this-month", "2025-05-01..2025-05-31");
        check("last-month", "2025-04-01..2025-04-30");
        check("last-quarter", "2025-01-01..2025-03-31");
        check("last-year", "2024-01-01..2024-12-31");
        check("2025-W18", "2025-04-28..2025-05-04");
        check("2025-W01", "2024-12-30..2025-01-05");
        check("2025-02", "2025-02-01..2025-02-28");
        check("2024-02", "2024-02-01..2024-02-29");
        check("2025-Q2", "2025-04-01..2025-06-30");
        check("2025", "2025-01-01..2025-12-31");
        check("2025-01-15..-1m", "2025-01-15..2025-04-30");
        check("2025-W18..2025-W19", "2025-04-28..2025-05-11");
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in
            ["", "soon", "2025-W54", "2025-13", "2025-Q5", "-7", "-7x", "last-day", "7d", "2025-02-30"]
        {
            assert!(Range::parse(text).is_err(), "{text}");
        }
        assert!(shown("2025-06..2025-05", date(2025, 1, 1)).contains("after its end on 2025-05-31"));
    }

    #[test]
    fn titles_tell_of_the_end_of_the_range() {
        let today = date(2025, 1, 7);
        let (since, until) = Range::parse("last-week").unwrap().ends();
        let told = Ends { since: Some(since), until: Some(until) }.told(today);
        assert_eq!((told.first, told.last, told.unit), (date(2024, 12, 30), date(2025, 1, 5), Unit::Week));
        assert_eq!(Ends::default().told(today).last, today);
    }
}
