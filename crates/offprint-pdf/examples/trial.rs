//! Trial: writes the specimen (or specimens) as PDF.
use offprint_core::{Edition, EditionInfo, Exporter, NoMedia, exporter::MemorySink, specimen};
use offprint_pdf::{Pdf, PdfOptions};
#[allow(clippy::disallowed_methods, clippy::print_stdout)]
fn main() {
    let n: usize = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut posts = Vec::new();
    for i in 0..n {
        let mut post = specimen::post();
        if n > 1 { post.slug = format!("every-node-{i}"); post.link = Some(format!("https://garden.example/{i}/")); }
        posts.push(post);
    }
    let mut info = EditionInfo::default(); info.publisher = Some("Garden Press".into()); info.name = "out".into();
    let edition = Edition::new(info, posts);
    let media = NoMedia;
    let pdf = Pdf::new(PdfOptions::default(), &media);
    let sheets: Vec<_> = edition.posts.iter().enumerate().map(|(i, p)| pdf.render(p, i, &edition.info).unwrap()).collect();
    let mut sink = MemorySink::default();
    let summary = pdf.bind(&edition.info, &mut sheets.into_iter(), &mut sink).unwrap();
    for d in &summary.diagnostics { println!("{d}"); }
    std::fs::write(std::env::args().nth(1).unwrap(), sink.bytes("out.pdf").unwrap()).unwrap();
}
