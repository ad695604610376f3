//! What stands one below the other.

use super::{Direction, Image, Inline, Language, Math};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A block of a post.
///
/// Deliberately not `#[non_exhaustive]`: every format matches on all blocks, so that a new one cannot be forgotten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph; never empty.
    Paragraph(Vec<Inline>),
    /// A heading within the post.
    Heading(Heading),
    /// A bulleted or numbered list.
    List(List),
    /// Terms and what they mean (`dl`).
    Definitions(Vec<Definition>),
    /// A quotation that stands for itself.
    Quote(Quote),
    /// A passage of the text, repeated large.
    PullQuote(Quote),
    /// A poem: lines are kept, separated by [`Inline::Break`].
    Verse(Vec<Inline>),
    /// Program text.
    Code(Code),
    /// Text whose white space is kept, not code; lines are separated by `\n` within [`Inline::Text`].
    Preformatted(Vec<Inline>),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// Several pictures that belong together.
    Gallery(Gallery),
    /// A sound, a film, or a file to fetch.
    Media(Media),
    /// Something of another site, shown in place there and linked here.
    Embed(Embed),
    /// Text behind a summary.
    Details(Details),
    /// Mathematics set apart.
    Math(Math),
    /// A thematic break.
    Rule,
    /// Where the author began a new page (`<!--nextpage-->`).
    PageBreak,
    /// Blocks in another language or direction than what surrounds them.
    Division(Division),
}

/// A heading within the post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// 1 to 6 as in the source; the post's title is not among the body's headings.
    pub level: u8,
    /// The text; never empty.
    pub content: Vec<Inline>,
    /// The name that links within the post use (`#anchor`), without the `#`; unique within the post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

/// A bulleted or numbered list; never without items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// Bullets or numbers.
    pub kind: ListKind,
    /// Whether the items follow without space between them: no item holds more than one paragraph.
    pub tight: bool,
    /// The items, in order.
    pub items: Vec<ListItem>,
}

/// Bullets or numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// `ul`
    Bullet,
    /// `ol`
    Ordered {
        /// The number of the first item.
        start: i32,
        /// Whether it counts down.
        reversed: bool,
        /// How the numbers look.
        numbering: Numbering,
    },
}

/// How the numbers of an ordered list look (`ol`'s `type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerAlpha,
    /// A, B, C
    UpperAlpha,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

impl List {
    /// What stands before the item at this index (from 0): `•` is not said, a number is (`3`, `c`, `iii`).
    pub fn label(&self, index: usize) -> Option<String> {
        let ListKind::Ordered { start, reversed, numbering } = self.kind else { return None };
        let index = i32::try_from(index).unwrap_or(i32::MAX);
        let number = if reversed { start.saturating_sub(index) } else { start.saturating_add(index) };
        Some(numbering.format(number))
    }
}

impl Numbering {
    /// A number in this style; numbers that the style cannot write are decimal.
    pub fn format(self, number: i32) -> String {
        match self {
            Self::LowerAlpha | Self::UpperAlpha if number > 0 => {
                let mut rest = number;
                let mut letters = Vec::new();
                while rest > 0 {
                    let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
                    letters.push(char::from(b'a' + letter));
                    rest = (rest - 1) / 26;
                }
                let word: String = letters.iter().rev().collect();
                if self == Self::UpperAlpha { word.to_uppercase() } else { word }
            }
            Self::LowerRoman | Self::UpperRoman if (1..4000).contains(&number) => {
                const STEPS: [(i32, &str); 13] = [
                    (1000, "m"),
                    (900, "cm"),
                    (500, "d"),
                    (400, "cd"),
                    (100, "c"),
                    (90, "xc"),
                    (50, "l"),
                    (40, "xl"),
                    (10, "x"),
                    (9, "ix"),
                    (5, "v"),
                    (4, "iv"),
                    (1, "i"),
                ];
                let mut rest = number;
                let mut word = String::new();
                for (value, letters) in STEPS {
                    while rest >= value {
                        word.push_str(letters);
                        rest -= value;
                    }
                }
                if self == Self::UpperRoman { word.to_uppercase() } else { word }
            }
            _ => number.to_string(),
        }
    }
}

/// One item of a list; may be empty.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ListItem {
    /// Its blocks; simple text is one paragraph.
    pub blocks: Vec<Block>,
    /// For task lists: whether the box is ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<bool>,
}

/// A group of a definition list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Definition {
    /// The terms (`dt`).
    pub terms: Vec<Vec<Inline>>,
    /// What they mean (`dd`).
    pub details: Vec<Vec<Block>>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Quote {
    /// What is quoted.
    pub blocks: Vec<Block>,
    /// Who said it (`cite`); empty when not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attribution: Vec<Inline>,
}

/// Program text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Code {
    /// The language's name as the plugin or block says it, in lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text, lines separated by `\n`, without a last one.
    pub text: String,
}

/// A table. Rows may be of different lengths; spans reach over the cells that are not there, as in HTML.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Table {
    /// What stands above or below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// Rows of `thead`.
    pub head: Vec<Row>,
    /// Rows of all `tbody`.
    pub body: Vec<Row>,
    /// Rows of `tfoot`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foot: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Row {
    /// Its cells, without those that spans from above cover.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Cell {
    /// Its blocks; simple text is one paragraph, an empty cell has none.
    pub blocks: Vec<Block>,
    /// Whether it heads a row or a column (`th`).
    pub header: bool,
    /// Which cells it heads, when it is a header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Columns that it spans, at least 1 and at most 1000.
    pub colspan: u32,
    /// Rows that it spans within its part of the table, at least 1 and at most 65534.
    pub rowspan: u32,
    /// How its text stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
}

impl Cell {
    /// The columns that it spans, as far as HTML lets a cell span (HTML §4.9.11), in a model made by hand, too.
    pub fn columns(&self) -> usize {
        self.colspan.clamp(1, 1_000) as usize
    }

    /// The same of rows.
    pub fn rows(&self) -> usize {
        self.rowspan.clamp(1, 65_534) as usize
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self { blocks: Vec::new(), header: false, scope: None, colspan: 1, rowspan: 1, align: None }
    }
}

/// What a header cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

/// Where text stands across its width, or a figure in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// Wider than the text (figures only).
    Wide,
    /// As wide as there is room (figures only).
    Full,
}

impl Table {
    /// Columns that the widest row takes, spans from above counted.
    pub fn columns(&self) -> usize {
        [&self.head, &self.body, &self.foot].into_iter().map(|rows| columns_of(rows)).max().unwrap_or(0)
    }
}

fn columns_of(rows: &[Row]) -> usize {
    let mut widest = 0;
    // For each column: how many further rows a cell from above covers.
    let mut covered: Vec<usize> = Vec::new();
    for row in rows {
        let mut column = 0;
        let mut cells = row.cells.iter();
        let mut next = cells.next();
        while next.is_some() || covered[column.min(covered.len())..].iter().any(|&left| left > 0) {
            if covered.get(column).copied().unwrap_or(0) > 0 {
                covered[column] -= 1;
                column += 1;
                continue;
            }
            let Some(cell) = next else {
                column += 1;
                continue;
            };
            for _ in 0..cell.columns() {
                if covered.len() <= column {
                    covered.resize(column + 1, 0);
                }
                covered[column] = cell.rows() - 1;
                column += 1;
            }
            next = cells.next();
        }
        widest = widest.max(column);
    }
    widest
}

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// What it shows, in the author's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// Where a click on the picture leads, if elsewhere than to the picture itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// A hint of where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
}

/// Several pictures that belong together.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Gallery {
    /// The pictures; at least one.
    pub figures: Vec<Figure>,
    /// What they show together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
}

/// A sound, a film, or a file to fetch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Media {
    /// Which of them.
    pub kind: MediaKind,
    /// URL of the file: absolute, or relative where neither the post's URL nor the site's is known.
    pub url: String,
    /// Its media type, when the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// A name to show: the link's text for a file; empty when there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Inline>,
    /// A still picture of the film.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
}

/// The kinds of [`Media`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MediaKind {
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// A file to fetch.
    File,
}

/// Something of another site.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Embed {
    /// Its page for people (a watch page, not a player), absolute.
    pub url: String,
    /// Who serves it, as people write it: `YouTube`, else the host.
    pub provider: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The words that came with it (a tweet's text); often empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quote: Vec<Block>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
}

/// Text behind a summary.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Details {
    /// What is shown when it is closed.
    pub summary: Vec<Inline>,
    /// Whether it starts open.
    pub open: bool,
    /// What is behind it.
    pub blocks: Vec<Block>,
}

/// Blocks in another language or direction than what surrounds them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Division {
    /// The language, when it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The direction, when stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering() {
        assert_eq!(Numbering::LowerAlpha.format(28), "ab");
        assert_eq!(Numbering::UpperAlpha.format(26), "Z");
        assert_eq!(Numbering::LowerRoman.format(1994), "mcmxciv");
        assert_eq!(Numbering::UpperRoman.format(0), "0");
        assert_eq!(Numbering::Decimal.format(-3), "-3");
    }

    #[test]
    fn columns_count_spans_from_above() {
        let cell = |colspan, rowspan| Cell { colspan, rowspan, ..Cell::default() };
        let body =
            vec![Row { cells: vec![cell(2, 2), cell(1, 1)] }, Row { cells: vec![cell(1, 1), cell(1, 1)] }];
        assert_eq!(Table { body, ..Table::default() }.columns(), 4);
        let endless = vec![Row { cells: vec![cell(u32::MAX, u32::MAX), cell(0, 0)] }];
        assert_eq!(Table { body: endless, ..Table::default() }.columns(), 1_001);
        let covered = vec![Row { cells: vec![cell(1, 1), cell(1, 3)] }, Row { cells: vec![] }];
        assert_eq!(Table { body: covered, ..Table::default() }.columns(), 2);
    }
}
