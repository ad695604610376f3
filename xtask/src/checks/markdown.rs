//! Markdown: the tree that cmark-gfm reads, against the model; its flavours, by those that read them.

use super::Context;
use crate::{editions::Edition, process, tally::Tally};
use anyhow::{Context as _, Result, bail};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// All checks of an edition's Markdown.
pub(crate) fn all(context: &Context<'_>, edition: &Edition, folder: &Path, posts: &Path, tally: &mut Tally) {
    if edition.has("markdown") || edition.has("md") {
        tally.check("cmark-gfm, markdown: the tree", || {
            context.conformance("markdown.py", posts, &folder.join("markdown"))
        });
    }
}

/// The posts of the fixtures in the flavours that other programs read.
pub(crate) fn flavors(context: &Context<'_>, offprint: &Path, tally: &mut Tally) {
    let flavors = Flavors { context, offprint };
    tally.check("hugo builds a site without a warning", || flavors.hugo());
    tally.check("jekyll builds a site without a warning", || flavors.jekyll());
    for flavor in ["gfm", "hugo", "jekyll", "astro", "obsidian"] {
        tally.check(&format!("gray-matter and remark, {flavor}: the fields and the links"), || {
            flavors.read(flavor)
        });
    }
    for flavor in ["gfm", "obsidian"] {
        tally.check(&format!("markdownlint, {flavor}"), || flavors.lint(flavor));
    }
}

struct Flavors<'a> {
    context: &'a Context<'a>,
    offprint: &'a Path,
}

impl Flavors<'_> {
    /// A fresh folder that holds the posts below `within`, in the flavour.
    fn export(&self, flavor: &str, name: &str, within: &str, options: &[&str]) -> Result<PathBuf> {
        let workspace = self.context.workspace;
        let site = workspace.scratch().join("flavors").join(name);
        if site.exists() {
            std::fs::remove_dir_all(&site).with_context(|| site.display().to_string())?;
        }
        let mut command = Command::new(self.offprint);
        command.current_dir(&workspace.root).args(["export", "fixtures/posts", "--to", "markdown"]);
        command.args(["--flavor", flavor, "--media", "fixtures/media", "--title", "Site"]).args(options);
        command.arg("--out").arg(site.join("export"));
        process::output_of(&mut command)?;
        let target = site.join(within);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::rename(site.join("export/markdown"), &target)?;
        Ok(site)
    }

    fn hugo(&self) -> Result<String> {
        let options = ["--path", "{type}/{slug}/index.md", "--index", "--wrap", "sentence"];
        let site = self.export("hugo", "hugo", "content", &options)?;
        let config = "baseURL = \"https://site.example/\"\ntitle = \"Site\"\n\
            [markup.goldmark.renderer]\nunsafe = true\n";
        std::fs::write(site.join("hugo.toml"), config)?;
        let layouts = site.join("layouts/_default");
        std::fs::create_dir_all(&layouts)?;
        let page = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}";
        for name in ["single.html", "list.html", "terms.html", "taxonomy.html"] {
            std::fs::write(layouts.join(name), page)?;
        }
        let mut hugo = Command::new("hugo");
        hugo.arg("--source").arg(&site).args(["--panicOnWarning", "--buildFuture", "--noTimes"]);
        let output = process::output_of(&mut hugo)?;
        let said = process::said(&output);
        if said.contains("WARN") || said.contains("ERROR") {
            bail!("{said}");
        }
        pages(&site.join("public"))
    }

    fn jekyll(&self) -> Result<String> {
        let site = self.export("jekyll", "jekyll", "posts", &["--index"])?;
        let inner = site.join("posts");
        std::fs::write(inner.join("_config.yml"), "title: Site\nfuture: true\nstrict_front_matter: true\n")?;
        let mut jekyll = Command::new("jekyll");
        jekyll.arg("build").arg("--source").arg(&inner).arg("--destination").arg(site.join("built"));
        let output = process::output_of(&mut jekyll)?;
        let said = process::said(&output);
        let bad = |line: &&str| {
            let line = line.to_lowercase();
            line.contains("warning") || line.contains("error") || line.contains("conflict")
        };
        let found: Vec<&str> = said.lines().filter(bad).collect();
        if !found.is_empty() {
            bail!("{}", found.join("\n"));
        }
        pages(&site.join("built"))
    }

    fn read(&self, flavor: &str) -> Result<String> {
        let workspace = self.context.workspace;
        let site = self.export(flavor, &format!("{flavor}-read"), "files", &[])?;
        let posts = site.join("posts.json");
        let mut inspect = Command::new(self.offprint);
        inspect.current_dir(&workspace.root).args(["inspect", "fixtures/posts", "--json"]);
        std::fs::write(&posts, process::output_of(&mut inspect)?.stdout)?;
        let mut node = self.context.tools.node();
        node.arg(workspace.root.join("tests/conformance/markdown_readers.cjs"));
        node.arg(flavor).arg(&posts).arg(site.join("files"));
        Ok(process::text_of(&mut node)?.trim().lines().last().unwrap_or_default().to_owned())
    }

    fn lint(&self, flavor: &str) -> Result<String> {
        let site = self.export(flavor, &format!("{flavor}-lint"), "files", &[])?;
        let rules = self.context.workspace.root.join("tests/conformance/offprint.markdownlint.json");
        let mut lint = self.context.tools.markdownlint();
        lint.current_dir(&site).arg("--config").arg(rules).arg("files/**/*.md");
        process::output_of(&mut lint)?;
        Ok("nothing found".to_owned())
    }
}

fn pages(folder: &Path) -> Result<String> {
    let files = crate::export::files_below(folder)?;
    let pages = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "html")).count();
    if pages < 2 {
        bail!("{} holds {pages} pages", folder.display());
    }
    Ok(format!("{pages} pages"))
}
