//! `cargo xtask bench`: offprint's time and memory beside its peers', on the same text, in one run.
//!
//! CPU time (user and system) on a busy machine says little by itself; the ratios within one table do. Nothing is
//! asserted: figures are for people to read.

pub(crate) mod corpus;
mod epub;
mod hostile;
mod markdown;
mod pdf;
mod typst;

pub(crate) use corpus::copies;

use crate::{process, tools, workspace::Workspace};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// What is measured
    #[arg(value_enum, default_value_t = Subject::Peers)]
    subject: Subject,
    /// The size of hostile posts
    #[arg(long, default_value_t = 1_000_000)]
    bytes: usize,
    /// `epub`: mebibytes of pictures to make a book of, too
    #[arg(long, default_value_t = 0)]
    pictures: usize,
    /// How many copies of the post are exported
    #[arg(long, default_value_t = 100)]
    posts: usize,
    /// How often each program is run; the fastest run counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Measure this program instead of building one
    #[arg(long, value_name = "PROGRAM")]
    offprint: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Subject {
    /// Ordinary posts, beside what other programs take for them
    Peers,
    /// Posts of hostile size and shape, beside ordinary ones; more than ten times their time is an error
    Hostile,
    /// Books of many posts, beside pandoc's
    Epub,
    /// What is read back of converters of HTML to Markdown
    Markdown,
    /// The PDF, beside typst’s and WeasyPrint’s, and how it grows
    Pdf,
}

/// What a run took.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    mebibytes: f64,
}

/// Measures on copies of a fixture, and on copies of a real post where there is one.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.subject == Subject::Hostile {
        let offprint = options.offprint.clone().map_or_else(|| workspace.build_release(), Ok)?;
        return hostile::run(workspace, &offprint, options.bytes);
    }
    if options.subject == Subject::Pdf {
        return pdf::run(workspace, options);
    }
    if options.subject == Subject::Markdown {
        return markdown::run(workspace);
    }
    let bench = Bench {
        python: tools::bench_python(workspace)?,
        offprint: options.offprint.clone().map_or_else(|| workspace.build_release(), Ok)?,
        scripts: workspace.root.join("xtask/bench"),
        runs: options.runs.max(1),
    };
    if options.subject == Subject::Epub {
        return epub::run(workspace, &bench, options.posts, options.pictures);
    }
    for source in corpus::sources(&workspace.root) {
        let folder = workspace.scratch().join("bench");
        std::fs::create_dir_all(&folder)?;
        let posts = corpus::copies(&source, options.posts)?;
        let input = folder.join("posts.json");
        std::fs::write(&input, posts.to_string())?;
        let document = folder.join("posts.typ");
        std::fs::write(&document, typst::document(&bench.inspect(&input)?))?;
        println!("\n{} copies of {}, changed", options.posts, workspace.shown(&source));
        table(&bench, &folder, &input, &document)?;
    }
    Ok(())
}

fn table(bench: &Bench, folder: &Path, input: &Path, document: &Path) -> Result<()> {
    let pdf = bench.export(input, "pdf", &folder.join("pdf"))?;
    let peer = bench.typst(document, &folder.join("typst.pdf"))?;
    let others = bench.export(input, "rss,atom,json-feed,epub,markdown", &folder.join("others"))?;
    println!("{:<34} {:>8} {:>10} {:>9}", "", "CPU s", "of typst’s", "peak MiB");
    for (name, cost) in
        [("typst, PDF", peer), ("offprint, PDF", pdf), ("offprint, all other formats", others)]
    {
        println!(
            "{name:<34} {:>8.2} {:>10.2} {:>9.0}",
            cost.seconds,
            cost.seconds / peer.seconds.max(0.001),
            cost.mebibytes
        );
    }
    println!(
        "all other formats together take {:.2} of the PDF’s time",
        others.seconds / pdf.seconds.max(0.001)
    );
    Ok(())
}

#[derive(Clone)]
struct Bench {
    python: PathBuf,
    offprint: PathBuf,
    scripts: PathBuf,
    runs: usize,
}

impl Bench {
    fn export(&self, input: &Path, formats: &str, out: &Path) -> Result<Cost> {
        self.measure(|command| {
            command.arg(&self.offprint).arg("export").arg(input).args(["--to", formats, "--name", "bench"]);
            // As the peer, which uses one thread for what it can.
            command.args(["--threads", "1"]).arg("--out").arg(out);
        })
    }

    fn typst(&self, document: &Path, out: &Path) -> Result<Cost> {
        let script = self.scripts.join("typeset.py");
        self.measure(|command| {
            command.arg(&self.python).arg(&script).arg(document).arg(out);
        })
    }

    fn inspect(&self, input: &Path) -> Result<serde_json::Value> {
        let text = process::text_of(Command::new(&self.offprint).arg("inspect").arg(input).arg("--json"))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// The cheapest of a few runs.
    fn measure(&self, arguments: impl Fn(&mut Command)) -> Result<Cost> {
        let mut best: Option<Cost> = None;
        for _ in 0..self.runs {
            let mut command = Command::new(&self.python);
            command.arg(self.scripts.join("measure.py"));
            arguments(&mut command);
            let cost = cost_of(&mut command)?;
            if best.is_none_or(|best| cost.seconds < best.seconds) {
                best = Some(cost);
            }
        }
        best.context("at least one run")
    }
}

/// What `measure.py` says of a run.
fn cost_of(command: &mut Command) -> Result<Cost> {
    let said = process::text_of(command)?;
    let (seconds, kibibytes) = said.trim().split_once(' ').context("measure.py prints two numbers")?;
    Ok(Cost { seconds: seconds.parse()?, mebibytes: kibibytes.parse::<f64>()? / 1024.0 })
}
