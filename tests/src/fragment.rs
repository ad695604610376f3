//! HTML as a reader of the text sees it: by `scraper`, which offprint does not use.

use scraper::{ElementRef, Html, Selector, node::Node};

/// What stands in a piece of HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fragment {
    /// Level and text of each heading.
    pub headings: Vec<(u8, String)>,
    /// Address and text of each link.
    pub links: Vec<(String, String)>,
    /// Thematic breaks.
    pub rules: usize,
    /// For each list within an item: the item's own text and the number of items in it.
    pub nested: Vec<(String, usize)>,
    /// Lists without items.
    pub empty_lists: usize,
    /// All text, a line each block.
    pub text: String,
}

/// Classes whose text is for screen readers only, or that hold no text of the author's.
const HIDDEN: [&str; 4] = ["sr-only", "screen-reader-text", "visually-hidden", "et_bloom_bottom_trigger"];

/// Reads a piece of HTML, or the body of a whole document.
pub fn read(html: &str) -> Fragment {
    let document =
        if html.contains("<body") { Html::parse_document(html) } else { Html::parse_fragment(html) };
    let mut fragment = Fragment::default();
    let root = document.select(&selector("body")).next().unwrap_or_else(|| document.root_element());
    visible_text(root, &mut fragment.text);
    for heading in root.select(&selector("h1, h2, h3, h4, h5, h6")) {
        let level = heading.value().name().as_bytes()[1] - b'0';
        fragment.headings.push((level, line_of(heading)));
    }
    for link in root.select(&selector("a[href]")) {
        fragment.links.push((link.value().attr("href").unwrap_or_default().to_owned(), line_of(link)));
    }
    fragment.rules = root.select(&selector("hr")).count();
    for list in root.select(&selector("li > ul, li > ol")) {
        let item = list.parent().and_then(ElementRef::wrap).expect("the list is in an item");
        fragment.nested.push((own_text(item), items_of(list)));
    }
    fragment.empty_lists = root.select(&selector("ul, ol")).filter(|list| items_of(*list) == 0).count();
    fragment
}

/// All text that a browser shows of a fragment, text for screen readers included, a line each block.
pub fn all_text(html: &str) -> String {
    let mut text = String::new();
    // A reader without scripts sees what `noscript` holds; this parser takes it for text.
    let html = html.replace("<noscript>", "").replace("</noscript>", "");
    shown_text(Html::parse_fragment(&html).root_element(), &mut text);
    text
}

/// The text of an entity-encoded line, such as a title.
pub fn line(html: &str) -> String {
    line_of(Html::parse_fragment(html).root_element())
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("the selector is well-formed")
}

fn items_of(list: ElementRef<'_>) -> usize {
    list.children()
        .filter(|child| child.value().as_element().is_some_and(|child| child.name() == "li"))
        .count()
}

fn line_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    visible_text(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An item's text without that of the lists in it.
fn own_text(item: ElementRef<'_>) -> String {
    let mut text = String::new();
    for child in item.children() {
        match ElementRef::wrap(child) {
            Some(child) if !matches!(child.value().name(), "ul" | "ol") => visible_text(child, &mut text),
            Some(_) => {}
            None => text.push_str(child.value().as_text().map_or("", |text| &text.text)),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown_text(element: ElementRef<'_>, text: &mut String) {
    let name = element.value().name();
    if matches!(
        name,
        "script" | "style" | "title" | "template" | "iframe" | "noframes" | "noembed" | "annotation"
    ) {
        return;
    }
    let is_block = matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "br"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "td"
            | "th"
            | "tr"
            | "ul"
    );
    if is_block {
        text.push('\n');
    }
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(own), _) => text.push_str(own),
            (_, Some(child)) => shown_text(child, text),
            _ => {}
        }
    }
    if is_block {
        text.push('\n');
    }
}

fn visible_text(element: ElementRef<'_>, text: &mut String) {
    if element.value().classes().any(|class| HIDDEN.contains(&class)) {
        return;
    }
    let name = element.value().name();
    if matches!(name, "script" | "style" | "head" | "title") {
        return;
    }
    let is_block = !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "time"
    );
    if is_block {
        text.push('\n');
    }
    for child in element.children() {
        match child.value() {
            Node::Text(own) => text.push_str(own),
            Node::Element(_) => {
                ElementRef::wrap(child).into_iter().for_each(|child| visible_text(child, text));
            }
            _ => {}
        }
    }
    if is_block {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_read() {
        let html = "<h2>A<em>b</em></h2><ul><li>one:<ul><li>x</li><li>y</li></ul></li></ul><hr>\
                    <p>see <a href='/p?a=1&amp;b=%B0'>this<span class='sr-only'> (opens)</span></a>.</p><ol></ol>";
        let fragment = read(html);
        assert_eq!(fragment.headings, [(2, "Ab".to_owned())]);
        assert_eq!(fragment.links, [("/p?a=1&b=%B0".to_owned(), "this".to_owned())]);
        assert_eq!(fragment.nested, [("one:".to_owned(), 2)]);
        assert_eq!((fragment.rules, fragment.empty_lists), (1, 1));
        assert_eq!(crate::words::pieces(&fragment.text), ["Ab", "one:", "x", "y", "see", "this."]);
    }
}
