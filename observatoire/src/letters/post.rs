//! Delivery of letters: to a mail server, or as files into a folder.

use super::server::{SendError, Server};
use crate::config::{Letters, mailbox};
use anyhow::{Context, Result};
use lettre::{
    AsyncFileTransport, AsyncTransport, Message, Tokio1Executor, message::SinglePart,
    transport::file::Error as FileError,
};

/// A letter without sender and date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Key of the letter. The same letter has the same key, so that it is sent once.
    pub key: String,
    pub to: String,
    pub subject: String,
    pub text: String,
}

pub enum Post {
    Server(Box<Server>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

/// Reason for which a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    #[error("it cannot be put together: {0:#}")]
    Letter(anyhow::Error),
    #[error(transparent)]
    Server(#[from] SendError),
    #[error("it cannot be written")]
    Folder(#[from] FileError),
}

impl PostError {
    pub fn may_be_tried_again(&self) -> bool {
        match self {
            Self::Letter(_) => false,
            Self::Server(error) => error.may_be_tried_again(),
            Self::Folder(_) => true,
        }
    }
}

impl Post {
    pub fn open(config: &Letters) -> Result<Self> {
        if let Some(folder) = &config.folder {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
            return Ok(Self::Folder(AsyncFileTransport::new(folder)));
        }
        Ok(Self::Server(Box::new(Server::new(config)?)))
    }

    pub async fn send(&self, config: &Letters, letter: &Letter) -> Result<(), PostError> {
        let message = message(config, letter).map_err(PostError::Letter)?;
        match self {
            Self::Server(server) => server.send(&message).await?,
            Self::Folder(folder) => drop(folder.send(message).await?),
        }
        Ok(())
    }
}

fn message(config: &Letters, letter: &Letter) -> Result<Message> {
    let from = mailbox(&config.from)?;
    // The same letter has the same id, however often it is handed over.
    let id = format!("<{}@{}>", digest(&letter.key), from.email.domain());
    let mut builder = Message::builder()
        .message_id(Some(id))
        .from(from)
        .to(mailbox(&letter.to)?)
        .subject(letter.subject.replace(['\r', '\n'], " "));
    if let Some(reply_to) = &config.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    builder.singlepart(SinglePart::plain(letter.text.clone())).context("the letter cannot be put together")
}

/// Digest of a text, so that the key of a letter contains no e-mail address. Twelve hexadecimal digits.
pub fn digest(address: &str) -> String {
    blake3::hash(address.as_bytes()).to_hex()[..12].to_owned()
}
