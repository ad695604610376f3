//! Which formats go where, and where media are.

use super::settings::ExportSettings;
use crate::document::{Document, wrong_value};
use crate::format::Formats;
use crate::output::{Target, is_special};
use crate::request::Mode;
use crate::words::shown;
use offprint_core::codes::Code;
use offprint_core::{Diagnostic, Place, codes};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Where an export is to be written to.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub enum Destination {
    /// Nobody said.
    #[default]
    Unstated,
    /// A path: a file if its extension says a format, or if it is a device; else a folder. `-` is standard output.
    Path(PathBuf),
    /// Exactly this.
    Target(Target),
}

impl From<&str> for Destination {
    fn from(path: &str) -> Self {
        Self::Path(PathBuf::from(path))
    }
}

impl From<String> for Destination {
    fn from(path: String) -> Self {
        Self::Path(PathBuf::from(path))
    }
}

impl From<PathBuf> for Destination {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}

impl From<Target> for Destination {
    fn from(target: Target) -> Self {
        Self::Target(target)
    }
}

/// The names of the formats, and their target.
pub(super) fn plan(
    settings: &ExportSettings,
    formats: &Formats,
    document: Option<&Document>,
    (out, report): (Destination, Option<&Path>),
    mode: Mode,
) -> Result<(Vec<&'static str>, Target), Diagnostic> {
    let mut names: Vec<&'static str> = Vec::new();
    for word in settings.output.formats.iter().flatten() {
        let named = formats.named(word).map_err(|error| wrong_value(document, word, &error.to_string()))?;
        for info in named {
            if !names.contains(&info.name) {
                names.push(info.name);
            }
        }
    }
    let report_to_stdout = report.is_some_and(|report| report.as_os_str() == "-");
    let (names, target) = match out {
        Destination::Unstated => {
            return Err(wrong(
                codes::OPTION_INVALID,
                "there is no place to write to",
                "name a folder or a file with `--out`, such as `--out digest.epub`",
            ));
        }
        Destination::Target(Target::Stdout) => {
            (to_stdout(names, formats, report_to_stdout, mode)?, Target::Stdout)
        }
        Destination::Target(target @ Target::File(_)) if names.len() > 1 => {
            return Err(wrong(
                codes::OPTION_INVALID,
                &format!("one file (`{}`) cannot hold {} formats", target.shown(), names.len()),
                "name a folder, or one format",
            ));
        }
        Destination::Target(target) => {
            if names.is_empty() {
                return Err(wrong(
                    codes::OPTION_INVALID,
                    "no format is named",
                    "name formats, such as `epub`",
                ));
            }
            (names, target)
        }
        Destination::Path(_) if mode.hashes && report_to_stdout => {
            return Err(wrong(
                codes::OPTION_CONFLICT,
                "standard output cannot take two reports",
                "give `--report` a file",
            ));
        }
        Destination::Path(out) if out.as_os_str() == "-" => {
            (to_stdout(names, formats, report_to_stdout, mode)?, Target::Stdout)
        }
        Destination::Path(out) => to_path(names, formats, out)?,
    };
    let into_folder = matches!(target, Target::Folder(_) | Target::Memory(_));
    if let (false, Some(option)) = (into_folder, formats.several(&settings.formats)) {
        return Err(wrong(
            codes::OPTION_INVALID,
            &format!("`{option}` writes several files"),
            "name a folder with `--out`",
        ));
    }
    Ok((names, target))
}

fn to_stdout(
    names: Vec<&'static str>,
    formats: &Formats,
    report_to_stdout: bool,
    mode: Mode,
) -> Result<Vec<&'static str>, Diagnostic> {
    if mode.hashes {
        return Err(wrong(
            codes::OPTION_CONFLICT,
            "standard output cannot take the posts and the report of the run",
            "write the posts to a file or a folder",
        ));
    }
    if mode.if_changed {
        return Err(wrong(
            codes::OPTION_CONFLICT,
            "`--if-changed` has nothing to compare standard output with",
            "write to a file or a folder",
        ));
    }
    if report_to_stdout {
        return Err(wrong(
            codes::OPTION_CONFLICT,
            "standard output cannot take the posts and the report",
            "give one of them a file",
        ));
    }
    let [name] = names.as_slice() else {
        return Err(wrong(
            codes::STDOUT_UNSUITABLE,
            "standard output takes one format",
            "name it: `--to rss --out -`",
        ));
    };
    let is_text = formats.infos().any(|info| info.name == *name && info.is_text);
    if !is_text && std::io::stdout().is_terminal() {
        let message = format!("{name} is not text and would upset the terminal");
        return Err(wrong(codes::STDOUT_UNSUITABLE, &message, "write it to a file, or pipe it on"));
    }
    Ok(names)
}

fn to_path(
    names: Vec<&'static str>,
    formats: &Formats,
    out: PathBuf,
) -> Result<(Vec<&'static str>, Target), Diagnostic> {
    let path = shown(&out);
    let extension = out.extension().map(|extension| extension.to_string_lossy().into_owned());
    let told = extension.and_then(|extension| formats.of_extension(&extension)).map(|info| info.name);
    let is_file = !out.is_dir() && !path.ends_with('/') && (told.is_some() || is_special(&out));
    // `.xml` is any feed's; another extension that says another format is a slip.
    let is_xml = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    if let (true, [named], Some(told)) = (is_file && !is_xml, names.as_slice(), told)
        && *named != told
    {
        return Err(wrong(
            codes::OPTION_INVALID,
            &format!("`{path}` tells {told}, but `--to` names {named}"),
            "leave `--to` out, or give a file name with the format's own ending",
        ));
    }
    match (is_file, names.len(), told) {
        (true, 0, Some(name)) => Ok((vec![name], Target::File(out))),
        (true, 1, _) => Ok((names, Target::File(out))),
        (true, 0, None) => Err(wrong(
            codes::OPTION_INVALID,
            &format!("`{path}` does not tell a format"),
            "name one with `--to`",
        )),
        (true, ..) => Err(wrong(
            codes::OPTION_INVALID,
            &format!("one file cannot hold {} formats", names.len()),
            &format!("name a folder, or one format: `--to {}`", names[0]),
        )),
        (false, 0, _) => Err(wrong(
            codes::OPTION_INVALID,
            &format!("no format is named, and `{path}` does not tell one"),
            "name formats with `--to`, such as `--to epub,pdf`, or a file such as `digest.epub`",
        )),
        (false, ..) => Ok((names, Target::Folder(out))),
    }
}

/// The folder `media` within or beside the first source that has one.
pub(super) fn media_beside(sources: &[PathBuf]) -> Option<PathBuf> {
    let beside = |source: &PathBuf| {
        let within = source.join("media");
        let beside = source.parent().map(|folder| folder.join("media"));
        [Some(within), beside].into_iter().flatten().find(|folder| folder.is_dir())
    };
    sources.iter().filter(|source| source.as_os_str() != "-").find_map(beside)
}

fn wrong(code: Code, message: &str, hint: &str) -> Diagnostic {
    Diagnostic::new(code, &Place::default(), message).hint(hint)
}
