//! Finds the nearest colour with enough contrast: the lightness is changed while the hue stays, in OKLCH.
//!
//! Source: Björn Ottosson, «A perceptual color space for image processing» (matrices of OKLab).

use rules::standards::colours::{Colour, contrast, parse};

/// Red, green and blue of sRGB, from 0 to 1.
type Rgb = [f64; 3];

/// Reads a colour such as `#1b2529`. `None` for any other text.
fn read(hex: &str) -> Option<Colour> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_hex { parse(hex).ok() } else { None }
}

fn write([red, green, blue]: Rgb) -> String {
    Colour { red, green, blue, ..Colour::BLACK }.hex()
}

/// The colour nearest to `text` whose contrast ratio with `ground` is at least `least`, and its ratio. `None` if no
/// lightness suffices.
pub fn nearest(text: &str, ground: &str, least: f64) -> Option<(String, f64)> {
    let (text, ground) = (read(text)?, read(ground)?);
    let [lightness, chroma, hue] = oklch(text);
    let darker = search(lightness, 0.0, chroma, hue, ground, least);
    let lighter = search(lightness, 1.0, chroma, hue, ground, least);
    let found = [darker, lighter].into_iter().flatten();
    let apart = |(found, _): &(f64, String)| (found - lightness).abs();
    let (_, hex) = found.min_by(|one, other| apart(one).total_cmp(&apart(other)))?;
    let ratio = contrast(read(&hex)?, ground);
    Some((hex, ratio))
}

/// Number of steps between the lightness of the text and black or white.
const STEPS: u32 = 400;

/// The first lightness between `from` and `end` at which the colour, rounded to hexadecimal, has enough contrast.
///
/// `end` is 0 (black) or 1 (white). On the way there, the contrast may fall until the colour is as light as the ground;
/// from there on it rises. So if the contrast is too small at first, it is too small up to some step and sufficient
/// after that step, which bisection finds.
fn search(from: f64, end: f64, chroma: f64, hue: f64, ground: Colour, least: f64) -> Option<(f64, String)> {
    let at = |step: u32| {
        let lightness = from + (end - from) * f64::from(step) / f64::from(STEPS);
        let hex = write(within_gamut(lightness, chroma, hue));
        let enough = contrast(read(&hex)?, ground) >= least;
        enough.then_some((lightness, hex))
    };
    if let Some(unchanged) = at(0) {
        return Some(unchanged);
    }
    let last = write(within_gamut(end, 0.0, hue));
    let mut found = (contrast(read(&last)?, ground) >= least).then_some((end, last))?;
    let (mut low, mut high) = (0, STEPS);
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        match at(middle) {
            Some(nearer) => (found, high) = (nearer, middle),
            None => low = middle,
        }
    }
    Some(found)
}

/// The colour of that lightness and hue with as much of the chroma as sRGB can show.
fn within_gamut(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    const STEPS: u32 = 24;
    let shown = |chroma: f64| rgb(lightness, chroma, hue);
    let fits = |colour: &Rgb| colour.iter().all(|channel| (-0.0005..=1.0005).contains(channel));
    let whole = shown(chroma);
    if fits(&whole) {
        return whole;
    }
    let (mut low, mut high) = (0.0, chroma);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if fits(&shown(middle)) { low = middle } else { high = middle }
    }
    shown(low)
}

fn linear(channel: f64) -> f64 {
    if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

fn encoded(channel: f64) -> f64 {
    if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 }
}

/// Lightness, chroma, hue in radians.
fn oklch(colour: Colour) -> [f64; 3] {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(linear);
    let [long, middle, short] = [
        0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue,
        0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue,
        0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue,
    ]
    .map(f64::cbrt);
    let lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short;
    let green_red = 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short;
    let blue_yellow = 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short;
    [lightness, green_red.hypot(blue_yellow), blue_yellow.atan2(green_red)]
}

fn rgb(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    let (green_red, blue_yellow) = (chroma * hue.cos(), chroma * hue.sin());
    let [long, middle, short] = [
        lightness + 0.396_337_777_4 * green_red + 0.215_803_757_3 * blue_yellow,
        lightness - 0.105_561_345_8 * green_red - 0.063_854_172_8 * blue_yellow,
        lightness - 0.089_484_177_5 * green_red - 1.291_485_548_0 * blue_yellow,
    ]
    .map(|root| root.powi(3));
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
    ]
    .map(|channel| encoded(channel.max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same_colour() {
        for hex in ["#000000", "#ffffff", "#0b5563", "#ff0000", "#00ff00", "#0000ff", "#767676"] {
            let [lightness, chroma, hue] = oklch(read(hex).unwrap());
            assert_eq!(write(rgb(lightness, chroma, hue)), hex);
        }
    }

    #[test]
    fn the_nearest_colour_suffices_and_a_nearer_one_does_not() {
        for (text, ground, least) in [
            ("#777777", "#ffffff", 4.5),
            ("#ff6600", "#ffffff", 4.5),
            ("#00aaff", "#ffffff", 3.0),
            ("#555555", "#222222", 4.5),
            ("#ffff00", "#ffffff", 4.5),
            ("#3366cc", "#000000", 4.5),
        ] {
            let (found, ratio) = nearest(text, ground, least).unwrap();
            assert!(ratio >= least && ratio < least * 1.06, "{text} on {ground}: {found} has {ratio}");
            let hue = |hex: &str| oklch(read(hex).unwrap())[2];
            let is_grey = oklch(read(text).unwrap())[1] < 0.01;
            assert!(is_grey || (hue(&found) - hue(text)).abs() < 0.25, "{text} becomes {found}");
        }
    }

    #[test]
    fn halving_finds_what_going_step_by_step_finds() {
        let shades = ["00", "4d", "80", "b3", "ff"];
        let all = shades.iter().flat_map(|red| shades.iter().map(move |green| (red, green)));
        let all: Vec<_> =
            all.flat_map(|(red, green)| shades.map(|blue| format!("#{red}{green}{blue}"))).collect();
        for text in all.iter().step_by(5) {
            let [from, chroma, hue] = oklch(read(text).unwrap());
            for ground in all.iter().step_by(31) {
                let (paper, least) = (read(ground).unwrap(), 4.5);
                for end in [0.0, 1.0] {
                    let enough = |step: &u32| {
                        let lightness = from + (end - from) * f64::from(*step) / f64::from(STEPS);
                        let hex = write(within_gamut(lightness, chroma, hue));
                        contrast(read(&hex).unwrap(), paper) >= least
                    };
                    let first = (0..=STEPS).find(enough).map(|step| {
                        let lightness = from + (end - from) * f64::from(step) / f64::from(STEPS);
                        write(within_gamut(lightness, chroma, hue))
                    });
                    let found = search(from, end, chroma, hue, paper, least).map(|(_, hex)| hex);
                    assert!(
                        first.is_none() || found == first,
                        "{text} on {ground} to {end}: {found:?}, {first:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_suffices_stays_and_what_cannot_is_not_promised() {
        assert_eq!(nearest("#000000", "#ffffff", 4.5).unwrap().0, "#000000");
        assert_eq!(nearest("#808080", "#777777", 7.0), None);
        for hex in ["", "#fff", "red", "#12345é", "#gggggg"] {
            assert_eq!(read(hex), None, "{hex}");
        }
    }
}
