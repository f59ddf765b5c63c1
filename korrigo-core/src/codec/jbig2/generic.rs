//! The generic region of ITU-T T.88 (clause 6.2), written: template 0 with its nominal adaptive pixels
//! and typical prediction.
//!
//! Knows contexts of neighbouring pixels. Knows no segments.

use super::arithmetic::Encoder;
use crate::codec::samples::Samples;

/// The flags of the region: arithmetic coding, template 0, typical prediction (7.4.6.2), then the
/// adaptive pixels A1 to A4 where figure 3 has them (7.4.6.3).
pub(super) const HEADER: [u8; 9] = [0x08, 3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE];

/// Pixels of 0 left and right of each row, as far as the template reaches.
const MARGIN: usize = 4;

/// Encodes bilevel samples, 0 for black, as the arithmetic data of a generic region.
pub(super) fn encode(samples: &Samples) -> Vec<u8> {
    let width = samples.width() as usize;
    let mut encoder = Encoder::new(1 << 16);
    let blank = vec![0; width + 2 * MARGIN];
    let (mut above2, mut above, mut row) = (blank.clone(), blank.clone(), blank);
    let mut packed_above: Option<&[u8]> = None;
    let mut was_typical = false;
    for packed in samples.rows() {
        // A row is typical when it equals the one above (6.2.5.7): it costs one decision.
        let typical = packed_above.map_or_else(|| is_white(packed, width), |above| above == packed);
        encoder.encode(TYPICAL_CONTEXT, u8::from(typical != was_typical));
        was_typical = typical;
        packed_above = Some(packed);
        if typical {
            row.clone_from(&above);
        } else {
            unpack(packed, &mut row, width);
            encode_row(&mut encoder, [&above2, &above, &row], width);
        }
        std::mem::swap(&mut above2, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    encoder.finish()
}

/// The context of the decision whether a row is typical, for template 0 (figure 8).
const TYPICAL_CONTEXT: usize = 0x9B25;

/// Whether all pixels of a packed row, 0 for black, are white; its padding is 0.
fn is_white(packed: &[u8], width: usize) -> bool {
    let (whole, rest) = packed.split_at_checked(width / 8).unwrap_or((packed, &[]));
    let white = !(0xFF_u16 >> (width % 8)) as u8;
    whole.iter().all(|byte| *byte == 0xFF) && rest.iter().all(|byte| *byte == white)
}

/// Spreads a packed row, 0 for black, to a byte a pixel, 1 for black, between the margins.
fn unpack(packed: &[u8], row: &mut [u8], width: usize) {
    let pixels = row.iter_mut().skip(MARGIN).take(width);
    for (index, pixel) in pixels.enumerate() {
        *pixel = packed.get(index / 8).map_or(0, |byte| !byte >> (7 - index % 8) & 1);
    }
}

/// Encodes the pixels of a row. The context holds five pixels of the second row above, from two left to
/// two right, seven of the row above, from three to three, and the four before the pixel (figure 3).
fn encode_row(encoder: &mut Encoder, [above2, above, row]: [&[u8]; 3], width: usize) {
    let entering2 = above2.iter().skip(MARGIN + 2);
    let entering1 = above.iter().skip(MARGIN + 3);
    let pixels = row.iter().skip(MARGIN).take(width);
    let first = |row: &[u8], count: usize| {
        row.iter().skip(MARGIN).take(count).fold(0usize, |bits, pixel| bits << 1 | usize::from(*pixel))
    };
    let (mut high, mut middle, mut low) = (first(above2, 2), first(above, 3), 0usize);
    for ((pixel, entering2), entering1) in pixels.zip(entering2).zip(entering1) {
        high = (high << 1 | usize::from(*entering2)) & 0x1F;
        middle = (middle << 1 | usize::from(*entering1)) & 0x7F;
        encoder.encode(high << 11 | middle << 4 | low, *pixel);
        low = (low << 1 | usize::from(*pixel)) & 0xF;
    }
}
