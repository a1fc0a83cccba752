//! Where letters go out: a mail server over TLS, or a folder of files.

use crate::config::{Letters, mailbox};
use anyhow::{Context, Result};
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::header::ContentType,
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use std::time::Duration;

/// A server that does not answer costs no more.
const PATIENCE: Duration = Duration::from_secs(60);

/// A letter before it has an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The same letter has the same key: it goes out once.
    pub key: String,
    pub to: String,
    pub subject: String,
    pub text: String,
}

pub enum Post {
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

impl Post {
    pub fn open(config: &Letters) -> Result<Self> {
        if let Some(folder) = &config.folder {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
            return Ok(Self::Folder(AsyncFileTransport::new(folder)));
        }
        let server = config.smtp.as_ref().context("[letters] names neither smtp nor folder")?;
        let host = server.host_str().unwrap_or_default();
        let mut builder = match server.scheme() {
            "smtps" => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
            _ => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
        }
        .with_context(|| format!("[letters] smtp: {host}"))?;
        if is_loopback(host) && server.scheme() == "smtp" {
            // A relay of this machine: nothing of it goes over a network, and it seldom has a certificate of its name.
            let parameters = TlsParameters::new(host.to_owned()).context("no TLS")?;
            builder = builder.tls(Tls::Opportunistic(parameters));
        }
        if let Some(port) = server.port() {
            builder = builder.port(port);
        }
        if let Some(user) = &config.user {
            let name = config.password_env.as_deref().context("[letters] user needs password_env")?;
            let password =
                std::env::var(name).with_context(|| format!("[letters] the variable {name} is not set"))?;
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self::Server(Box::new(builder.timeout(Some(PATIENCE)).build())))
    }

    /// Hands a letter over. Whether it arrives is the server's affair.
    pub async fn send(&self, config: &Letters, letter: &Letter) -> Result<()> {
        let message = message(config, letter)?;
        match self {
            Self::Server(server) => {
                drop(server.send(message).await.context("the mail server did not take it")?)
            }
            Self::Folder(folder) => drop(folder.send(message).await.context("the letter cannot be written")?),
        }
        Ok(())
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

fn message(config: &Letters, letter: &Letter) -> Result<Message> {
    let mut builder = Message::builder()
        .from(mailbox(&config.from)?)
        .to(mailbox(&letter.to)?)
        .subject(letter.subject.replace(['\r', '\n'], " "))
        .header(ContentType::TEXT_PLAIN);
    if let Some(reply_to) = &config.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    builder.body(letter.text.clone()).context("the letter cannot be put together")
}
