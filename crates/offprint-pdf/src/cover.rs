//! The cover: the editor's own picture, or one set in the theme, with a post's picture if one is large enough. Its look is
//! that of EPUB's covers, theme by theme; its text is text.

use crate::{
    compose::{Breaking, Column, Composer},
    fonts::Family,
    frame::{Colour, Ink, Row},
    front,
    line::Stand,
    options::{Cover, Look},
    picture::Picture,
    sheet::{self, Desk, Sheet},
    tree::{ARTIFACT, Role},
    wording,
};
use offprint_core::{Diagnostic, Place, codes};
use std::sync::Arc;

/// Where things stand, in parts of the page's width and height.
struct Design {
    ground: Colour,
    ink: Colour,
    accent: Colour,
    family: Family,
    bold: bool,
    centred: bool,
    margin: f32,
    /// Left, top, width, height of the picture.
    picture: (f32, f32, f32, f32),
    /// Where the title begins with a picture and without, and how far down it may reach.
    top: (f32, f32),
    floor: (f32, f32),
    /// Where the last line of the imprint stands.
    foot: f32,
}

fn design(look: Look) -> Design {
    match look {
        Look::Plain => Design {
            ground: [0xf4, 0xf0, 0xe6],
            ink: [0x22, 0x25, 0x2b],
            accent: [0xa3, 0x40, 0x2a],
            family: Family::Serif,
            bold: true,
            centred: false,
            margin: 0.094,
            picture: (0.0, 0.0, 1.0, 0.47),
            top: (0.55, 0.16),
            floor: (0.86, 0.8),
            foot: 0.945,
        },
        Look::Magazine => Design {
            ground: [0x17, 0x32, 0x4d],
            ink: [0xff, 0xff, 0xff],
            accent: [0xf2, 0xb8, 0x4b],
            family: Family::Sans,
            bold: true,
            centred: false,
            margin: 0.075,
            picture: (0.0, 0.0, 1.0, 0.54),
            top: (0.59, 0.115),
            floor: (0.87, 0.6),
            foot: 0.95,
        },
        Look::Journal => Design {
            ground: [0xff, 0xff, 0xff],
            ink: [0x1d, 0x1d, 0x1b],
            accent: [0x1d, 0x1d, 0x1b],
            family: Family::Serif,
            bold: false,
            centred: true,
            margin: 0.14,
            picture: (0.15, 0.46, 0.7, 0.33),
            top: (0.13, 0.24),
            floor: (0.43, 0.76),
            foot: 0.91,
        },
    }
}

/// Sizes of the title, the largest that fits is taken, for a page as wide as A4.
const SIZES: [f32; 10] = [66.0, 58.0, 50.0, 44.0, 38.0, 33.0, 28.0, 24.0, 20.0, 16.0];

/// Whether there is a cover.
pub(crate) fn is_wanted(desk: Desk<'_>) -> bool {
    match &desk.options.cover {
        Cover::None => false,
        Cover::Drawn => desk.edition.entries.len() > 1,
        Cover::Given(_) => true,
    }
}

/// The cover's page, and what there is to say of it; `featured` are the addresses of posts' pictures.
pub(crate) fn cover(desk: Desk<'_>, featured: &[String]) -> (Sheet, Option<Diagnostic>) {
    let mut said = None;
    let mut own = None;
    if let Cover::Given(bytes) = &desk.options.cover {
        match desk.pictures.given(bytes) {
            Ok(picture) => own = Some(picture),
            Err(why) => {
                let message = format!("the cover's picture {why}; one was set instead");
                let hint = "give a whole JPEG, PNG or WebP file";
                let diagnostic = Diagnostic::new(codes::COVER_INVALID, &Place::default(), message);
                said = Some(diagnostic.hint(hint).caused_by(why));
            }
        }
    }
    let edition = desk.edition;
    let mut composer = sheet::composer(desk, Role::Sect);
    let language = edition.language.as_str().to_owned();
    let column = sheet::text_column(&language, edition.direction(), 0, desk.theme);
    let mut page = Page { row: Row::new(desk.theme.depth), desk };
    match own {
        Some((picture, ground)) => page.picture_alone(&mut composer, &picture, ground),
        None => page.drawn(&mut composer, featured, &column),
    }
    composer.push(page.row, &column);
    (front::finished(composer, &edition.title, language, column.rtl), said)
}

/// The page in the making: one row that holds all ink.
struct Page<'a> {
    row: Row,
    desk: Desk<'a>,
}

impl Page<'_> {
    /// A box in parts of the page.
    fn fill(&mut self, (x, y, width, height): (f32, f32, f32, f32), colour: Colour) {
        let theme = self.desk.theme;
        let (wide, high) = (theme.page_width, theme.page_height);
        let ink = Ink::Fill {
            x: x * wide,
            y: y * high - theme.top,
            width: width * wide,
            height: height * high,
            colour,
        };
        self.row.ink.push(ink);
    }

    /// The whole page and its bleed.
    fn ground(&mut self, colour: Colour) {
        let theme = self.desk.theme;
        let bleed = theme.bleed.unwrap_or(0.0);
        let (x, y) = (bleed / theme.page_width, bleed / theme.page_height);
        self.fill((-x, -y, 1.0 + 2.0 * x, 1.0 + 2.0 * y), colour);
    }

    /// The editor's picture, as large as the page lets it be.
    fn picture_alone(&mut self, composer: &mut Composer<'_>, picture: &Picture, ground: Colour) {
        self.ground(ground);
        let theme = self.desk.theme;
        let (wide, high) = (picture.came.0 as f32, picture.came.1 as f32);
        let scale = (theme.page_width / wide).min(theme.page_height / high);
        let (width, height) = (wide * scale, high * scale);
        let node = composer.tree.node(0, Role::Figure);
        composer.tree.attributes(node).alt = Some(self.desk.edition.title.clone());
        self.row.ink.push(Ink::Picture {
            x: (theme.page_width - width) / 2.0,
            y: (theme.page_height - height) / 2.0 - theme.top,
            width,
            height,
            key: picture.key.clone(),
            slot: composer.tree.slot(node),
            node,
        });
    }

    fn drawn(&mut self, composer: &mut Composer<'_>, featured: &[String], column: &Column) {
        let theme = self.desk.theme;
        let look = self.desk.options.look;
        let design = design(look);
        self.ground(design.ground);
        let (left, top, across, down) = design.picture;
        let aspect = across * theme.page_width / (down * theme.page_height);
        let found = featured.iter().find_map(|url| self.desk.pictures.filling(url, aspect));
        if let Some(picture) = &found {
            self.photograph(&design, picture);
        }
        let with = found.is_some();
        let pick = |(with_picture, without): (f32, f32)| if with { with_picture } else { without };
        self.ornament(look, &design, with, (left, top, across, down));
        let from = pick(design.top) * theme.page_height;
        let stand = if design.centred { Stand::Center } else { Stand::Start };
        let base = Column {
            x: design.margin * theme.page_width,
            width: theme.page_width * (1.0 - 2.0 * design.margin),
            family: design.family,
            bold: design.bold,
            colour: design.ink,
            stand,
            ..column.clone()
        };
        let subtitle = self.desk.edition.subtitle.clone().unwrap_or_default();
        let size = 17.0 * theme.page_width / 595.0;
        let italic = design.family == Family::Serif;
        let quiet = Column { size, leading: size * 1.28, bold: false, italic, ..base.clone() };
        let (size, foot) = (12.0 * theme.page_width / 595.0, design.foot * theme.page_height);
        let small = Column { size, leading: size * 1.4, family: Family::Sans, bold: false, ..base.clone() };
        let imprint = self.imprint();
        let last = foot - small.leading * imprint.len() as f32;
        // The subtitle stands between title and imprint, in two lines at most of usual ones.
        let under = if subtitle.is_empty() { 0.0 } else { quiet.size * 0.9 + 2.0 * quiet.leading };
        let room = (pick(design.floor) * theme.page_height).min(last - small.leading - under) - from;
        let below = self.title(composer, &base, from, room);
        self.text(composer, &subtitle, &quiet, below + quiet.size * 0.9);
        let mut at = last;
        for line in imprint {
            at = self.text(composer, &line, &small, at);
        }
    }

    fn photograph(&mut self, design: &Design, picture: &Arc<Picture>) {
        let theme = self.desk.theme;
        let (left, top, across, down) = design.picture;
        let (wide, high) = (theme.page_width, theme.page_height);
        self.row.ink.push(Ink::Picture {
            x: left * wide,
            y: top * high - theme.top,
            width: across * wide,
            height: down * high,
            key: picture.key.clone(),
            slot: ARTIFACT,
            node: 0,
        });
    }

    fn ornament(&mut self, look: Look, design: &Design, with: bool, picture: (f32, f32, f32, f32)) {
        let high = 4.0 / self.desk.theme.page_height;
        match look {
            Look::Plain => {
                let y = if with { design.top.0 - 0.028 } else { design.top.1 - 0.04 };
                self.fill((design.margin, y, 0.13, high), design.accent);
            }
            Look::Magazine if with => self.fill((0.0, picture.3, 1.0, 2.0 * high), design.accent),
            Look::Magazine => {
                self.fill((design.margin, 0.07, 1.0 - 2.0 * design.margin, 2.0 * high), design.accent);
            }
            Look::Journal => {
                let wide = 4.0 / self.desk.theme.page_width;
                for (inset, part) in [(0.044, 0.8), (0.061, 0.25)] {
                    let down = inset * self.desk.theme.page_width / self.desk.theme.page_height;
                    let (w, h) = (wide * part, high * part);
                    let (across, along) = (1.0 - 2.0 * inset, 1.0 - 2.0 * down);
                    self.fill((inset, down, across, h), design.accent);
                    self.fill((inset, 1.0 - down - h, across, h), design.accent);
                    self.fill((inset, down, w, along), design.accent);
                    self.fill((1.0 - inset - w, down, w, along), design.accent);
                }
            }
        }
    }

    /// The title as large as there is room for; where it ends.
    fn title(&mut self, composer: &mut Composer<'_>, base: &Column, from: f32, room: f32) -> f32 {
        let scale = self.desk.theme.page_width / 595.0;
        let title = self.desk.edition.title.clone();
        let node = composer.tree.node(0, Role::P);
        let slot = composer.tree.slot(node);
        let mut rows = Vec::new();
        for size in SIZES.map(|size| size * scale) {
            let look = Column { size, leading: size * 1.12, ..base.clone() };
            let mut text = crate::text::StyledText { rtl: base.rtl, ..Default::default() };
            text.push(&title, &look.style(slot));
            rows = composer.paragraph_rows(text, &look, Breaking::Balanced);
            if rows.len() <= 5 && crate::frame::height(&rows) <= room {
                break;
            }
        }
        self.rows(rows, from)
    }

    /// The lines at the foot: series and issue, publisher, date.
    fn imprint(&self) -> Vec<String> {
        let edition = self.desk.edition;
        let series = edition.series.as_ref().map(|series| match &series.position {
            Some(position) => format!("{} {position}", series.name),
            None => series.name.clone(),
        });
        let date = edition.date.as_ref().map(|date| wording::date(date, edition.language.as_str()));
        [series, edition.issue.clone(), edition.publisher.clone(), date].into_iter().flatten().collect()
    }

    fn text(&mut self, composer: &mut Composer<'_>, said: &str, look: &Column, from: f32) -> f32 {
        if said.is_empty() {
            return from;
        }
        let node = composer.tree.node(0, Role::P);
        let text = composer.plain(said, look, node);
        let rows = composer.paragraph_rows(text, look, Breaking::Balanced);
        self.rows(rows, from)
    }

    /// Takes rows in at a height of the page; where they end.
    fn rows(&mut self, rows: Vec<Row>, from: f32) -> f32 {
        let mut y = from - self.desk.theme.top;
        for mut row in rows {
            row.shift(0.0, y);
            y += row.height;
            self.row.ink.append(&mut row.ink);
        }
        y + self.desk.theme.top
    }
}
