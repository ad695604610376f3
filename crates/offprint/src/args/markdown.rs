//! The options of Markdown.

use clap::{Args, ValueEnum};
use offprint_markdown::{Flavor, FrontMatter, MarkdownOptions, PathTemplate, SiteAlias, Wrap};
use std::path::Path;

#[derive(Debug, Args)]
#[command(next_help_heading = "Markdown")]
pub(crate) struct MarkdownArguments {
    /// Markdown dialect to write: syntax, front matter, paths and links [default: gfm; mdx for a path that ends in `.mdx`]
    #[arg(long, value_name = "FLAVOR")]
    pub(crate) flavor: Option<FlavorName>,
    /// How front matter is written [default: yaml, for Zola toml]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) front_matter: Option<FrontMatterName>,
    /// Keys that front matter keeps, by the names the flavour gives them [default: all]
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(crate) fields: Vec<String>,
    /// Other names for keys of front matter: `lastmod=updated`
    #[arg(long, value_name = "KEY=NEW", value_delimiter = ',', value_parser = parse_rename)]
    pub(crate) rename: Vec<(String, String)>,
    /// Tell the fields of plugins (`meta`, `acf`) in front matter, too
    #[arg(long)]
    pub(crate) meta: bool,
    /// Path of each post's file, with fields and filters: `{type}/{year}/{slug}.md`, `{slug}/index.md`,
    /// `{category|default:none}/{id|pad:5}.md` [default: `{slug}.md`, for Hugo and Zola `{slug}/index.md`, for Jekyll
    /// `_posts/{date}-{slug}.md`, for MDX `{slug}.mdx`]
    #[arg(long, value_name = "TEMPLATE")]
    pub(crate) path: Option<PathTemplate>,
    /// Leave what Markdown cannot say as text, so that there is no HTML in the files
    #[arg(long)]
    pub(crate) no_html: bool,
    /// How the lines of paragraphs are broken: at a column, not at all, or after each sentence
    #[arg(long, value_name = "N|none|sentence", default_value = "none", value_parser = parse_wrap)]
    pub(crate) wrap: Wrap,
    /// An address that the site had once, and the one that it has: `old.example=https://new.example`
    #[arg(long = "site-alias", value_name = "OLD=NEW", value_parser = parse_alias)]
    pub(crate) site_aliases: Vec<SiteAlias>,
    /// Write a list of the posts: `index.md`, for Hugo and Zola `_index.md`, for MDX `index.mdx`
    #[arg(long)]
    pub(crate) index: bool,
    /// Write the front matter of all posts as `posts.ndjson`, too
    #[arg(long)]
    pub(crate) posts_ndjson: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lowercase")]
pub(crate) enum FlavorName {
    /// CommonMark 0.31 alone
    CommonMark,
    /// GitHub Flavored Markdown
    Gfm,
    /// Hugo's goldmark
    Hugo,
    /// Jekyll's kramdown
    Jekyll,
    /// Zola's pulldown-cmark
    Zola,
    /// Astro's remark
    Astro,
    /// Obsidian's notes
    Obsidian,
    /// Pandoc's Markdown
    Pandoc,
    /// MDX: Markdown with JSX
    Mdx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FrontMatterName {
    /// Without front matter
    None,
    /// YAML between `---`
    Yaml,
    /// TOML between `+++`
    Toml,
    /// JSON
    Json,
}

impl MarkdownArguments {
    /// The flags that were given and write several files.
    pub(crate) fn several(&self) -> impl Iterator<Item = &'static str> {
        let several =
            [(self.path.is_some(), "--path"), (self.index, "--index"), (self.posts_ndjson, "--posts-ndjson")];
        several.into_iter().filter_map(|(given, name)| given.then_some(name))
    }

    /// The flag whose path asks for MDX although the flavor is another one, and the name of that flavor.
    pub(crate) fn mdx_conflict(&self, out: Option<&Path>) -> Option<(&'static str, String)> {
        let flavor = self.flavor.filter(|flavor| *flavor != FlavorName::Mdx)?;
        let flag = if is_mdx(out) {
            "--out"
        } else if is_mdx(self.path.as_ref().map(std::string::ToString::to_string).as_ref().map(Path::new)) {
            "--path"
        } else {
            return None;
        };
        Some((flag, flavor.to_possible_value()?.get_name().to_owned()))
    }

    /// The flavor that is named, else the one that the paths tell.
    fn flavor(&self, out: Option<&Path>) -> Flavor {
        let path = self.path.as_ref().map(std::string::ToString::to_string);
        match self.flavor {
            None if is_mdx(out) || is_mdx(path.as_ref().map(Path::new)) => Flavor::Mdx,
            None | Some(FlavorName::Gfm) => Flavor::Gfm,
            Some(FlavorName::CommonMark) => Flavor::CommonMark,
            Some(FlavorName::Hugo) => Flavor::Hugo,
            Some(FlavorName::Jekyll) => Flavor::Jekyll,
            Some(FlavorName::Zola) => Flavor::Zola,
            Some(FlavorName::Astro) => Flavor::Astro,
            Some(FlavorName::Obsidian) => Flavor::Obsidian,
            Some(FlavorName::Pandoc) => Flavor::Pandoc,
            Some(FlavorName::Mdx) => Flavor::Mdx,
        }
    }

    /// The exporter's options; `out` is the output path.
    pub(crate) fn options(&self, out: Option<&Path>) -> MarkdownOptions {
        let mut options = MarkdownOptions::default();
        options.flavor = self.flavor(out);
        options.front_matter = self.front_matter.map(|format| match format {
            FrontMatterName::None => FrontMatter::None,
            FrontMatterName::Yaml => FrontMatter::Yaml,
            FrontMatterName::Toml => FrontMatter::Toml,
            FrontMatterName::Json => FrontMatter::Json,
        });
        options.fields.clone_from(&self.fields);
        options.rename = self.rename.iter().cloned().collect();
        options.meta = self.meta;
        options.post_path.clone_from(&self.path);
        options.no_html = self.no_html;
        options.wrap = self.wrap;
        options.site_aliases.clone_from(&self.site_aliases);
        options.index = self.index;
        options.posts_ndjson = self.posts_ndjson;
        options
    }
}

/// Whether a path is that of an MDX file.
fn is_mdx(path: Option<&Path>) -> bool {
    let ending = path.and_then(Path::extension);
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("mdx"))
}

fn parse_rename(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, name)) if !key.is_empty() && !name.is_empty() => Ok((key.to_owned(), name.to_owned())),
        _ => Err("not of the form `KEY=NEW`, such as `lastmod=updated`".to_owned()),
    }
}

fn parse_wrap(text: &str) -> Result<Wrap, String> {
    match (text, text.parse()) {
        ("none", _) => Ok(Wrap::None),
        ("sentence", _) => Ok(Wrap::Sentence),
        (_, Ok(columns @ 20..)) => Ok(Wrap::Columns(columns)),
        _ => Err("not a number of columns from 20, `none` or `sentence`".to_owned()),
    }
}

fn parse_alias(text: &str) -> Result<SiteAlias, String> {
    let web = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    match text.split_once('=') {
        Some((old, new)) if !old.is_empty() && web(new) => {
            Ok(SiteAlias { old: old.to_owned(), new: new.to_owned() })
        }
        _ => Err("not of the form `OLD=NEW`, such as `old.example=https://new.example`".to_owned()),
    }
}
