//! Verifies that a document is the one that its address promises.

use super::{Audit, CanonicalError, hash_of};
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// The facts about a document that its permalink states: `audits/<host>/<date>-<id>/`, below any address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub host: String,
    /// `2026-11-22`
    pub day: String,
    /// First twelve hexadecimal digits of the hash.
    pub id: String,
}

impl Promise {
    /// Reads a file path or a web address, with or without the name of the file. `None` if it is not a permalink.
    pub fn from_path(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
        let at = parts.iter().rposition(|part| *part == "audits")?;
        let [host, name, ..] = parts.get(at + 1..)? else { return None };
        let (day, id) = name.rsplit_once('-')?;
        let dated = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok();
        let hexadecimal = id.len() == 12 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (dated && hexadecimal).then(|| Self { host: (*host).into(), day: day.into(), id: id.into() })
    }
}

/// The result of a check of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// The document has the hash, host and date of its address.
    Sound { hash: String },
    /// An audit without an address to compare it with; `path` is the path of its permalink.
    Unaddressed { hash: String, path: String },
    /// A notice that the audit was withdrawn.
    Withdrawn { at: DateTime<Utc>, reason: String },
}

/// Reason for which a document is not the one that its address promises.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{0}")]
    NotAnAudit(#[from] CanonicalError),
    #[error(
        "its hash begins with {found}, its address promises {promised}: the document was changed after it was published"
    )]
    Altered { promised: String, found: String },
    #[error(
        "it says what the audit {id} says, but it was written anew (white space, order or spelling): get the file again as it is served"
    )]
    Rewritten { id: String },
    #[error("its hash is right, but it belongs at {own}: it was put at another host or date")]
    Elsewhere { own: String },
    #[error("it is the tombstone of the audit {found}, and its address promises {promised}")]
    OtherTombstone { promised: String, found: String },
}

/// The notice in place of a withdrawn document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tombstone {
    id: String,
    withdrawn_at: DateTime<Utc>,
    reason: String,
}

/// Compares the bytes with the promise of their address, or only with themselves if there is none.
pub fn verify(bytes: &[u8], promise: Option<&Promise>) -> Result<Verified, Fault> {
    if let Ok(tombstone) = serde_json::from_slice::<Tombstone>(bytes) {
        return withdrawn(tombstone, promise);
    }
    let hash = hash_of(bytes);
    let audit = Audit::from_json(bytes);
    let Some(promise) = promise else {
        let audit = audit?;
        return if audit.canonical_json() == bytes {
            Ok(Verified::Unaddressed { hash, path: audit.path() })
        } else {
            Err(Fault::Rewritten { id: audit.id() })
        };
    };
    if !hash.starts_with(&promise.id) {
        return Err(match audit {
            Ok(audit) if audit.id() == promise.id => Fault::Rewritten { id: promise.id.clone() },
            Ok(_) => Fault::Altered { promised: promise.id.clone(), found: hash[..12].to_owned() },
            Err(error) => Fault::NotAnAudit(error),
        });
    }
    // A document of another format cannot be parsed, but its bytes are verified.
    if let Ok(audit) = audit {
        let day = audit.started_at.format("%Y-%m-%d").to_string();
        if audit.site.host != promise.host || day != promise.day {
            let own = format!("audits/{}/{day}-{}/", audit.site.host, promise.id);
            return Err(Fault::Elsewhere { own });
        }
    }
    Ok(Verified::Sound { hash })
}

fn withdrawn(tombstone: Tombstone, promise: Option<&Promise>) -> Result<Verified, Fault> {
    let Tombstone { id, withdrawn_at, reason } = tombstone;
    match promise {
        Some(promise) if promise.id != id => {
            Err(Fault::OtherTombstone { promised: promise.id.clone(), found: id })
        }
        _ => Ok(Verified::Withdrawn { at: withdrawn_at, reason }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &str = r#"{"format":1,"site":{"host":"ville.example","url":"https://ville.example/","name":null},"started_at":"2026-11-22T08:30:00Z","ended_at":"2026-11-22T08:37:00Z","setting":{"referential":"RGAA","referential_version":"4.1.2","rule_set":"5f","program":"o","browser":"c","viewport_width":1280,"viewport_height":1024,"consent":"as-delivered"},"outcome":{"kind":"not-evaluated","cause":"dns","detail":null},"sample":{"seed":1,"asked":15,"known":0},"summary":{"criteria":106,"failed":0,"inapplicable":0,"passed":0,"cant_tell":106,"pages_audited":0,"pages_not_audited":0,"defects":0,"occurrences":0},"criteria":[],"tests":{},"pages":[],"findings":[]}"#;

    fn promise() -> Promise {
        let id = &hash_of(BYTES.as_bytes())[..12];
        Promise::from_path(&format!("/srv/public/audits/ville.example/2026-11-22-{id}/audit.json")).unwrap()
    }

    #[test]
    fn a_permalink_is_read_wherever_the_site_stands() {
        let found =
            Promise::from_path("https://o.example/a11y/audits/ville.example/2026-11-22-0123456789ab/")
                .unwrap();
        let (host, day, id) = ("ville.example".into(), "2026-11-22".into(), "0123456789ab".into());
        assert_eq!(found, Promise { host, day, id });
        for other in [
            "audit.json",
            "audits/ville.example/",
            "audits/ville.example/2026-11-22-0123/",
            "audits/ville.example/2026-13-22-0123456789ab/",
            "audits/ville.example/2026-11-22-0123456789AB/",
        ] {
            assert_eq!(Promise::from_path(other), None, "{other}");
        }
    }

    #[test]
    fn the_document_of_its_address_is_sound() {
        assert!(matches!(verify(BYTES.as_bytes(), Some(&promise())), Ok(Verified::Sound { .. })));
        let Ok(Verified::Unaddressed { path, .. }) = verify(BYTES.as_bytes(), None) else { panic!() };
        assert_eq!(Promise::from_path(&path), Some(promise()));
    }

    #[test]
    fn one_figure_changed_is_found() {
        let altered = BYTES.replace("\"failed\":0", "\"failed\":9");
        assert!(matches!(verify(altered.as_bytes(), Some(&promise())), Err(Fault::Altered { .. })));
    }

    #[test]
    fn a_document_written_anew_is_told_from_a_changed_one() {
        let rewritten = BYTES.replace("\":", "\": ");
        for promise in [Some(&promise()), None] {
            assert!(matches!(verify(rewritten.as_bytes(), promise), Err(Fault::Rewritten { .. })));
        }
    }

    #[test]
    fn a_document_under_another_name_is_told() {
        let elsewhere = Promise { host: "autre.example".into(), ..promise() };
        assert!(matches!(verify(BYTES.as_bytes(), Some(&elsewhere)), Err(Fault::Elsewhere { .. })));
    }

    #[test]
    fn a_tombstone_speaks_for_its_own_address_only() {
        let tombstone =
            |id: &str| format!(r#"{{"id":"{id}","withdrawn_at":"2026-11-23T00:00:00Z","reason":"x"}}"#);
        let own = tombstone(&promise().id);
        assert!(matches!(verify(own.as_bytes(), Some(&promise())), Ok(Verified::Withdrawn { .. })));
        let other = tombstone("0123456789ab");
        assert!(matches!(verify(other.as_bytes(), Some(&promise())), Err(Fault::OtherTombstone { .. })));
    }

    #[test]
    fn what_is_no_audit_is_told() {
        for bytes in [&b""[..], b"{}", b"<html>", b"\xff", b"[1]"] {
            assert!(matches!(verify(bytes, Some(&promise())), Err(Fault::NotAnAudit(_))));
            assert!(verify(bytes, None).is_err());
        }
    }
}
