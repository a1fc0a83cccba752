//! Publishes a made-up observatory: `cargo run -p report-site --example synthetic -- FOLDER`.

#[path = "../tests/common/mod.rs"]
mod common;

use report_site::{Publication, publish};
use std::{error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let out = std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: synthetic FOLDER")?;
    let mut source = common::observatory();
    let withdrawn = report_site::Withdrawal {
        at: common::now(),
        reason: "La page jugée était celle d’un pare-feu.".into(),
    };
    source.withdrawn.insert(source.audits[0].id(), withdrawn);
    let publication = Publication::read(common::settings(), common::now(), &source)?;
    println!("{:#?}", publish(&out, &publication, &source)?);
    Ok(())
}
