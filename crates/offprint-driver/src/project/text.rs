//! The parts of `docs/config.md` that are not made from tables.

pub(super) const INTRODUCTION: &str = "\
# `offprint.toml`

Editions that are declared once and made for ever: `offprint export` without an INPUT makes those of `offprint.toml` in
the folder where it is called, or of `--config FILE`; `--edition NAME` picks some of them, `offprint init` writes a file
to begin with. Flags of the command line come before what the file says: `offprint export --edition weekly --to pdf`.

Paths are counted from the folder of the file; with `--out DIR` each edition has a folder of its name in DIR. A key
without a story of its own is the flag of `offprint export` that has its name, with the same values. A key that does not
exist, or a value that cannot be, ends the run before anything is written (exit code 2), and names line, column and key.

Beside the outputs lies `offprint.lock.json`, with hashes of inputs, options and outputs. With `--if-changed` an edition
is made only when one of them is not as it was; `--dry-run` tells what would be written and why, `--json` reports a run
for programs, and `offprint check DIR` compares outputs with their locks. Files are remembered as they were named: a run
from another folder is another one. How long reading, choosing and each format took is in that report alone: outputs and
lock are the same however long it takes.

What an earlier run wrote and this one does not – a format that was taken out, a post that fell out of the range – stays
where it is: offprint removes no file. As long as it lies there as it was written, the lock knows it as `left_behind`; each
run that writes names it, and so does the report.

`docs/offprint.schema.json` is the JSON Schema of the file: editors that know Taplo's comments complete keys and values
after `#:schema docs/offprint.schema.json` in its first line. This page and the schema are made by `cargo xtask docs`.
";

pub(super) const FRONT: &str = r#"
## Before the posts

```toml
note = "may.md"
highlights = ["six-jobs", 745, "https://garden.example/2025/05/before-the-gulls/"]
excerpts = true

[edition.introductions]
harbour-life = "Two pieces from the quay, one of them *very* early."
"Kitchen Garden" = "kitchen.md"
```

`note` is what the editor says to the readers: a file in CommonMark, with tables, task lists and footnotes as GitHub has
them. A heading of the first level at its beginning is its title; without one it is called what notes are called in the
edition's language. HTML in it is cleaned as a post's is, addresses are counted from the site's, and a link to a post of
the edition leads there. `introductions` stand at the beginnings of sections, which are named by their titles or slugs: a
text in CommonMark, or a file of it (`.md`). A section that is empty this time needs none; one whose name is nearly
another's is a warning. `highlights` are named as `posts` are; those that are not in the edition are named by a warning.
With `excerpts`, contents tell how each post begins.

| | note and highlights | introductions | excerpts |
|---|---|---|---|
| EPUB | pages of their own behind the title page, in contents and landmarks (`foreword`) | on the page that opens the section | a page of contents; the list for devices stays as it is |
| PDF | pages behind the title page, tagged and in the outline | on the page that opens the section | in the contents |
| Markdown | in the index (written then without `--index`, too) and at the beginning of one file | under the section's heading | in the index; in one file a list of contents |
| feeds | the first item, with the edition's date | in the same item | – (items have summaries) |

In feeds the note is an item, for readers show little else: the descriptions of channels are seen once, if ever. Its id
hangs on the edition's `name`, `title` and `issue`: made again, it is the same item; a title such as `Week {week}` makes it a
new one each week. Archives (`page-size`) have none.
"#;

pub(super) const LIVE: &str = r#"
## Posts of a live site

```toml
[source.garden]
url = "https://garden.example/wp-json/wp/v2/posts?_embed=author,wp:term,wp:featuredmedia"
```

`url` is fetched page by page (`per_page=100` unless it says otherwise) to the last, told by `X-WP-TotalPages` or by a page
that is not there; an address with `page=` is that page alone. What the address names is what is asked for, and nothing
else; `_embed` brings the names of authors and terms with the posts. A site that is at work (429, 502, 503, 504) or does not
answer in time is asked again, four times in all, after as long as `Retry-After` says. What cannot be fetched ends the
edition with exit code 3: its earlier outputs stay as they are. Editions that share an address fetch it once in a run, and
`--if-changed` compares what was fetched. `offprint export` and `inspect` take such addresses as INPUT, too. An address with
a name or a password in it is refused: posts that are not public are read from a file that another program saved.
"#;

pub(super) const FIELDS_ABOUT: &str = "\
`title`, `subtitle`, `description`, `issue`, `series-number`, `out` and `report` may hold fields. They tell of the last day
of the edition's range: of a week's Sunday, of a month's last; without a range, of the edition's date. `{{` and `}}` are
braces.

| field | what |
|---|---|
";

pub(super) const RANGES: &str = "
## Ranges

`since`, `until` and `range` (and the flags of these names) take

| | |
|---|---|
| `2025-05-01` | a day of the site's calendar |
| `2025-05-01T12:00:00Z` | a moment (not for `range` alone) |
| `2025-W18` | a week, from Monday to Sunday (ISO 8601) |
| `2025-05`, `2025-Q2`, `2025` | a month, a quarter, a year |
| `today`, `yesterday` | |
| `this-week`, `last-week`, also `-month`, `-quarter`, `-year` | the one that the date is in, the one before it |
| `-7d`, `-2w`, `-3m`, `-1y` | so many days, weeks, months or years back |
| `A..B` | for `range`: from the first day of A to the last of B |

`since` takes the first day of what it is given, `until` the last. `range = \"-7d\"` is the seven days that end with
yesterday: run every day or every week, no post is told twice, nor left out. What is relative is counted from `date`, else
from `SOURCE_DATE_EPOCH`, else from today, in the site's time zone (UTC without one).
";

pub(super) const CONDITIONS: &str = r#"
## Conditions

`where` (and `--where`) takes an expression:

    term("news-type") contains "ree-news" and words > 300 and not title ~ /sponsored/i

```text
condition = both { "or" both }
both      = not { "and" not }
not       = "not" not | "(" condition ")" | test
test      = "protected" | "sticky"
          | number-field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) number
          | date-field   ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) 'day or moment'
          | text-field   ( "=" | "!=" | "contains" ) 'text'
          | text-field   ( "~" | "!~" ) /regular expression/ or /regular expression/i
```

| fields | |
|---|---|
| numbers | `id`, `words`, `comments`, `menu-order` |
| dates | `date`, `modified`: days are of the site's calendar |
| texts | `title`, `slug`, `type`, `status`, `link`, `site`, `language`, `format`, `text` |
| texts of several values | `author` (slug and name), `term("taxonomy")` (slug and name) |

Texts stand between `"` or `'`. `=` minds letter case, `contains` does not; of several values, `contains` has one as a
whole, and a test holds when it does for one of them, `!=` and `!~` when it does for all. Regular expressions are
Rust's. What a post does not have is neither less nor more nor equal.

## Posts picked by hand

`posts = [5096, "slug", "https://example.org/news/bees/"]` takes these posts alone, by number, slug or address, in this
order; `exclude` leaves out. A post that is not there, or that is held back, is named by a warning.

A value of a list is one value, whatever it holds: `authors = ["Doe, Jane"]`. On the command line, where commas part
values, `\,` is a comma within one: `--author 'Doe\, Jane'`.
"#;
