//! RSS, Atom and JSON Feed: the Atom schema, and every field as feedparser and newsboat read it.

use super::Context;
use crate::{editions::Edition, process, tally::Tally};
use anyhow::Result;
use std::{path::Path, process::Command};

/// All checks of an edition's feeds.
pub(crate) fn all(context: &Context<'_>, edition: &Edition, folder: &Path, posts: &Path, tally: &mut Tally) {
    if edition.has("atom") {
        tally.check("xmllint, feed.atom: RFC 4287", || schema(context, &folder.join("feed.atom")));
    }
    if edition.has("rss") {
        tally.check("xmllint, feed.rss: well-formed", || {
            process::output_of(
                Command::new("xmllint").args(["--noout", "--nonet"]).arg(folder.join("feed.rss")),
            )?;
            Ok(String::new())
        });
    }
    // What the editor says is an item of its own.
    let own = Path::new(if edition.has_front { "1" } else { "0" });
    for (format, file) in [("rss", "feed.rss"), ("atom", "feed.atom"), ("json-feed", "feed.json")] {
        if edition.has(format) {
            let reader = if format == "json-feed" { "json" } else { "feedparser" };
            tally.check(&format!("{reader}, {file}: every field"), || {
                context.conformance_of("feeds.py", &[posts, &folder.join(file), own])
            });
            // newsboat reads no JSON Feed.
            if format != "json-feed" {
                tally.check(&format!("newsboat, {file}: its cache"), || {
                    context.conformance_of("newsboat.py", &[posts, &folder.join(file), own])
                });
            }
        }
    }
}

fn schema(context: &Context<'_>, feed: &Path) -> Result<String> {
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--nonet", "--relaxng"]);
    xmllint.arg(context.workspace.root.join("tests/schemas/atom.rng")).arg(feed);
    process::output_of(&mut xmllint).map(|_| String::new())
}
