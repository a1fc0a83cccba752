//! The organisations of one operator, from the API of La Suite's st-deploycenter: it needs a key for each operator, and
//! each page links to the next. The fields are those of the DPNT table.

use crate::members::{
    Configured, Import, Lost, Means, ReadError, Reading, Reason, Registry, State, Unit,
    means::shown,
    record::{Field, Record, Taker},
    secret::Auth,
    values,
};
use futures_util::future::BoxFuture;
use registry::Body;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashSet;
use url::Url;

pub const CONNECTOR: Configured<Deploycenter> = Configured::new("deploycenter");

/// Most pages of one operator: a page holds a hundred members.
const MOST_PAGES: usize = 2_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deploycenter {
    /// Base address of the platform, without `/api`.
    url: Url,
    /// Id of the operator, a UUID.
    operator: String,
    /// Name of the operator: its organisations are members of that body.
    body: String,
    auth: Auth,
}

const NAMES: &[(Field, &str)] = &[
    (Field::Id, "id"),
    (Field::Name, "name"),
    (Field::Kind, "type"),
    (Field::Siren, "siren"),
    (Field::Siret, "siret"),
    (Field::Insee, "code_insee"),
    (Field::Departement, "departement_code_insee"),
    (Field::Urls, "site_internet"),
    (Field::Contact, "adresse_messagerie"),
];

impl Registry for Deploycenter {
    fn read<'a>(&'a self, means: &'a Means, _: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move { Ok(Reading::Said(Box::new(self.pages(means).await?))) })
    }
}

impl Deploycenter {
    async fn pages(&self, means: &Means) -> Result<Import, ReadError> {
        let at = format!("api/v1.0/operators/{}/organizations/", self.operator);
        let first = self.url.join(&at).map_err(|error| shape(&self.url, &error.to_string()))?;
        let (mut taker, mut number, mut announced) = (Taker::new(&means.source, Unit::Record), 0, None);
        let (mut seen, mut next) = (HashSet::new(), Some(first));
        while let Some(url) = next {
            // A page on another origin must not get the key.
            if url.origin() != self.url.origin() || seen.len() >= MOST_PAGES || !seen.insert(url.clone()) {
                return Err(shape(&url, "la page suivante mène ailleurs, ou en rond"));
            }
            let text = means.fresh_text(&url, Some(&self.auth)).await?;
            // The platform may be set up with pages or without.
            let path = if text.trim_start().starts_with('[') { "" } else { "results" };
            let rest = values::for_each(&shown(&url), &text, path, |value| {
                number += 1;
                self.take(&mut taker, number, &value);
            })?;
            announced = rest.get("count").and_then(Value::as_u64).or(announced);
            next = match rest.get("next").and_then(Value::as_str) {
                Some(next) => Some(url.join(next).map_err(|error| shape(&url, &error.to_string()))?),
                None => None,
            };
        }
        match announced {
            Some(announced) if announced > number => {
                Err(ReadError::Incomplete { at: shown(&self.url), announced, given: number })
            }
            _ => Ok(taker.import),
        }
    }

    fn take(&self, taker: &mut Taker, number: u64, value: &Value) {
        if !value.is_object() {
            return taker.tell_of(number, "", &value.to_string(), Reason::NotARecord, Lost::Line);
        }
        let mut record = Record::new(number);
        for (field, name) in NAMES {
            record = record.with(*field, name, values::first(value, name));
        }
        if let Some(member) = taker.take(&record) {
            member.bodies = vec![Body::named(&self.body)];
        }
    }
}

fn shape(url: &Url, reason: &str) -> ReadError {
    ReadError::Shape { at: shown(url), reason: reason.to_owned() }
}
