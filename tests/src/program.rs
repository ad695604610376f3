//! The program under test.

use crate::places;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

/// `offprint`, to be run at the workspace's root.
///
/// It is what `OFFPRINT_BIN` names, else what cargo builds now, in the profile of the tests.
pub fn offprint() -> Command {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let mut command = Command::new(PROGRAM.get_or_init(locate));
    command.current_dir(places::root()).env_remove("RUST_BACKTRACE").env("NO_COLOR", "1");
    command
}

/// An example of one of our crates, to be run at the workspace's root.
pub fn example(name: &str) -> Command {
    let mut command = Command::new(built("example", name));
    command.current_dir(places::root()).env_remove("RUST_BACKTRACE");
    command
}

/// The path of the program under test.
pub fn path() -> PathBuf {
    PathBuf::from(offprint().get_program())
}

/// Runs `offprint export INPUTS --to all` and more arguments into a folder.
pub fn export_all<P: AsRef<Path>>(inputs: &[P], folder: &Path, more: &[&str]) -> Output {
    let mut command = offprint();
    command.arg("export").args(inputs.iter().map(AsRef::as_ref)).args(["--to", "all"]);
    command.args(more).arg("--out").arg(folder);
    command.output().expect("offprint starts")
}

/// What the program said to standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The output of a run that ended well.
///
/// # Panics
/// When it did not.
pub fn well(output: Output) -> Output {
    assert!(output.status.success(), "offprint ended with {}\n{}", output.status, said(&output));
    output
}

/// The posts of these inputs as `offprint inspect --json` shows them.
///
/// # Panics
/// When it fails or prints anything else.
pub fn inspect<P: AsRef<Path>>(inputs: &[P]) -> Vec<serde_json::Value> {
    let mut command = offprint();
    command.arg("inspect").args(inputs.iter().map(AsRef::as_ref)).arg("--json");
    let output = well(command.output().expect("offprint starts"));
    let shown: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("`inspect --json` prints JSON");
    shown["posts"].as_array().expect("`inspect --json` prints posts").clone()
}

fn locate() -> PathBuf {
    if let Some(path) = std::env::var_os("OFFPRINT_BIN") {
        return PathBuf::from(path);
    }
    built("bin", "offprint")
}

/// What cargo builds now, in the profile of the tests: a target of this kind and name.
fn built(kind: &str, name: &str) -> PathBuf {
    static BUILT: OnceLock<Vec<serde_json::Value>> = OnceLock::new();
    let messages = BUILT.get_or_init(build);
    let found = messages.iter().find(|message| {
        let target = &message["target"];
        target["name"] == name && target["kind"][0] == kind && message["executable"].is_string()
    });
    let executable = found.and_then(|message| message["executable"].as_str());
    PathBuf::from(executable.unwrap_or_else(|| panic!("cargo did not build the {kind} `{name}`")))
}

/// The messages of a build of the program and of all examples.
fn build() -> Vec<serde_json::Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.current_dir(places::root());
    // With examples asked for, cargo chooses the features that it has chosen for these tests: nothing is built twice.
    build.args(["build", "--quiet", "--workspace", "--bin", "offprint", "--examples"]);
    build.args(["--message-format", "json-render-diagnostics"]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    let output = build.output().expect("cargo starts");
    assert!(output.status.success(), "offprint does not build\n{}", said(&output));
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}
