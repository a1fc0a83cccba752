//! The proxy's response in place of the site's: a status, a header with the cause, a sentence.

use super::{EgressError, body::BodyError};
use crate::{cause::Cause, error_chain::chain};
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, combinators::BoxBody};
use hyper::body::Bytes;
use hyper_util::client::legacy;
use std::io;

/// Header of a 403: the code of the [`Refusal`](super::Refusal).
pub static REFUSED_HEADER: HeaderName = HeaderName::from_static("x-observatoire-refused");
/// Header of a 502 or 504: the code of the [`Cause`].
pub static ERROR_HEADER: HeaderName = HeaderName::from_static("x-observatoire-error");

pub(super) type Reply = Response<BoxBody<Bytes, BodyError>>;

#[derive(Debug)]
pub(super) enum Failure {
    Egress(EgressError),
    Timeout { host: String },
    TooBig { host: String },
    Broken { cause: Cause, message: String },
}

impl From<EgressError> for Failure {
    fn from(error: EgressError) -> Self {
        Self::Egress(error)
    }
}

impl From<legacy::Error> for Failure {
    fn from(error: legacy::Error) -> Self {
        let cause = chain(&error).find_map(|error| error.downcast_ref::<EgressError>());
        if let Some(EgressError::Refused { host, refusal }) = cause {
            return Self::Egress(EgressError::Refused { host: host.clone(), refusal: *refusal });
        }
        let reset = || {
            chain(&error).find_map(|error| error.downcast_ref::<io::Error>()).map(|_| Cause::ConnectionFailed)
        };
        let cause = cause.map(EgressError::cause).or_else(reset).unwrap_or(Cause::BrokenAnswer);
        let message = chain(&error).last().map_or_else(String::new, ToString::to_string);
        Self::Broken { cause, message }
    }
}

impl Failure {
    pub fn cause(&self) -> Cause {
        match self {
            Self::Egress(error) => error.cause(),
            Self::Timeout { .. } => Cause::Timeout,
            Self::TooBig { .. } => Cause::TooBig,
            Self::Broken { cause, .. } => *cause,
        }
    }

    pub fn reply(&self) -> Reply {
        let message = match self {
            Self::Egress(error) => error.to_string(),
            Self::Timeout { host } => format!("{host}: no answer in time"),
            Self::TooBig { host } => format!("{host}: the answer is larger than allowed"),
            Self::Broken { message, .. } => message.clone(),
        };
        let (status, name, code) = match self {
            Self::Egress(EgressError::Refused { refusal, .. }) => {
                (StatusCode::FORBIDDEN, REFUSED_HEADER.clone(), refusal.code())
            }
            _ if self.cause() == Cause::Timeout => {
                (StatusCode::GATEWAY_TIMEOUT, ERROR_HEADER.clone(), Cause::Timeout.code())
            }
            _ => (StatusCode::BAD_GATEWAY, ERROR_HEADER.clone(), self.cause().code()),
        };
        let mut reply = text(status, &message);
        reply.headers_mut().insert(name, HeaderValue::from_static(code));
        reply
    }
}

pub(super) fn text(status: StatusCode, message: &str) -> Reply {
    let body = Full::new(Bytes::copy_from_slice(message.as_bytes())).map_err(|never| match never {});
    let mut reply = Response::new(body.boxed());
    *reply.status_mut() = status;
    if !message.is_empty() {
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        reply.headers_mut().insert(header::CONTENT_TYPE, plain);
    }
    reply
}
