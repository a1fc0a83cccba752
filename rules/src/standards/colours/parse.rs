//! Reads colours as browsers serialise them in computed styles.

use thiserror::Error;

use super::{Colour, convert};

/// Longest text that is read, in bytes. Serialised colours are much shorter.
const MAX_LENGTH: usize = 200;

/// A text that this module cannot read as a colour. The outcome of a rule that needs the colour is then `cantTell`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("«{0}» is not a computed colour")]
pub struct ColourError(String);

/// Reads a computed colour: `transparent`, `black`, `white`, `#rgb[a]`, `#rrggbb[aa]`, `rgb()`, `rgba()`, `hsl()`,
/// `hsla()`, `lab()`, `lch()`, `oklab()`, `oklch()`, and `color()` in `srgb`, `srgb-linear`, `display-p3` or XYZ.
/// `none` counts as 0. Other named colours and `currentcolor` do not occur in computed styles and are errors.
pub fn parse(text: &str) -> Result<Colour, ColourError> {
    let error = || ColourError(text.chars().take(60).collect());
    if text.len() > MAX_LENGTH {
        return Err(error());
    }
    let lower = text.trim().to_ascii_lowercase();
    read(&lower).ok_or_else(error)
}

fn read(text: &str) -> Option<Colour> {
    match text {
        "transparent" => return Some(Colour { alpha: 0.0, ..Colour::BLACK }),
        "black" => return Some(Colour::BLACK),
        "white" => return Some(Colour::WHITE),
        _ => {}
    }
    if let Some(digits) = text.strip_prefix('#') {
        return hex(digits);
    }
    let (name, rest) = text.split_once('(')?;
    function(name.trim_end(), rest.strip_suffix(')')?)
}

fn hex(digits: &str) -> Option<Colour> {
    let values: Vec<u8> =
        digits.chars().map(|digit| digit.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
    let channels: Vec<f64> = match values.len() {
        3 | 4 => values.iter().map(|value| f64::from(value * 17) / 255.0).collect(),
        6 | 8 => values.chunks(2).map(|pair| f64::from(pair[0] * 16 + pair[1]) / 255.0).collect(),
        _ => return None,
    };
    let alpha = channels.get(3).copied().unwrap_or(1.0);
    Some(Colour::clip([channels[0], channels[1], channels[2]], alpha))
}

fn function(name: &str, arguments: &str) -> Option<Colour> {
    let spaced = arguments.replace(',', " ").replace('/', " / ");
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    let space = if name == "color" && !words.is_empty() { words.remove(0) } else { "" };
    words.retain(|word| *word != "/");
    let (channels, alpha) = match words[..] {
        [one, two, three] => ([one, two, three], 1.0),
        [one, two, three, alpha] => ([one, two, three], number(alpha, 1.0)?),
        _ => return None,
    };
    // The channels as numbers; `of` gives the value of 100 % for each channel.
    let whole = |of: [f64; 3]| -> Option<[f64; 3]> {
        let [one, two, three] = channels;
        Some([number(one, of[0])?, number(two, of[1])?, number(three, of[2])?])
    };
    let rgb = match (name, space) {
        ("rgb" | "rgba", _) => whole([255.0; 3])?.map(|channel| channel / 255.0),
        ("hsl" | "hsla", _) => {
            let [hue, saturation, lightness] = whole([360.0, 100.0, 100.0])?;
            convert::hsl([hue, saturation / 100.0, lightness / 100.0])
        }
        ("lab", _) => convert::lab(whole([100.0, 125.0, 125.0])?),
        ("lch", _) => convert::lab(convert::from_polar(whole([100.0, 150.0, 360.0])?)),
        ("oklab", _) => convert::oklab(whole([1.0, 0.4, 0.4])?),
        ("oklch", _) => convert::oklab(convert::from_polar(whole([1.0, 0.4, 360.0])?)),
        ("color", "srgb") => whole([1.0; 3])?,
        ("color", "srgb-linear") => convert::srgb_linear(whole([1.0; 3])?),
        ("color", "display-p3") => convert::display_p3(whole([1.0; 3])?),
        ("color", "xyz" | "xyz-d65") => convert::xyz_d65(whole([1.0; 3])?),
        ("color", "xyz-d50") => convert::xyz_d50(whole([1.0; 3])?),
        _ => return None,
    };
    rgb.iter().all(|channel| channel.is_finite()).then(|| Colour::clip(rgb, alpha))
}

/// The value of a number, a percentage of `whole`, an angle in degrees, or `none`, which is 0.
fn number(text: &str, whole: f64) -> Option<f64> {
    if text == "none" {
        return Some(0.0);
    }
    let value = match (text.strip_suffix('%'), text.strip_suffix("deg")) {
        (Some(percentage), _) => plain(percentage)? / 100.0 * whole,
        (None, Some(degrees)) => plain(degrees)?,
        (None, None) => plain(text)?,
    };
    value.is_finite().then_some(value)
}

/// The value of a number in CSS notation. Rust would also read «inf» and «nan», which CSS does not allow.
fn plain(text: &str) -> Option<f64> {
    let css = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.e".contains(&byte));
    css.then(|| text.parse().ok()).flatten()
}
