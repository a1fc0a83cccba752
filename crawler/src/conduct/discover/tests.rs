use super::*;
use crate::{
    browser::{Attention, Captured, PageError},
    conduct::Settings,
    egress::{Guard, Policy, tests::Names},
    fetch::tests::{Shelf, answer},
    frontier::Politeness,
    turnstile::Turnstile,
};
use http::StatusCode;
use std::sync::Arc;

/// Discovery needs no browser.
struct NoBrowser;

impl Browse for NoBrowser {
    async fn capture(
        &self,
        url: &Url,
        _: Attention<'_>,
        _: impl FnMut() + Send,
    ) -> Result<Captured, PageError> {
        panic!("{url} was to be captured")
    }
}

async fn discovered(shelf: Shelf, given: &str) -> Result<Discovered, Failure> {
    let names = Names::answering(&["1.1.1.1"]);
    let auditor = Auditor {
        get: shelf,
        browse: NoBrowser,
        guard: Arc::new(Guard::with_lookup(Policy::public(), names)),
        proxy: None,
        turnstile: Turnstile::start(Politeness::default()),
        settings: Settings {
            robots_token: "ObservatoireTest".to_owned(),
            referentials: rules::referential::Referentials::default(),
            program: "test".to_owned(),
            viewport_width: 1280,
            viewport_height: 800,
            pictures: 0,
            walks: 0,
            documents: 0,
            longest_crawl_delay: Duration::from_secs(30),
        },
        clock: || chrono::DateTime::UNIX_EPOCH,
    };
    let url = given.parse().expect("a URL");
    let order =
        Order { url, name: None, host_key: String::new(), seed: 1, pages: 15, crossing: None, witness: None };
    auditor.discover(&order).await
}

async fn cause(shelf: Shelf) -> Option<Cause> {
    discovered(shelf, "https://www.a.example/").await.err().map(|failure| failure.cause)
}

fn failed(cause: Cause) -> Result<Fetched, FetchError> {
    Err(FetchError::Egress { cause, message: "as told".to_owned() })
}

const HOME: &str = "<title>Mairie</title><h1>Bienvenue</h1>";

#[tokio::test(start_paused = true)]
async fn pages_of_the_sitemap_that_robots_names_are_candidates() {
    let mut shelf = Shelf::default();
    shelf.put("https://www.a.example/", "text/html", HOME);
    shelf.put("https://www.a.example/robots.txt", "text/plain", "Sitemap: https://www.a.example/plan.xml");
    let plan = "https://www.a.example/actualites\nhttps://b.example/x\nhttps://www.a.example/a.pdf";
    shelf.put("https://www.a.example/plan.xml", "text/plain", plan);
    let found = discovered(shelf, "https://www.a.example/").await.expect("a site");
    let paths: Vec<_> = found.candidates.iter().map(|candidate| candidate.url.path()).collect();
    assert_eq!(paths, ["/actualites"]);
}

#[tokio::test(start_paused = true)]
async fn a_registry_may_have_the_wrong_variant() {
    let mut shelf = Shelf::default();
    for wrong in ["https://a.example/robots.txt", "https://www.a.example/robots.txt"] {
        shelf.set(wrong, failed(Cause::Tls));
    }
    shelf.put("http://a.example/", "text/html", HOME);
    let found = discovered(shelf, "https://a.example/").await.expect("a site");
    assert_eq!(found.site.home().as_str(), "http://a.example/");
}

#[tokio::test(start_paused = true)]
async fn a_site_that_is_nowhere_has_the_cause_of_the_address_given() {
    let mut shelf = Shelf::default();
    shelf.set("https://www.a.example/robots.txt", failed(Cause::Dns));
    for other in ["https://a.example/", "http://a.example/", "http://www.a.example/"] {
        shelf.set(&format!("{other}robots.txt"), failed(Cause::ConnectionRefused));
    }
    assert_eq!(cause(shelf).await, Some(Cause::Dns));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_the_site_is_never_taken_for_it() {
    let home = "https://www.a.example/";
    for (expected, answer) in [
        (Cause::SiteMoved, answer("https://autre.example/", StatusCode::OK, HOME)),
        (Cause::FirewallChallenge, answer(home, StatusCode::OK, "<script>_cf_chl_opt</script>")),
        (Cause::Forbidden, answer(home, StatusCode::FORBIDDEN, "non")),
        (Cause::ServerError, answer(home, StatusCode::BAD_GATEWAY, "")),
        (Cause::DefaultPage, answer(home, StatusCode::OK, "<title>Welcome to nginx!</title>")),
    ] {
        let mut shelf = Shelf::default();
        shelf.set(home, Ok(answer));
        assert_eq!(cause(shelf).await, Some(expected));
    }
}

#[tokio::test(start_paused = true)]
async fn robots_of_where_the_redirects_end_count_too() {
    let mut shelf = Shelf::default();
    shelf.set("https://www.a.example/", Ok(answer("https://a.example/fr/", StatusCode::OK, HOME)));
    shelf.put("https://a.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
    assert_eq!(cause(shelf).await, Some(Cause::RobotsSite));
}

#[tokio::test(start_paused = true)]
async fn a_site_closed_to_robots_is_not_asked_for_its_home_page() {
    for (status, rules, expected) in [
        (StatusCode::OK, "User-agent: *\nDisallow: /", Cause::RobotsSite),
        (StatusCode::OK, "User-agent: *\nCrawl-delay: 3600", Cause::RobotsDelay),
        (StatusCode::SERVICE_UNAVAILABLE, "", Cause::RobotsUnreachable),
    ] {
        let mut shelf = Shelf::default();
        shelf.set(
            "https://www.a.example/robots.txt",
            Ok(answer("https://www.a.example/robots.txt", status, rules)),
        );
        shelf.set("https://www.a.example/", failed(Cause::Internal));
        assert_eq!(cause(shelf).await, Some(expected));
    }
}
