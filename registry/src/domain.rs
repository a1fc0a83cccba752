//! What part of a host's name somebody registered, by the Public Suffix List.
//!
//! The list is code, as long as that of a whole crate of ours. So it is called from here alone, by functions that no
//! caller takes a copy of.

/// The registrable domain: `commune.fr` of `www.commune.fr`. `None` where the name has none (a single label, or a
/// public suffix itself).
#[inline(never)]
pub fn registrable_domain(host: &str) -> Option<&str> {
    psl::domain_str(host)
}

/// Whether others register names below this one, as below `gouv.fr`.
#[inline(never)]
pub fn is_public_suffix(host: &str) -> bool {
    psl::suffix_str(host).is_some_and(|suffix| suffix == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_what_stands_before_a_public_suffix() {
        assert_eq!(registrable_domain("www.val-clair.fr"), Some("val-clair.fr"));
        assert_eq!(registrable_domain("services.val-clair.gouv.fr"), Some("val-clair.gouv.fr"));
        assert_eq!(registrable_domain("fr"), None);
        assert_eq!(registrable_domain("gouv.fr"), None);
    }

    #[test]
    fn a_name_below_which_others_register_is_a_public_suffix() {
        assert!(is_public_suffix("fr") && is_public_suffix("gouv.fr"));
        assert!(!is_public_suffix("val-clair.fr") && !is_public_suffix("www.val-clair.gouv.fr"));
    }
}
