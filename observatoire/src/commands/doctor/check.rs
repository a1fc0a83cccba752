//! One check: its result, and what to do if the result is not good.

use crate::words::say;

#[derive(Debug, PartialEq, Eq)]
pub enum State {
    Good,
    /// A run works, but the operator should know about this.
    Warning,
    Missing,
}

#[derive(Debug)]
pub struct Check {
    pub what: String,
    pub state: State,
    pub found: String,
    pub remedy: String,
}

impl Check {
    pub fn good(what: impl Into<String>, found: impl Into<String>) -> Self {
        Self { what: what.into(), state: State::Good, found: found.into(), remedy: String::new() }
    }
    pub fn warning(what: impl Into<String>, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), state: State::Warning, found: found.into(), remedy: remedy.into() }
    }
    pub fn missing(what: impl Into<String>, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), state: State::Missing, found: found.into(), remedy: remedy.into() }
    }
}

impl std::fmt::Display for Check {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mark = match self.state {
            State::Good => say!("doctor-good"),
            State::Warning => say!("doctor-warning"),
            State::Missing => say!("doctor-missing"),
        };
        write!(formatter, "{mark:9}{}: {}", self.what, self.found)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(formatter, "\n         -> {}", self.remedy) }
    }
}
