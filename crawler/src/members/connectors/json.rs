//! Any list of members as JSON over HTTP: the configuration gives the path of the list in the response, the path of
//! each value in a record, and the way from one page to the next.

use crate::members::{
    Configured, Import, Lost, Means, ReadError, Reading, Reason, Registry, State, Unit,
    means::{Answer, etag_key, shown},
    record::{Field, Record, Taker},
    secret::Auth,
    values,
};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use url::Url;

pub const CONNECTOR: Configured<Json> = Configured::new("json");

const MOST_PAGES: usize = 10_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Json {
    url: Url,
    auth: Option<Auth>,
    /// Path to the list, such as «data.items»; empty where the response itself is the list.
    #[serde(default)]
    records: String,
    /// Path of each field in a record.
    fields: BTreeMap<Field, String>,
    #[serde(default)]
    paging: Paging,
    /// Path to the number of all records, by which missing ones are noticed.
    total: Option<String>,
}

/// How pages follow one another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Paging {
    /// All records in one response.
    #[default]
    None,
    /// Path to the address of the next page.
    Next(String),
    /// The Link header gives the next page (RFC 8288).
    Link,
    /// A value in the response at `path` is sent back in `parameter`.
    Cursor { path: String, parameter: String },
    /// Pages are numbered from `first`; an empty page is the last.
    Page {
        parameter: String,
        #[serde(default = "one")]
        first: u64,
    },
    /// The number of records received so far is sent in `parameter`; an empty page is the last.
    Offset { parameter: String },
}

fn one() -> u64 {
    1
}

impl Registry for Json {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            if !self.fields.contains_key(&Field::Id) || !self.fields.contains_key(&Field::Name) {
                return Err(shape(&self.url, "fields indique au moins id et name"));
            }
            self.pages(means, state).await
        })
    }
}

impl Json {
    async fn pages(&self, means: &Means, state: &State) -> Result<Reading, ReadError> {
        // The ETag of the first page says nothing about the others.
        let whole = self.paging == Paging::None;
        let known = state.get(&etag_key(&self.url)).filter(|_| whole);
        let (mut taker, mut number, mut announced) = (Taker::new(&means.source, Unit::Record), 0, None);
        let (mut seen, mut next) = (HashSet::new(), Some(self.first()));
        let mut remembered = State::default();
        let mut before_this = blake3::hash(b"");
        while let Some(url) = next {
            if url.origin() != self.url.origin() || seen.len() >= MOST_PAGES || !seen.insert(url.clone()) {
                return Err(shape(&url, "la page suivante mène ailleurs, ou en rond"));
            }
            let (text, etag, link) = match means.text(&url, self.auth.as_ref(), known).await? {
                Answer::NotModified => return Ok(Reading::Unchanged),
                Answer::Text { text, etag, next } => (text, etag, next),
            };
            // A server that ignores the parameter gives the same page for ever.
            let this = blake3::hash(text.as_bytes());
            if std::mem::replace(&mut before_this, this) == this {
                return Err(shape(&url, "la même page revient : vérifier paging"));
            }
            if whole {
                remembered.set(&etag_key(&self.url), etag);
            }
            let before = number;
            let rest = values::for_each(&shown(&url), &text, &self.records, |value| {
                number += 1;
                self.take(&mut taker, number, &value);
            })?;
            let rest = Value::Object(rest);
            let total = self.total.as_deref().map(|path| values::first(&rest, path));
            announced = total.and_then(|total| total.parse().ok()).or(announced);
            next = self.next(&url, &rest, link, number, number - before)?;
        }
        match announced {
            Some(announced) if announced > number => {
                Err(ReadError::Incomplete { at: shown(&self.url), announced, given: number })
            }
            _ => Ok(Reading::Said(Box::new(Import { state: remembered, ..taker.import }))),
        }
    }

    fn first(&self) -> Url {
        match &self.paging {
            Paging::Page { parameter, first } => with(&self.url, parameter, &first.to_string()),
            Paging::Offset { parameter } => with(&self.url, parameter, "0"),
            _ => self.url.clone(),
        }
    }

    fn next(
        &self,
        url: &Url,
        rest: &Value,
        link: Option<Url>,
        taken: u64,
        on_this_page: u64,
    ) -> Result<Option<Url>, ReadError> {
        let word = |path: &str| Some(values::first(rest, path)).filter(|word| !word.is_empty());
        Ok(match &self.paging {
            Paging::None => None,
            Paging::Link => link,
            Paging::Next(path) => match word(path) {
                Some(next) => Some(url.join(&next).map_err(|error| shape(url, &error.to_string()))?),
                None => None,
            },
            Paging::Cursor { path, parameter } => word(path).map(|word| with(&self.url, parameter, &word)),
            Paging::Page { .. } | Paging::Offset { .. } if on_this_page == 0 => None,
            Paging::Page { parameter, first } => {
                let at =
                    url.query_pairs().find(|(name, _)| name == parameter).and_then(|(_, at)| at.parse().ok());
                Some(with(&self.url, parameter, &(at.unwrap_or(*first) + 1).to_string()))
            }
            Paging::Offset { parameter } => Some(with(&self.url, parameter, &taken.to_string())),
        })
    }

    fn take(&self, taker: &mut Taker, number: u64, value: &Value) {
        if !value.is_object() {
            return taker.tell_of(number, "", &value.to_string(), Reason::NotARecord, Lost::Line);
        }
        let mut record = Record::new(number);
        for (field, path) in &self.fields {
            let between = if matches!(field, Field::Body) { "|" } else { " " };
            let found = match field {
                Field::Body | Field::Urls => values::texts(value, path).join(between),
                _ => values::first(value, path),
            };
            record = record.with(*field, path, found);
        }
        taker.take(&record);
    }
}

/// The address with the parameter set to the value, once.
fn with(url: &Url, parameter: &str, value: &str) -> Url {
    let mut url = url.clone();
    let others: Vec<(String, String)> =
        url.query_pairs().into_owned().filter(|(name, _)| name != parameter).collect();
    url.query_pairs_mut().clear().extend_pairs(others).append_pair(parameter, value);
    url
}

fn shape(url: &Url, reason: &str) -> ReadError {
    ReadError::Shape { at: shown(url), reason: reason.to_owned() }
}
