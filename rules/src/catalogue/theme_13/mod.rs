//! Theme 13: consultation.

rules![
    animation_can_be_stopped,
    content_turns_with_screen,
    device_motion_is_optional,
    gestures_are_optional,
    marquee_can_be_stopped,
    meta_refresh_is_not_delayed,
    no_window_opens_by_itself,
    pointer_down_can_be_cancelled,
    slides_can_be_stopped,
    style_does_not_flash,
    svg_animation_can_be_stopped,
];
