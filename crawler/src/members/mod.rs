//! Who is audited: members and their sites, read from a registry by a connector.
//!
//! To add a registry: a file with its [`Connector`], and its line in [`CONNECTORS`].

mod csv;
mod identifiers;
mod text;
mod urls;

pub use csv::{Csv, parse as parse_csv};

use futures_util::future::BoxFuture;
use serde::Serialize;
use std::{fmt, path::PathBuf, sync::Arc};
use url::Url;

/// Every registry that can be read.
pub const CONNECTORS: &[&dyn Connector] = &[&Csv];

/// A registry of members.
pub trait Connector: Send + Sync {
    /// What the configuration calls it.
    fn name(&self) -> &'static str;

    /// Reads everything; what is wrong with one member is told and costs no other.
    ///
    /// # Errors
    /// When the registry cannot be read at all.
    fn read<'a>(&'a self, location: &'a str) -> BoxFuture<'a, Result<Import, ImportError>>;
}

pub fn connector(name: &str) -> Option<&'static dyn Connector> {
    CONNECTORS.iter().copied().find(|connector| connector.name() == name)
}

/// An organisation and its sites.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Member {
    /// Stable in its registry.
    pub id: String,
    pub name: String,
    /// Such as commune, epci, departement; free text in small letters.
    pub kind: Option<String>,
    /// Nine digits, checked.
    pub siren: Option<String>,
    /// Fourteen digits, checked.
    pub siret: Option<String>,
    /// Code of the commune, five characters.
    pub insee: Option<String>,
    /// Code of the département: 01 to 95, 2A, 2B, 971 …
    pub departement: Option<String>,
    /// The mutualisants it belongs to.
    pub bodies: Vec<String>,
    /// Normalised, each once, in the order given.
    pub sites: Vec<Url>,
    pub contact: Option<String>,
}

/// What a registry holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    pub members: Vec<Member>,
    pub errors: Vec<LineError>,
}

/// What was lost to an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The member is not imported.
    Line,
    /// The member is imported without this value.
    Value,
}

/// One thing to correct in the registry. Displays as a French sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineError {
    pub file: Arc<str>,
    /// From 1, the header included.
    pub line: u64,
    /// As the file names it; empty when the whole line is meant.
    pub column: String,
    /// As written, cut when long.
    pub value: String,
    pub reason: Reason,
    pub lost: Lost,
}

impl fmt::Display for LineError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, ligne {}", self.file, self.line)?;
        if !self.column.is_empty() {
            write!(out, ", colonne « {} »", self.column)?;
        }
        if !self.value.is_empty() {
            write!(out, ", valeur « {} »", self.value)?;
        }
        let lost = match self.lost {
            Lost::Line => "ligne non importée",
            Lost::Value => "valeur non importée",
        };
        write!(out, " : {} ({lost})", self.reason)
    }
}

/// What is wrong, and what to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    #[error("valeur obligatoire absente")]
    Missing,
    #[error("identifiant déjà utilisé plus haut dans le fichier")]
    DuplicateId,
    #[error("un SIREN compte 9 chiffres")]
    SirenShape,
    #[error("la clé de contrôle du SIREN est fausse : un chiffre est erroné")]
    SirenKey,
    #[error("un SIRET compte 14 chiffres")]
    SiretShape,
    #[error("la clé de contrôle du SIRET est fausse : un chiffre est erroné")]
    SiretKey,
    #[error("le SIRET ne commence pas par le SIREN de la ligne")]
    SiretOfAnother,
    #[error("un code INSEE de commune compte 5 caractères, zéro initial compris : 01004, 2A004, 97105")]
    Insee,
    #[error("un code de département s’écrit 01 à 95, 2A, 2B, 971 à 978, 984 à 988, zéro initial compris")]
    Departement,
    #[error("ce n’est pas l’adresse d’un site : écrire https://www.exemple.fr")]
    Url,
    #[error(
        "la ligne a plus de colonnes que l’en-tête : un séparateur est de trop, ou des guillemets manquent"
    )]
    TooManyColumns,
    #[error("guillemet ouvert et jamais fermé")]
    OpenQuote,
    #[error("texte trop long")]
    TooLong,
}

/// Why a registry could not be read at all. Displays as a French sentence.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{path} : lecture impossible ({source})", path = path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{file} : le fichier dépasse {most} octets")]
    TooBig { file: String, most: u64 },
    #[error("{file} : le fichier est vide ; il commence par une ligne d’en-tête : id;nom;urls")]
    Empty { file: String },
    #[error("{file}, ligne {line} : l’en-tête n’a pas de colonne « {column} » ; colonnes lues : {found}")]
    MissingColumn { file: String, line: u64, column: &'static str, found: String },
    #[error("{file}, ligne {line} : la colonne « {column} » est là deux fois")]
    DuplicateColumn { file: String, line: u64, column: String },
}
