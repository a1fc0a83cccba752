//! `manual`: writes manual pages and shell completions, which packages install.

use super::Ended;
use crate::{
    cli::{Cli, Manual},
    words::say,
};
use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;

const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Zsh, Shell::Fish];

pub fn run(asked: &Manual) -> Result<Ended> {
    let (pages, completions) = (asked.folder.join("man1"), asked.folder.join("completions"));
    for folder in [&pages, &completions] {
        std::fs::create_dir_all(folder).with_context(|| say!("cannot-make", file = folder.display()))?;
    }
    let wrote = || say!("manual-cannot-write", folder = asked.folder.display());
    clap_mangen::generate_to(Cli::command(), &pages).with_context(wrote)?;
    for shell in SHELLS {
        let name = env!("CARGO_PKG_NAME");
        clap_complete::generate_to(shell, &mut Cli::command(), name, &completions).with_context(wrote)?;
    }
    Ok(Ended::Whole)
}
