//! Sites that Hugo, Jekyll and Astro build of the fixtures and of the corpus: no local link or picture of a built page
//! leads nowhere, and code is in the pages as it is in the posts. MDX files, compiled by MDX's own compiler.

use super::Context;
use crate::{process, tally::Tally};
use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The folders of the corpus whose files are posts.
const CORPUS: [&str; 4] = ["wp-rest", "wp-rest-core", "wp-rest-7.1", "wxr"];

/// All checks of sites.
pub(crate) fn all(context: &Context<'_>, offprint: &Path, tally: &mut Tally) {
    let mut sites =
        Sites { context, offprint, folder: context.workspace.scratch().join("sites"), inputs: Vec::new() };
    tally.check("posts and pictures for sites", || sites.prepare());
    tally.check("hugo: links, pictures and code of the built pages", || sites.hugo());
    tally.check("jekyll: links, pictures and code of the built pages", || sites.jekyll());
    tally.check("astro: links, pictures and code of the built pages", || sites.astro());
    tally.check("@mdx-js/mdx compiles every post", || sites.mdx());
    tally.check("compiled MDX: the words", || {
        let shown = sites.folder.join("mdx.json");
        context.conformance("mdx.py", &sites.posts(), &shown)
    });
}

struct Sites<'a> {
    context: &'a Context<'a>,
    offprint: &'a Path,
    folder: PathBuf,
    inputs: Vec<PathBuf>,
}

impl Sites<'_> {
    fn posts(&self) -> PathBuf {
        self.folder.join("posts.json")
    }

    /// The posts as JSON, and a file for each picture that they have.
    fn prepare(&mut self) -> Result<String> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::create_dir_all(&self.folder)?;
        let root = &self.context.workspace.root;
        self.inputs = ["posts", "exports", "sites"].map(|name| root.join("fixtures").join(name)).to_vec();
        match self.context.workspace.shared("corpus") {
            Some(corpus) => self.inputs.extend(CORPUS.iter().map(|name| corpus.join(name))),
            None => println!("skipped: there is no `../shared/corpus`"),
        }
        let mut inspect = Command::new(self.offprint);
        inspect.arg("inspect").args(&self.inputs).arg("--json");
        // The corpus has files that are no posts, and they are errors; the posts are shown all the same.
        let posts = inspect.output().context("offprint inspect")?.stdout;
        fs::write(self.posts(), posts)?;
        let mut node = self.script("sites.mjs");
        node.arg("media").arg(self.posts()).arg(self.folder.join("media"));
        Ok(process::text_of(&mut node)?.trim().to_owned())
    }

    fn script(&self, name: &str) -> Command {
        let mut node = self.context.tools.node();
        node.arg(self.context.workspace.root.join("tests/conformance").join(name));
        node
    }

    /// A folder for a site, in which the posts of the flavor are at `target`.
    fn export(&self, flavor: &str, target: &str, options: &[&str]) -> Result<PathBuf> {
        let site = self.folder.join(flavor);
        let mut command = Command::new(self.offprint);
        command
            .arg("export")
            .args(&self.inputs)
            .args(["--to", "markdown", "--title", "Site", "--flavor", flavor]);
        command
            .args(options)
            .arg("--media")
            .arg(self.folder.join("media"))
            .arg("--out")
            .arg(site.join("export"));
        let output = command.output().context("offprint export")?;
        let written = site.join("export/markdown");
        if !written.is_dir() {
            bail!("{}", process::said(&output));
        }
        let target = site.join(target);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(written, target)?;
        Ok(site)
    }

    fn check(&self, built: &Path) -> Result<String> {
        let mut node = self.script("sites.mjs");
        node.arg("check").arg(self.posts()).arg(built);
        Ok(process::text_of(&mut node)?.trim().lines().last().unwrap_or_default().to_owned())
    }

    fn hugo(&self) -> Result<String> {
        let site = self.export("hugo", "content", &["--index"])?;
        let page = "<!doctype html><title>{{ .Title }}</title>\
            <article data-post=\"{{ or .Params.source .Params.slug }}\">\
            {{ range .Params.images }}<img src=\"{{ . }}\" alt=\"\">{{ end }}{{ .Content }}</article>";
        write(&site, "layouts/_default/single.html", page)?;
        let list = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}";
        for name in ["list.html", "terms.html", "taxonomy.html"] {
            write(&site, &format!("layouts/_default/{name}"), list)?;
        }
        write(
            &site,
            "hugo.toml",
            "baseURL = \"https://site.example/\"\n[markup.goldmark.renderer]\nunsafe = true\n",
        )?;
        let mut hugo = Command::new("hugo");
        hugo.arg("--source").arg(&site).args(["--panicOnWarning", "--buildFuture", "--noTimes"]);
        process::output_of(&mut hugo)?;
        self.check(&site.join("public"))
    }

    fn jekyll(&self) -> Result<String> {
        let site = self.export("jekyll", "source", &["--index"])?;
        let config = "future: true\nstrict_front_matter: true\ndefaults:\n  \
            - scope: {path: \"\"}\n    values: {layout: page}\n";
        write(&site, "source/_config.yml", config)?;
        let page = "<!doctype html><title>{{ page.title | escape }}</title>\
            <article data-post=\"{% if page.source %}{{ page.source }}{% else %}{{ page.slug }}{% endif %}\">\
            {% if page.image %}<img src=\"{{ page.image }}\" alt=\"\">{% endif %}{{ content }}</article>";
        write(&site, "source/_layouts/page.html", page)?;
        let built = site.join("built");
        let mut jekyll = Command::new("jekyll");
        jekyll.arg("build").arg("--source").arg(site.join("source")).arg("--destination").arg(&built);
        process::output_of(&mut jekyll)?;
        self.check(&built)
    }

    fn astro(&self) -> Result<String> {
        let site = self.export("astro", "src/content/posts", &["--index"])?;
        let templates = self.context.workspace.root.join("tests/conformance/astro");
        for (name, target) in [
            ("astro.config.mjs", "astro.config.mjs"),
            ("content.config.mjs", "src/content.config.mjs"),
            ("slug.astro", "src/pages/[...slug].astro"),
        ] {
            write(&site, target, &fs::read_to_string(templates.join(name))?)?;
        }
        let modules = self.context.tools.markdown_modules();
        std::os::unix::fs::symlink(&modules, site.join("node_modules"))?;
        let mut astro = self.context.tools.node();
        astro.current_dir(&site).arg(modules.join("astro/astro.js")).arg("build");
        astro.env("ASTRO_TELEMETRY_DISABLED", "1");
        process::output_of(&mut astro)?;
        self.check(&site.join("dist"))
    }

    fn mdx(&self) -> Result<String> {
        let site = self.export("mdx", "files", &["--index"])?;
        let mut node = self.script("mdx.mjs");
        node.arg(site.join("files")).arg(self.folder.join("mdx.json"));
        Ok(process::text_of(&mut node)?.trim().lines().last().unwrap_or_default().to_owned())
    }
}

fn write(site: &Path, name: &str, text: &str) -> Result<()> {
    let path = site.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&path, text).with_context(|| path.display().to_string())
}
