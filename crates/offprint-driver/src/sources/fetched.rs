//! Answers of sites that an address names: fetched page by page, once in a run, and kept until its end.

use super::files::{OnDisk, Spool};
use crate::cancel::{CancelToken, cancelled};
use crate::hashes::{self, FileHash};
use crate::settings::InvalidValue;
use crate::words::{reason, shown};
use offprint_core::reader::{start_of_json, utf8};
use offprint_core::{Diagnostic, Place, codes};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;
use ureq::http::{HeaderMap, Uri};

/// What one answer may hold, in bytes.
const LARGEST: u64 = 256 << 20;
/// Posts asked for in one answer: the most that WordPress gives.
const PER_PAGE: u32 = 100;
/// The code of the answer to a page after the last.
const PAST_THE_END: &str = "rest_post_invalid_page_number";
/// Pages that one address may have: of a hundred posts each.
const MOST: u32 = 10_000;
/// How often an answer is asked for before it is given up.
const TRIES: u32 = 4;
/// The longest that a site may let us wait before we ask again.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// A page of an answer: its address, and where it is kept.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) address: String,
    pub(crate) hash: FileHash,
    pub(crate) source: OnDisk,
}

/// The pages of an address, or what was in the way.
type Pages = Result<Rc<[Page]>, Diagnostic>;

/// What was fetched so far.
#[derive(Debug, Default)]
pub(crate) struct Fetched {
    known: RefCell<HashMap<PathBuf, Pages>>,
    /// What ends the fetching.
    cancel: CancelToken,
}

/// Whether an input is a URL, not a path.
pub fn is_url(input: &Path) -> bool {
    input.to_str().is_some_and(|text| text.starts_with("https://") || text.starts_with("http://"))
}

/// Refuses a URL that posts cannot be read from.
pub(crate) fn judge(url: &str) -> Result<(), InvalidValue> {
    let uri: Uri = url.parse().map_err(|_| InvalidValue::new(format!("`{url}` is no address")))?;
    match uri.authority() {
        Some(authority) if authority.as_str().contains('@') => Err(InvalidValue::new(
            "an address with a name or a password would be told to everyone: leave them out",
        )),
        Some(_) if matches!(uri.scheme_str(), Some("https" | "http")) => Ok(()),
        _ => Err(InvalidValue::new(format!(
            "`{url}` is not an address that begins with `https://` or `http://`"
        ))),
    }
}

impl Fetched {
    /// Nothing yet; this token ends the fetching.
    pub(crate) fn new(cancel: CancelToken) -> Self {
        Self { cancel, ..Self::default() }
    }

    /// The pages of an address, fetched when they are first asked for.
    ///
    /// # Errors
    /// What the site, or the way to it, has against it.
    pub(crate) fn pages(&self, input: &Path) -> Pages {
        if let Some(known) = self.known.borrow().get(input) {
            return known.clone();
        }
        let pages = fetch(&shown(input), &self.cancel).map(Rc::from);
        self.known.borrow_mut().insert(input.to_owned(), pages.clone());
        pages
    }
}

fn fetch(address: &str, cancel: &CancelToken) -> Result<Vec<Page>, Diagnostic> {
    // What is wrong with an address may be that it holds a secret.
    judge(address)
        .map_err(|error| Diagnostic::new(codes::URL_INVALID, &Place::default(), error.to_string()))?;
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .user_agent(concat!("offprint/", env!("CARGO_PKG_VERSION")))
        .timeout_connect(Some(Duration::from_secs(20)))
        .timeout_recv_response(Some(Duration::from_secs(60)))
        .timeout_recv_body(Some(Duration::from_secs(300)))
        .http_status_as_error(false)
        .build()
        .into();
    let per_page = PER_PAGE.to_string();
    // WordPress.com's older API has another name for it.
    let address = with_parameter(address, if is_v1(address) { "number" } else { "per_page" }, &per_page);
    // A page that is named is that page alone.
    let one = parameter(&address, "page").is_some();
    let mut pages = Vec::new();
    let mut spool = Spool::new().map_err(|error| unsaved(&address, &error))?;
    for number in 1..=MOST {
        let page = if one { address.clone() } else { with_parameter(&address, "page", &number.to_string()) };
        let answer = ask(&agent, &page, cancel)?;
        match answer.kind() {
            Kind::End if number > 1 => break,
            Kind::List { total, empty } => {
                let last = total.is_some_and(|total| number >= total);
                // A page may be short, for posts that nobody may see are left out of it; not the last is empty so.
                if !(empty && number > 1 && total.is_none()) {
                    pages.push(save(&mut spool, &page, &answer.bytes)?);
                }
                if one || last || (empty && total.is_none()) {
                    break;
                }
            }
            Kind::Other => {
                pages.push(save(&mut spool, &address, &answer.bytes)?);
                break;
            }
            Kind::End | Kind::Refused => return Err(answer.refusal(&page)),
        }
    }
    Ok(pages)
}

/// Keeps an answer until the run ends.
fn save(spool: &mut Spool, address: &str, bytes: &[u8]) -> Result<Page, Diagnostic> {
    let source = spool.add(bytes).map_err(|error| unsaved(address, &error))?;
    let hash = FileHash { bytes: bytes.len() as u64, blake3: hashes::of_bytes(bytes) };
    Ok(Page { address: address.to_owned(), hash, source })
}

fn unsaved(address: &str, error: &io::Error) -> Diagnostic {
    let message = format!("the answer cannot be kept: {}", reason(error));
    Diagnostic::new(codes::OUTPUT_NOT_WRITABLE, &Place::file(address), message)
        .hint("make room in the folder for temporary files")
}

/// What a site answered.
struct Answer {
    status: u16,
    /// How many pages there are, when it says so.
    total: Option<u32>,
    bytes: Vec<u8>,
}

/// What there is to do with an answer.
enum Kind {
    /// A list of posts, on so many pages.
    List { total: Option<u32>, empty: bool },
    /// Something else that may be read: one post, an export.
    Other,
    /// The page behind the last.
    End,
    /// Nothing that could be read.
    Refused,
}

/// What an answer's JSON is, as far as paging must know it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Body {
    List(Vec<IgnoredAny>),
    /// `?_envelope`: the list, the status and the headers in one object.
    Envelope {
        body: Box<Body>,
        status: u16,
        #[serde(default)]
        headers: HashMap<String, serde_json::Value>,
    },
    /// `rest/v1.1` of WordPress.com: the number of all posts, and those of this page.
    Counted {
        #[serde(rename = "found")]
        _found: u32,
        posts: Vec<IgnoredAny>,
    },
    Error {
        code: String,
        #[serde(default)]
        message: Option<String>,
    },
    Other(IgnoredAny),
}

impl Answer {
    /// The JSON, after whatever PHP printed before it; `None` when there is none, or when it is broken.
    fn body(&self) -> Option<Body> {
        let start = start_of_json(&self.bytes)?;
        let mut values = serde_json::Deserializer::from_slice(&self.bytes[start..]).into_iter();
        values.next()?.ok()
    }

    fn kind(&self) -> Kind {
        let start = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes).trim_ascii_start();
        let body = self.body();
        match (self.status, body) {
            (200..=299, Some(body)) => self.of_body(body),
            // A list that is cut off or broken is still a page of posts: what is wrong is reported when it is read.
            (200..=299, None) if start_of_json(&self.bytes).is_some_and(|at| self.bytes[at] == b'[') => {
                Kind::List { total: self.total, empty: false }
            }
            (200..=299, None) if is_page(start) => Kind::Refused,
            (200..=299, None) if !start.is_empty() => Kind::Other,
            (400, Some(Body::Error { code, .. })) if code == PAST_THE_END => Kind::End,
            _ => Kind::Refused,
        }
    }

    fn of_body(&self, body: Body) -> Kind {
        match body {
            Body::List(list) => Kind::List { total: self.total, empty: list.is_empty() },
            // The number of all posts does not tell that of pages: they end with an empty one.
            Body::Counted { posts, .. } => Kind::List { total: self.total, empty: posts.is_empty() },
            Body::Envelope { body, status: 200..=299, headers } => {
                let total = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-wp-totalpages"));
                let total = total.and_then(|(_, value)| match value {
                    serde_json::Value::String(text) => text.trim().parse().ok(),
                    value => value.as_u64().and_then(|total| u32::try_from(total).ok()),
                });
                match *body {
                    Body::List(list) => {
                        Kind::List { total: total.map(|total: u32| total.max(1)), empty: list.is_empty() }
                    }
                    _ => Kind::Other,
                }
            }
            Body::Envelope { body, .. } => match *body {
                Body::Error { code, .. } if code == PAST_THE_END => Kind::End,
                _ => Kind::Refused,
            },
            Body::Error { .. } | Body::Other(_) => Kind::Other,
        }
    }

    fn error(&self) -> Option<(String, Option<String>)> {
        match self.body()? {
            Body::Error { code, message } => Some((code, message)),
            Body::Envelope { body, .. } => match *body {
                Body::Error { code, message } => Some((code, message)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Why it cannot be read, and what to do.
    fn refusal(&self, address: &str) -> Diagnostic {
        let status = self.status;
        let (code, said) = self.error().unzip();
        let said = said.flatten().map(|said| format!(": {said}")).unwrap_or_default();
        let message = match status {
            200..=299 => "the answer is a web page, not posts".to_owned(),
            _ => format!("the site answered {status}{said}"),
        };
        let hint = match (status, code.as_deref()) {
            (200..=299, _) => {
                "name the API: `https://SITE/wp-json/wp/v2/posts`, or `https://SITE/?rest_route=/wp/v2/posts`"
            }
            (_, Some("rest_no_route")) | (404, _) => {
                "look at `https://SITE/wp-json/wp/v2/types` for what the site has"
            }
            (401 | 403, _) => "the site is closed to strangers: read its export (WXR) in place of it",
            (400, _) => "look at the parameters of the address",
            _ => "try again later, or save the answer with another program and read the file",
        };
        let code =
            if (200..300).contains(&status) { codes::SITE_RESPONSE_INVALID } else { codes::SITE_REFUSED };
        Diagnostic::new(code, &Place::file(address), message).hint(hint)
    }
}

/// Whether an address is one of WordPress.com's older API.
fn is_v1(address: &str) -> bool {
    ["/rest/v1/", "/rest/v1.1/", "/rest/v1.2/"].iter().any(|path| address.contains(path))
}

fn is_page(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&start[..start.len().min(256)]).to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Asks for one answer, and again when the site is at work or the way to it is broken.
fn ask(agent: &ureq::Agent, address: &str, cancel: &CancelToken) -> Result<Answer, Diagnostic> {
    let mut tries = 0;
    loop {
        tries += 1;
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        let failed = match once(agent, address) {
            Ok((answer, wait)) if matches!(answer.status, 429 | 500 | 502..=504) && tries < TRIES => {
                cancel.sleep(wait.unwrap_or_else(|| pause(tries)));
                continue;
            }
            Ok((answer, _)) => return Ok(answer),
            Err(error) => error,
        };
        let passing =
            matches!(failed, ureq::Error::Timeout(_) | ureq::Error::Io(_) | ureq::Error::ConnectionFailed);
        if !passing || tries >= TRIES {
            let message = format!("cannot be fetched: {}", told(&failed));
            let hint =
                "look at the address and at the network; answers that were saved can be read without it";
            let diagnostic = Diagnostic::new(codes::SITE_UNREACHABLE, &Place::file(address), message);
            return Err(diagnostic.hint(hint).caused_by(failed));
        }
        cancel.sleep(pause(tries));
    }
}

fn once(agent: &ureq::Agent, address: &str) -> Result<(Answer, Option<Duration>), ureq::Error> {
    let mut response = agent.get(address).call()?;
    let number = |headers: &HeaderMap, name: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).and_then(|value| value.trim().parse().ok())
    };
    let status = response.status().as_u16();
    let total = number(response.headers(), "x-wp-totalpages").map(|total: u32| total.max(1));
    let wait =
        number(response.headers(), "retry-after").map(|seconds: u32| Duration::from_secs(seconds.into()));
    let bytes = response.body_mut().with_config().limit(LARGEST).read_to_vec()?;
    let bytes = utf8(bytes);
    Ok((Answer { status, total, bytes }, wait.map(|wait| wait.min(LONGEST_WAIT))))
}

/// What went wrong on the way, in a few words.
fn told(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => reason(error),
        ureq::Error::Timeout(_) => "the site did not answer in time".to_owned(),
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "the answer is too long".to_owned(),
        ureq::Error::TooManyRedirects => "the site leads from one address to the next".to_owned(),
        other => other.to_string(),
    }
}

/// How long to wait before asking again.
fn pause(tries: u32) -> Duration {
    Duration::from_millis(500 << tries)
}

/// The value of a parameter of an address.
fn parameter<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = address.split('#').next()?.split_once('?')?;
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

/// The address with a parameter that it does not have yet; without its fragment, which no site is told.
fn with_parameter(address: &str, name: &str, value: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    if parameter(address, name).is_some() {
        return address.to_owned();
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{name}={value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters() {
        let check = |address: &str, expected: &str| {
            assert_eq!(with_parameter(address, "per_page", "100"), expected);
        };
        check("https://a.example/wp-json/wp/v2/posts", "https://a.example/wp-json/wp/v2/posts?per_page=100");
        check(
            "https://a.example/?rest_route=/wp/v2/posts#x",
            "https://a.example/?rest_route=/wp/v2/posts&per_page=100",
        );
        check("https://a.example/posts?per_page=5", "https://a.example/posts?per_page=5");
        check("https://a.example/posts?no_per_page=5", "https://a.example/posts?no_per_page=5&per_page=100");
    }

    #[test]
    fn addresses() {
        assert!(is_url(Path::new("https://a.example/posts")) && !is_url(Path::new("https/posts")));
        assert_eq!(judge("http://127.0.0.1:8080/posts?x=1"), Ok(()));
        assert!(judge("https://ada:secret@a.example/").is_err());
        assert!(judge("https:///posts").is_err());
    }
}
