//! An implementation report in EARL (JSON-LD), in the form that W3C's ACT report tool reads:
//! <https://www.w3.org/WAI/standards-guidelines/act/report/earl/>.

use super::{cases::Case, success_criteria, verdicts::Verdicts};
use rules::{Outcome, Rule};
use serde_json::{Value, json};

const CONTEXT: &str = "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json";
const ASSERTOR: &str = "_:assertor";

/// The complete report. Each case comes with the verdicts on its page; `None` if the page was not audited.
pub fn report<'a>(
    version: &str,
    rules: &[&'static Rule],
    cases: impl IntoIterator<Item = (&'a Case, Option<&'a Verdicts>)>,
) -> Value {
    let assertor = json!({
        "@id": ASSERTOR,
        "@type": "Assertor",
        "name": "Observatoire",
        "shortdesc": "Audits the accessibility (RGAA 4.1.2) of many sites",
        "release": { "@type": "Version", "revision": version },
    });
    let subjects = cases.into_iter().map(|(case, said)| subject(rules, case, said));
    let graph: Vec<Value> = std::iter::once(assertor).chain(subjects).collect();
    json!({ "@context": CONTEXT, "@graph": graph })
}

fn subject(rules: &[&'static Rule], case: &Case, said: Option<&Verdicts>) -> Value {
    let implementing = rules.iter().filter(|rule| rule.act.contains(&case.rule.as_str()));
    let assertions = implementing.map(|rule| {
        let outcome = said.and_then(|said| said.get(rule.id)).copied().unwrap_or(Outcome::Untested);
        assertion(rule, outcome)
    });
    json!({
        "@type": "TestSubject",
        "source": case.source,
        "assertions": assertions.collect::<Vec<_>>(),
    })
}

fn assertion(rule: &Rule, outcome: Outcome) -> Value {
    let criteria = rule.wcag.iter().filter_map(|number| success_criteria::name(number));
    json!({
        "@type": "Assertion",
        "assertedBy": ASSERTOR,
        "mode": "earl:automatic",
        "test": {
            "@type": "TestCase",
            "title": rule.id,
            "isPartOf": criteria.map(|name| format!("WCAG2:{name}")).collect::<Vec<_>>(),
        },
        "result": { "@type": "TestResult", "outcome": format!("earl:{outcome}") },
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::examples::{BOAT_HAS_NAME, BOAT_IS_MOORED, case},
        *,
    };

    #[test]
    fn a_report_as_w3c_takes_it() {
        let cases = [
            case("boat01", Outcome::Failed, "one"),
            case("boat01", Outcome::Passed, "two"),
            case("nobody", Outcome::Failed, "three"),
        ];
        let said: Verdicts = [("boat-has-name", Outcome::Failed), ("boat-is-moored", Outcome::CantTell)]
            .map(|(rule, outcome)| (rule.to_owned(), outcome))
            .into();
        let rules = [&BOAT_HAS_NAME, &BOAT_IS_MOORED];
        insta::assert_json_snapshot!(report(
            "1.2.3",
            &rules,
            cases.iter().zip([Some(&said), None, Some(&said)])
        ));
    }
}
