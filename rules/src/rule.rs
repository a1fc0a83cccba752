//! The shape of a rule: data and two plain functions.

use crate::{Node, Outcome, Page, referential::Aspect};

/// The targets, and the question about each. One rule can decide several aspects.
pub struct Rule {
    /// Stable name, also that of its files: `page-has-lang`.
    pub id: &'static str,
    /// Aspects that a failure of this rule proves to be wrong, unless the verdict names fewer. Referentials tie them to
    /// their tests.
    pub aspects: &'static [Aspect],
    /// ACT rules it implements, by their six-character id.
    pub act: &'static [&'static str],
    /// WCAG success criteria it speaks of, for readers of other standards.
    pub wcag: &'static [&'static str],
    /// Explanation and examples: its public page, and its tests.
    pub doc: &'static str,
    /// The targets. None means that the rule does not apply.
    pub applicability: for<'p> fn(&'p Page) -> Vec<Node<'p>>,
    /// The verdict on one target.
    pub expectation: for<'p> fn(Node<'p>) -> Verdict,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

/// The word of a rule about one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: Outcome,
    /// Key of the message table; empty for a pass.
    pub reason: &'static str,
    /// Aspects this target speaks of; `None` for all those of the rule.
    pub aspects: Option<Vec<Aspect>>,
    /// The failure proves that one of the aspects is wrong, without saying which.
    pub either: bool,
    /// Aspects that the failure proves to be wrong beside, each by itself: those of a standard to which «one of these» does
    /// not matter.
    pub also: Vec<Aspect>,
    /// Parameters of the message.
    pub data: Vec<(&'static str, String)>,
}

impl Verdict {
    fn new(outcome: Outcome, reason: &'static str) -> Self {
        Self { outcome, reason, aspects: None, either: false, also: Vec::new(), data: Vec::new() }
    }

    pub fn pass() -> Self {
        Self::new(Outcome::Passed, "")
    }

    pub fn fail(reason: &'static str) -> Self {
        Self::new(Outcome::Failed, reason)
    }

    pub fn cant_tell(reason: &'static str) -> Self {
        Self::new(Outcome::CantTell, reason)
    }

    /// Narrows the verdict to these aspects of the rule.
    pub fn of(mut self, aspects: &[Aspect]) -> Self {
        self.aspects = Some(aspects.to_vec());
        self
    }

    /// Makes the failure a proof that one of these aspects is wrong, without saying which.
    pub fn either(mut self, aspects: &[Aspect]) -> Self {
        self.either = true;
        self.of(aspects)
    }

    /// Makes the failure a proof that these aspects are wrong too, whatever [`Verdict::from_head`] and [`Verdict::either`] say.
    pub fn also(mut self, aspects: &[Aspect]) -> Self {
        self.also = aspects.to_vec();
        self
    }

    /// Adds a parameter of the message.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.data.push((name, value.into()));
        self
    }
}
