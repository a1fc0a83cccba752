//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![meta_refresh_is_never_delayed];
