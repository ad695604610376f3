//! From options to a request: the only place where options are judged together, fields are filled in and files that
//! options name are read.

mod fields;
mod settings;
mod target;

pub(crate) use fields::FIELDS;
pub use settings::ExportSettings;
pub use target::Destination;

use crate::clock;
use crate::document::{Document, Given, conflict, missing, wrong_value};
use crate::exit::Refusal;
use crate::format::{Formats, Resolver};
use crate::policy::Policy;
use crate::request::{EditorText, ExportRequest, Front, Mode};
use crate::settings::range::Ends;
use crate::settings::{Introduction, Listed, Range, Setting, Word};
use crate::sources::{is_url, judge};
use crate::words::{reason, shown};
use fields::Told;
use jiff::civil::Date;
use offprint_core::selection::{Selection, Sort};
use offprint_core::{Diagnostic, EditionInfo, GroupBy, Place, Series, Status, codes};
use std::path::{Path, PathBuf};

/// What options are resolved for.
#[derive(Debug)]
pub(crate) struct Purpose<'a> {
    pub(crate) formats: &'a Formats,
    pub(crate) sources: Vec<PathBuf>,
    /// Where to write to.
    pub(crate) out: Destination,
    pub(crate) mode: Mode,
    /// The file and the edition in it that the options are from.
    pub(crate) edition: Option<Declared<'a>>,
}

/// An edition of a file.
#[derive(Debug)]
pub(crate) struct Declared<'a> {
    pub(crate) document: &'a Document,
    pub(crate) name: &'a str,
    /// The folder or file that the edition names itself.
    pub(crate) out: Option<&'a Setting<String>>,
    pub(crate) after: Vec<Vec<String>>,
}

/// Judges the options, and reads what they name.
pub(crate) fn resolve(settings: &ExportSettings, purpose: Purpose<'_>) -> Result<ExportRequest, Refusal> {
    let Purpose { formats, sources, out, mode, edition: declared } = purpose;
    let document = declared.as_ref().map(|declared| declared.document);
    for url in sources.iter().filter(|source| is_url(source)) {
        judge(&shown(url)).map_err(|error| {
            Diagnostic::new(codes::URL_INVALID, &Place::default(), error.to_string())
                .hint("save what it answers with another program, and read the file")
        })?;
    }
    judge_together(settings, document)?;
    let told = told(settings, declared.as_ref())?;
    let written_out = declared.as_ref().and_then(|declared| declared.out);
    let own_out = written_out.map(|out| told.fill(out, document)).transpose()?;
    let out = match (&declared, out) {
        (Some(declared), Destination::Path(out)) if out.as_os_str() != "-" => {
            Destination::Path(out.join(declared.name))
        }
        (Some(declared), Destination::Unstated) => Destination::Path(match &own_out {
            Some(own) => declared.document.path(Path::new(own)),
            None => declared.document.folder().join("export").join(declared.name),
        }),
        (_, out) => out,
    };
    let report = settings.output.report.as_ref().map(|path| told.fill_path(path, document)).transpose()?;
    let (names, target) = target::plan(settings, formats, document, (out, report.as_deref()), mode)
        .map_err(|diagnostic| placed(diagnostic, settings, document, written_out))?;
    let resolver = Resolver::new(
        document,
        (&settings.edition, &settings.imprint),
        (&settings.front, &settings.selection),
        &target,
    );
    let mut resolved = Vec::new();
    for name in &names {
        resolved.extend(formats.resolve(name, &settings.formats, &resolver)?);
    }
    if let Some(rule) = settings.reading.on_already() {
        let message = format!("--drop `{}`: the rule is on already", rule.name());
        return Err(resolver.wrong(rule, &message).hint("switch it off with `--keep`").into());
    }
    if let Some(rule) = settings.reading.rule_again() {
        let message = format!("there is a rule `{}` already", rule.name.as_str());
        return Err(resolver.wrong(&rule.name, &message).hint("one rule can have several selectors").into());
    }
    let media = settings.output.media.as_ref().map(|folder| resolver.path(folder));
    let label = declared.as_ref().map(|declared| declared.name.to_owned());
    Ok(ExportRequest {
        label: label
            .or_else(|| settings.output.name.as_deref().map(|name| name.0.clone()))
            .unwrap_or_default(),
        media: media.or_else(|| target::media_beside(&sources)),
        formats: resolved,
        cleaning_report: report,
        cleaning: settings.reading.rules(),
        timezone: settings.reading.timezone.as_deref().map(|zone| zone.0.clone()),
        selection: selection(settings, &told),
        edition: edition(settings, declared.as_ref(), &told, document)?,
        language: settings.edition.language.as_deref().cloned(),
        group_by: settings.edition.group_by.as_deref().cloned().unwrap_or_default(),
        front: front(settings, &resolver)?,
        policy: Policy::from(&settings.messages),
        mode: Mode { lock: mode.lock || declared.is_some(), ..mode },
        after: declared.map(|declared| declared.after).unwrap_or_default(),
        looks: format!("{:?}", settings.imprint),
        files: resolver.into_files(),
        target,
        sources,
    })
}

/// What is wrong with a target, with the place of what the file says of it.
fn placed(
    mut diagnostic: Diagnostic,
    settings: &ExportSettings,
    document: Option<&Document>,
    out: Option<&Setting<String>>,
) -> Diagnostic {
    let formats = settings.output.formats.iter().flatten().find_map(Setting::span);
    let span = formats.or_else(|| out.and_then(Setting::span));
    if let (Some(document), Some(span), true) = (document, span, diagnostic.place == Place::default()) {
        let placed = document.wrong_at(&span, &diagnostic.message);
        (diagnostic.place, diagnostic.message) = (placed.place, placed.message);
    }
    diagnostic
}

/// Refuses options that do not go together.
fn judge_together(settings: &ExportSettings, document: Option<&Document>) -> Result<(), Diagnostic> {
    let ExportSettings { edition, imprint, selection, front, .. } = settings;
    fn of<'n, T>(setting: &Option<Setting<T>>, name: &'n str) -> Option<Given<'n>> {
        setting.as_ref().map(|setting| Given::new(setting, name))
    }
    let apart = |one, other| conflict(document, one, other);
    apart(of(&selection.since, "since"), of(&selection.range, "range"))?;
    apart(of(&selection.until, "until"), of(&selection.range, "range"))?;
    let posts = selection.posts.as_ref().and_then(|posts| posts.first());
    apart(posts.map(|post| Given::new(post, "post")), of(&selection.sort, "sort"))?;
    let no_cover = imprint.no_cover.clone().filter(|none| **none);
    apart(of(&imprint.cover, "cover"), of(&no_cover, "no-cover"))?;
    if let (Some(number), None) = (&edition.series_number, &edition.series) {
        return Err(missing(document, number, "series-number", "series"));
    }
    let divided = edition.group_by.as_deref().is_some_and(|by| *by != GroupBy::None);
    if let (false, Some(document), Some(first)) =
        (divided, document, front.introductions.iter().flatten().find(|text| text.span().is_some()))
    {
        let message = "there are no sections to introduce: divide the edition with `group-by`";
        let table = first.span().and_then(|span| document.above(&span));
        return Err(match table {
            Some(path) => document.wrong(&path.iter().map(String::as_str).collect::<Vec<_>>(), message),
            None => wrong_value(Some(document), first, message),
        });
    }
    Ok(())
}

/// What fields are filled with, and the days that relative ranges are counted from.
fn told<'a>(settings: &'a ExportSettings, declared: Option<&Declared<'a>>) -> Result<Told<'a>, Diagnostic> {
    let document = declared.map(|declared| declared.document);
    let ends = ends(settings);
    let texts = settings.texts_with_fields().chain(declared.and_then(|declared| declared.out));
    let has_fields = |text: &str| text.contains(['{', '}']);
    let report = settings.output.report.as_ref().filter(|path| path.span().is_some());
    let needs_date = ends.is_relative()
        || texts.filter(|text| text.span().is_some()).any(|text| has_fields(text))
        || report.is_some_and(|path| has_fields(&path.to_string_lossy()))
        || settings.edition.series_number.as_deref().is_some_and(|Word(text)| has_fields(text));
    // The clock is asked only when something depends on it.
    let today = if needs_date {
        let zone = settings.reading.timezone.as_deref().map(|zone| zone.0.as_str());
        let date = settings.edition.date.as_deref().copied();
        clock::today(date, zone)
            .map_err(|error| Diagnostic::new(codes::OPTION_INVALID, &Place::default(), error.to_string()))?
    } else {
        Date::default()
    };
    let bounds = ends.bounds(today).map_err(|error| {
        let selection = &settings.selection;
        let span = selection.range.as_ref().and_then(Setting::span);
        let span = span.or_else(|| selection.until.as_ref().and_then(Setting::span));
        let span = span.or_else(|| selection.since.as_ref().and_then(Setting::span));
        match (document, span) {
            (Some(document), Some(span)) => document.wrong_at(&span, &error.to_string()),
            _ => Diagnostic::new(codes::OPTION_INVALID, &Place::default(), error.to_string()),
        }
    })?;
    Ok(Told {
        days: ends.told(today),
        bounds,
        name: declared.map_or("", |declared| declared.name),
        language: settings.edition.language.as_deref().cloned().unwrap_or_default(),
    })
}

/// The two ends of the time in which posts were published.
fn ends(settings: &ExportSettings) -> Ends {
    let selection = &settings.selection;
    match selection.range.as_deref().map(Range::ends) {
        Some((since, until)) => Ends { since: Some(since), until: Some(until) },
        None => {
            Ends { since: selection.since.as_deref().cloned(), until: selection.until.as_deref().cloned() }
        }
    }
}

fn selection(settings: &ExportSettings, told: &Told<'_>) -> Selection {
    let selection = &settings.selection;
    let (since, until) = told.bounds.clone();
    let words = |words: &Option<Vec<Setting<String>>>| -> Vec<String> {
        words.iter().flatten().map(|word| (**word).clone()).collect()
    };
    let statuses = words(&selection.statuses);
    Selection {
        since,
        until,
        types: words(&selection.types),
        terms: Listed::all(selection.terms.as_deref()),
        authors: Listed::all(selection.authors.as_deref()),
        any_status: statuses.iter().any(|status| status == "any"),
        statuses: statuses.iter().map(|status| Status::parse(status)).collect(),
        include_protected: selection.include_protected.as_deref().copied().unwrap_or(false),
        posts: Listed::all(selection.posts.as_deref()),
        exclude: Listed::all(selection.exclude.as_deref()),
        condition: selection.condition.as_deref().cloned(),
        limit: selection.limit.as_deref().map(|limit| **limit as usize),
        sort: selection.sort.as_deref().map_or(Sort::Newest, |order| Sort::from(*order)),
    }
}

/// What the edition says of itself, with its fields filled in.
fn edition(
    settings: &ExportSettings,
    declared: Option<&Declared<'_>>,
    told: &Told<'_>,
    document: Option<&Document>,
) -> Result<EditionInfo, Diagnostic> {
    let stated = &settings.edition;
    let fill =
        |text: &Option<Setting<String>>| text.as_ref().map(|text| told.fill(text, document)).transpose();
    let number = stated.series_number.as_ref().map(|number| told.fill_word(number, document));
    let number = number.transpose()?;
    let name = settings.output.name.as_deref().map(|name| name.0.clone());
    let mut info = EditionInfo::default();
    info.title = fill(&stated.title)?.unwrap_or_default();
    info.subtitle = fill(&stated.subtitle)?;
    info.publisher = stated.publisher.as_deref().cloned();
    info.description = fill(&stated.description)?;
    info.issue = fill(&stated.issue)?;
    info.series = stated.series.as_deref().map(|name| Series::new(name.clone(), number));
    info.rights = stated.rights.as_deref().cloned();
    info.contributors = stated.contributors.iter().flatten().map(|made| made.0.clone()).collect();
    info.date = stated.date.as_deref().copied();
    info.site_url = stated.site_url.as_deref().map(|url| url.0.clone());
    info.feed_url = stated.feed_url.as_deref().map(|url| url.0.clone());
    info.name = name.or_else(|| declared.map(|declared| declared.name.to_owned())).unwrap_or_default();
    Ok(info)
}

fn front(settings: &ExportSettings, resolver: &Resolver<'_>) -> Result<Front, Diagnostic> {
    let front = &settings.front;
    let note = front.note.as_ref().map(|path| editor_text(path, resolver, &resolver.path(path)));
    let introduction = |setting: &Setting<Introduction>| {
        let text = match setting.file() {
            None => EditorText { file: None, text: setting.text.clone() },
            Some(file) => {
                let file = Setting::written(file.to_owned(), setting.span());
                editor_text(&file, resolver, &resolver.path(&file))?
            }
        };
        Ok((setting.section.clone(), text))
    };
    Ok(Front {
        note: note.transpose()?,
        introductions: front.introductions.iter().flatten().map(introduction).collect::<Result<_, _>>()?,
        highlights: Listed::all(front.highlights.as_deref()),
        excerpts: front.excerpts.as_deref().copied().unwrap_or(false),
    })
}

/// What an editor wrote into a file.
fn editor_text(
    setting: &Setting<PathBuf>,
    resolver: &Resolver<'_>,
    path: &Path,
) -> Result<EditorText, Diagnostic> {
    let wrong =
        |message: &str| resolver.wrong(setting, &format!("`{}`: {message}", setting.to_string_lossy()));
    let bytes = resolver.read(path).map_err(|error| wrong(&format!("cannot be read: {}", reason(&error))))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("cannot be read: it is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(wrong("there is nothing in this file"));
    }
    Ok(EditorText { file: Some(path.to_owned()), text })
}
