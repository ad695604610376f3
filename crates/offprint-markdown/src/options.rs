//! What can be asked of the exporter: plain data.

use crate::paths::PathTemplate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What can be asked of the exporter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct MarkdownOptions {
    /// Where the Markdown goes in the output folder; `markdown/` when not said. A path that ends with `/`, or is empty,
    /// is that of a folder: a file for each post goes below it, media beside them. Any other is that of one file: the
    /// only post's, or one with the edition's front matter, then each post under its title.
    pub path: Option<String>,
    /// Who will read it.
    pub flavor: Flavor,
    /// How front matter is written; as the flavour's readers expect it when not said.
    pub front_matter: Option<FrontMatter>,
    /// The keys that front matter keeps, by the names the flavour gives them; all when empty.
    pub fields: Vec<String>,
    /// Other names for keys of front matter: the flavour's name, and the new one.
    pub rename: BTreeMap<String, String>,
    /// Whether front matter tells the fields of plugins (`meta`, `acf`).
    pub meta: bool,
    /// Where each post's file goes in the folder; as the flavour's readers expect it when not said.
    pub post_path: Option<PathTemplate>,
    /// Whether what Markdown cannot say is left as text, so that the file holds no HTML.
    pub no_html: bool,
    /// How the lines of a paragraph are broken.
    pub wrap: Wrap,
    /// Addresses that the site had once.
    pub site_aliases: Vec<SiteAlias>,
    /// Whether a file tells what is in the edition.
    pub index: bool,
    /// Whether `posts.ndjson` tells the front matter of each post.
    pub posts_ndjson: bool,
}

/// Who reads the Markdown: which constructs there are, and how front matter, paths and links look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flavor {
    /// CommonMark 0.31 and nothing else.
    CommonMark,
    /// GitHub Flavored Markdown.
    #[default]
    Gfm,
    /// Hugo: goldmark with its usual extensions.
    Hugo,
    /// Jekyll: kramdown, which reads GFM's fences.
    Jekyll,
    /// Zola: pulldown-cmark.
    Zola,
    /// Astro: remark with GFM.
    Astro,
    /// Obsidian: GFM, `[[links]]`, `==highlights==`.
    Obsidian,
    /// Pandoc's Markdown.
    Pandoc,
    /// MDX: GFM in which `{` begins an expression and tags are JSX.
    Mdx,
}

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FrontMatter {
    /// There is none.
    None,
    /// YAML between `---`.
    Yaml,
    /// TOML between `+++`.
    Toml,
    /// JSON: Hugo's is an object at the start of the file, others' stands between `---json` and `---`.
    Json,
}

/// How the lines of a paragraph are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wrap {
    /// A paragraph is a line.
    #[default]
    None,
    /// A sentence is a line.
    Sentence,
    /// No line is longer than so many columns, as far as there are spaces to break it at.
    Columns(u16),
}

/// An address that the site had once, and the one that it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteAlias {
    /// A host, or a host with a path, with or without a scheme: `old.example/blog`.
    pub old: String,
    /// What stands there now, with its scheme: `https://new.example`.
    pub new: String,
}

/// What the writers of text go by.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    pub(crate) flavor: Flavor,
    pub(crate) no_html: bool,
    pub(crate) wrap: Wrap,
}

/// How mathematics is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Formulas {
    /// There is none: code of the class `language-math`.
    Code,
    /// `$…$`, and a fence of `math`.
    Fence,
    /// `$…$` and `$$…$$`.
    Dollars,
    /// `$$…$$` in lines and between them.
    Doubled,
}

impl Flavor {
    /// Whether there are pipe tables, `~~`, notes and tasks.
    pub(crate) fn is_extended(self) -> bool {
        self != Self::CommonMark
    }

    pub(crate) fn formulas(self) -> Formulas {
        match self {
            // To MDX braces in a formula would be an expression.
            Self::CommonMark | Self::Mdx => Formulas::Code,
            Self::Gfm => Formulas::Fence,
            Self::Jekyll => Formulas::Doubled,
            _ => Formulas::Dollars,
        }
    }

    /// Whether `{{` and `{%` are somebody else's before Markdown is read.
    pub(crate) fn has_templates(self) -> bool {
        matches!(self, Self::Hugo | Self::Jekyll | Self::Zola)
    }

    /// Whether `{#name}` after a heading names it.
    pub(crate) fn names_headings(self) -> bool {
        matches!(self, Self::Hugo | Self::Jekyll | Self::Zola | Self::Pandoc)
    }

    /// The format of front matter where none is asked for.
    pub(crate) fn front_matter(self) -> FrontMatter {
        if self == Self::Zola { FrontMatter::Toml } else { FrontMatter::Yaml }
    }

    /// Where files go when nobody says.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Jekyll => "_posts/{year}-{month}-{day}-{slug}.md",
            Self::Hugo | Self::Zola => "{slug}/index.md",
            Self::Mdx => "{slug}.mdx",
            _ => "{slug}.md",
        }
    }

    /// The name of the file that tells what is in the edition.
    pub(crate) fn index(self) -> &'static str {
        match self {
            Self::Hugo | Self::Zola => "_index.md",
            Self::Mdx => "index.mdx",
            _ => "index.md",
        }
    }

    /// Whether the generator takes the path of a page from front matter.
    pub(crate) fn keeps_paths(self) -> bool {
        matches!(self, Self::Hugo | Self::Jekyll | Self::Zola)
    }

    /// Whether the generator copies the files that Markdown pictures name, and no others.
    pub(crate) fn copies_pictures_alone(self) -> bool {
        self == Self::Astro
    }

    /// The start tag of a key. kramdown parses Markdown within it only when the tag says so.
    pub(crate) fn keyboard_tag(self) -> &'static str {
        if self == Self::Jekyll { "<kbd markdown=\"span\">" } else { "<kbd>" }
    }
}

impl Style {
    /// What separates two things of a line, or two blocks, and is not seen: a comment.
    pub(crate) fn separator(self) -> &'static str {
        if self.flavor == Flavor::Mdx { "{/* */}" } else { "<!-- -->" }
    }
}

impl MarkdownOptions {
    /// What the writers of text go by.
    pub(crate) fn style(&self) -> Style {
        Style { flavor: self.flavor, no_html: self.no_html, wrap: self.wrap }
    }

    /// How front matter is written.
    pub(crate) fn front_matter(&self) -> FrontMatter {
        self.front_matter.unwrap_or_else(|| self.flavor.front_matter())
    }
}
