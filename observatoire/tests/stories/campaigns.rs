//! The commands for unattended work: the daemon, its metrics and `status`, and pausing, resuming and cancelling
//! campaigns.

use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tests::site_server::SiteServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::Child;

use crate::support::{Desk, end_of, public_folder as public, sites, until};

/// A daemon at 600 times real speed: an hour lasts six seconds.
const DAEMON: [&str; 6] = ["daemon", "--allow-private", "--speed", "600", "--pages", "2"];
const HOURLY: &str = "
[[campaign]]
name = \"horaire\"
cron = \"0 * * * *\"
time_zone = \"UTC\"
";

async fn site_of(desk: &Desk) -> SiteServer {
    let page = "<!DOCTYPE html><html lang=\"fr\"><title>Mairie</title><h1>Mairie</h1>".to_owned();
    let server = sites::serve(desk, &[("mairie/index.html", page)]).await;
    desk.write("members.csv", &format!("id;name;urls\nmairie;Mairie;{}\n", server.url("mairie", "/")));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    server
}

fn terminate(child: &Child) {
    let id = Pid::from_raw(child.id().expect("it runs").cast_signed()).expect("no process has the number 0");
    kill_process(id, Signal::TERM).unwrap();
}

async fn metrics(port: u16) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(b"GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    answer
}

async fn status(desk: &Desk) -> Value {
    let told = desk.run_to(0, &["status", "--format", "json"]).await;
    serde_json::from_str(&told.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daemon_does_all_by_itself_and_stops_when_told_on_sqlite() {
    a_daemon(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daemon_does_all_by_itself_and_stops_when_told_on_postgres() {
    a_daemon(Desk::on_postgres()).await;
}

async fn a_daemon(desk: Desk) {
    let _server = site_of(&desk).await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    desk.configure(&format!("{HOURLY}[status]\nlisten = \"127.0.0.1:{port}\"\n"));
    let daemon = desk.start(&DAEMON);
    until("two campaigns are published", Duration::from_secs(120), async || {
        desk.public().join("index.html").is_file() && public::audits(&desk.public()).len() >= 2
    })
    .await;
    let told = metrics(port).await;
    assert!(told.contains("# TYPE observatoire_sites gauge"), "{told}");
    assert!(told.contains("observatoire_schedule_next_timestamp_seconds{schedule=\"horaire\"}"), "{told}");
    let seen = status(&desk).await;
    assert_eq!(seen["workers"].as_array().unwrap().len(), 1, "{seen}");
    assert!(
        seen["browsers"].as_i64().unwrap() >= 1 && seen["browser_bytes"].as_i64().unwrap() > 1 << 20,
        "{seen}"
    );

    terminate(&daemon);
    let stopped = tokio::time::timeout(Duration::from_secs(10), end_of(daemon)).await;
    let stopped = stopped.expect("it ends within ten seconds");
    assert_eq!(stopped.code, Some(0), "{}", stopped.stderr);
    let store = desk.store().await;
    assert_eq!(store.owners().await.unwrap(), []);
    assert_eq!(store.workers().await.unwrap(), []);
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn campaigns_are_paused_resumed_and_cancelled_by_name() {
    let desk = Desk::on_sqlite();
    let _server = site_of(&desk).await;
    desk.configure(HOURLY);
    let nothing = desk.run_to(0, &["run", "--due", "--allow-private"]).await;
    assert!(nothing.stderr.contains("nothing is due"), "{}", nothing.stderr);
    let listed = desk.run_to(0, &["campaign", "list"]).await.stdout;
    assert!(listed.starts_with("schedule horaire: next 2"), "{listed}");

    let store = desk.store().await;
    let new = store::NewCampaign { label: "À la main".to_owned(), seed: 1, pages: 2 };
    let now = "2026-11-25T08:00:00Z".parse().unwrap();
    let campaign = store.new_campaign(&new, now).await.unwrap();
    store.plan(&campaign, &store::Selection::default(), now).await.unwrap();

    let paused = desk.run_to(0, &["campaign", "pause", "À la main"]).await.stdout;
    assert!(paused.contains("paused: 1 wait"), "{paused}");
    desk.run_to(2, &["campaign", "pause", "À la main"]).await;
    let refused = desk.run_to(2, &["run", "--allow-private"]).await;
    assert!(refused.stderr.contains("resume or cancel it"), "{}", refused.stderr);
    let id = campaign.id.to_string();
    desk.run_to(0, &["campaign", "resume", &id]).await;
    let cancelled = desk.run_to(0, &["campaign", "cancel", &id]).await.stdout;
    assert!(cancelled.contains("1 audits dropped"), "{cancelled}");
    let shown = desk.run_to(0, &["campaign", "show", &id]).await.stdout;
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap()["state"], "cancelled", "{shown}");

    desk.run_to(0, &["campaign", "pause", "horaire"]).await;
    assert_eq!(status(&desk).await["schedules"][0]["paused"], true);
    desk.run_to(0, &["campaign", "resume", "horaire"]).await;
    let unknown = desk.run_to(2, &["campaign", "pause", "nulle-part"]).await;
    assert!(unknown.stderr.contains("no schedule or campaign is called «nulle-part»"), "{}", unknown.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_schedule_is_refused_with_its_name() {
    let desk = Desk::on_sqlite();
    desk.run_to(0, &["init"]).await;
    for (table, said) in [
        ("name = \"a\"\ncron = \"61 * * * *\"", "cannot be read"),
        ("name = \"a\"\ncron = \"0 2 * * *\"\ntime_zone = \"Vallebois\"", "no time zone"),
        ("name = \"\"\ncron = \"0 2 * * *\"", "needs a name of its own"),
        ("name = \"a\"\ncron = \"0 2 * * *\"\nspread_hours = -1.0", "spread_hours"),
        ("name = \"a\"\ncron = \"0 2 * * *\"\npages = 0", "pages is at least 1"),
        ("cron = \"0 2 * * *\"", "missing field `name`"),
    ] {
        desk.configure(&format!("[[campaign]]\n{table}\n"));
        let refused = desk.run_to(2, &["campaign", "list"]).await;
        assert!(refused.stderr.contains(said), "{table}\n{}", refused.stderr);
    }
    desk.configure("");
    for command in [&["daemon", "--allow-private"][..], &["run", "--due", "--allow-private"]] {
        let refused = desk.run_to(2, command).await;
        assert!(refused.stderr.contains("no [[campaign]] is configured"), "{}", refused.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn old_pages_are_dropped_and_audits_stay() {
    let desk = Desk::on_sqlite();
    let _server = site_of(&desk).await;
    for _ in 0..2 {
        desk.run_to(0, &["run", "--allow-private", "--pages", "1"]).await;
    }
    let unsaid = desk.run_to(2, &["prune"]).await;
    assert!(unsaid.stderr.contains("--older-than"), "{}", unsaid.stderr);
    assert!(desk.run_to(0, &["prune", "--older-than", "1"]).await.stdout.starts_with("0 pages"));
    assert!(desk.run_to(0, &["prune", "--keep-last", "1"]).await.stdout.starts_with("1 page dropped"));
    assert_eq!(desk.audits().await.len(), 2);
    let judged = desk.run_to(0, &["rejudge"]).await;
    assert!(judged.stderr.contains("1 audits judged alike"), "{}", judged.stderr);
    assert!(desk.run_to(0, &["prune", "--keep-last", "0"]).await.stdout.starts_with("1 page dropped"));
    let pruned = desk.run_to(1, &["rejudge"]).await;
    assert!(pruned.stderr.contains("1 without kept pages"), "{}", pruned.stderr);
}
