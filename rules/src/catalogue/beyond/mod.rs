//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![link_name_alone];
