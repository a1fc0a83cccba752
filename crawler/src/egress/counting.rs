//! A stream that reports every byte to a counter, for the limits of an address or of a visit.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A counter of a stream's bytes.
pub trait Counter {
    /// Ready when reading may continue.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    /// Counts bytes that were read or written. An error ends the stream.
    fn count(&mut self, bytes: u64) -> io::Result<()>;
}

#[derive(Debug)]
pub struct Counting<S, C> {
    pub(super) stream: S,
    pub(super) counter: C,
}

impl<S: AsyncRead + Unpin, C: Counter + Unpin> AsyncRead for Counting<S, C> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.counter.poll_ready(context));
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        Poll::Ready(self.counter.count((buffer.filled().len() - before) as u64))
    }
}

impl<S: AsyncWrite + Unpin, C: Counter + Unpin> AsyncWrite for Counting<S, C> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, buffer))?;
        Poll::Ready(self.counter.count(written as u64).map(|()| written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
