//! What is said on standard error: diagnostics, and what was written.

use crate::args::Common;
use crate::exit::Exit;
use anstyle::{AnsiColor, Style};
use offprint_core::{Diagnostic, Severity};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Write;

/// Prints, and remembers the worst that it printed.
#[derive(Debug)]
pub(crate) struct Printer {
    least: Severity,
    quiet: bool,
    deny_warnings: bool,
    errors: Cell<usize>,
    warnings: Cell<usize>,
    /// How often each message was met, by severity, file and words.
    alike: RefCell<HashMap<(Severity, String, String), usize>>,
    /// What was said, for reports.
    said: RefCell<Vec<Diagnostic>>,
}

/// Messages that differ in their place alone are printed so often; then their number is told.
const ALIKE: usize = 50;
/// Different messages that are remembered.
const MANY: usize = 10_000;

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
            alike: RefCell::default(),
            said: RefCell::default(),
        }
    }

    /// Prints a diagnostic, if it is wanted, and counts it in any case.
    pub(crate) fn say(&self, diagnostic: &Diagnostic) {
        match diagnostic.severity {
            Severity::Error => self.errors.set(self.errors.get() + 1),
            Severity::Warning => self.warnings.set(self.warnings.get() + 1),
            Severity::Note => {}
        }
        if self.said.borrow().len() < MANY {
            self.said.borrow_mut().push(diagnostic.clone());
        }
        // What fails the run is always said.
        let fails = self.deny_warnings && diagnostic.severity == Severity::Warning;
        if diagnostic.severity < self.least && !fails {
            return;
        }
        let key = (diagnostic.severity, diagnostic.place.origin.clone(), diagnostic.message.clone());
        let mut alike = self.alike.borrow_mut();
        if alike.len() < MANY || alike.contains_key(&key) {
            let count = alike.entry(key).or_default();
            *count += 1;
            if *count > ALIKE {
                return;
            }
        }
        drop(alike);
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

    /// Tells how many messages were held back because they are like others.
    pub(crate) fn close(&self) {
        let mut more: Vec<_> = self.alike.take().into_iter().filter(|(_, count)| *count > ALIKE).collect();
        more.sort();
        for ((severity, origin, message), count) in more {
            let count = count - ALIKE;
            self.line(&format!("{severity}: {origin}: {count} more like this: {message}"));
        }
    }

    /// What was said since this was asked last, the first thousands of it.
    pub(crate) fn take_said(&self) -> Vec<Diagnostic> {
        self.said.take()
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
