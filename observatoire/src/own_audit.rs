//! The audit of the published site itself: one page of each kind, served on loopback.

use crate::{
    clock,
    config::Config,
    engine::{self, Engine, PROGRAM},
    serve,
    words::say,
};
use anyhow::{Context, Result, bail};
use crawler::conduct::PageReport;
use registry::host_key;
use rules::{
    audit::{Audit, AuditOutcome, AuditedPage, AuditedSite, PageKind, Sample, Setting, hash_of},
    catalogue,
    judge::{Circumstances, JudgedPage, assemble},
};
use std::path::Path;
use store::Store;
use url::Url;

/// Whether the site must be audited again: templates, texts, rules or capture have changed, or the site has another
/// host. New data alone is no reason, because it does not change how pages are made.
pub async fn is_due(config: &Config, store: &Store) -> Result<bool> {
    let host = Url::parse(&config.site.base_url).ok().map(|base| host_key(&base));
    let audits = store.own_audits().await?;
    let last = audits.iter().rev().find(|audit| Some(&audit.host) == host.as_ref());
    let way = [catalogue::digest(), crawler::CAPTURE_DIGEST].join("-");
    Ok(last.is_none_or(|last| last.drawn_by != report_site::drawn_by() || last.rule_set != way))
}

/// Audits the site in this folder. The audit document contains the public addresses, not those on loopback.
pub async fn audited(config: &Config, folder: &Path) -> Result<Audit> {
    let base = Url::parse(&config.site.base_url).with_context(|| say!("site-base-url"))?;
    let pages = one_of_each_kind(folder);
    if pages.is_empty() {
        bail!(say!("nothing-published", folder = folder.display()));
    }
    let server = serve::start(folder, 0).await.with_context(|| say!("no-free-port"))?;
    let address = server.address();
    let serving = tokio::spawn(server.run());
    let mut alone = config.clone();
    alone.crawl.allow_private = true;
    alone.crawl.delay = Some(0.0);
    let engine = engine::start(&alone).await?;
    let audit = audit(&engine, &base, &format!("http://{address}/"), pages).await;
    engine.browse.close().await;
    serving.abort();
    audit
}

async fn audit(engine: &Engine, base: &Url, served: &str, pages: Vec<String>) -> Result<Audit> {
    let started_at = clock::now();
    let public = format!("{}/", base.as_str().trim_end_matches('/'));
    let mut judged = Vec::new();
    let mut browser = String::new();
    for path in &pages {
        let report = engine.page(&format!("{served}{path}")).await;
        if let Ok(captured) = &report.verdict {
            browser.clone_from(&captured.page.snapshot().browser);
        }
        judged.push(row(report, format!("{public}{path}")));
    }
    let referentials = &engine.settings.referentials;
    let referential = referentials.main;
    let about = Circumstances {
        site: AuditedSite { host: host_key(base), url: public, name: None },
        started_at,
        ended_at: clock::now(),
        setting: Setting {
            referential: referential.name().to_owned(),
            referential_version: referential.version().to_owned(),
            rule_set: catalogue::digest().to_owned(),
            program: PROGRAM.to_owned(),
            browser,
            viewport_width: engine.settings.viewport_width,
            viewport_height: engine.settings.viewport_height,
            consent: "as-delivered".to_owned(),
            rules: catalogue::digests().clone(),
            capture: crawler::CAPTURE_DIGEST.to_owned(),
        },
        outcome: AuditOutcome::Evaluated,
        sample: Sample { seed: 0, asked: pages.len() as u32, known: pages.len() as u32 },
        documents: None,
    };
    Ok(assemble(about, referentials, judged))
}

fn row(report: PageReport, url: String) -> JudgedPage {
    let page = AuditedPage { captured_at: Some(clock::now()), ..AuditedPage::new(url, PageKind::GIVEN) };
    match report.verdict {
        Ok(judged) => JudgedPage {
            page: AuditedPage { title: judged.page.title(), snapshot: Some(hash_of(&judged.bytes)), ..page },
            verdict: Some(judged.verdict),
        },
        Err(failure) => JudgedPage { page: AuditedPage { outcome: failure.into(), ..page }, verdict: None },
    }
}

/// Names of folders with many pages of one kind. Only one of these pages is audited.
const OF_ONE_KIND: [&str; 12] = [
    "tableau",
    "indirects",
    "membres",
    "organismes",
    "departements",
    "sites",
    "audits",
    "constats",
    "regles",
    "criteres",
    "annuaire",
    "nature",
];
/// Largest number of folders in which an audit with findings is searched for.
const MOST_TRIED: usize = 200;

/// Paths of one page of each kind, in each language.
fn one_of_each_kind(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    gather(folder, "", &mut found);
    found
}

fn gather(root: &Path, inside: &str, found: &mut Vec<String>) {
    let folder = root.join(inside);
    if folder.join("index.html").is_file() {
        found.push(inside.to_owned());
    }
    let names = folders(&folder);
    let mut parts = inside.trim_end_matches('/').rsplit('/');
    let (own, above) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let of_one_kind = OF_ONE_KIND.contains(&own) || ["audits", "nature"].contains(&above) || is_letter(own);
    let chosen: Vec<&String> = if of_one_kind {
        chosen(&folder, &names, own == "audits" || above == "audits")
    } else {
        names.iter().collect()
    };
    for name in chosen {
        gather(root, &format!("{inside}{name}/"), found);
    }
}

/// Chooses among the folders in `folder`: all that are lists themselves ([`OF_ONE_KIND`]), and one page. For audits,
/// the page is one with findings if there is any.
fn chosen<'n>(folder: &Path, names: &'n [String], of_audits: bool) -> Vec<&'n String> {
    let others = names.iter().filter(|name| OF_ONE_KIND.contains(&name.as_str()));
    let mut pages = names.iter().filter(|name| !OF_ONE_KIND.contains(&name.as_str())).rev();
    let with_findings = |name: &&String| has_findings(&folder.join(name));
    let one = if of_audits {
        pages.clone().take(MOST_TRIED).find(with_findings).or(pages.next())
    } else {
        pages.next()
    };
    others.chain(one).collect()
}

/// Whether the folder holds the part of a list for one initial letter.
fn is_letter(folder: &str) -> bool {
    folder.len() == 1 || folder == "autres"
}

/// Whether an audit has findings. `folder` is that of the audit, or of its host.
fn has_findings(folder: &Path) -> bool {
    folder.join("constats").is_dir()
        || folders(folder).iter().any(|name| folder.join(name).join("constats").is_dir())
}

/// Names of the folders in a folder, sorted.
fn folders(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_of_each_kind_and_an_audit_with_findings() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "",
            "methode/",
            "en/",
            "en/methode/",
            "annuaire/",
            "annuaire/a/",
            "annuaire/b/",
            "annuaire/b/2/",
            "annuaire/b/3/",
            "annuaire/nature/commune/",
            "annuaire/nature/epci/",
            "annuaire/nature/epci/a/",
            "annuaire/nature/epci/s/",
            "organismes/x/",
            "organismes/x/membres/s/",
            "organismes/x/membres/s/2/",
            "organismes/x/indirects/a/",
            "sites/a.example/",
            "sites/b.example/",
            "audits/a.example/2026-01-01-0/",
            "audits/a.example/2026-01-01-0/constats/0f/",
            "audits/a.example/2026-02-01-0/",
            "audits/b.example/2026-01-01-0/",
        ] {
            std::fs::create_dir_all(folder.path().join(path)).unwrap();
            std::fs::write(folder.path().join(path).join("index.html"), "").unwrap();
        }
        let pages = one_of_each_kind(folder.path());
        let expected = [
            "",
            "annuaire/",
            "annuaire/nature/epci/",
            "annuaire/nature/epci/s/",
            "annuaire/b/",
            "annuaire/b/3/",
            "audits/a.example/2026-01-01-0/",
            "audits/a.example/2026-01-01-0/constats/0f/",
            "en/",
            "en/methode/",
            "methode/",
            "organismes/x/",
            "organismes/x/indirects/a/",
            "organismes/x/membres/s/",
            "organismes/x/membres/s/2/",
            "sites/b.example/",
        ];
        assert_eq!(pages, expected);
    }
}
