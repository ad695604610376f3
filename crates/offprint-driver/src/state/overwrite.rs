//! Keeps a run from replacing what it reads, or what another edition of the same run writes.

use super::lock::Lock;
use crate::format::Output;
use crate::output::{Guard, Target, is_special, replaces, resolved};
use crate::request::ExportRequest;
use crate::sources::{files, is_url};
use crate::words::shown;
use file_id::FileId;
use offprint_core::{Diagnostic, Place, codes};
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The files that a run reads.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    files: Vec<PathBuf>,
}

impl Reads {
    /// Adds every file that this request reads but its pictures.
    pub(crate) fn add(&mut self, request: &ExportRequest) {
        self.add_sources(&request.sources);
        self.files.extend(request.files.iter().cloned());
    }

    /// Adds the files of these inputs.
    pub(crate) fn add_sources(&mut self, inputs: &[PathBuf]) {
        for input in inputs.iter().filter(|input| !is_url(input)) {
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
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writes<'a> {
    request: &'a ExportRequest,
}

impl<'a> Writes<'a> {
    /// What this request writes.
    pub(crate) fn new(request: &'a ExportRequest) -> Self {
        Self { request }
    }

    /// The paths that are certain: fixed names, copies, the lock and the report.
    fn certain(&self) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        let name = Some(&*self.request.edition.name).filter(|name| !name.is_empty());
        for format in &self.request.formats {
            let path = match (&self.request.target, format.info().output) {
                (Target::Stdout | Target::Memory(_), _) => continue,
                (Target::File(path), _) if is_special(path) => continue,
                (Target::File(path), _) => path.clone(),
                (Target::Folder(_), Output::Folder(_)) => continue,
                (Target::Folder(folder), output) => match (output, name) {
                    (Output::Named(_), None) => continue,
                    (output, name) => folder.join(output.path(name.unwrap_or_default())),
                },
            };
            paths.extend(format.copies().into_iter().map(|kind| with_extension(&path, kind.extension())));
            paths.push(path);
        }
        let mode = self.request.mode;
        paths.extend(Lock::path(&self.request.target).filter(|_| mode.lock || mode.if_changed));
        paths.extend(self.report().cloned());
        paths
    }

    fn report(&self) -> Option<&PathBuf> {
        self.request.cleaning_report.as_ref().filter(|path| path.as_os_str() != "-")
    }

    /// Whether a file at this path below the folder may be replaced: names that depend on posts are all counted.
    fn may_write(&self, relative: &Path) -> bool {
        let relative = relative.to_string_lossy().replace('\\', "/");
        self.request.formats.iter().any(|format| format.may_write(&relative))
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
        if let Target::Folder(folder) = &self.request.target {
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
        let media = self.request.media.as_ref().map(|folder| resolved(folder));
        if place.is_file() && media.is_some_and(|folder| place.starts_with(folder)) {
            return Err(replaces(report, report));
        }
        let others =
            self.certain().into_iter().filter(|path| path != report).chain(Lock::path(&self.request.target));
        let twice = others.into_iter().any(|path| resolved(&path) == place)
            || matches!(&self.request.target, Target::File(path) if resolved(path) == place)
            || self.within(&place);
        if twice {
            let message = "the report would replace an output of the same run";
            return Err(Diagnostic::new(codes::OUTPUTS_COLLIDE, &Place::file(shown(report)), message)
                .hint("give `--report` a path of its own"));
        }
        Ok(())
    }

    /// Whether this run may write to a resolved path inside its folder.
    fn within(&self, path: &Path) -> bool {
        let Target::Folder(folder) = &self.request.target else { return false };
        path.strip_prefix(resolved(folder)).is_ok_and(|relative| self.may_write(relative))
    }

    /// The path that both of two runs write, if there is one.
    pub(crate) fn shared_with(&self, other: &Self) -> Option<String> {
        let lock = |writes: &Self| Lock::path(&writes.request.target).map(|path| resolved(&path));
        if let (Some(one), Some(two)) = (lock(self), lock(other))
            && one == two
        {
            return Some(self.request.target.shown());
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

fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
