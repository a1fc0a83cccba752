//! The language of every text is declared, by a valid language tag.

use crate::{
    files::{outcome, with},
    writer::{self, Pdf},
};
use rules::Outcome::{Failed, Passed};

#[test]
fn the_second_edition_wants_the_language_in_the_catalogue() {
    let mut pdf = with("", &[]);
    pdf.set(10, "<< /Type /StructElem /S /Document /Lang (fr) /P 6 0 R /K [7 0 R 8 0 R] >>");
    pdf.set(9, metadata_in("fr"));
    assert_eq!(outcome(&pdf, "language"), Passed);
    pdf.set(9, writer::metadata("Menus", "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"));
    assert_eq!(outcome(&pdf, "language"), Failed);
}

/// Metadata with a title in this language.
fn metadata_in(language: &str) -> Vec<u8> {
    let raw = String::from_utf8(writer::metadata("Menus", "")).expect("it is text");
    let text = raw.replace("x-default", language);
    let start = text.find("<?xpacket").expect("it begins so");
    let end = text.find("\nendstream").expect("it ends so");
    Pdf::stream("/Type /Metadata /Subtype /XML", &text.as_bytes()[start..end])
}

/// A file that declares its language on its elements and in its metadata, and not in its catalogue.
fn of_elements(catalogue: &str, elements: &[&str]) -> Pdf {
    let mut pdf = with(catalogue, elements);
    pdf.set(7, "<< /Type /StructElem /S /H1 /Lang (fr) /P 10 0 R /Pg 3 0 R /K 0 >>");
    pdf.set(8, "<< /Type /StructElem /S /P /Lang (fr) /P 10 0 R /Pg 3 0 R /K [1] >>");
    pdf.set(9, metadata_in("fr"));
    pdf
}

#[test]
fn every_text_tells_its_language_where_the_catalogue_does_not() {
    assert_eq!(outcome(&of_elements("", &[]), "language"), Passed);
    for broken in ["/S /Figure /Alt (Logo)", "/S /Span /ActualText (a)", "/S /Span /E (Etat civil)"] {
        assert_eq!(outcome(&of_elements("", &[broken]), "language"), Failed, "{broken}");
    }
    assert_eq!(outcome(&of_elements("", &["/S /Figure /Alt (Logo) /Lang (fr)"]), "language"), Passed);
    let mut of_default = of_elements("", &[]);
    of_default.set(9, metadata_in("x-default"));
    assert_eq!(outcome(&of_default, "language"), Failed);
}

#[test]
fn bookmarks_and_descriptions_are_texts_too() {
    let mut pdf = of_elements("/Outlines 30 0 R", &[]);
    pdf.set(30, "<< /Type /Outlines /First 31 0 R /Last 32 0 R /Count 2 >>");
    // Both titles declare their language themselves, between escape characters.
    pdf.set(31, "<< /Title <FEFF001B00660072001B0050> /Parent 30 0 R /Next 32 0 R >>");
    pdf.set(32, "<< /Title <FEFF001B00660072001B0051> /Parent 30 0 R >>");
    assert_eq!(outcome(&pdf, "language"), Passed);
    pdf.set(32, "<< /Title (Annexe) /Parent 30 0 R >>");
    assert_eq!(outcome(&pdf, "language"), Failed);
    let described = |language: &str| {
        let mut pdf = of_elements("", &[]);
        let of_title = String::from_utf8(metadata_in("fr")).expect("it is text");
        let more = format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"{language}\">Menus</rdf:li></rdf:Alt></dc:description>\
             </rdf:Description>"
        );
        let text = of_title.replace("</rdf:Description>", &more);
        let (start, end) = (text.find("<?xpacket").expect("begin"), text.find("\nendstream").expect("end"));
        pdf.set(9, Pdf::stream("/Type /Metadata /Subtype /XML", &text.as_bytes()[start..end]));
        outcome(&pdf, "language")
    };
    assert_eq!((described("fr"), described("x-default")), (Passed, Failed));
}

#[test]
fn a_language_is_looked_at_wherever_it_is_written() {
    for place in ["/Lang (1-fr)", "/Lang (-fr)", "/Lang (francaises)", "/Lang (fr_FR)", "/Lang ()"] {
        assert_eq!(outcome(&with(place, &[]), "language-tag"), Failed, "{place}");
    }
    assert_eq!(outcome(&with("/Lang (fr)", &["/S /Span /Lang (fr_FR)"]), "language-tag"), Failed);
    let mut marked = with("/Lang (fr)", &[]);
    marked.set(4, Pdf::stream("", b"/P << /MCID 0 >> BDC /Span << /Lang (1-fr) >> BDC BT (a) Tj ET EMC EMC"));
    assert_eq!(outcome(&marked, "language-tag"), Failed);
    for place in ["/Lang (fr)", "/Lang (oc-FR)", "/Lang <FEFF00660072>"] {
        assert_eq!(outcome(&with(place, &[]), "language-tag"), Passed, "{place}");
    }
}
