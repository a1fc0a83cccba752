//! DILA's directory of the administration (Opendatasoft API): the whole export, or records page by page.
//!
//! Oddities of the source: in the API, lists are JSON within a string; in the archive of files they are lists. A
//! commune has several records («fiches», such as mairie déléguée or annexe), and only one is the commune itself. INSEE
//! codes are more reliable there than SIRETs. In a record's list of sites only the first is the site; booking and
//! payment links follow.

use crate::members::{
    Configured, Import, Lost, Means, ReadError, Reading, Reason, Registry, State, Unit,
    means::shown,
    record::{Field, Record, Taker},
    secret::Auth,
    urls, values,
};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use url::Url;

pub const CONNECTOR: Configured<Dila> = Configured::new("dila");

const USUAL: &str = "https://api-lannuaire.service-public.gouv.fr/api/explore/v2.1/catalog/datasets/api-lannuaire-administration/";
/// Records of a page, and most records that pages give: both are limits of the platform.
const PAGE: u64 = 100;
const FURTHEST: u64 = 10_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dila {
    /// Address of the data set, with `/` at its end; or of a file of the archive.
    #[serde(default = "usual")]
    url: Url,
    auth: Option<Auth>,
    #[serde(default)]
    from: From,
    /// Kinds of records to read: mairie, epci, ccas …
    #[serde(default = "mairies")]
    kinds: BTreeSet<String>,
    /// Codes of the départements to read; all if empty.
    #[serde(default)]
    departements: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum From {
    /// `exports/json`: all records at once.
    #[default]
    Export,
    /// `records`: pages of a hundred, at most ten thousand records.
    Records,
    /// The address is that of a file of the archive: `{"service": […]}`.
    File,
}

fn usual() -> Url {
    USUAL.parse().expect("a constant")
}

fn mairies() -> BTreeSet<String> {
    ["mairie".to_owned()].into()
}

impl Registry for Dila {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            let mut fiches = Fiches::new(self, &means.source);
            let url = self.address()?;
            let next = match self.from {
                From::Records => {
                    self.records(means, &url, &mut fiches).await?;
                    State::default()
                }
                From::Export | From::File => {
                    let Some((texts, state)) = means.texts(&[&url], self.auth.as_ref(), state).await? else {
                        return Ok(Reading::Unchanged);
                    };
                    fiches.read(&url, &texts[0])?;
                    state
                }
            };
            Ok(Reading::Said(Box::new(Import { state: next, ..fiches.taker.import })))
        })
    }
}

impl Dila {
    fn address(&self) -> Result<Url, ReadError> {
        let below = match self.from {
            From::File => return Ok(self.url.clone()),
            From::Export => "exports/json",
            From::Records => "records",
        };
        let unfit =
            |error: url::ParseError| ReadError::Shape { at: shown(&self.url), reason: error.to_string() };
        let mut url = self.url.join(below).map_err(unfit)?;
        let kinds: Vec<String> = self
            .kinds
            .iter()
            .map(|kind| format!("pivot LIKE \"{}\"", kind.replace(['"', '\\'], "")))
            .collect();
        const FIELDS: &str =
            "id,nom,siren,siret,pivot,code_insee_commune,site_internet,adresse_courriel,type_organisme";
        url.query_pairs_mut().append_pair("select", FIELDS);
        if !kinds.is_empty() {
            url.query_pairs_mut().append_pair("where", &kinds.join(" OR "));
        }
        Ok(url)
    }

    async fn records(&self, means: &Means, url: &Url, fiches: &mut Fiches<'_>) -> Result<(), ReadError> {
        let (mut offset, mut total) = (0, 1);
        while offset < total {
            let mut page = url.clone();
            page.query_pairs_mut()
                .append_pair("order_by", "id")
                .append_pair("limit", &PAGE.to_string())
                .append_pair("offset", &offset.to_string());
            let text = means.fresh_text(&page, self.auth.as_ref()).await?;
            let (rest, given) = fiches.read(&page, &text)?;
            let missing = || ReadError::Shape { at: shown(url), reason: "pas de total_count".to_owned() };
            total = rest.get("total_count").and_then(Value::as_u64).ok_or_else(missing)?;
            offset += given;
            if total > FURTHEST {
                let reason = format!(
                    "{total} fiches, et cette interface n’en donne que {FURTHEST} : écrire from = \"export\""
                );
                return Err(ReadError::Shape { at: shown(url), reason });
            }
            if given == 0 && offset < total {
                return Err(ReadError::Incomplete { at: shown(url), announced: total, given: offset });
            }
        }
        Ok(())
    }
}

struct Fiches<'a> {
    dila: &'a Dila,
    taker: Taker,
    number: u64,
    /// Kind and INSEE code of the communes taken over.
    communes: HashSet<(String, String)>,
}

impl<'a> Fiches<'a> {
    fn new(dila: &'a Dila, source: &str) -> Self {
        Self { dila, taker: Taker::new(source, Unit::Record), number: 0, communes: HashSet::new() }
    }

    /// Reads the list. Gives everything besides it, and its length.
    fn read(&mut self, url: &Url, text: &str) -> Result<(serde_json::Map<String, Value>, u64), ReadError> {
        let path = match (self.dila.from, text.trim_start_matches('\u{feff}').trim_start().starts_with('[')) {
            (_, true) => "",
            (From::File, _) => "service",
            _ => "results",
        };
        let before = self.number;
        let rest = values::for_each(&shown(url), text, path, |value| {
            self.number += 1;
            self.fiche(&value);
        })?;
        Ok((rest, self.number - before))
    }

    fn fiche(&mut self, value: &Value) {
        if !value.is_object() {
            let written = value.to_string();
            return self.taker.tell_of(self.number, "", &written, Reason::NotARecord, Lost::Line);
        }
        let pivot = inner(value, "pivot");
        let kind = values::first(&pivot, "type_service_local");
        let name = values::first(value, "nom");
        let wanted = self.dila.kinds.is_empty() || self.dila.kinds.contains(&kind);
        if !wanted || is_annex(&name) {
            return;
        }
        let insee = [values::first(&pivot, "code_insee_commune"), values::first(value, "code_insee_commune")];
        let insee = insee.into_iter().find(|code| !code.is_empty()).unwrap_or_default();
        if !self.dila.departements.is_empty()
            && !self.dila.departements.iter().any(|code| insee.starts_with(code))
        {
            return;
        }
        let kind = if kind == "mairie" { "commune".to_owned() } else { kind };
        let contact = values::first(value, "adresse_courriel");
        let record = Record::new(self.number)
            .with(Field::Id, "id", values::first(value, "id"))
            .with(Field::Name, "nom", without_mairie(&name))
            .with(Field::Kind, "pivot", kind.as_str())
            .with(Field::Siren, "siren", values::first(value, "siren"))
            .with(Field::Siret, "siret", values::first(value, "siret"))
            .with(Field::Insee, "code_insee_commune", insee.as_str())
            .with(Field::Urls, "site_internet", first_site(value))
            .with(Field::Contact, "adresse_courriel", contact.split(';').next().unwrap_or_default());
        let twice =
            kind == "commune" && !insee.is_empty() && self.communes.contains(&(kind.clone(), insee.clone()));
        if twice {
            return self.taker.tell(&record, Field::Insee, &insee, Reason::DuplicateCommune, Lost::Line);
        }
        if self.taker.take(&record).is_some() {
            self.communes.insert((kind, insee));
        }
    }
}

/// A list, or a list within a string.
fn inner(value: &Value, field: &str) -> Value {
    match value.get(field) {
        Some(Value::String(text)) => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()))
        }
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

/// The first address of the first entry; the others are links to book, pay and subscribe.
fn first_site(value: &Value) -> String {
    let sites = inner(value, "site_internet");
    let written = match &sites {
        Value::String(text) => text.clone(),
        list => values::first(list, "valeur"),
    };
    let (found, _) = urls::parse(&written);
    let url = found.first().map(|(url, _)| url.to_string());
    url.unwrap_or(written)
}

/// Whether the record is an office of the commune and not the commune itself: «Mairie déléguée – …», «Mairie annexe de
/// …», «Mairie - antenne …».
fn is_annex(name: &str) -> bool {
    let name = crate::wording::fold(name);
    let words = ["deleguee", "annexe", "antenne"];
    name.starts_with("mairie") && name.split(' ').any(|word| words.contains(&word))
}

/// The name without «Mairie»: «Mairie - Fontaine-le-Port» is the commune of that name.
fn without_mairie(name: &str) -> &str {
    let rest = name.strip_prefix("Mairie").map(|rest| rest.trim_start_matches([' ', '-', '–', '—']));
    rest.filter(|rest| !rest.is_empty() && name.contains(['-', '–', '—'])).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fiches(text: &str) -> Import {
        let dila: Dila = toml::from_str("").expect("a section");
        let mut fiches = Fiches::new(&dila, "dila");
        fiches.read(&usual(), text).expect("fiches");
        fiches.taker.import
    }

    /// A record as the API writes it: lists as strings, null for missing values.
    fn fiche(id: &str, name: &str, insee: &str, sites: &str) -> Value {
        serde_json::json!({
            "id": id, "nom": name, "siren": null, "siret": "21010001200017",
            "pivot": format!("[{{\"type_service_local\": \"mairie\", \"code_insee_commune\": [\"{insee}\"]}}]"),
            "site_internet": sites, "adresse_courriel": "a@ville.example;b@ville.example",
        })
    }

    #[test]
    fn a_fiche_of_the_api_and_one_of_the_archive_say_the_same() {
        let sites = r#"[{"libelle": "", "valeur": "http://www.ville.example#haut"}, {"libelle": "Rendez-vous", "valeur": "https://rdv.example/x"}]"#;
        let api =
            fiches(&Value::from(vec![fiche("a", "Mairie - Ville-le-Port", "01001", sites)]).to_string());
        let archive = fiches(
            r#"[{"id":"a","nom":"Mairie - Ville-le-Port","siren":"","siret":"21010001200017","code_insee_commune":"01001",
            "pivot":[{"type_service_local":"mairie","code_insee_commune":["01001"]}],
            "site_internet":[{"libelle":"","valeur":"http://www.ville.example#haut"}],"adresse_courriel":["a@ville.example"]}]"#,
        );
        assert_eq!(api.members, archive.members);
        let member = &api.members[0];
        assert_eq!((member.name.as_str(), member.kind.as_deref()), ("Ville-le-Port", Some("commune")));
        let sites: Vec<_> = member.sites.iter().map(|site| site.url.as_str()).collect();
        assert_eq!(sites, ["http://www.ville.example/"], "booking links are no sites of the commune");
    }

    #[test]
    fn counters_of_a_commune_are_not_the_commune() {
        let list = [
            fiche("b", "Mairie déléguée - Hameau", "01001", "[]"),
            fiche("c", "Mairie annexe de Ville", "01001", "[]"),
            fiche("a", "Mairie - Ville", "01001", "[]"),
            fiche("d", "Mairie - Ancienne-Ville", "01001", "[]"),
        ];
        let import = fiches(&Value::from(list.to_vec()).to_string());
        assert_eq!((import.members.len(), import.members[0].id.as_str()), (1, "a"));
        assert_eq!(import.errors[0].reason, Reason::DuplicateCommune, "communes nouvelles share a code");
    }
}
