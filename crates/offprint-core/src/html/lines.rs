//! Inlines: what runs within a line.

use super::arena::{Arena, NodeId};
use super::cleaner::{Cleaner, is_block};
use super::notation::Piece;
use super::pictures::{self, Shown};
use super::rules::{Action, local};
use super::{embeds, inline_code, lists, mathml, media, notes, tidy, urls};
use crate::diagnostic::codes;
use crate::model::{Block, Direction, Inline, Language, Link};

/// What an inline element lays around its content.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wrap {
    Emphasis,
    Strong,
    Strike,
    Underline,
    Highlight,
    Subscript,
    Superscript,
    Keyboard,
    Quote,
    Abbreviation(Option<String>),
    Link(String, Option<String>),
    Span(Option<Language>, Option<Direction>),
    /// Code around blocks: the text of each line is code.
    Code,
}

impl Wrap {
    /// What this element means; `None` for one that only loses its tags.
    pub(super) fn of(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Self> {
        let arena = cleaner.arena;
        let style = arena.attribute(node, "style").unwrap_or_default();
        match arena.name(node) {
            "em" | "i" | "cite" | "var" | "dfn" => (!is_icon(arena, node)).then_some(Self::Emphasis),
            "strong" | "b" => (!declares(style, "font-weight", &["normal", "400"])).then_some(Self::Strong),
            "del" | "s" | "strike" => Some(Self::Strike),
            "u" | "ins" => Some(Self::Underline),
            "mark" => {
                let painted = !arena.has_class(node, "has-inline-color") || has_background(style);
                painted.then_some(Self::Highlight)
            }
            "sub" => Some(Self::Subscript),
            "sup" => Some(Self::Superscript),
            "kbd" => Some(Self::Keyboard),
            "q" => Some(Self::Quote),
            "abbr" | "acronym" => Some(Self::Abbreviation(own_title(arena, node))),
            "a" => Self::link(cleaner, node),
            name if inline_code::is_code(name) => Some(Self::Code),
            "span" | "bdi" | "bdo" => Self::span(cleaner, node, style),
            _ => None,
        }
    }

    pub(super) fn is_link(&self) -> bool {
        matches!(self, Self::Link(..))
    }

    /// The inline with this content.
    pub(super) fn around(&self, content: Vec<Inline>) -> Inline {
        match self.clone() {
            Self::Emphasis => Inline::Emphasis(content),
            Self::Strong => Inline::Strong(content),
            Self::Strike => Inline::Strike(content),
            Self::Underline => Inline::Underline(content),
            Self::Highlight => Inline::Highlight(content),
            Self::Subscript => Inline::Subscript(content),
            Self::Superscript => Inline::Superscript(content),
            Self::Keyboard => Inline::Keyboard(content),
            Self::Quote => Inline::Quote(content),
            Self::Abbreviation(title) => Inline::Abbreviation { title, content },
            Self::Link(url, title) => Inline::Link(Link { url, title, content }),
            Self::Span(language, direction) => Inline::Span { language, direction, content },
            Self::Code => {
                let mut code = Vec::with_capacity(content.len());
                inline_code::into_code(content, inline_code::WhiteSpace::Folded, &mut code);
                Inline::Span { language: None, direction: None, content: code }
            }
        }
    }

    fn link(cleaner: &mut Cleaner<'_>, node: NodeId) -> Option<Self> {
        let arena = cleaner.arena;
        let href = arena.attribute(node, "href")?;
        if cleaner.in_link {
            return None;
        }
        let auto = arena.attributes(node).any(|(name, _)| name.starts_with("data-wpil"))
            || arena.has_class(node, "wpil_keyword_link");
        if auto && cleaner.wants(local::UNLINK) {
            cleaner.report.fired(local::UNLINK, "");
            return None;
        }
        let auto = auto && cleaner.applies(local::AUTO_LINK);
        if auto {
            cleaner.report.fired(local::AUTO_LINK, "");
        }
        let Some(url) = resolve(cleaner, href).or_else(|| dead_end(cleaner, href)) else {
            if matches!(href.trim(), "" | "#") {
                cleaner.report.fired(local::DEAD_LINK, "");
            } else {
                cleaner.report.fired(local::UNSAFE_URL, "");
                cleaner.warn(
                    codes::LINK_UNSAFE,
                    format!("a link to `{}` was taken out, its text kept", shorten(href)),
                );
            }
            return None;
        };
        if urls::has_credentials(href) {
            cleaner.report.fired(local::UNSAFE_URL, "");
            let message = format!("the name and password in a link to `{}` were taken out", shorten(&url));
            cleaner.warn(codes::CREDENTIALS_REMOVED, message);
        }
        let url = match urls::without_tracking(&url) {
            Some(bare) if cleaner.wants(local::PARAMETERS) => {
                cleaner.report.fired(local::PARAMETERS, "");
                bare
            }
            _ => url,
        };
        // A title that an automatic link repeats from its target, or that repeats the text, says nothing.
        let text = arena.text_content(node);
        let title = if cleaner.kept().typing {
            arena.attribute(node, "title").map(str::to_owned).filter(|title| !auto && !title.is_empty())
        } else {
            own_title(arena, node).filter(|title| !auto && title.trim() != text.trim() && *title != url)
        };
        Some(Self::Link(url, title))
    }

    fn span(cleaner: &mut Cleaner<'_>, node: NodeId, style: &str) -> Option<Self> {
        let (language, direction) = cleaner.stated_language(node);
        if language.is_some() || direction.is_some() {
            return Some(Self::Span(language, direction));
        }
        if declares(style, "font-weight", &["bold", "bolder", "600", "700", "800", "900"]) {
            Some(Self::Strong)
        } else if declares(style, "font-style", &["italic", "oblique"]) {
            Some(Self::Emphasis)
        } else if declares(style, "text-decoration", &["line-through"])
            || declares(style, "text-decoration-line", &["line-through"])
        {
            Some(Self::Strike)
        } else {
            if !style.is_empty() {
                cleaner.report.fired(local::STYLE, "");
            }
            None
        }
    }
}

/// The children of a node as one line; blocks among them are set in it, a space between.
pub(super) fn children_to_inlines(cleaner: &mut Cleaner<'_>, node: NodeId) -> Vec<Inline> {
    let mut line = Vec::new();
    let went = cleaner.deeper(|cleaner| {
        let arena = cleaner.arena;
        for child in arena.children(node) {
            node_to_inlines(cleaner, child, &mut line);
        }
    });
    if went.is_none() {
        line.push(Inline::Text(cleaner.visible_text(node)));
    }
    line
}

/// A node as part of a line.
pub(super) fn node_to_inlines(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    if let Some(text) = arena.text(node) {
        text_to_inlines(cleaner, node, text, line);
        return;
    }
    if cleaner.notes.is_mark(node) {
        notes::mark(cleaner, node, line);
        return;
    }
    if cleaner.is_told_elsewhere(node) {
        return;
    }
    if let Some((rule, Action::Drop)) = cleaner.action(node) {
        if !lists::is_task_box(arena, node) {
            cleaner.drop_node(rule, node);
        }
        return;
    }
    if let Some(math) = mathml::rendered(cleaner, node) {
        line.extend(math.map(Inline::Math));
        return;
    }
    match arena.name(node) {
        "" => {}
        "br" => line.push(Inline::Break),
        "wbr" => line.push(Inline::Text("\u{200b}".to_owned())),
        "img" => picture(cleaner, node, line),
        "noscript" => pictures::noscript(cleaner, node, line),
        name if inline_code::is_code(name) => inline_code::code_to_inlines(cleaner, node, line),
        "math" => line.extend(mathml::math_of(cleaner, node).map(Inline::Math)),
        "iframe" | "lite-youtube" => line.extend(embeds::frame_as_link(cleaner, node)),
        "audio" | "video" => line.extend(media::player_as_link(cleaner, node)),
        "ruby" => ruby(cleaner, node, line),
        "a" if is_more_link(arena, node) && cleaner.applies(local::MORE_LINK) => {
            cleaner.drop_node(local::MORE_LINK, node);
        }
        "a" if is_last_read_more(arena, node) && cleaner.applies(local::READ_MORE) => {
            cleaner.drop_node(local::READ_MORE, node);
        }
        _ => element(cleaner, node, line),
    }
}

/// The characters of a text node, or what stands in their place; what would stand apart is set in the line.
fn text_to_inlines(cleaner: &mut Cleaner<'_>, node: NodeId, text: &str, line: &mut Vec<Inline>) {
    if cleaner.notes.is_separator(node) {
        notes::mark(cleaner, node, line);
        return;
    }
    let Some(pieces) = cleaner.notation.of(node).map(<[Piece]>::to_vec) else {
        line.push(Inline::Text(text.to_owned()));
        return;
    };
    for piece in pieces {
        match piece {
            Piece::Text(range) => line.push(Inline::Text(text[range].to_owned())),
            Piece::Gone(rule, words) => cleaner.report.fired(rule, &words),
            Piece::Inline(inline) => line.push(inline),
            Piece::Block(Block::Math(math)) => line.push(Inline::Math(math)),
            Piece::Block(Block::Code(code)) => {
                for (index, text) in code.text.split('\n').enumerate() {
                    line.extend((index > 0).then_some(Inline::Break));
                    line.push(Inline::Code(text.to_owned()));
                }
            }
            Piece::Block(Block::Embed(embed)) => line.push(cleaner.outside_links(embeds::as_link(embed))),
            Piece::Block(Block::Media(media)) => line.push(cleaner.outside_links(media::as_link(media))),
            Piece::Block(_) | Piece::CaptionBegins | Piece::CaptionEnds => {}
        }
    }
}

fn element(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    let Some(wrap) = Wrap::of(cleaner, node) else {
        let apart = is_block(arena.name(node));
        if apart {
            line.push(Inline::Text(" ".to_owned()));
        }
        line.extend(children_to_inlines(cleaner, node));
        if apart {
            line.push(Inline::Text(" ".to_owned()));
        }
        return;
    };
    let outer = cleaner.in_link;
    cleaner.in_link |= wrap.is_link();
    let content = match &wrap {
        Wrap::Span(language, direction) => {
            cleaner.in_language(language.as_ref(), *direction, |cleaner| children_to_inlines(cleaner, node))
        }
        _ => children_to_inlines(cleaner, node),
    };
    cleaner.in_link = outer;
    if !content.is_empty() || (wrap.is_link() && cleaner.kept().empty_links) {
        line.push(wrap.around(content));
    }
}

fn picture(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    match pictures::shown(cleaner, node) {
        Shown::Picture(image) => line.push(Inline::Image(image)),
        Shown::Text(text) => line.push(Inline::Text(text)),
        Shown::Math(math) => line.push(Inline::Math(math)),
        Shown::Nothing => {}
    }
}

/// A reading aid over a character: the aid follows in parentheses, as `rp` would have it.
fn ruby(cleaner: &mut Cleaner<'_>, node: NodeId, line: &mut Vec<Inline>) {
    let arena = cleaner.arena;
    let parenthesised = arena.find(node, "rp").is_some();
    for child in arena.children(node) {
        if arena.name(child) == "rt" && !parenthesised {
            line.push(Inline::Text("（".to_owned()));
            line.extend(children_to_inlines(cleaner, child));
            line.push(Inline::Text("）".to_owned()));
        } else {
            node_to_inlines(cleaner, child, line);
        }
    }
}

/// Returns the link's URL: absolute, relative where no base is known, or a fragment. A fragment without a heading of
/// this post leads to the post's own page; where that is not known, it stays as it is.
fn resolve(cleaner: &Cleaner<'_>, href: &str) -> Option<String> {
    let url = urls::link_url(href, cleaner.base())?;
    let Some(fragment) = url.strip_prefix('#') else { return Some(url) };
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
    if let Some(anchor) = cleaner.anchors.get(fragment).or_else(|| cleaner.anchors.get(&*decoded)) {
        return Some(format!("#{anchor}"));
    }
    let Some(page) = cleaner.page() else { return Some(url) };
    let page = page.as_str().split('#').next().unwrap_or_default();
    urls::link_url(&format!("{page}#{fragment}"), None)
}

/// The address of a link that leads nowhere, where such links stay: the page itself, or a place that it does not have.
fn dead_end(cleaner: &Cleaner<'_>, href: &str) -> Option<String> {
    if cleaner.applies(local::DEAD_LINK) {
        return None;
    }
    urls::dead_end(href, cleaner.base())
}

fn own_title(arena: &Arena, node: NodeId) -> Option<String> {
    let title = tidy::fold_spaces(arena.attribute(node, "title")?);
    let title = title.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// A link that says `read more`, as the last thing in its block.
fn is_last_read_more(arena: &Arena, node: NodeId) -> bool {
    let named = |class: &str| class.starts_with("read-more") || class.starts_with("continue-reading");
    if !arena.classes(node).any(named) {
        return false;
    }
    let blank = |node: NodeId| {
        arena.comment(node).is_some()
            || arena.text(node).map_or(arena.name(node) == "br", |text| text.trim().is_empty())
    };
    let mut at = node;
    loop {
        let mut after = std::iter::successors(arena.next(at), |&next| arena.next(next));
        if !after.all(blank) {
            return false;
        }
        match arena.parent(at) {
            Some(parent) if !is_block(arena.name(parent)) && parent != arena.root() => at = parent,
            _ => return true,
        }
    }
}

fn is_more_link(arena: &Arena, node: NodeId) -> bool {
    arena.has_class(node, "more-link")
}

/// An icon font's `<i class="fa fa-star"></i>`.
fn is_icon(arena: &Arena, node: NodeId) -> bool {
    arena.children(node).next().is_none()
}

fn declares(style: &str, property: &str, values: &[&str]) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end().to_ascii_lowercase();
        name.trim().eq_ignore_ascii_case(property) && values.contains(&value.as_str())
    })
}

fn has_background(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        let clear = value.is_empty() || value == "transparent" || value.starts_with("rgba(0, 0, 0, 0)");
        name.trim().to_ascii_lowercase().starts_with("background") && !clear && value != "rgba(0,0,0,0)"
    })
}

fn shorten(url: &str) -> String {
    let line: String = url.chars().filter(|c| !c.is_control()).take(60).collect();
    if line.len() < url.len() { format!("{line}…") } else { line }
}
