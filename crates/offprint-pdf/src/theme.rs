//! Sizes, spaces and colours, as the options and the named themes make them. Lengths are in points.

use crate::{
    fonts::{self, Family},
    frame::Colour,
    options::{Look, PdfOptions},
};

/// Characters of running text that a line holds stand in this many ems: 60 to 72 of them in the languages of Europe.
const MEASURE: f32 = 30.6;
/// Between two columns, in ems of the text.
const GUTTER: f32 = 1.7;
/// No side margin is narrower.
const LEAST_MARGIN: f32 = 40.0;
/// The size that the other sizes below are told for.
const TEXT: f32 = 11.4;

/// How pages look.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Theme {
    pub(crate) page_width: f32,
    pub(crate) page_height: f32,
    /// How far colour may reach beyond the edge, where crop marks are asked for.
    pub(crate) bleed: Option<f32>,
    /// Left edge of the text.
    pub(crate) left: f32,
    /// Width of the text, over all columns.
    pub(crate) full: f32,
    /// Width of a column.
    pub(crate) measure: f32,
    pub(crate) columns: usize,
    /// Space between columns.
    pub(crate) gutter: f32,
    /// Top edge of the text.
    pub(crate) top: f32,
    /// Height of the text.
    pub(crate) depth: f32,
    /// Baseline of the running head.
    pub(crate) head: f32,
    /// Baseline of the folio.
    pub(crate) folio: f32,

    /// Running text.
    pub(crate) text: f32,
    /// Distance of its baselines.
    pub(crate) leading: f32,
    /// Between paragraphs.
    pub(crate) paragraph: f32,
    /// Around lists, quotations, tables.
    pub(crate) block: f32,
    /// Around figures.
    pub(crate) figure: f32,
    /// Notes, captions.
    pub(crate) small: f32,
    /// Distance of their baselines.
    pub(crate) small_leading: f32,
    /// Program text.
    pub(crate) code: f32,
    /// Distance of its baselines.
    pub(crate) code_leading: f32,
    /// Tables.
    pub(crate) table: f32,
    /// Distance of their baselines.
    pub(crate) table_leading: f32,
    /// Running heads and folios.
    pub(crate) furniture: f32,
    /// How far lists and quotations stand in.
    pub(crate) indent: f32,
    /// A post's title: size and distance of baselines.
    pub(crate) title: (f32, f32),
    /// The edition's title.
    pub(crate) edition_title: (f32, f32),
    /// What the sizes of headings are multiplied with.
    scale: f32,

    /// Running text.
    pub(crate) family: Family,
    /// Headings.
    pub(crate) heading_family: Family,
    /// The titles of posts and of the edition.
    pub(crate) title_family: Family,
    /// Whether running text is justified.
    pub(crate) justify: bool,

    /// Text.
    pub(crate) ink: Colour,
    /// Bylines, captions, furniture.
    pub(crate) grey: Colour,
    /// Links: dark enough to be read as text (WCAG 2.2 §1.4.3), and not black.
    pub(crate) link: Colour,
    /// Ornament: the rules under titles.
    pub(crate) accent: Colour,
    /// Rules.
    pub(crate) rule: Colour,
    /// Behind code and the like.
    pub(crate) shade: Colour,
}

impl Theme {
    /// The theme that these options ask for.
    pub(crate) fn new(options: &PdfOptions) -> Self {
        let (page_width, page_height) = (options.paper.width, options.paper.height);
        let columns = usize::from(options.columns.clamp(1, 2));
        let margins = options.margins;
        let room = match margins {
            Some(margins) => (page_width - margins.left - margins.right).max(72.0),
            None => (page_width - 2.0 * LEAST_MARGIN).max(72.0),
        };
        let usual = if columns == 2 { 9.6 } else { TEXT };
        // On small paper the text is smaller, so that its lines hold as many characters.
        let text = match options.font_size.or(options.style.font_size) {
            Some(size) => size.clamp(5.0, 40.0),
            None => usual.min((room / MEASURE).max(8.0)),
        };
        let scale = text / TEXT;
        let gutter = text * GUTTER;
        let (full, left) = match (margins, columns) {
            (Some(margins), _) => (room, margins.left),
            (None, 2) => (room.min(52.0 * text), (page_width - room.min(52.0 * text)) / 2.0),
            (None, _) => (room.min(MEASURE * text), (page_width - room.min(MEASURE * text)) / 2.0),
        };
        let measure = (full - gutter * (columns as f32 - 1.0)) / columns as f32;
        let leading = text * if columns == 2 { 1.34 } else { 15.6 / TEXT };
        let top = margins.map_or(page_height * 0.1093, |margins| margins.top);
        let bottom = margins.map_or(page_height * 0.1305, |margins| margins.bottom);
        let lines = ((page_height - top - bottom + 0.5) / leading).floor().max(4.0);
        let depth = lines * leading;
        let furniture = 8.2_f32.min(text * 0.85);
        let at = |size: f32| size * scale;
        let mut theme = Self {
            page_width,
            page_height,
            bleed: options.bleed.map(|bleed| bleed.clamp(0.0, 72.0)),
            left,
            full,
            measure,
            columns,
            gutter,
            top,
            depth,
            head: (top - 30.0).max(furniture + 6.0),
            folio: (top + depth + 38.0).min(page_height - 10.0),
            text,
            leading,
            paragraph: at(7.0),
            block: at(10.0),
            figure: at(14.0),
            small: at(9.2),
            small_leading: at(12.4),
            code: at(8.8),
            code_leading: at(12.2),
            table: at(9.4),
            table_leading: at(12.6),
            furniture,
            indent: at(18.0),
            title: (at(23.0), at(27.5)),
            edition_title: (at(34.0), at(40.0)),
            scale,
            family: Family::Serif,
            heading_family: Family::Sans,
            title_family: Family::Serif,
            justify: true,
            ink: [0x1a, 0x1a, 0x1a],
            grey: [0x59, 0x59, 0x59],
            link: [0x12, 0x4b, 0x8c],
            accent: [0x12, 0x4b, 0x8c],
            rule: [0xb0, 0xb0, 0xb0],
            shade: [0xf4, 0xf4, 0xf2],
        };
        theme.dress(options.look);
        theme.restyle(options);
        theme
    }

    /// What the named themes change.
    fn dress(&mut self, look: Look) {
        match look {
            Look::Plain => {}
            Look::Magazine => {
                self.title_family = Family::Sans;
                self.title = (27.0 * self.scale, 31.0 * self.scale);
                self.edition_title = (44.0 * self.scale, 48.0 * self.scale);
                self.link = [0x9b, 0x1c, 0x2e];
                self.accent = [0xb4, 0x1f, 0x35];
                self.shade = [0xf7, 0xf1, 0xee];
            }
            Look::Journal => {
                self.heading_family = Family::Serif;
                self.title = (20.0 * self.scale, 25.0 * self.scale);
                self.link = [0x1a, 0x3a, 0x5c];
                self.accent = [0x59, 0x59, 0x59];
            }
        }
    }

    /// What a theme of one's own changes.
    fn restyle(&mut self, options: &PdfOptions) {
        let style = &options.style;
        if let Some(leading) = style.leading {
            self.leading = self.text * leading.clamp(1.0, 3.0);
            self.depth = (self.depth / self.leading).floor().max(4.0) * self.leading;
        }
        if let Some(space) = style.paragraph_space {
            self.paragraph = self.leading * space.clamp(0.0, 3.0);
        }
        if let Some(scale) = style.heading_scale.map(|scale| scale.clamp(0.5, 2.0)) {
            self.scale *= scale;
            for (size, leading) in [&mut self.title, &mut self.edition_title] {
                *size *= scale;
                *leading *= scale;
            }
        }
        self.justify = style.justify.unwrap_or(self.justify);
        let colours = &style.colours;
        let pairs = [
            (&mut self.ink, colours.text),
            (&mut self.grey, colours.quiet),
            (&mut self.link, colours.links),
            (&mut self.accent, colours.accent),
            (&mut self.shade, colours.shade),
        ];
        for (colour, wanted) in pairs {
            *colour = wanted.map_or(*colour, |wanted| wanted.0);
        }
        if let Some(family) = options.fonts.text.as_ref().and_then(fonts::own_family) {
            self.family = family;
        }
        if let Some(family) = options.fonts.headings.as_ref().and_then(fonts::own_family) {
            self.heading_family = family;
            self.title_family = family;
        }
    }

    /// Size, leading, space above and below of the headings within a post, from the second level of the page on.
    pub(crate) fn heading(&self, level: u8) -> (f32, f32, f32, f32) {
        let (size, leading, above, below) = match level {
            0..=2 => (15.5, 19.5, 22.0, 6.0),
            3 => (13.0, 17.0, 18.0, 5.0),
            4 => (11.6, 15.6, 15.0, 4.0),
            _ => (10.6, 15.0, 13.0, 3.0),
        };
        (size * self.scale, leading * self.scale, above * self.scale, below * self.scale)
    }

    /// How far a table that is too wide may reach beyond the text on both sides.
    pub(crate) fn reach(&self) -> f32 {
        if self.columns == 1 {
            (self.left.min(self.page_width - self.left - self.full) - 36.0).max(0.0)
        } else {
            0.0
        }
    }

    /// How many pixels a picture over the whole text has at this many to the inch.
    pub(crate) fn pixels(&self, dpi: u32) -> Option<(u32, u32)> {
        let pixels = |points: f32| (points / 72.0 * dpi as f32).ceil() as u32;
        (dpi > 0).then(|| (pixels(self.full).max(1), pixels(self.depth).max(1)))
    }

    /// The space between a post and the next one below it.
    pub(crate) fn between_posts(&self) -> f32 {
        2.6 * self.leading
    }

    /// Whether a post may begin on a page whose text goes down this far.
    pub(crate) fn has_room_below(&self, foot: f32) -> bool {
        self.depth - foot - self.between_posts() > 10.0 * self.leading
    }

    /// How far the columns of a page are apart, from left edge to left edge.
    pub(crate) fn stride(&self) -> f32 {
        self.measure + self.gutter
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Paper;

    #[test]
    fn small_paper_has_smaller_text_and_lines_of_as_many_ems() {
        let on = |paper| Theme::new(&PdfOptions { paper, ..PdfOptions::default() });
        for theme in [on(Paper::A4), on(Paper::LETTER), on(Paper::A5)] {
            assert!((theme.measure / theme.text - MEASURE).abs() < 0.3, "{theme:?}");
            assert!(theme.left >= LEAST_MARGIN - 0.1);
            assert!(theme.top + theme.depth < theme.folio);
            assert!((theme.depth / theme.leading).fract() < 0.01);
        }
        assert!(on(Paper::A5).text < on(Paper::A4).text);
    }
}
