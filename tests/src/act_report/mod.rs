//! An implementation report for W3C's ACT rules: the program audits a folder of test cases that is served on loopback,
//! and its verdicts are compared with the expected ones.

mod cases;
mod consistency;
mod earl;
#[cfg(test)]
mod examples;
mod success_criteria;
mod verdicts;

use crate::site_server::SiteServer;
use anyhow::{Context, Result, bail};
use cases::Case;
use rules::catalogue;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use url::Url;
use verdicts::PageVerdicts;

/// Path of W3C's list below its web root.
const PUBLISHED: &str = "WAI/content-assets/wcag-act-rules/testcases.json";
/// Name of the web root on the server.
const SITE: &str = "cases";

/// Test cases on a running server, which stops when this is dropped.
pub struct ServedCases {
    cases: Vec<Case>,
    /// Address of each case.
    urls: Vec<String>,
    _server: SiteServer,
    _sites: TempDir,
}

/// The results of a run.
pub struct Report {
    /// EARL in JSON-LD, in the form that W3C reads.
    pub earl: Value,
    /// One line for each ACT rule, for the person who runs the report.
    pub table: String,
    /// Pages that were not audited, each with the reason.
    pub not_audited: Vec<String>,
}

impl ServedCases {
    /// Reads the list of cases and serves the folder, which is their web root.
    pub async fn start(folder: &Path, manifest: Option<&Path>) -> Result<Self> {
        let manifest = manifest.map_or_else(|| manifest_in(folder), |file| Ok(file.to_owned()))?;
        let cases = read(&manifest).with_context(|| manifest.display().to_string())?;
        let folder = folder.canonicalize().with_context(|| folder.display().to_string())?;
        let sites = TempDir::new()?;
        std::os::unix::fs::symlink(&folder, sites.path().join(SITE))?;
        let server = SiteServer::start(sites.path()).await?;
        let root = Url::parse(&server.url(SITE, "/"))?;
        let urls = cases.iter().map(|case| url_of(&folder, &root, case)).collect::<Result<_>>()?;
        Ok(Self { cases, urls, _server: server, _sites: sites })
    }

    /// Addresses of the pages to audit, each once: the cases of ACT rules that a rule of ours implements.
    pub fn pages(&self) -> BTreeSet<&str> {
        let implemented: BTreeSet<&str> = catalogue::ALL.iter().flat_map(|rule| rule.act).copied().collect();
        let named = self.cases.iter().zip(&self.urls);
        named
            .filter(|(case, _)| implemented.contains(case.rule.as_str()))
            .map(|(_, url)| url.as_str())
            .collect()
    }

    /// Report of a run. `told` is the output of `audit --format jsonl` for these pages: one JSON object a line.
    pub fn report(&self, version: &str, told: &str) -> Result<Report> {
        let mut said = BTreeMap::new();
        let mut not_audited = Vec::new();
        for line in told.lines().filter(|line| !line.is_empty()) {
            let page: PageVerdicts = serde_json::from_str(line).context("the program wrote another line")?;
            match page.reason {
                Some(reason) => not_audited.push(format!("{}: not audited: {reason}", page.url)),
                None => drop(said.insert(page.url, verdicts::of_rules(page.rules))),
            }
        }
        let cases = || self.cases.iter().zip(&self.urls).map(|(case, url)| (case, said.get(url)));
        Ok(Report {
            earl: earl::report(version, &catalogue::ALL, cases()),
            table: consistency::table(&catalogue::ALL, cases()),
            not_audited,
        })
    }
}

/// The list of cases in the folder: W3C's `testcases.json`, or else the only TSV table.
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
    let is_table = manifest.extension().is_some_and(|extension| extension == "tsv");
    let cases = if is_table { cases::from_tsv(&text)? } else { cases::from_json(&text)? };
    if cases.is_empty() {
        bail!("it lists no case");
    }
    Ok(cases)
}

/// Address of the case on the server. A case without a file gets an address too: its page is reported as not audited.
fn url_of(folder: &Path, root: &Url, case: &Case) -> Result<String> {
    let relative = |path: &String| path.trim_start_matches('/').to_owned();
    let lies = |path: &String| folder.join(path).is_file();
    let mut paths = case.paths.iter().map(relative);
    let path = paths.clone().find(lies).or_else(|| paths.next()).unwrap_or_default();
    // `./` keeps the address below `root`: a path with a scheme would replace the root.
    let url = root.join(&format!("./{path}")).with_context(|| format!("{} has no address", case.source))?;
    Ok(url.to_string())
}
