//! A body of a response that ends in an error beyond its size or its time.

use super::meter::Meter;
use crate::cause::Cause;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Sleep, sleep};

pub(super) struct Capped {
    inner: Incoming,
    left: u64,
    deadline: Pin<Box<Sleep>>,
    /// The meter of the whole page, and the host that responds.
    counted: Option<(Arc<Meter>, String)>,
    /// Called once with the reason if the body was cut, because the browser only sees that it was.
    cut: Option<Box<dyn FnOnce(Cause) + Send + Sync>>,
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

impl BodyError {
    fn cause(&self) -> Cause {
        match self {
            Self::TooBig => Cause::TooBig,
            Self::TooSlow => Cause::Timeout,
            Self::Broken(_) => Cause::BrokenAnswer,
        }
    }
}

impl Capped {
    pub fn new(
        inner: Incoming,
        most: u64,
        within: Duration,
        counted: Option<(Arc<Meter>, String)>,
        cut: impl FnOnce(Cause) + Send + Sync + 'static,
    ) -> Self {
        Self { inner, left: most, deadline: Box::pin(sleep(within)), counted, cut: Some(Box::new(cut)) }
    }

    fn end(&mut self, error: BodyError) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Some(cut) = self.cut.take() {
            cut(error.cause());
        }
        Poll::Ready(Some(Err(error)))
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
            return self.end(BodyError::TooSlow);
        }
        let frame = match Pin::new(&mut self.inner).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => frame,
            Poll::Ready(Some(Err(error))) => return self.end(BodyError::Broken(error)),
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Pending => return Poll::Pending,
        };
        let size = frame.data_ref().map_or(0, |data| data.len() as u64);
        if self.counted.as_ref().is_some_and(|(meter, host)| !meter.carries(host, size)) {
            return Poll::Ready(Some(Err(BodyError::TooBig)));
        }
        match self.left.checked_sub(size) {
            Some(left) => self.left = left,
            None => return self.end(BodyError::TooBig),
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
