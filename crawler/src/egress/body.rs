//! A body that ends in an error past its size or its time.

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Sleep, sleep};

pub(super) struct Capped {
    inner: Incoming,
    left: u64,
    deadline: Pin<Box<Sleep>>,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum BodyError {
    #[error("the body is larger than allowed")]
    TooBig,
    #[error("the body took longer than allowed")]
    TooSlow,
    #[error(transparent)]
    Broken(#[from] hyper::Error),
}

impl Capped {
    pub fn new(inner: Incoming, most: u64, within: Duration) -> Self {
        Self { inner, left: most, deadline: Box::pin(sleep(within)) }
    }
}

impl Body for Capped {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if self.deadline.as_mut().poll(context).is_ready() {
            return Poll::Ready(Some(Err(BodyError::TooSlow)));
        }
        let frame = match Pin::new(&mut self.inner).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => frame,
            other => return other.map(|end| end.map(|result| result.map_err(BodyError::Broken))),
        };
        let size = frame.data_ref().map_or(0, |data| data.len() as u64);
        match self.left.checked_sub(size) {
            Some(left) => self.left = left,
            None => return Poll::Ready(Some(Err(BodyError::TooBig))),
        }
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
