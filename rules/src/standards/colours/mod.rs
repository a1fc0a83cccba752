//! Colours of computed styles: reading them, painting one over another, and WCAG contrast.

mod convert;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::{ColourError, parse};

/// A colour in gamma-encoded sRGB. Each channel and the opacity (`alpha`) is from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    pub red: f64,
    pub green: f64,
    pub blue: f64,
    pub alpha: f64,
    /// Whether the colour is outside sRGB and was clipped. A wide-gamut screen shows it with another contrast.
    pub clipped: bool,
}

impl Colour {
    pub const BLACK: Self = Self::opaque(0.0, 0.0, 0.0);
    pub const WHITE: Self = Self::opaque(1.0, 1.0, 1.0);

    const fn opaque(red: f64, green: f64, blue: f64) -> Self {
        Self { red, green, blue, alpha: 1.0, clipped: false }
    }

    /// A colour from channels of any size, which are clipped to sRGB. `alpha` is also limited to 0 to 1.
    fn clip([red, green, blue]: [f64; 3], alpha: f64) -> Self {
        // Largest rounding error of conversions between colour spaces, which does not count as clipping.
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

    /// The same colour with its opacity multiplied, as the `opacity` of an element does with its colours.
    pub fn faded(self, opacity: f64) -> Self {
        Self { alpha: self.alpha * opacity.clamp(0.0, 1.0), ..self }
    }

    /// The visible colour where this colour is painted over the one below («source over», in gamma-encoded sRGB as in
    /// browsers).
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

    /// WCAG relative luminance, from 0 (black) to 1 (white). Opacity is ignored: for a colour that is not opaque, call
    /// [`Self::over`] first.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(convert::linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The colour as `#rrggbb`, for messages. Opacity is left out.
    pub fn hex(self) -> String {
        let [red, green, blue] = [self.red, self.green, self.blue].map(byte);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// WCAG contrast ratio of two opaque colours, from 1 to 21, independent of their order.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A channel in 8 bits: a whole number from 0 to 255.
fn byte(channel: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what a byte holds"
    )]
    let byte = (channel * 255.0).round().clamp(0.0, 255.0) as u8;
    byte
}
