//! One run, one way: sources → selection → arrangement → rendering and binding → state and report.

mod arrange;
mod front;
mod hooks;
mod language;
mod select;
mod write;

use crate::cancel::cancelled;
use crate::clock::Started;
use crate::event::{Event, Journal, Session};
use crate::exit::Exit;
use crate::render::Posts;
use crate::report::{CleaningReport, EditionReport, Outcome};
use crate::request::ExportRequest;
use crate::sources::{self, MediaFolder, is_url};
use crate::state::{Memory, Reads, Writes};
use crate::words::{reason, shown};
use offprint_core::{Diagnostic, Place, codes};

pub(crate) use hooks::words as command_words;

/// Makes one edition.
pub(crate) fn run(request: &ExportRequest, session: &Session<'_>) -> EditionReport {
    let started = Started::now();
    let journal = Journal::new(session, &request.policy);
    let mut report = EditionReport {
        name: request.label.clone(),
        formats: request.formats.iter().map(|format| format.info().name).collect(),
        sources: request.sources.iter().map(|path| shown(path)).collect(),
        ..EditionReport::default()
    };
    report.exit = export(request, session, &journal, &mut report);
    if report.outcome == Outcome::Written {
        report.exit = report.exit.max(hooks::run(&request.after, &report, &journal));
    }
    report.seconds.total = started.seconds();
    report.diagnostics = journal.into_said();
    report
}

fn export(
    request: &ExportRequest,
    session: &Session<'_>,
    journal: &Journal<'_>,
    report: &mut EditionReport,
) -> Exit {
    if journal.cancel().is_cancelled() {
        return refused(&cancelled(), Exit::Environment, journal);
    }
    let mut reads = Reads::default();
    reads.add(request);
    let guard = match Writes::new(request).spare(&reads) {
        Ok(guard) => guard,
        Err(diagnostic) => return refused(&diagnostic, Exit::Usage, journal),
    };
    let reading = Started::now();
    // A digest that lacks what a site did not give today would take the place of a whole one.
    for url in request.sources.iter().filter(|source| is_url(source)) {
        if let Err(diagnostic) = session.fetched.pages(url) {
            return refused(&diagnostic, Exit::Environment, journal);
        }
    }
    let memory = Memory::of(request, &session.fetched);
    report.inputs = memory.inputs();
    report.because.clone_from(&memory.because);
    if request.mode.if_changed && memory.is_unchanged() {
        report.outcome = Outcome::Unchanged;
        journal.tell(&Event::Unchanged { target: request.target.shown() });
        return Exit::Done;
    }
    let (cleaning, timezone) = (request.cleaning.clone(), request.timezone.as_deref());
    let mut input = sources::read(&request.sources, cleaning, timezone, &session.fetched);
    journal.say_all(&input.diagnostics);
    if let Some(language) = &request.language {
        input.reader.set_language(language.clone());
    }
    if let Some(site) = &request.edition.site_url {
        input.reader.set_site_url(site);
    }
    report.seconds.read = reading.seconds();
    let selecting = Started::now();
    let media = match media(request) {
        Ok(media) => media,
        Err(diagnostic) => return refused(&diagnostic, Exit::Environment, journal),
    };
    let Some(selected) = select::select(request, &input.reader, report, journal) else {
        if journal.cancel().is_cancelled() {
            return refused(&cancelled(), Exit::Environment, journal);
        }
        return input.exit.max(Exit::Input);
    };
    let (mut edition, order) = arrange::arrange(request, selected, &input.reader, journal);
    let mut cleaned = CleaningReport::new(request.cleaning_report.is_some());
    front::add(&mut edition, request, &order, &input.reader, &mut cleaned, journal);
    report.seconds.select = selecting.seconds();
    report.tell(&edition);
    if request.mode.dry_run {
        report.outcome = Outcome::Planned;
        memory.tell_plan(request, &edition, journal);
        return input.exit.max(journal.verdict());
    }
    let mut posts = Posts::new(&input.reader, order, cleaned);
    posts.keep(request.formats.len());
    let written = write::write(request, (&edition, &posts), &media, &guard, journal);
    report.seconds.formats = written.seconds;
    let cleaned = posts.report();
    let reported = write::write_cleaning_report(request, &cleaned, journal);
    report.cleaned = cleaned.totals;
    let exit = written.exit.max(reported).max(input.exit).max(journal.verdict());
    if exit == Exit::Done {
        report.outcome = Outcome::Written;
    }
    exit.max(memory.remember(request, &written.files, exit, report, journal))
}

fn refused(diagnostic: &Diagnostic, exit: Exit, journal: &Journal<'_>) -> Exit {
    journal.say(diagnostic);
    exit
}

fn media(request: &ExportRequest) -> Result<MediaFolder, Diagnostic> {
    let Some(folder) = &request.media else { return Ok(MediaFolder::default()) };
    MediaFolder::open(folder).map_err(|error| {
        let message = format!("the media folder cannot be read: {}", reason(&error));
        Diagnostic::new(codes::FILE_UNREADABLE, &Place::file(shown(folder)), message).caused_by(error)
    })
}
