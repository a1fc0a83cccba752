//! The digests of the crate `rules`: one for each rule, and one for all code that judges.

use crate::{Error, canonical, units::Units};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Modules on which every rule depends: the page, the rule and the outcome.
const GROUND: [&str; 3] = ["page", "rule", "outcome"];
/// Module that turns verdicts into findings. It is counted alone: the modules on which it depends decide tests, not
/// findings.
const JUDGE: &str = "judge";
/// Modules on which rules about a whole sample also depend: they decide that a test does not apply.
const GROUND_OF_SAMPLE: [&str; 2] = ["sampled", "applicability"];
/// Modules that decide no finding: documents, texts for people, and lists of everything.
const LEFT_OUT: [&str; 8] =
    ["audit", "messages", "statement", "made_with", "examples", "proofs", "referential", "catalogue"];

/// Tokens of a rule that decides no aspect, so that no referential uses it. Such rules judge no audit.
const SERVES_NOTHING: &str = "aspects : & []";

pub struct Rules {
    /// Sixteen hexadecimal digits: digest of all rules that serve a referential, and of the code that decides whether a
    /// test applies and what its outcome is.
    pub all: String,
    /// Digest of each rule in eight hexadecimal digits, by its id.
    pub each: BTreeMap<String, String>,
}

/// Computes the digests of the crate `rules`. `root` is its folder.
pub fn rules(root: &Path) -> Result<Rules, Error> {
    let units = Units::read(root)?;
    let (mut each, mut beyond) = (BTreeMap::new(), BTreeSet::new());
    for name in units.names().filter(|name| name.split("::").count() == 3) {
        let mut of = [&GROUND[..], &[name]].concat();
        if name.starts_with("catalogue::sample") {
            of.extend(GROUND_OF_SAMPLE);
        }
        let id = name.rsplit("::").next().unwrap_or_default().replace('_', "-");
        let file = root.join("src").join(name.replace("::", "/")).with_extension("rs");
        if canonical(&file)?.contains(SERVES_NOTHING) {
            beyond.insert(id.clone());
        }
        let mut leaned_on = units.closure(&of, &LEFT_OUT);
        leaned_on.insert(JUDGE);
        each.insert(id, units.digest(&leaned_on)[..8].to_owned());
    }
    let judgement = units.digest(&units.closure(&["applicability", JUDGE, "referential"], &LEFT_OUT));
    let mut hasher = blake3::Hasher::new();
    crate::add(&mut hasher, &judgement);
    for (id, digest) in each.iter().filter(|(id, _)| !beyond.contains(*id)) {
        crate::add(&mut hasher, id);
        crate::add(&mut hasher, digest);
    }
    Ok(Rules { all: hasher.finalize().to_hex()[..16].to_owned(), each })
}
