//! Unites members that turn out to be the same, for instance if a source that gave only the name of a public body now
//! gives its SIRET, under which another source lists it.

use super::told::{Claim, Ledger, Settled, United};
use crate::members::identity;
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl Ledger {
    /// Gives the claims of one member to another if both have the same SIRET, no number contradicts this, and no source
    /// lists both. The member of the source with the first rank stays. `touched` holds the indexes of the changed
    /// claims. Gives the ids of the changed members.
    pub(super) fn unite(&mut self, touched: &HashSet<usize>, settled: &mut Settled) -> BTreeSet<String> {
        let mut affected = BTreeSet::new();
        for siret in self.shared_sirets(touched) {
            let Some((into, gone)) = self.twins(&siret) else { continue };
            for (index, claim) in self.claims.iter_mut().enumerate() {
                if claim.gone || claim.member.as_deref() != Some(gone.as_str()) {
                    continue;
                }
                let name = claim.said.name.clone();
                settled.united.push(United { gone: gone.clone(), into: into.clone(), name });
                claim.member = Some(into.clone());
                settled.attached.push(index);
            }
            affected.extend([into, gone]);
        }
        affected
    }

    /// SIRETs that are given for several members, for at least one of them by a changed claim.
    fn shared_sirets(&self, touched: &HashSet<usize>) -> Vec<String> {
        let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (claim, member) in self.live() {
            if let Some(siret) = claim.said.siret.as_deref() {
                members.entry(siret).or_default().insert(member);
            }
        }
        let news: HashSet<&str> =
            touched.iter().filter_map(|at| self.claims.get(*at)?.said.siret.as_deref()).collect();
        let shared = members.into_iter().filter(|(siret, members)| members.len() > 1 && news.contains(siret));
        shared.map(|(siret, _)| siret.to_owned()).collect()
    }

    /// The two members with one SIRET, the one that stays first. `None` for three members, because it is not known
    /// which two are the same.
    fn twins(&self, siret: &str) -> Option<(String, String)> {
        let named: BTreeSet<&str> = self
            .live()
            .filter(|(claim, _)| claim.said.siret.as_deref() == Some(siret))
            .map(|(_, member)| member)
            .collect();
        let [one, other] = named.into_iter().collect::<Vec<_>>()[..] else { return None };
        let claims = |wanted: &str| -> Vec<&Claim> {
            self.live().filter(|(_, member)| *member == wanted).map(|(claim, _)| claim).collect()
        };
        let (ones, others) = (claims(one), claims(other));
        let first = |claims: &[&Claim]| {
            claims.iter().map(|claim| (self.rank(claim), claim.source.clone(), claim.key.clone())).min()
        };
        let (into, gone) = if first(&ones) <= first(&others) { (one, other) } else { (other, one) };
        are_one(&ones, &others).then(|| (into.to_owned(), gone.to_owned()))
    }

    fn live(&self) -> impl Iterator<Item = (&Claim, &str)> {
        let live = self.claims.iter().filter(|claim| !claim.gone);
        live.filter_map(|claim| Some((claim, claim.member.as_deref()?)))
    }
}

fn are_one(ones: &[&Claim], others: &[&Claim]) -> bool {
    let agree = |one: &Claim, other: &Claim| {
        one.source != other.source && !identity::contradict(&one.said, &other.said)
    };
    ones.iter().all(|one| others.iter().all(|other| agree(one, other)))
}
