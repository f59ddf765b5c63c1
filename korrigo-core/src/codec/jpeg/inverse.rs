//! The inverse cosine transform, fast: 8, 4, 2 or 1 samples a side.
//!
//! Knows blocks of one component and its quantisation. Works on all columns at once, in the order in
//! which compilers find vector instructions, and in plain single precision, which gives the same bits on
//! every machine. The 8-point transform is that of Arai, Agui and Nakajima ("A fast DCT-SQ scheme for
//! images", 1988), whose first multiplications disappear in the quantisation; smaller ones use the lowest
//! coefficients alone.

use crate::codec::Scale;
use crate::codec::jpeg::header::Quantiser;
use crate::codec::jpeg::huffman::END_OF_BLOCK;
use crate::codec::jpeg::planes::{Coefficients, token_value};
use crate::codec::jpeg::transform::ZIGZAG;

/// Up to 8 rows of 8 samples; smaller sizes use the first ones of each.
pub(super) type Samples = [u8; 64];

/// For each coefficient of the 8-point transform, the factor taken out of it, over the square root of 8.
const FACTORS: [f32; 8] = [
    0.353_553_4,
    0.490_392_64,
    0.461_939_77,
    0.415_734_8,
    0.353_553_4,
    0.277_785_12,
    0.191_341_71,
    0.097_545_16,
];

/// cos(pi / 4), cos(pi / 8), cos(3 pi / 8).
const COSINE_4: f32 = 0.707_106_77;
const COSINE_8: f32 = 0.923_879_5;
const COSINE_8_3: f32 = 0.382_683_43;

/// Transforms blocks of one component.
#[derive(Debug)]
pub(super) struct Inverse {
    scale: Scale,
    /// Quantisation and scaling of each coefficient, in zigzag order.
    factors: [f32; 64],
    /// How many coefficients of the zigzag order a transform of this size uses.
    used: usize,
    /// For each coefficient of the zigzag order, its place in the transform, columns first; 255 for none.
    places: [u8; 64],
}

impl Inverse {
    pub(super) fn new(scale: Scale) -> Self {
        let used = match scale {
            Scale::Full => 64,
            Scale::Half => 25,
            Scale::Quarter => 5,
            Scale::Eighth => 1,
        };
        let size = 8 / scale as u8;
        let places = ZIGZAG.map(|place| {
            let (u, v) = (place & 7, place >> 3 & 7);
            if u < size && v < size { u * size + v } else { 255 }
        });
        Self { scale, factors: [0.0; 64], used, places }
    }

    /// How many coefficients of the zigzag order it uses: what comes after them need not be read.
    #[inline(always)]
    pub(super) fn used(&self) -> u32 {
        self.used as u32
    }

    /// Samples a side.
    #[inline(always)]
    pub(super) fn size(&self) -> usize {
        8 / self.scale as usize
    }

    pub(super) fn set_quantiser(&mut self, quantiser: &Quantiser) {
        let size = self.size();
        for ((factor, value), place) in self.factors.iter_mut().zip(&quantiser.values).zip(ZIGZAG) {
            let (v, u) = (usize::from(place) / 8, usize::from(place) % 8);
            let scaling = match self.scale {
                Scale::Full => FACTORS[u] * FACTORS[v],
                // C(u) C(v) / 4 in every size: smaller blocks have smaller sums.
                _ => [FACTORS[0], 0.5][u.min(1)] * [FACTORS[0], 0.5][v.min(1)],
            };
            *factor = if u < size && v < size { f32::from(*value) * scaling } else { 0.0 };
        }
    }

    /// The samples of a block of tokens.
    #[inline(always)]
    pub(super) fn tokens(&self, dc: i16, tokens: &[u16]) -> Samples {
        if self.used == 1 || tokens.first().is_none_or(|token| *token == END_OF_BLOCK) {
            return [sample(f32::from(dc) * self.factors[0]); 64];
        }
        match self.scale {
            Scale::Full => write(eight(transpose(eight(self.gather(dc, tokens))))),
            Scale::Half => write(four(transpose(four(self.gather(dc, tokens))))),
            Scale::Quarter | Scale::Eighth => write(two(transpose(two(self.gather(dc, tokens))))),
        }
    }

    /// The lowest N by N numbers of a block of tokens, multiplied; columns first.
    #[inline(always)]
    fn gather<const N: usize>(&self, dc: i16, tokens: &[u16]) -> [[f32; N]; N] {
        let mut block = [[0.0; N]; N];
        block[0][0] = f32::from(dc) * self.factors[0];
        let numbers = block.as_flattened_mut();
        let mut place = 1usize;
        for token in tokens {
            place = place.wrapping_add(usize::from(token >> 12));
            if let Some(number) = numbers.get_mut(usize::from(self.places[place & 63])) {
                *number = token_value(*token) as f32 * self.factors[place & 63];
            }
            place = place.wrapping_add(1);
            if place >= self.used {
                break;
            }
        }
        block
    }

    /// The samples of a block of numbers.
    pub(super) fn numbers(&self, numbers: &Coefficients) -> Samples {
        if self.used == 1 || numbers[1..].iter().all(|number| *number == 0) {
            return [sample(f32::from(numbers[0]) * self.factors[0]); 64];
        }
        match self.scale {
            Scale::Full => write(eight(transpose(eight(self.multiply(numbers))))),
            Scale::Half => write(four(transpose(four(self.multiply(numbers))))),
            Scale::Quarter | Scale::Eighth => write(two(transpose(two(self.multiply(numbers))))),
        }
    }

    /// The lowest N by N numbers of a block, multiplied; columns first.
    #[inline(always)]
    fn multiply<const N: usize>(&self, numbers: &Coefficients) -> [[f32; N]; N] {
        let mut block = [[0.0; N]; N];
        let places = block.as_flattened_mut();
        for (place, (number, factor)) in
            self.places.iter().zip(numbers.iter().zip(&self.factors)).take(self.used)
        {
            if let Some(value) = places.get_mut(usize::from(*place)) {
                *value = f32::from(*number) * factor;
            }
        }
        block
    }
}

/// Rows of values about 0 as rows of samples.
#[inline(always)]
fn write<const N: usize>(rows: [[f32; N]; N]) -> Samples {
    let mut samples = [0; 64];
    for (line, row) in samples.chunks_exact_mut(8).zip(rows) {
        for (place, value) in line.iter_mut().zip(row) {
            *place = sample(value);
        }
    }
    samples
}

/// Rounds and moves a value about 0 to the range of samples.
#[inline(always)]
fn sample(value: f32) -> u8 {
    // The sum's last bits are the rounded integer: 2^23 and half of it leave no room for a fraction.
    const ROUND: f32 = 12_582_912.0;
    let low = if value > -128.0 { value } else { -128.0 };
    let both = if low < 127.0 { low } else { 127.0 };
    (both + (128.0 + ROUND)).to_bits() as u8
}

/// N numbers side by side.
type Lanes<const N: usize> = [f32; N];

#[inline(always)]
fn add<const N: usize>(a: Lanes<N>, b: Lanes<N>) -> Lanes<N> {
    std::array::from_fn(|lane| a[lane] + b[lane])
}

#[inline(always)]
fn sub<const N: usize>(a: Lanes<N>, b: Lanes<N>) -> Lanes<N> {
    std::array::from_fn(|lane| a[lane] - b[lane])
}

#[inline(always)]
fn times<const N: usize>(a: Lanes<N>, factor: f32) -> Lanes<N> {
    a.map(|value| value * factor)
}

#[inline(always)]
fn transpose<const N: usize>(rows: [Lanes<N>; N]) -> [Lanes<N>; N] {
    std::array::from_fn(|column| std::array::from_fn(|row| rows[row][column]))
}

/// The 8-point transform of each lane.
#[inline(always)]
fn eight([c0, c1, c2, c3, c4, c5, c6, c7]: [Lanes<8>; 8]) -> [Lanes<8>; 8] {
    // Even coefficients.
    let (sum, difference, both) = (add(c0, c4), sub(c0, c4), add(c2, c6));
    let turned = sub(times(sub(c2, c6), 2.0 * COSINE_4), both);
    let (e0, e3) = (add(sum, both), sub(sum, both));
    let (e1, e2) = (add(difference, turned), sub(difference, turned));
    // Odd coefficients.
    let (outer, inner) = (add(c1, c7), add(c5, c3));
    let (outer_difference, inner_difference) = (sub(c1, c7), sub(c5, c3));
    let shared = times(add(inner_difference, outer_difference), 2.0 * COSINE_8);
    let o0 = add(outer, inner);
    let o1 = sub(sub(shared, times(inner_difference, 2.613_126)), o0);
    let o2 = sub(times(sub(outer, inner), 2.0 * COSINE_4), o1);
    let o3 = sub(sub(shared, times(outer_difference, 1.082_392_2)), o2);
    let [s0, s1, s2, s3] = [add(e0, o0), add(e1, o1), add(e2, o2), add(e3, o3)];
    [s0, s1, s2, s3, sub(e3, o3), sub(e2, o2), sub(e1, o1), sub(e0, o0)]
}

/// The 4-point transform of each lane.
#[inline(always)]
fn four([c0, c1, c2, c3]: [Lanes<4>; 4]) -> [Lanes<4>; 4] {
    let middle = times(c2, COSINE_4);
    let (e0, e1) = (add(c0, middle), sub(c0, middle));
    let o0 = add(times(c1, COSINE_8), times(c3, COSINE_8_3));
    let o1 = sub(times(c1, COSINE_8_3), times(c3, COSINE_8));
    [add(e0, o0), add(e1, o1), sub(e1, o1), sub(e0, o0)]
}

/// The 2-point transform of each lane.
#[inline(always)]
fn two([c0, c1]: [Lanes<2>; 2]) -> [Lanes<2>; 2] {
    let odd = times(c1, COSINE_4);
    [add(c0, odd), sub(c0, odd)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::jpeg::planes::{Plane, TokenPlane};
    use crate::codec::jpeg::transform;
    use proptest::prelude::*;

    fn inverse(scale: Scale) -> Inverse {
        let mut inverse = Inverse::new(scale);
        inverse.set_quantiser(&Quantiser { values: [3; 64], wide: false });
        inverse
    }

    proptest! {
        #[test]
        fn the_exact_transform_agrees(numbers in prop::collection::vec(-60i16..60, 64)) {
            let numbers: Coefficients = numbers.try_into().unwrap();
            let exact = transform::samples(&numbers, &Quantiser { values: [3; 64], wide: false });
            let fast = inverse(Scale::Full).numbers(&numbers);
            for (a, b) in exact.iter().zip(fast) {
                prop_assert!(a.abs_diff(b) <= 1);
            }
            let tokens = TokenPlane::make(&numbers);
            prop_assert_eq!(inverse(Scale::Full).tokens(tokens[0] as i16, &tokens[1..]), fast);
        }

        #[test]
        fn smaller_blocks_are_the_mean_of_smooth_ones(
            dc in -300i16..300, u in -40i16..40, v in -40i16..40,
        ) {
            let mut numbers = [0; 64];
            (numbers[0], numbers[1], numbers[2]) = (dc, u, v);
            let full = inverse(Scale::Full).numbers(&numbers);
            for scale in [Scale::Half, Scale::Quarter, Scale::Eighth] {
                let (step, size) = (scale as usize, 8 / scale as usize);
                let small = inverse(scale).numbers(&numbers);
                for y in 0..size {
                    for x in 0..size {
                        let all = (0..step).flat_map(|j| (0..step).map(move |i| (y * step + j) * 8 + x * step + i));
                        let sum: u32 = all.map(|place| u32::from(full[place])).sum();
                        let mean = sum / (step * step) as u32;
                        prop_assert!(mean.abs_diff(small[y * 8 + x].into()) <= 8, "{mean} {}", small[y * 8 + x]);
                    }
                }
            }
        }
    }
}
