//! Compressed copies beside files, for servers that send them as they are.

use super::guard::Guard;
use super::target::Target;
use crate::cancel::{CancelToken, cancelled};
use crate::words::reason;
use flate2::{Compression as Level, GzBuilder};
use offprint_core::{Diagnostic, Place, Sink, SinkFile, Written, codes, exporter::write_file};
use std::io::{self, Seek, SeekFrom, Write};
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
            // There is nothing beside standard output, and nobody is served from memory.
            Target::Stdout | Target::Memory(_) => PathBuf::new(),
        };
        let on_disk = !place.as_os_str().is_empty();
        if on_disk {
            self.guard.judge(&place)?;
        }
        let file = self.target.create(path)?;
        let kinds = if on_disk { self.kinds.to_vec() } else { Vec::new() };
        Ok(Box::new(Copied { file, place, kinds, cancel: self.cancel.clone() }))
    }
}

/// A file that gets copies when it is finished, and is not finished once the run is cancelled.
struct Copied {
    file: Box<dyn SinkFile>,
    place: PathBuf,
    kinds: Vec<Compression>,
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
        let Self { file, place, kinds, cancel } = *self;
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        let written = file.finish()?;
        for kind in kinds {
            let copy = match kind {
                Compression::Gz => gzip(&place),
                Compression::Br => brotli(&place),
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
            })?;
            write_file(&mut Target::File(PathBuf::from(name)), &shown, &copy)?;
        }
        Ok(written)
    }

    fn failure(&self, error: &io::Error) -> Diagnostic {
        self.file.failure(error)
    }
}

/// Gzip (RFC 1952) that names neither a file nor a time, so that the same feed gives the same bytes.
fn gzip(file: &std::path::Path) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Level::best());
    io::copy(&mut std::fs::File::open(file)?, &mut encoder)?;
    encoder.finish()
}

/// Brotli (RFC 7932).
fn brotli(file: &std::path::Path) -> io::Result<Vec<u8>> {
    let mut copy = Vec::new();
    let mut bytes = std::fs::File::open(file)?;
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut copy, &parameters)?;
    Ok(copy)
}
