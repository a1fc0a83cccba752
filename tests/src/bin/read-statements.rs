//! Prints the accessibility statement read from each page of a folder, one JSON object a line:
//! `cargo run -p tests --features bench --bin read-statements -- FOLDER`.

use anyhow::{Context, Result};
use std::path::PathBuf;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args().nth(1).map_or_else(tests::statements::corpus, PathBuf::from);
    let pages = tests::statements::pages(&folder).await.with_context(|| folder.display().to_string())?;
    for (name, page) in pages {
        let reading = serde_json::to_string(&rules::statement::read(&page))?;
        println!("{{\"page\":\"{name}\",\"reading\":{reading}}}");
    }
    Ok(())
}
