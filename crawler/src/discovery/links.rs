//! Links to other pages of the same site, from the pairs of address and text in a captured page.

use super::site::{SiteScope, normalise, page_key, route};
use std::collections::HashSet;
use url::Url;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub url: Url,
    /// The visible text, with spaces normalised; may be empty.
    pub text: String,
}

/// Most links of one page that are examined.
const MOST_LINKS: usize = 5_000;
const LONGEST_TEXT: usize = 200;
const LONGEST_URL: usize = 1_000;

/// Keeps the links to pages of the site, the first for each text and page. `base` is the base of relative addresses.
pub fn from_pairs<'a>(
    site: &SiteScope,
    base: &Url,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<Link> {
    let mut seen = HashSet::new();
    let links = pairs.into_iter().take(MOST_LINKS).filter_map(|(href, text)| {
        let url = page(site, base, href)?;
        let text = one_line(text);
        seen.insert((page_key(&url), text.clone())).then_some(Link { url, text })
    });
    links.collect()
}

fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_TEXT).collect()
}

fn page(site: &SiteScope, base: &Url, href: &str) -> Option<Url> {
    let href = href.trim();
    if href.is_empty() || href.len() > LONGEST_URL {
        return None;
    }
    let url = normalise(base.join(href).ok()?);
    if href.starts_with('#') && route(&url).is_none() {
        return None;
    }
    (site.covers(&url) && is_page(&url)).then_some(url)
}

/// Whether the address is that of a page, and not of a file, an action, or one of endlessly many generated addresses.
pub fn is_page(url: &Url) -> bool {
    !is_file(url) && !is_action(url) && !is_trap(url)
}

const FILES: &str = "7z aac apk avi avif bmp bz2 css csv dmg doc docm docx dot eot eps epub exe flac gif gml gpx gz \
    ics ico iso jpeg jpg js json jsonld kml kmz m3u m4a m4v md mid mkv mov mp3 mp4 mpeg mpg msi odg odp ods odt oga \
    ogg ogv otf pdf png pps ppsx ppt pptx ps psd rar rdf rss rtf shp svg swf tar tgz tif tiff ttf txt vcf wav webm \
    webmanifest webp wma wmv woff woff2 xls xlsm xlsx xml xsd zip";

fn is_file(url: &Url) -> bool {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    FILES.split_whitespace().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Parts of paths that end a session, change something, or are no pages for visitors.
const ACTIONS: &[&str] = &[
    "logout",
    "log-out",
    "signout",
    "sign-out",
    "logoff",
    "deconnexion",
    "deconnecter",
    "se-deconnecter",
    "unsubscribe",
    "desinscription",
    "delete",
    "supprimer",
    "wp-admin",
    "wp-json",
    "xmlrpc.php",
    "feed",
    "cgi-bin",
    "cdn-cgi",
    "print",
    "imprimer",
];

/// Names of parameters that trigger an action, print, sort or share.
const ACTING_NAMES: &[&str] = &[
    "action",
    "add-to-cart",
    "logout",
    "replytocom",
    "share",
    "print",
    "imprimer",
    "format",
    "output",
    "sort",
    "order",
    "orderby",
    "tri",
    "returnurl",
    "redirect",
    "redirect_to",
    "destination",
];

fn is_action(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let named = |name: &str| ACTING_NAMES.contains(&name.to_ascii_lowercase().as_str());
    let route = route(url).unwrap_or_default().to_ascii_lowercase();
    path.split('/').chain(route.split('/')).any(|part| ACTIONS.contains(&part))
        || url.query_pairs().any(|(name, _)| named(&name))
}

const DATED_NAMES: &[&str] = &[
    "date",
    "day",
    "month",
    "year",
    "jour",
    "mois",
    "annee",
    "week",
    "semaine",
    "tribe-bar-date",
    "cal",
    "calendar",
];
const MOST_PARAMETERS: usize = 4;
const MOST_PARTS: usize = 12;

fn is_trap(url: &Url) -> bool {
    let parts: Vec<_> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let dated = url.query_pairs().any(|(name, _)| DATED_NAMES.contains(&name.to_ascii_lowercase().as_str()));
    dated
        || url.query_pairs().count() > MOST_PARAMETERS
        || parts.len() > MOST_PARTS
        || is_calendar(&parts)
        || repeats(&parts)
}

/// Whether the path is in a calendar, which has a page for each month of all time: `/agenda/2031/04`,
/// `/events/2031-04-02`.
fn is_calendar(parts: &[&str]) -> bool {
    let calendar = |part: &&str| {
        let part = part.to_ascii_lowercase();
        ["agenda", "calendrier", "calendar", "events", "evenements"].contains(&part.as_str())
    };
    let after = parts.iter().position(calendar).map(|at| &parts[at + 1..]).unwrap_or_default();
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let is_date = |part: &&str| {
        let (year, rest) = part.split_at_checked(4).unwrap_or_default();
        is_year(year)
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    after.len() <= 3 && after.first().is_some_and(is_date)
}

/// Whether parts of the path repeat, because of wrong relative links: `/a/b/a/b/a/b`.
fn repeats(parts: &[&str]) -> bool {
    parts.iter().any(|part| parts.iter().filter(|other| *other == part).count() > 2)
}

#[cfg(test)]
mod tests;
