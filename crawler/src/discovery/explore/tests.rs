use super::*;
use crate::fetch::{
    FetchError,
    tests::{Shelf, answer},
};
use http::StatusCode;

const HOME: &str = "<title>Mairie</title><a href=/contact>Contact</a><a href=/prive/x>Privé</a>";

fn url(text: &str) -> Url {
    text.parse().expect("a URL")
}

fn failed(cause: Cause) -> Result<Fetched, FetchError> {
    Err(FetchError::Egress { cause, message: "as told".to_owned() })
}

async fn explored(shelf: &Shelf, given: &str) -> Result<Explored, NotEvaluated> {
    explore(shelf, &url(given), &ExploreOptions::new("ObservatoireTest")).await
}

async fn cause(shelf: &Shelf) -> Cause {
    explored(shelf, "https://www.a.example/").await.expect_err("not evaluated").cause
}

fn paths(explored: &Explored) -> Vec<(&str, Found)> {
    explored.candidates.iter().map(|candidate| (candidate.url.path(), candidate.found)).collect()
}

#[tokio::test]
async fn pages_come_from_links_and_sitemaps_and_robots_keeps_some_from_us() {
    let mut shelf = Shelf::default();
    shelf.put("https://www.a.example/", "text/html", HOME);
    let robots = "User-agent: *\nDisallow: /prive\nSitemap: https://www.a.example/plan.xml";
    shelf.put("https://www.a.example/robots.txt", "text/plain", robots);
    let plan = "https://www.a.example/actualites\nhttps://b.example/x\nhttps://www.a.example/a.pdf";
    shelf.put("https://www.a.example/plan.xml", "text/plain", plan);
    let explored = explored(&shelf, "https://www.a.example/").await.expect("a site");
    assert_eq!(paths(&explored), [("/contact", Found::Link), ("/actualites", Found::Sitemap)]);
}

#[tokio::test]
async fn the_usual_place_of_a_sitemap_is_tried() {
    let mut shelf = Shelf::default();
    shelf.put("https://www.a.example/", "text/html", "<p>Bonjour");
    shelf.put(
        "https://www.a.example/sitemap.xml",
        "text/xml",
        "<urlset><url><loc>https://a.example/x</loc></url></urlset>",
    );
    assert_eq!(
        paths(&explored(&shelf, "https://www.a.example/").await.expect("a site")),
        [("/x", Found::Sitemap)]
    );
}

#[tokio::test]
async fn a_registry_may_have_the_wrong_variant() {
    let mut shelf = Shelf::default();
    for wrong in ["https://a.example/robots.txt", "https://www.a.example/robots.txt"] {
        shelf.set(wrong, failed(Cause::Tls));
    }
    shelf.put("http://a.example/", "text/html", HOME);
    let explored = explored(&shelf, "https://a.example/").await.expect("a site");
    assert_eq!(explored.site.home().as_str(), "http://a.example/");
}

#[test]
fn only_names_that_have_twins_are_varied() {
    let varied = |given: &str| variants(&url(given)).iter().map(Url::to_string).collect::<Vec<_>>();
    assert_eq!(
        varied("http://www.a.example/"),
        ["http://www.a.example/", "http://a.example/", "https://www.a.example/", "https://a.example/"]
    );
    assert_eq!(varied("https://eau.a.example/"), ["https://eau.a.example/", "http://eau.a.example/"]);
    assert_eq!(varied("http://127.0.0.1:81/"), ["http://127.0.0.1:81/"]);
}

#[tokio::test]
async fn a_site_that_is_nowhere_has_the_cause_of_the_address_given() {
    let mut shelf = Shelf::default();
    shelf.set("https://www.a.example/robots.txt", failed(Cause::Dns));
    for other in ["https://a.example/", "http://a.example/", "http://www.a.example/"] {
        shelf.set(&format!("{other}robots.txt"), failed(Cause::ConnectionRefused));
    }
    assert_eq!(cause(&shelf).await, Cause::Dns);
}

#[tokio::test]
async fn what_is_not_the_site_is_never_taken_for_it() {
    let home = "https://www.a.example/";
    let redirected = |to: &str| {
        let mut answer = answer(to, StatusCode::OK, HOME);
        answer.hops = vec![url(home)];
        answer
    };
    for (expected, answer) in [
        (Cause::SiteMoved, redirected("https://autre.example/")),
        (Cause::FirewallChallenge, answer(home, StatusCode::OK, "<script>_cf_chl_opt</script>")),
        (Cause::Forbidden, answer(home, StatusCode::FORBIDDEN, "non")),
        (Cause::ServerError, answer(home, StatusCode::BAD_GATEWAY, "")),
        (Cause::EmptyPage, answer(home, StatusCode::OK, " \n")),
        (Cause::DefaultPage, answer(home, StatusCode::OK, "<title>Welcome to nginx!</title>")),
    ] {
        let mut shelf = Shelf::default();
        shelf.set(home, Ok(answer));
        assert_eq!(cause(&shelf).await, expected);
    }
    let mut shelf = Shelf::default();
    shelf.put(home, "application/pdf", "%PDF");
    assert_eq!(cause(&shelf).await, Cause::NotHtml);
}

#[test]
fn a_site_may_move_within_its_own_domain_only() {
    let moved = |asked: &str, end: &str| has_moved(&url(asked), &url(end));
    assert!(!moved("http://ville.fr/", "https://www.ville.fr/accueil"));
    assert!(!moved("https://www.ville.fr/", "https://portail.ville.fr/"));
    assert!(moved("https://commune.agglo.fr/", "https://www.agglo.fr/"));
    assert!(moved("https://ville.fr/", "https://ville.com/"));
}

#[tokio::test]
async fn robots_of_where_the_redirects_end_count_too() {
    let mut shelf = Shelf::default();
    shelf.set("https://www.a.example/", Ok(answer("https://a.example/fr/", StatusCode::OK, HOME)));
    shelf.put("https://a.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
    assert_eq!(cause(&shelf).await, Cause::RobotsSite);
}

#[tokio::test]
async fn a_site_closed_to_robots_is_not_asked_for_its_home_page() {
    let mut shelf = Shelf::default();
    shelf.put("https://www.a.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /");
    shelf.set("https://www.a.example/", failed(Cause::Internal));
    assert_eq!(cause(&shelf).await, Cause::RobotsSite);
    let busy = answer("https://www.a.example/robots.txt", StatusCode::SERVICE_UNAVAILABLE, "");
    shelf.set("https://www.a.example/robots.txt", Ok(busy));
    assert_eq!(cause(&shelf).await, Cause::RobotsUnreachable);
}
