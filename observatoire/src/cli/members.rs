//! Options of the register of members.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Members {
    /// Reads members from a CSV file (columns id;name;kind;siren;siret;insee;departement;postal_code;population;body;urls;contact)
    #[command(after_help = "Example:\n  observatoire members import config/members.example.csv")]
    Import {
        file: PathBuf,
        /// Name of the registry this file comes from; members that this registry no longer lists are marked
        #[arg(long, default_value = "csv")]
        source: String,
        /// Take the list over even though many members are missing in it
        #[arg(long)]
        accept_losses: bool,
    },
    /// Reads the configured registries and takes over what changed; deletes nobody and no audit
    Sync(Sync),
    /// Looks at each address of the registry and writes what is wrong with it, as CSV
    Check(Check),
    /// Prints the registries, when each was read last, and why it was not taken
    #[command(after_help = "Example:\n  observatoire members sources")]
    Sources,
    /// Prints the bodies that members belong to, one a line: id, name, members
    #[command(after_help = "Example:\n  observatoire members bodies")]
    Bodies,
    /// Prints one member, and which registry says what of it
    #[command(after_help = "Example:\n  observatoire members show 21690123400017")]
    Show { id: String },
    /// Prints the members, one a line: id, name, sites, and «gone» where the registry no longer lists it
    #[command(after_help = "Example:\n  observatoire members list | grep gone")]
    List,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire members sync\n  observatoire members sync dpnt --errors to-correct.csv\n  observatoire members sync dpnt --accept-losses"
)]
pub struct Sync {
    /// Only these registries, by their names in the configuration
    #[arg(value_name = "NAME")]
    pub sources: Vec<String>,
    /// Take a reading over even though many members are missing in it
    #[arg(long)]
    pub accept_losses: bool,
    /// Read everything, whatever did not change since the last time
    #[arg(long)]
    pub from_scratch: bool,
    /// Write all that is to correct in the registries, as CSV
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire members check > defauts.csv\n  observatoire members check --output defauts.csv && observatoire publish"
)]
pub struct Check {
    /// Where the CSV is written, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Opens loopback and private addresses: for tests and demos only
    #[arg(long)]
    pub allow_private: bool,
}
