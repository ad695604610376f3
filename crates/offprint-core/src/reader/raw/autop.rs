//! Paragraphs of the classic editor: what WordPress's `wpautop` makes of blank lines and line ends.
//!
//! Text is cut into stretches at blank lines, before the tags that open blocks and after those that close them. A
//! stretch is a paragraph unless it begins with the tag of a block; within it a line end is a break.

use super::markup::{self, Piece};

/// Text with its paragraphs and breaks marked.
pub(super) fn autop(text: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(text.len() + text.len() / 8), ..Writer::default() };
    let mut pieces = markup::pieces(text);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => writer.text(text),
            Piece::Comment(comment) => writer.inline(comment),
            Piece::Tag(tag) => {
                let (name, closing) = markup::name_of(tag);
                let kept = matches!(name.as_str(), "pre" | "script" | "style" | "svg" | "math" | "textarea");
                let end = if kept && !closing { markup::end_of(text, pieces.at(), &name) } else { None };
                let begin = pieces.at() - tag.len();
                let whole = end.map_or(tag, |end| {
                    pieces.skip_to(end);
                    &text[begin..end]
                });
                match name.as_str() {
                    "br" => writer.line_break(),
                    // Captions stay with their figure.
                    "figcaption" => writer.block(whole, false, false),
                    "hr" => writer.block(whole, true, true),
                    _ if is_block(&name) => {
                        writer.block(whole, !closing, closing || end.is_some());
                        if name == "blockquote" && !closing {
                            writer.begins_quote = true;
                        }
                    }
                    _ => writer.inline(whole),
                }
            }
        }
    }
    writer.end_stretch();
    writer.out
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "table"
            | "thead"
            | "tfoot"
            | "caption"
            | "col"
            | "colgroup"
            | "tbody"
            | "tr"
            | "td"
            | "th"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "ul"
            | "ol"
            | "li"
            | "pre"
            | "form"
            | "map"
            | "area"
            | "blockquote"
            | "address"
            | "style"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "fieldset"
            | "legend"
            | "section"
            | "article"
            | "aside"
            | "hgroup"
            | "header"
            | "footer"
            | "nav"
            | "figure"
            | "figcaption"
            | "details"
            | "menu"
            | "summary"
    )
}

#[derive(Debug, Default)]
struct Writer {
    out: String,
    /// The stretch so far.
    stretch: String,
    /// It began with the tag of a block.
    begins_with_block: bool,
    /// That was `<blockquote>`: the paragraph begins within it.
    begins_quote: bool,
    /// The last thing in it was the tag of a block.
    after_block: bool,
    /// The last thing in it was a break.
    after_break: bool,
    /// A line ended, and nothing came after it yet.
    line_ended: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let mut lines = text.split('\n');
        if let Some(first) = lines.next() {
            self.words(first);
        }
        for line in lines {
            // Two line ends with nothing but white space between them.
            if self.line_ended {
                self.end_stretch();
            }
            self.line_ended = true;
            self.words(line);
        }
    }

    fn words(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.content();
            self.stretch.push_str(text);
            self.after_block = false;
            self.after_break = false;
        } else if !self.stretch.is_empty() && !self.line_ended {
            self.stretch.push_str(text);
        }
    }

    fn inline(&mut self, tag: &str) {
        self.content();
        self.stretch.push_str(tag);
        self.after_block = false;
        self.after_break = false;
    }

    fn line_break(&mut self) {
        if self.after_break {
            // Two breaks are a paragraph's end.
            while self.stretch.trim_end().ends_with("<br />") {
                self.stretch.truncate(self.stretch.trim_end().len() - "<br />".len());
            }
            self.end_stretch();
            return;
        }
        self.line_ended = false;
        if !self.after_block {
            self.stretch.push_str("<br />");
            self.after_break = true;
        }
    }

    /// What follows a line end comes: the line end is a break, unless there is one or a block was before it.
    fn content(&mut self) {
        if self.line_ended {
            if self.stretch.trim().is_empty() {
                self.stretch.clear();
            } else {
                if !(self.after_block || self.after_break) {
                    self.stretch.truncate(self.stretch.trim_end().len());
                    self.stretch.push_str("<br />");
                }
                self.stretch.push('\n');
            }
        }
        self.line_ended = false;
        if self.begins_quote && self.stretch.ends_with('>') && self.after_block {
            self.stretch.push_str("<p>");
            self.begins_with_block = false;
        }
        self.begins_quote = false;
    }

    fn block(&mut self, tag: &str, before: bool, after: bool) {
        self.line_ended = false;
        if before {
            self.end_stretch();
        }
        if self.stretch.trim().is_empty() {
            self.begins_with_block = true;
        } else if after && !before && !self.begins_with_block && !self.after_block && !tag.starts_with("</p")
        {
            // Text before the end of a block: its paragraph ends first.
            self.stretch.truncate(self.stretch.trim_end().len());
            if !self.stretch.starts_with("<blockquote") {
                self.stretch.insert_str(0, "<p>");
            }
            self.stretch.push_str("</p>");
            self.begins_with_block = true;
        }
        self.stretch.push_str(tag);
        self.after_block = true;
        self.after_break = false;
        self.begins_quote = false;
        if after {
            self.end_stretch();
        }
    }

    fn end_stretch(&mut self) {
        let stretch = std::mem::take(&mut self.stretch);
        let text = stretch.trim_matches(['\n', ' ', '\t']);
        if !text.is_empty() {
            let in_quote = text.starts_with("<blockquote") && !self.begins_with_block;
            if !self.begins_with_block && !in_quote {
                self.out.push_str("<p>");
            }
            self.out.push_str(text);
            if !self.begins_with_block && !self.after_block {
                self.out.push_str("</p>");
            }
            self.out.push('\n');
        }
        *self = Self { out: std::mem::take(&mut self.out), ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(autop(text).trim_end(), expected, "{text}");
    }

    #[test]
    fn paragraphs_and_breaks() {
        check("one\ntwo\n\nthree", "<p>one<br />\ntwo</p>\n<p>three</p>");
        check("one\n \t\ntwo", "<p>one</p>\n<p>two</p>");
        check("\n\none\n\n\n\n", "<p>one</p>");
        check("one<br>\ntwo", "<p>one<br />\ntwo</p>");
        check("one<br /> <br />two", "<p>one</p>\n<p>two</p>");
        check("<em>one</em>\n<strong>two</strong>", "<p><em>one</em><br />\n<strong>two</strong></p>");
        check("one <!--more-->\n\ntwo", "<p>one <!--more--></p>\n<p>two</p>");
        check("  \n ", "");
    }

    #[test]
    fn blocks_are_no_paragraphs() {
        check("<p>one</p>\ntwo", "<p>one</p>\n<p>two</p>");
        check("<h2>one</h2>two\n<h3>three</h3>", "<h2>one</h2>\n<p>two</p>\n<h3>three</h3>");
        check("one\n<ul>\n<li>two</li>\n</ul>\nthree", "<p>one</p>\n<ul>\n<li>two</li>\n</ul>\n<p>three</p>");
        check("<div>one\n\ntwo</div>", "<div>one\n<p>two</p></div>");
        check("<div>one</div>", "<div>one</div>");
        check("one\n<hr />\ntwo", "<p>one</p>\n<hr />\n<p>two</p>");
        check("<td>one\ntwo</td>", "<td>one<br />\ntwo</td>");
        check(
            "<figure>\n<img src=\"a\">\n<figcaption>b</figcaption>\n</figure>",
            "<figure>\n<img src=\"a\"><figcaption>b</figcaption></figure>",
        );
    }

    #[test]
    fn quotations_hold_paragraphs() {
        check("<blockquote>one</blockquote>", "<blockquote><p>one</p></blockquote>");
        check("<blockquote>one\n\ntwo</blockquote>", "<blockquote><p>one</p>\n<p>two</p></blockquote>");
        check("<blockquote><p>one</p></blockquote>", "<blockquote>\n<p>one</p>\n</blockquote>");
    }

    #[test]
    fn what_is_kept() {
        check("<pre>a\n\nb</pre>\nc", "<pre>a\n\nb</pre>\n<p>c</p>");
        check("<script>a\n\nb</script>", "<p><script>a\n\nb</script></p>");
        check("<a\nhref='x'>b</a>", "<p><a\nhref='x'>b</a></p>");
        check("<pre>no end\n\nb", "<pre>no end\n<p>b</p>");
    }
}
