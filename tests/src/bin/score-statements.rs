//! Compares the accessibility statements read by the program on real pages with those read by a person, field by field.
//!
//! `cargo run -p tests --features bench --bin score-statements -- [FOLDER]`. FOLDER holds `cases.tsv` and `pages/`; its
//! `README.txt` explains the columns. Prints each difference, then the numbers of exact, missed and wrong values of
//! each field.

use anyhow::{Context, Result, bail};
use rules::statement::{self, Auditor, AuditorKind, Conformity, PageReading, Percent, Programme, Statement};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args().nth(1).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora/statements-labelled"),
        PathBuf::from,
    );
    let Ok(table) = fs::read_to_string(folder.join("cases.tsv")) else {
        println!("skipped: {} is not there", folder.display());
        return Ok(());
    };
    let cases = cases(&table)?;
    let (mut fields, mut exact_pages, mut wrong_pages) = (BTreeMap::<String, Tally>::new(), 0, 0);
    for (name, page) in tests::statements::pages(&folder.join("pages")).await? {
        let case = cases.get(name.as_str()).with_context(|| format!("{name} is in no line"))?;
        let read = read(&statement::read(&page));
        let (mut is_exact, mut is_wrong) = (true, false);
        for (field, written) in case.iter().filter(|(field, _)| read.contains_key(*field)) {
            let found = &read[field];
            let outcome = outcome(field, written, found);
            let tally = fields.entry((*field).to_owned()).or_default();
            match outcome {
                Outcome::Exact => tally.exact += 1,
                Outcome::Missed => tally.missed += 1,
                Outcome::Wrong => tally.wrong += 1,
            }
            if outcome != Outcome::Exact {
                println!("{name}\t{field}\t{outcome:?}\tread {found:?}\twritten {written:?}");
                is_exact = false;
                is_wrong |= outcome == Outcome::Wrong;
            }
        }
        exact_pages += usize::from(is_exact);
        wrong_pages += usize::from(is_wrong);
    }
    println!("\nfield\texact\tmissed\twrong");
    for (field, tally) in &fields {
        println!("{field}\t{}\t{}\t{}", tally.exact, tally.missed, tally.wrong);
    }
    println!("pages\t{exact_pages} exact of {}, {wrong_pages} with a wrong value", cases.len());
    Ok(())
}

type Case<'t> = BTreeMap<&'t str, &'t str>;

fn cases(table: &str) -> Result<BTreeMap<&str, Case<'_>>> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().context("an empty table")?.split('\t').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != header.len() {
                bail!("{} cells in «{line}»", cells.len());
            }
            Ok((cells[0], header.iter().copied().zip(cells.iter().copied()).skip(1).collect()))
        })
        .collect()
}

#[derive(Default)]
struct Tally {
    exact: usize,
    missed: usize,
    wrong: usize,
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Exact,
    /// The page has a value, but none was read.
    Missed,
    /// The value read is not the page's, or the page has none.
    Wrong,
}

fn outcome(field: &str, written: &str, found: &str) -> Outcome {
    let is_same = match field {
        "kind" => (written == "statement") == (found == "y"),
        "auditor" => same_name(written, found),
        "contact_email" => {
            written.replace("[at]", "@") == found || found.split(' ').any(|one| one == written)
        }
        "rgaa_version" => written == found,
        "scheme" | "plan" if written == "y" => found != "n",
        "scheme" | "plan" if found == "y" => written != "n",
        "plan" => years(written) == years(found),
        _ => written == found,
    };
    if is_same {
        Outcome::Exact
    } else if matches!(found, "none" | "n") {
        Outcome::Missed
    } else {
        Outcome::Wrong
    }
}

/// Whether both are the same name, without its article or «la société» and «l’agence» in front. «interne» and
/// «auto-évaluation» are the same.
fn same_name(written: &str, found: &str) -> bool {
    const OWN: &[&str] = &["interne", "auto-évaluation"];
    if OWN.contains(&written) || OWN.contains(&found) {
        return OWN.contains(&written) && OWN.contains(&found);
    }
    let core = |name: &str| {
        let name = name.to_lowercase();
        let leads = ["la société ", "l’agence ", "l'agence ", "le ", "la ", "les "];
        leads.iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(&name).to_owned()
    };
    core(written) == core(found)
}

fn years(text: &str) -> BTreeSet<u16> {
    let spans = text.split([',', ' ']).filter(|part| !part.is_empty());
    spans
        .flat_map(|span| {
            let mut ends = span.split('-').filter_map(|year| year.parse::<u16>().ok());
            let first = ends.next().unwrap_or_default();
            first..=ends.next().unwrap_or(first)
        })
        .collect()
}

/// The values that were read, in the notation of the table.
fn read(reading: &PageReading) -> BTreeMap<&'static str, String> {
    let said = reading.statement.as_ref();
    let flag = |is: bool| if is { "y" } else { "n" }.to_owned();
    let mut mentions = reading.mentions.iter().filter_map(|mention| mention.conformity);
    let first = mentions.next();
    let mention = first.filter(|first| mentions.all(|other| other == *first));
    let contact = value_of(said, |said| said.contact.as_ref());
    let addresses = contact.map(|contact| contact.addresses.join(" ")).filter(|list| !list.is_empty());
    let text = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
    let programme = |value: Option<&Programme>| value.map_or_else(|| "n".to_owned(), published);
    BTreeMap::from([
        ("kind", flag(said.is_some())),
        (
            "status",
            text(value_of(said, |said| said.conformity.as_ref()).map(|value| status(*value).to_owned())),
        ),
        ("rate", text(value_of(said, |said| said.rate.as_ref()).map(|value| rate(*value)))),
        ("average_rate", text(value_of(said, |said| said.average_rate.as_ref()).map(|value| rate(*value)))),
        ("rgaa_version", text(value_of(said, |said| said.rgaa_version.as_ref()).cloned())),
        ("date_established", text(value_of(said, |said| said.set_on.as_ref()).map(ToString::to_string))),
        ("date_updated", text(value_of(said, |said| said.updated_on.as_ref()).map(ToString::to_string))),
        ("auditor", text(value_of(said, |said| said.auditor.as_ref()).map(auditor))),
        ("contact_email", text(addresses)),
        ("contact_form", flag(contact.is_some_and(|contact| !contact.forms.is_empty()))),
        ("defenseur_des_droits", flag(said.is_some_and(|said| said.remedies.is_some()))),
        ("scheme", programme(value_of(said, |said| said.scheme.as_ref()))),
        ("plan", programme(value_of(said, |said| said.plan.as_ref()))),
        ("non_accessible_section", flag(said.is_some_and(|said| said.failures.is_some()))),
        ("burden_section", flag(said.is_some_and(|said| said.burden.is_some()))),
        ("exempt_section", flag(said.is_some_and(|said| said.exempt.is_some()))),
        (
            "pages_checked_count",
            text(value_of(said, |said| said.pages_checked.as_ref()).map(|pages| pages.len().to_string())),
        ),
        ("mention_status", text(mention.map(|conformity| status(conformity).to_owned()))),
    ])
}

fn value_of<'s, T>(
    said: Option<&'s Statement>,
    field: impl Fn(&'s Statement) -> Option<&'s statement::Read<T>>,
) -> Option<&'s T> {
    said.and_then(field).map(|read| &read.value)
}

fn status(conformity: Conformity) -> &'static str {
    match conformity {
        Conformity::Total => "totalement",
        Conformity::Partial => "partiellement",
        Conformity::Non => "non",
    }
}

fn rate(rate: Percent) -> String {
    let written = format!("{}.{:02}", rate.0 / 100, rate.0 % 100);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn auditor(auditor: &Auditor) -> String {
    match (&auditor.name, auditor.kind) {
        (Some(name), _) => name.clone(),
        (None, AuditorKind::Own) => "interne".to_owned(),
        (None, _) => "none".to_owned(),
    }
}

/// The years of a published programme, `y` if it has none but an address, or `n` if it is not published. A programme
/// that is only announced is not published.
fn published(programme: &Programme) -> String {
    match &programme.years[..] {
        _ if programme.is_announced_only => "n".to_owned(),
        [] if programme.addresses.is_empty() => "n".to_owned(),
        [] => "y".to_owned(),
        years => years.iter().map(u16::to_string).collect::<Vec<_>>().join("-"),
    }
}
