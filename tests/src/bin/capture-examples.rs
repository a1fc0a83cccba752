//! Captures the examples in the Markdown files of all rules and predicates, read from the disk when it runs. Then
//! `cargo run -p rules --example check` can judge them without building the crawler again.

use anyhow::{Context, Result};
use std::{fs, path::Path};

#[tokio::main]
async fn main() -> Result<()> {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/src/catalogue");
    let mut examples = Vec::new();
    for theme in catalogue.read_dir()?.flatten().filter(|entry| entry.path().is_dir()) {
        for file in theme.path().read_dir()?.flatten().map(|entry| entry.path()) {
            if file.extension().is_some_and(|extension| extension == "md") {
                let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                examples.extend(rules::examples::parse(
                    &name,
                    &fs::read_to_string(&file).with_context(|| name.clone())?,
                )?);
            }
        }
    }
    let predicates = catalogue.join("../applicability/examples.md");
    let cases = rules::examples::predicates::parse(&fs::read_to_string(predicates)?)?;
    examples.extend(cases.iter().map(|case| case.example.clone()));
    let captured = tests::rule_examples::capture_missing(&examples).await?;
    println!("{captured} of {} examples captured", examples.len());
    Ok(())
}
