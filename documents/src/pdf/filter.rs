//! Decodes streams, within limits. Filters for pictures are not decoded (ISO 32000-1, 7.4).

use super::object::{Dictionary, Object};
use crate::budget::{Budget, Excess};
use std::io::Read;

/// Why a stream could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecoded {
    Excess(Excess),
    /// A filter of pictures, or an unknown one.
    Foreign,
    Damaged,
}

impl From<Excess> for Undecoded {
    fn from(excess: Excess) -> Self {
        Self::Excess(excess)
    }
}

/// Applies one filter after the other. References in `filters` and `parameters` are already resolved.
pub fn decode(
    data: Vec<u8>,
    filters: &[Object],
    parameters: &[Object],
    budget: &Budget,
) -> Result<Vec<u8>, Undecoded> {
    let mut data = data;
    if filters.len() > 8 {
        return Err(Excess("filters of one stream").into());
    }
    for (number, filter) in filters.iter().enumerate() {
        let most = budget.limits.decoded_of_one;
        let none = Dictionary::default();
        let parameters = parameters.get(number).and_then(Object::as_dictionary).unwrap_or(&none);
        let decoded = match filter.as_name().unwrap_or_default() {
            b"FlateDecode" | b"Fl" => predicted(flate(&data, most)?, parameters)?,
            b"LZWDecode" | b"LZW" => predicted(lzw(&data, parameters, most)?, parameters)?,
            b"ASCIIHexDecode" | b"AHx" => ascii_hex(&data),
            b"ASCII85Decode" | b"A85" => ascii_85(&data, most)?,
            b"RunLengthDecode" | b"RL" => run_length(&data, most)?,
            b"Crypt" => data,
            _ => return Err(Undecoded::Foreign),
        };
        budget.decoded(decoded.len())?;
        data = decoded;
    }
    Ok(data)
}

/// Inflates data. If they are damaged, the part before the fault is kept, as other readers do.
fn flate(data: &[u8], most: usize) -> Result<Vec<u8>, Undecoded> {
    let read = |inflated: &mut dyn Read| {
        let mut out = Vec::new();
        let ended = inflated.take(most as u64 + 1).read_to_end(&mut out);
        (out, ended.is_ok())
    };
    let (mut out, whole) = read(&mut flate2::read::ZlibDecoder::new(data));
    if !whole && out.is_empty() {
        (out, _) = read(&mut flate2::read::DeflateDecoder::new(data.get(2..).unwrap_or_default()));
    }
    if out.len() > most {
        return Err(Excess("decoded bytes of one stream").into());
    }
    if out.is_empty() && !whole && !data.is_empty() {
        return Err(Undecoded::Damaged);
    }
    Ok(out)
}

fn lzw(data: &[u8], parameters: &Dictionary, most: usize) -> Result<Vec<u8>, Undecoded> {
    let early = parameters.get("EarlyChange").as_integer() != Some(0);
    let order = weezl::BitOrder::Msb;
    let mut decoder = if early {
        weezl::decode::Decoder::with_tiff_size_switch(order, 8)
    } else {
        weezl::decode::Decoder::new(order, 8)
    };
    let mut out = Vec::new();
    let mut rest = data;
    let mut buffer = vec![0; 1 << 15];
    loop {
        let step = decoder.decode_bytes(rest, &mut buffer);
        out.extend_from_slice(&buffer[..step.consumed_out.min(buffer.len())]);
        rest = rest.get(step.consumed_in..).unwrap_or_default();
        if out.len() > most {
            return Err(Excess("decoded bytes of one stream").into());
        }
        let done = !matches!(step.status, Ok(weezl::LzwStatus::Ok));
        if done || (step.consumed_in == 0 && step.consumed_out == 0) {
            return Ok(out);
        }
    }
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| super::lexer::hex(*byte)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn ascii_85(data: &[u8], most: usize) -> Result<Vec<u8>, Undecoded> {
    let mut out = Vec::new();
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    for &byte in data {
        match byte {
            b'z' if group.is_empty() => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            out.extend_from_slice(&word_of(&group).to_be_bytes());
            group.clear();
        }
        if out.len() > most {
            return Err(Excess("decoded bytes of one stream").into());
        }
    }
    if group.len() > 1 {
        let known = group.len() - 1;
        group.resize(5, 84);
        out.extend_from_slice(&word_of(&group).to_be_bytes()[..known]);
    }
    Ok(out)
}

fn word_of(group: &[u8]) -> u32 {
    group.iter().fold(0u32, |word, digit| word.wrapping_mul(85).wrapping_add(u32::from(*digit)))
}

fn run_length(data: &[u8], most: usize) -> Result<Vec<u8>, Undecoded> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&length) = data.get(at) {
        at += 1;
        match length {
            128 => break,
            0..=127 => {
                let count = usize::from(length) + 1;
                let end = data.len().min(at + count);
                out.extend_from_slice(&data[at..end]);
                at = end;
            }
            129..=255 => {
                let Some(&byte) = data.get(at) else { break };
                out.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                at += 1;
            }
        }
        if out.len() > most {
            return Err(Excess("decoded bytes of one stream").into());
        }
    }
    Ok(out)
}

/// Undoes the predictors of PNG and TIFF.
fn predicted(data: Vec<u8>, parameters: &Dictionary) -> Result<Vec<u8>, Undecoded> {
    let number = |key, otherwise| parameters.get(key).as_integer().unwrap_or(otherwise);
    let predictor = number("Predictor", 1);
    if predictor < 2 {
        return Ok(data);
    }
    let (colours, bits, columns) = (number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1));
    if !(1..=32).contains(&colours) || !(1..=32).contains(&bits) || !(1..=1 << 24).contains(&columns) {
        return Err(Undecoded::Damaged);
    }
    let pixel = usize::try_from((colours * bits + 7) / 8).unwrap_or(1);
    let row = usize::try_from((colours * bits * columns + 7) / 8).unwrap_or(1);
    if predictor == 2 {
        return Ok(tiff(data, row, pixel, bits));
    }
    Ok(png(&data, row, pixel))
}

fn tiff(mut data: Vec<u8>, row: usize, pixel: usize, bits: i64) -> Vec<u8> {
    if bits != 8 {
        return data;
    }
    for line in data.chunks_mut(row) {
        for at in pixel..line.len() {
            line[at] = line[at].wrapping_add(line[at - pixel]);
        }
    }
    data
}

fn png(data: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0u8; row.min(data.len())];
    for line in data.chunks(row + 1) {
        let Some((kind, line)) = line.split_first() else { break };
        let start = out.len();
        for (at, &byte) in line.iter().enumerate() {
            let left = if at >= pixel { out[start + at - pixel] } else { 0 };
            let up = above.get(at).copied().unwrap_or(0);
            let corner = if at >= pixel { above.get(at - pixel).copied().unwrap_or(0) } else { 0 };
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
        above.clear();
        above.extend_from_slice(&out[start..]);
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i32::from(left), i32::from(up), i32::from(corner));
    let guess = a + b - c;
    let (to_a, to_b, to_c) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        corner
    }
}
