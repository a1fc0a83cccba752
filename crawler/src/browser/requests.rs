//! Requests of a page that are under way, and whether they matter to what is shown. No I/O: the tab passes its events
//! here.

use rules::parts::declared_colours::brings_fonts;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use url::Url;

/// Most requests that are tracked at once. Those beyond are not waited for.
const MOST: usize = 2_000;

/// Resource types, as CDP names them, whose response changes what the page shows. Streams, beacons and speculative
/// loads do not.
const SHOWN: &[&str] = &["Document", "Stylesheet", "Image", "Font", "Script", "XHR", "Fetch"];

/// Parts of addresses of requests that are not waited for, because they measure visitors or wait for messages that may
/// never come.
const BESIDE: &[&str] = &[
    "google-analytics.",
    "googletagmanager.",
    "doubleclick.",
    "/matomo.",
    "/piwik.",
    "matomo.cloud",
    "stats.data.gouv.fr",
    "xiti.com",
    "ati-host.",
    "aticdn.",
    "pa-cd.com",
    "eulerian.",
    "hotjar.",
    "clarity.ms",
    "facebook.",
    "linkedin.com/li",
    "plausible.",
    "smartlook",
    "sentry",
    "nr-data.net",
    "newrelic",
    "datadoghq",
    "bugsnag",
    "/collect?",
    "beacon",
    "heartbeat",
    "/ping",
    "longpoll",
    "long-poll",
    "long_poll",
    "/poll",
    "transport=polling",
    "/comet",
    "socket.io",
    "sockjs",
    "signalr",
];

/// A request, as `Network.requestWillBeSent` reports it.
#[derive(Debug, Deserialize)]
pub struct Sent<'a> {
    #[serde(rename = "requestId", borrow)]
    id: std::borrow::Cow<'a, str>,
    #[serde(rename = "type", borrow, default)]
    kind: std::borrow::Cow<'a, str>,
    /// The document that it belongs to. Empty for the program of a worker, whose end is only reported to the worker.
    #[serde(rename = "loaderId", borrow, default)]
    document: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow)]
    request: Request<'a>,
}

#[derive(Debug, Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    url: std::borrow::Cow<'a, str>,
}

/// The end of a request, successful or not.
#[derive(Debug, Deserialize)]
pub struct Ended<'a> {
    #[serde(rename = "requestId", borrow)]
    pub id: std::borrow::Cow<'a, str>,
    /// Whether the page cancelled it.
    #[serde(default)]
    canceled: bool,
}

/// The head of a response, as `Network.responseReceived` reports it.
#[derive(Debug, Deserialize)]
pub struct Received<'a> {
    #[serde(rename = "requestId", borrow)]
    id: std::borrow::Cow<'a, str>,
    response: Response,
}

#[derive(Debug, Deserialize)]
struct Response {
    status: u16,
}

#[derive(Debug, Default, Clone)]
pub struct Requests {
    /// Addresses without query and fragment, by the id of the request.
    pending: HashMap<String, String>,
    /// Ids of the style sheets among them, except those that only load fonts.
    style_sheets: HashSet<String>,
    lacks_style_sheet: bool,
    /// Number of requests that matter and were made.
    pub made: u64,
    /// Number of workers whose program the document has requested.
    pub workers: usize,
}

impl Requests {
    /// Adds a request if it matters. Gives whether it does.
    pub fn sent(&mut self, sent: &Sent<'_>) -> bool {
        let is_of_worker = sent.document.as_deref() == Some("");
        if is_of_worker && sent.kind == "Script" {
            self.workers += 1;
        }
        let matters = SHOWN.contains(&&*sent.kind) && !is_of_worker && !is_beside(&sent.request.url);
        if !matters || self.pending.len() >= MOST {
            return false;
        }
        self.made += 1;
        self.pending.insert(sent.id.clone().into_owned(), place(&sent.request.url).to_owned());
        let paints =
            sent.kind == "Stylesheet" && !Url::parse(&sent.request.url).is_ok_and(|url| brings_fonts(&url));
        if paints {
            self.style_sheets.insert(sent.id.clone().into_owned());
        }
        true
    }

    /// Notes that another document has replaced the page's. The workers of the old document end with it.
    pub fn turns(&mut self) {
        self.workers = 0;
    }

    /// Removes a request that has ended. Gives whether it was waited for.
    pub fn ended(&mut self, ended: &Ended<'_>) -> bool {
        self.style_sheets.remove(&*ended.id);
        self.pending.remove(&*ended.id).is_some()
    }

    /// Removes a request that failed.
    pub fn failed(&mut self, ended: &Ended<'_>) -> bool {
        self.lacks_style_sheet |= self.style_sheets.contains(&*ended.id) && !ended.canceled;
        self.ended(ended)
    }

    /// Notes the status of a style sheet. A refusal may concern only us, and our proxy responds in place of hosts that
    /// it cannot reach. A missing file (404) is missing for everybody.
    pub fn received(&mut self, received: &Received<'_>) {
        let is_refused = matches!(received.response.status, 401 | 403 | 407 | 408 | 425 | 429 | 500..);
        self.lacks_style_sheet |= is_refused && self.style_sheets.contains(&*received.id);
    }

    /// Whether a style sheet failed or is still under way, so that readers may see other colours.
    pub fn lacks_style_sheet(&self) -> bool {
        self.lacks_style_sheet || !self.style_sheets.is_empty()
    }

    /// Whether a request is under way that is not known to be endless.
    pub fn are_pending(&self, endless: &HashSet<String>) -> bool {
        self.pending.values().any(|place| !endless.contains(place))
    }

    /// Addresses of the requests under way.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.pending.values().map(String::as_str)
    }
}

fn is_beside(url: &str) -> bool {
    let url = url.get(..500).unwrap_or(url).to_ascii_lowercase();
    url.starts_with("data:") || url.starts_with("blob:") || BESIDE.iter().any(|part| url.contains(part))
}

/// The address without the parts that change from one request to the next.
fn place(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(requests: &mut Requests, id: &str, kind: &str, url: &str) -> bool {
        let told =
            format!(r#"{{"requestId":"{id}","type":"{kind}","request":{{"url":"{url}"}},"more":[1]}}"#);
        requests.sent(&serde_json::from_str(&told).unwrap())
    }

    fn end(id: &str) -> Ended<'_> {
        Ended { id: id.into(), canceled: false }
    }

    #[test]
    fn what_the_page_shows_is_waited_for() {
        let mut requests = Requests::default();
        assert!(sent(&mut requests, "1", "Fetch", "https://ville.example/api/agenda?page=1"));
        assert!(requests.are_pending(&HashSet::new()));
        assert!(requests.ended(&end("1")));
        assert!(!requests.are_pending(&HashSet::new()));
    }

    #[test]
    fn streams_beacons_measures_and_waiting_for_news_are_not() {
        let mut requests = Requests::default();
        for (kind, url) in [
            ("Ping", "https://ville.example/x"),
            ("EventSource", "https://ville.example/x"),
            ("Media", "https://ville.example/conseil.mp4"),
            ("Prefetch", "https://ville.example/contact"),
            ("Image", "https://stats.example/matomo.php?idsite=1"),
            ("XHR", "https://ville.example/socket.io/?transport=polling"),
            ("Fetch", "data:text/plain,x"),
        ] {
            assert!(!sent(&mut requests, "1", kind, url), "{kind} {url}");
        }
        assert!(!requests.are_pending(&HashSet::new()));
    }

    #[test]
    fn the_program_of_a_worker_is_not_waited_for_since_its_end_is_not_told_to_the_page() {
        let told = r#"{"requestId":"1","loaderId":"","type":"Script","request":{"url":"https://ville.example/w.js"}}"#;
        let mut requests = Requests::default();
        assert!(!requests.sent(&serde_json::from_str(told).unwrap()));
        assert!(!requests.are_pending(&HashSet::new()));
        assert_eq!(requests.workers, 1, "it is known to be on its way all the same");
        requests.turns();
        assert_eq!(requests.workers, 0, "another document has come");
        let told = told.replace(r#""loaderId":"""#, r#""loaderId":"A1""#);
        assert!(requests.sent(&serde_json::from_str(&told).unwrap()));
    }

    #[test]
    fn what_never_answered_before_is_not_waited_for_again() {
        let mut requests = Requests::default();
        sent(&mut requests, "1", "XHR", "https://ville.example/nouvelles?depuis=12");
        let endless = requests.places().map(str::to_owned).collect();
        assert!(!requests.are_pending(&endless));
    }

    #[test]
    fn a_style_sheet_is_missed_until_it_has_come() {
        let sheet = "https://reseau.example/cadre.css";
        let missed = |url: &str, ends: fn(&mut Requests)| {
            let mut requests = Requests::default();
            sent(&mut requests, "1", "Stylesheet", url);
            ends(&mut requests);
            requests.lacks_style_sheet()
        };
        assert!(missed(sheet, |_| ()), "still under way");
        assert!(missed(sheet, |requests| _ = requests.failed(&end("1"))));
        assert!(!missed(sheet, |requests| _ = requests.ended(&end("1"))));
        let given_up = |requests: &mut Requests| _ = requests.failed(&Ended { canceled: true, ..end("1") });
        assert!(!missed(sheet, given_up));
        let answered = |status: u16| {
            let mut requests = Requests::default();
            sent(&mut requests, "1", "Stylesheet", sheet);
            requests.received(&Received { id: "1".into(), response: Response { status } });
            requests.ended(&end("1"));
            requests.lacks_style_sheet()
        };
        assert!(answered(502) && answered(429) && !answered(200) && !answered(404));
        let fonts = "https://fonts.googleapis.com/css2?family=Marianne";
        assert!(!missed(fonts, |requests| _ = requests.failed(&end("1"))));
    }

    #[test]
    fn the_end_of_an_unknown_request_changes_nothing() {
        assert!(!Requests::default().ended(&end("7")));
    }
}
