//! The misbehaviour of pages and sites in `tests/hostile`, and the allowed outcomes of their audits. A page may harm
//! only its own audit, a site only its own.

pub mod tls;

use serde::Deserialize;
use std::collections::BTreeMap;

/// All kinds of misbehaviour. Each page and site of `tests/hostile` names one of them, and each is named at least once.
pub const MISBEHAVIOURS: &[&str] = &[
    "a sound page",
    "endless redirect",
    "slow headers",
    "endless headers",
    "slow body",
    "10 GB body",
    "gzip bomb",
    "wrong length",
    "wrong charset",
    "binary as HTML",
    "not HTTP",
    "100,000-node page",
    "150,000-node home page",
    "elements that multiply",
    "5,000-deep nesting",
    "endless DOM growth",
    "endless setTimeout and workers",
    "memory hog",
    "alert storm",
    "confirm storm",
    "print storm",
    "beforeunload storm",
    "window.open storm",
    "downloads",
    "meta refresh chain",
    "history tricks",
    "service worker",
    "WebSockets",
    "iframes to private addresses",
    "file: links",
    "HTTP auth",
    "client certificate",
    "bad TLS",
    "IDN and percent tricks",
    "two million links",
    "sitemap bombs and loops",
    "robots of 50 MB",
    "firewall challenge that answers 200",
    "consent wall over an empty page",
    "parked domain",
    "soft 404",
    "requests without end",
    "megabytes without end",
    "storage without end",
    "ids that repeat",
    "texts on top of each other",
];

/// Host name (before `.localhost`) of the site whose pages are visited one by one.
pub const SITE: &str = "pieges";

/// The required outcome of a visit. In every case the run goes on and the next page is judged. A page cannot crash its
/// renderer on purpose, so another test opens `chrome://crash` for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The page can be captured in spite of its misbehaviour, and is judged.
    Audited,
    /// There is no page to judge; the audit gives the cause.
    NotAudited,
    /// Both outcomes are right, depending on whether a deadline passes first.
    Either,
}
use Outcome::{Audited, Either, NotAudited};

/// A page of [`SITE`].
pub struct Trap {
    pub path: &'static str,
    pub outcome: Outcome,
    pub misbehaviour: &'static str,
}

const fn trap(path: &'static str, outcome: Outcome, misbehaviour: &'static str) -> Trap {
    Trap { path, outcome, misbehaviour }
}

pub const PAGES: &[Trap] = &[
    trap("/", Audited, "a sound page"),
    trap("/alerte.html", Either, "alert storm"),
    trap("/confirmation.html", Either, "confirm storm"),
    trap("/impression.html", Either, "print storm"),
    trap("/sortie.html", Audited, "beforeunload storm"),
    trap("/depart.html", Audited, "meta refresh chain"),
    trap("/fenetres.html", Either, "window.open storm"),
    trap("/boucle.html", NotAudited, "endless setTimeout and workers"),
    trap("/minuteries.html", Either, "endless setTimeout and workers"),
    trap("/croissance.html", Either, "endless DOM growth"),
    trap("/memoire.html", Either, "memory hog"),
    trap("/memoire-tampons.html", NotAudited, "memory hog"),
    trap("/historique.html", Either, "history tricks"),
    trap("/telechargement", NotAudited, "downloads"),
    trap("/telechargement-auto.html", Either, "downloads"),
    trap("/rafraichissement-1.html", Either, "meta refresh chain"),
    trap("/redirection-1", NotAudited, "endless redirect"),
    trap("/bombe", NotAudited, "gzip bomb"),
    trap("/bruit.html", Either, "binary as HTML"),
    trap("/page-binaire", NotAudited, "binary as HTML"),
    trap("/imbrication-script.html", Either, "5,000-deep nesting"),
    trap("/noeuds.html", Either, "100,000-node page"),
    trap("/imbrication.html", Either, "5,000-deep nesting"),
    trap("/muet.html", NotAudited, "slow body"),
    trap("/attente.html", NotAudited, "slow headers"),
    trap("/mot-de-passe.html", NotAudited, "HTTP auth"),
    trap("/websockets.html", Audited, "WebSockets"),
    trap("/saine.html", Audited, "a sound page"),
];

/// The required outcome of a site's audit: the `[expected]` of its `index.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// One of [`MISBEHAVIOURS`].
    pub misbehaviour: String,
    /// Allowed outcomes: `evaluated`, or the code of a cause.
    pub outcome: Vec<String>,
    /// The required outcomes of single pages of the sample, by their paths: `audited`, or the code of a cause.
    #[serde(default)]
    pub pages: BTreeMap<String, String>,
    /// A text that the recorded audit must not contain.
    pub never: Option<String>,
}
