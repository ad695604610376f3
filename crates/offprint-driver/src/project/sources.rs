//! Where editions of a file read their posts.

use crate::document::{Document, wrong_value};
use crate::names;
use crate::settings::{Setting, Word, one_or_many};
use crate::sources::{files, judge};
use crate::words::shown;
use offprint_core::Diagnostic;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A place that posts are read from.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Source {
    /// Files and folders of saved answers or exports (WXR); `*`, `?` and `**` stand for what matches
    #[serde(deserialize_with = "one_or_many")]
    pub(super) paths: Option<Vec<Setting<Word>>>,
    /// URLs to fetch, page by page: `https://example.org/wp-json/wp/v2/posts?_embed=1`; beside `paths`, or in place of them
    #[serde(deserialize_with = "one_or_many")]
    pub(super) url: Option<Vec<Setting<Word>>>,
}

impl Source {
    pub(super) fn is_empty(&self) -> bool {
        self.paths.iter().chain(&self.url).flatten().next().is_none()
    }
}

/// The sources of a file, by name.
#[derive(Debug, Default)]
pub(super) struct Sources(pub(super) BTreeMap<String, Source>);

impl Sources {
    /// The files, folders and URLs that these words name, in order.
    pub(super) fn named(
        &self,
        words: &[Setting<Word>],
        document: &Document,
    ) -> Result<Vec<PathBuf>, Diagnostic> {
        let mut all = Vec::new();
        for word in words {
            let Some(source) = self.0.get(&word.0) else {
                all.extend(self.matching(word, document)?);
                continue;
            };
            for path in source.paths.iter().flatten() {
                all.extend(self.matching(path, document)?);
            }
            for url in source.url.iter().flatten() {
                judge(&url.0).map_err(|error| wrong_value(Some(document), url, &error.to_string()))?;
                all.push(PathBuf::from(&url.0));
            }
        }
        Ok(all)
    }

    /// A path as it is; with a `*` or `?`, the files that match, in order.
    fn matching(&self, written: &Setting<Word>, document: &Document) -> Result<Vec<PathBuf>, Diagnostic> {
        let pattern = &written.0;
        let wrong = |message: String| wrong_value(Some(document), written, &message);
        let full = document.path(Path::new(pattern));
        if !pattern.contains(['*', '?', '[']) || full.exists() {
            if !full.exists() {
                let names: Vec<&String> = self.0.keys().collect();
                let near = names::suggestion(pattern, &names);
                return Err(wrong(format!("there is no file, folder or source `{pattern}`{near}")));
            }
            return Ok(vec![full]);
        }
        // The folder is no pattern, whatever it is called.
        let escaped = Path::new(&glob::Pattern::escape(&shown(document.folder()))).join(pattern);
        let found = glob::glob(&shown(&escaped))
            .map_err(|error| wrong(format!("`{pattern}` is no pattern: {}", error.msg)))?;
        // What runs remember is nobody's post.
        let mut found: Vec<PathBuf> =
            found.filter_map(Result::ok).filter(|path| !files::is_lock(path)).collect();
        found.sort();
        if found.is_empty() {
            return Err(wrong(format!("`{pattern}` matches no file")));
        }
        Ok(found)
    }
}
