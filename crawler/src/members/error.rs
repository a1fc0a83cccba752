//! Defects of a registry or of one of its lines, worded for the person who keeps it.

use serde::Serialize;
use std::{fmt, path::PathBuf, sync::Arc};

/// The part that is lost because of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The member is not imported.
    Line,
    /// The member is imported without this value.
    Value,
    /// The member is imported completely, but the registry should be corrected.
    Nothing,
}

/// The unit in which positions in a registry are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Line,
    Record,
}

/// One thing to correct in the registry. Displays as a French sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineError {
    /// The file, or the name of the source.
    pub file: Arc<str>,
    pub unit: Unit,
    /// Number of the line from 1, including the header.
    pub line: u64,
    /// Column as the registry names it; empty when the whole line is meant.
    pub column: String,
    /// Value as written, cut if long.
    pub value: String,
    pub reason: Reason,
    pub lost: Lost,
}

impl fmt::Display for LineError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, column) = match self.unit {
            Unit::Line => ("ligne", "colonne"),
            Unit::Record => ("enregistrement", "champ"),
        };
        write!(out, "{}, {unit} {}", self.file, self.line)?;
        if !self.column.is_empty() {
            write!(out, ", {column} « {} »", self.column)?;
        }
        if !self.value.is_empty() {
            write!(out, ", valeur « {} »", self.value)?;
        }
        let lost = match (self.lost, self.unit) {
            (Lost::Line, Unit::Line) => "ligne non importée",
            (Lost::Line, Unit::Record) => "enregistrement non importé",
            (Lost::Value, _) => "valeur non importée",
            (Lost::Nothing, _) => "importé",
        };
        write!(out, " : {} ({lost})", self.reason)
    }
}

/// The defect, and the correct form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    #[error("valeur obligatoire absente")]
    Missing,
    #[error("identifiant déjà utilisé plus haut dans le fichier")]
    DuplicateId,
    #[error("une autre fiche de cette commune a déjà été lue")]
    DuplicateCommune,
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
    #[error("un code postal compte 5 chiffres, zéro initial compris ; plusieurs sont séparés par une espace")]
    PostalCode,
    #[error("une population est un nombre entier d’habitants")]
    Population,
    #[error("ce n’est pas l’adresse d’un site : écrire https://www.exemple.fr")]
    Url,
    #[error(
        "la ligne a plus de colonnes que l’en-tête : un séparateur est de trop, ou des guillemets manquent"
    )]
    TooManyColumns,
    #[error("guillemet ouvert et jamais fermé")]
    OpenQuote,
    #[error("guillemet au milieu d’une cellule ou derrière celui qui la ferme : le doubler, ou le retirer")]
    StrayQuote,
    #[error("des signes invisibles autour de la valeur ont été retirés")]
    InvisibleSigns,
    #[error("c’est une page d’un réseau social, pas le site du membre")]
    SocialNetwork,
    #[error("c’est un raccourcisseur de liens : écrire l’adresse à laquelle il mène")]
    Shortener,
    #[error("c’est l’accueil d’un hébergeur de nombreux sites : écrire l’adresse propre au membre")]
    SharedFront,
    #[error("texte trop long")]
    TooLong,
    #[error("cet organisme n’est pas dans la liste des organismes")]
    UnknownBody,
    #[error("ce n’est pas un enregistrement : un objet est attendu")]
    NotARecord,
}

/// Reason for which a registry could not be read at all. Displays as a French sentence, and never shows a secret:
/// addresses have no query.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{path} : lecture impossible ({source})", path = path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{file} : le contenu dépasse {most} octets")]
    TooBig { file: String, most: u64 },
    #[error("{file} : le fichier est vide ; il commence par une ligne d’en-tête : id;nom;urls")]
    Empty { file: String },
    #[error("{file}, ligne {line} : l’en-tête n’a pas de colonne « {column} » ; colonnes lues : {found}")]
    MissingColumn { file: String, line: u64, column: String, found: String },
    #[error("{file}, ligne {line} : la colonne « {column} » est là deux fois")]
    DuplicateColumn { file: String, line: u64, column: String },
    #[error("{at} : pas de réponse ({reason})")]
    NoAnswer { at: String, reason: String },
    #[error("{at} : réponse HTTP {status}{hint}")]
    Status { at: String, status: u16, hint: &'static str },
    #[error("{at} : l’archive gzip est tronquée ou abîmée ({reason})")]
    Gzip { at: String, reason: String },
    #[error("{at} : le contenu n’est pas du JSON complet ({reason})")]
    Json { at: String, reason: String },
    #[error("{at} : {reason}")]
    Shape { at: String, reason: String },
    #[error("{at} : {announced} enregistrements annoncés, {given} reçus")]
    Incomplete { at: String, announced: u64, given: u64 },
    #[error("secret absent : {0}")]
    Secret(String),
    #[error("{file} : ce classeur ne se lit pas ({reason})")]
    Workbook { file: String, reason: String },
    #[error("{at} : {reason}")]
    Ldap { at: String, reason: String },
}
