//! Theme 6: links.

rules![link_has_name, link_is_explicit, link_label_in_name, link_title_repeats_text];
