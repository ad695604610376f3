//! The file that a book is written to, as the ZIP writer sees it.

use offprint_core::{Diagnostic, SinkFile, Written};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

/// A file that remembers its first failure, and from then on swallows what it is given.
///
/// The ZIP writer goes on to write its directory when it is dropped, and complains on standard error when it cannot.
pub(crate) struct OutFile {
    file: BufWriter<Quiet>,
}

struct Quiet {
    file: Box<dyn SinkFile>,
    failure: Option<Diagnostic>,
    /// Where the next byte goes or would go, for after a failure there is no file to ask.
    at: u64,
    /// How long the file is or would be.
    end: u64,
}

impl OutFile {
    pub(crate) fn new(file: Box<dyn SinkFile>) -> Self {
        Self { file: BufWriter::with_capacity(64 << 10, Quiet { file, failure: None, at: 0, end: 0 }) }
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// With the first failure of any write to it.
    pub(crate) fn finish(mut self) -> Result<Written, Diagnostic> {
        // `Quiet` cannot fail.
        let _ = self.file.flush();
        let (quiet, _) = self.file.into_parts();
        match quiet.failure {
            Some(failure) => Err(failure),
            None => quiet.file.finish(),
        }
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for OutFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Quiet {
    fn failed(&mut self, error: &io::Error) {
        if self.failure.is_none() {
            self.failure = Some(self.file.failure(error));
        }
    }
}

impl Write for Quiet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failure.is_none()
            && let Err(error) = self.file.write_all(bytes)
        {
            self.failed(&error);
        }
        self.at += bytes.len() as u64;
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failure.is_none()
            && let Err(error) = self.file.flush()
        {
            self.failed(&error);
        }
        Ok(())
    }
}

impl Seek for Quiet {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if self.failure.is_none()
            && let Err(error) = self.file.seek(to)
        {
            self.failed(&error);
        }
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
            SeekFrom::End(by) => self.end.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint_core::Place;
    use offprint_core::codes;

    struct Full(u64);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.checked_sub(bytes.len() as u64) {
                Some(left) => self.0 = left,
                None => return Err(io::Error::other("no space left")),
            }
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(0)
        }
    }

    impl SinkFile for Full {
        fn finish(self: Box<Self>) -> Result<Written, Diagnostic> {
            Ok(Written { path: "x".into(), bytes: 0 })
        }
        fn failure(&self, error: &io::Error) -> Diagnostic {
            Diagnostic::new(codes::OUTPUT_NOT_WRITABLE, &Place::file("x"), error.to_string())
        }
    }

    #[test]
    fn a_full_disk_is_told_once_at_the_end() {
        let mut zip = zip::ZipWriter::new(OutFile::new(Box::new(Full(100_000))));
        for name in ["a", "b", "c"] {
            zip.start_file(name, crate::packed::options(zip::CompressionMethod::Stored)).unwrap();
            zip.write_all(&[7; 90_000]).unwrap();
        }
        let said = zip.finish().unwrap().finish().unwrap_err();
        assert_eq!(said.message, "no space left");
    }
}
