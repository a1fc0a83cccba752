//! `reply`: reads replies of authorities to audits of their sites from a file, to publish them with the audits.

use super::Ended;
use crate::report::tell;
use crate::{causes::with_causes, cli, clock, config::Config, database, words::say};
use anyhow::{Context, Result, bail};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use store::{NewReply, Store};

/// Greatest size of a file of replies in bytes.
const MOST_BYTES: u64 = 16 << 20;

/// One line of the file.
#[derive(Debug, Deserialize)]
struct Line {
    /// Id in the permalink, or the complete permalink.
    audit: String,
    author: String,
    /// Day of the reply, such as `2026-11-22`.
    date: String,
    text: String,
}

/// Records the replies of a file. Each wrong line is reported, and all other lines are recorded. A reply that is
/// already recorded is not recorded again.
pub async fn run(config: &Config, asked: cli::Reply) -> Result<Ended> {
    let name = asked.file.display().to_string();
    let size = std::fs::metadata(&asked.file).with_context(|| say!("cannot-read", file = name))?.len();
    if size > MOST_BYTES {
        bail!(say!("reply-too-big", file = name, size = size, most = MOST_BYTES));
    }
    let bytes = std::fs::read(&asked.file).with_context(|| say!("cannot-read", file = name))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = if header.contains(&b';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(bytes);
    let store = database::open(config).await?;
    let (mut taken, mut wrong) = (0, 0);
    for (number, line) in (2..).zip(reader.deserialize::<Line>()) {
        let added = match line {
            Ok(line) => add(&store, &line).await,
            Err(error) => Err(error.into()),
        };
        match added {
            Ok(()) => taken += 1,
            Err(error) => {
                wrong += 1;
                let reason = with_causes(&error);
                tell(&say!("reply-wrong", file = name, number = number - 1, reason = reason));
            }
        }
    }
    println!("{}", say!("reply-counts", taken = taken, wrong = wrong));
    Ok(Ended::whole(wrong == 0))
}

async fn add(store: &Store, line: &Line) -> Result<()> {
    let said_at = day(&line.date).with_context(|| say!("reply-date", value = line.date))?;
    for (column, value) in [("author", &line.author), ("text", &line.text)] {
        if value.is_empty() {
            bail!(say!("reply-empty", column = column));
        }
    }
    let id = line.audit.trim_end_matches('/').rsplit(['/', '-']).next().unwrap_or_default();
    let head = store.audit_head(id).await?;
    let head = head.with_context(|| say!("reply-audit", value = line.audit))?;
    let reply = NewReply { author: line.author.clone(), said_at, text: line.text.clone() };
    Ok(store.add_reply(head.id, &reply, clock::now()).await?)
}

fn day(text: &str) -> Option<DateTime<Utc>> {
    Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN).and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day() {
        assert_eq!(
            day("2026-11-22").map(|day| day.to_rfc3339()).as_deref(),
            Some("2026-11-22T00:00:00+00:00")
        );
        assert_eq!(day("22/11/2026"), None);
    }
}
