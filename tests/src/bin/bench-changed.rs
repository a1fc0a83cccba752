//! Changes pages in ways that must not change verdicts, and prints the verdicts that change: `bench-changed [RULE]`.
//!
//! Each example of the rules whose name contains RULE is changed in every way of `tests::changed_pages`, opened in a
//! real browser, and judged by its rule, whose verdict must be that of the example. `tests/changed-pages.tsv` lists the
//! changes that may change a rule's verdict, with the reason. Exit code 1 if a verdict changed.

use anyhow::{Context, Result};
use crawler::browser::{Attention, Pool};
use rules::{
    Page, Rule, catalogue,
    examples::{self, Example},
};
use std::{collections::BTreeMap, fs, path::Path, process::ExitCode};
use tests::{
    changed_pages::{CHANGES, Change},
    rule_examples,
    site_server::SiteServer,
};

/// Number of browsers.
const BROWSERS: usize = 2;

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let exceptions = exceptions()?;
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("changed");
    rule_examples::copy_assets(&site)?;
    let server = SiteServer::start(folder.path()).await?;
    let pool = rule_examples::pool(BROWSERS).await?;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (rule, example) in subjects(&wanted)? {
        for change in CHANGES {
            if exceptions.iter().any(|(name, of)| name == change.name && (of == rule.id || of == "*")) {
                continue;
            }
            let Some(source) = (change.apply)(&example.source) else { continue };
            let name = format!("{}-{}.html", example.key(), change.name);
            fs::write(site.join(&name), source)?;
            let said = verdict(&pool, &server, &name, rule, &example).await;
            let (tried, changed) = counts.entry(change.name).or_default();
            *tried += 1;
            if let Some(said) = said {
                *changed += 1;
                println!("{}: {said}", change.name);
            }
        }
    }
    pool.close().await;
    Ok(tell(&counts))
}

/// Rules whose name contains `wanted`, with their examples that are a single HTML page.
fn subjects(wanted: &str) -> Result<Vec<(&'static Rule, Example)>> {
    let mut subjects = Vec::new();
    for rule in catalogue::ALL.iter().copied().filter(|rule| rule.id.contains(wanted)) {
        let own = examples::read_all(rule)?.into_iter();
        let whole = own.filter(|example| example.parts.is_empty() && example.content_type == "text/html");
        subjects.extend(whole.map(|example| (rule, example)));
    }
    Ok(subjects)
}

/// Description of a verdict that is not the example's, or of a failed capture; `None` if the verdict is right.
async fn verdict(
    pool: &Pool,
    server: &SiteServer,
    name: &str,
    rule: &'static Rule,
    example: &Example,
) -> Option<String> {
    let page = async {
        let url = server.url("changed", &format!("/{name}")).parse()?;
        let captured = pool.capture(&url, Attention::NONE, || ()).await?;
        anyhow::Ok(Page::decode(&captured.snapshot()?.encode())?)
    };
    match page.await {
        Ok(page) => example.contradiction(rule, &page),
        Err(error) => Some(format!("{} line {}: not captured: {error}", rule.id, example.line)),
    }
}

/// Pairs of the name of a change and of a rule (`*` for all) whose verdict it may change.
fn exceptions() -> Result<Vec<(String, String)>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("changed-pages.tsv");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let read = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let row = cells.next().zip(cells.next());
        row.with_context(|| format!("{}: «{line}» has no second column", file.display()))
    };
    rows.map(read).collect()
}

fn tell(counts: &BTreeMap<&str, (usize, usize)>) -> ExitCode {
    for Change { name, .. } in CHANGES {
        let (tried, changed) = counts.get(name).copied().unwrap_or_default();
        println!("{name}: {tried} pages, {changed} with another verdict");
    }
    ExitCode::from(u8::from(counts.values().any(|(_, changed)| *changed > 0)))
}
