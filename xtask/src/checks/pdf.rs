//! PDF: veraPDF, qpdf, how it is set, and the words read back.

use super::Context;
use crate::{editions::Edition, process, tally::Tally};
use std::{path::Path, process::Command};

/// All checks of an edition's PDF.
pub(crate) fn all(context: &Context<'_>, edition: &Edition, folder: &Path, posts: &Path, tally: &mut Tally) {
    if edition.has("pdf") {
        let file = folder.join(format!("{}.pdf", edition.name));
        judge(context, &file, posts, tally);
        judge_setting(context, &file, posts, tally);
        tally.check("pypdf, pdfminer: the letters", || context.conformance("extracted.py", posts, &file));
    }
}

/// How the pages of these posts are set.
pub(crate) fn judge_setting(context: &Context<'_>, file: &Path, posts: &Path, tally: &mut Tally) {
    tally.check("how it is set", || context.conformance("typography.py", posts, file));
}

/// Whether a PDF of these posts is sound, and has their words.
pub(crate) fn judge(context: &Context<'_>, file: &Path, posts: &Path, tally: &mut Tally) {
    for profile in ["PDFUA-1", "PDFA-2A"] {
        tally.check(&format!("veraPDF, {profile}"), || {
            let said = process::text_of(context.tools.verapdf(context.workspace).arg(profile).arg(file))?;
            Ok(said.trim().rsplit(": ").next().unwrap_or_default().to_owned())
        });
    }
    tally.check("qpdf --check", || {
        process::output_of(Command::new("qpdf").args(["--check", "--no-warn"]).arg(file))?;
        Ok(String::new())
    });
    tally.check("pdftotext: the words", || context.conformance("pdf.py", posts, file));
}
