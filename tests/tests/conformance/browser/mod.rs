//! A real browser on pages that cannot be captured: each gives an error of its own, and the next page is captured as
//! usual.

mod acted;
mod pictures;
mod standing;
mod witness;

use std::time::Duration;

use crawler::browser::{
    Acting, Attention, Deadlines, Launch, PageError, Pool, PoolSettings, WalkBounds, find_browser,
};
use rules::Page;
use tests::site_server::SiteServer;
use tests::{hostile, hostile_sites};
use url::Url;

/// A pool with one browser, so that each page is opened in the browser that had the page before.
async fn one_browser() -> Pool {
    browsers(1, Deadlines::default().standing).await
}

async fn browsers(browsers: usize, standing: Duration) -> Pool {
    let deadlines = Deadlines {
        navigation: Duration::from_secs(3),
        capture: Duration::from_secs(10),
        standing,
        ..Deadlines::default()
    };
    browsers_within(browsers, deadlines).await
}

async fn browsers_within(browsers: usize, deadlines: Deadlines) -> Pool {
    let browser = find_browser(None).unwrap();
    let settings = PoolSettings {
        browsers,
        launch: Launch {
            browser: Some(browser),
            viewport_width: 1280,
            viewport_height: 1024,
            proxy: None,
            user_agent_suffix: "Observatoire/test".to_owned(),
            sandbox: false,
            storage_quota: 1 << 30,
        },
        way_out: None,
        budget: crawler::egress::Budget::default(),
        disk_limit: 512 << 20,
        endpoints: Vec::new(),
        pages_per_browser: 100,
        memory_limit: 1 << 30,
        deadlines,
        acting: Acting::Some,
        bounds: WalkBounds::default(),
    };
    Pool::start(settings).await.unwrap()
}

async fn title(pool: &Pool, address: &str) -> Result<String, PageError> {
    let captured = pool.capture(&Url::parse(address).unwrap(), Attention::WALKED, || ()).await?;
    Ok(Page::new(captured.snapshot()?).unwrap().title().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_shown_is_told_and_the_next_page_is_sound() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let of = |path: &str| server.url(hostile::SITE, path);
    let pool = one_browser().await;
    let sound = Ok("Une page saine".to_owned());
    assert_eq!(title(&pool, &of("/saine.html")).await, sound);

    let is_crash = |error: &PageError| matches!(error, PageError::Crash(_));
    let is_timeout = |error: &PageError| matches!(error, PageError::Timeout(_));
    let is_download = |error: &PageError| matches!(error, PageError::Download);
    let is_network = |error: &PageError| matches!(error, PageError::Network(_));
    type Expected<'a> = &'a dyn Fn(&PageError) -> bool;
    let endings: [(String, Expected); 6] = [
        (of("/telechargement"), &is_download),
        (of("/page-binaire"), &is_download),
        ("chrome://crash/".to_owned(), &is_crash),
        ("chrome://hang/".to_owned(), &is_timeout),
        (of("/boucle.html"), &is_timeout),
        ("http://nulle-part.invalid/".to_owned(), &is_network),
    ];
    for (address, expected) in endings {
        let ended = title(&pool, &address).await.expect_err(&address);
        assert!(expected(&ended), "{address}: {ended:?}");
        assert_eq!(title(&pool, &of("/saine.html")).await, sound, "after {address}");
    }
    pool.close().await;
}

/// The page is so large that no script finishes within a millisecond.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_on_which_our_scripts_take_too_long_is_too_late_and_no_fault_of_the_browser() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let deadlines = Deadlines { script: Duration::from_millis(1), ..Deadlines::default() };
    let pool = browsers_within(1, deadlines).await;
    let ended = title(&pool, &server.url("cent-cinquante-mille-noeuds", "/")).await;
    assert_eq!(ended, Err(PageError::Timeout(0)));
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_on_the_open_page_is_loaded_anew() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let pool = one_browser().await;
    for place in ["/saine.html", "/saine.html#haut", "/saine.html#bas", "/saine.html#bas"] {
        assert!(title(&pool, &server.url(hostile::SITE, place)).await.is_ok(), "{place}");
    }
    let pages = server.arrivals(hostile::SITE).into_iter().filter(|asked| asked.path == "/saine.html");
    assert_eq!(pages.count(), 4);
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_leaves_for_nowhere_is_seen_before_it_leaves() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let pool = one_browser().await;
    for (path, expected) in
        [("/depart.html", "Une page qui part aussitôt"), ("/saine.html", "Une page saine")]
    {
        let seen = title(&pool, &server.url(hostile::SITE, path)).await;
        assert_eq!(seen, Ok(expected.to_owned()), "{path}");
    }
    pool.close().await;
}
