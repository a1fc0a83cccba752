//! Checks of layers (optional content) and of embedded files (PDF/UA-1, 7.10 and 7.11).

use super::{
    super::{
        facts::PdfFacts,
        object::{Dictionary, Object},
        structure::list,
    },
    document::has_words,
};
use crate::{
    budget::Excess,
    found::{Checks, Evidence},
};

/// Greatest number of nodes of the name tree that are read.
const MOST_NODES: usize = 5000;

pub fn judge(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<(), Excess> {
    layers(found, checks)?;
    let mut files = found.annotations.attachments.clone();
    files.extend(embedded(found)?);
    let mut failed = 0;
    let mut looked_at = 0;
    for specification in &files {
        let specification = found.file.resolve(specification)?;
        let Some(specification) = specification.as_dictionary() else { continue };
        if !specification.has("EF") {
            continue;
        }
        looked_at += 1;
        let is_named = |key| found.file.entry(specification, key).map(|name| has_words(&name));
        failed += u32::from(!is_named("F")? || !is_named("UF")?);
    }
    checks.counted("embedded-files", looked_at, Evidence::count(failed));
    Ok(())
}

/// Checks that each configuration of layers has a name, and that none switches layers automatically (`AS`).
fn layers(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<(), Excess> {
    let properties = found.file.entry(&found.catalogue, "OCProperties")?;
    let Some(properties) = properties.as_dictionary() else {
        checks.counted("layers", 0, Evidence::default());
        return Ok(());
    };
    let mut failed = 0;
    let configurations = found.file.entry(properties, "Configs")?;
    let first = properties.get("D").clone();
    let mut each = vec![first];
    each.extend(list(&configurations).iter().take(1000).cloned());
    for configuration in &each {
        let configuration = found.file.resolve(configuration)?;
        let Some(configuration) = configuration.as_dictionary() else { continue };
        // Clause 7.10 requires a name for every configuration in `Configs` and for `D`.
        let is_named = has_words(&found.file.entry(configuration, "Name")?);
        failed += u32::from(!is_named) + u32::from(configuration.has("AS"));
    }
    checks.counted("layers", 1, Evidence::count(failed));
    Ok(())
}

/// The file specifications of the embedded files, which are in the name tree `Names`, `EmbeddedFiles`.
fn embedded(found: &PdfFacts<'_>) -> Result<Vec<Object>, Excess> {
    let names = found.file.entry(&found.catalogue, "Names")?;
    let Some(names) = names.as_dictionary() else { return Ok(Vec::new()) };
    let mut due = vec![names.get("EmbeddedFiles").clone()];
    let mut files = Vec::new();
    for _ in 0..MOST_NODES {
        let Some(node) = due.pop() else { break };
        let node = found.file.resolve(&node)?;
        let Some(node) = node.as_dictionary() else { continue };
        let kids: Object = found.file.entry(node, "Kids")?;
        due.extend(list(&kids).iter().take(MOST_NODES).cloned());
        files.extend(pairs(found, node)?);
        if due.len() > MOST_NODES || files.len() > MOST_NODES {
            break;
        }
    }
    Ok(files)
}

fn pairs(found: &PdfFacts<'_>, node: &Dictionary) -> Result<Vec<Object>, Excess> {
    let names = found.file.entry(node, "Names")?;
    Ok(list(&names).iter().skip(1).step_by(2).take(MOST_NODES).cloned().collect())
}
