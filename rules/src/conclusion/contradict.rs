//! Compares declarations with proofs: «totalement conforme» with the failed criteria, a rate with the ceiling.

use crate::{
    Outcome,
    audit::Audit,
    referential::{CriterionId, Referential},
    statement::{Claim, Conformity, Contradiction, Mention, Percent, ProofPage, duties::Facts, same_page},
};
use std::cmp::Reverse;

pub fn find(audit: &Audit, facts: &Facts<'_>) -> Vec<Contradiction> {
    // A rate is only declared under a standard that defines one.
    let has_rate = audit.referential().is_some_and(Referential::has_rate);
    let Some(ceiling) = audit.summary.ceiling().filter(|_| has_rate && audit.summary.failed > 0) else {
        return Vec::new();
    };
    let ceiling = ceiling.per_mille();
    let pages = pages(audit, facts);
    let criteria = audit.criteria.iter().filter(|result| result.outcome == Outcome::Failed);
    let criteria: Vec<CriterionId> = criteria.map(|result| result.id).collect();
    let claim = |claim: Claim, excerpt: &str, address: &str| Contradiction {
        claim,
        excerpt: excerpt.to_owned(),
        address: address.to_owned(),
        criteria: criteria.clone(),
        pages: pages.clone(),
        ceiling_per_mille: ceiling,
    };
    let mut found = Vec::new();
    let total = Claim::Conformity { conformity: Conformity::Total };
    if let (Some(statement), Some(address)) = (facts.statement, facts.address) {
        if let Some(conformity) = statement.conformity.as_ref().filter(|read| read.value == Conformity::Total)
        {
            found.push(claim(total, &conformity.excerpt, address));
        }
        if let Some(rate) = statement.rate.as_ref().filter(|rate| exceeds(rate.value, ceiling)) {
            found.push(claim(Claim::Rate { rate: rate.value }, &rate.excerpt, address));
        }
    }
    let mut mentions = facts.mentions.iter().filter(|mention| mention.is_shown);
    let is_total = |mention: &Mention| mention.conformity == Some(Conformity::Total);
    let home = facts.sources.iter().find(|source| source.page == Some(0));
    if found.is_empty()
        && let (Some(mention), Some(home)) = (mentions.find(|mention| is_total(mention)), home)
    {
        found.push(claim(total, &mention.text, &home.final_url));
    }
    found
}

/// Whether the rate exceeds the ceiling by more than rounding explains. Published rates are often rounded to an
/// integer.
fn exceeds(rate: Percent, ceiling_per_mille: u32) -> bool {
    // In hundredths of a per cent, like `Percent`.
    const ROUNDING: u32 = 50;
    rate.0 > ceiling_per_mille * 10 + ROUNDING
}

/// Pages on which a criterion is proven non-conforming: first the pages that the statement lists as checked, then the
/// pages with the most such criteria.
fn pages(audit: &Audit, facts: &Facts<'_>) -> Vec<ProofPage> {
    let checked = facts.statement.and_then(|statement| statement.pages_checked.as_ref());
    let checked: Vec<&str> =
        checked.iter().flat_map(|read| &read.value).filter_map(|page| page.address.as_deref()).collect();
    let page = |number: u32| {
        let page = audit.pages.get(number as usize)?;
        let criteria: Vec<CriterionId> = audit
            .criteria
            .iter()
            .filter(|result| result.failed_on.contains(&number))
            .map(|result| result.id)
            .collect();
        let addresses = [Some(page.url.as_str()), page.final_url.as_deref()];
        let is_checked = addresses
            .into_iter()
            .flatten()
            .any(|address| checked.iter().any(|other| same_page(address, other)));
        (!criteria.is_empty()).then_some(ProofPage { page: number, is_checked, criteria })
    };
    let mut pages: Vec<ProofPage> = (0..audit.pages.len() as u32).filter_map(page).collect();
    pages.sort_by_key(|page| (!page.is_checked, Reverse(page.criteria.len()), page.page));
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_that_rounding_explains_is_no_contradiction() {
        assert!(!exceeds(Percent(8800), 878));
        assert!(exceeds(Percent(8900), 878));
        assert!(!exceeds(Percent(4000), 878));
    }
}
