//! `offprint export`: from inputs to files.

use crate::args::{Common, Export};
use crate::clock::{self, Started};
use crate::compressed::Compressed;
use crate::editions;
use crate::exit::Exit;
use crate::fetched::{self, Fetched, is_address};
use crate::formats::Format;
use crate::front;
use crate::inputs::{self, Inputs};
use crate::language;
use crate::media_folder::MediaFolder;
use crate::memory::Memory;
use crate::overwrite::{Reads, Writes};
use crate::posts::{BATCH, Posts};
use crate::printer::Printer;
use crate::report::Report;
use crate::run_report::{self, EditionReport, Outcome};
use crate::sink::{self, Target, reason};
use crate::targets;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use offprint_core::grouping::{self, GroupBy};
use offprint_core::reader::Reader;
use offprint_core::selection::{LeftOut, Picked, Picker, Selection, Taken};
use offprint_core::{Diagnostic, EditionInfo, Exporter, MediaStore, Place, Post, Sink, Summary, Written};
use rayon::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use std::io::IsTerminal;
use std::path::Path;

/// One format's part of a run.
pub(crate) struct Job<'a> {
    /// What was asked for.
    pub(crate) export: &'a Export,
    pub(crate) edition: &'a EditionInfo,
    pub(crate) posts: &'a Posts<'a>,
    pub(crate) media: &'a dyn MediaStore,
    pub(crate) sink: &'a mut dyn Sink,
    /// The one file to write, in place of the format's usual ones.
    pub(crate) file: Option<String>,
    pub(crate) progress: &'a ProgressBar,
}

/// What a format wrote, and the posts that it could not render.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) summary: Summary,
    pub(crate) failures: Vec<Diagnostic>,
}

/// Writes the posts of the inputs; without inputs, the editions of `offprint.toml`.
pub(crate) fn run(export: &Export, common: &Common, printer: &Printer) -> Exit {
    let (exit, reports) = match (export.inputs.is_empty(), export.config.given()) {
        (true, _) => editions::run(export, printer),
        (false, Some(flag)) => {
            let message = format!("`{flag}` is of no use beside an INPUT");
            let hint = "the editions of a file name their own sources";
            printer.say(&Diagnostic::error(&Place::default(), message).hint(hint));
            (Exit::Usage, Vec::new())
        }
        (false, None) => {
            let (exit, report) = write(export, common, &Fetched::default(), printer);
            (exit, vec![report])
        }
    };
    if export.run.json && exit != Exit::Usage { exit.max(run_report::print(&reports)) } else { exit }
}

/// Writes one edition, and reports of it.
pub(crate) fn write(
    export: &Export,
    common: &Common,
    fetched: &Fetched,
    printer: &Printer,
) -> (Exit, EditionReport) {
    let started = Started::now();
    let mut report = EditionReport::default();
    let exit = write_one(export, common, fetched, printer, &mut report);
    report.seconds.total = started.seconds();
    report.exit = exit as u8;
    report.diagnostics = printer.take_said();
    (exit, report)
}

fn write_one(
    export: &Export,
    common: &Common,
    answers: &Fetched,
    printer: &Printer,
    told: &mut EditionReport,
) -> Exit {
    if let Some(threads) = common.threads {
        // The pool can be made once; a second run in one process keeps the first.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    let usage = |(message, hint): (String, String)| {
        printer.say(&Diagnostic::error(&Place::default(), message).hint(hint));
        Exit::Usage
    };
    let (formats, target) = match targets::plan(export) {
        Ok(plan) => plan,
        Err(message) => return usage(message),
    };
    if let Some(rule) = export.reading.on_already() {
        return usage((
            format!("--drop `{rule}`: the rule is on already"),
            "switch it off with `--keep`".to_owned(),
        ));
    }
    if export.feeds.splits() {
        sink::open_as_many_as_allowed();
    }
    if let Err(message) = targets::fit(export, &target) {
        return usage(message);
    }
    for input in export.inputs.iter().filter(|input| is_address(input)) {
        if let Err(message) = fetched::judge(&inputs::shown(input)) {
            return usage((
                message,
                "save what it answers with another program, and read the file".to_owned(),
            ));
        }
    }
    let today = || clock::today(export.edition.date, export.reading.timezone.as_deref());
    let selection = match export.selection.selection(today) {
        Ok(selection) => selection,
        Err(message) => {
            printer.say(&Diagnostic::error(&Place::default(), message));
            return Exit::Usage;
        }
    };
    let mut reads = Reads::default();
    reads.add(export);
    let guard = match Writes::new(export, &formats, &target).spare(&reads) {
        Ok(guard) => guard,
        Err(said) => {
            printer.say(&said);
            return Exit::Usage;
        }
    };
    told.formats = formats.iter().map(|format| format.row().name).collect();
    told.sources = export.inputs.iter().map(|path| inputs::shown(path)).collect();
    told.name = export.name.clone().unwrap_or_default();
    let media = targets::media_of(export);
    let reading = Started::now();
    // A digest that lacks what a site did not give today would take the place of a whole one.
    for input in export.inputs.iter().filter(|input| is_address(input)) {
        if let Err(said) = answers.pages(input) {
            printer.say(&said);
            return Exit::Environment;
        }
    }
    let memory = Memory::of(export, &selection, &target, media.as_deref(), answers);
    told.inputs = memory.inputs();
    told.because.clone_from(&memory.because);
    if export.run.if_changed && memory.is_unchanged() {
        told.outcome = Outcome::Unchanged;
        printer.tell(&format!("unchanged {}", target.shown()));
        return Exit::Done;
    }
    let mut inputs = inputs::read(&export.inputs, &export.reading, answers, printer);
    if let Some(language) = &export.edition.language {
        inputs.reader.set_language(language.clone());
    }
    if let Some(site) = &export.edition.site_url {
        inputs.reader.set_site_url(site);
    }
    told.seconds.read = reading.seconds();
    let selecting = Started::now();
    let media = match open_media(export, printer) {
        Ok(media) => media,
        Err(exit) => return exit,
    };
    let Some((mut edition, order)) = edition_of(export, &selection, &inputs, told, printer) else {
        return inputs.exit.max(Exit::Input);
    };
    let mut report = if export.report.is_some() { Report::default() } else { Report::of_totals() };
    front::add(&mut edition, export, &order, &inputs.reader, &mut report, printer);
    told.seconds.select = selecting.seconds();
    told.tell(&edition);
    if export.run.dry_run {
        told.outcome = Outcome::Planned;
        memory.tell_plan(&formats, &target, &edition, printer);
        return inputs.exit.max(printer.verdict());
    }
    let mut posts = Posts::new(&inputs.reader, order, report);
    posts.keep(formats.len());
    let sink = Compressed { target: target.clone(), kinds: &[], guard: &guard };
    let (exit, files, seconds) =
        write_all(&formats, &sink, &edition, &posts, &media, (export, common), printer);
    told.seconds.formats = seconds;
    let report = posts.report();
    let reported = write_report(export, &report, printer);
    told.cleaned = report.totals;
    let exit = exit.max(reported).max(inputs.exit).max(printer.verdict());
    if exit == Exit::Done {
        told.outcome = Outcome::Written;
    }
    exit.max(memory.remember(export, &files, exit, told, printer))
}

/// Renders on all cores, batch by batch, and binds in order.
pub(crate) fn bind<E: Exporter>(exporter: &E, job: &mut Job<'_>) -> Result<Bound, Diagnostic> {
    let plan = exporter.plan(job.edition)?;
    let mut sheets = Sheets {
        exporter,
        plan: &plan,
        posts: job.posts,
        next: 0,
        ready: VecDeque::new(),
        failures: Vec::new(),
        progress: job.progress,
    };
    let summary = exporter.bind(&plan, &mut sheets, job.sink)?;
    Ok(Bound { summary, failures: sheets.failures })
}

struct Sheets<'a, 'p, E: Exporter> {
    exporter: &'a E,
    plan: &'p E::Plan<'a>,
    posts: &'a Posts<'a>,
    next: usize,
    ready: VecDeque<E::Sheet>,
    failures: Vec<Diagnostic>,
    progress: &'a ProgressBar,
}

impl<E: Exporter> Iterator for Sheets<'_, '_, E> {
    type Item = E::Sheet;

    fn next(&mut self) -> Option<E::Sheet> {
        while self.ready.is_empty() && self.next < self.posts.len() {
            let from = self.next;
            let to = (from + BATCH).min(self.posts.len());
            self.next = to;
            let (exporter, plan) = (self.exporter, self.plan);
            let made = self.posts.each(from..to, |position, post| exporter.render(plan, post, position));
            for sheet in made {
                match sheet {
                    Ok(sheet) => self.ready.push_back(sheet),
                    Err(diagnostic) => self.failures.push(diagnostic),
                }
            }
            self.progress.inc((to - from) as u64);
        }
        self.ready.pop_front()
    }
}

fn write_report(export: &Export, report: &Report, printer: &Printer) -> Exit {
    let Some(path) = &export.report else { return Exit::Done };
    let mut sink = if path.as_os_str() == "-" { Target::Stdout } else { Target::File(path.clone()) };
    let mut bytes = serde_json::to_vec_pretty(report).unwrap_or_default();
    bytes.push(b'\n');
    match offprint_core::exporter::write_file(&mut sink, &inputs::shown(path), &bytes) {
        Ok(_) => Exit::Done,
        Err(diagnostic) => {
            printer.say(&diagnostic);
            Exit::Environment
        }
    }
}

/// The folder that is named, else `media` beside the first input that has one.
fn open_media(export: &Export, printer: &Printer) -> Result<MediaFolder, Exit> {
    let Some(folder) = targets::media_of(export) else { return Ok(MediaFolder::default()) };
    MediaFolder::open(&folder).map_err(|error| {
        let place = Place::file(inputs::shown(&folder));
        printer
            .say(&Diagnostic::error(&place, format!("the media folder cannot be read: {}", reason(&error))));
        Exit::Environment
    })
}

/// Selects, orders, and puts the edition together: what is known of it, and the places of its posts in the input;
/// `None` when nothing is left to export.
fn edition_of(
    export: &Export,
    selection: &Selection,
    inputs: &Inputs,
    told: &mut EditionReport,
    printer: &Printer,
) -> Option<(EditionInfo, Vec<usize>)> {
    let Picked { mut posts, left_out, notes, found } = pick(export, selection, &inputs.reader, printer);
    notes.iter().for_each(|note| printer.say(note));
    tell_left_out(&left_out, posts.is_empty(), printer);
    told.left_out = left_out;
    if posts.is_empty() {
        let place = match export.inputs.as_slice() {
            [input] => Place::file(inputs::shown(input)),
            _ => Place::default(),
        };
        let said = match (found, printer.verdict()) {
            (0, Exit::Done) => Diagnostic::error(&place, "there is no post in the input")
                .hint("give saved answers of `/wp-json/wp/v2/posts` or of another post type"),
            (0, _) => return None,
            _ => Diagnostic::error(&place, format!("no post is left to export of those read ({found})")).hint(
                "widen the selection: `--status any`, `--include-protected`, `--since`, `--type`, `--term`",
            ),
        };
        printer.say(&said);
        return None;
    }
    language::find(&mut posts, &inputs.reader);
    language::detected(&posts).iter().for_each(|said| printer.say(said));
    let site_name = inputs.reader.site_name().map(str::to_owned);
    let mut info = info_of(export, &posts, site_name);
    (info.language, info.direction) =
        language::of_edition(export.edition.language.as_ref(), &posts, &inputs.reader);
    let groups: Vec<_> =
        posts.iter().map(|taken| export.edition.group_by.groups_of(&taken.outline, &info.language)).collect();
    let arrangement = grouping::arrange(&groups);
    let posts = arrangement.apply(posts);
    info.sections = arrangement.sections;
    info.front.highlights = front::highlights(export, &posts, printer);
    let order = posts.iter().map(|taken| taken.index).collect();
    Some((info.of_posts(posts.into_iter().map(|taken| *taken.outline)), order))
}

/// Looks at every post, a batch at a time; those that are left out are forgotten at once.
fn pick(export: &Export, selection: &Selection, reader: &Reader, printer: &Printer) -> Picked {
    // Paths may name a category, sections any taxonomy.
    let mut taxonomies = vec!["category".to_owned()];
    if let GroupBy::Taxonomy(taxonomy) = &export.edition.group_by {
        taxonomies.push(taxonomy.clone());
    }
    let mut picker = Picker::new(selection).keeping(taxonomies);
    for from in (0..reader.len()).step_by(BATCH) {
        let to = (from + BATCH).min(reader.len());
        let outlines: Vec<_> =
            (from..to).into_par_iter().map(|index| outline(reader, selection, index)).collect();
        for (index, outline) in (from..to).zip(outlines) {
            match outline {
                Ok(outline) => picker.look_at(index, &outline),
                Err(diagnostic) => printer.say(&diagnostic),
            }
        }
    }
    picker.finish()
}

/// A post as far as selection must know it.
fn outline(reader: &Reader, selection: &Selection, index: usize) -> Result<Post, Diagnostic> {
    let outline = reader.outline_with_language(index, &|post| selection.needs_language_of(post))?;
    if selection.needs_text_of(&outline) {
        let Post { body, language, direction, .. } = reader.post(index)?.post;
        return Ok(Post { body, language, direction, ..outline });
    }
    Ok(outline)
}

fn tell_left_out(left_out: &LeftOut, all: bool, printer: &Printer) {
    for (reason, count) in left_out {
        let posts = if *count == 1 { "post" } else { "posts" };
        let option = match reason.as_str() {
            "protected" => " (take them with `--include-protected`)".to_owned(),
            "draft" | "future" | "pending" | "private" => format!(" (take them with `--status {reason}`)"),
            _ => String::new(),
        };
        let note =
            Diagnostic::note(&Place::default(), format!("held back {count} {posts}: {reason}{option}"));
        // What is not public is always told; what the selection asked for is a note.
        if !option.is_empty() || all {
            printer.tell(&format!("held back {count} {posts}: {reason}{option}"));
        } else {
            printer.say(&note);
        }
    }
}

fn info_of(export: &Export, posts: &[Taken], site_name: Option<String>) -> EditionInfo {
    let arguments = &export.edition;
    let title = arguments.title.clone().or_else(|| site_name.filter(|_| posts.len() > 1));
    let mut info = EditionInfo::default();
    info.title = title.unwrap_or_default();
    info.subtitle.clone_from(&arguments.subtitle);
    info.publisher.clone_from(&arguments.publisher);
    info.date = arguments.date;
    info.site_url.clone_from(&arguments.site_url);
    info.feed_url.clone_from(&arguments.feed_url);
    info.name = export.name.clone().unwrap_or_default();
    export.imprint.tell(&mut info);
    info
}

fn write_all(
    formats: &[Format],
    sink: &Compressed<'_>,
    edition: &EditionInfo,
    posts: &Posts<'_>,
    media: &MediaFolder,
    (export, common): (&Export, &Common),
    printer: &Printer,
) -> (Exit, Vec<Written>, BTreeMap<&'static str, f64>) {
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    let mut seconds = BTreeMap::new();
    let target = &sink.target;
    let file = match target {
        Target::Folder(_) => None,
        Target::File(path) => Some(inputs::shown(path)),
        Target::Stdout => Some("-".to_owned()),
    };
    for format in formats {
        let progress = progress_bar(format.row().name, posts.len(), common);
        // Copies are of feeds alone.
        let kinds = if format.row().is_feed { export.feeds.compress.as_slice() } else { &[] };
        let mut sink = Compressed { target: target.clone(), kinds, guard: sink.guard };
        let file = file.clone();
        let mut job = Job { export, edition, posts, media, sink: &mut sink, file, progress: &progress };
        let writing = Started::now();
        let bound = format.write(&mut job);
        seconds.insert(format.row().name, writing.seconds());
        progress.finish_and_clear();
        posts.say(printer);
        match bound {
            Ok(bound) => {
                bound.failures.iter().chain(&bound.summary.diagnostics).for_each(|said| printer.say(said));
                tell_written(format.row().name, &bound.summary, target, printer);
                files.extend(bound.summary.files);
            }
            Err(diagnostic) => {
                printer.say(&diagnostic);
                exit = Exit::Environment;
            }
        }
    }
    (exit, files, seconds)
}

fn tell_written(format: &str, summary: &Summary, target: &Target, printer: &Printer) {
    if matches!(target, Target::Stdout) {
        return;
    }
    match summary.files.as_slice() {
        [] => {}
        [file] => printer.tell(&format!("wrote {} ({})", file.path, size(file.bytes))),
        files => {
            let bytes = files.iter().map(|file| file.bytes).sum();
            let folder =
                Path::new(&files[0].path).parent().map(|folder| folder.to_string_lossy().into_owned());
            let folder = folder.filter(|folder| !folder.is_empty()).unwrap_or_else(|| ".".to_owned());
            printer.tell(&format!("wrote {} {format} files in {folder} ({})", files.len(), size(bytes)));
        }
    }
}

fn size(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
    let bytes_f = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes_f / 1e3),
        _ => format!("{:.1} MB", bytes_f / 1e6),
    }
}

/// A bar on a terminal, nothing anywhere else.
fn progress_bar(format: &str, posts: usize, common: &Common) -> ProgressBar {
    if common.quiet || !std::io::stderr().is_terminal() || posts < 20 {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{prefix:>10} {wide_bar} {pos}/{len} posts");
    let bar = ProgressBar::new(posts as u64).with_prefix(format.to_owned());
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}
