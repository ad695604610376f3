//! What is said on standard error: diagnostics, and what was written.

use crate::args::Common;
use crate::exit::Exit;
use anstyle::{AnsiColor, Style};
use offprint_core::{Diagnostic, Severity};
use std::cell::Cell;
use std::io::Write;

/// Prints, and remembers the worst that it printed.
#[derive(Debug)]
pub(crate) struct Printer {
    least: Severity,
    quiet: bool,
    deny_warnings: bool,
    errors: Cell<usize>,
    warnings: Cell<usize>,
}

impl Printer {
    pub(crate) fn new(common: &Common) -> Self {
        let least = match (common.quiet, common.verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Note,
            _ => Severity::Warning,
        };
        Self {
            least,
            quiet: common.quiet,
            deny_warnings: common.deny_warnings,
            errors: Cell::new(0),
            warnings: Cell::new(0),
        }
    }

    /// Prints a diagnostic, if it is wanted, and counts it in any case.
    pub(crate) fn say(&self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors.set(self.errors.get() + 1),
            Severity::Warning => self.warnings.set(self.warnings.get() + 1),
            Severity::Note => {}
        }
        // What fails the run is always said.
        let fails = self.deny_warnings && diagnostic.severity == Severity::Warning;
        if diagnostic.severity < self.least && !fails {
            return;
        }
        let text = diagnostic.to_string();
        let severity = diagnostic.severity.to_string();
        let rest = text.strip_prefix(&severity).unwrap_or(&text);
        let style = match diagnostic.severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
            Severity::Note => AnsiColor::Cyan.on_default().bold(),
        };
        let hint = AnsiColor::Green.on_default();
        let rest = rest.replacen("\nhint: ", &format!("\n{hint}hint{hint:#}: "), 1);
        self.line(&format!("{style}{severity}{style:#}{rest}"));
    }

    /// Prints a line about the run, unless only errors are wanted.
    pub(crate) fn tell(&self, line: &str) {
        if !self.quiet {
            let bold = Style::new().bold();
            match line.split_once(' ') {
                Some((verb, rest)) => self.line(&format!("{bold}{verb}{bold:#} {rest}")),
                None => self.line(line),
            }
        }
    }

    /// How the run ends by what was said.
    pub(crate) fn verdict(&self) -> Exit {
        if self.errors.get() > 0 || (self.deny_warnings && self.warnings.get() > 0) {
            Exit::Input
        } else {
            Exit::Done
        }
    }

    /// When standard error is gone there is nowhere left to say it.
    fn line(&self, line: &str) {
        let _ = writeln!(anstream::stderr(), "{line}");
    }
}
