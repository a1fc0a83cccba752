//! `members bodies`: prints the bodies that members belong to, with the ids and names that `--body` and
//! `[[campaign]] body` accept.

use super::super::Ended;
use crate::{report::print, terminal::one_line, words::say};
use anyhow::Result;
use store::Store;

pub async fn run(store: &Store) -> Result<Ended> {
    for of in store.bodies().await? {
        let members = say!("members-count", count = of.present);
        print(&format!("{}\t{}\t{members}", one_line(&of.body.id), one_line(&of.body.name)))?;
    }
    Ok(Ended::Whole)
}
