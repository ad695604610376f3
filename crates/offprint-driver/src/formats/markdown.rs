//! Markdown.

use crate::combine;
use crate::format::{Context, Format, FormatInfo, Output, Resolver};
use crate::output::Target;
use crate::settings::{InvalidValue, Kind, Setting, Value};
use offprint_core::Diagnostic;
use offprint_markdown::{Flavor, FrontMatter, Markdown, MarkdownOptions, PathTemplate, SiteAlias, Wrap};
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::Path;

/// Options of Markdown.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[cfg_attr(feature = "clap", command(next_help_heading = "Markdown"))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MarkdownSettings {
    /// Markdown dialect to write: syntax, front matter, paths and links [default: gfm; mdx for a path that ends in `.mdx`]
    #[cfg_attr(feature = "clap", arg(long, value_name = "FLAVOR"))]
    pub flavor: Option<Setting<FlavorName>>,
    /// How front matter is written [default: yaml, for Zola toml]
    #[cfg_attr(feature = "clap", arg(long, value_name = "FORMAT"))]
    pub front_matter: Option<Setting<FrontMatterName>>,
    /// Keys that front matter keeps, by the names that the flavor gives them [default: all]
    #[cfg_attr(feature = "clap", arg(long, value_name = "KEY", value_delimiter = ','))]
    #[serde(deserialize_with = "crate::settings::one_or_many")]
    pub fields: Option<Vec<Setting<String>>>,
    /// Other names for keys of front matter: `lastmod=updated`
    #[cfg_attr(feature = "clap", arg(long, value_name = "KEY=NEW", value_delimiter = ','))]
    #[serde(deserialize_with = "crate::settings::one_or_many")]
    pub rename: Option<Vec<Setting<Rename>>>,
    /// Put the fields of plugins (`meta`, `acf`) into front matter, too
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub meta: Option<Setting<bool>>,
    /// Path of each post's file, with fields and filters: `{type}/{year}/{slug}.md`, `{slug}/index.md`,
    /// `{category|default:none}/{id|pad:5}.md` [default: `{slug}.md`, for Hugo and Zola `{slug}/index.md`, for Jekyll
    /// `_posts/{date}-{slug}.md`, for MDX `{slug}.mdx`]
    #[cfg_attr(feature = "clap", arg(long, value_name = "TEMPLATE"))]
    pub path: Option<Setting<PathTemplate>>,
    /// Leave what Markdown cannot say as text, so that there is no HTML in the files
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub no_html: Option<Setting<bool>>,
    /// How the lines of paragraphs are broken: at a column, not at all, or after each sentence [default: none]
    #[cfg_attr(feature = "clap", arg(long, value_name = "N|none|sentence"))]
    pub wrap: Option<Setting<Wrap>>,
    /// URL that the site had once, and the one that it has: `old.example=https://new.example`
    #[cfg_attr(feature = "clap", arg(long = "site-alias", value_name = "OLD=NEW"))]
    #[serde(deserialize_with = "crate::settings::one_or_many")]
    pub site_aliases: Option<Vec<Setting<SiteAlias>>>,
    /// Write a list of the posts: `index.md`, for Hugo and Zola `_index.md`, for MDX `index.mdx`
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub index: Option<Setting<bool>>,
    /// Write the front matter of all posts as `posts.ndjson`, too
    #[cfg_attr(feature = "clap", arg(long, num_args = 0, default_missing_value = "true"))]
    pub posts_ndjson: Option<Setting<bool>>,
}

combine!(MarkdownSettings {
    flavor,
    front_matter,
    fields,
    rename,
    meta,
    path,
    no_html,
    wrap,
    site_aliases,
    index,
    posts_ndjson,
});

crate::choices! {
    /// A dialect of Markdown.
    pub enum FlavorName {
        /// CommonMark 0.31 alone
        CommonMark = "commonmark",
        /// GitHub Flavored Markdown
        Gfm = "gfm",
        /// Hugo's goldmark
        Hugo = "hugo",
        /// Jekyll's kramdown
        Jekyll = "jekyll",
        /// Zola's pulldown-cmark
        Zola = "zola",
        /// Astro's remark
        Astro = "astro",
        /// Obsidian's notes
        Obsidian = "obsidian",
        /// Pandoc's Markdown
        Pandoc = "pandoc",
        /// MDX: Markdown with JSX
        Mdx = "mdx",
    }
}

crate::choices! {
    /// How front matter is written.
    pub enum FrontMatterName {
        /// Without front matter
        None = "none",
        /// YAML between `---`
        Yaml = "yaml",
        /// TOML between `+++`
        Toml = "toml",
        /// JSON
        Json = "json",
    }
}

/// Another name for a key of front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename(
    /// The key.
    pub String,
    /// Its new name.
    pub String,
);

impl MarkdownSettings {
    /// The flavor that is named, else the one that the paths say.
    fn flavor(&self, resolver: &Resolver<'_>) -> Result<Flavor, Diagnostic> {
        let out = if let Target::File(file) = resolver.target { Some(&**file) } else { None };
        let path = self.path.as_deref().map(ToString::to_string);
        let by_path = is_mdx(path.as_deref().map(Path::new));
        let Some(named) = &self.flavor else {
            return Ok(if is_mdx(out) || by_path { Flavor::Mdx } else { Flavor::Gfm });
        };
        let conflict = [(is_mdx(out), "--out"), (by_path, "--path")].into_iter().find(|(is_mdx, _)| *is_mdx);
        if let (Some((_, option)), true) = (conflict, **named != FlavorName::Mdx) {
            let choices = FlavorName::choices();
            let name = choices.iter().find(|known| FlavorName::parse(known.name) == Ok(**named));
            let name = name.map_or("", |choice| choice.name);
            let message = format!("`{option}` names an MDX file, but `--flavor` says {name}");
            let hint = "leave `--flavor` out, say `--flavor mdx`, or name a file that ends in `.md`";
            return Err(resolver.wrong(named, &message).hint(hint));
        }
        Ok(match **named {
            FlavorName::CommonMark => Flavor::CommonMark,
            FlavorName::Gfm => Flavor::Gfm,
            FlavorName::Hugo => Flavor::Hugo,
            FlavorName::Jekyll => Flavor::Jekyll,
            FlavorName::Zola => Flavor::Zola,
            FlavorName::Astro => Flavor::Astro,
            FlavorName::Obsidian => Flavor::Obsidian,
            FlavorName::Pandoc => Flavor::Pandoc,
            FlavorName::Mdx => Flavor::Mdx,
        })
    }
}

/// Markdown with front matter.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownFormat;

impl Format for MarkdownFormat {
    type Settings = MarkdownSettings;
    type Options = MarkdownOptions;
    type Exporter<'a> = Markdown<'a>;

    fn info(&self) -> FormatInfo {
        let about = "Markdown with front matter, a file each: `markdown/SLUG.md`";
        let mut info = FormatInfo::new("markdown", "md", about);
        info.alias = Some("md");
        info.extensions = &["md", "markdown", "mdx"];
        info.output = Output::Folder("markdown");
        info.is_text = true;
        info.table_about = "Options of Markdown.";
        info
    }

    fn resolve(
        &self,
        settings: &MarkdownSettings,
        resolver: &Resolver<'_>,
    ) -> Result<MarkdownOptions, Diagnostic> {
        let is_on = |setting: &Option<Setting<bool>>| setting.as_deref().copied().unwrap_or(false);
        let mut options = MarkdownOptions::default();
        options.flavor = settings.flavor(resolver)?;
        options.front_matter = settings.front_matter.as_deref().map(|format| match format {
            FrontMatterName::None => FrontMatter::None,
            FrontMatterName::Yaml => FrontMatter::Yaml,
            FrontMatterName::Toml => FrontMatter::Toml,
            FrontMatterName::Json => FrontMatter::Json,
        });
        options.fields = settings.fields.iter().flatten().map(|field| (**field).clone()).collect();
        let renames = settings.rename.iter().flatten();
        options.rename = renames.map(|rename| (rename.0.clone(), rename.1.clone())).collect();
        options.meta = is_on(&settings.meta);
        options.post_path = settings.path.as_deref().cloned();
        options.no_html = is_on(&settings.no_html);
        options.wrap = settings.wrap.as_deref().copied().unwrap_or(Wrap::None);
        let aliases = settings.site_aliases.iter().flatten();
        options.site_aliases = aliases.map(|alias| (**alias).clone()).collect();
        options.index = is_on(&settings.index);
        options.posts_ndjson = is_on(&settings.posts_ndjson);
        Ok(options)
    }

    fn exporter<'a>(&'a self, mut options: MarkdownOptions, context: Context<'a>) -> Markdown<'a> {
        options.path = context.file.map(str::to_owned);
        Markdown::new(options).media(context.media)
    }

    fn several(&self, settings: &MarkdownSettings) -> Option<&'static str> {
        let is_on = |setting: &Option<Setting<bool>>| setting.as_deref() == Some(&true);
        let several = [
            (settings.path.is_some(), "--path"),
            (is_on(&settings.index), "--index"),
            (is_on(&settings.posts_ndjson), "--posts-ndjson"),
        ];
        several.into_iter().find_map(|(given, name)| given.then_some(name))
    }
}

/// Whether a path is that of an MDX file.
fn is_mdx(path: Option<&Path>) -> bool {
    let extension = path.and_then(Path::extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"))
}

impl Value for Rename {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        match text.split_once('=') {
            Some((key, name)) if !key.is_empty() && !name.is_empty() => {
                Ok(Self(key.to_owned(), name.to_owned()))
            }
            _ => Err(InvalidValue::not("of the form `KEY=NEW`, such as `lastmod=updated`")),
        }
    }
}

impl Value for Wrap {
    const KIND: Kind = Kind::Word;

    fn parse(text: &str) -> Result<Self, InvalidValue> {
        match (text, text.parse()) {
            ("none", _) => Ok(Self::None),
            ("sentence", _) => Ok(Self::Sentence),
            (_, Ok(columns @ 20..)) => Ok(Self::Columns(columns)),
            _ => Err(InvalidValue::not("a number of columns from 20, `none` or `sentence`")),
        }
    }
}

impl Value for PathTemplate {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        text.parse::<Self>().map_err(|error| InvalidValue::new(error.to_string()))
    }
}

impl Value for SiteAlias {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        let web = |text: &str| text.starts_with("https://") || text.starts_with("http://");
        match text.split_once('=') {
            Some((old, new)) if !old.is_empty() && web(new) => {
                Ok(Self { old: old.to_owned(), new: new.to_owned() })
            }
            _ => {
                let expected = "of the form `OLD=NEW`, such as `old.example=https://new.example`";
                Err(InvalidValue::not(expected))
            }
        }
    }
}
