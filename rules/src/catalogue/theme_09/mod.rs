//! Theme 9: structure.

rules![];
