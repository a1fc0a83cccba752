//! Theme 13: consultation.

rules![];
