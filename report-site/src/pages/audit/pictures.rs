//! Pictures of audited pages on which an element with a defect is framed.

use super::{super::at, finding_words::has_page};
use crate::{
    engine::DrawError,
    exports::{Format, Holds, Listed},
    input::Source,
};
use rules::audit::{Audit, Picture, hash_of};
use std::collections::BTreeMap;

/// Picture files by the index of their page: only those that a finding's page shows, and whose hash is that in the
/// document.
pub type Pictures = BTreeMap<u32, Vec<u8>>;

pub fn read(source: &impl Source, audit: &Audit) -> Result<Pictures, DrawError> {
    let mut found = Pictures::new();
    for (number, finding) in audit.findings.iter().enumerate() {
        let framed = finding.places.iter().find(|place| place.frame.is_some());
        let Some(page) = framed.filter(|_| has_page(audit, number)).map(|place| place.page) else {
            continue;
        };
        let Some(picture) = picture_of(audit, page).filter(|_| !found.contains_key(&page)) else { continue };
        let bytes = source.picture(&picture.hash)?;
        found.extend(bytes.filter(|bytes| hash_of(bytes) == picture.hash).map(|bytes| (page, bytes)));
    }
    Ok(found)
}

pub fn picture_of(audit: &Audit, page: u32) -> Option<&Picture> {
    audit.pages.get(page as usize)?.picture.as_ref()
}

/// Name of a picture in the folder of the findings.
pub fn file(page: u32) -> String {
    format!("page-{}.webp", u64::from(page) + 1)
}

pub fn listed() -> Listed {
    Listed {
        path: format!("audits/<host>/<date>-<id>/{}/page-<n>.webp", at::FINDINGS),
        media_type: Format::WebP.media_type(),
        holds: Holds::Data,
        title: ["Image d’une page auditée (WebP)", "Picture of an audited page (WebP)"],
    }
}

pub fn is_file(name: &str) -> bool {
    name.ends_with(".webp")
}
