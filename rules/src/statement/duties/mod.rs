//! Judges each duty by the declarations that were read: met, not met, not found, or for a person to verify.

mod facts;
mod programmes;

use super::{
    check::{Duty, DutyOutcome, DutyVerdict, agreed},
    model::{Confidence, Conformity, Mention, Read, Statement, StatementKind, Target},
    source::{SourceReading, same_page},
    text::Percent,
    versions::{Validity, validity},
};
use chrono::{Months, NaiveDate};
pub use facts::Facts;
use facts::say;
use programmes::{plan, scheme};

pub fn judge(facts: &Facts<'_>) -> Vec<DutyVerdict> {
    let mut verdicts = vec![mention(facts)];
    verdicts.extend(mention_agrees(facts));
    verdicts.push(statement(facts));
    if let Some(said) = facts.statement.filter(|said| said.kind == StatementKind::Statement) {
        verdicts.push(linked(facts));
        verdicts.push(scope(facts, said));
        verdicts.push(status(said));
        verdicts.push(rate(said));
        verdicts.extend(status_agrees(said));
        verdicts.push(version(facts, said));
        verdicts.push(auditor(said));
        verdicts.push(set_on(said));
        verdicts.extend(valid(facts, said));
        verdicts.push(contents(said));
        verdicts.push(checked(said));
        verdicts.push(contact(said));
        verdicts.push(remedies(said));
    }
    verdicts.push(scheme(facts));
    verdicts.push(plan(facts));
    verdicts
}

use DutyOutcome::{Met, NotFound, NotMet, ToVerify};

fn mention(facts: &Facts<'_>) -> DutyVerdict {
    let shown: Vec<&Mention> = facts.mentions.iter().filter(|mention| mention.is_shown).collect();
    let quoted = |verdict: DutyVerdict, mention: &Mention| verdict.quoting(&mention.text);
    let Some(first) = shown.first() else {
        return match facts.mentions.first() {
            Some(hidden) => quoted(say(Duty::Mention, ToVerify, "hidden"), hidden),
            None => say(Duty::Mention, NotFound, "not-found"),
        };
    };
    let Some((_, text)) = agreed(facts.mentions) else {
        let several = shown.iter().filter(|mention| mention.conformity.is_some()).count() > 1;
        let texts = shown.iter().map(|mention| mention.text.as_str()).collect::<Vec<_>>().join(" / ");
        return if several {
            say(Duty::Mention, ToVerify, "several").quoting(&texts)
        } else {
            quoted(say(Duty::Mention, ToVerify, "unclear"), first)
        };
    };
    if shown.iter().any(|mention| mention.is_exact) {
        say(Duty::Mention, Met, "exact").quoting(text)
    } else {
        say(Duty::Mention, ToVerify, "other-words").quoting(text)
    }
}

fn mention_agrees(facts: &Facts<'_>) -> Option<DutyVerdict> {
    let (mention, text) = agreed(facts.mentions)?;
    let said = facts.statement?.conformity.as_ref()?;
    let verdict = if mention == said.value {
        say(Duty::MentionAgrees, Met, "same")
    } else if is_sure(said) {
        say(Duty::MentionAgrees, NotMet, "other")
    } else {
        say(Duty::MentionAgrees, ToVerify, "other-unsure")
    };
    Some(
        verdict
            .with("mention", mention.words())
            .with("status", said.value.words())
            .quoting(&format!("{text} / {}", said.excerpt)),
    )
}

fn is_sure<T>(read: &Read<T>) -> bool {
    read.confidence == Confidence::Certain
}

fn statement(facts: &Facts<'_>) -> DutyVerdict {
    match facts.statement.map(|said| said.kind) {
        Some(StatementKind::Statement) => {
            say(Duty::Statement, Met, "found").with("address", facts.address.unwrap_or_default())
        }
        Some(StatementKind::InWriting) => {
            let address = facts.address.unwrap_or_default();
            // A page that was found only by trying its address may be an unpublished draft, and the statement
            // elsewhere.
            let is_linked = facts.sources.iter().any(|source| is_led_to(facts, source, address));
            let verdict = if is_linked {
                say(Duty::Statement, NotMet, "in-writing")
            } else {
                say(Duty::Statement, ToVerify, "in-writing-unlinked")
            };
            verdict.with("address", address)
        }
        None => {
            let links = facts.sources.iter().flat_map(|source| &source.reading.links);
            let link =
                links.filter(|link| link.target == Target::Statement).max_by_key(|link| link.is_document);
            match link {
                Some(link) if link.is_document => say(Duty::Statement, ToVerify, "document")
                    .with("address", &link.address)
                    .quoting(&link.text),
                Some(link) if facts.sources.iter().any(|source| reads(source, &link.address)) => {
                    say(Duty::Statement, NotFound, "no-statement-there")
                        .with("address", &link.address)
                        .quoting(&link.text)
                }
                Some(link) => say(Duty::Statement, ToVerify, "not-read")
                    .with("address", &link.address)
                    .quoting(&link.text),
                None => say(Duty::Statement, NotFound, "not-found").with("pages", facts.sources.len()),
            }
        }
    }
}

/// Whether the source shows that visitors are led to the address: it is that page and in the sample, or it is another
/// page and links to it.
fn is_led_to(facts: &Facts<'_>, source: &SourceReading, address: &str) -> bool {
    let is_itself = reads(source, address);
    let known = facts.sources.iter().find(|other| reads(other, address));
    let names: Vec<&str> =
        known.map_or_else(Vec::new, |other| vec![other.url.as_str(), other.final_url.as_str()]);
    let links = |link: &super::model::DutyLink| names.iter().any(|name| same_page(name, &link.address));
    (is_itself && source.page.is_some()) || (!is_itself && source.reading.links.iter().any(links))
}

fn reads(source: &SourceReading, address: &str) -> bool {
    same_page(&source.url, address) || same_page(&source.final_url, address)
}

/// Judges whether every page of the sample, except the statement itself, links to the statement.
fn linked(facts: &Facts<'_>) -> DutyVerdict {
    let Some(source) = facts.sources.iter().find(|source| Some(source.final_url.as_str()) == facts.address)
    else {
        return say(Duty::Linked, ToVerify, "unknown");
    };
    let leads = |page: &&SourceReading| {
        let to_it = |address: &str| same_page(address, &source.url) || same_page(address, &source.final_url);
        let mut links = page.reading.links.iter().map(|link| link.address.as_str());
        links.any(to_it)
            || page.reading.mentions.iter().filter_map(|mention| mention.link.as_deref()).any(to_it)
    };
    let sample: Vec<&SourceReading> = facts
        .sources
        .iter()
        .filter(|page| page.page.is_some() && page.final_url != source.final_url)
        .collect();
    let without: Vec<&str> =
        sample.iter().filter(|page| !leads(page)).map(|page| page.final_url.as_str()).collect();
    match without.first() {
        None => say(Duty::Linked, Met, "everywhere").with("pages", sample.len()),
        Some(first) => say(Duty::Linked, NotFound, "not-everywhere")
            .with("without", without.len())
            .with("pages", sample.len())
            .with("example", first),
    }
}

fn scope(facts: &Facts<'_>, said: &Statement) -> DutyVerdict {
    match &said.covers {
        None => say(Duty::Scope, NotFound, "not-found"),
        Some(covers) if said.covered_hosts.is_empty() || said.covered_hosts.contains(&facts.host) => {
            say(Duty::Scope, Met, "told").quoting(&covers.excerpt)
        }
        Some(covers) => say(Duty::Scope, ToVerify, "other-site")
            .with("hosts", said.covered_hosts.join(", "))
            .quoting(&covers.excerpt),
    }
}

fn status(said: &Statement) -> DutyVerdict {
    match &said.conformity {
        Some(read) => {
            say(Duty::Status, Met, "told").with("status", read.value.words()).quoting(&read.excerpt)
        }
        None => say(Duty::Status, NotFound, "not-found"),
    }
}

/// Judges the declared rate. A site that says that it was not audited has no rate, and must declare itself
/// non-conforming.
fn rate(said: &Statement) -> DutyVerdict {
    match (&said.rate, &said.not_audited) {
        (Some(rate), _) => say(Duty::Rate, Met, "told").with("rate", rate.value).quoting(&rate.excerpt),
        (None, Some(audit)) => match said.conformity.as_ref().map(|read| read.value) {
            Some(Conformity::Non) => say(Duty::Rate, Met, "not-audited").quoting(&audit.excerpt),
            _ => say(Duty::Rate, ToVerify, "not-audited-yet-conforming").quoting(&audit.excerpt),
        },
        (None, None) => say(Duty::Rate, NotFound, "not-found"),
    }
}

fn status_agrees(said: &Statement) -> Option<DutyVerdict> {
    let (status, rate) = (said.conformity.as_ref()?, said.rate.as_ref()?);
    let below_half = rate.value < Percent::HALF;
    let are_sure = is_sure(status) && is_sure(rate);
    let outcome = match status.value {
        Conformity::Non if below_half => (Met, "same"),
        // A site may declare itself non-conforming for another reason, such as an audit that is too old.
        Conformity::Non => (ToVerify, "modest"),
        Conformity::Partial if below_half && are_sure => (NotMet, "below-half"),
        Conformity::Partial if below_half => (ToVerify, "unsure"),
        Conformity::Partial if rate.value == Percent::ALL => (ToVerify, "all-yet-partial"),
        Conformity::Partial => (Met, "same"),
        Conformity::Total if rate.value == Percent::ALL => (Met, "same"),
        Conformity::Total if are_sure => (NotMet, "not-all"),
        Conformity::Total => (ToVerify, "unsure"),
    };
    let verdict = say(Duty::StatusAgrees, outcome.0, outcome.1);
    Some(
        verdict
            .with("status", status.value.words())
            .with("rate", rate.value)
            .quoting(&format!("{} / {}", status.excerpt, rate.excerpt)),
    )
}

fn version(facts: &Facts<'_>, said: &Statement) -> DutyVerdict {
    let Some(read) = &said.rgaa_version else { return say(Duty::Version, NotFound, "not-found") };
    let verdict = match validity(&read.value, facts.today) {
        Validity::InForce => say(Duty::Version, Met, "current"),
        Validity::Until(day) => say(Duty::Version, Met, "replaced-lately").with("until", day),
        Validity::Over => say(Duty::Version, NotMet, "outdated"),
        Validity::Imprecise => say(Duty::Version, ToVerify, "imprecise"),
        Validity::Unknown => say(Duty::Version, ToVerify, "unknown"),
    };
    verdict.with("version", &read.value).quoting(&read.excerpt)
}

fn auditor(said: &Statement) -> DutyVerdict {
    match (&said.auditor, &said.not_audited) {
        (Some(read), _) => say(Duty::Auditor, Met, "told").quoting(&read.excerpt),
        (None, Some(read)) => say(Duty::Auditor, Met, "not-audited").quoting(&read.excerpt),
        (None, None) => say(Duty::Auditor, NotFound, "not-found"),
    }
}

fn set_on(said: &Statement) -> DutyVerdict {
    match said.set_on.as_ref().or(said.updated_on.as_ref()) {
        Some(read) => say(Duty::SetOn, Met, "told").with("date", read.value).quoting(&read.excerpt),
        None => say(Duty::SetOn, NotFound, "not-found"),
    }
}

fn valid(facts: &Facts<'_>, said: &Statement) -> Option<DutyVerdict> {
    let ends = |date: NaiveDate| date.checked_add_months(Months::new(36)).unwrap_or(NaiveDate::MAX);
    let is_over = |date: &super::PartialDate| ends(date.latest()) < facts.today;
    let verdict = |outcome, reason: &str, read: &Read<super::PartialDate>| {
        say(Duty::Valid, outcome, reason)
            .with("date", read.value)
            .with("until", ends(read.value.latest()))
            .quoting(&read.excerpt)
    };
    let told = [&said.set_on, &said.updated_on].into_iter().flatten();
    let latest = told.max_by_key(|read| read.value.latest())?;
    let is_set_over = said.set_on.as_ref().is_some_and(|set| is_over(&set.value));
    Some(if is_over(&latest.value) {
        // A date within the last three years, in words that were not understood, may be the one that counts.
        match said.latest_date.filter(|date| !is_over(date)) {
            Some(other) => verdict(ToVerify, "other-date", latest).with("latest", other),
            None => verdict(NotMet, "expired", latest),
        }
    } else if is_set_over {
        verdict(ToVerify, "updated-since", latest)
    } else {
        verdict(Met, "valid", latest)
    })
}

fn contents(said: &Statement) -> DutyVerdict {
    let told = [&said.failures, &said.burden, &said.exempt].into_iter().flatten().next();
    let conformity = said.conformity.as_ref().map(|read| read.value);
    match (told, &said.not_audited) {
        (Some(read), _) => say(Duty::Contents, Met, "told").quoting(&read.excerpt),
        (None, _) if conformity == Some(Conformity::Total) => say(Duty::Contents, Met, "total"),
        (None, Some(audit)) => say(Duty::Contents, ToVerify, "not-audited").quoting(&audit.excerpt),
        (None, None) => say(Duty::Contents, NotFound, "not-found"),
    }
}

fn checked(said: &Statement) -> DutyVerdict {
    match (&said.pages_checked, &said.not_audited) {
        (Some(read), _) => {
            say(Duty::Checked, Met, "told").with("pages", read.value.len()).quoting(&read.excerpt)
        }
        (None, Some(audit)) => say(Duty::Checked, Met, "not-audited").quoting(&audit.excerpt),
        (None, None) => say(Duty::Checked, NotFound, "not-found"),
    }
}

fn contact(said: &Statement) -> DutyVerdict {
    match &said.contact {
        Some(read) if !read.value.addresses.is_empty() || !read.value.forms.is_empty() => {
            say(Duty::Contact, Met, "told").quoting(&read.excerpt)
        }
        Some(read) => say(Duty::Contact, ToVerify, "telephone-only").quoting(&read.excerpt),
        None => say(Duty::Contact, NotFound, "not-found"),
    }
}

fn remedies(said: &Statement) -> DutyVerdict {
    match &said.remedies {
        Some(read) => say(Duty::Remedies, Met, "told").quoting(&read.excerpt),
        None => say(Duty::Remedies, NotFound, "not-found"),
    }
}
