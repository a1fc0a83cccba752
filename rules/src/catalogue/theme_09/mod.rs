//! Theme 9: structure of information.

rules![heading_has_name, heading_role_has_level];
