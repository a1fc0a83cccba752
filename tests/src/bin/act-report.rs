//! Audits a folder of W3C's ACT test cases. Prints an implementation report (EARL, JSON-LD) on standard output, and the
//! program's consistency with each ACT rule on standard error.

use anyhow::{Context, Result, ensure};
use clap::Parser;
use std::{
    ffi::OsString,
    io::Write,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};
use tests::act_report::ServedCases;

#[derive(Parser)]
struct Options {
    /// The web root of the cases, served on this machine while they are audited
    folder: PathBuf,
    /// The list of cases: testcases.json as W3C publishes it, or a .tsv with columns ruleId, ruleName, testcaseId,
    /// expected, wcagSC and path; without it, the one that lies in the folder
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// The program to report on
    #[arg(long, value_name = "FILE", default_value = "target/release/observatoire")]
    program: PathBuf,
    /// Further arguments of `audit`
    #[arg(last = true)]
    arguments: Vec<OsString>,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let cases = ServedCases::start(&options.folder, options.manifest.as_deref()).await?;
    let mut list = tempfile::NamedTempFile::new()?;
    for page in cases.pages() {
        writeln!(list, "{page}")?;
    }
    let mut audit = Command::new(&options.program);
    audit.args(["audit", "--format", "jsonl", "--allow-private", "--urls-file"]).arg(list.path());
    audit.args(&options.arguments).stderr(Stdio::inherit());
    let audited = tokio::task::spawn_blocking(move || audit.output()).await?;
    let audited = audited.with_context(|| options.program.display().to_string())?;
    // Exit code 1: some pages were not audited; the report names them.
    ensure!(matches!(audited.status.code(), Some(0 | 1)), "the program ended with {}", audited.status);
    let report = cases.report(env!("CARGO_PKG_VERSION"), &String::from_utf8(audited.stdout)?)?;
    println!("{}", serde_json::to_string_pretty(&report.earl)?);
    eprintln!("{}\n{}", report.not_audited.join("\n"), report.table);
    Ok(if report.not_audited.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
