//! Events of a run in words.

use offprint_core::Written;
use offprint_driver::Event;
use std::path::Path;

/// What a line about the run says; `None` for what is not said in a line.
pub(super) fn line(event: &Event<'_>) -> Option<String> {
    match event {
        Event::HeldBack { count, reason, option } => {
            let posts = plural(*count, "post");
            let option = option.as_ref().map(|option| format!(" (take them with `{option}`)"));
            Some(format!("held back {count} {posts}: {reason}{}", option.unwrap_or_default()))
        }
        Event::Written { format, files } => written(format, files),
        Event::Unchanged { target } => Some(format!("unchanged {target}")),
        Event::Planned { path, posts, because } => {
            Some(format!("would write {path} ({posts} {}): {because}", plural(*posts, "post")))
        }
        Event::LeftBehind { files } => left_behind(files),
        _ => None,
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

fn written(format: &str, files: &[Written]) -> Option<String> {
    match files {
        [] => None,
        // Standard output says for itself that it was written.
        [file] if file.path == "-" => None,
        [file] => Some(format!("wrote {} ({})", file.path, size(file.bytes))),
        files => {
            let bytes = files.iter().map(|file| file.bytes).sum();
            let folder =
                Path::new(&files[0].path).parent().map(|folder| folder.to_string_lossy().into_owned());
            let folder = folder.filter(|folder| !folder.is_empty()).unwrap_or_else(|| ".".to_owned());
            Some(format!("wrote {} {format} files in {folder} ({})", files.len(), size(bytes)))
        }
    }
}

/// Which files of earlier runs are beside the outputs: they are somebody's to remove.
fn left_behind(files: &[String]) -> Option<String> {
    const SHOWN: usize = 3;
    let first = files.first()?;
    Some(match files.len() {
        1 => format!("left {first} of an earlier run, which this one did not write"),
        count => {
            let names = files.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if count > SHOWN { ", …" } else { "" };
            format!("left {count} files of earlier runs, which this one did not write: {names}{more}")
        }
    })
}

fn size(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
    let bytes_f = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes_f / 1e3),
        _ => format!("{:.1} MB", bytes_f / 1e6),
    }
}
