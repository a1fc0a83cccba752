//! ANCT's tables of mutualisants («opérateurs») and of their members («adhérents»). They give only SIRETs and the
//! bodies that these belong to; names and sites come from another registry. The area that an operator covers is kept
//! apart from its members.
//!
//! Source: data.gouv.fr, dataset 68b0a2a1117b75b1b09edc6b.

use super::csv;
use crate::members::{
    Configured, Import, Lost, Means, Member, ReadError, Reading, Reason, Registry, State, Unit, identifiers,
    record::{Field, Record, Taker},
    secret::Auth,
    text::mended,
    values,
};
use futures_util::future::BoxFuture;
use registry::{Body, BodyOf};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

pub const CONNECTOR: Configured<Operators> = Configured::new("operators");

const OPERATORS: &str = "https://www.data.gouv.fr/api/1/datasets/r/902bb360-0b60-46d2-8169-4207a01caed1";
const ADHERENTS: &str = "https://www.data.gouv.fr/api/1/datasets/r/ffc74be0-fb88-40cf-9048-f53e955eac28";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operators {
    #[serde(default = "operators")]
    operators_url: Url,
    #[serde(default = "adherents")]
    adherents_url: Url,
    auth: Option<Auth>,
    /// Ids or names of the bodies to read; all if empty.
    #[serde(default)]
    only: BTreeSet<String>,
}

fn operators() -> Url {
    OPERATORS.parse().expect("a constant")
}

fn adherents() -> Url {
    ADHERENTS.parse().expect("a constant")
}

impl Registry for Operators {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            let urls = [&self.operators_url, &self.adherents_url];
            let Some((texts, state)) = means.texts(&urls, self.auth.as_ref(), state).await? else {
                return Ok(Reading::Unchanged);
            };
            let import = self.parse(&means.source, &texts[0], &texts[1])?;
            Ok(Reading::Said(Box::new(Import { state, ..import })))
        })
    }
}

impl Operators {
    fn parse(&self, source: &str, operators: &str, adherents: &str) -> Result<Import, ReadError> {
        let mut taker = Taker::new(source, Unit::Line);
        let mut bodies = BTreeMap::new();
        rows(source, operators, OPERATOR, &mut taker, |taker, record| {
            self.operator(taker, &record, &mut bodies);
        })?;
        let mut members = BTreeMap::new();
        rows(source, adherents, ADHERENT, &mut taker, |taker, record| {
            adherent(taker, &record, &bodies, &mut members);
        })?;
        let wanted = bodies.into_values().filter(|(_, wanted)| *wanted).map(|(body, _)| body);
        taker.import.bodies = Some(wanted.collect());
        taker.import.members = members.into_values().collect();
        Ok(taker.import)
    }

    fn operator(&self, taker: &mut Taker, record: &Record, bodies: &mut BTreeMap<String, (BodyOf, bool)>) {
        let (id, name) = (record.value(Field::Id), mended(record.value(Field::Name)).into_owned());
        if id.is_empty() || name.is_empty() {
            return taker.tell(record, Field::Name, &name, Reason::Missing, Lost::Line);
        }
        // Some operators have a SIRET of eleven digits: the operator is kept, and the number is reported.
        let siret = taker.numbers(record).siret;
        // Codes may be separated by any characters: «["60"]», «60,80» …
        let codes = record.value(Field::Departement).split(|letter: char| !letter.is_ascii_alphanumeric());
        let departements = codes.filter_map(|code| identifiers::departement(code).ok()).collect();
        let wanted = self.only.is_empty() || self.only.contains(id) || self.only.contains(&name);
        let body = Body { siret, ..Body::named(&name) };
        bodies.insert(id.to_owned(), (BodyOf { body, bodies: Vec::new(), departements }, wanted));
    }
}

fn adherent(
    taker: &mut Taker,
    record: &Record,
    bodies: &BTreeMap<String, (BodyOf, bool)>,
    members: &mut BTreeMap<String, Member>,
) {
    let operator = record.value(Field::Body);
    let Some((of, wanted)) = bodies.get(operator) else {
        return taker.tell(record, Field::Body, operator, Reason::UnknownBody, Lost::Line);
    };
    if !wanted {
        return;
    }
    let numbers = taker.numbers(record);
    let Some(siret) = numbers.siret.clone() else {
        if record.value(Field::Siret).is_empty() {
            taker.tell(record, Field::Siret, "", Reason::Missing, Lost::Line);
        }
        return;
    };
    let member = members.entry(siret.clone()).or_insert(Member { id: siret, ..numbers });
    if !member.bodies.contains(&of.body) {
        member.bodies.push(of.body.clone());
    }
}

const OPERATOR: &csv::Columns = &[
    (Field::Id, &["id"]),
    (Field::Name, &["nom", "name"]),
    (Field::Siret, &["siret"]),
    (Field::Departement, &["departements"]),
];
const ADHERENT: &csv::Columns =
    &[(Field::Siret, &["organisation_siret", "siret"]), (Field::Body, &["operateur_id", "operator_id"])];

/// The rows, from the published CSV or from a JSON list.
fn rows(
    source: &str,
    text: &str,
    columns: &csv::Columns,
    taker: &mut Taker,
    mut each: impl FnMut(&mut Taker, Record),
) -> Result<(), ReadError> {
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('[') {
        let required: Vec<(Field, &str)> = columns
            .iter()
            .filter(|(field, _)| matches!(field, Field::Id | Field::Name | Field::Body))
            .map(|(field, names)| (*field, names[0]))
            .collect();
        return csv::read(source, text, columns, &required, taker, each);
    }
    let mut number = 0;
    values::for_each(source, text, "", |value: Value| {
        number += 1;
        let mut record = Record::new(number);
        for (field, names) in columns {
            for name in *names {
                record = record.with(*field, name, values::texts(&value, name).join(","));
            }
        }
        each(taker, record);
    })
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADHERENTS: &str = "organisation_siret;operateur_id\n21010001200017;op-1\n21010001200017;op-2\n\
        21010001200017;op-1\n123;op-1\n21010002000010;op-9\n;op-1\n";
    const TABLE: &str = "id;nom;nom_avec_article;statut;url;siret;services;departements\n\
        op-1;Syndicat Un;le Syndicat;;https://un.example/;21020001000010;[2, 12];[\"60\", \"2A\"]\n\
        op-2;Agence Deux;;;;99900000200;[];[]\n";

    fn parsed(keys: &str) -> Import {
        let operators: Operators = toml::from_str(keys).expect("a section");
        operators.parse("operators", TABLE, ADHERENTS).expect("tables")
    }

    #[test]
    fn a_member_of_two_bodies_is_one_and_needs_no_name() {
        let import = parsed("");
        let [member] = &import.members[..] else { panic!("{import:?}") };
        let bodies: Vec<_> = member.bodies.iter().map(|body| body.id.as_str()).collect();
        assert_eq!((member.name.as_str(), bodies), ("", vec!["syndicat-un", "agence-deux"]));
        let reasons: Vec<_> = import.errors.iter().map(|error| error.reason).collect();
        let expected = [Reason::SiretShape, Reason::SiretShape, Reason::UnknownBody, Reason::Missing];
        assert_eq!(reasons, expected, "{:?}", import.errors);
    }

    #[test]
    fn the_area_is_not_the_members() {
        let bodies = parsed("only = ['Syndicat Un']").bodies.expect("bodies");
        let [of] = &bodies[..] else { panic!("{bodies:?}") };
        assert_eq!(
            (of.body.siret.as_deref(), &of.departements[..]),
            (Some("21020001000010"), &["60".to_owned(), "2A".to_owned()][..])
        );
    }
}
