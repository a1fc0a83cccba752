//! Members from a CSV file: `;`, `,` or tabs, BOM or not, UTF-8, UTF-16 or Windows-1252.
//!
//! | column | synonyms | value |
//! |---|---|---|
//! | `id` | identifiant | required, unique in the file |
//! | `name` | nom, libelle | required |
//! | `kind` | type, categorie | commune, epci, … |
//! | `siren`, `siret` | | digits, spaces allowed |
//! | `insee` | code_insee | of the commune |
//! | `departement` | dep, departement_code_insee | code |
//! | `body` | organisme, mutualisant, bodies | several apart by a bar |
//! | `urls` | url, site, sites, site_internet | several apart by a space, comma or bar |
//! | `contact` | courriel, email, adresse_messagerie | free |
//!
//! Columns of other names are left aside. Capitals, accents and spaces in names do not count.

use super::{
    Connector, Import, ImportError, LineError, Lost, Member, Reason, identifiers,
    text::{Record, decode, records, separator},
    urls,
};
use ::csv::{ReaderBuilder, StringRecord};
use futures_util::future::BoxFuture;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use tokio::io::AsyncReadExt;

pub struct Csv;

/// Of one file, bytes: a hundred times all communes of France.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Of one record, bytes.
const LONGEST_RECORD: usize = 64 * 1024;
/// Of one value but `urls`, characters.
const LONGEST_VALUE: usize = 500;
/// Of a value quoted in an error, characters.
const LONGEST_QUOTE: usize = 80;

impl Connector for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn read<'a>(&'a self, location: &'a str) -> BoxFuture<'a, Result<Import, ImportError>> {
        Box::pin(async move {
            let unreadable = |source| ImportError::Unreadable { path: location.into(), source };
            let file = tokio::fs::File::open(location).await.map_err(unreadable)?;
            let mut bytes = Vec::new();
            file.take(MOST_BYTES + 1).read_to_end(&mut bytes).await.map_err(unreadable)?;
            parse(location, &bytes)
        })
    }
}

/// Reads the bytes of a file; `file` is what errors call it.
///
/// # Errors
/// When there is no header that names the required columns, or the file is too big.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Import, ImportError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImportError::TooBig { file: file.to_owned(), most: MOST_BYTES });
    }
    let text = decode(bytes);
    let mut records = records(&text).skip_while(|record| record.line == 1 && record.text.starts_with("sep="));
    let header = records.next().ok_or_else(|| ImportError::Empty { file: file.to_owned() })?;
    let header = Header::read(file, &header)?;
    let mut reading = Reading { file: file.into(), header, ids: HashSet::new(), import: Import::default() };
    records.for_each(|record| reading.read(&record));
    Ok(reading.import)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Id,
    Name,
    Kind,
    Siren,
    Siret,
    Insee,
    Departement,
    Body,
    Urls,
    Contact,
}
use Column::{Body, Contact, Departement, Id, Insee, Kind, Name, Siren, Siret, Urls};

/// Names as they compare: small letters, no accents, `_` for spaces.
const NAMES: &[(Column, &[&str])] = &[
    (Id, &["id", "identifiant"]),
    (Name, &["name", "nom", "libelle"]),
    (Kind, &["kind", "type", "categorie"]),
    (Siren, &["siren"]),
    (Siret, &["siret"]),
    (Insee, &["insee", "code_insee"]),
    (Departement, &["departement", "dep", "departement_code_insee", "code_departement"]),
    (Body, &["body", "bodies", "organisme", "organismes", "mutualisant", "mutualisants"]),
    (Urls, &["urls", "url", "site", "sites", "site_internet", "site_web"]),
    (Contact, &["contact", "courriel", "email", "adresse_messagerie"]),
];

struct Header {
    separator: u8,
    columns: usize,
    /// Where each known column stands, and what the file calls it.
    places: HashMap<Column, (usize, String)>,
}

impl Header {
    fn read(file: &str, record: &Record<'_>) -> Result<Self, ImportError> {
        let separator = separator(record.text);
        let cells = cells(record.text, separator);
        let mut places = HashMap::new();
        for (place, written) in cells.iter().enumerate() {
            let Some(column) = column(written) else { continue };
            if places.insert(column, (place, written.trim().to_owned())).is_some() {
                let column = written.trim().to_owned();
                return Err(ImportError::DuplicateColumn {
                    file: file.to_owned(),
                    line: record.line,
                    column,
                });
            }
        }
        for (required, name) in [(Id, "id"), (Name, "nom"), (Urls, "urls")] {
            if !places.contains_key(&required) {
                let found = cells.iter().collect::<Vec<_>>().join(", ").chars().take(LONGEST_VALUE).collect();
                let (file, line) = (file.to_owned(), record.line);
                return Err(ImportError::MissingColumn { file, line, column: name, found });
            }
        }
        Ok(Self { separator, columns: cells.len(), places })
    }
}

fn column(written: &str) -> Option<Column> {
    let name = crate::wording::fold(written).replace(' ', "_");
    let known = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
    known.map(|(column, _)| *column)
}

/// The cells of one record; quotes are balanced when it comes here, so there is at most one.
fn cells(text: &str, separator: u8) -> StringRecord {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .buffer_capacity(text.len().clamp(64, LONGEST_RECORD))
        .from_reader(text.as_bytes());
    reader.records().next().and_then(Result::ok).unwrap_or_default()
}

struct Reading {
    file: Arc<str>,
    header: Header,
    ids: HashSet<String>,
    import: Import,
}

impl Reading {
    fn read(&mut self, record: &Record<'_>) {
        if record.open_quote {
            return self.refuse(record, Reason::OpenQuote);
        }
        if record.text.len() > LONGEST_RECORD {
            return self.refuse(record, Reason::TooLong);
        }
        let cells = cells(record.text, self.header.separator);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if cells.iter().skip(self.header.columns).any(|cell| !cell.trim().is_empty()) {
            return self.refuse(record, Reason::TooManyColumns);
        }
        if let Some(member) = self.member(Line { number: record.line, cells: &cells }) {
            self.ids.insert(member.id.clone());
            self.import.members.push(member);
        }
    }

    fn member(&mut self, line: Line<'_>) -> Option<Member> {
        let id = self.required(line, Id)?;
        let name = self.required(line, Name)?;
        if self.ids.contains(&id) {
            self.tell(line.number, Id, &id, Reason::DuplicateId, Lost::Line);
            return None;
        }
        let siren = self.checked(line, Siren, identifiers::siren);
        let siret = self.checked(line, Siret, identifiers::siret);
        let siret = self.of_the_same(line, siren.as_deref(), siret);
        Some(Member {
            id,
            name,
            kind: self.checked(line, Kind, |kind| Ok(kind.to_lowercase())),
            siren: siren.or_else(|| siret.as_ref().map(|siret| siret[..9].to_owned())),
            siret,
            insee: self.checked(line, Insee, identifiers::insee),
            departement: self.checked(line, Departement, identifiers::departement),
            bodies: self.bodies(line),
            sites: self.sites(line),
            contact: self.checked(line, Contact, |contact| Ok(contact.to_owned())),
        })
    }

    fn required(&mut self, line: Line<'_>, column: Column) -> Option<String> {
        let value = self.value(line, column).to_owned();
        let reason = match value.chars().count() {
            0 => Reason::Missing,
            1..=LONGEST_VALUE => return Some(value),
            _ => Reason::TooLong,
        };
        self.tell(line.number, column, &value, reason, Lost::Line);
        None
    }

    fn checked(
        &mut self,
        line: Line<'_>,
        column: Column,
        check: impl Fn(&str) -> Result<String, Reason>,
    ) -> Option<String> {
        let value = self.value(line, column);
        if value.is_empty() {
            return None;
        }
        let fits = value.chars().count() <= LONGEST_VALUE;
        match if fits { check(value) } else { Err(Reason::TooLong) } {
            Ok(value) => Some(value),
            Err(reason) => {
                self.tell(line.number, column, value, reason, Lost::Value);
                None
            }
        }
    }

    fn of_the_same(&mut self, line: Line<'_>, siren: Option<&str>, siret: Option<String>) -> Option<String> {
        let siret = siret?;
        if siren.is_none_or(|siren| siret.starts_with(siren)) {
            return Some(siret);
        }
        self.tell(line.number, Siret, &siret, Reason::SiretOfAnother, Lost::Value);
        None
    }

    fn bodies(&self, line: Line<'_>) -> Vec<String> {
        let bodies = self.value(line, Body).split('|').map(str::trim).filter(|body| !body.is_empty());
        bodies.map(str::to_owned).collect()
    }

    fn sites(&mut self, line: Line<'_>) -> Vec<url::Url> {
        let (sites, wrong) = urls::parse(self.value(line, Urls));
        for written in wrong {
            self.tell(line.number, Urls, written, Reason::Url, Lost::Value);
        }
        sites
    }

    fn value<'a>(&self, line: Line<'a>, column: Column) -> &'a str {
        let place = self.header.places.get(&column).map(|(place, _)| *place);
        place.and_then(|place| line.cells.get(place)).unwrap_or_default().trim()
    }

    fn refuse(&mut self, record: &Record<'_>, reason: Reason) {
        let error = self.error(record.line, String::new(), record.text, reason, Lost::Line);
        self.import.errors.push(error);
    }

    fn tell(&mut self, line: u64, column: Column, value: &str, reason: Reason, lost: Lost) {
        let name = self.header.places.get(&column).map(|(_, name)| name.clone()).unwrap_or_default();
        let error = self.error(line, name, value, reason, lost);
        self.import.errors.push(error);
    }

    fn error(&self, line: u64, column: String, value: &str, reason: Reason, lost: Lost) -> LineError {
        let value = value.chars().take(LONGEST_QUOTE).collect();
        LineError { file: self.file.clone(), line, column, value, reason, lost }
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: u64,
    cells: &'a StringRecord,
}

#[cfg(test)]
mod tests;
