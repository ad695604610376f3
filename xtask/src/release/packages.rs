//! The packages that a registry is to get: whether each is one that it would take.

use crate::process;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

/// What crates.io takes at most.
const LARGEST: u64 = 10 << 20;
/// What a package must say of itself.
const FIELDS: [&str; 4] = ["description", "license", "repository", "readme"];
/// What lies in every package.
const FILES: [&str; 4] = ["Cargo.toml", "README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Packs everything that is to be published from a checkout, and looks at it; a line of each.
pub(super) fn check(root: &Path, target: &Path, compile: bool) -> Result<Vec<String>> {
    let mut metadata = cargo(root);
    metadata.args(["metadata", "--format-version=1", "--no-deps", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::text_of(&mut metadata)?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let published: Vec<&Value> = packages.iter().filter(|it| it["publish"].is_null()).collect();
    let mut pack = cargo(root);
    pack.args(["package", "--locked", "--quiet", "--target-dir"]).arg(target);
    if !compile {
        pack.arg("--no-verify");
    }
    for package in &published {
        says_enough(package)?;
        pack.args(["--package", package["name"].as_str().unwrap_or_default()]);
    }
    process::output_of(&mut pack)?;
    published.into_iter().map(|package| packed(package, &target.join("package"))).collect()
}

/// Fails when a package does not say what it must, or needs one of ours without saying its version.
fn says_enough(package: &Value) -> Result<()> {
    let name = package["name"].as_str().unwrap_or_default();
    for field in FIELDS {
        ensure!(package[field].as_str().is_some_and(|it| !it.is_empty()), "`{name}` has no `{field}`");
    }
    for needed in package["dependencies"].as_array().into_iter().flatten() {
        if needed["path"].is_string() && needed["req"] == "*" {
            bail!("`{name}` does not say which version of {} it needs", needed["name"]);
        }
    }
    Ok(())
}

/// Looks into a package that was packed.
fn packed(package: &Value, folder: &Path) -> Result<String> {
    let field = |key: &str| package[key].as_str().unwrap_or_default();
    let name = format!("{}-{}", field("name"), field("version"));
    let path: PathBuf = folder.join(format!("{name}.crate"));
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    ensure!(bytes.len() as u64 <= LARGEST, "`{name}` is too large: {} KiB", bytes.len() / 1024);
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&bytes[..]));
    let mut files = BTreeSet::new();
    for entry in archive.entries()? {
        files.insert(entry?.path()?.to_string_lossy().into_owned());
    }
    for file in FILES {
        ensure!(files.contains(&format!("{name}/{file}")), "`{name}` holds no {file}");
    }
    Ok(format!("{name}: {} files, {} KiB", files.len(), bytes.len() / 1024))
}

fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What cargo tells the programs that it runs is of another checkout.
    cargo.current_dir(root).env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_TARGET_DIR");
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_package_lacks_is_named() {
        let mut package = json!({
            "name": "a", "description": "A", "license": "MIT", "repository": "https://a.example", "readme": "README.md",
            "dependencies": [{ "name": "b", "path": "/b", "req": "^0.1.0" }, { "name": "c", "req": "*" }],
        });
        assert!(says_enough(&package).is_ok());
        package["dependencies"][0]["req"] = json!("*");
        assert!(says_enough(&package).unwrap_err().to_string().contains("which version of \"b\""));
        package["readme"] = json!(null);
        assert_eq!(says_enough(&package).unwrap_err().to_string(), "`a` has no `readme`");
    }
}
