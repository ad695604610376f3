//! Writing the file as it comes: an object is written when it is whole and then forgotten, so that what is kept of a
//! page is little more than its place. Small objects go together into object streams (ISO 32000-1 §7.5.7), and the end
//! is a cross-reference stream (§7.5.8).

use crate::deflated::{Unended, deflate_well};
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use std::io::{self, Write};

/// Where an object came to stand.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    At(u64),
    /// The number of the object stream, and of the object in it.
    Within(u32, u16),
}

impl Place {
    /// The place as the cross-reference stream has it (§7.5.8.3).
    fn entry(self) -> [u8; ENTRY] {
        let (kind, second, third) = match self {
            Self::Nowhere => (0, 0, 0),
            Self::At(offset) => (1, offset, 0),
            Self::Within(stream, at) => (2, u64::from(stream), at),
        };
        let [_, _, _, a, b, c, d, e] = u64::to_be_bytes(second);
        let [f, g] = u16::to_be_bytes(third);
        [kind, a, b, c, d, e, f, g]
    }
}

/// Object streams are closed when they hold this much: enough to be deflated well, little enough to be read for one
/// object.
const OBJECTS: usize = 1_000;
const BYTES: usize = 1 << 18;

/// Bytes of an entry of the cross-reference stream.
const ENTRY: usize = 8;

/// PNG's filter of what stands above.
const UP: u8 = 2;

/// A file in the making.
pub(crate) struct PdfFile<'w> {
    out: &'w mut dyn Write,
    written: u64,
    places: Vec<Place>,
    /// The object stream in the making: numbers and places of its objects, and their bytes.
    index: Vec<(u32, usize)>,
    packed: Vec<u8>,
    hash: blake3::Hasher,
    failed: Option<io::Error>,
}

impl<'w> PdfFile<'w> {
    /// Begins a file.
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        let mut file = Self {
            out,
            written: 0,
            places: vec![Place::Nowhere],
            index: Vec::new(),
            packed: Vec::with_capacity(BYTES),
            hash: blake3::Hasher::new(),
            failed: None,
        };
        // Bytes above 127 tell programs that this is no text (§7.5.2).
        file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        file
    }

    /// A number for an object that is to come.
    pub(crate) fn reserve(&mut self) -> ObjectId {
        self.places.push(Place::Nowhere);
        (self.places.len() as u32 - 1, 0)
    }

    /// Adds an object that is no stream.
    pub(crate) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.put(id, &object.into());
        id
    }

    /// Gives a number its object, which is no stream.
    pub(crate) fn put(&mut self, id: ObjectId, object: &Object) {
        self.put_with(id, |out| write_object(out, object));
    }

    /// Gives a number an object whose bytes are written here.
    pub(crate) fn put_with(&mut self, id: ObjectId, write: impl FnOnce(&mut Vec<u8>)) {
        self.index.push((id.0, self.packed.len()));
        write(&mut self.packed);
        self.packed.push(b'\n');
        if self.index.len() >= OBJECTS || self.packed.len() >= BYTES {
            self.close_stream();
        }
    }

    /// Adds a stream; `dictionary` says how its bytes are encoded.
    pub(crate) fn add_stream(&mut self, dictionary: Dictionary, bytes: &[u8]) -> ObjectId {
        let id = self.reserve();
        self.put_stream(id, dictionary, bytes);
        id
    }

    /// Gives a number a stream.
    pub(crate) fn put_stream(&mut self, id: ObjectId, mut dictionary: Dictionary, bytes: &[u8]) {
        dictionary.set("Length", bytes.len() as i64);
        let mut head = format!("{} 0 obj\n", id.0).into_bytes();
        write_object(&mut head, &Object::Dictionary(dictionary));
        head.extend(b"stream\n");
        self.places[id.0 as usize] = Place::At(self.written);
        self.write(&head);
        self.write(bytes);
        self.write(b"\nendstream\nendobj\n");
    }

    /// Adds a stream of these bytes, deflated.
    pub(crate) fn add_deflated(&mut self, mut dictionary: Dictionary, bytes: &[u8]) -> ObjectId {
        dictionary.set("Filter", "FlateDecode");
        let bytes = self.deflated(bytes);
        self.add_stream(dictionary, &bytes)
    }

    /// Adds a stream that ends so.
    pub(crate) fn add_unended(&mut self, stream: Unended, end: &[u8]) -> ObjectId {
        let bytes = stream.ended(end);
        let bytes = self.checked(bytes);
        self.add_stream(dictionary! { "Filter" => "FlateDecode" }, &bytes)
    }

    fn deflated(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.checked(deflate_well(bytes))
    }

    /// What was deflated; nothing when it was not, which is told at the end.
    fn checked(&mut self, bytes: io::Result<Vec<u8>>) -> Vec<u8> {
        bytes.unwrap_or_else(|error| {
            self.failed.get_or_insert(error);
            Vec::new()
        })
    }

    fn close_stream(&mut self) {
        if self.index.is_empty() {
            return;
        }
        let id = self.reserve();
        let mut bytes = Vec::with_capacity(self.packed.len() + self.index.len() * 10);
        for (at, (number, offset)) in std::mem::take(&mut self.index).into_iter().enumerate() {
            self.places[number as usize] = Place::Within(id.0, at as u16);
            let _ = write!(bytes, "{number} {offset} ");
        }
        let first = bytes.len() as i64;
        let count = bytes.iter().filter(|&&byte| byte == b' ').count() as i64 / 2;
        bytes.append(&mut self.packed);
        let deflated = self.deflated(&bytes);
        let dictionary =
            dictionary! { "Type" => "ObjStm", "N" => count, "First" => first, "Filter" => "FlateDecode" };
        self.put_stream(id, dictionary, &deflated);
    }

    /// Ends the file. The two halves of its identifier are made from the content, so the same content has the same
    /// (§14.4).
    pub(crate) fn finish(mut self, root: ObjectId, info: ObjectId) -> io::Result<()> {
        self.close_stream();
        let id = Object::String(self.hash.finalize().as_bytes()[..16].to_vec(), StringFormat::Hexadecimal);
        let own = self.reserve();
        let start = self.written;
        self.places[own.0 as usize] = Place::At(start);
        let mut table = Vec::with_capacity(self.places.len() * (ENTRY + 1));
        let mut above = [0; ENTRY];
        for place in &self.places {
            let entry = place.entry();
            // An entry is written as what it has more than the one above (§7.4.4.4): neighbours are much alike.
            table.push(UP);
            table.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = entry;
        }
        let table = self.deflated(&table);
        let dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => self.places.len() as i64,
            "W" => vec![1.into(), 5.into(), 2.into()],
            "Root" => root,
            "Info" => info,
            "ID" => vec![id.clone(), id],
            "Filter" => "FlateDecode",
            "DecodeParms" => dictionary! { "Predictor" => 10 + i64::from(UP), "Columns" => ENTRY as i64 },
        };
        self.put_stream(own, dictionary, &table);
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        match self.failed {
            Some(error) => Err(error),
            None => self.out.flush(),
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.failed.is_none()
            && let Err(error) = self.out.write_all(bytes)
        {
            self.failed = Some(error);
        }
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
    }
}

/// Writes an object as the file has it (§7.3); a stream is written as its dictionary.
pub(crate) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Object::Integer(value) => number(out, *value),
        Object::Real(value) => real(out, *value),
        Object::Name(name) => write_name(out, name),
        Object::String(text, _) => write_string(out, text),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
        Object::Reference(id) => reference(out, *id),
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        if !matches!(value, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)) {
            out.push(b' ');
        }
        write_object(out, value);
    }
    out.extend(b">>");
}

/// Writes a whole number.
pub(crate) fn number(out: &mut Vec<u8>, value: i64) {
    let _ = write!(out, "{value}");
}

/// Writes a number with at most three places after the point.
pub(crate) fn real(out: &mut Vec<u8>, value: f32) {
    let value = if value.is_finite() { f64::from(value) } else { 0.0 };
    let whole = (value * 1000.0).round() / 1000.0;
    let _ = write!(out, "{whole}");
}

/// Writes a reference.
pub(crate) fn reference(out: &mut Vec<u8>, id: ObjectId) {
    let _ = write!(out, "{} {} R", id.0, id.1);
}

/// Writes a name.
pub(crate) fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+*:".contains(&byte) {
            out.push(byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

/// Writes the bytes of a string.
pub(crate) fn write_string(out: &mut Vec<u8>, text: &[u8]) {
    if text.iter().all(|byte| (0x20..0x7f).contains(byte)) {
        out.push(b'(');
        for &byte in text {
            if matches!(byte, b'(' | b')' | b'\\') {
                out.push(b'\\');
            }
            out.push(byte);
        }
        out.push(b')');
    } else {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        out.push(b'<');
        for &byte in text {
            out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        out.push(b'>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_back_by_another_program() {
        let mut bytes = Vec::new();
        let mut file = PdfFile::new(&mut bytes);
        let pages = file.reserve();
        for number in 0..450 {
            file.add(dictionary! { "N (1)" => number, "S" => Object::string_literal("a (b) \\ é") });
        }
        let stream = file.add_deflated(Dictionary::new(), b"0 0 m");
        let page = file.add(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => stream,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(10.5), Object::Real(-0.0)],
        });
        let kids = vec![Object::Reference(page)];
        file.put(pages, &dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => kids }.into());
        let root = file.add(dictionary! { "Type" => "Catalog", "Pages" => pages });
        let info = file.add(dictionary! { "Title" => Object::string_literal("T") });
        file.finish(root, info).unwrap();
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(document.get_pages().len(), 1);
        assert_eq!(document.get_page_content(page).trim_ascii(), b"0 0 m");
        let third = document.get_dictionary((4, 0)).unwrap();
        assert_eq!(third.get(b"N (1)").unwrap().as_i64().unwrap(), 2);
        assert_eq!(third.get(b"S").unwrap().as_str().unwrap(), "a (b) \\ é".as_bytes());
    }

    #[test]
    fn a_disk_that_is_full_is_told() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut full = Full;
        let file = PdfFile::new(&mut full);
        assert_eq!(file.finish((1, 0), (2, 0)).unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
