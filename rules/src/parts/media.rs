//! Sounds and films: what starts by itself, how long it lasts, and whether something in the page could stop it.

use crate::{Node, Page, page::fold, standards::words};

/// From which duration a sound that starts by itself must be controllable, in seconds (WCAG 1.4.2, RGAA 4.10).
pub const SHORT: f64 = 3.0;

/// Elements that may hold a text that cannot be read.
const PICTURES: &[&str] = &["img", "svg", "canvas", "picture"];

/// `audio` and `video` elements that start to play without being asked, and may be heard as far as is known.
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

/// Whether the medium certainly holds sound that is not muted.
pub fn is_heard(medium: Node<'_>) -> bool {
    medium.medium().is_some_and(|told| told.has_sound == Some(true) && !told.is_muted)
}

/// Seconds that play on the first run: those of the fragment `#t=from,to` of the address, or all.
pub fn seconds(medium: Node<'_>) -> Option<f64> {
    let told = medium.medium()?;
    let whole = f64::from(told.milliseconds?) / 1000.0;
    if medium.has_attribute("loop") { Some(f64::INFINITY) } else { part(&told.source, whole) }
}

/// `None` where the fragment speaks of time in another form than plain seconds.
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

/// Whether its own controls can be seen.
pub fn shows_controls(medium: Node<'_>) -> bool {
    medium.has_attribute("controls") && medium.is_visible()
}

/// Whether the page has no script or frame, so that only the element's own controls can stop it.
pub fn page_has_no_script(page: &Page) -> bool {
    let by_element = !page.all(&["script", "iframe", "frame", "object", "embed"]).is_empty();
    let by_attribute = |node: Node<'_>| {
        node.attributes()
            .any(|(name, value)| name.starts_with("on") || value.trim_start().starts_with("javascript:"))
    };
    !by_element && !page.elements().any(by_attribute)
}

/// Whether nothing in the page leads elsewhere or could reveal more: no link, form, button, frame or script.
pub fn page_leads_nowhere(page: &Page) -> bool {
    let ways = ["a", "area", "button", "form", "details", "dialog"];
    page.all(&ways).is_empty() && page_has_no_script(page)
}

/// Whether there is nothing to read in the page and no picture that may hold a text.
pub fn page_shows_no_text(page: &Page) -> bool {
    let pictures = ["img", "svg", "canvas", "input", "textarea", "picture"];
    page.all(&pictures).is_empty() && told_text(page).is_empty()
}

/// All that people may read or be told in the page: what is seen, what only assistive technologies are given, and what a medium is
/// tied to wherever it stands.
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

/// Whether the text is the content of a medium for browsers that cannot play it.
fn is_fallback(text: Node<'_>) -> bool {
    text.ancestors().any(|above| above.is_one_of(&["audio", "video"]))
}

/// Sounds that people can play and that are not known to be silent.
pub fn offered_sounds(page: &Page) -> Vec<Node<'_>> {
    page.all(&["audio"]).into_iter().filter(|audio| is_offered(*audio) && !is_silent(*audio)).collect()
}

/// Films that people can play and see.
pub fn offered_films(page: &Page) -> Vec<Node<'_>> {
    page.all(&["video"]).into_iter().filter(|video| is_offered(*video) && video.is_visible()).collect()
}

/// Whether the medium certainly holds no sound.
pub fn is_silent(medium: Node<'_>) -> bool {
    medium.medium().is_some_and(|told| told.has_sound == Some(false))
}

/// Whether the page holds this medium and nothing else: no text, no picture, no other medium, no way elsewhere.
pub fn is_alone(medium: Node<'_>) -> bool {
    let page = medium.page();
    page.all(&["audio", "video"]).len() == 1 && page_shows_no_text(page) && page_leads_nowhere(page)
}

/// Whether the page says something of this kind. `None` where more than its text may say it, or where its language is not
/// one of those that are understood here.
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

/// Whether the page itself calls the sound spoken, and its whole text has less than one word for each second, too few
/// to give what is said. `false` also where more than the text may give it.
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

/// Whether a user can play the medium or it plays by itself, and it is loaded and has an end.
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
