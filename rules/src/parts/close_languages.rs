//! Languages that a language detector easily confuses.

/// Groups of languages that the detector confuses with each other, or with related languages that it does not know
/// (Occitan, Galician, Norwegian Nynorsk, Luxembourgish …). Two languages of one group are never distinguished.
const CLOSE: &[&[&str]] = &[
    &["es", "pt", "ca", "gl", "oc", "ast", "an", "it", "co", "la"],
    &["nb", "nn", "no", "da", "sv", "fo", "is"],
    &["nl", "af", "de", "lb", "gsw", "fy", "li"],
    &["cs", "sk", "pl", "sl", "hr", "sr", "bs"],
    &["ru", "uk", "be", "bg", "mk", "sr"],
    &["tr", "az", "tk", "kk", "uz"],
    &["et", "fi"],
    &["hi", "mr", "ne"],
    &["fr", "oc", "frp", "pcd", "wa", "nrm", "ca", "br", "ht", "gcr", "rcf", "gcf"],
    &["en", "sco", "pcm", "jam"],
    &["id", "jv", "ms"],
];

pub(crate) fn are_close(one: &str, other: &str) -> bool {
    CLOSE.iter().any(|family| family.contains(&one) && family.contains(&other))
}
