//! The cosine transform both ways, exactly alike on every machine (T.81, A.3.3), for the few blocks that
//! an edge crosses; speed does not matter here.
//!
//! Knows integers: the factors are scaled by 2^15 and nothing is rounded before the end.

use crate::codec::jpeg::header::Quantiser;
use crate::codec::jpeg::planes::Coefficients;
use crate::codec::jpeg::sequential::MAX_DC;

/// Where the coefficients of zigzag order lie in a block read row by row (figure A.6).
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
    14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39,
    46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// cos(k pi / 16) / 2, times 2^15.
const HALF_COSINES: [i64; 9] = [16384, 16069, 15137, 13623, 11585, 9102, 6270, 3196, 0];

/// `FACTORS[u][x]`: C(u) / 2 * cos((2x + 1) u pi / 16), times 2^15.
const FACTORS: [[i64; 8]; 8] = factors();

const fn factors() -> [[i64; 8]; 8] {
    let mut factors = [[HALF_COSINES[4]; 8]; 8];
    let mut u = 1;
    while u < 8 {
        let mut x = 0;
        while x < 8 {
            let angle = (2 * x + 1) * u % 32;
            let mirrored = if angle > 16 { 32 - angle } else { angle };
            factors[u][x] = if mirrored > 8 { -HALF_COSINES[16 - mirrored] } else { HALF_COSINES[mirrored] };
            x += 1;
        }
        u += 1;
    }
    factors
}

/// The samples of a block, 0 to 255, row by row.
pub(super) fn samples(coefficients: &Coefficients, quantiser: &Quantiser) -> [u8; 64] {
    let mut block = [0i64; 64];
    for ((number, factor), place) in coefficients.iter().zip(&quantiser.values).zip(ZIGZAG) {
        block[usize::from(place)] = i64::from(*number) * i64::from(*factor);
    }
    let mut rows = [0i64; 64];
    for v in 0..8 {
        for x in 0..8 {
            rows[v * 8 + x] = (0..8).map(|u| block[v * 8 + u] * FACTORS[u][x]).sum();
        }
    }
    std::array::from_fn(|place| {
        let (y, x) = (place / 8, place % 8);
        let sum: i64 = (0..8).map(|v| rows[v * 8 + x] * FACTORS[v][y]).sum();
        (divide(sum, 1 << 30) + 128).clamp(0, 255) as u8
    })
}

/// The quantised coefficients of a block of samples.
pub(super) fn coefficients(samples: &[u8; 64], quantiser: &Quantiser) -> Coefficients {
    let mut rows = [0i64; 64];
    for y in 0..8 {
        for u in 0..8 {
            rows[y * 8 + u] = (0..8).map(|x| (i64::from(samples[y * 8 + x]) - 128) * FACTORS[u][x]).sum();
        }
    }
    std::array::from_fn(|index| {
        let (v, u) = (usize::from(ZIGZAG[index]) / 8, usize::from(ZIGZAG[index]) % 8);
        let sum: i64 = (0..8).map(|y| rows[y * 8 + u] * FACTORS[v][y]).sum();
        let limit = if index == 0 { MAX_DC.into() } else { 1023 };
        divide(sum, i64::from(quantiser.values[index]) << 30).clamp(-limit, limit) as i16
    })
}

/// The DC coefficient of a block of which every sample has this value; its other coefficients are 0.
pub(super) fn flat(sample: u8, quantiser: &Quantiser) -> Coefficients {
    let mut block = [0; 64];
    block[0] = divide((i64::from(sample) - 128) * 8, quantiser.values[0].into()) as i16;
    block
}

/// Divides and rounds to the nearest; halves away from zero. `by` is positive.
fn divide(value: i64, by: i64) -> i64 {
    let half = if value < 0 { -by / 2 } else { by / 2 };
    (value + half) / by
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FINE: Quantiser = Quantiser { values: [1; 64], wide: false };

    #[test]
    fn flat_blocks_are_flat() {
        for value in [0, 1, 100, 128, 200, 255] {
            assert_eq!(samples(&flat(value, &FINE), &FINE), [value; 64]);
            assert_eq!(coefficients(&[value; 64], &FINE), flat(value, &FINE));
        }
    }

    proptest! {
        #[test]
        fn there_and_back(samples in prop::collection::vec(any::<u8>(), 64)) {
            let before: [u8; 64] = samples.try_into().unwrap();
            let after = super::samples(&coefficients(&before, &FINE), &FINE);
            for (a, b) in before.iter().zip(after) {
                prop_assert!(a.abs_diff(b) <= 1);
            }
        }
    }
}
