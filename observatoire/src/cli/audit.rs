//! Options of `audit`.

use super::CrawlArguments;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use url::Url;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire audit https://www.example.fr/\n  observatoire audit --page https://www.example.fr/contact --format json\n  observatoire audit --document menu.pdf\n  observatoire audit --format jsonl --urls-file pages.txt"
)]
pub struct Audit {
    /// Sites: a sample of each is drawn and audited
    #[arg(value_name = "SITE")]
    pub sites: Vec<Url>,
    /// Pages: exactly these are audited
    #[arg(long = "page", value_name = "URL")]
    pub page_urls: Vec<Url>,
    /// Documents (PDF, OpenDocument, Office, EPUB): what is proven of each; a file or an address
    #[arg(long = "document", value_name = "FILE|URL")]
    pub documents: Vec<String>,
    /// A file of pages, one a line: exactly these are audited; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub urls_file: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Keeps each captured page in this folder, as `rejudge --file` and developers read it
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
    #[command(flatten)]
    pub crawl: CrawlArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One document at the end
    Json,
    /// One object a page (or a site), as soon as it is judged
    Jsonl,
}
