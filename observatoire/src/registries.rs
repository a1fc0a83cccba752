//! The `[[registry]]` sections of the configuration. Settings that all registries have are read here, the others by the
//! connectors.

use crate::words::say;
use crawler::members::{CONNECTORS, Registry, State, connector};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{
    fmt::{self, Display, Formatter},
    sync::Arc,
};

/// One `[[registry]]` of the configuration.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name of the registry, which is kept with its members as their source.
    pub name: String,
    /// Whether the registry adds members. If not, it only adds facts to members that other registries list.
    pub adds: bool,
    /// Whether the registry may be on this machine or in a private network.
    pub private: bool,
    pub registry: Arc<dyn Registry>,
    /// Digest of all settings of the section. A state that was stored under other settings is not used.
    configuration: String,
}

const CONFIGURATION: &str = "configuration";

impl Source {
    /// The connector's state, if it was stored under the same configuration.
    pub fn state(&self, text: &str) -> State {
        let state = State::from_text(text);
        if state.get(CONFIGURATION) == Some(&self.configuration) { state } else { State::default() }
    }

    pub fn remembered(&self, mut state: State) -> String {
        state.set(CONFIGURATION, Some(self.configuration.clone()));
        state.to_text()
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = toml::Table::deserialize(deserializer)?;
        <Self as TryFrom<toml::Table>>::try_from(table).map_err(D::Error::custom)
    }
}

/// Errors in a section `[[registry]]`. No message repeats a value, because it may be a secret.
#[derive(Debug)]
pub enum SectionError {
    NoConnector { known: String },
    UnknownConnector { asked: String, known: String },
    NoText(&'static str),
    NoTruth(&'static str),
    Connector { name: String, kind: String, message: String },
    Secret { name: String, key: String },
}

impl std::error::Error for SectionError {}

impl Display for SectionError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&match self {
            Self::NoConnector { known } => say!("registry-no-connector", known = known),
            Self::UnknownConnector { asked, known } => {
                say!("registry-unknown-connector", asked = asked, known = known)
            }
            Self::NoText(key) => say!("registry-no-text", key = key),
            Self::NoTruth(key) => say!("registry-no-truth", key = key),
            Self::Connector { name, kind, message } => {
                say!("registry-connector", name = name, kind = kind, message = message)
            }
            Self::Secret { name, key } => say!("registry-secret", name = name, key = key),
        })
    }
}

impl TryFrom<toml::Table> for Source {
    type Error = SectionError;

    fn try_from(mut table: toml::Table) -> Result<Self, SectionError> {
        let configuration = blake3::hash(table.to_string().as_bytes()).to_hex()[..32].to_owned();
        let kind = text(&mut table, "connector")?;
        let known = || CONNECTORS.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ");
        let kind = kind.ok_or_else(|| SectionError::NoConnector { known: known() })?;
        let unknown = || SectionError::UnknownConnector { asked: kind.clone(), known: known() };
        let connector = connector(&kind).ok_or_else(unknown)?;
        let name = text(&mut table, "name")?.unwrap_or_else(|| kind.clone());
        let (adds, private) = (truth(&mut table, "adds", true)?, truth(&mut table, "private", false)?);
        no_secret(&table, &name)?;
        // Only `message` is used: the full text would quote the line, and with it a possible secret.
        let registry = connector.configure(table).map_err(|error| SectionError::Connector {
            name: name.clone(),
            kind,
            message: error.message().to_owned(),
        })?;
        Ok(Self { name, adds, private, registry: registry.into(), configuration })
    }
}

fn text(table: &mut toml::Table, key: &'static str) -> Result<Option<String>, SectionError> {
    match table.remove(key) {
        None => Ok(None),
        Some(toml::Value::String(text)) if !text.trim().is_empty() => Ok(Some(text)),
        Some(_) => Err(SectionError::NoText(key)),
    }
}

fn truth(table: &mut toml::Table, key: &'static str, usual: bool) -> Result<bool, SectionError> {
    match table.remove(key) {
        None => Ok(usual),
        Some(toml::Value::Boolean(truth)) => Ok(truth),
        Some(_) => Err(SectionError::NoTruth(key)),
    }
}

/// Refuses an account in an address, because it would appear in every message about the address.
fn no_secret(table: &toml::Table, name: &str) -> Result<(), SectionError> {
    for (key, value) in table {
        let Some(url) = value.as_str().and_then(|text| url::Url::parse(text).ok()) else { continue };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SectionError::Secret { name: name.to_owned(), key: key.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Result<Source, String> {
        let table = toml::from_str::<toml::Table>(text).expect("a table");
        Source::try_from(table).map_err(|error| error.to_string())
    }

    #[test]
    fn an_unknown_key_is_refused_and_what_was_written_there_not_repeated() {
        let error = source("connector = 'dpnt'\ntoken = 's3cr3t'\n").expect_err("unknown");
        assert!(error.contains("token") && !error.contains("s3cr3t"), "{error}");
        let error =
            source("connector = 'json'\nurl = 'https://moi:s3cr3t@a.example/'\n").expect_err("an account");
        assert!(error.contains("url") && !error.contains("s3cr3t"), "{error}");
        assert!(source("connector = 'dpmt'").expect_err("unknown").contains("dpnt"));
    }

    #[test]
    fn what_was_remembered_for_another_configuration_is_forgotten() {
        let one = source("connector = 'dpnt'\ndepartements = ['01']").expect("a source");
        let other = source("connector = 'dpnt'\ndepartements = ['02']").expect("a source");
        let mut state = State::default();
        state.set("etag", Some("x".to_owned()));
        let text = one.remembered(state);
        assert_eq!(one.state(&text).get("etag"), Some("x"));
        assert_eq!(other.state(&text).get("etag"), None);
    }

    /// Every connector has a section in the commented example and a chapter in the documentation.
    #[test]
    fn every_connector_is_explained() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
        let (example, documentation) = (read("config/observatoire.toml"), read("docs/REGISTRY.md"));
        for connector in CONNECTORS {
            let name = connector.name();
            assert!(
                example.contains(&format!("# connector = \"{name}\"")),
                "{name}: config/observatoire.toml"
            );
            assert!(documentation.contains(&format!("`{name}`")), "{name}: docs/REGISTRY.md");
        }
    }

    /// The `[[registry]]` sections of the example are commented out. Without the `#`, the program can read each of
    /// them.
    #[test]
    fn every_section_of_the_example_is_read() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/observatoire.toml");
        let text = std::fs::read_to_string(file).expect("the example");
        let sections = text.split("# [[registry]]\n").skip(1);
        let mut seen = Vec::new();
        for section in sections {
            let lines = section.lines().take_while(|line| line.starts_with('#'));
            let lines: Vec<&str> = lines.map(|line| line.trim_start_matches('#').trim_start()).collect();
            let keys: Vec<&str> = lines.into_iter().filter(|line| !line.starts_with('(')).collect();
            source(&keys.join("\n")).unwrap_or_else(|error| panic!("{error}\n{section}"));
            seen.extend(keys.into_iter().filter(|line| line.starts_with("connector = ")));
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), CONNECTORS.len(), "{seen:?}");
    }
}
