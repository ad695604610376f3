
use builtin;
use str;

set edit:completion:arg-completer[offprint] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'offprint'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'offprint'= {
            cand --color 'When to use colours; `NO_COLOR` is honoured'
            cand --threads 'Threads to use; the output is the same with any number [default: all cores]'
            cand --deny-warnings 'Treat warnings as errors: exit with 1 when there is one'
            cand -q 'Print errors only'
            cand --quiet 'Print errors only'
            cand -v 'Print notes, too'
            cand --verbose 'Print notes, too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand inspect 'Show what is in the input'
            cand check 'Read finished files back and say what is wrong with them'
            cand rules 'List the rules of cleaning: what each takes away, and whether it is on'
            cand init 'Write an `offprint.toml` to begin with'
            cand export 'Write posts in other formats'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'offprint;inspect'= {
            cand --timezone 'Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the site''s own, else UTC]'
            cand --cleaning 'How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]'
            cand --keep 'Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)'
            cand --drop 'Rules to switch on that are off by default, or at the level of `--cleaning`'
            cand --shortcodes 'What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or drop their tags [default: convert]'
            cand --shortcode 'Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags only); repeatable'
            cand --color 'When to use colours; `NO_COLOR` is honoured'
            cand --threads 'Threads to use; the output is the same with any number [default: all cores]'
            cand --json 'Print all that is known as JSON, for programs'
            cand --deny-warnings 'Treat warnings as errors: exit with 1 when there is one'
            cand -q 'Print errors only'
            cand --quiet 'Print errors only'
            cand -v 'Print notes, too'
            cand --verbose 'Print notes, too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'offprint;check'= {
            cand --location 'Address that the feed is served from, to be compared with the one it names'
            cand --color 'When to use colours; `NO_COLOR` is honoured'
            cand --threads 'Threads to use; the output is the same with any number [default: all cores]'
            cand --deny-warnings 'Treat warnings as errors: exit with 1 when there is one'
            cand -q 'Print errors only'
            cand --quiet 'Print errors only'
            cand -v 'Print notes, too'
            cand --verbose 'Print notes, too'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'offprint;rules'= {
            cand --color 'When to use colours; `NO_COLOR` is honoured'
            cand --threads 'Threads to use; the output is the same with any number [default: all cores]'
            cand --deny-warnings 'Treat warnings as errors: exit with 1 when there is one'
            cand -q 'Print errors only'
            cand --quiet 'Print errors only'
            cand -v 'Print notes, too'
            cand --verbose 'Print notes, too'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'offprint;init'= {
            cand --config 'The file to write'
            cand --color 'When to use colours; `NO_COLOR` is honoured'
            cand --threads 'Threads to use; the output is the same with any number [default: all cores]'
            cand --force 'Write it even when there is one already'
            cand --deny-warnings 'Treat warnings as errors: exit with 1 when there is one'
            cand -q 'Print errors only'
            cand --quiet 'Print errors only'
            cand -v 'Print notes, too'
            cand --verbose 'Print notes, too'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'offprint;export'= {
            cand -o 'Folder to write into; a file (by its extension) for one format; `-` for standard output. For editions of `offprint.toml` the folder in which each has its own'
            cand --out 'Folder to write into; a file (by its extension) for one format; `-` for standard output. For editions of `offprint.toml` the folder in which each has its own'
            cand --config 'File that declares editions (see `docs/config.md`) [default: `offprint.toml`, when no INPUT is given]'
            cand --edition 'Only these editions of the file, by name'
            cand --name 'Stem of the EPUB''s and PDF''s file names [default: the edition''s name or title, else the only post''s slug]'
            cand --media 'Folder of pictures and other media [default: `media` beside an input]'
            cand --report 'Write what cleaning took away, by rule and post, as JSON to this file; in `offprint.toml` its name may hold fields'
            cand --timezone 'Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the site''s own, else UTC]'
            cand --cleaning 'How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]'
            cand --keep 'Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)'
            cand --drop 'Rules to switch on that are off by default, or at the level of `--cleaning`'
            cand --shortcodes 'What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or drop their tags [default: convert]'
            cand --shortcode 'Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags only); repeatable'
            cand --title 'Title of the edition; in a file it may hold fields such as `{week}` [default: the only post''s title, else the site''s name]'
            cand --subtitle 'Subtitle; in a file it may hold fields'
            cand --publisher 'Publisher'
            cand --language 'Main language, as a BCP 47 tag [default: that of most words of its posts, else `und`]'
            cand --date 'Date of the edition, and the one that relative ranges are counted from [default: the newest change of its posts; ranges from today]'
            cand --site-url 'URL of the site; relative links and pictures are resolved against it [default: the posts'' own]'
            cand --feed-url 'URL that the feeds will have: of their folder, or of the feed itself'
            cand --group-by 'Sections: by the terms of a taxonomy (`category`, `tag`, one of your own), `author`, `month`, `type`, or `none` [default: none]'
            cand --description 'What the edition is about, in a few sentences; in a file it may hold fields [default: made from its posts]'
            cand --issue 'Which issue it is, in words: `No. 12`; in a file it may hold fields: `No. {week}`'
            cand --series 'Series that the edition belongs to'
            cand --series-number 'Its place in the series: `12`; in a file it may hold fields'
            cand --rights 'Rights under which it is given: a sentence, a licence''s name or URL'
            cand --contributor 'Who made it, besides the posts'' authors: a MARC relator and a name, such as `edt:Ada Gardener`'
            cand --theme 'Theme of the books [default: plain]'
            cand --cover 'Picture for the cover of books: JPEG, PNG, WebP or SVG [default: one is drawn, in the theme]'
            cand --note 'Editor''s note before the posts: a file in Markdown; a heading at its beginning is its title'
            cand --introduction 'Text at the beginning of a section, in Markdown, or a file of it (`.md`); sections are named by their titles or slugs'
            cand --highlights 'Posts to recommend before all others, in this order: number, slug or URL'
            cand --since 'Only posts published on or after this day or moment: `2025-05-01`, `2025-W18`, `2025-05`, `2025-Q2`, `2025`; or counted from `--date` (else today): `-7d`, `-2w`, `-3m`, `-1y`, `today`, `yesterday`, `this-week`, `last-month`'
            cand --until 'Only posts published on or before this day or moment; of a week, month or year its last day'
            cand --range 'Only posts published in this time, in place of `--since` and `--until`: `last-week`, `2025-05`, `A..B`; `-7d` for the seven days before `--date` (else today)'
            cand --type 'Only posts of these types (`post`, `page`, `news-archive`)'
            cand --term 'Only posts with this term; of several in one taxonomy, one is enough'
            cand --author 'Only posts by these authors: slug, number or name; `\,` is a comma within a name'
            cand --status 'Posts of these statuses, `any` for all [default: publish]'
            cand --post 'Only these posts, in this order: number, slug or URL'
            cand --exclude 'None of these posts: number, slug or URL'
            cand --where 'Only posts for which this holds: `term("news-type") contains "ree-news" and words > 300 and not title ~ /sponsored/i` (`docs/config.md` has the grammar)'
            cand --limit 'At most this many, after sorting'
            cand --sort 'Order [default: -date]'
            cand -t 'Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends with]'
            cand --to 'Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends with]'
            cand --page-size 'Posts in a feed document; older ones go into archives that never change (RFC 5005)'
            cand --split-by 'One feed for each term of a taxonomy, or each `author`, `year` or `type`; and an OPML list of them'
            cand --embeds 'How videos and the like of other sites are shown [default: links]'
            cand --atom-content 'How Atom holds the text [default: html]'
            cand --site-id 'Domain, and a date when it was the site''s, for ids that outlive every change: `garden.example,2011`'
            cand --ids 'What items are known by: names that do not change, or WordPress''s guids [default: stable]'
            cand --hub 'WebSub hub that is told of changes'
            cand --ttl 'Minutes that readers may keep the feed'
            cand --feed-image 'Picture of the feed (GIF, JPEG or PNG)'
            cand --feed-icon 'Small square picture of the feed'
            cand --feed-rights 'Who may do what with the posts: `© 2025 The Garden Press`'
            cand --podcast-category 'Apple''s category of the podcast, where posts have sounds [default: News]'
            cand --compress 'Write compressed copies beside the feeds, for servers to send'
            cand --css 'Style sheet of your own, behind the theme''s'
            cand --toc-depth 'Levels of the posts'' headings that the contents show [default: 2]'
            cand --image-width 'Width in pixels that wider pictures are sized down to [default: 1600]'
            cand --flavor 'Markdown dialect to write: syntax, front matter, paths and links [default: gfm; mdx for a path that ends in `.mdx`]'
            cand --front-matter 'How front matter is written [default: yaml, for Zola toml]'
            cand --fields 'Keys that front matter keeps, by the names that the flavor gives them [default: all]'
            cand --rename 'Other names for keys of front matter: `lastmod=updated`'
            cand --path 'Path of each post''s file, with fields and filters: `{type}/{year}/{slug}.md`, `{slug}/index.md`, `{category|default:none}/{id|pad:5}.md` [default: `{slug}.md`, for Hugo and Zola `{slug}/index.md`, for Jekyll `_posts/{date}-{slug}.md`, for MDX `{slug}.mdx`]'
            cand --wrap 'How the lines of paragraphs are broken: at a column, not at all, or after each sentence [default: none]'
            cand --site-alias 'URL that the site had once, and the one that it has: `old.example=https://new.example`'
            cand --paper 'Size of the pages: `a4`, `a5`, `letter`, or width and height, such as `170mmx240mm` or `6inx9in` [default: a4]'
            cand --font-size 'Size of the text in points [default: 11.4, less on small paper and in two columns]'
            cand --margins 'Space around the text, as in CSS: one length, two (above and below, beside) or four (from above clockwise), such as `20mm,25mm` [default: what gives lines of 60 to 72 characters]'
            cand --columns 'Columns of a page [default: 1]'
            cand --flow 'Where a post begins [default: new-page]'
            cand --pdf-style 'Theme of your own, in TOML: sizes, spaces, colours, fonts (see `docs/pdf.md`)'
            cand --links 'What is seen of links; they work in any case [default: visible]'
            cand --bleed 'Add crop marks and this much bleed around the page, such as `3mm`'
            cand --dpi 'Pixels of a picture that are kept for an inch of paper; 0 for all [default: 220]'
            cand --color 'When to use colours; `NO_COLOR` is honoured'
            cand --threads 'Threads to use; the output is the same with any number [default: all cores]'
            cand --dry-run 'Write nothing; say what would be written, and why'
            cand --if-changed 'Write only when an input, an option or an output is not as `offprint.lock.json` (beside the outputs) remembers it'
            cand --json 'Print a report of the run as JSON: posts, outputs with sizes and hashes, what was said and cleaned, how long it took'
            cand --no-cover 'No cover: books begin with their title page'
            cand --highlight 'Colour program text in books, as far as its language is known'
            cand --excerpts 'Tell in the contents how each post begins'
            cand --include-protected 'Take posts behind a password, too, as far as their text is there'
            cand --complete 'Say that the feed holds all posts there are, so that readers drop others (RFC 5005)'
            cand --stylesheet 'Let browsers show a page in place of raw XML: writes `feed.css`'
            cand --podcast-explicit 'Say that the podcast is not for children'
            cand --embed-fonts 'Embed the theme''s fonts, with their licences'
            cand --page-list 'Mark pages, so that places can be cited: `12.3` is the third page of the twelfth post'
            cand --meta 'Put the fields of plugins (`meta`, `acf`) into front matter, too'
            cand --no-html 'Leave what Markdown cannot say as text, so that there is no HTML in the files'
            cand --index 'Write a list of the posts: `index.md`, for Hugo and Zola `_index.md`, for MDX `index.mdx`'
            cand --posts-ndjson 'Write the front matter of all posts as `posts.ndjson`, too'
            cand --hanging-punctuation 'Let punctuation at the edges of justified lines hang a little beyond them'
            cand --qr-codes 'Show the URLs of films, sounds and embeds as QR codes on their cards'
            cand --system-fonts 'Set characters that no built-in font has in fonts of this machine; the bytes then depend on it'
            cand --deny-warnings 'Treat warnings as errors: exit with 1 when there is one'
            cand -q 'Print errors only'
            cand --quiet 'Print errors only'
            cand -v 'Print notes, too'
            cand --verbose 'Print notes, too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'offprint;help'= {
            cand inspect 'Show what is in the input'
            cand check 'Read finished files back and say what is wrong with them'
            cand rules 'List the rules of cleaning: what each takes away, and whether it is on'
            cand init 'Write an `offprint.toml` to begin with'
            cand export 'Write posts in other formats'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'offprint;help;inspect'= {
        }
        &'offprint;help;check'= {
        }
        &'offprint;help;rules'= {
        }
        &'offprint;help;init'= {
        }
        &'offprint;help;export'= {
        }
        &'offprint;help;help'= {
        }
    ]
    $completions[$command]
}
