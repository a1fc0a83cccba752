//! `rejudge`: judges the kept pages of an audit by the rules of this program, without a browser.

mod told;

use super::Ended;
use crate::report::tell;
use crate::{cli, clock, config::Config, database, engine::PROGRAM, words::say};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use rules::{
    Page,
    audit::{Audit, PageOutcome},
    catalogue,
    judge::{Circumstances, JudgedPage, PageVerdict, assemble, judge_with},
    referential::Referentials,
    statement::{self, SourceReading},
};
use std::collections::HashMap;
use store::{AuditHead, KeptPage, Store};
use told::Again;
use uuid::Uuid;

pub async fn run(config: &Config, asked: cli::Rejudge) -> Result<Ended> {
    let store = database::open(config).await?;
    let under = named(&asked.referential)?;
    let (mut same, mut other, mut gone, mut unknown) = (0, 0, 0, 0);
    for head in heads(&store, &asked.audits).await? {
        match rejudge(&store, &head, under.as_ref()).await? {
            Judged::NotKept => {
                gone += 1;
                tell(&say!("rejudge-not-kept", path = head.path));
            }
            Judged::UnknownReferentials(names) => {
                unknown += 1;
                tell(&say!("rejudge-unknown", path = head.path, names = names.join(", ")));
            }
            Judged::Again(again) if again.verdicts_differ => {
                other += 1;
                println!("{}", head.path);
                println!("{}", say!("rejudge-rules", told = told::by_rules(&again)));
                if let Some(told) = since_before(&store, &head, &again, under.as_ref()).await? {
                    println!("  {told}");
                }
                if asked.record {
                    let recorded = store.record_rejudged(head.id, &again.audit, clock::now()).await?;
                    println!("{}", say!("rejudge-recorded", path = recorded.path));
                }
            }
            Judged::Again(_) => same += 1,
        }
    }
    tell(&say!("rejudge-counts", same = same, other = other, gone = gone));
    if unknown > 0 {
        tell(&say!("rejudge-left", count = unknown));
    }
    Ok(Ended::whole(gone + unknown == 0))
}

/// The referentials named by the user. `None` if there are none: each audit is then judged by its own referentials.
fn named(keys: &[String]) -> Result<Option<Referentials>> {
    if keys.is_empty() {
        return Ok(None);
    }
    Ok(Some(Referentials::named(keys).context("--referential")?))
}

async fn heads(store: &Store, asked: &[String]) -> Result<Vec<AuditHead>> {
    if asked.is_empty() {
        return latest(store).await;
    }
    let mut heads = Vec::new();
    for id in asked {
        match store.audit_head(id).await? {
            Some(head) => heads.push(head),
            None => bail!(say!("explain-unknown", id = id)),
        }
    }
    Ok(heads)
}

async fn latest(store: &Store) -> Result<Vec<AuditHead>> {
    let (mut all, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let some = store.latest_heads(after, 500).await?;
        let Some(last) = some.last() else { return Ok(all) };
        after = last.site;
        // Audits without evaluation have no pages.
        all.extend(some.into_iter().filter(|head| head.cause.is_none()));
    }
}

enum Judged {
    Again(Box<Again>),
    NotKept,
    /// The audit was judged by these referentials, and this program has no data for them.
    UnknownReferentials(Vec<String>),
}

/// Describes the changes of the site since the previous audit, after judging both audits by the rules of this program.
/// `None` if there is no previous audit, or its pages were not kept.
async fn since_before(
    store: &Store,
    head: &AuditHead,
    again: &Again,
    under: Option<&Referentials>,
) -> Result<Option<String>> {
    let all = store.audit_heads(head.site).await?;
    let comes_before = |other: &&AuditHead| {
        other.started_at < head.started_at && other.cause.is_none() && other.withdrawn.is_none()
    };
    let Some(before) = all.iter().rev().find(comes_before) else { return Ok(None) };
    Ok(match rejudge(store, before, under).await? {
        Judged::Again(before) => told::by_site(&before.audit, &again.audit),
        Judged::NotKept | Judged::UnknownReferentials(_) => None,
    })
}

async fn rejudge(store: &Store, head: &AuditHead, under: Option<&Referentials>) -> Result<Judged> {
    let pages = store.kept_pages(head.id).await?;
    let old = store.audit_document(head.id).await?;
    let audited = old.pages.iter().filter(|page| page.outcome == PageOutcome::Audited).count();
    if pages.len() < audited {
        return Ok(Judged::NotKept);
    }
    let referentials = match under {
        Some(referentials) => referentials.clone(),
        None => match audit_referentials(&old) {
            Ok(referentials) => referentials,
            Err(names) => return Ok(Judged::UnknownReferentials(names)),
        },
    };
    let again = tokio::task::spawn_blocking(move || again(old, &pages, &referentials)).await?;
    let again = again.with_context(|| say!("rejudge-impossible", path = head.path))?;
    Ok(Judged::Again(Box::new(again)))
}

/// The referentials of an audit, the main one first; or the names of those for which this program has no data.
fn audit_referentials(audit: &Audit) -> Result<Referentials, Vec<String>> {
    let setting = &audit.setting;
    let main = (&setting.referential, &setting.referential_version, audit.referential());
    let beside = audit
        .beside
        .iter()
        .map(|beside| (&beside.referential, &beside.referential_version, beside.referential()));
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (name, version, referential) in std::iter::once(main).chain(beside) {
        match referential {
            Some(referential) => known.push(referential),
            None => unknown.push(format!("{name} {version}")),
        }
    }
    if !unknown.is_empty() || known.is_empty() {
        return Err(unknown);
    }
    Ok(Referentials { main: known.remove(0), beside: known })
}

fn again(old: Audit, kept: &[KeptPage], referentials: &Referentials) -> Result<Again> {
    let rules = catalogue::serving(referentials);
    let sample = old.pages.len() as u32;
    let read: Result<Vec<(Option<PageVerdict>, SourceReading)>> = kept
        .par_iter()
        .map(|page| {
            let read = Page::decode(&page.bytes).with_context(|| say!("rejudge-page", url = page.url))?;
            let is_sample = page.number < sample;
            let source = SourceReading {
                page: is_sample.then_some(page.number),
                url: page.url.clone(),
                final_url: read.url().to_owned(),
                reading: statement::read(&read),
            };
            // Pages outside the sample are read for the accessibility statement and never judged.
            Ok((is_sample.then(|| judge_with(&read, &rules)), source))
        })
        .collect();
    let read = read?;
    let mut verdicts: HashMap<u32, PageVerdict> = HashMap::new();
    let mut sources = Vec::new();
    for (verdict, source) in read {
        verdicts.extend(source.page.zip(verdict));
        sources.push(source);
    }
    let pages = (0..)
        .zip(&old.pages)
        .map(|(number, page)| JudgedPage { page: page.clone(), verdict: verdicts.remove(&number) });
    let about = Circumstances {
        site: old.site.clone(),
        started_at: old.started_at,
        ended_at: old.ended_at,
        setting: rules::audit::Setting {
            rule_set: catalogue::digest().to_owned(),
            rules: catalogue::digests().clone(),
            program: PROGRAM.to_owned(),
            ..old.setting.clone()
        },
        outcome: old.outcome.clone(),
        sample: old.sample.clone(),
        documents: old.documents.clone(),
    };
    let mut audit = assemble(about, referentials, pages.collect());
    let beside = old.statement.as_ref().map(|said| said.read_beside.clone()).unwrap_or_default();
    audit.statement = rules::conclusion::conclude(&audit, &sources, beside);
    let verdicts_differ = audit.statement != old.statement
        || audit.beside != old.beside
        || audit.setting.referential != old.setting.referential
        || audit.setting.referential_version != old.setting.referential_version
        || (&audit.tests, &audit.findings, &audit.criteria) != (&old.tests, &old.findings, &old.criteria)
        || audit.pages.iter().zip(&old.pages).any(|(new, old)| new.tests != old.tests);
    audit.rejudged_from = Some(old.id());
    Ok(Again { before: old, audit, verdicts_differ })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit_example::with_findings;
    use rules::referential::Referential;

    fn judged_by(main: &str, beside: &[&'static str]) -> Audit {
        let mut audit = with_findings(&[]);
        audit.setting.referential_version = main.to_owned();
        let wcag = Referential::find("wcag-2.2").expect("the program has it");
        audit.beside = beside
            .iter()
            .map(|version| rules::audit::Beside {
                referential: wcag.name().to_owned(),
                referential_version: (*version).to_owned(),
                summary: audit.summary,
                criteria: Vec::new(),
                tests: Default::default(),
                pages: Vec::new(),
                shared: Vec::new(),
                findings: Vec::new(),
            })
            .collect();
        audit
    }

    #[test]
    fn an_audit_is_judged_again_by_all_that_judged_it() {
        let known = audit_referentials(&judged_by("4.1.2", &["2.2"])).expect("all are known");
        assert_eq!(known.all().map(Referential::key).collect::<Vec<_>>(), ["rgaa-4.1.2", "wcag-2.2"]);
    }

    #[test]
    fn a_referential_without_data_is_told_and_never_left_out() {
        let unknown =
            |main, beside| audit_referentials(&judged_by(main, beside)).expect_err("one is unknown");
        assert_eq!(unknown("4.1.2", &["2.2", "9"]), ["WCAG 9"]);
        assert_eq!(unknown("9", &["2.2"]), ["RGAA 9"]);
    }
}
