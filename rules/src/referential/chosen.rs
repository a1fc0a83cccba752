//! The referentials that an audit is judged by.

use super::{Referential, UnknownReferential};

/// The main referential, which the audit is named after, and others that count the same verdicts.
#[derive(Debug, Clone)]
pub struct Referentials {
    pub main: &'static Referential,
    pub beside: Vec<&'static Referential>,
}

impl Referentials {
    /// Referentials by their keys, the main one first; RGAA 4.1.2 if none is given. Repeated keys count once.
    pub fn named(keys: &[impl AsRef<str>]) -> Result<Self, UnknownReferential> {
        let Some((main, others)) = keys.split_first() else { return Ok(Self::default()) };
        let mut named = Self { main: Referential::find(main.as_ref().trim())?, beside: Vec::new() };
        for key in others {
            let other = Referential::find(key.as_ref().trim())?;
            if named.all().all(|known| known.key() != other.key()) {
                named.beside.push(other);
            }
        }
        Ok(named)
    }

    /// All of them, the main one first.
    pub fn all(&self) -> impl Iterator<Item = &'static Referential> + '_ {
        std::iter::once(self.main).chain(self.beside.iter().copied())
    }
}

impl Default for Referentials {
    fn default() -> Self {
        Self { main: Referential::usual(), beside: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_the_main_one_and_none_counts_twice() {
        let usual = Referential::usual().key();
        let named = Referentials::named(&[&usual, &usual]).expect("it is known");
        assert_eq!(named.all().map(Referential::key).collect::<Vec<_>>(), [usual]);
        assert!(Referentials::named(&["rgaa-5"]).is_err());
        assert_eq!(
            Referentials::named(&[""; 0]).expect("the usual one").main.key(),
            Referential::usual().key()
        );
    }
}
