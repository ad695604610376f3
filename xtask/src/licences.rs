//! The licences of everything that the shipped program contains: libraries, and typefaces.

use crate::{process, workspace::Workspace};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, ParseMode};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::Path,
};

/// What a library may be licensed under; of alternatives, one is enough.
const ACCEPTED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// How the names of files with licences begin.
const NAMES: [&str; 6] = ["licence", "license", "copying", "copyright", "notice", "unlicense"];

/// The text, the same for the same `Cargo.lock` and platform.
pub(crate) fn text(workspace: &Workspace, platform: &str) -> Result<String> {
    let mut cargo = workspace.cargo();
    cargo.args(["metadata", "--locked", "--format-version=1", "--filter-platform", platform]);
    let metadata: Value = serde_json::from_str(&process::text_of(&mut cargo)?)?;
    let mut list = String::new();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in contained(&metadata, "offprint")? {
        let is_ours = package["source"].is_null();
        let folder =
            Path::new(string(package, "manifest_path")?).parent().context("a manifest lies in a folder")?;
        let name = format!("{} {}", string(package, "name")?, string(package, "version")?);
        if !is_ours {
            let licence = accepted(&name, string(package, "license").unwrap_or_default())?;
            let home = package["repository"].as_str().unwrap_or_default();
            writeln!(
                list,
                "{name}: {}{}{home}",
                string(package, "license")?,
                if home.is_empty() { "" } else { ", " }
            )?;
            for text in texts_of(folder, &licence)? {
                texts.entry(text).or_default().insert(name.clone());
            }
        }
        let fonts = folder.join("fonts");
        if is_ours && fonts.is_dir() {
            for (file, text) in files(&fonts)? {
                let typeface = file.trim_start_matches("LICENSE-").trim_end_matches(".txt");
                writeln!(list, "{typeface} (typeface)")?;
                texts.entry(text).or_default().insert(format!("{typeface} (typeface)"));
            }
        }
    }
    let mut whole =
        format!("offprint contains the work of others, under the licences that follow.\n\n{list}");
    for (text, names) in texts {
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        write!(whole, "\n{}\n{names}\n\n{}\n", "=".repeat(80), text.trim_end())?;
    }
    Ok(whole)
}

/// The packages that end in a program: what it needs to run, and what that needs; by name.
fn contained<'a>(metadata: &'a Value, program: &str) -> Result<Vec<&'a Value>> {
    let list = |value: &'a Value| value.as_array().map(Vec::as_slice).unwrap_or_default();
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).iter().filter_map(|it| Some((it["id"].as_str()?, it))).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).iter().filter_map(|it| Some((it["id"].as_str()?, it))).collect();
    let first = packages.iter().find(|(_, package)| package["name"] == program);
    let mut next = vec![*first.with_context(|| format!("there is no package `{program}`"))?.0];
    let mut found = BTreeSet::new();
    while let Some(id) = next.pop() {
        if found.insert(id) {
            let needed = list(&nodes[id]["deps"]).iter();
            let needed = needed.filter(|it| list(&it["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()));
            next.extend(needed.filter_map(|it| it["pkg"].as_str()));
        }
    }
    let mut found: Vec<&Value> = found.into_iter().map(|id| packages[id]).collect();
    found.sort_by_key(|package| (package["name"].as_str(), package["version"].as_str()));
    Ok(found)
}

/// The licence as it was understood; an error when it is none that the program may be shipped with.
fn accepted(package: &str, licence: &str) -> Result<Expression> {
    let parsed = Expression::parse_mode(licence, ParseMode::LAX).map_err(|error| {
        anyhow::anyhow!("the licence `{licence}` of {package} is not understood: {error}")
    })?;
    let is_accepted =
        parsed.evaluate(|wanted| wanted.license.id().is_some_and(|id| ACCEPTED.contains(&id.name)));
    if !is_accepted {
        bail!("{package} is under `{licence}`, which is not among the licences that are accepted");
    }
    Ok(parsed)
}

/// The texts that a package brings along; else those that its licence names.
fn texts_of(folder: &Path, licence: &Expression) -> Result<Vec<String>> {
    let brought = files(folder)?;
    if !brought.is_empty() {
        return Ok(brought.into_values().collect());
    }
    let named = licence.requirements().filter_map(|wanted| wanted.req.license.id());
    Ok(named.map(|id| id.text().to_owned()).collect())
}

/// Files of a folder that hold licences, by name, with line ends as here.
fn files(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let lower = name.to_lowercase();
        if entry.path().is_file() && NAMES.iter().any(|begin| lower.starts_with(begin)) {
            let text = String::from_utf8_lossy(&std::fs::read(entry.path())?).replace("\r\n", "\n");
            found.insert(name, text);
        }
    }
    Ok(found)
}

fn string<'a>(package: &'a Value, key: &str) -> Result<&'a str> {
    package[key].as_str().with_context(|| format!("the package {} says no `{key}`", package["name"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_alternatives_is_enough() {
        assert!(accepted("a 1.0.0", "GPL-3.0-only OR MIT").is_ok());
        assert!(accepted("a 1.0.0", "Unlicense/MIT").is_ok());
        assert!(accepted("a 1.0.0", "(MIT OR Apache-2.0) AND Unicode-3.0").is_ok());
        assert!(accepted("a 1.0.0", "MIT AND GPL-3.0-only").is_err());
        assert!(accepted("a 1.0.0", "").is_err());
    }

    #[test]
    fn a_package_without_texts_gets_those_of_its_licence() {
        let folder = std::env::temp_dir().join(format!("offprint-licences-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let licence = accepted("a 1.0.0", "BSD-3-Clause").unwrap();
        let texts = texts_of(&folder, &licence).unwrap();
        std::fs::write(folder.join("LICENSE"), "mine\r\n").unwrap();
        assert_eq!(texts_of(&folder, &licence).unwrap(), ["mine\n"]);
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(texts.len() == 1 && texts[0].contains("Neither the name"), "{texts:?}");
    }
}
