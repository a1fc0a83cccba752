//! Kinds of events that the code of scripts names. A script may add its listeners only after a button is pressed, or
//! read a sensor without an event.

use super::sections::listened::Kind;
use crate::standards::word_list::{WordList, entries};

static FINGERS: WordList = WordList::new(|| entries(include_str!("../../data/words/finger-events.txt")));
static POINTERS: WordList = WordList::new(|| entries(include_str!("../../data/words/pointer-events.txt")));
static SENSORS: WordList = WordList::new(|| entries(include_str!("../../data/words/motion-sensors.txt")));

/// Kinds of events that this code may listen to later: touch, mouse movement, device motion. All of them if it may
/// import more code.
pub fn named(code: &str) -> Vec<Kind> {
    let code = code.to_lowercase();
    if code.contains("import(") {
        return vec![Kind::TouchMove, Kind::MouseMove, Kind::Motion];
    }
    let lists = [(Kind::TouchMove, &FINGERS), (Kind::MouseMove, &POINTERS), (Kind::Motion, &SENSORS)];
    let says = |list: &WordList| list.iter().any(|word| code.contains(word));
    lists.into_iter().filter(|(_, list)| says(list)).map(|(kind, _)| kind).collect()
}
