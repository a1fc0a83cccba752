//! Links, fields, other annotations, forms, layers and claims.

use crate::{
    files::{annotated, outcome, with},
    writer::{self, Pdf, tagged},
};
use rules::Outcome::{self, CantTell, Failed, Inapplicable, Passed};

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
    // Several fields in one tag fail only in a file that claims PDF/UA.
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
    // A file without a claim is not checked for its claim.
    assert_eq!(claimed(""), Outcome::Untested);
}
