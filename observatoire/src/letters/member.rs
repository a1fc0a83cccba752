//! The letter to a member: new defects on its site, corrected ones, contradictions with its statement, and how to
//! answer.

use rules::{
    Outcome,
    audit::{Audit, AuditOutcome, Changes, Finding},
    messages::{self, Language},
};

/// Largest number of lines of one kind. Further lines are only counted.
const MOST_LINES: usize = 10;

pub struct Told<'a> {
    pub audit: &'a Audit,
    pub before: Option<&'a Audit>,
    pub permalink: &'a str,
    pub reply_to: &'a str,
}

pub fn subject(told: &Told<'_>) -> String {
    format!(
        "{} : audit d’accessibilité du {}",
        told.audit.site.host,
        told.audit.started_at.format("%d/%m/%Y")
    )
}

/// The text of the letter. `None` if there is nothing to report: the site was not evaluated, or nothing has changed.
pub fn text(told: &Told<'_>) -> Option<String> {
    if told.audit.outcome != AuditOutcome::Evaluated {
        return None;
    }
    let parts = parts(told);
    if parts.is_empty() {
        return None;
    }
    Some(format!(
        "Bonjour,\n\n{} a été examiné automatiquement selon le RGAA 4.1.2. Seul ce qui est prouvé est compté ; le reste \
         est à vérifier par une personne.\n\n{}\nTout le détail, page par page :\n{}\n\nUne erreur, une précision, une \
         correction faite ? Répondre à {} : la réponse est publiée avec l’audit.\n",
        told.audit.site.url,
        parts.join("\n"),
        told.permalink,
        told.reply_to,
    ))
}

fn parts(told: &Told<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    match told.before.and_then(|before| Some((before, Changes::between(before, told.audit)?))) {
        Some((before, changes)) => {
            parts.extend(list("Nouveau", changes.new.iter().map(|at| &told.audit.findings[*at])));
            parts.extend(list("Corrigé", changes.mended.iter().map(|at| &before.findings[*at])));
        }
        None => {
            let proven = told.audit.findings.iter().filter(|finding| finding.outcome == Outcome::Failed);
            parts.extend(list("Défauts prouvés", proven));
        }
    }
    let statement = told.audit.statement.as_ref();
    for contradiction in statement.into_iter().flat_map(|statement| &statement.contradictions) {
        let criteria = contradiction.criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        parts.push(format!(
            "Contredit : la déclaration dit « {} », et ces critères sont prouvés non conformes : {criteria}.\n",
            contradiction.excerpt
        ));
    }
    parts
}

fn list<'a>(title: &str, findings: impl Iterator<Item = &'a Finding>) -> Option<String> {
    let lines = told_once(findings.map(line));
    if lines.is_empty() {
        return None;
    }
    let mut text = format!("{title} ({}) :\n", lines.iter().map(|(_, count)| count).sum::<usize>());
    for (line, count) in lines.iter().take(MOST_LINES) {
        let times = if *count > 1 { format!(", {count} défauts") } else { String::new() };
        text.push_str(&format!("- {line}{times}\n"));
    }
    let left: usize = lines.iter().skip(MOST_LINES).map(|(_, count)| count).sum();
    if left > 0 {
        text.push_str(&format!("- et {left} de plus\n"));
    }
    Some(text)
}

/// Each distinct line once, with its number of occurrences, in the order of first occurrence.
fn told_once(all: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for line in all {
        match lines.iter_mut().find(|(known, _)| *known == line) {
            Some((_, count)) => *count += 1,
            None => lines.push((line, 1)),
        }
    }
    lines
}

fn line(finding: &Finding) -> String {
    let what = messages::message(&finding.reason, &finding.data, Language::French);
    let what = what.map_or_else(|| finding.reason.clone(), |message| message.what);
    let tests = finding.tests.iter().map(ToString::to_string).collect::<Vec<_>>();
    format!("{what} (test {})", tests.join(if finding.either { " ou " } else { ", " }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit_example::with_findings;

    fn told(before: Option<&[&str]>, now: &[&str]) -> Option<String> {
        let before = before.map(with_findings);
        let audit = with_findings(now);
        text(&Told {
            audit: &audit,
            before: before.as_ref(),
            permalink: "https://observatoire.example/audits/x/",
            reply_to: "contact@observatoire.example",
        })
    }

    #[test]
    fn what_is_new_and_what_is_mended_is_told_with_the_permalink_and_how_to_answer() {
        let told = told(Some(&["kept", "gone"]), &["kept", "come"]).expect("something has changed");
        for words in ["Nouveau (1)", "come (test 8.3.1)", "Corrigé (1)", "gone", "/audits/x/", "contact@"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(!told.contains("kept"), "{told}");
    }

    #[test]
    fn nobody_is_written_to_about_nothing() {
        assert_eq!(told(Some(&["kept"]), &["kept"]), None);
        assert_eq!(told(None, &[]), None);
    }

    #[test]
    fn a_first_audit_tells_what_is_proven_and_a_long_list_is_cut() {
        let many: Vec<String> = (0..14).map(|number| format!("d{number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let told = told(None, &many).expect("defects");
        assert!(told.contains("Défauts prouvés (14)") && told.contains("et 4 de plus"), "{told}");
    }

    #[test]
    fn defects_of_the_same_words_are_one_line_with_their_number() {
        let mut audit = with_findings(&["twice", "once"]);
        audit.findings.push(audit.findings[0].clone());
        let told = text(&Told { audit: &audit, before: None, permalink: "", reply_to: "" }).expect("defects");
        assert!(
            told.contains("Défauts prouvés (3)") && told.contains("- twice (test 8.3.1), 2 défauts\n"),
            "{told}"
        );
    }
}
