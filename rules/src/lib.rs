//! What is true of a page: the frozen [`Page`](page::Page), the rules that judge it, the referential they
//! serve, and the audit document that follows. No I/O, no clock: the same page gives the same verdicts.

pub mod audit;
pub mod outcome;
pub mod page;
pub mod referential;

pub use outcome::Outcome;
pub use page::{Node, Page, STYLES, Snapshot, Style};
