//! All options of an export.

use crate::format::FormatSettings;
use crate::settings::{
    Combine, EditionSettings, FrontSettings, ImprintSettings, MessageSettings, OutputSettings,
    ReadingSettings, SelectionSettings, Setting,
};

/// All options of an export, by group.
#[derive(Debug, Clone, Default)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
pub struct ExportSettings {
    /// Formats, names and folders.
    #[cfg_attr(feature = "clap", command(flatten))]
    pub output: OutputSettings,
    /// What diagnostics do to the run.
    #[cfg_attr(feature = "clap", arg(skip))]
    pub messages: MessageSettings,
    /// How posts are read and cleaned.
    #[cfg_attr(feature = "clap", command(flatten))]
    pub reading: ReadingSettings,
    /// What the edition says of itself.
    #[cfg_attr(feature = "clap", command(flatten))]
    pub edition: EditionSettings,
    /// What its books look like.
    #[cfg_attr(feature = "clap", command(flatten))]
    pub imprint: ImprintSettings,
    /// What comes before its posts.
    #[cfg_attr(feature = "clap", command(flatten))]
    pub front: FrontSettings,
    /// Which posts.
    #[cfg_attr(feature = "clap", command(flatten))]
    pub selection: SelectionSettings,
    /// The options of single formats.
    #[cfg_attr(feature = "clap", arg(skip))]
    pub formats: FormatSettings,
}

impl Combine for ExportSettings {
    fn combine(self, other: Self) -> Self {
        let Self { output, messages, reading, edition, imprint, front, selection, formats } = self;
        Self {
            output: output.combine(other.output),
            messages: messages.combine(other.messages),
            reading: reading.combine(other.reading),
            edition: edition.combine(other.edition),
            imprint: imprint.combine(other.imprint),
            front: front.combine(other.front),
            selection: selection.combine(other.selection),
            formats: formats.combine(other.formats),
        }
    }
}

impl ExportSettings {
    /// The texts that may hold fields.
    pub(crate) fn texts_with_fields(&self) -> impl Iterator<Item = &Setting<String>> {
        let EditionSettings { title, subtitle, description, issue, .. } = &self.edition;
        [title, subtitle, description, issue].into_iter().flatten()
    }
}
