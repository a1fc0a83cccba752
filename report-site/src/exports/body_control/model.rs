//! The control file of a body, whatever its format.

use crate::{
    catalog::Host,
    context::Context,
    declarations,
    exports::{
        audit::control::{Check, checks},
        safe,
    },
    input::{AuditHead, Body, Member},
    pages::{
        at,
        hosts::Hosts,
        shared::{self, Alike},
        table::{Entry, entries},
    },
    text::Text,
};
use chrono::{DateTime, Utc};
use rules::{audit::AuditOutcome, documents::DocumentsDigest, referential::TestId, statement::Declared};
use serde::Serialize;

pub const JSON: &str = "controle.json";

const MOST_EVIDENCE: usize = 5;

/// Version of the document's format. Adding a field keeps the version, changing a field raises it.
const FORM: u32 = 1;

#[derive(Serialize)]
pub struct BodyControl<'a> {
    form: u32,
    body: &'a str,
    pub name: String,
    pub page: String,
    /// Time at which the last of its audits was recorded.
    #[serde(skip)]
    pub recorded_at: DateTime<Utc>,
    /// One entry for each site of each member, and one for each member without a site.
    pub sites: Vec<ControlledSite<'a>>,
    /// Defects that several sites share, those on most sites first.
    pub shared_failures: Vec<SharedFailure<'a>>,
    pub not_covered: NotCovered,
}

#[derive(Serialize)]
pub struct ControlledSite<'a> {
    member: &'a str,
    pub name: &'a str,
    pub kind: Option<&'a str>,
    pub departement: Option<&'a str>,
    pub host: Option<&'a str>,
    /// The latest audit of the site.
    #[serde(flatten)]
    pub audit: Option<Controlled<'a>>,
}

#[derive(Serialize)]
pub struct Controlled<'a> {
    pub audited_on: String,
    pub permalink: String,
    /// Address of the control file of the site.
    control: String,
    /// Reason for which the site could not be evaluated.
    pub not_evaluated: Option<&'a str>,
    /// The four checks of the law. Empty for a site that was not evaluated.
    pub checks: Vec<Check>,
    pub failed: u32,
    pub to_verify: u32,
    pub pages_examined: u32,
    pub pages_not_examined: u32,
    /// Number of pages not examined because of a failure of ours. If it is above 0, the site was seen only in part.
    pub pages_lost: u32,
    pub statement: Option<Declared>,
    pub documents: Option<&'a DocumentsDigest>,
}

/// A defect that is exactly the same on several sites, so that one correction (in a template, say) corrects them all.
#[derive(Serialize)]
pub struct SharedFailure<'a> {
    pub rule: &'a str,
    pub reason: &'a str,
    pub tests: &'a [TestId],
    /// Number of elements that have the same defect.
    elements: usize,
    pub sites: Vec<&'a str>,
    /// Absolute addresses of proofs.
    pub evidence: Vec<String>,
}

#[derive(Serialize)]
pub struct NotCovered {
    pub members_without_site: usize,
    pub sites_not_visited: usize,
    pub sites_not_evaluated: usize,
}

impl<'a> BodyControl<'a> {
    pub fn new(context: &'a Context<'a>, body: &'a Body, hosts: &Hosts<'_, 'a>) -> Self {
        let entries = entries(context, context.catalog.members_of(&body.id));
        let latest = || hosts.values().map(|host| host.latest());
        let recorded = hosts.values().flat_map(|host| host.audits.iter().map(|head| head.recorded_at));
        let not_evaluated = |head: &AuditHead| head.outcome != AuditOutcome::Evaluated;
        Self {
            form: FORM,
            body: &body.id,
            name: Text::line(&body.name).to_string(),
            page: at::body(&body.id).map(|path| context.absolute_folder(&path)).unwrap_or_default(),
            recorded_at: recorded.max().unwrap_or_default(),
            not_covered: NotCovered {
                members_without_site: entries.iter().filter(|entry| entry.host.is_none()).count(),
                sites_not_visited: latest().filter(Option::is_none).count(),
                sites_not_evaluated: latest().flatten().filter(|head| not_evaluated(head)).count(),
            },
            sites: entries.into_iter().map(|entry| ControlledSite::from_entry(context, entry)).collect(),
            shared_failures: shared::by_gain(context, hosts)
                .iter()
                .map(|alike| SharedFailure::from_alike(context, alike))
                .collect(),
        }
    }

    /// Number of sites with this outcome of one of the four checks.
    pub fn count(&self, check: &str, outcome: &str) -> usize {
        let checks = self.sites.iter().filter_map(|site| site.audit.as_ref()).flat_map(|audit| &audit.checks);
        checks.filter(|found| found.check == check && found.outcome == outcome).count()
    }
}

impl<'a> ControlledSite<'a> {
    fn from_entry(context: &'a Context<'a>, Entry { member, host }: Entry<'a>) -> Self {
        let Member { id, name, kind, department, .. } = member;
        let latest = host.and_then(|host| context.catalog.hosts.get(host)).and_then(Host::latest);
        Self {
            member: id,
            name,
            kind: kind.as_deref(),
            departement: department.as_deref(),
            host,
            audit: latest.and_then(|head| Controlled::from_head(context, head)),
        }
    }
}

impl<'a> Controlled<'a> {
    /// The entry of an audit. `None` if it cannot have an address; its page reports the problem.
    fn from_head(context: &Context<'_>, head: &'a AuditHead) -> Option<Self> {
        let path = at::audit(head).ok()?;
        let day = head.started_at.date_naive();
        let declared = declarations::told(head);
        let (not_evaluated, checks) = match &head.outcome {
            AuditOutcome::Evaluated => (None, checks(head.summary.failed, declared, day)),
            AuditOutcome::NotEvaluated { cause, .. } => (Some(cause.as_str()), Vec::new()),
        };
        Some(Self {
            audited_on: day.to_string(),
            permalink: context.absolute_folder(&path),
            control: context.absolute(&path.file(JSON)),
            not_evaluated,
            checks,
            failed: head.summary.failed,
            to_verify: head.summary.cant_tell,
            pages_examined: head.summary.pages_audited,
            pages_not_examined: head.summary.pages_not_audited,
            pages_lost: head.facts.pages_lost,
            statement: declared.map(safe),
            documents: head.facts.documents.as_ref(),
        })
    }
}

impl<'a> SharedFailure<'a> {
    fn from_alike(context: &Context<'_>, alike: &Alike<'a>) -> Self {
        let (defect, heads) = &alike[0];
        let evidence = heads.iter().filter_map(|head| shared::page_of(defect, head));
        Self {
            rule: &defect.rule,
            reason: &defect.reason,
            tests: &defect.tests,
            elements: alike.len(),
            sites: heads.iter().map(|head| head.host.as_str()).collect(),
            evidence: evidence.take(MOST_EVIDENCE).map(|path| context.absolute(&path)).collect(),
        }
    }
}
