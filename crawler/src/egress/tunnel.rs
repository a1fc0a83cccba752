//! Bytes both ways between a browser and the address that was checked, counted and timed.

use std::{
    io,
    pin::Pin,
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf, copy_bidirectional_with_sizes},
    net::TcpStream,
};

const BUFFER: usize = 64 * 1024;

/// Copies until either side closes, the byte cap is passed, or nothing moved for `silence`.
pub(super) async fn carry<C>(client: C, upstream: TcpStream, most: u64, silence: Duration) -> io::Result<()>
where
    C: AsyncRead + AsyncWrite + Unpin,
{
    let carried = AtomicU64::new(0);
    let mut client = client;
    let mut upstream = Counted { stream: upstream, carried: &carried, most };
    tokio::select! {
        copied = copy_bidirectional_with_sizes(&mut client, &mut upstream, BUFFER, BUFFER) => copied.map(|_| ()),
        () = silent_for(&carried, silence) => Err(io::ErrorKind::TimedOut.into()),
    }
}

async fn silent_for(carried: &AtomicU64, silence: Duration) {
    let mut before = carried.load(Ordering::Relaxed);
    loop {
        tokio::time::sleep(silence).await;
        let now = carried.load(Ordering::Relaxed);
        if now == before {
            return;
        }
        before = now;
    }
}

struct Counted<'a> {
    stream: TcpStream,
    carried: &'a AtomicU64,
    most: u64,
}

impl Counted<'_> {
    fn count(&self, bytes: usize) -> io::Result<()> {
        let total = self.carried.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        if total > self.most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
    }
}

impl AsyncRead for Counted<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        Poll::Ready(self.count(buffer.filled().len() - before))
    }
}

impl AsyncWrite for Counted<'_> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, buffer))?;
        Poll::Ready(self.count(written).map(|()| written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
