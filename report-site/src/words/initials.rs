//! Names of kinds of members. Some kinds are initials, which registries also write in lower case.

use std::borrow::Cow;

/// Kinds of local bodies that are known by their initials.
const INITIALS: [&str; 16] = [
    "ars", "caf", "ccas", "cdg", "cias", "chu", "cpam", "epci", "mdph", "petr", "pnr", "scot", "sdis",
    "sivom", "sivu", "smictom",
];

pub fn member_kind(kind: &str) -> Cow<'_, str> {
    if INITIALS.contains(&kind) { kind.to_uppercase().into() } else { kind.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_large_and_words_are_left() {
        let shown = ["ccas", "EPCI", "commune", "école"].map(|kind| member_kind(kind).into_owned());
        assert_eq!(shown, ["CCAS", "EPCI", "commune", "école"]);
    }
}
