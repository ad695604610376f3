//! What the attributes of a shortcode say to readers: words, links, pictures, films.

use super::keys::{LINKS, NUMBERS, PEOPLE, PICTURES, PROSE, Rank, VIDEOS, WORDS};
use super::values::{address_of, escaped, is_prose, number_of, quoted, target_of, words_of};
use crate::html::urls;
use crate::shortcodes::Family;
use crate::shortcodes::syntax::{Attribute, Tag};
use serde_json::Value;

/// Words, and where they lead.
#[derive(Debug, Clone)]
pub(super) struct Word {
    rank: Rank,
    key: String,
    text: String,
    url: Option<String>,
}

impl Word {
    /// As HTML within a line.
    pub(super) fn html(&self) -> String {
        let text = escaped(&self.text);
        match &self.url {
            Some(url) => format!("<a href=\"{}\">{text}</a>", quoted(url)),
            None => text,
        }
    }
}

/// What a shortcode says by itself.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub(super) words: Vec<Word>,
    /// A picture or a film, as HTML.
    pub(super) picture: Option<String>,
    /// The link around what is between the tags.
    pub(super) link_around: Option<String>,
    /// Whether what is between the tags has been said.
    pub(super) takes_inner: bool,
    /// The level of a heading that is in the attributes, or between the tags.
    heading: Option<u8>,
    inner_is_heading: bool,
}

impl Own {
    /// Reads a tag; `inner` is what is between it and its end.
    pub(super) fn of(tag: &Tag, family: Family, inner: Option<&str>) -> Self {
        let mut own = Self { words: words_of_tag(tag, family), ..Self::default() };
        let mut links = links_of_tag(tag, family);
        let inner_text = inner.map(str::trim).unwrap_or_default();
        match family {
            Family::Video => own.film(tag, inner_text),
            _ => own.picture(tag, family, inner_text, &mut links),
        }
        if own.picture.is_none() {
            own.alternative(tag);
        }
        own.words.sort_by_key(|word| word.rank);
        own.give(links, inner.is_some() && !inner_text.is_empty(), inner_text);
        if family == Family::Heading {
            let level = level_of(tag);
            own.heading = (!own.words.is_empty()).then_some(level);
            let is_line = !inner_text.is_empty() && !has_block(inner_text) && !inner_text.contains('[');
            own.inner_is_heading = own.words.is_empty() && is_line && own.link_around.is_none();
            if own.inner_is_heading {
                own.heading = Some(level);
            }
        }
        own
    }

    /// The blocks that an element of a builder becomes, before what is between its tags.
    pub(super) fn blocks(&self) -> String {
        let mut html = self.picture.clone().unwrap_or_default();
        let with_title = self.words.len() > 1;
        for (index, word) in self.words.iter().enumerate() {
            let inner = word.html();
            let html_of_word = match (self.heading, word.rank) {
                (Some(level), _) if index == 0 => format!("<h{level}>{inner}</h{level}>"),
                (_, Rank::Title) if with_title || self.leads_inner() => {
                    format!("<p><strong>{inner}</strong></p>")
                }
                _ => format!("<p>{inner}</p>"),
            };
            html.push_str(&html_of_word);
        }
        html
    }

    /// Whether a title stands over what is between the tags.
    fn leads_inner(&self) -> bool {
        self.heading.is_none() && self.words.iter().all(|word| word.url.is_none())
    }

    /// What is laid around what is between the tags.
    pub(super) fn around(&self) -> Option<(String, &'static str)> {
        if let Some(link) = &self.link_around {
            return Some((link.clone(), "</a>"));
        }
        let level = self.heading.filter(|_| self.inner_is_heading)?;
        let end = ENDS[usize::from(level.clamp(1, 6)) - 1];
        Some((format!("<h{level}>"), end))
    }

    /// Whether what is between the tags is within an element of its own.
    pub(super) fn begins_inner(&self) -> bool {
        self.around().is_some()
    }

    /// Gives each link to the words that belong to it.
    fn give(&mut self, links: Vec<Link>, has_inner: bool, inner: &str) {
        for link in links {
            let stem = |key: &str| {
                let key = key.trim_end_matches("_url").trim_end_matches("_link").trim_end_matches("_href");
                key.trim_end_matches("_text").trim_end_matches("_title").trim_end_matches("_label").to_owned()
            };
            let free = |word: &&mut Word| word.url.is_none();
            let of_stem = link.key.contains('_').then(|| {
                self.words
                    .iter_mut()
                    .filter(free)
                    .find(|word| word.key.contains('_') && stem(&word.key) == stem(&link.key))
            });
            let mut taken = of_stem.flatten();
            if taken.is_none() && !has_inner {
                taken = self.words.iter_mut().filter(free).find(|word| word.rank == Rank::Label);
                if taken.is_none() {
                    taken = self.words.iter_mut().find(free);
                }
            } else if taken.is_none() {
                taken = self.words.iter_mut().filter(free).find(|word| word.rank == Rank::Label);
            }
            if let Some(word) = taken {
                word.url = Some(link.url);
            } else if has_inner && self.link_around.is_none() && can_be_linked(inner) {
                self.link_around = Some(format!("<a href=\"{}\">", quoted(&link.url)));
            } else if self.words.iter().any(|word| word.url.as_ref() == Some(&link.url)) {
                // Said already.
            } else {
                let text = link.title.unwrap_or_else(|| link.url.clone());
                // A link to a place of the site that has no words is one only when nothing else is said.
                let says =
                    text != link.url || !has_inner && self.picture.is_none() && !link.url.starts_with('#');
                if says {
                    self.words.push(Word { rank: Rank::Label, key: link.key, text, url: Some(link.url) });
                }
            }
        }
    }

    /// A picture by its URL, with its words and its link.
    fn picture(&mut self, tag: &Tag, family: Family, inner: &str, links: &mut Vec<Link>) {
        let by_key = PICTURES.iter().find_map(|key| picture_address(tag.attribute(key)?, family));
        let between = (family == Family::Picture && by_key.is_none())
            .then(|| address_of(&super::values::text_of(inner)).filter(|url| urls::names_a_picture(url)))
            .flatten();
        self.takes_inner = between.is_some();
        let Some(url) = by_key.or(between) else { return };
        let alt = ["alt", "image_alt", "alt_text", "img_alt", "title_text"];
        let alt = alt.iter().find_map(|key| tag.attribute(key)).unwrap_or_default();
        let mut html = format!("<img src=\"{}\" alt=\"{}\">", quoted(&url), quoted(alt.trim()));
        if family == Family::Picture {
            // A link of a picture is the picture's; one to its own file says nothing.
            let link = (!links.is_empty()).then(|| links.remove(0));
            if let Some(link) = link.filter(|link| link.url != url) {
                html = format!("<a href=\"{}\">{html}</a>", quoted(&link.url));
            }
            let caption = self.words.iter().position(|word| matches!(word.key.as_str(), "caption" | "desc"));
            if let Some(at) = caption {
                let words = self.words.remove(at);
                html = format!(
                    "<figure class=\"wp-caption\">{html}<figcaption class=\"wp-caption-text\">{}</figcaption></figure>",
                    words.html()
                );
            }
        }
        self.picture = Some(html);
    }

    /// What a picture shows that is not here.
    fn alternative(&mut self, tag: &Tag) {
        let alt = ["alt", "image_alt", "alt_text"].iter().find_map(|key| tag.attribute(key));
        if let Some(text) = alt.and_then(|alt| words_of(alt, true)).filter(|text| is_prose(text))
            && self.words.iter().all(|word| word.text != text)
        {
            self.words.push(Word { rank: Rank::Text, key: "alt".to_owned(), text, url: None });
        }
    }

    /// A film, by its address or its number.
    fn film(&mut self, tag: &Tag, inner: &str) {
        let stated = VIDEOS.iter().filter_map(|key| tag.attribute(key)).map(str::trim);
        let between = super::values::text_of(inner);
        let mut stated = stated.chain(tag.bare()).chain([between.trim()]).filter(|value| !value.is_empty());
        let url = stated.find_map(|value| {
            target_of(value)
                .map(|target| target.url)
                .filter(|url| url.contains("://") || url.starts_with('/'))
                .or_else(|| {
                    let is_number = !value.is_empty()
                        && value.len() <= 40
                        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
                    let site = [
                        ("vimeo", "https://vimeo.com/"),
                        ("dailymotion", "https://www.dailymotion.com/video/"),
                        ("youtube", "https://www.youtube.com/watch?v="),
                        ("lyte", "https://www.youtube.com/watch?v="),
                    ];
                    let site = site.iter().find(|(name, _)| tag.name.contains(name))?.1;
                    is_number.then(|| format!("{site}{value}"))
                })
        });
        let Some(url) = url else { return };
        self.takes_inner = address_of(between.trim()).is_some();
        let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_file = [".mp4", ".webm", ".m4v", ".ogv", ".mov"].iter().any(|ending| path.ends_with(ending));
        self.picture =
            Some(if is_file { format!("<video src=\"{}\"></video>", quoted(&url)) } else { embed(&url) });
    }
}

/// Ends of headings, by level.
const ENDS: [&str; 6] = ["</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>"];

/// A link of another site's film, as WordPress writes it.
fn embed(url: &str) -> String {
    format!(
        "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">{}</div></figure>",
        escaped(url)
    )
}

/// A link in a tag.
#[derive(Debug)]
struct Link {
    key: String,
    url: String,
    title: Option<String>,
}

fn links_of_tag(tag: &Tag, family: Family) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for found in &tag.attributes {
        let is_link = LINKS.contains(&found.key.as_str())
            || found.key.is_empty() && found.value.contains("://") && family != Family::Media;
        if !is_link || family == Family::Video && VIDEOS.contains(&found.key.as_str()) {
            continue;
        }
        if let Some(target) = target_of(&found.value)
            && links.iter().all(|link| link.url != target.url)
        {
            links.push(Link { key: found.key.clone(), url: target.url, title: target.title });
        }
    }
    links
}

fn words_of_tag(tag: &Tag, family: Family) -> Vec<Word> {
    let name = tag.name.as_str();
    let is_known = family != Family::Unknown;
    let about = |hints: &[&str]| hints.iter().any(|hint| name.contains(hint));
    let counts = family == Family::Counter
        || about(&["counter", "milestone", "stat", "number", "odometer", "percent", "progress", "pric"]);
    let people =
        about(&["team", "member", "person", "people", "staff", "testimonial", "quote", "review", "profile"]);
    let mut words: Vec<Word> = Vec::new();
    let mut add = |rank: Rank, found: &Attribute, strict: bool| {
        if let Some(text) = words_of(&found.value, is_known).filter(|text| !strict || is_prose(text)) {
            words.push(Word { rank, key: found.key.clone(), text, url: None });
        }
    };
    for found in &tag.attributes {
        let key = found.key.as_str();
        let in_list = |list: &[(Rank, &[&str])]| {
            list.iter().find(|(_, keys)| keys.contains(&key)).map(|(rank, _)| *rank)
        };
        // In these builders a label is a note for editors.
        let for_editors = key == "label" && (name.starts_with("ux_") || name.starts_with("et_pb_"));
        let only_says_size = family == Family::Picture && key == "title" || key == "title_text";
        if for_editors || only_says_size || key == "admin_label" {
            continue;
        }
        if found.value.starts_with("%5B%7B") || found.value.starts_with("%5b%7b") {
            continue;
        }
        if let Some(rank) = in_list(&WORDS) {
            add(rank, found, false);
        } else if let Some(rank) = in_list(&PROSE) {
            add(rank, found, !is_known);
        } else if people && PEOPLE.contains(&key) {
            add(if key == "name" { Rank::Title } else { Rank::Below }, found, true);
        } else if key.is_empty() && found.quoted && !found.value.contains("://") {
            add(Rank::Text, found, true);
        }
    }
    if counts && let Some(text) = number_of_tag(tag) {
        words.push(Word { rank: Rank::Number, key: "number".to_owned(), text, url: None });
    }
    words.extend(packed_words(tag));
    words
}

/// The number that an element counts to, with its sign: `250+`.
fn number_of_tag(tag: &Tag) -> Option<String> {
    let number = NUMBERS.iter().find_map(|key| tag.attribute(key)).map(str::trim)?;
    if !number.chars().any(|c| c.is_ascii_digit()) || number.contains("%5B") {
        return None;
    }
    let part = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| tag.attribute(key)).map(str::trim);
        found.filter(|sign| !sign.is_empty() && sign.chars().count() <= 12).unwrap_or_default()
    };
    let symbol = part(&["symbol", "unit", "units"]);
    let before = ["symbol_position", "unit_pos"]
        .iter()
        .any(|key| tag.attribute(key) == Some("before") || tag.attribute(key) == Some("prefix"));
    let prefix = part(&["prefix", "counter_prefix", "num_prefix", "currency", "number_prefix"]);
    let suffix = part(&["suffix", "counter_suffix", "num_suffix", "number_suffix"]);
    let (ahead, behind) = if before { (symbol, "") } else { ("", symbol) };
    let percent = ["percent", "percentage"].iter().any(|key| tag.attribute(key) == Some(number));
    let sign = if percent && !number.ends_with('%') { "%" } else { "" };
    let text = format!("{prefix}{ahead}{number}{sign}{behind}{suffix}");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words of WPBakery's groups: a list in JSON, percent-encoded.
fn packed_words(tag: &Tag) -> Vec<Word> {
    let mut words = Vec::new();
    for found in &tag.attributes {
        if !found.value.to_ascii_lowercase().starts_with("%5b%7b") {
            continue;
        }
        let decoded = percent_encoding::percent_decode_str(&found.value).decode_utf8_lossy();
        let Ok(Value::Array(items)) = serde_json::from_str::<Value>(&decoded) else { continue };
        for item in items.iter().take(1_000) {
            let text =
                |key: &str| item.get(key).and_then(Value::as_str).and_then(|value| words_of(value, true));
            let keys = WORDS.iter().chain(&PROSE).flat_map(|(_, keys)| *keys);
            let mut parts: Vec<String> = keys.filter_map(|key| text(key)).collect();
            let value =
                item.get("value").and_then(Value::as_str).filter(|value| value.parse::<f64>().is_ok());
            parts.extend(value.filter(|_| !parts.is_empty()).map(str::to_owned));
            if parts.is_empty() {
                continue;
            }
            let link = LINKS.iter().find_map(|key| target_of(item.get(*key)?.as_str()?));
            let url = link.map(|target| target.url);
            words.push(Word { rank: Rank::Text, key: found.key.clone(), text: parts.join(" "), url });
        }
    }
    words
}

/// The address of a picture; a number is the media library's.
fn picture_address(value: &str, family: Family) -> Option<String> {
    if number_of(value).is_some() {
        return None;
    }
    let url = address_of(value.split('|').next().unwrap_or_default())?;
    (family == Family::Picture || urls::names_a_picture(&url)).then_some(url)
}

/// The level that a heading's attributes state.
fn level_of(tag: &Tag) -> u8 {
    let keys = [
        "tag",
        "heading_tag",
        "tag_name",
        "html_tag",
        "header_tag",
        "level",
        "title_level",
        "header_level",
        "size",
    ];
    let digit = |value: &str| {
        let value = value.trim().trim_start_matches(['h', 'H']);
        value.parse::<u8>().ok().filter(|level| (1..=6).contains(level))
    };
    let container = tag
        .attribute("font_container")
        .and_then(|value| digit(value.split('|').find_map(|part| part.strip_prefix("tag:"))?));
    container.or_else(|| keys.iter().find_map(|key| digit(tag.attribute(key)?))).unwrap_or(2)
}

fn has_block(html: &str) -> bool {
    html.split('<').skip(1).any(|tag| super::is_block(&super::tag_name_of(tag)))
}

/// Whether a link can be laid around this.
fn can_be_linked(html: &str) -> bool {
    let has_link =
        html.split('<').skip(1).any(|tag| matches!(super::tag_name_of(tag).as_str(), "a" | "table" | "li"));
    !has_link && !html.contains('[')
}
