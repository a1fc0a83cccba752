//! Logs go to standard error, so that standard output holds data only.

use clap::{Args, ValueEnum};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

#[derive(Debug, Clone, Args)]
pub struct LogArguments {
    /// Log level on standard error: error, warn, info, debug, trace, or a filter such as info,crawler=debug
    #[arg(long, global = true, value_name = "FILTER", env = "OBSERVATOIRE_LOG", default_value = "warn")]
    pub log: String,
    /// How log lines are written
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

/// Starts logging. A filter that cannot be read is replaced by `warn` and reported.
pub fn start(arguments: &LogArguments) {
    let filter = EnvFilter::try_new(&arguments.log);
    let unreadable = filter.as_ref().err().map(ToString::to_string);
    let colours =
        std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .with_ansi(colours);
    match arguments.log_format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
    if let Some(reason) = unreadable {
        tracing::warn!(filter = arguments.log, reason, "the log filter cannot be read");
    }
}
