//! HTML that other converters write such that it is read as something else: what is written, and that cmark-gfm reads
//! the same model again.
#![allow(clippy::print_stderr)]

#[path = "suites/mod.rs"]
mod suites;

use offprint_core::{
    Block, Post,
    html::{CleanContext, clean_blocks},
};
use std::collections::BTreeMap;

/// From this crate to the corpus, which is not read here.
const RELATIVE: &str = "../../../shared/corpus";

fn clean(html: &str) -> Vec<Block> {
    let context = CleanContext { base: suites::BASE.parse().ok(), ..CleanContext::default() };
    clean_blocks(html, &context).blocks
}

/// What Markdown can say of it.
fn sayable(mut blocks: Vec<Block>) -> Vec<Block> {
    suites::sayable::take(&mut blocks, &mut BTreeMap::new());
    blocks
}

#[track_caller]
fn check(html: &str, want: &str) {
    let body = clean(html);
    let post = Post { slug: "any".into(), body: body.clone(), ..Post::default() };
    let text = offprint_markdown::post_to_markdown(&post);
    let text = text.split_once("\n---\n").map_or("", |(_, text)| text).trim_matches('\n');
    assert_eq!(text, want);
    match suites::cmark_gfm(text) {
        Some(html) => assert_eq!(sayable(clean(&html)), sayable(body), "{html}"),
        None => eprintln!("`cmark-gfm` is not there: only what is written was looked at"),
    }
}

#[test]
fn lists_in_a_row_stay_apart() {
    check("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b");
    check("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n<!-- -->\n\n1. b");
}

#[test]
fn an_exclamation_before_a_link_makes_no_picture() {
    check("<p>Look!<a href='https://a.example/'>here</a></p>", "Look\\![here](https://a.example/)");
}

#[test]
fn what_reads_as_a_reference_is_none() {
    check("<p>&amp;ouml; &amp;#246; &amp;#87654321;</p>", "\\&ouml; \\&#246; \\&#87654321;");
    check("<p>R&amp;D</p>", "R&D");
}

#[test]
fn addresses_in_text_become_no_links() {
    check(
        "<p>www.a.example, http://a.example/x, me@a.example</p>",
        "www\\.a.example, http\\://a.example/x, me<!-- -->@a.example",
    );
}

#[test]
fn emphasis_twice_is_not_strong() {
    check("<p><em>a <q><em>b</em></q></em></p>", "*a <q>_b_</q>*");
    check("<p><strong>a</strong><em>b</em></p>", "**a**_b_");
}

#[test]
fn headings_keep_their_hashes_and_breaks() {
    check("<h2>foo ###</h2>", "## foo \\###");
    check("<h2>1. C#</h2>", "## 1. C#");
    check("<h2>a<br>b</h2>", "## a<br>b");
}

#[test]
fn sounds_films_and_frames_stay() {
    check(
        "<audio src='https://a.example/b.mp3'></audio>",
        "<audio controls src=\"https://a.example/b.mp3\">\n<a href=\"https://a.example/b.mp3\">b.mp3</a>\n</audio>",
    );
    check(
        "<video poster='https://a.example/b.png'><source src='https://a.example/b.mp4' type='video/mp4'></video>",
        "<video controls poster=\"https://a.example/b.png\">\n<source src=\"https://a.example/b.mp4\" type=\"video/mp4\">\n\
         <a href=\"https://a.example/b.mp4\">b.mp4</a>\n</video>",
    );
    check(
        "<iframe src='https://www.youtube.com/embed/abc' title='Bees'></iframe>",
        "<figure class=\"wp-block-embed\">\n\n[Bees](https://www.youtube.com/watch?v=abc)\n\n</figure>",
    );
}

#[test]
fn titles_over_lines_stay_titles() {
    check(
        "<p><a href='https://a.example/' title='one\n\ntwo'>a</a></p>",
        "[a](https://a.example/ \"one two\")",
    );
}

#[test]
fn addresses_that_are_links_keep_their_letters() {
    check(
        "<p><a href='https://a.example/a_b*c'>https://a.example/a_b*c</a></p>",
        "<https://a.example/a_b*c>",
    );
}

#[test]
fn tasks_keep_their_boxes() {
    check(
        "<ul><li><input type='checkbox' checked> done</li><li><input type='checkbox'> open</li></ul>",
        "- [x] done\n- [ ] open",
    );
    check("<ul><li>[x] no box</li></ul>", "- \\[x] no box");
}

#[test]
fn code_keeps_its_first_lines() {
    check("<pre><code>\n\n\n  a</code></pre>", "```\n\n\n\n  a\n```");
}

#[test]
fn words_of_a_sentence_are_no_list_or_rule() {
    check("<p>1999. A year</p>", "1999\\. A year");
    check("<p>a<br>- b<br>---</p>", "a\\\n\\- b\\\n\\---");
}

#[test]
fn notes_and_names_of_headings_lead_there_again() {
    check(
        "<p>a<sup data-fn='x' class='fn'><a href='#x' id='x-link'>1</a></sup></p>\
         <ol class='wp-block-footnotes'><li id='x'>note <a href='#x-link'>↩︎</a></li></ol>",
        "a[^1]\n\n[^1]: note",
    );
    check("<h2 id='b'>Bees</h2><p><a href='#b'>up</a></p>", "## <a id=\"b\"></a>Bees\n\n[up](#b)");
}

#[test]
fn poems_pull_quotes_and_galleries_are_what_they_were() {
    check(
        "<pre class='wp-block-verse'>a\n  b\n\nc</pre>",
        "<pre class=\"wp-block-verse\">a\n  b&#10;&#10;c</pre>",
    );
    check(
        "<figure class='wp-block-pullquote'><blockquote><p>a</p><cite>b</cite></blockquote></figure>",
        "<figure class=\"wp-block-pullquote\">\n\n> a\n>\n> <cite>b</cite>\n\n</figure>",
    );
    check(
        "<figure class='wp-block-gallery'><figure><img src='https://a.example/b.png' alt='b'></figure>\
         <figcaption>c</figcaption></figure>",
        "<figure class=\"wp-block-gallery\">\n\n![b](https://a.example/b.png)\n\n<figcaption>c</figcaption>\n</figure>",
    );
    check(
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "<table>\n<tbody>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n</tbody>\n</table>",
    );
}

#[test]
fn code_keeps_its_links_and_lines() {
    check(
        "<p>See <code>run <a href='https://a.example/'>x</a> now</code>.</p>",
        "See `run` [`x`](https://a.example/) `now`.",
    );
    check("<p>See <code>a<br>b</code>.</p>", "See `a`\\\n`b`.");
    check("<p><code>a:<br />\n  b</code></p>", "```\na:\n  b\n```");
    check("<p>See <code>a <em>b</em></code>.</p>", "See `a` *`b`*.");
}

#[test]
fn two_breaks_part_paragraphs() {
    check("<p>a<br><br><em>b<br />\n<br />c</em></p>", "a\n\n*b*\n\n*c*");
    check("<ul><li>a<br><br>b</li><li>c</li></ul>", "- a\n\n  b\n\n- c");
    check("<blockquote>a<br><br>b</blockquote>", "> a\n>\n> b");
    check(
        "<table><tr><th>h</th></tr><tr><td>a<br><br>b</td></tr></table>",
        "| h          |\n| ---------- |\n| a<br><br>b |",
    );
}
