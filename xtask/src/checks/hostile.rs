//! Hostile HTML in every format, opened in a real browser.

use super::Context;
use crate::{process, tally::Tally, workspace::Workspace};
use anyhow::{Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Schemes of links that no program runs.
const SCHEMES: [&str; 22] = [
    "http", "https", "ftp", "ftps", "mailto", "news", "irc", "irc6", "ircs", "gopher", "nntp", "telnet",
    "mms", "rtsp", "sms", "svn", "tel", "fax", "xmpp", "webcal", "urn", "geo",
];

/// Writes the payloads as posts, exports them, and opens what came of them.
pub(crate) fn all(context: &Context<'_>, offprint: Option<&Path>, tally: &mut Tally) {
    let Some(offprint) = offprint else { return };
    tally.part("hostile HTML");
    let mut exported = None;
    tally.check("hostile posts are exported to every format", || {
        let (folder, figures) = export(context.workspace, offprint)?;
        exported = Some(folder);
        Ok(figures)
    });
    if let Some(folder) = exported {
        tally.check("qpdf: the PDF holds no script and starts nothing", || no_actions(&folder));
        tally.check("chromium and DOMPurify: nothing runs, nothing leaves", || open(context, &folder));
    }
}

/// The payloads of `fixtures/hostile`, and of the corpus where it is, in every format; the folder, and how many.
fn export(workspace: &Workspace, offprint: &Path) -> Result<(PathBuf, String)> {
    let folder = workspace.scratch().join("hostile");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let posts = folder.join("posts.json");
    let mut payloads = Command::new(workspace.build_for_tests("hostile-posts")?);
    let origins: Vec<String> =
        serde_json::from_str(&process::text_of(payloads.current_dir(&workspace.root).arg(&posts))?)?;
    let mut export = Command::new(offprint);
    export.arg("export").arg(&posts).args(["--to", "all", "--name", "hostile", "--quiet", "--out"]);
    process::output_of(export.arg(&folder))?;
    Ok((folder, format!("{} posts", origins.len())))
}

fn open(context: &Context<'_>, folder: &Path) -> Result<String> {
    let book = folder.join("book");
    let mut unpack = context.tools.python();
    process::output_of(unpack.args(["-m", "zipfile", "-e"]).arg(folder.join("hostile.epub")).arg(&book))?;
    let script = context.workspace.root.join("tests/conformance/hostile.cjs");
    let said = process::text_of(context.tools.browser().arg(script).arg(folder).arg(&book))?;
    Ok(said.trim().lines().last().unwrap_or_default().to_owned())
}

/// Looks for what a viewer would run or send, with all streams of objects unpacked.
fn no_actions(folder: &Path) -> Result<String> {
    let plain = folder.join("plain.pdf");
    let mut qpdf = Command::new("qpdf");
    qpdf.args(["--qdf", "--object-streams=disable", "--warning-exit-0"]);
    process::output_of(qpdf.arg(folder.join("hostile.pdf")).arg(&plain))?;
    let pdf = fs::read(&plain)?;
    let text = String::from_utf8_lossy(&pdf);
    for action in [
        "/JavaScript",
        "/JS ",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/EmbeddedFile",
        "/RichMedia",
        "/AA ",
    ] {
        ensure!(!text.contains(action), "the PDF holds `{action}`");
    }
    let mut addresses = 0;
    for address in text.split("/URI (").skip(1) {
        let (scheme, rest) = address.split_once(':').unwrap_or_default();
        let lives = SCHEMES.contains(&scheme) || (scheme == "feed" && rest.starts_with("http"));
        ensure!(lives, "the PDF holds the address `{}`", address.chars().take(60).collect::<String>());
        addresses += 1;
    }
    Ok(format!("{addresses} links, all of living schemes"))
}
