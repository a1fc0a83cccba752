use super::*;
use crate::fetch::tests::Shelf;
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;

const SMALL: SitemapLimits = SitemapLimits { file: 1000, inflated: 2000, files: 5, depth: 2, pages: 4 };

fn pages(addresses: &[&str]) -> String {
    let urls: String = addresses.iter().map(|url| format!("<url><loc>{url}</loc></url>")).collect();
    format!(
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    )
}

fn index(addresses: &[&str]) -> String {
    let urls: String = addresses.iter().map(|url| format!("<sitemap><loc>{url}</loc></sitemap>")).collect();
    format!("<sitemapindex>{urls}</sitemapindex>")
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}

fn base() -> Url {
    "https://a.example/plans/sitemap.xml".parse().expect("a URL")
}

fn paths(urls: &[Url]) -> Vec<&str> {
    urls.iter().map(Url::path).collect()
}

#[test]
fn reads_pages_with_entities_and_spaces_around_them() {
    let file = pages(&[
        "\n https://a.example/?a=1&amp;b=2 ",
        "<![CDATA[https://a.example/b]]>",
        "https://a.example/&#x63;",
    ]);
    let listed = parse(file.as_bytes(), &base(), SMALL).expect("a sitemap");
    let urls: Vec<_> = listed.pages.iter().map(Url::as_str).collect();
    assert_eq!(urls, ["https://a.example/?a=1&b=2", "https://a.example/b", "https://a.example/c"]);
}

#[test]
fn pictures_are_no_pages() {
    let file = "<urlset><url><loc>https://a.example/</loc><image:image><image:loc>https://a.example/x.jpg</image:loc></image:image></url></urlset>";
    assert_eq!(parse(file.as_bytes(), &base(), SMALL).expect("a sitemap").pages.len(), 1);
}

#[test]
fn reads_lists_of_addresses_too() {
    let listed = parse("\u{feff}https://a.example/a\r\nhttps://a.example/b\n".as_bytes(), &base(), SMALL);
    assert_eq!(paths(&listed.expect("a list").pages), ["/a", "/b"]);
}

#[test]
fn a_page_or_nonsense_is_no_sitemap() {
    for file in ["<!doctype html><html><body>404", "nonsense", "{\"a\": 1}", "<rss></rss>"] {
        let refused = parse(file.as_bytes(), &base(), SMALL);
        assert!(matches!(refused, Err(SitemapError::NoSitemap)), "{file}: {refused:?}");
    }
}

#[test]
fn a_file_that_breaks_off_keeps_what_came_before() {
    let whole = pages(&["https://a.example/a", "https://a.example/b"]);
    let cut = &whole[..whole.len() - 30];
    assert_eq!(paths(&parse(cut.as_bytes(), &base(), SMALL).expect("a sitemap").pages), ["/a"]);
    let compressed = gzip(whole.as_bytes());
    let cut = &compressed[..compressed.len() - 12];
    assert!(parse(cut, &base(), SMALL).is_ok());
}

#[test]
fn wrong_addresses_are_told() {
    let listed = parse(pages(&["", "javascript:alert(1)", "https://a.example/"]).as_bytes(), &base(), SMALL);
    let listed = listed.expect("a sitemap");
    assert_eq!((listed.pages.len(), listed.problems.len()), (1, 2));
}

#[test]
fn relative_addresses_and_prefixed_names_are_read_as_they_are_meant() {
    let file = pages(&["/mairie", "agenda.html", "//a.example/ecole"]);
    let listed = parse(file.as_bytes(), &base(), SMALL).expect("a sitemap");
    assert_eq!(paths(&listed.pages), ["/mairie", "/plans/agenda.html", "/ecole"]);
    let file = "<sm:urlset xmlns:sm='http://www.sitemaps.org/schemas/sitemap/0.9'><sm:url>\
                <sm:loc>https://a.example/mairie</sm:loc><image:loc>https://a.example/x</image:loc></sm:url></sm:urlset>";
    assert_eq!(paths(&parse(file.as_bytes(), &base(), SMALL).expect("a sitemap").pages), ["/mairie"]);
}

#[test]
fn what_inflates_without_end_is_cut() {
    let bomb = gzip(format!("{}{}", pages(&["https://a.example/"]), " ".repeat(50_000_000)).as_bytes());
    let listed = parse(&bomb, &base(), SMALL).expect("a sitemap");
    assert_eq!((listed.pages.len(), listed.problems.len()), (1, 1));
}

#[test]
fn an_address_without_end_and_entities_of_its_own_do_no_harm() {
    let file = format!(
        "<!DOCTYPE x [<!ENTITY a '{}'>]><urlset><url><loc>https://a.example/&a;</loc></url></urlset>",
        "x".repeat(99)
    );
    assert_eq!(paths(&parse(file.as_bytes(), &base(), SMALL).expect("a sitemap").pages), ["/"]);
    let file = pages(&[&format!("https://a.example/{}", "x".repeat(100_000))]);
    assert!(parse(file.as_bytes(), &base(), SMALL).expect("a sitemap").pages.is_empty());
}

async fn collected(files: &[(&str, String)]) -> Collected {
    let mut shelf = Shelf::default();
    for (path, file) in files {
        shelf.put(&format!("https://a.example{path}"), "application/xml", file);
    }
    collect(&shelf, &["https://a.example/0".parse().expect("a URL")], SMALL).await
}

#[tokio::test]
async fn follows_an_index_and_tells_what_is_missing() {
    let found = collected(&[
        ("/0", index(&["https://a.example/1", "https://a.example/2"])),
        ("/1", pages(&["https://a.example/page"])),
    ])
    .await;
    assert_eq!((paths(&found.pages), paths(&found.read)), (vec!["/page"], vec!["/0", "/1"]));
    assert_eq!(found.problems, ["https://a.example/2: status 404"]);
}

#[tokio::test]
async fn an_index_that_lists_itself_ends() {
    let found = collected(&[("/0", index(&["https://a.example/0"]))]).await;
    assert_eq!(found.read.len(), 1);
}

#[tokio::test]
async fn depth_files_and_pages_are_limited() {
    let next = |n: u8| index(&[&format!("https://a.example/{n}")]);
    let deep = collected(&[("/0", next(1)), ("/1", next(2)), ("/2", next(3)), ("/3", next(4))]).await;
    assert_eq!((deep.read.len(), deep.problems.len()), (3, 1));

    let many: Vec<_> = (1..20).map(|n| format!("https://a.example/{n}")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let wide = collected(&[("/0", index(&many))]).await;
    assert!(wide.problems.last().expect("told").contains("limit"));
    assert_eq!(collected(&[("/0", pages(&many))]).await.pages.len(), SMALL.pages);
}

proptest! {
    /// Broken XML is normal input: nothing panics and the limits hold.
    #[test]
    fn no_file_breaks_the_reader(parts in prop::collection::vec(
        prop_oneof!["<urlset>", "</?url>", "<loc>", "https://a.example/[a-z]", "</loc>", "<!\\[CDATA\\[", "&#?[a-z0-9]{1,4};", "<!--", ".{0,3}"],
        0..30,
    )) {
        if let Ok(listed) = parse(parts.concat().as_bytes(), &base(), SMALL) {
            prop_assert!(listed.pages.len() <= SMALL.pages);
        }
    }
}
