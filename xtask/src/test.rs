//! `cargo xtask test`: everything that can be said about the state of the project, in one run.

use crate::{
    checks::{self, Context},
    docs,
    editions::Edition,
    fuzz,
    tally::{Job, Tally},
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
    /// Only these of the parts that can be run by themselves
    #[arg(long, value_enum, value_delimiter = ',', conflicts_with = "offline")]
    only: Vec<Part>,
}

/// Parts that can be run by themselves.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Hostile HTML in a browser
    Hostile,
    /// PDFs of whole corpora of real posts
    PdfCorpora,
    /// A real WordPress
    Wordpress,
    /// A few seconds of fuzzing
    Fuzz,
    /// Workflows and units
    Automation,
    /// Books of every fixture and of real posts
    Shelf,
}

impl Part {
    /// Those that take longest come first of what is done side by side.
    const ALL: [Self; 6] =
        [Self::Automation, Self::Shelf, Self::Fuzz, Self::Hostile, Self::PdfCorpora, Self::Wordpress];
}

/// Runs all checks, even after one has failed, and closes with the score.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut tally = Tally::default();
    if !options.only.is_empty() {
        return only(workspace, &options.only, tally);
    }
    let tools = if options.offline {
        println!(
            "offline: without poppler, epubcheck, Ace, veraPDF, qpdf, xmllint, feedparser, cmark-gfm, actionlint and systemd"
        );
        None
    } else {
        tally.part("tools of others");
        let tools = Tools::ready(workspace)?;
        println!("all there, in {} and on the path", workspace.shown(&workspace.tools()));
        Some(tools)
    };
    checks::rust::lints(workspace, &mut tally);
    tally.part("the program, with its assertions");
    let mut offprint = None;
    tally.check("build", || {
        offprint = Some(workspace.build_for_tests("offprint")?);
        Ok(String::new())
    });
    tally.part("cargo test --workspace");
    checks::rust::tests(workspace, &mut tally, offprint.as_deref(), options.offline);
    tally.part("documentation and editions");
    if let Some(offprint) = &offprint {
        tally.check("the pages made by the program are up to date", || {
            docs::check(workspace, || Command::new(offprint))
        });
    }
    let editions = checks::editions::write_all(workspace, offprint.as_deref(), &mut tally);
    if let Some(tools) = tools {
        let context = Context { workspace, tools: &tools };
        if let Some(offprint) = &offprint {
            tally.part("Markdown's flavours, by those who read them");
            checks::markdown::flavors(&context, offprint, &mut tally);
            tally.part("sites of the fixtures and of real posts");
            checks::sites::all(&context, offprint, &mut tally);
        }
        let context = &context;
        let jobs = editions.iter().map(|(edition, posts)| -> Job<'_> {
            Box::new(move |tally| outside(context, edition, posts, tally))
        });
        tally.side_by_side(jobs.collect());
        guards(context, offprint.as_deref(), &Part::ALL, &mut tally);
    }
    tally.close()
}

/// Runs some parts alone.
fn only(workspace: &Workspace, parts: &[Part], mut tally: Tally) -> Result<()> {
    let tools = Tools::ready(workspace)?;
    // As the tests, which take the program that this names.
    let offprint = std::env::var_os("OFFPRINT_BIN")
        .map_or_else(|| workspace.build_for_tests("offprint"), |path| Ok(path.into()))?;
    guards(&Context { workspace, tools: &tools }, Some(&offprint), parts, &mut tally);
    tally.close()
}

/// What must not run, leak or crash, and what runs offprint.
fn guards(context: &Context<'_>, offprint: Option<&std::path::Path>, parts: &[Part], tally: &mut Tally) {
    if parts.contains(&Part::Automation) {
        checks::automation::all(context, tally);
    }
    if parts.contains(&Part::Shelf) {
        checks::shelf::all(context, offprint, tally);
    }
    let mut jobs: Vec<Job<'_>> = Vec::new();
    for part in parts {
        match part {
            // These two are done.
            Part::Automation | Part::Shelf => {}
            Part::Hostile => jobs.push(Box::new(|tally| checks::hostile::all(context, offprint, tally))),
            Part::PdfCorpora => {
                jobs.push(Box::new(|tally| checks::pdf_corpora::all(context, offprint, tally)));
            }
            Part::Wordpress => jobs.push(Box::new(|tally| checks::wordpress::all(context, offprint, tally))),
            Part::Fuzz => jobs.push(Box::new(|tally| {
                tally.part("a few seconds of fuzzing, a target each");
                fuzz::briefly(context.workspace, tally);
            })),
        }
    }
    tally.side_by_side(jobs);
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
