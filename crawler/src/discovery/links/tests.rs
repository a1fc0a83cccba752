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
fn parts_of_a_link_are_words_apart_and_what_is_not_shown_is_not_read() {
    let html = "<a href=/x><h3>Conseil</h3><p>Comptes rendus</p><noscript><img alt=x></noscript><style>a{}</style></a>";
    assert_eq!(found(html), [pair("https://www.a.example/x", "Conseil Comptes rendus")]);
}

#[test]
fn frames_are_links_to_what_they_show() {
    let html = "<frameset cols='20%,*'><frame src=menu.htm title=Menu><frame src=page.htm></frameset>";
    let expected = [("menu", "Menu"), ("page", "")];
    assert_eq!(
        found(html),
        expected.map(|(name, text)| pair(&format!("https://www.a.example/ville/{name}.htm"), text))
    );
}

#[test]
fn relative_links_start_from_the_base_of_the_page() {
    assert_eq!(found("<base href='/autre/'><a href=x>X</a>"), [pair("https://www.a.example/autre/x", "X")]);
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
    for address in ["/deconnexion", "/user/logout", "/?add-to-cart=3", "/wp-admin/x", "/article?replytocom=5"]
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
