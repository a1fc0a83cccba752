//! Requests to a WebDriver that others run, sent outside the queue of a session's commands.

use crate::error_chain::chain;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::{Bytes, Incoming};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;
use std::{error::Error, time::Duration};
use tokio::time::timeout;

const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const LONGEST_STATUS: usize = 1 << 20;

/// Whether a working WebDriver has room for a new session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Free,
    /// All sessions of a grid are taken, possibly by this program. The grid then says «not ready», but works.
    Full,
}

/// Why a WebDriver cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StatusError {
    #[error(transparent)]
    Address(#[from] http::Error),
    #[error("{}", root(.0))]
    Connection(#[from] hyper_util::client::legacy::Error),
    #[error("its answer broke off: {0}")]
    Answer(Box<dyn Error + Send + Sync>),
    #[error("no answer within {ANSWER_WITHIN:?}")]
    Late,
    /// The WebDriver answered with an error; `message` is its own text.
    #[error("{message} (status {status})")]
    NotReady { message: String, status: u16 },
}

fn root(error: &(dyn Error + 'static)) -> String {
    chain(error).last().map_or_else(String::new, ToString::to_string)
}

pub(super) fn below(address: &str, path: &str) -> String {
    format!("{}/{path}", address.trim_end_matches('/'))
}

/// Sends a request to a WebDriver outside the queue of a session's commands.
pub(super) async fn ask(method: Method, address: &str) -> Result<Response<Incoming>, StatusError> {
    let request = Request::builder().method(method).uri(address).body(Empty::<Bytes>::new())?;
    let client: Client<HttpConnector, Empty<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    Ok(client.request(request).await?)
}

/// Asks a WebDriver whether it works.
///
/// # Errors
/// When it does not work.
pub async fn status(address: &str) -> Result<Room, StatusError> {
    let asking = async {
        let answer = ask(Method::GET, &below(address, "status")).await?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), LONGEST_STATUS).collect().await;
        let body = body.map_err(StatusError::Answer)?.to_bytes();
        room(status, &serde_json::from_slice(&body).unwrap_or_default())
    };
    timeout(ANSWER_WITHIN, asking).await.unwrap_or(Err(StatusError::Late))
}

fn room(status: StatusCode, told: &Value) -> Result<Room, StatusError> {
    let told = &told["value"];
    let mut nodes = told["nodes"].as_array().into_iter().flatten();
    match status {
        StatusCode::OK if told["ready"] == true => Ok(Room::Free),
        StatusCode::OK if nodes.any(|node| node["availability"] == "UP") => Ok(Room::Full),
        _ => {
            let message = told["message"].as_str().unwrap_or("it is not ready");
            Err(StatusError::NotReady { message: message.to_owned(), status: status.as_u16() })
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::json;

    /// The status of a Selenium Grid 4, as it answers.
    pub fn grid(ready: bool, nodes: &[&str]) -> Value {
        let nodes: Vec<Value> = nodes.iter().map(|node| json!({ "availability": node })).collect();
        json!({ "value": { "ready": ready, "message": "Selenium Grid not ready.", "nodes": nodes } })
    }

    #[test]
    fn a_grid_whose_sessions_are_all_taken_is_full_and_one_without_a_node_is_sick() {
        assert_eq!(room(StatusCode::OK, &grid(true, &["UP"])).unwrap(), Room::Free);
        assert_eq!(room(StatusCode::OK, &grid(false, &["DOWN", "UP"])).unwrap(), Room::Full);
        for nodes in [&[][..], &["DOWN"], &["DRAINING"]] {
            let told = room(StatusCode::OK, &grid(false, nodes)).unwrap_err().to_string();
            assert_eq!(told, "Selenium Grid not ready. (status 200)");
        }
        assert!(room(StatusCode::BAD_GATEWAY, &Value::Null).is_err());
    }
}
