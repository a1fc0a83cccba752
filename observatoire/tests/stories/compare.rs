//! A commune compared with others: the median on its site's page, its row in the table of its body, and its printed
//! letter.

use fantoccini::wd::PrintConfiguration;
use rules::documents::Reading;

use crate::public_site::preview;
use crate::support::{Desk, reader::Reader, sites};

/// Communes with the number of their defects. Six are more than the least number of peers, below which no median is
/// shown.
const COMMUNES: [(&str, usize); 6] =
    [("aubry", 1), ("belval", 0), ("corvin", 4), ("dornes", 2), ("esteil", 0), ("fargues", 3)];

/// A page with `defects` criteria proven not met: each defect breaks another criterion.
fn page(name: &str, defects: usize) -> String {
    const DEFECTS: [&str; 4] = [
        "<iframe src=\"/carte.html\"></iframe>",
        "<p lang=\"zz-zz\">Demat an holl, deuet mat oc'h.</p>",
        "<p><a href=\"/suite.html\"></a></p>",
        "<form><input type=\"text\"></form>",
    ];
    let defects = DEFECTS[..defects].concat();
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Commune de {name}</title></head>\
         <body><main><h1>Commune de {name}</h1><p>Bienvenue.</p>{defects}</main></body></html>"
    )
}

async fn observatory(desk: &Desk) -> tests::site_server::SiteServer {
    let pages = COMMUNES.map(|(name, defects)| (format!("{name}/index.html"), page(name, defects)));
    let files: Vec<(&str, String)> = pages.iter().map(|(path, page)| (path.as_str(), page.clone())).collect();
    let server = sites::serve(desk, &files).await;
    let mut lines = vec!["id;name;kind;departement;body;urls".to_owned()];
    lines.extend(COMMUNES.map(|(name, _)| {
        format!("{name};Commune de {name};commune;22;Syndicat d’essai;{}", server.url(name, "/"))
    }));
    desk.write("members.csv", &(lines.join("\n") + "\n"));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    desk.run_to(0, &["run", "--allow-private", "--pages", "1"]).await;
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commune_is_set_beside_its_neighbours_and_its_letter_is_printed() {
    let desk = Desk::on_sqlite();
    let _server = observatory(&desk).await;
    let (_preview, address) = preview(&desk).await;
    let reader = Reader::with_window(1280, 900).await;
    reader.client.goto(&address).await.unwrap();
    reader.focus_on("input[name=q]").await;
    reader.type_in("corvin").await;
    let proposed = async {
        while !reader.text_of("[role=option]").await.starts_with("Commune de corvin") {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), proposed).await.unwrap();
    reader.choose_first().await;
    let verdict = reader.text_of(".verdict").await;
    assert!(verdict.contains("médiane"), "{verdict}");

    reader.follow("/membres/corvin/").await;
    reader.follow("organismes/").await;
    reader.follow("tableau/non-respectes/").await;
    let rows = rows(&reader).await;
    assert_eq!(rows.len(), COMMUNES.len(), "{rows:?}");
    assert!(rows[0].0.starts_with("Commune de corvin"), "most failed criteria first: {rows:?}");
    let failed: Vec<u32> = rows.iter().map(|(_, failed)| failed.parse().unwrap()).collect();
    assert!(failed.is_sorted_by(|one, next| one >= next) && failed[0] > failed[5], "{failed:?}");

    let letter = reader.follow("lettre/").await;
    assert!(letter.contains("/membres/corvin/lettre/"), "{letter}");
    its_print_is_two_pages_of_a4(&reader).await;
    reader.client.close().await.unwrap();
}

/// Of each row: the member's name, and the number of criteria proven not met.
async fn rows(reader: &Reader) -> Vec<(String, String)> {
    let script = "return [...document.querySelectorAll('table.members tbody tr')]\
         .map(row => [row.querySelector('th').textContent.trim(), row.cells[2].textContent.trim()])";
    serde_json::from_value(reader.client.execute(script, vec![]).await.unwrap()).unwrap()
}

/// Prints the letter from the browser to PDF, and checks its number of pages with our PDF reader.
async fn its_print_is_two_pages_of_a4(reader: &Reader) {
    let pdf = reader.client.print(PrintConfiguration::default()).await.unwrap();
    let facts = match documents::examine(&pdf, &documents::Limits::default()) {
        Reading::Examined { facts } => facts,
        Reading::NotExamined { reason, .. } => panic!("the print is no document: {reason:?}"),
    };
    assert!((1..=2).contains(&facts.pages.unwrap()), "{:?} pages", facts.pages);
    // Navigation and search of the site are shown on the screen but not printed.
    let script = "return [...document.querySelectorAll('header nav, footer nav, [role=search]')]\
         .filter(element => getComputedStyle(element).display !== 'none').length";
    let shown = reader.client.execute(script, vec![]).await.unwrap();
    assert!(shown.as_u64().unwrap() > 0, "navigation and search are shown on the screen");
    let printed = "for (const sheet of document.styleSheets) for (const rule of [...sheet.cssRules])\
         if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';";
    reader.client.execute(printed, vec![]).await.unwrap();
    let left = reader.client.execute(script, vec![]).await.unwrap();
    assert_eq!(left.as_u64(), Some(0), "navigation and search are printed");
}
