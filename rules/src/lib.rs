//! Judges frozen pages. Contains the [`Page`], the rules, the referentials that the rules serve, and the audit
//! document. No I/O and no clock: the same page always gives the same verdicts.

pub mod applicability;
pub mod audit;
pub mod catalogue;
pub mod conclusion;
pub mod consent;
pub mod documents;
pub mod examples;
mod hash;
pub mod judge;
pub mod made_with;
pub mod messages;
pub mod outcome;
pub mod page;
pub mod parts;
pub mod proofs;
pub mod referential;
mod rule;
pub mod sampled;
pub mod standards;
pub mod statement;

pub use outcome::Outcome;
pub use page::{Node, Page, STYLES, Snapshot, Style};
pub use rule::{Rule, Verdict};
