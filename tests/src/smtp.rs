//! A mail server on loopback that keeps the letters it receives, with or without TLS. The beginning of a recipient's
//! name selects the server's behaviour:
//!
//! - `refused…`: the recipient is refused (550).
//! - `later…`: the first attempt is postponed (451).
//! - `lost…`: at the first attempt the connection closes instead of an answer.
//! - `unsure…`: the letter is kept, but the connection closes before it is confirmed.

mod tls;

use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// A letter as it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrived {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, still encoded.
    pub data: String,
    /// Whether the connection was encrypted.
    pub is_secret: bool,
}

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    None,
    /// After the client sends `STARTTLS`.
    StartTls,
    /// From the first byte.
    Implicit,
}

#[derive(Default)]
struct State {
    arrived: Vec<Arrived>,
    /// Recipients that were postponed or lost once.
    tried: BTreeSet<String>,
}

/// The running server; it stops when dropped.
pub struct MailServer {
    pub port: u16,
    /// Certificate, in PEM, of the authority that signed the server's certificate for `localhost`.
    pub authority: String,
    state: Arc<Mutex<State>>,
    serving: JoinHandle<()>,
}

impl MailServer {
    pub async fn start() -> io::Result<Self> {
        Self::start_with(Secrecy::None).await
    }

    pub async fn start_with(secrecy: Secrecy) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let (acceptor, authority) = tls::acceptor().map_err(io::Error::other)?;
        let state = Arc::<Mutex<State>>::default();
        let kept = state.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, acceptor) = (kept.clone(), acceptor.clone());
                tokio::spawn(async move {
                    // A client that disconnects ends its session; this is no error.
                    let _gone = serve(stream, secrecy, &acceptor, &kept).await;
                });
            }
        });
        Ok(Self { port, authority, state, serving })
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        lock(&self.state).arrived.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(
    stream: TcpStream,
    secrecy: Secrecy,
    acceptor: &TlsAcceptor,
    state: &Mutex<State>,
) -> io::Result<()> {
    const HELLO: &[u8] = b"220 mail.localhost ESMTP\r\n";
    if secrecy == Secrecy::Implicit {
        let mut stream = acceptor.accept(stream).await?;
        stream.write_all(HELLO).await?;
        return Session { stream: BufReader::new(stream), offers_tls: false, is_secret: true, state }
            .run()
            .await
            .map(drop);
    }
    let mut stream = stream;
    stream.write_all(HELLO).await?;
    let offers_tls = secrecy == Secrecy::StartTls;
    let open = Session { stream: BufReader::new(stream), offers_tls, is_secret: false, state };
    let Some(stream) = open.run().await? else { return Ok(()) };
    let stream = acceptor.accept(stream).await?;
    Session { stream: BufReader::new(stream), offers_tls: false, is_secret: true, state }
        .run()
        .await
        .map(drop)
}

struct Session<'a, S> {
    stream: BufReader<S>,
    offers_tls: bool,
    is_secret: bool,
    state: &'a Mutex<State>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<'_, S> {
    /// Serves the client until it disconnects. Returns the connection if the client has sent `STARTTLS`.
    async fn run(mut self) -> io::Result<Option<S>> {
        let mut letter = Arrived::default();
        while let Some(line) = self.line().await? {
            let command = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match command.as_str() {
                "EHLO" | "HELO" if self.offers_tls => "250-mail.localhost\r\n250-STARTTLS\r\n250 8BITMIME",
                "EHLO" | "HELO" => "250-mail.localhost\r\n250 8BITMIME",
                "STARTTLS" if self.offers_tls => {
                    self.say("220 go on").await?;
                    return Ok(Some(self.stream.into_inner()));
                }
                "MAIL" => {
                    letter =
                        Arrived { from: address(&line), is_secret: self.is_secret, ..Arrived::default() };
                    "250 OK"
                }
                "RCPT" => match self.recipient(&address(&line)) {
                    Some("250 OK") => {
                        letter.to.push(address(&line));
                        "250 OK"
                    }
                    Some(refusal) => refusal,
                    None => return Ok(None),
                },
                "DATA" => {
                    self.say("354 go on").await?;
                    letter.data = self.text().await?;
                    let is_unsure = letter.to.iter().any(|to| to.starts_with("unsure"));
                    lock(self.state).arrived.push(std::mem::take(&mut letter));
                    if is_unsure {
                        return Ok(None);
                    }
                    "250 kept"
                }
                "RSET" | "NOOP" => "250 OK",
                "QUIT" => {
                    self.say("221 bye").await?;
                    return Ok(None);
                }
                _ => "502 not known here",
            };
            self.say(answer).await?;
        }
        Ok(None)
    }

    /// The answer to a recipient; `None` if the connection is closed instead.
    fn recipient(&self, name: &str) -> Option<&'static str> {
        let is_first = || lock(self.state).tried.insert(name.to_owned());
        match name {
            _ if name.starts_with("refused") => Some("550 no such mailbox"),
            _ if name.starts_with("later") && is_first() => Some("451 come again"),
            _ if name.starts_with("lost") && is_first() => None,
            _ => Some("250 OK"),
        }
    }

    async fn text(&mut self) -> io::Result<String> {
        let mut text = String::new();
        while let Some(line) = self.line().await? {
            if line == "." {
                break;
            }
            text.push_str(line.strip_prefix('.').unwrap_or(&line));
            text.push('\n');
        }
        Ok(text)
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let length = self.stream.read_line(&mut line).await?;
        Ok((length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        let stream = self.stream.get_mut();
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        stream.flush().await
    }
}

fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
