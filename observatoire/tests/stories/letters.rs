//! Letters sent to a mail server on loopback: each is sent once, at most the configured number an hour, and only to
//! the recipients that the body allows.

use tests::{site_server::SiteServer, smtp::MailServer};

use crate::support::{Desk, sites};

const RUN: [&str; 5] = ["run", "--allow-private", "--pages", "1", "--no-publish"];
const PAGE: &str =
    "<!DOCTYPE html><html><title>Mairie</title><h1>Mairie</h1><p>Bonjour à toutes et à tous.</p>";

async fn members(desk: &Desk) -> SiteServer {
    let names = ["a", "b", "c"];
    let files: Vec<(String, String)> =
        names.iter().map(|name| (format!("{name}/index.html"), PAGE.to_owned())).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let server = sites::serve(desk, &files).await;
    let line = |id: &str, body: &str, contact: &str| {
        format!("{id};Mairie {id};{body};{};{contact}\n", server.url(id, "/"))
    };
    let lines = [
        line("a", "SITIV", "mairie-a@exemple.example"),
        line("b", "SITIV", "refused-b@exemple.example"),
        line("c", "Agence", "mairie-c@exemple.example"),
    ];
    desk.write("members.csv", &format!("id;name;body;urls;contact\n{}", lines.concat()));
    desk.run_to(0, &["members", "import", "members.csv"]).await;
    server
}

fn configure(desk: &Desk, port: u16, most: u32) {
    configure_to(desk, port, most, "\"direction@sitiv.example\"");
}

fn configure_to(desk: &Desk, port: u16, most: u32, sitiv: &str) {
    desk.configure(&format!(
        "[site]\nbase_url = \"https://observatoire.example/\"\naudit_itself = false\n\
         [letters]\nsmtp = \"smtp://127.0.0.1:{port}\"\nfrom = \"Observatoire <robot@observatoire.example>\"\n\
         reply_to = \"contact@observatoire.example\"\nmost_per_hour = {most}\n\
         [[letters.body]]\nname = \"SITIV\"\nto = [{sitiv}]\nmembers = true\n\
         [[letters.body]]\nname = \"Agence\"\nto = [\"direction@agence.example\"]\n"
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_arrive_once_on_sqlite() {
    letters_arrive_once(Desk::on_sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_arrive_once_on_postgres() {
    letters_arrive_once(Desk::on_postgres()).await;
}

async fn letters_arrive_once(desk: Desk) {
    let _server = members(&desk).await;
    let mail = MailServer::start().await.unwrap();
    configure(&desk, mail.port, 60);
    desk.run_to(0, &RUN).await;

    let dry = desk.run_to(0, &["letters", "--dry-run"]).await;
    assert!(dry.stderr.contains("4 letters"), "{}{}", dry.stdout, dry.stderr);
    assert!(!dry.stdout.contains("@exemple.example"), "no contact is shown: {}", dry.stdout);
    assert_eq!(mail.arrived(), [], "a dry run sends nothing");

    let sent = desk.run_to(1, &["letters"]).await;
    assert!(sent.stdout.starts_with("3 letters sent, 1 not taken"), "{}{}", sent.stdout, sent.stderr);
    let mut to: Vec<String> = mail.arrived().into_iter().flat_map(|letter| letter.to).collect();
    to.sort_unstable();
    assert_eq!(to, ["direction@agence.example", "direction@sitiv.example", "mairie-a@exemple.example"]);
    let arrived = mail.arrived();
    let to_member = arrived.iter().find(|letter| letter.to == ["mairie-a@exemple.example"]).unwrap();
    assert!(to_member.data.contains("Reply-To: contact@observatoire.example"), "{}", to_member.data);
    assert_eq!(to_member.from, "robot@observatoire.example");

    let again = desk.run_to(0, &["letters"]).await;
    assert!(again.stdout.starts_with("0 letters sent"), "{}", again.stdout);
    assert_eq!(mail.arrived().len(), 3, "no letter is sent twice, and a refused letter is not sent again");

    configure_to(&desk, mail.port, 60, "\"direction@sitiv.example\", \"adjointe@sitiv.example\"");
    let more = desk.run_to(0, &["letters"]).await;
    assert!(more.stdout.starts_with("1 letter sent"), "a new recipient gets the letter: {}", more.stdout);
    assert_eq!(mail.arrived().last().unwrap().to, ["adjointe@sitiv.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_go_out_within_an_hour_than_was_said_and_the_rest_waits() {
    let desk = Desk::on_sqlite();
    let _server = members(&desk).await;
    let mail = MailServer::start().await.unwrap();
    configure(&desk, mail.port, 2);
    desk.run_to(0, &RUN).await;
    let sent = desk.run(&["letters"]).await;
    assert!(sent.stdout.contains("2 for the next hour"), "{}", sent.stdout);
    let none = desk.run_to(0, &["letters"]).await;
    assert!(none.stdout.starts_with("0 letters sent"), "{}", none.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_off_until_somebody_says_where_they_go_and_may_be_files() {
    let desk = Desk::on_sqlite();
    let _server = members(&desk).await;
    desk.run_to(0, &RUN).await;
    let off = desk.run_to(2, &["letters"]).await;
    assert!(off.stderr.contains("[letters]"), "{}", off.stderr);
    desk.configure(
        "[letters]\nfolder = \"outbox\"\nfrom = \"robot@observatoire.example\"\n\
         [[letters.body]]\nname = \"Agence\"\nto = [\"direction@agence.example\"]\n",
    );
    desk.run_to(0, &["letters"]).await;
    let files: Vec<_> = std::fs::read_dir(desk.path("outbox")).unwrap().flatten().collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].path()).unwrap();
    assert!(text.contains("To: direction@agence.example"), "{text}");
}
