//! Pages with the predicates that must or must not hold on them: the fenced blocks of `applicability/examples.md`.

use super::{
    Example,
    blocks::{Block, ExampleError, blocks},
};
use crate::{Outcome, Page, applicability::Facts, referential::aspects};

const FILE: &str = "applicability/examples";

/// One page and the keys of the predicates that must hold, or must not, on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub example: Example,
    pub holds: Vec<String>,
    pub does_not_hold: Vec<String>,
}

/// The cases that are built in.
pub fn all() -> Result<Vec<Case>, ExampleError> {
    parse(include_str!("../applicability/examples.md"))
}

/// Cases of a Markdown file. The info string is `html holds key … not key …`, one of the two lists being optional.
pub fn parse(markdown: &str) -> Result<Vec<Case>, ExampleError> {
    blocks(FILE, markdown)?.into_iter().map(read).collect()
}

fn read(block: Block) -> Result<Case, ExampleError> {
    let Block { line, content_type, words, source } = block;
    let wrong = |reason: String| ExampleError { rule: FILE.to_owned(), line, reason };
    let (mut holds, mut does_not_hold) = (Vec::new(), Vec::new());
    let mut list = None;
    for word in words {
        match (word.as_str(), &mut list) {
            ("holds", _) => list = Some(&mut holds),
            ("not", _) => list = Some(&mut does_not_hold),
            (key, _) if aspects().applicability(key).is_none() => {
                return Err(wrong(format!("`{key}` is no key of applicability.tsv")));
            }
            (_, Some(list)) => list.push(word),
            (_, None) => return Err(wrong("the info string begins with `holds` or `not`".into())),
        }
    }
    let example = Example {
        line,
        content_type,
        outcome: Outcome::Inapplicable,
        reasons: Vec::new(),
        source,
        parts: Vec::new(),
        documents: Vec::new(),
    };
    Ok(Case { example, holds, does_not_hold })
}

impl Case {
    /// Contradictions between the predicates and the expectation; empty when all is as expected.
    pub fn contradictions(&self, page: &Page) -> Vec<String> {
        let facts = Facts::from_page(page);
        let of_sample = facts.of_sample();
        let holds = |key: &str| {
            let predicate = aspects().applicability(key);
            predicate.is_some_and(|predicate| facts.holds(predicate)) || of_sample.contains(key)
        };
        let line = self.example.line;
        let missing = self.holds.iter().filter(|key| !holds(key));
        let missing = missing.map(|key| format!("{FILE}.md line {line}: `{key}` does not hold"));
        let surplus = self.does_not_hold.iter().filter(|key| holds(key));
        missing.chain(surplus.map(|key| format!("{FILE}.md line {line}: `{key}` holds"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::applicability::{ALL, sample};
    use std::collections::BTreeSet;

    #[test]
    fn every_predicate_has_a_page_where_it_holds_and_one_where_it_does_not() {
        let cases = all().unwrap();
        let in_list = |list: fn(&Case) -> &Vec<String>| -> BTreeSet<String> {
            cases.iter().flat_map(list).cloned().collect()
        };
        let (holding, not_holding) = (in_list(|case| &case.holds), in_list(|case| &case.does_not_hold));
        for (key, _) in ALL.iter().copied().chain([sample::ALL]).flatten() {
            assert!(holding.contains(*key), "no page where `{key}` holds");
            assert!(not_holding.contains(*key), "no page where `{key}` does not hold");
        }
    }

    #[test]
    fn a_wrong_info_string_is_told() {
        let told = |info: &str| parse(&format!("```html {info}\n```\n")).unwrap_err().to_string();
        assert!(told("holds imgs").contains("`imgs` is no key"));
        assert!(told("img").contains("begins with `holds` or `not`"));
    }
}
