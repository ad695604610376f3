//! Running other programs, and saying well what went wrong.

use anyhow::{Context, Result, bail};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Output, Stdio},
};

/// Runs a program whose output people see; an error when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` does not start", line_of(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line_of(command));
    }
    Ok(())
}

/// Runs a program quietly; an error that holds all it said when it fails.
pub(crate) fn output_of(command: &mut Command) -> Result<Output> {
    let output = command.output().with_context(|| format!("`{}` does not start", line_of(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})\n{}", line_of(command), output.status, said(&output));
    }
    Ok(output)
}

/// What a program prints to standard output.
pub(crate) fn text_of(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(output_of(command)?.stdout)?)
}

/// Runs a program, shows its standard output line by line and hands each line on; whether it succeeded.
pub(crate) fn watch(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    command.stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("`{}` does not start", line_of(command)))?;
    let lines = child.stdout.take().context("standard output is piped")?;
    for line in BufReader::new(lines).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        each(&line);
    }
    Ok(child.wait()?.success())
}

/// Whether a program can be started at all.
pub(crate) fn exists(program: &str) -> bool {
    let quiet = |argument| {
        let mut command = Command::new(program);
        command.arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok()
    };
    quiet("--version")
}

/// All that a program said, both streams, without space around.
pub(crate) fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).trim().to_owned()
}

/// The command as one would type it.
pub(crate) fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(std::ffi::OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
