//! Books of many kinds of posts: of every fixture, of every file of the corpus of real answers and of each of its folders,
//! and of many copies of a real post; by epubcheck, a few by all others, too.

use super::{Context, epub};
use crate::{
    bench, export, process,
    tally::{Job, Tally},
};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
};

/// The folders of the corpus whose files are posts.
const CORPUS: [&str; 5] = ["wp-rest", "wp-rest-core", "wp-rest-7.1", "gutenberg-blocks", "wxr"];
/// How many copies of a real post make a book.
const COPIES: usize = 1_000;
/// Copies that Ace looks at, which takes longer than all others.
const COPIES_FOR_ACE: usize = 20;

/// A book to be made.
struct Plan {
    name: String,
    inputs: Vec<PathBuf>,
    /// Whether it is one of the few that all checkers look at.
    by_all: bool,
}

/// All checks of these books.
pub(crate) fn all(context: &Context<'_>, offprint: Option<&Path>, tally: &mut Tally) {
    let Some(offprint) = offprint else { return };
    tally.part("books of every fixture and of real posts");
    let folder = context.workspace.scratch().join("shelf");
    let (mut plans, mut books) = (Vec::new(), Vec::new());
    tally.check("inputs for books", || {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        plans = self::plans(context, &folder)?;
        Ok(format!("{} inputs", plans.len()))
    });
    tally.check("a book of each", || {
        books = written(context, offprint, &plans, &folder)?;
        Ok(format!("{} books", books.len()))
    });
    let (list, folder) = (folder.join("books.txt"), &folder);
    let lines: Vec<_> = books.iter().map(|(_, book)| book.display().to_string()).collect();
    let mut jobs: Vec<Job<'_>> = vec![Box::new(move |tally| {
        tally.check("epubcheck: each", || {
            fs::write(&list, lines.join("\n"))?;
            let said = process::text_of(context.tools.epubcheck_of_many(context.workspace).arg(&list))?;
            Ok(said.trim().lines().last().unwrap_or_default().to_owned())
        });
    })];
    let mut large: Vec<_> = books.iter().filter(|(plan, _)| plan.by_all).collect();
    // Those that take longest begin first.
    large.sort_by_key(|(_, book)| std::cmp::Reverse(fs::metadata(book).map_or(0, |told| told.len())));
    jobs.extend(large.into_iter().map(|(plan, book)| -> Job<'_> {
        Box::new(move |tally| {
            let mut posts = PathBuf::new();
            tally.check(&format!("{}: its posts", plan.name), || {
                posts = inspected(context, offprint, plan, folder)?;
                Ok(String::new())
            });
            let name = format!("shelf-{}", plan.name);
            epub::read_by_others(context, book, &posts, &name, &format!("{}, ", plan.name), tally);
        })
    }));
    tally.side_by_side(jobs);
}

fn plans(context: &Context<'_>, folder: &Path) -> Result<Vec<Plan>> {
    let root = &context.workspace.root;
    let mut plans = Vec::new();
    for fixtures in ["posts", "exports", "lists", "broken"] {
        for path in export::files_below(&root.join("fixtures").join(fixtures))? {
            plans.push(Plan::of(fixtures, &path));
        }
    }
    let Some(corpus) = context.workspace.shared("corpus") else {
        println!("skipped: there is no `../shared/corpus`");
        return Ok(plans);
    };
    for name in CORPUS {
        let mut inputs = export::files_below(&corpus.join(name))?;
        if name == "gutenberg-blocks" {
            inputs = vec![blocks(&inputs, folder)?];
        }
        inputs.retain(|path| path.extension().is_some_and(|ending| ending == "json" || ending == "xml"));
        plans.extend(inputs.iter().map(|path| Plan::of(name, path)));
        plans.push(Plan { name: name.to_owned(), inputs, by_all: true });
    }
    if let Some(sample) = context.workspace.shared("samples/news-archive-5096.json") {
        for (name, number) in [("copies", COPIES), ("few-copies", COPIES_FOR_ACE)] {
            let path = folder.join(format!("{name}.json"));
            fs::write(&path, bench::copies(&sample, number)?.to_string())?;
            plans.push(Plan { name: name.to_owned(), inputs: vec![path], by_all: number == COPIES_FOR_ACE });
        }
    }
    Ok(plans)
}

impl Plan {
    /// A book of one file.
    fn of(group: &str, path: &Path) -> Self {
        let stem = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { name: format!("{group}-{stem}"), inputs: vec![path.to_path_buf()], by_all: false }
    }
}

/// The blocks, each as a post: rendered ones as `rendered`, serialized ones as `raw`.
pub(super) fn blocks(files: &[PathBuf], folder: &Path) -> Result<PathBuf> {
    let mut posts = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
        let html = fs::read_to_string(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let kind = if name.ends_with(".server.html") { "rendered" } else { "raw" };
        let number = posts.len() + 1;
        posts.push(json!({
            "id": number, "slug": format!("block-{number}"), "type": "post", "status": "publish",
            "date": "2025-05-01T10:00:00", "date_gmt": "2025-05-01T10:00:00",
            "link": format!("https://blocks.example/{number}/"),
            "title": { "rendered": name }, "content": { kind: html },
        }));
    }
    let path = folder.join("blocks.json");
    fs::write(&path, Value::from(posts).to_string())?;
    Ok(path)
}

/// Makes the books on two threads; those of inputs that hold no post are not there.
fn written<'a>(
    context: &Context<'_>,
    offprint: &Path,
    plans: &'a [Plan],
    folder: &Path,
) -> Result<Vec<(&'a Plan, PathBuf)>> {
    let faults = Mutex::new(Vec::new());
    let half = plans.len().div_ceil(2).max(1);
    let make = |part: &[Plan]| {
        for plan in part {
            if let Err(error) = write(context, offprint, plan, &folder.join(plan.file())) {
                faults.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(error);
            }
        }
    };
    std::thread::scope(|scope| {
        for part in plans.chunks(half) {
            let make = &make;
            scope.spawn(move || make(part));
        }
    });
    let faults = faults.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(error) = faults.first() {
        bail!("{} inputs without a book; the first: {error:#}", faults.len());
    }
    let book = |plan: &'a Plan| Some((plan, folder.join(plan.file()))).filter(|(_, book)| book.is_file());
    Ok(plans.iter().filter_map(book).collect())
}

impl Plan {
    fn file(&self) -> String {
        format!("{}.epub", self.name)
    }
}

fn write(context: &Context<'_>, offprint: &Path, plan: &Plan, book: &Path) -> Result<()> {
    let mut command = Command::new(offprint);
    command.current_dir(&context.workspace.root).arg("export").args(&plan.inputs);
    command.args(["--status", "any", "--include-protected", "--threads", "1", "--media", "fixtures/media"]);
    command.args(["--highlight", "--page-list", "--quiet", "--out"]).arg(book);
    let output = command.output().context("offprint does not start")?;
    // 1 says that an input has faults, or that there is no post in it.
    match output.status.code() {
        Some(0 | 1) => Ok(()),
        _ => bail!("{}: {}\n{}", plan.name, output.status, process::said(&output)),
    }
}

/// The characters of a piece of the model.
fn model_text(value: &Value) -> String {
    match value {
        Value::Array(parts) => parts.iter().map(model_text).collect(),
        Value::Object(node) => match (node.get("text").or_else(|| node.get("code")), node.get("content")) {
            (Some(Value::String(text)), _) => text.clone(),
            (_, Some(content)) => model_text(content),
            _ => node.values().map(model_text).collect(),
        },
        _ => String::new(),
    }
}

/// The posts of a book as `offprint inspect` shows them, in a file: those that are in the book, in its order.
fn inspected(context: &Context<'_>, offprint: &Path, plan: &Plan, folder: &Path) -> Result<PathBuf> {
    let told = |command: &mut Command| -> Result<Value> {
        // It ends with 1 when there is anything to say of an input.
        let output = command.output().context("offprint does not start")?;
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let root = &context.workspace.root;
    let mut shown =
        told(Command::new(offprint).current_dir(root).arg("inspect").args(&plan.inputs).arg("--json"))?;
    let mut command = Command::new(offprint);
    command.current_dir(root).arg("export").args(&plan.inputs).args([
        "--status",
        "any",
        "--include-protected",
    ]);
    let report =
        told(command.args(["--dry-run", "--json", "--quiet", "--out"]).arg(folder.join(plan.file())))?;
    let chosen = report["editions"][0]["posts"].as_array().context("the report names its posts")?;
    let posts = shown["posts"].as_array_mut().context("`inspect` shows posts")?;
    let mut all = std::mem::take(posts);
    for one in chosen {
        // Posts of several sites may have one number.
        let title = one["title"].as_str().unwrap_or_default();
        let named = |post: &Value| {
            model_text(&post["title"]["value"]).split_whitespace().eq(title.split_whitespace())
        };
        let same =
            |post: &&Value| ["id", "kind", "link"].iter().all(|key| post[key] == one[key]) && named(post);
        // Of one that is there twice, the newer is in the book; of two as new, the first.
        let newest = all.iter().rev().filter(same).max_by_key(|post| post["modified"].to_string()).cloned();
        if let Some(post) = newest {
            all.retain(|other| *other != post);
            posts.push(post);
        }
    }
    shown["chosen"] = json!(true);
    let path = folder.join(format!("{}.posts.json", plan.name));
    fs::write(&path, serde_json::to_vec(&shown)?)?;
    Ok(path)
}
