use super::{hosts::MOST_NEIGHBOURS, *};
use crate::{
    browser::{Attention, Captured, PageError},
    conduct::{Auditor, Settings},
    discovery::{Breadth, Robots},
    egress::{Guard, Policy, tests::Names},
    fetch::{
        FetchError, Fetched, Follows,
        tests::{Shelf, answer},
    },
    frontier::Politeness,
    turnstile::Turnstile,
};
use http::StatusCode;
use rules::{documents::Format, page::Spot};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::Instant;

fn link(name: &str, text: &str) -> DocumentLink {
    DocumentLink {
        url: format!("https://ville.example/{name}"),
        text: text.to_owned(),
        format: Some(Format::Pdf),
        bytes: None,
        spot: Spot::default(),
        near: Default::default(),
    }
}

fn candidate(link: &DocumentLink, is_required: bool) -> Candidate<'_> {
    let url = Url::parse(&link.url).unwrap();
    let year = year(&link.url).max(year(&link.text));
    Candidate { link, url, pages: vec![0], is_required, year, elsewhere: false }
}

#[test]
fn the_same_seed_draws_the_same_documents_required_ones_and_new_ones_first() {
    let links: Vec<DocumentLink> =
        (0..30).map(|n| link(&format!("{n}.pdf"), if n < 3 { "Budget 2025" } else { "Plan" })).collect();
    let drawn = |seed| {
        let candidates = links.iter().enumerate().map(|(n, link)| candidate(link, n >= 28)).collect();
        draw(candidates, 10, seed).into_iter().map(|(c, why)| (c.link.url.clone(), why)).collect::<Vec<_>>()
    };
    let first = drawn(7);
    assert_eq!(first, drawn(7));
    assert_ne!(first, drawn(8));
    let count = |why| first.iter().filter(|(_, drawn)| *drawn == why).count();
    assert_eq!((count(Drawn::Required), count(Drawn::Newest), count(Drawn::Random)), (2, 3, 5));
    assert!(draw(vec![candidate(&links[0], true)], 0, 1).is_empty());
}

#[test]
fn years_stand_by_themselves() {
    assert_eq!(year("/2023/05/plan-2024.pdf"), 2024);
    assert_eq!(year("ref-120245"), 0);
}

/// Documents are read without a browser.
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

/// Sites that record the requests with their times.
#[derive(Default)]
struct Watched {
    shelf: Shelf,
    /// Where an address redirects to.
    leads: HashMap<String, Url>,
    arrivals: Mutex<Vec<(Instant, String)>>,
}

impl Get for Watched {
    async fn get_within(&self, url: &Url, most: usize, may: &Follows<'_>) -> Result<Fetched, FetchError> {
        let mut url = url.clone();
        loop {
            self.arrivals.lock().unwrap().push((Instant::now(), url.to_string()));
            match self.leads.get(url.as_str()) {
                Some(next) if may(next) => url = next.clone(),
                Some(next) => return Err(FetchError::LeadsElsewhere { to: next.clone() }),
                None => return self.shelf.get(&url, most).await,
            }
        }
    }
}

/// The documents of a page of `www.ville.fr`, opened at the usual pace, with the requests and their times.
async fn opened(shelf: Shelf, links: &[&str]) -> (Documents, Vec<(Duration, String)>) {
    opened_through(Watched { shelf, ..Watched::default() }, links).await
}

async fn opened_through(get: Watched, links: &[&str]) -> (Documents, Vec<(Duration, String)>) {
    let auditor = Auditor {
        get,
        browse: NoBrowser,
        guard: Arc::new(Guard::with_lookup(Policy::public(), Names::answering(&["1.1.1.1"]))),
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
            documents: 20,
            longest_crawl_delay: Duration::from_secs(30),
        },
        clock: || chrono::DateTime::UNIX_EPOCH,
    };
    let home: Url = "https://www.ville.fr/".parse().unwrap();
    let site = SiteScope::new(home.clone(), Breadth::Host);
    let lane = auditor.lane(&home).await;
    let robots = Robots::read(
        &Ok(answer("https://www.ville.fr/robots.txt", StatusCode::NOT_FOUND, "")),
        "ObservatoireTest",
    );
    let links: Vec<DocumentLink> =
        links.iter().map(|url| DocumentLink { url: (*url).to_owned(), ..link("", "Document") }).collect();
    let offers =
        Offers { auditor: &auditor, site: &site, lane: &lane, robots: &robots, spacing: None, seed: 1 };
    let begun = Instant::now();
    let documents = offers.of_pages(&[PageLinks { number: 0, is_required: true, links: &links }]).await;
    let arrivals = auditor.get.arrivals.lock().unwrap().clone();
    (documents, arrivals.into_iter().map(|(at, url)| (at - begun, url)).collect())
}

fn of_host<'a>(arrivals: &'a [(Duration, String)], host: &str) -> Vec<(Duration, &'a str)> {
    let prefix = format!("https://{host}/");
    let found = arrivals.iter().filter_map(|(at, url)| Some((*at, url.strip_prefix(&prefix)?)));
    found.collect()
}

fn unread(documents: &Documents, end: &str) -> Option<Unread> {
    let file = documents.files.iter().find(|file| file.url.ends_with(end))?;
    match &file.reading {
        Reading::NotExamined { reason, .. } => Some(*reason),
        Reading::Examined { .. } => None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_neighbour_is_asked_as_its_robots_txt_wants_and_at_its_pace() {
    let mut shelf = Shelf::default();
    let robots = "User-agent: *\nDisallow: /interne/\nCrawl-delay: 7\n";
    shelf.put("https://media.ville.fr/robots.txt", "text/plain", robots);
    let (documents, arrivals) = opened(
        shelf,
        &[
            "https://media.ville.fr/a.pdf",
            "https://media.ville.fr/interne/b.pdf",
            "https://media.ville.fr/c.pdf",
            "https://www.ville.fr/d.pdf",
        ],
    )
    .await;
    let asked = of_host(&arrivals, "media.ville.fr");
    assert_eq!(asked[0].1, "robots.txt", "nothing is asked before it: {asked:?}");
    assert_eq!(asked.len(), 3, "once, and the two that may be read: {asked:?}");
    for pair in asked[1..].windows(2) {
        assert!(pair[1].0 - pair[0].0 >= Duration::from_secs(7), "{asked:?}");
    }
    assert!(asked[1].0 - asked[0].0 >= Politeness::default().host.between_visits, "{asked:?}");
    assert_eq!(unread(&documents, "/interne/b.pdf"), Some(Unread::Robots));
    assert!(documents.files.iter().all(|file| file.elsewhere == file.url.contains("media.")));
}

#[tokio::test(start_paused = true)]
async fn a_neighbour_that_cannot_be_asked_politely_is_left_alone_and_its_documents_are_counted() {
    let mut shelf = Shelf::default();
    shelf.put("https://lent.ville.fr/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 600\n");
    let gone = FetchError::Egress { cause: crate::cause::Cause::Dns, message: "no such name".to_owned() };
    shelf.set("https://perdu.ville.fr/robots.txt", Err(gone));
    shelf.set(
        "https://panne.ville.fr/robots.txt",
        Ok(answer("https://panne.ville.fr/robots.txt", StatusCode::BAD_GATEWAY, "")),
    );
    let (documents, arrivals) = opened(
        shelf,
        &["https://lent.ville.fr/a.pdf", "https://perdu.ville.fr/b.pdf", "https://panne.ville.fr/c.pdf"],
    )
    .await;
    assert!(arrivals.iter().all(|(_, url)| url.ends_with("robots.txt")), "{arrivals:?}");
    assert_eq!(documents.count(), 3, "each stays in the inventory");
    assert!(documents.files.iter().all(|file| file.bytes.is_none()));
}

#[tokio::test(start_paused = true)]
async fn a_document_of_another_domain_is_never_asked_for() {
    let links = [
        "https://media.autre.fr/a.pdf",
        "https://ville.fr:8443/b.pdf",
        "https://1.1.1.1/c.pdf",
        "ftp://media.ville.fr/d.pdf",
        "https://ville.fr.autre.fr/e.pdf",
    ];
    let (documents, arrivals) = opened(Shelf::default(), &links).await;
    assert!(arrivals.is_empty(), "{arrivals:?}");
    assert!(documents.files.is_empty());
}

#[tokio::test(start_paused = true)]
async fn so_many_neighbours_and_no_more_are_asked() {
    let hosts = ["a", "b", "c", "d", "e"].map(|name| format!("https://{name}.ville.fr/x.pdf"));
    let (documents, arrivals) = opened(Shelf::default(), &hosts.each_ref().map(String::as_str)).await;
    let asked: std::collections::BTreeSet<&str> =
        arrivals.iter().map(|(_, url)| url.split('/').nth(2).unwrap()).collect();
    assert_eq!(asked.len(), MOST_NEIGHBOURS, "{arrivals:?}");
    assert_eq!(documents.count(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_document_that_leads_to_another_host_is_had_as_that_host_wants_it() {
    let mut get = Watched::default();
    get.shelf.put("https://stock.autre.fr/robots.txt", "text/plain", "User-agent: *\nDisallow: /interne/\n");
    get.shelf.put("https://stock.autre.fr/actes/b.pdf", "application/pdf", "%PDF-1.7");
    for (from, to) in [
        ("https://www.ville.fr/a.pdf", "https://stock.autre.fr/interne/a.pdf"),
        ("https://www.ville.fr/b.pdf", "https://stock.autre.fr/b.pdf"),
        ("https://stock.autre.fr/b.pdf", "https://stock.autre.fr/actes/b.pdf"),
    ] {
        get.leads.insert(from.to_owned(), to.parse().unwrap());
    }
    let links = ["https://www.ville.fr/a.pdf", "https://www.ville.fr/b.pdf"];
    let (documents, arrivals) = opened_through(get, &links).await;
    let asked = of_host(&arrivals, "stock.autre.fr");
    let asked: Vec<&str> = asked.iter().map(|(_, path)| *path).collect();
    assert_eq!(asked, ["robots.txt", "b.pdf", "actes/b.pdf"], "once, before everything else");
    assert_eq!(unread(&documents, "/a.pdf"), Some(Unread::Robots));
    let had = documents.files.iter().find(|file| file.url.ends_with("/b.pdf")).unwrap();
    assert_eq!(had.bytes, Some(8));
}

#[tokio::test(start_paused = true)]
async fn a_document_that_leads_from_host_to_host_is_given_up() {
    let mut get = Watched::default();
    for (from, to) in [("www.ville.fr", "a.fr"), ("a.fr", "b.fr"), ("b.fr", "a.fr")] {
        get.leads.insert(format!("https://{from}/x.pdf"), format!("https://{to}/x.pdf").parse().unwrap());
    }
    let (documents, arrivals) = opened_through(get, &["https://www.ville.fr/x.pdf"]).await;
    assert_eq!(unread(&documents, "/x.pdf"), Some(Unread::Fetch));
    assert!(arrivals.len() < 8, "{arrivals:?}");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_says_it_is_busy_is_left_alone_as_long_as_it_asks() {
    let mut shelf = Shelf::default();
    for name in ["a", "b"] {
        let url = format!("https://media.ville.fr/{name}.pdf");
        let mut busy = answer(&url, StatusCode::SERVICE_UNAVAILABLE, "");
        busy.headers.insert(http::header::RETRY_AFTER, "90".parse().unwrap());
        shelf.set(&url, Ok(busy));
    }
    let links = ["https://media.ville.fr/a.pdf", "https://media.ville.fr/b.pdf"];
    let (documents, arrivals) = opened(shelf, &links).await;
    let asked = of_host(&arrivals, "media.ville.fr");
    assert_eq!(asked.len(), 3, "robots.txt and both: {asked:?}");
    assert!(asked[2].0 - asked[1].0 >= Duration::from_secs(90), "{asked:?}");
    assert_eq!(unread(&documents, "/a.pdf"), Some(Unread::Fetch));
}
