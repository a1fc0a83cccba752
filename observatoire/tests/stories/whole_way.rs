//! From a registry to permalinks, and once more: no member or audit is doubled or lost, and no file is written without
//! new data.

use std::collections::{BTreeMap, BTreeSet};

use rules::audit::{Audit, AuditOutcome};

use crate::support::{Desk, public_folder as public, sites};

/// Each demo site with the cause for which it is not evaluated; `None` if it is evaluated.
const EXPECTED: [(&str, Option<&str>); 12] = [
    ("archives-vallebois", None),
    ("beaulieu-les-pins", Some("site-moved")),
    ("ccas-noirmont", Some("robots-site")),
    ("eaux-orvanne", None),
    ("ecole-des-trois-chenes", None),
    ("haut-plateau", None),
    ("mediatheque-des-tilleuls", None),
    ("montreval", Some("dns")),
    ("regie-des-bacs", Some("connection-refused")),
    ("saint-oradou", None),
    ("tourisme-vauclair", Some("firewall-challenge")),
    ("valbrune", None),
];

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    story(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    story(Desk::on_postgres()).await;
}

async fn story(desk: Desk) {
    let server = sites::demo().await;
    sites::registry(&desk, &server, &[]);
    imports_twice(&desk).await;

    let ran = desk.run_to(1, &["run", "--allow-private", "--pages", "4"]).await;
    assert!(ran.stdout.starts_with("7 sites evaluated, 5 not evaluated\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("12/12 "), "{}", ran.stderr);
    every_site_ended_as_expected(&desk);
    every_audit_has_its_permalink(&desk).await;

    publishes_nothing_without_news(&desk).await;
    judges_again_alike(&desk).await;
    keeps_the_audits_of_a_member_that_left(&desk, &server).await;
}

async fn imports_twice(desk: &Desk) {
    let first = desk.run_to(0, &["members", "import", "members.csv"]).await;
    assert_eq!(first.stdout, "12 added, 0 changed, 0 unchanged, 0 gone, 0 returned; 0 to correct\n");
    let second = desk.run_to(0, &["members", "import", "members.csv"]).await;
    assert_eq!(second.stdout, "0 added, 0 changed, 12 unchanged, 0 gone, 0 returned; 0 to correct\n");
    let listed = desk.run_to(0, &["members", "list"]).await.stdout;
    assert_eq!(listed.lines().count(), 12, "{listed}");
}

fn every_site_ended_as_expected(desk: &Desk) {
    let audits = public::audits(&desk.public());
    let causes: BTreeMap<&str, Option<&str>> =
        audits.values().map(|audit| (member_of(audit), cause(audit))).collect();
    assert_eq!(causes, BTreeMap::from(EXPECTED));
    for audit in audits.values().filter(|audit| cause(audit).is_none()) {
        let summary = &audit.summary;
        assert!(summary.pages_audited >= 3, "{}: {} pages", audit.site.host, summary.pages_audited);
        assert_eq!(summary.criteria, 106);
    }
}

/// The member's id: the first label of the host, after `www.` if the host begins with it, as `www.montreval.invalid`
/// does.
fn member_of(audit: &Audit) -> &str {
    let host = audit.site.host.trim_start_matches("www.");
    host.split('.').next().unwrap_or_default()
}

fn cause(audit: &Audit) -> Option<&str> {
    match &audit.outcome {
        AuditOutcome::Evaluated => None,
        AuditOutcome::NotEvaluated { cause, .. } => Some(cause),
    }
}

async fn every_audit_has_its_permalink(desk: &Desk) {
    let published: BTreeSet<String> =
        public::audits(&desk.public()).into_keys().map(|path| path + "/").collect();
    let recorded: BTreeSet<String> = desk.audits().await.into_iter().map(|head| head.path).collect();
    assert_eq!(published, recorded);
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
}

async fn publishes_nothing_without_news(desk: &Desk) {
    let before = public::marks(&desk.public());
    let again = desk.run_to(0, &["publish"]).await;
    assert!(again.stderr.contains(" 0 files written, 0 removed"), "{}", again.stderr);
    assert_eq!(public::marks(&desk.public()), before);
}

async fn judges_again_alike(desk: &Desk) {
    let again = desk.run_to(0, &["rejudge"]).await;
    assert_eq!(again.stdout, "");
    assert!(again.stderr.contains("7 audits judged alike, 0 otherwise"), "{}", again.stderr);
}

async fn keeps_the_audits_of_a_member_that_left(desk: &Desk, server: &tests::site_server::SiteServer) {
    let stays: Vec<&str> = EXPECTED.iter().map(|(id, _)| *id).filter(|id| *id != "valbrune").collect();
    sites::registry(desk, server, &stays);
    let before = public::audits(&desk.public());
    let import = desk.run_to(0, &["members", "import", "members.csv"]).await;
    assert!(import.stdout.contains(" 11 unchanged, 1 gone,"), "{}", import.stdout);

    desk.run_to(0, &["publish"]).await;
    assert_eq!(public::audits(&desk.public()), before);
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
    let listed = desk.run_to(0, &["members", "list"]).await.stdout;
    let gone: Vec<&str> = listed.lines().filter(|line| line.ends_with("\tgone")).collect();
    assert!(gone.len() == 1 && gone[0].starts_with("valbrune\t"), "{listed}");
}
