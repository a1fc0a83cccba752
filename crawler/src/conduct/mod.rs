//! One audit of one site: discover its pages, draw the sample, capture, judge.

mod again;
mod auditor;
mod browse;
mod consent_wall;
mod declared;
mod discover;
mod documents;
mod duplicate;
mod examine;
mod failure;
mod judged;
mod look;
mod paced;
mod page;
mod sample;
mod visit;
mod witness;

pub use auditor::{Auditor, BREADTH, Crossing, KeptBytes, KeptPicture, Order, Settings};
pub use browse::Browse;
use examine::Examination;
pub use failure::{Failure, cause_of};
pub use judged::JudgedCapture;
pub use page::PageReport;
pub use visit::Visited;
pub use witness::Witness;

use crate::{cause::Cause, fetch::Get};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use rules::{
    audit::{self, Audit, Sample, Setting},
    judge::{Circumstances, JudgedPage, assemble},
};
use std::{collections::HashSet, panic::AssertUnwindSafe};

/// An audit and the pages it was judged on, compressed, by their number in the document.
pub struct Conducted {
    pub audit: Audit,
    pub pages: Vec<KeptBytes>,
    pub pictures: Vec<KeptPicture>,
}

impl<G: Get, B: Browse> Auditor<G, B> {
    /// Audits one site. The result is always a document, which may say «not evaluated».
    pub async fn audit(&self, order: &Order) -> Conducted {
        let started_at = (self.clock)();
        let found = self.discover(order).await;
        let examination = match found {
            Err(failure) => Examination::nothing(failure),
            Ok(found) => self.examine(order, found).await,
        };
        self.document(order, started_at, examination)
    }

    /// Audits one site. A panic in the audit ends this audit, but not the run.
    pub async fn audit_watched(&self, order: &Order) -> Conducted {
        let started_at = (self.clock)();
        match AssertUnwindSafe(self.audit(order)).catch_unwind().await {
            Ok(conducted) => conducted,
            Err(_) => self.nothing(order, started_at, Failure::new(Cause::Internal, "the audit panicked")),
        }
    }

    /// The document of an audit that killed the program several times.
    pub fn given_up(&self, order: &Order) -> Conducted {
        let failure = Failure::new(Cause::Internal, "the audit was begun several times and never ended");
        self.nothing(order, (self.clock)(), failure)
    }

    fn nothing(&self, order: &Order, started_at: DateTime<Utc>, failure: Failure) -> Conducted {
        self.document(order, started_at, Examination::nothing(failure))
    }

    fn document(&self, order: &Order, started_at: DateTime<Utc>, examination: Examination) -> Conducted {
        let Examination { visits, outcome, known, beside, documents } = examination;
        let mut sources = declared::sources(&visits);
        let browser = visits.iter().find_map(|visited| visited.browser.clone()).unwrap_or_default();
        let mut pages = Vec::new();
        let mut pictures = Vec::new();
        let mut judged = Vec::new();
        for (number, visited) in (0..).zip(visits) {
            if let (Some(bytes), Some(hash)) = (visited.bytes, visited.page.snapshot.clone()) {
                pages.push(KeptBytes { number, url: visited.page.url.clone(), hash, bytes });
            }
            pictures.extend(visited.picture);
            judged.push(JudgedPage { page: visited.page, verdict: visited.verdict });
        }
        let about = Circumstances {
            site: audit::AuditedSite {
                host: order.host_key.clone(),
                url: order.url.to_string(),
                name: order.name.clone(),
            },
            started_at,
            ended_at: (self.clock)(),
            setting: self.setting(browser),
            outcome,
            sample: Sample { seed: order.seed, asked: order.pages as u32, known },
            documents,
        };
        let read_beside = declared::keep(beside, judged.len() as u32, &mut pages, &mut sources);
        let mut audit = assemble(about, &self.settings.referentials, judged);
        audit.statement = rules::conclusion::conclude(&audit, &sources, read_beside);
        audit.keep_pictures(self.settings.pictures);
        let kept: HashSet<&str> =
            audit.pages.iter().filter_map(|page| Some(&*page.picture.as_ref()?.hash)).collect();
        pictures.retain(|picture: &KeptPicture| kept.contains(picture.hash.as_str()));
        Conducted { audit, pages, pictures }
    }

    fn setting(&self, browser: String) -> Setting {
        let referential = self.settings.referentials.main;
        Setting {
            referential: referential.name().to_owned(),
            referential_version: referential.version().to_owned(),
            rule_set: rules::catalogue::digest().to_owned(),
            program: self.settings.program.clone(),
            browser,
            viewport_width: self.settings.viewport_width,
            viewport_height: self.settings.viewport_height,
            consent: "as-delivered".to_owned(),
            rules: rules::catalogue::digests().clone(),
            capture: crate::CAPTURE_DIGEST.to_owned(),
        }
    }
}
