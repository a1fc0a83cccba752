//! Links to other pages of the same site: from HTML, or from pairs of address and text that a capture gives.

use super::site::{Site, normalise, page_key};
use scraper::{ElementRef, Html, Selector};
use std::{collections::HashSet, sync::LazyLock};
use url::Url;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub url: Url,
    /// What a visitor reads, spaces made one; may be empty.
    pub text: String,
}

/// More links than this on one page are not looked at.
const MOST_LINKS: usize = 5_000;
const LONGEST_TEXT: usize = 200;
const LONGEST_URL: usize = 1_000;

/// Keeps the links that lead to pages of the site, the first of each text and page.
/// `base` is what relative addresses start from.
pub fn from_pairs<'a>(
    site: &Site,
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

/// The same, from the text of a page that came from `url`.
pub fn from_html(site: &Site, url: &Url, html: &str) -> Vec<Link> {
    let page = Html::parse_document(html);
    let base = page.select(&BASE).next().and_then(|base| base.value().attr("href"));
    let base = base.and_then(|href| url.join(href).ok()).unwrap_or_else(|| url.clone());
    let pairs: Vec<_> = page
        .select(&LINKS)
        .take(MOST_LINKS)
        .filter_map(|link| Some((link.value().attr("href")?, text_of(link))))
        .collect();
    from_pairs(site, &base, pairs.iter().map(|(href, text)| (*href, text.as_str())))
}

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href], area[href]"));
static BASE: LazyLock<Selector> = LazyLock::new(|| selector("base[href]"));
static PICTURES: LazyLock<Selector> = LazyLock::new(|| selector("img[alt]"));

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("selectors are part of the program and tested")
}

/// Enough to recognise a contact page by; the true accessible name comes with the capture.
fn text_of(link: ElementRef<'_>) -> String {
    let attribute = |name| link.value().attr(name).map(str::to_owned).filter(|text| !text.trim().is_empty());
    let written = || Some(link.text().collect::<String>()).filter(|text| !text.trim().is_empty());
    let pictured =
        || link.select(&PICTURES).find_map(|picture| picture.value().attr("alt").map(str::to_owned));
    attribute("aria-label")
        .or_else(written)
        .or_else(pictured)
        .or_else(|| attribute("alt"))
        .or_else(|| attribute("title"))
        .unwrap_or_default()
}

fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_TEXT).collect()
}

fn page(site: &Site, base: &Url, href: &str) -> Option<Url> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || href.len() > LONGEST_URL {
        return None;
    }
    let url = normalise(base.join(href).ok()?);
    (site.covers(&url) && is_page(&url)).then_some(url)
}

/// Neither a file, nor an action, nor one of endlessly many addresses a program makes up.
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

/// Parts of a path that end a session, change something or are no page for visitors.
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

/// Names in a query that act, print, sort or share.
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
    path.split('/').any(|part| ACTIONS.contains(&part)) || url.query_pairs().any(|(name, _)| named(&name))
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

/// A calendar has a page for each month of all time: `/agenda/2031/04`, `/events/2031-04-02`.
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

/// Relative links that lead ever deeper: `/a/b/a/b/a/b`.
fn repeats(parts: &[&str]) -> bool {
    parts.iter().any(|part| parts.iter().filter(|other| *other == part).count() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discovery::site::Breadth;

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    fn site() -> Site {
        Site::new(url("https://www.a.example/"), Breadth::Host)
    }

    fn found(html: &str) -> Vec<(String, String)> {
        let links = from_html(&site(), &url("https://www.a.example/ville/"), html);
        links.into_iter().map(|link| (link.url.into(), link.text)).collect()
    }

    fn pair(url: &str, text: &str) -> (String, String) {
        (url.to_owned(), text.to_owned())
    }

    #[test]
    fn links_come_with_what_visitors_read() {
        let html =
            "<a href='/contact'>Nous\n <b>contacter</b></a> <a href=plan><img alt='Plan du site' src=p></a>
            <a href='?q=1#haut' aria-label='Recherche'>🔍</a> <area href=/carte alt=Carte>";
        assert_eq!(
            found(html),
            [
                pair("https://www.a.example/contact", "Nous contacter"),
                pair("https://www.a.example/ville/plan", "Plan du site"),
                pair("https://www.a.example/ville/?q=1", "Recherche"),
                pair("https://www.a.example/carte", "Carte"),
            ]
        );
    }

    #[test]
    fn relative_links_start_from_the_base_of_the_page() {
        assert_eq!(
            found("<base href='/autre/'><a href=x>X</a>"),
            [pair("https://www.a.example/autre/x", "X")]
        );
        assert_eq!(found("<base href='https://b.example/'><a href=x>X</a>"), []);
    }

    #[test]
    fn other_sites_fragments_and_other_schemes_are_left_aside() {
        let html = "<a href='https://b.example/'>B</a><a href='#haut'>Haut</a><a href='mailto:x@a.example'>M</a>
            <a href='javascript:void(0)'>J</a><a href='tel:+33'>T</a><a href=''>vide</a><a href='http://[bad'>x</a>";
        assert_eq!(found(html), []);
    }

    #[test]
    fn one_page_under_one_text_is_one_link() {
        let html = "<a href=/x>Lire</a><a href='http://a.example/x/'>Lire</a><a href=/x>La page X</a>";
        assert_eq!(found(html).len(), 2);
    }

    #[test]
    fn files_are_no_pages() {
        assert!(!is_page(&url("https://a.example/plan.PDF")));
        assert!(!is_page(&url("https://a.example/photo.jpg?taille=2")));
        assert!(is_page(&url("https://a.example/index.php")));
        assert!(is_page(&url("https://a.example/v2.0/accueil")));
    }

    #[test]
    fn nothing_is_logged_out_bought_or_deleted() {
        for address in
            ["/deconnexion", "/user/logout", "/?add-to-cart=3", "/wp-admin/x", "/article?replytocom=5"]
        {
            assert!(!is_page(&url(&format!("https://a.example{address}"))), "{address}");
        }
        assert!(is_page(&url("https://a.example/connexion")));
    }

    #[test]
    fn calendars_and_circles_have_an_end() {
        for address in [
            "/agenda/2031/04",
            "/evenements/2031-04-02/",
            "/agenda?mois=4",
            "/a/b/a/b/a/b",
            "/?a=1&b=2&c=3&d=4&e=5",
        ] {
            assert!(!is_page(&url(&format!("https://a.example{address}"))), "{address}");
        }
        for address in
            ["/agenda", "/agenda/fete-de-la-musique", "/2024/04/conseil-municipal", "/evenements/19e-salon"]
        {
            assert!(is_page(&url(&format!("https://a.example{address}"))), "{address}");
        }
    }

    #[test]
    fn a_page_of_links_without_end_is_cut() {
        let html: String = (0..2 * MOST_LINKS).map(|n| format!("<a href=/{n}>{n}</a>")).collect();
        assert_eq!(found(&html).len(), MOST_LINKS);
        assert_eq!(found(&format!("<a href='/{}'>x</a>", "x".repeat(LONGEST_URL))), []);
        let text = found(&format!("<a href='/x'>{}</a>", "é".repeat(10_000)));
        assert_eq!(text[0].1.chars().count(), LONGEST_TEXT);
    }
}
