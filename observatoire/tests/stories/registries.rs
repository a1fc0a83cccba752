//! Several registries with the real program: their members are merged, a broken registry changes nothing, wrong
//! addresses are reported, and no secret is shown.

use serde_json::json;
use tests::registry_server::{Failure, Platform, RegistryServer};

use crate::support::{Desk, Ended, public_folder as public, sites};

const SECRET: &str = "s3cr3t-k3y-that-nobody-may-see";

fn platform() -> Platform {
    let mut platform = Platform::new(2, SECRET);
    platform.bodies = vec![
        json!({"id": "b1", "name": "Syndicat A", "memberships": [{"body": "b2"}]}),
        json!({"id": "b2", "name": "Fédération B"}),
    ];
    for number in 1..=5 {
        platform
            .put(json!({"id": format!("m{number}"), "name": format!("Ville {number}"), "kind": "commune",
            "memberships": [{"body": "b1", "relation": "member"}]}));
    }
    platform
}

/// Runs a command with the key in the environment and full logging. Neither output nor log may contain the key.
async fn run(desk: &Desk, code: i32, arguments: &[&str]) -> Ended {
    let arguments = [&["--log", "trace"], arguments].concat();
    let mut command = desk.command(&arguments);
    command.env("PLATFORM_KEY", SECRET);
    let ended = crate::support::end_of(command.spawn().unwrap()).await;
    assert_eq!(ended.code, Some(code), "{arguments:?}\n{}\n{}", ended.stdout, ended.stderr);
    assert!(!ended.stdout.contains(SECRET) && !ended.stderr.contains(SECRET), "{arguments:?} shows the key");
    ended
}

fn configure(desk: &Desk, server: &RegistryServer) {
    desk.configure(&format!(
        "\n[[registry]]\nconnector = 'csv'\nname = 'corrections'\npath = 'corrections.csv'\n\n\
         [[registry]]\nconnector = 'contract'\nname = 'platform'\nprivate = true\nurl = '{}'\n\
         auth = {{ token_env = 'PLATFORM_KEY' }}\n",
        server.url()
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    story(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    story(Desk::on_postgres()).await;
}

async fn story(desk: Desk) {
    let server = RegistryServer::start(platform()).await.unwrap();
    configure(&desk, &server);
    desk.write("corrections.csv", "id;nom;urls\nm2;Ville 2 (corrigée);https://deux.example/\n");
    run(&desk, 0, &["init"]).await;
    let first = run(&desk, 0, &["members", "sync"]).await;
    assert!(first.stdout.contains("corrections: 1 added"), "{}", first.stdout);
    assert!(first.stdout.contains("platform: 4 added, 1 changed"), "{}", first.stdout);
    let again = run(&desk, 0, &["members", "sync"]).await;
    assert!(again.stdout.contains("platform: unchanged"), "{}", again.stdout);
    let shown = run(&desk, 0, &["members", "show", "m2"]).await.stdout;
    assert!(shown.contains("name: Ville 2 (corrigée)") && shown.contains("platform (m2)"), "{shown}");

    only_what_changed_is_asked_for(&desk, &server).await;
    a_broken_platform_changes_nothing(&desk, &server).await;
    bodies_show_whom_they_reach(&desk).await;
}

async fn only_what_changed_is_asked_for(desk: &Desk, server: &RegistryServer) {
    server.platform().put(json!({"id": "m6", "name": "Ville 6", "memberships": [{"body": "b2"}]}));
    server.platform().delete("m5");
    server.platform().asked.clear();
    let changed = run(desk, 0, &["members", "sync", "platform"]).await.stdout;
    assert!(changed.contains("1 added, 0 changed, 4 unchanged, 1 gone"), "{changed}");
    assert!(changed.contains("  + m6\tVille 6") && changed.contains("  - m5\tVille 5"), "{changed}");
    let asked = server.platform().asked.clone();
    assert!(
        asked.iter().all(|asked| asked.contains("bodies") || asked.contains("changed_since=")),
        "{asked:?}"
    );
}

async fn a_broken_platform_changes_nothing(desk: &Desk, server: &RegistryServer) {
    let before = run(desk, 0, &["members", "list"]).await.stdout;
    for (failure, reason) in [
        (Failure::Empty, "would be gone"),
        (Failure::ForgetsPages, "annoncés"),
        (Failure::SecondPage, "HTTP 500"),
    ] {
        server.platform().failure = Some(failure);
        let sync = run(desk, 1, &["members", "sync", "platform", "--from-scratch"]).await;
        assert!(sync.stderr.contains(reason), "{failure:?}: {}", sync.stderr);
        let sources = run(desk, 1, &["members", "sources"]).await.stdout;
        assert!(sources.contains(reason), "{sources}");
        assert_eq!(run(desk, 0, &["members", "list"]).await.stdout, before, "{failure:?}");
    }
    server.platform().failure = None;
    server.platform().token = "another".to_owned();
    let refused = run(desk, 1, &["members", "sync", "platform"]).await;
    assert!(refused.stderr.contains("HTTP 401"), "{}", refused.stderr);
    assert_eq!(run(desk, 0, &["members", "list"]).await.stdout, before);
    server.platform().token = SECRET.to_owned();
    run(desk, 0, &["members", "sync"]).await;
    run(desk, 0, &["members", "sources"]).await;
}

async fn bodies_show_whom_they_reach(desk: &Desk) {
    run(desk, 0, &["publish"]).await;
    let page = std::fs::read_to_string(desk.public().join("organismes/federation-b/index.html")).unwrap();
    assert!(page.contains("4\u{a0}membres indirects") || page.contains("4 membres indirects"), "{page}");
    assert!(page.contains("Ville 6") && page.contains("Ville 2 (corrigée)"), "{page}");
    assert_eq!(public::dead_links(&desk.public()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_addresses_is_found_written_and_published() {
    let desk = Desk::on_sqlite();
    let page = |name: &str| format!("<!DOCTYPE html><html lang='fr'><title>{name}</title><h1>{name}</h1>");
    let server = sites::serve(
        &desk,
        &[
            ("bien/index.html", page("Bien")),
            ("commun/index.html", page("Commun")),
            ("partie/autre.html", page("Autre")),
        ],
    )
    .await;
    let url = |site: &str| server.url(site, "/");
    let lines = [
        "id;nom;urls".to_owned(),
        format!("bien;Ville Bien;{}", url("bien")),
        format!("un;Commune Une;{}", url("commun")),
        format!("deux;=Commune Deux;{}", url("commun")),
        format!("partie;Ville Partie;{}", url("partie")),
        "sans;Ville Sans;".to_owned(),
        "neant;Ville Néant;néant".to_owned(),
    ];
    desk.write("members.csv", &(lines.join("\n") + "\n"));
    desk.run_to(1, &["members", "import", "members.csv"]).await;
    let check = desk.run_to(1, &["members", "check", "--allow-private"]).await;
    let found: Vec<(&str, &str)> = check
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.split(';').collect::<Vec<_>>())
        .map(|cells| (cells[0], cells[6]))
        .collect();
    let expected = [
        ("neant", "malformed"),
        ("deux", "shared"),
        ("partie", "dead"),
        ("sans", "no-site"),
        ("un", "shared"),
    ];
    assert_eq!(found, expected, "{}", check.stdout);
    assert!(check.stdout.contains("'=Commune Deux"), "no cell is a formula: {}", check.stdout);
    assert!(!server.arrivals("bien").is_empty());
    assert!(server.arrivals("bien").iter().any(|arrival| arrival.path == "/robots.txt"));

    desk.run_to(0, &["publish"]).await;
    let page = std::fs::read_to_string(desk.public().join("defauts-annuaire/index.html")).unwrap();
    assert!(page.contains("5\u{a0}défauts") && page.contains("Ville Partie"), "{page}");
    let csv = std::fs::read_to_string(desk.public().join("defauts-annuaire/defauts.csv")).unwrap();
    assert_eq!(csv.lines().count(), 6, "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_nothing_answers_it_is_our_network_and_nothing_is_written() {
    let desk = Desk::on_sqlite();
    let lines: Vec<String> =
        (0..12).map(|n| format!("m{n};Ville {n};http://ville-{n}.localhost:1/")).collect();
    desk.write("members.csv", &format!("id;nom;urls\n{}\n", lines.join("\n")));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    let check = desk.run_to(2, &["members", "check", "--allow-private"]).await;
    assert!(check.stderr.contains("network is in doubt") && check.stdout.is_empty(), "{}", check.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_in_the_configuration_is_refused_and_not_repeated() {
    let desk = Desk::on_sqlite();
    for keys in [
        format!("connector = 'contract'\nurl = 'http://a.example/'\ntoken = '{SECRET}'"),
        format!("connector = 'contract'\nurl = 'http://moi:{SECRET}@a.example/'"),
        format!("connector = 'contract'\nurl = 'http://a.example/'\nauth = {{ token = '{SECRET}' }}"),
    ] {
        desk.configure(&format!("\n[[registry]]\n{keys}\n"));
        let ended = desk.run_to(2, &["members", "sync"]).await;
        assert!(!ended.stderr.contains(SECRET), "{}", ended.stderr);
        assert!(ended.stderr.contains("observatoire.toml, line 4"), "{}", ended.stderr);
    }
}
