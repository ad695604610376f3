//! What `[site]`, `[theme]` and `[cleaning]` say for every edition that does not say otherwise: each of their keys is an
//! option of editions under another name.

use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A key of a shared table, and the option that it is.
pub(super) struct Shared {
    pub(super) table: &'static str,
    pub(super) key: &'static str,
    /// The table of the edition that has the option; none for the edition's own.
    pub(super) group: Option<&'static str>,
    pub(super) option: &'static str,
}

const fn own(table: &'static str, key: &'static str, option: &'static str) -> Shared {
    Shared { table, key, group: None, option }
}

const fn within(
    table: &'static str,
    key: &'static str,
    (group, option): (&'static str, &'static str),
) -> Shared {
    Shared { table, key, group: Some(group), option }
}

/// The keys, in the order of the page.
pub(super) const SHARED: [Shared; 17] = [
    own("site", "url", "site-url"),
    own("site", "title", "title"),
    own("site", "publisher", "publisher"),
    own("site", "language", "language"),
    own("site", "timezone", "timezone"),
    within("site", "aliases", ("markdown", "site-aliases")),
    own("site", "licence", "rights"),
    own("theme", "name", "theme"),
    own("theme", "cover", "cover"),
    within("theme", "css", ("epub", "css")),
    within("theme", "pdf-style", ("pdf", "pdf-style")),
    within("theme", "embed-fonts", ("epub", "embed-fonts")),
    own("cleaning", "level", "cleaning"),
    own("cleaning", "keep", "keep"),
    own("cleaning", "drop", "drop"),
    own("cleaning", "shortcodes", "shortcodes"),
    own("cleaning", "rule", "rule"),
];

/// The names of the shared tables.
pub(super) const TABLES: [&str; 3] = ["site", "theme", "cleaning"];

/// Adds to an edition what the shared tables say and it does not.
pub(super) fn add<'i>(edition: &mut DeTable<'i>, shared: &DeTable<'i>) {
    let uncovered = edition.contains_key("cover") || edition.contains_key("no-cover");
    for known in SHARED.iter().filter(|known| !(known.option == "cover" && uncovered)) {
        let table = shared.get(known.table).map(Spanned::get_ref).and_then(DeValue::as_table);
        let Some((key, value)) = table.and_then(|table| table.get_key_value(known.key)) else { continue };
        if known.option == "shortcodes"
            && let DeValue::Table(rules) = value.get_ref()
        {
            add_shortcodes(edition, rules);
            continue;
        }
        let (key, value) = (renamed(key, known.option), value.clone());
        match known.group {
            None => insert(edition, key, value),
            Some(group) => {
                let name = Spanned::new(value.span(), Cow::Borrowed(group));
                let empty = Spanned::new(value.span(), DeValue::Table(DeTable::new()));
                let table = edition.entry(name).or_insert(empty);
                if let DeValue::Table(table) = table.get_mut() {
                    insert(table, key, value);
                }
            }
        }
    }
}

fn insert<'i>(table: &mut DeTable<'i>, key: Spanned<Cow<'i, str>>, value: Spanned<DeValue<'i>>) {
    if !table.contains_key(key.get_ref().as_ref()) {
        table.insert(key, value);
    }
}

fn renamed<'i>(key: &Spanned<Cow<'i, str>>, name: &'static str) -> Spanned<Cow<'i, str>> {
    Spanned::new(key.span(), Cow::Borrowed(name))
}

/// Each name with its rule; `*` is what holds for all others.
fn add_shortcodes<'i>(edition: &mut DeTable<'i>, rules: &DeTable<'i>) {
    let mut named = toml::de::DeArray::new();
    let mut span = 0..0;
    for (name, rule) in rules {
        if name.get_ref() == "*" {
            insert(edition, renamed(name, "shortcodes"), rule.clone());
            continue;
        }
        let text = match rule.get_ref() {
            DeValue::String(text) => DeValue::String(Cow::Owned(format!("{}={text}", name.get_ref()))),
            other => other.clone(),
        };
        span = rule.span();
        named.push(Spanned::new(rule.span(), text));
    }
    if !named.is_empty() {
        let value = Spanned::new(span.clone(), DeValue::Array(named));
        insert(edition, Spanned::new(span, Cow::Borrowed("shortcode")), value);
    }
}
