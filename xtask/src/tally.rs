//! Counting what passed and what failed.

use anyhow::{Result, bail};
use std::{
    sync::{Mutex, PoisonError},
    thread,
    time::Instant,
};

/// The score of a run of checks.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: Vec<String>,
    /// What a job beside others says, until it is done.
    held: Option<String>,
}

/// Checks that need not wait for others.
pub(crate) type Job<'a> = Box<dyn FnOnce(&mut Tally) + Send + 'a>;

impl Tally {
    /// Begins a part of the run.
    pub(crate) fn part(&mut self, title: &str) {
        self.say(&format!("\n== {title}"));
    }

    /// Does jobs side by side, as many as there are processors; what each says is shown when it is done.
    pub(crate) fn side_by_side(&mut self, jobs: Vec<Job<'_>>) {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
        let waiting = Mutex::new(jobs.into_iter());
        let total = Mutex::new(self);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some(job) = job else { return };
                        let mut own = Self { held: Some(String::new()), ..Self::default() };
                        job(&mut own);
                        total.lock().unwrap_or_else(PoisonError::into_inner).take_over(own);
                    }
                });
            }
        });
    }

    fn take_over(&mut self, job: Self) {
        self.say(job.held.unwrap_or_default().trim_end_matches('\n'));
        self.add(job.passed, job.failed);
    }

    /// Shows a line, now or when the job is done.
    fn say(&mut self, line: &str) {
        match &mut self.held {
            Some(held) => {
                held.push_str(line);
                held.push('\n');
            }
            None => println!("{line}"),
        }
    }

    /// Makes one check and says how it went: in one line when it passed, with all there is to know when not.
    pub(crate) fn check(&mut self, name: &str, check: impl FnOnce() -> Result<String>) {
        let begun = Instant::now();
        match check() {
            Ok(figures) => {
                self.passed += 1;
                let figures = if figures.is_empty() { figures } else { format!(": {figures}") };
                self.say(&format!("ok   {name}{figures} ({:.1} s)", begun.elapsed().as_secs_f64()));
            }
            Err(error) => {
                self.say(&format!("FAIL {name}\n{error:#}"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_side_by_side_are_all_counted() {
        let mut tally = Tally::default();
        let jobs = (0..9).map(|number| -> Job<'_> {
            Box::new(move |tally| {
                tally.check(&format!("check {number}"), || {
                    if number % 3 == 0 {
                        bail!("it does not hold");
                    }
                    Ok(String::new())
                });
            })
        });
        tally.side_by_side(jobs.collect());
        assert_eq!(tally.passed, 6);
        tally.failed.sort();
        assert_eq!(tally.failed, ["check 0", "check 3", "check 6"]);
        assert!(tally.close().is_err());
    }
}
