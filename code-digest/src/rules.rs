//! The digests of the crate `rules`: one of each rule, and one of everything that judges.

use crate::{Error, canonical, units::Units};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Every rule leans on these: the page that it sees, and what a verdict is.
const GROUND: [&str; 3] = ["page", "rule", "outcome"];
/// Code that turns a verdict into a finding. The other code that it leans on decides tests, not findings.
const JUDGE: &str = "judge";
/// Rules that see a whole sample also lean on what decides that a test does not apply.
const GROUND_OF_SAMPLE: [&str; 2] = ["sampled", "applicability"];
/// Modules that decide no finding: documents, words for people, and lists of everything.
const LEFT_OUT: [&str; 8] =
    ["audit", "messages", "statement", "made_with", "examples", "proofs", "referential", "catalogue"];

/// Text by which a rule says that no referential asks about what it decides: such rules judge no audit.
const SERVES_NOTHING: &str = "aspects : & []";

pub struct Rules {
    /// Sixteen digits: all rules that serve a referential, and what says that a test does not apply or is decided.
    pub all: String,
    /// Eight digits by the id of each rule.
    pub each: BTreeMap<String, String>,
}

/// Digests of the crate `rules` below its root.
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
