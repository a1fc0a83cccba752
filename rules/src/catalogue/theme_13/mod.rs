//! Theme 13: consultation.

rules![marquee_can_be_stopped, meta_refresh_is_not_delayed];
