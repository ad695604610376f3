//! `offprint init`: a file of editions to begin with.

use crate::editions::FILE;
use crate::exit::Exit;
use crate::files;
use crate::inputs::shown;
use crate::printer::Printer;
use crate::sink::Target;
use clap::Args;
use offprint_core::{Diagnostic, Place, exporter};
use std::path::{Path, PathBuf};

/// What `offprint init` is told.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Where the posts are: files and folders of saved answers or exports [default: what is found here]
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = FILE)]
    config: PathBuf,
    /// Write it even when there is one already
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(init: &Init, printer: &Printer) -> Exit {
    let place = Place::file(shown(&init.config));
    if init.config.exists() && !init.force {
        let said = Diagnostic::error(&place, "there is such a file already");
        printer.say(&said.hint("edit it, or write it anew with `--force`"));
        return Exit::Usage;
    }
    let sources =
        if init.inputs.is_empty() { found() } else { init.inputs.iter().map(|path| shown(path)).collect() };
    let listed: Vec<String> =
        sources.iter().map(|source| toml::Value::from(source.as_str()).to_string()).collect();
    let text = TEMPLATE.replace("SOURCES", &format!("[{}]", listed.join(", ")));
    let mut target = Target::File(init.config.clone());
    match exporter::write_file(&mut target, &shown(&init.config), text.as_bytes()) {
        Ok(_) => {
            printer.tell(&format!("wrote {}: change it, then run `offprint export`", shown(&init.config)));
            Exit::Done
        }
        Err(diagnostic) => {
            printer.say(&diagnostic);
            Exit::Environment
        }
    }
}

/// The folder `posts`, else the files here that can hold posts; what is written later lies in a folder of its own.
fn found() -> Vec<String> {
    let posts = Path::new("posts");
    if posts.is_dir() {
        return vec!["posts".to_owned()];
    }
    let mut found: Vec<String> = std::fs::read_dir(".")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file() && files::is_readable(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    found.sort();
    if found.is_empty() { vec!["posts".to_owned()] } else { found }
}

/// Lines that begin with `#` and a key are keys that may be used.
const TEMPLATE: &str = r##"# The editions that `offprint export` makes here. `docs/config.md` of offprint tells of all keys.

# What holds for every edition.
[site]
# url = "https://example.org"
# title = "The Name of the Site"
# publisher = "Who publishes it"
# language = "en"
# timezone = "Europe/Paris"
# licence = "https://creativecommons.org/licenses/by/4.0/"

# Where posts are read from: saved answers of the REST API, exports (WXR), folders of them.
[source.posts]
paths = SOURCES

# The looks of books: `plain`, `magazine` or `journal`.
[theme]
# name = "magazine"
# cover = "cover.jpg"

# Everything there is.
[[edition]]
name = "all"
sources = ["posts"]
formats = ["epub", "pdf"]
sort = "date"
# title = "Everything"
# group-by = "category"
# media = "media"

# What was published last week, from Monday to Sunday. Take the `#` away to make it, too.
# [[edition]]
# name = "weekly"
# title = "Week {week} of {year}"
# sources = ["posts"]
# range = "last-week"
# formats = ["epub", "pdf", "rss"]
# out = "export/weekly/{year}-{week}"
# types = ["post"]
# terms = ["category:news"]
# authors = ["ada"]
# after = ["sha256sum {file}"]
#
# [edition.pdf]
# paper = "a5"
"##;
