//! Where in the file each key and each value stands.

use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The keys of a file, with their places.
#[derive(Debug, Default)]
pub(crate) struct Places {
    keys: Vec<Key>,
}

/// A key, or an item of a list.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// Its name and those above it; items of lists by number.
    pub(crate) path: Vec<String>,
    name: Range<usize>,
    value: Range<usize>,
}

impl Key {
    /// The path as messages say it: `edition.pdf.paper`, without the numbers of items.
    pub(crate) fn shown(&self) -> String {
        let named = self.path.iter().filter(|part| part.parse::<usize>().is_err());
        named.map(String::as_str).collect::<Vec<_>>().join(".")
    }

    /// Where its value begins.
    pub(crate) fn value(&self) -> usize {
        self.value.start
    }
}

impl Places {
    /// The places of this document.
    pub(crate) fn of(table: &DeTable<'_>) -> Self {
        let mut places = Self::default();
        places.add_table(table, &mut Vec::new());
        places
    }

    fn add_table(&mut self, table: &DeTable<'_>, path: &mut Vec<String>) {
        for (key, value) in table {
            path.push(key.get_ref().to_string());
            self.keys.push(Key { path: path.clone(), name: key.span(), value: value.span() });
            self.add_value(value.get_ref(), path);
            path.pop();
        }
    }

    fn add_value(&mut self, value: &DeValue<'_>, path: &mut Vec<String>) {
        match value {
            DeValue::Table(table) => self.add_table(table, path),
            DeValue::Array(list) => {
                for (index, item) in list.iter().enumerate() {
                    path.push(index.to_string());
                    self.keys.push(Key { path: path.clone(), name: item.span(), value: item.span() });
                    self.add_value(item.get_ref(), path);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    /// The key of this path.
    pub(crate) fn get(&self, path: &[String]) -> Option<&Key> {
        self.keys.iter().find(|key| key.path == path)
    }

    /// The deepest key that has this span in its name or its value.
    pub(crate) fn at(&self, span: &Range<usize>) -> Option<&Key> {
        let holds = |range: &Range<usize>| range.start <= span.start && span.end <= range.end;
        let holding = self.keys.iter().filter(|key| holds(&key.name) || holds(&key.value));
        holding.max_by_key(|key| key.path.len())
    }
}

/// Line and column of an offset, as editors count: from one, by characters.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_from_one() {
        assert_eq!(line_and_column("a = 1\nü = 2", 0), (1, 1));
        assert_eq!(line_and_column("a = 1\nü = 2", 11), (2, 5));
        assert_eq!(line_and_column("a", 9), (1, 2));
    }

    #[test]
    fn keys_are_found_by_path_and_span() {
        let text = "[site]\nurl = 'x'\n[[edition]]\nname = 'a'\n[[edition]]\nname = 'b'\npdf.paper = 'a4'\n";
        let table = DeTable::parse(text).unwrap();
        let places = Places::of(table.get_ref());
        let path: Vec<String> = ["edition", "1", "pdf", "paper"].map(str::to_owned).into();
        let key = places.get(&path).unwrap();
        assert_eq!(
            (key.shown().as_str(), line_and_column(text, key.value())),
            ("edition.pdf.paper", (7, 13))
        );
        let at = text.find("'b'").unwrap();
        assert_eq!(places.at(&(at..at + 3)).unwrap().path, ["edition", "1", "name"]);
    }
}
