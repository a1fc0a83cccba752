//! Finds out whether shown characters can be extracted as text (ISO 32000-1, 9.10; PDF/UA-1, 7.21.7).

use super::{
    cmap::{self, CMap},
    file::File,
    filter::Undecoded,
    object::{Dictionary, Object},
};
use crate::budget::Excess;

/// Facts of a font, without its font program.
pub struct Font {
    /// Number of bytes of one code; `None` if it is not known.
    pub width: Option<usize>,
    meaning: Meaning,
    to_unicode: Option<CMap>,
    used: Used,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Each code has a known character, by an encoding that the standard names.
    Known,
    /// Only a `ToUnicode` table could give the characters.
    None,
    /// The font program, or glyph names that we do not know, may give the characters.
    Unknown,
}

/// The codes that were shown.
enum Used {
    Few([u64; 4]),
    Many(Box<[u64; 1024]>),
}

/// Whether the codes shown with a font have characters. Of several results the last one of this list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Nothing was shown with the font.
    Unused,
    Mapped,
    Unknown,
    /// A code that was shown leads to no character.
    Unmapped,
    /// A code that was shown leads to U+0000, U+FEFF or U+FFFE.
    Nonsense,
}

impl Font {
    pub fn read(file: &File<'_>, dictionary: &Dictionary) -> Result<Self, Excess> {
        let is_composite = file.entry(dictionary, "Subtype")?.is_name("Type0");
        let to_unicode = match file.entry(dictionary, "ToUnicode")? {
            Object::Stream(stream) => match file.decode(&stream) {
                Ok(decoded) => Some(cmap::read(&decoded, file.budget)?),
                Err(Undecoded::Excess(excess)) => return Err(excess),
                Err(_) => Some(CMap::default()),
            },
            // With a name such as «Identity-H» as ToUnicode, a code is its own character.
            Object::Name(_) => Some(CMap::identity()),
            _ => None,
        };
        let (width, meaning) =
            if is_composite { composite(file, dictionary)? } else { (Some(1), simple(file, dictionary)?) };
        let used = if is_composite { Used::Many(Box::new([0; 1024])) } else { Used::Few([0; 4]) };
        Ok(Self { width, meaning, to_unicode, used })
    }

    /// Records the codes of a text that is shown.
    pub fn show(&mut self, text: &[u8]) {
        match (&mut self.used, self.width) {
            (Used::Few(bits), _) => {
                for &code in text {
                    bits[usize::from(code >> 6)] |= 1 << (code & 63);
                }
            }
            (Used::Many(bits), Some(2)) => {
                for pair in text.chunks_exact(2) {
                    let code = usize::from(pair[0]) << 8 | usize::from(pair[1]);
                    bits[code >> 6] |= 1 << (code & 63);
                }
            }
            // Some codes are used, but it is not known which.
            (Used::Many(bits), _) => bits[0] |= u64::from(!text.is_empty()),
        }
    }

    pub fn told(&self) -> Told {
        let bits: &[u64] = match &self.used {
            Used::Few(bits) => bits,
            Used::Many(bits) => &bits[..],
        };
        let codes = bits.iter().enumerate().flat_map(|(row, bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| (row << 6 | bit) as u32)
        });
        codes.map(|code| self.told_of(code)).max().unwrap_or(Told::Unused)
    }

    fn told_of(&self, code: u32) -> Told {
        if matches!(self.used, Used::Many(_)) && self.width != Some(2) {
            return if self.to_unicode.is_some() { Told::Mapped } else { Told::Unknown };
        }
        match self.to_unicode.as_ref().map(|map| map.is_valid(code)) {
            Some(Some(true)) => Told::Mapped,
            Some(Some(false)) => Told::Nonsense,
            // If the table does not contain the code, some readers use the encoding and others do not.
            Some(None) if self.meaning == Meaning::None => Told::Unmapped,
            None if self.meaning == Meaning::None => Told::Unmapped,
            _ if self.meaning == Meaning::Known => Told::Mapped,
            _ => Told::Unknown,
        }
    }
}

fn composite(file: &File<'_>, dictionary: &Dictionary) -> Result<(Option<usize>, Meaning), Excess> {
    let encoding = file.entry(dictionary, "Encoding")?;
    let name = encoding.as_name().unwrap_or_default();
    let is_identity = matches!(name, b"Identity-H" | b"Identity-V");
    let is_two_bytes =
        is_identity || [&b"UCS2"[..], b"UTF16"].iter().any(|part| memchr::memmem::find(name, part).is_some());
    let below = file.entry(dictionary, "DescendantFonts")?;
    let below = file.resolve(below.as_array().and_then(|fonts| fonts.first()).unwrap_or(&Object::Null))?;
    let system = match below.as_dictionary() {
        Some(below) => file.entry(below, "CIDSystemInfo")?,
        None => Object::Null,
    };
    let ordering = match system.as_dictionary() {
        Some(system) => file.entry(system, "Ordering")?.as_text().map(<[u8]>::to_vec),
        None => None,
    };
    let known: [&[u8]; 4] = [b"GB1", b"CNS1", b"Japan1", b"Korea1"];
    let meaning = match ordering.as_deref() {
        Some(ordering) if known.contains(&ordering) => Meaning::Known,
        Some(b"Identity") if is_identity => Meaning::None,
        _ => Meaning::Unknown,
    };
    Ok((is_two_bytes.then_some(2), meaning))
}

fn simple(file: &File<'_>, dictionary: &Dictionary) -> Result<Meaning, Excess> {
    let subtype = file.entry(dictionary, "Subtype")?;
    let descriptor = file.entry(dictionary, "FontDescriptor")?;
    let flags = match descriptor.as_dictionary() {
        Some(descriptor) => file.entry(descriptor, "Flags")?.as_integer(),
        None => None,
    };
    let encoding = file.entry(dictionary, "Encoding")?;
    let names_all = |name: &Object| {
        ["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding"]
            .iter()
            .any(|known| name.is_name(known))
    };
    let is_symbolic = flags.is_some_and(|flags| flags & 4 != 0);
    Ok(match &encoding {
        name if names_all(name) => Meaning::Known,
        Object::Dictionary(held) => {
            let differences = file.entry(held, "Differences")?;
            let names: Vec<&[u8]> =
                differences.as_array().unwrap_or_default().iter().filter_map(Object::as_name).collect();
            let is_based = names_all(&file.entry(held, "BaseEncoding")?) || !is_symbolic;
            if names.iter().all(|name| is_letter_name(name)) && is_based {
                Meaning::Known
            } else if subtype.is_name("Type3")
                && !names.is_empty()
                && names.iter().all(|name| is_mere_number(name))
            {
                Meaning::None
            } else {
                Meaning::Unknown
            }
        }
        // A symbolic TrueType font has codes and no names of characters.
        _ if subtype.is_name("TrueType") && is_symbolic => Meaning::None,
        _ if !is_symbolic => Meaning::Known,
        _ => Meaning::Unknown,
    })
}

/// Whether a glyph name may give a character. Names of the Adobe Glyph List are words, or contain a code point.
fn is_letter_name(name: &[u8]) -> bool {
    let base = name.split(|byte| *byte == b'.').next().unwrap_or_default();
    !is_mere_number(name) && !base.is_empty() || name == b".notdef"
}

/// Whether a glyph name is only a number of the font: «g12», «C0042», «cid:7», «12».
fn is_mere_number(name: &[u8]) -> bool {
    let text = String::from_utf8_lossy(name);
    let start = text.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = text.len() - start.len();
    digits > 0
        && matches!(
            start.to_ascii_lowercase().as_str(),
            "" | "g" | "c" | "cid" | "cid:" | "glyph" | "index" | "gid" | "a"
        )
}
