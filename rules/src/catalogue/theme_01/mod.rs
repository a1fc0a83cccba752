//! Theme 1: images.

rules![image_has_name, svg_alternative, graphic_role_has_name, image_button_has_name, area_has_name];
