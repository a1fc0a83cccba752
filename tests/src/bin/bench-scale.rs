//! Measures planning, discovery, leases and recording for as many sites as a country has, on a simulated web on this
//! machine: `bench-scale [--sites N] [--workers N] [--database URL]`. Prints its figures beside the required ones.
//! Fails if a site was not recorded, or if a server was visited for two sites at once. Never contacts a real address.

use anyhow::{Context, Result, bail};
use campaigns::{Browsers, Clock, Conduct, OfAuditor, Patience, Server, Until, WorkSettings, Worker};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use crawler::{
    conduct::{Conducted, Order},
    frontier::Politeness,
};
use rules::page::without_www;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Instant,
};
use store::{NewCampaign, NewMember, NewSite, Selection, Store};
use tests::simulation::{Simulation, World, auditor, public_hosts};

/// Required pace.
const ASKED_SITES_A_MINUTE: f64 = 1500.0;
/// Required peak memory in bytes.
const ASKED_MEMORY: u64 = 400 << 20;

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value_t = 40_000)]
    sites: usize,
    /// Number of programs on one database.
    #[arg(long, default_value_t = 1)]
    workers: usize,
    /// Number of sites that each worker audits at once.
    #[arg(long, default_value_t = 1000)]
    width: usize,
    /// Pages of each sample.
    #[arg(long, default_value_t = 3)]
    pages: u32,
    /// A new SQLite file if not given; `postgres` starts a temporary Postgres.
    #[arg(long)]
    database: Option<String>,
    /// File with addresses of public bodies' sites, one a line, whose host names are used.
    #[arg(long, default_value = "../shared/registry/urls.txt")]
    names: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let asked = Arguments::parse();
    crawler::fetch::install_tls();
    let folder = tempfile::tempdir()?;
    let mut cluster = None;
    let url = match asked.database.as_deref() {
        None => format!("sqlite:{}", folder.path().join("bench.db").display()),
        Some("postgres") => cluster.insert(tests::postgres::Postgres::start()?).database()?,
        Some(url) => url.to_owned(),
    };
    let store = Store::open(&url).await?;
    let world = World::real(public_hosts(&asked.names, asked.sites));
    let simulation = Simulation::start(world).await?;

    let began = now();
    let planned = plan(&store, &simulation, asked.pages).await?;
    println!("planned             {planned} sites in {:.1} s", began.elapsed().as_secs_f64());

    let began = now();
    let (progress, cpu_before) = (tokio::spawn(told(store.clone())), cpu_seconds());
    let begun = Arc::<Begun>::default();
    work(&url, &simulation, &asked, &begun).await?;
    progress.abort();
    let seconds = began.elapsed().as_secs_f64();
    let cpu = cpu_seconds() - cpu_before;

    let measured = Measured { planned, seconds, cpu, begun };
    report(&store, &simulation, &measured).await
}

/// Figures of the whole work.
struct Measured {
    /// Number of planned sites.
    planned: u32,
    /// Real time.
    seconds: f64,
    /// Processor time in seconds.
    cpu: f64,
    begun: Arc<Begun>,
}

/// Prints the figures beside the required ones.
async fn report(store: &Store, simulation: &Simulation, measured: &Measured) -> Result<()> {
    let Measured { planned, seconds, cpu, begun } = measured;
    let counts = store.progress(None, time()).await?;
    let busiest = busiest_minute(store).await?;
    let done = counts.evaluated + counts.not_evaluated;
    let log = simulation.log();
    let hosts = simulation.world().hosts();
    let broken = log.broken(|site| hosts.get(site as usize).map_or(0, |host| begun.count(host)));
    let memory = peak_memory();
    let a_minute = done as f64 * 60.0 / *seconds;
    println!(
        "recorded            {done} of {planned}: {} evaluated, {} not",
        counts.evaluated, counts.not_evaluated
    );
    println!(
        "sites a minute      {a_minute:.0} over {seconds:.0} s, {busiest:.0} over the middle half (asked: {ASKED_SITES_A_MINUTE})"
    );
    println!(
        "processor           {:.2} ms a site, both sides, {:.2} of the cores",
        cpu * 1000.0 / done as f64,
        cpu / seconds
    );
    println!(
        "memory              {} MiB at most, simulator included (asked: {})",
        memory >> 20,
        ASKED_MEMORY >> 20
    );
    println!(
        "arrivals            {} on {} servers, {:?} apart at least",
        log.len(),
        log.servers(),
        log.least_distance().unwrap_or_default()
    );
    println!("audits begun        {}, second tries included", begun.all());
    println!("lanes broken        {} (asked: 0)", broken.len());
    for broken in broken.iter().take(5) {
        println!("  {broken:?}");
    }
    if done != i64::from(*planned) || !broken.is_empty() {
        bail!("not every site was recorded, or a server was visited for two sites at once");
    }
    Ok(())
}

async fn plan(store: &Store, simulation: &Simulation, pages: u32) -> Result<u32> {
    let member = |(number, host): (usize, &String)| NewMember {
        id: format!("m{number}"),
        name: format!("Organisme {number}"),
        sites: vec![NewSite { url: simulation.url(host), host_key: host.clone() }],
        ..NewMember::default()
    };
    let members: Vec<NewMember> = simulation.world().hosts().iter().enumerate().map(member).collect();
    store.import_members("bench", &members, time()).await?;
    let new = NewCampaign { label: "bench".to_owned(), seed: 1, pages };
    let begun = store.begin_campaign(&new, None, &Selection::default(), time(), TimeDelta::zero()).await?;
    Ok(begun.context("the campaign is there already")?.1.planned)
}

/// Runs the workers. Each has its own auditor, turnstile and connections, like a program on its own machine.
async fn work(url: &str, simulation: &Simulation, asked: &Arguments, begun: &Arc<Begun>) -> Result<()> {
    let mut workers = tokio::task::JoinSet::new();
    for number in 0..asked.workers {
        let auditor = auditor(simulation, Politeness::default(), time)?;
        let auditor = OfAuditor {
            auditor: Arc::new(auditor),
            one_site_per_address: true,
            browsers: |_| Browsers::default(),
        };
        let conductor = Counted { auditor, begun: Arc::clone(begun) };
        let settings = WorkSettings {
            owner: format!("bench/{number}/0"),
            is_dead: |_, _| false,
            program: "bench".to_owned(),
            width: asked.width,
            patience: Patience::Endless,
            recorded: Box::new(|_| {}),
        };
        let store = Store::open(url).await?;
        workers.spawn(async move {
            let mut worker = Worker::new(Arc::new(conductor), store, Clock::real(time), settings);
            worker.run(&Until::AllFinished).await
        });
    }
    while let Some(ended) = workers.join_next().await {
        ended??;
    }
    Ok(())
}

/// Number of begun audits by host without `www.`. Every attempt counts. Audits of the name with and without `www.`
/// count together, because an audit visits the other name if its own has no address.
#[derive(Default)]
struct Begun(Mutex<HashMap<String, usize>>);

impl Begun {
    fn one_more(&self, host: &str) {
        let mut counts = self.0.lock().expect("nothing panics while it is held");
        *counts.entry(without_www(host).to_owned()).or_default() += 1;
    }

    fn count(&self, host: &str) -> usize {
        let counts = self.0.lock().expect("nothing panics while it is held");
        counts.get(without_www(host)).copied().unwrap_or(0)
    }

    fn all(&self) -> usize {
        self.0.lock().expect("nothing panics while it is held").values().sum()
    }
}

struct Counted<C> {
    auditor: C,
    begun: Arc<Begun>,
}

impl<C: Conduct> Conduct for Counted<C> {
    async fn server(&self, order: &Order) -> Server {
        self.auditor.server(order).await
    }

    async fn conduct(&self, order: &Order) -> Conducted {
        self.begun.one_more(order.url.host_str().unwrap_or_default());
        self.auditor.conduct(order).await
    }

    fn give_up(&self, order: &Order) -> Conducted {
        self.auditor.give_up(order)
    }

    async fn browsers(&self) -> Browsers {
        self.auditor.browsers().await
    }
}

/// Prints the progress every 15 s.
async fn told(store: Store) {
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(15)).await;
        if let Ok(counts) = store.progress(None, time()).await {
            let done = counts.evaluated + counts.not_evaluated;
            eprintln!("{done} recorded, {} running, {} MiB", counts.running, peak_memory() >> 20);
        }
    }
}

/// Sites a minute in the middle half of the recorded audits. This leaves out the start, and the last sites of large
/// servers, which can only be audited one after another.
async fn busiest_minute(store: &Store) -> Result<f64> {
    let (mut times, mut after) = (Vec::new(), 0);
    loop {
        let heads = store.audits_changed_after(after, 5000).await?;
        let Some(last) = heads.last() else { break };
        after = last.revision;
        times.extend(heads.iter().map(|head| head.recorded_at));
    }
    times.sort();
    let (Some(first), Some(last)) = (times.get(times.len() / 4), times.get(times.len() * 3 / 4)) else {
        return Ok(0.0);
    };
    let minutes = (*last - *first).num_milliseconds() as f64 / 60_000.0;
    Ok(times.len() as f64 / 2.0 / minutes)
}

/// Peak memory of this program in bytes.
fn peak_memory() -> u64 {
    field(Path::new("/proc/self/status"), "VmHWM:") * 1024
}

fn field(file: &Path, name: &str) -> u64 {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Processor time of this process with all its threads, in seconds.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the real time")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark lives in the real time")]
fn time() -> DateTime<Utc> {
    Utc::now()
}
