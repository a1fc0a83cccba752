//! Takes over one reading of a registry in one transaction.

use super::difference::{Difference, Known, digest};
use super::incoming::{accept, accept_bodies};
use super::ledger::{self, Change, Claim, KnownMember, Ledger, Put};
use super::sources::{self, SourceState, UNRANKED};
use super::{BodyOf, Extent, ImportSummary, NewMember, Refused, Said};
use crate::both::{Open, execute, rows};
use crate::id::milliseconds;
use crate::open::{commit, next_revision};
use crate::statements as sql;
use crate::text::{CODE, clean};
use crate::{Error, Result, Store, id_at};
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashMap, HashSet};

impl Store {
    /// Makes `given` the members of `source`: adds and changes members, marks those that are gone, and deletes none.
    /// The same list again changes nothing. An empty list marks all members as gone, so the caller must know that the
    /// list is really empty.
    pub async fn import_members(
        &self,
        source: &str,
        given: &[NewMember],
        now: DateTime<Utc>,
    ) -> Result<ImportSummary> {
        self.sync_members(&Said::whole(source, given), now).await
    }

    /// Takes over one reading of a source. A member that is missing from it stays as long as another source lists it.
    ///
    /// # Errors
    /// [`Error::TooManyGone`] if losses are limited and so many members are missing that the reading may be broken.
    pub async fn sync_members(&self, said: &Said<'_>, now: DateTime<Utc>) -> Result<ImportSummary> {
        let (members, mut refused) = accept(said.members);
        let bodies = said.bodies.map(accept_bodies);
        refused.extend(bodies.iter().flat_map(|(_, refused)| refused.clone()));
        let bodies = bodies.map(|(bodies, _)| bodies);
        let mut tx = self.begin().await?;
        // The revision is taken first, which locks its row, so that no two imports compare with the same earlier state.
        let revision = next_revision(&mut tx).await?;
        let reading = Reading { source: clean(said.source, CODE), said, now: milliseconds(now), revision };
        let known = known(&mut tx, &reading.source).await?;
        let news = Difference::between(&known, &members, said.adds, said.extent, said.kept);
        if news.is_suspicious(said.losses, members.len()) {
            return Err(Error::TooManyGone {
                source_name: reading.source,
                listed: members.len(),
                known: news.live,
                gone: news.gone.len(),
            });
        }
        let (ranks, source) = reading.ranked(&mut tx, &known, &members).await?;
        let ranked_anew = ranks.get(&reading.source).is_some_and(|before| *before != source.rank);
        let graph = reading.put_bodies(&mut tx, bodies.as_deref()).await?;
        if news.is_empty() && !ranked_anew && !graph {
            drop(tx);
            self.remember(&source, now).await?;
            return Ok(nothing_new(&known, refused));
        }
        let mut ledger = Ledger { ranks, ..ledger(&mut tx).await? };
        ledger.ranks.insert(reading.source.clone(), source.rank);
        let touched = reading.tell(&mut ledger, &members, &news, ranked_anew);
        let mut settled = ledger.settle(&touched);
        refused.append(&mut settled.refused);
        let mut bodies = known_bodies(&mut tx).await?;
        for put in &settled.put {
            reading.put(&mut tx, put, &mut bodies).await?;
        }
        for (id, _) in &settled.gone {
            execute!(&mut tx, sql::MARK_GONE, id, reading.now, revision);
        }
        reading.put_claims(&mut tx, &ledger, &news, &members, &settled).await?;
        sources::put(&mut tx, &source, now).await?;
        commit(tx).await?;
        Ok(summary(&ledger, &reading.source, &settled, refused))
    }

    async fn remember(&self, source: &SourceState, now: DateTime<Utc>) -> Result<()> {
        let mut tx = self.begin().await?;
        sources::put(&mut tx, source, now).await?;
        commit(tx).await
    }
}

struct Reading<'a> {
    source: String,
    said: &'a Said<'a>,
    now: DateTime<Utc>,
    revision: i64,
}

impl Reading<'_> {
    /// Ranks of all sources before this reading, and the new state of this source.
    async fn ranked(
        &self,
        tx: &mut Open,
        known: &HashMap<String, Known>,
        members: &[NewMember],
    ) -> Result<(HashMap<String, i64>, SourceState)> {
        let all: Vec<SourceState> = rows!(tx, sql::SOURCES);
        let before = all.iter().find(|before| before.source == self.source);
        let listed = match self.said.extent {
            Extent::Whole => members.len(),
            Extent::Changes { .. } => known.values().filter(|known| !known.gone).count(),
        };
        let source = SourceState {
            source: self.source.clone(),
            rank: self.said.rank.or(before.map(|before| before.rank)).unwrap_or(UNRANKED),
            state: self.said.state.map_or_else(String::new, str::to_owned),
            listed: i64::try_from(listed)?,
            tried_at: Some(self.now),
            synced_at: Some(self.now),
            failure: None,
        };
        Ok((all.into_iter().map(|one| (one.source, one.rank)).collect(), source))
    }

    /// Updates the claims in the ledger with the new reading of this source. Gives the indexes of the changed claims.
    fn tell(
        &self,
        ledger: &mut Ledger,
        members: &[NewMember],
        news: &Difference,
        ranked_anew: bool,
    ) -> HashSet<usize> {
        let ours: HashMap<String, usize> = (0..ledger.claims.len())
            .filter(|at| ledger.claims[*at].source == self.source)
            .map(|at| (ledger.claims[at].key.clone(), at))
            .collect();
        let mut touched = HashSet::new();
        for key in &news.gone {
            if let Some(at) = ours.get(key) {
                ledger.claims[*at].gone = true;
                touched.insert(*at);
            }
        }
        for index in &news.put {
            let said = members[*index].clone();
            let before = ours.get(&said.id).copied();
            let claim = Claim {
                source: self.source.clone(),
                key: said.id.clone(),
                member: before.and_then(|at| ledger.claims[at].member.clone()),
                adds: self.said.adds,
                gone: false,
                digest: digest(&said),
                said,
            };
            let at = before.unwrap_or(ledger.claims.len());
            match before {
                Some(at) => ledger.claims[at] = claim,
                None => ledger.claims.push(claim),
            }
            touched.insert(at);
        }
        if ranked_anew {
            touched.extend(ours.values());
        }
        touched
    }

    async fn put(&self, tx: &mut Open, put: &Put, bodies: &mut HashMap<String, String>) -> Result<()> {
        let member = &put.member;
        execute!(
            &mut *tx,
            sql::PUT_MEMBER,
            &member.id,
            &put.source,
            &member.name,
            &member.kind,
            &member.siren,
            &member.siret,
            &member.insee,
            &member.departement,
            &member.postal_codes,
            member.population.map(i64::from),
            &member.contact,
            &put.digest,
            self.now,
            self.revision,
        );
        execute!(&mut *tx, sql::CLEAR_MEMBERSHIPS, &member.id);
        for body in &member.bodies {
            let (id, _) = put_body(tx, body, bodies).await?;
            execute!(&mut *tx, sql::PUT_MEMBERSHIP, &member.id, &id);
        }
        execute!(&mut *tx, sql::CLEAR_PERIMETERS, &member.id);
        for body in &member.perimeters {
            let (id, _) = put_body(tx, body, bodies).await?;
            execute!(&mut *tx, sql::PUT_PERIMETER, &member.id, &id);
        }
        execute!(&mut *tx, sql::CLEAR_MEMBER_SITES, &member.id);
        for site in &member.sites {
            let id = id_at(self.now, site.url.as_bytes());
            execute!(&mut *tx, sql::PUT_SITE, id, &site.url, &site.host_key, self.now);
            execute!(&mut *tx, sql::PUT_MEMBER_SITE, &member.id, &site.url);
        }
        Ok(())
    }

    async fn put_claims(
        &self,
        tx: &mut Open,
        ledger: &Ledger,
        news: &Difference,
        members: &[NewMember],
        settled: &ledger::Settled,
    ) -> Result<()> {
        for at in &settled.attached {
            let claim = &ledger.claims[*at];
            execute!(&mut *tx, sql::ATTACH_CLAIM, &claim.source, &claim.key, &claim.member);
        }
        for key in &news.gone {
            execute!(&mut *tx, sql::MARK_CLAIM_GONE, &self.source, key, self.now);
        }
        let ours = |claim: &&Claim| claim.source == self.source;
        let by_key: HashMap<&str, &Claim> =
            ledger.claims.iter().filter(ours).map(|claim| (claim.key.as_str(), claim)).collect();
        for index in &news.put {
            let Some(claim) = by_key.get(members[*index].id.as_str()) else { continue };
            let said =
                serde_json::to_string(&claim.said).expect("a member holds only strings and lists of them");
            let Claim { source, key, member, adds, digest, .. } = claim;
            execute!(&mut *tx, sql::PUT_CLAIM, source, key, member, adds, digest, &said);
        }
        Ok(())
    }

    /// Writes bodies, their memberships and their areas. `true` if anything changed.
    async fn put_bodies(&self, tx: &mut Open, given: Option<&[BodyOf]>) -> Result<bool> {
        let Some(given) = given else { return Ok(false) };
        let mut known = known_bodies(tx).await?;
        let (mut changed, mut edges, mut areas) = (false, BTreeSet::new(), BTreeSet::new());
        for of in given {
            let (id, new) = put_body(tx, &of.body, &mut known).await?;
            changed |= new;
            for parent in &of.bodies {
                let (parent, new) = put_body(tx, parent, &mut known).await?;
                changed |= new;
                edges.insert((id.clone(), parent));
            }
            areas.extend(of.departements.iter().map(|code| (id.clone(), code.clone())));
        }
        let before: Vec<(String, String)> = rows!(&mut *tx, sql::BODY_MEMBERSHIPS_OF_SOURCE, &self.source);
        if !before.iter().eq(&edges) {
            changed = true;
            execute!(&mut *tx, sql::CLEAR_BODY_MEMBERSHIPS, &self.source);
            for (body, of) in &edges {
                execute!(&mut *tx, sql::PUT_BODY_MEMBERSHIP, body, of, &self.source);
            }
        }
        let before: Vec<(String, String)> = rows!(&mut *tx, sql::BODY_DEPARTEMENTS_OF_SOURCE, &self.source);
        if !before.iter().eq(&areas) {
            changed = true;
            execute!(&mut *tx, sql::CLEAR_BODY_DEPARTEMENTS, &self.source);
            for (body, departement) in &areas {
                execute!(&mut *tx, sql::PUT_BODY_DEPARTEMENT, body, departement, &self.source);
            }
        }
        Ok(changed)
    }
}

/// Writes a body. Gives the id under which it is kept, which is that of a known body with the same SIRET if there is
/// one, and whether anything changed.
async fn put_body(
    tx: &mut Open,
    body: &super::Body,
    known: &mut HashMap<String, String>,
) -> Result<(String, bool)> {
    let same = body.siret.as_ref().and_then(|siret| known.get(siret)).cloned();
    let id = same.unwrap_or_else(|| body.id.clone());
    let touched = execute!(tx, sql::PUT_BODY, &id, &body.name, &body.siret);
    if let Some(siret) = &body.siret {
        known.insert(siret.clone(), id.clone());
    }
    Ok((id, touched > 0))
}

/// Ids of bodies by their SIRET.
async fn known_bodies(tx: &mut Open) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, String)> = rows!(tx, sql::KNOWN_BODIES);
    Ok(rows.into_iter().collect())
}

async fn known(tx: &mut Open, source: &str) -> Result<HashMap<String, Known>> {
    let rows: Vec<(String, String, bool, bool, Option<String>)> = rows!(tx, sql::KNOWN_CLAIMS, source);
    let known = |(key, digest, adds, gone, member)| (key, Known { digest, adds, gone, member });
    Ok(rows.into_iter().map(known).collect())
}

#[derive(sqlx_macros::FromRow)]
struct ClaimRow {
    source: String,
    key: String,
    member_id: Option<String>,
    adds: bool,
    gone: bool,
    digest: String,
    said: String,
}

async fn ledger(tx: &mut Open) -> Result<Ledger> {
    let rows: Vec<ClaimRow> = rows!(&mut *tx, sql::CLAIMS);
    let claims = rows.into_iter().map(claim).collect::<Result<_>>()?;
    let members: Vec<(String, String, bool)> = rows!(&mut *tx, sql::STANDING_MEMBERS);
    let members = members.into_iter().map(|(id, digest, gone)| (id, KnownMember { digest, gone })).collect();
    Ok(Ledger { ranks: HashMap::new(), claims, members })
}

fn claim(row: ClaimRow) -> Result<Claim> {
    let said = serde_json::from_str(&row.said).map_err(|error| Error::CorruptClaim {
        source_name: row.source.clone(),
        key: row.key.clone(),
        reason: error.to_string(),
    })?;
    Ok(Claim {
        source: row.source,
        key: row.key,
        member: row.member_id,
        adds: row.adds,
        gone: row.gone,
        digest: row.digest,
        said,
    })
}

fn nothing_new(known: &HashMap<String, Known>, refused: Vec<Refused>) -> ImportSummary {
    let live = known.values().filter(|known| !known.gone);
    let members: BTreeSet<&str> = live.filter_map(|known| known.member.as_deref()).collect();
    let waiting = known.values().filter(|known| !known.gone && known.member.is_none()).count();
    ImportSummary {
        unchanged: number(members.len()),
        waiting: number(waiting),
        refused,
        ..ImportSummary::default()
    }
}

fn summary(ledger: &Ledger, source: &str, settled: &ledger::Settled, refused: Vec<Refused>) -> ImportSummary {
    let counts = ledger::counts(settled);
    let count = |change| counts.get(&change).copied().unwrap_or_default();
    let changed: BTreeSet<&str> = settled.put.iter().map(|put| put.member.id.as_str()).collect();
    let unchanged = ledger.members_of(source).into_iter().filter(|member| !changed.contains(member)).count();
    let waiting =
        ledger.claims.iter().filter(|claim| claim.source == source && !claim.gone && claim.member.is_none());
    let put = settled.put.iter().map(|put| (put.change, put.member.id.clone(), put.member.name.clone()));
    let gone = settled.gone.iter().map(|(id, name)| (Change::Gone, id.clone(), name.clone()));
    ImportSummary {
        added: count(Change::Added),
        changed: count(Change::Changed),
        unchanged: number(unchanged),
        gone: count(Change::Gone),
        returned: count(Change::Returned),
        waiting: number(waiting.count()),
        changes: put.chain(gone).collect(),
        refused,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
