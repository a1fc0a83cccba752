//! French and English word lists, such as placeholders that people and programs write instead of a name. Texts are
//! compared in a folded form.
//!
//! The functions by which texts fail («placeholder», «generic») match whole texts only. A text with one more word is
//! not matched, because it may say something.

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

/// Whether a link text says nothing about the target of the link, apart from a note on a new window. The context of the
/// link may still tell the target.
pub fn is_generic_link(text: &str) -> bool {
    List::GenericLinks.holds(&without_window_note(&normalise(text)))
}

/// Whether the text alternative of an image only says that there is an image, or is a placeholder left by a program.
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

/// Whether the text contains the name of a colour, as a whole word.
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

/// Whether a path or address ends with the extension of an office document, a publication or an archive.
pub fn has_document_extension(address: &str) -> bool {
    patterns::extension(address).is_some_and(|extension| List::DocumentExtensions.holds(&extension))
}

/// Whether a path or address ends with the extension of an audio or video file.
pub fn has_media_extension(address: &str) -> bool {
    patterns::extension(address).is_some_and(|extension| List::MediaExtensions.holds(&extension))
}

/// Whether the host belongs to a social network, where addresses without an extension are pages.
pub fn is_social_host(host: &str) -> bool {
    List::SocialHosts.holds_host(host)
}

/// Whether a host, such as «www.youtube.com», is known to serve audio or video.
pub fn is_media_host(host: &str) -> bool {
    List::MediaHosts.holds_host(host)
}

/// Whether a form field with this `name` or `id` is a search field.
pub fn is_search_field_name(name: &str) -> bool {
    List::SearchFields.holds(&normalise(name))
}

/// Whether a text mentions keys or the keyboard. It errs towards `true` on purpose.
pub fn speaks_of_keys(text: &str) -> bool {
    List::Keys.is_inside(&normalise(text))
}

/// Whether a text mentions sound or listening. It errs towards `true` on purpose.
pub fn speaks_of_sound(text: &str) -> bool {
    List::Sound.is_inside(&normalise(text))
}

/// Whether a text mentions films or watching. It errs towards `true` on purpose.
pub fn speaks_of_film(text: &str) -> bool {
    List::Film.is_inside(&normalise(text))
}

/// Whether a text mentions speech.
pub fn speaks_of_speech(text: &str) -> bool {
    List::Speech.is_inside(&normalise(text))
}

/// Whether a text announces advertising.
pub fn announces_advertising(text: &str) -> bool {
    List::Advertising.is_inside(&normalise(text))
}

/// Whether a label certainly names no data that a user could type, because it is in the list of such labels.
pub fn names_no_data(label: &str) -> bool {
    List::LabelsNamingNoData.holds(&normalise(label))
}

/// Whether a folded word in an error message says only that there is an error.
pub fn is_vague_error_word(word: &str) -> bool {
    List::VagueErrorWords.holds(word)
}

/// Whether a heading begins with words that announce search results.
pub fn announces_results(heading: &str) -> bool {
    let folded = format!("{} ", normalise(heading));
    List::SearchResults.longest_first().iter().any(|entry| folded.starts_with(&format!("{entry} ")))
}

/// Brand names in the text that are the same in every language, such as «Facebook».
pub fn marks_in(text: &str) -> Vec<&'static str> {
    List::Marks.found_in(&normalise(text))
}

fn is_placeholder(text: &str, list: List) -> bool {
    let folded = normalise(text);
    List::Placeholders.holds(&folded) || list.holds(&folded)
}

/// The folded text without notes on new windows at its beginning and its end.
fn without_window_note(folded: &str) -> String {
    let mut text = folded;
    // The longest note comes first. Otherwise «new window» would be removed from «opens in a new window» and leave
    // «opens in a».
    for note in List::NewWindow.longest_first() {
        let head = text.strip_prefix(note.as_str()).and_then(|rest| rest.strip_prefix(' '));
        let tail = text.strip_suffix(note.as_str()).and_then(|rest| rest.strip_suffix(' '));
        text = tail.or(head).unwrap_or(text);
    }
    text.to_owned()
}
