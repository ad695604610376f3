//! `offprint init`: a file of editions to begin with.

use crate::args::Init;
use crate::terminal::Printer;
use offprint_core::{Diagnostic, Place, codes, exporter};
use offprint_driver::{Exit, Target, extension_of, is_readable, is_url};
use std::path::Path;

pub(crate) fn run(init: &Init, printer: &Printer) -> Exit {
    let place = Place::file(init.config.to_string_lossy());
    if init.config.exists() && !init.force {
        let said = Diagnostic::new(codes::CONFIG_EXISTS, &place, "there is such a file already");
        printer.say(&said.hint("edit it, or write it anew with `--force`"));
        return Exit::Usage;
    }
    let inputs = if init.inputs.is_empty() {
        found()
    } else {
        init.inputs.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    };
    let (addresses, paths): (Vec<String>, Vec<String>) =
        inputs.into_iter().partition(|input| is_url(Path::new(input)));
    let key = |name: &str, values: &[String]| {
        let listed: Vec<String> =
            values.iter().map(|value| toml::Value::from(value.as_str()).to_string()).collect();
        if listed.is_empty() { String::new() } else { format!("{name} = [{}]\n", listed.join(", ")) }
    };
    let text = TEMPLATE.replace("SOURCES\n", &format!("{}{}", key("paths", &paths), key("url", &addresses)));
    let mut target = Target::File(init.config.clone());
    match exporter::write_file(&mut target, &init.config.to_string_lossy(), text.as_bytes()) {
        Ok(_) => {
            printer.tell(&format!(
                "wrote {}: change it, then run `offprint export`",
                init.config.to_string_lossy()
            ));
            Exit::Done
        }
        Err(diagnostic) => {
            printer.say(&diagnostic);
            Exit::Environment
        }
    }
}

/// The folder `posts`, else patterns of the files here that can hold posts: those that are saved later are read, too.
/// What is written lies in a folder of its own.
fn found() -> Vec<String> {
    let posts = Path::new("posts");
    if posts.is_dir() {
        return vec!["posts".to_owned()];
    }
    let names = std::fs::read_dir(".").into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<String> = names
        .filter(|entry| entry.path().is_file() && is_readable(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .filter_map(|name| extension_of(&name).map(|ending| format!("*{}", &name[name.len() - ending..])))
        .collect();
    found.sort();
    found.dedup();
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

# Where posts are read from: saved answers of the REST API, exports (WXR), folders of them (`paths`); or the site itself,
# by an address of its REST API such as `https://example.org/wp-json/wp/v2/posts?_embed=1` (`url`).
[source.posts]
SOURCES

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
# The site's pictures: a copy of its folder `wp-content/uploads`.
# media = "media"
# What an editor says before the posts; posts that are recommended; how each begins, in the contents.
# note = "note.md"
# highlights = [12, "slug-of-a-post"]
# excerpts = true

# What was published last week, from Monday to Sunday. Take the `#` away to make it, too.
# [[edition]]
# name = "weekly"
# title = "Week {week} of {year}"
# sources = ["posts"]
# range = "last-week"
# group-by = "category"
# formats = ["epub", "pdf", "rss"]
# out = "export/weekly/{year}-{week}"
# types = ["post"]
# terms = ["category:news"]
# authors = ["ada"]
# after = ["sha256sum {file}"]
#
# [edition.pdf]
# paper = "a5"
#
# [edition.introductions]
# news = "What happened, in short."
"##;
