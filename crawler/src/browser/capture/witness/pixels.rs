//! Compares two pictures of one text, with its letters and without: pixels that differ belong to letters, the others to
//! their background.

use png::{Decoder, Transformations};
use rules::{
    page::witness::{Pixel, Sight},
    parts::seen,
};
use std::{collections::HashMap, io::Cursor};

/// Difference of a colour channel (0 to 255) above which a pixel belongs to a letter.
const LETTER: u8 = 8;
/// Tolerance for a mix of two colours: browsers round and sharpen, so a channel may lie this far outside of both.
const SLACK: i16 = 14;
/// Difference of a channel up to which two colours count as one.
const NEAR: u8 = 6;
/// One in this many pixels is left out at each end of the background's range of colours.
const TAIL: usize = 200;
/// Most pixels of a picture that is read.
const MOST_PIXELS: u32 = 16_000_000;

/// A rectangle of the page, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    fn right(&self) -> f64 {
        self.x + self.width
    }

    fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub fn holds(&self, other: &Self) -> bool {
        other.x >= self.x
            && other.y >= self.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// The area around all of these, with a border of `rim`, on whole pixels, inside of `view`.
    pub fn around<'a>(areas: impl Iterator<Item = &'a Self>, rim: f64, view: &Self) -> Option<Self> {
        let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for area in areas {
            (left, top) = (left.min(area.x), top.min(area.y));
            (right, bottom) = (right.max(area.right()), bottom.max(area.bottom()));
        }
        let (left, top) = ((left - rim).max(view.x).floor(), (top - rim).max(view.y).floor());
        let (right, bottom) =
            ((right + rim).min(view.right()).ceil(), (bottom + rim).min(view.bottom()).ceil());
        let is_seen = right > left && bottom > top;
        is_seen.then_some(Self { x: left, y: top, width: right - left, height: bottom - top })
    }
}

/// A picture of a part of the page, one pixel to a CSS pixel.
pub struct Pixels {
    origin: (f64, f64),
    width: usize,
    height: usize,
    /// Bytes of one pixel.
    step: usize,
    bytes: Vec<u8>,
}

impl Pixels {
    /// Reads a PNG file whose first pixel lies at `origin`. `None` for any other file, and for a picture in grey or of
    /// too many pixels.
    pub fn read(file: &[u8], origin: (f64, f64)) -> Option<Self> {
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().ok()?;
        let (width, height) = reader.info().size();
        if width.checked_mul(height)? > MOST_PIXELS {
            return None;
        }
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut bytes).ok()?;
        let step = frame.color_type.samples();
        (step >= 3).then_some(Self { origin, width: width as usize, height: height as usize, step, bytes })
    }

    fn at(&self, x: usize, y: usize) -> Pixel {
        let at = (y * self.width + x) * self.step;
        [self.bytes[at], self.bytes[at + 1], self.bytes[at + 2]]
    }

    /// Columns and rows of an area, as far as the picture shows it.
    fn range(&self, area: &Area) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let range = |from: f64, to: f64, most: usize| {
            let hold = |side: f64| side.clamp(0.0, most as f64) as usize;
            hold(from.floor())..hold(to.ceil())
        };
        (
            range(area.x - self.origin.0, area.right() - self.origin.0, self.width),
            range(area.y - self.origin.1, area.bottom() - self.origin.1, self.height),
        )
    }
}

/// Compares pictures of a text, with its letters and without, on these lines. `text` is the colour that the letters
/// should have.
pub fn compare(shown: &Pixels, bare: &Pixels, lines: &[Area], text: Pixel) -> Sight {
    let mut sight = Sight::default();
    if (shown.width, shown.height) != (bare.width, bare.height) {
        return sight;
    }
    let mut strayed = 0u32;
    // Pixels at which the background is measured: those of letters and their neighbours.
    let mut near = vec![false; bare.width * bare.height];
    for (columns, rows) in lines.iter().map(|line| shown.range(line)) {
        for y in rows {
            for x in columns.clone() {
                let (seen, under) = (shown.at(x, y), bare.at(x, y));
                if distance(seen, under) <= LETTER {
                    continue;
                }
                sight.letters += 1;
                strayed += u32::from(!lies_between(seen, under, text));
                for y in y.saturating_sub(1)..(y + 2).min(bare.height) {
                    for x in x.saturating_sub(1)..(x + 2).min(bare.width) {
                        near[y * bare.width + x] = true;
                    }
                }
            }
        }
    }
    sight.strayed = share(strayed, sight.letters);
    let mut counts: HashMap<Pixel, usize> = HashMap::new();
    for (columns, rows) in lines.iter().map(|line| shown.range(line)) {
        for y in rows {
            for x in columns.clone() {
                if sight.letters == 0 || near[y * bare.width + x] {
                    *counts.entry(bare.at(x, y)).or_default() += 1;
                }
            }
        }
    }
    ground(&mut sight, counts);
    sight
}

/// Notes the colours of the background.
fn ground(sight: &mut Sight, counts: HashMap<Pixel, usize>) {
    let mut colours: Vec<(Pixel, usize)> = counts.into_iter().collect();
    colours.sort_by(|(one, _), (other, _)| {
        seen::luminance(*one).total_cmp(&seen::luminance(*other)).then(one.cmp(other))
    });
    let total: usize = colours.iter().map(|(_, count)| count).sum();
    let Some((most, _)) = colours.iter().rev().max_by_key(|(_, count)| count) else { return };
    let alike = colours.iter().filter(|(colour, _)| distance(*colour, *most) <= NEAR);
    let alike: usize = alike.map(|(_, count)| count).sum();
    sight.ground = *most;
    sight.share = share(alike as u32, total as u32);
    let left_out = total / TAIL;
    sight.darkest = beyond(colours.iter(), left_out);
    sight.lightest = beyond(colours.iter().rev(), left_out);
}

/// The first colour after leaving out this number of pixels.
fn beyond<'a>(colours: impl Iterator<Item = &'a (Pixel, usize)>, mut left_out: usize) -> Pixel {
    for (colour, count) in colours {
        match left_out.checked_sub(*count) {
            Some(rest) => left_out = rest,
            None => return *colour,
        }
    }
    Pixel::default()
}

/// The share in thousandths.
fn share(part: u32, whole: u32) -> u16 {
    (u64::from(part) * 1000).checked_div(u64::from(whole)).unwrap_or(0) as u16
}

/// The greatest difference in any channel.
fn distance(one: Pixel, other: Pixel) -> u8 {
    one.into_iter().zip(other).map(|(one, other)| one.abs_diff(other)).max().unwrap_or(0)
}

/// Whether the colour is a mix of the background and the text's colour, each channel by itself: letters may be drawn
/// with sub-pixels.
fn lies_between(seen: Pixel, ground: Pixel, text: Pixel) -> bool {
    (0..3).all(|at| {
        let (seen, ground, text) = (i16::from(seen[at]), i16::from(ground[at]), i16::from(text[at]));
        (ground.min(text) - SLACK..=ground.max(text) + SLACK).contains(&seen)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Pixel = [255; 3];
    const GREY: Pixel = [153; 3];
    const NAVY: Pixel = [0, 33, 77];
    const SIDE: usize = 20;

    /// A square, painted by a function of the place.
    fn painted(paint: impl Fn(usize, usize) -> Pixel) -> Pixels {
        let places = (0..SIDE * SIDE).map(|at| (at % SIDE, at / SIDE));
        let bytes = places.flat_map(|(x, y)| paint(x, y)).collect();
        Pixels { origin: (100.0, 200.0), width: SIDE, height: SIDE, step: 3, bytes }
    }

    fn all() -> Vec<Area> {
        vec![Area { x: 100.0, y: 200.0, width: SIDE as f64, height: SIDE as f64 }]
    }

    /// Letters are every fourth column of the middle rows, with a paler rim as browsers draw it.
    fn written(letter: Pixel, ground: Pixel) -> Pixels {
        let rim = [0, 1, 2].map(|at| letter[at] / 2 + ground[at] / 2);
        painted(|x, y| match ((5..15).contains(&y), x % 4) {
            (true, 1) => letter,
            (true, 2) => rim,
            _ => ground,
        })
    }

    #[test]
    fn what_differs_is_letters_and_what_stays_their_ground() {
        let sight = compare(&written(GREY, WHITE), &painted(|_, _| WHITE), &all(), GREY);
        assert_eq!((sight.letters, sight.strayed, sight.share), (100, 0, 1000));
        assert_eq!((sight.ground, sight.darkest, sight.lightest), (WHITE, WHITE, WHITE));
    }

    #[test]
    fn letters_of_another_colour_have_strayed() {
        let sight = compare(&written([17; 3], WHITE), &painted(|_, _| WHITE), &all(), GREY);
        assert!(sight.strayed > 400, "{sight:?}");
    }

    #[test]
    fn paler_rims_of_thin_letters_have_not_strayed() {
        let sight = compare(&written([200; 3], WHITE), &painted(|_, _| WHITE), &all(), GREY);
        assert_eq!((sight.letters, sight.strayed), (100, 0));
    }

    #[test]
    fn a_ground_of_two_colours_shows_both() {
        let ground = painted(|_, y| if y < 10 { WHITE } else { NAVY });
        let letters = written(GREY, WHITE);
        let shown = painted(|x, y| if letters.at(x, y) == GREY { GREY } else { ground.at(x, y) });
        let sight = compare(&shown, &ground, &all(), GREY);
        assert_eq!((sight.darkest, sight.lightest), (NAVY, WHITE));
        assert!(sight.share < 600);
    }

    #[test]
    fn what_lies_off_the_lines_does_not_count() {
        let line = [Area { x: 100.0, y: 205.0, width: 8.0, height: 10.0 }];
        let shown = painted(|x, y| if x < 8 { written(GREY, WHITE).at(x, y) } else { NAVY });
        let sight = compare(&shown, &painted(|_, _| WHITE), &line, GREY);
        assert_eq!((sight.letters, sight.strayed), (40, 0));
    }

    #[test]
    fn without_letters_the_whole_place_is_ground() {
        let sight = compare(&painted(|_, _| NAVY), &painted(|_, _| NAVY), &all(), GREY);
        assert_eq!((sight.letters, sight.ground, sight.share), (0, NAVY, 1000));
    }

    #[test]
    fn pictures_that_do_not_belong_together_show_nothing() {
        let mut bare = painted(|_, _| WHITE);
        bare.height = 10;
        assert_eq!(compare(&written(GREY, WHITE), &bare, &all(), GREY), Sight::default());
        assert!(Pixels::read(b"no picture", (0.0, 0.0)).is_none() && Pixels::read(b"", (0.0, 0.0)).is_none());
    }

    #[test]
    fn a_place_outside_of_the_picture_is_cut() {
        let outside = [
            Area { x: -5000.0, y: 1e9, width: 10.0, height: 10.0 },
            Area { x: 115.0, y: 215.0, width: 90.0, height: 90.0 },
        ];
        assert_eq!(compare(&painted(|_, _| WHITE), &painted(|_, _| WHITE), &outside, GREY).letters, 0);
    }
}
