//! A maintainer has the program audit a folder of ACT cases and sends the report to W3C.

use super::support::Desk;
use serde_json::{Value, json};
use tests::act_report::ServedCases;

const W3C: &str = "https://www.w3.org/WAI/content-assets/wcag-act-rules/";

fn case(rule: &str, id: &str, expected: &str) -> Value {
    let path = format!("testcases/{rule}/{id}.html");
    json!({
        "ruleId": rule, "ruleName": "A rule", "testcaseId": id, "expected": expected,
        "relativePath": path, "url": format!("{W3C}{path}"),
        "ruleAccessibilityRequirements": { "wcag20:3.1.1": { "failed": "not satisfied" } },
    })
}

fn page(attributes: &str) -> String {
    format!(
        "<!doctype html><html{attributes}><title>Horaires du bac</title><p>Le bac passe à huit heures.</html>"
    )
}

/// Outcome that the report asserts for a rule on a test case; `None` if the report has no such assertion.
fn outcome<'r>(report: &'r Value, case: &str, rule: &str) -> Option<&'r str> {
    let graph = report["@graph"].as_array().unwrap();
    let subject = graph.iter().find(|node| node["source"].as_str().is_some_and(|url| url.contains(case)))?;
    let assertions = subject["assertions"].as_array().unwrap();
    assertions.iter().find(|assertion| assertion["test"]["title"] == rule)?["result"]["outcome"].as_str()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_case_gets_what_our_rules_say_of_it() {
    let rule = rules::catalogue::rule("page-has-lang").unwrap();
    let act = rule.act[0];
    let desk = Desk::on_sqlite();
    let cases = [
        case(act, "avec", "passed"),
        case(act, "sans", "failed"),
        case(act, "perdue", "failed"),
        case("nobody", "avec", "passed"),
    ];
    std::fs::create_dir_all(desk.path(&format!("cases/testcases/{act}"))).unwrap();
    desk.write("cases/testcases.json", &json!({ "testcases": cases }).to_string());
    desk.write(&format!("cases/testcases/{act}/avec.html"), &page(" lang=fr"));
    desk.write(&format!("cases/testcases/{act}/sans.html"), &page(""));

    let served = ServedCases::start(&desk.path("cases"), None).await.unwrap();
    desk.write("pages.txt", &served.pages().into_iter().collect::<Vec<_>>().join("\n"));
    // Exit code 1, because one page of the list has no file.
    let audit = ["audit", "--format", "jsonl", "--allow-private", "--urls-file", "pages.txt"];
    let ended = desk.run_to(1, &audit).await;
    let report = served.report("1.2.3", &ended.stdout).unwrap();
    let said = |case: &str| outcome(&report.earl, &format!("{act}/{case}"), rule.id);
    assert_eq!(said("avec"), Some("earl:passed"));
    assert_eq!(said("sans"), Some("earl:failed"));
    assert_eq!(said("perdue"), Some("earl:untested"));
    assert_eq!(outcome(&report.earl, "nobody/avec", rule.id), None);
    let [not_audited] = report.not_audited.as_slice() else { panic!("{:?}", report.not_audited) };
    assert!(not_audited.contains("perdue.html: not audited"), "{not_audited}");
    assert!(
        report.table.contains("1 of 2 failed cases found, 0 of 2 others said to fail"),
        "{}",
        report.table
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_a_list_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let Err(error) = ServedCases::start(folder.path(), None).await else { panic!("there is no list") };
    assert!(error.to_string().contains("--manifest FILE"), "{error}");
}
