//! Programs and browsers are killed at random moments, or a disk fills up. Each time every planned audit is recorded
//! exactly once, the published folder is whole, and the next run finishes the work. Every run of the tests kills a few,
//! drawn by a seed; `make bench-survival` kills many.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rustix::process::{Pid, Signal, kill_process};
use store::{NewCampaign, Selection, Store};
use tests::site_server::SiteServer;
use tests::small_disk::SmallDisk;
use tokio::process::Child;

use crate::support::{Desk, Ended, end_of, processes, public_folder as public, sites, until};

const SITES: usize = 6;
const RUN: [&str; 6] = ["run", "--allow-private", "--pages", "2", "--browsers", "2"];
const WORKER: [&str; 7] = ["worker", "--until-done", "--allow-private", "--pages", "2", "--browsers", "1"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Program,
    Browser,
    /// A child process of a browser, such as a renderer.
    Part,
}

/// Pseudo-random numbers that repeat for a seed: a linear congruential generator is good enough here.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn victim(&mut self) -> Victim {
        [Victim::Program, Victim::Browser, Victim::Part][self.roll(3) as usize]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_on_sqlite() {
    killed(Desk::on_sqlite(), 1, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_on_postgres() {
    killed(Desk::on_postgres(), 2, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "make bench-survival"]
async fn survival_on_sqlite() {
    killed(Desk::on_sqlite(), 11, kills()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "make bench-survival"]
async fn survival_on_postgres() {
    killed(Desk::on_postgres(), 12, kills()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "make bench-survival"]
async fn survival_of_workers_on_postgres() {
    let desk = Desk::on_postgres();
    let mut dice = Dice(13);
    for _ in 0..kills().div_ceil(5) {
        a_worker_is_killed(&desk, dice.roll(4000)).await;
    }
}

fn kills() -> usize {
    std::env::var("SURVIVAL_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(50)
}

async fn killed(desk: Desk, seed: u64, kills: usize) {
    let _server = imported(&desk).await;
    let store = desk.store().await;
    let mut dice = Dice(seed);
    let mut victims: BTreeMap<String, usize> = BTreeMap::new();
    let mut run = desk.start(&RUN);
    let done = |victims: &BTreeMap<String, usize>| victims.values().sum::<usize>();
    // Some moments fall after the end of a run or before its first browser. Then nothing is killed, so more moments
    // than kills are tried.
    for _ in 0..4 * kills {
        if done(&victims) == kills {
            break;
        }
        if run.try_wait().unwrap().is_some() {
            run = desk.start(&RUN);
        }
        // A random moment; no event is waited for.
        tokio::time::sleep(Duration::from_millis(300 + dice.roll(3000))).await;
        let victim = dice.victim();
        if kill(&mut run, victim) {
            *victims.entry(format!("{victim:?}")).or_default() += 1;
        }
        if victim == Victim::Program {
            run.wait().await.unwrap();
            assert_eq!(public_is_whole(&desk), Vec::<String>::new());
        }
    }
    println!("killed: {victims:?}");
    assert_eq!(done(&victims), kills, "number of killed processes");
    let last = end_of(run).await;
    // If the last run was killed or left audits undone, another run finishes them.
    if last.code.is_none() || !store.unfinished_campaigns().await.unwrap().is_empty() {
        whole(desk.run(&RUN).await);
    }
    whole(desk.run(&["publish"]).await);
    each_planned_audit_once(&desk, &store).await;
    assert_eq!(public_is_whole(&desk), Vec::<String>::new());
    assert_eq!(public::audits(&desk.public()).len(), desk.audits().await.len());
}

fn whole(ended: Ended) {
    assert!(matches!(ended.code, Some(0 | 1)), "{:?}\n{}", ended.code, ended.stderr);
}

/// Dead links of the published folder, after a check that every audit matches its permalink. The folder must be whole
/// even if a publication was killed. During the first publication a placeholder home page says that the lists are not
/// there yet, although published audits link to them; dead links are not counted then.
fn public_is_whole(desk: &Desk) -> Vec<String> {
    let Ok(home) = std::fs::read_to_string(desk.public().join("index.html")) else {
        return Vec::new();
    };
    let _each_is_what_its_address_says = public::audits(&desk.public());
    if home.contains("Première publication en cours") {
        return Vec::new();
    }
    public::dead_links(&desk.public())
}

/// Whether a process was killed.
fn kill(run: &mut Child, victim: Victim) -> bool {
    let Some(id) = run.id() else { return false };
    let below = processes::descendants(id);
    let is_part = |process: &&processes::Process| {
        let command = std::fs::read_to_string(format!("/proc/{}/cmdline", process.id())).unwrap_or_default();
        command.contains("--type=")
    };
    let named = |part: bool| {
        let mut browsers = below.iter().filter(|process| process.name.starts_with("chrom"));
        browsers.find(|process| is_part(process) == part).map(processes::Process::id)
    };
    let id = match victim {
        Victim::Program => Some(id),
        Victim::Browser => named(false),
        Victim::Part => named(true),
    };
    let Some(id) = id else { return false };
    let id = Pid::from_raw(id.cast_signed()).expect("no process has the number 0");
    // The process may have ended by itself a moment ago.
    kill_process(id, Signal::KILL).is_ok()
}

async fn each_planned_audit_once(desk: &Desk, store: &Store) {
    assert_eq!(store.unfinished_campaigns().await.unwrap(), []);
    let mut each: BTreeMap<(uuid::Uuid, uuid::Uuid), usize> = BTreeMap::new();
    for audit in desk.audits().await {
        assert_ne!(
            audit.cause.as_deref(),
            Some("internal"),
            "{}: none of the sites kills anything",
            audit.host
        );
        *each.entry((audit.campaign, audit.site)).or_default() += 1;
    }
    let campaigns = store.campaigns(1000).await.unwrap();
    assert_eq!(each.len(), campaigns.len() * SITES);
    assert!(each.values().all(|count| *count == 1), "{each:?}");
}

async fn imported(desk: &Desk) -> SiteServer {
    let page = |title: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"fr\"><title>{title}</title><h1>{title}</h1><a href=\"/deux.html\">Deux</a>"
        )
    };
    let hosts: Vec<String> = (0..SITES).map(|number| format!("commune-{number}")).collect();
    let mut files: Vec<(String, String)> = Vec::new();
    for host in &hosts {
        files.push((format!("{host}/index.html"), page(host)));
        files.push((format!("{host}/deux.html"), page("Deux")));
    }
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let server = sites::serve(desk, &files).await;
    let lines: Vec<String> =
        hosts.iter().map(|host| format!("{host};{host};{}", server.url(host, "/"))).collect();
    desk.write("members.csv", &format!("id;name;urls\n{}\n", lines.join("\n")));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    server
}

#[expect(clippy::disallowed_methods, reason = "the programs of the story live in the real time")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_is_replaced_by_the_other() {
    a_worker_is_killed(&Desk::on_postgres(), 1500).await;
}

async fn a_worker_is_killed(desk: &Desk, after_ms: u64) {
    let _server = imported(desk).await;
    let store = desk.store().await;
    let new = NewCampaign { label: format!("Après {after_ms}"), seed: 1, pages: 2 };
    store.begin_campaign(&new, None, &Selection::default(), now(), TimeDelta::zero()).await.unwrap().unwrap();
    let (mut one, two) = (desk.start(&WORKER), desk.start(&WORKER));
    until("both are at work", Duration::from_secs(60), async || store.workers().await.unwrap().len() == 2)
        .await;
    tokio::time::sleep(Duration::from_millis(after_ms)).await;
    kill(&mut one, Victim::Program);
    let survivor = end_of(two).await;
    assert_eq!(survivor.code, Some(0), "{}", survivor.stderr);
    each_planned_audit_once(desk, &store).await;
    let shown = store.workers().await.unwrap();
    assert!(
        shown.len() <= 1,
        "the worker that ended removed its name; only the killed one may be left: {shown:?}"
    );
}

/// The first worker is stopped during its audits until its leases have expired and another worker has done the audits;
/// then it continues.
#[tokio::test(flavor = "multi_thread")]
async fn two_workers_on_one_audit_record_it_once() {
    let desk = Desk::on_postgres();
    let _server = imported(&desk).await;
    let store = desk.store().await;
    let new = NewCampaign { label: "À deux".to_owned(), seed: 1, pages: 2 };
    store.begin_campaign(&new, None, &Selection::default(), now(), TimeDelta::zero()).await.unwrap().unwrap();
    let one = desk.start(&WORKER);
    let id = Pid::from_raw(one.id().unwrap().cast_signed()).expect("no process has the number 0");
    until("the first is at an audit", Duration::from_secs(60), async || {
        !store.owners().await.unwrap().is_empty()
    })
    .await;
    kill_process(id, Signal::STOP).unwrap();
    let owner = store.owners().await.unwrap().remove(0).name;
    let held = store.leased_by(&owner).await.unwrap();
    assert!(!held.is_empty(), "the first worker holds no lease");

    // Leases have expired at this time. Rows that the stopped worker was changing become free a little later.
    let later = now() + TimeDelta::minutes(10);
    until("what it held is taken from it", Duration::from_secs(60), async || {
        store.lease("another-machine/1/0", later, later + TimeDelta::minutes(1), 100).await.unwrap();
        store.leased_by(&owner).await.unwrap().is_empty()
    })
    .await;
    store.release("another-machine/1/0", now()).await.unwrap();
    let two = end_of(desk.start(&WORKER)).await;
    assert_eq!(two.code, Some(0), "{}", two.stderr);
    let recorded = desk.audits().await;
    assert_eq!(recorded.len(), SITES, "the second did the work of both");

    kill_process(id, Signal::CONT).unwrap();
    let one = end_of(one).await;
    assert_eq!(one.code, Some(0), "{}", one.stderr);
    assert!(one.stderr.contains("lease"), "the first worker reports its lost leases: {}", one.stderr);
    let hashes = |audits: Vec<store::AuditHead>| -> Vec<String> {
        audits.into_iter().map(|audit| audit.hash).collect()
    };
    assert_eq!(hashes(desk.audits().await), hashes(recorded), "what was recorded stays");
    each_planned_audit_once(&desk, &store).await;
}

/// The disk of a SQLite database is filled to the last byte while audits are under way. A story of the crate
/// `campaigns` does the same with Postgres.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_without_room_is_waited_for() {
    let desk = Desk::on_sqlite();
    let disk = desk.path("petit");
    std::fs::create_dir(&disk).unwrap();
    let Some(small) = SmallDisk::mount(&disk, "16m") else {
        println!("skipped: only root may mount a small disk");
        return;
    };
    let database = format!("sqlite://{}", disk.join("observatoire.db").display());
    let _server = imported(&desk).await;
    desk.run_to(0, &["--database", &database, "members", "import", "members.csv"]).await;
    let store = Store::open(&database).await.unwrap();
    let told = desk.path("told.log");
    let mut run = desk.command(&[&["--database", database.as_str()], &RUN[..]].concat());
    let run = run.stderr(std::fs::File::create(&told).unwrap()).spawn().unwrap();
    until("audits are made", Duration::from_secs(60), async || !store.owners().await.unwrap().is_empty())
        .await;
    small.fill().unwrap();
    until("it says that it waits", Duration::from_secs(120), async || {
        std::fs::read_to_string(&told).unwrap().contains("the database did not do it")
    })
    .await;
    small.make_room().unwrap();
    whole(end_of(run).await);
    assert_eq!(store.unfinished_campaigns().await.unwrap(), []);
    assert_eq!(store.audits_changed_after(0, 1000).await.unwrap().len(), SITES);
    store.close().await;
    drop(small);
}

/// Publication onto a full disk does not wait: it reports the lack of space, and the next run completes the folder.
#[tokio::test(flavor = "multi_thread")]
async fn a_published_folder_without_room_is_told_and_made_whole_by_the_next_run() {
    for desk in [Desk::on_sqlite(), Desk::on_postgres()] {
        let disk = desk.path("petit");
        std::fs::create_dir(&disk).unwrap();
        let Some(small) = SmallDisk::mount(&disk, "300k") else {
            println!("skipped: only root may mount a small disk");
            return;
        };
        let public = disk.join("public");
        desk.configure(&format!("[site]\naudit_itself = false\noutput = \"{}\"\n", public.display()));
        let _server = imported(&desk).await;
        let full = desk.run(&RUN).await;
        assert_eq!(full.code, Some(2), "{}\n{}", full.stdout, full.stderr);
        assert!(full.stderr.contains("No space"), "{}", full.stderr);
        assert_eq!(desk.audits().await.len(), SITES, "what was audited is kept");

        small.resize("64m");
        whole(desk.run(&RUN).await);
        each_planned_audit_once(&desk, &desk.store().await).await;
        assert_eq!(public::dead_links(&public), Vec::<String>::new());
        drop(small);
    }
}
