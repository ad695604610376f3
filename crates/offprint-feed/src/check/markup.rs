//! HTML in feeds: what readers keep of it, and text that looks like it.

use super::styles;
use html5ever::{
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};
use std::cell::RefCell;

/// What is wrong with a piece of HTML: the rule, and what it says.
pub(super) type Faults = Vec<(&'static str, String)>;

/// Elements that readers show or pass through.
const SAFE: &str = "a abbr acronym address area article aside b bdi bdo big blockquote br caption center cite code col \
    colgroup dd del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li \
    main map menu nav ol p pre q rb rp rt rtc ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u \
    ul var wbr";

/// Elements of HTML that readers remove, or of which they know little.
const RISKY: &str = "applet audio base basefont body button canvas datalist details dialog embed fieldset form frame \
    frameset head html iframe input isindex label legend link listing map mark math meta meter noframes noscript object \
    optgroup option output param picture plaintext progress script select source style summary svg template textarea \
    title track video xmp";

/// Attributes that readers keep; those that a media player needs are not among them.
const SAFE_ATTRIBUTES: &str = "abbr accept accept-charset accesskey action align alt axis border cellpadding \
    cellspacing char charoff charset checked cite class clear cols colspan color compact coords datetime dir disabled \
    enctype for frame headers height href hreflang hspace id ismap label lang longdesc maxlength media method multiple \
    name nohref noshade nowrap prompt readonly rel rev rows rowspan rules scope selected shape size span src srcset \
    start style summary tabindex target title type usemap valign value vspace width xml:lang xmlns";

fn among(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|known| known == name)
}

/// What the rules say of HTML that stands in an element.
pub(super) fn faults(html: &str) -> Faults {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut faults = tokenizer.sink.faults.into_inner();
    faults.extend(references(html));
    faults
}

/// What the rules say of one element and its attributes.
pub(super) fn element_faults<'a>(
    name: &str,
    attributes: impl Iterator<Item = (&'a str, &'a str)>,
    faults: &mut Faults,
) {
    if !among(SAFE, name) {
        let known = among(RISKY, name);
        if !known {
            faults.push(("NotHtml", format!("`{name}` is no element of HTML")));
        }
        faults.push(("SecurityRisk", format!("the element `{name}` does not reach readers")));
        return;
    }
    for (attribute, value) in attributes {
        if !among(SAFE_ATTRIBUTES, attribute) {
            faults.push((
                "SecurityRiskAttr",
                format!("the attribute `{attribute}` of `{name}` does not reach readers"),
            ));
        } else if attribute == "style" {
            faults.extend(style_faults(value));
        } else if matches!(attribute, "href" | "src" | "cite" | "longdesc") && !is_absolute(value) {
            faults.push(("ContainsRelRef", format!("the address is relative: `{value}`")));
        }
    }
}

fn is_absolute(value: &str) -> bool {
    let scheme = value.trim().split_once(':').map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

fn style_faults(style: &str) -> Faults {
    let odd = styles::faults(style).into_iter();
    odd.map(|odd| ("DangerousStyleAttr", format!("the style `{odd}` does not reach readers"))).collect()
}

/// Numeric references to characters that windows-1252 has and Unicode has not.
fn references(html: &str) -> Faults {
    let mut faults = Faults::new();
    for rest in html.split("&#").skip(1) {
        let digits = rest.split(';').next().unwrap_or_default();
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        if number.is_ok_and(|number| (0x80..=0x9f).contains(&number)) {
            faults.push(("BadCharacters", format!("`&#{digits};` is no character of Unicode")));
        }
    }
    faults
}

/// Markup in text that is meant to be plain, as readers who look for it find it.
pub(crate) fn in_plain_text(text: &str) -> Option<String> {
    let places = text.match_indices(['<', '&']).map(|(at, _)| &text[at..]);
    places
        .filter(|rest| begins_markup(rest))
        .map(|rest| {
            let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '#'));
            rest[..end.map_or(rest.len(), |end| end + 1)].to_owned()
        })
        .next()
}

/// Whether text begins with an end tag of HTML, or with the name of a character.
pub(crate) fn begins_markup(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("</") {
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let lower = name.to_ascii_lowercase();
        return rest[name.len()..].starts_with('>') && (among(SAFE, &lower) || among(RISKY, &lower));
    }
    let Some(rest) = text.strip_prefix('&') else { return false };
    if let Some(number) = rest.strip_prefix('#') {
        return number.starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    is_entity(&name)
}

/// Whether HTML knows a character under this name.
fn is_entity(name: &str) -> bool {
    // The table has the beginnings of names, too: those stand for nothing.
    html5ever::data::NAMED_ENTITIES.get(&format!("{name};")).is_some_and(|&(first, _)| first != 0)
}

#[derive(Default)]
struct Tags {
    faults: RefCell<Faults>,
}

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut faults = self.faults.borrow_mut();
        match token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
                let attributes = attrs.iter().map(|attribute| (&*attribute.name.local, &*attribute.value));
                element_faults(&name, attributes, &mut faults);
            }
            Token::ParseError(error) => {
                // Only what breaks a tag, not what HTML of the day has everywhere.
                let tag = ["attribute", "tag name", "Unexpected EOF"].iter().any(|part| error.contains(part));
                if tag {
                    faults.push(("NotHtml", format!("broken markup: {}", error.to_lowercase())));
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
