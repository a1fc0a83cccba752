//! Audio and video: media that start by themselves, their duration, and whether something in the page could stop them.

use crate::{Node, Page, page::fold, standards::words};

/// Longest sound that may start by itself without a control, in seconds (WCAG 1.4.2, RGAA 4.10).
pub const SHORT: f64 = 3.0;

/// Elements that may show a text that is not in the source.
const PICTURES: &[&str] = &["img", "svg", "canvas", "picture"];

/// `audio` and `video` elements that start to play by themselves, and are not known to be silent or muted.
pub fn starting_by_themselves(page: &Page) -> Vec<Node<'_>> {
    page.all(&["audio", "video"])
        .into_iter()
        .filter(|medium| starts_by_itself(*medium) && may_be_heard(*medium))
        .collect()
}

fn starts_by_itself(medium: Node<'_>) -> bool {
    medium.has_attribute("autoplay") && !medium.has_attribute("muted")
}

fn may_be_heard(medium: Node<'_>) -> bool {
    let told = medium.medium();
    told.is_none_or(|told| told.has_sound != Some(false) && !told.is_muted)
}

/// Whether the medium certainly has sound and is not muted.
pub fn is_heard(medium: Node<'_>) -> bool {
    medium.medium().is_some_and(|told| told.has_sound == Some(true) && !told.is_muted)
}

/// Seconds that play: those of the fragment `#t=from,to` of the address, or all; infinite with `loop`. `None` if
/// unknown.
pub fn seconds(medium: Node<'_>) -> Option<f64> {
    let told = medium.medium()?;
    let whole = f64::from(told.milliseconds?) / 1000.0;
    if medium.has_attribute("loop") { Some(f64::INFINITY) } else { part(&told.source, whole) }
}

/// The seconds that the fragment of an address selects, of `whole` seconds. `None` if the fragment gives times in
/// another form than plain seconds.
fn part(source: &str, whole: f64) -> Option<f64> {
    let fragment = source.split_once('#').map_or("", |(_, fragment)| fragment);
    let Some(times) = fragment.split('&').find_map(|pair| pair.strip_prefix("t=")) else {
        return Some(whole);
    };
    let (from, to) = times.split_once(',').unwrap_or((times, ""));
    let number = |text: &str, missing: f64| match text {
        "" => Some(missing),
        text => text.parse::<f64>().ok(),
    };
    let (from, to) = (number(from, 0.0)?, number(to, whole)?);
    Some((to.min(whole) - from).max(0.0))
}

/// Whether the medium's own controls are visible.
pub fn shows_controls(medium: Node<'_>) -> bool {
    medium.has_attribute("controls") && medium.is_visible()
}

/// Whether the page has no script, frame or embedded object, so that only a medium's own controls can stop it.
pub fn page_has_no_script(page: &Page) -> bool {
    let by_element = !page.all(&["script", "iframe", "frame", "object", "embed"]).is_empty();
    let by_attribute = |node: Node<'_>| {
        node.attributes()
            .any(|(name, value)| name.starts_with("on") || value.trim_start().starts_with("javascript:"))
    };
    !by_element && !page.elements().any(by_attribute)
}

/// Whether nothing in the page leads to other content or could reveal some: no link, form, button, `details`, dialog,
/// frame or script.
pub fn page_leads_nowhere(page: &Page) -> bool {
    let ways = ["a", "area", "button", "form", "details", "dialog"];
    page.all(&ways).is_empty() && page_has_no_script(page)
}

/// Whether the page has no text, and no picture or field that may show a text.
pub fn page_shows_no_text(page: &Page) -> bool {
    let pictures = ["img", "svg", "canvas", "input", "textarea", "picture"];
    page.all(&pictures).is_empty() && told_text(page).is_empty()
}

/// All text of the page that users may read or hear: text that is visible or reaches assistive technologies, the
/// elements that ARIA attributes reference, and the texts of attributes.
fn told_text(page: &Page) -> String {
    const TIES: &[&str] = &["aria-describedby", "aria-details", "aria-labelledby"];
    const TOLD: &[&str] = &["aria-label", "aria-description", "title"];
    let is_source =
        |text: &Node<'_>| text.parent().is_some_and(|above| above.is_one_of(&["script", "style", "title"]));
    let read = page.nodes().filter(|node| {
        node.is_text() && !is_source(node) && !is_fallback(*node) && (node.is_visible() || node.is_exposed())
    });
    let mut told: Vec<String> = read.map(|text| text.text().to_owned()).collect();
    for node in page.elements() {
        let tied = TIES.iter().flat_map(|name| node.referenced(name));
        told.extend(tied.map(|element| element.text_content()));
        told.extend(TOLD.iter().filter_map(|name| node.attribute(name)).map(str::to_owned));
    }
    fold(&told.join(" "))
}

/// Whether the text is inside a medium, where it is shown only by browsers that cannot play the medium.
fn is_fallback(text: Node<'_>) -> bool {
    text.ancestors().any(|above| above.is_one_of(&["audio", "video"]))
}

/// `audio` elements that play or can be played, and are not known to be silent.
pub fn offered_sounds(page: &Page) -> Vec<Node<'_>> {
    page.all(&["audio"]).into_iter().filter(|audio| is_offered(*audio) && !is_silent(*audio)).collect()
}

/// Visible `video` elements that play or can be played.
pub fn offered_films(page: &Page) -> Vec<Node<'_>> {
    page.all(&["video"]).into_iter().filter(|video| is_offered(*video) && video.is_visible()).collect()
}

/// Whether the medium certainly has no sound.
pub fn is_silent(medium: Node<'_>) -> bool {
    medium.medium().is_some_and(|told| told.has_sound == Some(false))
}

/// Whether the page has this medium and nothing else: no text, no picture, no other medium, nothing that leads
/// elsewhere.
pub fn is_alone(medium: Node<'_>) -> bool {
    let page = medium.page();
    page.all(&["audio", "video"]).len() == 1 && page_shows_no_text(page) && page_leads_nowhere(page)
}

/// Whether a text or a name in the page is one for which `speaks` holds. `None` if something other than text may say it
/// (a picture, a script, another page), or if the page is not in French or English.
pub fn announces(page: &Page, speaks: impl Fn(&str) -> bool) -> Option<bool> {
    let language = page.root_element()?.attribute("lang")?.trim().to_ascii_lowercase();
    let is_understood = ["fr", "en"].contains(&language.split('-').next().unwrap_or_default());
    if !is_understood || !page.all(PICTURES).is_empty() || !page_leads_nowhere(page) {
        return None;
    }
    let named =
        page.elements().any(|node| speaks(node.accessible_name()) && !node.is_one_of(&["audio", "video"]));
    Some(named || speaks(&told_text(page)))
}

/// Whether the page itself calls the sound spoken, and its whole text has less than one word for each second of it, too
/// few for a transcript. `false` also if something other than text may give the transcript.
pub fn is_told_too_shortly(sound: Node<'_>) -> bool {
    let page = sound.page();
    let Some(seconds) = seconds(sound).filter(|seconds| seconds.is_finite() && *seconds > SHORT) else {
        return false;
    };
    let is_only_source = page.all(&["audio", "video"]).len() == 1 && page_leads_nowhere(page);
    if !is_only_source || !page.all(PICTURES).is_empty() {
        return false;
    }
    let text = told_text(page);
    words::speaks_of_speech(&text) && (text.split(' ').count() as f64) < seconds
}

/// Whether the medium is loaded, has a known duration, and either plays by itself or has visible controls.
pub fn is_offered(medium: Node<'_>) -> bool {
    let plays = shows_controls(medium) || starts_by_itself(medium);
    plays && medium.medium().is_some_and(|told| told.milliseconds.is_some())
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_fragment_cuts_the_time_that_plays() {
        assert_eq!(part("https://ville.example/annonce.mp3", 30.0), Some(30.0));
        assert_eq!(part("annonce.mp3#t=8,10", 30.0), Some(2.0));
        assert_eq!(part("annonce.mp3#t=,2", 30.0), Some(2.0));
        assert_eq!(part("annonce.mp3#xywh=1,2&t=28", 30.0), Some(2.0));
        assert_eq!(part("annonce.mp3#t=40", 30.0), Some(0.0));
    }

    #[test]
    fn another_way_to_write_time_is_unknown() {
        assert_eq!(part("annonce.mp3#t=00:00:08", 30.0), None);
    }
}
