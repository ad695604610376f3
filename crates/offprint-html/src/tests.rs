//! The writer against judges that it does not share code with: an XML parser and ammonia.

mod any_model;
mod shown;

use super::*;
use ammonia::Builder;
use any_model::any_blocks;
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

/// Every `id` is there once, and every link within the fragment leads to one.
fn links_and_ids(xhtml: &str) {
    let page = format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{xhtml}</body>");
    let document = roxmltree::Document::parse(&page).unwrap();
    let mut ids = HashSet::new();
    for id in document.descendants().filter_map(|node| node.attribute("id")) {
        assert!(ids.insert(id.to_owned()), "twice: {id}");
        assert!(!id.is_empty() && !id.contains(char::is_whitespace));
    }
    for href in document.descendants().filter_map(|node| node.attribute("href")) {
        if let Some(fragment) = href.strip_prefix('#') {
            let id = percent_encoding::percent_decode_str(fragment).decode_utf8().unwrap();
            assert!(ids.contains(&*id), "nowhere: {href}");
        }
    }
}

/// What the parents of an element may be: the content models that a parser does not enforce.
fn content_models(xhtml: &str) {
    const PHRASING: &str = "p h1 h2 h3 h4 h5 h6 pre code em strong s u mark sub sup kbd q abbr span a dt caption \
                            summary cite figcaption";
    const FLOW: &str =
        "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table figure audio video details hr div aside section";
    let page = format!("<body xmlns:epub=\"http://www.idpf.org/2007/ops\">{xhtml}</body>");
    let document = roxmltree::Document::parse(&page).unwrap();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let Some(parent) = node.parent_element() else { continue };
        let parent = parent.tag_name().name();
        let is = |list: &str, name: &str| list.split_whitespace().any(|known| known == name);
        assert!(!(is(PHRASING, parent) && is(FLOW, name)), "{name} in {parent}: {xhtml}");
        assert_eq!(name == "li", ["ul", "ol"].contains(&parent), "{name} in {parent}");
        assert_eq!(is("dt dd", name), parent == "dl", "{name} in {parent}");
        assert_eq!(is("td th", name), parent == "tr", "{name} in {parent}");
        assert_eq!(name == "tr", is("thead tbody tfoot", parent), "{name} in {parent}");
        if is("h1 h2 h3 h4 h5 h6 footer", name) {
            assert!(!node.ancestors().any(|above| above.has_tag_name("th")), "{name} in th");
        }
        if name == "a" {
            assert!(!node.ancestors().skip(1).any(|above| above.has_tag_name("a")), "a in a");
            assert!(node.has_attribute("href"));
        }
        if name == "img" {
            assert!(node.has_attribute("alt") && node.has_attribute("src"));
        }
        let first = node.prev_sibling_element().is_none();
        let last = node.next_sibling_element().is_none();
        assert!(name != "summary" || first);
        assert!(name != "figcaption" || last);
        assert!(name != "caption" || first);
        if name == "dl" {
            assert_eq!(node.first_element_child().map(|child| child.tag_name().name()), Some("dt"));
            assert_eq!(node.last_element_child().map(|child| child.tag_name().name()), Some("dd"));
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_model_makes_html_that_ammonia_leaves_alone(blocks in any_blocks()) {
        let html = blocks_to_html(&blocks, &Options::default());
        proptest::prop_assert_eq!(allowed().clean(&html).to_string(), as_parsers_write(&html));
    }

    #[test]
    fn any_model_says_the_same_in_both_syntaxes(blocks in any_blocks()) {
        let options = Options { id_prefix: "p7-", ..Options::default() };
        let html = blocks_to_html(&blocks, &options);
        let xhtml = blocks_to_html(&blocks, &Options { syntax: Syntax::Xhtml, ..options });
        proptest::prop_assert_eq!(html_text(&html), xml_text(&xhtml));
        links_and_ids(&xhtml);
        content_models(&xhtml);
    }

    #[test]
    fn any_model_makes_sound_xhtml_for_books(blocks in any_blocks()) {
        let options = Options {
            syntax: Syntax::Xhtml,
            heading_shift: 2,
            id_prefix: "c1-",
            notes: Notes::Popups,
            details: DetailsAs::Open,
            media: MediaAs::Links,
            classes: true,
            styles: true,
            surroundings: &NoPictures,
            ..Options::default()
        };
        let xhtml = blocks_to_html(&blocks, &options);
        links_and_ids(&xhtml);
        content_models(&xhtml);
        proptest::prop_assert!(!xhtml.contains("<img") && !xhtml.contains("<audio") && !xhtml.contains("<video"));
    }
}

struct NoPictures;

impl Surroundings for NoPictures {
    fn picture(&self, _image: &offprint_core::Image) -> Picture {
        Picture::Missing
    }
}
