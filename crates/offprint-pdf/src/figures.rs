//! Figures, galleries, and what cannot be printed: sounds, films, files, embeds.

use crate::{
    compose::{Breaking, Column, Composer},
    fonts::Family,
    frame::{Bar, Ink, KEEP, LinkArea, Row},
    inlines::{alt_of, said_of},
    line::Stand,
    picture::Picture,
    qr,
    tree::Role,
    wording,
};
use offprint_core::html::is_relative;
use offprint_core::{Align, Embed, Figure, Gallery, Image, Inline, Link, Media, MediaKind};
use std::sync::Arc;

/// No picture is higher than this part of the page's text.
const HIGHEST: f32 = 0.62;

impl Composer<'_> {
    /// The picture of an image, if it is at hand; if it is not, that is said once.
    pub(crate) fn picture(&mut self, image: &Image) -> Option<Arc<Picture>> {
        match self.pictures.find(&image.url) {
            Ok(picture) => Some(picture),
            Err(why) => {
                if let Some(Ok(picture)) = image.large.as_ref().map(|url| self.pictures.find(url)) {
                    return Some(picture);
                }
                self.say_missing(&image.url, why);
                None
            }
        }
    }

    pub(crate) fn figure(&mut self, figure: &Figure, column: &Column) {
        self.galley.gap(self.theme.figure);
        let rows = self.figure_rows(figure, column, self.theme.depth * HIGHEST);
        self.together(rows, column);
        self.galley.gap(self.theme.figure);
    }

    /// Rows that stand on one page.
    fn together(&mut self, rows: Vec<Row>, column: &Column) {
        let last = rows.len();
        for (at, mut row) in rows.into_iter().enumerate() {
            row.penalty = if at + 1 == last { 0.0 } else { KEEP };
            self.push(row, column);
        }
    }

    /// A picture and its caption, no higher than this.
    fn figure_rows(&mut self, figure: &Figure, column: &Column, highest: f32) -> Vec<Row> {
        let group = self.tree.node(column.node, Role::Div);
        let column = column.under(group);
        let mut rows = match self.picture(&figure.image) {
            Some(picture) => vec![self.picture_row(figure, &picture, &column, highest)],
            None => self.placeholder_rows(&figure.image, &column),
        };
        if !figure.caption.is_empty() {
            let below = rows.first().and_then(|row| below_picture(row, figure.align, &column));
            let (stand, column) = below.unwrap_or((Stand::Center, column));
            rows.extend(self.caption_rows(&figure.caption, stand, &column));
        }
        rows
    }

    fn picture_row(&mut self, figure: &Figure, picture: &Picture, column: &Column, highest: f32) -> Row {
        let (width, height) = picture.size(&figure.image, column.width);
        let wide = matches!(figure.align, Some(Align::Wide | Align::Full));
        let scale = (column.width / width).min(highest / height);
        let scale = if wide { scale } else { scale.min(1.0) };
        let (width, height) = (width * scale, height * scale);
        let mut parent = column.node;
        let target = figure.link.as_ref().and_then(|url| self.target(url));
        let link = target.map(|target| {
            parent = self.tree.node(column.node, Role::Link);
            let attributes = self.tree.attributes(parent);
            attributes.target = Some(target);
            attributes.alt = Some(alt_of(&figure.image, &column.language));
            parent
        });
        let decoration =
            figure.image.alt.as_deref() == Some("") && figure.caption.is_empty() && link.is_none();
        let (node, slot) = if decoration {
            (column.node, crate::tree::ARTIFACT)
        } else {
            let node = self.tree.node(parent, Role::Figure);
            self.tree.attributes(node).alt = Some(alt_of(&figure.image, &column.language));
            (node, self.tree.slot(node))
        };
        let anchor = match figure.align {
            Some(Align::Left) => 0.0,
            Some(Align::Right) => 1.0,
            _ => 0.5,
        };
        let x = column.x + (column.width - width) * anchor;
        let mut row = Row::new(height);
        // Where a little is lacking to the foot of the page, the picture gives way rather than go to the next.
        row.elastic = (height > 90.0).then_some(((height * 0.4).min(height - 80.0), anchor));
        row.ink.push(Ink::Picture { x, y: 0.0, width, height, key: picture.key.clone(), slot, node });
        row.links.extend(link.map(|node| LinkArea { x, y: 0.0, width, height, node }));
        row
    }

    /// In the place of a picture that is not at hand: what it shows, and its address.
    fn placeholder_rows(&mut self, image: &Image, column: &Column) -> Vec<Row> {
        let words = wording::words(&column.language);
        let said = said_of(image);
        let shown = Inline::Text(said.unwrap_or(words.picture).to_owned());
        let link = Inline::Link(Link { url: image.url.clone(), title: None, content: vec![shown] });
        let content = match said {
            Some(_) => vec![Inline::Text(format!("{}: ", words.picture)), link],
            None => vec![link],
        };
        self.card(&content, None, column)
    }

    pub(crate) fn caption_rows(&mut self, caption: &[Inline], stand: Stand, column: &Column) -> Vec<Row> {
        let node = self.tree.node(column.node, Role::Caption);
        let look = Column {
            stand,
            family: Family::Sans,
            colour: self.theme.grey,
            italic: false,
            bold: false,
            ..column.small(self.theme)
        };
        let text = self.inlines_to_text(caption, &look, node);
        let mut rows = self.paragraph_rows(text, &look, Breaking::Balanced);
        if let Some(first) = rows.first_mut() {
            first.before = 4.0;
        }
        rows
    }

    /// A card: a line or two on a shade, with a link, and beside it a code that leads to this address.
    fn card(&mut self, content: &[Inline], address: Option<&str>, column: &Column) -> Vec<Row> {
        const CODE: f32 = 62.0;
        let pad = 9.0;
        let wanted = self.options.qr_codes && column.width > 3.0 * CODE;
        let code = address.filter(|_| wanted).and_then(|address| qr::code(address, CODE));
        let aside = if code.is_some() { CODE + pad } else { 0.0 };
        let number = self.bar_number();
        let node = self.tree.node(column.node, Role::P);
        let look = Column {
            x: column.x + pad + if column.rtl { aside } else { 0.0 },
            width: column.width - 2.0 * pad - aside,
            family: Family::Sans,
            stand: Stand::Start,
            colour: self.theme.grey,
            size: 10.0_f32.min(column.size),
            leading: 14.0_f32.min(column.leading),
            italic: false,
            ..column.clone()
        };
        let text = self.inlines_to_text(content, &look, node);
        let mut rows = vec![Row::new(5.0)];
        rows.extend(self.paragraph_rows(text, &look, Breaking::Ragged));
        rows.push(Row::new(5.5));
        if let Some(drawing) = code {
            let high = crate::frame::height(&rows);
            let lack = (CODE + 12.0 - high).max(0.0);
            // The lines stand in the middle of their code's height.
            rows[0].height += lack / 2.0;
            rows.last_mut().into_iter().for_each(|last| last.height += lack / 2.0);
            let x = if column.rtl { column.x + pad } else { column.x + column.width - pad - CODE };
            rows[0].ink.push(Ink::Drawing {
                x,
                y: (high + lack - CODE) / 2.0,
                width: CODE,
                height: CODE,
                drawing: Arc::new(drawing),
                slot: crate::tree::ARTIFACT,
                node: column.node,
                said: None,
            });
        }
        let bar = Bar { x: column.x, width: column.width, colour: self.theme.shade, number };
        rows.iter_mut().for_each(|row| row.bars.push(bar));
        rows
    }

    pub(crate) fn gallery(&mut self, gallery: &Gallery, column: &Column) {
        self.galley.gap(self.theme.figure);
        let node = self.tree.node(column.node, Role::Div);
        let column = column.under(node);
        let across = match gallery.figures.len() {
            0 | 1 => 1,
            2 | 4 => 2,
            _ => 3,
        };
        let across = if column.width < 200.0 { 1 } else { across };
        let space = 10.0;
        let width = (column.width - space * (across as f32 - 1.0)) / across as f32;
        for figures in self.side_by_side_or_not(&gallery.figures, across) {
            // What stands for a picture is a line, and lines stand below one another.
            let (space, width) = if figures.len() == 1 && !self.is_at_hand(&figures[0]) {
                (space, column.width)
            } else {
                (space, width)
            };
            let cells: Vec<Vec<Row>> = figures
                .iter()
                .enumerate()
                .map(|(at, figure)| {
                    let x = column.x + at as f32 * (width + space);
                    let figure = Figure { align: None, ..figure.clone() };
                    self.figure_rows(&figure, &Column { x, width, ..column.clone() }, self.theme.depth * 0.32)
                })
                .collect();
            self.galley.gap(space);
            let row = side_by_side(cells);
            self.push(row, &column);
        }
        if !gallery.caption.is_empty() {
            self.galley.keep();
            let rows = self.caption_rows(&gallery.caption, Stand::Center, &column);
            self.together(rows, &column);
        }
        self.galley.gap(self.theme.figure);
    }

    /// The figures of a gallery in rows: as many side by side as there is room for, those whose pictures are not at hand
    /// alone.
    fn side_by_side_or_not<'f>(&self, figures: &'f [Figure], across: usize) -> Vec<&'f [Figure]> {
        let both = |a: &Figure, b: &Figure| self.is_at_hand(a) && self.is_at_hand(b);
        figures.chunk_by(both).flat_map(|figures| figures.chunks(across)).collect()
    }

    fn is_at_hand(&self, figure: &Figure) -> bool {
        let large = figure.image.large.as_ref().is_some_and(|url| self.pictures.find(url).is_ok());
        large || self.pictures.find(&figure.image.url).is_ok()
    }

    pub(crate) fn media(&mut self, media: &Media, column: &Column) {
        let words = wording::words(&column.language);
        let (kind, mark) = match media.kind {
            MediaKind::Audio => (words.audio, "♪"),
            MediaKind::Video => (words.video, "▶"),
            MediaKind::File => (words.file, "↓"),
        };
        let title = if media.title.is_empty() {
            vec![Inline::Text(file_name(&media.url))]
        } else {
            media.title.clone()
        };
        let poster = media.poster.as_ref().map(|url| Image {
            url: url.clone(),
            alt: Some(kind.to_owned()),
            ..Image::default()
        });
        self.linked_card(&format!("{mark} {kind}: "), &media.url, title, poster, &[], &media.caption, column);
    }

    pub(crate) fn embed(&mut self, embed: &Embed, column: &Column) {
        let title = match &embed.title {
            Some(title) => title.clone(),
            None => shown_address(&embed.url),
        };
        let label = if embed.provider.is_empty() { String::new() } else { format!("{}: ", embed.provider) };
        self.linked_card(
            &label,
            &embed.url,
            vec![Inline::Text(title)],
            None,
            &embed.quote,
            &embed.caption,
            column,
        );
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a card")]
    fn linked_card(
        &mut self,
        label: &str,
        url: &str,
        title: Vec<Inline>,
        poster: Option<Image>,
        quote: &[offprint_core::Block],
        caption: &[Inline],
        column: &Column,
    ) {
        self.galley.gap(self.theme.figure);
        let node = self.tree.node(column.node, Role::Div);
        let column = column.under(node);
        let mut rows = Vec::new();
        if let Some(Ok(picture)) = poster.as_ref().map(|image| self.pictures.find(&image.url)) {
            let figure =
                Figure { image: poster.unwrap_or_default(), link: Some(url.to_owned()), ..Figure::default() };
            rows.push(self.picture_row(&figure, &picture, &column, self.theme.depth * 0.35));
        }
        if !quote.is_empty() {
            let inner = Column { paragraph: 4.0, ..column.clone() };
            let quote = offprint_core::Quote { blocks: quote.to_vec(), attribution: Vec::new() };
            self.blocks_to_rows(&[offprint_core::Block::Quote(quote)], &inner);
            self.galley.keep();
            self.galley.gap(6.0);
        }
        let link = Link { url: url.to_owned(), title: None, content: unlinked(title) };
        let address = Some(url).filter(|url| !is_relative(url));
        rows.extend(self.card(&[Inline::Text(label.to_owned()), Inline::Link(link)], address, &column));
        if !caption.is_empty() {
            rows.extend(self.caption_rows(caption, Stand::Center, &column));
        }
        self.together(rows, &column);
        self.galley.gap(self.theme.figure);
    }
}

/// The column of a caption below a picture at the side: as wide as the picture, and where it is. Below a narrow one it
/// is wider, and begins at the same edge.
fn below_picture(row: &Row, align: Option<Align>, column: &Column) -> Option<(Stand, Column)> {
    const NARROWEST: f32 = 120.0;
    let at_left = match align {
        Some(Align::Left) => true,
        Some(Align::Right) => false,
        _ => return None,
    };
    let (x, picture) = row.ink.iter().find_map(|ink| match ink {
        Ink::Picture { x, width, .. } => Some((*x, *width)),
        _ => None,
    })?;
    let width = picture.max(NARROWEST).min(column.width);
    let stand = match (width > picture, at_left) {
        (false, _) => Stand::Center,
        (true, true) => Stand::Left,
        (true, false) => Stand::Right,
    };
    let x = if at_left { x } else { x + picture - width };
    Some((stand, Column { x, width, ..column.clone() }))
}

/// Cells beside one another as one row.
fn side_by_side(cells: Vec<Vec<Row>>) -> Row {
    let mut out = Row::new(cells.iter().map(|rows| crate::frame::height(rows)).fold(0.0, f32::max));
    let bare = cells.iter().flatten().all(|row| row.elastic.is_some());
    for rows in cells {
        let mut y = 0.0;
        for (at, mut row) in rows.into_iter().enumerate() {
            if at > 0 {
                y += row.before;
            }
            row.shift(0.0, y);
            let bars = row.bars.iter().map(|bar| Ink::Fill {
                x: bar.x,
                y,
                width: bar.width,
                height: row.height,
                colour: bar.colour,
            });
            out.ink.extend(bars);
            y += row.height;
            out.ink.append(&mut row.ink);
            out.links.append(&mut row.links);
            out.notes.append(&mut row.notes);
            out.marks.append(&mut row.marks);
        }
    }
    // Pictures alone may give way as one does.
    out.elastic = bare.then_some(((out.height * 0.3).min(out.height - 60.0).max(0.0), 0.5));
    out
}

/// Inlines without the links among them: a link holds no links.
fn unlinked(content: Vec<Inline>) -> Vec<Inline> {
    let open = |inline| match inline {
        Inline::Link(link) => link.content,
        other => vec![other],
    };
    content.into_iter().flat_map(open).collect()
}

fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if name.is_empty() { url.to_owned() } else { name.to_owned() }
}

/// An address as it is shown: without its scheme, letters of all scripts as letters.
pub(crate) fn shown_address(url: &str) -> String {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    match percent_encoding::percent_decode_str(rest).decode_utf8() {
        Ok(decoded) if decoded.chars().all(|c| c.is_alphanumeric() || c.is_ascii_punctuation()) => {
            decoded.into_owned()
        }
        _ => rest.to_owned(),
    }
}
