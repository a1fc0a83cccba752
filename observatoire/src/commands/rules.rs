//! `rules`: prints the rules and their examples.

use super::Ended;
use crate::{cli::Rules, report::print};
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
    let not_for = if open.is_empty() { String::new() } else { format!(", not for {}", open.join(" ")) };
    eprintln!(
        "{} rules; of {} tests, {} can be proven to fail; whether a test applies is decided for {} \
         ({page} by each page, {sample} by the sample, {always} apply to every page){not_for}",
        catalogue::ALL.len(),
        referential.tests().len(),
        failing.len(),
        always + page + sample,
    );
    Ok(())
}

fn tests_of(rule: &Rule) -> String {
    Referential::usual().tests_of(rule.aspects).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn show(id: &str) -> Result<()> {
    let Some(rule) = catalogue::rule(id) else {
        bail!("there is no rule `{id}`; `observatoire rules list` names them all");
    };
    print(&page_of(rule))
}

/// The tests that a rule serves, then its explanation and examples.
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
