//! Turns a record of a registry into a member. All values are checked here, whichever format the registry has.

use super::{
    Import, LineError, Lost, Member, Reason, Unit, elsewhere, identifiers,
    text::{mended, visible},
    urls,
};
use registry::{Body, Site};
use std::{collections::HashSet, sync::Arc};

/// Longest value of a field in characters, addresses excepted.
pub const LONGEST_VALUE: usize = 500;
/// Most characters of a value that an error quotes.
pub const LONGEST_QUOTE: usize = 80;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Id,
    Name,
    Kind,
    Siren,
    Siret,
    Insee,
    Departement,
    /// Several values are separated by a space, comma, semicolon or bar.
    #[serde(rename = "postal_code")]
    PostalCode,
    /// Number of inhabitants.
    Population,
    /// Several values are separated by a bar.
    Body,
    /// Several values are separated by a space, comma, semicolon or bar.
    Urls,
    Contact,
}

/// One line, or one object, of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    pub number: u64,
    /// Fields, each with the registry's name for it and the value.
    values: Vec<(Field, String, String)>,
}

impl Record {
    pub fn new(number: u64) -> Self {
        Self { number, values: Vec::new() }
    }

    /// Adds a value. If a field has two, the first counts unless it is empty.
    pub fn with(mut self, field: Field, label: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if self.value(field).is_empty() {
            self.values.retain(|(known, ..)| *known != field);
            self.values.push((field, label.to_owned(), value));
        }
        self
    }

    pub fn without(mut self, field: Field) -> Self {
        self.values.retain(|(known, ..)| *known != field);
        self
    }

    pub fn value(&self, field: Field) -> &str {
        blank(visible(self.written(field)))
    }

    fn written(&self, field: Field) -> &str {
        self.values.iter().find(|(known, ..)| *known == field).map_or("", |(.., value)| value)
    }

    /// Fields whose values have invisible characters around them.
    fn with_invisible_signs(&self) -> Vec<Field> {
        let fields = self.values.iter().map(|(field, ..)| *field);
        fields
            .filter(|field| self.written(*field).trim().len() != visible(self.written(*field)).len())
            .collect()
    }

    fn label(&self, field: Field) -> &str {
        self.values.iter().find(|(known, ..)| *known == field).map_or("", |(_, label, _)| label)
    }
}

/// The value, or an empty one if it is a text that programs write for «nothing».
fn blank(value: &str) -> &str {
    const NOTHING: &[&str] = &["nan", "none", "null", "n/a", "#n/a", "<na>", "-"];
    if NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(value)) { "" } else { value }
}

/// Takes records one by one into an import.
pub struct Taker {
    source: Arc<str>,
    unit: Unit,
    ids: HashSet<String>,
    pub import: Import,
}

impl Taker {
    pub fn new(source: &str, unit: Unit) -> Self {
        Self { source: source.into(), unit, ids: HashSet::new(), import: Import::default() }
    }

    /// Checks a record and adds it. Errors in it are reported.
    pub fn take(&mut self, record: &Record) -> Option<&mut Member> {
        for field in record.with_invisible_signs() {
            self.tell(record, field, record.value(field), Reason::InvisibleSigns, Lost::Nothing);
        }
        let id = self.required(record, Field::Id)?;
        if self.ids.contains(&id) {
            self.tell(record, Field::Id, &id, Reason::DuplicateId, Lost::Line);
            return None;
        }
        let Some(name) = self.required(record, Field::Name) else {
            self.import.kept.push(id);
            return None;
        };
        let mut member = self.numbers(record);
        member.id.clone_from(&id);
        member.name = mended(&name).into_owned();
        member.kind = self.checked(record, Field::Kind, |kind| Ok(kind.to_lowercase()));
        member.departement = self.checked(record, Field::Departement, identifiers::departement);
        member.postal_codes = self.checked(record, Field::PostalCode, identifiers::postal_codes);
        let population = self.checked(record, Field::Population, identifiers::population);
        member.population = population.and_then(|digits| digits.parse().ok());
        member.contact = self.checked(record, Field::Contact, |contact| Ok(contact.to_owned()));
        let bodies = record.value(Field::Body).split('|').map(str::trim).filter(|body| !body.is_empty());
        member.bodies = bodies.map(|name| Body::named(&mended(name))).collect();
        (member.sites, member.malformed) = self.sites(record);
        self.ids.insert(id);
        self.import.members.push(member);
        self.import.members.last_mut()
    }

    /// A member with only its SIREN, SIRET and INSEE code.
    pub fn numbers(&mut self, record: &Record) -> Member {
        let siren = self.checked(record, Field::Siren, identifiers::siren);
        let siret = self.checked(record, Field::Siret, identifiers::siret);
        let siret = self.of_the_same(record, siren.as_deref(), siret);
        Member {
            siren: siren.or_else(|| siret.as_ref().map(|siret| siret[..9].to_owned())),
            siret,
            insee: self.checked(record, Field::Insee, identifiers::insee),
            ..Member::default()
        }
    }

    fn required(&mut self, record: &Record, field: Field) -> Option<String> {
        let value = record.value(field).to_owned();
        let reason = match value.chars().count() {
            0 => Reason::Missing,
            1..=LONGEST_VALUE => return Some(value),
            _ => Reason::TooLong,
        };
        self.tell(record, field, &value, reason, Lost::Line);
        None
    }

    fn checked(
        &mut self,
        record: &Record,
        field: Field,
        check: impl Fn(&str) -> Result<String, Reason>,
    ) -> Option<String> {
        let value = record.value(field);
        if value.is_empty() {
            return None;
        }
        let fits = value.chars().count() <= LONGEST_VALUE;
        match if fits { check(value) } else { Err(Reason::TooLong) } {
            Ok(value) => Some(value),
            Err(reason) => {
                self.tell(record, field, value, reason, Lost::Value);
                None
            }
        }
    }

    fn of_the_same(&mut self, record: &Record, siren: Option<&str>, siret: Option<String>) -> Option<String> {
        let siret = siret?;
        if siren.is_none_or(|siren| siret.starts_with(siren)) {
            return Some(siret);
        }
        self.tell(record, Field::Siret, &siret, Reason::SiretOfAnother, Lost::Value);
        None
    }

    fn sites(&mut self, record: &Record) -> (Vec<Site>, Vec<String>) {
        let (sites, mut wrong) = urls::parse(record.value(Field::Urls));
        for written in &wrong {
            self.tell(record, Field::Urls, written, Reason::Url, Lost::Value);
        }
        let mut own = Vec::new();
        for (url, written) in &sites {
            match elsewhere::reason(url) {
                None => own.push(Site::from(url)),
                Some(reason) => {
                    self.tell(record, Field::Urls, written, reason, Lost::Value);
                    wrong.push(written);
                }
            }
        }
        (own, wrong.into_iter().map(quoted).collect())
    }

    pub fn tell(&mut self, record: &Record, field: Field, value: &str, reason: Reason, lost: Lost) {
        self.tell_of(record.number, record.label(field), value, reason, lost);
    }

    pub fn tell_of(&mut self, number: u64, column: &str, value: &str, reason: Reason, lost: Lost) {
        self.import.errors.push(LineError {
            file: self.source.clone(),
            unit: self.unit,
            line: number,
            column: column.to_owned(),
            value: quoted(value),
            reason,
            lost,
        });
    }
}

fn quoted(value: &str) -> String {
    value.chars().take(LONGEST_QUOTE).collect()
}
