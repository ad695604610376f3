//! Where bytes lie that are too many to hold: the reader asks for parts of them.

use std::borrow::Cow;
use std::fmt::Debug;
use std::io;
use std::ops::Range;

/// Bytes that can be read from any place, by several threads at once.
///
/// The core touches no disk: the command line makes one of a file, tests make one of a `Vec<u8>`.
#[expect(clippy::len_without_is_empty, reason = "an empty source is read like any other")]
pub trait Source: Debug + Send + Sync {
    /// How many bytes there are.
    fn len(&self) -> u64;

    /// Fills `into` with the bytes from `offset` on.
    ///
    /// # Errors
    /// When they are not there any more, or the disk fails.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()>;

    /// All the bytes, when they are in memory.
    fn whole(&self) -> Option<&[u8]> {
        None
    }
}

impl Source for Vec<u8> {
    fn len(&self) -> u64 {
        Self::len(self) as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let from = usize::try_from(offset).ok();
        let part = from.and_then(|from| self.get(from..from + into.len()));
        into.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn whole(&self) -> Option<&[u8]> {
        Some(self)
    }
}

/// A part of a source.
pub(super) fn part(source: &dyn Source, range: Range<u64>) -> io::Result<Cow<'_, [u8]>> {
    let too_long = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let length = usize::try_from(range.end.saturating_sub(range.start)).map_err(|_| too_long())?;
    if let Some(whole) = source.whole() {
        let from = usize::try_from(range.start).map_err(|_| too_long())?;
        return whole.get(from..from + length).map(Cow::Borrowed).ok_or_else(too_long);
    }
    let mut bytes = vec![0; length];
    source.read_at(range.start, &mut bytes)?;
    Ok(Cow::Owned(bytes))
}

/// A source from its first byte to its last.
#[derive(Debug)]
pub struct Sequential<'a> {
    source: &'a dyn Source,
    at: u64,
}

impl<'a> Sequential<'a> {
    /// At its beginning.
    pub fn new(source: &'a dyn Source) -> Self {
        Self { source, at: 0 }
    }
}

impl io::Read for Sequential<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.source.len() - self.at).unwrap_or(usize::MAX);
        let count = left.min(into.len());
        self.source.read_at(self.at, &mut into[..count])?;
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn parts_and_the_whole() {
        let source = b"0123456789".to_vec();
        assert_eq!(part(&source, 2..5).unwrap().as_ref(), b"234");
        assert!(part(&source, 8..12).is_err());
        let mut all = String::new();
        Sequential::new(&source).read_to_string(&mut all).unwrap();
        assert_eq!(all, "0123456789");
    }
}
