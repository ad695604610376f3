//! What is said on standard error: diagnostics, and what was written.

use super::progress::Progress;
use super::wording;
use anstyle::{AnsiColor, Style};
use offprint_core::{Diagnostic, Place, Severity, codes};
use offprint_driver::{Event, Exit, Policy, Treatment, reason};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Write;

/// Prints, and remembers whether something failed.
#[derive(Debug)]
pub(crate) struct Printer {
    least: Severity,
    quiet: bool,
    policy: Policy,
    failures: Cell<usize>,
    /// How often each message was met, by severity, file and words.
    alike: RefCell<HashMap<(Severity, String, String), usize>>,
    progress: Progress,
}

/// Messages that differ in their place alone are printed so often; then their number is told.
const ALIKE: usize = 50;
/// Different messages that are remembered.
const MANY: usize = 10_000;

impl Printer {
    /// One that prints errors only, or notes, too, and judges what is said by this policy.
    pub(crate) fn new(quiet: bool, verbose: bool, policy: Policy) -> Self {
        let least = match (quiet, verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Note,
            _ => Severity::Warning,
        };
        Self {
            least,
            quiet,
            policy,
            failures: Cell::new(0),
            alike: RefCell::default(),
            progress: Progress::new(quiet),
        }
    }

    /// Prints what a run says.
    pub(crate) fn hear(&self, event: &Event<'_>) {
        match event {
            Event::Progress { format, done, total } => self.progress.set(format, *done, *total),
            Event::Diagnostic { diagnostic, denied } => self.print(diagnostic, *denied),
            event => {
                self.progress.clear();
                if let Some(line) = wording::line(event) {
                    self.tell(&line);
                }
            }
        }
    }

    /// Prints a diagnostic that is no run's, if it is wanted, and counts it in any case.
    pub(crate) fn say(&self, diagnostic: &Diagnostic) {
        let treatment = self.policy.of(diagnostic);
        if treatment == Treatment::Allowed {
            return;
        }
        let denied = treatment == Treatment::Denied;
        if denied || diagnostic.severity == Severity::Error {
            self.failures.set(self.failures.get() + 1);
        }
        self.print(diagnostic, denied);
    }

    /// Prints a diagnostic, if it is wanted or denied.
    pub(crate) fn print(&self, diagnostic: &Diagnostic, denied: bool) {
        self.progress.clear();
        // What fails the run is always said.
        if diagnostic.severity < self.least && !denied {
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
        let style = match diagnostic.severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
            Severity::Note => AnsiColor::Cyan.on_default().bold(),
        };
        let Diagnostic { severity, place, message, hint, .. } = diagnostic;
        let place = place.to_string();
        let place = if place.is_empty() { place } else { format!(" {place}:") };
        self.line(&format!("{style}{severity}{style:#}:{place} {message}"));
        if let Some(hint) = hint {
            let style = AnsiColor::Green.on_default();
            self.line(&format!("{style}hint{style:#}: {hint}"));
        }
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

    /// How the command ends by what was said.
    pub(crate) fn verdict(&self) -> Exit {
        if self.failures.get() > 0 { Exit::Input } else { Exit::Done }
    }

    /// How a command ends that wrote to standard output; whoever stops reading has had enough.
    pub(crate) fn written(&self, written: std::io::Result<()>) -> Exit {
        match written {
            Ok(()) => Exit::Done,
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
            Err(error) => {
                let message = format!("cannot be written: {}", reason(&error));
                let place = Place::file("standard output");
                self.say(&Diagnostic::new(codes::STDOUT_CLOSED, &place, message).caused_by(error));
                Exit::Environment
            }
        }
    }

    /// When standard error is gone there is nowhere left to say it.
    fn line(&self, line: &str) {
        let _ = writeln!(anstream::stderr(), "{line}");
    }
}
