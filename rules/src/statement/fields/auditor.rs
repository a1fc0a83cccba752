//! The auditor that a statement names: the body itself, a company, or a person.

use super::auditor_words::{ARTICLES, COMPANY, DETERMINERS, KINDS, NO_NAME, OWN, STOPS, TEAM, TIMES, WITHIN};
use crate::statement::{
    document::Document,
    model::{Auditor, AuditorKind, Confidence, Read},
    text::{Captured, Phrase, dates_in, fold_words},
    wording::{Section, find_all, says},
};

pub fn read(document: &Document<'_>, who: Option<&str>) -> Option<Read<Auditor>> {
    let spoken = |section: Section| {
        !matches!(
            section,
            Section::Burden | Section::Exempt | Section::Remedies | Section::Contact | Section::Elsewhere
        )
    };
    let mut own = None;
    let mut is_contested = false;
    let mut named: Option<(usize, Read<Auditor>)> = None;
    for sentence in document.readable().filter(|sentence| spoken(sentence.section)) {
        let phrase = Phrase::from_text(sentence.text);
        if own.is_none() && says("self-audit", sentence.text) && !says("not-audited", sentence.text) {
            let auditor = Auditor { name: None, kind: AuditorKind::Own };
            own = Some(document.read(auditor, sentence, Confidence::Certain));
        }
        let Some((rank, auditor)) = said(&phrase, who) else { continue };
        let surest = named.as_ref().map_or(usize::MAX, |(surest, _)| *surest);
        if rank < surest {
            is_contested = false;
            named = Some((rank, document.read(auditor, sentence, Confidence::Certain)));
        } else if rank == surest {
            is_contested |= named.as_ref().is_some_and(|(_, first)| is_another(&auditor, &first.value));
        }
    }
    // Equally certain names may be the auditors of several sites or audits. Which one is meant is not known, so none
    // counts.
    let named = named.filter(|_| !is_contested).map(|(_, read)| read);
    match (own, named) {
        (Some(own), Some(named)) if named.value.kind != AuditorKind::Company => Some(own),
        (own, named) => named.or(own),
    }
}

/// Whether both have names that differ, and neither name is a short form of the other.
fn is_another(one: &Auditor, other: &Auditor) -> bool {
    match (&one.name, &other.name) {
        (Some(one), Some(other)) => !is_same(one, Some(other)),
        _ => false,
    }
}

/// The auditor that a sentence names, with the rank of its wording.
pub fn said(phrase: &Phrase<'_>, who: Option<&str>) -> Option<(usize, Auditor)> {
    let named = find_all("auditor", phrase).into_iter().filter_map(|(wording, hit)| {
        let Some((_, Captured::Text(from, to))) = hit.captured else { return None };
        Some((wording.rank, auditor(phrase, from, to, who)?))
    });
    named.min_by_key(|(rank, _)| *rank)
}

const MOST_WORDS: usize = 12;
const MOST_WORDS_BEFORE_STOP: usize = 30;

fn auditor(phrase: &Phrase<'_>, from: usize, to: usize, who: Option<&str>) -> Option<Auditor> {
    let to = to.min(from + MOST_WORDS_BEFORE_STOP);
    let keyword = (from..to).take(MOST_WORDS).find(|at| COMPANY.contains(&phrase.word(*at)));
    // «Mme X, experte, du cabinet Y»: the name after «du» is that of the company.
    let is_theirs = |at: usize| {
        matches!(phrase.word(at - 1), "du" | "chez")
            || (matches!(phrase.word(at - 1), "la" | "l") && phrase.word(at.saturating_sub(2)) == "de")
    };
    let is_apart = |at: usize| (from..at).any(|before| phrase.gap_after(before).contains([',', ';', '(']));
    let from = keyword.filter(|at| !is_apart(*at) || (*at > from && is_theirs(*at))).unwrap_or(from);
    let from = behind_team(phrase, from, to);
    let end = end_of_name(phrase, from, to);
    let words: Vec<&str> = (from..end).map(|at| phrase.word(at)).collect();
    if words.iter().any(|word| OWN.contains(word)) {
        return Some(Auditor { name: None, kind: AuditorKind::Own });
    }
    let is_company = |at: &usize| COMPANY.contains(&phrase.word(*at)) || is_agency(phrase, *at, end);
    let said_before = from.checked_sub(1).filter(|at| COMPANY.contains(&phrase.word(*at)));
    let company = (from..end).rev().find(is_company).or(said_before);
    // «la société Alpha SAS»: the name begins after «société»; «SAS» as the last word belongs to it.
    let begin = (from..end.saturating_sub(1)).rev().find(is_company).map_or(from, |at| at + 1);
    let begin = (begin..end).find(|at| !KINDS.contains(&phrase.word(*at))).unwrap_or(begin);
    let name = name(phrase, begin, end, company.is_some());
    let kind = match (&name, company) {
        (_, Some(_)) => AuditorKind::Company,
        (Some(name), None) if is_same(name, who) => AuditorKind::Own,
        (Some(_), None) => AuditorKind::Unknown,
        (None, None) => return None,
    };
    Some(Auditor { name, kind })
}

/// The token at which the name begins: after the words for a team, as in «les équipes d’Alpha».
fn behind_team(phrase: &Phrase<'_>, from: usize, to: usize) -> usize {
    let is_team = DETERMINERS.contains(&phrase.word(from)) && TEAM.contains(&phrase.word(from + 1));
    let joins = matches!(phrase.word(from + 2), "de" | "d" | "du" | "chez");
    if is_team && joins && from + 3 < to && begins_large(phrase, from + 3) { from + 3 } else { from }
}

/// The token after the name: the name ends before a word that ends names, or at a punctuation mark.
fn end_of_name(phrase: &Phrase<'_>, from: usize, to: usize) -> usize {
    let mut at = from;
    while at < to {
        if at > from && is_stop(phrase, at) && !goes_on(phrase, at) {
            return at;
        }
        at += 1;
        if phrase.gap_after(at - 1).contains([',', ';', ':', '(', ')', '|', '–', '—', '.', '[', '/', '!'])
            || phrase.gap_after(at - 1).contains(" - ")
        {
            return at;
        }
    }
    to
}

/// Whether the name continues after this word with a capital letter: «Alpha et Bêta», «Centre d’expertise en
/// Accessibilité».
fn goes_on(phrase: &Phrase<'_>, at: usize) -> bool {
    let joins = matches!(phrase.word(at), "et" | "en" | "and" | "pour");
    let next = match phrase.word(at + 1) {
        "la" | "le" | "l" | "les" => at + 2,
        _ => at + 1,
    };
    joins && begins_large(phrase, next) && !begins_date(phrase, next)
}

fn begins_large(phrase: &Phrase<'_>, at: usize) -> bool {
    phrase.slice(at, at + 1).starts_with(char::is_uppercase)
}

/// The words as a complete name. `None` if they name nobody, or may be only a part of a longer name.
fn name(phrase: &Phrase<'_>, begin: usize, end: usize, is_company: bool) -> Option<String> {
    let words: Vec<&str> = (begin..end).map(|at| phrase.word(at)).collect();
    let proper = (begin..end).any(|at| {
        phrase.slice(at, at + 1).chars().any(char::is_uppercase)
            || phrase.slice(at, at + 1).chars().any(|c| c.is_ascii_digit())
    });
    let names_nobody = words.iter().all(|word| COMPANY.contains(word))
        || words.len() > MOST_WORDS
        || words.iter().any(|word| NO_NAME.contains(word));
    if names_nobody {
        return None;
    }
    let is_article = ARTICLES.contains(&words[0]);
    // «[nom de l’entité]» was never filled in.
    if begin > 0 && phrase.gap_after(begin - 1).contains(['[', '{', '<']) {
        return None;
    }
    // «le service informatique de la ville» has no capital letter but names a part of the body.
    let is_body = !is_company && words.len() >= 2;
    if is_article || !(proper || is_company && words.len() <= 3 || is_body) {
        return None;
    }
    // «l’Agence nationale | pour la cohésion»: the name may or may not continue after the preposition.
    let next = phrase.word(end);
    let is_cut = WITHIN.contains(&next)
        && phrase.gap_after(end - 1).trim().is_empty()
        && !begins_date(phrase, end + 1)
        && (begin + 1..end).any(|at| !begins_large(phrase, at));
    let written = phrase.slice(begin, end).trim();
    (!is_cut && !written.contains(['{', '}', '[', ']', '<', '_'])).then(|| written.to_owned())
}

fn begins_date(phrase: &Phrase<'_>, at: usize) -> bool {
    let near = Phrase::from_text(phrase.slice(at, (at + 3).min(phrase.len())));
    !dates_in(&near).is_empty() || TIMES.contains(&near.word(0))
}

/// Whether the word names a company: «l’agence Alpha» is a company, «l’Agence nationale …» is a public body.
fn is_agency(phrase: &Phrase<'_>, at: usize, end: usize) -> bool {
    let begins_small = phrase.slice(at, at + 1).starts_with(|c: char| c.is_lowercase());
    let next_is_name = at + 1 < end && phrase.slice(at + 1, at + 2).starts_with(|c: char| c.is_uppercase());
    phrase.word(at) == "agence" && begins_small && next_is_name
}

fn is_stop(phrase: &Phrase<'_>, at: usize) -> bool {
    let is_date = matches!(phrase.word(at), "le" | "du" | "au")
        && phrase.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
    let is_month = !dates_in(&Phrase::from_text(phrase.slice(at, (at + 2).min(phrase.len())))).is_empty();
    STOPS.contains(&phrase.word(at)) || is_date || is_month || is_past_verb(phrase, at)
}

/// Whether the word is a verb such as «établissait» or «montraient», which no name contains in lower case.
fn is_past_verb(phrase: &Phrase<'_>, at: usize) -> bool {
    let word = phrase.word(at);
    (word.ends_with("ait") || word.ends_with("aient")) && !begins_large(phrase, at)
}

fn is_same(name: &str, who: Option<&str>) -> bool {
    let (name, who) = (fold_words(name), fold_words(who.unwrap_or_default()));
    let core = |text: &str| {
        let words =
            text.split(' ').filter(|word| word.len() > 2 && !matches!(*word, "les" | "des" | "une" | "the"));
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let (name, who) = (core(&name), core(&who));
    !name.is_empty()
        && !who.is_empty()
        && (name.iter().all(|word| who.contains(word)) || who.iter().all(|word| name.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sentence: &str) -> Option<(Option<String>, AuditorKind)> {
        let (_, auditor) = super::said(&Phrase::from_text(sentence), Some("La ville de Valmont"))?;
        Some((auditor.name, auditor.kind))
    }

    #[test]
    fn the_auditor_is_named_without_what_surrounds_the_name() {
        let company = |name: &str| Some((Some(name.to_owned()), AuditorKind::Company));
        assert_eq!(
            said("L’audit de conformité réalisé par la société Alpha révèle que 72 % des critères"),
            company("Alpha")
        );
        assert_eq!(
            said("L’audit mené par une experte de l’entreprise ALPHA-Web montre que"),
            company("ALPHA-Web")
        );
        assert_eq!(said("L’audit réalisé par la société ALPHA SAS montre"), company("ALPHA SAS"));
        assert_eq!(said("L’audit réalisé par l’agence Alpha, le 3 mai"), company("Alpha"));
        assert_eq!(said("The audit conducted on 15/06/2022 by the company Alpha reveals"), company("Alpha"));
        assert_eq!(
            said("L’audit réalisé par la ville de Valmont révèle"),
            Some((Some("la ville de Valmont".to_owned()), AuditorKind::Own))
        );
        assert_eq!(
            said("L’audit réalisé par la société Alpha établissait un taux de 52 %"),
            company("Alpha")
        );
        assert_eq!(said("L’audit mené par l’entreprise adaptée Alpha relève 51 %"), company("Alpha"));
        assert_eq!(said("L’audit réalisé par nos soins révèle"), Some((None, AuditorKind::Own)));
        assert_eq!(
            said("L’audit réalisé par le Centre d’Expertise en Accessibilité du Groupe Alpha révèle"),
            Some((
                Some("le Centre d’Expertise en Accessibilité du Groupe Alpha".to_owned()),
                AuditorKind::Unknown
            ))
        );
        for nobody in [
            "L’audit réalisé par échantillonnage révèle",
            "L’audit a été réalisé par le biais d’un outil",
            "L’audit a été réalisé par une experte certifiée",
            "L’audit a été mené par l’Agence nationale pour la cohésion des territoires",
        ] {
            assert!(said(nobody).is_none_or(|(name, _)| name.is_none()), "{nobody}");
        }
        assert_eq!(
            said("L’audit réalisé par un prestataire externe révèle"),
            Some((None, AuditorKind::Company))
        );
    }
}
