//! Facts read from OpenDocument, Office and EPUB files. The tests write all files themselves.

mod reading;
mod writer;

use documents::Limits;
use reading::{facts, unread};
use rules::{
    Outcome,
    documents::{Format, Known, Unread},
};
use writer::{docx, odt, package};

#[test]
fn a_text_document_tells_title_headings_and_pictures() {
    let bytes = odt(
        "<dc:title>Compte rendu</dc:title><dc:language>fr</dc:language><meta:generator>LibreOffice/25.2</meta:generator>",
        "<text:h text:outline-level=\"1\">Ordre du jour</text:h><text:p>Présents : tous.</text:p>\
         <text:p><draw:frame><draw:image/><svg:desc>Plan de la salle</svg:desc></draw:frame></text:p>\
         <text:p><draw:frame><draw:image/></draw:frame></text:p>",
    );
    let facts = facts(&bytes);
    assert_eq!(facts.format, Format::Odt);
    assert_eq!(facts.title.as_deref(), Some("Compte rendu"));
    assert_eq!(facts.language.as_deref(), Some("fr"));
    assert_eq!((facts.text, facts.tagged), (Known::Yes, Known::Yes));
    let pictures = facts.check("figure-alternative").expect("it is checked");
    assert_eq!((pictures.outcome, pictures.count), (Outcome::Failed, 1));
    assert_eq!(facts.outcome("heading-order"), Outcome::Passed);
}

#[test]
fn spacing_typed_lists_and_tables_are_left_to_a_person() {
    let bytes = odt(
        "",
        "<text:p>- pain</text:p><text:p/><text:p/><text:p/><text:p>Fin</text:p>\
         <table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p/><text:p/>\
         </table:table-cell></table:table-row></table:table>",
    );
    let facts = facts(&bytes);
    assert_eq!(facts.outcome("title"), Outcome::Failed);
    for id in ["lists", "blank-paragraphs", "table-headers", "merged-cells"] {
        let check = facts.check(id).expect("it is checked");
        assert_eq!((check.outcome, check.count), (Outcome::CantTell, 1), "{id}");
    }
}

#[test]
fn word_tells_styles_language_and_decoration() {
    let bytes = docx(
        "<dc:title>R&#232;glement &amp; annexe</dc:title><dcterms:created>2017-05-04T10:00:00Z</dcterms:created>",
        "<w:p><w:pPr><w:pStyle w:val=\"Titre1\"/></w:pPr><w:r><w:t>Article 1</w:t></w:r></w:p>\
         <w:p><w:r><w:drawing><wp:docPr descr=\"Logo\"/><pic:pic/></w:drawing></w:r></w:p>\
         <w:p><w:r><w:drawing><wp:docPr/><pic:pic/></w:drawing></w:r></w:p>\
         <w:p><w:r><w:drawing><wp:docPr><decorative val=\"1\"/></wp:docPr><pic:pic/></w:drawing></w:r></w:p>\
         <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    );
    let facts = facts(&bytes);
    assert_eq!((facts.format, facts.language.as_deref()), (Format::Docx, Some("fr-FR")));
    assert_eq!(facts.title.as_deref(), Some("Règlement & annexe"));
    assert_eq!(facts.last_date().map(|date| date.to_string()).as_deref(), Some("2017-05-04"));
    assert_eq!(facts.check("figure-alternative").map(|check| check.count), Some(1));
    assert_eq!(facts.outcome("table-headers"), Outcome::Passed);
    assert_eq!(facts.check("headings").map(|check| check.count), Some(1));
}

#[test]
fn a_book_tells_its_accessibility() {
    let bytes = package(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path=\"OPS/book.opf\"/></container>"),
        (
            "OPS/book.opf",
            b"<package><dc:title>Contes</dc:title><dc:language>fr</dc:language>\
              <meta property=\"schema:accessMode\">textual</meta>\
              <item href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></package>",
        ),
        ("OPS/a.xhtml", b"<html><body><h1>Un</h1><p>Il \xc3\xa9tait</p><img alt=\"\"/><img/></body></html>"),
    ]);
    let facts = facts(&bytes);
    assert_eq!((facts.format, facts.title.as_deref()), (Format::Epub, Some("Contes")));
    assert_eq!(facts.outcome("accessibility-metadata"), Outcome::Passed);
    assert_eq!(facts.check("figure-alternative").map(|check| check.count), Some(1));
}

#[test]
fn bad_packages_are_not_examined() {
    let limits = Limits::default();
    assert_eq!(unread(b"PK\x03\x04", &limits), Unread::Format);
    assert_eq!(unread(&package(&[("readme.txt", b"a")]), &limits), Unread::Format);
    let broken =
        package(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a><b>")]);
    assert_eq!(unread(&broken, &limits), Unread::Damaged);
    let locked = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<manifest><file-entry><encryption-data/></file-entry></manifest>"),
        ("content.xml", b"\x00\x01"),
    ]);
    assert_eq!(unread(&locked, &limits), Unread::Password);
}

#[test]
fn a_bomb_and_a_well_of_elements_end() {
    let limits = Limits { decoded_of_one: 1 << 20, ..Limits::default() };
    let bomb = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", &vec![b' '; 8 << 20]),
    ]);
    assert_eq!(unread(&bomb, &limits), Unread::Excess);
    let deep = "<a>".repeat(100_000);
    let well = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", deep.as_bytes()),
    ]);
    assert_eq!(unread(&well, &Limits::default()), Unread::Excess);
    // Entities that refer to each other are not resolved.
    let laughs = "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"ha\">]><a>&b;</a>";
    let laughing = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", laughs.as_bytes()),
    ]);
    assert_eq!(facts(&laughing).format, Format::Odt);
}
