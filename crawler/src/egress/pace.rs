//! Limits for one address: new connections and bytes per second, for all requests together. Hundreds of sites often are
//! on one machine, and a browser opens any number of connections.

use super::counting::{Counter, Counting};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, MonotonicClock},
    middleware::NoOpMiddleware,
    state::keyed::HashMapStateStore,
};
use hyper_util::client::legacy::connect::{Connected, Connection};
use std::{
    future::Future,
    io,
    net::IpAddr,
    num::NonZeroU32,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    net::TcpStream,
    time::{Sleep, sleep},
};

type Limiter = RateLimiter<
    IpAddr,
    HashMapStateStore<IpAddr>,
    MonotonicClock,
    NoOpMiddleware<<MonotonicClock as Clock>::Instant>,
>;

/// Limits of traffic to one address, per second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub connections: NonZeroU32,
    /// Volume in KiB.
    pub volume: NonZeroU32,
}

impl Bounds {
    /// The limits. `None` if one is zero, because nothing would ever be loaded.
    pub const fn new(connections: u32, volume: u32) -> Option<Self> {
        match (NonZeroU32::new(connections), NonZeroU32::new(volume)) {
            (Some(connections), Some(volume)) => Some(Self { connections, volume }),
            _ => None,
        }
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connections: NonZeroU32::MIN.saturating_add(19), volume: NonZeroU32::MIN.saturating_add(8191) }
    }
}

/// Number of addresses above which those without recent traffic are forgotten.
const MOST_ADDRESSES: usize = 4096;
const UNIT: u64 = 1024;

pub struct Pace {
    connections: Limiter,
    volume: Limiter,
    most_at_once: u64,
    clock: MonotonicClock,
}

impl Pace {
    pub fn new(bounds: Bounds) -> Self {
        let limiter = |quota| RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock);
        Self {
            connections: limiter(Quota::per_second(bounds.connections)),
            volume: limiter(Quota::per_second(bounds.volume)),
            most_at_once: u64::from(bounds.volume.get()),
            clock: MonotonicClock,
        }
    }

    /// Waits until one more connection to this address may be opened.
    pub async fn connection(&self, to: IpAddr) {
        if self.connections.len() > MOST_ADDRESSES {
            self.connections.retain_recent();
        }
        while let Err(not_yet) = self.connections.check_key(&to) {
            sleep(not_yet.wait_time_from(self.clock.now())).await;
        }
    }

    /// Waits as long as the limit requires after so many bytes.
    pub async fn bytes(&self, with: IpAddr, count: u64) {
        let mut debt = count;
        while let Some(wait) = self.pay(with, &mut debt) {
            sleep(wait).await;
        }
    }

    /// Counts as many whole units as the limit allows now. Gives the time to wait for more.
    fn pay(&self, with: IpAddr, debt: &mut u64) -> Option<Duration> {
        if self.volume.len() > MOST_ADDRESSES {
            self.volume.retain_recent();
        }
        while *debt >= UNIT {
            let units = (*debt / UNIT).min(self.most_at_once);
            let count = u32::try_from(units).ok().and_then(NonZeroU32::new)?;
            match self.volume.check_key_n(&with, count) {
                Ok(Ok(())) => *debt -= units * UNIT,
                Ok(Err(not_yet)) => return Some(not_yet.wait_time_from(self.clock.now())),
                // This would be more at once than the limit ever allows, which `min` above prevents.
                Err(_) => return None,
            }
        }
        None
    }
}

impl std::fmt::Debug for Pace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Pace({} addresses)", self.connections.len())
    }
}

/// A connection whose bytes are counted against its address.
pub type Paced = Counting<TcpStream, Debt>;

/// Bytes that a connection has carried and that are not yet counted against its address.
#[derive(Debug)]
pub struct Debt {
    /// The address to count against, and its limits. `None` where there are no limits.
    pace: Option<(IpAddr, Arc<Pace>)>,
    bytes: u64,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(super) fn new(stream: TcpStream, pace: Option<Arc<Pace>>) -> Self {
        let address = stream.peer_addr().ok().map(|peer| peer.ip());
        Self { stream, counter: Debt { pace: address.zip(pace), bytes: 0, waiting: None } }
    }

    /// The socket without limits, for a library that needs it and sends few requests.
    pub fn into_unpaced(self) -> TcpStream {
        self.stream
    }
}

impl Counter for Debt {
    /// Waits for the limit before more is read. Requests are small; their bytes are counted when their responses are
    /// read.
    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            if let Some(waiting) = &mut self.waiting {
                ready!(waiting.as_mut().poll(context));
                self.waiting = None;
            }
            let Some((address, pace)) = &self.pace else { return Poll::Ready(()) };
            match pace.pay(*address, &mut self.bytes) {
                None => return Poll::Ready(()),
                Some(wait) => self.waiting = Some(Box::pin(sleep(wait))),
            }
        }
    }

    fn count(&mut self, bytes: u64) -> io::Result<()> {
        self.bytes += bytes;
        Ok(())
    }
}

impl Connection for Paced {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
        time::Instant,
    };

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[tokio::test]
    async fn connections_to_one_address_are_spread_and_those_to_another_are_not_held_up() {
        let pace = Pace::new(Bounds::new(10, 1024).expect("bounds"));
        let begin = Instant::now();
        for _ in 0..15 {
            pace.connection(address("198.51.100.7")).await;
        }
        assert!(begin.elapsed() >= Duration::from_millis(450), "{:?}", begin.elapsed());
        let begin = Instant::now();
        pace.connection(address("198.51.100.8")).await;
        assert!(begin.elapsed() < Duration::from_millis(90), "{:?}", begin.elapsed());
    }

    #[tokio::test]
    async fn a_stream_gives_no_more_bytes_a_second_than_its_address_may_send() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a client");
            let _gone = stream.write_all(&vec![7; 300 * 1024]).await;
        });
        let pace = Arc::new(Pace::new(Bounds::new(10, 100).expect("bounds")));
        let stream = TcpStream::connect(at).await.expect("a connection");
        let mut paced = Paced::new(stream, Some(pace));
        let (begin, mut read) = (Instant::now(), Vec::new());
        paced.read_to_end(&mut read).await.expect("all of it");
        assert_eq!(read.len(), 300 * 1024, "nothing is lost");
        assert!(begin.elapsed() >= Duration::from_millis(1500), "{:?}", begin.elapsed());
    }

    #[tokio::test]
    async fn more_than_a_second_of_volume_at_once_is_waited_for_and_not_let_through() {
        let pace = Pace::new(Bounds::new(1, 64).expect("bounds"));
        let begin = Instant::now();
        pace.bytes(address("198.51.100.7"), 128 * 1024).await;
        assert!(begin.elapsed() >= Duration::from_millis(900), "{:?}", begin.elapsed());
        assert_eq!(Bounds::new(0, 64), None);
        assert_eq!(Bounds::new(1, 0), None);
    }
}
