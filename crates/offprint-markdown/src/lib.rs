//! Posts as Markdown: [GitHub Flavored Markdown](https://github.github.com/gfm/) with front matter, and the flavours
//! that site generators and note-takers read ([`Flavor`]).
//!
//! What is written reads back as what the model holds, in cmark-gfm and in parsers after CommonMark 0.31: text never
//! becomes markup, and only characters that would are escaped. What GFM cannot say is HTML, as little of it as there
//! can be: spans in tables, definitions, underlining, poems.
//!
//! | model | Markdown |
//! |---|---|
//! | emphasis, strong, strike, code, link, picture, break | `*…*`, `**…**`, `~~…~~`, `` `…` ``, `[…](…)`, `![…](…)`, `\` |
//! | note | `[^1]`, its text at the end of the post |
//! | mathematics | `$…$`, a `math` fence; MathML when there is no TeX |
//! | underline, highlight, sub- and superscript, key, quote, abbreviation, language | `<u>`, `<mark>`, `<sub>`, `<sup>`, `<kbd>`, `<q>`, `<abbr>`, `<span lang>` |
//! | heading, list, task list, code, rule, quote | `##`, `-`, `1.`, `- [x]`, fences, `---`, `>` with `<cite>` |
//! | list with letters or Roman numbers, or counting down | `<ol type>` |
//! | table | pipes; with spans, a foot or blocks in cells `<table>` |
//! | definitions, preformatted, details, division | `<dl>`, `<pre>`, `<details>`, `<div lang dir>` |
//! | figure with a caption, gallery, embed, pull quote | `<figure>` with Markdown within |
//! | sound, film, file | `<audio>`, `<video>` and `<div>` around a link |
//! | poem | `<pre>` |
//! | page break | `<!--nextpage-->` |
//!
//! MDX has JSX in place of HTML.
#![forbid(unsafe_code)]

mod anchors;
mod body;
mod class;
mod code;
mod contents;
mod destination;
mod escape;
mod exporter;
mod figures;
mod flanking;
mod front;
mod front_matter;
mod html;
mod inline;
mod lines;
mod links;
mod lists;
mod mathml;
mod mdx;
mod notes;
mod options;
mod pages;
mod path_error;
mod paths;
mod pipe_table;
mod templates;
mod tokens;
mod without_html;
mod wrap;

pub use exporter::{Markdown, Plan, Sheet, post_to_markdown, post_to_markdown_with};
pub use options::{Flavor, FrontMatter, MarkdownOptions, SiteAlias, Wrap};
pub use path_error::PathTemplateError;
pub use paths::PathTemplate;
