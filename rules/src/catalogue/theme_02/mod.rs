//! Theme 2: frames.

rules![frame_has_title, frame_title_relevant];
