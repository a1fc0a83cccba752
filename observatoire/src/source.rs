//! Gives the records of the store to the report site.

use anyhow::Result;
use report_site::{
    AuditHead, Body, FrequentDefect, Member, RegistryDefect, Reply, SharedDefect, Site, Source, SourceError,
    Withdrawal,
};
use rules::{
    audit::{AuditOutcome, browser_major},
    catalogue,
    made_with::MadeWith,
    referential::{CriterionId, Referentials},
};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::Store;
use tokio::runtime::Handle;
use uuid::Uuid;

const AT_ONCE: u32 = 500;

/// The records for one publication. Lists are read at the start, audit documents when the page of a permalink is
/// written.
pub struct FromStore {
    store: Store,
    runtime: Handle,
    members: Vec<Member>,
    bodies: Vec<Body>,
    sites: Vec<Site>,
    heads: Vec<AuditHead>,
    defects: Vec<FrequentDefect>,
    criteria: BTreeMap<CriterionId, u32>,
    shared: Vec<SharedDefect>,
    replies: HashMap<String, Vec<Reply>>,
    made_with: BTreeMap<String, MadeWith>,
    registry_defects: Vec<RegistryDefect>,
    /// Audits by the id in their permalink.
    audits: HashMap<String, Uuid>,
    referentials: Referentials,
}

impl FromStore {
    pub async fn read(store: Store, referentials: Referentials) -> Result<Self> {
        let (mut heads, audits) = heads(&store).await?;
        heads.extend(own(&store).await?);
        Ok(Self {
            members: members(&store).await?,
            bodies: bodies(&store).await?,
            sites: sites(&store).await?,
            defects: defects(&store, &referentials).await?,
            criteria: criteria(&store, &referentials).await?,
            shared: shared(&store).await?,
            replies: replies(&store).await?,
            made_with: store.made_with().await?,
            registry_defects: registry_defects(&store).await?,
            heads,
            audits,
            referentials,
            runtime: Handle::current(),
            store,
        })
    }
}

async fn members(store: &Store) -> Result<Vec<Member>> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let some = store.members(&after, AT_ONCE).await?;
        let Some(last) = some.last() else { return Ok(all) };
        after = last.id.clone();
        all.extend(some.into_iter().map(|member| Member {
            codes: codes(&member),
            id: member.id,
            name: member.name,
            kind: member.kind,
            department: member.departement,
            bodies: member.bodies.into_iter().map(|body| body.id).collect(),
            gone: member.gone_at.is_some(),
        }));
    }
}

/// Codes by which visitors can find the member, besides its name: INSEE and postal codes.
fn codes(member: &store::Member) -> Vec<String> {
    let postal = member.postal_codes.iter().flat_map(|codes| codes.split(' '));
    member.insee.iter().map(String::as_str).chain(postal).map(str::to_owned).collect()
}

async fn bodies(store: &Store) -> Result<Vec<Body>> {
    let mut above: HashMap<String, Vec<String>> = HashMap::new();
    let mut below = HashSet::new();
    for (child, parent) in store.body_edges().await? {
        below.insert(parent.clone());
        above.entry(child).or_default().push(parent);
    }
    // A national registry lists all bodies in France. A body is shown if it has members here, or bodies below it do.
    let bodies = store.bodies().await?.into_iter();
    let shown = bodies.filter(|size| size.present > 0 || below.contains(&size.body.id));
    Ok(shown
        .map(|size| Body {
            bodies: above.remove(&size.body.id).unwrap_or_default(),
            perimeter: size.perimeter,
            id: size.body.id,
            name: size.body.name,
        })
        .collect())
}

async fn sites(store: &Store) -> Result<Vec<Site>> {
    let mut all = Vec::new();
    let mut after = Uuid::nil();
    loop {
        let some = store.sites(after, AT_ONCE).await?;
        let Some(last) = some.last() else { return Ok(all) };
        after = last.site.id;
        all.extend(some.into_iter().map(|of| Site {
            host: of.site.host_key,
            url: of.site.url,
            members: of.members.into_iter().map(|member| member.id).collect(),
        }));
    }
}

async fn heads(store: &Store) -> Result<(Vec<AuditHead>, HashMap<String, Uuid>)> {
    let (mut all, mut audits, mut after) = (Vec::new(), HashMap::new(), 0);
    loop {
        let some = store.audits_changed_after(after, AT_ONCE).await?;
        let Some(last) = some.last() else { return Ok((all, audits)) };
        after = last.revision;
        for head in some {
            audits.insert(head.public_id.clone(), head.id);
            all.push(AuditHead {
                id: head.public_id,
                host: head.host,
                started_at: head.started_at,
                recorded_at: head.recorded_at,
                outcome: match head.cause {
                    Some(cause) => AuditOutcome::NotEvaluated { cause, detail: None },
                    None => AuditOutcome::Evaluated,
                },
                summary: head.summary,
                facts: head.facts,
                rule_set: head.rule_set,
                browser: browser_major(&head.browser).to_owned(),
                own: false,
                withdrawn: head.withdrawn.map(|told| Withdrawal { at: told.at, reason: told.reason }),
            });
        }
    }
}

async fn defects(store: &Store, referentials: &Referentials) -> Result<Vec<FrequentDefect>> {
    let tests = |rule: &str| {
        catalogue::rule(rule).map(|rule| referentials.main.tests_of(rule.aspects)).unwrap_or_default()
    };
    let defects = store.frequent_defects(12).await?.into_iter();
    Ok(defects
        .map(|defect| FrequentDefect {
            tests: tests(&defect.rule),
            sites: u32::try_from(defect.sites).unwrap_or(u32::MAX),
            rule: defect.rule,
            reason: defect.reason,
        })
        .collect())
}

/// Audits of the published site itself.
async fn own(store: &Store) -> Result<Vec<AuditHead>> {
    let audits = store.own_audits().await?.into_iter();
    Ok(audits
        .map(|own| AuditHead {
            id: own.public_id,
            host: own.host,
            started_at: own.started_at,
            recorded_at: own.recorded_at,
            outcome: match own.cause {
                Some(cause) => AuditOutcome::NotEvaluated { cause, detail: None },
                None => AuditOutcome::Evaluated,
            },
            summary: own.summary,
            facts: own.facts,
            rule_set: own.rule_set,
            browser: browser_major(&own.browser).to_owned(),
            own: true,
            withdrawn: None,
        })
        .collect())
}

/// Number of sites that fail each criterion, from audits under the main referential.
async fn criteria(store: &Store, referentials: &Referentials) -> Result<BTreeMap<CriterionId, u32>> {
    let counts = store.failed_criteria(&referentials.main.to_string()).await?.into_iter();
    Ok(counts.map(|count| (count.criterion, u32::try_from(count.sites).unwrap_or(u32::MAX))).collect())
}

async fn shared(store: &Store) -> Result<Vec<SharedDefect>> {
    let defects = store.shared_defect_hosts().await?.into_iter();
    Ok(defects
        .map(|defect| SharedDefect {
            finding: defect.fingerprint,
            rule: defect.rule,
            reason: defect.reason,
            tests: defect.tests,
            hosts: defect.hosts,
        })
        .collect())
}

async fn registry_defects(store: &Store) -> Result<Vec<RegistryDefect>> {
    let found = store.registry_defects().await?.into_iter();
    Ok(found
        .map(|defect| RegistryDefect {
            member: defect.member_id,
            code: defect.code,
            value: defect.value,
            source: defect.source,
            detail: defect.detail,
            found_at: defect.found_at,
        })
        .collect())
}

async fn replies(store: &Store) -> Result<HashMap<String, Vec<Reply>>> {
    let mut all: HashMap<String, Vec<Reply>> = HashMap::new();
    for (audit, reply) in store.all_replies().await? {
        let reply = Reply { author: reply.author, said_at: reply.said_at, text: reply.text };
        all.entry(audit).or_default().push(reply);
    }
    Ok(all)
}

impl Source for FromStore {
    fn registry_defects(&self) -> Result<Vec<RegistryDefect>, SourceError> {
        Ok(self.registry_defects.clone())
    }
    fn referentials(&self) -> Referentials {
        self.referentials.clone()
    }
    fn members(&self) -> Result<Vec<Member>, SourceError> {
        Ok(self.members.clone())
    }
    fn bodies(&self) -> Result<Vec<Body>, SourceError> {
        Ok(self.bodies.clone())
    }
    fn sites(&self) -> Result<Vec<Site>, SourceError> {
        Ok(self.sites.clone())
    }
    fn heads(&self) -> Result<Vec<AuditHead>, SourceError> {
        Ok(self.heads.clone())
    }
    fn frequent_defects(&self) -> Result<Vec<FrequentDefect>, SourceError> {
        Ok(self.defects.clone())
    }
    fn failed_criteria(&self) -> Result<BTreeMap<CriterionId, u32>, SourceError> {
        Ok(self.criteria.clone())
    }
    fn shared_defects(&self) -> Result<Vec<SharedDefect>, SourceError> {
        Ok(self.shared.clone())
    }
    fn made_with(&self) -> Result<BTreeMap<String, MadeWith>, SourceError> {
        Ok(self.made_with.clone())
    }
    fn replies(&self) -> Result<HashMap<String, Vec<Reply>>, SourceError> {
        Ok(self.replies.clone())
    }
    fn document(&self, id: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(match self.audits.get(id) {
            Some(audit) => Some(self.runtime.block_on(self.store.audit_json(*audit))?),
            None => self.runtime.block_on(self.store.own_audit_json(id))?,
        })
    }
    fn picture(&self, hash: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.runtime.block_on(self.store.picture(hash))?)
    }
}
