//! What an editor puts before the posts of a digest: a note, highlights, contents with excerpts.

use crate::commonmark::commonmark_to_blocks;
use crate::diagnostic::Remark;
use crate::edition::EditionInfo;
use crate::html::{CleanContext, CleaningReport};
use crate::model::{Block, Language, Post, first_words, inlines_text};
use serde::Serialize;

/// Words of an excerpt in the contents and among the highlights.
const EXCERPT_WORDS: usize = 50;

/// What stands before the posts; by default nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FrontMatter {
    /// The editor's note.
    pub note: Option<EditorNote>,
    /// The posts that the editor recommends, in this order: places among the edition's entries.
    pub highlights: Vec<usize>,
    /// Whether contents tell, of each post, how it begins ([`Entry::excerpt`](crate::Entry::excerpt)).
    pub excerpts: bool,
}

/// What the editor says to the readers of the edition, in its language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct EditorNote {
    /// Its own title; [`FrontWords::note`] stands for it when it has none.
    pub title: Option<String>,
    /// The text.
    pub body: Vec<Block>,
}

/// What became of a note's text.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadNote {
    /// The note.
    pub note: EditorNote,
    /// What cleaning took away.
    pub cleaned: CleaningReport,
    /// What there is to say to the editor.
    pub warnings: Vec<Remark>,
}

impl EditorNote {
    /// A note written in CommonMark; a heading of the first level at its beginning is its title.
    pub fn read(text: &str, context: &CleanContext) -> ReadNote {
        let cleaned = commonmark_to_blocks(text, context);
        let mut note = Self { title: None, body: cleaned.blocks };
        if let Some(Block::Heading(heading)) = note.body.first()
            && heading.level == 1
        {
            note.title = Some(inlines_text(&heading.content)).filter(|title| !title.is_empty());
            note.body.remove(0);
        }
        ReadNote { note, cleaned: cleaned.report, warnings: cleaned.warnings }
    }
}

impl FrontMatter {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.note.is_none() && self.highlights.is_empty() && !self.excerpts
    }
}

impl EditionInfo {
    /// The note's title: its own, else what notes are called.
    pub fn note_title(&self) -> &str {
        let own = self.front.note.as_ref().and_then(|note| note.title.as_deref());
        own.unwrap_or(self.front_words().note)
    }

    /// The words of the edition's language for what stands before the posts.
    pub fn front_words(&self) -> &'static FrontWords {
        FrontWords::of(&self.language)
    }

    /// The note as formats render a post: without author, date or address.
    pub fn note_as_post(&self) -> Option<Post> {
        let note = self.front.note.as_ref()?;
        let title = vec![crate::model::Inline::Text(self.note_title().to_owned())];
        Some(Post {
            kind: "editors-note".to_owned(),
            slug: "editors-note".to_owned(),
            title: crate::model::Sourced::read(title),
            site: self.site_url.clone(),
            body: note.body.clone(),
            ..Post::default()
        })
    }
}

/// How a post begins, on one line: what it says of itself, as far as a list has room for it.
pub fn excerpt_of(post: &Post) -> Option<Box<str>> {
    let excerpt = first_words(&post.excerpt.as_ref()?.value, EXCERPT_WORDS);
    Some(excerpt.into_boxed_str()).filter(|excerpt| !excerpt.is_empty())
}

/// What the parts before the posts are called in one language.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrontWords {
    /// The primary subtag of the language.
    pub language: &'static str,
    /// The title of an editor's note that has none.
    pub note: &'static str,
    /// The title of the highlights.
    pub highlights: &'static str,
    /// The title of the contents.
    pub contents: &'static str,
}

impl FrontWords {
    /// The words of this language, else the English ones.
    pub fn of(language: &Language) -> &'static Self {
        let primary = match language.primary() {
            "iw" => "he",
            primary => primary,
        };
        ALL.iter().find(|words| words.language == primary).unwrap_or(&ALL[0])
    }
}

macro_rules! words {
    ($($language:literal: $note:literal, $highlights:literal, $contents:literal;)*) => {
        [$(FrontWords { language: $language, note: $note, highlights: $highlights, contents: $contents }),*]
    };
}

/// English first: it stands in for the rest.
static ALL: [FrontWords; 17] = words! {
    "en": "Editor’s note", "Highlights", "Contents";
    "de": "Editorial", "Im Blickpunkt", "Inhalt";
    "fr": "Éditorial", "À la une", "Sommaire";
    "es": "Editorial", "Destacados", "Índice";
    "it": "Editoriale", "In evidenza", "Indice";
    "pt": "Editorial", "Destaques", "Índice";
    "nl": "Redactioneel", "Uitgelicht", "Inhoud";
    "sv": "Från redaktionen", "I blickfånget", "Innehåll";
    "pl": "Od redakcji", "Polecamy", "Spis treści";
    "ru": "От редакции", "Главное", "Содержание";
    "tr": "Editörden", "Öne çıkanlar", "İçindekiler";
    "ar": "كلمة التحرير", "أبرز المقالات", "المحتويات";
    "he": "דבר העורך", "מומלצים", "תוכן העניינים";
    "fa": "سخن سردبیر", "برگزیده‌ها", "فهرست";
    "ja": "編集部より", "注目の記事", "目次";
    "zh": "编者按", "精选文章", "目录";
    "ko": "편집자의 말", "주요 글", "차례";
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sourced;

    #[test]
    fn a_heading_at_the_beginning_is_the_title() {
        let read = |text| EditorNote::read(text, &CleanContext::default()).note;
        let note = read("# A *late* spring\n\nIt rained.\n");
        assert_eq!((note.title.as_deref(), note.body.len()), (Some("A late spring"), 1));
        let note = read("It rained.\n\n# A late spring\n");
        assert_eq!((note.title, note.body.len()), (None, 2));
        assert_eq!(read("## A late spring\n").body.len(), 1);
    }

    #[test]
    fn notes_are_called_something_in_every_language() {
        let titled = |tag: &str| {
            let mut info = EditionInfo::default();
            info.language = Language::parse(tag).unwrap();
            info.front.note = Some(EditorNote::default());
            info.note_as_post().map(|post| post.title_text())
        };
        assert_eq!(titled("en-GB").as_deref(), Some("Editor’s note"));
        assert_eq!(titled("iw").as_deref(), Some("דבר העורך"));
        assert_eq!(titled("sw").as_deref(), Some("Editor’s note"));
    }

    #[test]
    fn excerpts_are_cut_between_words() {
        let of =
            |text: &str| excerpt_of(&Post { excerpt: Some(Sourced::read(text.into())), ..Post::default() });
        assert_eq!(of("Short \n and plain.").as_deref(), Some("Short and plain."));
        assert_eq!(of("word, ".repeat(60).as_str()).map(|text| text.ends_with("word…")), Some(true));
        assert_eq!(of(" "), None);
    }
}
