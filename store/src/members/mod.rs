//! Members of a registry, the bodies they belong to, and their sites.

mod difference;
mod import;
mod incoming;
mod read;

use crate::Error;
use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

/// What a registry says of a member. Its `id` is the registry's key and never changes for that member.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NewMember {
    pub id: String,
    pub name: String,
    pub kind: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub insee: Option<String>,
    pub departement: Option<String>,
    pub contact: Option<String>,
    pub bodies: Vec<Body>,
    pub sites: Vec<NewSite>,
}

/// A site is known by its address: the same address in two members is one site with two members.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NewSite {
    /// Absolute, in its normal form, at most 2,048 characters.
    pub url: String,
    /// Host as in the permalink; groups what stands on one host.
    pub host_key: String,
}

/// A shared service or body that members belong to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Body {
    /// A short name fit for a path: the same id is the same body.
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: String,
    /// The registry that spoke of it last.
    pub source: String,
    pub name: String,
    pub kind: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub insee: Option<String>,
    pub departement: Option<String>,
    pub contact: Option<String>,
    pub bodies: Vec<Body>,
    pub sites: Vec<Site>,
    pub first_seen_at: DateTime<Utc>,
    /// When the registry ceased to list it.
    pub gone_at: Option<DateTime<Utc>>,
    /// The change that touched it last, see [`Store::revision`](crate::Store::revision).
    pub revision: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    pub id: Uuid,
    pub url: String,
    pub host_key: String,
}

/// A site with those it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteOf {
    pub site: Site,
    pub members: Vec<SiteMember>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteMember {
    pub id: String,
    pub name: String,
    pub gone_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodySize {
    pub body: Body,
    /// Members that are present.
    pub present: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    /// Listed before by this source and no longer.
    pub gone: u32,
    /// Gone before and listed again.
    pub returned: u32,
    /// What could not be taken, the rest of its member notwithstanding.
    pub refused: Vec<Refused>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The member's key, shortened.
    pub member: String,
    pub reason: String,
}

impl Body {
    /// A body known by its name only; its id is the name in small letters without accents, `-` for the rest.
    pub fn named(name: &str) -> Self {
        let mut id = String::new();
        for letter in name.trim().chars().flat_map(char::to_lowercase).flat_map(plain) {
            if letter.is_ascii_alphanumeric() {
                id.push(letter);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        let id = id.trim_end_matches('-');
        let id = if id.is_empty() { &rules::audit::hash_of(name.as_bytes())[..12] } else { id };
        Self { id: id.to_owned(), name: name.trim().to_owned() }
    }
}

/// The letters of French without their accents.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let letters = match letter {
        'à' | 'â' | 'ä' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' | 'ö' => "o",
        'ù' | 'û' | 'ü' => "u",
        'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        other if other.is_ascii_alphanumeric() => return either(Some(other), ""),
        _ => "-",
    };
    either(None, letters)
}

fn either(one: Option<char>, several: &'static str) -> impl Iterator<Item = char> {
    one.into_iter().chain(several.chars())
}

impl From<std::num::TryFromIntError> for Error {
    fn from(error: std::num::TryFromIntError) -> Self {
        Self::Database(sqlx::Error::Decode(Box::new(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn a_body_is_known_by_its_name_fit_for_a_path() {
        assert_eq!(Body::named(" Syndicat d’Économie mixte — Œuvre ").id, "syndicat-d-economie-mixte-oeuvre");
        assert_eq!(Body::named("../..").id.len(), 12, "a name without letters still has an id");
    }
}
