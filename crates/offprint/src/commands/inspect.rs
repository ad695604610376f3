//! `offprint inspect`: what is in the input.

use crate::args::Inspect;
use crate::terminal::Printer;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use offprint_core::html::CleaningReport;
use offprint_core::reader::{ReadPost, Site, Unknown};
use offprint_core::{Diagnostic, Image, Place, Post, Visitor, codes, walk_blocks, words};
use offprint_driver::{Driver, Exit, Input, Session};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct InspectedPost<'a> {
    #[serde(flatten)]
    post: &'a Post,
    words: usize,
    pictures: usize,
    cleaned: &'a CleaningReport,
    diagnostics: &'a [Diagnostic],
}

impl<'a> InspectedPost<'a> {
    fn of(read: &'a ReadPost) -> Self {
        let ReadPost { post, cleaned, diagnostics, .. } = read;
        Self { post, words: words(&post.body).len(), pictures: pictures(post), cleaned, diagnostics }
    }
}

pub(crate) fn run(driver: &Driver, inspect: &Inspect, printer: &Printer) -> Exit {
    let input = driver.read(&inspect.inputs, &inspect.reading, &Session::new());
    input.diagnostics.iter().for_each(|diagnostic| printer.say(diagnostic));
    let nothing = input.reader.is_empty()
        && input.diagnostics.iter().all(|said| said.severity < offprint_core::Severity::Error);
    if nothing {
        printer.say(&Diagnostic::new(codes::INPUT_EMPTY, &Place::default(), "there is no post in the input"));
    }
    let written = if inspect.json { print_json(&input, printer) } else { print_table(&input, printer) };
    match printer.written(written) {
        Exit::Done => input.exit.max(printer.verdict()),
        exit => exit,
    }
}

/// All that is known, for programs; posts are written as they are made.
fn print_json(input: &Input, printer: &Printer) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut diagnostics = input.diagnostics.clone();
    let mut unknown = Unknown::default();
    let mut written = Ok(());
    let mut separator = "";
    out.write_all(b"{\n  \"schema\": 1,\n")?;
    let site = input.reader.site();
    if site != Site::default() {
        out.write_all(format!("  \"site\": {},\n", serde_json::to_string(&site)?).as_bytes())?;
    }
    out.write_all(b"  \"posts\": [")?;
    input.posts(|read| match read {
        Ok(read) => {
            read.diagnostics.iter().for_each(|diagnostic| printer.say(diagnostic));
            if written.is_ok() {
                written = out
                    .write_all(format!("{separator}\n").as_bytes())
                    .and_then(|()| Ok(serde_json::to_writer_pretty(&mut out, &InspectedPost::of(&read))?));
            }
            separator = ",";
            unknown.absorb(read.unknown);
        }
        Err(diagnostic) => {
            printer.say(&diagnostic);
            diagnostics.push(diagnostic);
        }
    });
    written?;
    for diagnostic in unknown.diagnostics() {
        printer.say(&diagnostic);
        diagnostics.push(diagnostic);
    }
    out.write_all(b"\n  ],\n  \"diagnostics\": ")?;
    serde_json::to_writer_pretty(&mut out, &diagnostics)?;
    out.write_all(b"\n}\n")?;
    out.flush()
}

fn print_table(input: &Input, printer: &Printer) -> std::io::Result<()> {
    if input.reader.is_empty() {
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    let mut unknown = Unknown::default();
    table.set_header(["date", "type", "status", "title", "terms", "words", "pictures", "diagnostics"]);
    input.posts(|read| match read {
        Ok(read) => {
            read.diagnostics.iter().for_each(|diagnostic| printer.say(diagnostic));
            table.add_row(row(&read));
            unknown.absorb(read.unknown);
        }
        Err(diagnostic) => printer.say(&diagnostic),
    });
    unknown.diagnostics().iter().for_each(|diagnostic| printer.say(diagnostic));
    // A title or terms without end must not push the other columns away.
    for (column, most) in [(3, 60), (4, 40)] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most)));
        }
    }
    let mut out = std::io::stdout().lock();
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}

fn row(read: &ReadPost) -> Vec<Cell> {
    let post = &read.post;
    let names = post.terms.iter().map(|term| term.name.value.as_str()).filter(|name| !name.is_empty());
    let names: Vec<_> = names.collect();
    let title = post.title_text();
    let bare = !post.title.derived || title.starts_with('(');
    let title = if bare { title } else { format!("({title})") };
    let status = match (post.status.as_str(), post.protected) {
        (status, true) => format!("{status}, protected"),
        (status, false) => status.to_owned(),
    };
    let number = |number: usize| Cell::new(number).set_alignment(CellAlignment::Right);
    vec![
        Cell::new(post.published.map(|date| date.date()).unwrap_or_default()),
        Cell::new(&post.kind),
        Cell::new(status),
        Cell::new(beginning(&title)),
        Cell::new(beginning(&names.join(", "))),
        number(words(&post.body).len()),
        number(pictures(post)),
        number(read.diagnostics.len()),
    ]
}

/// What a table shows of a text: to break a megabyte into lines takes minutes, and helps nobody.
fn beginning(text: &str) -> String {
    const SHOWN: usize = 300;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn pictures(post: &Post) -> usize {
    struct Count(usize);
    impl Visitor for Count {
        fn image(&mut self, _image: &Image) {
            self.0 += 1;
        }
    }
    let mut count = Count(0);
    walk_blocks(&mut count, &post.body);
    count.0
}
