//! Publishes a made-up observatory, in both languages: `cargo run -p report-site --example synthetic -- FOLDER
//! [ADDRESS]`. ADDRESS is the address at which the folder is served.

#[path = "../tests/common/mod.rs"]
mod common;

use report_site::{Language, Publication, publish};
use std::{error::Error, path::PathBuf};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let out = std::env::args_os().nth(1).map(PathBuf::from).ok_or("usage: synthetic FOLDER")?;
    let mut source = common::observatory();
    let withdrawn = report_site::Withdrawal {
        at: common::now(),
        reason: "La page jugée était celle d’un pare-feu.".into(),
    };
    source.withdrawn.insert(source.audits[0].id(), withdrawn);
    let mut settings = common::settings();
    settings.languages = vec![Language::French, Language::English];
    if let Some(address) = std::env::args().nth(2) {
        settings.base_url = address;
    }
    let publication = Publication::read(settings, common::now(), &source)?;
    println!("{:#?}", publish(&out, &publication, &source)?);
    Ok(())
}
