//! A mail server on loopback that keeps what it is given, and refuses recipients whose name begins with `refused`.

use std::sync::{Arc, Mutex, PoisonError};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A letter as it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrived {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, encoded as they came.
    pub data: String,
}

/// Stops when it is dropped.
pub struct MailServer {
    pub port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    serving: JoinHandle<()>,
}

impl MailServer {
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let arrived = Arc::<Mutex<Vec<Arrived>>>::default();
        let kept = arrived.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = kept.clone();
                tokio::spawn(async move {
                    // A client that goes away ends its session.
                    let _gone = session(stream, &kept).await;
                });
            }
        });
        Ok(Self { port, arrived, serving })
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn session(stream: TcpStream, arrived: &Mutex<Vec<Arrived>>) -> std::io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 mail.localhost ESMTP\r\n").await?;
    let mut letter = Arrived::default();
    while let Some(line) = lines.next_line().await? {
        let command = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match command.as_str() {
            "EHLO" | "HELO" => "250-mail.localhost\r\n250 8BITMIME",
            "MAIL" => {
                letter = Arrived { from: address(&line), ..Arrived::default() };
                "250 OK"
            }
            "RCPT" if address(&line).starts_with("refused") => "550 no such mailbox",
            "RCPT" => {
                letter.to.push(address(&line));
                "250 OK"
            }
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await?;
                while let Some(line) = lines.next_line().await? {
                    match line.as_str() {
                        "." => break,
                        line => {
                            letter.data.push_str(&format!("{}\n", line.strip_prefix('.').unwrap_or(line)))
                        }
                    }
                }
                arrived.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut letter));
                "250 kept"
            }
            "RSET" | "NOOP" => "250 OK",
            "QUIT" => {
                writing.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "502 not known here",
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
