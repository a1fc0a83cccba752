//! What is told of a site's documents beside its audits.

use crate::{catalog::Host, language::Say};
use rules::{documents::DocumentsDigest, messages::Language};

/// As the last audit that could evaluate the site found them; nothing where nobody looked.
pub fn of_host<'a>(host: &Host<'a>) -> Option<&'a DocumentsDigest> {
    host.latest_evaluated()?.documents.as_ref()
}

/// «40 documents liés ; 10 ouverts, dont 3 PDF non balisés (1 fait d’images sans texte).»
pub fn sentence(digest: &DocumentsDigest, language: Language) -> Option<String> {
    if digest.offered == 0 {
        return None;
    }
    let count = |number: u32, words| language.count(number as usize, words);
    let offered =
        count(digest.offered, ["document lié", "documents liés", "document linked", "documents linked"]);
    if digest.examined == 0 {
        return Some(format!("{offered}."));
    }
    let opened = count(digest.examined, ["ouvert", "ouverts", "opened", "opened"]);
    let untagged =
        count(digest.untagged, ["PDF non balisé", "PDF non balisés", "PDF without tags", "PDF without tags"]);
    let pictures = count(
        digest.pictures,
        [
            "fait d’images sans texte",
            "faits d’images sans texte",
            "made of pictures without text",
            "made of pictures without text",
        ],
    );
    let of_which = language.t(", dont", ", of which");
    Some(format!("{offered}{} {opened}{of_which} {untagged} ({pictures}).", language.t(" ;", ";")))
}
