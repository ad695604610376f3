# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_offprint_global_optspecs
    string join \n deny-warnings deny= allow= color= q/quiet v/verbose threads= h/help V/version
end

function __fish_offprint_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_offprint_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_offprint_using_subcommand
    set -l cmd (__fish_offprint_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c offprint -n "__fish_offprint_needs_command" -l deny -d 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`' -r
complete -c offprint -n "__fish_offprint_needs_command" -l allow -d 'Neither print warnings and notes of these codes nor fail for them' -r
complete -c offprint -n "__fish_offprint_needs_command" -l color -d 'When to use colours; `NO_COLOR` is honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c offprint -n "__fish_offprint_needs_command" -l threads -d 'Threads to use; the output is the same with any number [default: all cores]' -r
complete -c offprint -n "__fish_offprint_needs_command" -l deny-warnings -d 'Treat warnings as errors: exit with 1 when there is one'
complete -c offprint -n "__fish_offprint_needs_command" -s q -l quiet -d 'Print errors only'
complete -c offprint -n "__fish_offprint_needs_command" -s v -l verbose -d 'Print notes, too'
complete -c offprint -n "__fish_offprint_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c offprint -n "__fish_offprint_needs_command" -s V -l version -d 'Print version'
complete -c offprint -n "__fish_offprint_needs_command" -f -a "inspect" -d 'Show what is in the input'
complete -c offprint -n "__fish_offprint_needs_command" -f -a "check" -d 'Read finished files back and say what is wrong with them'
complete -c offprint -n "__fish_offprint_needs_command" -f -a "rules" -d 'List the rules of cleaning: what each takes away, and whether it is on'
complete -c offprint -n "__fish_offprint_needs_command" -f -a "init" -d 'Write an `offprint.toml` to begin with'
complete -c offprint -n "__fish_offprint_needs_command" -f -a "export" -d 'Write posts in other formats'
complete -c offprint -n "__fish_offprint_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l timezone -d 'Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the site\'s own, else UTC]' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l cleaning -d 'How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]' -r -f -a "full\t'Remove what plugins, themes and editors left in the text'
safe\t'Remove trackers and machine residue, but nothing that a reader could see'
none\t'Remove only what is not safe: scripts, forms, dangerous URLs'"
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l keep -d 'Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l drop -d 'Rules to switch on that are off by default, or at the level of `--cleaning`' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l shortcodes -d 'What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or drop their tags [default: convert]' -r -f -a "convert\t'What they stand for'
keep\t'Their text as it is'
drop\t'Nothing of their tags'"
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l shortcode -d 'Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags only); repeatable' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l deny -d 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l allow -d 'Neither print warnings and notes of these codes nor fail for them' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l color -d 'When to use colours; `NO_COLOR` is honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l threads -d 'Threads to use; the output is the same with any number [default: all cores]' -r
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l json -d 'Print all that is known as JSON, for programs'
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -l deny-warnings -d 'Treat warnings as errors: exit with 1 when there is one'
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -s q -l quiet -d 'Print errors only'
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -s v -l verbose -d 'Print notes, too'
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c offprint -n "__fish_offprint_using_subcommand inspect" -s V -l version -d 'Print version'
complete -c offprint -n "__fish_offprint_using_subcommand check" -l location -d 'Address that the feed is served from, to be compared with the one it names' -r
complete -c offprint -n "__fish_offprint_using_subcommand check" -l deny -d 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`' -r
complete -c offprint -n "__fish_offprint_using_subcommand check" -l allow -d 'Neither print warnings and notes of these codes nor fail for them' -r
complete -c offprint -n "__fish_offprint_using_subcommand check" -l color -d 'When to use colours; `NO_COLOR` is honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c offprint -n "__fish_offprint_using_subcommand check" -l threads -d 'Threads to use; the output is the same with any number [default: all cores]' -r
complete -c offprint -n "__fish_offprint_using_subcommand check" -l deny-warnings -d 'Treat warnings as errors: exit with 1 when there is one'
complete -c offprint -n "__fish_offprint_using_subcommand check" -s q -l quiet -d 'Print errors only'
complete -c offprint -n "__fish_offprint_using_subcommand check" -s v -l verbose -d 'Print notes, too'
complete -c offprint -n "__fish_offprint_using_subcommand check" -s h -l help -d 'Print help'
complete -c offprint -n "__fish_offprint_using_subcommand check" -s V -l version -d 'Print version'
complete -c offprint -n "__fish_offprint_using_subcommand rules" -l deny -d 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`' -r
complete -c offprint -n "__fish_offprint_using_subcommand rules" -l allow -d 'Neither print warnings and notes of these codes nor fail for them' -r
complete -c offprint -n "__fish_offprint_using_subcommand rules" -l color -d 'When to use colours; `NO_COLOR` is honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c offprint -n "__fish_offprint_using_subcommand rules" -l threads -d 'Threads to use; the output is the same with any number [default: all cores]' -r
complete -c offprint -n "__fish_offprint_using_subcommand rules" -l deny-warnings -d 'Treat warnings as errors: exit with 1 when there is one'
complete -c offprint -n "__fish_offprint_using_subcommand rules" -s q -l quiet -d 'Print errors only'
complete -c offprint -n "__fish_offprint_using_subcommand rules" -s v -l verbose -d 'Print notes, too'
complete -c offprint -n "__fish_offprint_using_subcommand rules" -s h -l help -d 'Print help'
complete -c offprint -n "__fish_offprint_using_subcommand rules" -s V -l version -d 'Print version'
complete -c offprint -n "__fish_offprint_using_subcommand init" -l config -d 'The file to write' -r -F
complete -c offprint -n "__fish_offprint_using_subcommand init" -l deny -d 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`' -r
complete -c offprint -n "__fish_offprint_using_subcommand init" -l allow -d 'Neither print warnings and notes of these codes nor fail for them' -r
complete -c offprint -n "__fish_offprint_using_subcommand init" -l color -d 'When to use colours; `NO_COLOR` is honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c offprint -n "__fish_offprint_using_subcommand init" -l threads -d 'Threads to use; the output is the same with any number [default: all cores]' -r
complete -c offprint -n "__fish_offprint_using_subcommand init" -l force -d 'Write it even when there is one already'
complete -c offprint -n "__fish_offprint_using_subcommand init" -l deny-warnings -d 'Treat warnings as errors: exit with 1 when there is one'
complete -c offprint -n "__fish_offprint_using_subcommand init" -s q -l quiet -d 'Print errors only'
complete -c offprint -n "__fish_offprint_using_subcommand init" -s v -l verbose -d 'Print notes, too'
complete -c offprint -n "__fish_offprint_using_subcommand init" -s h -l help -d 'Print help'
complete -c offprint -n "__fish_offprint_using_subcommand init" -s V -l version -d 'Print version'
complete -c offprint -n "__fish_offprint_using_subcommand export" -s o -l out -d 'Folder to write into; a file (by its extension) for one format; `-` for standard output. For editions of `offprint.toml` the folder in which each has its own' -r -F
complete -c offprint -n "__fish_offprint_using_subcommand export" -l name -d 'Stem of the EPUB\'s and PDF\'s file names [default: the edition\'s name or title, else the only post\'s slug]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l media -d 'Folder of pictures and other media [default: `media` beside an input]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l report -d 'Write what cleaning took away, by rule and post, as JSON to this file; in `offprint.toml` its name may hold fields' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l timezone -d 'Time zone of the site, for dates that come without their offset, and for what today is: `Europe/Paris` [default: the site\'s own, else UTC]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l cleaning -d 'How much cleaning does; `--keep` and `--drop` switch single rules on top of it [default: full]' -r -f -a "full\t'Remove what plugins, themes and editors left in the text'
safe\t'Remove trackers and machine residue, but nothing that a reader could see'
none\t'Remove only what is not safe: scripts, forms, dangerous URLs'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l keep -d 'Rules of cleaning to switch off: what they would drop stays (`offprint rules` lists them)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l drop -d 'Rules to switch on that are off by default, or at the level of `--cleaning`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l shortcodes -d 'What to do with shortcodes that are left in the text: convert them to what they stand for, keep them as text, or drop their tags [default: convert]' -r -f -a "convert\t'What they stand for'
keep\t'Their text as it is'
drop\t'Nothing of their tags'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l shortcode -d 'Treat one shortcode by a rule of its own: `NAME=keep`, `NAME=drop` (with all it holds) or `NAME=unwrap` (its tags only); repeatable' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l title -d 'Title of the edition; in a file it may hold fields such as `{week}` [default: the only post\'s title, else the site\'s name]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l subtitle -d 'Subtitle; in a file it may hold fields' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l publisher -d 'Publisher' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l language -d 'Main language, as a BCP 47 tag [default: that of most words of its posts, else `und`]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l date -d 'Date of the edition, and the one that relative ranges are counted from [default: the newest change of its posts; ranges from today]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l site-url -d 'URL of the site; relative links and pictures are resolved against it [default: the posts\' own]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l feed-url -d 'URL that the feeds will have: of their folder, or of the feed itself' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l group-by -d 'Sections: by the terms of a taxonomy (`category`, `tag`, one of your own), `author`, `month`, `type`, or `none` [default: none]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l description -d 'What the edition is about, in a few sentences; in a file it may hold fields [default: made from its posts]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l issue -d 'Which issue it is, in words: `No. 12`; in a file it may hold fields: `No. {week}`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l series -d 'Series that the edition belongs to' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l series-number -d 'Its place in the series: `12`; in a file it may hold fields' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l rights -d 'Rights under which it is given: a sentence, a licence\'s name or URL' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l contributor -d 'Who made it, besides the posts\' authors: a MARC relator and a name, such as `edt:Ada Gardener`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l theme -d 'Theme of the books [default: plain]' -r -f -a "plain\t'A quiet book'
magazine\t'Large headings without serifs'
journal\t'Centred headings, indented and justified paragraphs'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l cover -d 'Picture for the cover of books: JPEG, PNG, WebP or SVG [default: one is drawn, in the theme]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l note -d 'Editor\'s note before the posts: a file in Markdown; a heading at its beginning is its title' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l introduction -d 'Text at the beginning of a section, in Markdown, or a file of it (`.md`); sections are named by their titles or slugs' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l highlights -d 'Posts to recommend before all others, in this order: number, slug or URL' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l since -d 'Only posts published on or after this day or moment: `2025-05-01`, `2025-W18`, `2025-05`, `2025-Q2`, `2025`; or counted from `--date` (else today): `-7d`, `-2w`, `-3m`, `-1y`, `today`, `yesterday`, `this-week`, `last-month`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l until -d 'Only posts published on or before this day or moment; of a week, month or year its last day' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l range -d 'Only posts published in this time, in place of `--since` and `--until`: `last-week`, `2025-05`, `A..B`; `-7d` for the seven days before `--date` (else today)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l type -d 'Only posts of these types (`post`, `page`, `news-archive`)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l term -d 'Only posts with this term; of several in one taxonomy, one is enough' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l author -d 'Only posts by these authors: slug, number or name; `\\,` is a comma within a name' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l status -d 'Posts of these statuses, `any` for all [default: publish]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l post -d 'Only these posts, in this order: number, slug or URL' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l exclude -d 'None of these posts: number, slug or URL' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l where -d 'Only posts for which this holds: `term("news-type") contains "ree-news" and words > 300 and not title ~ /sponsored/i` (`docs/config.md` has the grammar)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l limit -d 'At most this many, after sorting' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l sort -d 'Order [default: -date]' -r -f -a "date\t'Oldest first'
-date\t'Newest first'
title\t'By title'
menu\t'By the site\'s menu order'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l config -d 'File that declares editions (see `docs/config.md`) [default: `offprint.toml`, when no INPUT is given]' -r -F
complete -c offprint -n "__fish_offprint_using_subcommand export" -l edition -d 'Only these editions of the file, by name' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -s t -l to -d 'Formats to write; `all` for all [default: all for editions of a file, else the one that the file name of `--out` ends with]' -r -f -a "rss\t'RSS 2.0 with the whole text: `feed.rss`'
atom\t'Atom 1.0: `feed.atom`'
json-feed\t'JSON Feed 1.1: `feed.json`'
epub\t'EPUB 3.3: `NAME.epub`'
markdown\t'Markdown with front matter, a file each: `markdown/SLUG.md`'
pdf\t'PDF, tagged (PDF/UA-1, PDF/A-2a): `NAME.pdf`'
all\t'All of these'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l page-size -d 'Posts in a feed document; older ones go into archives that never change (RFC 5005)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l split-by -d 'One feed for each term of a taxonomy, or each `author`, `year` or `type`; and an OPML list of them' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l embeds -d 'How videos and the like of other sites are shown [default: links]' -r -f -a "links\t'Cards with a link'
iframes\t'Cards, and players of sites that are on a list'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l atom-content -d 'How Atom holds the text [default: html]' -r -f -a "html\t'Escaped HTML'
xhtml\t'XHTML elements'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l site-id -d 'Domain, and a date when it was the site\'s, for ids that outlive every change: `garden.example,2011`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l ids -d 'What items are known by: names that do not change, or WordPress\'s guids [default: stable]' -r -f -a "stable\t'Names made of what never changes'
wordpress\t'The guids of the site\'s own feed'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l hub -d 'WebSub hub that is told of changes' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l ttl -d 'Minutes that readers may keep the feed' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l feed-image -d 'Picture of the feed (GIF, JPEG or PNG)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l feed-icon -d 'Small square picture of the feed' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l feed-rights -d 'Who may do what with the posts: `© 2025 The Garden Press`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l podcast-category -d 'Apple\'s category of the podcast, where posts have sounds [default: News]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l compress -d 'Write compressed copies beside the feeds, for servers to send' -r -f -a "gz\t'Gzip: `feed.rss.gz`'
br\t'Brotli: `feed.rss.br`'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l css -d 'Style sheet of your own, behind the theme\'s' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l toc-depth -d 'Levels of the posts\' headings that the contents show [default: 2]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l image-width -d 'Width in pixels that wider pictures are sized down to [default: 1600]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l flavor -d 'Markdown dialect to write: syntax, front matter, paths and links [default: gfm; mdx for a path that ends in `.mdx`]' -r -f -a "commonmark\t'CommonMark 0.31 alone'
gfm\t'GitHub Flavored Markdown'
hugo\t'Hugo\'s goldmark'
jekyll\t'Jekyll\'s kramdown'
zola\t'Zola\'s pulldown-cmark'
astro\t'Astro\'s remark'
obsidian\t'Obsidian\'s notes'
pandoc\t'Pandoc\'s Markdown'
mdx\t'MDX: Markdown with JSX'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l front-matter -d 'How front matter is written [default: yaml, for Zola toml]' -r -f -a "none\t'Without front matter'
yaml\t'YAML between `---`'
toml\t'TOML between `+++`'
json\t'JSON'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l fields -d 'Keys that front matter keeps, by the names that the flavor gives them [default: all]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l rename -d 'Other names for keys of front matter: `lastmod=updated`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l path -d 'Path of each post\'s file, with fields and filters: `{type}/{year}/{slug}.md`, `{slug}/index.md`, `{category|default:none}/{id|pad:5}.md` [default: `{slug}.md`, for Hugo and Zola `{slug}/index.md`, for Jekyll `_posts/{date}-{slug}.md`, for MDX `{slug}.mdx`]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l wrap -d 'How the lines of paragraphs are broken: at a column, not at all, or after each sentence [default: none]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l site-alias -d 'URL that the site had once, and the one that it has: `old.example=https://new.example`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l paper -d 'Size of the pages: `a4`, `a5`, `letter`, or width and height, such as `170mmx240mm` or `6inx9in` [default: a4]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l font-size -d 'Size of the text in points [default: 11.4, less on small paper and in two columns]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l margins -d 'Space around the text, as in CSS: one length, two (above and below, beside) or four (from above clockwise), such as `20mm,25mm` [default: what gives lines of 60 to 72 characters]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l columns -d 'Columns of a page [default: 1]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l flow -d 'Where a post begins [default: new-page]' -r -f -a "new-page\t'On a page of its own'
continuous\t'Below the one before it (in one column)'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l pdf-style -d 'Theme of your own, in TOML: sizes, spaces, colours, fonts (see `docs/pdf.md`)' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l links -d 'What is seen of links; they work in any case [default: visible]' -r -f -a "visible\t'Their colour'
footnotes\t'Their colour, and their URLs at the foot of the page'
plain\t'Nothing'"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l bleed -d 'Add crop marks and this much bleed around the page, such as `3mm`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l dpi -d 'Pixels of a picture that are kept for an inch of paper; 0 for all [default: 220]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l deny -d 'Treat diagnostics of these codes as errors (`docs/diagnostics.md` lists them): `media-missing`' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l allow -d 'Neither print warnings and notes of these codes nor fail for them' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l color -d 'When to use colours; `NO_COLOR` is honoured' -r -f -a "auto\t''
always\t''
never\t''"
complete -c offprint -n "__fish_offprint_using_subcommand export" -l threads -d 'Threads to use; the output is the same with any number [default: all cores]' -r
complete -c offprint -n "__fish_offprint_using_subcommand export" -l no-cover -d 'No cover: books begin with their title page'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l highlight -d 'Colour program text in books, as far as its language is known'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l excerpts -d 'Tell in the contents how each post begins'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l include-protected -d 'Take posts behind a password, too, as far as their text is there'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l dry-run -d 'Write nothing; say what would be written, and why'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l if-changed -d 'Write only when an input, an option or an output is not as `offprint.lock.json` (beside the outputs) remembers it'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l json -d 'Print a report of the run as JSON: posts, outputs with sizes and hashes, what was said and cleaned, how long it took'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l complete -d 'Say that the feed holds all posts there are, so that readers drop others (RFC 5005)'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l stylesheet -d 'Let browsers show a page in place of raw XML: writes `feed.css`'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l podcast-explicit -d 'Say that the podcast is not for children'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l embed-fonts -d 'Embed the theme\'s fonts, with their licences'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l page-list -d 'Mark pages, so that places can be cited: `12.3` is the third page of the twelfth post'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l meta -d 'Put the fields of plugins (`meta`, `acf`) into front matter, too'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l no-html -d 'Leave what Markdown cannot say as text, so that there is no HTML in the files'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l index -d 'Write a list of the posts: `index.md`, for Hugo and Zola `_index.md`, for MDX `index.mdx`'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l posts-ndjson -d 'Write the front matter of all posts as `posts.ndjson`, too'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l hanging-punctuation -d 'Let punctuation at the edges of justified lines hang a little beyond them'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l qr-codes -d 'Show the URLs of films, sounds and embeds as QR codes on their cards'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l system-fonts -d 'Set characters that no built-in font has in fonts of this machine; the bytes then depend on it'
complete -c offprint -n "__fish_offprint_using_subcommand export" -l deny-warnings -d 'Treat warnings as errors: exit with 1 when there is one'
complete -c offprint -n "__fish_offprint_using_subcommand export" -s q -l quiet -d 'Print errors only'
complete -c offprint -n "__fish_offprint_using_subcommand export" -s v -l verbose -d 'Print notes, too'
complete -c offprint -n "__fish_offprint_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c offprint -n "__fish_offprint_using_subcommand export" -s V -l version -d 'Print version'
complete -c offprint -n "__fish_offprint_using_subcommand help; and not __fish_seen_subcommand_from inspect check rules init export help" -f -a "inspect" -d 'Show what is in the input'
complete -c offprint -n "__fish_offprint_using_subcommand help; and not __fish_seen_subcommand_from inspect check rules init export help" -f -a "check" -d 'Read finished files back and say what is wrong with them'
complete -c offprint -n "__fish_offprint_using_subcommand help; and not __fish_seen_subcommand_from inspect check rules init export help" -f -a "rules" -d 'List the rules of cleaning: what each takes away, and whether it is on'
complete -c offprint -n "__fish_offprint_using_subcommand help; and not __fish_seen_subcommand_from inspect check rules init export help" -f -a "init" -d 'Write an `offprint.toml` to begin with'
complete -c offprint -n "__fish_offprint_using_subcommand help; and not __fish_seen_subcommand_from inspect check rules init export help" -f -a "export" -d 'Write posts in other formats'
complete -c offprint -n "__fish_offprint_using_subcommand help; and not __fish_seen_subcommand_from inspect check rules init export help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
