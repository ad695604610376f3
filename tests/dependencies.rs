//! Who may know whom, and what no crate may do (invariants 1, 2 and 8 of `docs/architecture.md`).
#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the tests look at files")]

use offprint_tests::places;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The crates below `crates/` and those of ours that each may depend on.
const MAY_KNOW: [(&str, &[&str]); 12] = [
    ("offprint-core", &[]),
    ("offprint-html", &["offprint-core"]),
    ("offprint-feed", &["offprint-core", "offprint-html"]),
    ("offprint-fonts", &[]),
    ("offprint-highlight", &["offprint-core"]),
    ("offprint-drawing", &["offprint-fonts"]),
    ("offprint-avif", &[]),
    (
        "offprint-epub",
        &[
            "offprint-core",
            "offprint-avif",
            "offprint-drawing",
            "offprint-fonts",
            "offprint-highlight",
            "offprint-html",
        ],
    ),
    ("offprint-markdown", &["offprint-core"]),
    (
        "offprint-pdf",
        &["offprint-core", "offprint-avif", "offprint-drawing", "offprint-fonts", "offprint-highlight"],
    ),
    (
        "offprint-driver",
        &["offprint-core", "offprint-feed", "offprint-epub", "offprint-markdown", "offprint-pdf"],
    ),
    // What the command line does beside driving: it checks feeds and books.
    ("offprint", &["offprint-core", "offprint-driver", "offprint-feed", "offprint-epub"]),
];

/// The crates that may touch the disk, the network and the clock.
const OUTSIDE: [&str; 2] = ["offprint", "offprint-driver"];

/// Libraries that must be in use, and by which of our crates (`None`: by any).
const IN_USE: [(&str, Option<&str>); 7] = [
    ("clap", Some("offprint")),
    ("serde", None),
    ("serde_json", None),
    ("quick-xml", Some("offprint-feed")),
    ("epub-builder", Some("offprint-epub")),
    ("printpdf", Some("offprint-pdf")),
    ("ammonia", Some("offprint-feed")),
];

fn cargo(arguments: &[&str]) -> std::process::Output {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(program).args(arguments).current_dir(places::root()).output().expect("cargo starts")
}

/// The direct normal and build dependencies of each package below `crates/`, with their own names.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = cargo(&["metadata", "--format-version=1", "--no-deps"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let ours = packages.iter().filter(|package| {
        let manifest = Path::new(package["manifest_path"].as_str().expect("a manifest"));
        manifest.starts_with(places::root().join("crates"))
    });
    let names = |package: &Value| {
        let all = package["dependencies"].as_array().expect("dependencies").iter();
        let normal = all.filter(|dependency| dependency["kind"] != "dev");
        normal.map(|dependency| dependency["name"].as_str().expect("a name").to_owned()).collect()
    };
    ours.map(|package| (package["name"].as_str().expect("a name").to_owned(), names(package))).collect()
}

/// The Rust files below `crates/*/src`, with their crate.
fn sources() -> Vec<(String, PathBuf)> {
    let crates = places::root().join("crates");
    let is_source = |path: &String| path.ends_with(".rs") && path.split('/').nth(1) == Some("src");
    let files = places::files_below(&crates).into_iter().filter(is_source);
    files.map(|path| (path.split('/').next().unwrap_or_default().to_owned(), crates.join(path))).collect()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn crates_know_only_whom_they_may() {
    let dependencies = dependencies();
    for (name, may_know) in MAY_KNOW {
        let known = dependencies.get(name).unwrap_or_else(|| panic!("there is no crate `{name}`"));
        let ours = known.iter().filter(|dependency| dependency.starts_with("offprint"));
        let beyond: Vec<_> = ours.filter(|dependency| !may_know.contains(&dependency.as_str())).collect();
        assert!(beyond.is_empty(), "`{name}` may not depend on {beyond:?}");
    }
    let unknown: Vec<_> =
        dependencies.keys().filter(|name| MAY_KNOW.iter().all(|(known, _)| known != name)).collect();
    assert!(unknown.is_empty(), "say in this test whom {unknown:?} may depend on");
}

#[test]
fn no_exporter_reaches_another_by_any_way() {
    let exporters = ["offprint-feed", "offprint-epub", "offprint-markdown", "offprint-pdf"];
    for exporter in exporters {
        let arguments = ["tree", "--package", exporter, "--edges", "normal,build", "--prefix", "none"];
        let output = cargo(&arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8_lossy(&output.stdout).into_owned();
        for other in exporters.iter().filter(|other| **other != exporter) {
            let reached = tree.lines().any(|line| line.split(' ').next() == Some(other));
            assert!(!reached, "`{exporter}` reaches `{other}`");
        }
    }
}

#[test]
fn the_libraries_that_were_chosen_are_in_use() {
    let dependencies = dependencies();
    for (library, by) in IN_USE {
        let mut users = dependencies.iter().filter(|(name, _)| by.is_none_or(|by| by == *name));
        let name = library.replace('-', "_");
        let used = users.any(|(user, known)| {
            let called = || sources().iter().any(|(of, path)| of == user && text(path).contains(&name));
            known.contains(library) && called()
        });
        assert!(used, "`{library}` is not in use by {}", by.unwrap_or("any crate"));
    }
}

#[test]
fn every_crate_forbids_unsafe_code() {
    let mut roots = 0;
    for folder in ["crates", "xtask", "tests"] {
        for path in places::files_below(&places::root().join(folder)) {
            let name = path.rsplit('/').next().unwrap_or_default();
            let is_root = matches!(name, "lib.rs" | "main.rs" | "build.rs")
                || (folder == "tests" && !path.contains('/') && path.ends_with(".rs"));
            if is_root {
                roots += 1;
                let path = places::root().join(folder).join(path);
                assert!(text(&path).contains("#![forbid(unsafe_code)]"), "{} does not", path.display());
            }
        }
    }
    assert!(roots > 8, "only {roots} crate roots were found");
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let files = sources();
    assert!(files.len() > 20, "only {} files were found", files.len());
    let lines = |path: &Path| text(path).lines().count();
    let long: Vec<_> =
        files.iter().map(|(_, path)| (path, lines(path))).filter(|(_, lines)| *lines > 500).collect();
    assert!(long.is_empty(), "these files are asking to be split: {long:?}");
}

#[test]
fn only_the_driver_and_the_command_line_touch_disk_network_and_clock() {
    let table: toml::Table = text(&places::root().join("clippy.toml")).parse().expect("clippy.toml is TOML");
    let methods = table["disallowed-methods"].as_array().expect("methods are disallowed");
    for path in [
        "std::fs::write",
        "std::fs::File::open",
        "std::net::TcpStream::connect",
        "std::time::SystemTime::now",
    ] {
        let known = methods
            .iter()
            .any(|method| method["path"].as_str() == Some(path) && method.get("reason").is_some());
        assert!(known, "`{path}` is not disallowed with a reason");
    }
    let manifest: toml::Table = text(&places::root().join("Cargo.toml")).parse().expect("Cargo.toml is TOML");
    let lint = &manifest["workspace"]["lints"]["clippy"]["disallowed_methods"];
    assert_eq!(lint.as_str(), Some("deny"), "disallowed methods are not denied");
    for (name, path) in sources().iter().filter(|(name, _)| !OUTSIDE.contains(&name.as_str())) {
        let text = text(path);
        assert!(
            !text.contains("disallowed_methods"),
            "{}: `{name}` makes an exception for itself",
            path.display()
        );
        // clippy sees paths, not all that traits bring; these modules are not named at all.
        for module in ["std::fs", "std::net", "std::env::var", "std::process::Command"] {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!code.contains(module), "{}: `{name}` names `{module}`", path.display());
        }
    }
    for (name, manifest) in
        MAY_KNOW.map(|(name, _)| (name, places::root().join("crates").join(name).join("Cargo.toml")))
    {
        let table: toml::Table = text(&manifest).parse().expect("the manifest is TOML");
        let follows = table.get("lints").and_then(|lints| lints["workspace"].as_bool());
        assert_eq!(follows, Some(true), "`{name}` does not follow the workspace's lints");
    }
}
