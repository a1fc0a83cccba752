//! An evaluated audit of one page, for tests.

use rules::audit::Audit;

const DOCUMENT: &str = r#"{"format":1,"site":{"host":"ville.example","url":"https://ville.example/","name":null},"started_at":"2026-11-22T08:30:00Z","ended_at":"2026-11-22T08:37:00Z","setting":{"referential":"RGAA","referential_version":"4.1.2","rule_set":"5f","program":"o","browser":"c","viewport_width":1280,"viewport_height":1024,"consent":"as-delivered","rules":{"a":"1"}},"outcome":{"kind":"evaluated"},"sample":{"seed":1,"asked":15,"known":0},"summary":{"criteria":106,"failed":0,"inapplicable":0,"passed":0,"cant_tell":106,"pages_audited":0,"pages_not_audited":0,"defects":0,"occurrences":0},"criteria":[],"tests":{},"pages":[{"url":"https://ville.example/","title":null,"kind":"home","captured_at":null,"outcome":{"kind":"audited"},"snapshot":null,"tests":{}}],"findings":[FINDINGS]}"#;

/// Builds an evaluated audit with one failed finding for each id. The id is also the finding's reason and selector.
pub fn with_findings(ids: &[&str]) -> Audit {
    let finding = |id: &&str| {
        format!(
            r#"{{"id":"{id}","rule":"a","outcome":"failed","reason":"{id}","tests":["8.3.1"],"html":"","count":1,"places":[{{"page":0,"selector":"{id}"}}]}}"#
        )
    };
    let list: Vec<String> = ids.iter().map(finding).collect();
    Audit::from_json(DOCUMENT.replace("FINDINGS", &list.join(",")).as_bytes()).expect("an audit document")
}
