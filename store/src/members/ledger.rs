//! Computes the members from the claims of all sources. No database is used here, so that everything can be tested with
//! values.

mod told;
mod unite;

use super::{NewMember, Refused, difference::digest, identity, identity::Index, merge::merge};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
pub use told::{Change, Claim, KnownMember, Ledger, Put, Settled};

impl Ledger {
    /// Computes anew the members that are concerned by changed claims. `touched` holds the indexes of these claims.
    pub fn settle(&mut self, touched: &HashSet<usize>) -> Settled {
        let mut settled = Settled::default();
        let mut affected: BTreeSet<String> =
            touched.iter().filter_map(|at| self.claims[*at].member.clone()).collect();
        let mut matching = Matching::from_ledger(self);
        for at in self.unattached() {
            match matching.member_of(&self.claims[at], &self.members) {
                Match::Member(member) => {
                    matching.attach(&self.claims[at], &member);
                    self.claims[at].member = Some(member.clone());
                    settled.attached.push(at);
                    affected.insert(member);
                }
                Match::Nobody => {}
                Match::Taken => settled.refused.push(Refused {
                    member: self.claims[at].key.clone(),
                    reason: "this key is that of another member, whose SIRET or SIREN differs".to_owned(),
                }),
            }
        }
        affected.extend(self.unite(touched, &mut settled));
        let claims = self.live_claims();
        for member in affected {
            self.conclude(&member, claims.get(&member).map_or(&[][..], Vec::as_slice), &mut settled);
        }
        self.detach_from_nobody(&mut settled);
        settled
    }

    /// Detaches claims from new members that are not written after all, so that these claims wait. This happens if the
    /// claim that should name a new member turned out to belong to another member.
    fn detach_from_nobody(&mut self, settled: &mut Settled) {
        let put: HashSet<&str> = settled.put.iter().map(|put| put.member.id.as_str()).collect();
        let (members, claims) = (&self.members, &mut self.claims);
        settled.attached.retain(|at| {
            let member = claims[*at].member.as_deref().unwrap_or_default();
            let there = put.contains(member) || members.contains_key(member);
            if !there {
                claims[*at].member = None;
            }
            there
        });
    }

    /// Indexes of claims without a member, in the order in which they are matched. Claims that add members come first,
    /// because the others only describe existing members. Among them, claims with a name come before those without.
    fn unattached(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> = (0..self.claims.len())
            .filter(|at| self.claims[*at].member.is_none() && !self.claims[*at].gone)
            .collect();
        waiting.sort_by_key(|at| {
            let claim = &self.claims[*at];
            (!claim.adds, claim.said.name.is_empty(), self.rank(claim), &claim.source, &claim.key)
        });
        waiting
    }

    fn rank(&self, claim: &Claim) -> i64 {
        self.ranks.get(&claim.source).copied().unwrap_or(i64::MAX)
    }

    fn live_claims(&self) -> HashMap<String, Vec<usize>> {
        let mut of: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, claim) in self.claims.iter().enumerate().filter(|(_, claim)| !claim.gone) {
            if let Some(member) = &claim.member {
                of.entry(member.clone()).or_default().push(at);
            }
        }
        for claims in of.values_mut() {
            claims.sort_by_key(|at| {
                let claim = &self.claims[*at];
                (self.rank(claim), &claim.source, &claim.key)
            });
        }
        of
    }

    fn conclude(&self, id: &str, claims: &[usize], settled: &mut Settled) {
        let claims: Vec<&Claim> = claims.iter().map(|at| &self.claims[*at]).collect();
        let member = merge(id, claims.iter().map(|claim| &claim.said));
        let before = self.members.get(id);
        let followed = claims.iter().any(|claim| claim.adds) && !member.name.is_empty();
        if !followed {
            if before.is_some_and(|before| !before.gone) {
                let name = self.name_of_old(id, settled);
                settled.gone.push((id.to_owned(), name));
            }
            return;
        }
        let sources: BTreeSet<&str> = claims.iter().map(|claim| claim.source.as_str()).collect();
        let digest = format!(
            "{}{}",
            &digest(&member)[..32],
            &rules::audit::hash_of(format!("{sources:?}").as_bytes())[..32]
        );
        let change = match before {
            None => Change::Added,
            Some(before) if before.gone => Change::Returned,
            Some(before) if before.digest != digest => Change::Changed,
            Some(_) => return,
        };
        let source = claims.first().map(|claim| claim.source.clone()).unwrap_or_default();
        settled.put.push(Put { change, member, digest, source });
    }

    fn name_of_old(&self, id: &str, settled: &Settled) -> String {
        let united = settled.united.iter().find(|united| united.gone == id && !united.name.is_empty());
        if let Some(united) = united {
            return format!("{} (the same as {}, by its SIRET)", united.name, united.into);
        }
        let of_old = |claim: &&Claim| claim.member.as_deref() == Some(id) && !claim.said.name.is_empty();
        self.claims.iter().find(of_old).map(|claim| claim.said.name.clone()).unwrap_or_default()
    }

    /// Ids of the members that the current claims of a source describe.
    pub fn members_of(&self, source: &str) -> BTreeSet<&str> {
        let ours = self.claims.iter().filter(|claim| claim.source == source && !claim.gone);
        ours.filter_map(|claim| claim.member.as_deref()).collect()
    }
}

enum Match {
    Member(String),
    /// No member fits, and none is to be added.
    Nobody,
    /// The claim's key is the id of another member, which it contradicts or which its source lists already.
    Taken,
}

/// Finds the member that a claim describes, by its numbers or its key.
struct Matching {
    index: Index,
    /// The SIRETs and SIRENs that all sources give to each member.
    said: HashMap<String, Vec<NewMember>>,
    /// Pairs of a member and a source that lists it now. A source lists a member only once.
    listed: HashSet<(String, String)>,
    /// Waiting claims with a name, by their numbers. Such a claim can name a member of which only a number is known.
    named: Index,
}

impl Matching {
    fn from_ledger(ledger: &Ledger) -> Self {
        let mut matching = Self {
            index: Index::default(),
            said: HashMap::new(),
            listed: HashSet::new(),
            named: Index::default(),
        };
        for claim in &ledger.claims {
            match &claim.member {
                Some(member) => matching.attach(claim, member),
                None if !claim.gone && !claim.said.name.is_empty() => {
                    matching.named.add(&format!("{} {}", claim.source, claim.key), &claim.said);
                }
                None => {}
            }
        }
        matching
    }

    fn attach(&mut self, claim: &Claim, member: &str) {
        self.index.add(member, &claim.said);
        self.said.entry(member.to_owned()).or_default().push(identity::numbers_only(&claim.said));
        if !claim.gone {
            self.listed.insert((member.to_owned(), claim.source.clone()));
        }
    }

    fn member_of(&self, claim: &Claim, members: &HashMap<String, KnownMember>) -> Match {
        let open = |member: &str| !self.listed.contains(&(member.to_owned(), claim.source.clone()));
        let known = members.contains_key(&claim.key) || self.said.contains_key(&claim.key);
        let said = self.said.get(&claim.key).map_or(&[][..], Vec::as_slice);
        let contradicted = said.iter().any(|said| identity::contradict(said, &claim.said));
        if known && !contradicted && open(&claim.key) {
            return Match::Member(claim.key.clone());
        }
        if let Some(member) = self.index.find(&claim.said, open) {
            return Match::Member(member);
        }
        let can_be_named = !claim.said.name.is_empty() || self.named.find(&claim.said, |_| true).is_some();
        if !(claim.adds && can_be_named) {
            Match::Nobody
        } else if known {
            Match::Taken
        } else {
            Match::Member(claim.key.clone())
        }
    }
}

/// Number of members by kind of change.
pub fn counts(settled: &Settled) -> BTreeMap<Change, u32> {
    let mut counts = BTreeMap::new();
    for put in &settled.put {
        *counts.entry(put.change).or_default() += 1;
    }
    counts.insert(Change::Gone, u32::try_from(settled.gone.len()).unwrap_or(u32::MAX));
    counts
}

#[cfg(test)]
mod tests;
