//! The interface of a format: plan an edition, render each post, bind the rendered posts into files.

use crate::{Diagnostic, codes, edition::EditionInfo, model::Post};
use std::io::{Seek, Write};

/// A format.
///
/// `plan` runs once for an edition. `render` is pure and runs on every core. `bind` takes the sheets in the edition's
/// order and streams them. An exporter keeps nothing of an edition outside its plan, so one exporter serves several
/// editions, one after the other or at once.
pub trait Exporter: Sync {
    /// What is fixed for one edition before its posts are rendered: paths, anchors, numbers.
    type Plan<'a>: Sync
    where
        Self: 'a;

    /// One post, finished for this format.
    type Sheet: Send;

    /// Plans an edition.
    ///
    /// # Errors
    /// When the edition cannot be written in this format at all.
    fn plan<'a>(&'a self, edition: &'a EditionInfo) -> Result<Self::Plan<'a>, Diagnostic>;

    /// Renders the post at `position` (from 0) of the edition's entries.
    ///
    /// # Errors
    /// When this post cannot be shown in this format; the others still are.
    fn render(&self, plan: &Self::Plan<'_>, post: &Post, position: usize) -> Result<Self::Sheet, Diagnostic>;

    /// Writes the files. The plan is borrowed, because `sheets` may render with it while they are taken. A post that
    /// could not be rendered has no sheet, so a sheet must know its own position.
    ///
    /// # Errors
    /// When a file cannot be written; no half file is left.
    fn bind(
        &self,
        plan: &Self::Plan<'_>,
        sheets: &mut dyn Iterator<Item = Self::Sheet>,
        out: &mut dyn Sink,
    ) -> Result<Summary, Diagnostic>;
}

/// Writes an edition that is in memory: plans it, renders its posts one after the other, and binds them. The result of
/// a post that cannot be rendered is a diagnostic of the summary.
///
/// # Errors
/// As [`Exporter::plan`] and [`Exporter::bind`].
pub fn export<E: Exporter>(
    exporter: &E,
    edition: &crate::Edition,
    out: &mut dyn Sink,
) -> Result<Summary, Diagnostic> {
    let plan = exporter.plan(&edition.info)?;
    let mut failures = Vec::new();
    let mut sheets = edition.posts.iter().enumerate().filter_map(|(position, post)| {
        exporter.render(&plan, post, position).map_err(|failure| failures.push(failure)).ok()
    });
    let mut summary = exporter.bind(&plan, &mut sheets, out)?;
    drop(sheets);
    summary.diagnostics.splice(0..0, failures);
    Ok(summary)
}

/// Where the files of an export go. Hides the disk.
pub trait Sink {
    /// Begins a file at this path (`/` between folders, relative, within the output folder).
    ///
    /// # Errors
    /// When the file cannot be made.
    fn create(&mut self, path: &str) -> Result<Box<dyn SinkFile>, Diagnostic>;
}

/// A file that appears whole, by `finish`, or not at all.
pub trait SinkFile: Write + Seek {
    /// Puts the file in its place and says how long it is.
    ///
    /// # Errors
    /// When the disk is full or the place cannot be written to.
    fn finish(self: Box<Self>) -> Result<Written, Diagnostic>;

    /// The diagnostic for a write to this file that failed.
    fn failure(&self, error: &std::io::Error) -> Diagnostic;
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// Its path as given to the sink.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What an export made.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Summary {
    /// The files, in the order of writing.
    pub files: Vec<Written>,
    /// What there is to say about them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Summary {
    /// A summary of these files, without diagnostics.
    pub fn new(files: Vec<Written>) -> Self {
        Self { files, diagnostics: Vec::new() }
    }
}

/// Writes a whole file at once.
///
/// # Errors
/// When it cannot be written; nothing is left then.
pub fn write_file(out: &mut dyn Sink, path: &str, bytes: &[u8]) -> Result<Written, Diagnostic> {
    let mut file = out.create(path)?;
    if let Err(error) = file.write_all(bytes) {
        return Err(file.failure(&error));
    }
    file.finish()
}

/// A sink that keeps the files in memory, for tests and for embedding.
#[derive(Debug, Clone, Default)]
pub struct MemorySink {
    /// The finished files, by path.
    pub files: std::sync::Arc<std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>>,
}

impl MemorySink {
    /// The bytes of a finished file.
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.files.lock().ok()?.get(path).cloned()
    }

    /// All finished files, by path.
    pub fn into_files(self) -> std::collections::BTreeMap<String, Vec<u8>> {
        self.files.lock().map(|mut files| std::mem::take(&mut *files)).unwrap_or_default()
    }
}

struct MemoryFile {
    path: String,
    bytes: std::io::Cursor<Vec<u8>>,
    files: std::sync::Arc<std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>>,
}

impl Write for MemoryFile {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.bytes.write(buf)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Seek for MemoryFile {
    fn seek(&mut self, pos: std::io::SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(pos)
    }
}

impl SinkFile for MemoryFile {
    fn finish(self: Box<Self>) -> Result<Written, Diagnostic> {
        let bytes = self.bytes.into_inner();
        let written = Written { path: self.path.clone(), bytes: bytes.len() as u64 };
        if let Ok(mut files) = self.files.lock() {
            files.insert(self.path, bytes);
        }
        Ok(written)
    }

    fn failure(&self, error: &std::io::Error) -> Diagnostic {
        Diagnostic::new(codes::OUTPUT_NOT_WRITABLE, &crate::Place::file(self.path.clone()), error.to_string())
    }
}

impl Sink for MemorySink {
    fn create(&mut self, path: &str) -> Result<Box<dyn SinkFile>, Diagnostic> {
        let bytes = std::io::Cursor::new(Vec::new());
        Ok(Box::new(MemoryFile { path: path.to_owned(), bytes, files: self.files.clone() }))
    }
}
