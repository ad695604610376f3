//! How an answer was saved: with the HTTP headers before it (`curl -i`), or in another encoding than UTF-8.

use super::source::{self, Source};
use crate::diagnostic::{Diagnostic, Place, codes};
use encoding_rs::Encoding;
use memchr::memmem;
use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that hold the headers of any answer.
const HEADERS: u64 = 1 << 16;
/// Bytes that are looked through at a time for further answers.
const PIECE: u64 = 1 << 20;

/// What a file holds: its answers, and what there is to say about how it was saved.
#[derive(Debug, Default)]
pub(super) struct Saved {
    pub(super) answers: Vec<Box<dyn Source>>,
    pub(super) said: Vec<Diagnostic>,
}

/// Takes the answers out of a file: decoded to UTF-8, without their headers.
pub(super) fn answers(source: Box<dyn Source>, place: &Place) -> io::Result<Saved> {
    let mut saved = Saved::default();
    let beginning = part(source.as_ref(), 0..256)?.into_owned();
    let source = match unicode(&beginning) {
        Unicode::Utf8 => source,
        Unicode::Utf16(encoding) => decoded(source.as_ref(), encoding, place, &mut saved)?,
        Unicode::Utf32 => {
            let message = "the file is encoded in UTF-32, which is not supported";
            let said = Diagnostic::new(codes::ENCODING_UNSUPPORTED, place, message);
            saved.said.push(said.hint("convert it: `iconv -f UTF-32 -t UTF-8 FILE`"));
            return Ok(saved);
        }
    };
    if !is_status_line(&part(source.as_ref(), 0..32)?) {
        let label = declared_encoding(&part(source.as_ref(), 0..256)?);
        saved.add(source, label.as_deref(), place)?;
        return Ok(saved);
    }
    let source: Arc<dyn Source> = Arc::from(source);
    let mut at = 0;
    while let Some(answer) = next_answer(source.as_ref(), at)? {
        at = answer.body.end;
        saved.take(&source, answer, place)?;
    }
    Ok(saved)
}

impl Saved {
    /// Adds the body of one answer.
    fn take(&mut self, source: &Arc<dyn Source>, answer: Answer, place: &Place) -> io::Result<()> {
        if answer.status >= 400 {
            let said = format!("the site answered with the HTTP status {}", answer.status);
            let said = Diagnostic::new(codes::RESPONSE_FAILED, place, said);
            self.said.push(said.hint("save the answer again when the site works"));
        }
        let body = part(source.as_ref(), answer.body.start..answer.body.start + 16)?.into_owned();
        if let Some(packed) = packing(&answer, &body) {
            let message = format!("the answer is compressed with {packed}");
            let said = Diagnostic::new(codes::RESPONSE_COMPRESSED, place, message);
            self.said.push(said.hint("save it again with `curl --compressed`"));
            return Ok(());
        }
        let label = answer.charset.clone();
        let body: Box<dyn Source> = if answer.chunked && is_chunk(&body) {
            let bytes = part(source.as_ref(), answer.body)?;
            Box::new(without_chunks(&bytes))
        } else {
            Box::new(Body { source: source.clone(), range: answer.body })
        };
        let declared = declared_encoding(&part(body.as_ref(), 0..256)?);
        self.add(body, label.or(declared).as_deref(), place)
    }

    /// Adds an answer that is encoded as this label says, if it says anything.
    fn add(&mut self, source: Box<dyn Source>, label: Option<&str>, place: &Place) -> io::Result<()> {
        let Some(label) = label else {
            self.answers.push(source);
            return Ok(());
        };
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
            let said = format!("the file declares the encoding `{label}`, which is not known");
            let said = Diagnostic::new(codes::ENCODING_UNSUPPORTED, place, said);
            self.said.push(said.hint("convert the file to UTF-8 with `iconv`"));
            return Ok(());
        };
        // The bytes were looked at already: a declaration does not make them UTF-16.
        if encoding == encoding_rs::UTF_8
            || encoding == encoding_rs::UTF_16LE
            || encoding == encoding_rs::UTF_16BE
        {
            self.answers.push(source);
            return Ok(());
        }
        // Text that is valid UTF-8 by chance is next to none: such a file was converted and its declaration was not.
        let bytes = part(source.as_ref(), 0..source.len())?;
        if encoding.is_ascii_compatible() && std::str::from_utf8(&bytes).is_ok() {
            drop(bytes);
            self.answers.push(source);
            return Ok(());
        }
        drop(bytes);
        let decoded = decoded(source.as_ref(), encoding, place, self)?;
        self.answers.push(decoded);
        Ok(())
    }
}

/// A part of a source that is read as a whole one.
#[derive(Debug)]
struct Body {
    source: Arc<dyn Source>,
    range: Range<u64>,
}

impl Source for Body {
    fn len(&self) -> u64 {
        self.range.end - self.range.start
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        if offset + into.len() as u64 > self.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.source.read_at(self.range.start + offset, into)
    }

    fn whole(&self) -> Option<&[u8]> {
        let range = usize::try_from(self.range.start).ok()?..usize::try_from(self.range.end).ok()?;
        self.source.whole()?.get(range)
    }
}

/// The part of a source, as far as the source goes.
fn part(source: &dyn Source, range: Range<u64>) -> io::Result<Cow<'_, [u8]>> {
    let end = range.end.min(source.len());
    source::part(source, range.start.min(end)..end)
}

fn decoded(
    source: &dyn Source,
    encoding: &'static Encoding,
    place: &Place,
    saved: &mut Saved,
) -> io::Result<Box<dyn Source>> {
    let bytes = part(source, 0..source.len())?;
    let (text, broken) = encoding.decode_with_bom_removal(&bytes);
    if broken {
        let said = format!("bytes that are not valid {} were replaced by `U+FFFD`", encoding.name());
        let hint = "the file was cut off or damaged: save it again";
        saved.said.push(Diagnostic::new(codes::ENCODING_INVALID, place, said).hint(hint));
    }
    Ok(Box::new(text.into_owned().into_bytes()))
}

/// A form of Unicode, told by the first bytes.
#[derive(Debug, PartialEq, Eq)]
enum Unicode {
    Utf8,
    Utf16(&'static Encoding),
    Utf32,
}

/// Which form a file has: by its byte order mark, else by where the zeros of its first letters stand, which are ASCII in
/// JSON, XML and HTTP (RFC 4627 §3, XML 1.0 appendix F).
fn unicode(bytes: &[u8]) -> Unicode {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Unicode::Utf32,
        [0xff, 0xfe, ..] => Unicode::Utf16(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => Unicode::Utf16(encoding_rs::UTF_16BE),
        [1..=255, 0, 0, 0, ..] | [0, 0, 0, 1..=255, ..] => Unicode::Utf32,
        [1..=255, 0, 1..=255, 0, ..] | [1..=255, 0] => Unicode::Utf16(encoding_rs::UTF_16LE),
        [0, 1..=255, 0, 1..=255, ..] | [0, 1..=255] => Unicode::Utf16(encoding_rs::UTF_16BE),
        _ => Unicode::Utf8,
    }
}

/// The bytes of an answer as UTF-8: UTF-16 is decoded, anything else is left as it is.
pub fn utf8(bytes: Vec<u8>) -> Vec<u8> {
    match unicode(&bytes) {
        Unicode::Utf16(encoding) => encoding.decode_with_bom_removal(&bytes).0.into_owned().into_bytes(),
        Unicode::Utf8 | Unicode::Utf32 => bytes,
    }
}

/// The encoding that an XML declaration names.
fn declared_encoding(beginning: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.trim().to_owned())
}

/// The headers of an answer, and where its body is.
#[derive(Debug, Default, PartialEq, Eq)]
struct Answer {
    status: u16,
    charset: Option<String>,
    encoding: Option<String>,
    chunked: bool,
    body: Range<u64>,
}

/// The answer whose headers begin at `from`, or after white space there. Those of redirects and of `100 Continue` have
/// no body: the next headers count.
fn next_answer(source: &dyn Source, from: u64) -> io::Result<Option<Answer>> {
    let mut at = from;
    let mut answer = None;
    loop {
        let head = part(source, at..at + HEADERS)?;
        let blank = head.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let head = &head[blank..];
        if !is_status_line(head) {
            break;
        }
        let (mut found, length, stated) = headers(head);
        at += blank as u64 + length;
        let end = match stated.map(|stated| at.saturating_add(stated)).filter(|end| *end <= source.len()) {
            Some(end) if end == source.len() || begins_answer(source, end)? => end,
            _ => source.len(),
        };
        found.body = at..end;
        answer = Some(found);
    }
    let Some(mut answer) = answer else { return Ok(None) };
    // Several answers in one file: each ends where the headers of the next begin.
    let is_json = matches!(
        part(source, answer.body.start..answer.body.start + 64)?.trim_ascii_start().first(),
        Some(b'{' | b'[')
    );
    if answer.body.end == source.len()
        && is_json
        && let Some(next) = find_headers(source, answer.body.start)?
    {
        answer.body.end = next;
    }
    Ok(Some(answer))
}

fn begins_answer(source: &dyn Source, at: u64) -> io::Result<bool> {
    Ok(is_status_line(part(source, at..at + 64)?.trim_ascii_start()))
}

/// Where the next headers begin behind a JSON body: after its last bracket, as `curl -i` writes several answers. No text
/// in JSON holds a line end, as the line of the status has it.
fn find_headers(source: &dyn Source, from: u64) -> io::Result<Option<u64>> {
    let mut at = from;
    while at < source.len() {
        let piece = part(source, at..at + PIECE + 64)?;
        for found in memmem::find_iter(&piece, b"HTTP/") {
            let after = piece[..found].trim_ascii_end().last();
            let line_ends = piece[found..].iter().take(64).any(|byte| *byte == b'\n');
            if matches!(after, Some(b'}' | b']')) && is_status_line(&piece[found..]) && line_ends {
                return Ok(Some(at + found as u64));
            }
        }
        at += PIECE;
    }
    Ok(None)
}

/// `HTTP/1.1 200 OK`, `HTTP/2 200`.
fn is_status_line(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"HTTP/") else { return false };
    let version = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let code = rest.get(version + 1..version + 4);
    let ends = rest.get(version + 4).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    version > 0
        && rest[version] == b' '
        && ends
        && code.is_some_and(|code| code.iter().all(u8::is_ascii_digit))
}

/// The headers at the beginning, how many bytes they take, and the length that they state for the body.
fn headers(bytes: &[u8]) -> (Answer, u64, Option<u64>) {
    let mut answer = Answer::default();
    let mut stated = None;
    let mut length = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        length += line.len() as u64;
        let line = String::from_utf8_lossy(line);
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if number == 0 {
            answer.status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => {
                let charset = value.split(';').find_map(|part| part.trim().strip_prefix("charset="));
                answer.charset = charset.map(|charset| charset.trim_matches('"').to_owned());
            }
            "content-encoding" => answer.encoding = Some(value),
            "transfer-encoding" => answer.chunked = value.split(',').any(|part| part.trim() == "chunked"),
            "content-length" => stated = value.parse().ok(),
            _ => {}
        }
    }
    (answer, length, stated)
}

/// How the body is compressed: as its first bytes tell, else as the headers do, where it begins as no text does.
fn packing(answer: &Answer, body: &[u8]) -> Option<String> {
    let is_text = body.trim_ascii_start().first().is_none_or(|byte| byte.is_ascii_graphic() || *byte == 0xef);
    match body {
        [0x1f, 0x8b, ..] => Some("gzip".to_owned()),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some("zstd".to_owned()),
        _ => answer.encoding.clone().filter(|encoding| encoding != "identity" && !is_text),
    }
}

/// Whether a body begins with the size of a chunk (RFC 9112 §7.1), which curl removes without `--raw`.
fn is_chunk(body: &[u8]) -> bool {
    let digits = body.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    digits > 0 && matches!(body.get(digits), Some(b'\r' | b'\n' | b';'))
}

fn without_chunks(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(line) = memchr::memchr(b'\n', rest) {
        let size = String::from_utf8_lossy(&rest[..line]);
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16);
        rest = &rest[line + 1..];
        let Ok(size @ 1..) = size else { break };
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let saved = answers(Box::new(bytes.to_vec()), &Place::default()).unwrap();
        let text = |source: &dyn Source| {
            let bytes = part(source, 0..source.len()).unwrap();
            assert!(source.whole().is_some());
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let said = saved.said.iter().map(|said| said.message.clone()).collect();
        (saved.answers.iter().map(|source| text(source.as_ref())).collect(), said)
    }

    fn check(bytes: &[u8], expected: &[&str]) {
        let (answers, said) = read(bytes);
        assert_eq!(answers, expected, "{}", String::from_utf8_lossy(bytes));
        assert!(said.is_empty(), "{said:?}");
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf_16_of_either_order_with_and_without_its_mark() {
        for text in ["{\"a\":\"é\"}", "<?xml version='1.0' encoding='UTF-16'?><rss>日本</rss>", "[]", "{}"]
        {
            for big in [false, true] {
                check(&utf16(text, big), &[text]);
                check(&utf16(&format!("\u{feff}{text}"), big), &[text]);
            }
        }
        let powershell = utf16("\u{feff}HTTP/1.1 200 OK\r\nA: b\r\n\r\n[1]", false);
        check(&powershell, &["[1]"]);
    }

    #[test]
    fn what_cannot_be_decoded_is_named() {
        let utf32: Vec<u8> = "[1]".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let (answers, said) = read(&utf32);
        assert!(answers.is_empty() && said[0].contains("UTF-32"), "{said:?}");
        let (answers, said) = read(b"<?xml version='1.0' encoding='x-own'?><rss/>");
        assert!(answers.is_empty() && said[0].contains("`x-own`"), "{said:?}");
        let (answers, said) = read(b"HTTP/2 200 \r\ncontent-encoding: gzip\r\n\r\n\x1f\x8b\x08\0");
        assert!(answers.is_empty() && said[0].contains("gzip"), "{said:?}");
        let (answers, said) = read(b"HTTP/2 200 \r\ncontent-encoding: br\r\n\r\n\x8b\x02\x80[]\x03");
        assert!(answers.is_empty() && said[0].contains("br"), "{said:?}");
        let (answers, said) = read(b"HTTP/2 404 \r\n\r\n{\"code\":1}");
        assert!(answers.len() == 1 && said[0].contains("404"), "{said:?}");
    }

    #[test]
    fn declared_encodings() {
        check(
            b"<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss>\x93\xe9\x94</rss>",
            &["<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss>\u{201c}é\u{201d}</rss>"],
        );
        let converted = "<?xml version='1.0' encoding='ISO-8859-1'?><rss>é</rss>";
        check(converted.as_bytes(), &[converted]);
        check(b"HTTP/1.1 200 OK\nContent-Type: application/json; charset=ISO-8859-1\n\n\"\xe9\"", &["\"é\""]);
    }

    #[test]
    fn headers_before_the_answer() {
        check(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n[1]", &["[1]"]);
        check(b"HTTP/2 301 \r\nlocation: /x\r\n\r\nHTTP/2 200 \r\na: b\r\n\r\n[1]\n", &["[1]\n"]);
        check(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nA: b\n\n{}", &["{}"]);
        check(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n1;x=y\r\n]\r\n0\r\n\r\n",
            &["[1]"],
        );
        check(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n[1]", &["[1]"]);
        check(b"[\"HTTP/1.1 200 OK\"]", &["[\"HTTP/1.1 200 OK\"]"]);
        check(b"HTTP/1.1 200 OK\r\n\r\n", &[""]);
    }

    #[test]
    fn several_answers_in_one_file() {
        check(b"HTTP/2 200 \r\n\r\n[1]HTTP/2 200 \r\na: b\r\n\r\n[2]", &["[1]", "[2]"]);
        check(
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[2]",
            &["[1]", "[2]"],
        );
        let quoted = "[\"]HTTP/1.1 200 OK\\r\\n\"]";
        check(format!("HTTP/1.1 200 OK\r\n\r\n{quoted}").as_bytes(), &[quoted]);
    }
}
