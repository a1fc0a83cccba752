//! The text of a manifest: one line for each page, `key<TAB>names<TAB>seals<TAB>path`, in the order of the paths. Lines
//! that begin with `=` give the numbered lists of names; the seals of a page follow the order of its names, without a
//! separator.

use super::{Before, Entry, Fate, Key, Manifest};
use crate::engine::{page::Name, seal};

const FIRST_LINE: &str = "observatoire manifest 4\n";
/// First line of the previous form of the manifest, which counted the pages below a page and had no seals.
const WITHOUT_SEALS: &str = "observatoire manifest 3\n";

impl Manifest {
    /// A manifest of another shape, or a damaged one, counts as none: every page is drawn again, and only
    /// those that differ are written.
    pub fn read(bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes).ok();
        let text =
            text.and_then(|text| if text.starts_with(WITHOUT_SEALS) { upgraded(&text) } else { Some(text) });
        text.and_then(Self::parse).unwrap_or_default()
    }

    fn parse(text: String) -> Option<Self> {
        let mut manifest = Self::default();
        let mut read = FIRST_LINE.len();
        for line in text.strip_prefix(FIRST_LINE)?.split_inclusive('\n') {
            let begin = read;
            read += line.len();
            let line = line.strip_suffix('\n')?;
            if let Some(names) = line.strip_prefix("=\t") {
                let names: Vec<_> = names.split('\t').map(|name| Name::from(name.to_owned())).collect();
                manifest.names.number(&names);
                continue;
            }
            let (key, rest) = line.split_once('\t')?;
            let (names, rest) = rest.split_once('\t')?;
            let (seals, path) = rest.split_once('\t')?;
            let (key, names) = (Key::from_str_radix(key, 16).ok()?, names.parse().ok()?);
            let most = manifest.names.get(names)?.len() + 1;
            let sound = seals.is_ascii()
                && seals.len().is_multiple_of(seal::DIGITS)
                && seals.len() <= most * seal::DIGITS;
            sound.then_some(())?;
            let path = read - 1 - path.len();
            let seals = path - 1 - seals.len();
            manifest.before.push(Before { line: begin..read, seals, path, key, names });
        }
        manifest.text = text;
        if !manifest.before.is_sorted_by(|one, next| manifest.path_of(one) < manifest.path_of(next)) {
            return None;
        }
        manifest.fates.resize(manifest.before.len(), Fate::default());
        Some(manifest)
    }

    /// New text of the manifest. `None` if it does not change.
    pub fn rewritten(&self) -> Option<Vec<u8>> {
        let stays = self.now.is_empty() && self.fates.iter().all(|fate| *fate == Fate::Kept);
        (!stays || self.text.is_empty()).then(|| self.write())
    }

    pub(super) fn write(&self) -> Vec<u8> {
        use std::fmt::Write;
        let kept = self.before.iter().zip(&self.fates).filter(|(_, fate)| **fate == Fate::Kept);
        let mut kept = kept.map(|(before, _)| before).peekable();
        let mut text = String::with_capacity(self.text.len() + 160 * self.now.len() + 1024);
        text.push_str(FIRST_LINE);
        for names in self.names.iter() {
            text.extend(["=\t", &names.join("\t"), "\n"]);
        }
        for (path, Entry { key, names, seals }) in &self.now {
            while let Some(earlier) = kept.next_if(|before| self.path_of(before) < path.as_ref()) {
                text.push_str(&self.text[earlier.line.clone()]);
            }
            writeln!(text, "{key:016x}\t{names}\t{}\t{path}", seals.as_str()).expect("a string takes all");
        }
        kept.for_each(|before| text.push_str(&self.text[before.line.clone()]));
        text.into_bytes()
    }
}

/// Rewrites a manifest without seals in the current form. No page matches its key, so each is drawn again and gets its
/// seals. Pages that are no longer published are still known and are removed.
fn upgraded(text: &str) -> Option<String> {
    let lines = text.strip_prefix(WITHOUT_SEALS)?.split_inclusive('\n');
    let lines = lines.map(|line| {
        if line.starts_with("=\t") {
            return Some(line.to_owned());
        }
        let (_key, rest) = line.split_once('\t')?;
        let (names, rest) = rest.split_once('\t')?;
        let (_below, path) = rest.split_once('\t')?;
        Some(format!("{:016x}\t{names}\t\t{path}", Key::MIN))
    });
    let lines: String = lines.collect::<Option<_>>()?;
    Some([FIRST_LINE, &lines].concat())
}
