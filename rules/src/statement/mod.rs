//! The declarations that the law requires of a site, read from its pages: the mention, the statement, the multi-year
//! scheme and the annual plan. [`crate::conclusion`] judges them.
//!
//! The code has no side effects: from pages and a date it computes values with their excerpts. Wordings are data
//! (`data/statement`).
//!
//! Sources: law 2005-102 art. 47, decree 2019-768, order of 20 September 2019; RGAA 4.1.2 «Obligations».

mod check;
mod declared;
mod document;
pub(crate) mod duties;
mod fields;
mod links;
mod mention;
mod model;
mod recognise;
mod sections;
mod sentence;
mod source;
mod subject;
mod text;
mod versions;
mod wording;

pub use check::{
    Claim, Contradiction, Duty, DutyOutcome, DutyVerdict, ProofPage, ReadBeside, StatementCheck,
};
pub use declared::Declared;
pub use links::is_document;
pub use model::{
    Auditor, AuditorKind, CheckedPage, Confidence, Conformity, Contact, Contents, DutyLink, Mention,
    PageReading, Programme, Read, Remedies, Statement, StatementKind, Target,
};
pub use sentence::{sentence, title};
pub use source::{SourceReading, same_page};
pub use text::{PartialDate, Percent};

use crate::Page;

/// Reads the declarations of one page.
pub fn read(page: &Page) -> PageReading {
    let lines = text::lines(page);
    // Most pages do not mention accessibility and need not be read further.
    let is_spoken_of = |text: &str| {
        let text = text.to_lowercase();
        text.contains("accessib") || text.contains("rgaa")
    };
    let about = |line: &text::Line| {
        is_spoken_of(&line.text) || line.links.iter().any(|link| is_spoken_of(&link.href))
    };
    if !lines.iter().any(about) && !page.title().is_some_and(|title| is_spoken_of(&title)) {
        return PageReading::default();
    }
    let links = links::find(&lines);
    let document = document::Document::new(page, &lines);
    PageReading {
        mentions: mention::find_in(page, &lines),
        statement: fields::statement(&document),
        scheme: fields::programme::of_page(&document, fields::programme::ProgrammeKind::Scheme),
        plan: fields::programme::of_page(&document, fields::programme::ProgrammeKind::Plan),
        links,
    }
}
