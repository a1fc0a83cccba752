//! Events of a tab while a page loads, and the immediate replies to them. No I/O: the holder of the pipes sends these
//! replies.

use super::{
    act::{Guard, Wanted},
    requests::{Ended, Received, Requests, Sent},
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Most dialogs that are closed for one page. A page that opens more is given up.
const MOST_DIALOGS: u8 = 10;

/// Most windows of one page that are remembered.
const MOST_WINDOWS: usize = 5;
const LONGEST_ADDRESS: usize = 300;

/// A document of the main frame.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LoadedDocument {
    /// Id of the load, which is different for each one.
    #[serde(rename = "loaderId")]
    pub loader: String,
    #[serde(rename = "securityOrigin")]
    pub origin: String,
}

#[derive(Debug, Default, Clone)]
pub struct Tab {
    /// The document that is open; `None` before the first.
    pub open: Option<LoadedDocument>,
    /// Addresses of the main frame's documents since the page was requested.
    pub documents: Vec<String>,
    /// Whether the main frame's last document has had its `load` event.
    pub loaded: bool,
    /// Whether loading in the main frame has stopped since its last document.
    stopped: bool,
    main: String,
    /// Whether the first document must stay: navigations of the main frame are refused.
    stays: bool,
    dialogs: u8,
    /// Which requests the page may make.
    guard: Guard,
    /// Number of requests that were refused.
    refused: u32,
    /// Requests of all documents since the page was requested.
    pub requests: Requests,
    /// Addresses of windows that the page tried to open without a user's action.
    pub windows: Vec<String>,
}

pub enum Event {
    Dialog { kind: String },
    Navigated { url: String, document: LoadedDocument },
    Loaded,
    Started { frame: String },
    Stopped { frame: String },
    Requested { request: String, frame: String, wanted: Wanted },
    Opens { url: String },
    Crashed,
}

#[derive(Deserialize)]
struct Frame {
    url: String,
    #[serde(rename = "parentId")]
    parent: Option<String>,
    #[serde(flatten)]
    document: LoadedDocument,
}

impl Event {
    /// Parses an event. `None` for events that are not needed.
    pub fn read(name: &str, parameters: &str) -> Option<Self> {
        let value: Value = match name {
            "Inspector.targetCrashed" => return Some(Self::Crashed),
            "Page.loadEventFired" => return Some(Self::Loaded),
            "Page.javascriptDialogOpening"
            | "Page.frameNavigated"
            | "Page.frameStartedLoading"
            | "Page.frameStoppedLoading"
            | "Page.windowOpen"
            | "Fetch.requestPaused" => serde_json::from_str(parameters).ok()?,
            _ => return None,
        };
        let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
        match name {
            "Page.javascriptDialogOpening" => Some(Self::Dialog { kind: text("type") }),
            // The browser may still block the window.
            "Page.windowOpen" => {
                let is_asked_for = value["userGesture"].as_bool().unwrap_or(true);
                (!is_asked_for).then(|| Self::Opens { url: text("url") })
            }
            "Page.frameStartedLoading" => Some(Self::Started { frame: text("frameId") }),
            "Page.frameStoppedLoading" => Some(Self::Stopped { frame: text("frameId") }),
            "Fetch.requestPaused" => {
                let method = value["request"]["method"].as_str().unwrap_or_default();
                let wanted = Wanted::read(method, &text("resourceType"));
                Some(Self::Requested { request: text("requestId"), frame: text("frameId"), wanted })
            }
            _ => {
                let frame: Frame = serde_json::from_value(value["frame"].clone()).ok()?;
                let Frame { url, parent, document } = frame;
                parent.is_none().then_some(Self::Navigated { url, document })
            }
        }
    }
}

impl Tab {
    /// The state before a page is requested. `main` is the id of the main frame.
    pub fn new(main: &str, stays: bool) -> Self {
        Self { main: main.to_owned(), stays, ..Self::default() }
    }

    /// Handles an event about requests. Gives whether it matters. These events are many, so only the needed part is
    /// parsed.
    pub fn hears(&mut self, name: &str, parameters: &str) -> bool {
        match name {
            "Network.requestWillBeSent" => {
                serde_json::from_str::<Sent>(parameters).is_ok_and(|sent| self.requests.sent(&sent))
            }
            "Network.responseReceived" => {
                // These events are long because of their headers, and only few are needed.
                if parameters.contains(r#""type":"Stylesheet""#)
                    && let Ok(received) = serde_json::from_str::<Received>(parameters)
                {
                    self.requests.received(&received);
                }
                false
            }
            "Network.loadingFinished" => {
                serde_json::from_str::<Ended>(parameters).is_ok_and(|ended| self.requests.ended(&ended))
            }
            "Network.loadingFailed" => {
                serde_json::from_str::<Ended>(parameters).is_ok_and(|ended| self.requests.failed(&ended))
            }
            _ => false,
        }
    }

    /// Resets the state for another page, except for the open document.
    pub fn turn(&mut self, main: &str, stays: bool) {
        *self = Self { open: self.open.take(), ..Self::new(main, stays) };
    }

    /// Whether the page navigated to another document by itself.
    pub fn went_on(&self) -> bool {
        self.documents.len() > 1
    }

    /// Whether a document is open and loading has stopped.
    pub fn has_stopped(&self) -> bool {
        self.stopped && !self.documents.is_empty()
    }

    /// Whether the document has loaded and yet a navigation is under way.
    pub fn is_leaving(&self) -> bool {
        self.was_shown() && self.loaded && !self.stopped
    }

    /// Whether the page navigates, or another document has come that has not loaded.
    pub fn is_under_way(&self) -> bool {
        self.was_shown() && !self.stopped
    }

    /// From now on only requests that this guard allows are sent, where requests are paused (`Fetch.enable`).
    pub fn guard(&mut self, guard: Guard) {
        self.guard = guard;
    }

    pub fn refused(&self) -> u32 {
        self.refused
    }

    /// Number of dialogs that the page opened, without questions before leaving (`beforeunload`).
    pub fn dialogs(&self) -> u8 {
        self.dialogs
    }

    pub fn keeps_opening_dialogs(&self) -> bool {
        self.dialogs > MOST_DIALOGS
    }

    /// Whether a web document was shown, even if another followed.
    pub fn was_shown(&self) -> bool {
        self.documents.iter().any(|url| url.starts_with("http"))
    }

    /// Handles an event, and gives the command to reply with, if any.
    pub fn takes(&mut self, event: Event) -> Option<(&'static str, Value)> {
        match event {
            Event::Navigated { url, document } => {
                self.open = Some(document);
                self.loaded = false;
                self.stopped = false;
                self.requests.turns();
                // The list is limited, for a page that navigates without end.
                if self.documents.len() < 100 {
                    self.documents.push(url);
                }
                None
            }
            Event::Loaded => {
                self.loaded = true;
                None
            }
            Event::Started { frame } | Event::Stopped { frame } if frame != self.main => None,
            Event::Started { .. } => {
                self.stopped = false;
                None
            }
            Event::Stopped { .. } => {
                self.stopped = true;
                None
            }
            // The question before leaving a page is answered with yes.
            Event::Dialog { kind } if kind == "beforeunload" => {
                Some(("Page.handleJavaScriptDialog", json!({ "accept": true })))
            }
            Event::Dialog { .. } => {
                self.dialogs = self.dialogs.saturating_add(1);
                let closes = !self.keeps_opening_dialogs();
                closes.then(|| ("Page.handleJavaScriptDialog", json!({ "accept": false })))
            }
            // A paused request would block every question about the page. An aborted one leaves the page as it is.
            Event::Requested { request, frame, wanted } if self.guard.refuses(wanted, frame == self.main) => {
                self.refused = self.refused.saturating_add(1);
                Some(("Fetch.failRequest", json!({ "requestId": request, "errorReason": "Aborted" })))
            }
            Event::Requested { request, frame, .. }
                if self.stays && self.was_shown() && frame == self.main =>
            {
                Some(("Fetch.failRequest", json!({ "requestId": request, "errorReason": "Aborted" })))
            }
            Event::Requested { request, .. } => {
                Some(("Fetch.continueRequest", json!({ "requestId": request })))
            }
            Event::Opens { url } => {
                if self.windows.len() < MOST_WINDOWS {
                    self.windows.push(url.chars().take(LONGEST_ADDRESS).collect());
                }
                None
            }
            Event::Crashed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn navigated(url: &str) -> Event {
        let frame =
            json!({ "id": "main", "url": url, "loaderId": url, "securityOrigin": "http://commune.example" });
        Event::read("Page.frameNavigated", &json!({ "frame": frame }).to_string()).expect("a document")
    }

    fn requested(frame: &str) -> Event {
        let wanted = Wanted::read("GET", "Document");
        Event::Requested { request: "7".to_owned(), frame: frame.to_owned(), wanted }
    }

    #[test]
    fn a_page_that_stays_loads_its_frames_and_no_other_document() {
        let mut tab = Tab::new("main", true);
        let mut answer = |event| tab.takes(event).map(|(command, _)| command);
        assert_eq!(answer(requested("main")), Some("Fetch.continueRequest"), "the page itself");
        assert_eq!(answer(navigated("http://commune.example/")), None);
        assert_eq!(answer(requested("inner")), Some("Fetch.continueRequest"));
        assert_eq!(answer(requested("main")), Some("Fetch.failRequest"), "where it would leave for");
    }

    #[test]
    fn a_page_that_is_used_sends_nothing_and_goes_nowhere() {
        let paused = |method: &str, kind: &str, frame: &str| {
            let told = json!({ "requestId": "7", "frameId": frame, "resourceType": kind, "request": { "method": method } });
            Event::read("Fetch.requestPaused", &told.to_string()).expect("a request")
        };
        let mut tab = Tab::new("main", false);
        tab.guard(Guard::Reads);
        let mut answer =
            |method, kind, frame| tab.takes(paused(method, kind, frame)).map(|(command, _)| command);
        assert_eq!(answer("GET", "Image", "main"), Some("Fetch.continueRequest"));
        assert_eq!(answer("GET", "Document", "inner"), Some("Fetch.continueRequest"));
        assert_eq!(answer("GET", "Document", "main"), Some("Fetch.failRequest"));
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            assert_eq!(answer(method, "Fetch", "main"), Some("Fetch.failRequest"), "{method}");
        }
        assert_eq!(tab.refused(), 5);
    }

    #[test]
    fn other_pages_go_where_they_lead() {
        let mut tab = Tab::new("main", false);
        tab.takes(navigated("http://commune.example/"));
        let answer = tab.takes(requested("main"));
        assert_eq!(answer.map(|(command, _)| command), Some("Fetch.continueRequest"));
    }

    #[test]
    fn a_frame_within_the_page_is_not_its_document() {
        let frame =
            json!({ "id": "f", "parentId": "main", "url": "u", "loaderId": "l", "securityOrigin": "o" });
        assert!(Event::read("Page.frameNavigated", &json!({ "frame": frame }).to_string()).is_none());
    }

    #[test]
    fn what_is_open_stays_known_when_another_page_is_asked_for() {
        let mut tab = Tab::new("main", false);
        assert_eq!(tab.open, None);
        tab.takes(navigated("http://commune.example/"));
        tab.turn("main", false);
        assert_eq!(tab.open.map(|open| open.loader).as_deref(), Some("http://commune.example/"));
        assert!(tab.documents.is_empty());
    }

    #[test]
    fn a_document_that_follows_is_not_loaded_yet() {
        let mut tab = Tab::new("main", false);
        tab.takes(navigated("http://commune.example/"));
        tab.takes(Event::Loaded);
        tab.takes(navigated("http://commune.example/accueil"));
        assert!(!tab.loaded);
    }

    #[test]
    fn a_document_that_starts_another_load_is_leaving_until_that_one_stops() {
        let started = || Event::Started { frame: "main".to_owned() };
        let stopped = || Event::Stopped { frame: "main".to_owned() };
        let mut tab = Tab::new("main", false);
        for event in [started(), navigated("http://commune.example/"), Event::Loaded, stopped()] {
            tab.takes(event);
        }
        assert!(tab.has_stopped() && !tab.is_leaving() && !tab.is_under_way());
        tab.takes(started());
        assert!(!tab.has_stopped() && tab.is_leaving() && tab.is_under_way());
        tab.takes(Event::Stopped { frame: "inner".to_owned() });
        assert!(tab.is_leaving(), "a frame within is not the page");
        tab.takes(navigated("http://commune.example/accueil"));
        assert!(!tab.is_leaving() && tab.is_under_way(), "the next document has come, and has not loaded");
        tab.takes(stopped());
        assert!(tab.has_stopped() && !tab.is_under_way());
    }

    #[test]
    fn an_error_page_of_the_browser_is_no_document_of_the_web() {
        let mut tab = Tab::new("main", false);
        tab.takes(navigated("chrome-error://chromewebdata/"));
        assert!(!tab.was_shown());
    }

    #[test]
    fn windows_that_open_by_themselves_are_remembered_as_far_as_they_are_few_and_short() {
        let opens = |url: &str, by_hand: bool| {
            let told = json!({ "url": url, "windowName": "", "windowFeatures": [], "userGesture": by_hand });
            Event::read("Page.windowOpen", &told.to_string())
        };
        let mut tab = Tab::new("main", false);
        assert!(opens("http://commune.example/a", true).is_none());
        assert!(Event::read("Page.windowOpen", r#"{"url":"http://commune.example/"}"#).is_none());
        for _ in 0..100 {
            tab.takes(opens(&"é".repeat(1000), false).expect("nobody asked for it"));
        }
        assert_eq!(tab.windows, vec!["é".repeat(LONGEST_ADDRESS); MOST_WINDOWS]);
        tab.turn("main", false);
        assert!(tab.windows.is_empty());
    }

    #[test]
    fn dialogs_are_closed_until_there_are_too_many() {
        let mut tab = Tab::new("main", false);
        let closed = (0..100).filter(|_| tab.takes(Event::Dialog { kind: "alert".to_owned() }).is_some());
        assert_eq!(closed.count(), usize::from(MOST_DIALOGS));
    }
}
