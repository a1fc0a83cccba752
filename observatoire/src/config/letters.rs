//! `[letters]`: sender, mail server and recipients of letters.

use crate::words::say;
use anyhow::{Context, Result, bail};
use lettre::message::Mailbox;
use serde::Deserialize;
use std::path::PathBuf;
use url::Url;

/// Settings of letters. No letter is sent unless a server or a folder is named.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letters {
    /// Mail server: `smtps://HOST`, or `smtp://HOST` with STARTTLS before anything else is sent. Only a server on this
    /// machine may do without TLS.
    pub smtp: Option<Url>,
    pub user: Option<String>,
    /// The name of the environment variable that holds the password.
    pub password_env: Option<String>,
    /// File (PEM) with the certificate of a certification authority that is trusted besides those of the system.
    pub authority: Option<PathBuf>,
    /// Folder into which letters are written as `.eml` files instead of being sent.
    pub folder: Option<PathBuf>,
    pub from: String,
    /// Address for answers; by default `from`.
    pub reply_to: Option<String>,
    /// Address of the administrator, who gets a letter when something needs attention.
    pub administrator: Option<String>,
    pub most_per_hour: u32,
    /// Bodies that get letters; their members may get some too.
    pub body: Vec<OfBody>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfBody {
    /// Name or id of the body.
    pub name: String,
    /// Recipients of the summary.
    #[serde(default)]
    pub to: Vec<String>,
    /// Whether the members of the body get letters at their contact address.
    #[serde(default)]
    pub members: bool,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            smtp: None,
            user: None,
            password_env: None,
            authority: None,
            folder: None,
            from: String::new(),
            reply_to: None,
            administrator: None,
            most_per_hour: 60,
            body: Vec::new(),
        }
    }
}

impl Letters {
    pub fn is_on(&self) -> bool {
        self.smtp.is_some() || self.folder.is_some()
    }

    pub(super) fn check(&self) -> Result<()> {
        if !self.is_on() {
            return Ok(());
        }
        if self.smtp.is_some() && self.folder.is_some() {
            bail!(say!("letters-two-ways"));
        }
        if let Some(server) =
            self.smtp.as_ref().filter(|url| !matches!(url.scheme(), "smtp" | "smtps") || !url.has_host())
        {
            bail!(say!("letters-no-server", server = server.host_str().unwrap_or_default()));
        }
        if self.smtp.as_ref().is_some_and(|url| url.password().is_some()) {
            bail!(say!("letters-password"));
        }
        if self.most_per_hour == 0 {
            bail!(say!("letters-per-hour"));
        }
        mailbox(&self.from).context("[letters] from")?;
        let named =
            self.reply_to.iter().chain(&self.administrator).chain(self.body.iter().flat_map(|body| &body.to));
        for address in named {
            mailbox(address).context("[letters]")?;
        }
        Ok(())
    }
}

pub fn mailbox(address: &str) -> Result<Mailbox> {
    address.parse().with_context(|| say!("no-mailbox", address = address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<()> {
        toml::from_str::<Letters>(text).expect("keys that are known").check()
    }

    #[test]
    fn they_are_off_unless_somebody_says_where_they_go() {
        assert!(!Letters::default().is_on());
        assert!(read("").is_ok());
    }

    #[test]
    fn what_could_not_be_sent_is_refused_before_anything_is() {
        let from = "from = 'Observatoire <robot@observatoire.example>'\n";
        assert!(read(&format!("{from}smtp = 'smtps://mail.example'")).is_ok());
        assert!(read(&format!("{from}folder = 'letters'")).is_ok());
        for wrong in [
            "folder = 'letters'".to_owned(),
            format!("{from}smtp = 'https://mail.example'"),
            format!("{from}smtp = 'smtps://me:secret@mail.example'"),
            format!("{from}smtp = 'smtps://mail.example'\nfolder = 'x'"),
            format!("{from}folder = 'x'\nmost_per_hour = 0"),
            format!("{from}folder = 'x'\nadministrator = 'nobody'"),
            format!("{from}folder = 'x'\n[[body]]\nname = 'A'\nto = ['a@b.example', 'c']"),
        ] {
            let told = format!("{:#}", read(&wrong).expect_err(&wrong));
            assert!(told.contains("[letters]") && !told.contains("secret"), "{told}");
        }
    }
}
