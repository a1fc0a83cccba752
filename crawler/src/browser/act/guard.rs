//! Requests that a page may make while it is used.

/// The requests that a page may make. All others are refused in the browser before they are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Guard {
    /// All requests are allowed, because the page is not being used.
    #[default]
    Off,
    /// Only GET and HEAD are allowed, and no navigation of the main frame.
    Reads,
    /// Only GET and HEAD requests for files that a document is drawn with: no requests for data, and no navigation in
    /// any frame.
    Draws,
}

/// Resource types, as CDP names them, of the files that a document is drawn with.
const DRAWN_WITH: &[&str] = &["Stylesheet", "Image", "Font", "Script", "Media"];

/// A request of the page that waits for permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Whether its method is neither GET nor HEAD.
    pub sends: bool,
    pub is_document: bool,
    /// Whether its response is a file that a document is drawn with.
    pub draws: bool,
}

impl Wanted {
    pub fn read(method: &str, kind: &str) -> Self {
        Self {
            sends: !matches!(method, "GET" | "HEAD"),
            is_document: kind == "Document",
            draws: DRAWN_WITH.contains(&kind),
        }
    }
}

impl Guard {
    pub fn refuses(self, wanted: Wanted, is_main: bool) -> bool {
        match self {
            Self::Off => false,
            Self::Reads => wanted.sends || wanted.is_document && is_main,
            Self::Draws => wanted.sends || !wanted.draws,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_walked_through_gets_only_what_it_is_drawn_with() {
        for kind in ["Stylesheet", "Image", "Font"] {
            assert!(!Guard::Draws.refuses(Wanted::read("GET", kind), true), "{kind}");
            assert!(Guard::Draws.refuses(Wanted::read("POST", kind), true), "{kind}");
        }
        for kind in ["Document", "XHR", "Fetch", "EventSource", "WebSocket", "Ping", "Prefetch", "Other", ""]
        {
            assert!(Guard::Draws.refuses(Wanted::read("GET", kind), false), "{kind}");
        }
    }

    #[test]
    fn a_page_that_is_shown_otherwise_reads_but_stays() {
        assert!(!Guard::Reads.refuses(Wanted::read("GET", "Fetch"), true));
        assert!(!Guard::Reads.refuses(Wanted::read("GET", "Document"), false), "a frame in it");
        assert!(Guard::Reads.refuses(Wanted::read("GET", "Document"), true));
        assert!(!Guard::Off.refuses(Wanted::read("POST", "Document"), true));
    }
}
