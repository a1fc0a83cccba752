//! Links, form fields, other annotations, forms (PDF/UA-1, 7.15 and 7.18).

use super::{super::Found, sum};
use crate::{
    budget::Excess,
    found::{Checks, Evidence},
};
use rules::Outcome;

pub fn judge(found: &Found<'_>, checks: &mut Checks) -> Result<(), Excess> {
    let held = &found.annotations;
    checks.counted("link-tagged", held.links, (&held.links_untagged).into());
    // PDF/UA-2 no longer asks for it: the text of the link is enough.
    let described = if found.is_second_edition { 0 } else { held.links };
    let without_text =
        if found.is_second_edition { Evidence::default() } else { (&held.links_without_text).into() };
    checks.counted("link-text", described, without_text);
    checks.counted("field-tagged", held.fields, (&held.fields_untagged).into());
    checks.counted("field-name", held.fields, (&held.fields_without_name).into());
    let others = sum(&[&held.others_untagged, &held.others_without_text]);
    checks.counted("annotations", held.others, others);
    let forbidden = sum(&[&held.trap_nets, &held.printer_marks_tagged]);
    checks.counted("printing-marks", 0, forbidden);
    checks.counted("tab-order", held.pages_with, (&held.pages_without_tab_order).into());
    checks.counted("media", held.media, (&held.media_without_text).into());
    let form = found.file.entry(&found.catalogue, "AcroForm")?;
    let has_xfa = form.as_dictionary().is_some_and(|form| form.has("XFA"));
    let needs_rendering = found.file.entry(&found.catalogue, "NeedsRendering")?.as_boolean() == Some(true);
    let outcome = match (has_xfa, needs_rendering) {
        (true, true) => Outcome::Failed,
        (true, false) => Outcome::CantTell,
        _ => Outcome::Inapplicable,
    };
    checks.plain("dynamic-form", outcome);
    Ok(())
}
