//! Theme 1: images.

rules![
    image_has_name,
    svg_alternative,
    graphic_role_has_name,
    image_button_has_name,
    area_has_name,
    area_without_link,
    image_name_says_something,
    caption_tied_to_image,
    image_description_exists,
    embedded_picture_alternative,
];
