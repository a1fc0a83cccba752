//! The records that a publication shows, in types of this crate, independent of those of the store.

use chrono::{DateTime, Utc};
use rules::{
    audit::{Audit, AuditFacts, AuditOutcome, Summary, browser_major},
    referential::TestId,
};

/// A member of the registry (adhérent).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Member {
    /// Key in the registry; stable when the name changes.
    pub id: String,
    pub name: String,
    /// Kind, as the registry words it: «commune», «EPCI» …
    pub kind: Option<String>,
    pub department: Option<String>,
    /// Numbers by which the member can be searched: the code of its commune, postal codes.
    pub codes: Vec<String>,
    /// Ids of the [`Body`]s it belongs to.
    pub bodies: Vec<String>,
    /// Whether it has left the registry. Its audits stay published.
    pub gone: bool,
}

/// A body that many members belong to (organisme mutualisant). It may itself belong to other bodies, which then also
/// count its members.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Body {
    pub id: String,
    pub name: String,
    /// Ids of the bodies it belongs to itself.
    pub bodies: Vec<String>,
    /// Number of members in the area it covers, whether they belong to it or not.
    pub perimeter: u32,
}

/// A defect of the registry that the last check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryDefect {
    /// Id of the member.
    pub member: String,
    /// Kind of defect, whose texts are in `data/registry_defects.tsv`.
    pub code: String,
    /// The address as the registry writes it; may be empty.
    pub value: String,
    /// Name of the registry that holds the address.
    pub source: String,
    /// Value that was found instead; may be empty.
    pub detail: String,
    pub found_at: DateTime<Utc>,
}

/// A site to follow. All addresses on one host share one page and one history.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    /// Host as written in permalinks, see [`rules::audit::AuditedSite::host`].
    pub host: String,
    pub url: String,
    /// Ids of the members whose site it is.
    pub members: Vec<String>,
}

/// Fields of an audit that lists show, without its document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AuditHead {
    /// First twelve digits of the document's hash.
    pub id: String,
    pub host: String,
    pub started_at: DateTime<Utc>,
    /// Time at which the audit was recorded. If two audits were begun at the same time, the one recorded later counts,
    /// because it is a second judgement of the same pages.
    pub recorded_at: DateTime<Utc>,
    pub outcome: AuditOutcome,
    pub summary: Summary,
    pub facts: AuditFacts,
    /// Digest of the rules that judged. The figures of two audits are compared only if it is the same.
    pub rule_set: String,
    /// Browser with its major version: `Chrome/156`.
    pub browser: String,
    /// Whether it is an audit of the published site itself. Such an audit is in no feed and not among the latest
    /// audits.
    pub own: bool,
    /// Notice that replaces the audit at its address, if it was withdrawn.
    pub withdrawn: Option<Withdrawal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Withdrawal {
    pub at: DateTime<Utc>,
    pub reason: String,
}

impl AuditHead {
    /// Whether the figures of both audits can be compared: the same rules and browser, as many pages, and no page lost
    /// in either. More pages show more defects of the same site.
    pub fn compares_with(&self, other: &Self) -> bool {
        let is_same = self.rule_set == other.rule_set && self.browser == other.browser;
        let is_as_large = self.summary.pages_audited == other.summary.pages_audited;
        is_same && is_as_large && self.is_whole() && other.is_whole()
    }

    /// Whether no page was lost to a failure of ours.
    pub fn is_whole(&self) -> bool {
        self.facts.pages_lost == 0
    }

    /// Head of an audit, as if it was recorded when it ended.
    pub fn from_audit(audit: &Audit) -> Self {
        Self {
            id: audit.id(),
            host: audit.site.host.clone(),
            started_at: audit.started_at,
            recorded_at: audit.ended_at,
            outcome: audit.outcome.clone(),
            summary: audit.summary,
            facts: AuditFacts::from_audit(audit),
            rule_set: audit.setting.way_of_looking(),
            browser: browser_major(&audit.setting.browser).to_owned(),
            own: false,
            withdrawn: None,
        }
    }
}

/// A kind of defect, by rule and reason, with the number of sites that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrequentDefect {
    pub rule: String,
    pub reason: String,
    pub tests: Vec<TestId>,
    /// How many sites have it on their latest evaluated audit.
    pub sites: u32,
}

/// A defect that is exactly the same on several sites, for instance through a common template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedDefect {
    /// Id of the finding in the audit documents.
    pub finding: String,
    pub rule: String,
    pub reason: String,
    pub tests: Vec<TestId>,
    /// Hosts whose latest audit has it.
    pub hosts: Vec<String>,
}

/// A reply of the authority to an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub author: String,
    pub said_at: DateTime<Utc>,
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_compare_only_under_the_same_rules_on_as_many_whole_pages() {
        let head = AuditHead {
            id: "4f1c2ab09d3e".to_owned(),
            host: "ville.example".to_owned(),
            started_at: DateTime::UNIX_EPOCH,
            recorded_at: DateTime::UNIX_EPOCH,
            outcome: AuditOutcome::Evaluated,
            summary: Summary { pages_audited: 15, ..Summary::default() },
            facts: AuditFacts::default(),
            rule_set: "a".to_owned(),
            browser: "Chrome/156".to_owned(),
            own: false,
            withdrawn: None,
        };
        let changed = |change: fn(&mut AuditHead)| {
            let mut other = head.clone();
            change(&mut other);
            head.compares_with(&other) && other.compares_with(&head)
        };
        assert!(changed(|other| other.summary.failed = 3));
        assert!(!changed(|other| other.summary.pages_audited = 6));
        assert!(!changed(|other| other.rule_set = "b".to_owned()));
        assert!(!changed(|other| other.browser = "Chrome/157".to_owned()));
        assert!(!changed(|other| other.facts.pages_lost = 1));
    }
}
