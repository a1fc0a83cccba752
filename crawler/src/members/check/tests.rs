use super::*;
use crate::{
    egress::{Policy, tests::Names},
    fetch::tests::{Shelf, answer},
    frontier::{Limits, Politeness},
};
use http::StatusCode;

fn checker(shelf: Shelf) -> Checker<Shelf> {
    let guard = Guard::with_lookup(Policy::public(), Names::answering(&["1.1.1.1"]));
    let free = Limits { between_visits: Duration::ZERO, at_once: 64 };
    let turnstile = Turnstile::start(Politeness { host: free, address: free });
    let mut checker = Checker::new(shelf, Arc::new(guard), turnstile, "Observatoire".to_owned());
    checker.again_after = Duration::ZERO;
    checker
}

const PAGE: &str = "text/html";

async fn look(shelf: Shelf, url: &str) -> Option<FoundDefect> {
    checker(shelf).look(&url.parse().expect("a URL")).await
}

fn failing(urls: &[&str], error: &FetchError) -> Shelf {
    let mut shelf = Shelf::default();
    urls.iter().for_each(|url| shelf.set(url, Err(error.clone())));
    shelf
}

fn egress(cause: Cause) -> FetchError {
    FetchError::Egress { cause, message: "told by the guard".to_owned() }
}

/// All requests that are made to find the site of a.fr.
const EVERYWHERE: [&str; 8] = [
    "https://a.fr/robots.txt",
    "https://a.fr/",
    "https://www.a.fr/robots.txt",
    "https://www.a.fr/",
    "http://a.fr/robots.txt",
    "http://a.fr/",
    "http://www.a.fr/robots.txt",
    "http://www.a.fr/",
];

#[tokio::test]
async fn a_good_address_has_no_defect() {
    let mut shelf = Shelf::default();
    shelf.put("https://a.fr/", PAGE, "<h1>Bienvenue</h1>");
    assert_eq!(look(shelf, "https://a.fr/").await, None);
}

#[tokio::test]
async fn a_name_that_is_gone_is_dead_and_its_twin_is_told_where_it_answers() {
    let shelf = failing(&EVERYWHERE, &egress(Cause::Dns));
    assert_eq!(look(shelf, "https://a.fr/").await, Some((Defect::Dead, "ce nom n’existe pas".to_owned())));
    let mut shelf = failing(&EVERYWHERE[..2], &egress(Cause::Dns));
    shelf.put("https://www.a.fr/", PAGE, "<h1>Bienvenue</h1>");
    let (defect, detail) = look(shelf, "https://a.fr/").await.expect("a defect");
    assert_eq!(
        (defect, detail.as_str()),
        (Defect::Dead, "ce nom n’existe pas ; le site répond à https://www.a.fr/")
    );
}

#[tokio::test]
async fn a_page_that_is_gone_is_dead_and_a_site_in_trouble_is_not() {
    for (status, dead) in [(404, true), (410, true), (500, false), (503, false), (403, false), (429, false)] {
        let mut shelf = Shelf::default();
        let status = StatusCode::from_u16(status).expect("a status");
        shelf.set("https://a.fr/", Ok(answer("https://a.fr/", status, "")));
        assert_eq!(look(shelf, "https://a.fr/").await.is_some(), dead, "{status}");
    }
}

#[tokio::test]
async fn whom_robots_txt_keeps_away_tells_nothing() {
    let mut shelf = Shelf::default();
    shelf.put("https://a.fr/robots.txt", "text/plain", "User-agent: Observatoire\nDisallow: /\n");
    shelf.set("https://a.fr/", Ok(answer("https://a.fr/", StatusCode::NOT_FOUND, "")));
    assert_eq!(look(shelf, "https://a.fr/").await, None);
}

#[tokio::test]
async fn an_address_of_another_site_is_told_and_one_of_the_same_is_not() {
    let mut shelf = Shelf::default();
    shelf.set("https://a.fr/", Ok(answer("https://agglo.fr/communes/a", StatusCode::OK, "")));
    assert_eq!(look(shelf, "https://a.fr/").await.map(|found| found.0), Some(Defect::Moved));
    let mut shelf = Shelf::default();
    shelf.set("https://a.fr/", Ok(answer("https://www.a.fr/accueil", StatusCode::OK, "")));
    assert_eq!(look(shelf, "https://a.fr/").await, None);
}

#[tokio::test]
async fn http_is_told_by_what_the_site_can_do() {
    let with = |https: Option<Result<StatusCode, FetchError>>| {
        let mut shelf = Shelf::default();
        shelf.put("http://a.fr/", PAGE, "<h1>Bienvenue</h1>");
        match https {
            Some(Ok(status)) => shelf.set("https://a.fr/", Ok(answer("https://a.fr/", status, ""))),
            Some(Err(error)) => shelf.set("https://a.fr/", Err(error)),
            None => {}
        }
        shelf
    };
    let tls = FetchError::Tls { message: "certificate expired".to_owned() };
    let defect = async |shelf| look(shelf, "http://a.fr/").await.map(|found| found.0);
    assert_eq!(defect(with(Some(Ok(StatusCode::OK)))).await, Some(Defect::HttpAddress));
    assert_eq!(defect(with(Some(Err(tls.clone())))).await, Some(Defect::HttpOnly));
    assert_eq!(defect(with(Some(Err(egress(Cause::ConnectionRefused))))).await, Some(Defect::HttpOnly));
    assert_eq!(defect(with(Some(Err(FetchError::Timeout)))).await, None, "it may be a moment's trouble");
    assert_eq!(defect(with(Some(Ok(StatusCode::INTERNAL_SERVER_ERROR)))).await, None);
    let mut redirected = Shelf::default();
    redirected.set("http://a.fr/", Ok(answer("https://a.fr/", StatusCode::OK, "")));
    assert_eq!(defect(redirected).await, Some(Defect::HttpAddress));
    assert_eq!(
        look(failing(&EVERYWHERE[..2], &tls), "https://a.fr/").await.map(|found| found.0),
        Some(Defect::Certificate)
    );
}
