//! Bytes both ways between a browser and the address that was checked, counted and timed.

use super::{meter::Meter, pace::Paced};
use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf, copy_bidirectional_with_sizes};

const BUFFER: usize = 64 * 1024;

/// What a tunnel has carried, what it may, and who counts for the whole page.
pub(super) struct Counts {
    carried: AtomicU64,
    most: u64,
    host: String,
    meter: Option<Arc<Meter>>,
}

impl Counts {
    pub fn new(most: u64, host: &str, meter: Option<Arc<Meter>>) -> Self {
        Self { carried: AtomicU64::new(0), most, host: host.to_owned(), meter }
    }
}

/// Copies until either side closes, a byte cap is passed, or nothing moved for `silence`.
pub(super) async fn carry<C>(client: C, upstream: Paced, silence: Duration, counts: Counts) -> io::Result<()>
where
    C: AsyncRead + AsyncWrite + Unpin,
{
    let mut client = client;
    let mut upstream = Counted { stream: upstream, counts: &counts };
    tokio::select! {
        copied = copy_bidirectional_with_sizes(&mut client, &mut upstream, BUFFER, BUFFER) => copied.map(|_| ()),
        () = silent_for(&counts.carried, silence) => Err(io::ErrorKind::TimedOut.into()),
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
    stream: Paced,
    counts: &'a Counts,
}

impl Counted<'_> {
    fn count(&self, bytes: usize) -> io::Result<()> {
        let Counts { carried, most, host, meter } = self.counts;
        let total = carried.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        let within = meter.as_ref().is_none_or(|meter| meter.carries(host, bytes as u64));
        if total > *most || !within { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
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
