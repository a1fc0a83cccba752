//! Taking over what a registry says, in one transaction.

use super::difference::{Difference, Known, difference, digest};
use super::incoming::accept;
use super::{ImportSummary, NewMember};
use crate::both::{Open, execute, rows};
use crate::id::milliseconds;
use crate::open::{commit, next_revision};
use crate::statements as sql;
use crate::text::{CODE, clean};
use crate::{Result, Store, id_at};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

impl Store {
    /// Makes the members of `source` those given: adds, changes, marks who is gone, and deletes nobody. The same
    /// list again changes nothing. An empty list marks all: whoever calls knows whether the registry meant it.
    pub async fn import_members(
        &self,
        source: &str,
        given: &[NewMember],
        now: DateTime<Utc>,
    ) -> Result<ImportSummary> {
        let source = clean(source, CODE);
        let (said, refused) = accept(given);
        let mut tx = self.begin().await?;
        // Taken first here: two imports must not compare with the same past.
        let revision = next_revision(&mut tx).await?;
        let known = known(&mut tx).await?;
        let news = difference(&source, &known, &said);
        let summary = summary(&news, refused);
        if news.is_empty() {
            return Ok(summary);
        }
        let import = Import { source: &source, now: milliseconds(now), revision };
        for index in news.to_write() {
            import.put(&mut tx, &said[index]).await?;
        }
        for id in &news.gone {
            execute!(&mut tx, sql::MARK_GONE, id, import.now, revision);
        }
        commit(tx).await?;
        Ok(summary)
    }
}

struct Import<'a> {
    source: &'a str,
    now: DateTime<Utc>,
    revision: i64,
}

impl Import<'_> {
    async fn put(&self, tx: &mut Open, member: &NewMember) -> Result<()> {
        execute!(
            tx,
            sql::PUT_MEMBER,
            &member.id,
            self.source,
            &member.name,
            &member.kind,
            &member.siren,
            &member.siret,
            &member.insee,
            &member.departement,
            &member.contact,
            digest(member),
            self.now,
            self.revision,
        );
        execute!(tx, sql::CLEAR_MEMBERSHIPS, &member.id);
        for body in &member.bodies {
            execute!(tx, sql::PUT_BODY, &body.id, &body.name);
            execute!(tx, sql::PUT_MEMBERSHIP, &member.id, &body.id);
        }
        execute!(tx, sql::CLEAR_MEMBER_SITES, &member.id);
        for site in &member.sites {
            let id = id_at(self.now, site.url.as_bytes());
            execute!(tx, sql::PUT_SITE, id, &site.url, &site.host_key, self.now);
            execute!(tx, sql::PUT_MEMBER_SITE, &member.id, &site.url);
        }
        Ok(())
    }
}

async fn known(tx: &mut Open) -> Result<HashMap<String, Known>> {
    let rows: Vec<(String, String, String, bool)> = rows!(tx, sql::KNOWN_MEMBERS);
    Ok(rows.into_iter().map(|(id, source, digest, gone)| (id, Known { source, digest, gone })).collect())
}

fn summary(news: &Difference, refused: Vec<super::Refused>) -> ImportSummary {
    let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
    ImportSummary {
        added: count(news.added.len()),
        changed: count(news.changed.len()),
        unchanged: news.unchanged,
        gone: count(news.gone.len()),
        returned: count(news.returned.len()),
        refused,
    }
}
