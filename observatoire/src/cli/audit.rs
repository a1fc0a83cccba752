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
    /// Sites, of each of which a sample is drawn and audited
    #[arg(value_name = "SITE")]
    pub sites: Vec<Url>,
    /// Page to audit; may be given several times
    #[arg(long = "page", value_name = "URL")]
    pub page_urls: Vec<Url>,
    /// Document to examine (PDF, OpenDocument, Office, EPUB), a file or an address; may be given several times
    #[arg(long = "document", value_name = "FILE|URL")]
    pub documents: Vec<String>,
    /// File with the addresses of the pages to audit, one on each line; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub urls_file: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Folder in which each captured page is kept, to be judged again
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
    #[command(flatten)]
    pub crawl: CrawlArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for people
    Text,
    /// One JSON document at the end
    Json,
    /// One JSON object on a line for each page (or site), as soon as it is judged
    Jsonl,
}
