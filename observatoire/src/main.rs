//! `observatoire`: audits the sites of a registry's members and publishes each audit at a permanent address.

#[cfg(test)]
mod audit_example;
mod bodies;
mod causes;
mod cli;
mod clock;
mod commands;
mod config;
mod database;
mod document_report;
mod ended;
mod engine;
mod letters;
mod logging;
mod metrics;
mod own_audit;
mod owner;
mod progress;
mod registries;
mod report;
mod serve;
mod signals;
mod source;
mod status_text;
mod terminal;
mod words;
mod work;

use clap::Parser;
use report::tell;
use std::{process::ExitCode, time::Duration};
use words::say;

/// Exit code: done.
const DONE: u8 = 0;
/// Exit code: done, but some sites or pages were not evaluated.
const NOT_ALL: u8 = 1;
/// Exit code: the command could not run.
const FAILED: u8 = 2;
/// Longest wait at the end of the program for threads that are still working.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    logging::start(&cli.log);
    crawler::fetch::install_tls();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report(&anyhow::Error::from(error).context(say!("no-threads"))),
    };
    let ended = runtime.block_on(commands::run(cli));
    // A publication that was interrupted is not finished: the files that it has put in place are complete.
    runtime.shutdown_timeout(SHUTDOWN_GRACE);
    match ended {
        Ok(ended) => ExitCode::from(match ended {
            commands::Ended::Whole => DONE,
            commands::Ended::InPart => NOT_ALL,
        }),
        Err(error) => report(&error),
    }
}

fn report(error: &anyhow::Error) -> ExitCode {
    tell(&say!("error", reason = causes::with_causes(error)));
    ExitCode::from(FAILED)
}
