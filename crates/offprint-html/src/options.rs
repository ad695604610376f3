//! What a fragment's surroundings decide.

use offprint_core::{Code, Embed, Image};
use std::borrow::Cow;

/// How elements are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Syntax {
    /// HTML as browsers and feed readers parse it: `<br>`.
    #[default]
    Html,
    /// Well-formed XML: `<br/>`, `xml:lang` beside `lang`, a namespace on `math`, no named entities.
    Xhtml,
}

/// Where notes go. Their marks are links to them, save within links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notes {
    /// A numbered list at the end, with links back.
    #[default]
    Endnotes,
    /// `aside`s at the end that reading systems show in place: `epub:type="footnote"`, `role="doc-footnote"`
    /// (EPUB 3 Structural Semantics; DPUB-ARIA 1.1), with links back.
    Popups,
}

/// How text behind a summary is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DetailsAs {
    /// Open or closed, as the author had it.
    #[default]
    Written,
    /// Open, always.
    Open,
}

/// How sounds and films are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MediaAs {
    /// `audio` and `video` with controls, and a link within for those that know neither.
    #[default]
    Players,
    /// A link to the file, with the still picture of a film.
    Links,
}

/// Which notation of mathematics is shown, when a formula has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MathAs {
    /// MathML, with the TeX as `alttext`.
    #[default]
    Mathml,
    /// TeX, as code: for readers that strip the tags of MathML and leave its letters.
    Tex,
}

/// Which elements and attributes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vocabulary {
    /// All of HTML that the model has a use for.
    #[default]
    Html,
    /// What feed readers keep and the W3C's feed validator knows: marked text is `b`, the summary of details a
    /// paragraph before them, an attribution a paragraph, the numbers of a list that counts down are on its items,
    /// and mathematics without TeX is its letters.
    Feeds,
}

/// How addresses of the fragment's own ids are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Own<'a> {
    /// `#id`: the fragment stands in a page, and they lead there.
    #[default]
    Within,
    /// `address#id`: for readers that resolve no address by itself; those that know the page stay in it.
    At(&'a str),
    /// Not at all: the text stands alone.
    Unlinked,
}

/// The options of a fragment.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// HTML or XHTML.
    pub syntax: Syntax,
    /// How many levels headings go down; `h6` is the deepest.
    pub heading_shift: u8,
    /// What every `id` of the fragment holds, so that posts can share a page: with `p7-`, anchors are `p7-anchor`,
    /// notes and their marks `fn-p7-1` and `fnref-p7-1` (feed readers know footnotes by `#fn`). A letter first, no
    /// white space.
    pub id_prefix: &'a str,
    /// Where notes go.
    pub notes: Notes,
    /// How text behind a summary is shown.
    pub details: DetailsAs,
    /// How sounds and films are shown.
    pub media: MediaAs,
    /// Which notation of mathematics is shown.
    pub math: MathAs,
    /// Which elements and attributes are written.
    pub vocabulary: Vocabulary,
    /// How the marks of notes, and links to anchors of the fragment, lead where they lead.
    pub own: Own<'a>,
    /// Whether headings carry their anchors as `id`s. Links within the post go to them; without them, to where
    /// [`Surroundings::link`] says.
    pub anchors: bool,
    /// Whether elements carry classes: `language-x` on `code`; `verse`, `pull-quote`, `gallery`, `card` (an embed),
    /// `media`, `missing` (a picture that is not at hand), `math`, `page-break`, `task`, `notes`, `note`.
    pub classes: bool,
    /// Whether cells say how their text stands (`style="text-align: right"`); nothing else is ever styled.
    pub styles: bool,
    /// What a picture is called that has neither alternative text nor a title, where it needs a name: as a link, or
    /// where it is missing ([`picture_label`](crate::picture_label)).
    pub picture_label: &'a str,
    /// Where pictures and links lead.
    pub surroundings: &'a dyn Surroundings,
}

impl Default for Options<'_> {
    /// HTML for any page: anchors, players, notes at the end, no classes, no styles, addresses as they are.
    fn default() -> Self {
        Self {
            syntax: Syntax::Html,
            heading_shift: 0,
            id_prefix: "",
            notes: Notes::Endnotes,
            details: DetailsAs::Written,
            media: MediaAs::Players,
            math: MathAs::Mathml,
            vocabulary: Vocabulary::Html,
            own: Own::Within,
            anchors: true,
            classes: false,
            styles: false,
            picture_label: "Picture",
            surroundings: &AsWritten,
        }
    }
}

/// What the surroundings of a fragment know: where pictures and links really lead.
pub trait Surroundings {
    /// Where this picture is.
    fn picture(&self, image: &Image) -> Picture {
        Picture::At { src: image.url.clone() }
    }

    /// The address of a player for what another site shows, to be framed before the card; `None` for none.
    fn player(&self, _embed: &Embed) -> Option<String> {
        None
    }

    /// Where this link leads. Asked of every link but those to an anchor that the fragment itself holds; a fragment
    /// (`#a`) is then one that leads nowhere. What is answered as a bare `#fragment` or empty is no link: its text
    /// stands alone.
    fn link<'a>(&self, url: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(url)
    }

    /// The parts of a program's text, each with the class that it is shown in; put together they are the text. `None`
    /// for text without parts.
    fn code(&self, _code: &Code) -> Option<Vec<(Option<&'static str>, String)>> {
        None
    }
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// At this address, absolute or relative to the page, in the size that the model says.
    At {
        /// The address.
        src: String,
    },
    /// At this address, in another size than the model says.
    Sized {
        /// The address.
        src: String,
        /// Width in CSS pixels.
        width: u32,
        /// Height in CSS pixels.
        height: u32,
    },
    /// Not found: its alternative text, else its title, else [`Options::picture_label`] is written instead, as a
    /// link to its URL.
    Missing,
}

/// Surroundings that know nothing: every address stays.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsWritten;

impl Surroundings for AsWritten {}
