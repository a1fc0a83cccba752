//! The body of an answer: all bytes at once, or a stream that is generated while it is read.

use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::Bytes;
use std::convert::Infallible;

pub type Body = UnsyncBoxBody<Bytes, Infallible>;
