//! Theme 1: images.

rules![];
