//! Who made the audit: the body itself, a company, or somebody named.

use crate::statement::{
    document::Document,
    model::{Auditor, AuditorKind, Confidence, Read},
    text::{Captured, Phrase, fold_words},
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
    let mut named: Option<(usize, Read<Auditor>)> = None;
    for sentence in document.readable().filter(|sentence| spoken(sentence.section)) {
        let phrase = Phrase::of(sentence.text);
        if own.is_none() && says("self-audit", sentence.text) && !says("not-audited", sentence.text) {
            let auditor = Auditor { name: None, kind: AuditorKind::Own };
            own = Some(document.read(auditor, sentence, Confidence::Certain));
        }
        for (wording, hit) in find_all("auditor", &phrase) {
            let Some((_, Captured::Text(from, to))) = hit.captured else { continue };
            let Some(auditor) = auditor(&phrase, from, to, who) else { continue };
            if named.as_ref().is_none_or(|(rank, _)| wording.rank < *rank) {
                named = Some((wording.rank, document.read(auditor, sentence, Confidence::Certain)));
            }
        }
    }
    let named = named.map(|(_, read)| read);
    match (own, named) {
        (Some(own), Some(named)) if named.value.kind != AuditorKind::Company => Some(own),
        (own, named) => named.or(own),
    }
}

/// Words behind a name that belong to the sentence.
const STOPS: &[&str] = &[
    "revele",
    "revelent",
    "montre",
    "montrent",
    "indique",
    "indiquent",
    "a",
    "ont",
    "et",
    "fait",
    "permet",
    "conclut",
    "en",
    "sur",
    "selon",
    "qui",
    "dont",
    "avec",
    "pour",
    "dans",
    "atteste",
    "constate",
    "etablit",
    "ressort",
    "respecte",
    "que",
    "est",
    "entre",
    "reveals",
    "shows",
    "indicates",
    "found",
    "that",
    "on",
    "in",
    "and",
    "has",
    "concludes",
];
const COMPANY: &[&str] =
    &["societe", "entreprise", "cabinet", "company", "prestataire", "ssii", "esn", "scop", "sarl", "sas"];
const OWN: &[&str] = &["nos", "nous", "notre", "interne", "soins"];
const MOST_WORDS: usize = 12;
const MOST_WORDS_BEFORE_STOP: usize = 30;

fn auditor(phrase: &Phrase<'_>, from: usize, to: usize, who: Option<&str>) -> Option<Auditor> {
    let to = to.min(from + MOST_WORDS_BEFORE_STOP);
    let keyword = (from..to).take(MOST_WORDS).find(|at| COMPANY.contains(&phrase.word(*at)));
    // «Mme X, experte, du cabinet Y»
    let is_theirs = |at: usize| {
        matches!(phrase.word(at - 1), "du" | "chez")
            || (matches!(phrase.word(at - 1), "la" | "l") && phrase.word(at.saturating_sub(2)) == "de")
    };
    let is_apart = |at: usize| (from..at).any(|before| phrase.gap_after(before).contains([',', ';', '(']));
    let from = keyword.filter(|at| !is_apart(*at) || (*at > from && is_theirs(*at))).unwrap_or(from);
    let end = (from..to)
        .find(|at| ends_name(phrase, from, *at))
        .map_or(to, |at| if is_stop(phrase, at) && at > from { at } else { at + 1 });
    let words: Vec<&str> = (from..end).map(|at| phrase.word(at)).collect();
    if words.is_empty() || words.len() > MOST_WORDS && !words.iter().any(|word| COMPANY.contains(word)) {
        return None;
    }
    if words.iter().any(|word| OWN.contains(word)) {
        return Some(Auditor { name: None, kind: AuditorKind::Own });
    }
    let is_company = |at: &usize| COMPANY.contains(&phrase.word(*at)) || is_agency(phrase, *at, end);
    let company = (from..end).rev().find(is_company);
    // «la société Alpha SAS»: the name stands behind the first of them.
    let begin = (from..end.saturating_sub(1)).rev().find(is_company).map_or(from, |at| at + 1);
    let name = phrase.slice(begin, end).trim().to_owned();
    let is_nameless = name.is_empty()
        || matches!(
            phrase.word(begin),
            "un" | "une"
                | "des"
                | "specialisee"
                | "specialise"
                | "externe"
                | "independant"
                | "tiers"
                | "exterieur"
                | "an"
                | "expert"
                | "agreee"
        );
    let name = (!is_nameless).then_some(name);
    let kind = match (&name, company) {
        (_, Some(_)) => AuditorKind::Company,
        (Some(name), None) if is_same(name, who) => AuditorKind::Own,
        _ => AuditorKind::Unknown,
    };
    Some(Auditor { name, kind })
}

/// «l’agence Alpha» is a company; «l’Agence nationale …» is a body.
fn is_agency(phrase: &Phrase<'_>, at: usize, end: usize) -> bool {
    let begins_small = phrase.slice(at, at + 1).starts_with(|c: char| c.is_lowercase());
    let next_is_name = at + 1 < end && phrase.slice(at + 1, at + 2).starts_with(|c: char| c.is_uppercase());
    phrase.word(at) == "agence" && begins_small && next_is_name
}

fn ends_name(phrase: &Phrase<'_>, from: usize, at: usize) -> bool {
    (at > from && is_stop(phrase, at))
        || phrase.gap_after(at).contains([',', ';', ':', '(', ')', '|', '–', '—'])
}

fn is_stop(phrase: &Phrase<'_>, at: usize) -> bool {
    let is_date = matches!(phrase.word(at), "le" | "du")
        && phrase.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
    STOPS.contains(&phrase.word(at)) || is_date
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
    use crate::statement::wording::find;

    fn said(sentence: &str) -> Option<(Option<String>, AuditorKind)> {
        let phrase = Phrase::of(sentence);
        let (_, hit) = find("auditor", &phrase)?;
        let (_, Captured::Text(from, to)) = hit.captured? else { return None };
        auditor(&phrase, from, to, Some("La ville de Valmont")).map(|auditor| (auditor.name, auditor.kind))
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
        assert_eq!(said("L’audit réalisé par nos soins révèle"), Some((None, AuditorKind::Own)));
        assert_eq!(
            said("L’audit réalisé par un prestataire externe révèle"),
            Some((None, AuditorKind::Company))
        );
    }
}
