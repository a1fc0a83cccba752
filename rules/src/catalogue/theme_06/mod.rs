//! Theme 6: links.

rules![link_has_name];
