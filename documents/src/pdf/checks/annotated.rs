//! Checks of links, form fields, other annotations and forms (PDF/UA-1, 7.15 and 7.18).

use super::{
    super::{facts::PdfFacts, file::File, filter::Undecoded, object::Object, structure::list},
    counted::sum,
};
use crate::{
    budget::Excess,
    found::{Checks, Evidence},
};
use rules::Outcome;

pub fn judge(found: &PdfFacts<'_>, checks: &mut Checks) -> Result<(), Excess> {
    let held = &found.annotations;
    checks.counted("link-tagged", held.links, (&held.links_untagged).into());
    // PDF/UA-2 does not require this text, because the text of the link is enough.
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
    let is_rendered = match form.as_dictionary() {
        Some(form) => must_be_rendered(found.file, &found.file.entry(form, "XFA")?)?,
        None => false,
    };
    let needs_rendering = found.file.entry(&found.catalogue, "NeedsRendering")?.as_boolean() == Some(true);
    let outcome = match (has_xfa, needs_rendering || is_rendered) {
        (true, true) => Outcome::Failed,
        (true, false) => Outcome::CantTell,
        _ => Outcome::Inapplicable,
    };
    checks.plain("dynamic-form", outcome);
    Ok(())
}

/// Greatest number of packets of a form that are read; real forms have about ten.
const MOST_PACKETS: usize = 64;

/// Whether the configuration of a form requires that it is rendered when it is opened (`dynamicRender`, XFA 3.3).
fn must_be_rendered(file: &File<'_>, form: &Object) -> Result<bool, Excess> {
    for packet in list(form).iter().take(MOST_PACKETS) {
        let Object::Stream(stream) = file.resolve(packet)? else { continue };
        let data = match file.decode(&stream) {
            Ok(data) => data,
            Err(Undecoded::Excess(excess)) => return Err(excess),
            Err(_) => continue,
        };
        let mut rest = &data[..];
        while let Some(at) = memchr::memmem::find(rest, b"dynamicRender") {
            rest = &rest[at + b"dynamicRender".len()..];
            let value = rest.iter().position(|byte| *byte == b'>').map_or(&rest[..0], |end| &rest[end + 1..]);
            if value.trim_ascii_start().starts_with(b"required") {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
