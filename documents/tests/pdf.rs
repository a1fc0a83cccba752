//! Facts read from PDF files, sound and damaged. The tests write all files themselves.

mod reading;
mod writer;

use documents::{Limits, examine};
use reading::{facts, unread};
use rules::{
    Outcome,
    documents::{Facts, Format, Known, Reading, Unread},
};
use writer::{Pdf, scanned, tagged, untagged};

fn failed(facts: &Facts) -> Vec<&str> {
    facts
        .checks
        .iter()
        .filter(|check| check.outcome == Outcome::Failed)
        .map(|check| check.id.as_str())
        .collect()
}

#[test]
fn a_tagged_file_is_accused_of_nothing() {
    for bytes in [tagged().bytes(), tagged().packed()] {
        let facts = facts(&bytes);
        assert_eq!(failed(&facts), Vec::<&str>::new());
        assert_eq!((facts.format, facts.text, facts.tagged), (Format::Pdf, Known::Yes, Known::Yes));
        assert_eq!(facts.title.as_deref(), Some("Menus"));
        assert_eq!(facts.language.as_deref(), Some("fr-FR"));
        assert_eq!(facts.producer.as_deref(), Some("writer of the tests"));
        assert_eq!(facts.claims, ["PDF/UA-1"]);
        assert_eq!(facts.last_date().map(|date| date.to_string()).as_deref(), Some("2024-09-02"));
        // A program cannot judge the reading order, so a person must.
        assert_eq!(facts.outcome("reading-order"), Outcome::CantTell);
    }
}

#[test]
fn text_without_tags_is_proven_to_have_none() {
    let facts = facts(&untagged("Arrete du maire", "").bytes());
    assert_eq!((facts.text, facts.tagged), (Known::Yes, Known::No));
    assert!(failed(&facts).contains(&"tagged"));
    assert!(failed(&facts).contains(&"language"));
}

#[test]
fn a_scan_is_pictures_without_text() {
    let facts = facts(&scanned(3).bytes());
    assert_eq!((facts.text, facts.tagged, facts.pages), (Known::No, Known::No, Some(3)));
    assert!(failed(&facts).contains(&"text"));
}

#[test]
fn a_scan_whose_text_was_recognised_has_text() {
    let mut pdf = scanned(1);
    pdf.set(4, Pdf::stream("", b"q 595 0 0 842 0 0 cm /Im0 Do Q BT 3 Tr /F1 9 Tf (Deliberation) Tj ET"));
    assert_eq!(facts(&pdf.bytes()).text, Known::Yes);
}

#[test]
fn a_blank_page_is_accused_of_nothing_but_its_missing_title() {
    let mut pdf = untagged("", "");
    pdf.set(4, Pdf::stream("", b""));
    let facts = facts(&pdf.bytes());
    assert_eq!((facts.text, facts.tagged), (Known::Unknown, Known::Unknown));
    assert_eq!(facts.outcome("tagged"), Outcome::Inapplicable);
}

#[test]
fn tags_that_reach_no_content_are_none() {
    let mut pdf = tagged();
    pdf.set(4, Pdf::stream("", b"BT /F1 20 Tf (Menus) Tj ET"));
    let facts = facts(&pdf.bytes());
    assert_eq!(facts.tagged, Known::No);
}

#[test]
fn tags_that_the_file_does_not_declare_leave_it_open() {
    let mut pdf = tagged();
    pdf.set(1, "<< /Type /Catalog /Pages 2 0 R /Lang (fr) /StructTreeRoot 6 0 R >>");
    let facts = facts(&pdf.bytes());
    assert_eq!((facts.tagged, facts.outcome("tagged")), (Known::Unknown, Outcome::Failed));
}

#[test]
fn a_later_save_counts_and_an_earlier_one_does_not() {
    let mut bytes = untagged("Premier", "").bytes();
    let first = memchr::memmem::rfind(&bytes, b"xref\n0").expect("it has a table");
    let at = bytes.len();
    bytes.extend_from_slice(b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Lang (oc) >>\nendobj\n");
    let start = bytes.len();
    bytes.extend_from_slice(
        format!(
            "xref\n1 1\n{at:010} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {first} >>\nstartxref\n{start}\n%%EOF\n"
        )
        .as_bytes(),
    );
    assert_eq!(facts(&bytes).language.as_deref(), Some("oc"));
}

#[test]
fn a_linearised_file_is_read_through_its_first_table() {
    // In a linearised file, `startxref` at the end gives the offset of the first section, which gives that of the next.
    let whole = untagged("Plan", "").bytes();
    let body = &whole[..memchr::memmem::rfind(&whole, b"trailer").expect("it has a trailer")];
    let table = memchr::memmem::rfind(body, b"xref\n0").expect("it has a table");
    let mut bytes = body.to_vec();
    let first = bytes.len();
    bytes.extend_from_slice(
        format!("trailer\n<< /Size 6 >>\nxref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev {table} >>\n")
            .as_bytes(),
    );
    let first = first + b"trailer\n<< /Size 6 >>\n".len();
    bytes.extend_from_slice(format!("startxref\n{first}\n%%EOF\n").as_bytes());
    assert_eq!(facts(&bytes).text, Known::Yes);
}

#[test]
fn a_damaged_table_is_rebuilt_and_then_nothing_missing_proves_anything() {
    let mut bytes = untagged("Plan", "").bytes();
    let table = memchr::memmem::rfind(&bytes, b"xref\n0").expect("it has a table");
    bytes.truncate(table);
    let facts = facts(&bytes);
    assert_eq!((facts.text, facts.tagged), (Known::Yes, Known::Unknown));
    assert_eq!(failed(&facts), Vec::<&str>::new());
}

#[test]
fn half_a_file_is_damaged() {
    let bytes = tagged().packed();
    assert_eq!(unread(&bytes[..bytes.len() / 3], &Limits::default()), Unread::Damaged);
    assert_eq!(unread(b"%PDF-1.7\nnothing", &Limits::default()), Unread::Damaged);
    assert_eq!(unread(b"<html>", &Limits::default()), Unread::Format);
    assert_eq!(unread(b"", &Limits::default()), Unread::Format);
}

#[test]
fn an_object_stream_that_cannot_be_read_accuses_nobody() {
    let mut bytes = tagged().packed();
    let place = memchr::memmem::find(&bytes, b"/ObjStm").expect("it has one");
    let data = place + memchr::memmem::find(&bytes[place..], b"stream\n").expect("it has data") + 7;
    bytes[data..data + 8].fill(0xff);
    match examine(&bytes, &Limits::default()) {
        Reading::Examined { facts } => assert_ne!(facts.tagged, Known::No),
        Reading::NotExamined { reason, .. } => assert_eq!(reason, Unread::Damaged),
    }
}

#[test]
fn an_encrypted_file_opens_without_a_password_and_tells_what_it_permits() {
    let allowed = facts(&tagged().encrypted(-1));
    assert_eq!((allowed.tagged, allowed.text), (Known::Yes, Known::Yes));
    assert_eq!(allowed.title.as_deref(), Some("Menus"));
    assert_eq!(allowed.outcome("permission"), Outcome::Passed);
    let forbidden = facts(&tagged().encrypted(!(1 << 9)));
    assert_eq!(failed(&forbidden), ["permission", "claim"]);
    // With another check value, the empty password is wrong, and the right one is not known.
    let mut locked = tagged().encrypted(-1);
    let place = memchr::memmem::find(&locked, b"/U <").expect("it is encrypted") + 4;
    locked[place] = if locked[place] == b'0' { b'1' } else { b'0' };
    assert_eq!(unread(&locked, &Limits::default()), Unread::Password);
}

#[test]
fn a_tree_that_comes_back_to_itself_ends_and_proves_nothing() {
    let mut pdf = tagged();
    pdf.set(10, "<< /Type /StructElem /S /Document /P 6 0 R /K [7 0 R 8 0 R 10 0 R] >>");
    pdf.set(2, "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>");
    let facts = facts(&pdf.bytes());
    assert_eq!(failed(&facts), Vec::<&str>::new());
}

#[test]
fn references_in_a_circle_are_null() {
    let mut pdf = untagged("Plan", "");
    pdf.set(1, "<< /Type /Catalog /Pages 2 0 R /Lang 6 0 R /StructTreeRoot 6 0 R >>");
    pdf.set(6, "7 0 R");
    pdf.set(7, "6 0 R");
    assert_eq!(facts(&pdf.bytes()).language, None);
}

#[test]
fn three_thousand_pages_are_read() {
    let facts = facts(&scanned(3000).bytes());
    assert_eq!((facts.pages, facts.text), (Some(3000), Known::No));
    assert_eq!(facts.outcome("bookmarks"), Outcome::CantTell);
}

#[test]
fn a_stream_that_grows_beyond_its_limit_is_not_examined() {
    let limits = Limits { decoded_of_one: 1 << 20, ..Limits::default() };
    let mut pdf = Pdf::new();
    pdf.add("<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R >>");
    pdf.add("<< /Type /Pages /Kids [] /Count 0 >>");
    // A stream that inflates to 4 MiB, in place of the cross-reference table.
    let mut bytes = pdf.bytes();
    let start = bytes.len();
    let bomb = Pdf::deflated("/Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R", &vec![0; 4 << 20]);
    bytes.extend_from_slice(b"9 0 obj\n");
    bytes.extend_from_slice(&bomb);
    bytes.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    assert_eq!(unread(&bytes, &limits), Unread::Excess);
    // Such a stream as the content of a page: its text is not known, so the check of text must not fail.
    let mut pdf = scanned(1);
    pdf.set(4, Pdf::deflated("", &vec![b' '; 4 << 20]));
    match examine(&pdf.bytes(), &limits) {
        Reading::Examined { facts } => {
            assert_ne!(facts.text, Known::No);
            assert_ne!(facts.outcome("text"), Outcome::Failed);
        }
        Reading::NotExamined { reason, .. } => assert_eq!(reason, Unread::Excess),
    }
}

#[test]
fn each_limit_ends_the_reading() {
    let bytes = scanned(40).bytes();
    for limits in [
        Limits { bytes: 100, ..Limits::default() },
        Limits { values: 50, ..Limits::default() },
        Limits { values_of_one: 20, ..Limits::default() },
        Limits { entries: 10, ..Limits::default() },
        Limits { pages: 39, ..Limits::default() },
    ] {
        assert_eq!(unread(&bytes, &limits), Unread::Excess, "{limits:?}");
    }
    let deep = format!("<< /Type /Catalog /Pages 2 0 R /X {}{} >>", "[".repeat(5000), "]".repeat(5000));
    let mut pdf = scanned(1);
    pdf.set(1, deep);
    assert_eq!(unread(&pdf.bytes(), &Limits::default()), Unread::Excess);
    let mut pdf = tagged();
    let first = 12;
    for number in first..first + 300 {
        pdf.set(number, format!("<< /S /Div /K [{} 0 R] >>", number + 1));
    }
    pdf.set(10, format!("<< /Type /StructElem /S /Document /P 6 0 R /K [7 0 R {first} 0 R] >>"));
    assert_eq!(unread(&pdf.bytes(), &Limits::default()), Unread::Excess);
}

#[test]
fn a_form_that_shows_itself_ends() {
    let mut pdf = scanned(1);
    pdf.set(4, Pdf::stream("", b"/Fm0 Do"));
    pdf.set(5, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /Fm0 6 0 R >> >> >>");
    pdf.set(
        6,
        Pdf::stream(
            "/Type /XObject /Subtype /Form /Resources << /XObject << /Fm0 6 0 R >> >>",
            b"/Fm0 Do /Fm0 Do",
        ),
    );
    let facts = facts(&pdf.bytes());
    assert_ne!(facts.text, Known::Yes);
}

#[test]
fn a_dynamic_form_is_told_and_its_text_is_not_missed() {
    let mut pdf = untagged("Veuillez patienter", "");
    pdf.set(1, "<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /XFA [] /Fields [] >> >>");
    assert_eq!(facts(&pdf.bytes()).outcome("dynamic-form"), Outcome::Failed);
    pdf.set(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA [] /Fields [] >> >>");
    assert_eq!(facts(&pdf.bytes()).outcome("dynamic-form"), Outcome::CantTell);
}

#[test]
fn a_portfolio_tells_its_files() {
    let mut pdf = untagged("Dossier", "");
    pdf.set(
        1,
        "<< /Type /Catalog /Pages 2 0 R /Collection << /View /T >> /Names << /EmbeddedFiles << /Names \
         [(a) << /Type /Filespec /F (a.pdf) /UF (a.pdf) /EF << /F 6 0 R >> >> (b) << /F (b.pdf) /EF << >> >>] >> >> >>",
    );
    let facts = facts(&pdf.bytes());
    let check = facts.check("embedded-files").expect("it is checked");
    assert_eq!((check.outcome, check.count), (Outcome::Failed, 1));
}

#[test]
fn annotations_and_fields_are_looked_at() {
    let mut pdf = untagged("Formulaire", "");
    pdf.set(
        3,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> /Annots [ \
         << /Subtype /Widget /FT /Tx /T (nom) /TU (Votre nom) /Rect [1 1 9 9] >> \
         << /Subtype /Widget /FT /Tx /T (age) /Rect [1 1 9 9] >> \
         << /Subtype /Widget /FT /Tx /T (cache) /F 2 /Rect [1 1 9 9] >> \
         << /Subtype /Link /Rect [1 1 9 9] /Contents (Mairie) >> ] >>",
    );
    let facts = facts(&pdf.bytes());
    assert_eq!(facts.check("field-name").map(|check| check.count), Some(1));
    assert_eq!(facts.outcome("link-text"), Outcome::Passed);
    assert_eq!(facts.outcome("link-tagged"), Outcome::Failed);
    assert_eq!(facts.outcome("tab-order"), Outcome::Failed);
}
