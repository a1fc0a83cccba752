//! Several workers on one database visit servers no faster than one worker does.

use crate::support::*;
use campaigns::{Browsers, Clock, Conduct, Server, Until};
use crawler::conduct::{Conducted, Order};
use std::time::Duration;
use tests::simulation::{Simulation, World};

stories!(
    two_workers_visit_a_server_no_faster_than_one,
    a_server_that_becomes_known_late_gets_one_audit_at_a_time,
    a_worker_takes_over_what_another_gave_back,
    a_worker_that_waits_hears_of_new_work,
    who_died_with_nothing_in_hand_is_shown_no_more
);

const SITES: usize = 12;
/// Shortest time between two visits to an IP address. Between two visits to a host it is twice as long.
const APART: Duration = Duration::from_millis(60);

async fn two_workers_visit_a_server_no_faster_than_one(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, 3)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let clock = Clock::real(now);
    let conductor = || polite_conductor(&simulation, visits_apart(APART));
    let one = start(employed(&database, conductor(), "1", &clock).await, Until::AllFinished);
    let two = start(employed(&database, conductor(), "2", &clock).await, Until::AllFinished);
    end(one).await;
    end(two).await;

    each_site_once(&store, SITES).await;
    let log = simulation.log();
    assert_eq!(log.servers(), 3);
    assert!(log.len() >= SITES * 5, "robots.txt, home and sitemap by us, and pages by the browser");
    assert_eq!(log.broken(|_| 1), [], "never two sites of a server at a time");
    // The delay is between the beginnings of visits. On a busy machine one visit may arrive late, but several visits
    // must not arrive together.
    let shortest = log.shortest_series(6).unwrap();
    assert!(shortest >= APART * 5, "six visits of a server in {shortest:?}");
}

/// A conductor that does not know the server before the audit, as if `mairie.example` had no address and the audit went
/// on to `www.mairie.example`.
struct NamesWithoutAddress(Simulated);

impl Conduct for NamesWithoutAddress {
    async fn server(&self, _: &Order) -> Server {
        Server::Unknown
    }
    async fn conduct(&self, order: &Order) -> Conducted {
        self.0.conduct(order).await
    }
    fn give_up(&self, order: &Order) -> Conducted {
        self.0.give_up(order)
    }
    async fn browsers(&self) -> Browsers {
        self.0.browsers().await
    }
}

async fn a_server_that_becomes_known_late_gets_one_audit_at_a_time(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, 2)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let conductor = NamesWithoutAddress(conductor(&simulation));
    end(start(employed(&database, conductor, "1", &Clock::real(now)).await, Until::AllFinished)).await;
    each_site_once(&store, SITES).await;
    assert_eq!(simulation.log().broken(|_| 1), []);
}

async fn a_worker_takes_over_what_another_gave_back(database: Database) {
    let simulation = Simulation::start(World::quick(SITES, SITES as u32)).await.unwrap();
    let store = database.open().await;
    planned(&store, &simulation, now()).await;
    let clock = Clock::real(now);
    let mut first = worker(&database, &simulation, "1", &clock).await;
    tokio::select! {
        ended = first.run(&Until::Never) => panic!("it ended by itself: {ended:?}"),
        () = until("some are recorded", async || recorded(&store).await >= 2) => {}
    }
    first.stop().await;
    assert_eq!(store.owners().await.unwrap(), [], "the first worker holds no lease");
    assert!(recorded(&store).await < SITES as i64, "all was recorded already");
    end(start(worker(&database, &simulation, "2", &clock).await, Until::AllFinished)).await;
    each_site_once(&store, SITES).await;
    let again = heads(&store).await.iter().filter(|head| head.cause.is_some()).count();
    assert_eq!(again, 0, "an interrupted audit is no failure of its site");
}

async fn a_worker_that_waits_hears_of_new_work(database: Database) {
    let simulation = Simulation::start(World::quick(4, 4)).await.unwrap();
    let store = database.open().await;
    let working = start(worker(&database, &simulation, "1", &Clock::real(now)).await, Until::Never);
    until("it tells of itself", async || !store.workers().await.unwrap().is_empty()).await;
    planned(&store, &simulation, now()).await;
    until("all is recorded", async || recorded(&store).await == 4).await;
    working.abort();
}

async fn who_died_with_nothing_in_hand_is_shown_no_more(database: Database) {
    let simulation = Simulation::start(World::quick(4, 4)).await.unwrap();
    let store = database.open().await;
    let clock = Clock::real(now);
    let working = start(worker(&database, &simulation, "1", &clock).await, Until::Never);
    until("it tells of itself", async || !store.workers().await.unwrap().is_empty()).await;
    let mut other = store.workers().await.unwrap().remove(0);
    other.name = format!("machine/{DEAD}/0");
    store.tell_of_worker(&other).await.unwrap();
    let shown = async || store.workers().await.unwrap().into_iter().map(|worker| worker.name);
    until("only the living is shown", async || shown().await.eq(["machine/1/0"])).await;
    working.abort();
}
