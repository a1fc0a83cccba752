//! The word lists that are built into the program and folded once.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold::normalise;

/// One list of `data/words`, which several modules use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    GenericLinks,
    NewWindow,
    Placeholders,
    PlaceholderImages,
    PlaceholderFrames,
    PlaceholderPageTitles,
    PlaceholderHeadings,
    PlaceholderButtons,
    PlaceholderFields,
    EditorLayers,
    ImageExtensions,
    DocumentExtensions,
    MediaExtensions,
    Colours,
    SiteMap,
    Search,
    RequiredMarks,
    Emoticons,
    MediaHosts,
    SocialHosts,
    SearchFields,
    Keys,
    LabelsNamingNoData,
    VagueErrorWords,
    Sound,
    Film,
    Speech,
    Advertising,
    SearchResults,
    Marks,
    Places,
    Outlines,
}

impl List {
    pub(super) const ALL: [Self; 32] = [
        Self::GenericLinks,
        Self::NewWindow,
        Self::Placeholders,
        Self::PlaceholderImages,
        Self::PlaceholderFrames,
        Self::PlaceholderPageTitles,
        Self::PlaceholderHeadings,
        Self::PlaceholderButtons,
        Self::PlaceholderFields,
        Self::EditorLayers,
        Self::ImageExtensions,
        Self::DocumentExtensions,
        Self::MediaExtensions,
        Self::Colours,
        Self::SiteMap,
        Self::Search,
        Self::RequiredMarks,
        Self::Emoticons,
        Self::MediaHosts,
        Self::SocialHosts,
        Self::SearchFields,
        Self::Keys,
        Self::LabelsNamingNoData,
        Self::VagueErrorWords,
        Self::Sound,
        Self::Film,
        Self::Speech,
        Self::Advertising,
        Self::SearchResults,
        Self::Marks,
        Self::Places,
        Self::Outlines,
    ];

    /// Whether the list has this entry. It must be given in folded form, but for emoticons and hosts as written in the
    /// list.
    pub(super) fn holds(self, entry: &str) -> bool {
        self.entries().known.contains(entry)
    }

    /// Whether the folded text contains an entry, as whole words.
    pub(super) fn is_inside(self, folded: &str) -> bool {
        let padded = format!(" {folded} ");
        self.entries().padded.iter().any(|entry| padded.contains(entry.as_str()))
    }

    /// The entries that the folded text contains, as whole words. The longest comes first.
    pub(super) fn found_in(self, folded: &str) -> Vec<&'static str> {
        let padded = format!(" {folded} ");
        let entries = self.entries().padded.iter().filter(|entry| padded.contains(entry.as_str()));
        entries.map(|entry| entry.trim()).collect()
    }

    pub(super) fn longest_first(self) -> &'static [String] {
        &self.entries().longest_first
    }

    /// The entries as written in the file.
    pub(super) fn written(self) -> impl Iterator<Item = &'static str> {
        // The list of emoticons has no comments, because an emoticon may begin with `#`.
        let is_entry =
            move |line: &&str| !line.is_empty() && (self == Self::Emoticons || !line.starts_with('#'));
        self.text().lines().map(str::trim).filter(is_entry)
    }

    /// Whether case, accents and punctuation do not matter in this list, so that its entries are folded.
    pub(super) fn is_folded(self) -> bool {
        !matches!(self, Self::Emoticons | Self::MediaHosts | Self::SocialHosts)
    }

    /// Whether the host is in the list, or is a subdomain of a host in the list.
    pub(super) fn holds_host(self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let mut rest = Some(host.as_str());
        while let Some(name) = rest {
            if self.holds(name) {
                return true;
            }
            rest = name.split_once('.').map(|parts| parts.1);
        }
        false
    }

    fn entries(self) -> &'static Entries {
        &ENTRIES[self as usize]
    }

    fn text(self) -> &'static str {
        match self {
            Self::GenericLinks => include_str!("../../../data/words/generic-links.txt"),
            Self::NewWindow => include_str!("../../../data/words/new-window.txt"),
            Self::Placeholders => include_str!("../../../data/words/placeholders.txt"),
            Self::PlaceholderImages => include_str!("../../../data/words/placeholder-images.txt"),
            Self::PlaceholderFrames => include_str!("../../../data/words/placeholder-frames.txt"),
            Self::PlaceholderPageTitles => include_str!("../../../data/words/placeholder-page-titles.txt"),
            Self::PlaceholderHeadings => include_str!("../../../data/words/placeholder-headings.txt"),
            Self::PlaceholderButtons => include_str!("../../../data/words/placeholder-buttons.txt"),
            Self::PlaceholderFields => include_str!("../../../data/words/placeholder-fields.txt"),
            Self::EditorLayers => include_str!("../../../data/words/editor-layers.txt"),
            Self::ImageExtensions => include_str!("../../../data/words/image-extensions.txt"),
            Self::DocumentExtensions => include_str!("../../../data/words/document-extensions.txt"),
            Self::MediaExtensions => include_str!("../../../data/words/media-extensions.txt"),
            Self::Colours => include_str!("../../../data/words/colours.txt"),
            Self::SiteMap => include_str!("../../../data/words/site-map.txt"),
            Self::Search => include_str!("../../../data/words/search.txt"),
            Self::RequiredMarks => include_str!("../../../data/words/required-marks.txt"),
            Self::Emoticons => include_str!("../../../data/words/emoticons.txt"),
            Self::MediaHosts => include_str!("../../../data/words/media-hosts.txt"),
            Self::SocialHosts => include_str!("../../../data/words/social-hosts.txt"),
            Self::SearchFields => include_str!("../../../data/words/search-fields.txt"),
            Self::Keys => include_str!("../../../data/words/keys.txt"),
            Self::LabelsNamingNoData => include_str!("../../../data/words/labels-naming-no-data.txt"),
            Self::VagueErrorWords => include_str!("../../../data/words/vague-error-words.txt"),
            Self::Sound => include_str!("../../../data/words/sound.txt"),
            Self::Film => include_str!("../../../data/words/film.txt"),
            Self::Speech => include_str!("../../../data/words/speech.txt"),
            Self::Advertising => include_str!("../../../data/words/advertising.txt"),
            Self::SearchResults => include_str!("../../../data/words/search-results.txt"),
            Self::Marks => include_str!("../../../data/words/marks.txt"),
            Self::Places => include_str!("../../../data/words/places.txt"),
            Self::Outlines => include_str!("../../../data/words/outlines.txt"),
        }
    }
}

struct Entries {
    known: HashSet<String>,
    longest_first: Vec<String>,
    /// Each entry with a space at both ends, so that a search finds whole words. The longest comes first.
    padded: Vec<String>,
}

static ENTRIES: LazyLock<Vec<Entries>> = LazyLock::new(|| List::ALL.into_iter().map(read).collect());

fn read(list: List) -> Entries {
    let fold = |entry: &str| if list.is_folded() { normalise(entry) } else { entry.to_owned() };
    let mut longest_first: Vec<String> = list.written().map(fold).collect();
    longest_first.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
    let padded = longest_first.iter().map(|entry| format!(" {entry} ")).collect();
    Entries { known: longest_first.iter().cloned().collect(), longest_first, padded }
}
