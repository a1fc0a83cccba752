//! Theme 9: structure of information.

rules![heading_has_name, heading_role_has_level, list_is_marked_up, list_structure, main_is_unique];
