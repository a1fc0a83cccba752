//! Headings, tables, lists, alternatives, names of tags, notes, and the tagging of content.

use crate::{
    files::{outcome, with},
    writer::{self, Pdf, tagged},
};
use rules::Outcome::{CantTell, Failed, Passed};

#[test]
fn headings_beyond_the_sixth_level_are_known() {
    let levels = ["/S /H2", "/S /H3", "/S /H4", "/S /H5", "/S /H6", "/S /H7", "/S /H8"];
    let pdf = with("/Lang (fr)", &levels);
    assert_eq!((outcome(&pdf, "role-map"), outcome(&pdf, "heading-order")), (Passed, Passed));
    assert_eq!(outcome(&with("/Lang (fr)", &["/S /H8"]), "heading-order"), Failed);
    assert_eq!(outcome(&with("/Lang (fr)", &["/S /H0"]), "role-map"), Failed);
}

#[test]
fn the_second_edition_forgives_a_level_that_is_left_out_and_no_heading_without_a_level() {
    let second = |element: &str| {
        let mut pdf = with("/Lang (fr)", &[element]);
        pdf.set(
            9,
            writer::metadata("Menus", "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"),
        );
        outcome(&pdf, "heading-order")
    };
    assert_eq!((second("/S /H4"), second("/S /H2"), second("/S /H")), (CantTell, Passed, Failed));
    assert_eq!(outcome(&with("/Lang (fr)", &["/S /H4"]), "heading-order"), Failed);
}

fn table(rows: &str, cells: &[&str]) -> Pdf {
    let mut all = vec!["/S /Table /K [21 0 R 22 0 R]".to_owned()];
    let rows: Vec<&str> = rows.split('|').collect();
    all.extend(rows.iter().map(|kids| format!("/S /TR /P 20 0 R /K [{kids}]")));
    all.extend(cells.iter().map(|cell| format!("{cell} /P 21 0 R")));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    with("/Lang (fr)", &all)
}

const FOUR: &str = "23 0 R 24 0 R|25 0 R 26 0 R";

#[test]
fn data_find_their_headers_by_scope_or_by_name() {
    const COLUMN: &str = "/S /TH /A << /O /Table /Scope /Column >>";
    const BARE: &str = "/S /TH";
    const DATUM: &str = "/S /TD";
    let named = |id: &str| format!("/S /TD /A << /O /Table /Headers [({id})] >>");
    let held = |cells: [&str; 4]| outcome(&table(FOUR, &cells), "table-headers");
    assert_eq!(held([COLUMN, COLUMN, DATUM, DATUM]), Passed);
    assert_eq!(held([BARE, BARE, DATUM, DATUM]), Failed);
    // Only one of the two columns has a header with a scope.
    assert_eq!(held([COLUMN, BARE, DATUM, DATUM]), Failed);
    assert_eq!(held(["/S /TH /ID (a)", BARE, &named("a"), &named("a")]), Passed);
    assert_eq!(held(["/S /TH /ID (a)", BARE, &named("a"), &named("b")]), Failed);
    // The rows have headers. The header in the corner has no scope, which no data cell needs.
    assert_eq!(held([BARE, COLUMN, "/S /TH /A << /O /Table /Scope /Row >>", DATUM]), CantTell);
    // A table without any header may be a layout table.
    assert_eq!(held([DATUM, DATUM, DATUM, DATUM]), CantTell);
    // Attributes may be in an array, followed by a revision number.
    assert_eq!(held([COLUMN, "/S /TH /A [<< /O /Table /Scope /Column >> 0]", DATUM, DATUM]), Passed);
}

#[test]
fn tables_lists_and_contents_hold_what_they_may() {
    let structure = |elements: &[&str], check: &str| outcome(&with("/Lang (fr)", elements), check);
    for (elements, check) in [
        (&["/S /Table /K [21 0 R]", "/S /P /P 20 0 R"][..], "table-structure"),
        (&["/S /TR"], "table-structure"),
        (&["/S /TD"], "table-structure"),
        (&["/S /THead"], "table-structure"),
        (&["/S /TFoot"], "table-structure"),
        (&["/S /L /K [21 0 R]", "/S /P /P 20 0 R"], "list-structure"),
        (&["/S /LI"], "list-structure"),
        (&["/S /LBody"], "list-structure"),
        (&["/S /L /K [21 0 R]", "/S /LI /P 20 0 R /K [22 0 R]", "/S /P /P 21 0 R"], "list-structure"),
        (&["/S /L /K [21 0 R 22 0 R]", "/S /LI /P 20 0 R", "/S /Caption /P 20 0 R"], "list-structure"),
        (&["/S /TOCI"], "contents-structure"),
        (&["/S /TOC /K [21 0 R]", "/S /P /P 20 0 R"], "contents-structure"),
    ] {
        assert_eq!(structure(elements, check), Failed, "{elements:?}");
    }
    for (elements, check) in [
        (&["/S /L /K [21 0 R]", "/S /LI /P 20 0 R /K [22 0 R]", "/S /LBody /P 21 0 R"][..], "list-structure"),
        (&["/S /L /K [21 0 R 22 0 R]", "/S /Caption /P 20 0 R", "/S /LI /P 20 0 R"], "list-structure"),
        (&["/S /L /K [21 0 R]", "/S /NonStruct /P 20 0 R /K [22 0 R]", "/S /LI /P 21 0 R"], "list-structure"),
        (&["/S /TOC /K [21 0 R]", "/S /TOC /P 20 0 R"], "contents-structure"),
    ] {
        assert_eq!(structure(elements, check), Passed, "{elements:?}");
    }
}

#[test]
fn alternatives_are_words_and_replacements_may_be_empty() {
    let figure =
        |more: &str| outcome(&with("/Lang (fr)", &[&format!("/S /Figure {more}")]), "figure-alternative");
    assert_eq!((figure(""), figure("/Alt ()"), figure("/Alt <FEFF>")), (Failed, Failed, Failed));
    assert_eq!(
        (figure("/Alt (Logo)"), figure("/ActualText ()"), figure("/Alt <FEFF004C>")),
        (Passed, Passed, Passed)
    );
    let formula =
        |more: &str| outcome(&with("/Lang (fr)", &[&format!("/S /Formula {more}")]), "formula-alternative");
    assert_eq!((formula(""), formula("/Alt (x plus un)")), (Failed, Passed));
    // The role map gives the standard type of a name that the producer made up.
    let mut mapped = with("/Lang (fr)", &["/S /Dessin"]);
    mapped
        .set(6, "<< /Type /StructTreeRoot /K [10 0 R] /ParentTree 11 0 R /RoleMap << /Dessin /Figure >> >>");
    assert_eq!(outcome(&mapped, "figure-alternative"), Failed);
}

#[test]
fn names_of_tags_lead_to_standard_ones() {
    let mapped = |map: &str| {
        let mut pdf = with("/Lang (fr)", &["/S /Chapo"]);
        pdf.set(
            6,
            format!("<< /Type /StructTreeRoot /K [10 0 R] /ParentTree 11 0 R /RoleMap << {map} >> >>"),
        );
        outcome(&pdf, "role-map")
    };
    assert_eq!((mapped("/Chapo /P"), mapped("/Chapo /Intro /Intro /P")), (Passed, Passed));
    for broken in ["", "/Chapo /Intro", "/Chapo /Intro /Intro /Chapo", "/Chapo /P /P /Div", "/Chapo /Chapo"] {
        assert_eq!(mapped(broken), Failed, "{broken}");
    }
}

#[test]
fn notes_have_an_identifier_of_their_own() {
    let notes = |elements: &[&str]| outcome(&with("/Lang (fr)", elements), "note-id");
    assert_eq!(notes(&["/S /Note /ID (1)", "/S /Note /ID (2)"]), Passed);
    assert_eq!((notes(&["/S /Note"]), notes(&["/S /Note /ID ()"])), (Failed, Failed));
    assert_eq!(notes(&["/S /Note /ID (1)", "/S /Note /ID (1)"]), Failed);
}

#[test]
fn content_is_tagged_or_decoration_and_never_both() {
    let shown = |content: &[u8]| {
        let mut pdf = tagged();
        pdf.set(4, Pdf::stream("", content));
        outcome(&pdf, "content-tagged")
    };
    for broken in [
        &b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC BT (b) Tj ET"[..],
        b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC 0 0 9 9 re f",
        b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC /OC /L BDC BT (b) Tj ET EMC",
        b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC /P << /MCID 9 >> BDC BT (b) Tj ET EMC",
        b"/P << /MCID 0 >> BDC /Artifact BMC BT (a) Tj ET EMC EMC",
        b"/Artifact BMC /P << /MCID 0 >> BDC BT (a) Tj ET EMC EMC",
        b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC BI /W 1 /H 1 ID a EI",
    ] {
        assert_eq!(shown(broken), Failed, "{}", String::from_utf8_lossy(broken));
    }
    for kept in [
        &b"/P << /MCID 0 >> BDC /Span << /Lang (en) >> BDC BT (a) Tj ET EMC EMC"[..],
        b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC /Artifact << /Type /Pagination >> BDC 0 0 9 9 re S EMC",
        b"/P << /MCID 0 >> BDC BT (a) Tj ET EMC 0 0 9 9 re W n",
    ] {
        assert_eq!(shown(kept), Passed, "{}", String::from_utf8_lossy(kept));
    }
}
