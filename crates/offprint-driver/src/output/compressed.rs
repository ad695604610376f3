//! Compressed copies beside files, for servers that send them as they are.

use super::guard::Guard;
use super::target::Target;
use crate::cancel::{CancelToken, cancelled};
use crate::words::reason;
use flate2::{Compression as Level, GzBuilder};
use offprint_core::{Diagnostic, Place, Sink, SinkFile, Written, codes, exporter::write_file};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

crate::choices! {
    /// How a copy is compressed.
    pub enum Compression {
        /// Gzip: `feed.rss.gz`
        Gz = "gz",
        /// Brotli: `feed.rss.br`
        Br = "br",
    }
}

impl Compression {
    /// What a copy's name ends with.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Gz => "gz",
            Self::Br => "br",
        }
    }
}

/// A folder whose files get copies.
pub(crate) struct Compressed<'a> {
    pub(crate) target: Target,
    pub(crate) kinds: &'a [Compression],
    pub(crate) guard: &'a Guard,
    /// What ends the run: then no file is put in its place.
    pub(crate) cancel: CancelToken,
}

impl Sink for Compressed<'_> {
    fn create(&mut self, path: &str) -> Result<Box<dyn SinkFile>, Diagnostic> {
        let place = match &self.target {
            Target::Folder(folder) => folder.join(path),
            Target::File(file) => file.clone(),
            Target::Stdout | Target::Memory(_) => PathBuf::from(path),
        };
        if matches!(self.target, Target::Folder(_) | Target::File(_)) {
            self.guard.judge(&place)?;
        }
        let file = self.target.create(path)?;
        // There is nothing beside standard output.
        let kinds = if matches!(self.target, Target::Stdout) { Vec::new() } else { self.kinds.to_vec() };
        let (target, cancel) = (self.target.clone(), self.cancel.clone());
        Ok(Box::new(Copied { file, place, kinds, target, cancel }))
    }
}

/// A file that gets copies when it is finished, and is not finished once the run is cancelled.
struct Copied {
    file: Box<dyn SinkFile>,
    place: PathBuf,
    kinds: Vec<Compression>,
    target: Target,
    cancel: CancelToken,
}

impl Write for Copied {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Copied {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.file.seek(place)
    }
}

impl SinkFile for Copied {
    fn finish(self: Box<Self>) -> Result<Written, Diagnostic> {
        let Self { file, place, kinds, target, cancel } = *self;
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        let written = file.finish()?;
        for kind in kinds {
            let copy = match &target {
                Target::Memory(files) => {
                    let bytes = files.bytes(&written.path).unwrap_or_default();
                    compressed(bytes.as_slice(), kind)
                }
                _ => File::open(&place).and_then(|file| compressed(file, kind)),
            };
            let mut name = place.clone().into_os_string();
            name.push(format!(".{}", kind.extension()));
            let shown = name.to_string_lossy().into_owned();
            let copy = copy.map_err(|error| {
                Diagnostic::new(
                    codes::OUTPUT_NOT_WRITABLE,
                    &Place::file(&shown),
                    format!("cannot be written: {}", reason(&error)),
                )
                .caused_by(error)
            })?;
            let mut beside = match &target {
                Target::Memory(files) => Target::Memory(files.clone()),
                _ => Target::File(PathBuf::from(name)),
            };
            write_file(&mut beside, &shown, &copy)?;
        }
        Ok(written)
    }

    fn failure(&self, error: &io::Error) -> Diagnostic {
        self.file.failure(error)
    }
}

/// Gzip (RFC 1952) that names neither a file nor a time, so that the same feed gives the same bytes; or Brotli (RFC 7932).
fn compressed(mut bytes: impl Read, kind: Compression) -> io::Result<Vec<u8>> {
    let mut copy = Vec::new();
    match kind {
        Compression::Gz => {
            let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(copy, Level::best());
            io::copy(&mut bytes, &mut encoder)?;
            return encoder.finish();
        }
        Compression::Br => {
            let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
            brotli::BrotliCompress(&mut bytes, &mut copy, &parameters)?;
        }
    }
    Ok(copy)
}
