//! The draw itself: a pure function, with the same result for the same seed.

use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub departement: String,
    pub population: Option<u32>,
    pub urls: Vec<String>,
    /// Whether an audit has already evaluated one of its sites.
    pub is_seen: bool,
}

/// Key of a stratum: kind, département, size, and whether one of the member's sites was already evaluated.
pub type Stratum = (String, String, Size, bool);

/// Size class of a member, from the facts that the registry gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Number of the limits in [`BANDS`] that the member's number of inhabitants reaches.
    Inhabitants(usize),
    /// The number of inhabitants is not known. The number of sites is used instead.
    Sites { several: bool },
}

/// Lower limits of the size classes in inhabitants: the steps that the law and its exemptions use for communes.
const BANDS: [u32; 6] = [0, 1_000, 3_500, 10_000, 50_000, 100_000];

impl Candidate {
    pub fn stratum(&self) -> Stratum {
        (self.kind.clone(), self.departement.clone(), self.size(), self.is_seen)
    }

    fn size(&self) -> Size {
        match self.population {
            Some(population) => Size::Inhabitants(BANDS.partition_point(|from| *from <= population)),
            None => Size::Sites { several: self.urls.len() > 1 },
        }
    }
}

/// A member that was drawn, with the number of members of its stratum and of those drawn from it.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawn {
    pub candidate: Candidate,
    pub of: usize,
    pub drawn: usize,
}

/// Draws `size` members, or all if there are fewer: from each stratum its share, rounded down, and the rest one by one
/// from the strata that lost most by rounding.
pub fn draw(candidates: Vec<Candidate>, size: usize, seed: u64) -> Vec<Drawn> {
    let all = candidates.len();
    let size = size.min(all);
    let mut strata: BTreeMap<Stratum, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        strata.entry(candidate.stratum()).or_default().push(candidate);
    }
    let shares = shares(&strata.values().map(Vec::len).collect::<Vec<_>>(), size, seed);
    let mut drawn = Vec::with_capacity(size);
    for (members, share) in strata.into_values().zip(shares) {
        let of = members.len();
        let mut members: Vec<_> = members.into_iter().map(|member| (lot(seed, &member.id), member)).collect();
        members.sort_by(|(one, left), (other, right)| (one, &left.id).cmp(&(other, &right.id)));
        let first = members.into_iter().take(share);
        drawn.extend(first.map(|(_, candidate)| Drawn { candidate, of, drawn: share }));
    }
    drawn
}

/// Shares by the method of the largest remainder. A random draw decides between equal remainders, so that small strata
/// are not always left out.
fn shares(sizes: &[usize], size: usize, seed: u64) -> Vec<usize> {
    let all: usize = sizes.iter().sum();
    let mut shares: Vec<usize> = sizes.iter().map(|of| of * size / all.max(1)).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(sizes[*at] * size % all.max(1)), lot(seed, &at.to_string())));
    let rest = size - shares.iter().sum::<usize>();
    order.into_iter().take(rest).for_each(|at| shares[at] += 1);
    shares
}

fn lot(seed: u64, id: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes()).update(id.as_bytes());
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn members(count: usize) -> Vec<Candidate> {
        let member = |number: usize| Candidate {
            id: format!("m{number}"),
            name: format!("Membre {number}"),
            kind: if number.is_multiple_of(10) { "epci" } else { "commune" }.into(),
            departement: format!("{:02}", number % 4),
            population: number.is_multiple_of(3).then_some(400 * number as u32),
            urls: vec![format!("https://m{number}.example/"); 1 + usize::from(number.is_multiple_of(20))],
            is_seen: number.is_multiple_of(2),
        };
        (0..count).map(member).collect()
    }

    fn ids(drawn: &[Drawn]) -> BTreeSet<&str> {
        drawn.iter().map(|drawn| drawn.candidate.id.as_str()).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_and_another_draws_others() {
        let mut turned = members(1000);
        turned.reverse();
        let one = draw(members(1000), 50, 7);
        assert_eq!(ids(&one), ids(&draw(turned, 50, 7)), "the order of the registry does not matter");
        assert_ne!(ids(&one), ids(&draw(members(1000), 50, 8)));
        assert_eq!(ids(&one).len(), 50, "each is drawn once");
    }

    #[test]
    fn each_stratum_has_its_share() {
        let all = members(1000);
        for drawn in [draw(all.clone(), 100, 1), draw(all.clone(), 101, 2)] {
            for line in &drawn {
                let exact = line.of as f64 * drawn.len() as f64 / 1000.0;
                assert!((line.drawn as f64 - exact).abs() < 1.0, "{line:?}");
            }
            let seen = drawn.iter().filter(|line| line.candidate.is_seen).count();
            assert!((45..=55).contains(&seen), "half of all were seen, and {seen} of the sample");
        }
    }

    #[test]
    fn a_member_belongs_to_those_of_its_size() {
        let sized = |population, sites| Candidate {
            population,
            urls: vec![String::new(); sites],
            ..members(1).remove(0)
        };
        let size = |population, sites| sized(population, sites).stratum().2;
        assert_eq!(size(Some(999), 1), size(Some(0), 2));
        assert_ne!(size(Some(999), 1), size(Some(1_000), 1));
        assert_eq!(size(Some(100_000), 1), size(Some(u32::MAX), 1));
        assert_ne!(size(None, 1), size(None, 2));
        assert_ne!(size(None, 1), size(Some(999), 1));
    }

    #[test]
    fn a_sample_that_is_too_large_or_empty_is_what_there_is() {
        assert_eq!(draw(members(9), 50, 1).len(), 9);
        assert!(draw(members(9), 0, 1).is_empty());
        assert!(draw(Vec::new(), 5, 1).is_empty());
    }
}
