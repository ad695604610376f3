//! Keeps a run from replacing what it reads, or what another edition of the same run writes.

use crate::args::Export;
use crate::fetched::is_address;
use crate::files;
use crate::formats::Format;
use crate::inputs::shown;
use crate::lock::Lock;
use crate::sink::{Target, is_special};
use crate::targets;
use file_id::FileId;
use offprint_core::{Diagnostic, Place};
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// The files that a run reads.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    files: Vec<PathBuf>,
}

impl Reads {
    /// Adds every file that this export reads but its pictures.
    pub(crate) fn add(&mut self, export: &Export) {
        self.add_inputs(&export.inputs);
        let named = export.epub.files().chain(export.front.files()).chain(&export.imprint.cover);
        self.files.extend(named.cloned());
    }

    /// Adds the files of these inputs.
    pub(crate) fn add_inputs(&mut self, inputs: &[PathBuf]) {
        for input in inputs.iter().filter(|input| !is_address(input)) {
            if input.as_os_str() == "-" {
                // The shell may have opened a file for us.
                self.files.extend(cfg!(unix).then(|| PathBuf::from("/dev/stdin")));
            } else {
                // A folder that cannot be read is reported when it is read.
                self.files.extend(files::of_path(input).unwrap_or_default());
            }
        }
    }

    /// Adds one file, such as the configuration.
    pub(crate) fn add_file(&mut self, path: &Path) {
        self.files.push(path.to_owned());
    }

    /// The files inside a folder, by their resolved path, as messages show them.
    fn inside(&self, folder: &Path) -> HashMap<PathBuf, String> {
        let folder = resolved(folder);
        if !folder.is_dir() {
            return HashMap::new();
        }
        let resolved = self.files.iter().filter_map(|file| Some((file.canonicalize().ok()?, shown(file))));
        resolved.filter(|(path, _)| path.starts_with(&folder)).collect()
    }
}

/// The files that a run writes, as far as they are known before the posts are.
#[derive(Debug)]
pub(crate) struct Writes<'a> {
    export: &'a Export,
    formats: &'a [Format],
    target: &'a Target,
}

impl<'a> Writes<'a> {
    /// What an export writes in these formats to this target.
    pub(crate) fn new(export: &'a Export, formats: &'a [Format], target: &'a Target) -> Self {
        Self { export, formats, target }
    }

    /// The paths that are certain: fixed names, copies, the lock and the report.
    fn certain(&self) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        match self.target {
            Target::Stdout => {}
            Target::File(path) if is_special(path) => {}
            Target::File(path) => paths.push(path.clone()),
            Target::Folder(folder) => {
                let name = self.export.name.as_deref();
                let usual = self.formats.iter().filter_map(|format| match (format, name) {
                    (Format::Markdown, _) | (Format::Epub | Format::Pdf, None) => None,
                    (format, name) => Some(format.usual_file(name.unwrap_or_default())),
                });
                paths.extend(usual.map(|file| folder.join(file)));
            }
        }
        if self.formats.iter().any(|format| format.row().is_feed) {
            let endings = self.export.feeds.compress.iter().map(|kind| kind.ending());
            let copies: Vec<PathBuf> =
                endings.flat_map(|ending| paths.iter().map(move |path| with_ending(path, ending))).collect();
            paths.extend(copies);
        }
        let run = &self.export.run;
        paths.extend(Lock::path(self.target).filter(|_| run.lock || run.if_changed));
        paths.extend(self.report().cloned());
        paths
    }

    fn report(&self) -> Option<&PathBuf> {
        self.export.report.as_ref().filter(|path| path.as_os_str() != "-")
    }

    /// Whether a file at this path below the folder may be replaced: names that depend on posts are all counted.
    fn may_write(&self, relative: &Path) -> bool {
        let relative = relative.to_string_lossy().replace('\\', "/");
        let compressed = self.export.feeds.compress.iter().map(|kind| kind.ending());
        let plain = compressed.fold(&*relative, |name, ending| {
            name.strip_suffix(ending).and_then(|name| name.strip_suffix('.')).unwrap_or(name)
        });
        let ends = |ending: &str| plain.rsplit_once('.').is_some_and(|(_, own)| own == ending);
        self.formats.iter().any(|format| match format {
            Format::Markdown => plain.starts_with("markdown/"),
            Format::Epub | Format::Pdf => {
                let ending = format.usual_file("").trim_start_matches('.').to_owned();
                ends(&ending) && !plain.contains('/')
            }
            Format::Rss | Format::Atom | Format::JsonFeed => {
                let file = format.usual_file("");
                let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
                let feeds = &self.export.feeds;
                let archive = feeds.page_size.is_some() && plain.starts_with("feed-archive-") && ends(ending);
                let folder = feeds.split().map(offprint_feed::Split::folder);
                let split = folder.is_some_and(|folder| {
                    plain == format!("{folder}-{ending}.opml")
                        || (plain.starts_with(&format!("{folder}/")) && ends(ending))
                });
                plain == file || archive || split || (feeds.stylesheet && plain == "feed.css")
            }
        })
    }

    /// Refuses to replace a file that is read, before anything is written; and gives a last guard, for names that posts
    /// make.
    ///
    /// # Errors
    /// What is wrong with the command: which output would replace which file.
    pub(crate) fn spare(&self, reads: &Reads) -> Result<Guard, Diagnostic> {
        let certain = self.certain();
        let existing: Vec<(FileId, &PathBuf)> = certain
            .iter()
            .filter_map(|path| Some((file_id::get_file_id(resolved(path)).ok()?, path)))
            .collect();
        if !existing.is_empty() {
            for file in &reads.files {
                let Ok(id) = file_id::get_file_id(file) else { continue };
                if let Some((_, output)) = existing.iter().find(|(output, _)| *output == id) {
                    return Err(replaces(output, file));
                }
            }
        }
        let mut guard = Guard::default();
        if let Target::Folder(folder) = self.target {
            let root = resolved(folder);
            guard.files = reads.inside(folder);
            let mut found: Vec<_> = guard.files.iter().collect();
            found.sort();
            for (path, file) in found {
                let relative = path.strip_prefix(&root).unwrap_or(path);
                if self.may_write(relative) {
                    return Err(replaces(&folder.join(relative), Path::new(file)));
                }
            }
        }
        self.each_once()?;
        Ok(guard)
    }

    /// Refuses one path for two things: the report and an output, or the lock.
    fn each_once(&self) -> Result<(), Diagnostic> {
        let Some(report) = self.report() else { return Ok(()) };
        let place = resolved(report);
        let media = targets::media_of(self.export).map(|folder| resolved(&folder));
        if place.is_file() && media.is_some_and(|folder| place.starts_with(folder)) {
            return Err(replaces(report, report));
        }
        let others = self.certain().into_iter().filter(|path| path != report).chain(Lock::path(self.target));
        let twice = others.into_iter().any(|path| resolved(&path) == place)
            || matches!(self.target, Target::File(path) if resolved(path) == place)
            || self.within(&place);
        if twice {
            let message = "the report would replace an output of the same run";
            return Err(Diagnostic::error(&Place::file(shown(report)), message)
                .hint("give `--report` a path of its own"));
        }
        Ok(())
    }

    /// Whether this run may write to a resolved path inside its folder.
    fn within(&self, path: &Path) -> bool {
        let Target::Folder(folder) = self.target else { return false };
        path.strip_prefix(resolved(folder)).is_ok_and(|relative| self.may_write(relative))
    }

    /// The path that both of two runs write, if there is one.
    pub(crate) fn shared_with(&self, other: &Self) -> Option<String> {
        let lock = |writes: &Self| Lock::path(writes.target).map(|path| resolved(&path));
        if let (Some(one), Some(two)) = (lock(self), lock(other))
            && one == two
        {
            return Some(self.target.shown());
        }
        let certain: HashSet<PathBuf> = self.certain().iter().map(|path| resolved(path)).collect();
        let paths = other.certain();
        let mut same = paths.iter().filter(|path| {
            let path = resolved(path);
            certain.contains(&path) || self.within(&path)
        });
        same.next()
            .cloned()
            .or_else(|| self.certain().into_iter().find(|path| other.within(&resolved(path))))
            .map(|path| shown(&path))
    }
}

/// Files that must not be replaced, by their resolved paths.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    files: HashMap<PathBuf, String>,
}

impl Guard {
    /// Refuses a path whose file is read.
    ///
    /// # Errors
    /// When a file that is read would be replaced.
    pub(crate) fn judge(&self, output: &Path) -> Result<(), Diagnostic> {
        if self.files.is_empty() {
            return Ok(());
        }
        let found = self.files.get(&resolved(output));
        found.map_or(Ok(()), |file| Err(replaces(output, Path::new(file))))
    }
}

fn replaces(output: &Path, file: &Path) -> Diagnostic {
    let (output, file) = (shown(output), shown(file));
    let message = if output == file {
        "this file is read: the output would replace it".to_owned()
    } else {
        format!("the output would replace `{file}`, which is read")
    };
    Diagnostic::error(&Place::file(output), message).hint("name another file or folder with `--out`")
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// A path as the disk knows it, with `.`, `..` and links resolved as far as the path exists.
fn resolved(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    let start = if path.is_absolute() { None } else { std::env::current_dir().ok() };
    for part in start.iter().flat_map(|folder| folder.components()).chain(path.components()) {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => {
                whole.push(part);
                if let Ok(real) = whole.canonicalize() {
                    whole = real;
                }
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_path_are_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("a")).unwrap();
        let plain = resolved(&root.join("a/feed.rss"));
        assert_eq!(plain, root.join("a/feed.rss"));
        assert_eq!(resolved(&root.join("./a/../a/./feed.rss")), plain);
        assert_eq!(resolved(&root.join("new/../a/feed.rss")), plain);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("a"), root.join("link")).unwrap();
            assert_eq!(resolved(&root.join("link/feed.rss")), plain);
        }
    }
}
