//! The version, wherever manifests say it.

use anyhow::{Context, Result};
use semver::Version;
use std::path::Path;
use toml_edit::{DocumentMut, Item, value};

/// Writes the version into the root's manifest: of all packages, and of what they need of one another.
pub(super) fn set(root: &Path, version: &Version) -> Result<()> {
    let path = root.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    std::fs::write(&path, with_version(&text, version)?)?;
    Ok(())
}

fn with_version(text: &str, version: &Version) -> Result<String> {
    let mut manifest: DocumentMut = text.parse()?;
    let workspace = manifest.get_mut("workspace").context("Cargo.toml declares no workspace")?;
    *workspace
        .get_mut("package")
        .and_then(|package| package.get_mut("version"))
        .context("Cargo.toml has no `workspace.package.version`")? = value(version.to_string());
    let needed = workspace.get_mut("dependencies").and_then(Item::as_table_like_mut);
    for (_, dependency) in needed.context("Cargo.toml has no `workspace.dependencies`")?.iter_mut() {
        let Some(dependency) = dependency.as_table_like_mut() else { continue };
        if dependency.contains_key("path") {
            dependency.insert("version", value(version.to_string()));
        }
    }
    Ok(manifest.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ours_change() {
        let before = "# Ours\n[workspace.package]\nversion = \"0.1.0\" # all\n\n[workspace.dependencies]\n\
                      core = { path = \"core\", version = \"0.1.0\" }\nserde = { version = \"0.1.0\" }\nurl = \"2\"\n";
        let after = with_version(before, &Version::new(1, 2, 3)).unwrap();
        let expected =
            before.replace("\"0.1.0\" }\ns", "\"1.2.3\" }\ns").replace("\"0.1.0\" # all", "\"1.2.3\"");
        assert_eq!(after, expected);
        assert!(with_version("[package]\n", &Version::new(1, 2, 3)).is_err());
    }
}
