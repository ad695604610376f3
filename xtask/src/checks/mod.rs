//! The checks of `cargo xtask test`, a module a subject.

pub(crate) mod automation;
pub(crate) mod editions;
pub(crate) mod epub;
pub(crate) mod feeds;
pub(crate) mod hostile;
pub(crate) mod markdown;
pub(crate) mod pdf;
pub(crate) mod pdf_corpora;
pub(crate) mod rust;
pub(crate) mod shelf;
pub(crate) mod sites;
pub(crate) mod wordpress;

use crate::{process, tools::Tools, workspace::Workspace};
use anyhow::Result;
use std::path::Path;

/// What the outside checks need to know.
pub(crate) struct Context<'a> {
    /// Where things lie.
    pub(crate) workspace: &'a Workspace,
    /// The programs.
    pub(crate) tools: &'a Tools,
}

impl Context<'_> {
    /// Runs a script of `tests/conformance` over the posts and what was written of them; its last line.
    fn conformance(&self, script: &str, posts: &Path, output: &Path) -> Result<String> {
        self.conformance_of(script, &[posts, output])
    }

    /// Runs a script of `tests/conformance` over these files; its last line.
    fn conformance_of(&self, script: &str, files: &[&Path]) -> Result<String> {
        let mut python = self.tools.python();
        // Nothing is to be written beside the sources.
        python.arg("-B").arg(self.workspace.root.join("tests/conformance").join(script)).args(files);
        let said = process::text_of(&mut python)?;
        Ok(said.trim().lines().last().unwrap_or_default().to_owned())
    }
}
