
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'offprint' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'offprint'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'offprint' {
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Neither print warnings and notes of these codes nor fail for them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; `NO_COLOR` is honoured')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use; the output is the same with any number [default: all cores]')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors: exit with 1 when there is one')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show what is in the input')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read finished files back and say what is wrong with them')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List the rules of cleaning: what each takes away, and whether it is on')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write an `offprint.toml` to begin with')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write posts in other formats')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'offprint;inspect' {
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the site''s own, else UTC]')
            [CompletionResult]::new('--cleaning', '--cleaning', [CompletionResultType]::ParameterName, 'How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)')
            [CompletionResult]::new('--drop', '--drop', [CompletionResultType]::ParameterName, 'Rules to switch on that are off by default, or at the level of `--cleaning`')
            [CompletionResult]::new('--shortcodes', '--shortcodes', [CompletionResultType]::ParameterName, 'What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or drop their tags [default: convert]')
            [CompletionResult]::new('--shortcode', '--shortcode', [CompletionResultType]::ParameterName, 'Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags only); repeatable')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Neither print warnings and notes of these codes nor fail for them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; `NO_COLOR` is honoured')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use; the output is the same with any number [default: all cores]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print all that is known as JSON, for programs')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors: exit with 1 when there is one')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'offprint;check' {
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'Address that the feed is served from, to be compared with the one it names')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Neither print warnings and notes of these codes nor fail for them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; `NO_COLOR` is honoured')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use; the output is the same with any number [default: all cores]')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors: exit with 1 when there is one')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'offprint;rules' {
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Neither print warnings and notes of these codes nor fail for them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; `NO_COLOR` is honoured')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use; the output is the same with any number [default: all cores]')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors: exit with 1 when there is one')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'offprint;init' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Neither print warnings and notes of these codes nor fail for them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; `NO_COLOR` is honoured')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use; the output is the same with any number [default: all cores]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write it even when there is one already')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors: exit with 1 when there is one')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'offprint;export' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Folder to write into; a file (by its extension) for one format; `-` for standard output. For editions of `offprint.toml` the folder in which each has its own')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder to write into; a file (by its extension) for one format; `-` for standard output. For editions of `offprint.toml` the folder in which each has its own')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Stem of the EPUB''s and PDF''s file names [default: the edition''s name or title, else the only post''s slug]')
            [CompletionResult]::new('--media', '--media', [CompletionResultType]::ParameterName, 'Folder of pictures and other media [default: `media` beside an input]')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, 'Write what cleaning took away, by rule and post, as JSON to this file; in `offprint.toml` its name may hold fields')
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the site''s own, else UTC]')
            [CompletionResult]::new('--cleaning', '--cleaning', [CompletionResultType]::ParameterName, 'How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)')
            [CompletionResult]::new('--drop', '--drop', [CompletionResultType]::ParameterName, 'Rules to switch on that are off by default, or at the level of `--cleaning`')
            [CompletionResult]::new('--shortcodes', '--shortcodes', [CompletionResultType]::ParameterName, 'What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or drop their tags [default: convert]')
            [CompletionResult]::new('--shortcode', '--shortcode', [CompletionResultType]::ParameterName, 'Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags only); repeatable')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Title of the edition; in a file it may hold fields such as `{week}` [default: the only post''s title, else the site''s name]')
            [CompletionResult]::new('--subtitle', '--subtitle', [CompletionResultType]::ParameterName, 'Subtitle; in a file it may hold fields')
            [CompletionResult]::new('--publisher', '--publisher', [CompletionResultType]::ParameterName, 'Publisher')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'Main language, as a BCP 47 tag [default: that of most words of its posts, else `und`]')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'Date of the edition, and the one that relative ranges are counted from [default: the newest change of its posts; ranges from today]')
            [CompletionResult]::new('--site-url', '--site-url', [CompletionResultType]::ParameterName, 'URL of the site; relative links and pictures are resolved against it [default: the posts'' own]')
            [CompletionResult]::new('--feed-url', '--feed-url', [CompletionResultType]::ParameterName, 'URL that the feeds will have: of their folder, or of the feed itself')
            [CompletionResult]::new('--group-by', '--group-by', [CompletionResultType]::ParameterName, 'Sections: by the terms of a taxonomy (`category`, `tag`, one of your own), `author`, `month`, `type`, or `none` [default: none]')
            [CompletionResult]::new('--description', '--description', [CompletionResultType]::ParameterName, 'What the edition is about, in a few sentences; in a file it may hold fields [default: made from its posts]')
            [CompletionResult]::new('--issue', '--issue', [CompletionResultType]::ParameterName, 'Which issue it is, in words: `No. 12`; in a file it may hold fields: `No. {week}`')
            [CompletionResult]::new('--series', '--series', [CompletionResultType]::ParameterName, 'Series that the edition belongs to')
            [CompletionResult]::new('--series-number', '--series-number', [CompletionResultType]::ParameterName, 'Its place in the series: `12`; in a file it may hold fields')
            [CompletionResult]::new('--rights', '--rights', [CompletionResultType]::ParameterName, 'Rights under which it is given: a sentence, a licence''s name or URL')
            [CompletionResult]::new('--contributor', '--contributor', [CompletionResultType]::ParameterName, 'Who made it, besides the posts'' authors: a MARC relator and a name, such as `edt:Ada Gardener`')
            [CompletionResult]::new('--theme', '--theme', [CompletionResultType]::ParameterName, 'Theme of the books [default: plain]')
            [CompletionResult]::new('--cover', '--cover', [CompletionResultType]::ParameterName, 'Picture for the cover of books: JPEG, PNG, WebP or SVG [default: one is drawn, in the theme]')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Editor''s note before the posts: a file in Markdown; a heading at its beginning is its title')
            [CompletionResult]::new('--introduction', '--introduction', [CompletionResultType]::ParameterName, 'Text at the beginning of a section, in Markdown, or a file of it (`.md`); sections are named by their titles or slugs')
            [CompletionResult]::new('--highlights', '--highlights', [CompletionResultType]::ParameterName, 'Posts to recommend before all others, in this order: number, slug or URL')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only posts published on or after this day or moment: `2025-05-01`, `2025-W18`, `2025-05`, `2025-Q2`, `2025`; or counted from `--date` (else today): `-7d`, `-2w`, `-3m`, `-1y`, `today`, `yesterday`, `this-week`, `last-month`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only posts published on or before this day or moment; of a week, month or year its last day')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'Only posts published in this time, in place of `--since` and `--until`: `last-week`, `2025-05`, `A..B`; `-7d` for the seven days before `--date` (else today)')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'Only posts of these types (`post`, `page`, `news-archive`)')
            [CompletionResult]::new('--term', '--term', [CompletionResultType]::ParameterName, 'Only posts with this term; of several in one taxonomy, one is enough')
            [CompletionResult]::new('--author', '--author', [CompletionResultType]::ParameterName, 'Only posts by these authors: slug, number or name; `\,` is a comma within a name')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Posts of these statuses, `any` for all [default: publish]')
            [CompletionResult]::new('--post', '--post', [CompletionResultType]::ParameterName, 'Only these posts, in this order: number, slug or URL')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'None of these posts: number, slug or URL')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Only posts for which this holds: `term("news-type") contains "ree-news" and words > 300 and not title ~ /sponsored/i` (`docs/config.md` has the grammar)')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most this many, after sorting')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Order [default: -date]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'File that declares editions (see `docs/config.md`) [default: `offprint.toml`, when no INPUT is given]')
            [CompletionResult]::new('--edition', '--edition', [CompletionResultType]::ParameterName, 'Only these editions of the file, by name')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends with]')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends with]')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Posts in a feed document; older ones go into archives that never change (RFC 5005)')
            [CompletionResult]::new('--split-by', '--split-by', [CompletionResultType]::ParameterName, 'One feed for each term of a taxonomy, or each `author`, `year` or `type`; and an OPML list of them')
            [CompletionResult]::new('--embeds', '--embeds', [CompletionResultType]::ParameterName, 'How videos and the like of other sites are shown [default: links]')
            [CompletionResult]::new('--atom-content', '--atom-content', [CompletionResultType]::ParameterName, 'How Atom holds the text [default: html]')
            [CompletionResult]::new('--site-id', '--site-id', [CompletionResultType]::ParameterName, 'Domain, and a date when it was the site''s, for ids that outlive every change: `garden.example,2011`')
            [CompletionResult]::new('--ids', '--ids', [CompletionResultType]::ParameterName, 'What items are known by: names that do not change, or WordPress''s guids [default: stable]')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'WebSub hub that is told of changes')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Minutes that readers may keep the feed')
            [CompletionResult]::new('--feed-image', '--feed-image', [CompletionResultType]::ParameterName, 'Picture of the feed (GIF, JPEG or PNG)')
            [CompletionResult]::new('--feed-icon', '--feed-icon', [CompletionResultType]::ParameterName, 'Small square picture of the feed')
            [CompletionResult]::new('--feed-rights', '--feed-rights', [CompletionResultType]::ParameterName, 'Who may do what with the posts: `© 2025 The Garden Press`')
            [CompletionResult]::new('--podcast-category', '--podcast-category', [CompletionResultType]::ParameterName, 'Apple''s category of the podcast, where posts have sounds [default: News]')
            [CompletionResult]::new('--compress', '--compress', [CompletionResultType]::ParameterName, 'Write compressed copies beside the feeds, for servers to send')
            [CompletionResult]::new('--css', '--css', [CompletionResultType]::ParameterName, 'Style sheet of your own, behind the theme''s')
            [CompletionResult]::new('--toc-depth', '--toc-depth', [CompletionResultType]::ParameterName, 'Levels of the posts'' headings that the contents show [default: 2]')
            [CompletionResult]::new('--image-width', '--image-width', [CompletionResultType]::ParameterName, 'Width in pixels that wider pictures are sized down to [default: 1600]')
            [CompletionResult]::new('--flavor', '--flavor', [CompletionResultType]::ParameterName, 'Markdown dialect to write: syntax, front matter, paths and links [default: gfm; mdx for a path that ends in `.mdx`]')
            [CompletionResult]::new('--front-matter', '--front-matter', [CompletionResultType]::ParameterName, 'How front matter is written [default: yaml, for Zola toml]')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Keys that front matter keeps, by the names that the flavor gives them [default: all]')
            [CompletionResult]::new('--rename', '--rename', [CompletionResultType]::ParameterName, 'Other names for keys of front matter: `lastmod=updated`')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'Path of each post''s file, with fields and filters: `{type}/{year}/{slug}.md`, `{slug}/index.md`, `{category|default:none}/{id|pad:5}.md` [default: `{slug}.md`, for Hugo and Zola `{slug}/index.md`, for Jekyll `_posts/{date}-{slug}.md`, for MDX `{slug}.mdx`]')
            [CompletionResult]::new('--wrap', '--wrap', [CompletionResultType]::ParameterName, 'How the lines of paragraphs are broken: at a column, not at all, or after each sentence [default: none]')
            [CompletionResult]::new('--site-alias', '--site-alias', [CompletionResultType]::ParameterName, 'URL that the site had once, and the one that it has: `old.example=https://new.example`')
            [CompletionResult]::new('--paper', '--paper', [CompletionResultType]::ParameterName, 'Size of the pages: `a4`, `a5`, `letter`, or width and height, such as `170mmx240mm` or `6inx9in` [default: a4]')
            [CompletionResult]::new('--font-size', '--font-size', [CompletionResultType]::ParameterName, 'Size of the text in points [default: 11.4, less on small paper and in two columns]')
            [CompletionResult]::new('--margins', '--margins', [CompletionResultType]::ParameterName, 'Space around the text, as in CSS: one length, two (above and below, beside) or four (from above clockwise), such as `20mm,25mm` [default: what gives lines of 60 to 72 characters]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of a page [default: 1]')
            [CompletionResult]::new('--flow', '--flow', [CompletionResultType]::ParameterName, 'Where a post begins [default: new-page]')
            [CompletionResult]::new('--pdf-style', '--pdf-style', [CompletionResultType]::ParameterName, 'Theme of your own, in TOML: sizes, spaces, colours, fonts (see `docs/pdf.md`)')
            [CompletionResult]::new('--links', '--links', [CompletionResultType]::ParameterName, 'What is seen of links; they work in any case [default: visible]')
            [CompletionResult]::new('--bleed', '--bleed', [CompletionResultType]::ParameterName, 'Add crop marks and this much bleed around the page, such as `3mm`')
            [CompletionResult]::new('--dpi', '--dpi', [CompletionResultType]::ParameterName, 'Pixels of a picture that are kept for an inch of paper; 0 for all [default: 220]')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Neither print warnings and notes of these codes nor fail for them')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours; `NO_COLOR` is honoured')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use; the output is the same with any number [default: all cores]')
            [CompletionResult]::new('--no-cover', '--no-cover', [CompletionResultType]::ParameterName, 'No cover: books begin with their title page')
            [CompletionResult]::new('--highlight', '--highlight', [CompletionResultType]::ParameterName, 'Colour program text in books, as far as its language is known')
            [CompletionResult]::new('--excerpts', '--excerpts', [CompletionResultType]::ParameterName, 'Tell in the contents how each post begins')
            [CompletionResult]::new('--include-protected', '--include-protected', [CompletionResultType]::ParameterName, 'Take posts behind a password, too, as far as their text is there')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Write nothing; say what would be written, and why')
            [CompletionResult]::new('--if-changed', '--if-changed', [CompletionResultType]::ParameterName, 'Write only when an input, an option or an output is not as `offprint.lock.json` (beside the outputs) remembers it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a report of the run as JSON: posts, outputs with sizes and hashes, what was said and cleaned, how long it took')
            [CompletionResult]::new('--complete', '--complete', [CompletionResultType]::ParameterName, 'Say that the feed holds all posts there are, so that readers drop others (RFC 5005)')
            [CompletionResult]::new('--stylesheet', '--stylesheet', [CompletionResultType]::ParameterName, 'Let browsers show a page in place of raw XML: writes `feed.css`')
            [CompletionResult]::new('--podcast-explicit', '--podcast-explicit', [CompletionResultType]::ParameterName, 'Say that the podcast is not for children')
            [CompletionResult]::new('--embed-fonts', '--embed-fonts', [CompletionResultType]::ParameterName, 'Embed the theme''s fonts, with their licences')
            [CompletionResult]::new('--page-list', '--page-list', [CompletionResultType]::ParameterName, 'Mark pages, so that places can be cited: `12.3` is the third page of the twelfth post')
            [CompletionResult]::new('--meta', '--meta', [CompletionResultType]::ParameterName, 'Put the fields of plugins (`meta`, `acf`) into front matter, too')
            [CompletionResult]::new('--no-html', '--no-html', [CompletionResultType]::ParameterName, 'Leave what Markdown cannot say as text, so that there is no HTML in the files')
            [CompletionResult]::new('--index', '--index', [CompletionResultType]::ParameterName, 'Write a list of the posts: `index.md`, for Hugo and Zola `_index.md`, for MDX `index.mdx`')
            [CompletionResult]::new('--posts-ndjson', '--posts-ndjson', [CompletionResultType]::ParameterName, 'Write the front matter of all posts as `posts.ndjson`, too')
            [CompletionResult]::new('--hanging-punctuation', '--hanging-punctuation', [CompletionResultType]::ParameterName, 'Let punctuation at the edges of justified lines hang a little beyond them')
            [CompletionResult]::new('--qr-codes', '--qr-codes', [CompletionResultType]::ParameterName, 'Show the URLs of films, sounds and embeds as QR codes on their cards')
            [CompletionResult]::new('--system-fonts', '--system-fonts', [CompletionResultType]::ParameterName, 'Set characters that no built-in font has in fonts of this machine; the bytes then depend on it')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors: exit with 1 when there is one')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print errors only')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print notes, too')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'offprint;help' {
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show what is in the input')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read finished files back and say what is wrong with them')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List the rules of cleaning: what each takes away, and whether it is on')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write an `offprint.toml` to begin with')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write posts in other formats')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'offprint;help;inspect' {
            break
        }
        'offprint;help;check' {
            break
        }
        'offprint;help;rules' {
            break
        }
        'offprint;help;init' {
            break
        }
        'offprint;help;export' {
            break
        }
        'offprint;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
