//! Theme 6: links.

rules![];
