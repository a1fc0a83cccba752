//! Right and wrong commands: data goes to standard output only, reasons and remedies go to standard error.

use std::collections::BTreeSet;

use rules::referential::Referential;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use tests::site_server::SiteServer;

use crate::support::{Desk, sites};

/// Each case: arguments that are refused, and words that the message must contain.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_run_says_where_and_why() {
    let desk = Desk::on_sqlite();
    desk.run_to(0, &["init"]).await;
    let cases: [(&[&str], &[&str]); 13] = [
        (&["sample", "--size", "5"], &["no member has a site", "members import"]),
        (&["sample", "--size", "0"], &["--size"]),
        (&["audit"], &["nothing to audit", "--urls-file"]),
        (&["audit", "--urls-file", "nowhere.txt"], &["nowhere.txt cannot be read"]),
        (&["members", "import", "nowhere.csv"], &["nowhere.csv"]),
        (&["--config", "nowhere.toml", "members", "list"], &["nowhere.toml cannot be read"]),
        (&["--database", "mysql://ann:secret@db.example/x", "members", "list"], &["mysql://ann:***@"]),
        (&["--database", "postgres://ann:secret@localhost:1/x", "members", "list"], &["ann:***@localhost:1"]),
        (&["--database", "sqlite:///nowhere/at/all.db", "members", "list"], &["/nowhere/at/all.db"]),
        (&["run"], &["information_url"]),
        (&["run", "--allow-private"], &["no site to audit", "members import"]),
        (&["rejudge", "0123456789ab"], &["no audit has the id 0123456789ab"]),
        (&["preview"], &["nothing is published", "observatoire publish"]),
    ];
    for (arguments, said) in cases {
        let ended = desk.run_to(2, arguments).await;
        assert_eq!(ended.stdout, "", "{arguments:?}");
        for word in said {
            assert!(ended.stderr.contains(word), "{arguments:?} says: {}", ended.stderr);
        }
        assert!(!ended.stderr.contains("secret"), "{}", ended.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_not_known_is_refused_with_its_file_and_line() {
    let desk = Desk::on_sqlite();
    desk.configure("\n[crawl]\npages = 3\npagse = 4\n");
    let ended = desk.run_to(2, &["members", "list"]).await;
    assert!(ended.stderr.contains("observatoire.toml, line 7"), "{}", ended.stderr);
    assert!(ended.stderr.contains("pagse"), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_visited_without_saying_who_comes() {
    let desk = Desk::on_sqlite();
    let ended = desk.run_to(2, &["audit", "--page", "https://www.example/"]).await;
    assert!(ended.stderr.contains("information_url"), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_is_told_with_its_place_and_loses_no_other() {
    let desk = Desk::on_sqlite();
    let lines = [
        "id;name;urls",
        "a;Commune A;https://a.example/",
        "b;;https://b.example/",
        "c;Commune C;https://c.example/",
    ];
    desk.write("members.csv", &format!("\u{feff}{}\n", lines.join("\n")));
    let ended = desk.run_to(1, &["members", "import", "members.csv"]).await;
    assert!(
        ended.stdout.starts_with("2 added,") && ended.stdout.ends_with("; 1 to correct\n"),
        "{}",
        ended.stdout
    );
    for word in ["members.csv", "3", "name"] {
        assert!(ended.stderr.contains(word), "no `{word}`: {}", ended.stderr);
    }
    let listed = desk.run_to(0, &["--log", "debug", "--log-format", "json", "members", "list"]).await;
    assert_eq!(listed.stdout, "a\tCommune A\thttps://a.example/\nc\tCommune C\thttps://c.example/\n");
    for line in listed.stderr.lines() {
        serde_json::from_str::<Value>(line).expect(line);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_listed_page_is_one_object_of_the_contract() {
    let server = sites::demo().await;
    let desk = Desk::on_sqlite();
    let (good, missing) = (server.url("saint-oradou", "/index.htm"), server.url("valbrune", "/absente.html"));
    let accused = server.url("eaux-orvanne", "/");
    let given = [good.as_str(), "this is no address", &missing, "http://nulle-part.invalid/", &accused];
    desk.write("pages.txt", &format!("\u{feff}# a comment\r\n\r\n{}\r\n", given.join("\r\n")));

    let asked = ["audit", "--allow-private", "--format", "jsonl", "--urls-file", "pages.txt"];
    let ended = desk.run_to(1, &asked).await;
    let objects: Vec<Value> = ended.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let urls: BTreeSet<&str> = objects.iter().map(|object| object["url"].as_str().unwrap()).collect();
    assert_eq!(objects.len(), given.len());
    assert_eq!(urls, BTreeSet::from(given));
    for object in &objects {
        if [good.as_str(), &accused].contains(&object["url"].as_str().unwrap()) {
            is_audited(object)
        } else {
            is_not_audited(object)
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_used_unless_it_is_only_to_be_looked_at() {
    let server = SiteServer::start(&tests::acted_sites()).await.unwrap();
    let desk = Desk::on_sqlite();
    desk.write("observatoire.toml", "");
    let wide = server.url("usage", "/10.11.1_fixed-width.html");
    let used = ["audit", "--allow-private", "--format", "json", "--page", &wide];
    assert_eq!(outcome_of_test(&desk.run_to(0, &used).await.stdout, "10.11.1"), "failed");
    let looked_at = [used.as_slice(), &["--act", "none"]].concat();
    assert_eq!(outcome_of_test(&desk.run_to(0, &looked_at).await.stdout, "10.11.1"), "cantTell");
}

fn outcome_of_test(told: &str, test: &str) -> String {
    let told: Value = serde_json::from_str(told).unwrap();
    let page = told.as_array().map_or(&told, |pages| &pages[0]);
    let tests = page["tests"].as_array().unwrap();
    outcome_of(tests.iter().find(|told| told["id"] == test).unwrap(), "outcome").to_owned()
}

fn is_audited(object: &Value) {
    assert_eq!((&object["outcome"], &object["reason"]), (&Value::from("audited"), &Value::Null));
    let ids: Vec<&str> =
        object["tests"].as_array().unwrap().iter().map(|test| outcome_of(test, "id")).collect();
    let all: Vec<String> = Referential::usual().tests().map(|test| test.id.to_string()).collect();
    assert_eq!((ids.len(), ids), (258, all.iter().map(String::as_str).collect()));

    let rules = object["rules"].as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        outcome_of(rule, "id");
        let tests = texts(&rule["tests"]);
        texts(&rule["act"]);
        for finding in rule["findings"].as_array().unwrap() {
            outcome_of(finding, "reason");
            for name in ["message", "selector", "html"] {
                assert!(finding[name].is_string(), "{finding}");
            }
            assert!(texts(&finding["tests"]).iter().all(|test| tests.contains(test)), "{finding}");
        }
    }
}

/// The field `name` of an object, after a check that the object's outcome is one of EARL's.
fn outcome_of<'a>(object: &'a Value, name: &str) -> &'a str {
    let outcome = object["outcome"].as_str().unwrap();
    assert!(["passed", "failed", "cantTell", "inapplicable", "untested"].contains(&outcome), "{object}");
    object[name].as_str().unwrap()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn is_not_audited(object: &Value) {
    assert_eq!(object["outcome"], "not-audited");
    assert!(!object["reason"].as_str().unwrap().is_empty());
    assert_eq!((&object["tests"], &object["rules"]), (&Value::from([(); 0]), &Value::from([(); 0])));
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_finds_what_is_there_and_gives_a_remedy_for_what_is_not() {
    let desk = Desk::on_sqlite();
    let well = desk.run_to(0, &["doctor"]).await.stdout;
    for what in ["browser", "a browser starts", "database", "folder of the site", "free space"] {
        assert!(well.contains(what) && !well.contains("MISSING"), "{well}");
    }

    desk.configure("[browser]\nbinary = \"/nowhere/chromium\"\n");
    let ill = desk.run_to(1, &["--database", "postgres://ann@localhost:1/x", "doctor"]).await.stdout;
    let missing: Vec<&str> = ill.lines().filter(|line| line.starts_with("MISSING")).collect();
    assert_eq!(missing.len(), 3, "{ill}");
    assert!(ill.contains("apt-get install") && ill.contains("[database] url"), "{ill}");
    let remedies = ill.lines().filter(|line| line.trim_start().starts_with("-> ")).count();
    assert!(remedies >= missing.len(), "{ill}");
}

#[tokio::test(flavor = "multi_thread")]
async fn preview_serves_what_was_published_until_it_is_told_to_stop() {
    let desk = Desk::on_sqlite();
    desk.run_to(0, &["init"]).await;
    desk.run_to(0, &["publish"]).await;
    let mut preview = desk.start(&["preview", "--port", "0"]);
    let mut line = String::new();
    BufReader::new(preview.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/');

    for (path, status) in [("/", "200"), ("/../observatoire.toml", "404"), ("/nowhere/", "404")] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(answer.split(' ').nth(1), Some(status), "{path}");
    }
    kill_process(Pid::from_raw(preview.id().unwrap().cast_signed()).unwrap(), Signal::TERM).unwrap();
    assert_eq!(preview.wait().await.unwrap().code(), Some(0));
}
