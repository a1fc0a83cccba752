//! Sitemaps (sitemaps.org): the pages that a site lists itself, parsed as a stream and within limits.

use crate::fetch::{Fetched, Get};
use flate2::read::GzDecoder;
use quick_xml::{Reader, XmlVersion, events::Event};
use std::{
    borrow::Cow,
    collections::{HashSet, VecDeque},
    io::Read,
};
use thiserror::Error;
use url::Url;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SitemapLimits {
    /// Most bytes of one file, as received.
    pub file: usize,
    /// Most bytes of one file, after decompression.
    pub inflated: usize,
    /// Most files that are read for one site.
    pub files: usize,
    /// Most levels of indexes that list indexes.
    pub depth: u8,
    pub pages: usize,
}

impl Default for SitemapLimits {
    fn default() -> Self {
        Self { file: 10 << 20, inflated: 50 << 20, files: 20, depth: 3, pages: 20_000 }
    }
}

/// The content of one sitemap file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub pages: Vec<Url>,
    pub sitemaps: Vec<Url>,
    /// Entries that are no addresses, and files that break off. They are reported.
    pub problems: Vec<String>,
}

/// The content of all sitemap files of a site.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Collected {
    pub pages: Vec<Url>,
    /// Addresses of the files that were sitemaps.
    pub read: Vec<Url>,
    pub problems: Vec<String>,
}

/// Reads the given sitemaps and those they refer to. `get` must keep the pace that the host asks for.
pub async fn collect<G: Get>(get: &G, roots: &[Url], limits: SitemapLimits) -> Collected {
    let mut collected = Collected::default();
    let mut asked = HashSet::new();
    let mut queue: VecDeque<_> = roots.iter().map(|root| (root.clone(), 0)).collect();
    while let Some((url, depth)) = queue.pop_front() {
        if !asked.insert(url.clone()) {
            continue;
        }
        if asked.len() > limits.files || collected.pages.len() >= limits.pages {
            collected.problems.push(format!("{url}: not read, the limit is reached"));
            break;
        }
        let listed = match get.get(&url, limits.file).await {
            Ok(answer) => read_answer(&answer, limits),
            Err(error) => {
                collected.problems.push(format!("{url}: {error}"));
                continue;
            }
        };
        let listed = match listed {
            Ok(listed) => listed,
            Err(problem) => {
                collected.problems.push(format!("{url}: {problem}"));
                continue;
            }
        };
        let room = limits.pages - collected.pages.len();
        collected.pages.extend(listed.pages.into_iter().take(room));
        collected.problems.extend(listed.problems.into_iter().map(|problem| format!("{url}: {problem}")));
        if depth < limits.depth {
            // Sitemaps on other hosts are not read, because each host has its own lane and robots.txt.
            let (own, foreign): (Vec<_>, Vec<_>) =
                listed.sitemaps.into_iter().partition(|next| next.host_str() == url.host_str());
            queue.extend(own.into_iter().map(|next| (next, depth + 1)));
            if let Some(other) = foreign.first() {
                collected.problems.push(format!("{url}: {other} is of another host, and not read"));
            }
        } else if !listed.sitemaps.is_empty() {
            collected.problems.push(format!("{url}: its sitemaps are not read, too many levels"));
        }
        collected.read.push(url);
    }
    collected
}

/// Reason for which a file is not read as a sitemap.
#[derive(Debug, Error)]
pub enum SitemapError {
    #[error("status {0}")]
    Status(u16),
    #[error("the compressed file cannot be read ({0})")]
    Compression(#[from] std::io::Error),
    #[error("no sitemap")]
    NoSitemap,
}

fn read_answer(answer: &Fetched, limits: SitemapLimits) -> Result<Listed, SitemapError> {
    if !answer.status.is_success() {
        return Err(SitemapError::Status(answer.status.as_u16()));
    }
    let mut listed = parse(&answer.body, &answer.url, limits)?;
    if answer.truncated {
        listed.problems.push("larger than allowed, the rest is not read".to_owned());
    }
    Ok(listed)
}

/// Reads one file that came from `base`: XML, gzipped or not, or one address on each line. Addresses should be absolute
/// (sitemaps.org); relative ones are resolved as a browser would do.
///
/// # Errors
/// When the file is neither.
pub fn parse(file: &[u8], base: &Url, limits: SitemapLimits) -> Result<Listed, SitemapError> {
    let (text, whole) = inflate(file, limits.inflated)?;
    let text = String::from_utf8_lossy(&text);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut listed =
        if text.starts_with('<') { parse_xml(text, base, limits)? } else { parse_lines(text, limits)? };
    if !whole {
        listed.problems.push("larger than allowed once inflated, the rest is not read".to_owned());
    }
    Ok(listed)
}

fn inflate(file: &[u8], most: usize) -> Result<(Cow<'_, [u8]>, bool), SitemapError> {
    if !file.starts_with(&[0x1f, 0x8b]) {
        return Ok((Cow::Borrowed(file), true));
    }
    let mut text = Vec::new();
    let outcome = GzDecoder::new(file).take(most as u64 + 1).read_to_end(&mut text);
    if text.is_empty() {
        outcome?;
    }
    let whole = text.len() <= most;
    text.truncate(most);
    Ok((Cow::Owned(text), whole))
}

/// The element around a `loc`.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Page,
    Sitemap,
}

fn parse_xml(text: &str, base: &Url, limits: SitemapLimits) -> Result<Listed, SitemapError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut listed, mut within, mut loc) = (Listed::default(), None, None::<String>);
    let mut known_root = false;
    // The namespace prefix of the root element: in `<sm:urlset>` an address is in `<sm:loc>`.
    let mut prefix: Option<String> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => match start.local_name().as_ref() {
                "urlset" | "sitemapindex" => {
                    known_root = true;
                    prefix = start.name().prefix().map(|prefix| prefix.as_ref().to_owned());
                }
                "url" => within = Some(Within::Page),
                "sitemap" => within = Some(Within::Sitemap),
                // `image:loc` and `video:…` are no pages.
                "loc" if start.name().prefix().is_none_or(|own| prefix.as_deref() == Some(own.as_ref())) => {
                    loc = Some(String::new());
                }
                _ if !known_root => return Err(SitemapError::NoSitemap),
                _ => {}
            },
            Ok(Event::End(end)) => match end.local_name().as_ref() {
                "loc" => match (loc.take(), within) {
                    (Some(address), Some(within)) => listed.add(&address, within, Some(base)),
                    _ => continue,
                },
                "url" | "sitemap" => within = None,
                _ => {}
            },
            Ok(Event::Text(text)) => append(&mut loc, &text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(text)) => append(&mut loc, &text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::GeneralRef(entity)) => {
                let name = entity.into_inner();
                append(&mut loc, resolve(&name).as_deref().unwrap_or_default());
            }
            Ok(_) => {}
            Err(error) => {
                listed.problems.push(format!("broken at byte {} ({error})", reader.error_position()));
                break;
            }
        }
        if listed.pages.len() >= limits.pages {
            listed.problems.push("more pages than allowed, the rest is not read".to_owned());
            break;
        }
    }
    if known_root { Ok(listed) } else { Err(SitemapError::NoSitemap) }
}

/// Most bytes of an address.
const LONGEST_ADDRESS: usize = 8 * 1024;

fn append(loc: &mut Option<String>, text: &str) {
    if let Some(loc) = loc
        && loc.len() + text.len() <= LONGEST_ADDRESS
    {
        loc.push_str(text);
    }
}

/// Resolves the five entities of XML, and characters by number.
fn resolve(name: &str) -> Option<String> {
    if let Some(named) = quick_xml::escape::resolve_xml_entity(name) {
        return Some(named.to_owned());
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).map(String::from)
}

fn parse_lines(text: &str, limits: SitemapLimits) -> Result<Listed, SitemapError> {
    let mut listed = Listed::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        listed.add(line, Within::Page, None);
        if listed.pages.is_empty() {
            return Err(SitemapError::NoSitemap);
        }
        if listed.pages.len() >= limits.pages {
            listed.problems.push("more pages than allowed, the rest is not read".to_owned());
            break;
        }
    }
    Ok(listed)
}

/// Most problems that are reported for one file.
const MOST_PROBLEMS: usize = 20;

impl Listed {
    fn add(&mut self, address: &str, within: Within, base: Option<&Url>) {
        let address = address.trim();
        let whole = Url::parse(address).or_else(|error| match base.filter(|_| !address.is_empty()) {
            Some(base) => base.join(address),
            None => Err(error),
        });
        match whole {
            Ok(url) if matches!(url.scheme(), "http" | "https") => match within {
                Within::Page => self.pages.push(url),
                Within::Sitemap => self.sitemaps.push(url),
            },
            _ if self.problems.len() < MOST_PROBLEMS => {
                let start: String = address.trim().chars().take(100).collect();
                self.problems.push(format!("«{start}» is no address"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
