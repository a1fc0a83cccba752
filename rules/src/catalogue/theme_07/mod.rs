//! Theme 7: scripts.

rules![];
