//! Which files a path names, and their bytes: plain or compressed, in memory or left on the disk.

use flate2::read::MultiGzDecoder;
use offprint_core::reader::Source;
use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files up to this size are read at once; larger ones stay on the disk and are read in parts.
const IN_MEMORY: u64 = 4 << 20;

/// A file on the disk that is read from several places.
#[derive(Debug)]
struct Shared {
    file: File,
    /// Where the place in the file is shared between threads, they take turns.
    #[cfg(not(unix))]
    turn: std::sync::Mutex<()>,
}

/// A file on the disk or a part of one, read in parts.
#[derive(Debug, Clone)]
pub(crate) struct OnDisk {
    shared: Arc<Shared>,
    start: u64,
    length: u64,
}

impl OnDisk {
    fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let shared = Shared {
            file,
            #[cfg(not(unix))]
            turn: std::sync::Mutex::new(()),
        };
        Ok(Self { shared: Arc::new(shared), start: 0, length })
    }
}

impl Source for OnDisk {
    fn len(&self) -> u64 {
        self.length
    }

    #[cfg(unix)]
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.shared.file, into, self.start + offset)
    }

    #[cfg(not(unix))]
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let _turn = self.shared.turn.lock();
        let mut file = &self.shared.file;
        file.seek(SeekFrom::Start(self.start + offset))?;
        file.read_exact(into)
    }
}

/// A file without a name, to keep answers in: one for all, for they may be many.
#[derive(Debug)]
pub(crate) struct Spool(OnDisk);

impl Spool {
    /// An empty one.
    pub(crate) fn new() -> io::Result<Self> {
        OnDisk::new(tempfile::tempfile()?).map(Self)
    }

    /// Adds bytes behind those that are there; where they can be read.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> io::Result<OnDisk> {
        let mut file = &self.0.shared.file;
        file.seek(SeekFrom::Start(self.0.length))?;
        file.write_all(bytes)?;
        let part = OnDisk { start: self.0.length, length: bytes.len() as u64, ..self.0.clone() };
        self.0.length += part.length;
        Ok(part)
    }
}

/// The bytes of a file, or of standard input (`-`), unpacked if they are compressed.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn Source>> {
    if path.as_os_str() == "-" {
        return unpacked(io::stdin().lock());
    }
    let mut file = File::open(path)?;
    let mut magic = [0; 4];
    let length = read_up_to(&mut file, &mut magic)?;
    let packed = Packing::of(&magic[..length]).is_some();
    // A pipe has no place to go back to, nor a length.
    if packed || file.seek(SeekFrom::Start(0)).is_err() || !file.metadata()?.is_file() {
        return unpacked(io::Cursor::new(magic[..length].to_vec()).chain(after_magic(file, length)));
    }
    if file.metadata()?.len() > IN_MEMORY {
        return Ok(Box::new(OnDisk::new(file)?));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Box::new(bytes))
}

/// The file after its first bytes, wherever it stands now.
fn after_magic(mut file: File, length: usize) -> File {
    let _ = file.seek(SeekFrom::Start(length as u64));
    file
}

/// How a file is compressed, told by its first bytes.
#[derive(Debug, Clone, Copy)]
enum Packing {
    /// RFC 1952
    Gzip,
    /// RFC 8878
    Zstandard,
}

impl Packing {
    fn of(magic: &[u8]) -> Option<Self> {
        match magic {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd] => Some(Self::Zstandard),
            _ => None,
        }
    }
}

/// A stream to its end, unpacked: in memory while it is small, then in a file without a name.
fn unpacked(mut stream: impl Read) -> io::Result<Box<dyn Source>> {
    let mut magic = [0; 4];
    let length = read_up_to(&mut stream, &mut magic)?;
    let whole = io::Cursor::new(magic[..length].to_vec()).chain(stream);
    match Packing::of(&magic[..length]) {
        None => spooled(whole),
        Some(Packing::Gzip) => spooled(MultiGzDecoder::new(io::BufReader::new(whole))),
        Some(Packing::Zstandard) => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(io::BufReader::new(whole));
            spooled(decoder.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?)
        }
    }
}

fn spooled(mut stream: impl Read) -> io::Result<Box<dyn Source>> {
    let mut bytes = Vec::new();
    (&mut stream).take(IN_MEMORY).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < IN_MEMORY {
        return Ok(Box::new(bytes));
    }
    let mut file = tempfile::tempfile()?;
    file.write_all(&bytes)?;
    drop(bytes);
    io::copy(&mut stream, &mut file)?;
    Ok(Box::new(OnDisk::new(file)?))
}

fn read_up_to(stream: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < into.len() {
        match stream.read(&mut into[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// The files that a path names: itself, or those of a folder and the folders in it, sorted as people count.
pub(crate) fn of_path(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.as_os_str() == "-" || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a folder may lead in a circle: only true folders are entered.
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if is_readable(&path) && path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(found)
}

/// All files below a folder.
pub(crate) fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.path().is_file() {
                found.push(entry.path());
            }
        }
    }
    Ok(found)
}

/// The endings of the files that a folder is searched for, as messages say them.
pub(crate) const ENDINGS: &str = "`.json`, `.ndjson`, `.jsonl`, `.xml`, `.wxr`, also with `.gz` or `.zst`";

/// Whether a file of this name is what an earlier run remembers.
pub(crate) fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_ascii_lowercase().ends_with(".lock.json"))
}

/// Whether a file of this name may hold posts.
pub fn is_readable(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    // What an earlier run remembers is no answer of a site.
    if is_lock(path) {
        return false;
    }
    extension_of(&name).is_some()
}

/// How many bytes at the end of a name tell what the file holds: of `posts.json.gz`, those of `.json.gz`.
pub fn extension_of(name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let packed = [".gz", ".zst"].into_iter().find(|packed| lower.ends_with(packed)).unwrap_or_default();
    let plain = &lower[..lower.len() - packed.len()];
    let known =
        [".json", ".ndjson", ".jsonl", ".xml", ".wxr"].into_iter().find(|known| plain.ends_with(known))?;
    Some(known.len() + packed.len())
}

/// `page-2` before `page-10`: runs of digits compare as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.chars().peekable(), b.chars().peekable());
    loop {
        match (a.peek().copied(), b.peek().copied()) {
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let number = |letters: &mut std::iter::Peekable<std::str::Chars<'_>>| {
                    let mut digits = String::new();
                    while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                        digits.push(digit);
                    }
                    digits.trim_start_matches('0').to_owned()
                };
                let (x, y) = (number(&mut a), number(&mut b));
                match x.len().cmp(&y.len()).then_with(|| x.cmp(&y)) {
                    Ordering::Equal => {}
                    order => return order,
                }
            }
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
            }
            (x, y) => return x.cmp(&y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_count() {
        assert_eq!(natural("page-2.json", "page-10.json"), Ordering::Less);
        assert_eq!(natural("a", "b"), Ordering::Less);
        assert_eq!(natural("page-02", "page-2"), Ordering::Equal);
        assert_eq!(natural("a1b2", "a1b10"), Ordering::Less);
    }

    #[test]
    fn what_is_compressed_is_unpacked() {
        let text = "[{\"id\":1}]".repeat(1_000_000);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        let source = unpacked(io::Cursor::new(packed.finish().unwrap())).unwrap();
        assert_eq!(source.len(), text.len() as u64);
        let mut part = [0; 10];
        source.read_at(9_999_990, &mut part).unwrap();
        assert_eq!(&part, b"[{\"id\":1}]");
        let small =
            ruzstd::encoding::compress_to_vec(&b"{}"[..], ruzstd::encoding::CompressionLevel::Fastest);
        assert_eq!(unpacked(io::Cursor::new(small)).unwrap().whole(), Some(&b"{}"[..]));
        assert_eq!(unpacked(io::Cursor::new(b"{}")).unwrap().whole(), Some(&b"{}"[..]));
    }

    #[test]
    fn what_is_spooled_is_read_in_its_parts() {
        let mut spool = Spool::new().unwrap();
        let (one, two) = (spool.add(b"[1]").unwrap(), spool.add(b"[22]").unwrap());
        let read = |part: &OnDisk| {
            let mut bytes = vec![0; usize::try_from(part.len()).unwrap()];
            part.read_at(0, &mut bytes).unwrap();
            bytes
        };
        assert_eq!((read(&one), read(&two)), (b"[1]".to_vec(), b"[22]".to_vec()));
        let mut byte = [0];
        two.read_at(2, &mut byte).unwrap();
        assert_eq!(&byte, b"2");
    }

    #[test]
    fn endings() {
        let check = |name: &str, expected| assert_eq!(is_readable(Path::new(name)), expected, "{name}");
        check("a/posts-1.JSON", true);
        check("posts.ndjson.gz", true);
        check("posts.jsonl.zst", true);
        check("posts.gz", false);
        check("offprint.lock.json", false);
        check("json", false);
    }
}
