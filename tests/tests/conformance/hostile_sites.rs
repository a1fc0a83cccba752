//! The hostile pages: every page has an expected outcome, and the generated bodies are as large and deep as announced.

use std::collections::BTreeSet;
use std::io::Read;

use anyhow::Context;
use crawler::cause::Cause;

use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use hyper::Method;
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE};
use scraper::{Html, Selector};
use tests::client::{get, request};
use tests::site_server::SiteServer;
use tests::{hostile, hostile_sites};

async fn served() -> SiteServer {
    SiteServer::start(&hostile_sites())
        .await
        .expect("the hostile sites are well formed and loopback has a port")
}

#[tokio::test]
async fn the_index_leads_to_every_listed_page() -> anyhow::Result<()> {
    let server = served().await;
    let index = get(&server, hostile::SITE, "/").await?;
    let document = Html::parse_document(&String::from_utf8_lossy(index.body()));
    let links = Selector::parse("a[href]").expect("the selector is valid");
    let mut linked: BTreeSet<&str> = document.select(&links).filter_map(|link| link.attr("href")).collect();
    linked.insert("/");

    let listed: BTreeSet<&str> = hostile::PAGES.iter().map(|trap| trap.path).collect();
    assert_eq!(linked, listed);
    Ok(())
}

#[tokio::test]
async fn every_site_says_what_it_must_come_to_and_every_misbehaviour_has_one() -> anyhow::Result<()> {
    let server = served().await;
    let sites = server.sites().filter(|site| site.name != hostile::SITE);
    let mut shown: BTreeSet<String> =
        hostile::PAGES.iter().map(|trap| trap.misbehaviour.to_owned()).collect();
    shown.extend(hostile::tls::SITES.iter().map(|(_, misbehaviour, _)| (*misbehaviour).to_owned()));
    for site in sites {
        let expected = site.expected.as_ref().with_context(|| format!("{} has no [expected]", site.name))?;
        assert!(!expected.outcome.is_empty(), "{}", site.name);
        for outcome in expected.outcome.iter().chain(expected.pages.values()) {
            let known =
                ["evaluated", "audited"].contains(&outcome.as_str()) || outcome.parse::<Cause>().is_ok();
            assert!(known, "{}: {outcome}", site.name);
        }
        shown.insert(expected.misbehaviour.clone());
    }
    let known: BTreeSet<String> = hostile::MISBEHAVIOURS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(shown, known);
    Ok(())
}

#[test]
fn no_page_lies_about_unused() -> anyhow::Result<()> {
    let folder = hostile_sites().join(hostile::SITE);
    let files: Vec<_> =
        std::fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    for page in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "html")) {
        let name = page.file_name().and_then(|name| name.to_str()).context("a name in UTF-8")?;
        let leads_there = |file: &&std::path::PathBuf| {
            *file != page && std::fs::read_to_string(file).is_ok_and(|text| text.contains(name))
        };
        assert!(name == "index.html" || files.iter().any(|file| leads_there(&file)), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn deep_and_wide_pages_are_as_deep_and_wide_as_they_say() -> anyhow::Result<()> {
    let server = served().await;
    for (path, unit, count) in [("/noeuds.html", "<p>", 100_000), ("/imbrication.html", "<div>", 5_000)] {
        let page = get(&server, hostile::SITE, path).await?;
        assert_eq!(String::from_utf8_lossy(page.body()).matches(unit).count(), count, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn noise_is_announced_as_html() -> anyhow::Result<()> {
    let answer = get(&served().await, hostile::SITE, "/bruit.html").await?;
    assert_eq!(answer.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    assert!(std::str::from_utf8(answer.body()).is_err());
    Ok(())
}

#[tokio::test]
async fn the_gzip_bomb_unpacks_a_thousand_times_bigger_than_it_travels() -> anyhow::Result<()> {
    let server = served().await;
    let mut answer = request(&server, Method::GET, hostile::SITE, "/bombe").await?;
    assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip");

    let mut travelled = Vec::new();
    while travelled.len() < 50_000 {
        let frame = answer.frame().await.expect("the bomb is longer than this")?;
        travelled.extend_from_slice(frame.data_ref().expect("the bomb has no trailers"));
    }
    let mut unpacked = Vec::new();
    // Reading ends in an error, because the stream was cut; the bytes before the cut are unpacked.
    let _cut = GzDecoder::new(travelled.as_slice()).read_to_end(&mut unpacked);
    assert!(unpacked.len() > 500 * travelled.len(), "{} from {}", unpacked.len(), travelled.len());
    Ok(())
}
