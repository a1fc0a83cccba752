//! WebDrivers that somebody else runs: taken in turn, left aside while they are sick, taken back when they are healed.

use super::{
    error::BrowserError,
    launch::Launch,
    lent::Lent,
    session::{Deadlines, Session},
};
use crate::error_chain::chain;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::{Bytes, Incoming};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;
use std::{
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

/// For all sessions to be gone; who is told to stop has ten seconds in all.
const GONE_WITHIN: Duration = Duration::from_secs(6);
/// How often each is asked whether it is well.
const ASK_EVERY: Duration = Duration::from_secs(10);
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// When none has room: asked again after this …
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// … and no browser is had when none is healed after this many times …
const MOST_TIMES_SICK: u32 = 60;
/// … or had room: a grid whose hub died keeps the sessions of before for five minutes, and nobody can end them.
const MOST_TIMES_FULL: u32 = 360;
const LONGEST_STATUS: usize = 1 << 20;

pub struct Endpoints {
    shared: Arc<[Endpoint]>,
    turn: AtomicUsize,
    /// Who waits for one to be healed is heard of sooner than this.
    asking: AbortHandle,
    /// Sessions that are not gone yet.
    lent: TaskTracker,
}

struct Endpoint {
    address: String,
    sick: AtomicBool,
    /// It is well, and has no session to give just now.
    full: AtomicBool,
}

/// What a WebDriver that is well has for who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Free,
    /// A grid calls itself not ready when all its sessions are taken, which our own may be: they are as good as ever.
    Full,
}

impl Endpoints {
    /// Begins to ask how they are. Needs a tokio runtime.
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

    /// A session at one that is well, and what ends it there.
    ///
    /// # Errors
    /// When none has opened one for a minute, or for six where one is well and only full.
    pub async fn open(&self, launch: &Launch, deadlines: Deadlines) -> Result<(Session, Lent), BrowserError> {
        let mut last = None;
        let (mut sick, mut full) = (0, 0);
        while sick < MOST_TIMES_SICK && full < MOST_TIMES_FULL {
            for number in self.well() {
                let endpoint = &self.shared[number];
                match self.open_at(number, launch, deadlines).await {
                    Ok(opened) => return Ok(opened),
                    // A grid makes a request wait while all its sessions are taken: it is full, not out of order.
                    Err(_) if status(&endpoint.address).await == Ok(Room::Full) => {
                        endpoint.is(Ok(Room::Full))
                    }
                    Err(error) => {
                        endpoint.is(Err(error.to_string()));
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
            // It calls itself well: only its answer tells why there is no session.
            Some(error) if !self.well().is_empty() => Err(error),
            _ => Err(self.none().await),
        }
    }

    /// What each says of itself when none has opened a session, and what to do.
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

    /// Waits until all sessions are gone, but not for one that nobody lets go.
    pub async fn ended(&self) {
        self.lent.close();
        if timeout(GONE_WITHIN, self.lent.wait()).await.is_err() {
            tracing::warn!("sessions are left to the WebDriver that runs them: it ends them in its own time");
        }
    }

    pub fn is_sick(&self, number: usize) -> bool {
        self.shared[number].sick.load(Ordering::Relaxed)
    }

    /// It is worth waiting for.
    fn any_is_full(&self) -> bool {
        (0..self.shared.len()).any(|number| self.is_full(number))
    }

    fn is_full(&self, number: usize) -> bool {
        self.shared[number].full.load(Ordering::Relaxed)
    }

    /// Those that are well and have room, each time another one first.
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
    /// Takes note, and says so when it is news.
    fn is(&self, found: Result<Room, String>) {
        self.full.store(found == Ok(Room::Full), Ordering::Relaxed);
        let was_sick = self.sick.swap(found.is_err(), Ordering::Relaxed);
        match found {
            Ok(_) if was_sick => tracing::info!(endpoint = self.address, "the WebDriver is well again"),
            Err(reason) if !was_sick => {
                tracing::warn!(
                    endpoint = self.address,
                    reason,
                    "the WebDriver is left aside until it is well"
                );
            }
            _ => {}
        }
    }
}

async fn ask_all(endpoints: &[Endpoint]) {
    let asked = endpoints.iter().map(|endpoint| async { endpoint.is(status(&endpoint.address).await) });
    futures_util::future::join_all(asked).await;
}

fn root(error: &(dyn std::error::Error + 'static)) -> String {
    chain(error).last().map_or_else(String::new, ToString::to_string)
}

fn below(address: &str, path: &str) -> String {
    format!("{}/{path}", address.trim_end_matches('/'))
}

/// Asks a WebDriver past the order in which a session's commands wait for each other.
pub(super) async fn ask(method: Method, address: &str) -> Result<Response<Incoming>, String> {
    let request = Request::builder().method(method).uri(address).body(Empty::<Bytes>::new());
    let request = request.map_err(|error| error.to_string())?;
    let client: Client<HttpConnector, Empty<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    client.request(request).await.map_err(|error| root(&error))
}

/// Whether a WebDriver answers and is well; what it says instead, if not.
///
/// # Errors
/// When it is not.
pub async fn status(address: &str) -> Result<Room, String> {
    let asking = async {
        let answer = ask(Method::GET, &below(address, "status")).await?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), LONGEST_STATUS).collect().await;
        let body = body.map_err(|error| error.to_string())?.to_bytes();
        room(status, &serde_json::from_slice(&body).unwrap_or_default())
    };
    match timeout(ANSWER_WITHIN, asking).await {
        Ok(answered) => answered,
        Err(_) => Err(format!("no answer within {ANSWER_WITHIN:?}")),
    }
}

fn room(status: StatusCode, told: &Value) -> Result<Room, String> {
    let told = &told["value"];
    let mut nodes = told["nodes"].as_array().into_iter().flatten();
    match status {
        StatusCode::OK if told["ready"] == true => Ok(Room::Free),
        StatusCode::OK if nodes.any(|node| node["availability"] == "UP") => Ok(Room::Full),
        _ => {
            let message = told["message"].as_str().unwrap_or("it is not ready");
            Err(format!("{message} (status {})", status.as_u16()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    /// As Selenium Grid 4 answers.
    fn grid(ready: bool, nodes: &[&str]) -> Value {
        let nodes: Vec<Value> = nodes.iter().map(|node| json!({ "availability": node })).collect();
        json!({ "value": { "ready": ready, "message": "Selenium Grid not ready.", "nodes": nodes } })
    }

    #[test]
    fn a_grid_whose_sessions_are_all_taken_is_full_and_one_without_a_node_is_sick() {
        assert_eq!(room(StatusCode::OK, &grid(true, &["UP"])), Ok(Room::Free));
        assert_eq!(room(StatusCode::OK, &grid(false, &["DOWN", "UP"])), Ok(Room::Full));
        for nodes in [&[][..], &["DOWN"], &["DRAINING"]] {
            let found = room(StatusCode::OK, &grid(false, nodes));
            assert_eq!(found, Err("Selenium Grid not ready. (status 200)".into()));
        }
        assert!(room(StatusCode::BAD_GATEWAY, &Value::Null).is_err());
    }

    #[tokio::test]
    async fn what_runs_at_a_full_grid_is_kept_and_nothing_more_is_opened_there() {
        let endpoints = Endpoints::watch(&["http://grid.invalid:4444".to_owned()]);
        endpoints.shared[0].is(Ok(Room::Full));
        assert!(!endpoints.is_sick(0));
        assert!(endpoints.well().is_empty());
        endpoints.shared[0].is(Ok(Room::Free));
        assert_eq!(endpoints.well(), [0]);
    }

    /// Ready until it is asked for a session, which another takes.
    async fn grid_without_luck(listener: TcpListener) {
        let mut ready = true;
        while let Ok((mut asked, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let length = asked.read(&mut request).await.unwrap();
            let opens = request[..length].starts_with(b"POST");
            ready &= !opens;
            let (status, body) = match opens {
                true => ("500 Internal Server Error", json!({ "value": { "error": "session not created" } })),
                false => ("200 OK", grid(ready, &["UP"])),
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
            _ = opening => panic!("no session is to be had"),
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
