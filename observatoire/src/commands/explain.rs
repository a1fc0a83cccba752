//! `explain`: the history of one audit: its campaign, the visits, and the parts that were left out, with reasons.

use super::Ended;
use crate::{
    cli, config::Config, database, progress::summary::label, report::print, terminal::one_line, words::say,
};
use anyhow::{Result, bail};
use chrono::{DateTime, Utc};
use rules::{
    Outcome,
    audit::{Audit, AuditOutcome, AuditedPage, PageOutcome},
};
use std::collections::BTreeMap;
use store::Route;

pub async fn run(config: &Config, asked: &cli::Explain) -> Result<Ended> {
    let store = database::open(config).await?;
    let id = id_of(&asked.audit);
    let Some(head) = store.audit_head(id).await? else {
        bail!("{}", say!("explain-unknown", id = id));
    };
    let audit = store.audit_document(head.id).await?;
    let route = store.route(head.id).await?;
    for line in story(&audit, route.as_ref()) {
        print(&one_line(&line))?;
    }
    Ok(Ended::Whole)
}

/// The id of the audit: the argument itself, or the part after the last hyphen of a permalink.
fn id_of(asked: &str) -> &str {
    let last = asked.trim_end_matches('/').rsplit('/').find(|part| *part != "index.html").unwrap_or(asked);
    last.rsplit('-').next().unwrap_or(last)
}

fn at(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn story(audit: &Audit, route: Option<&Route>) -> Vec<String> {
    let mut lines = vec![say!("explain-site", id = audit.id(), url = audit.site.url)];
    lines.extend(route.into_iter().flat_map(way));
    let seconds = (audit.ended_at - audit.started_at).num_seconds();
    lines.push(say!("explain-time", at = at(audit.started_at), seconds = seconds));
    let setting = &audit.setting;
    lines.push(say!(
        "explain-setting",
        program = setting.program,
        browser = setting.browser,
        rules = setting.rule_set
    ));
    if let AuditOutcome::NotEvaluated { cause, detail } = &audit.outcome {
        lines.push(match detail {
            Some(detail) => say!("site-not-evaluated-because", cause = label(cause), detail = detail),
            None => say!("site-not-evaluated", cause = label(cause)),
        });
        return lines;
    }
    let sample = &audit.sample;
    lines.push(say!("explain-sample", asked = sample.asked, known = sample.known, seed = sample.seed));
    for (number, page) in (1..).zip(&audit.pages) {
        lines.extend(visit(number, page));
    }
    if let Some(documents) = &audit.documents {
        let told = rules::documents::DocumentsDigest::from_documents(documents);
        lines.push(say!("explain-documents", offered = told.offered, examined = told.examined));
    }
    lines.extend(left_out(audit));
    lines
}

/// The audit's campaign, and its waiting times.
fn way(route: &Route) -> Vec<String> {
    let mut lines =
        vec![say!("explain-campaign", label = route.label, due = at(route.due_at), attempt = route.attempt)];
    if route.put_off > 0 {
        lines.push(say!("explain-put-off", count = route.put_off));
    }
    if route.deaths > 0 {
        lines.push(say!("explain-deaths", count = route.deaths));
    }
    if let Some(recorded) = route.recorded_at {
        lines.push(say!("explain-recorded", at = at(recorded), kept = route.kept));
    }
    if let Some(reason) = &route.withdrawn_reason {
        lines.push(say!("explain-withdrawn", reason = reason));
    }
    lines
}

fn visit(number: u32, page: &AuditedPage) -> Vec<String> {
    let time = page.captured_at.map(|time| time.format("%H:%M:%S").to_string()).unwrap_or_default();
    let kind = report_site::words::sample_kind(
        page.kind.code(),
        crate::words::Language::of_surroundings().of_site(),
    );
    let told = match &page.outcome {
        PageOutcome::Audited => {
            let count = |outcome| page.tests.get(&outcome).map_or(0, Vec::len);
            let (failed, open) = (count(Outcome::Failed), count(Outcome::CantTell));
            say!("explain-page-audited", failed = failed, open = open)
        }
        PageOutcome::NotAudited { cause, detail: Some(detail) } => {
            say!("site-not-evaluated-because", cause = label(cause), detail = detail)
        }
        PageOutcome::NotAudited { cause, detail: None } => say!("site-not-evaluated", cause = label(cause)),
    };
    let mut lines =
        vec![say!("explain-page", number = number, at = time, url = page.url, kind = kind, told = told)];
    lines.extend(page.final_url.as_ref().map(|url| say!("explain-page-led", url = url)));
    if let Some(standing) = &page.standing {
        lines.push(say!("explain-page-stood", waited = standing.waited_milliseconds));
        if standing.timed_out {
            lines.push(say!("explain-page-late"));
        }
        if !standing.moving.is_empty() {
            lines.push(say!("explain-page-moving", parts = standing.moving.join(", ")));
        }
    }
    if let Some(question) = &page.consent {
        let manager = question.manager.as_deref().map(|code| rules::consent::name(code).unwrap_or(code));
        lines.push(match manager {
            Some(manager) => say!("explain-page-consent", manager = manager),
            None => say!("explain-page-consent-unknown"),
        });
    }
    lines
}

/// Numbers of lost pages by cause, and of undecided verdicts by reason.
fn left_out(audit: &Audit) -> Vec<String> {
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &audit.pages {
        if let PageOutcome::NotAudited { cause, .. } = &page.outcome {
            *causes.entry(cause).or_default() += 1;
        }
    }
    let mut reasons: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for finding in audit.findings.iter().filter(|finding| finding.outcome == Outcome::CantTell) {
        *reasons.entry((&finding.rule, &finding.reason)).or_default() += finding.count;
    }
    let lost =
        causes.into_iter().map(|(cause, count)| say!("explain-lost", count = count, cause = label(cause)));
    let open = reasons.into_iter().map(|((rule, reason), count)| {
        say!("explain-undecided", rule = rule, reason = reason, count = count)
    });
    lost.chain(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_is_named_by_its_id_or_by_its_permalink() {
        for asked in [
            "4f1c2ab09d3e",
            "2026-11-22-4f1c2ab09d3e",
            "audits/www.example.fr/2026-11-22-4f1c2ab09d3e/",
            "https://observatoire.example.fr/audits/www.example.fr/2026-11-22-4f1c2ab09d3e/index.html",
        ] {
            assert_eq!(id_of(asked), "4f1c2ab09d3e", "{asked}");
        }
    }
}
