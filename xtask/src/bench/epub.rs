//! `cargo xtask bench epub`: books of many posts beside pandoc's, and books of many pictures.

use super::{Bench, Cost, corpus};
use crate::{process, tools, workspace::Workspace};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// Books of so many posts, and of ten times as many, beside pandoc's of the former; then of so many mebibytes of
/// pictures, if any.
pub(super) fn run(workspace: &Workspace, bench: &Bench, posts: usize, pictures: usize) -> Result<()> {
    let folder = workspace.scratch().join("bench-epub");
    std::fs::create_dir_all(&folder)?;
    let pandoc = tools::python_file(&bench.python, "pypandoc", "files/pandoc")?;
    for source in corpus::sources(&workspace.root) {
        println!("\ncopies of {}, changed", workspace.shown(&source));
        println!("{:<34} {:>8} {:>10} {:>9}", "", "CPU s", "of pandoc’s", "peak MiB");
        let (input, document) = (folder.join("posts.json"), folder.join("posts.html"));
        write(&source, posts, &input, Some(&document))?;
        let peer = converted(bench, &pandoc, &document, &folder.join("pandoc.epub"))?;
        row(&format!("pandoc, {posts} posts"), peer, peer);
        let few = bench.export(&input, "epub", &folder.join("few"))?;
        row(&format!("offprint, {posts} posts"), few, peer);
        write(&source, 10 * posts, &input, None)?;
        let many = bench.export(&input, "epub", &folder.join("many"))?;
        row(&format!("offprint, {} posts", 10 * posts), many, peer);
        let more = (many.mebibytes - few.mebibytes) * 1024.0 / (9 * posts) as f64;
        println!("memory grows by {more:.1} KiB a post");
    }
    if pictures > 0 {
        with_pictures(workspace, bench, &folder, pictures)?;
    }
    Ok(())
}

fn row(name: &str, cost: Cost, peer: Cost) {
    let ratio = cost.seconds / peer.seconds.max(0.001);
    println!("{name:<34} {:>8.2} {ratio:>10.3} {:>9.0}", cost.seconds, cost.mebibytes);
}

/// The posts as saved answers, and as the one document that pandoc takes.
fn write(source: &Path, number: usize, input: &Path, document: Option<&PathBuf>) -> Result<()> {
    let posts = corpus::copies(source, number)?;
    std::fs::write(input, posts.to_string())?;
    let Some(document) = document else { return Ok(()) };
    let mut html = String::from("<html><head><meta charset=\"utf-8\"><title>Bench</title></head><body>\n");
    for post in posts.as_array().into_iter().flatten() {
        let text = |field: &str| post[field]["rendered"].as_str().unwrap_or_default();
        let _ = writeln!(html, "<h1>{}</h1>\n{}", text("title"), text("content"));
    }
    html.push_str("</body></html>\n");
    std::fs::write(document, html).with_context(|| document.display().to_string())
}

fn converted(bench: &Bench, pandoc: &Path, document: &Path, out: &Path) -> Result<Cost> {
    bench.measure(|command| {
        command.arg(pandoc).args(["--quiet", "--from=html", "--to=epub3", "--split-level=1"]);
        // What it cannot fetch it leaves out, as offprint does.
        command.arg("--request-header=none:none").arg("-o").arg(out).arg(document);
    })
}

/// A book of photographs that have to be sized down, each its own.
fn with_pictures(workspace: &Workspace, bench: &Bench, folder: &Path, mebibytes: usize) -> Result<()> {
    let album = folder.join("album");
    let mut script = Command::new(&bench.python);
    script.arg(workspace.root.join("xtask/bench/pictures.py")).arg(&album).arg(mebibytes.to_string());
    let count: Value = serde_json::from_str(&process::text_of(&mut script)?)?;
    let input = album.join("posts.json");
    println!("\n{count} pictures, {mebibytes} MiB");
    for threads in ["1", "2"] {
        let cost = bench.measure(|command| {
            command.arg(&bench.offprint).arg("export").arg(&input).args(["--to", "epub", "--name", "album"]);
            command.args(["--threads", threads]).arg("--out").arg(folder.join("pictures"));
        })?;
        println!("offprint, threads: {threads:<15} {:>8.2} {:>10} {:>9.0}", cost.seconds, "", cost.mebibytes);
    }
    std::fs::remove_dir_all(&album)?;
    Ok(())
}
