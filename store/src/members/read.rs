//! Reads members, bodies and sites in portions.

use super::{Body, BodySize, Member, SiteMember, SiteOf, StoredSite};
use crate::both::{read, read_one};
use crate::statements as sql;
use crate::text::{CODE, clean};
use crate::{Error, Result, Store};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx_macros::FromRow)]
struct MemberRow {
    id: String,
    source: String,
    name: String,
    kind: Option<String>,
    siren: Option<String>,
    siret: Option<String>,
    insee: Option<String>,
    departement: Option<String>,
    postal_codes: Option<String>,
    population: Option<i64>,
    contact: Option<String>,
    first_seen_at: DateTime<Utc>,
    gone_at: Option<DateTime<Utc>>,
    revision: i64,
}

impl Store {
    /// Members, present or gone, in the order of their ids: at most `limit` of those whose id follows `after`. An empty
    /// `after` begins with the first.
    pub async fn members(&self, after: &str, limit: u32) -> Result<Vec<Member>> {
        self.with_links(read!(self, sql::MEMBERS_AFTER, clean(after, CODE), i64::from(limit))).await
    }

    pub async fn member(&self, id: &str) -> Result<Option<Member>> {
        let row: Option<MemberRow> = read_one!(self, sql::MEMBER, clean(id, CODE));
        Ok(self.with_links(row.into_iter().collect()).await?.pop())
    }

    /// Members that changed after a revision, in the order of their last changes. To go on, pass `(revision, id)` of
    /// the last one.
    pub async fn members_changed_after(&self, after: (i64, &str), limit: u32) -> Result<Vec<Member>> {
        self.with_links(read!(
            self,
            sql::MEMBERS_CHANGED_AFTER,
            after.0,
            clean(after.1, CODE),
            i64::from(limit)
        ))
        .await
    }

    pub async fn bodies(&self) -> Result<Vec<BodySize>> {
        let rows: Vec<(String, String, Option<String>, i64, i64)> = read!(self, sql::BODIES);
        let body = |(id, name, siret, present, perimeter): (String, String, Option<String>, i64, i64)| {
            Ok(BodySize {
                body: Body { id, name, siret },
                present: u32::try_from(present)?,
                perimeter: u32::try_from(perimeter)?,
            })
        };
        rows.into_iter().map(body).collect()
    }

    /// Sites with their members, present or gone, in the order of their ids.
    pub async fn sites(&self, after: Uuid, limit: u32) -> Result<Vec<SiteOf>> {
        let sites: Vec<(Uuid, String, String)> = read!(self, sql::SITES_AFTER, after, i64::from(limit));
        let (Some(first), Some(last)) = (sites.first(), sites.last()) else { return Ok(Vec::new()) };
        let members: Vec<(Uuid, String, String, Option<DateTime<Utc>>)> =
            read!(self, sql::MEMBERS_OF_SITES, first.0, last.0);
        let mut of: HashMap<Uuid, Vec<SiteMember>> = HashMap::new();
        for (site, id, name, gone_at) in members {
            of.entry(site).or_default().push(SiteMember { id, name, gone_at });
        }
        let with = |(id, url, host_key)| SiteOf {
            members: of.remove(&id).unwrap_or_default(),
            site: StoredSite { id, url, host_key },
        };
        Ok(sites.into_iter().map(with).collect())
    }

    /// Number of the last change. It grows with every change that the published site must show.
    pub async fn revision(&self) -> Result<i64> {
        let row: Option<(i64,)> = read_one!(self, sql::REVISION);
        row.map(|(value,)| value).ok_or(Error::Database(sqlx::Error::RowNotFound))
    }

    /// Adds bodies, sources and sites to members. They are read for all ids from the smallest to the greatest. If the
    /// members come in the order of revisions, this reads more than needed, but the result is the same.
    async fn with_links(&self, rows: Vec<MemberRow>) -> Result<Vec<Member>> {
        let keys = || rows.iter().map(|row| row.id.as_str());
        let (Some(first), Some(last)) = (keys().min(), keys().max()) else { return Ok(Vec::new()) };
        let mut bodies = by_member(read!(self, sql::BODIES_OF_MEMBERS, first, last));
        let mut perimeters = by_member(read!(self, sql::PERIMETERS_OF_MEMBERS, first, last));
        let listed: Vec<(String, String)> = read!(self, sql::SOURCES_OF_MEMBERS, first, last);
        let mut sources: HashMap<String, Vec<String>> = HashMap::new();
        for (member, source) in listed {
            sources.entry(member).or_default().push(source);
        }
        let linked: Vec<(String, Uuid, String, String)> = read!(self, sql::SITES_OF_MEMBERS, first, last);
        let mut sites: HashMap<String, Vec<StoredSite>> = HashMap::new();
        for (member, id, url, host_key) in linked {
            sites.entry(member).or_default().push(StoredSite { id, url, host_key });
        }
        Ok(rows
            .into_iter()
            .map(|row| Member {
                bodies: bodies.remove(&row.id).unwrap_or_default(),
                perimeters: perimeters.remove(&row.id).unwrap_or_default(),
                sources: sources.remove(&row.id).unwrap_or_default(),
                sites: sites.remove(&row.id).unwrap_or_default(),
                id: row.id,
                source: row.source,
                name: row.name,
                kind: row.kind,
                siren: row.siren,
                siret: row.siret,
                insee: row.insee,
                departement: row.departement,
                postal_codes: row.postal_codes,
                population: row.population.and_then(|population| u32::try_from(population).ok()),
                contact: row.contact,
                first_seen_at: row.first_seen_at,
                gone_at: row.gone_at,
                revision: row.revision,
            })
            .collect())
    }
}

fn by_member(rows: Vec<(String, String, String, Option<String>)>) -> HashMap<String, Vec<Body>> {
    let mut bodies: HashMap<String, Vec<Body>> = HashMap::new();
    for (member, id, name, siret) in rows {
        bodies.entry(member).or_default().push(Body { id, name, siret });
    }
    bodies
}
