//! An archive that is the same whenever and wherever it is packed.

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write};

/// A file of an archive.
pub(crate) struct Entry {
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
    /// Whether it is a program.
    pub(crate) runs: bool,
}

/// Files by their paths, in one folder: sorted, of one moment, of nobody in particular.
pub(crate) fn pack(folder: &str, files: &BTreeMap<String, Entry>, moment: u64) -> Result<Vec<u8>> {
    let gzip = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for (path, entry) in files {
        let mut header = tar::Header::new_ustar();
        header.set_entry_type(tar::EntryType::Regular);
        header.set_size(entry.bytes.len() as u64);
        header.set_mode(if entry.runs { 0o755 } else { 0o644 });
        header.set_mtime(moment);
        header.set_uid(0);
        header.set_gid(0);
        tar.append_data(&mut header, format!("{folder}/{path}"), &entry.bytes[..])?;
    }
    Ok(tar.into_inner()?.finish()?)
}

/// SHA-256, as it is written.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn files() -> BTreeMap<String, Entry> {
        let entry = |text: &str, runs| Entry { bytes: text.as_bytes().to_vec(), runs };
        BTreeMap::from([("b".into(), entry("program", true)), ("a/c".into(), entry("text", false))])
    }

    #[test]
    fn an_archive_tells_nothing_of_where_it_was_packed() {
        let packed = pack("offprint", &files(), 1_700_000_000).unwrap();
        assert_eq!(packed, pack("offprint", &files(), 1_700_000_000).unwrap());
        assert_eq!(packed[4..8], [0; 4], "gzip's time");
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&packed[..]));
        let mut seen = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let header = entry.header().clone();
            assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
            assert_eq!(header.mtime().unwrap(), 1_700_000_000);
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let path = entry.path().unwrap().to_string_lossy().into_owned();
            seen.push((path, header.mode().unwrap(), text));
        }
        let expected = [("offprint/a/c", 0o644, "text"), ("offprint/b", 0o755, "program")];
        assert_eq!(seen, expected.map(|(path, mode, text)| (path.to_owned(), mode, text.to_owned())));
    }

    #[test]
    fn sums_are_as_everybody_writes_them() {
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), sum);
    }
}
