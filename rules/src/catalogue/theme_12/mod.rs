//! Theme 12: navigation.

rules![];
