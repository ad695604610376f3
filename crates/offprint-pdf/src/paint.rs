//! Painting: placed ink as printpdf's operations, and those as the bytes of a content stream. The only room but
//! `embed` that knows printpdf.

use crate::{
    drawing::Drawing,
    fonts::{self, Face},
    frame::{Colour, Glyph, Ink, TextRun},
    strokes,
    theme::Theme,
    tree::{ARTIFACT, Slot, Tree},
};
use lopdf::{Document, Object};
use printpdf::{
    Color, DictItem, FontId, Greyscale, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect,
    Rgb, TextRenderingMode,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A face, and the text of each of its glyphs that is used.
type UsedFace = (Option<&'static Face>, BTreeMap<u16, Box<str>>);

/// Fonts and pictures that content streams name.
#[derive(Default)]
pub(crate) struct Used {
    /// By resource name: the face, and the glyphs with a text for those whose font tells none.
    pub(crate) glyphs: BTreeMap<String, UsedFace>,
    pub(crate) pictures: BTreeSet<Arc<str>>,
}

impl Used {
    /// Adds what another stream uses.
    pub(crate) fn merge(&mut self, other: Self) {
        for (name, (face, glyphs)) in other.glyphs {
            let slot = self.glyphs.entry(name).or_default();
            slot.0 = face;
            for (glyph, text) in glyphs {
                slot.1.entry(glyph).or_insert(text);
            }
        }
        self.pictures.extend(other.pictures);
    }

    fn glyph(&mut self, face: &'static Face, glyph: u16, text: Option<&str>) {
        let slot = match self.glyphs.get_mut(&face.resource) {
            Some(slot) => slot,
            None => self.glyphs.entry(face.resource.clone()).or_insert((Some(face), BTreeMap::new())),
        };
        slot.1.entry(glyph).or_insert_with(|| text.unwrap_or("\u{fffd}").into());
    }
}

/// A glyph is not put right when it is off by less than this many thousandths of an em.
const UNSEEN: f64 = 11.0;

/// A page's content in the making.
pub(crate) struct Painter<'a> {
    ops: Vec<Op>,
    open: Option<Slot>,
    in_text: bool,
    font: Option<(*const Face, f32)>,
    /// How wide glyphs are, of their own width.
    stretch: f32,
    /// The room after every glyph.
    tracking: f32,
    /// Where the last line of this text object began.
    origin: Option<(f32, f32)>,
    colour: Option<Colour>,
    thick: bool,
    /// The page's number within its post.
    page: u16,
    /// The nodes of the marked content, by number.
    pub(crate) marks: Vec<u32>,
    tree: Option<&'a mut Tree>,
    used: &'a mut Used,
    theme: &'a Theme,
    /// The number of the first marked content.
    first: usize,
}

impl<'a> Painter<'a> {
    /// A painter of the page of this number, its first marked content of number `first`; without a tree, all ink is
    /// furniture.
    pub(crate) fn new(
        page: u16,
        first: usize,
        tree: Option<&'a mut Tree>,
        used: &'a mut Used,
        theme: &'a Theme,
    ) -> Self {
        Self {
            ops: Vec::with_capacity(512),
            open: None,
            in_text: false,
            font: None,
            stretch: 1.0,
            tracking: 0.0,
            origin: None,
            colour: None,
            thick: false,
            page,
            marks: Vec::new(),
            tree,
            used,
            theme,
            first,
        }
    }

    /// Paints ink whose origin is the page's upper left corner, moved by `dx` and (down) `dy`.
    pub(crate) fn ink(&mut self, ink: &Ink, dx: f32, dy: f32) {
        match ink {
            Ink::Text(run) => self.text(run, dx, dy),
            Ink::Fill { x, y, width, height, colour } => {
                self.mark(ARTIFACT, None);
                self.leave_text();
                self.fill_colour(*colour);
                self.path(
                    &[
                        number(x + dx),
                        number(self.theme.page_height - dy - y - height),
                        number(*width),
                        number(*height),
                    ],
                    "re",
                );
                self.path(&[], "f");
            }
            Ink::Picture { x, y, width, height, key, slot, node } => {
                self.mark(*slot, None);
                self.leave_text();
                let bottom = self.theme.page_height - dy - y - height;
                let x = x + dx;
                self.bounds(*slot, *node, [x, bottom, x + width, bottom + height]);
                self.used.pictures.insert(key.clone());
                self.ops.push(Op::SaveGraphicsState);
                self.path(
                    &[number(*width), number(0.0), number(0.0), number(*height), number(x), number(bottom)],
                    "cm",
                );
                self.path(&[DictItem::Name(key.as_bytes().to_vec())], "Do");
                self.ops.push(Op::RestoreGraphicsState);
            }
            Ink::Drawing { x, y, width, height, drawing, slot, node, said } => {
                self.mark(*slot, None);
                self.leave_text();
                let (x, top) = (x + dx, self.theme.page_height - dy - y);
                self.bounds(*slot, *node, [x, top - height, x + width, top]);
                self.drawing(drawing, (x, top), (*width, *height));
                if let Some((said, down)) = said {
                    let most = height.min(self.theme.text);
                    self.stand_in(said, (x, y + down), (*width, most), *slot, dy);
                }
            }
            Ink::Missing { x, y, width, height, text, slot } => {
                self.mark(ARTIFACT, None);
                let x = x + dx;
                self.frame(x, dy + y, *width, *height, false);
                // The box leaves a little air at both sides; what stands for it does not.
                let air = width * 0.095;
                self.stand_in(text, (x - air, y + height), (width + 2.0 * air, *height), *slot, dy);
            }
            Ink::Frame { x, y, width, height, slot, node, ticked } => {
                self.mark(*slot, None);
                let bottom = self.theme.page_height - dy - y - height;
                let x = x + dx;
                self.bounds(*slot, *node, [x, bottom, x + width, bottom + height]);
                self.frame(x, dy + y, *width, *height, *ticked);
            }
        }
    }

    /// A drawing, its upper left corner here, in this size.
    fn drawing(&mut self, drawing: &Drawing, (x, top): (f32, f32), (width, height): (f32, f32)) {
        let (across, down) = (width / drawing.width.max(0.01), height / drawing.height.max(0.01));
        self.ops.push(Op::SaveGraphicsState);
        self.path(&[across, 0.0, 0.0, -down, x, top].map(strokes::fine), "cm");
        self.ops.extend(strokes::ops(drawing));
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// A space that says what a box cannot show, so that the characters are found and copied all the same: as wide as the
    /// box, or those who read by the pen's place see a gap between words after it, and as high as the text around it.
    fn stand_in(&mut self, text: &str, (x, y): (f32, f32), (width, size): (f32, f32), slot: Slot, dy: f32) {
        let face = fonts::face_of(fonts::Family::Serif, false, false);
        let Some(id) = face.glyph('\u{2003}').or_else(|| face.glyph(' ')) else { return };
        let glyphs = vec![Glyph { id, advance: width, dx: 0.0, dy: 0.0 }];
        let (actual, colour) = (Some(text.into()), self.theme.grey);
        let own = face.advance(id, size);
        let stretch = if own > 0.0 { width / own } else { 1.0 };
        self.text(
            &TextRun {
                face,
                size,
                thicken: false,
                stretch,
                tracking: 0.0,
                colour,
                slot,
                x,
                y,
                actual,
                glyphs,
            },
            0.0,
            dy,
        );
    }

    fn bounds(&mut self, slot: Slot, node: u32, bounds: [f32; 4]) {
        if slot != ARTIFACT
            && let Some(tree) = &mut self.tree
        {
            tree.attributes(node).bounds = Some(bounds);
        }
    }

    fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, ticked: bool) {
        self.leave_text();
        let line = 0.7;
        self.ops.push(Op::SetOutlineThickness { pt: Pt(line) });
        self.ops.push(Op::SetOutlineColor { col: colour_of(self.theme.grey) });
        let bottom = self.theme.page_height - y - height;
        self.path(&[number(x), number(bottom), number(width), number(height)], "re");
        if ticked {
            let at = |dx: f32, dy: f32| [number(x + width * dx), number(bottom + height * dy)];
            self.path(&at(0.2, 0.52), "m");
            self.path(&at(0.42, 0.26), "l");
            self.path(&at(0.82, 0.8), "l");
        }
        self.path(&[], "S");
    }

    fn path(&mut self, operands: &[DictItem], operator: &str) {
        self.ops.push(Op::Unknown { key: operator.to_owned(), value: operands.to_vec() });
    }

    fn fill_colour(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            self.ops.push(Op::SetFillColor { col: colour_of(colour) });
        }
    }

    fn leave_text(&mut self) {
        if std::mem::take(&mut self.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn close(&mut self) {
        self.leave_text();
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Begins the content of a slot, unless it is open; with a text of its own it is never shared.
    fn mark(&mut self, slot: Slot, actual: Option<&str>) {
        if self.open == Some(slot) && actual.is_none() {
            return;
        }
        self.close();
        self.open = Some(slot);
        let mut map: BTreeMap<String, DictItem> = BTreeMap::new();
        let mut tag = "Artifact";
        match &mut self.tree {
            Some(tree) if slot != ARTIFACT => {
                let number = u16::try_from(self.first + self.marks.len()).unwrap_or(u16::MAX);
                let content = &mut tree.slots[slot as usize];
                content.marks.push((self.page, number));
                self.marks.push(content.node);
                map.insert("MCID".to_owned(), DictItem::Int(number.into()));
                tag = tree.nodes[content.node as usize].role.name();
            }
            _ => {
                let kind = if self.tree.is_some() { "Layout" } else { "Pagination" };
                map.insert("Type".to_owned(), DictItem::Name(kind.as_bytes().to_vec()));
            }
        }
        if let Some(actual) = actual {
            map.insert("ActualText".to_owned(), DictItem::String { data: utf16(actual), literal: false });
            if slot != ARTIFACT {
                tag = "Span";
            }
        }
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn text(&mut self, run: &TextRun, dx: f32, dy: f32) {
        let own = run.actual.is_some();
        if own {
            self.close();
        }
        self.mark(run.slot, run.actual.as_deref());
        if !std::mem::replace(&mut self.in_text, true) {
            self.ops.push(Op::StartTextSection);
            self.origin = None;
        }
        self.fill_colour(run.colour);
        if self.thick != run.thicken {
            self.thick = run.thicken;
            let mode = if run.thicken { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
            if run.thicken {
                self.ops.push(Op::SetOutlineThickness { pt: Pt(run.size * 0.028) });
                self.ops.push(Op::SetOutlineColor { col: colour_of(run.colour) });
            }
            self.ops.push(Op::SetTextRenderingMode { mode });
        }
        let font: (*const Face, f32) = (run.face, run.size);
        if self.font != Some(font) {
            self.font = Some(font);
            let font = PdfFontHandle::External(FontId(run.face.resource.clone()));
            self.ops.push(Op::SetFont { font, size: Pt(round(run.size)) });
        }
        if self.stretch != run.stretch {
            self.stretch = run.stretch;
            self.path(&[DictItem::Real((run.stretch * 1.0e4).round() / 100.0)], "Tz");
        }
        // Character spacing is a distance before glyphs are widened (ISO 32000-1 §9.3.2).
        let tracking = (run.tracking / run.stretch * 1000.0).round() / 1000.0;
        if self.tracking != tracking {
            self.tracking = tracking;
            self.path(&[DictItem::Real(tracking)], "Tc");
        }
        self.glyphs(run, run.x + dx, self.theme.page_height - dy - run.y);
        if own {
            self.close();
        }
    }

    /// One array of glyphs and pen moves, or several where glyphs leave the baseline.
    fn glyphs(&mut self, run: &TextRun, left: f32, y: f32) {
        let scale = 1000.0 / f64::from(run.size * run.stretch);
        let tracking = f64::from(self.tracking * run.stretch) * scale;
        let mut show = Show::at(left, y);
        let mut x = left;
        for glyph in &run.glyphs {
            let said = run.face.text_of(glyph.id);
            let space = said == Some(" ");
            self.used.glyph(run.face, glyph.id, said.or(run.actual.as_deref()));
            let moved = glyph.dx.abs() > 0.001 || glyph.dy.abs() > 0.001;
            if moved {
                show.flush(&mut self.ops, &mut self.origin);
                show = Show::at(x + glyph.dx, y + glyph.dy);
            }
            let width = run.face.width(glyph.id) as f64 + tracking;
            show.want += f64::from(glyph.advance) * scale;
            let ahead = show.pen + width - show.want;
            // Whole numbers, and within a word none for what nobody sees; the error is carried on.
            let back = if space || ahead.abs() >= UNSEEN { ahead.round() } else { 0.0 };
            show.pen += width - back;
            show.push(glyph.id, back as i64);
            x += glyph.advance;
            if moved {
                show.flush(&mut self.ops, &mut self.origin);
                show = Show::at(x, y);
            }
        }
        show.flush(&mut self.ops, &mut self.origin);
    }

    /// The content stream.
    pub(crate) fn finish(mut self) -> (Vec<u8>, Vec<u32>) {
        self.close();
        // What comes after on the page begins as a page does.
        if self.stretch != 1.0 {
            self.path(&[DictItem::Real(100.0)], "Tz");
        }
        if self.tracking != 0.0 {
            self.path(&[DictItem::Real(0.0)], "Tc");
        }
        if self.thick {
            self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
        }
        let bytes = content(self.ops, (self.theme.page_width, self.theme.page_height));
        (bytes, self.marks)
    }
}

/// Glyphs that are shown by one operator.
struct Show {
    origin: (f32, f32),
    /// Where shaping wants the pen, and where a reader's pen is, in thousandths of an em from the origin.
    want: f64,
    pen: f64,
    items: Vec<DictItem>,
}

impl Show {
    fn at(x: f32, y: f32) -> Self {
        Self { origin: (x, y), want: 0.0, pen: 0.0, items: Vec::new() }
    }

    fn push(&mut self, glyph: u16, back: i64) {
        let code = glyph.to_be_bytes();
        match self.items.last_mut() {
            Some(DictItem::String { data, .. }) => data.extend(code),
            _ => self.items.push(DictItem::String { data: code.to_vec(), literal: true }),
        }
        if back != 0 {
            self.items.push(DictItem::Int(back));
        }
    }

    /// Shows the glyphs; `last` is where the last ones of the text object begin.
    fn flush(&mut self, ops: &mut Vec<Op>, last: &mut Option<(f32, f32)>) {
        if self.items.is_empty() {
            return;
        }
        // Where the pen is at the end does not matter: what comes next has its own place.
        if matches!(self.items.last(), Some(DictItem::Int(_))) {
            self.items.pop();
        }
        let (x, y) = (round(self.origin.0), round(self.origin.1));
        let before = last.replace((x, y)).unwrap_or((0.0, 0.0));
        let step = vec![number(x - before.0), number(y - before.1)];
        ops.push(Op::Unknown { key: "Td".to_owned(), value: step });
        let value = vec![DictItem::Array(std::mem::take(&mut self.items))];
        ops.push(Op::Unknown { key: "TJ".to_owned(), value });
    }
}

/// The bytes of operations, as printpdf writes them.
pub(crate) fn content(ops: Vec<Op>, (width, height): (f32, f32)) -> Vec<u8> {
    let mut pdf = PdfDocument::new("");
    let page = Rect::from_wh(Pt(width), Pt(height));
    pdf.pages.push(PdfPage { media_box: page.clone(), trim_box: page.clone(), crop_box: page, ops });
    let options = PdfSaveOptions { secure: false, subset_fonts: false, ..PdfSaveOptions::default() };
    let document = printpdf::to_lopdf_doc(&pdf, &options, &mut Vec::new());
    only_stream(document)
}

/// The bytes of the only content stream of a document of one page.
fn only_stream(document: Document) -> Vec<u8> {
    let page = document.get_pages().into_values().next();
    let contents = page.and_then(|page| document.get_page_contents(page).first().copied());
    let Some(id) = contents else { return Vec::new() };
    let mut objects = document.objects;
    match objects.remove(&id) {
        Some(Object::Stream(stream)) => stream.content,
        _ => Vec::new(),
    }
}

fn colour_of([r, g, b]: Colour) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    if r == g && g == b {
        return Color::Greyscale(Greyscale { percent: part(r), icc_profile: None });
    }
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

fn number(value: f32) -> DictItem {
    DictItem::Real(round(value))
}

fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// A text string of the file (ISO 32000-1 §7.9.2.2).
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}
