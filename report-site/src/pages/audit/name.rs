//! The name of a finding in a list of findings of the same defect: its code, or its page.

use super::{
    finding_words::{code, is_of_page},
    subject::Subject,
};
use crate::text::Text;
use serde::Serialize;

/// The part of a finding that differs between findings of the same defect.
#[derive(Debug, Serialize)]
pub enum Name {
    Code(Text),
    /// The page's title and address, if the finding is about a whole page. Several pages may have the same title.
    Page {
        title: Text,
        address: Text,
    },
}

impl Name {
    /// `most`: largest number of characters of code that are shown.
    pub fn from_finding(subject: &Subject<'_>, number: usize, most: usize) -> Self {
        let finding = &subject.audit.findings[number];
        let place = finding.places.first().filter(|_| is_of_page(finding));
        let page = place.and_then(|place| Some((place.page, subject.audit.pages.get(place.page as usize)?)));
        match page {
            Some((number, page)) => Self::Page {
                title: Text::capped(&subject.title_of(number), 120),
                address: Text::capped(page.final_url.as_deref().unwrap_or(&page.url), 160),
            },
            None => Self::Code(code(finding, most)),
        }
    }
}
