//! Pages are used after their capture. A defect that only shows then is found, a corrected copy of the page has no
//! finding, and no request of the page that sends data or leaves the page reaches the server meanwhile.

use super::browsers;
use crawler::browser::{Attention, Deadlines, Pool};
use futures_util::future::join_all;
use rules::{
    Outcome, Page,
    consent::{Answer, Question},
    judge::judge,
    page::sections::{
        motions::Kind,
        walk::{End, Walk},
    },
    referential::Referential,
};
use tests::{acted_sites, site_server::SiteServer};
use url::Url;

/// Pages that are shown in other states: narrow, enlarged, with more text spacing.
const SHOWN: &str = "usage";
/// Pages on which the Tab key is pressed.
const WALKED: &str = "walk";
/// Pages over which a pointer is moved.
const POINTED: &str = "pointer";
/// Pages on which something moves by itself.
const MOVING: &str = "motion";

async fn page(pool: &Pool, server: &SiteServer, site: &str, path: &str) -> Page {
    let url = Url::parse(&server.url(site, path)).unwrap();
    Page::new(pool.capture(&url, Attention::WALKED, || ()).await.unwrap().snapshot().unwrap()).unwrap()
}

/// Names of the pages of a site with a `_`, sorted. The page `10.11.1_list.html` fails the test 10.11.1;
/// `10.11.1_list_mended.html` and `0_radios.html` have no defect.
fn pages(site: &str) -> Vec<String> {
    let files = acted_sites().join(site).read_dir().unwrap().flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.contains('_')).collect();
    names.sort();
    names
}

/// Pages whose failed tests are not those of their names, with the failed tests and the end of the keyboard walk.
async fn wrong(site: &str) -> Vec<(String, Vec<String>, Option<End>)> {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    // Two browsers, because most of a page's time is spent waiting for its reactions.
    let pool = browsers(2, Deadlines::default().standing).await;
    let looked = join_all(pages(site).into_iter().map(async |name| {
        let page = page(&pool, &server, site, &format!("/{name}")).await;
        (failed_otherwise(&name, &page), name, page.sections().walk.as_ref().map(|walk| walk.end))
    }));
    let looked = looked.await;
    pool.close().await;
    looked.into_iter().filter_map(|(failed, name, end)| Some((name, failed?, end))).collect()
}

/// The tests that a page fails; `None` if they are as its name announces.
fn failed_otherwise(name: &str, page: &Page) -> Option<Vec<String>> {
    let verdict = judge(page);
    let failed = verdict.tests(Referential::usual()).filter(|(_, outcome)| *outcome == Outcome::Failed);
    let failed: Vec<String> = failed.map(|(test, _)| test.to_string()).collect();
    let test = name.split('_').next().unwrap_or_default().to_owned();
    let has_none = test == "0" || name.contains("mended");
    // Other tests may fail too: a text that is cut off in one state may be cut off in another.
    let is_right = if has_none { failed.is_empty() } else { failed.contains(&test) };
    (!is_right).then_some(failed)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_defect_is_found_and_its_mended_twin_is_not_accused() {
    assert_eq!(wrong(SHOWN).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_keyboard_meets_is_found_and_its_mended_twin_is_not_accused() {
    assert_eq!(wrong(WALKED).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_the_pointer_reaches_is_found_and_its_mended_twin_is_not_accused() {
    assert_eq!(wrong(POINTED).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moves_without_end_is_found_and_its_mended_twin_is_not_accused() {
    assert_eq!(wrong(MOVING).await, []);
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let turns = page(&pool, &server, MOVING, "/0_carousel.html").await;
    assert_eq!(turns.in_motion(Kind::Slides).len(), 1);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_appears_under_the_pointer_is_seen_each_time_alike_and_reaches_nobody() {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    for path in ["/10.14.1_menu.html", "/10.13.2_made.html", "/0_far-button.html", "/0_moves-by-itself.html"]
    {
        let once = page(&pool, &server, POINTED, path).await.sections().hovers.clone().unwrap();
        assert!(once.tried > 0, "{path}");
        for _ in 0..2 {
            let again = page(&pool, &server, POINTED, path).await;
            assert_eq!(again.sections().hovers.as_ref(), Some(&once), "{path}");
        }
    }
    let untried = page(&pool, &server, POINTED, "/0_colours-only.html").await;
    assert_eq!(untried.sections().hovers.as_ref().unwrap().tried, 0);
    let arrived = server.arrivals(POINTED).len();
    let everything = page(&pool, &server, POINTED, "/everything.html").await;
    let hovers = everything.sections().hovers.as_ref().unwrap();
    assert!(hovers.tried > 0 && hovers.refused_requests > 10, "nothing was tried: {hovers:?}");
    let last = server.arrivals(POINTED).into_iter().skip(arrived).map(|asked| asked.path);
    assert_eq!(last.collect::<Vec<_>>(), ["/everything.html"]);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_used_sends_nothing_and_stays() {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let seen = page(&pool, &server, SHOWN, "/busy.html").await;
    let states = seen.sections().states.as_ref().unwrap();
    assert!(states.refused_requests > 0, "nothing was tried");
    assert_eq!(states.states.len(), 3);
    // The next page checks that the browser's viewport was restored.
    let next = page(&pool, &server, SHOWN, "/10.11.1_list_mended.html").await;
    assert_eq!(next.snapshot().viewport_width, 1280);
    let arrived: Vec<String> = server.arrivals(SHOWN).into_iter().map(|asked| asked.path).collect();
    assert_eq!(arrived, ["/busy.html", "/10.11.1_list_mended.html"]);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_does_everything_at_each_key_reaches_nobody() {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let seen = page(&pool, &server, WALKED, "/everything.html").await;
    let walk = seen.sections().walk.as_ref().unwrap();
    // The page makes a request at each pressed key.
    assert!(walk.refused_requests > 50, "nothing was tried: {walk:?}");
    // Requests of the next page are no longer refused.
    assert!(page(&pool, &server, WALKED, "/0_no_stop.html").await.sections().walk.is_some());
    let arrived: Vec<String> = server.arrivals(WALKED).into_iter().map(|asked| asked.path).collect();
    assert_eq!(arrived, ["/everything.html", "/0_no_stop.html"]);
    pool.close().await;
}

async fn walk(pool: &Pool, server: &SiteServer, path: &str) -> Walk {
    page(pool, server, WALKED, path).await.sections().walk.clone().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_leads_through_the_page_and_back_and_each_time_alike() {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let first = walk(&pool, &server, "/0_focus_guards.html").await;
    assert_eq!((first.stops.len(), first.end, first.is_mirrored), (8, End::Out, true), "{first:?}");
    assert!(first.stops.iter().all(|stop| stop.node.is_some()), "{first:?}");
    for path in
        ["/0_focus_guards.html", "/0_media.html", "/12.9.1_editor-tab.html", "/12.7.2_skip-prevented.html"]
    {
        let once = walk(&pool, &server, path).await;
        for _ in 0..2 {
            assert_eq!(walk(&pool, &server, path).await, once, "{path}");
        }
    }
    assert_eq!(walk(&pool, &server, "/0_no_stop.html").await.stops, []);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_in_front_of_a_page_is_known_by_who_made_it_or_as_unknown() {
    const SITE: &str = "consent";
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let files = acted_sites().join(SITE).read_dir().unwrap().flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut wrong = Vec::new();
    for name in names.filter(|name| name.ends_with(".html")) {
        let question = Question::from_page(&page(&pool, &server, SITE, &format!("/{name}")).await);
        let told = match &question {
            Some(question) => question.manager.as_deref().unwrap_or("unknown"),
            None => "none",
        };
        let expected = name.trim_end_matches(".html").split('_').next().unwrap_or_default();
        if told != expected {
            wrong.push((name.clone(), question));
        } else if name.starts_with("tarteaucitron") {
            let offers = [Answer::Refuse, Answer::Accept, Answer::Settings];
            assert_eq!(question.unwrap().offers, offers);
        }
    }
    assert_eq!(wrong, []);
    pool.close().await;
}
