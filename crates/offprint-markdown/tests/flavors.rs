//! The flavours: what each writes in its own way, and how its files hang together.

use offprint_core::*;
use offprint_markdown::{
    Flavor, FrontMatter, Markdown, MarkdownOptions, SiteAlias, Wrap, post_to_markdown_with,
};
use std::io::{self, Read};

fn text(content: &str) -> Vec<Inline> {
    vec![Inline::Text(content.into())]
}

fn paragraph(content: &str) -> Block {
    Block::Paragraph(text(content))
}

fn link(url: &str, content: &str) -> Block {
    Block::Paragraph(vec![Inline::Link(Link { url: url.into(), title: None, content: text(content) })])
}

/// The usual options, changed.
fn with(change: impl FnOnce(&mut MarkdownOptions)) -> MarkdownOptions {
    let mut options = MarkdownOptions::default();
    change(&mut options);
    options
}

/// Of this flavor, without front matter, changed.
fn of_with(flavor: Flavor, change: impl FnOnce(&mut MarkdownOptions)) -> MarkdownOptions {
    with(|options| {
        options.flavor = flavor;
        options.front_matter = Some(FrontMatter::None);
        change(options);
    })
}

fn of(flavor: Flavor) -> MarkdownOptions {
    of_with(flavor, |_| {})
}

#[track_caller]
fn check(options: &MarkdownOptions, body: Vec<Block>, want: &str) {
    let post = Post { slug: "any".into(), body, ..Post::default() };
    assert_eq!(post_to_markdown_with(&post, options).trim_end(), want);
}

fn code(content: &str) -> Block {
    Block::Code(Code { language: Some("go".into()), text: content.into() })
}

fn table() -> Block {
    let cell = |content: &str| Cell { blocks: vec![paragraph(content)], ..Cell::default() };
    let body = vec![Row { cells: vec![cell("a"), cell("b")] }];
    Block::Table(Table { body, ..Table::default() })
}

fn noted() -> Block {
    let note = Inline::Note(Note { number: 1, body: vec![paragraph("n")] });
    Block::Paragraph(vec![Inline::Text("a".into()), note])
}

fn formulas() -> Vec<Block> {
    let math = || Math { tex: Some("x".into()), mathml: None };
    vec![Block::Paragraph(vec![Inline::Text("is ".into()), Inline::Math(math())]), Block::Math(math())]
}

#[test]
fn common_mark_has_html_for_what_it_lacks() {
    let options = of(Flavor::CommonMark);
    check(&options, vec![table()], "<table>\n<tbody>\n<tr><td>a</td><td>b</td></tr>\n</tbody>\n</table>");
    check(&options, vec![Block::Paragraph(vec![Inline::Strike(text("a"))])], "<del>a</del>");
    check(
        &options,
        vec![noted()],
        "a<sup><a id=\"fnref-1\" href=\"#fn-1\">1</a></sup>\n\n<section class=\"footnotes\">\n<ol>\n\n<li id=\"fn-1\">\n\nn\n\n<a href=\"#fnref-1\">↩</a>\n\n</li>\n</ol>\n</section>",
    );
}

#[test]
fn templates_are_text() {
    check(&of(Flavor::Gfm), vec![paragraph("{{< a >}}")], "{{< a >}}");
    check(&of(Flavor::Hugo), vec![paragraph("{{< a >}}")], "{&#123;< a >}}");
    check(&of(Flavor::Jekyll), vec![paragraph("{% a %}")], "{&#37; a %}");
    check(&of(Flavor::Zola), vec![paragraph("{{ a }} {{ a() }}")], "{{ a }} {&#123; a() }}");
}

#[test]
fn code_with_templates_stays_code() {
    let block = |flavor: Flavor, text: &str, want: &str| check(&of(flavor), vec![code(text)], want);
    block(Flavor::Gfm, "{{< a >}}", "```go\n{{< a >}}\n```");
    block(Flavor::Hugo, "{{ a }}", "```go\n{{ a }}\n```");
    block(Flavor::Hugo, "{{< a >}}\n{{% b %}}", "```go\n{{</* a */>}}\n{{%/* b */%}}\n```");
    block(Flavor::Hugo, "{{< a", "```go\n{{</* a\n```\n<!-- */>}} -->");
    block(Flavor::Hugo, "{{</a>}}", "<!-- {{</* -->\n```go\n{{</a>}}\n```\n<!-- */>}} -->");
    block(Flavor::Hugo, "{{</* a */>}}", "<pre><code class=\"language-go\">{{&lt;/* a */&gt;}}</code></pre>");
    block(Flavor::Jekyll, "{{ a }}\nb", "```go\n{% raw %}{{ a }}\nb{% endraw %}\n```");
    block(Flavor::Zola, "{{ page.url }} {# b #}", "```go\n{{ page.url }} {# b #}\n```");
    block(Flavor::Zola, "{{ a(b=1) }}", "```go\n{{/* a(b=1) */}}\n```");
    block(Flavor::Zola, "{% a() %}\nb\n{% end %}", "```go\n{%/* a() */%}\nb\n{%/* end */%}\n```");
    let inline = |flavor: Flavor, text: &str, want: &str| {
        check(&of(flavor), vec![Block::Paragraph(vec![Inline::Code(text.into())])], want);
    };
    inline(Flavor::Hugo, "{{ page.url }}", "`{{ page.url }}`");
    inline(Flavor::Hugo, "{{% a %}}", "`{{%/* a */%}}`");
    inline(Flavor::Hugo, "{{<", "`{{</*`<!-- */>}} -->");
    inline(Flavor::Jekyll, "{{ page.url }}", "`{% raw %}{{ page.url }}{% endraw %}`");
    inline(Flavor::Zola, "{{ page.url }}", "`{{ page.url }}`");
    inline(Flavor::Zola, "{{ a() }}", "`{{/* a() */}}`");
}

/// Hugo looks for the very bytes of its divider, Zola for a comment of HTML.
#[test]
fn the_divider_of_a_summary_is_text() {
    let inline = |text: &str| vec![Block::Paragraph(vec![Inline::Code(text.into())])];
    let hugo = |body: Vec<Block>, want: &str| check(&of(Flavor::Hugo), body, want);
    hugo(
        vec![code("intro\n<!--more-->\nrest")],
        "<pre><code class=\"language-go\">intro\n&lt;!--more--&gt;\nrest</code></pre>",
    );
    hugo(inline("<!--more-->"), "<code>&#60;&#33;&#45;&#45;more&#45;&#45;&#62;</code>");
    hugo(vec![paragraph("a <!--more--> b")], "a &lt;!--more--> b");
    hugo(vec![code("<!-- more -->")], "```go\n<!-- more -->\n```");
    let options = of_with(Flavor::Hugo, |options| {
        options.no_html = true;
    });
    check(&options, vec![code("<!--more-->")], "```go\n<!-- more -->\n```");
    check(&of(Flavor::Gfm), vec![code("<!--more-->")], "```go\n<!--more-->\n```");
    check(&of(Flavor::Zola), vec![code("<!--more-->")], "```go\n<!--more-->\n```");
    check(&of(Flavor::Zola), inline("<!-- more -->"), "`<!-- more -->`");
    check(&of(Flavor::Zola), vec![paragraph("a <!-- more --> b")], "a \\<!-- more --> b");
}

#[test]
fn titles_have_no_templates_but_front_matter_has_what_they_say() {
    let options = with(|options| {
        options.flavor = Flavor::Jekyll;
        options.index = true;
    });
    let post = Post { slug: "a".into(), title: Sourced::read(text("{{ a }}")), ..Post::default() };
    let edition = Edition::new(EditionInfo::default(), vec![post]);
    let sink = written(&edition, options);
    let index = file(&sink, "index.md");
    assert!(index.contains("- [{&#123; a }}](/a/)"), "{index}");
    assert!(file(&sink, "_posts/1970-01-01-a.md").contains("\ntitle: '{{ a }}'\n"));
}

#[test]
fn mdx_has_neither_html_nor_what_it_takes_for_code() {
    let mdx = |body: Vec<Block>, want: &str| check(&of(Flavor::Mdx), body, want);
    mdx(vec![paragraph("a < b {c} <d>")], "a \\< b \\{c} \\<d>");
    mdx(vec![paragraph("import a from b"), paragraph("export x")], "&#105;mport a from b\n\n&#101;xport x");
    mdx(vec![paragraph("imports")], "imports");
    mdx(vec![link("https://a.example/", "https://a.example/")], "[https://a.example/](https://a.example/)");
    mdx(vec![code("{a} <b>")], "```go\n{a} <b>\n```");
    mdx(vec![Block::PageBreak], "{/* nextpage */}");
    mdx(formulas(), "is <code className=\"language-math\">x</code>\n\n```math\nx\n```");
    mdx(vec![Block::Preformatted(text("a\n\n  {b}"))], "<pre>{\"a\\n\\n  {b}\"}</pre>");
    let cell = Cell { blocks: vec![paragraph("a *b*")], colspan: 2, ..Cell::default() };
    let wide = Table { body: vec![Row { cells: vec![cell] }], ..Table::default() };
    mdx(
        vec![Block::Table(wide)],
        "<table><tbody><tr><td colSpan=\"2\">a &#42;b&#42;</td></tr></tbody></table>",
    );
    mdx(vec![Block::Paragraph(vec![Inline::Underline(text("a"))])], "<p><u>a</u></p>");
}

#[test]
fn formulas_are_each_flavour_s() {
    check(&of(Flavor::Gfm), formulas(), "is $x$\n\n```math\nx\n```");
    check(&of(Flavor::Obsidian), formulas(), "is $x$\n\n$$\nx\n$$");
    check(&of(Flavor::Jekyll), formulas(), "is $$x$$\n\n$$\nx\n$$");
    check(
        &of(Flavor::CommonMark),
        formulas(),
        "is <code class=\"language-math\">x</code>\n\n```math\nx\n```",
    );
}

#[test]
fn what_a_flavour_alone_reads_is_escaped_for_it_alone() {
    check(&of(Flavor::Gfm), vec![paragraph("a | b, ==c==, #d, @e, x^2^")], "a | b, ==c==, #d, @e, x^2^");
    check(&of(Flavor::Jekyll), vec![paragraph("a | b")], "a \\| b");
    check(&of(Flavor::Obsidian), vec![paragraph("==c==, #d, [[e]]")], "\\==c\\==, \\#d, \\[[e]]");
    check(&of(Flavor::Pandoc), vec![paragraph("A. @e, x^2^")], "A\\. \\@e, x\\^2\\^");
    check(&of(Flavor::Obsidian), vec![Block::Paragraph(vec![Inline::Highlight(text("a"))])], "==a==");
    let broken = Block::Paragraph(vec![Inline::Text("a".into()), Inline::Break, Inline::Text("b".into())]);
    check(&of(Flavor::Jekyll), vec![broken], "a  \nb");
}

#[test]
fn linked_headings_carry_their_names() {
    let body = || {
        let heading = Heading { level: 2, content: text("A {b}"), anchor: Some("x".into()) };
        vec![Block::Heading(heading), link("#x", "up")]
    };
    check(&of(Flavor::Gfm), body(), "## <a id=\"x\"></a>A {b}\n\n[up](#x)");
    check(&of(Flavor::Hugo), body(), "## A &#123;b} {#x}\n\n[up](#x)");
}

#[test]
fn without_html_there_is_none() {
    let specimen = offprint_core::specimen::post();
    for flavor in
        [Flavor::CommonMark, Flavor::Gfm, Flavor::Hugo, Flavor::Jekyll, Flavor::Obsidian, Flavor::Pandoc]
    {
        let options = of_with(flavor, |options| {
            options.no_html = true;
        });
        let written = post_to_markdown_with(&specimen, &options);
        let mut fenced = false;
        for line in written.lines() {
            fenced ^= line.trim_start_matches(['>', ' ', '-']).starts_with("```");
            let tag = line.char_indices().any(|(at, c)| {
                c == '<'
                    && !line[..at].ends_with('\\')
                    && line[..at].matches('`').count() % 2 == 0
                    && line[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
                    && !line[at + 1..].starts_with("http")
                    && !line[..at].ends_with('(')
            });
            assert!(fenced || !tag, "{flavor:?}: {line}");
        }
    }
    let list = || {
        let item = ListItem { blocks: vec![paragraph("a")], checked: None };
        Block::List(List { kind: ListKind::Bullet, tight: true, items: vec![item] })
    };
    let options = of_with(Flavor::Gfm, |options| {
        options.no_html = true;
    });
    check(&options, vec![list(), list(), list()], "- a\n\n* a\n\n- a");
    let cell =
        |content: &str, colspan: u32| Cell { blocks: vec![paragraph(content)], colspan, ..Cell::default() };
    let body = vec![Row { cells: vec![cell("a", 2)] }, Row { cells: vec![cell("b", 1), cell("c", 1)] }];
    let table = Block::Table(Table { body, ..Table::default() });
    check(&options, vec![table], "|     |     |\n| --- | --- |\n| a   |     |\n| b   | c   |");
}

#[test]
fn lines_are_broken_as_asked() {
    let sentences = || vec![paragraph("One is. Two is, too. 3. is none")];
    let wrapped = |wrap: Wrap| {
        of_with(Flavor::Gfm, |options| {
            options.wrap = wrap;
        })
    };
    check(&wrapped(Wrap::None), sentences(), "One is. Two is, too. 3. is none");
    check(&wrapped(Wrap::Sentence), sentences(), "One is.\nTwo is, too. 3. is none");
    check(&wrapped(Wrap::Columns(8)), sentences(), "One is.\nTwo is,\ntoo. 3.\nis none");
}

/// A store with one picture.
struct Pictures;

impl MediaStore for Pictures {
    fn find(&self, url: &str) -> Option<MediaItem> {
        url.ends_with("/b.png").then(|| MediaItem {
            key: "b.png".into(),
            media_type: "image/png".into(),
            size: 3,
        })
    }

    fn open(&self, _: &MediaItem) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(&b"png"[..]))
    }
}

fn written(edition: &Edition, mut options: MarkdownOptions) -> exporter::MemorySink {
    options.path = Some(String::new());
    let mut sink = exporter::MemorySink::default();
    exporter::export(&Markdown::new(options).media(&Pictures), edition, &mut sink).unwrap();
    sink
}

#[test]
fn one_exporter_serves_several_editions() {
    for (flavor, path) in [(Flavor::Gfm, None), (Flavor::Hugo, None), (Flavor::Gfm, Some("all.md"))] {
        specimen::keeps_editions_apart(|| {
            let mut options = MarkdownOptions::default();
            (options.flavor, options.path) = (flavor, path.map(str::to_owned));
            options.index = true;
            Markdown::new(options)
        });
    }
}

fn exported(options: MarkdownOptions) -> exporter::MemorySink {
    let image = Image { url: "https://old.example/wp-content/uploads/2025/b.png".into(), ..Image::default() };
    let post = |slug: &str, body: Vec<Block>| Post {
        slug: slug.into(),
        link: Some(format!("https://a.example/2025/{slug}/")),
        title: Sourced::read(text(slug)),
        published: DateTime::parse("2025-04-30T12:00:00Z"),
        kind: "post".into(),
        body,
        ..Post::default()
    };
    let posts = vec![
        post(
            "bees",
            vec![
                link("http://old.example/2025/wasps/", "wasps of old"),
                Block::Figure(Figure { image, ..Figure::default() }),
            ],
        ),
        post(
            "wasps",
            vec![link("https://www.a.example/2025/bees/#x", "up"), link("https://b.example/", "b")],
        ),
    ];
    let mut info = EditionInfo::default();
    info.title = "Site".into();
    info.site_url = Some("https://a.example".into());
    written(&Edition::new(info, posts), options)
}

fn file(sink: &exporter::MemorySink, path: &str) -> String {
    let known = || sink.files.lock().unwrap().keys().cloned().collect::<Vec<_>>();
    String::from_utf8(sink.bytes(path).unwrap_or_else(|| panic!("no {path}: {:?}", known()))).unwrap()
}

fn alias() -> Vec<SiteAlias> {
    vec![SiteAlias { old: "old.example".into(), new: "https://a.example".into() }]
}

#[test]
fn files_lead_to_one_another() {
    let options = of_with(Flavor::Gfm, |options| {
        options.post_path = Some("{year}/{slug}.md".parse().unwrap());
        options.site_aliases = alias();
        options.index = true;
        options.posts_ndjson = true;
    });
    let sink = exported(options);
    assert_eq!(file(&sink, "2025/bees.md"), "[wasps of old](wasps.md)\n\n![](../media/2025/b.png)\n");
    assert_eq!(file(&sink, "2025/wasps.md"), "[up](bees.md#x)\n\n[b](https://b.example/)\n");
    assert_eq!(file(&sink, "media/2025/b.png"), "png");
    assert_eq!(
        file(&sink, "index.md"),
        "# Site\n\n- [bees](2025/bees.md) (2025-04-30)\n- [wasps](2025/wasps.md) (2025-04-30)\n"
    );
    let lines = file(&sink, "posts.ndjson");
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((lines.lines().count(), &first["path"]), (2, &serde_json::json!("2025/bees.md")));
}

#[test]
fn bundles_hold_their_media() {
    let path = Some("{slug}/index.md".parse().unwrap());
    let sink = exported(with(|options| {
        options.post_path = path;
    }));
    let bees = file(&sink, "bees/index.md");
    assert!(bees.ends_with("[wasps of old](http://old.example/2025/wasps/)\n\n![](b.png)\n"), "{bees}");
    assert_eq!(file(&sink, "bees/b.png"), "png");
    assert!(file(&sink, "wasps/index.md").contains("[up](../bees/index.md#x)"));
}

#[test]
fn generators_are_led_by_the_paths_that_pages_keep() {
    let options = with(|options| {
        options.flavor = Flavor::Hugo;
        options.site_aliases = alias();
    });
    let sink = exported(options);
    let bees = file(&sink, "bees/index.md");
    assert!(bees.contains("\nurl: /2025/bees/\n") && bees.contains("[wasps of old](/2025/wasps/)"), "{bees}");
    assert!(bees.contains("![](b.png)"), "{bees}");
    assert_eq!(file(&sink, "bees/b.png"), "png");
    let options = with(|options| {
        options.flavor = Flavor::Jekyll;
        options.site_aliases = alias();
    });
    let bees = file(&exported(options), "_posts/2025-04-30-bees.md");
    assert!(
        bees.contains("\npermalink: /2025/bees/\n") && bees.contains("[wasps of old](/2025/wasps/)"),
        "{bees}"
    );
    assert!(bees.contains("![](/media/2025/b.png)"), "{bees}");
    let options = of_with(Flavor::Astro, |options| {
        options.site_aliases = alias();
    });
    let bees = file(&exported(options), "bees.md");
    assert_eq!(bees, "[wasps of old](../wasps/)\n\n![](./media/2025/b.png)\n");
}

/// Zola is not in any registry: this is what its documentation says of paths.
#[test]
fn zola_s_pages_are_bundles_at_the_site_s_paths() {
    let options = with(|options| {
        options.flavor = Flavor::Zola;
        options.site_aliases = alias();
    });
    let sink = exported(options);
    let bees = file(&sink, "bees/index.md");
    assert!(
        bees.contains("\npath = \"2025/bees\"\n") && bees.contains("[wasps of old](/2025/wasps/)"),
        "{bees}"
    );
    assert!(bees.contains("![](b.png)"), "{bees}");
    assert_eq!(file(&sink, "bees/b.png"), "png");
}

#[test]
fn pages_in_percent_encoding_are_decoded_and_keep_an_alias() {
    let image = Image { url: "https://a.example/wp-content/uploads/b.png".into(), ..Image::default() };
    let post = |slug: &str, link: &str, day: u8| Post {
        slug: slug.into(),
        link: Some(link.into()),
        published: DateTime::parse(&format!("2025-04-{day:02}T12:00:00Z")),
        featured: Some(image.clone()),
        body: vec![
            self::link("https://a.example/%ce%b5%ce%bd/#x", "up"),
            self::link("https://a.example/?p=3", "draft"),
        ],
        ..Post::default()
    };
    let posts = || {
        vec![
            post("εν", "https://a.example/%ce%b5%ce%bd/", 1),
            post("en", "https://a.example/%ce%b5%ce%bd", 2),
            post("draft", "https://a.example/?p=3", 3),
        ]
    };
    let export = |flavor: Flavor| {
        written(
            &Edition::new(EditionInfo::default(), posts()),
            with(|options| {
                options.flavor = flavor;
            }),
        )
    };
    let hugo = export(Flavor::Hugo);
    let first = file(&hugo, "εν/index.md");
    assert!(first.contains("\nurl: /εν/\naliases:\n  - /%ce%b5%ce%bd/\n"), "{first}");
    assert!(first.contains("[up](#x)\n\n[draft](/draft/)\n"), "{first}");
    assert!(first.contains("\nimages:\n  - /εν/b.png\n"), "{first}");
    assert_eq!(file(&hugo, "εν/b.png"), "png");
    let twin = file(&hugo, "en/index.md");
    assert!(twin.contains("\nurl: /εν-2/\nsource:"), "{twin}");
    assert!(file(&hugo, "draft/index.md").contains("\nurl: /draft/\n"));
    let zola = file(&export(Flavor::Zola), "εν/index.md");
    assert!(zola.contains("\npath = \"εν\"\naliases = [\"%ce%b5%ce%bd\"]\n"), "{zola}");
    assert!(zola.contains("image = \"/εν/b.png\""), "{zola}");
    let jekyll = file(&export(Flavor::Jekyll), "_posts/2025-04-01-εν.md");
    assert!(jekyll.contains("\npermalink: /εν/\nredirect_from:\n  - /%ce%b5%ce%bd/\n"), "{jekyll}");
}

#[test]
fn slugs_that_were_cut_within_a_letter_have_a_page_and_no_alias() {
    for (flavor, path, want) in [
        (Flavor::Hugo, "a/index.md", "\nurl: /trunc-пр/\n"),
        (Flavor::Zola, "a/index.md", "\npath = \"trunc-пр\"\n"),
        (Flavor::Jekyll, "_posts/1970-01-01-a.md", "\npermalink: /trunc-пр/\n"),
    ] {
        let address = "https://a.example/trunc-%d0%bf%d1%80%d0/";
        let body = vec![link("https://a.example/trunc-%D0%BF%D1%80%D0", "up")];
        let post = Post { slug: "a".into(), link: Some(address.into()), body, ..Post::default() };
        let options = with(|options| {
            options.flavor = flavor;
        });
        let text = file(&written(&Edition::new(EditionInfo::default(), vec![post]), options), path);
        assert!(text.contains(want) && text.contains("[up](/trunc-пр/)"), "{text}");
        assert!(!text.contains("aliases") && !text.contains("redirect_from"), "{text}");
    }
}

#[test]
fn obsidian_s_notes_are_linked_by_name() {
    let sink = exported(of_with(Flavor::Obsidian, |options| {
        options.site_aliases = alias();
    }));
    assert!(file(&sink, "bees.md").starts_with("[[wasps|wasps of old]]\n"));
    assert!(file(&sink, "wasps.md").starts_with("[up](bees.md#x)\n"));
}

/// kramdown takes what is in `kbd` as it is, unless the tag says that it is Markdown.
#[test]
fn keys_hold_markdown_in_every_flavor() {
    let key = Inline::Keyboard(vec![Inline::Code("F4".into())]);
    let post = Post { body: vec![Block::Paragraph(vec![key])], ..Post::default() };
    let written = |flavor| {
        let options = with(|options| {
            options.flavor = flavor;
        });
        offprint_markdown::post_to_markdown_with(&post, &options)
    };
    assert!(
        written(Flavor::Jekyll).contains("<kbd markdown=\"span\">`F4`</kbd>"),
        "{}",
        written(Flavor::Jekyll)
    );
    assert!(written(Flavor::Gfm).contains("<kbd>`F4`</kbd>"), "{}", written(Flavor::Gfm));
}
