//! A site's false statement of full conformity. The published page of the audit shows the statement, the findings that
//! contradict it, and the contact; the tables, the feed and the page of the département repeat the statement.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::public_site::preview;
use crate::support::{Desk, public_folder, reader::Reader, sites};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_site_declares_is_shown_beside_what_was_proven_and_whom_to_write_to() {
    let desk = Desk::on_sqlite();
    let server = sites::demo().await;
    sites::registry(&desk, &server, &["haut-plateau"]);
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    desk.run_to(0, &["run", "--allow-private", "--pages", "5"]).await;

    let audits = public_folder::audits(&desk.public());
    let (path, audit) = audits.iter().next().expect("one audit");
    let (_server, address) = preview(&desk).await;
    let reader = Reader::with_window(320, 700).await;
    reader.client.goto(&format!("{}/{path}", address.trim_end_matches('/'))).await.unwrap();
    assert!(reader.sideways().await <= 0, "the page scrolls sideways");
    let shown = visible_text(&reader).await;

    for said in ["Le site se déclare « totalement conforme »", "déclaration du 10 janvier 2025"] {
        assert!(shown.contains(said), "«{said}» is missing of:\n{shown}");
    }
    let check = audit.statement.as_ref().expect("the statement was looked for");
    let contradiction = check.contradictions.first().expect("the statement is contradicted");
    let criteria: Vec<_> = contradiction.criteria.iter().map(ToString::to_string).collect();
    assert!(shown.contains(&criteria.join(", ")), "{criteria:?} are missing of:\n{shown}");
    let page = &audit.pages[contradiction.pages[0].page as usize].url;
    assert!(shown.contains(page), "the page that proves it is missing of:\n{shown}");
    assert!(shown.contains("c’est à une personne d’en juger"));
    assert!(shown.contains("accessibilite@haut-plateau.example"), "{shown}");
    assert!(shown.contains("Défenseur des droits"));
    reader.client.find(Locator::LinkText("formulaire.defenseurdesdroits.fr")).await.unwrap();
    assert!(!shown.contains("Pouvez-vous me donner accès"), "the letter is folded until it is asked for");
    let letter = Locator::XPath("//summary[contains(., 'Message à copier')]");
    reader.client.find(letter).await.unwrap().send_keys(&char::from(Key::Enter).to_string()).await.unwrap();
    assert!(visible_text(&reader).await.contains("Pouvez-vous me donner accès"));

    reader.client.goto(&format!("{}/departements/48/", address.trim_end_matches('/'))).await.unwrap();
    assert!(visible_text(&reader).await.contains("Le site se déclare « totalement conforme »"));
    reader.client.close().await.unwrap();

    let read = |file: &str| std::fs::read_to_string(desk.public().join(file)).unwrap();
    assert!(read("feed.atom").contains("déclaration du 10 janvier 2025"));
    assert!(read("data/sites.csv").contains(",total,100.00,2025-01-10,,2028-01-10,"));
}

/// Visible text of `main`. WebDriver replaces no-break spaces with plain spaces.
async fn visible_text(reader: &Reader) -> String {
    reader.client.find(Locator::Css("main")).await.unwrap().text().await.unwrap()
}
