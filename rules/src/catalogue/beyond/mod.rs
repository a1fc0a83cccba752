//! ACT rules that serve no test of the RGAA (level AAA, or best practice).

rules![text_contrast_enhanced];
