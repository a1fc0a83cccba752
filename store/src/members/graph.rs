//! Membership as a graph: a body can belong to another body, so a member can belong to a body through others.

use super::Body;
use crate::both::read;
use crate::statements as sql;
use crate::text::{CODE, clean};
use crate::{Result, Store};

/// Relation of a member to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// The member belongs to the body itself.
    Direct,
    /// The member belongs to a body that belongs to this body, through any number of steps, and not to this body
    /// itself.
    Indirect,
    /// The member lies in the area that the body covers, whether it belongs to the body or not.
    Perimeter,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct MemberName {
    pub id: String,
    pub name: String,
}

impl Store {
    /// Present members of a body in the order of their keys: at most `limit` members whose key follows `after` (empty:
    /// from the first).
    pub async fn members_of_body(
        &self,
        body: &str,
        kinship: Kinship,
        after: &str,
        limit: u32,
    ) -> Result<Vec<MemberName>> {
        let statement = match kinship {
            Kinship::Direct => sql::DIRECT_MEMBERS,
            Kinship::Indirect => sql::INDIRECT_MEMBERS,
            Kinship::Perimeter => sql::PERIMETER_MEMBERS,
        };
        Ok(read!(self, statement, clean(body, CODE), clean(after, CODE), i64::from(limit)))
    }

    /// Bodies that belong to a body, through any number of steps.
    pub async fn bodies_below(&self, body: &str) -> Result<Vec<Body>> {
        let rows: Vec<(String, String, Option<String>)> = read!(self, sql::BODIES_BELOW, clean(body, CODE));
        Ok(rows.into_iter().map(|(id, name, siret)| Body { id, name, siret }).collect())
    }

    /// Direct memberships between bodies: pairs of ids, the member first.
    pub async fn body_edges(&self) -> Result<Vec<(String, String)>> {
        Ok(read!(self, sql::BODY_EDGES))
    }
}
