//! Counting what passed and what failed.

use anyhow::{Result, bail};
use std::time::Instant;

/// The score of a run of checks.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: Vec<String>,
}

impl Tally {
    /// Begins a part of the run.
    pub(crate) fn part(&self, title: &str) {
        println!("\n== {title}");
    }

    /// Makes one check and says how it went: in one line when it passed, with all there is to know when not.
    pub(crate) fn check(&mut self, name: &str, check: impl FnOnce() -> Result<String>) {
        let begun = Instant::now();
        match check() {
            Ok(figures) => {
                self.passed += 1;
                let figures = if figures.is_empty() { figures } else { format!(": {figures}") };
                println!("ok   {name}{figures} ({:.1} s)", begun.elapsed().as_secs_f64());
            }
            Err(error) => {
                println!("FAIL {name}\n{error:#}");
                self.failed.push(name.to_owned());
            }
        }
    }

    /// Counts checks that another program made and showed.
    pub(crate) fn add(&mut self, passed: usize, failed: Vec<String>) {
        self.passed += passed;
        self.failed.extend(failed);
    }

    /// Names what failed and prints the score alone on the last line; an error when anything failed.
    pub(crate) fn close(&self) -> Result<()> {
        println!();
        for name in &self.failed {
            println!("failed: {name}");
        }
        println!("{} passed, {} failed", self.passed, self.failed.len());
        if self.failed.is_empty() {
            return Ok(());
        }
        bail!("{} of {} checks failed", self.failed.len(), self.failed.len() + self.passed)
    }
}
