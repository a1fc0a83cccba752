//! Links within the API: to members, bodies, départements and sites. Members and sites without an audit have no file of
//! their own; their links lead to a file that holds many of them.

use super::{address, last};
use crate::{
    catalog::Territory,
    context::Context,
    engine::{Digest, SitePath},
    input::{Body, Member},
    pages::at,
    text::Text,
};
use serde::Serialize;

/// An item of the API: its id, its name and its address.
#[derive(Debug, Serialize)]
pub struct Named {
    id: String,
    name: String,
    document: String,
}

impl Named {
    pub fn member(context: &Context<'_>, member: &Member) -> Option<Self> {
        let path = at::member(&member.id).ok()?;
        let named = Self::new(context, "members", &path, &member.id, &member.name);
        // A member has its own file once one of its sites was audited.
        if context.catalog.is_visited(member) {
            return Some(named);
        }
        Some(Self { document: unseen_address(context, Shelved::Members, &member.id), ..named })
    }

    pub fn body(context: &Context<'_>, body: &Body) -> Option<Self> {
        let path = at::body(&body.id).ok()?;
        Some(Self::new(context, "bodies", &path, &body.id, &body.name))
    }

    pub fn department(context: &Context<'_>, key: &str, of: &Territory<'_>) -> Option<Self> {
        let path = at::department(key).ok()?;
        Some(Self::new(context, "departements", &path, key, of.name))
    }

    fn new(context: &Context<'_>, kind: &str, path: &SitePath, id: &str, name: &str) -> Self {
        Self {
            id: Text::line(id).to_string(),
            name: Text::line(name).to_string(),
            document: address(context, kind, &last(path)),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct SiteLink {
    host: String,
    document: String,
}

impl SiteLink {
    pub fn from_host(context: &Context<'_>, host: &str) -> Option<Self> {
        at::site(host).ok()?;
        let unseen = || unseen_address(context, Shelved::Sites, host);
        let document = site_address(context, host).unwrap_or_else(unseen);
        Some(Self { host: host.to_owned(), document })
    }
}

/// Address of a site in the API. `None` before its first audit.
pub fn site_address(context: &Context<'_>, name: &str) -> Option<String> {
    at::site(name).ok()?;
    context.catalog.hosts.get(name).filter(|host| !host.audits.is_empty())?;
    Some(address(context, "sites", name))
}

/// Number of hexadecimal digits of the digest that names a file of members or sites without an audit.
const DIGITS: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelved {
    Members,
    Sites,
}

impl Shelved {
    pub fn file(self, digits: &str) -> String {
        let kind = match self {
            Self::Members => "members",
            Self::Sites => "sites",
        };
        format!("{kind}-{digits}.json")
    }
}

pub fn digits(id: &str) -> String {
    let mut digits = Digest::of(&[id.as_bytes()]).to_string();
    digits.truncate(DIGITS);
    digits
}

/// Absolute address of the file that holds a member or a site without an audit.
pub fn unseen_address(context: &Context<'_>, kind: Shelved, id: &str) -> String {
    context.absolute(&format!("api/v1/unseen/{}", kind.file(&digits(id))))
}
