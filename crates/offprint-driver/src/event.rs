//! What a run says while it goes on: to a terminal, a log, a page of the web.

use crate::cancel::CancelToken;
use crate::exit::Exit;
use crate::policy::{Policy, Treatment};
use crate::sources::Fetched;
use offprint_core::{Diagnostic, Severity, Written};
use std::cell::{Cell, RefCell};
use std::fmt;

/// One thing that happened. Events come in order, on the thread that called `run`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Something is to be said about the input or the output.
    Diagnostic {
        /// What.
        diagnostic: &'a Diagnostic,
        /// Whether it makes the run fail although it is no error.
        denied: bool,
    },
    /// Posts were left out.
    HeldBack {
        /// How many.
        count: usize,
        /// Why: a status, `protected`.
        reason: &'a str,
        /// The option that takes them, too.
        option: Option<String>,
    },
    /// Posts were rendered.
    Progress {
        /// The name of the format.
        format: &'static str,
        /// How many.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// The files of a format were written.
    Written {
        /// The name of the format.
        format: &'static str,
        /// The files, in the order of writing.
        files: &'a [Written],
    },
    /// Nothing was written, for nothing had changed.
    Unchanged {
        /// Where it would have been written to.
        target: String,
    },
    /// This would be written.
    Planned {
        /// The file or folder.
        path: String,
        /// How many posts.
        posts: usize,
        /// Why.
        because: &'a str,
    },
    /// Files of earlier runs are still there as they were written, and were not written again.
    LeftBehind {
        /// Their paths.
        files: &'a [String],
    },
}

/// What hears events.
type Listener<'a> = Box<dyn Fn(&Event<'_>) + 'a>;

/// What several runs share: who hears their events, how they are cancelled, and what sites have answered already. A site is
/// asked once in a session; what it did not answer is not asked again.
pub struct Session<'a> {
    listener: Option<Listener<'a>>,
    cancel: CancelToken,
    pub(crate) fetched: Fetched,
}

impl fmt::Debug for Session<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("cancel", &self.cancel).finish_non_exhaustive()
    }
}

impl Default for Session<'_> {
    fn default() -> Self {
        let cancel = CancelToken::default();
        let fetched = Fetched::new(cancel.clone());
        Self { listener: None, cancel, fetched }
    }
}

impl<'a> Session<'a> {
    /// One that nobody hears.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, heard by this function.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&Event<'_>) + 'a) -> Self {
        self.listener = Some(Box::new(listener));
        self
    }

    /// The token that ends its runs.
    pub fn cancel_token(&self) -> CancelToken {
        self.cancel.clone()
    }

    pub(crate) fn cancel(&self) -> &CancelToken {
        &self.cancel
    }

    pub(crate) fn tell(&self, event: &Event<'_>) {
        if let Some(listener) = &self.listener {
            listener(event);
        }
    }
}

/// Different diagnostics that a report holds.
const MANY: usize = 10_000;

/// What was said in one run.
#[derive(Debug)]
pub(crate) struct Journal<'a> {
    session: &'a Session<'a>,
    policy: &'a Policy,
    failures: Cell<usize>,
    said: RefCell<Vec<Diagnostic>>,
}

impl<'a> Journal<'a> {
    pub(crate) fn new(session: &'a Session<'a>, policy: &'a Policy) -> Self {
        Self { session, policy, failures: Cell::new(0), said: RefCell::default() }
    }

    /// Says it, and counts it if it makes the run fail.
    pub(crate) fn say(&self, diagnostic: &Diagnostic) {
        let treatment = self.policy.of(diagnostic);
        if self.said.borrow().len() < MANY {
            self.said.borrow_mut().push(diagnostic.clone());
        }
        if treatment == Treatment::Allowed {
            return;
        }
        let denied = treatment == Treatment::Denied;
        if denied || diagnostic.severity == Severity::Error {
            self.failures.set(self.failures.get() + 1);
        }
        self.session.tell(&Event::Diagnostic { diagnostic, denied });
    }

    pub(crate) fn say_all<'d>(&self, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.say(diagnostic));
    }

    pub(crate) fn tell(&self, event: &Event<'_>) {
        self.session.tell(event);
    }

    pub(crate) fn cancel(&self) -> &CancelToken {
        self.session.cancel()
    }

    /// How the run ends by what was said.
    pub(crate) fn verdict(&self) -> Exit {
        if self.failures.get() > 0 { Exit::Input } else { Exit::Done }
    }

    /// All that was said, the first thousands of it.
    pub(crate) fn into_said(self) -> Vec<Diagnostic> {
        self.said.into_inner()
    }
}
