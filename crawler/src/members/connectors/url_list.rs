//! A plain list of addresses, one on each line, such as DINUM's list of domain names of public bodies. Each becomes a
//! member of its own with the host as its key, because the list does not give the owner.

use super::csv::{file, one_place};
use crate::members::{
    Configured, Import, Means, ReadError, Reading, Registry, State, Unit,
    means::unpacked,
    record::{Field, Record, Taker},
    secret::Auth,
    text::decode,
    urls,
};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::path::PathBuf;
use url::Url;

pub const CONNECTOR: Configured<UrlList> = Configured::new("url-list");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlList {
    path: Option<PathBuf>,
    url: Option<Url>,
    auth: Option<Auth>,
}

impl Registry for UrlList {
    fn read<'a>(&'a self, means: &'a Means, state: &'a State) -> BoxFuture<'a, Result<Reading, ReadError>> {
        Box::pin(async move {
            let (text, state) = match (&self.path, &self.url) {
                (Some(path), None) => {
                    let bytes = unpacked(&path.display().to_string(), file(path).await?)?;
                    (decode(&bytes).into_owned(), State::default())
                }
                (None, Some(url)) => match means.texts(&[url], self.auth.as_ref(), state).await? {
                    None => return Ok(Reading::Unchanged),
                    Some((mut texts, state)) => (texts.remove(0), state),
                },
                _ => return Err(one_place(&means.source)),
            };
            let import = parse(&means.source, &text);
            Ok(Reading::Said(Box::new(Import { state, ..import })))
        })
    }
}

/// Parses the list. Empty lines and lines that begin with `#` are ignored.
fn parse(source: &str, text: &str) -> Import {
    let mut taker = Taker::new(source, Unit::Line);
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let key = urls::parse(line).0.first().map_or_else(|| line.to_owned(), |(url, _)| key(url));
        let record = Record::new(number)
            .with(Field::Id, "", key.as_str())
            .with(Field::Name, "", key.as_str())
            .with(Field::Urls, "", line);
        taker.take(&record);
    }
    taker.import
}

/// The key: host and path, which distinguish two addresses of one host; a digest if they are long.
fn key(url: &Url) -> String {
    let name = format!("{}{}", registry::host_key(url), url.path().trim_end_matches('/'));
    if name.len() > 90 { blake3::hash(name.as_bytes()).to_hex()[..32].to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_is_a_member_once() {
        let text = "# DINUM\r\nhttp://a.example\nhttps://A.example/\nhttps://a.example/ecole/\n\nnéant\n";
        let import = parse("list", text);
        let names: Vec<_> = import.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["a.example", "a.example/ecole", "néant"]);
        assert_eq!(import.members[2].malformed, ["néant"], "the person who keeps the list is told");
        assert_eq!(import.errors.len(), 2);
    }
}
