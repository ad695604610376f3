//! The disk: files that appear whole or not at all.

use super::drafts::Listed;
use super::target::{Target, is_special};
use crate::words::reason;
use offprint_core::{Diagnostic, Place, Sink, SinkFile, Written, codes};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

impl Sink for Target {
    fn create(&mut self, path: &str) -> Result<Box<dyn SinkFile>, Diagnostic> {
        match self {
            Self::Folder(folder) => Draft::beside(folder.join(path)),
            Self::File(file) if is_special(file) => Draft::spooled(Destination::Device(file.clone())),
            Self::File(file) => Draft::beside(file.clone()),
            Self::Stdout => Draft::spooled(Destination::Stdout),
            Self::Memory(files) => files.create(path),
        }
    }
}

/// Lets as many files be open at once as the system allows to be asked for; what it does not allow is told when a file
/// cannot be made.
pub(crate) fn open_as_many_as_allowed() {
    let _ = rlimit::increase_nofile_limit(u64::MAX);
}

/// Where a finished draft goes.
#[derive(Debug)]
enum Destination {
    File(PathBuf),
    Device(PathBuf),
    Stdout,
}

impl Destination {
    fn shown(&self) -> String {
        match self {
            Self::File(path) | Self::Device(path) => path.to_string_lossy().into_owned(),
            Self::Stdout => "standard output".to_owned(),
        }
    }
}

/// A file in the making, beside its place or in the folder for temporary files.
struct Draft {
    writer: BufWriter<NamedTempFile>,
    listed: Listed,
    target: Destination,
}

impl Draft {
    fn beside(target: PathBuf) -> Result<Box<dyn SinkFile>, Diagnostic> {
        let folder =
            target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let made = std::fs::create_dir_all(folder).and_then(|()| {
            if target.is_dir() {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
            }
            Listed::draft(|| temporary().tempfile_in(folder))
        });
        Self::of(made, Destination::File(target))
    }

    fn spooled(target: Destination) -> Result<Box<dyn SinkFile>, Diagnostic> {
        Self::of(Listed::draft(|| temporary().tempfile()), target)
    }

    fn of(
        made: io::Result<(NamedTempFile, Listed)>,
        target: Destination,
    ) -> Result<Box<dyn SinkFile>, Diagnostic> {
        match made {
            Ok((file, listed)) => {
                Ok(Box::new(Self { writer: BufWriter::with_capacity(1 << 18, file), listed, target }))
            }
            Err(error) => Err(unwritable(&target, &error)),
        }
    }

    fn put_in_place(self) -> Result<u64, Diagnostic> {
        let Self { writer, listed, target } = self;
        let mut file = writer.into_inner().map_err(|error| unwritable(&target, error.error()))?;
        let placed = (|| {
            let bytes = file.as_file().metadata()?.len();
            match &target {
                // A file that would be the same is left alone, with its date: servers answer that it is not new.
                Destination::File(path) if is_same(&mut file, path, bytes)? => {}
                Destination::File(path) => {
                    listed.settle(|| file.persist(path)).map_err(|error| error.error)?;
                }
                Destination::Device(path) => {
                    file.seek(SeekFrom::Start(0))?;
                    let mut device = File::options().write(true).open(path)?;
                    io::copy(&mut file, &mut device)?;
                    device.flush()?;
                }
                Destination::Stdout => {
                    file.seek(SeekFrom::Start(0))?;
                    let mut stdout = io::stdout().lock();
                    io::copy(&mut file, &mut stdout)?;
                    stdout.flush()?;
                }
            }
            Ok(bytes)
        })();
        placed.map_err(|error: io::Error| unwritable(&target, &error))
    }
}

impl Write for Draft {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.writer.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Seek for Draft {
    fn seek(&mut self, pos: SeekFrom) -> io::Result<u64> {
        self.writer.seek(pos)
    }
}

impl SinkFile for Draft {
    fn finish(self: Box<Self>) -> Result<Written, Diagnostic> {
        let path = match &self.target {
            Destination::Stdout => "-".to_owned(),
            Destination::File(_) | Destination::Device(_) => self.target.shown(),
        };
        let bytes = self.put_in_place()?;
        Ok(Written { path, bytes })
    }

    fn failure(&self, error: &io::Error) -> Diagnostic {
        unwritable(&self.target, error)
    }
}

/// Whether a plain file of the same bytes is there already.
fn is_same(draft: &mut NamedTempFile, path: &Path, bytes: u64) -> io::Result<bool> {
    let plain = std::fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes);
    let Ok(there) = File::open(path) else { return Ok(false) };
    if !plain {
        return Ok(false);
    }
    draft.seek(SeekFrom::Start(0))?;
    let (mut here, mut there) = (BufReader::new(draft), BufReader::new(there));
    loop {
        let (one, other) = (here.fill_buf()?, there.fill_buf()?);
        let length = one.len().min(other.len());
        if one[..length] != other[..length] || (length == 0 && one.len() != other.len()) {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
        here.consume(length);
        there.consume(length);
    }
}

/// Files get the rights that the user's mask allows, as if they had been made in place.
fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".offprint-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn unwritable(target: &Destination, error: &io::Error) -> Diagnostic {
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => "make room on the disk, or write elsewhere with `--out`",
        io::ErrorKind::BrokenPipe => "the program that was to read it has ended",
        _ => "give a place that can be written to with `--out`",
    };
    Diagnostic::new(
        codes::OUTPUT_NOT_WRITABLE,
        &Place::file(target.shown()),
        format!("cannot be written: {}", reason(error)),
    )
    .hint(hint)
}
