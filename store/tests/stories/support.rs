//! Help for the stories: an empty database of either kind, a fixed time, and members and audits to store.

use chrono::{DateTime, Duration, Utc};
use rules::Outcome;
use rules::audit::{
    Audit, AuditOutcome, AuditedPage, AuditedSite, CriterionResult, FORMAT, Finding, PageOutcome, Place,
    Sample, Setting, Summary,
};
use rules::referential::{CriterionId, TestId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, Weak};
use store::{Campaign, DueAudit, KeptPage, NewCampaign, NewMember, NewSite, Selection, Store};
use tests::postgres::Postgres;

/// Runs each story on SQLite and on Postgres.
macro_rules! on_both {
    ($($story:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $story() { super::$story(crate::support::Database::sqlite()).await })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $story() { super::$story(crate::support::Database::postgres()).await })*
        }
    };
}
pub(crate) use on_both;

/// An empty database, removed when this value is dropped.
pub struct Database {
    pub url: String,
    _kept_alive: KeptAlive,
}

#[expect(dead_code, reason = "held so that the database is removed when they are dropped")]
enum KeptAlive {
    Folder(tempfile::TempDir),
    Cluster(Arc<Postgres>),
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("observatoire.db").display());
        Self { url, _kept_alive: KeptAlive::Folder(folder) }
    }

    /// A database of a cluster that all stories running at the same time share.
    pub fn postgres() -> Self {
        static CLUSTER: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
        let mut cluster = CLUSTER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let running = cluster.upgrade().unwrap_or_else(|| {
            let started = Arc::new(Postgres::start().expect("Postgres must be installed for these tests"));
            *cluster = Arc::downgrade(&started);
            started
        });
        let url = running.database().expect("a database in the cluster");
        Self { url, _kept_alive: KeptAlive::Cluster(running) }
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.url).await.expect("an empty database opens")
    }
}

pub fn now() -> DateTime<Utc> {
    "2026-11-22T08:00:00.125Z".parse().expect("a time")
}

pub fn minutes(number: i64) -> Duration {
    Duration::minutes(number)
}

pub fn member(number: usize) -> NewMember {
    NewMember {
        id: format!("m{number}"),
        name: format!("Commune {number}"),
        sites: vec![site(&format!("commune-{number}.example"))],
        ..NewMember::default()
    }
}

pub fn site(host: &str) -> NewSite {
    NewSite { url: format!("https://{host}/"), host_key: host.to_owned() }
}

/// Imports members 1 to `number` and plans one audit for the site of each.
pub async fn planned(store: &Store, number: usize) -> Campaign {
    let members: Vec<NewMember> = (1..=number).map(member).collect();
    store.import_members("csv", &members, now()).await.expect("members");
    let new = NewCampaign { label: "Campagne".to_owned(), seed: u64::MAX, pages: 15 };
    let campaign = store.new_campaign(&new, now()).await.expect("a campaign");
    store.plan(&campaign, &Selection::default(), now()).await.expect("a plan");
    campaign
}

/// Leases up to `limit` audits for ten minutes.
pub async fn lease(store: &Store, owner: &str, now: DateTime<Utc>, limit: u32) -> Vec<DueAudit> {
    store.lease(owner, now, now + minutes(10), limit).await.expect("leases")
}

pub fn kept_page(number: u32) -> KeptPage {
    let url = format!("https://a.example/{number}");
    KeptPage { number, url, snapshot_hash: format!("{number:064}"), bytes: vec![7; 100] }
}

/// An evaluated audit of one page, with one proven defect.
pub fn audit(host: &str, started_at: DateTime<Utc>) -> Audit {
    Audit {
        format: FORMAT,
        site: AuditedSite { host: host.to_owned(), url: format!("https://{host}/"), name: None },
        started_at,
        ended_at: started_at + minutes(1),
        setting: setting(),
        outcome: AuditOutcome::Evaluated,
        sample: Sample { seed: 1, asked: 15, known: 40 },
        summary: Summary {
            criteria: 106,
            failed: 1,
            pages_audited: 1,
            defects: 1,
            occurrences: 3,
            ..Summary::default()
        },
        criteria: vec![
            criterion(1, 1, Outcome::Passed),
            criterion(8, 3, Outcome::Failed),
            criterion(8, 5, Outcome::CantTell),
        ],
        tests: BTreeMap::from([(Outcome::Failed, vec![TestId::new(8, 3, 1)])]),
        pages: vec![page(&format!("https://{host}/"), PageOutcome::Audited)],
        findings: vec![
            finding("00000000000000ff", Outcome::Failed),
            finding("0000000000000001", Outcome::CantTell),
        ],
        rejudged_from: None,
        statement: None,
        made_with: None,
        documents: None,
        beside: Vec::new(),
    }
}

pub fn not_evaluated(host: &str, started_at: DateTime<Utc>, cause: &str) -> Audit {
    let outcome = AuditOutcome::NotEvaluated { cause: cause.to_owned(), detail: None };
    let page =
        page(&format!("https://{host}/"), PageOutcome::NotAudited { cause: cause.to_owned(), detail: None });
    Audit {
        outcome,
        pages: vec![page],
        criteria: Vec::new(),
        findings: Vec::new(),
        summary: Summary { criteria: 106, pages_not_audited: 1, ..Summary::default() },
        ..audit(host, started_at)
    }
}

pub fn finding(id: &str, outcome: Outcome) -> Finding {
    Finding {
        id: id.to_owned(),
        rule: "html-lang".to_owned(),
        outcome,
        reason: "no-lang".to_owned(),
        data: BTreeMap::new(),
        tests: vec![TestId::new(8, 3, 1)],
        either: false,
        html: "<html>".to_owned(),
        count: 3,
        places: vec![Place { page: 0, selector: "html".to_owned(), frame: None }],
    }
}

pub fn page(url: &str, outcome: PageOutcome) -> AuditedPage {
    AuditedPage {
        title: Some("Accueil".to_owned()),
        captured_at: Some(now()),
        outcome,
        ..AuditedPage::new(url, "home")
    }
}

fn criterion(theme: u8, number: u8, outcome: Outcome) -> CriterionResult {
    let id = CriterionId::new(theme, number);
    CriterionResult { id, outcome, failed_on: Vec::new(), failed_with: Vec::new() }
}

fn setting() -> Setting {
    Setting {
        referential: "RGAA".to_owned(),
        referential_version: "4.1.2".to_owned(),
        rule_set: "rules-1".to_owned(),
        program: "0.1.0".to_owned(),
        browser: "Chromium 156".to_owned(),
        viewport_width: 1280,
        viewport_height: 1024,
        consent: "as-delivered".to_owned(),
        rules: Default::default(),
        capture: String::new(),
    }
}
