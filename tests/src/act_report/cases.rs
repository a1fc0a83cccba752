//! The list of ACT test cases, as W3C publishes it (JSON) or as a table (TSV). Its fields are described at
//! <https://www.w3.org/WAI/standards-guidelines/act/report/>.

use anyhow::{Context, Result, bail};
use rules::Outcome;
use serde::{Deserialize, de::IgnoredAny};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// Largest accepted size of the list in bytes; the published one has 1 MB.
pub const MOST_BYTES: usize = 64 << 20;

const W3C: &str = "https://www.w3.org/";

/// An ACT test case: a page, and the expected outcome of an ACT rule on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Id of the ACT rule.
    pub rule: String,
    pub rule_name: String,
    /// `passed`, `failed` or `inapplicable`.
    pub expected: Outcome,
    /// Numbers of the WCAG success criteria that the ACT rule maps to.
    pub criteria: BTreeSet<String>,
    /// Possible paths of the page below the web root, the most likely first.
    pub paths: Vec<String>,
    /// Address of the case at W3C, which names it in a report.
    pub source: String,
}

#[derive(Deserialize)]
struct Published {
    testcases: Vec<PublishedCase>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishedCase {
    rule_id: String,
    #[serde(default)]
    rule_name: String,
    testcase_id: String,
    expected: String,
    url: String,
    relative_path: Option<String>,
    rule_accessibility_requirements: Option<BTreeMap<String, IgnoredAny>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    rule_id: String,
    rule_name: String,
    testcase_id: String,
    expected: String,
    #[serde(rename = "wcagSC")]
    criteria: String,
    path: String,
}

pub fn from_json(text: &str) -> Result<Vec<Case>> {
    let published: Published = serde_json::from_str(text).context("it is no list of ACT cases")?;
    published.testcases.into_iter().map(from_published).collect()
}

fn from_published(case: PublishedCase) -> Result<Case> {
    let url = Url::parse(&case.url).with_context(|| format!("case {}: {}", case.testcase_id, case.url))?;
    let requirements = case.rule_accessibility_requirements.unwrap_or_default();
    Ok(Case {
        expected: expected(&case.testcase_id, &case.expected)?,
        criteria: requirements.keys().filter_map(|key| criterion(key)).collect(),
        paths: std::iter::once(url.path().to_owned()).chain(case.relative_path).collect(),
        source: case.url,
        rule: case.rule_id,
        rule_name: case.rule_name,
    })
}

/// Success criterion of a requirement: `1.1.1` for `wcag20:1.1.1`. Other requirements are techniques or belong to other
/// standards.
fn criterion(key: &str) -> Option<String> {
    let (standard, number) = key.split_once(':')?;
    standard.to_ascii_lowercase().starts_with("wcag2").then(|| number.to_owned())
}

pub fn from_tsv(text: &str) -> Result<Vec<Case>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| from_row(row?)).collect()
}

fn from_row(row: Row) -> Result<Case> {
    Ok(Case {
        expected: expected(&row.testcase_id, &row.expected)?,
        criteria: row
            .criteria
            .split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect(),
        source: format!("{W3C}{}", row.path.trim_start_matches('/')),
        paths: vec![row.path],
        rule: row.rule_id,
        rule_name: row.rule_name,
    })
}

fn expected(case: &str, word: &str) -> Result<Outcome> {
    Ok(match word {
        "passed" => Outcome::Passed,
        "failed" => Outcome::Failed,
        "inapplicable" => Outcome::Inapplicable,
        _ => bail!("case {case}: `{word}` is no expected outcome (passed, failed or inapplicable)"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"name": "Cases", "count": 1, "testcases": [{
        "ruleId": "abc123", "ruleName": "Boat has a name", "testcaseId": "f00", "testcaseTitle": "Failed Example 1",
        "expected": "failed", "url": "https://www.w3.org/WAI/cases/testcases/abc123/f00.html",
        "relativePath": "testcases/abc123/f00.html", "approved": true,
        "ruleAccessibilityRequirements": {"wcag20:1.1.1": {"failed": "not satisfied"}, "wcag-technique:H37": {}}
    }]}"#;

    const TSV: &str = "ruleId\truleName\truleStatus\ttestcaseId\texpected\twcagSC\twcagLevels\tpath\ttitle\n\
        abc123\tBoat \"has\" a name\tapproved\tf00\tinapplicable\t1.1.1,2.4.4\tA,A\tWAI/cases/f00.html\tOne\n";

    #[test]
    fn the_published_list_is_read() {
        let [case] = from_json(JSON).unwrap().try_into().unwrap();
        assert_eq!((case.rule.as_str(), case.expected), ("abc123", Outcome::Failed));
        assert_eq!(case.criteria, BTreeSet::from(["1.1.1".to_owned()]));
        assert_eq!(case.paths, ["/WAI/cases/testcases/abc123/f00.html", "testcases/abc123/f00.html"]);
        assert_eq!(case.source, "https://www.w3.org/WAI/cases/testcases/abc123/f00.html");
    }

    #[test]
    fn a_rule_without_requirements_is_read() {
        let [case] = from_json(&JSON.replace("\"ruleAccessibilityRequirements\": {", "\"other\": {"))
            .unwrap()
            .try_into()
            .unwrap();
        assert!(case.criteria.is_empty());
    }

    #[test]
    fn a_table_is_read() {
        let [case] = from_tsv(TSV).unwrap().try_into().unwrap();
        assert_eq!((case.rule_name.as_str(), case.expected), ("Boat \"has\" a name", Outcome::Inapplicable));
        assert_eq!(case.criteria.len(), 2);
        assert_eq!(case.source, "https://www.w3.org/WAI/cases/f00.html");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let said = |read: Result<Vec<Case>>| format!("{:#}", read.unwrap_err());
        assert!(said(from_tsv(&TSV.replace("inapplicable", "maybe"))).contains("case f00: `maybe`"));
        assert!(said(from_tsv(&TSV.replace("\tOne", ""))).contains("line: 2"));
        assert!(said(from_tsv("ruleId\npath\n")).contains("missing field"));
        assert!(said(from_json(&JSON.replace("\"expected\"", "\"hoped\""))).contains("expected"));
        assert!(said(from_json(&JSON[..80])).contains("line 2"));
        assert!(said(from_json(&JSON.replace("https://", ""))).contains("case f00"));
    }
}
