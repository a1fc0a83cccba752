//! Pages are used once they are captured: a defect that only shows then is found, its mended twin is not accused, and
//! nothing of the page reaches its server meanwhile.

use crate::browsers;
use crawler::browser::{Deadlines, Pictured, Pool};
use rules::{Outcome, Page, judge::judge, referential::Referential};
use tests::{acted_sites, site_server::SiteServer};
use url::Url;

const SITE: &str = "usage";

async fn page(pool: &Pool, server: &SiteServer, path: &str) -> Page {
    let url = Url::parse(&server.url(SITE, path)).unwrap();
    Page::new(pool.capture(&url, Pictured::No, || ()).await.unwrap().snapshot().unwrap()).unwrap()
}

/// `10.11.1_list.html` has a defect, `10.11.1_list_mended.html` has none.
fn pages() -> Vec<String> {
    let files = acted_sites().join(SITE).read_dir().unwrap().flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("1")).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_defect_is_found_and_its_mended_twin_is_not_accused() {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let mut wrong = Vec::new();
    for name in pages() {
        let verdict = judge(&page(&pool, &server, &format!("/{name}")).await);
        let failed = verdict.tests(Referential::usual()).filter(|(_, outcome)| *outcome == Outcome::Failed);
        let failed: Vec<String> = failed.map(|(test, _)| test.to_string()).collect();
        let expected: Vec<&str> = match name.contains("mended") {
            true => Vec::new(),
            false => name.split('_').take(1).collect(),
        };
        // A text that one state cuts may be cut in another too.
        let is_right =
            if expected.is_empty() { failed.is_empty() } else { failed.contains(&expected[0].to_owned()) };
        if !is_right {
            wrong.push((name, failed));
        }
    }
    assert_eq!(wrong, []);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_used_sends_nothing_and_stays() {
    let server = SiteServer::start(&acted_sites()).await.unwrap();
    let pool = browsers(1, Deadlines::default().standing).await;
    let seen = page(&pool, &server, "/busy.html").await;
    let states = seen.sections().states.as_ref().unwrap();
    assert!(states.refused_requests > 0, "nothing was tried");
    assert_eq!(states.states.len(), 3);
    // The next page shows that the browser is as it was.
    assert_eq!(page(&pool, &server, "/10.11.1_list_mended.html").await.snapshot().viewport_width, 1280);
    let arrived: Vec<String> = server.arrivals(SITE).into_iter().map(|asked| asked.path).collect();
    assert_eq!(arrived, ["/busy.html", "/10.11.1_list_mended.html"]);
    pool.close().await;
}
