//! Audits each site several times and prints the results that differ: `bench-steady PROGRAM TIMES SITE…`.
//!
//! A site is given by the address of its home page. The seed is the same each time, so that the sample is the same.
//! Exit code 1 if two audits of one site differ.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    process::{Command, ExitCode, Stdio},
};

/// Most differences that are printed for one site.
const MOST_SHOWN: usize = 30;

fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, times, sites @ ..] = &arguments[..] else {
        bail!("usage: bench-steady PROGRAM TIMES SITE…")
    };
    let times: usize = times.parse().with_context(|| format!("«{times}» is no number of times"))?;
    let mut unsteady = 0;
    for site in sites {
        let flickering = flickering(program, site, times)?;
        println!("{site}: {} of what {times} audits say differs", flickering.len());
        for (line, seen) in flickering.iter().take(MOST_SHOWN) {
            println!("  {seen} of {times}: {line}");
        }
        unsteady += usize::from(!flickering.is_empty());
    }
    println!("{} sites, {unsteady} of them not the same each time", sites.len());
    Ok(if unsteady == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Lines of [`said`] that occur in some audits of the site but not in all, with the number of audits that have them.
fn flickering(program: &str, site: &str, times: usize) -> Result<BTreeMap<String, usize>> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..times {
        for line in said(&audit(program, site)?) {
            *seen.entry(line).or_default() += 1;
        }
    }
    seen.retain(|_, count| *count != times);
    Ok(seen)
}

fn audit(program: &str, site: &str) -> Result<Value> {
    let output = Command::new(program)
        .args(["audit", "--allow-private", "--format", "jsonl", "--seed", "1", "--delay", "0", site])
        .stderr(Stdio::null())
        .output()
        .with_context(|| format!("{program} does not start"))?;
    let text = String::from_utf8(output.stdout).context("the audit is no text")?;
    serde_json::from_str(&text).with_context(|| format!("no audit of {site}"))
}

/// All results of an audit, one on each line: outcomes of pages, tests and duties, and findings. Times and sizes, which
/// may differ, are left out.
fn said(audit: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let pages = list(&audit["pages"]);
    let mut lines = vec![format!("site {}", audit["outcome"])];
    for page in &pages {
        lines.push(format!("{} {} {}", page["url"], page["kind"], page["outcome"]));
        for (outcome, tests) in page["tests"].as_object().into_iter().flatten() {
            lines.extend(list(tests).iter().map(|test| format!("{} test {test} {outcome}", page["url"])));
        }
    }
    for finding in list(&audit["findings"]) {
        let what = format!("{} {} {}", finding["rule"], finding["reason"], finding["outcome"]);
        lines.extend(list(&finding["places"]).iter().map(|place| {
            let page = place["page"].as_u64().and_then(|at| pages.get(usize::try_from(at).ok()?));
            format!("{} {what} {}", page.map_or(&Value::Null, |page| &page["url"]), place["selector"])
        }));
    }
    let duties = list(&audit["statement"]["duties"]);
    lines.extend(
        duties.iter().map(|duty| format!("duty {} {} {}", duty["duty"], duty["outcome"], duty["reason"])),
    );
    lines.sort();
    lines.dedup();
    lines
}
