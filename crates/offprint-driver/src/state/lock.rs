//! What a run was made of and what it wrote, remembered beside the outputs: `offprint.lock.json`.

use crate::hashes::{self, FileHash};
use crate::output::{Target, is_special};
use crate::request::ExportRequest;
use crate::sources::{Fetched, files, is_url};
use crate::words::{reason, shown};
use offprint_core::{Diagnostic, Place, codes, exporter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the file in the folder of outputs.
pub const FILE: &str = "offprint.lock.json";

/// Everything that outputs hang on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The version of the program.
    offprint: String,
    /// A hash of all options, those of the edition and those of the command line.
    options: String,
    /// The files that were read.
    pub(crate) inputs: BTreeMap<String, FileHash>,
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    #[serde(flatten)]
    pub(crate) state: State,
    /// What was written, by its path from the folder of this file.
    pub outputs: BTreeMap<String, FileHash>,
    /// What earlier runs wrote and this one did not, as long as it lies there as it was written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_behind: BTreeMap<String, FileHash>,
}

impl State {
    /// The state of a run; `None` when an input is a stream, or cannot be read: then a run must say so.
    pub(crate) fn of(request: &ExportRequest, fetched: &Fetched) -> Option<Self> {
        let mut inputs = BTreeMap::new();
        let mut files = Vec::new();
        for path in &request.sources {
            if path.as_os_str() == "-" {
                return None;
            }
            if is_url(path) {
                for page in fetched.pages(path).ok()?.iter() {
                    inputs.insert(page.address.clone(), page.hash.clone());
                }
                continue;
            }
            files.extend(files::of_path(path).ok()?);
        }
        files.extend(request.files.iter().cloned());
        if let Some(folder) = &request.media {
            files.extend(files::below(folder).ok()?);
        }
        for file in files {
            let (blake3, bytes) = hashes::of_file(&file).ok()?;
            inputs.insert(shown(&file), FileHash { bytes, blake3 });
        }
        let options = hashes::of_text(&request.fingerprint());
        Some(Self { offprint: env!("CARGO_PKG_VERSION").to_owned(), options, inputs })
    }
}

impl Lock {
    /// Where the lock of these outputs lies; standard output and devices have none.
    pub(crate) fn path(target: &Target) -> Option<PathBuf> {
        match target {
            Target::Folder(folder) => Some(folder.join(FILE)),
            Target::File(file) if is_special(file) => None,
            Target::File(file) => Some(PathBuf::from(format!("{}.lock.json", shown(file)))),
            Target::Stdout | Target::Memory(_) => None,
        }
    }

    /// Reads a lock; `None` when there is none that can be read.
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// Remembers a run; the files of earlier ones that it left behind.
    pub(crate) fn write(
        path: &Path,
        state: State,
        outputs: &BTreeMap<String, FileHash>,
    ) -> Result<Vec<String>, Diagnostic> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let within = |output: &String| {
            let output = Path::new(output);
            shown(output.strip_prefix(folder).unwrap_or(output))
        };
        let outputs: BTreeMap<_, _> =
            outputs.iter().map(|(path, hash)| (within(path), hash.clone())).collect();
        let left_behind =
            Self::read(path).map(|before| before.not_among(&outputs, folder)).unwrap_or_default();
        let told = left_behind.keys().map(|name| shown(&folder.join(name))).collect();
        let mut bytes = serde_json::to_vec_pretty(&Self { state, outputs, left_behind }).unwrap_or_default();
        bytes.push(b'\n');
        exporter::write_file(&mut Target::File(path.to_owned()), &shown(path), &bytes).map(|_| told)
    }

    /// What this lock knows that is not among the new outputs, as far as it is still as it was written: what somebody
    /// else changed is not ours any more.
    fn not_among(self, outputs: &BTreeMap<String, FileHash>, folder: &Path) -> BTreeMap<String, FileHash> {
        let known = self.outputs.into_iter().chain(self.left_behind);
        let gone = known.filter(|(name, _)| !outputs.contains_key(name));
        gone.filter(|(name, hash)| {
            hashes::of_file(&folder.join(name)).is_ok_and(|(blake3, _)| blake3 == hash.blake3)
        })
        .collect()
    }

    /// Why a run must be made anew; `None` when nothing has changed.
    pub(crate) fn difference(path: &Path, state: &State) -> Option<String> {
        let Some(lock) = Self::read(path) else { return Some("it was never written".to_owned()) };
        if lock.state.offprint != state.offprint {
            return Some(format!("offprint {} wrote it", lock.state.offprint));
        }
        if lock.state.options != state.options {
            return Some("the options are others".to_owned());
        }
        let (before, now) = (&lock.state.inputs, &state.inputs);
        let new = now.iter().find(|(path, hash)| before.get(*path) != Some(hash));
        if let Some((path, _)) = new {
            return Some(format!("{path} is {}", if before.contains_key(path) { "changed" } else { "new" }));
        }
        if let Some(gone) = before.keys().find(|path| !now.contains_key(*path)) {
            return Some(format!("{gone} is gone"));
        }
        lock.faults(path).into_iter().next().map(|(path, fault)| format!("{path} {fault}"))
    }

    /// Outputs that are not as they were written, and what is wrong with each.
    pub fn faults(&self, path: &Path) -> Vec<(String, String)> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let fault = |path: &Path, hash: &FileHash| match hashes::of_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some("is gone".to_owned()),
            Err(error) => Some(format!("cannot be read: {}", reason(&error))),
            Ok((_, bytes)) if bytes != hash.bytes => Some(format!("has {bytes} bytes, not {}", hash.bytes)),
            Ok((blake3, _)) if blake3 != hash.blake3 => Some("has other bytes than were written".to_owned()),
            Ok(_) => None,
        };
        let outputs = self.outputs.iter().map(|(name, hash)| (folder.join(name), hash));
        outputs.filter_map(|(path, hash)| fault(&path, hash).map(|fault| (shown(&path), fault))).collect()
    }
}

/// The files that were written, with their hashes; compressed copies lie beside them.
pub(crate) fn hash_outputs(
    paths: impl Iterator<Item = String>,
) -> Result<BTreeMap<String, FileHash>, Diagnostic> {
    let mut outputs = BTreeMap::new();
    for path in paths {
        for path in [path.clone(), format!("{path}.gz"), format!("{path}.br")] {
            match hashes::of_file(Path::new(&path)) {
                Ok((blake3, bytes)) => {
                    outputs.insert(path, FileHash { bytes, blake3 });
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    let message = format!("cannot be read again: {}", reason(&error));
                    return Err(Diagnostic::new(codes::FILE_UNREADABLE, &Place::file(path), message));
                }
            }
        }
    }
    Ok(outputs)
}
