//! ANCT's open table of the digital presence of local authorities (DPNT): every commune, EPCI, département and region
//! with its official site, as JSON or CSV, compressed with gzip.
//!
//! Source: data.gouv.fr, dataset 689383a2211ca2c3053d83d1. The names of the same data inside La Suite territoriale
//! are understood too.

use super::csv;
use crate::members::{
    Configured, Import, Lost, Means, ReadError, Reading, Reason, Registry, State, Unit,
    record::{Field, Record, Taker},
    secret::Auth,
    values,
};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use url::Url;

pub const CONNECTOR: Configured<Dpnt> = Configured::new("dpnt");

const USUAL: &str = "https://www.data.gouv.fr/api/1/datasets/r/fd73a12f-572c-4b04-89e9-91cc8c6ebcb3";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dpnt {
    #[serde(default = "usual")]
    url: Url,
    auth: Option<Auth>,
    /// Codes of the départements to read; all if empty.
    #[serde(default)]
    departements: BTreeSet<String>,
    /// Kinds to read: commune, epci, departement, region …; all if empty.
    #[serde(default)]
    kinds: BTreeSet<String>,
}

fn usual() -> Url {
    USUAL.parse().expect("a constant")
}

/// The names of the public table, and those inside La Suite territoriale.
const NAMES: &csv::Columns = &[
    (Field::Name, &["libelle", "name"]),
    (Field::Kind, &["type"]),
    (Field::Siren, &["siren"]),
    (Field::Siret, &["siret"]),
    (Field::Insee, &["code_insee", "insee_geo"]),
    (Field::Departement, &["departement_code_insee", "insee_dep"]),
    (Field::PostalCode, &["code_postal", "zipcode"]),
    (Field::Population, &["population"]),
    (Field::Urls, &["site_internet", "website_url"]),
    (Field::Contact, &["adresse_messagerie", "email_official"]),
];

impl Registry for Dpnt {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            let Some((texts, state)) = means.texts(&[&self.url], self.auth.as_ref(), state).await? else {
                return Ok(Reading::Unchanged);
            };
            let import = self.parse(&means.source, &texts[0])?;
            Ok(Reading::Said(Box::new(Import { state, ..import })))
        })
    }
}

impl Dpnt {
    fn parse(&self, source: &str, text: &str) -> Result<Import, ReadError> {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if !start.starts_with(['[', '{']) {
            let mut taker = Taker::new(source, Unit::Line);
            let required =
                [(Field::Siret, "siret"), (Field::Name, "libelle"), (Field::Urls, "site_internet")];
            csv::read(source, text, NAMES, &required, &mut taker, |taker, record| self.take(taker, record))?;
            return Ok(taker.import);
        }
        let mut taker = Taker::new(source, Unit::Record);
        let mut number = 0;
        values::for_each(source, text, "", |value| {
            number += 1;
            match value {
                Value::Object(_) => self.take(&mut taker, record(number, &value)),
                other => taker.tell_of(number, "", &other.to_string(), Reason::NotARecord, Lost::Line),
            }
        })?;
        Ok(taker.import)
    }

    fn take(&self, taker: &mut Taker, record: Record) {
        let wanted = |set: &BTreeSet<String>, field| set.is_empty() || set.contains(record.value(field));
        if !wanted(&self.departements, Field::Departement) || !wanted(&self.kinds, Field::Kind) {
            return;
        }
        // The SIRET is the key, otherwise the SIREN or the INSEE code: an arrondissement has no SIRET of its own.
        let key = [Field::Siret, Field::Siren, Field::Insee].map(|field| record.value(field).to_owned());
        let key = key.into_iter().find(|key| !key.is_empty()).unwrap_or_default();
        // The code of an EPCI, a département or a region is not that of a commune.
        let place = matches!(record.value(Field::Kind), "commune" | "arrondissement" | "");
        let record = record.with(Field::Id, "siret", key);
        taker.take(&if place { record } else { record.without(Field::Insee) });
    }
}

fn record(number: u64, value: &Value) -> Record {
    let mut record = Record::new(number);
    for (field, names) in NAMES {
        for name in *names {
            record = record.with(*field, name, values::first(value, name));
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dpnt(keys: &str) -> Dpnt {
        toml::from_str(keys).expect("a section")
    }

    const ROW: &str = "commune;21010001200017;210100012;Ville-Une;01001;01;http://www.ville-une.example;a@ville-une.example";

    #[test]
    fn the_csv_twin_says_the_same_as_the_json() {
        let header =
            "type;siret;siren;libelle;code_insee;departement_code_insee;site_internet;adresse_messagerie";
        let csv = dpnt("").parse("dpnt", &format!("\u{feff}{header}\r\n{ROW}\r\n")).expect("a table");
        let names: Vec<&str> = header.split(';').collect();
        let object: serde_json::Map<String, Value> = names
            .iter()
            .zip(ROW.split(';'))
            .map(|(name, value)| ((*name).to_owned(), value.into()))
            .collect();
        let json =
            dpnt("").parse("dpnt", &Value::from(vec![Value::Object(object)]).to_string()).expect("a table");
        assert_eq!(csv.members, json.members);
        assert_eq!(csv.members[0].id, "21010001200017");
    }

    #[test]
    fn only_what_was_asked_for_is_taken() {
        let text = r#"[{"type": "commune", "siret": "21010001200017", "libelle": "A", "departement_code_insee": "01"},
            {"type": "epci", "siren": "200069193", "libelle": "B", "departement_code_insee": "01", "code_insee": "01001"},
            {"type": "commune", "siret": "21020001000010", "libelle": "C", "departement_code_insee": "02"}, 7]"#;
        let names = |keys: &str| -> Vec<String> {
            dpnt(keys).parse("dpnt", text).expect("a table").members.into_iter().map(|one| one.name).collect()
        };
        assert_eq!(names("departements = ['01']"), ["A", "B"]);
        assert_eq!(names("kinds = ['commune']"), ["A", "C"]);
        let all = dpnt("").parse("dpnt", text).expect("a table");
        assert_eq!(all.members[1].insee, None, "an EPCI is no commune");
        assert_eq!(all.errors.len(), 1);
    }
}
