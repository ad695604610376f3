//! Where things lie.

use crate::process;
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The folders that tasks work in.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo builds: `target`, or what `CARGO_TARGET_DIR` says.
    pub(crate) cargo_target: PathBuf,
}

impl Workspace {
    /// The workspace that this program belongs to.
    pub(crate) fn locate() -> Result<Self> {
        // Where cargo runs this, for a build may be shared between checkouts; else where it was built.
        let here =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&here).parent().context("xtask lies below the workspace's root")?.to_path_buf();
        let mut metadata = Command::new(cargo_program());
        metadata.args(["metadata", "--format-version=1", "--no-deps"]).current_dir(&root);
        let metadata: serde_json::Value = serde_json::from_str(&process::text_of(&mut metadata)?)?;
        let target =
            metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
        Ok(Self { cargo_target: PathBuf::from(target), root })
    }

    /// `cargo`, at the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(cargo_program());
        cargo.current_dir(&self.root);
        cargo
    }

    /// Where exports are written, a folder an edition.
    pub(crate) fn exports(&self) -> PathBuf {
        self.root.join("target/export")
    }

    /// A file or folder of `shared` beside the workspace, which not every checkout has.
    pub(crate) fn shared(&self, path: &str) -> Option<PathBuf> {
        let beside = self.root.ancestors().skip(1).map(|folder| folder.join("shared").join(path));
        beside.into_iter().find(|path| path.exists())
    }

    /// Where other people's programs are installed.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// Where checks keep what they make on the way.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join("target/checks")
    }

    /// Builds offprint as it is shipped and says where it is.
    pub(crate) fn build_release(&self) -> Result<PathBuf> {
        process::run(self.cargo().args(["build", "--release", "--quiet", "--package", "offprint"]))?;
        let name = format!("offprint{}", std::env::consts::EXE_SUFFIX);
        Ok(self.cargo_target.join("release").join(name))
    }

    /// Builds a program as the tests have it, with all assertions, and says where it is.
    pub(crate) fn build_for_tests(&self, program: &str) -> Result<PathBuf> {
        process::run(&mut self.building_for_tests(&[program]))?;
        Ok(self.built_for_tests().join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
    }

    /// `cargo`, told to build these programs as the tests have them.
    ///
    /// Their dependencies are those of the tests, for cargo chooses the same features for the whole workspace when a test
    /// or an example is among what it builds.
    pub(crate) fn building_for_tests(&self, programs: &[&str]) -> Command {
        self.building(&["--examples"], programs)
    }

    /// The same without the examples of our crates, which cannot be linked when those are instrumented.
    pub(crate) fn building_instrumented(&self, programs: &[&str]) -> Command {
        self.building(&["--example", "features"], programs)
    }

    fn building(&self, examples: &[&str], programs: &[&str]) -> Command {
        let mut cargo = self.cargo();
        cargo.args(["build", "--quiet", "--workspace"]).args(examples);
        cargo.args(programs.iter().flat_map(|program| ["--bin", program]));
        cargo
    }

    /// The folder of what was built so.
    pub(crate) fn built_for_tests(&self) -> PathBuf {
        self.cargo_target.join("debug")
    }

    /// A path as people read it: relative to the root where it is below it.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
