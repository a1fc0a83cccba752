//! Theme 3: colours.

rules![text_contrast];
