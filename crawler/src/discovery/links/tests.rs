use super::*;
use crate::discovery::site::Breadth;

fn url(text: &str) -> Url {
    text.parse().expect("a URL")
}

fn site() -> SiteScope {
    SiteScope::new(url("https://www.a.example/"), Breadth::Host)
}

fn found(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let links = from_pairs(&site(), &url("https://www.a.example/ville/"), pairs.iter().copied());
    links.into_iter().map(|link| (link.url.into(), link.text)).collect()
}

fn pair(url: &str, text: &str) -> (String, String) {
    (url.to_owned(), text.to_owned())
}

#[test]
fn links_come_with_what_visitors_read() {
    assert_eq!(
        found(&[("/contact", "Nous\n  contacter"), ("plan", "Plan du site"), ("?q=1#haut", " Recherche ")]),
        [
            pair("https://www.a.example/contact", "Nous contacter"),
            pair("https://www.a.example/ville/plan", "Plan du site"),
            pair("https://www.a.example/ville/?q=1", "Recherche"),
        ]
    );
}

#[test]
fn other_sites_fragments_and_other_schemes_are_left_aside() {
    let addresses =
        ["https://b.example/", "#haut", "mailto:x@a.example", "javascript:void(0)", "tel:+33", ""];
    let pairs: Vec<_> = addresses.iter().chain(&["http://[bad"]).map(|address| (*address, "x")).collect();
    assert_eq!(found(&pairs), []);
}

#[test]
fn routes_of_an_application_are_pages_and_places_on_a_page_are_none() {
    let pairs = [
        ("#/contact", "Contact"),
        ("#!/plan", "Plan"),
        ("#/contact/", "Contact"),
        ("#/", "Accueil"),
        ("#contact", "Plus bas"),
        ("#/logout", "Quitter"),
    ];
    let expected = [("#/contact", "Contact"), ("#!/plan", "Plan")];
    assert_eq!(
        found(&pairs),
        expected.map(|(route, text)| pair(&format!("https://www.a.example/ville/{route}"), text))
    );
}

#[test]
fn one_page_under_one_text_is_one_link() {
    assert_eq!(found(&[("/x", "Lire"), ("http://a.example/x/", "Lire"), ("/x", "La page X")]).len(), 2);
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
    let numbers: Vec<String> = (0..2 * MOST_LINKS).map(|number| format!("/{number}")).collect();
    let pairs: Vec<_> = numbers.iter().map(|number| (number.as_str(), "x")).collect();
    assert_eq!(found(&pairs).len(), MOST_LINKS);
    assert_eq!(found(&[(&format!("/{}", "x".repeat(LONGEST_URL)), "x")]), []);
    let text = found(&[("/x", &"é".repeat(10_000))]);
    assert_eq!(text[0].1.chars().count(), LONGEST_TEXT);
}
