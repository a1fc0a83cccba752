//! Theme 2: frames.

rules![];
