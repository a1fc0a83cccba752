//! Answers that violate HTTP, written to the connection as raw bytes.

use std::io;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// The answer to send, as written in `index.toml`: `raw = "slow-headers"`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Raw {
    /// A header line every 200 ms without end.
    SlowHeaders,
    /// Header lines without end and without pause.
    EndlessHeaders,
    /// A body shorter than its `Content-Length`.
    CutByLength,
    /// A chunked body without its last chunk.
    CutInChunks,
    /// A body longer than its `Content-Length`.
    Overlong,
    /// The greeting of another protocol.
    NotHttp,
}

/// First part of a page. Its link has its target only in [`REST`], so that a rule would find a false defect in a page
/// cut here.
const BEGINNING: &str = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Page coupée</title></head>\
    <body><main><h1>Page coupée</h1><p><a href=\"#suite\">Suite</a></p><p>Texte.</p>";
const REST: &str = "<p id=\"suite\">Suite.</p></main></body></html>";
const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n";
const NOW_AND_THEN: Duration = Duration::from_millis(200);
/// Most bytes of a request's head that are read; our requests are shorter.
const LONGEST_HEAD: usize = 8 * 1024;

/// `Host` and path of the next request on a connection. Its bytes stay unread.
pub async fn peek(stream: &TcpStream) -> Option<(String, String)> {
    let mut head = vec![0; LONGEST_HEAD];
    let length = stream.peek(&mut head).await.ok()?;
    let head = String::from_utf8_lossy(&head[..length]).into_owned();
    let mut lines = head.lines();
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let host = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim().to_owned())
    });
    Some((host?, path))
}

impl Raw {
    /// Reads the request and sends the answer. An endless answer ends when the client disconnects.
    pub async fn answer(self, mut stream: TcpStream) {
        let mut request = vec![0; LONGEST_HEAD];
        let _gone = match stream.read(&mut request).await {
            Ok(_) => self.write(&mut stream).await,
            Err(error) => Err(error),
        };
        let _gone = stream.shutdown().await;
    }

    async fn write(self, to: &mut TcpStream) -> io::Result<()> {
        let length = |bytes: usize| format!("{OK}Content-Length: {bytes}\r\n\r\n");
        match self {
            Self::SlowHeaders => {
                to.write_all(OK.as_bytes()).await?;
                loop {
                    to.write_all(b"X-Attente: encore\r\n").await?;
                    sleep(NOW_AND_THEN).await;
                }
            }
            Self::EndlessHeaders => {
                to.write_all(OK.as_bytes()).await?;
                let line = format!("X-Encore: {}\r\n", "e".repeat(1000));
                loop {
                    to.write_all(line.as_bytes()).await?;
                }
            }
            Self::CutByLength => to.write_all((length(100_000) + BEGINNING).as_bytes()).await,
            Self::CutInChunks => {
                let chunk =
                    format!("{OK}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{BEGINNING}\r\n", BEGINNING.len());
                to.write_all(chunk.as_bytes()).await
            }
            Self::Overlong => {
                let page = format!("{BEGINNING}{REST}");
                to.write_all((length(page.len()) + &page + "<p>De trop.</p>").as_bytes()).await
            }
            Self::NotHttp => to.write_all(b"220 mail.invalid ESMTP\r\n").await,
        }
    }
}
