//! Theme 11: forms.

rules![field_has_accessible_name, field_is_labelled, field_label_says_something, label_for_finds_its_field];
