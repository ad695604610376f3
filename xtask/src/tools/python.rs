//! Python programs, in a virtual environment of their own.

use super::Missing;
use crate::{process, workspace::Workspace};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The environment of the checks; its Python.
pub(super) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    environment(workspace, "python", "tests/conformance/requirements.txt")
}

/// The environment of the peers in `cargo xtask bench`; its Python.
pub(super) fn bench_ready(workspace: &Workspace) -> Result<PathBuf> {
    environment(workspace, "bench", "xtask/bench/requirements.txt")
}

/// The environment of the peers in `cargo xtask bench markdown`; its Python.
pub(super) fn markdown_peers(workspace: &Workspace) -> Result<PathBuf> {
    environment(workspace, "bench-markdown", "xtask/bench/markdown/requirements.txt")
}

/// A file that a Python package brings along.
pub(super) fn file_of(python: &Path, package: &str, file: &str) -> Result<PathBuf> {
    let program = "import importlib.util, sys; print(importlib.util.find_spec(sys.argv[1]).submodule_search_locations[0])";
    let folder = process::text_of(Command::new(python).args(["-c", program, package]))?;
    let path = Path::new(folder.trim()).join(file);
    if path.is_file() {
        return Ok(path);
    }
    let hint = "remove `target/tools` and run again";
    Err(Missing { what: format!("`{}`", path.display()), hint: hint.into() }.into())
}

/// A virtual environment that holds just what the list says; made anew when the list has changed.
fn environment(workspace: &Workspace, name: &str, list: &str) -> Result<PathBuf> {
    let folder = workspace.tools().join(name);
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    let list = workspace.root.join(list);
    let wanted = std::fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    println!(
        "installing into {}: {}",
        workspace.shown(&folder),
        wanted.split_whitespace().collect::<Vec<_>>().join(", ")
    );
    let made = process::output_of(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&list);
    made.and_then(|_| process::output_of(&mut pip)).map_err(|error| {
        Missing::not_installed(&wanted.split_whitespace().collect::<Vec<_>>().join(", "), &error)
    })?;
    std::fs::write(&stamp, wanted)?;
    Ok(python)
}
