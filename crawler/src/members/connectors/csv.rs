//! Members from a CSV file on this machine or on a server: `;`, `,` or tabs, BOM or not, UTF-8, UTF-16 or Windows-1252,
//! compressed with gzip or not; or from the first sheet of a workbook, XLSX or ODS.
//!
//! | column | synonyms | value |
//! |---|---|---|
//! | `id` | identifiant | required, unique in the file |
//! | `name` | nom, libelle | required |
//! | `kind` | type, categorie | commune, epci, … |
//! | `siren`, `siret` | | digits, spaces allowed |
//! | `insee` | code_insee | of the commune |
//! | `departement` | dep, departement_code_insee, code_departement | code |
//! | `postal_code` | code_postal, codes_postaux, zipcode | five digits; several apart by a space, comma or bar |
//! | `population` | habitants | whole number |
//! | `body` | bodies, organisme(s), mutualisant(s) | several apart by a bar |
//! | `urls` | url, site, sites, site_internet, site_web | column required; several apart by a space, comma or bar |
//! | `contact` | courriel, email, adresse_messagerie | free |
//!
//! Columns with other names are ignored. Capitals, accents and spaces in names do not count.

use crate::members::{
    Configured, Import, Means, ReadError, Reading, Reason, Registry, State, Unit,
    means::unpacked,
    quotes::{self, Quotes, Records},
    record::{
        Field::{
            self, Body, Contact, Departement, Id, Insee, Kind as OfKind, Name, Population, PostalCode, Siren,
            Siret, Urls,
        },
        LONGEST_VALUE, Record, Taker,
    },
    secret::Auth,
    text::{decode, separator},
    workbook,
};
use ::csv::{ReaderBuilder, StringRecord};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use tokio::io::AsyncReadExt;
use url::Url;

pub const CONNECTOR: Configured<Csv> = Configured::new("csv");

/// Most bytes of one file: a hundred times the size of a list of all French communes.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Most bytes of one record.
const LONGEST_RECORD: usize = 64 * 1024;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Csv {
    path: Option<PathBuf>,
    url: Option<Url>,
    auth: Option<Auth>,
}

impl Registry for Csv {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            let (import, state) = match (&self.path, &self.url) {
                (Some(path), None) => {
                    let name = path.display().to_string();
                    (parse(&name, &unpacked(&name, file(path).await?)?)?, State::default())
                }
                (None, Some(url)) => {
                    let Some((texts, state)) = means.texts(&[url], self.auth.as_ref(), state).await? else {
                        return Ok(Reading::Unchanged);
                    };
                    (parse_text(&means.source, &texts[0])?, state)
                }
                _ => return Err(one_place(&means.source)),
            };
            Ok(Reading::Said(Box::new(Import { state, ..import })))
        })
    }
}

pub fn one_place(source: &str) -> ReadError {
    let reason = "indiquer soit path (fichier), soit url (adresse)".to_owned();
    ReadError::Shape { at: source.to_owned(), reason }
}

/// Reads a file, if it is not too big.
pub async fn file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let unreadable = |source| ReadError::Unreadable { path: path.into(), source };
    let file = tokio::fs::File::open(path).await.map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).await.map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        Err(ReadError::TooBig { file: path.display().to_string(), most: MOST_BYTES })
    } else {
        Ok(bytes)
    }
}

/// Reads the bytes of a file, CSV or a workbook; `file` is its name in errors.
///
/// # Errors
/// When no header names the required columns, the file is too big, or it is a workbook that cannot be read.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Import, ReadError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReadError::TooBig { file: file.to_owned(), most: MOST_BYTES });
    }
    if workbook::is_workbook(bytes) {
        parse_text(file, &workbook::text(file, bytes)?)
    } else {
        parse_text(file, &decode(bytes))
    }
}

fn parse_text(file: &str, text: &str) -> Result<Import, ReadError> {
    let mut taker = Taker::new(file, Unit::Line);
    let required = &[(Id, "id"), (Name, "nom"), (Urls, "urls")];
    read(file, text, COLUMNS, required, &mut taker, |taker, record| {
        taker.take(&record);
    })?;
    Ok(taker.import)
}

pub type Columns = [(Field, &'static [&'static str])];

/// Known names of columns, as they are compared: small letters, no accents, `_` for spaces.
const COLUMNS: &Columns = &[
    (Id, &["id", "identifiant"]),
    (Name, &["name", "nom", "libelle"]),
    (OfKind, &["kind", "type", "categorie"]),
    (Siren, &["siren"]),
    (Siret, &["siret"]),
    (Insee, &["insee", "code_insee"]),
    (Departement, &["departement", "dep", "departement_code_insee", "code_departement"]),
    (PostalCode, &["postal_code", "code_postal", "codes_postaux", "zipcode"]),
    (Population, &["population", "habitants"]),
    (Body, &["body", "bodies", "organisme", "organismes", "mutualisant", "mutualisants"]),
    (Urls, &["urls", "url", "site", "sites", "site_internet", "site_web"]),
    (Contact, &["contact", "courriel", "email", "adresse_messagerie"]),
];

/// Passes every record of a CSV text to `each`, with the columns that `known` names.
///
/// # Errors
/// When there is no header, or one of the `required` columns is not in it.
pub fn read(
    file: &str,
    text: &str,
    known: &Columns,
    required: &[(Field, &str)],
    taker: &mut Taker,
    mut each: impl FnMut(&mut Taker, Record),
) -> Result<(), ReadError> {
    let mut records = Records::new(text, header_separator(text));
    let header = records.find(|record| record.line > 1 || !record.text.starts_with("sep="));
    let header = header.ok_or_else(|| ReadError::Empty { file: file.to_owned() })?;
    let header = Header::read(file, &header, known, required)?;
    records.of_columns(header.columns);
    for line in records {
        if let Some(record) = header.record(&line, taker) {
            each(taker, record);
        }
    }
    Ok(())
}

/// The separator of the header: the one that occurs most often in it.
fn header_separator(text: &str) -> u8 {
    let mut lines = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
    separator(lines.find(|line| !line.starts_with("sep=")).unwrap_or_default())
}

struct Header {
    separator: u8,
    columns: usize,
    /// Column of each known field, and its name in the file.
    places: BTreeMap<Field, (usize, String)>,
}

impl Header {
    fn read(
        file: &str,
        record: &quotes::Record<'_>,
        known: &Columns,
        required: &[(Field, &str)],
    ) -> Result<Self, ReadError> {
        let separator = separator(record.text);
        let cells = cells(record.text, separator);
        let mut places = BTreeMap::new();
        for (place, written) in cells.iter().enumerate() {
            let Some(column) = column(known, written) else { continue };
            if places.insert(column, (place, written.trim().to_owned())).is_some() {
                let column = written.trim().to_owned();
                return Err(ReadError::DuplicateColumn { file: file.to_owned(), line: record.line, column });
            }
        }
        for (required, name) in required {
            if !places.contains_key(required) {
                let found = cells.iter().collect::<Vec<_>>().join(", ").chars().take(LONGEST_VALUE).collect();
                let (file, line, column) = (file.to_owned(), record.line, (*name).to_owned());
                return Err(ReadError::MissingColumn { file, line, column, found });
            }
        }
        Ok(Self { separator, columns: cells.len(), places })
    }

    fn record(&self, line: &quotes::Record<'_>, taker: &mut Taker) -> Option<Record> {
        let mut refuse = |reason| taker.tell_of(line.line, "", line.text, reason, crate::members::Lost::Line);
        match line.quotes {
            Quotes::Sound | Quotes::Stray => {}
            Quotes::Open => {
                refuse(Reason::OpenQuote);
                return None;
            }
            Quotes::Unclear => {
                refuse(Reason::StrayQuote);
                return None;
            }
        }
        if line.text.len() > LONGEST_RECORD {
            refuse(Reason::TooLong);
            return None;
        }
        let cells = cells(line.text, self.separator);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        if cells.iter().skip(self.columns).any(|cell| !cell.trim().is_empty()) {
            refuse(Reason::TooManyColumns);
            return None;
        }
        if line.quotes == Quotes::Stray {
            taker.tell_of(line.line, "", line.text, Reason::StrayQuote, crate::members::Lost::Nothing);
        }
        let mut record = Record::new(line.line);
        for (field, (place, name)) in &self.places {
            record = record.with(*field, name, cells.get(*place).unwrap_or_default());
        }
        Some(record)
    }
}

fn column(known: &Columns, written: &str) -> Option<Field> {
    let name = crate::wording::fold(written).replace(' ', "_");
    let known = known.iter().find(|(_, names)| names.contains(&name.as_str()));
    known.map(|(column, _)| *column)
}

/// The cells of one record. Its quotes are balanced, so there is at most one record.
fn cells(text: &str, separator: u8) -> StringRecord {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .buffer_capacity(text.len().clamp(64, LONGEST_RECORD))
        .from_reader(text.as_bytes());
    reader.records().next().and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests;
