//! A format of one's own, with an option: `custom_format export posts.json --to text --text-width 40 --out folder`.
#![forbid(unsafe_code)]
use offprint_core::{Diagnostic, EditionInfo, Exporter, Post, Sink, Summary, exporter::write_file, words};
use offprint_driver::settings::{Setting, Whole};
use offprint_driver::{Context, Driver, Format, FormatInfo, Resolver, combine};
type Texts<'a> = &'a mut dyn Iterator<Item = String>;

/// Options of plain text.
#[derive(Debug, Clone, Default, clap::Args, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[command(next_help_heading = "Plain text")]
struct TextSettings {
    /// Columns of a line of plain text [default: 72]
    #[arg(long, value_name = "N")]
    text_width: Option<Setting<Whole<20, 400>>>,
}
combine!(TextSettings { text_width });
/// The format: one registration.
struct TextFormat;
impl Format for TextFormat {
    type Settings = TextSettings;
    type Options = usize;
    type Exporter<'a> = Text;
    fn info(&self) -> FormatInfo {
        FormatInfo::new("text", "txt", "Plain text: `NAME.txt`").text()
    }
    fn resolve(&self, settings: &TextSettings, _: &Resolver<'_>) -> Result<usize, Diagnostic> {
        Ok(settings.text_width.as_deref().map_or(72, |width| **width as usize))
    }
    fn exporter(&self, width: usize, context: Context<'_>) -> Text {
        Text(width, context.file.map(str::to_owned))
    }
}

/// Columns of a line, and the one file to write if it was named.
struct Text(usize, Option<String>);
impl Exporter for Text {
    type Plan<'a> = String;
    type Sheet = String;
    fn plan(&self, edition: &EditionInfo) -> Result<String, Diagnostic> {
        Ok(self.1.clone().unwrap_or_else(|| format!("{}.txt", edition.name)))
    }
    fn render(&self, _: &String, post: &Post, _: usize) -> Result<String, Diagnostic> {
        let (mut text, mut column) = (post.title_text() + "\n\n", 0);
        for word in words(&post.body) {
            let end = column + 1 + word.chars().count();
            let between = if column == 0 { "" } else { ["\n", " "][usize::from(end <= self.0)] };
            column = if between == " " { end } else { word.chars().count() };
            text = text + between + &word;
        }
        Ok(text + "\n")
    }
    fn bind(&self, path: &String, posts: Texts<'_>, out: &mut dyn Sink) -> Result<Summary, Diagnostic> {
        write_file(out, path, posts.collect::<Vec<_>>().join("\n").as_bytes())
            .map(|file| Summary::new(vec![file]))
    }
}
fn main() -> std::process::ExitCode {
    offprint::run(&Driver::new().with_format(TextFormat), std::env::args_os())
}
