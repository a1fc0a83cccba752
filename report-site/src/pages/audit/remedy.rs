//! The code of an element before and after the correction. Added code is at its place in the element, and texts that
//! only a person knows are described in brackets. The table `data/patches.tsv` gives the correction for each reason.

mod change;
mod data;
mod markup;
mod table;

use crate::{colour, language::Say, text::Text};
use rules::{audit::Finding, messages::Language};
use serde::Serialize;
use table::Patch;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Remedy {
    pub before: Text,
    pub after: Text,
    /// The colour to write, for a text with too little contrast.
    pub colour: Option<ColourRemedy>,
}

/// Colours before and after, as `#rrggbb`. They were parsed, or written by this program, so they are safe in
/// attributes.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ColourRemedy {
    pub text: String,
    pub ground: String,
    pub nearest: String,
    /// «4,56:1»
    pub ratio: String,
}

const MOST: usize = 600;
/// Room for two choices, each with a comment that says when it applies.
const MOST_AFTER: usize = 2 * MOST + 200;

impl Remedy {
    /// The remedy of a finding. `None` if the defect cannot be corrected by changing a line of code.
    pub fn from_finding(finding: &Finding, language: Language) -> Option<Self> {
        if finding.data.contains_key("ground") {
            return Self::of_contrast(finding, language);
        }
        let applied = |patch: &Patch| {
            let (before, after) = patch.applied(finding, language)?;
            Some((before, chosen(patch.when(language), &after)))
        };
        // If one of the choices cannot be shown, none is: the others would be taken for the only ones.
        let choices: Option<Vec<_>> = table::patches(&finding.reason).iter().map(applied).collect();
        let (before, after): (Vec<_>, Vec<_>) = choices?.into_iter().unzip();
        let before = before.first()?;
        Some(Self {
            before: Text::capped(before, MOST),
            after: Text::capped(&after.join("\n\n"), MOST_AFTER),
            colour: None,
        })
    }

    /// The colours of a remedy. Only for reasons that give both colours and the required contrast.
    fn of_contrast(finding: &Finding, language: Language) -> Option<Self> {
        let told = |name: &str| finding.data.get(name).map(String::as_str);
        let (text, ground) = (told("text")?, told("ground")?);
        let limit: f64 = told("limit")?.replace(',', ".").parse().ok()?;
        let (nearest, ratio) = colour::nearest(text, ground, limit)?;
        // Both texts are colours, because they were parsed as such.
        Some(Self {
            before: Text::line(&format!("color: {text};")),
            after: Text::line(&format!("color: {nearest};")),
            colour: Some(ColourRemedy {
                text: text.to_owned(),
                ground: ground.to_owned(),
                nearest,
                ratio: format!("{ratio:.2}:1").replace('.', language.t(",", ".")),
            }),
        })
    }
}

/// The code, under a comment that says when it is the right one.
fn chosen(when: &str, after: &str) -> String {
    if when.is_empty() { after.to_owned() } else { format!("<!-- {when} -->\n{after}") }
}

#[cfg(test)]
mod tests;
