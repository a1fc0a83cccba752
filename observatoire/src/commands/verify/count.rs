//! The results of `verify`, printed one by one and counted.

use crate::{causes::with_causes, words::say};
use anyhow::Result;
use rules::audit::{Promise, Verified, verify};

/// File name of an audit's document.
pub const FILE: &str = "audit.json";

/// Number of documents and files by result.
#[derive(Default)]
pub struct Count {
    pub sound: usize,
    pub withdrawn: usize,
    pub wrong: usize,
    /// Audits whose address is not known, so that their content cannot be compared with it.
    pub unknown: usize,
}

impl Count {
    pub fn tell(&mut self, what: &str, bytes: Result<Vec<u8>>, promise: Option<Promise>) {
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => return self.wrong(what, &with_causes(&error)),
        };
        match verify(&bytes, promise.as_ref()) {
            Ok(Verified::Sound { hash }) => {
                self.sound += 1;
                println!("sound\t{what}\t{hash}");
            }
            Ok(Verified::Unaddressed { hash, path }) => {
                self.unknown += 1;
                println!("unknown\t{what}\t{hash}\t{}", say!("verify-unaddressed", path = path));
            }
            Ok(Verified::Withdrawn { at, reason }) => {
                self.withdrawn += 1;
                println!("withdrawn\t{what}\t{}\t{}", at.format("%Y-%m-%d"), reason.escape_debug());
            }
            Err(fault) => self.wrong(what, &fault.to_string()),
        }
    }

    pub fn wrong(&mut self, what: &str, why: &str) {
        self.wrong += 1;
        println!("wrong\t{what}\t{}", why.escape_debug());
    }
}
