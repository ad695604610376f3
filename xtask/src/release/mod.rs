//! `cargo xtask release X.Y.Z`: one version of everything, from the changelog to the tag.
//!
//! All of it is rehearsed in a copy first; only `--execute` touches this checkout. Nothing is ever sent anywhere.

mod changelog;
mod packages;
mod versions;

use crate::{process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use semver::Version;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The version to release
    version: Version,
    /// Change this checkout, commit and tag, too
    #[arg(long)]
    execute: bool,
    /// The day of the release [default: today, in UTC]
    #[arg(long)]
    date: Option<Date>,
    /// Pack the packages without compiling what was packed
    #[arg(long)]
    no_compile: bool,
}

/// Rehearses the release; with `--execute`, makes it.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let root = &workspace.root;
    let version = &options.version;
    let tag = format!("v{version}");
    let date =
        options.date.unwrap_or_else(|| jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date());
    let current: Version = env!("CARGO_PKG_VERSION").parse()?;

    allowed(root, version, &current, &tag)?;
    let copy = copy(workspace)?;
    let notes = prepare(&copy, version, date)?;
    done(&format!(
        "CHANGELOG.md: what was unreleased is of {version}, {date} ({} lines)",
        notes.lines().count()
    ));
    done(&format!("Cargo.toml, Cargo.lock: all packages, and what they need of one another, are {version}"));
    if copy_changed(&copy)? {
        process::output_of(
            identified(Command::new("git").args(["commit", "--quiet", "--all", "--message"]))
                .arg(message(version))
                .current_dir(&copy),
        )?;
    }
    let target = workspace.root.join("target/release-rehearsal/target");
    let how = if options.no_compile { "packed" } else { "packed, unpacked and compiled" };
    for package in packages::check(&copy, &target, !options.no_compile)? {
        done(&format!("{how}: {package}"));
    }
    std::fs::remove_dir_all(&copy)?;

    let text = format!("offprint {version}\n\n{notes}");
    let mut steps: Vec<(String, Step<'_>)> = vec![(
        "write CHANGELOG.md, Cargo.toml and Cargo.lock as in the rehearsal".into(),
        Box::new(|| prepare(root, version, date).map(drop)),
    )];
    if *version != current {
        // What offprint writes tells its version.
        for task in ["docs", "bless"] {
            let again = move || process::run(workspace.cargo().args(["xtask", task]));
            steps.push((format!("cargo xtask {task}, for what tells the version"), Box::new(again)));
        }
    }
    let commit = || git(root, &["commit", "--quiet", "--all", "--message", &message(version)]).map(drop);
    steps.push((format!("git commit --all --message '{}'", message(version)), Box::new(commit)));
    let mark = || git(root, &["tag", "--annotate", "--cleanup=verbatim", &tag, "--message", &text]).map(drop);
    steps.push((format!("git tag --annotate {tag}, with the section of CHANGELOG.md"), Box::new(mark)));
    for (name, step) in steps {
        if options.execute {
            step().with_context(|| format!("{name}: `git restore .` takes back what is not committed"))?;
            done(&name);
        } else {
            println!("to do  {name}");
        }
    }
    if options.execute {
        println!("\nto publish: git push --follow-tags, cargo publish --workspace, and `cargo xtask dist`");
    } else {
        println!("\nnothing was changed; `cargo xtask release {version} --execute` does what is to do");
    }
    Ok(())
}

/// Whether this checkout can become that version at all.
fn allowed(root: &Path, version: &Version, current: &Version, tag: &str) -> Result<()> {
    let changes = git(root, &["status", "--porcelain"])?;
    if !changes.is_empty() {
        bail!("there are changes that are not committed:\n{changes}");
    }
    done("nothing is uncommitted");
    if !git(root, &["tag", "--list", tag])?.is_empty() {
        bail!("there is a tag `{tag}` already");
    }
    if version < current {
        bail!("{version} is older than {current}, which this is");
    }
    done(&format!("{tag} is new, and not older than {current}"));
    Ok(())
}

type Step<'a> = Box<dyn FnOnce() -> Result<()> + 'a>;

fn done(what: &str) {
    println!("ok     {what}");
}

fn message(version: &Version) -> String {
    format!("Release {version}")
}

/// Writes the version and the changelog's section into a checkout; the text of that section.
fn prepare(root: &Path, version: &Version, date: Date) -> Result<String> {
    let path = root.join("CHANGELOG.md");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (text, notes) = changelog::released(&text, version, date)?;
    std::fs::write(&path, text)?;
    versions::set(root, version)?;
    let mut lock = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    lock.args(["update", "--workspace", "--offline", "--quiet"]);
    process::output_of(lock.current_dir(root))?;
    Ok(notes)
}

/// A checkout of what is committed, to rehearse in.
fn copy(workspace: &Workspace) -> Result<PathBuf> {
    let copy = workspace.root.join("target/release-rehearsal/checkout");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    let mut clone = Command::new("git");
    process::output_of(
        clone.args(["clone", "--quiet", "--shared", "--no-tags"]).arg(&workspace.root).arg(&copy),
    )?;
    Ok(copy)
}

fn copy_changed(copy: &Path) -> Result<bool> {
    Ok(!git(copy, &["status", "--porcelain"])?.is_empty())
}

/// Whoever rehearses need not have told git a name.
fn identified(git: &mut Command) -> &mut Command {
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "rehearsal")
            .env(format!("GIT_{who}_EMAIL"), "rehearsal@localhost");
    }
    git
}

fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let text = process::text_of(Command::new("git").args(arguments).current_dir(root))?;
    Ok(text.trim().to_owned())
}
