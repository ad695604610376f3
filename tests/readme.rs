//! The commands of README.md run as they stand there.
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::{places, program};
use std::{fs, process::Command};
use tempfile::TempDir;

/// The lines of `sh` blocks that call offprint, with lines that end in `\` joined.
fn commands(readme: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut in_block = false;
    let mut command = String::new();
    for line in readme.lines().map(str::trim) {
        if line.starts_with("```") {
            in_block = line == "```sh";
            continue;
        }
        if !in_block {
            continue;
        }
        let line = line.strip_prefix("$ ").unwrap_or(line);
        if let Some(begun) = line.strip_suffix('\\') {
            command.push_str(begun);
            continue;
        }
        command.push_str(line);
        if command.starts_with("offprint ") {
            commands.push(command.clone());
        }
        command.clear();
    }
    commands
}

#[test]
fn every_command_works() {
    let readme = fs::read_to_string(places::root().join("README.md")).expect("README.md is read");
    let commands = commands(&readme);
    assert!(!commands.is_empty(), "README.md shows no command in a `sh` block that begins with `offprint `");
    // `offprint` is found on the path, as for those who have it installed.
    let program = program::path();
    let bin = program.parent().expect("the program lies in a folder");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(bin.to_path_buf()).chain(std::env::split_paths(&paths)));
    let path = path.expect("the path can be joined");
    // Outputs are named relative to where one stands: a folder in which the fixtures are at hand, and no file of ours.
    let folder = TempDir::new().expect("a folder to stand in");
    for name in ["fixtures", "crates", "docs"] {
        let source = places::root().join(name);
        if source.exists() {
            std::os::unix::fs::symlink(source, folder.path().join(name)).expect("the fixtures are linked");
        }
    }
    for command in commands {
        let output = Command::new("sh")
            .args(["-ec", &command])
            .current_dir(folder.path())
            .env("PATH", &path)
            .output()
            .expect("sh starts");
        assert!(
            output.status.success(),
            "`{command}` ended with {}\n{}",
            output.status,
            program::said(&output)
        );
    }
}

#[test]
fn commands_are_found() {
    let readme = "text\n```sh\n$ offprint export a.json \\\n  --to pdf\ncargo build\n```\n\
                  ```text\noffprint not this\n```\n";
    assert_eq!(commands(readme), ["offprint export a.json --to pdf"]);
}
