//! Words that people and programs put where a name should be: French and English lists, compared in a folded form.
//!
//! Every function that accuses («placeholder», «generic») matches whole texts only: a text with one more word is
//! given the benefit of the doubt.

mod fold;
mod kin;
mod lists;
mod patterns;
mod prose;
mod sending;
#[cfg(test)]
mod tests;
mod topics;

pub use fold::normalise;
pub use kin::speaks_of_its_kin;
pub use patterns::{
    has_emoji, is_camera_name, is_editor_leftover, is_file_name, is_only_punctuation, is_opaque_identifier,
    is_url,
};
pub use prose::is_plain_prose;
pub use sending::{Thing, sent_to};
pub use topics::{is_of_another_topic, misses_its_topic};

use lists::List;

/// Whether a link text says nothing of where the link leads, notes on new windows apart. Its context may still do.
pub fn is_generic_link(text: &str) -> bool {
    List::GenericLinks.holds(&without_window_note(&normalise(text)))
}

/// Whether an image's alternative only says that there is an image, or is a leftover of a program.
pub fn is_placeholder_image_name(text: &str) -> bool {
    is_placeholder(text, List::PlaceholderImages)
}

pub fn is_placeholder_frame_title(text: &str) -> bool {
    is_placeholder(text, List::PlaceholderFrames)
}

pub fn is_placeholder_page_title(text: &str) -> bool {
    is_placeholder(text, List::PlaceholderPageTitles)
}

pub fn is_placeholder_heading(text: &str) -> bool {
    is_placeholder(text, List::PlaceholderHeadings)
}

pub fn is_placeholder_button_name(text: &str) -> bool {
    is_placeholder(text, List::PlaceholderButtons)
}

pub fn is_placeholder_field_label(text: &str) -> bool {
    is_placeholder(text, List::PlaceholderFields)
}

/// Whether the text names a colour, as a whole word.
pub fn names_a_colour(text: &str) -> bool {
    List::Colours.is_inside(&normalise(text))
}

/// Whether the text announces a site map.
pub fn announces_site_map(text: &str) -> bool {
    List::SiteMap.is_inside(&normalise(text))
}

/// Whether the text announces a search.
pub fn announces_search(text: &str) -> bool {
    List::Search.is_inside(&normalise(text))
}

/// Whether the text marks a field as mandatory, by a word or an asterisk.
pub fn marks_as_required(text: &str) -> bool {
    text.contains(['*', '∗', '＊', '⁎', '﹡']) || List::RequiredMarks.is_inside(&normalise(text))
}

/// Whether a path or address leads to an office, publication or archive file.
pub fn has_document_extension(address: &str) -> bool {
    patterns::extension(address).is_some_and(|extension| List::DocumentExtensions.holds(&extension))
}

/// Whether a path or address leads to an audio or video file.
pub fn has_media_extension(address: &str) -> bool {
    patterns::extension(address).is_some_and(|extension| List::MediaExtensions.holds(&extension))
}

/// Whether the host is one of a social network, where addresses without an ending are pages.
pub fn is_social_host(host: &str) -> bool {
    List::SocialHosts.holds_host(host)
}

/// Whether a host, such as «www.youtube.com», is known for audio or video.
pub fn is_media_host(host: &str) -> bool {
    List::MediaHosts.holds_host(host)
}

/// Whether a form field of that `name` or `id` is one for searching.
pub fn is_search_field_name(name: &str) -> bool {
    List::SearchFields.holds(&normalise(name))
}

/// Whether a text speaks of keys or of the keyboard. Finds too much on purpose.
pub fn speaks_of_keys(text: &str) -> bool {
    List::Keys.is_inside(&normalise(text))
}

/// Whether a text speaks of sound or of listening. Finds too much on purpose.
pub fn speaks_of_sound(text: &str) -> bool {
    List::Sound.is_inside(&normalise(text))
}

/// Whether a text speaks of films or of watching. Finds too much on purpose.
pub fn speaks_of_film(text: &str) -> bool {
    List::Film.is_inside(&normalise(text))
}

/// Whether a text calls something spoken.
pub fn speaks_of_speech(text: &str) -> bool {
    List::Speech.is_inside(&normalise(text))
}

/// Whether a text announces advertising.
pub fn announces_advertising(text: &str) -> bool {
    List::Advertising.is_inside(&normalise(text))
}

/// Whether a label names no data that could be typed: the name of a button, of a thing, of nothing.
pub fn names_no_data(label: &str) -> bool {
    List::LabelsNamingNoData.holds(&normalise(label))
}

/// Whether a word, folded, says no more in an error message than that there is an error.
pub fn is_vague_error_word(word: &str) -> bool {
    List::VagueErrorWords.holds(word)
}

/// Whether a heading begins by announcing what was found.
pub fn announces_results(heading: &str) -> bool {
    let folded = format!("{} ", normalise(heading));
    List::SearchResults.longest_first().iter().any(|entry| folded.starts_with(&format!("{entry} ")))
}

/// Names in the text that are written alike everywhere, as «Facebook».
pub fn marks_in(text: &str) -> Vec<&'static str> {
    List::Marks.found_in(&normalise(text))
}

fn is_placeholder(text: &str, list: List) -> bool {
    let folded = normalise(text);
    List::Placeholders.holds(&folded) || list.holds(&folded)
}

/// The folded text without the notes on new windows at its ends.
fn without_window_note(folded: &str) -> String {
    let mut text = folded;
    // The longest note first, so that «opens in a new window» does not leave «opens in a» behind.
    for note in List::NewWindow.longest_first() {
        let head = text.strip_prefix(note.as_str()).and_then(|rest| rest.strip_prefix(' '));
        let tail = text.strip_suffix(note.as_str()).and_then(|rest| rest.strip_suffix(' '));
        text = tail.or(head).unwrap_or(text);
    }
    text.to_owned()
}
