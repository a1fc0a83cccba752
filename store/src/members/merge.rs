//! Merges what several sources say about one member. Each fact is taken from the source with the smallest rank that
//! gives it. Memberships are taken from all sources. All sites are taken from one source, the first that gives any,
//! because an old address in a national list must not be audited beside the address that the member's own body knows.

use super::{Body, NewMember};

/// Merges descriptions of one member, which come in the order of their sources' ranks.
pub fn merge<'a>(id: &str, said: impl Iterator<Item = &'a NewMember> + Clone) -> NewMember {
    let first = |value: fn(&NewMember) -> &Option<String>| said.clone().find_map(|one| value(one).clone());
    let siret = first(|one| &one.siret);
    let insee = first(|one| &one.insee);
    NewMember {
        id: id.to_owned(),
        name: said.clone().map(|one| &one.name).find(|name| !name.is_empty()).cloned().unwrap_or_default(),
        kind: first(|one| &one.kind),
        siren: siret.as_ref().and_then(|siret| siret.get(..9)).map(str::to_owned).or(first(|one| &one.siren)),
        departement: first(|one| &one.departement).or(insee.as_deref().and_then(departement)),
        siret,
        insee,
        postal_codes: first(|one| &one.postal_codes),
        population: said.clone().find_map(|one| one.population),
        contact: first(|one| &one.contact),
        bodies: union(said.clone().flat_map(|one| &one.bodies)),
        perimeters: union(said.clone().flat_map(|one| &one.perimeters)),
        sites: said
            .clone()
            .map(|one| &one.sites)
            .find(|sites| !sites.is_empty())
            .cloned()
            .unwrap_or_default(),
        malformed: Vec::new(),
    }
}

/// Code of the département: the first two characters of a commune's INSEE code, or three if they are 97 or 98.
fn departement(insee: &str) -> Option<String> {
    let length = if insee.starts_with("97") || insee.starts_with("98") { 3 } else { 2 };
    Some(insee.get(..length)?.to_owned())
}

fn union<'a>(bodies: impl Iterator<Item = &'a Body>) -> Vec<Body> {
    let mut all: Vec<Body> = bodies.cloned().collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all.dedup_by(|later, first| later.id == first.id);
    all
}
