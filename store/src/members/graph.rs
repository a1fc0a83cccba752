//! Memberships as a graph: a body can belong to other bodies, so a member can belong to a body through other bodies.

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
    /// The member belongs to a body that belongs to this body, directly or through further bodies, and does not belong
    /// to this body itself.
    Indirect,
    /// The member is in the area that the body covers, whether it belongs to the body or not.
    Perimeter,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct MemberName {
    pub id: String,
    pub name: String,
}

impl Store {
    /// Present members of a body in the order of their ids: at most `limit` of those whose id follows `after`. An empty
    /// `after` begins with the first.
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

    /// Bodies that belong to a body, directly or through further bodies.
    pub async fn bodies_below(&self, body: &str) -> Result<Vec<Body>> {
        let rows: Vec<(String, String, Option<String>)> = read!(self, sql::BODIES_BELOW, clean(body, CODE));
        Ok(rows.into_iter().map(|(id, name, siret)| Body { id, name, siret }).collect())
    }

    /// Direct memberships between bodies, as pairs of ids: first the body that belongs, then the body it belongs to.
    pub async fn body_edges(&self) -> Result<Vec<(String, String)>> {
        Ok(read!(self, sql::BODY_EDGES))
    }
}
