//! Theme 5: tables.

rules![];
