//! Theme 4: media.

rules![caption_track_kind];
