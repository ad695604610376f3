//! Lines under the prefixes of the containers they stand in.

/// A text that grows line by line; each line begins with what the open quotes and lists ask for.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: String,
    /// What every further line of the open containers begins with.
    prefix: String,
    /// What the next line begins with instead: it holds the marker of a list item.
    lead: Option<String>,
    /// A blank line is due before the next line, under this much of the prefix.
    gap: Option<usize>,
    /// A comment of the flavor.
    separator: &'static str,
}

impl Lines {
    /// A text without lines; `separator` is a comment of its flavor.
    pub(crate) fn new(separator: &'static str) -> Self {
        Self { separator, ..Self::default() }
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, content: &str) {
        if let Some(length) = self.gap.take()
            && !self.text.is_empty()
        {
            self.text.push_str(self.prefix[..length].trim_end());
            self.text.push('\n');
        }
        match self.lead.take() {
            Some(lead) if content.is_empty() => self.text.push_str(lead.trim_end()),
            Some(lead) => self.text.push_str(&lead),
            None if content.is_empty() => self.text.push_str(self.prefix.trim_end()),
            None => self.text.push_str(&self.prefix),
        }
        self.text.push_str(content);
        self.text.push('\n');
    }

    /// Adds the lines of a text.
    pub(crate) fn lines(&mut self, content: &str) {
        content.split('\n').for_each(|line| self.line(line));
    }

    /// Asks for a blank line before the next line, if there is one.
    pub(crate) fn separate(&mut self) {
        if self.lead.is_none() {
            self.gap = Some(self.prefix.len());
        }
    }

    /// The blank line that is asked for, for [`Lines::ask_again`].
    pub(crate) fn asked(&self) -> Option<usize> {
        self.gap
    }

    /// Asks for what was asked for before: what was to come wrote no line.
    pub(crate) fn ask_again(&mut self, asked: Option<usize>) {
        self.gap = asked;
    }

    /// Opens a container: `marker` begins its first line, `rest` the others. Returns what `leave` wants.
    pub(crate) fn enter(&mut self, marker: &str, rest: &str) -> usize {
        let length = self.prefix.len();
        let mut lead = self.lead.take().unwrap_or_else(|| self.prefix.clone());
        lead.push_str(marker);
        self.lead = Some(lead);
        self.prefix.push_str(rest);
        length
    }

    /// Closes the container; one that got no line gets its marker alone.
    pub(crate) fn leave(&mut self, length: usize) {
        if let Some(lead) = &self.lead {
            // Three hyphens and nothing else would be a thematic break.
            let rule = lead.chars().filter(|&c| c == '-').count() > 2
                && lead.trim_start_matches(['>', ' ']).chars().all(|c| matches!(c, '-' | ' '));
            self.line(if rule { self.separator } else { "" });
        }
        self.prefix.truncate(length);
        self.gap = self.gap.map(|gap| gap.min(length));
    }

    /// Whether the next line stands in a list item.
    pub(crate) fn in_item(&self) -> bool {
        self.prefix.ends_with("  ")
    }

    /// How much has been written: grows with every line.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_nest_and_blank_lines_keep_them() {
        let mut lines = Lines::default();
        let quote = lines.enter("> ", "> ");
        let item = lines.enter("- ", "  ");
        lines.line("a");
        lines.separate();
        lines.line("b");
        lines.leave(item);
        let empty = lines.enter("- ", "  ");
        lines.leave(empty);
        lines.leave(quote);
        lines.separate();
        lines.line("c");
        assert_eq!(lines.finish(), "> - a\n>\n>   b\n> -\n\nc\n");
    }
}
