//! The picture that previews show with an address of the site: its mark, a magnifying glass, drawn pixel by pixel, as a
//! PNG file. It has no letters, so that no font is needed. The ring has one colour, because a ring of two colours
//! beside the name of a site would look like a rate.

use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// Name of its file, below the root.
pub const CARD: &str = "carte.png";

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// The ring: its centre, its radius, and half of the width of its line, in pixels.
const MIDDLE: (f64, f64) = (565.0, 270.0);
const RADIUS: f64 = 130.0;
const HALF: f64 = 24.0;
/// Distances of the beginning and of the end of the handle from the middle of the ring, in pixels. The handle leads
/// down to the right.
const HANDLE: (f64, f64) = (158.0, 300.0);
/// Half of the width of the handle, in pixels.
const HALF_OF_HANDLE: f64 = 30.0;

const GROUND: u8 = 0;
const RING: u8 = 1;
const HANDLE_COLOUR: u8 = 2;
const COLOURS: [[u8; 3]; 3] = [[0x0b, 0x55, 0x63], [0xff, 0xff, 0xff], [0xef, 0xc4, 0x6f]];

pub fn card() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    // Eight bits for each pixel: the index of a colour in the palette.
    chunk(&mut file, *b"IHDR", &[&size[..], &[8, 3, 0, 0, 0]].concat());
    chunk(&mut file, *b"PLTE", &COLOURS.concat());
    chunk(&mut file, *b"IDAT", &points());
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(&name);
    sum.update(data);
    let length = u32::try_from(data.len()).expect("the picture is small");
    file.extend([&length.to_be_bytes()[..], &name, data, &sum.sum().to_be_bytes()].concat());
}

/// Compressed lines of pixels, each preceded by the number of its filter: 0, no filter.
fn points() -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for y in 0..HEIGHT {
        let line: Vec<u8> = std::iter::once(0).chain((0..WIDTH).map(|x| point(x, y))).collect();
        packed.write_all(&line).expect("a vector takes all");
    }
    packed.finish().expect("a vector takes all")
}

fn point(x: u32, y: u32) -> u8 {
    let (right, down) = (f64::from(x) - MIDDLE.0, f64::from(y) - MIDDLE.1);
    let (along, across) = ((right + down) / f64::sqrt(2.0), (right - down) / f64::sqrt(2.0));
    if (right.hypot(down) - RADIUS).abs() <= HALF {
        RING
    } else if (HANDLE.0..=HANDLE.1).contains(&along) && across.abs() <= HALF_OF_HANDLE {
        HANDLE_COLOUR
    } else {
        GROUND
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_a_small_png_and_always_the_same() {
        let file = card();
        assert!(
            file.starts_with(b"\x89PNG") && file.ends_with(&[0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
        );
        assert!(file.len() < 20_000, "{}", file.len());
        assert_eq!(file, card());
    }

    #[test]
    fn no_part_of_the_ring_looks_like_a_share() {
        for degrees in 0..360 {
            let (sine, cosine) = f64::from(degrees).to_radians().sin_cos();
            let at = |middle: f64, way: f64| (middle + RADIUS * way) as u32;
            assert_eq!(point(at(MIDDLE.0, cosine), at(MIDDLE.1, sine)), RING, "at {degrees} degrees");
        }
    }
}
