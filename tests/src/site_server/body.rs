//! The body of an answer: bytes at once, or made as they are read.

use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::Bytes;
use std::convert::Infallible;

pub type Body = UnsyncBoxBody<Bytes, Infallible>;
