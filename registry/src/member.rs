//! A member as one registry tells it.

use crate::{Body, Site};
use serde::{Deserialize, Serialize};

/// A public body and its sites. A fact that one registry does not know is left out; another registry may know it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The registry's key: never changes for that member, and nobody else's in that registry.
    pub id: String,
    /// Empty where the registry only knows the member's number: the member is then known once another names it.
    pub name: String,
    /// Such as commune, epci, departement; free text in small letters.
    pub kind: Option<String>,
    /// Nine digits, checked.
    pub siren: Option<String>,
    /// Fourteen digits, checked.
    pub siret: Option<String>,
    /// Code of the commune, five characters.
    pub insee: Option<String>,
    /// Code of the département: 01 to 95, 2A, 2B, 971 …
    pub departement: Option<String>,
    /// Postal codes of five digits, separated by a space.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_codes: Option<String>,
    /// Inhabitants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    pub contact: Option<String>,
    /// The mutualisants it belongs to.
    pub bodies: Vec<Body>,
    /// The mutualisants whose area it lies in, whether it belongs to them or not.
    pub perimeters: Vec<Body>,
    /// Each once, in the order given.
    pub sites: Vec<Site>,
    /// The text in the place of an address, as written.
    pub malformed: Vec<String>,
}
