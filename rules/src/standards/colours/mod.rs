//! Colours of computed styles: reading them, laying one over another, and WCAG contrast.

mod convert;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::{ColourError, parse};

/// A colour in sRGB, gamma-encoded, each channel and the opacity from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    pub red: f64,
    pub green: f64,
    pub blue: f64,
    pub alpha: f64,
    /// Whether the colour lies outside sRGB and was clipped: on a wide-gamut screen it has another look and contrast.
    pub clipped: bool,
}

impl Colour {
    pub const BLACK: Self = Self::opaque(0.0, 0.0, 0.0);
    pub const WHITE: Self = Self::opaque(1.0, 1.0, 1.0);

    const fn opaque(red: f64, green: f64, blue: f64) -> Self {
        Self { red, green, blue, alpha: 1.0, clipped: false }
    }

    /// From channels of any size, clipped to sRGB; `alpha` too is held between 0 and 1.
    fn clip([red, green, blue]: [f64; 3], alpha: f64) -> Self {
        // Conversions between colour spaces leave dust around 0 and 1 that is no clipping.
        const DUST: f64 = 1e-3;
        let outside = |channel: f64| !(-DUST..=1.0 + DUST).contains(&channel);
        Self {
            red: red.clamp(0.0, 1.0),
            green: green.clamp(0.0, 1.0),
            blue: blue.clamp(0.0, 1.0),
            alpha: alpha.clamp(0.0, 1.0),
            clipped: [red, green, blue].into_iter().any(outside),
        }
    }

    pub fn is_opaque(self) -> bool {
        self.alpha >= 1.0
    }

    /// The same colour, its opacity multiplied: what `opacity` on an element does to what it paints.
    pub fn faded(self, opacity: f64) -> Self {
        Self { alpha: self.alpha * opacity.clamp(0.0, 1.0), ..self }
    }

    /// The colour that the eye meets where this colour is painted over that one (source-over, in gamma-encoded sRGB as
    /// browsers do).
    pub fn over(self, below: Self) -> Self {
        let alpha = self.alpha + below.alpha * (1.0 - self.alpha);
        if alpha <= 0.0 {
            return Self { alpha: 0.0, ..self };
        }
        let mix =
            |top: f64, bottom: f64| (top * self.alpha + bottom * below.alpha * (1.0 - self.alpha)) / alpha;
        Self {
            red: mix(self.red, below.red),
            green: mix(self.green, below.green),
            blue: mix(self.blue, below.blue),
            alpha,
            clipped: (self.clipped && self.alpha > 0.0) || (below.clipped && self.alpha < 1.0),
        }
    }

    /// WCAG relative luminance, from 0 (black) to 1 (white). Opacity is not looked at: compose with [`Self::over`]
    /// first.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(convert::linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// `#rrggbb`, for people; opacity is left out.
    pub fn hex(self) -> String {
        let [red, green, blue] = [self.red, self.green, self.blue].map(byte);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// WCAG contrast ratio of two opaque colours, from 1 to 21, in whichever order.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A channel as a screen gets it: a whole number from 0 to 255.
fn byte(channel: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what a byte holds"
    )]
    let byte = (channel * 255.0).round().clamp(0.0, 255.0) as u8;
    byte
}
