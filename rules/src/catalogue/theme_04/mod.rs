//! Theme 4: media.

rules![caption_track_kind, sound_can_be_stopped];
