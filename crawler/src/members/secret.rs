//! Secrets come from the environment or from a file, when they are needed; the configuration only says where.

use super::ReadError;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderName, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Most bytes of a file that holds a secret.
const MOST_BYTES: u64 = 64 * 1024;

/// Authentication of requests.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// The environment variable that holds the key.
    token_env: Option<String>,
    /// The file that holds the key.
    token_file: Option<PathBuf>,
    /// Name of the header; by default `Authorization`.
    header: Option<String>,
    /// The word before the key: by default `Bearer`, and nothing in a header of another name.
    scheme: Option<String>,
    /// An account whose password is the key.
    user: Option<String>,
}

impl Auth {
    pub fn header(&self) -> Result<(HeaderName, HeaderValue), ReadError> {
        let token = read(self.token_env.as_deref(), self.token_file.as_deref(), "auth.token")?;
        let name = self.header.as_deref().map_or(Ok(header::AUTHORIZATION), str::parse);
        let name =
            name.map_err(|_| ReadError::Secret("auth.header n’est pas le nom d’un en-tête".to_owned()))?;
        let value = match (&self.user, &self.scheme) {
            (Some(user), _) => {
                format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{}", token.expose_secret())))
            }
            (None, Some(scheme)) => format!("{scheme} {}", token.expose_secret()).trim_start().to_owned(),
            (None, None) if name == header::AUTHORIZATION => format!("Bearer {}", token.expose_secret()),
            (None, None) => token.expose_secret().to_owned(),
        };
        let unfit =
            || ReadError::Secret("la clé contient des caractères qu’un en-tête ne peut porter".to_owned());
        let mut value = HeaderValue::from_str(&value).map_err(|_| unfit())?;
        value.set_sensitive(true);
        Ok((name, value))
    }
}

/// Reads the secret from the variable or the file. `key` is the configuration's name for it.
pub fn read(variable: Option<&str>, file: Option<&Path>, key: &str) -> Result<SecretString, ReadError> {
    let text = match (variable, file) {
        (Some(variable), None) => std::env::var(variable).map_err(|_| {
            ReadError::Secret(format!("la variable d’environnement {variable} ({key}_env) n’est pas définie"))
        })?,
        (None, Some(file)) => from_file(file, key)?,
        _ => {
            let reason =
                format!("indiquer soit {key}_env (variable d’environnement), soit {key}_file (fichier)");
            return Err(ReadError::Secret(reason));
        }
    };
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        Err(ReadError::Secret(format!("la valeur indiquée par {key} est vide")))
    } else {
        Ok(text.into())
    }
}

fn from_file(file: &Path, key: &str) -> Result<String, ReadError> {
    let unreadable = |reason: &dyn std::fmt::Display| {
        ReadError::Secret(format!("{} ({key}_file) : lecture impossible ({reason})", file.display()))
    };
    let size = std::fs::metadata(file).map_err(|error| unreadable(&error))?.len();
    if size > MOST_BYTES {
        return Err(unreadable(&format_args!("{size} octets")));
    }
    std::fs::read_to_string(file).map_err(|error| unreadable(&error.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auth(text: &str) -> Auth {
        toml::from_str(text).expect("a section")
    }

    #[test]
    fn a_key_goes_where_the_platform_wants_it_and_shows_nowhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("key");
        std::fs::write(&file, "s3cr3t\n").expect("a file");
        let file = format!("token_file = {:?}\n", file.display().to_string());
        for (more, name, value) in [
            ("", "authorization", "Bearer s3cr3t"),
            ("scheme = 'Api-Key'", "authorization", "Api-Key s3cr3t"),
            ("header = 'X-API-Key'", "x-api-key", "s3cr3t"),
            ("user = 'moi'", "authorization", "Basic bW9pOnMzY3IzdA=="),
        ] {
            let auth = auth(&format!("{file}{more}"));
            let header = auth.header().expect("a header");
            assert_eq!((header.0.as_str(), header.1.to_str().expect("text")), (name, value));
            assert!(!format!("{auth:?} {header:?}").contains("s3cr3t"));
        }
    }

    #[test]
    fn a_secret_that_is_not_there_is_told_by_where_it_should_be() {
        let said = |text: &str| auth(text).header().expect_err("no secret").to_string();
        assert!(
            said("token_env = 'OBSERVATOIRE_NO_SUCH_VARIABLE'").contains("OBSERVATOIRE_NO_SUCH_VARIABLE")
        );
        assert!(said("token_file = '/nowhere/key'").contains("/nowhere/key"));
        assert!(said("").contains("token_env"));
    }
}
