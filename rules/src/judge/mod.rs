//! From rules to verdicts: every rule judges each page, predicates show what does not apply, and then the pages of a
//! sample are judged together.

mod criterion;
mod findings;
mod judged_page;
mod on_audit;
mod on_page;
mod on_sample;
mod settle;
#[cfg(test)]
mod tests;

pub use criterion::criterion_on_page;
pub use findings::PageFinding;
pub use judged_page::JudgedPage;
pub use on_audit::{Circumstances, assemble};
pub use on_page::{
    MOST_STEPS, PageVerdict, RuleVerdict, Stopped, judge, judge_by, judge_by_all, judge_with, judge_within,
};
