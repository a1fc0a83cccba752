//! Our own API, which platforms may implement: `docs/registry.openapi.yaml`. It gives bodies and members with their
//! memberships page by page, and later only what changed, including members that are gone.

use crate::members::{
    Configured, Import, Lost, Means, Member, ReadError, Reading, Reason, Registry, State, Unit,
    means::{Answer, shown},
    record::{Field, Record, Taker},
    secret::Auth,
    values,
};
use futures_util::future::BoxFuture;
use registry::{Body, BodyOf};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use url::Url;

pub const CONNECTOR: Configured<Contract> = Configured::new("contract");

const MOST_PAGES: usize = 10_000;
const SINCE: &str = "changed_since";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Base address of `members` and `bodies`, with `/` at its end.
    url: Url,
    auth: Option<Auth>,
}

const NAMES: &[(Field, &str)] = &[
    (Field::Id, "id"),
    (Field::Name, "name"),
    (Field::Kind, "kind"),
    (Field::Siren, "siren"),
    (Field::Siret, "siret"),
    (Field::Insee, "insee"),
    (Field::Departement, "departement"),
    (Field::PostalCode, "postal_code"),
    (Field::Population, "population"),
    (Field::Contact, "contact"),
];

impl Registry for Contract {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            match self.read_since(means, state.get(SINCE), state.get("bodies")).await {
                // The platform no longer knows the changes since then, so everything is read again.
                Err(ReadError::Status { status: 410, .. }) => self.read_since(means, None, None).await,
                outcome => outcome,
            }
        })
    }
}

/// Facts of the pages besides their items.
struct Pages {
    until: Option<String>,
    number: u64,
}

impl Contract {
    async fn read_since(
        &self,
        means: &Means,
        since: Option<&str>,
        known_bodies: Option<&str>,
    ) -> Result<Reading, ReadError> {
        let mut taker = Taker::new(&means.source, Unit::Record);
        let mut told = Vec::new();
        self.pages(means, "bodies", None, &mut |number, value| told.push((number, value))).await?;
        let digest = digest(&told);
        let bodies = bodies(&mut taker, &told);
        // If a body was renamed, its members change although the platform does not list them.
        let since = since.filter(|_| known_bodies == Some(digest.as_str()));
        let mut deleted = Vec::new();
        let mut each = |number, value: Value| {
            if is_deleted(&value) {
                deleted.push(values::first(&value, "id"))
            } else {
                take(&mut taker, number, &value, &bodies)
            }
        };
        let Pages { until, number } = self.pages(means, "members", since, &mut each).await?;
        if since.is_some() && number == 0 {
            return Ok(Reading::Unchanged);
        }
        let mut state = State::default();
        state.set(SINCE, until);
        state.set("bodies", Some(digest));
        Ok(Reading::Said(Box::new(Import {
            bodies: Some(bodies.into_values().collect()),
            deleted: since.is_some().then_some(deleted),
            state,
            ..taker.import
        })))
    }

    async fn pages(
        &self,
        means: &Means,
        what: &str,
        since: Option<&str>,
        each: &mut (dyn FnMut(u64, Value) + Send),
    ) -> Result<Pages, ReadError> {
        let first = self.url.join(what).map_err(|error| shape(&self.url, &error.to_string()))?;
        let (mut seen, mut cursor) = (HashSet::new(), None::<String>);
        let (mut number, mut total, mut until) = (0, None, None);
        loop {
            let mut url = first.clone();
            if let Some(since) = since {
                url.query_pairs_mut().append_pair(SINCE, since);
            }
            if let Some(cursor) = &cursor {
                url.query_pairs_mut().append_pair("page", cursor);
            }
            let Answer::Text { text, .. } = means.text(&url, self.auth.as_ref(), None).await? else {
                return Err(shape(&url, "réponse 304 sans question"));
            };
            let rest = values::for_each(&shown(&url), &text, "items", |value| {
                number += 1;
                each(number, value);
            })?;
            let word = |name: &str| rest.get(name).and_then(Value::as_str).map(str::to_owned);
            total = rest.get("total").and_then(Value::as_u64).or(total);
            // The time of the first page counts: changes made while later pages are read come again next time.
            until = until.or_else(|| word("until"));
            cursor = word("next");
            match &cursor {
                None => break,
                Some(cursor) if seen.len() < MOST_PAGES && seen.insert(cursor.clone()) => {}
                Some(_) => return Err(shape(&url, "les pages tournent en rond")),
            }
        }
        match total {
            Some(announced) if announced > number => {
                Err(ReadError::Incomplete { at: shown(&first), announced, given: number })
            }
            _ => Ok(Pages { until, number }),
        }
    }
}

fn is_deleted(value: &Value) -> bool {
    value.get("deleted").and_then(Value::as_bool).unwrap_or_default()
}

fn digest(told: &[(u64, Value)]) -> String {
    let mut hasher = blake3::Hasher::new();
    told.iter().for_each(|(_, value)| {
        hasher.update(value.to_string().as_bytes());
    });
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Bodies by the platform's ids.
fn bodies(taker: &mut Taker, told: &[(u64, Value)]) -> BTreeMap<String, BodyOf> {
    let mut bodies = BTreeMap::new();
    for (number, value) in told.iter().filter(|(_, value)| !is_deleted(value)) {
        let record = Record::new(*number)
            .with(Field::Id, "id", values::first(value, "id"))
            .with(Field::Name, "name", values::first(value, "name"))
            .with(Field::Siret, "siret", values::first(value, "siret"));
        let (id, name) = (record.value(Field::Id), record.value(Field::Name));
        if id.is_empty() || name.is_empty() {
            taker.tell(&record, Field::Name, name, Reason::Missing, Lost::Line);
            continue;
        }
        let body = Body { siret: taker.numbers(&record).siret, ..Body::named(name) };
        let departements = values::texts(value, "departements");
        bodies.insert(id.to_owned(), BodyOf { body, departements, bodies: Vec::new() });
    }
    let names: BTreeMap<String, Body> = bodies.iter().map(|(id, of)| (id.clone(), of.body.clone())).collect();
    for (_, value) in told {
        let Some(of) = bodies.get_mut(&values::first(value, "id")) else { continue };
        let parents = memberships(value).into_iter().filter(|(_, relation)| relation != "perimeter");
        of.bodies = parents.filter_map(|(id, _)| names.get(&id).cloned()).collect();
    }
    bodies
}

/// The ids of bodies, each with «member» or «perimeter».
fn memberships(value: &Value) -> Vec<(String, String)> {
    let list = value.get("memberships").and_then(Value::as_array).into_iter().flatten();
    list.map(|one| (values::first(one, "body"), values::first(one, "relation"))).collect()
}

fn take(taker: &mut Taker, number: u64, value: &Value, bodies: &BTreeMap<String, BodyOf>) {
    if !value.is_object() {
        return taker.tell_of(number, "", &value.to_string(), Reason::NotARecord, Lost::Line);
    }
    let mut record = Record::new(number).with(Field::Urls, "sites", values::texts(value, "sites").join(" "));
    for (field, name) in NAMES {
        record = record.with(*field, name, values::first(value, name));
    }
    let told = memberships(value);
    let (known, unknown): (Vec<_>, Vec<_>) = told.iter().partition(|(id, _)| bodies.contains_key(id));
    let of = |relation: &str| -> Vec<Body> {
        let these = known.iter().filter(|(_, told)| (told == "perimeter") == (relation == "perimeter"));
        these.filter_map(|(id, _)| Some(bodies.get(id)?.body.clone())).collect()
    };
    let (direct, area) = (of("member"), of("perimeter"));
    let Some(member): Option<&mut Member> = taker.take(&record) else { return };
    (member.bodies, member.perimeters) = (direct, area);
    for (id, _) in unknown {
        taker.tell_of(number, "memberships", id, Reason::UnknownBody, Lost::Value);
    }
}

fn shape(url: &Url, reason: &str) -> ReadError {
    ReadError::Shape { at: shown(url), reason: reason.to_owned() }
}
