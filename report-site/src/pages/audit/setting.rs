//! Who was examined, when, with what, and how to do it again.

use crate::{
    french::{Day, count, hour},
    text::Text,
};
use rules::audit::Audit;
use serde::Serialize;

/// One line of the description.
#[derive(Debug, Serialize)]
pub struct Line {
    pub term: &'static str,
    pub value: Text,
}

pub fn lines(audit: &Audit) -> Vec<Line> {
    let setting = &audit.setting;
    let sample = &audit.sample;
    let mut lines = Vec::new();
    let mut add = |term, value: &str| lines.push(Line { term, value: Text::line(value) });
    add("Début", &format!("{} à {}", Day::of(audit.started_at).words, hour(audit.started_at)));
    add("Fin", &format!("{} à {}", Day::of(audit.ended_at).words, hour(audit.ended_at)));
    add("Pages", &pages(audit));
    add(
        "Échantillon",
        &format!(
            "{} demandées parmi {}, graine\u{A0}{}",
            count(sample.asked, "page", "pages"),
            count(sample.known, "adresse connue", "adresses connues"),
            sample.seed
        ),
    );
    add("Référentiel", &format!("{} {}", setting.referential, setting.referential_version));
    add("Jeu de règles", &setting.rule_set);
    add("Programme", &setting.program);
    add("Navigateur", &setting.browser);
    add("Fenêtre", &format!("{} × {} pixels CSS", setting.viewport_width, setting.viewport_height));
    add("Consentement", consent(&setting.consent));
    if let Some(original) = &audit.rejudged_from {
        add("Second jugement", &format!("des pages conservées de l’audit {original}, sans nouvelle visite"));
    }
    lines
}

fn pages(audit: &Audit) -> String {
    let examined = count(audit.summary.pages_audited, "page examinée", "pages examinées");
    match audit.summary.pages_not_audited {
        0 => examined,
        missed => format!("{examined}, {}", count(missed, "non examinée", "non examinées")),
    }
}

fn consent(state: &str) -> &str {
    match state {
        "as-delivered" => {
            "page telle que livrée : rien n’est cliqué, un bandeau de consentement fait partie de la page"
        }
        other => other,
    }
}

/// The command that draws the same pages and judges them again.
pub fn command(audit: &Audit) -> String {
    let address = Text::capped(&audit.site.url, 300).to_string();
    format!(
        "observatoire audit --pages {} --seed {} {}",
        audit.sample.asked,
        audit.sample.seed,
        quoted(&address)
    )
}

/// One word for a POSIX shell, whatever it holds: people will paste it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_command_runs_nothing_else() {
        assert_eq!(
            quoted("https://a.example/$(reboot)'; reboot; '"),
            r"'https://a.example/$(reboot)'\''; reboot; '\'''"
        );
    }
}
