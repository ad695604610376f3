//! Floats: a picture for which a page has no room any more may go to the head of the next one, and the text that follows
//! it fills the page. Which ones do is found with the pages; see `paginate`.

use crate::frame::{Ink, KEEP, Mark, Row};

/// Whether the row is a picture that text may overtake: one without a caption, which nothing before it keeps.
pub(crate) fn may_float(rows: &[Row], at: usize) -> bool {
    let row = &rows[at];
    at > 0
        && row.elastic.is_some()
        && row.penalty < KEEP
        && !row.page_break
        && rows[at - 1].penalty < KEEP
        && row.ink.iter().all(|ink| matches!(ink, Ink::Picture { .. }))
}

/// Whether the row may overtake a picture: it is no heading, no figure, no part of a table.
pub(crate) fn may_overtake(row: &Row) -> bool {
    let heading = row.marks.iter().any(|mark| matches!(mark, Mark::Outline(..)));
    let picture = row.ink.iter().any(|ink| matches!(ink, Ink::Picture { .. }));
    !heading && !picture && !row.page_break && row.head.is_none()
}

/// Moves the picture at `from` behind the row before `to`, where it begins a page. What is read keeps the order of the
/// tree.
pub(crate) fn carry(rows: &mut [Row], from: usize, to: usize) {
    let space = rows[from].before;
    rows[from + 1].before = rows[from + 1].before.min(space);
    rows[from..to].rotate_left(1);
    if let Some(below) = rows.get_mut(to) {
        below.before = below.before.max(space);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        frame::Galley,
        paginate::{Depths, Page, pages},
        tree::ARTIFACT,
    };

    fn picture(height: f32) -> Row {
        let mut row = Row::new(height);
        let key = "I".into();
        row.ink.push(Ink::Picture { x: 0.0, y: 0.0, width: 10.0, height, key, slot: ARTIFACT, node: 0 });
        row.elastic = Some((height * 0.1, 0.5));
        row
    }

    /// Six lines, a picture of six, and more lines.
    fn galley(after: usize) -> Galley {
        let mut galley = Galley::default();
        (0..6).for_each(|_| galley.push(Row::new(10.0)));
        galley.gap(5.0);
        galley.push(picture(60.0));
        galley.gap(5.0);
        (0..after).for_each(|_| galley.push(Row::new(10.0)));
        galley
    }

    fn paginated(galley: &mut Galley) -> Vec<Page> {
        pages(galley, &Depths { first: Vec::new(), rest: 100.0, leading: 10.0 })
    }

    #[test]
    fn text_fills_the_page_that_a_picture_leaves() {
        let mut galley = galley(12);
        let pages = paginated(&mut galley);
        assert!((9..=10).contains(&pages[0].to), "{pages:?}");
        assert!(galley.rows[pages[0].to].elastic.is_some(), "the picture is at the head of the next page");
        assert!(galley.rows[pages[0].to + 1].before >= 5.0, "there is space below it");
        assert_eq!(pages.last().map(|page| page.to), Some(19));
    }

    #[test]
    fn a_picture_is_not_overtaken_by_a_heading_nor_leaves_its_own() {
        let mut behind = galley(12);
        behind.rows[7].marks.push(Mark::Outline(2, String::new()));
        paginated(&mut behind);
        assert!(behind.rows[6].elastic.is_some());
        let mut own = galley(12);
        own.rows[5].penalty = KEEP;
        paginated(&mut own);
        assert!(own.rows[6].elastic.is_some());
    }

    #[test]
    fn a_picture_is_not_left_to_the_end() {
        let mut galley = galley(2);
        let pages = paginated(&mut galley);
        assert!(galley.rows.last().is_some_and(|row| row.elastic.is_none()), "{pages:?}");
    }
}
