//! Sends letters to a mail server. Each SMTP step is made separately, so that after a failure it is known whether the
//! server may have the letter.

use crate::config::Letters;
use anyhow::{Context, Result, ensure};
use lettre::{
    Message,
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use std::{fs, time::Duration};
use tokio::time::timeout;

/// Longest wait for a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    /// With TLS from the first byte.
    Implicit,
    /// With STARTTLS, before anything else is sent.
    Upgraded,
    /// With STARTTLS if the server offers it. Only for a server on this machine, where no network is crossed.
    Offered,
}

pub struct Server {
    host: String,
    port: u16,
    secrecy: Secrecy,
    tls: TlsParameters,
    credentials: Option<Credentials>,
    patience: Duration,
}

/// Why a letter was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The server does not have the letter, so it can be sent again.
    #[error("the mail server did not take it")]
    NotTaken(#[source] SmtpError),
    /// The server did not answer in time and does not have the letter, so it can be sent again.
    #[error("the mail server did not answer within {0:?}")]
    Silent(Duration),
    /// The text was sent and no answer came back. If it were sent again, the letter might arrive twice.
    #[error("the mail server did not say whether it took it")]
    Unknown(#[source] Option<SmtpError>),
}

impl SendError {
    pub fn may_be_tried_again(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

impl Server {
    pub fn new(config: &Letters) -> Result<Self> {
        let server = config.smtp.as_ref().context("[letters] names neither smtp nor folder")?;
        let host = server.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let secrecy = match server.scheme() {
            "smtps" => Secrecy::Implicit,
            // A mail server on this machine rarely has a certificate for its name.
            _ if is_loopback(&host) => Secrecy::Offered,
            _ => Secrecy::Upgraded,
        };
        let usual = if secrecy == Secrecy::Implicit { 465 } else { 587 };
        Ok(Self {
            port: server.port().unwrap_or(usual),
            tls: tls(config, &host).with_context(|| format!("[letters] smtp: {host}"))?,
            credentials: credentials(config)?,
            patience: PATIENCE,
            secrecy,
            host,
        })
    }

    /// Hands a letter over to the server, which then delivers it.
    pub async fn send(&self, message: &Message) -> Result<(), SendError> {
        let silent = |_| SendError::Silent(self.patience);
        let announced = timeout(self.patience, self.announce(message)).await.map_err(silent)?;
        let mut connection = announced.map_err(SendError::NotTaken)?;
        let text = message.formatted();
        let answered = timeout(self.patience, connection.message(&text)).await;
        let taken = match answered {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(refusal)) if refusal.status().is_some() => Err(SendError::NotTaken(refusal)),
            Ok(Err(error)) => Err(SendError::Unknown(Some(error))),
            Err(_) => Err(SendError::Unknown(None)),
        };
        // The letter's result is already known, so the result of closing the connection does not matter.
        let _goodbye = timeout(self.patience, connection.abort()).await;
        taken
    }

    /// Opens a connection and sends all commands up to `DATA`, after which the server waits for the text of the letter.
    async fn announce(&self, message: &Message) -> Result<AsyncSmtpConnection, SmtpError> {
        let mut connection = self.connect().await?;
        let envelope = message.envelope();
        let mut parameters = Vec::new();
        if connection.server_info().supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let addresses = || envelope.from().into_iter().chain(envelope.to());
        if addresses().any(|address| !address.to_string().is_ascii()) {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        connection.command(Mail::new(envelope.from().cloned(), parameters)).await?;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
        }
        connection.command(Data).await?;
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SmtpError> {
        let hello = ClientId::default();
        let at_once = (self.secrecy == Secrecy::Implicit).then(|| self.tls.clone());
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.patience), &hello, at_once, None).await?;
        let upgrades = match self.secrecy {
            Secrecy::Implicit => false,
            Secrecy::Upgraded => true,
            Secrecy::Offered => connection.can_starttls(),
        };
        if upgrades {
            connection.starttls(self.tls.clone(), &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

fn tls(config: &Letters, host: &str) -> Result<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(file) = &config.authority {
        let pem = fs::read(file).with_context(|| format!("authority = {}", file.display()))?;
        let none = || format!("authority = {}: no certificate in PEM", file.display());
        ensure!(String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----"), none());
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).with_context(none)?);
    }
    builder.build().context("no TLS")
}

fn credentials(config: &Letters) -> Result<Option<Credentials>> {
    let Some(user) = &config.user else { return Ok(None) };
    let name = config.password_env.as_deref().context("[letters] user needs password_env")?;
    let password =
        std::env::var(name).with_context(|| format!("[letters] the variable {name} is not set"))?;
    Ok(Some(Credentials::new(user.clone(), password)))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}
