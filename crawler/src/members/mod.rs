//! Members and their sites, read from registries by connectors.
//!
//! To add a kind of registry, write a file in `connectors` with its [`Connector`], and add its name to the list there.

pub mod check;
mod connectors;
mod elsewhere;
mod error;
mod identifiers;
mod means;
mod quotes;
mod record;
mod secret;
mod text;
mod urls;
mod values;
mod workbook;

pub use connectors::{CONNECTORS, parse_file};
pub use error::{LineError, Lost, ReadError, Reason, Unit};
pub use means::{Means, Patience};
pub use registry::{Body, BodyOf, Member, Site};

use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// A kind of registry.
pub trait Connector: Send + Sync {
    /// Its name in the configuration (`kind`).
    fn name(&self) -> &'static str;

    /// Reads the keys of its section, except those that every section has.
    ///
    /// # Errors
    /// When a key is missing, unknown, or has a value of the wrong type.
    fn configure(&self, keys: toml::Table) -> Result<Box<dyn Registry>, toml::de::Error>;
}

/// One configured registry. Its `Debug` output shows no secret, because it only knows where secrets are kept.
pub trait Registry: Send + Sync + fmt::Debug {
    /// Reads everything, or only changes. A defect of one member is reported and does not affect others.
    ///
    /// # Errors
    /// When the registry cannot be read completely: a part of a list is refused.
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>>;
}

pub fn connector(name: &str) -> Option<&'static dyn Connector> {
    CONNECTORS.iter().copied().find(|connector| connector.name() == name)
}

/// A connector that consists only of its configuration.
struct Configured<R>(&'static str, PhantomData<fn() -> R>);

impl<R> Configured<R> {
    const fn new(name: &'static str) -> Self {
        Self(name, PhantomData)
    }
}

impl<R: Registry + DeserializeOwned + 'static> Connector for Configured<R> {
    fn name(&self) -> &'static str {
        self.0
    }

    fn configure(&self, keys: toml::Table) -> Result<Box<dyn Registry>, toml::de::Error> {
        Ok(Box::new(keys.try_into::<R>()?))
    }
}

/// Facts that a connector remembers between two readings, such as ETags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State(BTreeMap<String, String>);

impl State {
    /// Parses the state. Text that cannot be parsed is ignored, and everything is read anew.
    pub fn from_text(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(&self.0).expect("a map of strings")
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    pub fn set(&mut self, key: &str, value: Option<String>) {
        match value {
            Some(value) => self.0.insert(key.to_owned(), value),
            None => self.0.remove(key),
        };
    }
}

#[derive(Debug, PartialEq)]
pub enum Reading {
    /// The registry reports that nothing has changed.
    Unchanged,
    Said(Box<Import>),
}

/// The content of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    pub members: Vec<Member>,
    /// Bodies. `None` where the registry has no list of bodies.
    pub bodies: Option<Vec<BodyOf>>,
    pub errors: Vec<LineError>,
    /// Keys of members that are listed but could not be read; they are not gone.
    pub kept: Vec<String>,
    /// Keys of members that are gone, if only changes were read. `None` where the list is complete.
    pub deleted: Option<Vec<String>>,
    pub state: State,
}
