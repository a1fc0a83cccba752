//! The published site passes its own audit, can be read by keyboard on a small screen, and runs no script from hostile
//! texts in the data.

use std::fs;
use std::path::Path;

use rules::{Outcome, audit::Finding};
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::support::{Desk, public_folder as public, reader::Reader, sites};

/// Starts `observatoire preview`. Returns its process and the address of the site.
pub async fn preview(desk: &Desk) -> (tokio::process::Child, String) {
    let mut child = desk.start(&["preview", "--port", "0"]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.next_line().await.unwrap().expect("preview tells its address");
    (child, address)
}

#[tokio::test(flavor = "multi_thread")]
async fn passes_its_own_audit_and_is_read_by_keyboard_alone() {
    let desk = Desk::on_sqlite();
    desk.configure("[site]\nlanguages = [\"fr\", \"en\"]\n");
    let server = sites::demo().await;
    sites::registry(&desk, &server, &["saint-oradou", "valbrune", "montreval"]);
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    for _ in 0..2 {
        desk.run_to(1, &["run", "--allow-private", "--pages", "3"]).await;
    }
    its_own_audit_finds_no_failure(&desk.public());
    a_defect_is_pictured_on_a_page_that_has_it(&desk.public());
    a_reader_finds_everything(&desk).await;
}

/// A defect whose first pictured place is not on the home page has a picture, and its page shows it.
fn a_defect_is_pictured_on_a_page_that_has_it(folder: &Path) {
    let audits = public::audits(folder);
    let framed = audits.iter().flat_map(|(path, audit)| {
        let defects = audit.findings.iter().filter(|finding| finding.outcome == Outcome::Failed);
        let first = |finding: &Finding| {
            let place = finding.places.iter().find(|place| place.frame.is_some())?;
            Some((format!("{path}/constats/{}/index.html", finding.id), place.page))
        };
        defects.filter_map(first).collect::<Vec<_>>()
    });
    let mut elsewhere = framed.filter(|(_, number)| *number > 0);
    let (page, number) = elsewhere.next().expect("a defect that only another page than the home page has");
    let picture = format!("page-{}.webp", number + 1);
    let page = folder.join(page);
    assert!(page.parent().unwrap().with_file_name(&picture).is_file(), "{page:?}");
    assert!(fs::read_to_string(&page).unwrap().contains(&picture), "{page:?}");
}

/// The audit of the published site itself covers pages of each kind in both languages, finds no failure, and has a
/// permalink to which the accessibility statement links.
fn its_own_audit_finds_no_failure(folder: &Path) {
    let audits = public::audits(folder);
    let own: Vec<_> = audits.iter().filter(|(_, audit)| audit.site.host == "localhost_8000").collect();
    assert_eq!(own.len(), 1, "new data alone causes no new audit of the site itself");
    for (_, audit) in &own {
        let failed = audit.findings.iter().filter(|finding| finding.outcome == Outcome::Failed);
        let told: Vec<_> = failed
            .map(|finding| {
                let place = &finding.places[0];
                (&finding.reason, &finding.html, &audit.pages[place.page as usize].url, &place.selector)
            })
            .collect();
        assert!(told.is_empty(), "{told:#?}");
        assert_eq!(audit.summary.pages_not_audited, 0, "{:#?}", audit.pages);
        assert!(audit.summary.pages_audited >= 40, "{} pages", audit.summary.pages_audited);
    }
    let statement = fs::read_to_string(folder.join("accessibilite/index.html")).unwrap();
    assert!(own.iter().any(|(path, _)| statement.contains(path.as_str())), "{statement}");
    assert_eq!(public::dead_links(folder), Vec::<String>::new());
}

/// Goes through the site at 320 CSS pixels without a mouse: a commune, its latest audit, a defect, the audit before,
/// the table of findings.
async fn a_reader_finds_everything(desk: &Desk) {
    let (_server, address) = preview(desk).await;
    let reader = Reader::with_window(320, 700).await;
    reader.client.goto(&address).await.unwrap();
    let mut way = Vec::new();
    for wanted in
        ["annuaire/", "annuaire/s/", "Saint-Oradou", "/audits/", "constats/", "L’audit entier", "audit du"]
    {
        assert!(reader.sideways().await <= 0, "{} scrolls sideways", reader.address().await);
        way.push(reader.follow(wanted).await);
    }
    let parts = ["annuaire/", "annuaire/s/", "membres/", "/audits/", "constats/", "/audits/", "/audits/"];
    for (at, part) in parts.iter().enumerate() {
        assert!(way[at].contains(part), "{way:#?}");
    }
    assert_ne!(way[3], way[6], "the audit before is another");
    assert_eq!(way[3], way[5]);
    let table = reader.download("findings.csv").await;
    let id = way[6].trim_end_matches('/').rsplit('-').next().unwrap().to_owned();
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("audit,host,date,finding,outcome"), "{}", lines[0]);
    assert!(
        lines.len() > 1 && lines[1].starts_with(&id),
        "the table is not of the audit whose page links to it: {table}"
    );
    assert!(reader.follow("audit.json").await.ends_with(".json"));
    reader.client.close().await.unwrap();
}

const HOSTILE: [&str; 5] = [
    "<script>document.title='HIT'</script>",
    "\"><img src=x onerror=\"document.title='HIT'\">",
    "'><svg onload=document.title='HIT'>",
    "javascript:document.title='HIT'",
    "</title></bdi></code></script><script>alert('HIT')</script>",
];

#[tokio::test(flavor = "multi_thread")]
async fn what_strangers_wrote_runs_nowhere() {
    let desk = Desk::on_sqlite();
    let server = sites::serve(&desk, &hostile_site()).await;
    let host = format!("http://mechant.localhost:{}/", server.port());
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut lines = vec!["id;name;kind;departement;body;urls".to_owned()];
    for (number, text) in HOSTILE.iter().enumerate() {
        let field = quoted(text);
        let url =
            if number == 0 { host.clone() } else { quoted(&format!("http://x{number}.invalid/{text}")) };
        lines.push(format!("{};{field};{field};{field};{field};{url}", quoted(&format!("{number}{text}"))));
    }
    desk.write("members.csv", &(lines.join("\n") + "\n"));
    desk.run(&["members", "import", "members.csv"]).await;
    desk.run_to(1, &["run", "--allow-private", "--pages", "3"]).await;
    let audited = public::audits(&desk.public());
    let path = audited.iter().find(|(_, audit)| audit.site.host.starts_with("mechant")).unwrap().0.clone();
    reply(&desk, &path).await;
    nothing_runs(&desk).await;
}

/// A site with hostile titles, addresses, attributes and texts, on elements with defects, so that findings quote them.
fn hostile_site() -> Vec<(&'static str, String)> {
    let mut body = String::new();
    for text in HOSTILE {
        let shown = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        body.push_str(&format!(
            "<p><a href=\"{shown}\"></a><img src=\"{shown}\" class=\"{shown}\"></p><p>{shown}</p>\n"
        ));
        body.push_str(&format!("<p><a href=\"/autre.html?{shown}\">{shown}</a></p>\n"));
    }
    let title = HOSTILE.concat().replace('<', "&lt;");
    let page = format!("<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>");
    vec![("mechant/index.html", page.clone()), ("mechant/autre.html", page)]
}

async fn reply(desk: &Desk, audit: &str) {
    let text = HOSTILE.join(" ").replace('"', "\"\"");
    desk.write("replies.csv", &format!("audit;author;date;text\n{audit};\"{text}\";2026-11-22;\"{text}\"\n"));
    let taken = desk.run_to(0, &["reply", "replies.csv"]).await;
    assert_eq!(taken.stdout, "1 replies taken, 0 to correct\n");
    desk.run_to(0, &["publish"]).await;
    let page = fs::read_to_string(desk.public().join(audit).join("index.html")).unwrap();
    assert!(page.contains("id=\"reponse\""), "the reply is not on the page of the audit");
}

async fn nothing_runs(desk: &Desk) {
    let (_server, address) = preview(desk).await;
    let reader = Reader::with_window(1280, 900).await;
    let pages: Vec<_> = public::marks(&desk.public())
        .into_keys()
        .filter(|file| file.extension().is_some_and(|kind| kind == "html" || kind == "svg"))
        .filter(|file| {
            !file
                .components()
                .any(|part| ["regles", "criteres"].map(std::ffi::OsStr::new).contains(&part.as_os_str()))
        })
        .collect();
    assert!(pages.len() > 20, "{pages:?}");
    for page in pages {
        let path = page.strip_prefix(desk.public()).unwrap().display().to_string();
        reader.client.goto(&format!("{address}{path}")).await.unwrap();
        assert!(reader.client.get_alert_text().await.is_err(), "{path} opened a dialog");
        let script = "return [document.title === 'HIT', [...document.querySelectorAll('[href],[src]')]\
             .filter(e => /^\\s*(javascript|data|vbscript):/i.test(e.href?.baseVal ?? e.href ?? e.src)).length,\
             document.querySelectorAll('[onload],[onerror],[onclick],iframe,object,embed').length]";
        let seen = reader.client.execute(script, vec![]).await.unwrap();
        assert_eq!(seen, serde_json::json!([false, 0, 0]), "{path}");
    }
    reader.client.close().await.unwrap();
}
