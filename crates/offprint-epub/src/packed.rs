//! One entry of a book, deflated where its post is rendered and copied as it is where the book is bound.

use std::io::{self, Cursor, Read, Write};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// How every entry is written: the earliest date that ZIP knows and the same rights, whoever writes it and when.
pub(crate) fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// A deflated entry: an archive of one file, so that its data can be copied into another archive untouched.
#[derive(Debug)]
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    /// Deflates this text under this name.
    pub(crate) fn new(name: &str, text: &str) -> io::Result<Self> {
        let room = Vec::with_capacity(text.len() / 3 + 256);
        let mut zip = ZipWriter::new(Cursor::new(room));
        zip.start_file(name, options(CompressionMethod::Deflated))?;
        zip.write_all(text.as_bytes())?;
        let mut bytes = zip.finish()?.into_inner();
        bytes.shrink_to_fit();
        Ok(Self(bytes))
    }

    /// Copies the entry into this archive.
    pub(crate) fn copy_to<W: Write + io::Seek>(&self, zip: &mut ZipWriter<W>) -> io::Result<()> {
        let mut archive = ZipArchive::new(Cursor::new(&*self.0))?;
        let entry = archive.by_index_raw(0)?;
        zip.raw_copy_file_touch(entry, DateTime::default(), Some(0o644))?;
        Ok(())
    }

    /// The name and the text again.
    pub(crate) fn unpack(&self) -> io::Result<(String, String)> {
        let mut archive = ZipArchive::new(Cursor::new(&*self.0))?;
        let mut entry = archive.by_index(0)?;
        let mut text = String::new();
        entry.read_to_string(&mut text)?;
        Ok((entry.name().to_owned(), text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let packed = Packed::new("a.xhtml", "déjà vu déjà vu").unwrap();
        assert_eq!(packed.unpack().unwrap(), ("a.xhtml".to_owned(), "déjà vu déjà vu".to_owned()));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        packed.copy_to(&mut zip).unwrap();
        let mut archive = ZipArchive::new(zip.finish().unwrap()).unwrap();
        let mut text = String::new();
        archive.by_name("a.xhtml").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "déjà vu déjà vu");
    }
}
