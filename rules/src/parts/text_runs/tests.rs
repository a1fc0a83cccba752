//! Gradients and transformations, which can be tested without a captured page.

use super::{effects::only_moves, gradient::layers, *};

#[test]
fn a_gradient_shows_its_stops_and_what_is_between() {
    let layers =
        layers("linear-gradient(90deg, rgb(255, 255, 255), 30%, rgb(0, 0, 0) calc(10px + 50%))").unwrap();
    let reds: Vec<String> = layers[0].iter().map(|colour| colour.hex()).collect();
    assert_eq!(layers.len(), 1);
    assert!(
        reds.contains(&"#ffffff".to_owned())
            && reds.contains(&"#808080".to_owned())
            && reds.contains(&"#000000".to_owned())
    );
}

#[test]
fn layers_are_told_apart_and_pictures_refused() {
    assert_eq!(
        layers("linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), radial-gradient(circle at 50% 50%, rgba(0, 0, 0, 0), rgb(255, 0, 0))").unwrap().len(),
        2
    );
    assert_eq!(
        layers("linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), url(\"https://ville.example/a,b.png\")"),
        Err(Unknown::Picture)
    );
    assert_eq!(layers("image-set(url(\"a.png\") 1dppx)"), Err(Unknown::Picture));
}

#[test]
fn a_gradient_that_is_not_understood_is_not_guessed() {
    for image in [
        "linear-gradient(in oklch, rgb(0, 0, 0), rgb(255, 0, 0))",
        "linear-gradient(rgb(0, 0, 0))",
        "linear-gradient(rgb(0, 0, 0), mauve)",
        "linear-gradient(",
    ] {
        assert!(layers(image).is_err(), "{image}");
    }
}

#[test]
fn only_a_translation_keeps_sizes() {
    assert!(only_moves("none") && only_moves("matrix(1, 0, 0, 1, -20.5, 0)"));
    assert!(
        !only_moves("matrix(2, 0, 0, 2, 0, 0)")
            && !only_moves("matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)")
    );
}
