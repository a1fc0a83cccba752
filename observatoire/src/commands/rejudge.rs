//! `rejudge`: the kept pages of an audit, judged by the rules of this program, without a browser.

mod told;

use super::{Ended, open};
use crate::report::tell;
use crate::{cli, clock, config::Config, engine::PROGRAM};
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
use uuid::Uuid;

pub async fn run(config: &Config, asked: cli::Rejudge) -> Result<Ended> {
    let store = open(config).await?;
    let under = named(&asked.referential)?;
    let (mut same, mut other, mut gone) = (0, 0, 0);
    for head in heads(&store, &asked.audits).await? {
        match rejudge(&store, &head, under.as_ref()).await? {
            None => {
                gone += 1;
                tell(&format!("{}: its pages were not kept", head.path));
            }
            Some(again) if again.verdicts_differ => {
                other += 1;
                println!("{}", head.path);
                println!("  due to our rules: {}", told::by_rules(&again));
                if let Some(told) = since_before(&store, &head, &again, under.as_ref()).await? {
                    println!("  {told}");
                }
                if asked.record {
                    let recorded = store.record_rejudged(head.id, &again.audit, clock::now()).await?;
                    println!("  recorded as {}", recorded.path);
                }
            }
            Some(_) => same += 1,
        }
    }
    tell(&format!("{same} audits judged alike, {other} otherwise, {gone} without kept pages"));
    Ok(Ended::whole(gone == 0))
}

/// `None` where each audit is judged by what it was judged by.
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
            None => bail!("no audit has the id {id}: it is the last part of the permalink, behind the date"),
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
        // Of a site that was not evaluated, no page was ever there.
        all.extend(some.into_iter().filter(|head| head.cause.is_none()));
    }
}

struct Again {
    /// As it was recorded.
    before: Audit,
    /// As the rules of this program judge the same pages.
    audit: Audit,
    verdicts_differ: bool,
}

/// What became of the site since the audit before, both judged by the rules of this program. `None` where there is no
/// audit before, or its pages were not kept.
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
    let judged = rejudge(store, before, under).await?;
    Ok(judged.and_then(|before| told::by_site(&before.audit, &again.audit)))
}

async fn rejudge(store: &Store, head: &AuditHead, under: Option<&Referentials>) -> Result<Option<Again>> {
    let pages = store.kept_pages(head.id).await?;
    let old = store.audit_document(head.id).await?;
    let audited = old.pages.iter().filter(|page| page.outcome == PageOutcome::Audited).count();
    if pages.len() < audited {
        return Ok(None);
    }
    let path = head.path.clone();
    let referentials = match under {
        Some(referentials) => referentials.clone(),
        None => of_audit(&old).with_context(|| format!("{path} cannot be judged again"))?,
    };
    let again = tokio::task::spawn_blocking(move || again(old, &pages, &referentials)).await?;
    again.map(Some).with_context(|| format!("{path} cannot be judged again"))
}

/// What an audit was judged by.
fn of_audit(audit: &Audit) -> Result<Referentials> {
    let setting = &audit.setting;
    let unknown =
        || format!("this program has no data of {} {}", setting.referential, setting.referential_version);
    let main = audit.referential().with_context(unknown)?;
    Ok(Referentials { main, beside: audit.referentials().split_off(1) })
}

fn again(old: Audit, kept: &[KeptPage], referentials: &Referentials) -> Result<Again> {
    let rules = catalogue::serving(referentials);
    let sample = old.pages.len() as u32;
    let read: Result<Vec<(Option<PageVerdict>, SourceReading)>> = kept
        .par_iter()
        .map(|page| {
            let read = Page::decode(&page.bytes).with_context(|| format!("the kept page of {}", page.url))?;
            let is_sample = page.number < sample;
            let source = SourceReading {
                page: is_sample.then_some(page.number),
                url: page.url.clone(),
                final_url: read.url().to_owned(),
                reading: statement::read(&read),
            };
            // Pages beside the sample were read, never judged.
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
    audit.statement = statement::conclude(&audit, &sources, beside);
    let verdicts_differ = audit.statement != old.statement
        || audit.beside != old.beside
        || audit.setting.referential != old.setting.referential
        || audit.setting.referential_version != old.setting.referential_version
        || (&audit.tests, &audit.findings, &audit.criteria) != (&old.tests, &old.findings, &old.criteria)
        || audit.pages.iter().zip(&old.pages).any(|(new, old)| new.tests != old.tests);
    audit.rejudged_from = Some(old.id());
    Ok(Again { before: old, audit, verdicts_differ })
}
