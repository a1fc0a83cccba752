//! Theme 13: consultation.

rules![
    animation_can_be_stopped,
    content_turns_with_screen,
    marquee_can_be_stopped,
    meta_refresh_is_not_delayed,
    no_window_opens_by_itself,
    slides_can_be_stopped,
    svg_animation_can_be_stopped,
];
