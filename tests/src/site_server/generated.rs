//! Bodies made on the fly, because they are too big, too deep or too odd to keep as files.

use std::convert::Infallible;
use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use futures_util::{StreamExt, stream};
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use serde::Deserialize;

use super::body::Body;

/// The page to make, as `index.toml` says it: `generate = { nodes = 100000 }`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generated {
    /// A page of that many `<p>`.
    Nodes(usize),
    /// As a firewall's page begins, then that many formatting elements that differ, which a tree builder opens again in
    /// each of as many paragraphs.
    Formatting(usize),
    /// That many `<div>`, each in the one before.
    Nesting(usize),
    /// A gzip body that unpacks to that many MiB of text.
    GzipMebibytes(usize),
    /// That many bytes that are no text at all.
    Noise(usize),
    /// The beginning of a page, and then nothing, for ever.
    Silence,
    /// The beginning of a page, and then a paragraph every now and then, for ever.
    Drip,
    /// A page of that many MiB of text.
    Mebibytes(usize),
    /// A page of that many links, each to another page.
    Links(usize),
    /// A robots.txt of that many MiB that closes nothing but what nobody asks for.
    RobotsMebibytes(usize),
    /// A gzipped sitemap that unpacks to that many MiB of addresses.
    SitemapMebibytes(usize),
    /// A sitemap of that many sitemaps, all of this kind where `/plans/*` is.
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

    /// `origin` is the site's own.
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

/// A linear congruential sequence: no text, and the same at every run.
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

/// The answer has no length, so that nobody knows its size before; it is made as it is read.
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

/// One MiB is compressed once, ended by a full flush so that it leans on nothing before it, and sent `count`
/// times as parts of one deflate stream. The stream never ends properly: nobody should read that far.
fn gzip(opening: &str, mebibyte: &str, count: usize) -> Body {
    let header = Bytes::from_static(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    let (opening, mebibyte) = (flushed(opening.as_bytes()), flushed(mebibyte.as_bytes()));
    let parts = [header, opening].into_iter().chain(std::iter::repeat_n(mebibyte, count));
    let frames = parts.map(|part| Ok::<_, Infallible>(Frame::data(part)));
    StreamBody::new(stream::iter(frames)).boxed_unsync()
}

fn flushed(text: &[u8]) -> Bytes {
    // Text of this kind shrinks about a thousand times; the reserve is far above, and `compress_vec` never
    // writes past it.
    let mut packed = Vec::with_capacity(text.len() / 2 + 1024);
    Compress::new(Compression::best(), false)
        .compress_vec(text, &mut packed, FlushCompress::Full)
        .expect("deflate has no failing input");
    Bytes::from(packed)
}
