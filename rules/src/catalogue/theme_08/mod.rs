//! Theme 8: mandatory elements.

rules![page_has_lang];
