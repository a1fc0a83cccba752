//! A site that misbehaves harms only its own audit. All such sites are in one run; each has an allowed outcome, and
//! the sound sites are audited.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use tokio::time::Instant;

use crawler::browser::of_browsers;
use rules::audit::{Audit, AuditOutcome, PageOutcome};
use tests::hostile::{
    self, Expected,
    tls::{self, TlsSites},
};
use tests::hostile_sites;
use tests::members_file::members_csv;
use tests::site_server::SiteServer;
use url::Url;

use crate::support::{Desk, end_within, public_folder, sites};

/// Deadlines short enough for a test, and limits small enough to be reached within them. Times are in seconds, `body`,
/// `page`, `memory_limit` and `disk_limit` in MiB.
const CONFIGURATION: &str = "
[crawl.limits]
connect = 1
answer = 2
whole = 4
body = 4
page_requests = 100
page = 40
[browser]
count = 2
memory_limit = 400
disk_limit = 100
[browser.deadlines]
navigation = 10
capture = 20
";
/// Longest time of one site's audit in seconds: robots.txt, home page and four pages at their deadlines, the pause
/// before a crashed browser is started again, and the wait for browsers that a dozen hostile sites keep busy.
const MOST_SECONDS_OF_A_SITE: i64 = 180;
/// Longest time of the run: two sites, one after the other, at their limit. A longer run counts as hanging.
const MOST_OF_THE_RUN: Duration = Duration::from_secs(2 * MOST_SECONDS_OF_A_SITE as u64);
/// Most memory of the program itself, without its browsers, in bytes.
const MOST_OF_THE_PROGRAM: u64 = 400 << 20;
/// Most memory of all browsers in bytes: two browsers at their limit, and what two pages can allocate between two
/// checks.
const MOST_OF_THE_BROWSERS: u64 = 2400 << 20;

#[tokio::test(flavor = "multi_thread")]
async fn each_ends_as_it_may_and_the_run_goes_on() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let tls = TlsSites::start().await.unwrap();
    let desk = Desk::on_sqlite();
    desk.configure(CONFIGURATION);
    tls.write_authority(&desk.path("authority.pem")).unwrap();
    desk.write("members.csv", &registry(&server, &tls));
    desk.run_to(0, &["members", "import", "members.csv"]).await;

    let began = Instant::now();
    let mut command = desk.command(&["run", "--allow-private", "--pages", "4"]);
    let program = command.env("SSL_CERT_FILE", desk.path("authority.pem")).spawn().unwrap();
    let held = tokio::spawn(watch(program.id().unwrap()));
    let ended = end_within(program, MOST_OF_THE_RUN).await;
    assert_eq!(ended.code, Some(1), "{}\n{}", ended.stdout, ended.stderr);
    let (program, browsers) = held.await.unwrap();
    println!("{:?}; program {} MiB, browsers {} MiB", began.elapsed(), program >> 20, browsers >> 20);
    assert!(program < MOST_OF_THE_PROGRAM, "the program held {} MiB", program >> 20);
    assert!(browsers < MOST_OF_THE_BROWSERS, "the browsers held {} MiB", browsers >> 20);

    let audits: BTreeMap<String, Audit> = public_folder::audits(&desk.public())
        .into_values()
        .map(|audit| (audit.site.host.split('.').next().unwrap().to_owned(), audit))
        .collect();
    let mut wrong = Vec::new();
    let sites: Vec<_> =
        server.sites().filter_map(|site| Some((site.name.clone(), site.expected.clone()?))).collect();
    assert_eq!(audits.len(), sites.len() + tls::SITES.len());
    for (name, expected) in &sites {
        wrong.extend(differences(&audits[name], expected).into_iter().map(|told| format!("{name}: {told}")));
    }
    for (name, _, detail) in tls::SITES {
        let outcome = format!("{:?}", audits[*name].outcome);
        if !outcome.contains("\"tls\"") || !outcome.contains(detail) {
            wrong.push(format!("{name}: {outcome}, not «{detail}»"));
        }
    }
    let lasted = |audit: &Audit| (audit.ended_at - audit.started_at).num_seconds();
    wrong.extend(
        audits
            .iter()
            .filter(|(_, audit)| lasted(audit) > MOST_SECONDS_OF_A_SITE)
            .map(|(name, audit)| format!("{name}: {} s", lasted(audit))),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Number of sound sites in the campaign.
const SOUND: usize = 30;
/// Ten sites that misbehave, with their allowed outcomes: `evaluated` or the code of a cause.
const TEN: [(&str, &[&str]); 10] = [
    (
        "elements-qui-se-multiplient",
        &["timeout", "too-big", "browser-crash", "browser-hang", "firewall-challenge"],
    ),
    ("corps-lent", &["timeout"]),
    ("requetes-sans-fin", &["too-big"]),
    ("octets-sans-fin", &["too-big"]),
    ("disque-sans-fin", &["too-big"]),
    ("memes-identifiants", &["evaluated", "too-big", "timeout"]),
    ("textes-empiles", &["evaluated", "too-big", "timeout"]),
    ("service-worker", &["evaluated"]),
    ("bombe-gzip", &["too-big", "timeout", "broken-answer"]),
    ("cent-cinquante-mille-noeuds", &["evaluated", "too-big", "timeout"]),
];
/// Longest time of a campaign: forty sites with two browsers on a busy machine.
const CAMPAIGN: Duration = Duration::from_secs(1800);
/// Most memory of the program itself during a campaign, in bytes.
const MOST_OF_A_CAMPAIGN: u64 = 600 << 20;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "make bench-hostile"]
async fn thirty_sound_sites_are_the_same_beside_ten_hostile_ones() {
    let desk = Desk::on_sqlite();
    let page = |number: usize, title: &str| {
        let images = "<img src=x.png>".repeat(number % 4);
        format!(
            "<!DOCTYPE html><html lang=fr><title>{title}</title><h1>{title}</h1><a href=/deux.html>Deux</a>{images}"
        )
    };
    let files: Vec<(String, String)> = (0..SOUND)
        .flat_map(|number| {
            let host = format!("commune-{number}");
            [
                (format!("{host}/index.html"), page(number, &host)),
                (format!("{host}/deux.html"), page(number, "Deux")),
            ]
        })
        .collect();
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let sound = sites::serve(&desk, &files).await;
    let hostile = SiteServer::start(&hostile_sites()).await.unwrap();
    let line = |server: &SiteServer, name: &str| format!("{name};{name};{}", server.url(name, "/"));
    let own: Vec<String> = (0..SOUND).map(|number| line(&sound, &format!("commune-{number}"))).collect();
    let ten: Vec<String> = TEN.iter().map(|(name, _)| line(&hostile, name)).collect();

    let alone = campaign_of(&own).await;
    let (beside, held) = campaign_with_peak(&[ten, own].concat()).await;
    println!("the program held {} MiB at most", held >> 20);
    assert!(held < MOST_OF_A_CAMPAIGN, "{} MiB", held >> 20);
    for (host, audit) in &alone {
        let told = |audit: &Audit| (audit.outcome.clone(), audit.summary, audit.findings.clone());
        assert_eq!(told(audit), told(&beside[host]), "{host}");
    }
    for (name, honest) in TEN {
        let told = match &beside[name].outcome {
            AuditOutcome::Evaluated => "evaluated",
            AuditOutcome::NotEvaluated { cause, .. } => cause,
        };
        println!("{name}: {told}");
        assert!(honest.contains(&told), "{name}: {:?}", beside[name].outcome);
    }
}

async fn campaign_of(members: &[String]) -> BTreeMap<String, Audit> {
    campaign_with_peak(members).await.0
}

/// Runs a campaign in a new database. Returns its audits by the first label of the host, and the peak memory of the
/// program in bytes.
async fn campaign_with_peak(members: &[String]) -> (BTreeMap<String, Audit>, u64) {
    let desk = Desk::on_sqlite();
    desk.configure(CONFIGURATION);
    desk.write("members.csv", &format!("id;name;urls\n{}\n", members.join("\n")));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    let program = desk.start(&["run", "--allow-private", "--pages", "2"]);
    let held = tokio::spawn(watch(program.id().unwrap()));
    let ended = end_within(program, CAMPAIGN).await;
    assert!(matches!(ended.code, Some(0 | 1)), "{}\n{}", ended.stdout, ended.stderr);
    let audits = public_folder::audits(&desk.public()).into_values();
    let by_host = audits.map(|audit| (audit.site.host.split('.').next().unwrap().to_owned(), audit));
    (by_host.collect(), held.await.unwrap().0)
}

/// Registry of all hostile sites and sites with bad TLS, without [`hostile::SITE`], whose pages are audited one by one.
fn registry(server: &SiteServer, tls: &TlsSites) -> String {
    let all = members_csv(server, &hostile_sites()).unwrap();
    let mut lines: Vec<String> = all
        .lines()
        .filter(|line| !line.starts_with(&format!("{};", hostile::SITE)))
        .map(str::to_owned)
        .collect();
    lines.extend(tls::SITES.iter().map(|(name, ..)| format!("{name};{name};autre;;;;;{};", tls.url(name))));
    lines.join("\n") + "\n"
}

fn differences(audit: &Audit, expected: &Expected) -> Vec<String> {
    let outcome = match &audit.outcome {
        AuditOutcome::Evaluated => "evaluated",
        AuditOutcome::NotEvaluated { cause, .. } => cause,
    };
    let mut differences = Vec::new();
    if !expected.outcome.iter().any(|honest| honest == outcome) {
        differences.push(format!("{:?}, not {:?}", audit.outcome, expected.outcome));
    }
    for (path, wanted) in &expected.pages {
        let visited = audit.pages.iter().find(|page| Url::parse(&page.url).unwrap().path() == path);
        let outcome = visited.map(|page| match &page.outcome {
            PageOutcome::Audited => "audited",
            PageOutcome::NotAudited { cause, .. } => cause,
        });
        if outcome != Some(wanted) {
            differences.push(format!("{path}: {:?}, not {wanted}", visited.map(|page| &page.outcome)));
        }
    }
    let document = String::from_utf8(audit.canonical_json()).unwrap();
    if let Some(never) = expected.never.as_ref().filter(|never| document.contains(*never)) {
        differences.push(format!("its audit holds «{never}»"));
    }
    differences
}

/// Peak memory of the program, and of all its browsers together, in bytes. Returns when the program has ended.
async fn watch(program: u32) -> (u64, u64) {
    let (mut of_program, mut browsers) = (0, 0);
    while let Some(peak) = peak(program) {
        of_program = peak;
        browsers = browsers.max(of_browsers(program).1);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    (of_program, browsers)
}

/// Peak resident memory of a process in bytes; `None` if it has ended.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}
