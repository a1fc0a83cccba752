//! WebDrivers that others run. They are used in turn; one that fails is left out until it works again.

use super::{
    error::BrowserError,
    launch::Launch,
    lent::Lent,
    session::{Deadlines, Session},
    webdriver::{Room, below, status},
};
use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    task::AbortHandle,
    time::{MissedTickBehavior, interval, sleep, timeout},
};
use tokio_util::task::TaskTracker;

/// Longest time for ending all sessions. A program that is told to stop has ten seconds in all.
const GONE_WITHIN: Duration = Duration::from_secs(6);
/// Time between two checks of each endpoint.
const ASK_EVERY: Duration = Duration::from_secs(10);
/// Time between two attempts when no endpoint has room.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// Number of attempts after which opening fails when no endpoint works.
const MOST_TIMES_SICK: u32 = 60;
/// Number of attempts after which opening fails when endpoints work but are full. A grid whose hub died keeps earlier
/// sessions for five minutes, and nobody can end them.
const MOST_TIMES_FULL: u32 = 360;

pub struct Endpoints {
    shared: Arc<[Endpoint]>,
    turn: AtomicUsize,
    /// Task that checks all endpoints at intervals. A request that waits for a working one checks more often.
    asking: AbortHandle,
    /// Sessions that have not ended.
    lent: TaskTracker,
}

struct Endpoint {
    address: String,
    sick: AtomicBool,
    /// Whether it works but has no room for a session.
    full: AtomicBool,
}

impl Endpoints {
    /// Starts checking the endpoints. Needs a tokio runtime.
    pub fn watch(addresses: &[String]) -> Self {
        let endpoint = |address: &String| Endpoint {
            address: address.clone(),
            sick: AtomicBool::new(false),
            full: AtomicBool::new(false),
        };
        let shared: Arc<[Endpoint]> = addresses.iter().map(endpoint).collect();
        let asked = shared.clone();
        let asking = tokio::spawn(async move {
            let mut every = interval(ASK_EVERY);
            every.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                every.tick().await;
                ask_all(&asked).await;
            }
        });
        Self { shared, turn: AtomicUsize::new(0), asking: asking.abort_handle(), lent: TaskTracker::new() }
    }

    /// Opens a session at a working endpoint. Also gives the value that ends the session.
    ///
    /// # Errors
    /// When no endpoint opened a session within one minute, or within six minutes where one works and is full.
    pub async fn open(&self, launch: &Launch, deadlines: Deadlines) -> Result<(Session, Lent), BrowserError> {
        let mut last = None;
        let (mut sick, mut full) = (0, 0);
        while sick < MOST_TIMES_SICK && full < MOST_TIMES_FULL {
            for number in self.well() {
                let endpoint = &self.shared[number];
                match self.open_at(number, launch, deadlines).await {
                    Ok(opened) => return Ok(opened),
                    // A grid makes a request wait while all its sessions are taken: it is full, not out of order.
                    Err(_) if matches!(status(&endpoint.address).await, Ok(Room::Full)) => {
                        endpoint.has(Room::Full);
                    }
                    Err(error) => {
                        endpoint.fails(&error);
                        last = Some(error);
                    }
                }
            }
            let waits = if self.any_is_full() { &mut full } else { &mut sick };
            *waits += 1;
            sleep(ASK_AGAIN).await;
            ask_all(&self.shared).await;
        }
        match last {
            // The endpoint reports that it works, so only this error tells why there is no session.
            Some(error) if !self.well().is_empty() => Err(error),
            _ => Err(self.none().await),
        }
    }

    /// Error when no endpoint opened a session: the reason of each, and the remedy.
    async fn none(&self) -> BrowserError {
        let told = self.shared.iter().map(|endpoint| status(&endpoint.address));
        let reasons = futures_util::future::join_all(told).await.into_iter().map(|told| match told {
            Ok(Room::Free) => "it has room only now: try again".into(),
            Ok(Room::Full) => {
                "all its sessions are taken: give it more, or wait until others are done".into()
            }
            Err(reason) => format!("{reason}: start it, or take it out of [browser] endpoints"),
        });
        let addresses = self.shared.iter().map(|endpoint| endpoint.address.as_str());
        BrowserError::NoSession {
            endpoint: addresses.collect::<Vec<_>>().join(", "),
            reason: reasons.collect::<Vec<_>>().join("; "),
        }
    }

    async fn open_at(
        &self,
        number: usize,
        launch: &Launch,
        deadlines: Deadlines,
    ) -> Result<(Session, Lent), BrowserError> {
        let address = &self.shared[number].address;
        let session = Session::open(address, launch, deadlines).await?;
        let name = session.outlives_us().await.map_err(|error| BrowserError::NoSession {
            endpoint: address.clone(),
            reason: error.to_string(),
        })?;
        let name = below(address, &format!("session/{name}"));
        Ok((session, Lent::new(number, name, self.lent.token())))
    }

    /// Waits until all sessions have ended, but at most for `GONE_WITHIN`.
    pub async fn ended(&self) {
        self.lent.close();
        if timeout(GONE_WITHIN, self.lent.wait()).await.is_err() {
            tracing::warn!("sessions are left to the WebDriver that runs them: it ends them in its own time");
        }
    }

    pub fn is_sick(&self, number: usize) -> bool {
        self.shared[number].sick.load(Ordering::Relaxed)
    }

    /// Whether an endpoint works and is only full, so that waiting helps.
    fn any_is_full(&self) -> bool {
        (0..self.shared.len()).any(|number| self.is_full(number))
    }

    fn is_full(&self, number: usize) -> bool {
        self.shared[number].full.load(Ordering::Relaxed)
    }

    /// Indexes of the working endpoints with room, beginning with another one each time.
    fn well(&self) -> Vec<usize> {
        let (all, first) = (self.shared.len(), self.turn.fetch_add(1, Ordering::Relaxed));
        let numbers = (0..all).map(|step| (first + step) % all);
        numbers.filter(|number| !self.is_sick(*number) && !self.is_full(*number)).collect()
    }
}

impl Drop for Endpoints {
    fn drop(&mut self) {
        self.asking.abort();
    }
}

impl Endpoint {
    /// Notes that the endpoint works, and logs it if it did not before.
    fn has(&self, room: Room) {
        self.full.store(room == Room::Full, Ordering::Relaxed);
        if self.sick.swap(false, Ordering::Relaxed) {
            tracing::info!(endpoint = self.address, "the WebDriver is well again");
        }
    }

    /// Notes that the endpoint does not work, and logs it if it did before.
    fn fails(&self, reason: &dyn Error) {
        self.full.store(false, Ordering::Relaxed);
        if !self.sick.swap(true, Ordering::Relaxed) {
            let endpoint = &self.address;
            tracing::warn!(endpoint, %reason, "the WebDriver is left aside until it is well");
        }
    }

    async fn ask(&self) {
        match status(&self.address).await {
            Ok(room) => self.has(room),
            Err(reason) => self.fails(&reason),
        }
    }
}

async fn ask_all(endpoints: &[Endpoint]) {
    futures_util::future::join_all(endpoints.iter().map(Endpoint::ask)).await;
}

#[cfg(test)]
mod tests {
    use super::{super::webdriver::tests::grid, *};
    use serde_json::json;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    #[tokio::test]
    async fn what_runs_at_a_full_grid_is_kept_and_nothing_more_is_opened_there() {
        let endpoints = Endpoints::watch(&["http://grid.invalid:4444".to_owned()]);
        endpoints.shared[0].has(Room::Full);
        assert!(!endpoints.is_sick(0));
        assert!(endpoints.well().is_empty());
        endpoints.shared[0].has(Room::Free);
        assert_eq!(endpoints.well(), [0]);
    }

    /// A grid that is ready until it is asked for a session, which another client takes.
    async fn grid_without_luck(listener: TcpListener) {
        let mut ready = true;
        while let Ok((mut asked, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let length = asked.read(&mut request).await.unwrap();
            let opens = request[..length].starts_with(b"POST");
            ready &= !opens;
            let (status, body) = if opens {
                ("500 Internal Server Error", json!({ "value": { "error": "session not created" } }))
            } else {
                ("200 OK", grid(ready, &["UP"]))
            };
            let body = body.to_string();
            let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}", body.len());
            asked.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_grid_whose_last_session_another_took_is_full_and_not_sick() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoints = Endpoints::watch(&[format!("http://{}", listener.local_addr().unwrap())]);
        tokio::spawn(grid_without_luck(listener));
        let launch = Launch {
            browser: None,
            viewport_width: 1280,
            viewport_height: 1024,
            proxy: None,
            user_agent_suffix: String::new(),
            sandbox: true,
            storage_quota: 1 << 30,
        };
        let opening = endpoints.open(&launch, Deadlines::default());
        let becomes_full = async {
            while !endpoints.is_full(0) {
                assert!(!endpoints.is_sick(0));
                sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            _ = opening => panic!("no session can be opened"),
            () = becomes_full => {}
        }
        assert!(!endpoints.is_sick(0));
        assert!(endpoints.none().await.to_string().contains("all its sessions are taken"));
    }

    #[tokio::test]
    async fn where_nothing_listens_one_is_told_so_and_what_to_do() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let told = Endpoints::watch(std::slice::from_ref(&address)).none().await.to_string();
        assert!(told.contains(&address) && told.contains("Connection refused"), "{told}");
        assert!(told.contains("take it out of [browser] endpoints"), "{told}");
    }
}
