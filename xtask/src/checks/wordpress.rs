//! A real WordPress, seeded with posts of every kind and status: read over every way that its posts come.

use super::Context;
use crate::{process, tally::Tally, workspace::Workspace};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const PORT: &str = "8081";
/// What `rest_base` the site's types have; `posts` and `pages` have posts that are not public, too.
const ROUTES: [&str; 5] = ["posts", "pages", "news-archive", "books", "bare"];
/// The posts of the seed, and the page that WordPress makes itself.
const POSTS: usize = 140;
/// What stands in posts that are private, drafts, to come, or behind a password, and nowhere else.
const SECRETS: [&str; 6] = ["For editors.", "Not yet.", "Later.", "Wait.", "Hidden text", "Hidden excerpt"];

/// Where the answers of one site are saved, a folder for each way.
struct Saved {
    list: PathBuf,
    single: PathBuf,
    wxr: PathBuf,
    /// The pages of the site's own feeds.
    feeds: PathBuf,
    /// The list of its comments.
    comments: PathBuf,
}

/// Starts the site, saves its posts, compares, and looks for leaks.
pub(crate) fn all(context: &Context<'_>, offprint: Option<&Path>, tally: &mut Tally) {
    let Some(offprint) = offprint else { return };
    tally.part("a real WordPress");
    let folder = context.workspace.scratch().join("wordpress");
    let mut saved = None;
    tally.check("all posts are saved: lists, singles, WXR", || {
        let site = Site::start(context.workspace)?;
        let answers = site.save(&folder);
        site.stop()?;
        let (answers, figures) = answers?;
        saved = Some(answers);
        Ok(figures)
    });
    let Some(saved) = saved else { return };
    tally.check("lists and singles give the same models", || {
        compare(offprint, &saved.list, &saved.single, |_, _, _| false)
    });
    tally.check("REST and WXR give the same models", || {
        compare(offprint, &saved.list, &saved.wxr, is_explained)
    });
    tally.check("our feeds hold all that WordPress's own hold", || {
        beside_its_own_feeds(context, offprint, &folder, &saved)
    });
    for (way, input) in [("lists", &saved.list), ("singles", &saved.single), ("WXR", &saved.wxr)] {
        tally.check(&format!("what is not public stays in, {way}"), || {
            leaks(context, offprint, &folder, input)
        });
    }
}

struct Site<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
    url: String,
}

impl<'a> Site<'a> {
    fn start(workspace: &'a Workspace) -> Result<Self> {
        let folder = workspace.tools().join("wordpress");
        let mut site = Self { workspace, folder, url: String::new() };
        let said = process::text_of(site.script().arg("start"))?;
        said.trim().lines().last().context("the site tells its address")?.clone_into(&mut site.url);
        Ok(site)
    }

    fn stop(&self) -> Result<()> {
        process::output_of(self.script().arg("stop")).map(drop)
    }

    fn script(&self) -> Command {
        let mut script = Command::new("bash");
        script.arg(self.workspace.root.join("tests/wordpress/start-wordpress.sh"));
        script.env("DIR", &self.folder).env("PORT", PORT).env("SUITE", "trixie");
        script
    }

    /// Saves every post as a member of a list of a hundred, by itself, and in the site's export.
    fn save(&self, folder: &Path) -> Result<(Saved, String)> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        let saved = Saved {
            list: folder.join("list"),
            single: folder.join("single"),
            wxr: folder.join("wxr"),
            feeds: folder.join("feeds"),
            comments: folder.join("comments"),
        };
        for folder in [&saved.list, &saved.single, &saved.wxr, &saved.feeds, &saved.comments] {
            fs::create_dir_all(folder)?;
        }
        let password = fs::read_to_string(self.folder.join("app-password.txt"))?;
        let route = |route: &str| format!("{}/wp-json/wp/v2/{route}", self.url);
        let mut lists = Vec::new();
        for base in ROUTES {
            // Two pages of a hundred hold them all; the second of most is the answer that there is none.
            for page in [1, 2] {
                let query = format!("per_page=100&page={page}&orderby=id&order=asc&_embed");
                lists.push((
                    format!("{}?{query}", route(base)),
                    saved.list.join(format!("{base}-{page}.json")),
                ));
            }
        }
        fetch(&lists, None)?;
        let mut feeds = Vec::new();
        // Ten posts a page; the page after the last one is no feed.
        for page in 1..=POSTS / 10 {
            for (feed, name) in [("rss2", "rss"), ("atom", "atom")] {
                feeds.push((
                    format!("{}/?feed={feed}&paged={page}", self.url),
                    saved.feeds.join(format!("{name}-{page:02}.xml")),
                ));
            }
        }
        feeds.push((format!("{}?per_page=100", route("comments")), saved.comments.join("comments.json")));
        fetch(&feeds, None)?;
        let mut hidden = Vec::new();
        for base in &ROUTES[..2] {
            let query = "status=draft,future,pending,private&per_page=100&_embed";
            hidden.push((format!("{}?{query}", route(base)), saved.list.join(format!("{base}-hidden.json"))));
        }
        fetch(&hidden, Some(password.trim()))?;
        let mut singles = 0;
        for (files, password) in [(&lists, None), (&hidden, Some(password.trim()))] {
            let mut wanted = Vec::new();
            for (_, file) in files {
                let answer: Value = serde_json::from_slice(&fs::read(file)?)?;
                for post in answer.as_array().into_iter().flatten() {
                    let address = post.pointer("/_links/self/0/href").and_then(Value::as_str);
                    let address = address.context("a post says where it is")?;
                    wanted.push((
                        format!("{address}?_embed"),
                        saved.single.join(format!("{}.json", post["id"])),
                    ));
                }
            }
            singles += wanted.len();
            fetch(&wanted, password)?;
        }
        ensure!(singles == POSTS, "the site has {singles} posts, not {POSTS}");
        let mut export = Command::new("php");
        export.arg(self.workspace.root.join("tests/wordpress/export-wxr.php"));
        export
            .arg(self.folder.join("root/usr/share/wordpress"))
            .env("HTTP_HOST", format!("127.0.0.1:{PORT}"));
        fs::write(saved.wxr.join("site.xml"), process::output_of(&mut export)?.stdout)?;
        Ok((saved, format!("{singles} posts")))
    }
}

/// Saves each address to its file, four at a time. Answers that are errors are saved like others.
fn fetch(wanted: &[(String, PathBuf)], user: Option<&str>) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "--globoff", "--parallel", "--parallel-max", "4"]);
    if let Some(user) = user {
        curl.args(["--user", user]);
    }
    for (address, file) in wanted {
        curl.arg(address).arg("--output").arg(file);
    }
    process::output_of(&mut curl).map(drop)
}

type Models = BTreeMap<(String, u64), Value>;

/// The models of all posts in these files, by type and number, without where they were read.
fn models(offprint: &Path, input: &Path) -> Result<Models> {
    let mut inspect = Command::new(offprint);
    // A list's last page is an answer that there is none: a warning, and no failure.
    let output = inspect.arg("inspect").arg(input).arg("--json").output()?;
    let inspection: Value = serde_json::from_slice(&output.stdout).with_context(|| process::said(&output))?;
    let mut models = Models::new();
    for post in inspection["posts"].as_array().into_iter().flatten() {
        let mut post = post.clone();
        let kind = post["kind"].as_str().unwrap_or_default().to_owned();
        let id = post["id"].as_u64().context("a post has a number")?;
        if kind == "attachment" {
            continue;
        }
        if let Some(post) = post.as_object_mut() {
            for name in ["provenance", "diagnostics", "cleaned"] {
                post.remove(name);
            }
        }
        ensure!(models.insert((kind, id), post).is_none(), "post {id} is there twice");
    }
    Ok(models)
}

/// Compares models field by field; differences that are explained are counted, others are an error.
fn compare(
    offprint: &Path,
    one: &Path,
    other: &Path,
    explained: fn(&Value, &Value, &str) -> bool,
) -> Result<String> {
    let (one, other) = (models(offprint, one)?, models(offprint, other)?);
    let mut differences = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for key in one.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
        let (Some(one), Some(other)) = (one.get(key), other.get(key)) else {
            let there = if one.contains_key(key) { "first" } else { "second" };
            differences.push(format!("{} {} is in the {there} alone", key.0, key.1));
            continue;
        };
        let fields =
            |post: &Value| post.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
        let mut names: BTreeSet<String> = fields(one);
        names.append(&mut fields(other));
        for name in names {
            if one[&name] == other[&name] {
                continue;
            }
            if explained(one, other, &name) {
                *known.entry(name).or_default() += 1;
            } else {
                differences
                    .push(format!("{} {}: {name}\n  {}\n  {}", key.0, key.1, one[&name], other[&name]));
            }
        }
    }
    ensure!(one.len() == POSTS, "{} posts were read, not {POSTS}", one.len());
    if !differences.is_empty() {
        bail!("{} differences\n{}", differences.len(), differences.join("\n"));
    }
    let known: Vec<_> = known.iter().map(|(name, count)| format!("`{name}` of {count}")).collect();
    let known = if known.is_empty() { "no field".to_owned() } else { known.join(", ") };
    Ok(format!("{} posts, {known} differs as `docs/wordpress.md` explains", one.len()))
}

/// What REST and WXR do not tell alike; `docs/wordpress.md` gives the reasons.
fn is_explained(rest: &Value, wxr: &Value, field: &str) -> bool {
    let (one, other) = (&rest[field], &wxr[field]);
    let names = |value: &Value, keys: [&str; 2]| -> BTreeSet<String> {
        let of = |entry: &Value| format!("{} {}", entry[keys[0]], entry[keys[1]]);
        value.as_array().into_iter().flatten().map(of).collect()
    };
    match field {
        // An export names people by their login alone, one who is gone not at all; and types that support no author have one there.
        "authors" => {
            let gone =
                one.as_array().is_some_and(|authors| authors.iter().all(|author| author["name"].is_null()));
            gone || names(one, ["id", "name"]) == names(other, ["id", "name"])
        }
        // Answers of the API do not say it.
        "language" => one["derived"] == true,
        // An export has neither numbers nor addresses of all terms, but has those of hidden taxonomies.
        "terms" => {
            let (one, other) = (names(one, ["taxonomy", "name"]), names(other, ["taxonomy", "name"]));
            one.is_subset(&other)
        }
        // The API answers with the excerpt that the site made; of an export it is made from the text, or the text is
        // locked.
        "excerpt" => other["derived"] == true || rest["protected"] == true,
        // The API knows a field's type, an export is text.
        "meta" => text_of(one) == text_of(other),
        // What was never published has no offset in an export.
        "published" | "modified" => rest["status"] != "publish",
        // Locked text is in an export; a smile stays as it was typed; pictures have the sizes there that the author chose, not the site.
        "body" | "words" => rest["protected"] == true || without_sizes(one) == without_sizes(other),
        _ => false,
    }
}

/// All numbers as text.
fn text_of(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(values) => values.iter().map(text_of).collect(),
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), text_of(value))).collect(),
        other => other.clone(),
    }
}

/// A body without what a site adds to pictures when it renders them: sizes, larger versions, smaller files.
fn without_sizes(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(without_sizes).collect(),
        Value::Object(object) => {
            let is_picture = object.contains_key("url") && object.contains_key("alt");
            let of = |(key, value): (&String, &Value)| {
                let added = ["width", "height", "large", "id"].contains(&key.as_str());
                let file = is_picture && key == "url";
                (!added).then(|| (key.clone(), if file { original(value) } else { without_sizes(value) }))
            };
            object.iter().filter_map(of).collect()
        }
        Value::String(text) => Value::String(text.replace('🙂', ":)")),
        other => other.clone(),
    }
}

/// The address of the picture of which this may be a size: without `-150x150`.
fn original(url: &Value) -> Value {
    let url = url.as_str().unwrap_or_default();
    let Some((stem, ending)) = url.rsplit_once('.') else { return url.into() };
    let size = stem.rsplit_once('-').filter(|(_, size)| {
        size.split_once('x')
            .is_some_and(|(width, height)| [width, height].iter().all(|digits| digits.parse::<u32>().is_ok()))
    });
    size.map_or_else(|| url.into(), |(stem, _)| format!("{stem}.{ending}").into())
}

/// Exports everything as one would by default, and looks in every file for words that are not public.
fn leaks(context: &Context<'_>, offprint: &Path, folder: &Path, input: &Path) -> Result<String> {
    let name = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let out = folder.join(format!("export-{name}"));
    let mut export = Command::new(offprint);
    export.arg("export").arg(input).args(["--to", "all", "--name", "site", "--quiet", "--out"]).arg(&out);
    process::output_of(&mut export)?;
    let book = out.join("book");
    let mut unpack = context.tools.python();
    process::output_of(unpack.args(["-m", "zipfile", "-e"]).arg(out.join("site.epub")).arg(&book))?;
    fs::write(
        out.join("site.txt"),
        process::output_of(Command::new("pdftotext").arg(out.join("site.pdf")).arg("-"))?.stdout,
    )?;
    let mut files = 0;
    let mut found = Vec::new();
    let mut said = String::new();
    let mut folders = vec![out];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            let leaked = SECRETS.iter().filter(|secret| text.contains(*secret));
            found.extend(leaked.map(|secret| format!("`{secret}` in {}", context.workspace.shown(&path))));
            said.push_str(&text);
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    // What is public is there: the search above would find words, if there were any.
    ensure!(said.contains("Filler text number 120."), "the public posts are not in the export");
    Ok(format!("{files} files"))
}

/// Writes feeds of the site's posts and counts their elements beside those of its own feeds; the table is kept for
/// `docs/feeds.md`.
fn beside_its_own_feeds(
    context: &Context<'_>,
    offprint: &Path,
    folder: &Path,
    saved: &Saved,
) -> Result<String> {
    let out = folder.join("feeds-of-offprint");
    let mut export = Command::new(offprint);
    // WordPress's feeds have posts behind a password, without their text.
    export.arg("export").arg(&saved.list).arg(saved.comments.join("comments.json"));
    export.args(["--type", "post", "--include-protected", "--to", "rss,atom", "--quiet", "--out"]).arg(&out);
    process::output_of(&mut export)?;
    let mut compare = context.tools.python();
    compare.arg(context.workspace.root.join("tests/conformance/wordpress_feeds.py"));
    compare.arg(&saved.feeds).arg(out.join("feed.rss")).arg(out.join("feed.atom"));
    let table = process::text_of(&mut compare)?;
    let file = folder.join("feeds.md");
    fs::write(&file, &table)?;
    let posts = table.lines().find(|line| line.starts_with("Posts in the feed")).unwrap_or_default();
    Ok(format!("{posts} Table in {}", context.workspace.shown(&file)))
}
