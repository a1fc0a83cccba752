//! Letters to a mail server on loopback that postpones, refuses or breaks off, with attempts over several days.

use super::*;
use ::tests::smtp::{MailServer, Secrecy};
use std::path::Path;
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    store: Store,
    mail: MailServer,
}

impl Desk {
    async fn new(secrecy: Secrecy) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("letters.sqlite").display());
        let store = Store::open(&url).await.expect("a database");
        let mail = MailServer::start_with(secrecy).await.expect("a mail server");
        std::fs::write(folder.path().join("authority.pem"), &mail.authority).expect("written");
        Self { folder, store, mail }
    }

    fn config(&self, scheme: &str, authority: Option<&Path>) -> Config {
        let mut config = Config::default();
        let server = format!("{scheme}://localhost:{}", self.mail.port);
        config.letters.smtp = Some(server.parse().expect("an address"));
        config.letters.from = "robot@observatoire.example".to_owned();
        config.letters.authority = authority.map(Path::to_owned);
        config
    }

    fn authority(&self) -> std::path::PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// Sends a letter to this address at this hour. Gives the result and the time of the next attempt.
    async fn write(&self, config: &Config, to: &str, hour: i64) -> (Sent, Waiting) {
        let now = DateTime::UNIX_EPOCH + TimeDelta::hours(hour);
        let mut open = Open {
            store: &self.store,
            now,
            keys: BTreeSet::new(),
            letters: Vec::new(),
            waiting: Waiting::default(),
        };
        open.add(letter(to)).await.expect("asked");
        let mut waiting = open.waiting;
        let sent =
            hand_over(config, &self.store, open.letters, now, &mut waiting).await.expect("handed over");
        (sent, waiting)
    }

    fn arrived(&self) -> usize {
        self.mail.arrived().len()
    }
}

fn letter(to: &str) -> Letter {
    Letter {
        key: format!("member:{to}:4f1c2ab09d3e"),
        to: to.to_owned(),
        subject: "Audit d’accessibilité".to_owned(),
        text: "Bonjour,\nvoilà.\n".to_owned(),
    }
}

const SENT: Sent = Sent { sent: 1, failed: 0, again: 0, left: 0 };
const AGAIN: Sent = Sent { sent: 0, failed: 1, again: 1, left: 0 };
const GIVEN_UP: Sent = Sent { sent: 0, failed: 1, again: 0, left: 0 };
const NOTHING: Sent = Sent { sent: 0, failed: 0, again: 0, left: 0 };

fn until(hour: i64) -> Waiting {
    Waiting(Some(DateTime::UNIX_EPOCH + TimeDelta::hours(hour)))
}

#[tokio::test]
async fn a_letter_that_was_put_off_or_whose_connection_broke_goes_out_an_hour_later_once() {
    for to in ["later@a.example", "lost@a.example"] {
        let desk = Desk::new(Secrecy::None).await;
        let config = desk.config("smtp", None);
        assert_eq!(desk.write(&config, to, 0).await, (AGAIN, until(1)), "{to}");
        assert_eq!(desk.write(&config, to, 0).await, (NOTHING, until(1)), "{to}: its time has not come");
        assert_eq!(desk.write(&config, to, 1).await.0, SENT, "{to}");
        assert_eq!(desk.write(&config, to, 48).await, (NOTHING, Waiting(None)), "{to}");
        assert_eq!(desk.arrived(), 1, "{to}");
    }
}

#[tokio::test]
async fn a_letter_that_is_refused_each_time_is_given_up_after_four_tries() {
    let desk = Desk::new(Secrecy::None).await;
    let config = desk.config("smtp", None);
    let mut told = Vec::new();
    for hour in [0, 1, 7, 31, 200] {
        told.push(desk.write(&config, "refused@a.example", hour).await.0);
    }
    assert_eq!(told, [AGAIN, AGAIN, AGAIN, GIVEN_UP, NOTHING]);
    assert_eq!(desk.arrived(), 0);
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again() {
    let desk = Desk::new(Secrecy::None).await;
    let mut config = desk.config("smtp", None);
    config.letters.smtp = Some("smtp://localhost:9".parse().expect("an address"));
    assert_eq!(desk.write(&config, "a@a.example", 0).await, (AGAIN, until(1)));
    assert_eq!(desk.write(&desk.config("smtp", None), "a@a.example", 1).await.0, SENT);
}

/// The server may have the letter already, and a letter must not arrive twice.
#[tokio::test]
async fn a_letter_without_an_answer_to_its_text_is_never_sent_again() {
    let desk = Desk::new(Secrecy::None).await;
    let config = desk.config("smtp", None);
    assert_eq!(desk.write(&config, "unsure@a.example", 0).await, (GIVEN_UP, Waiting(None)));
    assert_eq!(desk.write(&config, "unsure@a.example", 100).await, (NOTHING, Waiting(None)));
    assert_eq!(desk.arrived(), 1);
}

#[tokio::test]
async fn letters_go_over_tls_from_the_first_byte_or_by_starttls() {
    for (secrecy, scheme) in [(Secrecy::Implicit, "smtps"), (Secrecy::StartTls, "smtp")] {
        let desk = Desk::new(secrecy).await;
        let config = desk.config(scheme, Some(&desk.authority()));
        assert_eq!(desk.write(&config, "a@a.example", 0).await.0, SENT, "{scheme}");
        let arrived = desk.mail.arrived();
        assert!(arrived[0].is_secret, "{scheme}");
        assert!(arrived[0].data.contains("To: a@a.example"), "{scheme}: {}", arrived[0].data);
    }
}

#[tokio::test]
async fn a_server_that_no_known_authority_vouches_for_gets_no_letter() {
    for (secrecy, scheme) in [(Secrecy::Implicit, "smtps"), (Secrecy::StartTls, "smtp")] {
        let desk = Desk::new(secrecy).await;
        assert_eq!(desk.write(&desk.config(scheme, None), "a@a.example", 0).await.0, AGAIN, "{scheme}");
        assert_eq!(desk.arrived(), 0, "{scheme}");
    }
}

#[tokio::test]
async fn an_authority_that_is_no_certificate_is_told_with_its_file() {
    let desk = Desk::new(Secrecy::Implicit).await;
    let file = desk.folder.path().join("none.pem");
    let config = desk.config("smtps", Some(&file));
    for text in [None, Some("-----BEGIN NOTHING-----\n")] {
        if let Some(text) = text {
            std::fs::write(&file, text).expect("written");
        }
        let told = Post::open(&config.letters).err().map(|error| format!("{error:#}"));
        assert!(told.as_ref().is_some_and(|told| told.contains("none.pem")), "{told:?}");
    }
}
