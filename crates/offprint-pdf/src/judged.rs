//! Two hundred pages of posts that are made up, judged by their frames as a reader would judge them.

mod figures;
// It reads files, which no source of this crate does.
#[path = "../tests/judged/real_posts.rs"]
mod real_posts;

use crate::{
    fit,
    frame::{Galley, Ink, KEEP},
    options::PdfOptions,
    paginate::{self, Depths},
    picture::Pictures,
    sheet::{self, Desk},
    theme::Theme,
    tree::Role,
};
use offprint_core::{Block, EditionInfo, Heading, Inline, List, ListItem, ListKind, NoMedia, Quote};

const WORDS: &str = "the harbour wall was built of oyster shell and granite by people who had never seen the sea \
    in winter nobody remembers why a committee of seven neighbours decided against illumination although every \
    lamp on the mole had been paid for in advance it is a considerable responsibility to keep an extraordinary \
    archive dry when rain comes sideways through the letterbox so they hung it up";

/// Numbers that look drawn by lot and are the same every time.
struct Lot(u32);

impl Lot {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % end
    }

    fn words(&mut self, count: u32) -> Vec<Inline> {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let said: Vec<&str> = (0..count).map(|_| words[self.below(words.len() as u32) as usize]).collect();
        vec![Inline::Text(said.join(" "))]
    }

    fn block(&mut self) -> Block {
        let length = 8 + self.below(110);
        match self.below(9) {
            0 => {
                let (level, count) = (2 + self.below(2) as u8, 1 + self.below(12));
                Block::Heading(Heading { level, content: self.words(count), anchor: None })
            }
            1 => {
                let items = (0..2 + self.below(5)).map(|_| ListItem {
                    blocks: vec![Block::Paragraph(self.words(length / 4 + 1))],
                    ..ListItem::default()
                });
                let items = items.collect();
                Block::List(List { kind: ListKind::Bullet, items, tight: true })
            }
            2 => {
                let blocks = vec![Block::Paragraph(self.words(length))];
                Block::Quote(Quote { blocks, attribution: Vec::new() })
            }
            _ => Block::Paragraph(self.words(length)),
        }
    }
}

fn galley(desk: Desk<'_>, lot: &mut Lot) -> Galley {
    let mut composer = sheet::composer(desk, Role::Sect);
    let column = sheet::text_column("en", offprint_core::Direction::Ltr, 0, desk.theme);
    let blocks: Vec<Block> = (0..30 + lot.below(20)).map(|_| lot.block()).collect();
    composer.blocks_to_rows(&blocks, &column);
    composer.galley
}

#[test]
fn pages_are_level_and_nothing_stands_alone() {
    let options = PdfOptions::default();
    let theme = Theme::new(&options);
    let pictures = Pictures::new(&NoMedia, None);
    let edition = EditionInfo::default();
    let desk = Desk { edition: &edition, pictures: &pictures, theme: &theme, options: &options };
    let depths = Depths { first: Vec::new(), rest: theme.depth, leading: theme.leading };
    let mut lot = Lot(7);
    let (mut count, mut short) = (0, 0);
    while count < 200 {
        let mut galley = galley(desk, &mut lot);
        let pages = paginate::pages(&mut galley, &depths);
        count += pages.len();
        for (number, page) in pages.iter().enumerate() {
            let (tops, _) = paginate::tops(&galley, page, theme.depth, theme.leading);
            let last = &galley.rows[page.to - 1];
            let foot = tops.last().map_or(0.0, |top| top + last.height);
            assert!(foot <= theme.depth + 0.1, "nothing stands below the text");
            if number + 1 < pages.len() {
                assert!(last.penalty < KEEP, "no heading, first line or last line but one ends a page");
                short += usize::from(foot < theme.depth - 2.0 * theme.leading);
            } else if number > 0 {
                assert!(foot > 4.0 * theme.leading, "a last page of {foot} points");
            }
        }
        for row in &galley.rows {
            for ink in &row.ink {
                if let Ink::Text(run) = ink {
                    let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
                    // The space that parts two lines stands beyond the edge, unseen.
                    let edge = theme.left + theme.measure + theme.text * 0.3;
                    assert!(run.x >= theme.left - 0.1 && run.x + width <= edge, "{} {width}", run.x);
                }
            }
        }
    }
    assert_eq!(short, 0, "of {count} pages end more than two lines short");
}

#[test]
fn few_words_are_divided_and_few_spaces_gape() {
    let options = PdfOptions::default();
    let theme = Theme::new(&options);
    let pictures = Pictures::new(&NoMedia, None);
    let edition = EditionInfo::default();
    let desk = Desk { edition: &edition, pictures: &pictures, theme: &theme, options: &options };
    let mut composer = sheet::composer(desk, Role::Sect);
    let column = sheet::text_column("en", offprint_core::Direction::Ltr, 0, &theme);
    let mut lot = Lot(11);
    let mut divided = fit::Divided::default();
    let (mut lines, mut hyphens, mut characters) = (0, 0, 0);
    for _ in 0..300 {
        let content = lot.words(90);
        let text = composer.inlines_to_text(&content, &column, 0);
        let mut shaped = composer.shape(text);
        let set = fit::justified(&mut shaped, theme.measure, Some(&mut divided));
        let mut row = 0;
        for line in set.iter().filter(|line| !line.last) {
            lines += 1;
            hyphens += usize::from(line.hyphen);
            characters += line.to - line.from;
            row = if line.hyphen { row + 1 } else { 0 };
            assert!(row < 3, "three hyphens in a row");
        }
    }
    let (share, length) = (hyphens as f32 / lines as f32, characters as f32 / lines as f32);
    assert!(share <= 0.1, "{share} of the lines are hyphenated");
    assert!((60.0..=72.0).contains(&length), "lines of {length} characters");
}
