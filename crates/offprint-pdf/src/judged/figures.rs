//! What a reader with a ruler finds on pages: their frames are measured, not what made them.

use crate::{
    floats,
    frame::{Galley, Ink, KEEP, Mark, Row, TextRun},
    paginate::{self, Page},
    sheet,
    theme::Theme,
    tree::ARTIFACT,
};
use std::collections::BTreeMap;

/// Counts over all pages that were judged, and what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) posts: usize,
    pub(super) pages: usize,
    /// Lines of running text that go on in the next one, and how many of them end with a hyphen.
    pub(super) lines: usize,
    pub(super) hyphenated: usize,
    /// Those that stay short of the right edge.
    pub(super) ragged: usize,
    /// Those that reach the right edge, and how many have a space over twice its width.
    pub(super) justified: usize,
    pub(super) wide: usize,
    /// Those over the whole measure, and their characters.
    pub(super) whole: usize,
    pub(super) characters: usize,
    /// Pages within posts that end more than two lines short.
    pub(super) short: Vec<String>,
    /// What must not be at all: how often, and where first.
    pub(super) faults: BTreeMap<&'static str, (usize, Vec<String>)>,
}

/// The text of a line and where its ink begins and ends.
struct Line {
    text: String,
    left: f32,
    right: f32,
    /// The widest space between words, in its own widths.
    widest: f32,
    /// Whether it is running text.
    body: bool,
}

impl Figures {
    pub(super) fn fault(&mut self, what: &'static str, place: String) {
        let found = self.faults.entry(what).or_default();
        found.0 += 1;
        if found.1.len() < 12 {
            found.1.push(place);
        }
    }

    /// Judges the pages of a post.
    pub(super) fn add(&mut self, galley: &Galley, pages: &[Page], theme: &Theme, name: &str) {
        self.posts += 1;
        self.pages += pages.len();
        self.lines_of(&galley.rows, theme, name);
        for (number, page) in pages.iter().enumerate() {
            let place = |row: &Row| {
                let said: String = line_of(row, theme).map_or(String::new(), |line| line.text);
                format!("{name}, page {}: {}", number + 1, said.chars().take(60).collect::<String>())
            };
            self.edges(galley, page, number, &place);
            let (placed, text) = sheet::place(galley, page, theme.top, theme.depth, theme);
            self.headings(&placed[..text], &place);
            let foot = match placed.get(text) {
                Some(_) => theme.depth,
                None => placed.last().map_or(0.0, |(row, y)| y + row.height - theme.top),
            };
            if foot > theme.depth + 0.1 {
                self.fault("text below the foot", format!("{name}, page {}", number + 1));
            }
            let ends = galley.rows.get(page.to).is_none_or(|row| row.page_break);
            if !ends && foot < theme.depth - 2.0 * theme.leading && !is_tall(&galley.rows[page.to..], theme) {
                let lines = (theme.depth - foot) / theme.leading;
                self.short.push(format!("{name}, page {}: {lines:.1} lines", number + 1));
            }
            let lines = foot / theme.leading;
            let text = galley.rows[page.from..page.to].iter().any(|row| line_of(row, theme).is_some());
            if ends && number > 0 && text && lines < 4.9 {
                self.fault("last page of under five lines", format!("{name}: {lines:.1} lines"));
            }
        }
    }

    /// What stands alone at the head or the foot of a page.
    fn edges(&mut self, galley: &Galley, page: &Page, number: usize, place: &dyn Fn(&Row) -> String) {
        let rows = &galley.rows;
        let goes_on = |at: usize| rows.get(at).is_some_and(|row| row.goes_on);
        // A picture that floated to the head parts no lines.
        let first = (page.from..page.to).find(|&at| !floats::may_float(rows, at)).unwrap_or(page.from);
        if number > 0 && page.from > 0 && page.from < rows.len() && goes_on(page.from - 1) && !goes_on(first)
        {
            self.fault("last line alone at a head", place(&rows[first]));
        }
        if page.to == 0 || page.to >= rows.len() {
            return;
        }
        let last = page.to - 1;
        // A page of nothing but what belongs together has no better place.
        if (page.from..last).all(|at| rows[at].penalty >= KEEP) {
            return;
        }
        let begins = (page.from..=last).rev().find(|&at| at == 0 || !goes_on(at - 1)).unwrap_or(last);
        if begins == last && goes_on(last) {
            self.fault("first line alone at a foot", place(&rows[last]));
        }
        if is_heading(&rows[begins]) && !rows[page.to].page_break {
            self.fault("heading at a foot", place(&rows[begins]));
        }
        if rows[last].penalty >= KEEP && !rows[page.to].page_break {
            self.fault("what belongs together is parted", place(&rows[last]));
        }
    }

    /// Headings stand nearer to what they head, in balanced lines.
    fn headings(&mut self, placed: &[(std::borrow::Cow<'_, Row>, f32)], place: &dyn Fn(&Row) -> String) {
        for (at, (row, y)) in placed.iter().enumerate() {
            if !is_heading(row) {
                continue;
            }
            let mut end = at;
            while placed[end].0.goes_on && end + 1 < placed.len() {
                end += 1;
            }
            let above = at.checked_sub(1).map(|before| y - placed[before].1 - placed[before].0.height);
            let below = placed.get(end + 1).map(|after| after.1 - placed[end].1 - placed[end].0.height);
            let again = placed.get(end + 1).is_some_and(|after| is_heading(&after.0));
            if let (Some(above), Some(below)) = (above, below)
                && below > above
                && !again
            {
                self.fault(
                    "heading nearer to what is above",
                    format!("{} ({above:.1}, {below:.1})", place(row)),
                );
            }
        }
    }

    fn lines_of(&mut self, rows: &[Row], theme: &Theme, name: &str) {
        let mut hyphens = 0;
        for (at, row) in rows.iter().enumerate() {
            let Some(line) = line_of(row, theme) else { continue };
            let place = || format!("{name}: {}", line.text);
            let hyphen = line.text.ends_with(['-', '\u{2010}']);
            if is_heading(row) && row.goes_on && hyphen {
                self.fault("hyphenated heading", place());
            }
            if at > 0 && is_heading(&rows[at - 1]) && rows[at - 1].goes_on && !row.goes_on {
                let before = line_of(&rows[at - 1], theme).map_or(0, |line| line.text.chars().count());
                let said = line.text.trim();
                if !said.contains(' ') && said.chars().count() < 12.min(before / 2) {
                    self.fault("word alone under a heading", place());
                }
            }
            if !line.body {
                hyphens = 0;
                continue;
            }
            let right = theme.left + theme.measure;
            if line.left < theme.left - 0.1 || line.right > right + 0.5 {
                let beyond = (theme.left - line.left).max(line.right - right);
                self.fault("line outside the measure", format!("{} ({beyond:.1})", place()));
            }
            hyphens = if hyphen && row.goes_on { hyphens + 1 } else { 0 };
            if hyphens == 3 {
                self.fault("three hyphens in a row", place());
            }
            if !row.goes_on {
                continue;
            }
            self.lines += 1;
            self.hyphenated += usize::from(hyphen);
            if line.right < right - 1.0 {
                self.ragged += 1;
                continue;
            }
            self.justified += 1;
            self.wide += usize::from(line.widest > 2.0);
            if line.widest > 3.0 {
                self.fault("space over three times its width", place());
            }
            if line.left < theme.left + 1.0 {
                self.whole += 1;
                self.characters += line.text.chars().count();
            }
        }
    }

    /// The figures as a line.
    pub(super) fn said(&self) -> String {
        let share = |part: usize, whole: usize| 100.0 * part as f32 / whole.max(1) as f32;
        format!(
            "{} pages of {} posts, {} lines: {:.1} characters, {:.2} % hyphenated, {:.2} % over twice the space, {:.2} % \
             short of the edge; {} pages over two lines short",
            self.pages,
            self.posts,
            self.lines,
            self.characters as f32 / self.whole.max(1) as f32,
            share(self.hyphenated, self.lines),
            share(self.wide, self.justified),
            share(self.ragged, self.lines),
            self.short.len(),
        )
    }
}

/// Whether these rows begin with something high that cannot be divided: it leaves a page short, whatever is done.
fn is_tall(rows: &[Row], theme: &Theme) -> bool {
    let kept = rows.iter().take_while(|row| row.penalty >= KEEP).count();
    crate::frame::height(&rows[..(kept + 1).min(rows.len())]) > 7.0 * theme.leading
}

/// Whether a heading begins with this row.
fn is_heading(row: &Row) -> bool {
    row.marks.iter().any(|mark| matches!(mark, Mark::Outline(..)))
}

/// The line of a row; the label of a list's item is no part of it.
fn line_of(row: &Row, theme: &Theme) -> Option<Line> {
    let runs: Vec<&TextRun> = row
        .ink
        .iter()
        .filter_map(|ink| match ink {
            Ink::Text(run) if run.slot != ARTIFACT && !run.glyphs.is_empty() => Some(run),
            _ => None,
        })
        .collect();
    let size = runs.iter().map(|run| run.size).fold(0.0, f32::max);
    let families = [false, true]
        .map(|bold| [false, true].map(|italic| crate::fonts::face_of(theme.family, bold, italic)));
    let own = |run: &TextRun| families.iter().flatten().any(|face| run.face.is(face));
    let body = (size - theme.text).abs() < 0.05
        && runs.iter().any(|run| own(run) && (run.size - theme.text).abs() < 0.05);
    let mut line = Line { text: String::new(), left: f32::INFINITY, right: 0.0, widest: 0.0, body };
    let mut pen: Option<f32> = None;
    for run in runs {
        // A label stands before its item, with air between.
        if pen.is_some_and(|pen| run.x > pen + 3.5 && line.text.chars().count() < 6) {
            line.text.clear();
            (line.left, line.widest) = (f32::INFINITY, 0.0);
        }
        let mut x = run.x;
        line.left = line.left.min(x);
        for glyph in &run.glyphs {
            let said = run.actual.as_deref().or_else(|| run.face.text_of(glyph.id)).unwrap_or("?");
            if said == " " && !line.text.is_empty() && own(run) && !line.text.ends_with(' ') {
                line.widest = line.widest.max(glyph.advance / run.face.advance(glyph.id, run.size));
            }
            x += glyph.advance;
            if !said.trim().is_empty() {
                line.right = line.right.max(x - run.tracking);
            }
        }
        match run.actual.as_deref() {
            Some(said) => line.text.push_str(said),
            None => run
                .glyphs
                .iter()
                .for_each(|glyph| line.text.push_str(run.face.text_of(glyph.id).unwrap_or("?"))),
        }
        pen = Some(x);
    }
    let end = line.text.trim_end().len();
    line.text.truncate(end);
    (!line.text.is_empty()).then_some(line)
}

/// The pages of a post's rows in one column.
pub(super) fn pages(galley: &mut Galley, theme: &Theme) -> Vec<Page> {
    paginate::pages(
        galley,
        &paginate::Depths { first: Vec::new(), rest: theme.depth, leading: theme.leading },
    )
}
