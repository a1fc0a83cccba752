//! Theme 4: media.

rules![];
