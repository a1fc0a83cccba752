//! Theme 11: forms.

rules![];
