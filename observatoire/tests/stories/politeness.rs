//! A site is visited at the configured pace, under our name, and not where its robots.txt forbids it.

use std::time::Duration;

use tests::site_server::{Arrival, SiteServer};

use crate::support::{Desk, sites};

/// Path endings of files that belong to a page. `calendrier.html` is shown in a frame of another page.
const FILES_OF_PAGES: [&str; 7] = ["/calendrier.html", ".css", ".png", ".jpg", ".svg", ".js", ".ico"];

#[tokio::test(flavor = "multi_thread")]
async fn visits_keep_their_distance_and_leave_alone_what_is_forbidden() {
    let server = sites::demo().await;
    let desk = Desk::on_sqlite();
    let [valbrune, plateau, noirmont] =
        ["valbrune", "haut-plateau", "ccas-noirmont"].map(|site| server.url(site, "/"));
    let asked = ["audit", "--allow-private", "--delay", "0.5", "--pages", "5", "--format", "json"];
    desk.run_to(1, &[&asked[..], &[&valbrune, &plateau, &noirmont]].concat()).await;

    keeps_its_distance(&visits(&server, "valbrune"), Duration::from_millis(500));
    // The `crawl-delay` of robots.txt is longer than `--delay`, and applies.
    keeps_its_distance(&visits(&server, "haut-plateau"), Duration::from_secs(1));
    for arrival in server.arrivals("haut-plateau") {
        assert!(
            !arrival.path.starts_with("/intranet/") && !arrival.path.contains("?tri="),
            "{}",
            arrival.path
        );
    }
    let paths: Vec<String> = visits(&server, "ccas-noirmont").into_iter().map(|visit| visit.path).collect();
    assert_eq!(paths, ["/robots.txt"]);
    for arrival in ["valbrune", "haut-plateau"].iter().flat_map(|site| server.arrivals(site)) {
        assert!(arrival.user_agent.contains("Observatoire/"), "{arrival:?}");
    }
}

/// Requests for pages, robots.txt and sitemaps, without the files that belong to a page.
fn visits(server: &SiteServer, site: &str) -> Vec<Arrival> {
    let is_visit = |arrival: &Arrival| !FILES_OF_PAGES.iter().any(|end| arrival.path.ends_with(end));
    server.arrivals(site).into_iter().filter(is_visit).collect()
}

fn keeps_its_distance(visits: &[Arrival], delay: Duration) {
    assert!(visits.len() >= 7, "robots.txt, home, sitemap and 4 pages more: {visits:?}");
    for pair in visits.windows(2) {
        let apart = pair[1].at - pair[0].at;
        assert!(apart >= delay, "{apart:?} from {} to {}", pair[0].path, pair[1].path);
    }
}
