//! Finds the media clips that the actions of an annotation play (ISO 32000-1, 12.6 and 13.2).

use super::{
    file::File,
    object::{Dictionary, Object},
    structure::list,
};
use crate::budget::Excess;

/// Greatest number of actions and renditions of one annotation that are read; real ones have one or two.
const MOST: usize = 64;

/// Media clips of the annotation's action, of the actions of its events, and of all actions that follow these.
pub fn clips(file: &File<'_>, annotation: &Dictionary) -> Result<Vec<Dictionary>, Excess> {
    let mut actions = vec![annotation.get("A").clone()];
    if let Object::Dictionary(events) = file.entry(annotation, "AA")? {
        actions.extend(events.iter().take(MOST).map(|(_, action)| action.clone()));
    }
    let mut renditions = Vec::new();
    for _ in 0..MOST {
        let Some(action) = actions.pop() else { break };
        let Object::Dictionary(action) = file.resolve(&action)? else { continue };
        actions.extend(list(&file.entry(&action, "Next")?).iter().take(MOST).cloned());
        renditions.push(action.get("R").clone());
    }
    let mut clips = Vec::new();
    for _ in 0..MOST {
        let Some(rendition) = renditions.pop() else { break };
        // A selector rendition contains other renditions (`R`), a media rendition contains a clip (`C`).
        let Object::Dictionary(rendition) = file.resolve(&rendition)? else { continue };
        renditions.extend(list(&file.entry(&rendition, "R")?).iter().take(MOST).cloned());
        clips.extend(file.entry(&rendition, "C")?.as_dictionary().cloned());
    }
    Ok(clips)
}
