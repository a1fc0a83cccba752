//! The computed styles that rules use, and no other: each one asked of the browser costs time on every page.

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_stands_at_its_own_index() {
        assert_eq!(STYLES[Style::Display as usize], "display");
        assert_eq!(STYLES[Style::MaskImage as usize], "mask-image");
    }
}
