//! The text of a page in the parts that are read: lines of a page, sentences of a line, words of a sentence, and
//! patterns of words.

mod dates;
mod layout;
mod lines;
mod numbers;
mod pattern;
mod phrase;

pub use dates::PartialDate;
pub(super) use dates::{dates_from, dates_in, years_in};
pub(super) use lines::{Line, LinkInLine, Region, lines};
pub use numbers::Percent;
pub(super) use pattern::{Captured, Hit, Pattern, PatternError, is_light};
pub(super) use phrase::{Phrase, fold_words, sentences};
