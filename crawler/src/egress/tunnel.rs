//! Carries bytes in both directions between a browser and the checked address, with limits of size and time.

use super::{
    counting::{Counter, Counting},
    meter::Meter,
    pace::Paced,
};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::io::{AsyncRead, AsyncWrite, copy_bidirectional_with_sizes};

const BUFFER: usize = 64 * 1024;

/// Bytes that a tunnel has carried, its limits, and the counter of the whole page.
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

/// Copies until either side closes, a limit of bytes is passed, or nothing moved for `silence`.
pub(super) async fn carry<C>(client: C, upstream: Paced, silence: Duration, counts: Counts) -> io::Result<()>
where
    C: AsyncRead + AsyncWrite + Unpin,
{
    let mut client = client;
    let mut upstream = Counting { stream: upstream, counter: &counts };
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

impl Counter for &Counts {
    fn count(&mut self, bytes: u64) -> io::Result<()> {
        let Counts { carried, most, host, meter } = *self;
        let total = carried.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let within = meter.as_ref().is_none_or(|meter| meter.carries(host, bytes));
        if total > *most || !within { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
    }
}
