//! Theme 10: presentation.

rules![];
