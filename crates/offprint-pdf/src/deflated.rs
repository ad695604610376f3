//! Bytes as `FlateDecode` wants them (ISO 32000-1 §7.4.4, RFC 1950), and such that go on later.

use adler2::Adler32;
use flate2::{Compress, Compression, FlushCompress, write::ZlibEncoder};
use std::io::{self, Write};

/// The effort put into what stands in the file once and is shown as it is.
const LEVEL: u32 = 6;

/// The effort put into what is much like itself.
const HIGH: u32 = 7;

/// Deflates.
pub(crate) fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    with_effort(LEVEL, bytes)
}

/// Deflates tables and the like.
pub(crate) fn deflate_well(bytes: &[u8]) -> io::Result<Vec<u8>> {
    with_effort(HIGH, bytes)
}

fn with_effort(level: u32, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// A deflated stream that is not ended, so that it takes no second one to add a few words.
#[derive(Debug, Clone)]
pub(crate) struct Unended {
    bytes: Vec<u8>,
    sum: Adler32,
    /// Whether all of the beginning is there; else the end tells.
    whole: bool,
}

impl Unended {
    /// Deflates the beginning.
    pub(crate) fn new(beginning: &[u8]) -> Self {
        let mut bytes = Vec::new();
        let compress = Compress::new(Compression::new(LEVEL), true);
        let whole = run(compress, beginning, FlushCompress::Sync, &mut bytes).is_ok();
        let mut sum = Adler32::new();
        sum.write_slice(beginning);
        bytes.shrink_to_fit();
        Self { bytes, sum, whole }
    }

    /// The stream, with an end that may be empty.
    ///
    /// # Errors
    /// When either was not deflated.
    pub(crate) fn ended(mut self, end: &[u8]) -> io::Result<Vec<u8>> {
        run(Compress::new(Compression::new(LEVEL), false), end, FlushCompress::Finish, &mut self.bytes)?;
        self.sum.write_slice(end);
        self.bytes.extend(self.sum.checksum().to_be_bytes());
        if self.whole { Ok(self.bytes) } else { Err(not_deflated()) }
    }
}

fn run(mut compress: Compress, bytes: &[u8], flush: FlushCompress, out: &mut Vec<u8>) -> io::Result<()> {
    let start = out.len();
    // Whatever is stored as it is takes five bytes more for each 65,535.
    out.reserve(bytes.len() + bytes.len() / 1_000 + 64);
    compress.compress_vec(bytes, out, flush)?;
    if compress.total_in() != bytes.len() as u64 || compress.total_out() != (out.len() - start) as u64 {
        return Err(not_deflated());
    }
    Ok(())
}

fn not_deflated() -> io::Error {
    io::Error::other("a stream was not deflated to its end")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_added_is_read_after_the_beginning() {
        let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for beginning in [&b""[..], b"BT (harbour) Tj ET\n", &noise] {
            for end in [&b""[..], b"BT (7) Tj ET"] {
                let stream = Unended::new(beginning).ended(end).unwrap();
                let mut read = Vec::new();
                flate2::read::ZlibDecoder::new(&*stream).read_to_end(&mut read).unwrap();
                assert_eq!(read, [beginning, end].concat());
            }
        }
    }
}
