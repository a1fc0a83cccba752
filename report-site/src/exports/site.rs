//! Files beside the page of each site: its feed and its badge.

use super::Format;
use crate::{
    catalog::Host,
    engine::{DrawError, Name, Page},
    feeds::{self, Feed},
    input::AuditHead,
    language::Say,
    pages::{Context, at},
};
use askama::Template;
use rules::{audit::AuditOutcome, messages::Language};
use serde::Serialize;
use std::sync::LazyLock;

pub struct SiteExport {
    /// Name of the file in the site's folder.
    pub file: &'static str,
    pub format: Format,
    pub title: [&'static str; 2],
    write: fn(&Shown) -> Result<Vec<u8>, DrawError>,
}

pub const BADGE: &str = "badge.svg";

/// Names of the files of [`ALL`].
static NAMES: LazyLock<Vec<Name>> =
    LazyLock::new(|| ALL.iter().map(|export| Name::Borrowed(export.file)).collect());

/// All exports, in the order in which they are offered.
pub static ALL: &[&SiteExport] = &[
    &SiteExport {
        file: feeds::FILE,
        format: Format::Atom,
        title: ["Audits d’un site (Atom)", "Audits of a site (Atom)"],
        write: |shown| shown.feed.atom(),
    },
    &SiteExport {
        file: BADGE,
        format: Format::Svg,
        title: [
            "Badge d’un site, avec la date et ce qui a été examiné (SVG)",
            "Badge of a site, with the date and what was examined (SVG)",
        ],
        write: |shown| Ok(shown.badge.render()?.into_bytes()),
    },
];

struct Shown {
    feed: Feed,
    badge: Badge,
}

/// The badge of a site. It tells the date and the kind of audit, and no result, so that nobody takes it for a seal of
/// quality.
#[derive(Template, Serialize)]
#[template(path = "badge.svg")]
struct Badge {
    language: &'static str,
    label: String,
    /// The colon between label and value, as the language writes it.
    colon: &'static str,
    value: String,
    /// Width of the label in pixels.
    label_width: usize,
    value_width: usize,
}

pub(crate) fn page<'a>(
    context: &'a Context<'a>,
    name: &'a str,
    host: &'a Host<'a>,
) -> Result<Page<'a>, DrawError> {
    let folder = at::site(name)?;
    let place = context.place(&folder);
    Ok(Page::lazy(&place, NAMES.as_slice(), context.digests.host(name), move || {
        let feed = feeds::of_site(context, &folder, name, host);
        let shown = Shown { feed, badge: Badge::from_latest(host.latest(), context.language) };
        ALL.iter().map(|export| (export.write)(&shown)).collect()
    }))
}

impl Badge {
    fn from_latest(latest: Option<&AuditHead>, language: Language) -> Self {
        let label = language.t("Audit automatique RGAA", "Automatic RGAA audit").to_owned();
        let none = language.t("pas encore visité", "not visited yet");
        let value = latest.map_or_else(|| none.to_owned(), |head| told(head, language));
        let width = |text: &str| 14 + text.chars().count() * 7;
        let (language, colon) = (language.code(), language.t("\u{A0}:", ":"));
        Self { label_width: width(&label), value_width: width(&value), language, label, colon, value }
    }
}

fn told(head: &AuditHead, language: Language) -> String {
    let day = language.day(head.started_at).words;
    match head.outcome {
        AuditOutcome::Evaluated => {
            let words = ["page examinée", "pages examinées", "page examined", "pages examined"];
            format!("{day}, {}", language.count(head.summary.pages_audited, words))
        }
        AuditOutcome::NotEvaluated { .. } => format!("{day}, {}", language.t("non évalué", "not evaluated")),
    }
}
