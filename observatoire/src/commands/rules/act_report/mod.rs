//! `rules act-report`: an implementation report for W3C, from a run over a folder of ACT test cases.

mod cases;
mod consistency;
mod earl;
#[cfg(test)]
mod examples;
mod success_criteria;

use crate::{
    cli,
    commands::{Ended, audit::each_page},
    config::Config,
    engine,
    report::print,
    serve,
};
use anyhow::{Context, Result, bail};
use cases::Case;
use crawler::conduct::PageReport;
use rules::{Outcome, catalogue};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};
use url::Url;

/// The outcome of each rule on a page, by its id.
type Verdicts = BTreeMap<&'static str, Outcome>;

/// Where W3C keeps the list below its web root.
const PUBLISHED: &str = "WAI/content-assets/wcag-act-rules/testcases.json";

pub async fn run(mut config: Config, asked: cli::ActReport) -> Result<Ended> {
    config.crawl.allow_private = true;
    config.browser.count = asked.browsers.unwrap_or(config.browser.count);
    let manifest = match asked.manifest {
        Some(file) => file,
        None => manifest_in(&asked.folder)?,
    };
    let cases = read(&manifest).with_context(|| manifest.display().to_string())?;
    let server = serve::start(&asked.folder, 0).await.context("no port is free on this machine")?;
    let root = Url::parse(&format!("http://{}/", server.address()))?;
    let urls = cases.iter().map(|case| url_of(&asked.folder, &root, case)).collect::<Result<Vec<_>>>()?;
    let serving = tokio::spawn(server.run());
    let audited = audit(&config, wanted(&cases, &urls)).await;
    serving.abort();
    let (whole, said) = audited?;
    let cases = || cases.iter().zip(&urls).map(|(case, url)| (case, said.get(url)));
    let report = earl::report(env!("CARGO_PKG_VERSION"), &catalogue::ALL, cases());
    print(&serde_json::to_string_pretty(&report)?)?;
    eprintln!("{}", consistency::table(&catalogue::ALL, cases()));
    Ok(Ended::whole(whole))
}

/// The list in the folder: W3C's own, or else the only table there.
fn manifest_in(folder: &Path) -> Result<PathBuf> {
    let published = ["testcases.json", PUBLISHED].map(|name| folder.join(name));
    if let Some(found) = published.into_iter().find(|file| file.is_file()) {
        return Ok(found);
    }
    let entries = folder.read_dir().with_context(|| format!("{} cannot be read", folder.display()))?;
    let is_table = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "tsv");
    let tables: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_table).collect();
    match <[PathBuf; 1]>::try_from(tables) {
        Ok([table]) => Ok(table),
        Err(tables) => bail!(
            "{} has no testcases.json and {} .tsv files: name the list of cases with --manifest FILE",
            folder.display(),
            tables.len()
        ),
    }
}

fn read(manifest: &Path) -> Result<Vec<Case>> {
    let length = manifest.metadata().context("it cannot be read")?.len();
    if length > cases::MOST_BYTES as u64 {
        bail!("it has {length} bytes: no list of cases is that long");
    }
    let text = std::fs::read_to_string(manifest).context("it cannot be read")?;
    let cases = if manifest.extension().is_some_and(|extension| extension == "tsv") {
        cases::from_tsv(&text)?
    } else {
        cases::from_json(&text)?
    };
    if cases.is_empty() {
        bail!("it lists no case");
    }
    Ok(cases)
}

/// Where the case is served; a page that lies nowhere is asked for and reported like any that is missing.
fn url_of(folder: &Path, root: &Url, case: &Case) -> Result<String> {
    let relative = |path: &String| path.trim_start_matches('/').to_owned();
    let lies = |path: &String| folder.join(path).is_file();
    let mut paths = case.paths.iter().map(relative);
    let path = paths.clone().find(lies).or_else(|| paths.next()).unwrap_or_default();
    // Below `root` whatever it holds: a second address would take its place, and `./` is none.
    let url = root.join(&format!("./{path}")).with_context(|| format!("{} has no address", case.source))?;
    Ok(url.to_string())
}

/// Each page once, of rules that are implemented.
fn wanted(cases: &[Case], urls: &[String]) -> Vec<String> {
    let implemented: BTreeSet<&str> = catalogue::ALL.iter().flat_map(|rule| rule.act).copied().collect();
    let named = cases.iter().zip(urls).filter(|(case, _)| implemented.contains(case.rule.as_str()));
    named.map(|(_, url)| url.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

async fn audit(config: &Config, pages: Vec<String>) -> Result<(bool, HashMap<String, Verdicts>)> {
    let engine = Arc::new(engine::start(config).await?);
    let mut said = HashMap::new();
    let whole = each_page(&engine, config, pages, |page: &PageReport| {
        match &page.verdict {
            Ok(judged) => {
                let verdicts = judged.verdict.rules.iter().map(|verdict| (verdict.rule.id, verdict.outcome));
                said.insert(page.url.clone(), verdicts.collect());
            }
            Err(failure) => eprintln!("{}: not audited: {failure}", page.url),
        }
        Ok(())
    })
    .await;
    engine.browse.close().await;
    Ok((whole?, said))
}
