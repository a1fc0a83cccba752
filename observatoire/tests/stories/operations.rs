//! The first hour of an administrator: each command is done, or refused with the way to do it. No failure is silent.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::Value;
use store::{NewCampaign, Selection};
use tests::site_server::SiteServer;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    time::Instant,
};

use crate::support::{Desk, sites};

const PAGE: &str = "<!DOCTYPE html><html lang=\"fr\"><title>Mairie</title><h1>Mairie</h1>";
const RUN: [&str; 4] = ["run", "--allow-private", "--pages", "1"];

async fn two_members(desk: &Desk) -> SiteServer {
    let server =
        sites::serve(desk, &[("a/index.html", PAGE.to_owned()), ("b/index.html", PAGE.to_owned())]).await;
    let line = |id: &str, body: &str| format!("{id};Mairie {id};{body};{}\n", server.url(id, "/"));
    let members = format!("id;name;body;urls\n{}{}", line("a", "Syndicat d’Énergie"), line("b", "SITIV"));
    desk.write("members.csv", &members);
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    server
}

fn new(label: &str) -> NewCampaign {
    NewCampaign { label: label.to_owned(), seed: 1, pages: 1 }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_is_done_or_refused_on_sqlite() {
    what_is_asked(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_is_done_or_refused_on_postgres() {
    what_is_asked(Desk::on_postgres()).await;
}

/// A campaign of member `a` is unfinished: a run with another selection is refused, a run of member `a` finishes it.
async fn what_is_asked(desk: Desk) {
    let _server = two_members(&desk).await;
    let store = desk.store().await;
    let of_a = Selection { member: Some("a".to_owned()), ..Selection::default() };
    let now = store.time().await.unwrap();
    store.begin_campaign(&new("de A"), None, &of_a, now, TimeDelta::zero()).await.unwrap().unwrap();
    for other in [&["--member", "b"][..], &["--body", "sitiv"], &["--label", "autre"], &["--seed", "7"]] {
        let refused = desk.run_to(2, &[&RUN[..], other].concat()).await.stderr;
        assert!(refused.contains("«de A»") && refused.contains("campaign pause"), "{other:?}: {refused}");
    }
    assert_eq!(desk.audits().await.len(), 0, "a refused run audits nothing");
    let finished = desk.run_to(0, &[&RUN[..], &["--member", "a", "--no-publish"]].concat()).await;
    assert!(finished.stderr.contains("finishing the campaign «de A»"), "{}", finished.stderr);
    desk.run_to(0, &[&RUN[..], &["--body", "Sitiv", "--no-publish"]].concat()).await;
    let hosts: Vec<String> = desk.audits().await.into_iter().map(|head| head.host).collect();
    assert_eq!(hosts.len(), 2, "{hosts:?}");
    assert!(hosts[1].starts_with("b."), "{hosts:?}");
    for (asked, said) in [
        (["--member", "c"], "--member c"),
        (["--host", "nulle-part.example"], "--host nulle-part.example"),
        (["--body", "SYTIV"], "«SITIV»"),
    ] {
        let refused = desk.run_to(2, &[&RUN[..], &asked].concat()).await.stderr;
        assert!(refused.contains(said) && refused.contains("members bodies"), "{refused}");
    }
    assert_eq!(store.campaigns(10).await.unwrap().len(), 2, "a refused run leaves no campaign");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_of_an_unknown_body_is_refused_by_all_who_read_it() {
    let desk = Desk::on_sqlite();
    let _server = two_members(&desk).await;
    let campaign =
        |body: &str| format!("[[campaign]]\nname = \"m\"\ncron = \"0 2 1 * *\"\nbody = \"{body}\"\n");
    desk.configure(&campaign("Syndicat d'Energie du Val"));
    for command in [&["run", "--due", "--allow-private"][..], &["daemon", "--allow-private"]] {
        let refused = desk.run_to(2, command).await.stderr;
        assert!(refused.contains("«SITIV»") && refused.contains("[[campaign]] m"), "{refused}");
    }
    let told = desk.run(&["doctor"]).await.stdout;
    assert!(told.lines().any(|line| line.starts_with("MISSING") && line.contains("«SITIV»")), "{told}");
    let listed = desk.run_to(0, &["members", "bodies"]).await.stdout;
    assert!(listed.contains("sitiv\tSITIV\t1 member\n"), "{listed}");
    desk.configure(&campaign("Syndicat d'énergie"));
    let nothing = desk.run_to(0, &["run", "--due", "--allow-private"]).await.stderr;
    assert!(nothing.contains("nothing is due"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_scheme_is_refused_and_a_missing_notice_told() {
    let desk = Desk::on_sqlite();
    for address in ["observatoire.example.fr", "", "ftp://a.example/", "https://", "https://a.example/?x=1"] {
        desk.configure(&format!("[site]\nbase_url = \"{address}\"\n"));
        let refused = desk.run_to(2, &["status"]).await.stderr;
        assert!(refused.contains("base_url"), "{address}: {refused}");
    }
    desk.configure("[site]\nbase_url = \"http://localhost/\"\n[site.operator]\nname = \"Syndicat\"\n");
    let told = desk.run(&["doctor"]).await.stdout;
    for word in ["base_url", "publication_director", "email"] {
        assert!(told.contains(word), "{word}: {told}");
    }
}

/// Only `init` and `members import` create a database, the latter only if its file could be read.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_only_looks_makes_nothing() {
    let desk = Desk::on_sqlite();
    for command in [
        &["status"][..],
        &["members", "list"],
        &["members", "bodies"],
        &["members", "show", "a"],
        &["campaign", "list"],
        &["explain", "4f1c2ab09d3e"],
        &["rejudge"],
        &["members", "import", "nowhere.csv"],
    ] {
        desk.run_to(2, command).await;
        assert!(!desk.path("observatoire.db").exists(), "{command:?} made a database");
    }
}

/// Both sites are refused by our own settings: the message names the setting of each, and nothing is published.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_saw_nothing_for_reasons_of_ours_publishes_nothing() {
    let desk = Desk::on_sqlite();
    desk.configure("[crawl]\ninformation_url = \"https://observatoire.example/robot\"\ndelay = 0.0\n");
    desk.write("members.csv", "id;name;urls\na;A;http://127.0.0.1/\nb;B;http://192.0.2.7:8081/\n");
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    let ended = desk.run_to(2, &["run", "--pages", "1"]).await;
    for word in ["private_networks", "[crawl] ports", "nothing is published", "these audits are withdrawn"] {
        assert!(ended.stderr.contains(word), "{word}: {}", ended.stderr);
    }
    assert!(!desk.public().exists());
    // A later publication does not tell the sites to mend what only our settings refused.
    desk.run_to(0, &["publish"]).await;
    let site = std::fs::read_to_string(desk.public().join("sites/127.0.0.1/index.html")).unwrap();
    assert!(site.contains("retiré") && !site.contains("DNS"), "{site}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_french_where_the_surroundings_are() {
    let desk = Desk::on_sqlite();
    desk.write("members.csv", "id;name;urls\na;A;https://a.example/\nb;;\n");
    let said = async |locale: &str, command: &[&str]| {
        let child = desk.command(command).env("LC_ALL", locale).spawn().unwrap();
        let ended = crate::support::end_of(child).await;
        ended.stdout + &ended.stderr
    };
    let import = ["members", "import", "members.csv"];
    let french = said("fr_FR.UTF-8", &import).await;
    assert!(french.contains("1 ajouté,") && french.contains("ligne non importée"), "{french}");
    let english = said("C.UTF-8", &import).await;
    assert!(english.contains("1 unchanged") && english.contains("line not imported"), "{english}");
    assert!(said("fr_FR.UTF-8", &["status"]).await.contains("en attente"));
    assert!(
        said("fr_CA", &["run", "--allow-private", "--member", "x"]).await.contains("aucun site n’est choisi")
    );
}

/// Each log line about a page names the page, its audit and its campaign. `explain` tells how the audit went.
#[tokio::test(flavor = "multi_thread")]
async fn lines_name_their_audit_and_an_audit_has_its_story() {
    let desk = Desk::on_sqlite();
    let _server = two_members(&desk).await;
    let log = ["--log", "info,crawler=debug", "--log-format", "json"];
    let ran = desk.run_to(0, &[&log[..], &RUN, &["--no-publish"]].concat()).await;
    let lines = ran.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let captured: Vec<Value> = lines.filter(|line| line["fields"]["message"] == "captured").collect();
    assert_eq!(captured.len(), 2, "{}", ran.stderr);
    for line in &captured {
        let named = |key: &str| {
            line["spans"]
                .as_array()
                .unwrap()
                .iter()
                .any(|span| span[key].as_str().is_some_and(|name| !name.is_empty()))
        };
        assert!(["campaign", "audit", "site", "url"].into_iter().all(named), "{line}");
    }
    let audit = desk.audits().await.remove(0);
    let told = desk.run_to(0, &["explain", &audit.path]).await.stdout;
    for word in [audit.public_id.as_str(), "campaign «", "sample of 1 page", "1. ", "not decided: "] {
        assert!(told.contains(word), "{word}: {told}");
    }
}

/// A page requests forty pictures at once. In any second the server gets at most the allowed burst and one second's
/// worth of connections.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_meets_no_burst_of_connections_whatever_a_page_asks_for() {
    const PICTURES: usize = 40;
    /// Limit of new connections a second; the burst is as large.
    const A_SECOND: usize = 8;
    let pictures: String =
        (0..PICTURES).map(|number| format!("<img alt=\"\" src=\"/{number}.svg\">")).collect();
    let page = format!("{PAGE}{pictures}");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://mairie.localhost:{}/", listener.local_addr().unwrap().port());
    let arrivals: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let seen = arrivals.clone();
    let serving = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            seen.lock().unwrap().push(Instant::now());
            let page = page.clone();
            tokio::spawn(async move {
                let mut request = vec![0; 4096];
                let length = stream.read(&mut request).await.unwrap_or(0);
                let asked = String::from_utf8_lossy(&request[..length]).into_owned();
                let (status, kind, body) = match asked.split(' ').nth(1) {
                    Some("/") => ("200 OK", "text/html", page),
                    Some(path) if path.ends_with(".svg") => {
                        ("200 OK", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned())
                    }
                    _ => ("404 Not Found", "text/plain", String::new()),
                };
                let head = format!(
                    "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                    body.len()
                );
                let _gone = stream.write_all((head + &body).as_bytes()).await;
            });
        }
    });
    let desk = Desk::on_sqlite();
    desk.configure(&format!("[crawl.limits]\naddress_connections = {A_SECOND}\n"));
    desk.run_to(0, &["audit", "--allow-private", "--page", &url]).await;
    serving.abort();
    let arrivals = arrivals.lock().unwrap().clone();
    assert!(arrivals.len() > PICTURES, "{} connections", arrivals.len());
    let second = |from: &Instant| {
        arrivals.iter().filter(|at| *at >= from && **at - *from < Duration::from_secs(1)).count()
    };
    let busiest = arrivals.iter().map(second).max().unwrap();
    assert!(busiest <= 2 * A_SECOND + 1, "{busiest} connections within a second");
}

/// A machine lost power during audits and was started again: the leases of its former programs are free at once.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_reboot_nothing_waits_for_leases_of_before_on_sqlite() {
    after_a_reboot(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_reboot_nothing_waits_for_leases_of_before_on_postgres() {
    after_a_reboot(Desk::on_postgres()).await;
}

async fn after_a_reboot(desk: Desk) {
    let _server = two_members(&desk).await;
    let store = desk.store().await;
    let now = store.time().await.unwrap();
    store
        .begin_campaign(&new("avant"), None, &Selection::default(), now, TimeDelta::zero())
        .await
        .unwrap()
        .unwrap();
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    let owner = format!("{}.00000000.4026531836/1/1", host.trim());
    let until = now + TimeDelta::minutes(20);
    assert_eq!(store.lease(&owner, now, until, 10).await.unwrap().len(), 2);
    let silent = now - TimeDelta::minutes(1);
    let worker = store::Worker {
        name: owner,
        started_at: silent,
        seen_at: silent,
        program: "observatoire".to_owned(),
        width: 1,
        running: 2,
        sites: 0,
        pages: 0,
        browsers: 0,
        browser_bytes: 0,
        leases: 0,
    };
    store.tell_of_worker(&worker).await.unwrap();
    let ran = desk.run_to(0, &[&RUN[..], &["--no-publish"]].concat()).await;
    assert!(ran.stdout.starts_with("2 sites evaluated"), "{}", ran.stdout);
}
