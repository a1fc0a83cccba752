//! Writes the member registry (`members.csv`) of a folder of sites.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use crate::site_server::SiteServer;
use crate::site_server::site::{Member, ServedSite};

const COLUMNS: [&str; 9] = ["id", "name", "kind", "siren", "insee", "departement", "body", "urls", "contact"];

/// File names of home pages, tried in this order if neither `index.toml` nor `index.tsv` names the home page.
const HOME_PAGES: [&str; 4] = ["index.html", "index.htm", "accueil.html", "home.html"];

/// A line of `index.tsv`, an optional file beside the sites' folders with the home page of each site.
#[derive(Deserialize)]
struct IndexTsv {
    slug: String,
    start: String,
}

/// CSV with one line for each served site. `folder` is the folder given to the server.
pub fn members_csv(server: &SiteServer, folder: &Path) -> anyhow::Result<String> {
    let starts = read_starts(&folder.join("index.tsv"))?;
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for site in server.sites() {
        let member = site.member.clone().unwrap_or_else(|| unknown_member(site));
        let start = member.start.clone().or_else(|| starts.get(&site.name).cloned());
        let url = home_url(server, site, start);
        let Member { name, kind, siren, insee, departement, body, contact, .. } = &member;
        writer.write_record([&site.name, name, kind, siren, insee, departement, body, &url, contact])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn unknown_member(site: &ServedSite) -> Member {
    Member { name: site.name.clone(), kind: "autre".to_owned(), ..Member::default() }
}

fn home_url(server: &SiteServer, site: &ServedSite, start: Option<String>) -> String {
    let start = start.or_else(|| {
        let found = HOME_PAGES.iter().find(|page| site.folder.join(page).is_file());
        found.map(|page| (*page).to_owned())
    });
    let start = start.unwrap_or_default().replace("{{port}}", &server.port().to_string());
    if start.starts_with("http") {
        return start;
    }
    let path = start.trim_start_matches('/');
    let path = if path == "index.html" { "" } else { path };
    server.url(&site.name, &format!("/{path}"))
}

fn read_starts(file: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    if !file.is_file() {
        return Ok(BTreeMap::new());
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_path(file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let lines = reader.deserialize().map(|line| line.map(|IndexTsv { slug, start }| (slug, start)));
    lines.collect::<Result<_, _>>().with_context(|| format!("{} has a bad line", file.display()))
}
