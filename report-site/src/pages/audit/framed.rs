//! The part of a page's picture that shows a framed element.

use super::{
    pictures::{file, picture_of},
    subject::{Subject, title_of},
};
use crate::{engine::DrawError, input::AuditHead, pages::at, text::Text};
use rules::{
    audit::{Audit, Frame, Picture},
    messages::Language,
};
use serde::Serialize;

/// Margin shown around an element, in points of the picture.
const AROUND: u32 = 120;
const LEAST_WIDTH: u32 = 640;
const LEAST_HEIGHT: u32 = 320;
/// Distance between the element and its frame, in points of the picture.
const APART: u32 = 4;

/// The part of a picture that shows the first framed place of a finding.
#[derive(Debug, Serialize)]
pub struct FramedView {
    /// Path of the picture, from the site's root.
    pub path: String,
    pub width: u32,
    pub height: u32,
    pub view: Frame,
    pub frame: Frame,
    pub page: Text,
}

impl FramedView {
    pub fn from_subject(subject: &Subject<'_>, number: usize) -> Result<Option<Self>, DrawError> {
        let is_there = |page: u32, _: &Picture| subject.pictures.contains_key(&page);
        Self::on(subject.audit, subject.head, number, is_there, subject.context.language)
    }

    /// The view of a finding, if the picture of its page is available.
    pub fn on(
        audit: &Audit,
        head: &AuditHead,
        number: usize,
        is_there: impl Fn(u32, &Picture) -> bool,
        language: Language,
    ) -> Result<Option<Self>, DrawError> {
        let places = &audit.findings[number].places;
        let framed = places.iter().find_map(|place| Some((place.page, place.frame?)));
        let Some((page, frame)) = framed else { return Ok(None) };
        let Some(picture) = picture_of(audit, page).filter(|picture| is_there(page, picture)) else {
            return Ok(None);
        };
        let folder = at::audit(head)?;
        Ok(Some(Self {
            path: format!("{folder}{}/{}", at::FINDINGS, file(page)),
            width: picture.width,
            height: picture.height,
            view: view(frame, picture),
            frame: around(frame, APART, picture),
            page: Text::capped(&title_of(audit, page, language), 120),
        }))
    }
}

/// The frame enlarged by `apart` on each side, as far as the picture allows.
fn around(frame: Frame, apart: u32, picture: &Picture) -> Frame {
    let (x, width) = stretched(frame.x, frame.width, apart, 0, picture.width);
    let (y, height) = stretched(frame.y, frame.height, apart, 0, picture.height);
    Frame { x, y, width, height }
}

fn view(frame: Frame, picture: &Picture) -> Frame {
    let (x, width) = stretched(frame.x, frame.width, AROUND, LEAST_WIDTH, picture.width);
    let (y, height) = stretched(frame.y, frame.height, AROUND, LEAST_HEIGHT, picture.height);
    Frame { x, y, width, height }
}

/// A span enlarged by `apart` on each side, of at least `least` length, within `most`.
fn stretched(start: u32, length: u32, apart: u32, least: u32, most: u32) -> (u32, u32) {
    let wanted = length.saturating_add(2 * apart).max(least).min(most);
    let middle = u64::from(start) + u64::from(length) / 2;
    let start = middle.saturating_sub(u64::from(wanted) / 2).min(u64::from(most - wanted));
    (start as u32, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_element_is_shown_in_the_middle_of_what_surrounds_it() {
        assert_eq!(stretched(600, 20, AROUND, LEAST_WIDTH, 1280), (290, 640));
    }

    #[test]
    fn at_the_edge_of_the_picture_as_much_is_shown_on_the_other_side() {
        assert_eq!(stretched(0, 20, AROUND, LEAST_WIDTH, 1280), (0, 640));
        assert_eq!(stretched(1270, 10, AROUND, LEAST_WIDTH, 1280), (640, 640));
    }

    #[test]
    fn a_document_that_lies_about_its_picture_does_no_harm() {
        assert_eq!(stretched(u32::MAX, u32::MAX, AROUND, LEAST_WIDTH, 0), (0, 0));
        assert_eq!(stretched(9, 9, AROUND, LEAST_WIDTH, 100), (0, 100));
    }
}
