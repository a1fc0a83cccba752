//! Each page is captured as on a first visit: without cookies or storage of another page or site.

use rules::Page;

use crate::support::{Desk, sites};

/// A page that writes the traces that it finds into its title, then leaves a cookie, a local and a session item.
const CURIOUS: &str = r#"<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>-</title></head>
<body><h1>Mémoire</h1><script>
function traces() {
  const found = [];
  if (document.cookie) found.push("cookie");
  if (localStorage.length) found.push("local");
  if (sessionStorage.length) found.push("session");
  return found.join(" ") || "nothing";
}
document.title = traces();
document.cookie = "seen=1; max-age=9999";
localStorage.seen = sessionStorage.seen = 1;
</script></body></html>"#;

/// The same page, which looks for traces once more after it has left its own.
fn remembering() -> String {
    CURIOUS.replace("</script>", "document.title = traces();</script>")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_carried_from_page_to_page() {
    let desk = Desk::on_sqlite();
    let redirect = "[[behaviour]]\npath = \"/ailleurs\"\nredirect = \"http://deux.localhost:{{port}}/\"\n";
    let server = sites::serve(
        &desk,
        &[
            ("un/index.html", CURIOUS.to_owned()),
            ("un/suite.html", CURIOUS.to_owned()),
            ("un/index.toml", redirect.to_owned()),
            ("deux/index.html", CURIOUS.to_owned()),
            ("temoin/index.html", remembering()),
        ],
    )
    .await;
    let pages = [("un", "/"), ("un", "/suite.html"), ("un", "/ailleurs"), ("deux", "/"), ("un", "/?2")];
    let list: Vec<String> = pages.iter().map(|(site, path)| server.url(site, path)).collect();
    assert_eq!(titles(&desk, &list).await, ["nothing"; 5]);
    // The counter-proof: a page can store and find traces, so above they were absent because nothing was carried over.
    assert_eq!(titles(&desk, &[server.url("temoin", "/")]).await, ["cookie local session"]);
}

/// Titles of the captured pages, all captured by one browser.
async fn titles(desk: &Desk, pages: &[String]) -> Vec<String> {
    desk.write("pages.txt", &pages.join("\n"));
    let keep = tempfile::tempdir_in(desk.path("tmp")).unwrap();
    let folder = keep.path().to_str().unwrap();
    let asked = ["audit", "--allow-private", "--browsers", "1", "--urls-file", "pages.txt", "--keep", folder];
    desk.run_to(0, &asked).await;
    let files = std::fs::read_dir(folder).unwrap();
    let title = |file: std::fs::DirEntry| {
        let page = Page::decode(&std::fs::read(file.path()).unwrap()).unwrap();
        page.title().unwrap()
    };
    files.map(|file| title(file.unwrap())).collect()
}
