//! Groups of options whose type only their format knows.

use crate::settings::Group;
use schemars::{Schema, SchemaGenerator};
use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// The options of some format.
pub trait AnyGroup: Any + Debug + Send + Sync {
    /// Itself.
    fn as_any(&self) -> &dyn Any;
    /// The same once more.
    fn cloned(&self) -> Box<dyn AnyGroup>;
    /// These options, and the other's where these say nothing; groups of different types do not mix.
    fn over(&self, other: &dyn AnyGroup) -> Box<dyn AnyGroup>;
}

impl<G: Group> AnyGroup for G {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn cloned(&self) -> Box<dyn AnyGroup> {
        Box::new(self.clone())
    }

    fn over(&self, other: &dyn AnyGroup) -> Box<dyn AnyGroup> {
        match other.as_any().downcast_ref::<G>() {
            Some(other) => Box::new(self.clone().combine(other.clone())),
            None => self.cloned(),
        }
    }
}

/// The options of all formats, by their tables.
#[derive(Debug, Default)]
pub struct FormatSettings(BTreeMap<&'static str, Box<dyn AnyGroup>>);

impl Clone for FormatSettings {
    fn clone(&self) -> Self {
        Self(self.0.iter().map(|(&table, group)| (table, group.cloned())).collect())
    }
}

impl FormatSettings {
    /// Sets the options of a table.
    pub fn set(&mut self, table: &'static str, group: Box<dyn AnyGroup>) {
        self.0.insert(table, group);
    }

    /// The options of a table; none given is all of them left open.
    pub fn get<G: Group>(&self, table: &str) -> G {
        let group = self.0.get(table).and_then(|group| group.as_any().downcast_ref::<G>());
        group.cloned().unwrap_or_default()
    }

    /// These options, and the other's where these say nothing.
    pub(crate) fn combine(mut self, other: Self) -> Self {
        for (table, group) in other.0 {
            let combined = match self.0.get(table) {
                Some(own) => own.over(&*group),
                None => group,
            };
            self.0.insert(table, combined);
        }
        self
    }
}

/// A group of options as a table of `offprint.toml` and as arguments.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name: `epub` of `[edition.epub]`.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    pub(crate) read: Read,
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
    #[cfg(feature = "clap")]
    augment: fn(clap::Command) -> clap::Command,
    #[cfg(feature = "clap")]
    from_matches: fn(&clap::ArgMatches) -> Result<Box<dyn AnyGroup>, clap::Error>,
}

type Read = for<'de> fn(toml::Deserializer<'de>) -> Result<Box<dyn AnyGroup>, toml::de::Error>;

fn read<G: Group>(table: toml::Deserializer<'_>) -> Result<Box<dyn AnyGroup>, toml::de::Error> {
    Ok(Box::new(G::deserialize(table)?))
}

#[cfg(feature = "clap")]
fn from_matches<G: Group>(matches: &clap::ArgMatches) -> Result<Box<dyn AnyGroup>, clap::Error> {
    Ok(Box::new(G::from_arg_matches(matches)?))
}

impl Table {
    /// The table of this type.
    pub(crate) fn of<G: Group>(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            about,
            read: read::<G>,
            schema: G::json_schema,
            #[cfg(feature = "clap")]
            augment: G::augment_args,
            #[cfg(feature = "clap")]
            from_matches: from_matches::<G>,
        }
    }

    /// The names of its keys.
    pub(crate) fn keys(&self) -> Vec<String> {
        keys_of(self.schema)
    }

    /// The command with its options.
    #[cfg(feature = "clap")]
    pub fn augment(&self, command: clap::Command) -> clap::Command {
        (self.augment)(command)
    }

    /// Its options, as they were given.
    ///
    /// # Errors
    /// When the matches are of another command.
    #[cfg(feature = "clap")]
    pub fn from_matches(&self, matches: &clap::ArgMatches) -> Result<Box<dyn AnyGroup>, clap::Error> {
        (self.from_matches)(matches)
    }
}

/// The names of the fields of a struct, as files write them.
pub(crate) fn keys_of(schema: fn(&mut SchemaGenerator) -> Schema) -> Vec<String> {
    let schema = schema(&mut SchemaGenerator::default());
    let properties = schema.get("properties").and_then(serde_json::Value::as_object);
    properties.into_iter().flatten().map(|(key, _)| key.clone()).collect()
}
