//! `cargo xtask fuzz`: the targets of `fuzz/`, on stable Rust.
//!
//! LLVM's coverage instrumentation is a pass that rustc can be told to run; libFuzzer comes with `libfuzzer-sys`. So
//! neither a nightly compiler nor cargo-fuzz is needed, only a C++ compiler.

use crate::{process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The targets: reading, cleaning, and the writers.
const TARGETS: [&str; 7] = ["reader", "html", "written", "feeds", "epub", "markdown", "pdf"];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// How long each target runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only these targets
    #[arg(long = "target", value_name = "TARGET", value_parser = clap::builder::PossibleValuesParser::new(TARGETS))]
    targets: Vec<String>,
    /// Begin with nothing, not with the inputs of `fuzz/seeds`
    #[arg(long)]
    no_seeds: bool,
}

/// Runs targets; a finding is an error that names the input.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let programs = build(workspace)?;
    let mut findings = Vec::new();
    for target in TARGETS {
        if !options.targets.is_empty() && !options.targets.iter().any(|wanted| wanted == target) {
            continue;
        }
        match fuzz(
            workspace,
            &programs.join(target),
            target,
            Length::Seconds(options.seconds),
            !options.no_seeds,
        ) {
            Ok(figures) => println!("ok   {target}: {figures}"),
            Err(finding) => {
                println!("FAIL {target}\n{finding:#}");
                findings.push(target);
            }
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    bail!("fuzzing found something in {}", findings.join(", "))
}

/// How long a target runs.
#[derive(Clone, Copy)]
enum Length {
    Seconds(u32),
    /// So many inputs, from the same beginning each time: a check that is run again says the same.
    Inputs(u32),
}

/// Inputs of a brief run, a few seconds of each target: a search is `cargo xtask fuzz`.
fn brief(target: &str) -> Length {
    Length::Inputs(match target {
        "epub" => 40,
        "pdf" => 150,
        "html" => 200,
        "reader" => 500,
        "feeds" => 1_500,
        _ => 4_000,
    })
}

/// Runs every target for a few seconds, for `cargo xtask test`.
pub(crate) fn briefly(workspace: &Workspace, tally: &mut crate::tally::Tally) {
    let mut programs = None;
    tally.check("the targets build", || {
        programs = Some(build(workspace)?);
        Ok(String::new())
    });
    let Some(programs) = programs else { return };
    for target in TARGETS {
        tally.check(target, || fuzz(workspace, &programs.join(target), target, brief(target), true));
    }
}

/// Builds all targets; the folder of their programs.
///
/// Ours is instrumented, what it depends on is not, and is what the tests have built.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = workspace.building_instrumented(&TARGETS);
    cargo.args(["--features", "offprint-fuzz/libfuzzer"]);
    process::run(cargo.env("RUSTC_WORKSPACE_WRAPPER", workspace.root.join("fuzz/instrumented.sh")))?;
    Ok(workspace.built_for_tests())
}

/// Runs one target from an empty corpus, and the seeds if wished; what it did, in a line.
fn fuzz(workspace: &Workspace, program: &Path, target: &str, length: Length, seeds: bool) -> Result<String> {
    let scratch = workspace.scratch().join("fuzz").join(target);
    let corpus = scratch.join("corpus");
    let findings = scratch.join("findings");
    if corpus.exists() {
        fs::remove_dir_all(&corpus)?;
    }
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&findings)?;
    let mut command = Command::new(program);
    // A unit that takes ten seconds is a finding; so is one that takes two gibibytes.
    command.args([
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-max_len=8192",
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    match length {
        Length::Seconds(seconds) => command.arg(format!("-max_total_time={seconds}")),
        Length::Inputs(count) => command.arg(format!("-runs={count}")).arg("-seed=1"),
    };
    command.arg(format!("-artifact_prefix={}/", findings.display())).arg(&corpus);
    let own = workspace.root.join("fuzz/seeds").join(target);
    if seeds && own.is_dir() {
        command.arg(own);
    }
    let output = command.output().with_context(|| format!("`{}` does not start", program.display()))?;
    let said = process::said(&output);
    if !output.status.success() {
        let input =
            said.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, path)| path);
        let input = input.map_or_else(
            || "no input was written".to_owned(),
            |path| workspace.shown(Path::new(path)).to_string(),
        );
        let begin = said.find("panicked at").or_else(|| said.find("ERROR:")).unwrap_or(0);
        let told: String = said[begin..].lines().take(12).collect::<Vec<_>>().join("\n");
        bail!("{told}\nthe input: {input}\nhint: `{} {input}` runs it again", workspace.shown(program));
    }
    let figure =
        |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).map_or("?", str::trim).to_owned();
    let kept = fs::read_dir(&corpus)?.count();
    Ok(format!("{} inputs, {kept} of them new, nothing found", figure("stat::number_of_executed_units:")))
}
