//! Where an edition goes, in which formats; and where its media lie.

use crate::args::Export;
use crate::args::selection::SortOrder;
use crate::formats::Format;
use crate::inputs;
use crate::sink::{Target, is_special};
use std::io::IsTerminal;
use std::path::PathBuf;

/// What is wrong with the command, and what to do: several files need a folder, MDX files their flavor, archives the
/// order of time.
pub(crate) fn fit(export: &Export, target: &Target) -> Result<(), (String, String)> {
    let mut several = export.feeds.several().chain(export.markdown.several());
    if !matches!(target, Target::Folder(_))
        && let Some(name) = several.next()
    {
        return Err((format!("`{name}` writes several files"), "name a folder with `--out`".to_owned()));
    }
    let file = if let Target::File(file) = target { Some(&**file) } else { None };
    if let Some((flag, flavor)) = export.markdown.mdx_conflict(file) {
        return Err((
            format!("`{flag}` names an MDX file, but `--flavor` says {flavor}"),
            "leave `--flavor` out, say `--flavor mdx`, or name a file that ends in `.md`".to_owned(),
        ));
    }
    if export.feeds.page_size.is_some() && export.selection.sort != SortOrder::MinusDate {
        let hint = "leave `--sort` out: archives are cut by the date of publication";
        return Err(("`--page-size` needs the newest posts first".to_owned(), hint.to_owned()));
    }
    Ok(())
}

/// Which formats go where; else what is wrong with the command, and what to do.
pub(crate) fn plan(export: &Export) -> Result<(Vec<Format>, Target), (String, String)> {
    let mut formats: Vec<Format> = Vec::new();
    for format in export.to.iter().flat_map(|formats| &formats.0) {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    let Some(out) = &export.out else {
        let hint = "name a folder or a file with `--out`, such as `--out digest.epub`";
        return Err(("there is no place to write to".into(), hint.into()));
    };
    let shown = inputs::shown(out);
    if export.run.json && export.report.as_ref().is_some_and(|report| report.as_os_str() == "-") {
        let message = "standard output cannot take two reports";
        return Err((message.into(), "give `--report` a file".into()));
    }
    if out.as_os_str() == "-" {
        if export.run.json {
            let message = "standard output cannot take the posts and the report of the run";
            return Err((message.into(), "write the posts to a file or a folder".into()));
        }
        if export.run.if_changed {
            let message = "`--if-changed` has nothing to compare standard output with";
            return Err((message.into(), "write to a file or a folder".into()));
        }
        if export.report.as_ref().is_some_and(|report| report.as_os_str() == "-") {
            let message = "standard output cannot take the posts and the report";
            return Err((message.into(), "give one of them a file".into()));
        }
        let [format] = formats.as_slice() else {
            return Err(("standard output takes one format".into(), "name it: `--to rss --out -`".into()));
        };
        if !format.row().text && std::io::stdout().is_terminal() {
            let message = format!("{} is not text and would upset the terminal", format.row().name);
            return Err((message, "write it to a file, or pipe it on".into()));
        }
        return Ok((formats, Target::Stdout));
    }
    let told = out.extension().and_then(|ending| Format::of_ending(&ending.to_string_lossy()));
    let is_file = !out.is_dir() && !shown.ends_with('/') && (told.is_some() || is_special(out));
    // `.xml` is any feed's; another ending that tells another format is a slip.
    let is_xml = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
    if let (true, [format], Some(told)) = (is_file && !is_xml, formats.as_slice(), told)
        && *format != told
    {
        let (named, told) = (format.row().name, told.row().name);
        return Err((
            format!("`{shown}` tells {told}, but `--to` names {named}"),
            "leave `--to` out, or give a file name with the format's own ending".into(),
        ));
    }
    match (is_file, formats.len(), told) {
        (true, 0, Some(format)) => Ok((vec![format], Target::File(out.clone()))),
        (true, 1, _) => Ok((formats, Target::File(out.clone()))),
        (true, 0, None) => Err((format!("`{shown}` does not tell a format"), "name one with `--to`".into())),
        (true, ..) => Err((
            format!("one file cannot hold {} formats", formats.len()),
            format!("name a folder, or one format: `--to {}`", formats[0].row().name),
        )),
        (false, 0, _) => Err((
            format!("no format is named, and `{shown}` does not tell one"),
            "name formats with `--to`, such as `--to epub,pdf`, or a file such as `digest.epub`".into(),
        )),
        (false, ..) => Ok((formats, Target::Folder(out.clone()))),
    }
}

/// The folder of media that is named, else `media` beside the first input that has one.
pub(crate) fn media_of(export: &Export) -> Option<PathBuf> {
    let beside = |input: &PathBuf| {
        let within = input.join("media");
        let beside = input.parent().map(|folder| folder.join("media"));
        [Some(within), beside].into_iter().flatten().find(|folder| folder.is_dir())
    };
    match &export.media {
        Some(folder) => Some(folder.clone()),
        None => export.inputs.iter().filter(|input| input.as_os_str() != "-").find_map(beside),
    }
}
