//! The writer against judges that it does not share code with: an XML parser and ammonia.

use super::*;
use ammonia::Builder;
use offprint_core::specimen;
use std::collections::{HashMap, HashSet};

/// All that the writer may write, when told to write the most.
fn allowed() -> Builder<'static> {
    let tags = "a abbr audio blockquote br caption cite code dd del details div dl dt em figcaption figure footer \
                h1 h2 h3 h4 h5 h6 hr img kbd li mark math mi mn mo mrow msup mfrac mtext ol p pre q s section span \
                strong sub summary sup table tbody td tfoot th thead tr u ul video";
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", "href title"),
        ("abbr", "title"),
        ("audio", "controls preload src"),
        ("details", "open"),
        ("img", "src alt title width height"),
        ("li", "value"),
        ("math", "display alttext"),
        ("ol", "start reversed type"),
        ("td", "colspan rowspan"),
        ("th", "colspan rowspan scope"),
        ("video", "controls preload src poster"),
    ]
    .map(|(tag, names)| (tag, names.split_whitespace().collect()))
    .into();
    let mut builder = Builder::empty();
    builder
        .tags(tags.split_whitespace().collect())
        .tag_attributes(attributes)
        .generic_attributes(["id", "lang", "dir"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// HTML's serialization writes this one entity besides.
fn as_parsers_write(html: &str) -> String {
    html.replace('\u{a0}', "&nbsp;")
}

fn xhtml(blocks: &[Block]) -> String {
    blocks_to_html(blocks, &Options { syntax: Syntax::Xhtml, notes: Notes::Popups, ..Options::default() })
}

fn xml_text(xhtml: &str) -> String {
    let page = format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{xhtml}</body>");
    let document = roxmltree::Document::parse(&page).unwrap_or_else(|error| panic!("{error} in {page}"));
    document.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect()
}

fn html_text(html: &str) -> String {
    let page = scraper::Html::parse_fragment(html);
    page.root_element().text().collect()
}

#[test]
fn ammonia_finds_nothing_to_remove() {
    let html = blocks_to_html(&specimen::blocks(), &Options::default());
    assert_eq!(allowed().clean(&html).to_string(), as_parsers_write(&html));
}

#[test]
fn xhtml_is_well_formed_and_says_the_same() {
    let endnotes = Options { syntax: Syntax::Xhtml, ..Options::default() };
    let html = blocks_to_html(&specimen::blocks(), &Options::default());
    assert_eq!(html_text(&html), xml_text(&blocks_to_html(&specimen::blocks(), &endnotes)));
    assert!(xml_text(&xhtml(&specimen::blocks())).contains("What the note says."));
}
