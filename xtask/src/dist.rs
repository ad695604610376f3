//! `cargo xtask dist`: what is given to people who do not build offprint themselves, in one archive.

use crate::{
    archive::{self, Entry},
    export::files_below,
    licences, manual, process,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Build a second time, from nothing and in another folder; fail when the archive is not the same
    #[arg(long)]
    twice: bool,
}

/// Packs the archive and says what it is.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let folder = workspace.root.join("target/dist");
    let platform = platform()?;
    let name = format!("offprint-{}-{platform}", env!("CARGO_PKG_VERSION"));
    let packed = pack(workspace, &folder.join("build"), &name, &platform)?;
    let sum = archive::sha256(&packed);
    if options.twice {
        let again = folder.join("again");
        if again.exists() {
            std::fs::remove_dir_all(&again)?;
        }
        let other = archive::sha256(&pack(workspace, &again, &name, &platform)?);
        if other != sum {
            bail!("two builds differ: {sum} and {other}");
        }
        println!("two builds are the same");
    }
    let file = format!("{name}.tar.gz");
    std::fs::write(folder.join(&file), &packed)?;
    std::fs::write(folder.join(format!("{file}.sha256")), format!("{sum}  {file}\n"))?;
    println!("wrote {} ({} KiB)", workspace.shown(&folder.join(&file)), packed.len() / 1024);
    println!("sha256 {sum}");
    Ok(())
}

fn pack(workspace: &Workspace, target: &Path, name: &str, platform: &str) -> Result<Vec<u8>> {
    let program = build(workspace, target)?;
    let bytes = std::fs::read(&program)?;
    tells_nothing_of(&bytes, &places(workspace, target)?)?;
    let mut files = BTreeMap::new();
    let mut add = |path: String, bytes: Vec<u8>, runs| files.insert(path, Entry { bytes, runs });
    add(format!("offprint{}", std::env::consts::EXE_SUFFIX), bytes, true);
    for (path, bytes) in manual::of(workspace, Command::new(&program))? {
        add(path.to_string_lossy().into_owned(), bytes, false);
    }
    for file in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        add(file.to_owned(), std::fs::read(workspace.root.join(file))?, false);
    }
    for (path, bytes) in documents(&workspace.root)? {
        add(path, bytes, false);
    }
    add("LICENSES-OF-OTHERS.txt".to_owned(), licences::text(workspace, platform)?.into_bytes(), false);
    archive::pack(name, &files, moment(workspace)?)
}

/// What README.md leads to: `docs/`, without what was added already and what is for looks alone.
fn documents(root: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    for path in files_below(&root.join("docs"))? {
        let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        if !["docs/man/", "docs/completions/", "docs/gallery/"].iter().any(|other| name.starts_with(other)) {
            found.push((name, std::fs::read(path)?));
        }
    }
    Ok(found)
}

/// Builds the program, so that it is the same from wherever it is built; where it is.
fn build(workspace: &Workspace, target: &Path) -> Result<PathBuf> {
    let places = places(workspace, target)?;
    let flags = |flag: &str| -> Vec<String> {
        places.iter().map(|(place, name)| format!("{flag}={}={name}", place.display())).collect()
    };
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--release", "--locked", "--package", "offprint", "--target-dir"]).arg(target);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags("--remap-path-prefix").join("\x1f"));
    cargo.env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    // Compilers of C that do not know this flag are those of Windows, which write no paths.
    if cfg!(unix) {
        cargo.env("CFLAGS", flags("-ffile-prefix-map").join(" "));
    }
    // Compilers of C write the time of a build where sources ask for it; this they take instead.
    cargo.env("SOURCE_DATE_EPOCH", moment(workspace)?.to_string());
    process::run(&mut cargo)?;
    Ok(target.join("release").join(format!("offprint{}", std::env::consts::EXE_SUFFIX)))
}

/// Folders of this machine that compilers write into what they make, and what they shall write; the last that fits
/// holds.
fn places(workspace: &Workspace, target: &Path) -> Result<Vec<(PathBuf, &'static str)>> {
    let rust = process::text_of(Command::new("rustc").args(["--print", "sysroot"]))?;
    let mut places = vec![
        (workspace.root.clone(), "/offprint"),
        (target.to_path_buf(), "/target"),
        (PathBuf::from(rust.trim()), "/rust"),
    ];
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| Path::new(&home).join(".cargo"), PathBuf::from);
    let sources = cargo.join("registry/src");
    let mut sources: Vec<PathBuf> = std::fs::read_dir(&sources)
        .with_context(|| sources.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    sources.sort();
    places.extend(sources.into_iter().map(|folder| (folder, "/crates")));
    Ok(places)
}

/// Fails when a program holds the name of one of these folders.
fn tells_nothing_of(program: &[u8], places: &[(PathBuf, &str)]) -> Result<()> {
    for (place, _) in places {
        let name = place.as_os_str().as_encoded_bytes();
        if program.windows(name.len()).any(|window| window == name) {
            bail!("the program holds the name of a folder of this machine: {}", place.display());
        }
    }
    Ok(())
}

/// The time that files get: what `SOURCE_DATE_EPOCH` says, else that of the last commit.
fn moment(workspace: &Workspace) -> Result<u64> {
    if let Ok(said) = std::env::var("SOURCE_DATE_EPOCH") {
        return said.trim().parse().context("SOURCE_DATE_EPOCH is not a number of seconds");
    }
    let mut git = Command::new("git");
    let said = process::text_of(git.args(["log", "-1", "--format=%ct"]).current_dir(&workspace.root))?;
    said.trim().parse().context("git tells no time of the last commit")
}

/// The platform that the compiler is for, by its own name.
fn platform() -> Result<String> {
    let said = process::text_of(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no platform")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders_are_found() {
        let places = [(PathBuf::from("/home/jane/offprint"), "/offprint")];
        assert!(tells_nothing_of(b"\0/offprint/src/main.rs\0", &places).is_ok());
        assert!(tells_nothing_of(b"\0/home/jane/offprint/src/main.rs\0", &places).is_err());
    }
}
