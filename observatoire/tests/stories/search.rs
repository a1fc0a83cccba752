//! A commune is found among thousands: with the keyboard alone, and without any script. `SEARCH_MEMBERS=40000` tries
//! more communes than France has; publishing them takes minutes in a build for tests.

use std::time::Duration;
use std::{env, fs};

use crate::public_site::preview;
use crate::support::{Desk, reader::Reader};

const MEMBERS: usize = 3_000;

fn count_of_members() -> usize {
    env::var("SEARCH_MEMBERS").map_or(MEMBERS, |count| count.parse().expect("SEARCH_MEMBERS is a number"))
}

/// Imports and publishes many members with similar names, and the one that is searched for.
async fn with_members(desk: &Desk) {
    let mut lines = vec!["id;name;kind;departement;insee;postal_code;body;urls".to_owned()];
    lines.extend((0..count_of_members()).map(|number| {
        let name = ["Saint-Martin", "Villeneuve", "La Chapelle", "Mont"][number % 4];
        format!(
            "m{number};Commune de {name}-{number};commune;{:02};;;Syndicat;https://v{number}.example/",
            1 + number % 19
        )
    }));
    lines.push(
        "x1;Commune de Bréhat-l’Essai;commune;22;22016;22870 22871;Syndicat;https://www.brehat-essai.example/".into(),
    );
    desk.write("members.csv", &(lines.join("\n") + "\n"));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    desk.run_to(0, &["publish"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commune_is_found_by_keyboard_and_without_script() {
    let desk = Desk::on_sqlite();
    with_members(&desk).await;
    let (_server, address) = preview(&desk).await;
    let reader = Reader::with_window(1280, 900).await;
    for typed in ["bré", "bre", "BREHAT l'essai", "22016", "22871", "brehat-essai.ex", "essai brehat"] {
        reader.client.goto(&address).await.unwrap();
        typed_until(&reader, typed, "[role=option]", "Commune de Bréhat").await;
        assert!(loaded(&reader).await <= 50_000);
        let found = reader.choose_first().await;
        assert!(found.ends_with("sites/www.brehat-essai.example/"), "«{typed}» leads to {found}");
    }
    let heading = reader.text_of("h1").await;
    assert!(heading.starts_with("Commune de Bréhat-l’Essai"), "{heading}");
    // The search field is in the header of every page. A query without a match is answered, too.
    typed_until(&reader, "zzz", "form[role=search] [role=status]", "Aucune proposition").await;
    without_script(&desk, &reader, &address).await;
    reader.client.close().await.unwrap();
}

/// Types into the search field, and waits until the text of an element begins as expected.
async fn typed_until(reader: &Reader, typed: &str, element: &str, expected: &str) {
    reader.focus_on("input[name=q]").await;
    reader.type_in(typed).await;
    let answered = async {
        while !reader.text_of(element).await.starts_with(expected) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let answered = tokio::time::timeout(Duration::from_secs(20), answered).await;
    assert!(answered.is_ok(), "«{typed}» has no answer: {}", reader.text_of(element).await);
}

/// Bytes of the search index that the page has loaded so far, uncompressed.
async fn loaded(reader: &Reader) -> u64 {
    let script = "return performance.getEntriesByType('resource')\
         .filter(one => one.name.includes('recherche/parts')).reduce((all, one) => all + one.decodedBodySize, 0)";
    reader.client.execute(script, vec![]).await.unwrap().as_u64().unwrap()
}

/// Without a script the form leads to a help page, from which links lead to the member.
async fn without_script(desk: &Desk, reader: &Reader, address: &str) {
    fs::write(desk.public().join("search.js"), "").unwrap();
    reader.client.goto(&format!("{address}methode/")).await.unwrap();
    reader.client.refresh().await.unwrap();
    reader.focus_on("input[name=q]").await;
    reader.type_in("bréhat").await;
    let helped = reader.enter().await;
    assert!(helped.contains("recherche/?q="), "{helped}");
    reader.follow("annuaire/b/").await;
    let member = reader.follow("Bréhat").await;
    assert!(member.contains("/membres/x1/"), "{member}");
}
