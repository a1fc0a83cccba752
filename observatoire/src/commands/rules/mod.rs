//! `rules`: what is judged, and by which examples.

mod act_report;

use super::Ended;
use crate::{cli::Rules, config::Config, report::print};
use anyhow::{Result, bail};
use rules::{Rule, catalogue, referential::Referential};
use std::collections::BTreeSet;

pub async fn run(config: Config, asked: Rules) -> Result<Ended> {
    match asked {
        Rules::List => list()?,
        Rules::Show { id } => show(&id)?,
        Rules::ActReport(asked) => return act_report::run(config, asked).await,
    }
    Ok(Ended::Whole)
}

fn list() -> Result<()> {
    for rule in catalogue::ALL.iter() {
        print(&format!("{}\t{}\t{}", rule.id, tests_of(rule), rule.act.join(" ")))?;
    }
    let failing: BTreeSet<_> = catalogue::ALL.iter().flat_map(|rule| rule.tests).collect();
    let referential = Referential::rgaa();
    let decidable = referential.tests().filter(|test| rules::applicability::is_decided(test)).count();
    eprintln!(
        "{} rules; of {} tests, {} can be proven to fail and {} not to apply",
        catalogue::ALL.len(),
        referential.tests().len(),
        failing.len(),
        decidable
    );
    Ok(())
}

fn tests_of(rule: &Rule) -> String {
    rule.tests.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn show(id: &str) -> Result<()> {
    let Some(rule) = catalogue::rule(id) else {
        bail!("there is no rule `{id}`; `observatoire rules list` names them all");
    };
    print(&page_of(rule))
}

/// What it serves, then its explanation and examples.
fn page_of(rule: &Rule) -> String {
    let or_none = |list: String| if list.is_empty() { "none".to_owned() } else { list };
    format!(
        "{}\nRGAA tests: {}\nACT rules: {}\nWCAG success criteria: {}\n\n{}",
        rule.id,
        or_none(tests_of(rule)),
        or_none(rule.act.join(" ")),
        or_none(rule.wcag.join(" ")),
        rule.doc.trim_end()
    )
}
