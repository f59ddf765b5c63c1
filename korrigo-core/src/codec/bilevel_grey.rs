//! A small grey picture of a bilevel image, quickly: boxes of pixels become their mean.
//!
//! Knows packed bits and counts those that are set, many at a time. Knows no codec; what a set bit means
//! is the caller's to say.

use super::ccitt::check_bilevel;
use super::samples::Samples;
use super::{Grey, Scale};
use crate::error::Result;

/// Scales an image of one component and one bit down to grey; `white_is_1` says what a set bit is.
///
/// A pixel of the result is the mean of the box of pixels it stands for, rounded; boxes at the right
/// and at the bottom may be smaller.
///
/// # Errors
/// `internal` when the samples have another depth or more components.
///
/// ```
/// use korrigo_core::Limits;
/// use korrigo_core::codec::{Scale, bilevel_grey, samples::{Layout, Samples}};
///
/// let layout = Layout::new(4, 2, 1, 1, &Limits::default())?;
/// let image = Samples::new(layout, vec![0b1110_0000, 0b1100_0000])?;
/// let grey = bilevel_grey::to_grey(&image, Scale::Half, true)?;
/// assert_eq!((grey.width, grey.height, grey.data), (2, 1, vec![255, 64]));
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn to_grey(samples: &Samples, scale: Scale, white_is_1: bool) -> Result<Grey> {
    check_bilevel(samples)?;
    let (width, height) = (scale.apply(samples.width()), scale.apply(samples.height()));
    let mut data = Vec::with_capacity(width as usize * height as usize);
    let mut counts = vec![0; samples.row_bytes() * 8 / scale as usize];
    for y in 0..height {
        let top = y * scale as u32;
        let rows = (samples.height() - top).min(scale as u32);
        counts.fill(0);
        for row in samples.rows().skip(top as usize).take(rows as usize) {
            count(row, scale, &mut counts);
        }
        let shades = shades(scale as u32 * rows, white_is_1);
        let shade = |count: &u8| shades.get(usize::from(*count)).copied().unwrap_or_default();
        data.extend(counts.iter().take(width as usize - 1).map(shade));
        data.push(last_shade(samples, (width - 1) * scale as u32, top..top + rows, white_is_1));
    }
    Ok(Grey { width, height, data })
}

/// The grey for each number of set bits in a box of so many pixels.
fn shades(pixels: u32, white_is_1: bool) -> Vec<u8> {
    (0..=pixels).map(|ones| shade(if white_is_1 { ones } else { pixels - ones }, pixels)).collect()
}

fn shade(white: u32, pixels: u32) -> u8 {
    ((white * 255 + pixels / 2) / pixels.max(1)) as u8
}

/// The box at the right edge: it may be narrower, and padding lies beside it.
fn last_shade(samples: &Samples, left: u32, rows: std::ops::Range<u32>, white_is_1: bool) -> u8 {
    let columns = left..samples.width().min(left + 8);
    let pixels = rows.len() as u32 * columns.len() as u32;
    let ones = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
    let ones = ones.filter(|(x, y)| samples.sample(*x, *y, 0) == Some(1)).count() as u32;
    shade(if white_is_1 { ones } else { pixels - ones }, pixels)
}

/// Adds the set bits of a packed row to the counts of its boxes: bits side by side are added within
/// their byte, which the compiler does for many bytes at once.
fn count(row: &[u8], scale: Scale, counts: &mut [u8]) {
    let pairs = |byte: u8| byte - (byte >> 1 & 0x55);
    let nibbles = move |byte: u8| (pairs(byte) & 0x33) + (pairs(byte) >> 2 & 0x33);
    match scale {
        Scale::Full => {
            for (counts, byte) in counts.as_chunks_mut::<8>().0.iter_mut().zip(row) {
                for (place, count) in counts.iter_mut().enumerate() {
                    *count = byte >> (7 - place) & 1;
                }
            }
        }
        Scale::Half => {
            for (counts, byte) in counts.as_chunks_mut::<4>().0.iter_mut().zip(row) {
                let pairs = pairs(*byte);
                for (place, count) in counts.iter_mut().enumerate() {
                    *count += pairs >> (6 - 2 * place) & 3;
                }
            }
        }
        Scale::Quarter => {
            for ([left, right], byte) in counts.as_chunks_mut::<2>().0.iter_mut().zip(row) {
                let nibbles = nibbles(*byte);
                *left += nibbles >> 4;
                *right += nibbles & 0xF;
            }
        }
        Scale::Eighth => {
            for (count, byte) in counts.iter_mut().zip(row) {
                let nibbles = nibbles(*byte);
                *count += (nibbles >> 4) + (nibbles & 0xF);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::samples::Layout;
    use crate::limits::Limits;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pixel_is_the_mean_of_its_box(
            width in 1u32..70, height in 1u32..20, data in prop::collection::vec(any::<u8>(), 180), white_is_1: bool,
        ) {
            let layout = Layout::new(width, height, 1, 1, &Limits::default()).unwrap();
            let image = Samples::new(layout, data).unwrap();
            for scale in Scale::ALL {
                let step = scale as u32;
                let grey = to_grey(&image, scale, white_is_1).unwrap();
                prop_assert_eq!((grey.width, grey.height), (scale.apply(width), scale.apply(height)));
                prop_assert_eq!(grey.data.len(), (grey.width * grey.height) as usize);
                for (index, found) in (0u32..).zip(&grey.data) {
                    let (x, y) = (index % grey.width * step, index / grey.width * step);
                    let pixels: Vec<f64> = (y..(y + step).min(height))
                        .flat_map(|y| (x..(x + step).min(width)).map(move |x| (x, y)))
                        .map(|(x, y)| f64::from(u8::from((image.sample(x, y, 0) == Some(1)) == white_is_1)))
                        .collect();
                    let mean = pixels.iter().sum::<f64>() / pixels.len() as f64 * 255.0;
                    prop_assert!((f64::from(*found) - mean).abs() <= 0.5, "{found} for {mean}");
                }
            }
        }
    }
}
