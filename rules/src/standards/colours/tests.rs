//! Tests of colours against values computed by hand or given in the specifications.

use super::*;
use proptest::prelude::*;

fn colour(text: &str) -> Colour {
    parse(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn each_way_of_writing_red_is_read_as_red() {
    let ways = [
        "#f00",
        "#f00f",
        "#FF0000",
        "#ff0000ff",
        "rgb(255, 0, 0)",
        "rgb(255 0 0)",
        "rgb(100% 0% 0%)",
        "rgba(255, 0, 0, 1)",
        "hsl(0, 100%, 50%)",
        "hsl(360deg 100% 50% / 1)",
        "color(srgb 1 0 0)",
        "color(srgb-linear 1 none 0)",
        "oklch(0.627955 0.257683 29.2339)",
        "oklab(0.627955 0.224863 0.125846)",
        "lab(54.2905 80.8049 69.891)",
        "lch(54.2905 106.837 40.8577)",
        "color(xyz 0.412391 0.212639 0.019331)",
        "color(xyz-d50 0.436066 0.222493 0.013924)",
        "color(display-p3 0.917488 0.200287 0.138561)",
    ];
    for way in ways {
        assert_eq!(colour(way).hex(), "#ff0000", "{way}");
        assert!(colour(way).is_opaque() && !colour(way).clipped, "{way}");
    }
}

#[test]
fn opacity_is_read() {
    assert_eq!(colour("rgba(0, 0, 0, 0)").alpha, 0.0);
    assert_eq!(colour("transparent").alpha, 0.0);
    assert_eq!(colour("rgb(0 0 0 / 50%)").alpha, 0.5);
    assert_eq!(colour("color(srgb 0.2 0.3 0.4 / 0.25)").alpha, 0.25);
    assert_eq!(colour("rgba(0, 0, 0, 7)").alpha, 1.0);
}

#[test]
fn what_is_no_computed_colour_is_refused() {
    let texts = [
        "",
        "red",
        "currentcolor",
        "rgb(",
        "rgb()",
        "rgb(1,2)",
        "rgb(1,2,3,4,5)",
        "rgb(a,b,c)",
        "rgb(nan 0 0)",
        "rgb(inf 0 0)",
        "#ff",
        "#12345",
        "#é00",
        "color(rec2020 1 0 0)",
        "color()",
        "url(#a)",
        "linear-gradient(red, blue)",
        "rgb(1e999 0 0)",
    ];
    for text in texts {
        assert!(parse(text).is_err(), "{text}");
    }
    assert!(parse(&"(".repeat(100_000)).is_err());
}

#[test]
fn colours_beyond_srgb_are_marked() {
    assert!(colour("color(display-p3 1 0 0)").clipped);
    assert!(colour("oklch(0.7 0.4 150)").clipped);
    assert!(!colour("color(display-p3 1 1 1)").clipped);
}

#[test]
fn contrast_has_its_known_values() {
    let ratio = |one, other| contrast(colour(one), colour(other));
    assert!((ratio("#000", "#fff") - 21.0).abs() < 1e-9);
    assert!((ratio("#767676", "#fff") - 4.54).abs() < 0.01);
    assert!((ratio("#777", "#fff") - 4.48).abs() < 0.01);
    assert!((ratio("#949494", "#fff") - 3.03).abs() < 0.01);
}

#[test]
fn a_half_transparent_black_over_white_is_grey() {
    let grey = colour("rgba(0, 0, 0, 0.5)").over(Colour::WHITE);
    assert_eq!(grey.hex(), "#808080");
    assert_eq!(Colour::BLACK.faded(0.5).over(Colour::WHITE), grey);
}

fn any_colour() -> impl Strategy<Value = Colour> {
    [0.0..=1.0f64, 0.0..=1.0f64, 0.0..=1.0f64, 0.0..=1.0f64].prop_map(|[red, green, blue, alpha]| Colour {
        red,
        green,
        blue,
        alpha,
        clipped: false,
    })
}

proptest! {
    #[test]
    fn contrast_is_symmetric_and_bounded(one in any_colour(), other in any_colour()) {
        let ratio = contrast(one, other);
        prop_assert!((1.0..=21.0 + 1e-9).contains(&ratio));
        prop_assert_eq!(ratio, contrast(other, one));
        prop_assert_eq!(contrast(one, one), 1.0);
    }

    #[test]
    fn an_opaque_colour_hides_what_is_below(top in any_colour(), below in any_colour()) {
        let top = Colour { alpha: 1.0, ..top };
        prop_assert_eq!(top.over(below).hex(), top.hex());
    }

    #[test]
    fn a_colour_over_an_opaque_one_is_opaque_and_between_the_two(top in any_colour(), below in any_colour()) {
        let below = Colour { alpha: 1.0, ..below };
        let seen = top.over(below);
        prop_assert!((seen.alpha - 1.0).abs() < 1e-9);
        let (low, high) = (top.red.min(below.red), top.red.max(below.red));
        prop_assert!((low - 1e-9..=high + 1e-9).contains(&seen.red));
    }

    #[test]
    fn what_the_browser_writes_is_read_back(red: u8, green: u8, blue: u8) {
        let read = parse(&format!("rgb({red}, {green}, {blue})")).expect("a colour as browsers write it");
        prop_assert_eq!(read.hex(), format!("#{red:02x}{green:02x}{blue:02x}"));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "(rgb|color|oklch|hsl|#)?.{0,40}") {
        if let Ok(colour) = parse(&text) {
            prop_assert!(colour.luminance().is_finite());
        }
    }
}
