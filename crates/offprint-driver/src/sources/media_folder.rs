//! Pictures and other media in a folder, found by the addresses that posts give them.

use offprint_core::media::sniff;
use offprint_core::{MediaItem, MediaStore};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The files of a folder. An address names the file whose path is the longest end of its own:
/// `…/wp-content/uploads/2025/04/x.jpg` is `uploads/2025/04/x.jpg`, `2025/04/x.jpg` or, when only one file is
/// called so, `x.jpg`.
#[derive(Debug, Default)]
pub(crate) struct MediaFolder {
    root: PathBuf,
    /// By path within the folder, `/` between its parts.
    files: HashMap<String, u64>,
    /// By name alone; `None` when several files have it.
    names: HashMap<String, Option<String>>,
}

impl MediaFolder {
    /// Looks through the folder.
    pub(crate) fn open(root: &Path) -> io::Result<Self> {
        let mut folder = Self { root: root.to_owned(), ..Self::default() };
        let mut pending = vec![(root.to_owned(), String::new())];
        while let Some((path, prefix)) = pending.pop() {
            for entry in std::fs::read_dir(path)? {
                let entry = entry?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
                if entry.file_type()?.is_dir() {
                    pending.push((entry.path(), key));
                } else if let Ok(data) = entry.path().metadata()
                    && data.is_file()
                {
                    folder
                        .names
                        .entry(name)
                        .and_modify(|known| *known = None)
                        .or_insert_with(|| Some(key.clone()));
                    folder.files.insert(key, data.len());
                }
            }
        }
        Ok(folder)
    }

    fn key_of(&self, url: &str) -> Option<&str> {
        let path = url.split("://").nth(1).unwrap_or(url).split(['?', '#']).next().unwrap_or_default();
        // A relative URL has no host before its path.
        let host = if url.contains("://") { "" } else { "/" };
        let decoded = format!("{host}{}", percent_decoded(path));
        let mut rest = decoded.as_str();
        while let Some((_, shorter)) = rest.split_once('/') {
            if shorter.contains('/')
                && let Some((key, _)) = self.files.get_key_value(shorter)
            {
                return Some(key);
            }
            rest = shorter;
        }
        self.names.get(rest)?.as_deref()
    }
}

impl MediaStore for MediaFolder {
    fn find(&self, url: &str) -> Option<MediaItem> {
        let key = self.key_of(url)?;
        let mut head = [0; 256];
        let read = File::open(self.root.join(key)).and_then(|file| {
            let mut length = 0;
            let mut file = file.take(256);
            loop {
                match file.read(&mut head[length..])? {
                    0 => return Ok(length),
                    more => length += more,
                }
            }
        });
        let length = read.ok()?;
        let media_type = sniff(&head[..length]).unwrap_or("application/octet-stream");
        Some(MediaItem {
            key: key.to_owned(),
            media_type: media_type.to_owned(),
            size: *self.files.get(key)?,
        })
    }

    fn open(&self, item: &MediaItem) -> io::Result<Box<dyn Read + Send>> {
        // Only what was found within the folder can be asked for.
        if !self.files.contains_key(&item.key) {
            return Err(io::Error::new(io::ErrorKind::NotFound, item.key.clone()));
        }
        Ok(Box::new(File::open(self.root.join(&item.key))?))
    }
}

fn percent_decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = path.get(at + 1..at + 3).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match pair {
            Some(byte) if bytes[at] == b'%' => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}
