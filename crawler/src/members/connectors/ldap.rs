//! Members from a directory (LDAP v3): the configuration gives a base, a filter, and the attribute of each field.
//! Results are read in pages, because directories give only some hundreds at once.

use crate::members::{
    Configured, Import, Means, ReadError, Reading, Registry, State, Unit,
    record::{Field, Record, Taker},
    secret,
};
use futures_util::future::BoxFuture;
use ldap3::{
    LdapConnAsync, LdapConnSettings, LdapError, LdapResult, Scope, SearchEntry, StdStream,
    adapters::{Adapter, EntriesOnly, PagedResults},
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};
use url::Url;

pub const CONNECTOR: Configured<Ldap> = Configured::new("ldap");

/// Longest time of one operation.
const DEADLINE: Duration = Duration::from_secs(60);
/// Longest time of the whole search.
const WHOLE: Duration = Duration::from_secs(900);
const MOST_ENTRIES: u64 = 500_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ldap {
    /// `ldap://host:port` or `ldaps://host:port`.
    url: Url,
    /// Whether an `ldap://` connection is encrypted with STARTTLS before anything else is sent.
    #[serde(default)]
    starttls: bool,
    /// Certificates (PEM) that are trusted instead of the system's.
    ca_file: Option<PathBuf>,
    /// The account; by default anonymous.
    bind_dn: Option<String>,
    password_env: Option<String>,
    password_file: Option<PathBuf>,
    /// Whether the password may be sent over an unencrypted connection.
    #[serde(default)]
    password_in_clear: bool,
    base: String,
    #[serde(default = "everything")]
    filter: String,
    #[serde(default)]
    scope: Depth,
    #[serde(default = "usual_page")]
    page_size: i32,
    /// Attribute of each field.
    attributes: BTreeMap<Field, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Depth {
    #[default]
    Subtree,
    OneLevel,
}

fn everything() -> String {
    "(objectClass=*)".to_owned()
}

fn usual_page() -> i32 {
    500
}

impl Registry for Ldap {
    fn read<'a>(&'a self, means: &'a Means, _: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            for field in [Field::Id, Field::Name] {
                if !self.attributes.contains_key(&field) {
                    return Err(self.error("attributes indique au moins id et name"));
                }
            }
            let whole = tokio::time::timeout(WHOLE, self.search(means)).await;
            let import = whole.map_err(|_| self.error("la recherche n’a pas abouti à temps"))??;
            Ok(Reading::Said(Box::new(import)))
        })
    }
}

impl Ldap {
    async fn search(&self, means: &Means) -> Result<Import, ReadError> {
        let mut ldap = self.connect(means).await?;
        self.bind(&mut ldap).await?;
        let attributes: Vec<&str> = self.attributes.values().map(String::as_str).collect();
        let pages: Vec<Box<dyn Adapter<_, _>>> =
            vec![Box::new(EntriesOnly::new()), Box::new(PagedResults::new(self.page_size.clamp(1, 10_000)))];
        let scope = match self.scope {
            Depth::Subtree => Scope::Subtree,
            Depth::OneLevel => Scope::OneLevel,
        };
        let search = ldap.with_timeout(DEADLINE);
        let search = search.streaming_search_with(pages, &self.base, scope, &self.filter, attributes);
        let mut search = search.await.map_err(|error| self.failed(&error))?;
        let (mut taker, mut number) = (Taker::new(&means.source, Unit::Record), 0);
        while let Some(entry) = search.next().await.map_err(|error| self.failed(&error))? {
            number += 1;
            if number > MOST_ENTRIES {
                return Err(ReadError::TooBig { file: self.shown(), most: MOST_ENTRIES });
            }
            taker.take(&self.record(number, &SearchEntry::construct(entry)));
        }
        // If the directory stops at its limit, the list is not complete and is refused.
        self.succeeded(search.finish().await)?;
        let _closed = ldap.unbind().await; // All entries are here, so an error while closing is harmless.
        Ok(taker.import)
    }

    async fn connect(&self, means: &Means) -> Result<ldap3::Ldap, ReadError> {
        let usual = match self.url.scheme() {
            "ldap" => 389,
            "ldaps" => 636,
            _ => return Err(self.error("l’adresse commence par ldap:// ou ldaps://")),
        };
        let host = self.url.host_str().ok_or_else(|| self.error("l’adresse n’a pas de nom de machine"))?;
        let stream = means.guard.connect(host, self.url.port().unwrap_or(usual)).await;
        let stream = stream.and_then(|stream| {
            stream
                .into_unpaced()
                .into_std()
                .map_err(|source| crate::egress::EgressError::Connect { host: host.to_owned(), source })
        });
        let stream = stream.map_err(|error| self.error(&error.to_string()))?;
        let settings = LdapConnSettings::new()
            .set_conn_timeout(DEADLINE)
            .set_starttls(self.starttls)
            .set_std_stream(StdStream::Tcp(stream));
        let settings = match &self.ca_file {
            Some(file) => settings.set_config(self.trusting(file)?),
            None => settings,
        };
        // This name is only used to check the certificate.
        let connected = LdapConnAsync::with_settings(settings, self.url.as_str()).await;
        let (connection, ldap) = connected.map_err(|error| self.failed(&error))?;
        tokio::spawn(async move {
            if let Err(error) = connection.drive().await {
                tracing::debug!(%error, "the directory closed the connection");
            }
        });
        Ok(ldap)
    }

    fn trusting(&self, file: &PathBuf) -> Result<Arc<ClientConfig>, ReadError> {
        crate::fetch::install_tls();
        let unreadable =
            |reason: &dyn std::fmt::Display| self.error(&format!("ca_file {} : {reason}", file.display()));
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(file).map_err(|error| unreadable(&error))? {
            let certificate = certificate.map_err(|error| unreadable(&error))?;
            roots.add(certificate).map_err(|error| unreadable(&error))?;
        }
        if roots.is_empty() {
            return Err(unreadable(&"aucun certificat"));
        }
        Ok(Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()))
    }

    async fn bind(&self, ldap: &mut ldap3::Ldap) -> Result<(), ReadError> {
        let Some(account) = &self.bind_dn else { return Ok(()) };
        let secure = self.url.scheme() == "ldaps" || self.starttls;
        if !secure && !self.password_in_clear {
            return Err(self.error(
                "le mot de passe passerait en clair : écrire ldaps:// ou starttls = true, ou l’accepter par password_in_clear = true",
            ));
        }
        let password = secret::read(self.password_env.as_deref(), self.password_file.as_deref(), "password")?;
        let bound = ldap.with_timeout(DEADLINE).simple_bind(account, password.expose_secret()).await;
        self.succeeded(bound.map_err(|error| self.failed(&error))?)
    }

    fn record(&self, number: u64, entry: &SearchEntry) -> Record {
        let mut record = Record::new(number);
        for (field, attribute) in &self.attributes {
            // Names of attributes are case-insensitive.
            let values = entry.attrs.iter().find(|(name, _)| name.eq_ignore_ascii_case(attribute));
            let values = values.map_or(&[][..], |(_, values)| values.as_slice());
            let text = match field {
                // labeledURI (RFC 2079) is an address followed by a label.
                Field::Urls if attribute.eq_ignore_ascii_case("labeledURI") => {
                    let addresses = values.iter().filter_map(|value| value.split_whitespace().next());
                    addresses.collect::<Vec<_>>().join(" ")
                }
                Field::Urls => values.join(" "),
                Field::Body => values.join("|"),
                _ => values.first().cloned().unwrap_or_default(),
            };
            record = record.with(*field, attribute, text);
        }
        record
    }

    fn succeeded(&self, result: LdapResult) -> Result<(), ReadError> {
        let hint = match result.rc {
            0 => return Ok(()),
            4 => {
                "l’annuaire ne donne pas tout (limite de taille) : baisser page_size, ou demander un compte sans limite"
            }
            11 => "l’annuaire refuse de donner autant à la fois : baisser page_size",
            32 => "la base n’existe pas : vérifier base",
            49 => "compte ou mot de passe refusé",
            50 => "ce compte n’a pas le droit de lire là",
            _ => "réponse inattendue de l’annuaire",
        };
        Err(self.error(&format!("{hint} (code LDAP {})", result.rc)))
    }

    fn failed(&self, error: &LdapError) -> ReadError {
        match error {
            LdapError::FilterParsing => {
                self.error("le filtre n’est pas un filtre LDAP : (objectClass=organization)")
            }
            LdapError::LdapResult { result } => match self.succeeded(result.clone()) {
                Err(error) => error,
                Ok(()) => self.error("réponse inattendue de l’annuaire"),
            },
            error => self.error(&error.to_string()),
        }
    }

    fn shown(&self) -> String {
        crate::members::means::shown(&self.url)
    }

    fn error(&self, reason: &str) -> ReadError {
        ReadError::Ldap { at: self.shown(), reason: reason.to_owned() }
    }
}
