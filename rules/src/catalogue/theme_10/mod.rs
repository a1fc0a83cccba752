//! Theme 10: presentation.

rules![no_presentational_element, no_presentational_attribute];
