//! Fields in the texts of an edition: `week {week} of {year}`.

use super::error::is_it;
use crate::range::{Days, Unit};
use offprint_core::grouping::month_name;
use offprint_core::model::Language;

/// The fields, and what each becomes.
pub(crate) const FIELDS: [(&str, &str); 10] = [
    ("year", "year, with `{week}` beside it the year of the week: `2025`"),
    ("month", "month as a number: `05`"),
    ("month-name", "month in the edition's language: `May`"),
    ("day", "day of the month: `04`"),
    ("week", "week of the year (ISO 8601): `18`"),
    ("quarter", "quarter of the year: `2`"),
    ("date", "the day: `2025-05-04`"),
    ("since", "first day of the range: `2025-04-28`"),
    ("until", "last day of the range: `2025-05-04`"),
    ("name", "the edition's name"),
];

/// What fields are made of.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    /// The days of the range; its last is the one that fields tell of.
    pub(crate) days: Days,
    /// The edition's name.
    pub(crate) name: &'a str,
    /// The language that months are named in.
    pub(crate) language: &'a Language,
}

impl Told<'_> {
    /// The text with its fields filled in; `{{` and `}}` are braces.
    ///
    /// # Errors
    /// What is wrong with a field.
    pub(crate) fn fill(&self, text: &str) -> Result<String, String> {
        // A week belongs to the year that has more of it.
        let by_week = text.contains("{week}") || self.days.unit == Unit::Week;
        let mut filled = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            filled.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if let Some(after) = after.strip_prefix(brace) {
                filled.push_str(brace);
                rest = after;
                continue;
            }
            let Some((field, after)) = after.split_once('}').filter(|_| brace == "{") else {
                return Err(format!(
                    "`{brace}` belongs to no field; write it twice where it is meant itself"
                ));
            };
            filled.push_str(&self.value(field, by_week)?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&self, field: &str, by_week: bool) -> Result<String, String> {
        let day = self.days.last;
        let week = day.iso_week_date();
        Ok(match field {
            "year" if by_week => week.year().to_string(),
            "year" => day.year().to_string(),
            "month" => format!("{:02}", day.month()),
            "month-name" => month_name(self.language, day.month()),
            "day" => format!("{:02}", day.day()),
            "week" => format!("{:02}", week.week()),
            "quarter" => ((day.month() - 1) / 3 + 1).to_string(),
            "date" | "until" => day.to_string(),
            "since" => self.days.first.to_string(),
            "name" => self.name.to_owned(),
            _ => {
                let known = FIELDS.map(|(name, _)| name);
                let near = is_it(field, &known);
                let there = if near.is_empty() { "; there" } else { " There" };
                let all = known.map(|name| format!("`{{{name}}}`")).join(", ");
                return Err(format!("there is no field `{{{field}}}`{near}{there} are {all}"));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::range::{Ends, Range};
    use jiff::civil::date;

    #[track_caller]
    fn check(range: &str, language: &str, text: &str, expected: &str) {
        let (since, until) = Range::parse(range).unwrap().ends();
        let days = Ends { since: Some(since), until: Some(until) }.told(date(2025, 1, 8));
        let language = Language::parse(language).unwrap();
        let told = Told { days, name: "weekly", language: &language };
        assert_eq!(told.fill(text).unwrap_or_else(|error| error), expected);
    }

    #[test]
    fn fields_tell_of_the_last_day_of_the_range() {
        check("2025-W18", "en", "REE News, week {week} of {year}", "REE News, week 18 of 2025");
        check("last-month", "en", "{month-name} {year}, Q{quarter}", "December 2024, Q4");
        check("2025-05", "fr", "{month-name} ({month})", "mai (05)");
        check("-7d", "en", "{since} to {until}: {name}", "2025-01-01 to 2025-01-07: weekly");
    }

    #[test]
    fn a_week_has_the_year_that_has_more_of_it() {
        check("2024-12-30..2024-12-31", "en", "{week}/{year}", "01/2025");
        check("2024-12-30..2024-12-31", "en", "{month}/{year}", "12/2024");
    }

    #[test]
    fn braces_and_what_is_no_field() {
        check("today", "en", "{{week}} }}{{", "{week} }{");
        check("today", "en", "a { b", "`{` belongs to no field; write it twice where it is meant itself");
        check("today", "en", "a } b", "`}` belongs to no field; write it twice where it is meant itself");
        let all = "`{year}`, `{month}`, `{month-name}`, `{day}`, `{week}`, `{quarter}`, `{date}`, `{since}`, `{until}`, `{name}`";
        check(
            "today",
            "en",
            "{weak}",
            &format!("there is no field `{{weak}}`; is it `week`? There are {all}"),
        );
        check("today", "en", "{zzz}", &format!("there is no field `{{zzz}}`; there are {all}"));
    }
}
