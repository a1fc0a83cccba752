//! Marks in texts and addresses.

/// Whether the text contains one of the marks, in any letter case. Marks are given in lower case.
pub fn holds_any(text: &str, marks: &[&str]) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| {
        let first = bytes[at].to_ascii_lowercase();
        marks.iter().any(|mark| {
            mark.as_bytes()[0] == first
                && bytes
                    .get(at..at + mark.len())
                    .is_some_and(|part| part.eq_ignore_ascii_case(mark.as_bytes()))
        })
    })
}

/// The host of an absolute address.
pub fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::{holds_any, host};

    #[test]
    fn a_host_is_found_in_absolute_addresses_only() {
        assert_eq!(host("https://nom@videos.example:8080/a//b?c"), Some("videos.example"));
        assert_eq!(host("//videos.example"), Some("videos.example"));
        assert_eq!(host("/page"), None);
    }

    #[test]
    fn a_mark_is_found_at_any_place() {
        assert!(holds_any("bloc-Video-2", &["audio", "video"]));
        assert!(holds_any("video", &["video"]));
        assert!(!holds_any("vide o", &["video"]));
        assert!(!holds_any("é", &["video"]));
    }
}
