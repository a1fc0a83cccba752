//! What the code of scripts names: a script may begin to listen only once something is pressed, or ask a sensor by other
//! means than an event.

use super::sections::listened::Kind;
use crate::standards::word_list::{WordList, entries};

static FINGERS: WordList = WordList::new(|| entries(include_str!("../../data/words/finger-events.txt")));
static POINTERS: WordList = WordList::new(|| entries(include_str!("../../data/words/pointer-events.txt")));
static SENSORS: WordList = WordList::new(|| entries(include_str!("../../data/words/motion-sensors.txt")));

/// Kinds of events that this code may come to listen to: fingers, a mouse that moves, a device that moves. All of them
/// where it may fetch more code when something is pressed.
pub fn named(code: &str) -> Vec<Kind> {
    let code = code.to_lowercase();
    if code.contains("import(") {
        return vec![Kind::TouchMove, Kind::MouseMove, Kind::Motion];
    }
    let lists = [(Kind::TouchMove, &FINGERS), (Kind::MouseMove, &POINTERS), (Kind::Motion, &SENSORS)];
    let says = |list: &WordList| list.iter().any(|word| code.contains(word));
    lists.into_iter().filter(|(_, list)| says(list)).map(|(kind, _)| kind).collect()
}
