//! The computed styles that rules use. No others are kept, because each one takes time on every page.
//!
//! A kept page contains their values in this order: a new style is added at the end, and none is ever moved or removed.

macro_rules! styles {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A computed style that is kept of each rendered node.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Style { $($variant),* }
        /// Names of the kept styles, in the order of [`Style`].
        pub const STYLES: [&str; [$(Style::$variant),*].len()] = [$($name),*];
    };
}

styles! {
    Display = "display",
    Visibility = "visibility",
    Opacity = "opacity",
    Color = "color",
    BackgroundColor = "background-color",
    BackgroundImage = "background-image",
    BackgroundClip = "background-clip",
    FontSize = "font-size",
    FontWeight = "font-weight",
    FontFamily = "font-family",
    Position = "position",
    OverflowX = "overflow-x",
    OverflowY = "overflow-y",
    Clip = "clip",
    ClipPath = "clip-path",
    TextIndent = "text-indent",
    TextShadow = "text-shadow",
    TextDecorationLine = "text-decoration-line",
    TextFillColor = "-webkit-text-fill-color",
    TextStroke = "-webkit-text-stroke-width",
    Transform = "transform",
    Rotate = "rotate",
    Filter = "filter",
    MixBlendMode = "mix-blend-mode",
    Direction = "direction",
    WritingMode = "writing-mode",
    PointerEvents = "pointer-events",
    BorderBottom = "border-bottom-width",
    Outline = "outline-style",
    Slant = "font-style",
    AnimationName = "animation-name",
    WhiteSpace = "white-space-collapse",
    BackdropFilter = "backdrop-filter",
    MaskImage = "mask-image",
    BoxShadow = "box-shadow",
    ContentVisibility = "content-visibility",
    TextOverflow = "text-overflow",
    LineClamp = "-webkit-line-clamp",
    SmallCapitals = "font-variant-caps",
    LetterSpacing = "letter-spacing",
    EmphasisMarks = "text-emphasis-style",
}

/// Number of styles in the oldest readable pages. Styles beyond it were not asked for in those pages.
pub(super) const FEWEST: usize = 35;

#[cfg(test)]
mod tests {
    use super::*;

    /// Kept pages identify styles only by their ranks, so ranks must not change.
    #[test]
    fn the_first_styles_keep_their_ranks() {
        let first = STYLES[..FEWEST].join(" ");
        assert_eq!(crate::audit::hash_of(first.as_bytes())[..16], *"a8697e55750d3818");
    }

    #[test]
    fn a_style_stands_at_its_own_index() {
        assert_eq!(STYLES[Style::Display as usize], "display");
        assert_eq!(STYLES[Style::MaskImage as usize], "mask-image");
    }
}
