//! The PDF's time, memory and size beside typst's and WeasyPrint's, and how they grow with the pages.

use super::{Bench, Cost, Options, corpus, typst};
use crate::{process, tools, workspace::Workspace};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{fmt::Write as _, path::Path, process::Command};

/// Measures all three on the same posts, and offprint alone on fewer and more of them.
pub(super) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let bench = Bench {
        python: tools::bench_python(workspace)?,
        offprint: options.offprint.clone().map_or_else(|| workspace.build_release(), Ok)?,
        scripts: workspace.root.join("xtask/bench"),
        runs: options.runs.max(1),
    };
    let folder = workspace.scratch().join("bench");
    std::fs::create_dir_all(&folder)?;
    let sources = corpus::sources(&workspace.root);
    let source = sources.last().context("there is a post to copy")?;
    println!("{} copies of {}, changed", options.posts, workspace.shown(source));
    let posts = corpus::copies(source, options.posts)?;
    let input = folder.join("posts.json");
    std::fs::write(&input, posts.to_string())?;
    peers(&bench, &folder, &input, &posts)?;
    growth(&bench, &folder, source)
}

fn peers(bench: &Bench, folder: &Path, input: &Path, posts: &Value) -> Result<()> {
    let own = bench.export(input, "pdf", &folder.join("pdf"))?;
    let document = folder.join("posts.typ");
    std::fs::write(&document, typst::document(&bench.inspect(input)?))?;
    let typst = bench.typst(&document, &folder.join("typst.pdf"))?;
    let page = folder.join("posts.html");
    std::fs::write(&page, html(posts))?;
    // It takes minutes; once is enough.
    let once = Bench { runs: 1, ..bench.clone() };
    let weasyprint = |file: &str, variant: Option<&str>| {
        once.measure(|command| {
            let script = bench.scripts.join("weasy.py");
            command.arg(&bench.python).arg(script).arg(&page).arg(folder.join(file)).args(variant);
        })
    };
    let weasy = weasyprint("weasyprint.pdf", None)?;
    let tagged = weasyprint("weasyprint-ua.pdf", Some("pdf/ua-1"))?;
    println!(
        "{:<18} {:>8} {:>12} {:>9} {:>12} {:>9} {:>7}",
        "", "CPU s", "offprint’s", "peak MiB", "offprint’s", "MB", "pages"
    );
    for (name, cost, file) in [
        ("offprint", own, "pdf/bench.pdf"),
        ("typst", typst, "typst.pdf"),
        ("WeasyPrint", weasy, "weasyprint.pdf"),
        ("WeasyPrint, tagged", tagged, "weasyprint-ua.pdf"),
    ] {
        let path = folder.join(file);
        println!(
            "{name:<18} {:>8.2} {:>12.3} {:>9.0} {:>12.3} {:>9.1} {:>7}",
            cost.seconds,
            own.seconds / cost.seconds.max(0.001),
            cost.mebibytes,
            own.mebibytes / cost.mebibytes.max(0.001),
            std::fs::metadata(&path)?.len() as f64 / 1.0e6,
            pages(&path)?,
        );
    }
    Ok(())
}

/// CPU and memory of a page, from a hundred pages to three thousand and more.
fn growth(bench: &Bench, folder: &Path, source: &Path) -> Result<()> {
    let mut rows: Vec<(usize, Cost)> = Vec::new();
    for posts in [1, 34, 334, 1000] {
        let input = folder.join("growing.json");
        std::fs::write(&input, corpus::copies(source, posts)?.to_string())?;
        let out = folder.join("growing");
        let cost = bench.export(&input, "pdf", &out)?;
        rows.push((pages(&out.join("bench.pdf"))?, cost));
    }
    println!("{:>7} {:>16} {:>26}", "pages", "CPU ms a page", "KiB a page over the first");
    let (least, base) = rows[0];
    for &(pages, cost) in &rows[1..] {
        let more = (pages - least).max(1) as f64;
        println!(
            "{pages:>7} {:>16.2} {:>26.1}",
            (cost.seconds - base.seconds) * 1000.0 / more,
            (cost.mebibytes - base.mebibytes) * 1024.0 / more
        );
    }
    Ok(())
}

fn pages(pdf: &Path) -> Result<usize> {
    let said = process::text_of(Command::new("pdfinfo").arg(pdf))?;
    let line =
        said.lines().find_map(|line| line.strip_prefix("Pages:")).context("pdfinfo tells the pages")?;
    Ok(line.trim().parse()?)
}

/// The posts as the site serves them, each on a new page.
fn html(posts: &Value) -> String {
    let mut text = String::from(
        "<html lang=\"en\"><meta charset=\"utf-8\"><style>@page{size:A4}body{text-align:justify;hyphens:auto}\
         h1{break-before:page}</style>",
    );
    for post in posts.as_array().into_iter().flatten() {
        let said = |field: &str| post[field]["rendered"].as_str().unwrap_or_default();
        let _ = write!(text, "<h1>{}</h1>{}", said("title"), said("content"));
    }
    text
}
