//! `cargo xtask test`: everything that can be said about the state of the project, in one run.

use crate::{
    checks::{self, Context},
    docs,
    editions::Edition,
    tally::Tally,
    tools::Tools,
    workspace::Workspace,
};
use anyhow::Result;
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only what Rust alone can check: nothing is installed, no outside program is asked
    #[arg(long)]
    offline: bool,
}

/// Runs all checks, even after one has failed, and closes with the score.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut tally = Tally::default();
    let tools = if options.offline {
        println!(
            "offline: without poppler, epubcheck, Ace, veraPDF, qpdf, xmllint, feedparser and cmark-gfm"
        );
        None
    } else {
        tally.part("tools of others");
        let tools = Tools::ready(workspace)?;
        println!("all there, in {} and on the path", workspace.shown(&workspace.tools()));
        Some(tools)
    };
    checks::rust::lints(workspace, &mut tally);
    tally.part("the program as it is shipped");
    let mut offprint = None;
    tally.check("release build", || {
        offprint = Some(workspace.build_release()?);
        Ok(String::new())
    });
    tally.part("cargo test --workspace");
    checks::rust::tests(workspace, &mut tally, offprint.as_deref(), options.offline);
    tally.part("documentation and editions");
    if let Some(offprint) = &offprint {
        tally.check("docs/cli.md is up to date", || docs::check(workspace, Command::new(offprint)));
    }
    let editions = checks::editions::write_all(workspace, offprint.as_deref(), &mut tally);
    if let Some(tools) = tools {
        let context = Context { workspace, tools: &tools };
        if let Some(offprint) = &offprint {
            tally.part("Markdown's flavours, by those who read them");
            checks::markdown::flavors(&context, offprint, &mut tally);
        }
        for (edition, posts) in &editions {
            outside(&context, edition, posts, &mut tally);
        }
    }
    tally.close()
}

/// What other people's programs say of one edition.
fn outside(context: &Context<'_>, edition: &Edition, posts: &std::path::Path, tally: &mut Tally) {
    tally.part(&format!("edition `{}`, by other people's programs", edition.name));
    let folder = context.workspace.exports().join(&edition.name);
    checks::feeds::all(context, edition, &folder, posts, tally);
    checks::markdown::all(context, edition, &folder, posts, tally);
    checks::epub::all(context, edition, &folder, posts, tally);
    checks::pdf::all(context, edition, &folder, posts, tally);
}
