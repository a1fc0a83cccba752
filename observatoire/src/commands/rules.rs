//! `rules`: prints the rules and their examples.

use super::Ended;
use crate::{
    cli::Rules,
    report::{print, tell},
    words::say,
};
use anyhow::{Result, bail};
use rules::{
    Rule,
    applicability::{Decided, decided},
    catalogue,
    referential::Referential,
};

pub fn run(asked: Rules) -> Result<Ended> {
    match asked {
        Rules::List => list()?,
        Rules::Show { id } => show(&id)?,
    }
    Ok(Ended::Whole)
}

fn list() -> Result<()> {
    for rule in catalogue::ALL.iter() {
        print(&format!("{}\t{}\t{}", rule.id, tests_of(rule), rule.act.join(" ")))?;
    }
    let referential = Referential::usual();
    let failing = rules::proofs::tests_proven(referential);
    let by = |way: Decided| referential.tests().filter(|test| decided(test) == Some(way)).count();
    let (always, page, sample) = (by(Decided::Always), by(Decided::ByPage), by(Decided::BySample));
    let open: Vec<String> =
        referential.tests().filter(|test| decided(test).is_none()).map(|test| test.id.to_string()).collect();
    let not_for = if open.is_empty() { String::new() } else { say!("rules-not-for", tests = open.join(" ")) };
    tell(&say!(
        "rules-counts",
        rules = catalogue::ALL.len(),
        tests = referential.tests().len(),
        failing = failing.len(),
        decided = always + page + sample,
        page = page,
        sample = sample,
        always = always,
        not_for = not_for,
    ));
    Ok(())
}

fn tests_of(rule: &Rule) -> String {
    Referential::usual().tests_of(rule.aspects).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn show(id: &str) -> Result<()> {
    let Some(rule) = catalogue::rule(id) else {
        bail!(say!("rules-unknown", id = id));
    };
    print(&page_of(rule))
}

/// The tests that a rule serves, then its explanation and examples.
fn page_of(rule: &Rule) -> String {
    let or_none = |list: String| if list.is_empty() { say!("rules-none") } else { list };
    format!(
        "{}\n{}\n{}\n{}\n\n{}",
        rule.id,
        say!("rules-tests", list = or_none(tests_of(rule))),
        say!("rules-act", list = or_none(rule.act.join(" "))),
        say!("rules-wcag", list = or_none(rule.wcag.join(" "))),
        rule.doc.trim_end()
    )
}
