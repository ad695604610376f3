//! A bound on the memory that threads take at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// Lets threads pass while what they carry together weighs no more than a limit; what weighs more passes alone.
#[derive(Debug)]
pub(crate) struct Gate {
    limit: u64,
    within: Mutex<u64>,
    left: Condvar,
}

/// Leave to be within, until it is dropped.
#[derive(Debug)]
pub(crate) struct Pass<'a> {
    gate: &'a Gate,
    weight: u64,
}

impl Gate {
    pub(crate) fn new(limit: u64) -> Self {
        Self { limit, within: Mutex::new(0), left: Condvar::new() }
    }

    /// Waits until there is room. A thread must hold one pass at most.
    pub(crate) fn enter(&self, weight: u64) -> Pass<'_> {
        let weight = weight.min(self.limit);
        let within = self.within.lock().unwrap_or_else(PoisonError::into_inner);
        let mut within = self
            .left
            .wait_while(within, |within| *within + weight > self.limit)
            .unwrap_or_else(PoisonError::into_inner);
        *within += weight;
        Pass { gate: self, weight }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.gate.within.lock().unwrap_or_else(PoisonError::into_inner) -= self.weight;
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_than_the_limit_is_within() {
        let gate = Gate::new(10);
        let (within, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for weight in [3, 4, 5, 6, 50, 1, 2, 9] {
                let (gate, within, most) = (&gate, &within, &most);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let _pass = gate.enter(weight);
                        let now = within.fetch_add(weight.min(10), Ordering::SeqCst) + weight.min(10);
                        most.fetch_max(now, Ordering::SeqCst);
                        within.fetch_sub(weight.min(10), Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((1..=10).contains(&most.into_inner()));
    }
}
