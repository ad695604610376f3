//! PDFs of whole corpora of real posts, where those lie beside the workspace, and of a long edition: veraPDF, qpdf, how
//! they are set, and the words read back.

use super::{Context, pdf, shelf};
use crate::{
    bench::corpus,
    export::files_below,
    process,
    tally::{Job, Tally},
    workspace::Workspace,
};
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The corpora, an edition each.
const FOLDERS: [&str; 4] = ["wp-rest", "wp-rest-core", "wp-rest-7.1", "wxr"];
/// Those whose setting is judged: the others try out themes and blocks, with titles that end in a row of signs and chains
/// of headings.
const SET: [&str; 4] = ["wp-rest", "wp-rest-core", "wp-rest-7.1", "copies"];
/// How many copies of one post make the long edition: some 600 pages.
const COPIES: usize = 200;

/// Checks an edition of each corpus, and one of many copies of one post.
pub(crate) fn all(context: &Context<'_>, offprint: Option<&Path>, tally: &mut Tally) {
    let Some(offprint) = offprint else { return };
    let workspace = context.workspace;
    let mut editions: Vec<(&str, Result<PathBuf>)> = Vec::new();
    if let Some(corpora) = workspace.shared("corpus") {
        editions.extend(FOLDERS.map(|name| (name, Ok(corpora.join(name)))));
        editions.push(("gutenberg-blocks", blocks(workspace, &corpora.join("gutenberg-blocks"))));
    }
    editions.push(("copies", copies(workspace)));
    let jobs = editions.into_iter().map(|(name, source)| -> Job<'_> {
        Box::new(move |tally| {
            tally.part(&format!("`{name}` as PDF, by other people's programs"));
            let mut made = None;
            tally.check("export", || {
                let (file, posts, count) = export(workspace, offprint, name, &source?)?;
                made = Some((file, posts));
                Ok(format!("{count} posts"))
            });
            if let Some((file, posts)) = made {
                pdf::judge(context, &file, &posts, tally);
                if SET.contains(&name) {
                    pdf::judge_setting(context, &file, &posts, tally);
                }
            }
        })
    });
    tally.side_by_side(jobs.collect());
}

/// The edition's PDF and its posts as `offprint inspect` shows them, and how many these are.
fn export(
    workspace: &Workspace,
    offprint: &Path,
    name: &str,
    source: &Path,
) -> Result<(PathBuf, PathBuf, usize)> {
    let folder = workspace.scratch().join("corpora");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}.pdf"));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(offprint);
        command.current_dir(&workspace.root).arg(arguments[0]).arg(source).args(&arguments[1..]);
        // Some files of the corpora are broken, which is said; the other posts are there all the same.
        command.output().with_context(|| process::line_of(&command))
    };
    let written = file.to_string_lossy().into_owned();
    let output = run(&["export", "--quiet", "--to", "pdf", "--title", name, "--out", &written])?;
    ensure!(matches!(output.status.code(), Some(0 | 1)) && file.exists(), "{}", process::said(&output));
    let posts = folder.join(format!("{name}.posts.json"));
    let shown = run(&["inspect", "--json"])?.stdout;
    let count = serde_json::from_slice::<Value>(&shown)?["posts"].as_array().map_or(0, Vec::len);
    fs::write(&posts, shown)?;
    Ok((file, posts, count))
}

/// The blocks, a post each.
fn blocks(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(workspace.scratch())?;
    shelf::blocks(&files_below(folder)?, &workspace.scratch())
}

/// Copies of a real post, or of a fixture where there is none.
fn copies(workspace: &Workspace) -> Result<PathBuf> {
    let source = corpus::sources(&workspace.root).pop().context("there is a post to copy")?;
    write(workspace, "copies", &corpus::copies(&source, COPIES)?)
}

fn write(workspace: &Workspace, name: &str, posts: &Value) -> Result<PathBuf> {
    fs::create_dir_all(workspace.scratch())?;
    let path = workspace.scratch().join(format!("{name}.json"));
    fs::write(&path, posts.to_string())?;
    Ok(path)
}
