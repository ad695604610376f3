//! What is written for what, case by case.

use crate::*;
use offprint_core::*;
use std::borrow::Cow;

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(content: &str) -> Block {
    Block::Paragraph(vec![text(content)])
}

fn link(url: &str, content: Vec<Inline>) -> Inline {
    Inline::Link(Link { url: url.into(), title: None, content })
}

fn note(number: u32, body: &str) -> Inline {
    Inline::Note(Note { number, body: vec![paragraph(body)] })
}

fn heading(level: u8, anchor: &str) -> Block {
    Block::Heading(Heading { level, content: vec![text("H")], anchor: Some(anchor.into()) })
}

fn check(block: Block, expected: &str) {
    check_with(&[block], &Options::default(), expected);
}

fn check_with(blocks: &[Block], options: &Options, expected: &str) {
    assert_eq!(blocks_to_html(blocks, options), expected);
}

#[test]
fn verses_keep_their_indents() {
    let lines =
        vec![text("  one  two\n three"), Inline::Break, Inline::Emphasis(vec![text("four ")]), text(" five")];
    check(Block::Verse(lines), "<p>\u{a0}\u{a0}one \u{a0}two<br>\u{a0}three<br><em>four </em>\u{a0}five</p>");
}

#[test]
fn preformatted_text_keeps_its_first_newline() {
    let blocks = [Block::Preformatted(vec![text("\n  a")])];
    check_with(&blocks, &Options::default(), "<pre>\n\n  a</pre>");
    check_with(&blocks, &Options { syntax: Syntax::Xhtml, ..Options::default() }, "<pre>\n  a</pre>");
}

#[test]
fn code_names_its_language_where_classes_may_stand() {
    let code = [Block::Code(Code { language: Some("c++".into()), text: "a < b".into() })];
    check_with(&code, &Options::default(), "<pre><code>a &lt; b</code></pre>");
    let classes = Options { classes: true, ..Options::default() };
    check_with(&code, &classes, "<pre><code class=\"language-c++\">a &lt; b</code></pre>");
}

#[test]
fn headings_go_down_and_stop_at_six() {
    let shifted = Options { heading_shift: 3, id_prefix: "p7-", ..Options::default() };
    let blocks = [heading(2, "a b"), heading(5, "a b"), heading(200, "c")];
    check_with(&blocks, &shifted, "<h5 id=\"p7-a-b\">H</h5>\n<h6>H</h6>\n<h6 id=\"p7-c\">H</h6>");
}

#[test]
fn links_within_lead_to_anchors_or_to_where_the_surroundings_say() {
    struct Elsewhere;
    impl Surroundings for Elsewhere {
        fn link<'a>(&self, url: &'a str) -> Cow<'a, str> {
            match url {
                "#gone" => "ch2.xhtml#gone".into(),
                "https://garden.example/drop" => "".into(),
                _ => url.into(),
            }
        }
    }
    let to = |url: &str| Block::Paragraph(vec![link(url, vec![text("x")])]);
    let blocks = [
        heading(2, "é 1"),
        to("#é 1"),
        to("#%C3%A9%201"),
        to("#gone"),
        to("#lost"),
        to("https://garden.example/drop"),
        to("javascript:alert(1)"),
        to("ch3.xhtml"),
    ];
    let expected = "<h2 id=\"é-1\">H</h2>\n<p><a href=\"#é-1\">x</a></p>\n<p><a href=\"#é-1\">x</a></p>\n\
                    <p><a href=\"ch2.xhtml#gone\">x</a></p>\n<p>x</p>\n<p>x</p>\n<p>x</p>\n<p>x</p>";
    check_with(&blocks, &Options { surroundings: &Elsewhere, ..Options::default() }, expected);
    let without = Options { anchors: false, surroundings: &Elsewhere, ..Options::default() };
    check_with(&blocks[..2], &without, "<h2>H</h2>\n<p>x</p>");
}

#[test]
fn no_link_is_within_a_link() {
    let inner = vec![link("https://b.example/", vec![text("b")]), note(1, "n")];
    let blocks = [Block::Paragraph(vec![link("https://a.example/", inner)])];
    let expected = "<p><a href=\"https://a.example/\">b<sup>1</sup></a></p>\n<div>\n<hr>\n<ol>\n<li id=\"fn-1\">\n\
                    <p>n</p>\n</li>\n</ol>\n</div>";
    check_with(&blocks, &Options::default(), expected);
}

#[test]
fn notes_are_written_once_and_numbered_as_their_marks() {
    let blocks = [heading(2, "fn-2"), Block::Paragraph(vec![note(2, "n"), text(" "), note(2, "n")])];
    let expected = "<h2 id=\"fn-2\">H</h2>\n<p><sup><a id=\"fnref-2\" href=\"#fn-2-2\">2</a></sup> \
                    <sup><a id=\"fnref-2-2\" href=\"#fn-2-2\">2</a></sup></p>\n<div>\n<hr>\n<ol>\n\
                    <li id=\"fn-2-2\" value=\"2\">\n<p>n <a title=\"2\" href=\"#fnref-2\">↩\u{fe0e}</a> \
                    <a title=\"2\" href=\"#fnref-2-2\">↩\u{fe0e}</a></p>\n</li>\n</ol>\n</div>";
    check_with(&blocks, &Options::default(), expected);
}

#[test]
fn books_show_notes_in_place() {
    let blocks = [Block::Paragraph(vec![text("a"), note(1, "n")])];
    let book =
        Options { syntax: Syntax::Xhtml, notes: Notes::Popups, id_prefix: "c1-", ..Options::default() };
    let expected = "<p>a<sup><a epub:type=\"noteref\" role=\"doc-noteref\" id=\"fnref-c1-1\" href=\"#fn-c1-1\">1\
                    </a></sup></p>\n<section epub:type=\"footnotes\">\n<aside epub:type=\"footnote\" \
                    role=\"doc-footnote\" id=\"fn-c1-1\">\n<p><a epub:type=\"backlink\" role=\"doc-backlink\" \
                    href=\"#fnref-c1-1\">1.</a> n</p>\n</aside>\n</section>";
    check_with(&blocks, &book, expected);
}

#[test]
fn a_line_has_no_place_for_notes() {
    let inlines = [text("Title"), note(1, "n")];
    assert_eq!(inlines_to_html(&inlines, &Options::default()), "Title");
}

#[test]
fn pictures_are_where_the_surroundings_have_them() {
    struct Local;
    impl Surroundings for Local {
        fn picture(&self, image: &Image) -> Picture {
            match image.id {
                Some(1) => Picture::Sized { src: "i1.jpg".into(), width: 40, height: 30 },
                _ => Picture::Missing,
            }
        }
    }
    let url = "https://a.example/x%20y.jpg";
    let image =
        |id| Image { url: url.into(), id: Some(id), width: Some(400), height: Some(0), ..Image::default() };
    let figure = |id, link: Option<&str>| {
        Block::Figure(Figure { image: image(id), link: link.map(str::to_owned), ..Figure::default() })
    };
    let local = Options { surroundings: &Local, ..Options::default() };
    let sized = "<img src=\"i1.jpg\" alt=\"\" width=\"40\" height=\"30\">";
    check_with(&[figure(1, None)], &local, &format!("<figure>{sized}</figure>"));
    let german = Options { picture_label: "Bild", ..local };
    let missing = "<figure><span><a href=\"https://a.example/x%20y.jpg\">Bild</a></span></figure>";
    check_with(&[figure(2, Some("https://b.example/"))], &german, missing);
    let named = "<figure><a href=\"https://b.example/\"><img src=\"https://a.example/x%20y.jpg\" alt=\"Picture\" \
                 width=\"400\"></a></figure>";
    check(figure(3, Some("https://b.example/")), named);
}

#[test]
fn words_for_missing_pictures_are_apart_from_the_text() {
    struct Gone;
    impl Surroundings for Gone {
        fn picture(&self, _image: &Image) -> Picture {
            Picture::Missing
        }
    }
    let gone = Options { surroundings: &Gone, ..Options::default() };
    let url = "https://a.example/x.jpg";
    let image = |alt: &str| {
        let alt = (!alt.is_empty()).then(|| alt.to_owned());
        Inline::Image(Image { url: url.into(), alt, ..Image::default() })
    };
    let shown = |name: &str| format!("<span><a href=\"{url}\">{name}</a></span>");
    let check_line = |line: Vec<Inline>, expected: &str| {
        check_with(&[Block::Paragraph(line)], &gone, &format!("<p>{expected}</p>"));
    };
    let (none, logo) = (shown("Picture"), shown("Logo"));
    check_line(
        vec![text("Supplier"), image(""), image("Logo"), text("sells")],
        &format!("Supplier {none} {logo} sells"),
    );
    check_line(vec![text("Supplier "), image(""), text(" sells")], &format!("Supplier {none} sells"));
    check_line(
        vec![Inline::Strong(vec![text("Supplier")]), Inline::Emphasis(vec![image("")]), text("sells")],
        &format!("<strong>Supplier</strong> <em>{none}</em> sells"),
    );
    check_line(
        vec![text("Supplier"), link("https://b.example/", vec![image("Logo")]), text("sells")],
        "Supplier <a href=\"https://b.example/\"><span>Logo</span></a> sells",
    );
    check_line(vec![text("("), image(""), text(")")], &format!("({none})"));
    check_line(vec![text("a"), Inline::Break, image(""), Inline::Break], &format!("a<br>{none}<br>"));
}

#[test]
fn films_are_links_where_there_are_no_players() {
    let media = Media {
        kind: MediaKind::Video,
        url: "https://a.example/v.mp4".into(),
        media_type: None,
        title: Vec::new(),
        poster: Some("https://a.example/v.png".into()),
        caption: vec![text("C")],
    };
    let links = Options { media: MediaAs::Links, ..Options::default() };
    let expected = "<figure>\n<p><a href=\"https://a.example/v.mp4\"><img src=\"https://a.example/v.png\" alt=\"\">\
                    <br>v.mp4</a></p>\n<figcaption>C</figcaption>\n</figure>";
    check_with(&[Block::Media(media)], &links, expected);
}

#[test]
fn embeds_are_cards() {
    let embed = Embed { url: "https://v.example/1".into(), provider: "Video".into(), ..Embed::default() };
    let plain = "<p>Video: <a href=\"https://v.example/1\">https://v.example/1</a></p>";
    check(Block::Embed(embed.clone()), plain);
    let quoted = Embed { title: Some("T".into()), quote: vec![paragraph("q")], ..embed };
    let expected = "<figure>\n<blockquote>\n<p>q</p>\n</blockquote>\n<p>Video: <a href=\"https://v.example/1\">T</a>\
                    </p>\n</figure>";
    check(Block::Embed(quoted), expected);
}

#[test]
fn attributions_get_one_dash() {
    let quote = |by: &str| Block::Quote(Quote { blocks: vec![paragraph("q")], attribution: vec![text(by)] });
    check(quote("Ada"), "<blockquote>\n<p>q</p>\n<footer>— <cite>Ada</cite></footer>\n</blockquote>");
    check(quote("– Ada"), "<blockquote>\n<p>q</p>\n<footer><cite>– Ada</cite></footer>\n</blockquote>");
}

#[test]
fn header_cells_hold_neither_headings_nor_footers() {
    let blocks =
        vec![heading(2, "a"), Block::Quote(Quote { blocks: Vec::new(), attribution: vec![text("A")] })];
    let cell =
        Cell { blocks, header: true, scope: Some(Scope::Row), align: Some(Align::Right), ..Cell::default() };
    let table = [Block::Table(Table { body: vec![Row { cells: vec![cell] }], ..Table::default() })];
    let expected = "<table>\n<tbody>\n<tr>\n<th scope=\"row\" style=\"text-align: right\">\n<p id=\"a\">H</p>\n\
                    <blockquote>\n<p>— <cite>A</cite></p>\n</blockquote>\n</th>\n</tr>\n</tbody>\n</table>";
    check_with(&table, &Options { styles: true, ..Options::default() }, expected);
}

#[test]
fn mathematics_in_either_notation() {
    let tree =
        MathNode::Element { name: "mi", attributes: Vec::new(), children: vec![MathNode::Text("x<".into())] };
    let math = [Block::Math(Math { tex: Some("x \\lt".into()), mathml: Some(tree) })];
    let xhtml = Options { syntax: Syntax::Xhtml, ..Options::default() };
    let expected =
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"x \\lt\"><mi>x&lt;</mi></math></p>";
    check_with(&math, &xhtml, expected);
    check_with(&math, &Options { math: MathAs::Tex, ..Options::default() }, "<p><code>x \\lt</code></p>");
}

#[test]
fn lists_count_as_they_should() {
    let kind = |start, reversed| ListKind::Ordered { start, reversed, numbering: Numbering::UpperRoman };
    let item = |content| ListItem { blocks: vec![paragraph(content)], checked: None };
    let list = |kind| Block::List(List { kind, tight: true, items: vec![item("a"), item("b")] });
    check(list(kind(2, true)), "<ol reversed=\"\" type=\"I\">\n<li>a</li>\n<li>b</li>\n</ol>");
    check(list(kind(1, true)), "<ol start=\"1\" reversed=\"\" type=\"I\">\n<li>a</li>\n<li>b</li>\n</ol>");
    check(list(kind(-1, false)), "<ol start=\"-1\" type=\"I\">\n<li>a</li>\n<li>b</li>\n</ol>");
}

#[test]
fn definitions_are_whole_groups() {
    let lone = Definition { terms: Vec::new(), details: vec![vec![paragraph("d")]] };
    let term = Definition { terms: vec![vec![text("t")]], details: Vec::new() };
    let expected = "<dl>\n<dt></dt>\n<dd>d</dd>\n<dt>t</dt>\n<dd></dd>\n</dl>";
    check(Block::Definitions(vec![lone, term]), expected);
}

#[test]
fn nothing_deep_overflows() {
    let mut inlines = vec![text("core")];
    let mut blocks = Vec::new();
    for _ in 0..200 {
        inlines = vec![Inline::Emphasis(inlines)];
    }
    blocks.push(Block::Paragraph(inlines));
    for _ in 0..200 {
        blocks = vec![Block::Quote(Quote { blocks, attribution: Vec::new() })];
    }
    assert_eq!(blocks_to_html(&blocks, &Options::default()).matches("</blockquote>").count(), 200);
}
