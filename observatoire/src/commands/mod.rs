//! The commands, each in a file of its own.

mod audit;
mod campaign;
mod daemon;
mod doctor;
pub(crate) mod documents;
mod explain;
mod init;
mod letters;
mod manual;
mod members;
mod preview;
mod prune;
mod publish;
mod rejudge;
mod reply;
mod rules;
mod run;
mod sample;
mod status;
mod unseen;
mod verify;
mod withdraw;
mod worker;

pub(crate) use crate::ended::Ended;
use crate::{
    cli::{Cli, Command},
    config::Config,
};
use anyhow::Result;

pub async fn run(cli: Cli) -> Result<Ended> {
    let mut config = Config::read(cli.config.as_deref())?;
    if let Some(database) = cli.database {
        config.database.url = database;
    }
    match cli.command {
        Command::Init => init::run(&config).await,
        Command::Members(asked) => members::run(&config, asked).await,
        Command::Run(asked) => run::run(config, asked).await,
        Command::Daemon(asked) => daemon::run(config, asked).await,
        Command::Worker(asked) => worker::run(config, asked).await,
        Command::Campaign(asked) => campaign::run(&config, asked).await,
        Command::Status(asked) => status::run(&config, asked).await,
        Command::Explain(asked) => explain::run(&config, &asked).await,
        Command::Letters(asked) => letters::run(&config, &asked).await,
        Command::Prune(asked) => prune::run(&config, &asked).await,
        Command::Sample(asked) => sample::run(&config, &asked).await,
        Command::Audit(asked) => audit::run(config, asked).await,
        Command::Rejudge(asked) => rejudge::run(&config, asked).await,
        Command::Rules(asked) => rules::run(asked),
        Command::Withdraw(asked) => withdraw::run(&config, asked).await,
        Command::Reply(asked) => reply::run(&config, asked).await,
        Command::Publish(asked) => publish::run(&config, asked).await,
        Command::Verify(asked) => verify::run(&config, asked).await,
        Command::Preview(asked) => preview::run(&config, asked).await,
        Command::Doctor => doctor::run(&config).await,
        Command::Manual(asked) => manual::run(&asked),
    }
}
