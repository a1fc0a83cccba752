//! Generated bodies, which are too large, too deeply nested or too unusual to keep as files.

use std::convert::Infallible;
use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use futures_util::{StreamExt, stream};
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use serde::Deserialize;

use super::body::Body;

/// The body to generate, as written in `index.toml`: `generate = { nodes = 100000 }`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generated {
    /// A page with this number of `<p>` elements.
    Nodes(usize),
    /// A page with n different, unclosed `<b>` elements and n paragraphs. An HTML parser opens the `<b>` elements again
    /// in each paragraph, which makes n² elements. The title is that of a firewall's challenge.
    Formatting(usize),
    /// A page with this number of nested `<div>` elements.
    Nesting(usize),
    /// A gzip body that unpacks to this number of MiB of text.
    GzipMebibytes(usize),
    /// This number of bytes that are not text.
    Noise(usize),
    /// The beginning of a page; the connection then stays open without further data.
    Silence,
    /// The beginning of a page, then a paragraph every 200 ms without end.
    Drip,
    /// A page with this number of MiB of text.
    Mebibytes(usize),
    /// A page with this number of links, rounded down to thousands, each to another page.
    Links(usize),
    /// A robots.txt of this number of MiB, all of whose lines forbid one path that does not exist.
    RobotsMebibytes(usize),
    /// A gzipped sitemap that unpacks to this number of MiB of addresses.
    SitemapMebibytes(usize),
    /// A sitemap index with this number of entries below `/plans/`. If the behaviour covers `/plans/*`, each entry
    /// leads to another such index.
    Sitemaps(usize),
}

const OPENING: &str =
    "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Page générée</title></head><body>";
const URLSET: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
const MEBIBYTE: usize = 1024 * 1024;

impl Generated {
    pub fn content_type(self) -> &'static str {
        match self {
            Self::RobotsMebibytes(_) => "text/plain; charset=utf-8",
            Self::SitemapMebibytes(_) => "application/gzip",
            Self::Sitemaps(_) => "application/xml",
            _ => "text/html; charset=utf-8",
        }
    }

    pub fn content_encoding(self) -> Option<&'static str> {
        matches!(self, Self::GzipMebibytes(_)).then_some("gzip")
    }

    /// The body. `origin` is the site's scheme, host and port, for addresses in sitemaps.
    pub fn body(self, origin: &str) -> Body {
        match self {
            Self::Nodes(count) => repeated(OPENING, "<p>Ligne</p>\n", count),
            Self::Formatting(count) => whole(formatting(count)),
            Self::Nesting(depth) => repeated(OPENING, "<div>", depth),
            Self::GzipMebibytes(count) => gzip(OPENING, &"a".repeat(MEBIBYTE), count),
            Self::Drip => drip(),
            Self::Mebibytes(count) => {
                streamed(OPENING.to_owned(), (0..count).map(|_| "texte ".repeat(MEBIBYTE / 6)))
            }
            Self::Links(count) => streamed(OPENING.to_owned(), (0..count / 1000).map(links)),
            Self::RobotsMebibytes(count) => streamed(
                "User-agent: *\n".to_owned(),
                (0..count).map(|_| "Disallow: /nulle-part\n".repeat(MEBIBYTE / 22)),
            ),
            Self::SitemapMebibytes(count) => {
                let unit = format!("<url><loc>{origin}/page</loc></url>");
                gzip(URLSET, &unit.repeat(MEBIBYTE / unit.len()), count)
            }
            Self::Sitemaps(count) => whole(sitemaps(count, origin)),
            Self::Noise(count) => noise(count),
            Self::Silence => silence(),
        }
    }
}

fn whole(text: String) -> Body {
    Full::new(Bytes::from(text)).boxed_unsync()
}

fn repeated(opening: &str, unit: &str, count: usize) -> Body {
    whole(format!("{opening}{}", unit.repeat(count)))
}

fn formatting(count: usize) -> String {
    let elements: String = (0..count).map(|number| format!("<b a={number}>")).collect();
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><title>Just a moment...</title>{elements}{}",
        "<p>x".repeat(count)
    )
}

/// Bytes of a linear congruential sequence, the same in every run.
fn noise(count: usize) -> Body {
    let mut state = 1_u32;
    let bytes = (0..count).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    Full::new(Bytes::from_iter(bytes)).boxed_unsync()
}

fn drip() -> Body {
    let drops = stream::repeat(()).then(|()| async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        Ok::<_, Infallible>(Frame::data(Bytes::from_static(b"<p>Encore</p>")))
    });
    let opening = Ok::<_, Infallible>(Frame::data(Bytes::from_static(OPENING.as_bytes())));
    StreamBody::new(stream::iter([opening]).chain(drops)).boxed_unsync()
}

/// A body without `Content-Length`, so that a client does not know its size in advance. It is generated while it is
/// read.
fn streamed(opening: String, parts: impl Iterator<Item = String> + Send + 'static) -> Body {
    let frames = std::iter::once(opening).chain(parts);
    StreamBody::new(stream::iter(frames.map(|part| Ok::<_, Infallible>(Frame::data(Bytes::from(part))))))
        .boxed_unsync()
}

fn links(thousand: usize) -> String {
    let numbers = thousand * 1000..(thousand + 1) * 1000;
    numbers.map(|number| format!("<a href=\"/page/{number}\">{number}</a> ")).collect()
}

fn sitemaps(count: usize, origin: &str) -> String {
    let entries =
        (0..count).map(|number| format!("<sitemap><loc>{origin}/plans/{number}.xml</loc></sitemap>"));
    format!(
        "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{}</sitemapindex>",
        entries.collect::<String>()
    )
}

fn silence() -> Body {
    let opening = Ok::<_, Infallible>(Frame::data(Bytes::from_static(OPENING.as_bytes())));
    StreamBody::new(stream::iter([opening]).chain(stream::pending())).boxed_unsync()
}

/// A gzip body of `opening` and `count` times the same MiB. The MiB is compressed only once, with a full flush at its
/// end, so that the compressed part does not depend on the data before it and can be repeated. The stream has no proper
/// end, because no client should read that far.
fn gzip(opening: &str, mebibyte: &str, count: usize) -> Body {
    let header = Bytes::from_static(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    let (opening, mebibyte) = (flushed(opening.as_bytes()), flushed(mebibyte.as_bytes()));
    let parts = [header, opening].into_iter().chain(std::iter::repeat_n(mebibyte, count));
    let frames = parts.map(|part| Ok::<_, Infallible>(Frame::data(part)));
    StreamBody::new(stream::iter(frames)).boxed_unsync()
}

fn flushed(text: &[u8]) -> Bytes {
    // `compress_vec` writes only into the reserved capacity. Half the length is far more than needed: text of this kind
    // shrinks to about a thousandth.
    let mut packed = Vec::with_capacity(text.len() / 2 + 1024);
    Compress::new(Compression::best(), false)
        .compress_vec(text, &mut packed, FlushCompress::Full)
        .expect("deflate has no failing input");
    Bytes::from(packed)
}
