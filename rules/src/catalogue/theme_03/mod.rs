//! Theme 3: colours.

rules![];
