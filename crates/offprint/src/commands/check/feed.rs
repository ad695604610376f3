//! Feeds, by the rules of the W3C's validator.

use crate::args::FeedCheck;
use crate::terminal::Printer;
use jiff::Timestamp;
use offprint_core::{Diagnostic, Place, Severity, codes};
use offprint_feed::check::{CheckOptions, Kind};

pub(crate) fn check(arguments: &FeedCheck, shown: &str, bytes: &[u8], printer: &Printer) {
    let options = CheckOptions {
        location: arguments.location.as_deref().map(|url| url.0.as_str()),
        now: Some(Timestamp::now()),
    };
    let (kind, findings) = offprint_feed::check::check(bytes, &options);
    let count = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    for finding in &findings {
        let place = match finding.line {
            0 => shown.to_owned(),
            line => format!("{shown}:{line}:{}", finding.column),
        };
        let message = format!("{} ({})", finding.message, finding.rule.name);
        let said = Diagnostic::new(codes::FEED_INVALID, &Place::file(place), message);
        printer.say(&said.severity(finding.severity()).hint(finding.rule.hint));
    }
    let name = match kind {
        Kind::Rss => "RSS",
        Kind::Atom => "Atom",
        Kind::Json => "JSON Feed",
        Kind::Unknown => "not a feed",
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let plural = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    printer.tell(&format!(
        "checked {shown} ({name}): {}, {}",
        plural(errors, "error"),
        plural(warnings, "warning")
    ));
}
