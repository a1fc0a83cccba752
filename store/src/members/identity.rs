//! Finds the member that a source describes: by SIRET, else by SIREN, else, for communes only, by INSEE code. If there
//! is a doubt, a new member is added: two public bodies taken for one would be blamed for each other's sites.

use super::NewMember;
use std::collections::HashMap;

/// The facts that distinguish a member from others, as one source gives them.
#[derive(Debug, Clone)]
struct Known {
    member: String,
    siret: Option<String>,
    siren: Option<String>,
    commune: bool,
}

/// Members by the kind of number («siret», «siren» or «insee») and its value.
#[derive(Default)]
pub struct Index(HashMap<(&'static str, String), Vec<Known>>);

impl Index {
    /// Adds the numbers in `said` as numbers of `member`.
    pub fn add(&mut self, member: &str, said: &NewMember) {
        let known = Known {
            member: member.to_owned(),
            siret: said.siret.clone(),
            siren: siren(said).map(str::to_owned),
            commune: is_commune(said),
        };
        for (kind, value) in numbers(said) {
            self.0.entry((kind, value.to_owned())).or_default().push(known.clone());
        }
    }

    /// The only member that `said` can describe, among the members for which `open` is true. `None` if there is none,
    /// or more than one.
    pub fn find(&self, said: &NewMember, open: impl Fn(&str) -> bool) -> Option<String> {
        for (kind, value) in numbers(said) {
            let Some(known) = self.0.get(&(kind, value.to_owned())) else { continue };
            let fits = |known: &&Known| {
                let other = |ours: Option<&str>, theirs: &Option<String>| {
                    ours.zip(theirs.as_deref()).is_some_and(|(ours, theirs)| ours != theirs)
                };
                open(&known.member)
                    && !other(said.siret.as_deref(), &known.siret)
                    && !other(siren(said), &known.siren)
                    && (kind != "insee" || known.commune)
            };
            let mut members: Vec<&str> =
                known.iter().filter(fits).map(|known| known.member.as_str()).collect();
            members.sort_unstable();
            members.dedup();
            match members[..] {
                [] => {}
                [one] => return Some(one.to_owned()),
                // The body has several establishments, and `said` does not tell which one it means.
                _ => return None,
            }
        }
        None
    }
}

/// Whether two descriptions have different SIRETs or SIRENs, so that they are of different public bodies.
pub fn contradict(one: &NewMember, other: &NewMember) -> bool {
    let differ = |one: Option<&str>, other: Option<&str>| one.zip(other).is_some_and(|(a, b)| a != b);
    differ(one.siret.as_deref(), other.siret.as_deref()) || differ(siren(one), siren(other))
}

/// Only the SIRET and SIREN of a description, which is all that [`contradict`] needs.
pub fn numbers_only(said: &NewMember) -> NewMember {
    NewMember { siret: said.siret.clone(), siren: said.siren.clone(), ..NewMember::default() }
}

fn siren(said: &NewMember) -> Option<&str> {
    said.siren.as_deref().or_else(|| said.siret.as_deref()?.get(..9))
}

/// Kinds of numbers with their values, the most reliable first. INSEE codes count only for communes, because registries
/// also give the code of the commune to its school or library.
fn numbers(said: &NewMember) -> impl Iterator<Item = (&'static str, &str)> {
    let insee = said.insee.as_deref().filter(|_| is_commune(said));
    let all = [("siret", said.siret.as_deref()), ("siren", siren(said)), ("insee", insee)];
    all.into_iter().filter_map(|(kind, value)| Some((kind, value?)))
}

/// Whether this is a commune. A «commune déléguée» does not count: it has the INSEE code of its «commune nouvelle»,
/// which is another public body.
fn is_commune(said: &NewMember) -> bool {
    matches!(said.kind.as_deref(), Some("commune" | "mairie" | "commune nouvelle"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(kind: &str, siret: &str, siren: &str, insee: &str) -> NewMember {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        NewMember {
            kind: some(kind),
            siret: some(siret),
            siren: some(siren),
            insee: some(insee),
            ..NewMember::default()
        }
    }

    fn found(known: &[(&str, NewMember)], said: &NewMember) -> Option<String> {
        let mut index = Index::default();
        known.iter().for_each(|(member, said)| index.add(member, said));
        index.find(said, |_| true)
    }

    const COMMUNE: [&str; 3] = ["21010001200017", "210100012", "01001"];

    #[test]
    fn each_number_finds_its_member() {
        let known = [("a", who("commune", COMMUNE[0], "", COMMUNE[2]))];
        for said in
            [who("", COMMUNE[0], "", ""), who("", "", COMMUNE[1], ""), who("mairie", "", "", COMMUNE[2])]
        {
            assert_eq!(found(&known, &said).as_deref(), Some("a"), "{said:?}");
        }
    }

    #[test]
    fn another_establishment_of_the_same_body_is_another_member() {
        let known = [("mairie", who("commune", COMMUNE[0], "", COMMUNE[2]))];
        assert_eq!(found(&known, &who("école", "21010001200025", "", COMMUNE[2])), None);
        let both = [known[0].clone(), ("école", who("école", "21010001200025", "", ""))];
        assert_eq!(found(&both, &who("", "", COMMUNE[1], "")), None, "which of both is not said");
    }

    #[test]
    fn an_insee_code_alone_says_nothing_of_who_is_no_commune() {
        let known = [("mairie", who("commune", COMMUNE[0], "", COMMUNE[2]))];
        assert_eq!(found(&known, &who("ccas", "", "", COMMUNE[2])), None);
        assert_eq!(found(&known, &who("commune déléguée", "", "", COMMUNE[2])), None);
        assert_eq!(found(&known, &who("commune", "", "210100020", COMMUNE[2])), None);
        let shared = [known[0].clone(), ("other", who("commune", "", "", COMMUNE[2]))];
        assert_eq!(found(&shared, &who("commune", "", "", COMMUNE[2])), None);
    }
}
