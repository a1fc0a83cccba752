//! Served sites, and the registry file with their addresses.

use std::path::PathBuf;

use tests::members_file::members_csv;
use tests::site_server::SiteServer;

use super::Desk;

/// The demo sites, served.
pub async fn demo() -> SiteServer {
    SiteServer::start(&tests::demo_sites()).await.unwrap()
}

/// Serves the sites of a story. `files` are pairs of `host/file` and content.
pub async fn serve(desk: &Desk, files: &[(&str, String)]) -> SiteServer {
    let folder = desk.path("sites");
    for (path, text) in files {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    SiteServer::start(&folder).await.unwrap()
}

/// Writes the registry file of the demo sites with these ids, or of all if `ids` is empty.
pub fn registry(desk: &Desk, server: &SiteServer, ids: &[&str]) -> PathBuf {
    let all = members_csv(server, &tests::demo_sites()).unwrap();
    let is_wanted = |line: &&str| {
        let id = line.split(';').next().unwrap_or_default();
        id == "id" || ids.is_empty() || ids.contains(&id)
    };
    let lines: Vec<&str> = all.lines().filter(is_wanted).collect();
    desk.write("members.csv", &(lines.join("\n") + "\n"))
}
