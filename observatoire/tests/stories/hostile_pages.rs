//! A page that misbehaves harms only its own audit: every page of the list has an outcome, and the pages after it are
//! judged.

use std::collections::BTreeMap;

use serde_json::Value;
use tests::hostile::{self, Outcome, Trap};
use tests::hostile_sites;
use tests::site_server::SiteServer;

use crate::support::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn each_ends_as_it_may_and_none_is_lost() {
    let server = SiteServer::start(&hostile_sites()).await.unwrap();
    let desk = Desk::on_sqlite();
    desk.configure("[browser]\nmemory_limit = 400\n[browser.deadlines]\nnavigation = 5\ncapture = 4\n");
    let of = |path: &str| server.url(hostile::SITE, path);
    let list: Vec<String> = hostile::PAGES.iter().map(|trap| of(trap.path)).collect();
    desk.write("pages.txt", &list.join("\n"));

    let asked = ["audit", "--allow-private", "--format", "jsonl", "--urls-file", "pages.txt"];
    let ended = desk.run_to(1, &asked).await;
    let objects: Vec<Value> = ended.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let by_url: BTreeMap<&str, &Value> =
        objects.iter().map(|object| (object["url"].as_str().unwrap(), object)).collect();
    assert_eq!((objects.len(), by_url.len()), (list.len(), list.len()));

    for Trap { path, outcome, .. } in hostile::PAGES {
        let object = by_url[of(path).as_str()];
        let audited = object["outcome"] == "audited";
        match outcome {
            Outcome::Audited => assert!(audited, "{path}: {}", object["reason"]),
            Outcome::NotAudited => assert!(!audited, "{path} was judged"),
            Outcome::Either => {}
        }
        // Exactly the pages that were not audited give a reason.
        assert_eq!(object["reason"].is_null(), audited, "{path}: {}", object["reason"]);
    }
    let reason = |path: &str| by_url[of(path).as_str()]["reason"].as_str().unwrap().to_owned();
    assert!(reason("/telechargement").starts_with("download"), "{}", reason("/telechargement"));
    assert!(reason("/attente.html").starts_with("timeout"), "{}", reason("/attente.html"));
    assert!(reason("/memoire-tampons.html").starts_with("too-big"), "{}", reason("/memoire-tampons.html"));
    assert!(reason("/mot-de-passe.html").starts_with("login-required"), "{}", reason("/mot-de-passe.html"));
}
