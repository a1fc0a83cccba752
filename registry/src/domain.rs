//! The registered part of a host name, by the Public Suffix List.
//!
//! The list is compiled into code that is as large as a whole crate of ours. Only these two functions call it, and they
//! are never inlined, so that the program contains the list once.

/// The registrable domain of a host: `commune.fr` for `www.commune.fr`. `None` if the host has none (a single label, or
/// a public suffix itself).
#[inline(never)]
pub fn registrable_domain(host: &str) -> Option<&str> {
    psl::domain_str(host)
}

/// Whether the name is a public suffix such as `gouv.fr`, below which anybody may register names.
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
