//! Log of requests by server, site and time, which tells whether two sites of one server were visited at the same time.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
    time::{Duration, Instant},
};

#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    pub at: Instant,
    /// Time at which the answer was ready, or the client disconnected.
    pub until: Instant,
    pub server: IpAddr,
    pub site: u32,
}

/// Two sites of one server were visited at the same time.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    pub server: IpAddr,
    pub sites: (u32, u32),
}

#[derive(Debug, Default)]
pub struct Log(Vec<Arrival>);

impl Log {
    pub fn new(mut arrivals: Vec<Arrival>) -> Self {
        arrivals.sort_by_key(|arrival| (arrival.server, arrival.at));
        Self(arrivals)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn servers(&self) -> usize {
        self.0.iter().map(|arrival| arrival.server).collect::<BTreeSet<_>>().len()
    }

    /// Shortest time between two arrivals on a server.
    pub fn least_distance(&self) -> Option<Duration> {
        self.shortest_series(2)
    }

    /// Shortest time from the first to the last of this number of successive arrivals on one server.
    pub fn shortest_series(&self, arrivals: usize) -> Option<Duration> {
        let series = self.0.windows(arrivals).filter_map(|series| series.first().zip(series.last()));
        series
            .filter(|(first, last)| first.server == last.server)
            .map(|(first, last)| last.at - first.at)
            .min()
    }

    /// Arrivals during the answer for another site of the same server, or between visits of one audit of it. `audits`
    /// gives the number of begun audits of a site.
    pub fn broken(&self, audits: impl Fn(u32) -> usize) -> Vec<Broken> {
        let meet = |(one, two): &(Arrival, Arrival)| one.site != two.site && two.at < one.until;
        let broken = self
            .pairs()
            .filter(meet)
            .map(|(one, two)| Broken { server: one.server, sites: (one.site, two.site) });
        broken.chain(self.interleaved(audits)).collect()
    }

    /// Sites whose arrivals form more uninterrupted series on their server than audits were begun: another site of the
    /// server was visited in the middle of an audit.
    fn interleaved(&self, audits: impl Fn(u32) -> usize) -> Vec<Broken> {
        let mut turns: BTreeMap<(IpAddr, u32), usize> = BTreeMap::new();
        let mut broken = Vec::new();
        let mut before: Option<Arrival> = None;
        for arrival in &self.0 {
            let goes_on =
                before.is_some_and(|before| (before.server, before.site) == (arrival.server, arrival.site));
            if !goes_on {
                let turns = turns.entry((arrival.server, arrival.site)).or_default();
                *turns += 1;
                if *turns > audits(arrival.site) {
                    let other = before.map_or(arrival.site, |before| before.site);
                    broken.push(Broken { server: arrival.server, sites: (other, arrival.site) });
                }
            }
            before = Some(*arrival);
        }
        broken
    }

    fn pairs(&self) -> impl Iterator<Item = (Arrival, Arrival)> + '_ {
        self.0.windows(2).filter(|pair| pair[0].server == pair[1].server).map(|pair| (pair[0], pair[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(arrivals: &[(u64, u64, u32)]) -> Log {
        let begin = tokio::time::Instant::now().into_std();
        let at = |milliseconds| begin + Duration::from_millis(milliseconds);
        let arrival = |&(from, until, site): &(u64, u64, u32)| Arrival {
            at: at(from),
            until: at(until),
            server: IpAddr::from([127, 1, 0, 1]),
            site,
        };
        Log::new(arrivals.iter().map(arrival).collect())
    }

    #[test]
    fn one_site_after_another_is_peace() {
        let peace = log(&[(0, 10, 1), (20, 30, 1), (40, 50, 2), (60, 70, 2)]);
        assert_eq!(peace.broken(|_| 1), []);
        assert_eq!(peace.least_distance(), Some(Duration::from_millis(20)));
        assert_eq!(peace.shortest_series(3), Some(Duration::from_millis(40)));
        assert_eq!(peace.shortest_series(5), None);
    }

    #[test]
    fn two_at_once_or_by_turns_are_not() {
        assert_eq!(log(&[(0, 30, 1), (20, 40, 2)]).broken(|_| 1).len(), 1);
        assert_eq!(log(&[(0, 10, 1), (20, 30, 2), (40, 50, 1)]).broken(|_| 1).len(), 1);
        assert_eq!(log(&[(0, 10, 1), (20, 30, 2), (40, 50, 1)]).broken(|_| 2), [], "it was audited twice");
    }
}
