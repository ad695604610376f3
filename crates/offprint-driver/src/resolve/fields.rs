//! Fields in the texts of an edition: `week {week} of {year}`.

use crate::document::{Document, wrong_value};
use crate::names;
use crate::settings::range::{Days, Unit};
use crate::settings::{InvalidValue, Setting, Word};
use offprint_core::Diagnostic;
use offprint_core::grouping::month_name;
use offprint_core::model::Language;
use offprint_core::selection::Bound;
use std::path::{Path, PathBuf};

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
    /// The first and the last moment of the range.
    pub(crate) bounds: (Option<Bound>, Option<Bound>),
    /// The edition's name.
    pub(crate) name: &'a str,
    /// The language that months are named in.
    pub(crate) language: Language,
}

impl Told<'_> {
    /// A text with its fields filled in, if it is from a file.
    pub(crate) fn fill(
        &self,
        text: &Setting<String>,
        document: Option<&Document>,
    ) -> Result<String, Diagnostic> {
        if text.span().is_none() {
            return Ok((**text).clone());
        }
        self.filled(text).map_err(|error| wrong_value(document, text, &error.to_string()))
    }

    /// The same, of a text that may be a number.
    pub(crate) fn fill_word(
        &self,
        word: &Setting<Word>,
        document: Option<&Document>,
    ) -> Result<String, Diagnostic> {
        self.fill(&Setting::written(word.0.clone(), word.span()), document)
    }

    /// The same, of a path; one of a file is counted from that file's folder.
    pub(crate) fn fill_path(
        &self,
        path: &Setting<PathBuf>,
        document: Option<&Document>,
    ) -> Result<PathBuf, Diagnostic> {
        match (document, path.span()) {
            (Some(document), Some(span)) => {
                let text = Setting::written(path.to_string_lossy().into_owned(), Some(span));
                Ok(document.path(Path::new(&self.fill(&text, Some(document))?)))
            }
            _ => Ok((**path).clone()),
        }
    }

    /// The text with its fields filled in; `{{` and `}}` are braces.
    ///
    /// # Errors
    /// What is wrong with a field.
    fn filled(&self, text: &str) -> Result<String, InvalidValue> {
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
                return Err(InvalidValue::new(format!(
                    "`{brace}` belongs to no field; write it twice where it is meant itself"
                )));
            };
            filled.push_str(&self.value(field, by_week)?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&self, field: &str, by_week: bool) -> Result<String, InvalidValue> {
        let day = self.days.last;
        let week = day.iso_week_date();
        Ok(match field {
            "year" if by_week => week.year().to_string(),
            "year" => day.year().to_string(),
            "month" => format!("{:02}", day.month()),
            "month-name" => month_name(&self.language, day.month()),
            "day" => format!("{:02}", day.day()),
            "week" => format!("{:02}", week.week()),
            "quarter" => ((day.month() - 1) / 3 + 1).to_string(),
            "date" | "until" => day.to_string(),
            "since" => self.days.first.to_string(),
            "name" => self.name.to_owned(),
            _ => {
                let known = FIELDS.map(|(name, _)| name);
                let near = names::suggestion(field, &known);
                let there = if near.is_empty() { "; there" } else { " There" };
                let all = known.map(|name| format!("`{{{name}}}`")).join(", ");
                return Err(InvalidValue::new(format!(
                    "there is no field `{{{field}}}`{near}{there} are {all}"
                )));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::range::{Ends, Range};
    use jiff::civil::date;

    #[track_caller]
    fn check(range: &str, language: &str, text: &str, expected: &str) {
        let (since, until) = Range::parse(range).unwrap().ends();
        let days = Ends { since: Some(since), until: Some(until) }.told(date(2025, 1, 8));
        let language = Language::parse(language).unwrap();
        let told = Told { days, bounds: (None, None), name: "weekly", language };
        assert_eq!(told.filled(text).unwrap_or_else(|error| error.to_string()), expected);
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
