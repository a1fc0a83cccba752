//! The structure of a rule: data and two plain functions.

use crate::{Node, Outcome, Page, referential::Aspect};

/// A rule: its targets, and the question about each of them. One rule can decide several aspects.
pub struct Rule {
    /// Stable name: `page-has-lang`. Its files have the same name with underscores.
    pub id: &'static str,
    /// Aspects that a failure of this rule proves to be wrong, unless the verdict names fewer. Referentials tie them to
    /// their tests.
    pub aspects: &'static [Aspect],
    /// ACT rules that it implements, by their six-character id.
    pub act: &'static [&'static str],
    /// WCAG success criteria that it concerns, for readers of other standards.
    pub wcag: &'static [&'static str],
    /// Explanation and examples, which are its public page and its tests.
    pub doc: &'static str,
    /// Gives the targets. The rule does not apply if there are none.
    pub applicability: for<'p> fn(&'p Page) -> Vec<Node<'p>>,
    /// The verdict on one target.
    pub expectation: for<'p> fn(Node<'p>) -> Verdict,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

/// The verdict of a rule on one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: Outcome,
    /// Key of the message table; empty for a pass.
    pub reason: &'static str,
    /// Aspects that the verdict concerns; `None` for all those of the rule.
    pub aspects: Option<Vec<Aspect>>,
    /// Whether the failure proves that one of the aspects is wrong, but not which one.
    pub either: bool,
    /// Aspects that the failure also proves wrong, each by itself. They serve standards for which it does not matter
    /// which of [`Verdict::aspects`] is wrong.
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

    /// Makes the failure a proof that one of these aspects is wrong, but not which one.
    pub fn either(mut self, aspects: &[Aspect]) -> Self {
        self.either = true;
        self.of(aspects)
    }

    /// Makes the failure a proof that these aspects are wrong too, independently of [`Verdict::of`] and
    /// [`Verdict::either`].
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
