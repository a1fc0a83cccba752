//! Compares the pages per second of a whole run on one site with those of a loop that only opens the same pages in the
//! same kind of browser: `bench-pages START_URL PAGES`. Needs target/release/observatoire.

use anyhow::{Context, Result, bail};
use crawler::egress::{Guard, Policy, Proxy};
use std::{fs, path::Path, process::Command, sync::Arc, time::Instant};
use store::Store;
use url::Url;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [start, pages] = arguments.as_slice() else { bail!("usage: bench-pages START_URL PAGES") };
    crawler::fetch::install_tls();

    // The first run gives the pages of the sample, and warms the caches of the system.
    let (urls, _) = whole_run(start, pages).await?;
    let before = open_only(&urls).await?;
    let (same, whole) = whole_run(start, pages).await?;
    let after = open_only(&urls).await?;
    if same != urls {
        bail!("two runs with one seed drew different pages");
    }
    let only = (before + after) / 2.0;
    println!("pages               {}", urls.len());
    println!("only opened         {only:.2} pages/s ({before:.2} before, {after:.2} after)");
    println!("whole run           {whole:.2} pages/s");
    println!("ratio               {:.2}", whole / only);
    Ok(())
}

/// Runs the program with one browser: discovery, capture, judgement, store and published site. Returns the pages of the
/// sample and the pages per second.
async fn whole_run(start: &str, pages: &str) -> Result<(Vec<Url>, f64)> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    fs::write(path("members.csv"), format!("id;name;urls\nbanc;Banc de mesure;{start}\n"))?;
    let database = format!("sqlite://{}", path("bench.db").display());
    // The published site is not audited here: its audit takes the same time for any number of pages.
    let config = format!("[site]\noutput = \"{}\"\naudit_itself = false\n", path("public").display());
    fs::write(path("bench.toml"), config)?;
    let program = |arguments: &[&str]| observatoire(&database, &path("bench.toml"), arguments);
    program(&["members", "import", &path("members.csv").to_string_lossy()])?;
    let began = now();
    program(&["run", "--allow-private", "--browsers", "1", "--pages", pages])?;
    let seconds = began.elapsed().as_secs_f64();

    let store = Store::open(&database).await?;
    let head =
        store.latest_heads(uuid::Uuid::nil(), 1).await?.into_iter().next().context("nothing was audited")?;
    let audit = store.audit_document(head.id).await?;
    store.close().await;
    // Pages of the sample that were not audited, such as dead links, were opened too and count.
    let urls: Vec<Url> = audit.pages.iter().map(|page| page.url.parse()).collect::<Result<_, _>>()?;
    let rate = urls.len() as f64 / seconds;
    Ok((urls, rate))
}

fn observatoire(database: &str, config: &Path, arguments: &[&str]) -> Result<()> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/observatoire");
    let mut command = Command::new(&program);
    command.arg("--config").arg(config).args(["--database", database]).args(arguments);
    let output = command.output().with_context(|| format!("{}: make build", program.display()))?;
    match output.status.code() {
        Some(0 | 1) => Ok(()),
        _ => bail!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// Opens the pages with one browser behind a proxy, as in the run. Returns pages per second, the browser's start
/// included.
async fn open_only(urls: &[Url]) -> Result<f64> {
    let began = now();
    let proxy = Proxy::start(Arc::new(Guard::new(Policy::with_private()))).await?;
    let pool = tests::rule_examples::pool_behind(Some(proxy.address().to_string()), 1).await?;
    for url in urls {
        pool.navigate(url).await?;
    }
    let seconds = began.elapsed().as_secs_f64();
    pool.close().await;
    Ok(urls.len() as f64 / seconds)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> Instant {
    Instant::now()
}
