use super::{Ink, Stand, set};
use crate::{
    fit,
    fonts::{Face, Family},
    shape,
    text::{Style, StyledText},
};

fn style() -> Style {
    Style::plain()
}

/// What the glyphs of a paragraph say, in the order of the content.
fn said(text: &StyledText, width: f32) -> (usize, String, Vec<Ink>) {
    let mut shaped = shape::shape(text.clone(), false);
    let lines = fit::justified(&mut shaped, width, None);
    let (mut ink, mut links) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        let place = (0.0, 12.0 * at as f32, width);
        set(&shaped, line, place, Stand::Justified, &mut ink, &mut links);
    }
    let told = |face: &'static Face, id: u16| face.text_of(id).unwrap_or("?");
    let said = ink.iter().filter_map(|ink| match ink {
        Ink::Text(run) => Some(run.glyphs.iter().map(|glyph| told(run.face, glyph.id)).collect::<String>()),
        _ => None,
    });
    (lines.len(), said.collect(), ink)
}

#[test]
fn lines_are_parted_by_spaces() {
    let words = "It has a purpose.\nVisitors come to see it, and they go on to the next one.\nThey stay.";
    let mut text = StyledText::default();
    text.push(words, &style());
    let (lines, said, _) = said(&text, 70.0);
    assert!(lines > 4, "{lines}");
    assert_eq!(said, words.replace('\n', " "));
}

#[test]
fn a_line_end_in_bold_or_twice_parts_words_once() {
    let mut text = StyledText::default();
    text.push("one", &style());
    text.push("\n", &Style { bold: true, ..style() });
    text.push("\ntwo\n", &style());
    assert_eq!(said(&text, 200.0).1, "one two");
}

#[test]
fn an_underline_stands_before_its_words_and_does_not_part_them() {
    let mut text = StyledText::default();
    text.push("plain ", &style());
    text.push("under way", &Style { underline: true, strike: true, ..style() });
    let (_, said, ink) = said(&text, 300.0);
    assert_eq!(said, "plain under way");
    let texts = ink.iter().filter(|ink| matches!(ink, Ink::Text(_))).count();
    let fills = ink.iter().filter(|ink| matches!(ink, Ink::Fill { .. })).count();
    assert_eq!((texts, fills), (1, 2));
}

#[test]
fn a_word_that_no_line_holds_is_whole_again_when_it_is_read() {
    let address = "https://example.org/a_rather/long_address/that/goes_on.html";
    let mut text = StyledText::default();
    text.push(address, &style());
    let (lines, _, ink) = said(&text, 120.0);
    let read: String = ink
        .iter()
        .filter_map(|ink| match ink {
            Ink::Text(run) => Some(run.actual.as_deref().map_or_else(
                || run.glyphs.iter().filter_map(|glyph| run.face.text_of(glyph.id)).collect(),
                |actual| format!("{actual}\n"),
            )),
            _ => None,
        })
        .collect();
    assert!(lines > 2, "{read}");
    assert_eq!(read.replace("-\n", ""), address);
    assert!(read.lines().all(|line| !line.ends_with("--")));
}

/// What is read of ink, as a program reads it that joins a line that ends with a hyphen to the next one.
fn read(ink: &[Ink]) -> String {
    let mut read = String::new();
    let mut line = f32::NAN;
    for ink in ink {
        let Ink::Text(run) = ink else { continue };
        if run.y != line {
            line = run.y;
            read = read.strip_suffix('-').map(str::to_owned).unwrap_or(read);
        }
        match &run.actual {
            Some(actual) => read.push_str(actual),
            None => read.extend(run.glyphs.iter().filter_map(|glyph| run.face.text_of(glyph.id))),
        }
    }
    read
}

#[test]
fn lines_end_between_words_or_behind_a_hyphen_between_letters() {
    let words =
        "north- and southbound and/or well-known one—two 2025/06/01 e-mail at www.night-walk.example/a-b ";
    let mut text = StyledText::default();
    text.push(words, &style());
    let mut behind = 0;
    for width in 130..200 {
        let mut shaped = shape::shape(text.clone(), false);
        let lines = fit::justified(&mut shaped, width as f32, None);
        let (mut ink, mut links) = (Vec::new(), Vec::new());
        for (at, line) in lines.iter().enumerate() {
            let end = shaped.text.text.get(..shaped.clusters[line.end - 1].end as usize).unwrap_or_default();
            assert!(end.ends_with(' ') || end.ends_with("well-"), "{width}: {end}");
            behind += usize::from(end.ends_with('-'));
            set(&shaped, line, (0.0, 12.0 * at as f32, 200.0), Stand::Justified, &mut ink, &mut links);
        }
        assert_eq!(read(&ink).trim_end(), words.trim_end(), "{width}");
    }
    assert!(behind > 0, "some line ends behind a hyphen");
}

#[test]
fn a_heading_says_a_word_that_no_line_holds_where_it_begins() {
    let words = "The file tests__data__blocks__core__cover-with-caption.html";
    let mut text = StyledText::default();
    text.push(words, &style());
    let mut shaped = shape::shape(text, false);
    shaped.whole = true;
    let lines = crate::balance::balanced(&mut shaped, 110.0);
    let (mut ink, mut links) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        set(&shaped, line, (0.0, 12.0 * at as f32, 110.0), Stand::Start, &mut ink, &mut links);
    }
    assert!(lines.len() > 2 && lines.iter().all(|line| !line.hyphen && line.natural <= 110.0));
    assert_eq!(read(&ink), words);
}

#[test]
fn what_readers_would_tear_apart_is_said_as_one() {
    let typed = Style { family: Family::Mono, hyphenate: false, ..style() };
    for (said, style) in [
        ("/ ^ \\      |\\_/|", &typed),
        ("F = m / a", &style()),
        ("a\u{200b}b is\u{200b}", &style()),
        ("𝗕𝗿𝗲𝗮𝗱 a𝑀b", &style()),
        ("𝑀 = V / p + F", &style()),
    ] {
        let mut text = StyledText::default();
        text.push(said, style);
        let (_, _, ink) = self::said(&text, 300.0);
        let actual: Vec<&str> = ink
            .iter()
            .filter_map(|ink| if let Ink::Text(run) = ink { run.actual.as_deref() } else { None })
            .filter(|actual| !actual.is_empty())
            .collect();
        assert_eq!(actual.join(" "), said);
    }
    let mut text = StyledText::default();
    text.push("    let x = 1;", &typed);
    assert!(
        self::said(&text, 300.0).2.iter().all(|ink| matches!(ink, Ink::Text(run) if run.actual.is_none()))
    );
}

#[test]
fn an_emoji_of_several_characters_is_one_glyph() {
    // Families, trades, tones of skin, flags, keys.
    let sequences = "👨\u{200d}👩\u{200d}👧\u{200d}👦 👩🏽\u{200d}🌾 🧑🏿\u{200d}🚀 👍🏽 🇺🇳 1\u{fe0f}\u{20e3} ❤\u{fe0f}\u{200d}🔥 🐈\u{200d}⬛ 🏳\u{fe0f}\u{200d}🌈";
    for sequence in sequences.split(' ') {
        let mut text = StyledText::default();
        text.push(sequence, &style());
        let shaped = shape::shape(text, false);
        let drawn = shaped.glyphs.iter().filter(|glyph| glyph.advance > 0.0).count();
        assert_eq!((shaped.missing.as_str(), drawn), ("", 1), "{sequence}");
    }
}

#[test]
fn kerning_parts_no_word() {
    let mut text = StyledText::default();
    text.push("(job", &style());
    let shaped = shape::shape(text, false);
    let face = shaped.faces[0];
    let apart = shaped.glyphs[0].advance - face.advance(shaped.glyphs[0].id, 10.0);
    assert!(apart < 0.8, "{apart}");
}
