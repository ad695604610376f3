//! Other people's programs that check what offprint writes: what they are, and getting them.
//!
//! All that can be is installed below `target/tools`, in pinned versions; the rest are Debian packages, installed by
//! apt when the task runs as root. A program that is missing and cannot be installed ends the run with exit code 3:
//! no check is left out because its tool is not there.

mod automation;
mod browser;
mod debian;
mod java;
mod markdown;
mod node;
mod python;

use crate::workspace::Workspace;
use anyhow::Result;
use std::{fmt, path::PathBuf, process::Command};

/// A program that a check needs is not there and could not be installed.
#[derive(Debug)]
pub(crate) struct Missing {
    /// What is missing.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) hint: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is missing\nhint: {}", self.what, self.hint)
    }
}

impl std::error::Error for Missing {}

impl Missing {
    /// What could not be installed, and what the installer said.
    fn not_installed(what: &str, error: &anyhow::Error) -> anyhow::Error {
        let hint = format!("installing it did not work: {error:#}");
        Self { what: what.to_owned(), hint }.into()
    }
}

/// The programs, ready to be called.
pub(crate) struct Tools {
    python: PathBuf,
    java: PathBuf,
    epubcheck: PathBuf,
    verapdf: String,
    node: PathBuf,
    modules: PathBuf,
    markdown: PathBuf,
    chromium: PathBuf,
    actionlint: PathBuf,
}

impl Tools {
    /// Installs what is not there yet, saying so, and knows where everything is.
    pub(crate) fn ready(workspace: &Workspace) -> Result<Self> {
        debian::ready()?;
        let python = python::ready(workspace)?;
        let node = node::ready(workspace)?;
        let modules = browser::ready(workspace)?;
        let markdown = markdown::ready(workspace)?;
        let actionlint = automation::ready(workspace)?;
        let java = java::find()?;
        let epubcheck = python::file_of(&python, "epubcheck", "epubcheck.jar")?;
        let verapdf = java::verapdf_classpath(&python)?;
        let chromium = debian::chromium()?;
        Ok(Self { python, java, epubcheck, verapdf, node, modules, markdown, chromium, actionlint })
    }

    /// Python with the libraries of `tests/conformance/requirements.txt`.
    pub(crate) fn python(&self) -> Command {
        Command::new(&self.python)
    }

    /// epubcheck, which takes a book and its options.
    pub(crate) fn epubcheck(&self) -> Command {
        let mut command = Command::new(&self.java);
        command.arg("-jar").arg(&self.epubcheck);
        command
    }

    /// epubcheck under the driver of `tests/epubcheck`, which takes a list of books.
    pub(crate) fn epubcheck_of_many(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new(&self.java);
        command.arg("-cp").arg(&self.epubcheck).arg(workspace.root.join("tests/epubcheck/Check.java"));
        command
    }

    /// veraPDF's engine under the driver of `tests/verapdf`, which takes the profiles and the files.
    pub(crate) fn verapdf(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new(&self.java);
        command
            .args(["-Xmx2g", "-cp", &self.verapdf])
            .arg(workspace.root.join("tests/verapdf/Validate.java"));
        command
    }

    /// Node with what drives a browser, and the browser that it is to drive.
    pub(crate) fn browser(&self) -> Command {
        let mut command = Command::new("node");
        command.env("NODE_PATH", &self.modules).env("CHROMIUM", &self.chromium);
        command
    }

    /// Node, where it finds readers of Markdown.
    pub(crate) fn node(&self) -> Command {
        let mut command = Command::new("node");
        command.env("NODE_PATH", self.markdown.join("node_modules"));
        command
    }

    /// The folder of the modules that read Markdown and build sites of it.
    pub(crate) fn markdown_modules(&self) -> PathBuf {
        self.markdown.join("node_modules")
    }

    /// actionlint, which takes workflows.
    pub(crate) fn actionlint(&self) -> Command {
        Command::new(&self.actionlint)
    }

    /// markdownlint.
    pub(crate) fn markdownlint(&self) -> Command {
        Command::new(self.markdown.join("node_modules/.bin/markdownlint-cli2"))
    }

    /// Ace, DAISY's checker of accessibility.
    pub(crate) fn ace(&self) -> Command {
        let mut command = Command::new(self.node.join(".bin/ace-cli"));
        command.env("PUPPETEER_EXECUTABLE_PATH", &self.chromium);
        command
    }

    /// `tests/conformance/reader.mjs` with this reading system (`epubjs`, `foliate`), which takes a book and a folder.
    pub(crate) fn reader(&self, workspace: &Workspace, system: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(workspace.root.join("tests/conformance/reader.mjs"));
        command.arg(&self.node).arg(&self.chromium).arg(system);
        command
    }
}

/// A file that a package of this Python brings along.
pub(crate) fn python_file(python: &std::path::Path, package: &str, file: &str) -> Result<PathBuf> {
    python::file_of(python, package, file)
}

/// The peers of `cargo xtask bench markdown`: Python with pandoc, and the folder of turndown.
pub(crate) fn markdown_peers(workspace: &Workspace) -> Result<(PathBuf, PathBuf)> {
    Ok((python::markdown_peers(workspace)?, markdown::peers(workspace)?))
}

/// Python with the peers that `cargo xtask bench` measures against.
pub(crate) fn bench_python(workspace: &Workspace) -> Result<PathBuf> {
    python::bench_ready(workspace)
}
