//! The editions that `offprint.toml` declares.

use anyhow::{Context, Result, bail};
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use toml::{Table, Value};

/// One `[[edition]]`, as far as checks must know it; `offprint export` makes it.
pub(crate) struct Edition {
    /// The name of its folder and of its single-file outputs.
    pub(crate) name: String,
    /// The inputs, relative to the workspace's root.
    pub(crate) sources: Vec<PathBuf>,
    /// The formats, as `--to` takes them.
    pub(crate) formats: String,
    /// Whether its editor says something before the posts.
    pub(crate) has_front: bool,
}

impl Edition {
    /// Reads the declarations at the root of the workspace.
    pub(crate) fn read_all(root: &Path) -> Result<Vec<Self>> {
        let path = root.join("offprint.toml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let table: Table = text.parse().context("offprint.toml")?;
        let editions =
            table.get("edition").and_then(Value::as_array).context("offprint.toml has no `[[edition]]`")?;
        let named = table.get("source").and_then(Value::as_table).cloned().unwrap_or_default();
        editions.iter().map(|edition| Self::read(edition, &named, root)).collect()
    }

    fn read(value: &Value, named: &Table, root: &Path) -> Result<Self> {
        let table = value.as_table().context("an `[[edition]]` is a table")?;
        let name =
            table.get("name").and_then(Value::as_str).context("an `[[edition]]` needs a `name`")?.to_owned();
        let mut edition = Self { name, sources: Vec::new(), formats: "all".to_owned(), has_front: false };
        for (key, value) in table {
            match key.as_str() {
                "sources" => edition.sources = sources(value, named, root)?,
                "formats" => edition.formats = words(value)?.join(","),
                "note" | "highlights" | "introductions" => edition.has_front = true,
                _ => {}
            }
        }
        if edition.sources.is_empty() {
            bail!("edition `{}` has no `sources`", edition.name);
        }
        Ok(edition)
    }

    /// Adds the arguments of `offprint export` that make this edition in a folder of its name within this one.
    pub(crate) fn export_arguments(&self, command: &mut Command, folder: &Path) {
        command.args(["export", "--edition", &self.name]).arg("--out").arg(folder);
    }

    /// Adds the arguments of `offprint inspect` that show the posts of its sources.
    pub(crate) fn inspect_arguments(&self, command: &mut Command) {
        command.arg("inspect").args(&self.sources).arg("--json");
    }

    /// Whether it is written in this format.
    pub(crate) fn has(&self, format: &str) -> bool {
        self.formats.split(',').any(|known| known == format || known == "all")
    }
}

/// Sources by name are their paths; paths as they are; with a `*`, the files that match, in order.
fn sources(value: &Value, named: &Table, root: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for pattern in words(value)? {
        if let Some(source) = named.get(&pattern).and_then(|source| source.get("paths")) {
            paths.extend(sources(source, &Table::new(), root)?);
            continue;
        }
        if !pattern.contains('*') {
            paths.push(PathBuf::from(pattern));
            continue;
        }
        let full = root.join(&pattern);
        let mut found = glob::glob(&full.to_string_lossy())?.collect::<Result<Vec<_>, _>>()?;
        found.sort();
        if found.is_empty() {
            bail!("`{pattern}` in offprint.toml matches no file");
        }
        paths.extend(
            found.into_iter().map(|path| path.strip_prefix(root).map(Path::to_path_buf).unwrap_or(path)),
        );
    }
    Ok(paths)
}

fn words(value: &Value) -> Result<Vec<String>> {
    match value {
        Value::Array(values) => values.iter().map(word).collect(),
        _ => Ok(vec![word(value)?]),
    }
}

fn word(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(_) | Value::Datetime(_) => Ok(value.to_string()),
        _ => bail!("`{value}` in offprint.toml is neither a text nor a number nor a date"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Edition> {
        let table: Table = text.parse()?;
        Edition::read(&Value::Table(table), &Table::new(), Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    #[test]
    fn sources_and_formats_are_told() {
        let edition =
            read("name = 'may'\nsources = ['src/tal*.rs', 'Cargo.toml']\nformats = ['epub', 'pdf']");
        let edition = edition.expect("the edition is read");
        assert_eq!(edition.sources, [PathBuf::from("src/tally.rs"), PathBuf::from("Cargo.toml")]);
        assert!(edition.has("pdf") && !edition.has("rss"));
    }

    #[test]
    fn what_is_missing_is_said() {
        let said = |text: &str| read(text).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said("sources = 'a.json'").contains("`name`"));
        assert!(said("name = 'a'").contains("`sources`"));
        assert!(said("name = 'a'\nsources = 'none/*.json'").contains("matches no file"));
        assert!(said("name = 'a'\nsources = { at = 3 }").contains("neither"));
    }
}
