//! Options of the register of members.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Members {
    /// Reads members from a CSV file (columns id;name;kind;siren;siret;insee;departement;postal_code;population;body;urls;contact)
    #[command(after_help = "Example:\n  observatoire members import config/members.example.csv")]
    Import {
        file: PathBuf,
        /// Name of the registry from which the file comes; members that it no longer lists are marked
        #[arg(long, default_value = "csv")]
        source: String,
        /// Accepts the list even if many members are missing from it
        #[arg(long)]
        accept_losses: bool,
    },
    /// Reads the configured registries and records changes; deletes no member and no audit
    Sync(Sync),
    /// Checks each address of the registry and writes the faults as CSV
    Check(Check),
    /// Prints the registries, when each was last read, and why a reading was refused
    #[command(after_help = "Example:\n  observatoire members sources")]
    Sources,
    /// Prints the bodies to which members belong, one on each line: id, name, number of members
    #[command(after_help = "Example:\n  observatoire members bodies")]
    Bodies,
    /// Prints one member, with the registry from which each fact comes
    #[command(after_help = "Example:\n  observatoire members show 21690123400017")]
    Show { id: String },
    /// Prints the members, one on each line: id, name, sites, and «gone» if the registry no longer lists it
    #[command(after_help = "Example:\n  observatoire members list | grep gone")]
    List,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire members sync\n  observatoire members sync dpnt --errors to-correct.csv\n  observatoire members sync dpnt --accept-losses"
)]
pub struct Sync {
    /// Reads only these registries, by their names in the configuration
    #[arg(value_name = "NAME")]
    pub sources: Vec<String>,
    /// Accepts a reading even if many members are missing from it
    #[arg(long)]
    pub accept_losses: bool,
    /// Reads everything again, even what has not changed since the last reading
    #[arg(long)]
    pub from_scratch: bool,
    /// Writes everything that should be corrected in the registries to this file, as CSV
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire members check > defauts.csv\n  observatoire members check --output defauts.csv && observatoire publish"
)]
pub struct Check {
    /// File for the CSV, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Allows loopback and private addresses: for tests and demos only
    #[arg(long)]
    pub allow_private: bool,
}
