//! Each clause that a check covers, broken and kept in more ways than one; every file is written here.

mod writer;

use documents::{Limits, examine};
use rules::{
    Outcome::{self, CantTell, Failed, Inapplicable, Passed},
    documents::Reading,
};
use writer::{Pdf, tagged};

const CATALOGUE: &str = "/Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R /Metadata 9 0 R \
                         /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>";

/// The tagged file with more in its catalogue, and elements of these from number 20 below its document.
fn with(catalogue: &str, elements: &[&str]) -> Pdf {
    let mut pdf = tagged();
    pdf.set(1, format!("<< {CATALOGUE} {catalogue} >>"));
    let mut kids = "7 0 R 8 0 R".to_owned();
    for (number, element) in (20..).zip(elements) {
        pdf.set(number, format!("<< /Type /StructElem {element} >>"));
        if !element.contains("/P ") {
            kids.push_str(&format!(" {number} 0 R"));
        }
    }
    pdf.set(10, format!("<< /Type /StructElem /S /Document /P 6 0 R /K [{kids}] >>"));
    pdf
}

fn outcome(pdf: &Pdf, check: &str) -> Outcome {
    match examine(&pdf.bytes(), &Limits::default()) {
        Reading::Examined { facts } => facts.outcome(check),
        Reading::NotExamined { reason, .. } => panic!("not examined: {reason:?}"),
    }
}

/// A page of the tagged file with annotations.
fn annotated(tabs: &str, annotations: &str, elements: &[&str]) -> Pdf {
    let mut pdf = with("/Lang (fr)", elements);
    pdf.set(
        3,
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0 {tabs} \
             /Resources << /Font << /F1 5 0 R >> >> /Annots [{annotations}] >>"
        ),
    );
    pdf
}

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

#[test]
fn the_second_edition_wants_the_language_in_the_catalogue() {
    let mut pdf = with("", &[]);
    pdf.set(10, "<< /Type /StructElem /S /Document /Lang (fr) /P 6 0 R /K [7 0 R 8 0 R] >>");
    pdf.set(9, metadata_in("fr"));
    assert_eq!(outcome(&pdf, "language"), Passed);
    pdf.set(9, writer::metadata("Menus", "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"));
    assert_eq!(outcome(&pdf, "language"), Failed);
}

/// Metadata whose title is of this language.
fn metadata_in(language: &str) -> Vec<u8> {
    let raw = String::from_utf8(writer::metadata("Menus", "")).expect("it is text");
    let text = raw.replace("x-default", language);
    let start = text.find("<?xpacket").expect("it begins so");
    let end = text.find("\nendstream").expect("it ends so");
    Pdf::stream("/Type /Metadata /Subtype /XML", &text.as_bytes()[start..end])
}

/// A file that tells its language on its elements and in its metadata, and nowhere else.
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
    // The first says its language itself, between escapes; the second says none.
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
    // One column is headed and the other is not.
    assert_eq!(held([COLUMN, BARE, DATUM, DATUM]), Failed);
    assert_eq!(held(["/S /TH /ID (a)", BARE, &named("a"), &named("a")]), Passed);
    assert_eq!(held(["/S /TH /ID (a)", BARE, &named("a"), &named("b")]), Failed);
    // Rows are headed, and the corner needs no scope.
    assert_eq!(held([BARE, COLUMN, "/S /TH /A << /O /Table /Scope /Row >>", DATUM]), CantTell);
    // A table without any header may be no table of data.
    assert_eq!(held([DATUM, DATUM, DATUM, DATUM]), CantTell);
    // Attributes may come from a class or stand in a list with their revision.
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
    // A name of the producer's own stands for a standard one.
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

const LINK: &str = "<< /Type /Annot /Subtype /Link /Rect [1 1 9 9] /Contents (Mairie) >>";

#[test]
fn links_and_fields_stand_in_their_tags() {
    let link = |kind: &str| {
        let element = format!("/S /{kind} /K [<< /Type /OBJR /Obj 40 0 R >>]");
        let mut pdf = annotated("/Tabs /S", "40 0 R", &[&element]);
        pdf.set(40, LINK);
        outcome(&pdf, "link-tagged")
    };
    assert_eq!((link("Link"), link("P"), link("Reference")), (Passed, Failed, Failed));
    let field = |kids: &str| {
        let element = format!("/S /Form /K [{kids}]");
        let mut pdf = annotated("/Tabs /S", "40 0 R", &[&element, "/S /P /P 20 0 R"]);
        pdf.set(40, "<< /Subtype /Widget /FT /Tx /T (nom) /TU (Nom) /Rect [1 1 9 9] >>");
        outcome(&pdf, "field-tagged")
    };
    assert_eq!(field("<< /Type /OBJR /Obj 40 0 R >>"), Passed);
    assert_eq!(field("<< /Type /OBJR /Obj 40 0 R >> 21 0 R"), Failed);
    assert_eq!(field("<< /Type /OBJR /Obj 40 0 R >> 5"), Failed);
    // Only who claims the standard is held to one field a tag.
    let two = "/S /Form /K [<< /Type /OBJR /Obj 40 0 R >> << /Type /OBJR /Obj 41 0 R >>]";
    let both = |claim: &str| {
        let mut pdf = annotated("/Tabs /S", "40 0 R 41 0 R", &[two]);
        pdf.set(40, "<< /Subtype /Widget /FT /Tx /T (nom) /TU (Nom) /Rect [1 1 9 9] >>");
        pdf.set(41, "<< /Subtype /Widget /FT /Tx /T (age) /TU (Age) /Rect [1 1 9 9] >>");
        pdf.set(9, writer::metadata("Menus", claim));
        outcome(&pdf, "field-tagged")
    };
    assert_eq!((both(""), both("<pdfuaid:part>1</pdfuaid:part>")), (Passed, Failed));
    assert_eq!(
        outcome(
            &annotated("/Tabs /S", "<< /Subtype /Widget /T (a) /TU (A) /Rect [1 1 9 9] >>", &[]),
            "field-tagged"
        ),
        Failed
    );
}

#[test]
fn the_order_of_the_keyboard_follows_the_structure() {
    let order = |tabs: &str, part: &str| {
        let mut pdf = annotated(tabs, LINK, &[]);
        pdf.set(9, writer::metadata("Menus", part));
        outcome(&pdf, "tab-order")
    };
    let (first, second) =
        ("<pdfuaid:part>1</pdfuaid:part>", "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>");
    assert_eq!(
        (order("/Tabs /S", first), order("/Tabs /R", first), order("", first)),
        (Passed, Failed, Failed)
    );
    assert_eq!(
        (order("/Tabs /A", first), order("/Tabs /A", second), order("/Tabs /R", second)),
        (Failed, Passed, Failed)
    );
}

#[test]
fn printing_marks_media_and_attachments_are_found_wherever_they_hang() {
    let held = |annotation: &str, check: &str| outcome(&annotated("/Tabs /S", annotation, &[]), check);
    assert_eq!(held("<< /Subtype /TrapNet /Rect [1 1 9 9] >>", "printing-marks"), Failed);
    let clip = |more: &str| format!("<< /S /MR /C << /S /MCD /D (a.mp4) {more} >> >>");
    let screen = |action: &str| held(&format!("<< /Subtype /Screen /Rect [1 1 9 9] {action} >>"), "media");
    let whole = clip("/CT (video/mp4) /Alt [() (Visite)]");
    assert_eq!(screen(&format!("/A << /S /Rendition /R {whole} >>")), Passed);
    for broken in [clip(""), clip("/CT (video/mp4)"), clip("/CT (video/mp4) /Alt [() ()]")] {
        assert_eq!(screen(&format!("/A << /S /Rendition /R {broken} >>")), Failed);
        assert_eq!(screen(&format!("/AA << /PO << /S /Rendition /R {broken} >> >>")), Failed);
        assert_eq!(screen(&format!("/A << /S /Rendition /R << /S /SR /R [{broken}] >> >>")), Failed);
    }
    let attached = |more: &str| {
        held(
            &format!(
                "<< /Subtype /FileAttachment /Rect [1 1 9 9] /FS << /Type /Filespec /EF << /F 9 0 R >> {more} >> >>"
            ),
            "embedded-files",
        )
    };
    assert_eq!(
        (attached("/F (a) /UF (a)"), attached("/F (a)"), attached("/UF (a)"), attached("/F () /UF ()")),
        (Passed, Failed, Failed, Failed)
    );
}

#[test]
fn a_form_that_is_drawn_while_it_opens_says_so_in_its_configuration() {
    let form = |config: &str, xfa: &str| {
        let mut pdf = with(&format!("/Lang (fr) /AcroForm << /Fields [] /XFA {xfa} >>"), &[]);
        pdf.set(30, Pdf::deflated("", config.as_bytes()));
        outcome(&pdf, "dynamic-form")
    };
    let asks =
        "<config><acrobat><acrobat7><dynamicRender>required</dynamicRender></acrobat7></acrobat></config>";
    let forbids = asks.replace("required", "forbidden");
    assert_eq!((form(asks, "30 0 R"), form(asks, "[(config) 30 0 R]")), (Failed, Failed));
    assert_eq!((form(&forbids, "[(config) 30 0 R]"), form("<config/>", "30 0 R")), (CantTell, CantTell));
    assert_eq!(outcome(&tagged(), "dynamic-form"), Inapplicable);
}

#[test]
fn layers_have_names_and_do_not_switch_by_themselves() {
    let layers = |configurations: &str| {
        outcome(&with(&format!("/Lang (fr) /OCProperties << /OCGs [] {configurations} >>"), &[]), "layers")
    };
    assert_eq!(layers("/D << /Name (Plan) >>"), Passed);
    for broken in
        ["/D << >>", "/D << /Name () >>", "/D << /Name (a) /AS [] >>", "/D << /Name (a) >> /Configs [<< >>]"]
    {
        assert_eq!(layers(broken), Failed, "{broken}");
    }
}

#[test]
fn what_is_claimed_is_written_as_the_standard_says() {
    let claimed = |claim: &str| {
        let mut pdf = tagged();
        pdf.set(9, writer::metadata("Menus", claim));
        outcome(&pdf, "identification")
    };
    assert_eq!(claimed("<pdfuaid:part>1</pdfuaid:part>"), Passed);
    assert_eq!(claimed("<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"), Passed);
    for broken in [
        "<pdfuaid:part>3</pdfuaid:part>",
        "<pdfuaid:part></pdfuaid:part>",
        "<pdfuaid:part>2</pdfuaid:part>",
        "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>24</pdfuaid:rev>",
        "<ua:part xmlns:ua=\"http://www.aiim.org/pdfua/ns/id/\">1</ua:part>",
        "<pdfuaid:part>1</pdfuaid:part><ua:corr xmlns:ua=\"http://www.aiim.org/pdfua/ns/id/\">1</ua:corr>",
    ] {
        assert_eq!(claimed(broken), Failed, "{broken}");
    }
    // A file that claims nothing is asked nothing.
    assert_eq!(claimed(""), Outcome::Untested);
}
