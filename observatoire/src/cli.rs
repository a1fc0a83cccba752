//! Commands and options of the command line.

mod audit;
mod members;

pub use audit::{Audit, Format};
pub use members::{Check, Members, Sync};

use crate::{config::Act, logging::LogArguments};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Audits the accessibility (RGAA 4.1.2) of many sites and publishes each audit at a permanent address
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES)]
pub struct Cli {
    /// Configuration file; without it, observatoire.toml of this folder if there is one
    #[arg(long, short, global = true, value_name = "FILE", env = "OBSERVATOIRE_CONFIG")]
    pub config: Option<PathBuf>,
    /// sqlite://FILE or postgres://…, instead of the configured one
    #[arg(long, global = true, value_name = "URL", env = "OBSERVATOIRE_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    #[command(flatten)]
    pub log: LogArguments,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  observatoire doctor
  observatoire members import members.csv
  observatoire run
  observatoire preview
  observatoire audit https://www.example.fr/

Exit status: 0 done, 1 done but some sites or pages were not evaluated, 2 could not run.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Creates the database, which every other command except `members import` needs
    #[command(after_help = "Example:\n  observatoire init")]
    Init,
    /// The members whose sites are audited
    #[command(subcommand)]
    Members(Members),
    /// Audits the sites of all members, then publishes
    Run(Run),
    /// Runs the campaigns of the configuration at their times until it is stopped, and publishes
    Daemon(Daemon),
    /// Works on due audits, together with other workers on the same database
    Worker(Work),
    /// Shows, pauses, resumes and cancels campaigns
    #[command(subcommand)]
    Campaign(Campaign),
    /// Shows the progress of all campaigns
    Status(Status),
    /// Explains an audit: visits, waits, causes, and pages that were left out with the reason
    Explain(Explain),
    /// Sends the letters that are due to bodies, members and the administrator, each letter once
    Letters(Letters),
    /// Deletes old captured pages, but never an audit
    Prune(Prune),
    /// Draws members at random, with each kind, département and size in proportion
    Sample(DrawSample),
    /// Audits sites or pages immediately, without a database, and prints the findings
    Audit(Audit),
    /// Judges kept pages again with this program's rules, without a browser
    Rejudge(Rejudge),
    /// The rules and their examples
    #[command(subcommand)]
    Rules(Rules),
    /// Withdraws an audit: its address stays and shows when and why
    Withdraw(Withdraw),
    /// Reads replies of authorities to audits of their sites, to publish them with these audits
    Reply(Reply),
    /// Writes the public site
    Publish(Publish),
    /// Verifies that published audits were not changed since they were published
    Verify(Verify),
    /// Serves the public site on this machine
    Preview(Preview),
    /// Checks whether everything that a run needs is there, and says what to do if not
    #[command(after_help = "Example:\n  observatoire --config /etc/observatoire.toml doctor")]
    Doctor,
    /// Writes manual pages and shell completions, for makers of packages
    #[command(hide = true, after_help = "Example:\n  observatoire manual /tmp/manual")]
    Manual(Manual),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  observatoire sample --size 60 --seed 2026 > sample.csv\n\nExit status: 0 so many were drawn, 1 there are fewer, 2 could not run."
)]
pub struct DrawSample {
    /// Number of members
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub size: u32,
    /// The same number draws the same members again
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct Manual {
    /// Folder in which man1/ and completions/ are written
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire run\n  observatoire run --body sitiv --pages 10\n  observatoire run --member 21690123400017 --no-publish"
)]
pub struct Run {
    /// Only members of this body, and of the bodies that belong to it
    #[arg(long, value_name = "ID|NAME")]
    pub body: Option<String>,
    /// Only this member
    #[arg(long, value_name = "ID")]
    pub member: Option<String>,
    /// Only this host, as it stands in permalinks
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
    /// Name of the campaign; its date if none is given
    #[arg(long)]
    pub label: Option<String>,
    /// Begins the campaigns of the configuration that are due, finishes unfinished ones, and ends: for cron and
    /// systemd timers
    #[arg(long, conflicts_with_all = ["body", "member", "host", "label"])]
    pub due: bool,
    /// Do not publish at the end
    #[arg(long)]
    pub no_publish: bool,
    #[command(flatten)]
    pub crawl: CrawlArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  observatoire --config /etc/observatoire.toml daemon")]
pub struct Daemon {
    /// Do not publish
    #[arg(long)]
    pub no_publish: bool,
    /// Makes the clock run this many times faster, to try out a schedule
    #[arg(long, hide = true, default_value_t = 1, value_name = "TIMES")]
    pub speed: u16,
    #[command(flatten)]
    pub crawl: CrawlArguments,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire --database postgres://observatoire@db.example/observatoire worker\n  observatoire worker --until-done"
)]
pub struct Work {
    /// Ends when no campaign has an audit left
    #[arg(long)]
    pub until_done: bool,
    #[command(flatten)]
    pub crawl: CrawlArguments,
}

#[derive(Debug, Subcommand)]
pub enum Campaign {
    /// Shows schedules, and the last campaigns with their progress
    #[command(after_help = "Example:\n  observatoire campaign list")]
    List,
    /// Shows one campaign, or one schedule with its campaigns
    #[command(after_help = "Example:\n  observatoire campaign show mensuelle")]
    Show { which: String },
    /// Pauses a campaign: audits under way are finished, no others begin. A paused schedule begins no campaign
    #[command(after_help = "Example:\n  observatoire campaign pause mensuelle")]
    Pause { which: String },
    /// Resumes a campaign or a schedule. Campaigns that were due during the pause are not run later
    #[command(after_help = "Example:\n  observatoire campaign resume mensuelle")]
    Resume { which: String },
    /// Cancels a campaign: its audits that are not recorded yet are dropped, recorded ones stay
    #[command(after_help = "Example:\n  observatoire campaign cancel 019ab2f0")]
    Cancel { which: String },
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  observatoire status\n  observatoire status --format json")]
pub struct Status {
    #[arg(long, value_enum, default_value = "text")]
    pub format: StatusFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// Text for people
    Text,
    /// One JSON document
    Json,
    /// The text format of Prometheus
    Prometheus,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  observatoire explain 4f1c2ab09d3e")]
pub struct Explain {
    /// Id of the audit, or its permalink
    #[arg(value_name = "AUDIT")]
    pub audit: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  observatoire letters --dry-run")]
pub struct Letters {
    /// Prints the letters that would be sent, without addresses, and sends nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  observatoire prune --older-than 400 --keep-last 2")]
pub struct Prune {
    /// Deletes pages that were kept for more than this many days
    #[arg(long, value_name = "DAYS")]
    pub older_than: Option<u32>,
    /// Keeps the pages of this many latest audits of each site, however old they are
    #[arg(long, value_name = "N")]
    pub keep_last: Option<u32>,
}

/// Options that replace settings of the configuration for one run of the program.
#[derive(Debug, Clone, Default, Args)]
pub struct CrawlArguments {
    /// Number of pages in the sample of each site
    #[arg(long, value_name = "N")]
    pub pages: Option<u32>,
    /// Seed of the random share of the sample: the same seed draws the same pages
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Referentials by which sites are judged, the main one first: rgaa-4.1.2,raweb-1.1,wcag-2.2
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub referential: Vec<String>,
    /// Whether each page is used once it is captured: narrow window, 200 %, spaced text
    #[arg(long, value_name = "HOW")]
    pub act: Option<Act>,
    /// Number of browsers that work at the same time
    #[arg(long, value_name = "N")]
    pub browsers: Option<usize>,
    /// Seconds between two visits to one host
    #[arg(long, value_name = "SECONDS")]
    pub delay: Option<f64>,
    /// Allows loopback and private addresses: for tests and demos only
    #[arg(long)]
    pub allow_private: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire rejudge\n  observatoire rejudge 4f1c2ab09d3e --record\n  observatoire rejudge --referential rgaa-4.1.2,raweb-1.1,wcag-2.2 --record"
)]
pub struct Rejudge {
    /// Ids of audits, the last part of their permalinks; without any, the latest audit of each site
    #[arg(value_name = "ID")]
    pub audits: Vec<String>,
    /// Judges by these referentials, the main one first, instead of those that each audit was judged by
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub referential: Vec<String>,
    /// Records a new judgement that differs as an audit of its own
    #[arg(long)]
    pub record: bool,
}

#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Lists all rules, with the tests they serve
    #[command(after_help = "Example:\n  observatoire rules list | grep 8.3.1")]
    List,
    /// Shows one rule, with its examples
    #[command(after_help = "Example:\n  observatoire rules show page-has-lang")]
    Show { id: String },
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  observatoire withdraw 4f1c2ab09d3e --reason \"the page that was judged was that of a firewall\""
)]
pub struct Withdraw {
    /// Id of the audit: the last part of its permalink
    #[arg(value_name = "ID")]
    pub audit: String,
    /// Reason for the withdrawal, for people who cited the audit
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  observatoire reply replies.csv")]
pub struct Reply {
    /// CSV with the columns audit (id or permalink), author, date (2026-11-22) and text
    pub file: PathBuf,
}

#[derive(Debug, Default, Args)]
#[command(after_help = "Example:\n  observatoire publish --output /var/www/observatoire")]
pub struct Publish {
    /// Folder of the site, instead of the configured one
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Checks every file, and writes those again that somebody removed or changed
    #[arg(long)]
    pub check: bool,
    /// Publishes even if more than a tenth of the published sites would disappear
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  observatoire verify public\n  observatoire verify --address https://observatoire.example.fr/audits/www.example.fr/2026-11-22-4f1c2ab09d3e/ audit.json\n  observatoire verify https://observatoire.example.fr/audits/www.example.fr/2026-11-22-4f1c2ab09d3e/\n\nExit status: 0 all are, 1 some are not or cannot be told, 2 could not run."
)]
pub struct Verify {
    /// An audit.json, the web address of an audit, or a folder of audits; of a published site, all files are compared
    /// with what was published
    #[arg(value_name = "FILE|FOLDER|URL", required = true)]
    pub what: Vec<String>,
    /// Permalink of the file; without it, the file's place in a published folder tells the permalink
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// Allows loopback and private addresses
    #[arg(long)]
    pub allow_private: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  observatoire preview --port 0")]
pub struct Preview {
    /// Port on this machine; 0 chooses a free one
    #[arg(long, default_value_t = 8000)]
    pub port: u16,
    /// Folder of the site, instead of the configured one
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_coherent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_referential_stands_where_people_choose_one() {
        let configuration = include_str!("../../config/observatoire.toml");
        let mut command = Cli::command();
        let audit = command.find_subcommand_mut("audit").unwrap().render_long_help().to_string();
        for referential in rules::referential::all() {
            let key = referential.key();
            assert!(configuration.contains(&format!("\"{key}\"")), "{key} in the configuration");
            assert!(audit.contains(&key), "{key} in the help of --referential");
        }
    }

    #[test]
    fn the_help_of_every_command_shows_an_example() {
        fn without(command: &clap::Command) -> Vec<String> {
            if command.has_subcommands() {
                return command.get_subcommands().flat_map(without).collect();
            }
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let shown = help.contains("Example") && help.contains("observatoire ");
            if shown { Vec::new() } else { vec![command.get_name().to_owned()] }
        }
        assert_eq!(without(&Cli::command()), Vec::<String>::new());
    }
}
