//! The same seed draws the same pages, so that two audits of a site can be compared.

use serde_json::Value;

use crate::support::{Desk, sites};

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_draws_its_sample_again_and_another_draws_another() {
    let desk = Desk::on_sqlite();
    let page = |body: &str| {
        format!("<!DOCTYPE html><html lang=\"fr\"><head><title>Page</title></head><body>{body}</body></html>")
    };
    let names: Vec<String> = (0..40).map(|number| format!("page-{number}.html")).collect();
    let links: String =
        names.iter().map(|name| format!("<p><a href=\"{name}\">Vers {name}</a></p>")).collect();
    let mut files = vec![("vaste/index.html".to_owned(), page(&links))];
    files.extend(names.iter().map(|name| (format!("vaste/{name}"), page(name))));
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let server = sites::serve(&desk, &files).await;
    let site = server.url("vaste", "/");

    let first = sample(&desk, &site, "7").await;
    assert_eq!((first.len(), first[0].as_str()), (6, site.as_str()));
    assert_eq!(sample(&desk, &site, "7").await, first);
    assert_ne!(sample(&desk, &site, "8").await, first);
}

async fn sample(desk: &Desk, site: &str, seed: &str) -> Vec<String> {
    let asked = ["audit", site, "--allow-private", "--pages", "6", "--seed", seed, "--format", "json"];
    let audits: Value = serde_json::from_str(&desk.run_to(0, &asked).await.stdout).unwrap();
    assert_eq!(audits[0]["sample"]["seed"].to_string(), seed);
    let pages = audits[0]["pages"].as_array().unwrap();
    pages.iter().map(|page| page["url"].as_str().unwrap().to_owned()).collect()
}
