//! `verify`: published documents are checked against their addresses and the manifest.

use crate::support::Desk;
use rules::audit::{Audit, hash_of};
use std::path::PathBuf;
use tokio::io::{AsyncBufReadExt, BufReader};

const DOCUMENT: &str = r#"{"format":1,"site":{"host":"ville.example","url":"https://ville.example/","name":null},"started_at":"2026-11-22T08:30:00Z","ended_at":"2026-11-22T08:37:00Z","setting":{"referential":"RGAA","referential_version":"4.1.2","rule_set":"5f","program":"o","browser":"c","viewport_width":1280,"viewport_height":1024,"consent":"as-delivered"},"outcome":{"kind":"not-evaluated","cause":"dns","detail":null},"sample":{"seed":1,"asked":15,"known":0},"summary":{"criteria":106,"failed":0,"inapplicable":0,"passed":0,"cant_tell":106,"pages_audited":0,"pages_not_audited":0,"defects":0,"occurrences":0},"criteria":[],"tests":{},"pages":[],"findings":[]}"#;

/// Writes a public folder with one audit. Returns the path of its document.
fn published(desk: &Desk) -> PathBuf {
    let folder = desk.public().join(Audit::from_json(DOCUMENT.as_bytes()).unwrap().path());
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(desk.public().join("index.html"), "").unwrap();
    std::fs::write(folder.join("audit.json"), DOCUMENT).unwrap();
    folder.join("audit.json")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_a_file_and_an_address_are_sound() {
    let desk = Desk::on_sqlite();
    let file = published(&desk);
    let mut preview = desk.start(&["preview", "--port", "0"]);
    let mut root = String::new();
    BufReader::new(preview.stdout.take().unwrap()).read_line(&mut root).await.unwrap();
    let page = file.parent().unwrap().strip_prefix(desk.public()).unwrap().to_str().unwrap().to_owned();
    let address = format!("{}{page}/", root.trim());
    for what in ["public", file.to_str().unwrap(), &address] {
        let ended = desk.run_to(0, &["verify", "--allow-private", what]).await;
        assert!(ended.stdout.starts_with("sound\t"), "{what}: {}", ended.stdout);
        assert!(ended.stdout.contains(&hash_of(DOCUMENT.as_bytes())), "{what}: {}", ended.stdout);
        assert!(ended.stderr.contains("1 sound, 0 withdrawn, 0 wrong"), "{what}: {}", ended.stderr);
    }
    let refused = desk.run_to(1, &["verify", &address]).await;
    assert!(
        refused.stdout.contains("refused"),
        "a private address may come from anybody: {}",
        refused.stdout
    );
    preview.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_figure_changed_is_told_with_its_place() {
    let desk = Desk::on_sqlite();
    let file = published(&desk);
    std::fs::write(&file, DOCUMENT.replace("\"failed\":0", "\"failed\":3")).unwrap();
    let ended = desk.run_to(1, &["verify", "public"]).await;
    assert!(ended.stdout.starts_with("wrong\t") && ended.stdout.contains("audit.json"), "{}", ended.stdout);
    assert!(ended.stdout.contains("changed after it was published"), "{}", ended.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_alone_is_never_sound_and_its_address_tells_a_forgery() {
    let desk = Desk::on_sqlite();
    let path = Audit::from_json(DOCUMENT.as_bytes()).unwrap().path();
    let address = format!("https://observatoire.example/{path}");
    let forged = DOCUMENT.replace("\"failed\":0", "\"failed\":3");
    for (document, with_address) in [(DOCUMENT, 0), (forged.as_str(), 1)] {
        desk.write("audit.json", document);
        let alone = desk.run_to(1, &["verify", "audit.json"]).await;
        assert!(alone.stdout.starts_with("unknown\t"), "{}", alone.stdout);
        assert!(alone.stdout.contains("cannot say without its address"), "{}", alone.stdout);
        assert!(alone.stderr.contains("0 sound"), "{}", alone.stderr);
        desk.run_to(with_address, &["verify", "--address", &address, "audit.json"]).await;
    }
    let refused = desk.run_to(2, &["verify", "--address", "https://a.example/", "audit.json"]).await;
    assert!(refused.stderr.contains("address of no audit"), "{}", refused.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_looked_at_says_so() {
    let desk = Desk::on_sqlite();
    std::fs::create_dir(desk.path("empty")).unwrap();
    for (what, said) in [("nowhere.json", "nowhere.json cannot be read"), ("empty", "there is no audit.json")]
    {
        let ended = desk.run_to(2, &["verify", what]).await;
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
    let ended =
        desk.run_to(1, &["verify", "http://127.0.0.1:1/audits/a.example/2026-11-22-0123456789ab/"]).await;
    assert!(ended.stdout.starts_with("wrong\t"), "{}", ended.stdout);
}

async fn with_members(desk: &Desk) {
    let line = |number: usize| format!("m{number};Ville {number};https://ville-{number}.example/\n");
    let lines: String = (0..6).map(line).collect();
    desk.write("members.csv", &format!("id;name;urls\n{lines}"));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    desk.run_to(0, &["publish"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_somebody_changed_is_told_and_mended() {
    for desk in [Desk::on_sqlite(), Desk::on_postgres()] {
        with_members(&desk).await;
        let sound = desk.run_to(0, &["verify", "public"]).await;
        assert!(sound.stderr.contains("files as they were published, by the manifest"), "{}", sound.stderr);

        let page = desk.public().join("sites/ville-1.example/index.html");
        let before = std::fs::read_to_string(&page).unwrap();
        std::fs::write(&page, before.replace("</main>", "<script>alert(1)</script></main>")).unwrap();
        std::fs::remove_file(desk.public().join("style.css")).unwrap();
        std::fs::write(desk.public().join("sites/appât.html"), "").unwrap();
        let told = desk.run_to(1, &["verify", "public"]).await;
        for (file, said) in [
            ("public/sites/ville-1.example/index.html\t", "changed after it was published"),
            ("public/style.css\t", "missing"),
            ("public/sites/appât.html\t", "added"),
        ] {
            let line = told.stdout.lines().find(|line| line.starts_with("wrong") && line.contains(file));
            assert!(line.is_some_and(|line| line.contains(said)), "{file}: {}", told.stdout);
        }
        // The folder of another site is unchanged.
        desk.run_to(0, &["verify", "public/sites/ville-2.example"]).await;

        desk.run_to(0, &["publish"]).await;
        desk.run_to(1, &["verify", "public"]).await;
        let mended = desk.run_to(0, &["publish", "--check"]).await.stdout;
        for line in [
            "mended: sites/ville-1.example/index.html",
            "mended: style.css",
            "added by somebody: sites/appât.html",
        ] {
            assert!(mended.contains(line), "{line}: {mended}");
        }
        assert_eq!(std::fs::read_to_string(&page).unwrap(), before);
        std::fs::remove_file(desk.public().join("sites/appât.html")).unwrap();
        desk.run_to(0, &["verify", "public"]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_database_does_not_empty_what_is_published() {
    for desk in [Desk::on_sqlite(), Desk::on_postgres()] {
        with_members(&desk).await;
        let other = desk.another_database();
        desk.run_to(0, &["--database", &other, "init"]).await;
        let refused = desk.run_to(2, &["--database", &other, "publish"]).await;
        assert!(
            refused.stderr.contains("6 of the 6 sites") && refused.stderr.contains("--yes"),
            "{}",
            refused.stderr
        );
        desk.run_to(0, &["verify", "public"]).await;
        assert!(desk.public().join("sites/ville-1.example/index.html").is_file());
        desk.run_to(0, &["--database", &other, "publish", "--yes"]).await;
        assert!(!desk.public().join("sites/ville-1.example").exists());
    }
}
