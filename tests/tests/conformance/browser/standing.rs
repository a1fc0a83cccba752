//! Pages that still change after they have loaded are judged when they no longer change. Parts that never stop changing
//! get no verdict.

use super::browsers;
use crawler::browser::{Attention, Pool};
use futures_util::future::join_all;
use rules::{Outcome, Page, judge::judge, referential::Referential};
use std::time::Duration;
use tests::{site_server::SiteServer, standing_sites};
use url::Url;

const SITE: &str = "tard";

async fn page(pool: &Pool, server: &SiteServer, path: &str) -> Page {
    let url = Url::parse(&server.url(SITE, path)).unwrap();
    let captured =
        pool.capture(&url, Attention::WALKED, || ()).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    Page::new(captured.snapshot().unwrap()).unwrap()
}

async fn pages<const N: usize>(pool: &Pool, server: &SiteServer, paths: [&str; N]) -> Vec<Page> {
    // The futures are in a `Vec`, because an array of them would be too large for a test's stack.
    join_all(paths.into_iter().map(|path| page(pool, server, path))).await
}

/// Tests that a page fails.
fn failed(page: &Page) -> Vec<String> {
    let verdict = judge(page);
    let tests = verdict.tests(Referential::usual()).filter(|(_, outcome)| *outcome == Outcome::Failed);
    tests.map(|(test, _)| test.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_late_is_there_when_the_page_is_judged() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(2, Duration::from_secs(5)).await;
    let late = [
        "/coquille.html",
        "/interface.html",
        "/image.html",
        "/element.html",
        "/feuille.html",
        "/regle.html",
        "/voile.html",
        "/repos.html",
        "/ouvrier.html",
        "/ouvrier-module.html",
        "/ouvrier-partage.html",
        "/ouvrier-tardif.html",
        "/ouvrier-absent.html",
        "/ouvrier-cadre.html",
        "/ombre.html",
        "/cadre.html",
        "/defilement.html",
        "/minuteur.html",
        "/minuteurs.html",
        "/reponse.html",
        "/reponse-vite.html",
        "/oisif.html",
    ];
    for (path, page) in late.iter().zip(pages(&pool, &server, late).await) {
        assert_eq!(failed(&page), Vec::<String>::new(), "{path}");
        assert!(page.moving_parts().is_empty(), "{path}");
    }
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moves_is_told_and_not_decided_and_what_does_not_is() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(2, Duration::from_millis(1500)).await;
    let paths = ["/horloge.html", "/manege.html", "/aller-retour.html", "/sans-fin.html"];
    let seen = pages(&pool, &server, paths).await;
    for (path, page) in paths.iter().zip(&seen) {
        let moving: Vec<String> = page.moving_parts().iter().map(|part| part.selector()).collect();
        assert!(!moving.is_empty(), "{path}");
    }
    assert_eq!(failed(&seen[0]), ["3.2.1"], "the link beside the clock, which does not change, fails");
    assert_eq!(failed(&seen[1]), Vec::<String>::new());
    assert_eq!(failed(&seen[2]), Vec::<String>::new());
    let outcomes = judge(&seen[3]).aspects;
    assert!(outcomes.values().all(|outcome| *outcome != Outcome::Inapplicable), "elements are still added");
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_browser_writes_into_a_page_is_not_the_pages() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(2, Duration::from_secs(5)).await;
    // Chromium inserts a warning into pages that an XSLT style sheet generates.
    let paths = ["/feuille-xsl.xml", "/feuille-xsl.html"];
    for (path, page) in paths.iter().zip(pages(&pool, &server, paths).await) {
        let text = page.body().map(|body| body.text_content()).unwrap_or_default();
        assert!(text.contains("La mairie vous accueille"), "{path}: {text}");
        assert!(!text.contains("XSLT"), "{path}: {text}");
        assert_eq!(failed(&page), Vec::<String>::new(), "{path}");
    }
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_end_or_answer_is_judged_as_far_as_it_came() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(2, Duration::from_millis(1500)).await;
    let seen =
        pages(&pool, &server, ["/defilement-sans-fin.html", "/muette.html", "/muette-vide.html"]).await;
    let standing = |at: usize| judge(&seen[at]).standing.unwrap();
    assert!(seen[0].elements().count() < 5_000);
    assert!(standing(1).timed_out && standing(1).waited_milliseconds >= 1500);
    assert!(!judge(&seen[1]).aspects.values().any(|outcome| *outcome == Outcome::Inapplicable));
    // A page that still has no title, language or text has not loaded its content, so these are not defects.
    assert_eq!(failed(&seen[2]), Vec::<String>::new());
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_page_that_shows_us_nothing_nothing_is_decided() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(2, Duration::from_millis(1500)).await;
    // In this order: a page that empties itself for robots, one whose script is missing, one that stays transparent,
    // one that redirects to a host that does not answer, and an empty one.
    let paths = ["/robot.html", "/racine.html", "/rideau.html", "/ailleurs.html", "/reponse-vide.html"];
    for (path, page) in paths.iter().zip(pages(&pool, &server, paths).await) {
        assert!(page.shows_nothing(), "{path}");
        let decided = [Outcome::Failed, Outcome::Passed, Outcome::Inapplicable];
        let verdict = judge(&page);
        let tests = verdict.tests(Referential::usual()).filter(|(_, outcome)| decided.contains(outcome));
        assert_eq!(tests.collect::<Vec<_>>(), [], "{path}");
    }
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_no_script_filled_in_is_neither_accused_nor_taken_for_the_page() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(1, Duration::from_millis(1500)).await;
    let page = page(&pool, &server, "/modele.html").await;
    assert!(page.is_unfilled());
    assert_eq!(failed(&page), Vec::<String>::new());
    assert!(!judge(&page).aspects.values().any(|outcome| *outcome == Outcome::Inapplicable));
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_accused_of_what_a_page_looks_like_without_its_style_sheet() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(2, Duration::from_secs(5)).await;
    let [whole, bare] = &pages(&pool, &server, ["/avec-feuille.html", "/sans-feuille.html"]).await[..] else {
        panic!("two pages were asked for")
    };
    assert_eq!(failed(whole), ["3.2.1", "10.5.1"]);
    assert_eq!(failed(bare), Vec::<String>::new());
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_leads_on_is_judged_where_it_ends() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(1, Duration::from_secs(5)).await;
    let ends = [
        ("/refresh.html", "/arrivee.html"),
        ("/script.html", "/arrivee.html"),
        // The page redirects after 3 s, which gives time to read it: it is judged itself.
        ("/plus-tard.html", "/plus-tard.html"),
        // The page redirects in a circle, so it is kept from redirecting.
        ("/cercle-1.html", "/cercle-1.html"),
    ];
    for (path, end) in ends {
        assert_eq!(page(&pool, &server, path).await.url(), server.url(SITE, end), "{path}");
    }
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_scripts_waits_for_nothing() {
    let server = SiteServer::start(&standing_sites()).await.unwrap();
    let pool = browsers(1, Duration::from_secs(5)).await;
    assert_eq!(judge(&page(&pool, &server, "/arrivee.html").await).standing, None);
    pool.close().await;
}
