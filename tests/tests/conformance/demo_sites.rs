//! The demo sites are complete: every page and link target exists, and all members are invented.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crawler::members::parse_file;
use hyper::StatusCode;
use hyper::header::CONTENT_TYPE;
use scraper::{Html, Selector};
use tests::client::get;
use tests::demo_sites;
use tests::members_file::members_csv;
use tests::site_server::SiteServer;
use url::Url;

/// Links that are dead on purpose, as on real sites.
const DEAD_LINKS: [&str; 1] = ["http://archives-vallebois.localhost/inventaire-2.html"];

async fn served() -> SiteServer {
    SiteServer::start(&demo_sites()).await.expect("the demo sites are well formed and loopback has a port")
}

#[tokio::test]
async fn every_link_and_file_of_every_page_answers() -> anyhow::Result<()> {
    let server = served().await;
    let (mut waiting, mut seen, mut dead) = (start_pages(&server), BTreeSet::new(), Vec::new());
    while let Some(address) = waiting.pop() {
        let site = address.host_str().and_then(|host| host.strip_suffix(".localhost")).unwrap_or_default();
        if !seen.insert(address.to_string()) || site.is_empty() {
            continue;
        }
        let answer = get(&server, site, address.path()).await?;
        if !answer.status().is_success() && !answer.status().is_redirection() {
            dead.push(address.to_string());
        }
        if answer.headers()[CONTENT_TYPE] == "text/html" {
            waiting.extend(references(&address, &String::from_utf8_lossy(answer.body())));
        }
    }

    let closed = "tourisme-vauclair.localhost";
    dead.retain(|address| !address.contains(closed) && !DEAD_LINKS.contains(&address.as_str()));
    assert_eq!(dead, Vec::<String>::new());
    assert!(seen.len() > 80, "only {} addresses were reached", seen.len());
    Ok(())
}

/// Addresses of the home pages, without the port, because the host name identifies the site.
fn start_pages(server: &SiteServer) -> Vec<Url> {
    let starts = server.sites().map(|site| {
        let start = site.member.as_ref().and_then(|member| member.start.as_deref()).unwrap_or("");
        let start = if start.starts_with("http") { "" } else { start };
        (start, site)
    });
    let live = starts.filter(|(start, site)| {
        !site.behaviours.is_empty()
            || site.folder.join(start).join("index.html").exists()
            || !start.is_empty()
    });
    live.filter_map(|(start, site)| Url::parse(&format!("http://{}.localhost/{start}", site.name)).ok())
        .collect()
}

fn references(base: &Url, html: &str) -> Vec<Url> {
    let document = Html::parse_document(html);
    let carriers = Selector::parse("[href], [src], [data]").expect("the selector is valid");
    let values = document
        .select(&carriers)
        .filter_map(|element| ["href", "src", "data"].iter().find_map(|name| element.value().attr(name)));
    let addresses = values.filter_map(|value| base.join(value).ok());
    addresses
        .map(|mut address| {
            address.set_fragment(None);
            address.set_query(None);
            address
        })
        .collect()
}

#[tokio::test]
async fn every_site_is_an_invented_member() {
    for site in served().await.sites() {
        let member = site.member.as_ref().expect("each demo site says which member it is");
        assert!(!member.name.is_empty() && !member.kind.is_empty(), "{} has no name or kind", site.name);
        assert!(member.contact.ends_with(".example"), "{} has a contact that could exist", site.name);
        // No real SIREN begins with 0.
        assert!(member.siren.starts_with("0000"), "{}: {}", site.name, member.siren);
    }
}

#[tokio::test]
async fn the_members_file_names_each_site_once_with_its_own_address() -> anyhow::Result<()> {
    let server = served().await;
    let text = members_csv(&server, &demo_sites())?;
    let import = parse_file("members.csv", text.as_bytes())?;
    assert_eq!(import.errors, []);

    let sites: BTreeMap<&str, Vec<&str>> = import
        .members
        .iter()
        .map(|member| (member.id.as_str(), member.sites.iter().map(|site| site.url.as_str()).collect()))
        .collect();
    assert!(sites.keys().copied().eq(server.sites().map(|site| site.name.as_str())));
    assert_eq!(sites["valbrune"], [server.url("valbrune", "/")]);
    assert_eq!(sites["saint-oradou"], [server.url("saint-oradou", "/index.htm")]);
    assert_eq!(sites["montreval"], ["http://www.montreval.invalid/"]);
    Ok(())
}

#[test]
fn the_example_of_a_members_file_has_nothing_to_correct() -> anyhow::Result<()> {
    let example = include_bytes!("../../../config/members.example.csv");
    let import = parse_file("members.example.csv", example)?;
    assert_eq!((import.errors.as_slice(), import.members.len()), ([].as_slice(), 3));
    Ok(())
}

#[tokio::test]
async fn folders_from_elsewhere_start_where_index_tsv_says() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for (path, text) in [
        ("nord/debut.html", ""),
        ("nord/index.html", ""),
        ("sud/accueil.html", ""),
        ("index.tsv", "slug\tstart\tdescription\nnord\tdebut.html\t\"a \"\"quoted\"\" word\"\n"),
    ] {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(Path::new("/")))?;
        std::fs::write(file, text)?;
    }

    let server = SiteServer::start(folder.path()).await?;
    let text = members_csv(&server, folder.path())?;
    for (site, path) in [("nord", "/debut.html"), ("sud", "/accueil.html")] {
        assert!(text.contains(&server.url(site, path)), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn the_firewall_answers_every_page_with_its_challenge() -> anyhow::Result<()> {
    let server = served().await;
    for path in ["/", "/agenda.html", "/robots.txt"] {
        let answer = get(&server, "tourisme-vauclair", path).await?;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
        assert!(String::from_utf8_lossy(answer.body()).contains("Vérification de sécurité"), "{path}");
    }
    Ok(())
}
