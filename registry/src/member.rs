//! A member as one registry describes it.

use crate::{Body, Site};
use serde::{Deserialize, Serialize};

/// A public body and its sites. A registry leaves out the facts it does not know; another registry may give them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The registry's key of this member. It never changes, and the registry gives it to no other member.
    pub id: String,
    /// Empty where the registry gives only the member's number. Such a member is not added until another registry names
    /// it.
    pub name: String,
    /// Kind of public body in small letters, such as commune, epci or departement. Free text.
    pub kind: Option<String>,
    /// Nine digits, checked.
    pub siren: Option<String>,
    /// Fourteen digits, checked.
    pub siret: Option<String>,
    /// INSEE code of the commune, five characters.
    pub insee: Option<String>,
    /// Code of the département: 01 to 95, 2A, 2B, 971 …
    pub departement: Option<String>,
    /// Postal codes of five digits, separated by a space.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_codes: Option<String>,
    /// Number of inhabitants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// E-mail address for letters. Never published.
    pub contact: Option<String>,
    /// Bodies that the member belongs to.
    pub bodies: Vec<Body>,
    /// Bodies in whose area the member is, whether it belongs to them or not.
    pub perimeters: Vec<Body>,
    /// Sites of the member, each once, in the order of the registry.
    pub sites: Vec<Site>,
    /// Texts in the place of an address that are no addresses, as the registry writes them.
    pub malformed: Vec<String>,
}
