//! A post that begins with its own title as a heading would show it twice: every format sets the title above the text.

use super::report::CleaningReport;
use super::rules::local;
use crate::model::{Block, Heading, Inline, inlines_text};
use unicode_normalization::UnicodeNormalization;

/// Drops headings at the beginning that repeat the title. Pictures without a caption may stand before them.
pub(super) fn drop_repeated(
    blocks: &mut Vec<Block>,
    title: &str,
    page: Option<&str>,
    report: &mut CleaningReport,
) {
    let title = folded(title);
    if title.is_empty() {
        return;
    }
    let repeats = |block: &Block| match block {
        Block::Heading(heading) => {
            folded(&inlines_text(&heading.content)) == title && is_text_alone(heading, page)
        }
        _ => false,
    };
    let before = blocks.len();
    while let Some(first) = blocks.iter().position(|block| !is_wordless(block))
        && repeats(&blocks[first])
    {
        if let Block::Heading(heading) = blocks.remove(first) {
            report.fired(local::OWN_TITLE, &inlines_text(&heading.content));
        }
    }
    // A separator below the title would now stand at the beginning.
    while blocks.len() < before && matches!(blocks.first(), Some(Block::Rule)) {
        blocks.remove(0);
    }
}

/// Whether nothing but text would be lost with the heading: no picture, note, formula, nor link to another page.
fn is_text_alone(heading: &Heading, page: Option<&str>) -> bool {
    fn holds(inlines: &[Inline], page: Option<&str>) -> bool {
        inlines.iter().any(|inline| match inline {
            Inline::Image(_) | Inline::Note(_) | Inline::Math(_) => true,
            Inline::Link(link) => {
                let own = page.is_some_and(|page| is_same_page(&link.url, page)) || link.url.starts_with('#');
                !own || holds(&link.content, page)
            }
            other => other.content().is_some_and(|content| holds(content, page)),
        })
    }
    !holds(&heading.content, page)
}

fn is_same_page(url: &str, page: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned();
        url.split_once("://").map_or(url.clone(), |(_, rest)| rest.to_owned())
    };
    bare(url) == bare(page)
}

fn is_wordless(block: &Block) -> bool {
    match block {
        Block::Rule | Block::PageBreak => true,
        Block::Figure(figure) => figure.caption.is_empty(),
        _ => false,
    }
}

/// The text without what two spellings of one title differ in: case, white space, quotes, kinds of hyphens, the width of
/// letters, and punctuation at the end.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            c if c.is_whitespace() => folded.push(' '),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\'' | '"' | '‘'..='‟' | '«' | '»' | '‹' | '›' | '「'..='』' | '`' | '´' | '′' | '″' =>
                {}
            '‐'..='―' | '−' => folded.push('-'),
            c => folded.push(c),
        }
    }
    let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = |c: char| {
        c.is_whitespace() || matches!(c, '.' | ':' | ';' | ',' | '!' | '?' | '-' | '。' | '、' | '¿' | '¡')
    };
    words.trim_matches(end).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{CleanContext, clean_blocks};
    use crate::model::blocks_text;

    fn check(html: &str, title: &str, expected: &str) {
        let context = CleanContext {
            base: "https://a.example/bees/".parse().ok(),
            title: Some(title.to_owned()),
            ..CleanContext::default()
        };
        let cleaned = clean_blocks(html, &context);
        let text = blocks_text(&cleaned.blocks);
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{html}");
        let dropped = cleaned.report.rules.contains_key(super::local::OWN_TITLE);
        assert_eq!(dropped, !html.to_lowercase().starts_with("<p>") && !expected.starts_with('!'), "{html}");
    }

    #[test]
    fn a_heading_that_repeats_the_title_goes() {
        let title = "The “Bees” of Lena’s Garden";
        for html in [
            "<h1>The “Bees” of Lena’s Garden</h1><p>a</p>",
            "<h2 id='top'>the &quot;bees&quot; of\n Lena&#039;s  garden:</h2><p>a</p>",
            "<div><header><h6><strong>THE ‘BEES’ OF LENA'S GARDEN.</strong></h6></header><p>a</p></div>",
            "<h1><a href='https://a.example/bees'>The Bees of Lenas Garden!</a></h1><hr><p>a</p>",
            "<figure><img src='/x.jpg' alt=''></figure><h1>The “Bees” of Lena’s Garden</h1><p>a</p>",
            "<h1>The Bees of Lena’s Garden</h1><h2>The Bees of Lena’s Garden</h2><p>a</p>",
        ] {
            check(html, title, "a");
        }
    }

    #[test]
    fn other_headings_stay() {
        check("<h1>! Bees and wasps</h1><p>a</p>", "Bees", "! Bees and wasps a");
        check("<h2>! Bees <a href='https://b.example/'>x</a></h2><p>a</p>", "! Bees x", "! Bees x a");
        check("<h2>! Bees<img src='/x.jpg' alt='y'></h2>", "! Bees", "! Bees");
        check("<p>Bees</p><p>a</p>", "Bees", "Bees a");
        check("<p>a</p><h2>Bees</h2>", "Bees", "a Bees");
    }

    #[test]
    fn links_to_the_heading_lead_to_the_page() {
        let context = CleanContext {
            base: "https://a.example/bees/".parse().ok(),
            title: Some("Bees".to_owned()),
            ..CleanContext::default()
        };
        let cleaned = clean_blocks("<h1 id='top'>Bees</h1><p><a href='#top'>up</a></p>", &context);
        assert!(format!("{:?}", cleaned.blocks).contains("\"https://a.example/bees/#top\""));
    }

    #[test]
    fn the_rule_can_be_switched_off() {
        let cleaning = super::super::Cleaning::default().keep(super::local::OWN_TITLE);
        let context = CleanContext { cleaning, title: Some("Bees".to_owned()), ..CleanContext::default() };
        assert_eq!(blocks_text(&clean_blocks("<h1>Bees</h1><p>a</p>", &context).blocks).lines().count(), 2);
    }
}
