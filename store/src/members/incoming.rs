//! Checks the members and bodies of a reading: values are cleaned, cut or refused. A refused value does not stop the
//! import of the others.

use super::{Body, BodyOf, NewMember, NewSite, Refused};
use crate::text::{ADDRESS, CODE, NAME, clean, clean_option};
use std::collections::HashSet;
use thiserror::Error;

/// Why a member, a body or a site is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
enum Unfit {
    #[error("the key is empty")]
    EmptyKey,
    #[error("the key is longer than {CODE} characters")]
    LongKey,
    #[error("a site without address")]
    NoAddress,
    #[error("a site's address is longer than {ADDRESS} characters")]
    LongAddress,
    #[error("a site's address holds a NUL character")]
    NulInAddress,
}

/// Largest number of bodies or sites of one member. A registry that gives more has a defect.
const MOST_LINKS: usize = 1_000;

/// The members that can be kept, in their order, each key once, and the refused values.
pub fn accept(given: &[NewMember]) -> (Vec<NewMember>, Vec<Refused>) {
    let mut refused = Vec::new();
    let mut keys = HashSet::new();
    let mut accepted = Vec::with_capacity(given.len());
    for member in given {
        match key(&member.id) {
            Err(unfit) => refused.push(refusal(&member.id, unfit.to_string())),
            Ok(id) if !keys.insert(id.clone()) => {
                refused.push(refusal(&id, "this key was listed before: the first line counts".to_owned()));
            }
            Ok(id) => accepted.push(cleaned(id, member, &mut refused)),
        }
    }
    (accepted, refused)
}

/// Checks a key. A key is never cut, because two long keys could become equal.
fn key(id: &str) -> Result<String, Unfit> {
    let id = id.trim();
    if id.is_empty() {
        return Err(Unfit::EmptyKey);
    }
    if id.chars().count() > CODE {
        return Err(Unfit::LongKey);
    }
    Ok(clean(id, CODE))
}

fn cleaned(id: String, given: &NewMember, refused: &mut Vec<Refused>) -> NewMember {
    let bodies = cleaned_bodies(&id, &given.bodies, refused);
    let perimeters = cleaned_bodies(&id, &given.perimeters, refused);
    let mut sites: Vec<NewSite> = Vec::new();
    for site in given.sites.iter().take(MOST_LINKS) {
        match address(site) {
            Ok(site) => sites.push(site),
            Err(unfit) => refused.push(refusal(&id, unfit.to_string())),
        }
    }
    for (what, number) in [("bodies", given.bodies.len()), ("sites", given.sites.len())] {
        if number > MOST_LINKS {
            refused.push(refusal(&id, format!("{number} {what}: those after the first {MOST_LINKS}")));
        }
    }
    // The order of sites in the registry has no meaning, so another order must not count as a change.
    sites.sort();
    sites.dedup_by(|later, first| later.url == first.url);
    let text = |text: &Option<String>| clean_option(text.as_deref(), CODE);
    NewMember {
        id,
        name: clean(given.name.trim(), NAME),
        kind: text(&given.kind),
        siren: text(&given.siren),
        siret: text(&given.siret),
        insee: text(&given.insee),
        departement: text(&given.departement),
        postal_codes: clean_option(given.postal_codes.as_deref(), NAME),
        // A number that does not fit into 31 bits is no population.
        population: given.population.filter(|population| i32::try_from(*population).is_ok()),
        contact: clean_option(given.contact.as_deref(), NAME),
        bodies,
        perimeters,
        sites,
        malformed: given.malformed.iter().take(MOST_LINKS).map(|written| clean(written, NAME)).collect(),
    }
}

fn cleaned_bodies(id: &str, given: &[Body], refused: &mut Vec<Refused>) -> Vec<Body> {
    let mut bodies: Vec<Body> = Vec::new();
    for body in given.iter().take(MOST_LINKS) {
        match cleaned_body(body) {
            Ok(body) => bodies.push(body),
            Err(reason) => refused.push(refusal(id, format!("body: {reason}"))),
        }
    }
    bodies.sort();
    bodies.dedup_by(|later, first| later.id == first.id);
    bodies
}

fn cleaned_body(given: &Body) -> Result<Body, Unfit> {
    Ok(Body {
        id: key(&given.id)?,
        name: clean(given.name.trim(), NAME),
        siret: clean_option(given.siret.as_deref(), CODE),
    })
}

/// The bodies that can be kept, each once, and the refused values.
pub fn accept_bodies(given: &[BodyOf]) -> (Vec<BodyOf>, Vec<Refused>) {
    let mut refused = Vec::new();
    let mut keys = HashSet::new();
    let mut accepted = Vec::with_capacity(given.len());
    for of in given {
        match cleaned_body(&of.body) {
            Err(reason) => refused.push(refusal(&of.body.id, format!("body: {reason}"))),
            Ok(body) if !keys.insert(body.id.clone()) => {
                refused.push(refusal(&body.id, "body: this key was listed before".to_owned()));
            }
            Ok(body) => accepted.push(BodyOf {
                bodies: cleaned_bodies(&body.id, &of.bodies, &mut refused),
                departements: of.departements.iter().take(MOST_LINKS).map(|code| clean(code, CODE)).collect(),
                body,
            }),
        }
    }
    (accepted, refused)
}

fn address(site: &NewSite) -> Result<NewSite, Unfit> {
    if site.url.is_empty() || site.host_key.is_empty() {
        return Err(Unfit::NoAddress);
    }
    if site.url.chars().count() > ADDRESS || site.host_key.chars().count() > NAME {
        return Err(Unfit::LongAddress);
    }
    if site.url.contains('\0') || site.host_key.contains('\0') {
        return Err(Unfit::NulInAddress);
    }
    Ok(site.clone())
}

fn refusal(member: &str, reason: String) -> Refused {
    Refused { member: clean(member, CODE), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: &str) -> NewMember {
        NewMember { id: id.to_owned(), ..NewMember::default() }
    }

    #[test]
    fn a_bad_member_costs_no_other() {
        let (accepted, refused) =
            accept(&[member(""), member("a"), member(" a "), member(&"x".repeat(101)), member("b")]);
        let kept: Vec<&str> = accepted.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(kept, ["a", "b"]);
        assert_eq!(refused.len(), 3);
    }

    #[test]
    fn a_bad_site_costs_no_other() {
        let site = |url: &str| NewSite { url: url.to_owned(), host_key: "a.example".to_owned() };
        let long = format!("https://a.example/{}", "x".repeat(ADDRESS));
        let sites = vec![site("https://a.example/"), site(""), site(&long), site("https://a.example/\0")];
        let (accepted, refused) = accept(&[NewMember { sites, ..member("a") }]);
        assert_eq!(accepted[0].sites, [site("https://a.example/")]);
        assert_eq!(refused.len(), 3);
    }

    #[test]
    fn a_huge_name_is_cut() {
        let (accepted, _) = accept(&[NewMember { name: "é".repeat(1_000_000), ..member("a") }]);
        assert_eq!(accepted[0].name.chars().count(), NAME);
    }

    #[test]
    fn thousands_of_sites_are_cut_and_said() {
        let site =
            |n: usize| NewSite { url: format!("https://a.example/{n}"), host_key: "a.example".to_owned() };
        let sites = (0..=MOST_LINKS).map(site).collect();
        let (accepted, refused) = accept(&[NewMember { sites, ..member("a") }]);
        assert_eq!((accepted[0].sites.len(), refused.len()), (MOST_LINKS, 1));
    }
}
