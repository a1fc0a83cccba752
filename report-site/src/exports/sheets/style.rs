//! Styles of cells.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    #[default]
    Plain,
    Head,
    /// Title of a sheet, whose text runs over the cells to its right.
    Title,
    /// Proven non-conforming.
    Failed,
    /// Proven not applicable.
    Inapplicable,
    /// Found conforming, by a person.
    Met,
    /// Marked by a person as a derogation.
    Excepted,
    /// Takes the style of the value chosen in the cell: see [`Style::CHOSEN`].
    Chosen,
}

impl Style {
    pub const ALL: [Self; 8] = [
        Self::Plain,
        Self::Head,
        Self::Title,
        Self::Failed,
        Self::Inapplicable,
        Self::Met,
        Self::Excepted,
        Self::Chosen,
    ];

    /// Values that may be chosen in a cell, and how the cell then looks.
    pub const CHOSEN: [(&'static str, Self); 4] =
        [("C", Self::Met), ("NC", Self::Failed), ("NA", Self::Inapplicable), ("D", Self::Excepted)];

    pub fn is_bold(self) -> bool {
        matches!(self, Self::Head | Self::Title | Self::Failed)
    }

    pub fn wraps(self) -> bool {
        matches!(self, Self::Plain | Self::Head)
    }

    /// The colour behind the text, as `0xRRGGBB`.
    pub fn ground(self) -> Option<u32> {
        match self {
            Self::Plain | Self::Title | Self::Chosen => None,
            Self::Head | Self::Inapplicable => Some(0xE8_E8_E8),
            Self::Failed => Some(0xF9_D6_D5),
            Self::Met => Some(0xD5_F0_DA),
            Self::Excepted => Some(0xFF_F0_C2),
        }
    }

    /// Name of the style in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Head => "head",
            Self::Title => "title",
            Self::Failed => "failed",
            Self::Inapplicable => "inapplicable",
            Self::Met => "met",
            Self::Excepted => "excepted",
            Self::Chosen => "chosen",
        }
    }
}
