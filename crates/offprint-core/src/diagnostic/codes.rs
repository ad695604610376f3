//! The table of diagnostic codes.
//!
//! Codes are a stable interface: `--deny`, `--allow`, reports and programs name them. A code is never renamed and never
//! gets another meaning; a code that is no longer used stays in the table.

use super::Severity;
use serde::{Serialize, Serializer};
use std::fmt;

/// One kind of diagnostic, known by a name that never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    /// The name, in kebab case: `media-missing`.
    pub name: &'static str,
    /// The severity that diagnostics of this kind usually have.
    pub severity: Severity,
    /// What it means, in one or two sentences.
    pub about: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The name alone.
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

/// Returns the code with this name.
#[must_use]
pub fn find(name: &str) -> Option<Code> {
    ALL.iter().copied().find(|code| code.name == name)
}

/// Declares the codes, the list of all of them, and the list of groups.
macro_rules! codes {
    ($($group:literal {
        $($constant:ident = $name:literal, $severity:ident, $about:literal, $advice:literal;)*
    })*) => {
        $($(
            #[doc = concat!("`", $name, "`: ", $about)]
            pub const $constant: Code = Code {
                name: $name,
                severity: Severity::$severity,
                about: $about,
                advice: $advice,
            };
        )*)*

        /// Every code, in the order of the table.
        pub const ALL: &[Code] = &[$($($constant),*),*];

        /// The titles of the groups, and the codes of each.
        pub const GROUPS: &[(&str, &[Code])] = &[$(($group, &[$($constant),*])),*];
    };
}

codes! {
    "Reading files" {
        FILE_NOT_FOUND = "file-not-found", Error,
            "A file or folder does not exist.",
            "Check the path.";
        FILE_UNREADABLE = "file-unreadable", Error,
            "A file or folder cannot be read.",
            "Check its permissions, and that it does not change during the run.";
        FILE_EMPTY = "file-empty", Error,
            "An input file has no content.",
            "Save the site's response again.";
        FOLDER_EMPTY = "folder-empty", Error,
            "An input folder has no file with posts.",
            "Check the path, or save posts in the folder.";
        INPUT_EMPTY = "input-empty", Error,
            "All input together has no posts.",
            "Pass responses of `/wp-json/wp/v2/posts`, or a WordPress export.";
        PAGE_EMPTY = "page-empty", Note,
            "A response or an export is valid and has no posts.",
            "Nothing: the last page of a site is often empty.";
        PAGE_OUT_OF_RANGE = "page-out-of-range", Warning,
            "The site answered that the requested page is past the last one.",
            "Remove the file, or stop the download at the last page.";
        ARCHIVE_DAMAGED = "archive-damaged", Error,
            "A compressed file or an archive cannot be unpacked.",
            "Download it again, or unpack it with another program.";
        RESPONSE_COMPRESSED = "response-compressed", Error,
            "A saved response is still compressed.",
            "Save it again with `curl --compressed`.";
        RESPONSE_FAILED = "response-failed", Warning,
            "A saved response has an HTTP error status.",
            "Save it again when the site works.";
        RESPONSE_PREFIXED = "response-prefixed", Warning,
            "Other text comes before the JSON of a response, such as a PHP notice. The text is skipped.",
            "Fix the site, or ignore the warning.";
        NOT_WORDPRESS = "not-wordpress", Error,
            "The file is neither a response of the WordPress REST API nor a WordPress export.",
            "Pass a response of `/wp-json/wp/v2/posts`, or the file that Tools → Export writes.";
        NOT_A_POST = "not-a-post", Error,
            "A JSON value has neither content, title, link nor slug.",
            "Pass the response of `/wp-json/wp/v2/posts` or of another post type.";
        INVALID_JSON = "invalid-json", Error,
            "A JSON value cannot be parsed. The other values are read.",
            "Save the response again, whole and unchanged.";
        INPUT_TRUNCATED = "input-truncated", Error,
            "A file ends in the middle of a value.",
            "The download stopped early: save the response again.";
        INVALID_WXR = "invalid-wxr", Error,
            "An item of a WordPress export cannot be read. The other items are read.",
            "Export the site again, or fix the XML.";
        MALFORMED_XML = "malformed-xml", Warning,
            "The XML of a WordPress export is not well-formed; offprint read what it could.",
            "Compare the output with the post, or export the site again.";
        WXR_VERSION_MISSING = "wxr-version-missing", Warning,
            "A WordPress export does not state its version and is read as version 1.2.",
            "Check whether the file was edited after the export.";
        ENCODING_UNSUPPORTED = "encoding-unsupported", Error,
            "A file has an encoding that offprint cannot decode.",
            "Convert the file to UTF-8 with `iconv`.";
        ENCODING_INVALID = "encoding-invalid", Warning,
            "A file has bytes that are invalid in its encoding. They are replaced with U+FFFD.",
            "The file is damaged or has another encoding: save it again.";
        TOO_MANY_ERRORS = "too-many-errors", Error,
            "A file has more errors than offprint prints.",
            "Check that the file is a saved response of WordPress.";
        RELATED_DATA_READ = "related-data-read", Note,
            "Users, terms, media or other objects were read from files beside the posts.",
            "Nothing.";
    }
    "Reading posts" {
        FIELD_INVALID = "field-invalid", Warning,
            "A field of a post has a type that WordPress does not use. The field is ignored.",
            "Check which plugin changes the response.";
        CONTENT_MISSING = "content-missing", Warning,
            "The response does not include the post's content, or includes it in an unknown form.",
            "Request the posts with `context=view`, and include `content` in `_fields`.";
        CONTENT_EMPTY = "content-empty", Warning,
            "The post's content is empty.",
            "Check the post on the site, or leave it out.";
        CONTENT_TOO_LARGE = "content-too-large", Warning,
            "The post's content is so large that every format needs a lot of memory.",
            "Check the post for an embedded picture or a dump, or leave it out with `--exclude`.";
        POST_LOCKED = "post-locked", Warning,
            "The post is password-protected. Only its title and fields are exported.",
            "Request the post with its password (`?password=`).";
        POST_DUPLICATE = "post-duplicate", Note,
            "The input has the same post more than once. The version that was changed last is used.",
            "Nothing, or remove the older file.";
        LINK_INVALID = "link-invalid", Warning,
            "The post's own link is not an HTTP URL. The link is ignored.",
            "Check the response.";
        DATE_INVALID = "date-invalid", Warning,
            "A date cannot be parsed, or the local and the UTC date differ by an impossible offset.",
            "Check the date of the post on the site.";
        TIME_ZONE_UNKNOWN = "time-zone-unknown", Warning,
            "The response has a local date only, and the site's time zone is unknown. The date is read as UTC.",
            "Request `date_gmt`, or pass `--timezone`.";
        AUTHOR_UNAVAILABLE = "author-unavailable", Warning,
            "The site refused to embed the post's author.",
            "Save `/wp-json/wp/v2/users` beside the posts, with a login if necessary.";
        FEATURED_MEDIA_UNAVAILABLE = "featured-media-unavailable", Warning,
            "The site refused to embed the post's featured image.",
            "Check the image on the site.";
        AUTHOR_NAME_MISSING = "author-name-missing", Note,
            "The input has the number of an author and not the name. The author is left out.",
            "Add `_embed` to the request, or save `/wp-json/wp/v2/users` beside the posts.";
        TERM_NAME_MISSING = "term-name-missing", Warning,
            "The input has the number of a category or tag and not the name. The term is left out.",
            "Add `_embed` to the request, or save `/wp-json/wp/v2/categories` and `tags` beside the posts.";
        SITE_URL_UNKNOWN = "site-url-unknown", Warning,
            "The posts have relative URLs, and the site's URL is unknown.",
            "Pass the site's URL with `--site-url`.";
        LANGUAGE_DETECTED = "language-detected", Note,
            "Posts do not state their language; offprint detected it from the text.",
            "Pass `--language TAG` when the detection is wrong.";
    }
    "Cleaning" {
        SHORTCODE_UNKNOWN = "shortcode-unknown", Warning,
            "The content has a shortcode that offprint does not know.",
            "Activate the plugin on the site and save the posts again, or ignore the warning.";
        SHORTCODE_UNDECODABLE = "shortcode-undecodable", Warning,
            "The content has a shortcode with encoded HTML that cannot be decoded. It is left out.",
            "Fix the shortcode in the post.";
        BLOCK_NOT_RENDERED = "block-not-rendered", Warning,
            "The content has a block that only its plugin can render.",
            "Save the post from the REST API, where the site renders it.";
        REUSABLE_BLOCK_MISSING = "reusable-block-missing", Warning,
            "The post uses a reusable block that is not in the input.",
            "Export all content of the site, including its patterns.";
        REUSABLE_BLOCK_RECURSIVE = "reusable-block-recursive", Warning,
            "A reusable block contains itself.",
            "Fix the block on the site.";
        ATTACHMENT_MISSING = "attachment-missing", Warning,
            "A gallery names attachments that are not in the input.",
            "Export the site's media together with the posts.";
        URL_UNRESOLVED = "url-unresolved", Warning,
            "A URL in the content has a shortcode that only its plugin can resolve. The URL is left out.",
            "Save the post from the REST API, where the site resolves it.";
        LINK_UNSAFE = "link-unsafe", Warning,
            "A link has a URL that is unsafe or invalid. The link is removed, and its text stays.",
            "Fix the link in the post.";
        CREDENTIALS_REMOVED = "credentials-removed", Warning,
            "A link includes a user name or password. Both are removed.",
            "Remove them from the post, and change the password.";
        MARKUP_TOO_COMPLEX = "markup-too-complex", Warning,
            "The markup is nested too deep or has too many attributes. Some tags are removed.",
            "Check the post for broken markup.";
    }
    "Pictures and media" {
        MEDIA_MISSING = "media-missing", Warning,
            "A picture or file is not in the media folder. Its alternative text and link replace it.",
            "Pass the folder of the site's media with `--media`.";
        MEDIA_UNREADABLE = "media-unreadable", Warning,
            "A picture or file is there and cannot be read.",
            "Check its permissions, and that it does not change during the run.";
        MEDIA_TOO_LARGE = "media-too-large", Warning,
            "A picture has more bytes or pixels than the format accepts.",
            "Replace it with a smaller one.";
        IMAGE_INVALID = "image-invalid", Warning,
            "A picture is damaged or cannot be decoded.",
            "Replace it with a whole JPEG, PNG, GIF, WebP, AVIF or SVG.";
        IMAGE_FORMAT_UNSUPPORTED = "image-format-unsupported", Warning,
            "A file is not a picture, or has a format that cannot be shown.",
            "Replace it with a JPEG, PNG, GIF, WebP, AVIF or SVG.";
        IMAGE_FORMAT_MISMATCH = "image-format-mismatch", Note,
            "A picture has another format than its file name says. The format of its content is used.",
            "Nothing, or rename the file.";
        IMAGE_ANIMATED = "image-animated", Note,
            "A picture is animated. Readers of the output may show its first frame only.",
            "Nothing.";
        COVER_INVALID = "cover-invalid", Warning,
            "The given cover picture cannot be used. A drawn cover replaces it.",
            "Pass a whole JPEG, PNG, WebP, AVIF or SVG.";
    }
    "Formats" {
        POST_NOT_RENDERED = "post-not-rendered", Error,
            "A post cannot be written in a format. The other posts are written.",
            "Report the post as a bug.";
        BOOK_EMPTY = "book-empty", Error,
            "No post is left to make a book of.",
            "See the messages above for why posts were left out.";
        POST_ID_DUPLICATE = "post-id-duplicate", Warning,
            "Two posts of a feed have the same identifier. One gets another identifier.",
            "Leave one of them out, or separate the sites with `--site-id`.";
        FEED_LINK_MISSING = "feed-link-missing", Warning,
            "RSS requires the URL of a site, and the input has none.",
            "Pass the URL where the posts are published.";
        GLYPH_MISSING = "glyph-missing", Warning,
            "No font has a character of the text. A box replaces it.",
            "Allow the system's fonts, and install one that has the character.";
        FORMULA_INVALID = "formula-invalid", Warning,
            "A formula cannot be typeset, or is too wide. Its source replaces it.",
            "Write it in the TeX of LaTeX and AMS, or as MathML.";
        BOOK_INVALID = "book-invalid", Error,
            "`offprint check` found an error in an EPUB.",
            "Export the book again, or fix what the message names.";
        FEED_INVALID = "feed-invalid", Error,
            "`offprint check` found an error in a feed. The message names the rule.",
            "Fix what the message names.";
    }
    "Selection and editions" {
        NOTHING_SELECTED = "nothing-selected", Error,
            "The selection leaves no posts.",
            "Relax the selection; `offprint inspect` lists the posts.";
        POSTS_SKIPPED = "posts-skipped", Note,
            "The selection leaves posts out. The message says how many, and why.",
            "Nothing, or change the option that the message names.";
        POST_SKIPPED = "post-skipped", Warning,
            "The selection leaves out a post that was picked by name.",
            "Change the option that the message names.";
        POST_NOT_FOUND = "post-not-found", Warning,
            "A post that was picked or excluded by name is not in the input.",
            "Check the number, slug or URL; `offprint inspect` lists the posts.";
        HIGHLIGHT_NOT_FOUND = "highlight-not-found", Warning,
            "A highlighted post is not in the edition.",
            "Check the number, slug or URL; `offprint inspect` lists the posts.";
        SECTION_NOT_FOUND = "section-not-found", Warning,
            "An introduction names a section that the edition does not have.",
            "Check the name against the sections of the edition.";
        EDITION_UNKNOWN = "edition-unknown", Error,
            "The config declares no edition with this name.",
            "Use one of the names that the hint lists.";
    }
    "Settings" {
        OPTION_INVALID = "option-invalid", Error,
            "An option has an invalid value.",
            "Use a value that the message describes.";
        OPTION_CONFLICT = "option-conflict", Error,
            "Two options cannot be combined.",
            "Remove one of them.";
        CONFIG_MISSING = "config-missing", Error,
            "There is neither an input nor an `offprint.toml`.",
            "Pass files or folders of posts, or write a config with `offprint init`.";
        CONFIG_EXISTS = "config-exists", Error,
            "`offprint init` does not overwrite a config.",
            "Edit the config, or overwrite it with `--force`.";
        CONFIG_UNREADABLE = "config-unreadable", Error,
            "The config cannot be read.",
            "Check its path and permissions.";
        CONFIG_INVALID = "config-invalid", Error,
            "The config has a syntax error, an unknown key or an invalid value.",
            "Fix the line that the message names; see docs/config.md.";
    }
    "Sites" {
        URL_INVALID = "url-invalid", Error,
            "A URL is invalid, or offprint does not accept it.",
            "Pass an HTTP or HTTPS URL without credentials.";
        SITE_UNREACHABLE = "site-unreachable", Error,
            "The site does not answer.",
            "Check the URL and the network, and try again.";
        SITE_REFUSED = "site-refused", Error,
            "The site answered with an error instead of posts.",
            "Follow the hint; some endpoints require a login.";
        SITE_RESPONSE_INVALID = "site-response-invalid", Error,
            "The site answered with something other than posts.",
            "Check the URL: it must lead to a WordPress site with the REST API enabled.";
    }
    "Output" {
        OUTPUT_NOT_WRITABLE = "output-not-writable", Error,
            "An output file cannot be written.",
            "Check the permissions of the folder and the free disk space.";
        OUTPUT_REPLACES_INPUT = "output-replaces-input", Error,
            "An output would overwrite an input.",
            "Choose another path with `--out`.";
        OUTPUTS_COLLIDE = "outputs-collide", Error,
            "Two outputs have the same path.",
            "Give each of them its own path.";
        STDOUT_UNSUITABLE = "stdout-unsuitable", Error,
            "Standard output takes exactly one file.",
            "Choose one edition and one format, or pass `--out`.";
        STDOUT_CLOSED = "stdout-closed", Error,
            "The program that reads standard output stopped reading.",
            "Check that program.";
        LOCK_MISSING = "lock-missing", Error,
            "The folder has no lock file to check its outputs against.",
            "Export with a config or with `--if-changed`.";
        LOCK_INVALID = "lock-invalid", Error,
            "A lock file cannot be parsed.",
            "Remove it and export again.";
        OUTPUT_CHANGED = "output-changed", Error,
            "An output is missing, or differs from what offprint wrote.",
            "Export it again.";
        HOOK_FAILED = "hook-failed", Error,
            "A command that the config names cannot be run, or failed.",
            "Run the command by hand.";
        CANCELLED = "cancelled", Error,
            "The run was stopped before it was complete.",
            "Run it again: earlier outputs are unchanged.";
    }
}

/// Returns the page of the manual about codes, in Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = "# Diagnostics\n\n\
        Every message of offprint has a code. Codes never change; the texts may. Reports (`--json`) and `inspect --json` \
        give it as `code`, beside the severity, the place and the message.\n\n\
        The severity in the table is the usual one: an *error* is something that could not be exported, a *warning* is \
        something wrong in the input or the settings, a *note* is worth knowing.\n"
        .to_owned();
    for (title, codes) in GROUPS {
        page.push_str(&format!(
            "\n## {title}\n\n| code | severity | what it means | what to do |\n|---|---|---|---|\n"
        ));
        for code in *codes {
            let Code { name, severity, about, advice } = code;
            page.push_str(&format!("| `{name}` | {severity} | {about} | {advice} |\n"));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names = BTreeSet::new();
        for code in ALL {
            assert!(names.insert(code.name), "{} is there twice", code.name);
            let words = code.name.split('-');
            let sound = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(words.clone().all(sound), "{} is not kebab-case", code.name);
            for text in [code.about, code.advice] {
                assert!(text.ends_with('.') && !text.contains('|'), "{}: {text}", code.name);
            }
        }
    }

    #[test]
    fn codes_are_found_by_name() {
        assert_eq!(find("media-missing"), Some(MEDIA_MISSING));
        assert_eq!(find("media-missing "), None);
        assert!(ALL.iter().all(|code| find(code.name) == Some(*code)));
    }

    #[test]
    fn the_page_has_every_code_once() {
        let page = page();
        for code in ALL {
            assert_eq!(page.matches(&format!("| `{}` |", code.name)).count(), 1, "{}", code.name);
        }
    }
}
