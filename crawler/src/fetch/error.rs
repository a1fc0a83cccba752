//! Reasons for which there is no response.

use crate::{cause::Cause, egress::EgressError, error_chain::chain};
use std::{error::Error, io};
use url::Url;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The guard refused the address, the name has no address, or no connection was possible.
    #[error("{message}")]
    Egress { cause: Cause, message: String },
    #[error("no secure connection: {message}")]
    Tls { message: String },
    #[error("no answer in time")]
    Timeout,
    #[error("{hops} redirects, one after the other")]
    TooManyRedirects { hops: usize },
    #[error("a redirect to «{location}», which is no address")]
    BadRedirect { location: String },
    /// A redirect that the caller does not want to be followed.
    #[error("a redirect to {to}")]
    LeadsElsewhere { to: Url },
    #[error("the connection broke: {message}")]
    ConnectionFailed { message: String },
    #[error("the answer broke off or is not HTTP: {message}")]
    BrokenAnswer { message: String },
    #[error("the client could not be made: {message}")]
    Client { message: String },
}

impl FetchError {
    pub fn cause(&self) -> Cause {
        match self {
            Self::Egress { cause, .. } => *cause,
            Self::Tls { .. } => Cause::Tls,
            Self::Timeout => Cause::Timeout,
            Self::TooManyRedirects { .. } => Cause::TooManyRedirects,
            Self::ConnectionFailed { .. } => Cause::ConnectionFailed,
            Self::BadRedirect { .. } | Self::LeadsElsewhere { .. } | Self::BrokenAnswer { .. } => {
                Cause::BrokenAnswer
            }
            Self::Client { .. } => Cause::Internal,
        }
    }

    pub(super) fn from_guard(error: &EgressError) -> Self {
        Self::Egress { cause: error.cause(), message: error.to_string() }
    }

    /// Finds the true cause in the chain of errors.
    pub(super) fn from_error(error: &reqwest::Error) -> Self {
        if let Some(guard) = find::<EgressError>(error) {
            return Self::from_guard(guard);
        }
        if error.is_builder() {
            return Self::Client { message: root(error) };
        }
        if let Some(tls) = find::<rustls::Error>(error) {
            return Self::Tls { message: tls.to_string() };
        }
        if error.is_timeout() {
            return Self::Timeout;
        }
        match find::<io::Error>(error) {
            Some(io) if io.kind() == io::ErrorKind::ConnectionRefused => {
                Self::Egress { cause: Cause::ConnectionRefused, message: io.to_string() }
            }
            Some(io) if error.is_connect() && broke_the_handshake(io) => {
                Self::Tls { message: io.to_string() }
            }
            _ if error.is_connect() => Self::ConnectionFailed { message: root(error) },
            Some(io) if io.kind() == io::ErrorKind::ConnectionReset => {
                Self::ConnectionFailed { message: io.to_string() }
            }
            _ => Self::BrokenAnswer { message: root(error) },
        }
    }
}

/// The innermost error of a type; outer ones only wrap it.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    chain(error).filter_map(|error| error.downcast_ref()).last()
}

fn root(error: &(dyn Error + 'static)) -> String {
    chain(error).last().map_or_else(String::new, ToString::to_string)
}

/// Whether the machine accepted the connection and then did not speak TLS.
fn broke_the_handshake(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}
