//! Predicates on media: players, drawings that move, links to sound and video.

use super::{Predicate, marks::host, scan::Scan, signs::Sign};
use crate::{Node, parts::links, standards::words};

pub static ALL: &[(&str, Predicate)] = &[
    ("time-based-media", no_time_based_media),
    ("non-time-based-media", no_other_media),
    ("any-media", no_media),
    ("caption-track", |scan| !scan.has(&["track"]) && no_mark(scan, Sign::Player)),
];

pub(super) fn no_media(scan: &Scan<'_>) -> bool {
    no_time_based_media(scan) && no_other_media(scan)
}

fn no_time_based_media(scan: &Scan<'_>) -> bool {
    !scan.has(&["audio", "video", "bgsound", "applet", "canvas"])
        && scan.named(&["object", "embed"]).all(is_surely_still)
        && !scan.has_moving_drawing()
        && !scan.links.iter().any(|link| leads_to_media(link.node))
        && no_mark(scan, Sign::Player)
        && !scan.marks.iter().any(|text| words::has_media_extension(text))
}

fn no_mark(scan: &Scan<'_>, sign: Sign) -> bool {
    !scan.marks.iter().any(|text| sign.is_in_any_case(text))
}

fn no_other_media(scan: &Scan<'_>) -> bool {
    !scan.has(&["object", "embed", "applet", "canvas", "svg"])
        && !scan.has_role(&["application"])
        && no_mark(scan, Sign::Map)
}

fn is_surely_still(node: Node<'_>) -> bool {
    is_surely_picture(node) || node.attribute_is("type", "application/pdf")
}

/// Whether an `object` or `embed` declares itself a picture of a kind that contains no document.
pub(super) fn is_surely_picture(node: Node<'_>) -> bool {
    let kind = node.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.starts_with("image/") && !kind.starts_with("image/svg")
}

/// Names of media formats, in lower case, that a link may contain in its texts when its address has no extension.
const FORMATS: &[&str] = &[
    "aac", "avi", "flac", "flv", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "ogg", "ogv",
    "wav", "webm", "wma", "wmv",
];

fn leads_to_media(link: Node<'_>) -> bool {
    let texts = [link.accessible_name(), link.attribute("title").unwrap_or_default()];
    let names_format = |text: &&str| {
        let mut words = text.split(|character: char| !character.is_alphanumeric());
        words.any(|word| FORMATS.iter().any(|format| format.eq_ignore_ascii_case(word)))
    };
    let kind = link.attribute("type").unwrap_or_default().trim_start().to_ascii_lowercase();
    let told = kind.starts_with("audio/") || kind.starts_with("video/");
    let saved_as = link.attribute("download").is_some_and(words::has_media_extension);
    if told || saved_as || texts.iter().any(names_format) || names_format(&link.text_content().as_str()) {
        return true;
    }
    let Some(address) = links::address(link) else { return false };
    words::has_media_extension(address) || host(address).is_some_and(words::is_media_host)
}
