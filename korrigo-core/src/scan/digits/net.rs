//! A small convolutional net that says what is written in one box.
//!
//! Knows arithmetic alone: two layers of 3 x 3 filters, each halved by the maximum of four, and two full
//! layers (LeCun et al., "Gradient-based learning applied to document recognition", 1998). Knows no paper
//! and no files, so the trainer (`examples/train_digits`) compiles this very file.

/// Width and height of the picture of a box, in pixels.
pub(super) const SIDE: usize = 24;
/// How far the picture of a whole box goes beyond its lines, in boxes: strokes run over them.
const MARGIN: f32 = 0.1;
/// The digits, [`EMPTY`] and [`OTHER`].
pub(super) const CLASSES: usize = 12;
/// Nothing is written.
pub(super) const EMPTY: usize = 10;
/// Something that is no digit.
pub(super) const OTHER: usize = 11;

/// Filters of the first layer.
pub(super) const C1: usize = 10;
/// Filters of the second layer.
pub(super) const C2: usize = 20;
/// Width of the first full layer.
pub(super) const HIDDEN: usize = 32;
/// Side after the first and the second halving.
pub(super) const SIDES: [usize; 2] = [SIDE / 2, SIDE / 4];
/// What the full layers see.
pub(super) const FLAT: usize = C2 * SIDES[1] * SIDES[1];

/// Where each part's parameters start, weights before biases, and where the last one ends.
pub(super) const PARTS: [usize; 5] = {
    let first = C1 * 10;
    let second = first + C2 * (C1 * 9 + 1);
    let third = second + HIDDEN * (FLAT + 1);
    [0, first, second, third, third + CLASSES * (HIDDEN + 1)]
};
/// The number of parameters.
pub(super) const PARAMETERS: usize = PARTS[4];

/// The net.
#[derive(Clone)]
pub(super) struct Net {
    /// All parameters in the order of [`PARTS`].
    pub(super) parameters: Vec<f32>,
}

/// What every layer said; kept for training.
#[derive(Clone)]
pub(super) struct Trace {
    /// The picture with a margin of zeros.
    pub(super) input: Vec<f32>,
    /// The first layer, rectified.
    pub(super) first: Vec<f32>,
    /// The first layer halved, with a margin of zeros.
    pub(super) halved: Vec<f32>,
    /// The second layer, rectified.
    pub(super) second: Vec<f32>,
    /// The second layer halved.
    pub(super) flat: Vec<f32>,
    /// The first full layer, rectified.
    pub(super) hidden: Vec<f32>,
    /// The logits.
    pub(super) out: [f32; CLASSES],
}

impl Trace {
    /// All zeros.
    pub(super) fn new() -> Self {
        let padded = |side: usize| (side + 2) * (side + 2);
        Self {
            input: vec![0.0; padded(SIDE)],
            first: vec![0.0; C1 * SIDE * SIDE],
            halved: vec![0.0; C1 * padded(SIDES[0])],
            second: vec![0.0; C2 * SIDES[0] * SIDES[0]],
            flat: vec![0.0; FLAT],
            hidden: vec![0.0; HIDDEN],
            out: [0.0; CLASSES],
        }
    }
}

impl Net {
    /// From the upper halves of little-endian 32-bit floats, two bytes a parameter; `None` when these are
    /// too few or too many.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let float = |pair: &[u8; 2]| f32::from_bits(u32::from(u16::from_le_bytes(*pair)) << 16);
        let parameters: Vec<f32> = pairs.iter().map(float).collect();
        (rest.is_empty() && parameters.len() == PARAMETERS).then_some(Self { parameters })
    }

    /// The parameters of part `part`: weights and biases, `outputs` biases.
    pub(super) fn part(&self, part: usize, outputs: usize) -> (&[f32], &[f32]) {
        let at = |part: usize| PARTS.get(part).copied().unwrap_or(PARAMETERS);
        let all = self.parameters.get(at(part)..at(part + 1)).unwrap_or_default();
        all.split_at(all.len().saturating_sub(outputs))
    }

    /// The logits of a picture of [`SIDE`] rows, left in `trace.out`. About 230,000 multiplications.
    pub(super) fn run(&self, picture: &[f32; SIDE * SIDE], trace: &mut Trace) {
        pad(picture, SIDE, &mut trace.input);
        filter(self.part(0, C1), &trace.input, SIDE, &mut trace.first);
        let mut halved = vec![0.0; C1 * SIDES[0] * SIDES[0]];
        halve(&trace.first, SIDE, &mut halved);
        pad(&halved, SIDES[0], &mut trace.halved);
        filter(self.part(1, C2), &trace.halved, SIDES[0], &mut trace.second);
        halve(&trace.second, SIDES[0], &mut trace.flat);
        full(self.part(2, HIDDEN), &trace.flat, &mut trace.hidden);
        for value in &mut trace.hidden {
            *value = value.max(0.0);
        }
        full(self.part(3, CLASSES), &trace.hidden, &mut trace.out);
    }
}

/// Planes of `side` by `side` get a margin of one.
fn pad(planes: &[f32], side: usize, out: &mut [f32]) {
    let padded = side + 2;
    for (plane, out) in planes.chunks_exact(side * side).zip(out.chunks_exact_mut(padded * padded)) {
        for (row, out) in plane.chunks_exact(side).zip(out.chunks_exact_mut(padded).skip(1)) {
            if let Some(inner) = out.get_mut(1..=side) {
                inner.copy_from_slice(row);
            }
        }
    }
}

/// Each output plane is the rectified sum of all input planes under 3 x 3 filters, and a bias.
fn filter((weights, biases): (&[f32], &[f32]), input: &[f32], side: usize, out: &mut [f32]) {
    let padded = side + 2;
    let inputs = input.len() / (padded * padded);
    let outputs = out.chunks_exact_mut(side * side).zip(weights.chunks_exact(inputs * 9)).zip(biases);
    for ((out, weights), bias) in outputs {
        out.fill(*bias);
        for (plane, kernel) in input.chunks_exact(padded * padded).zip(weights.chunks_exact(9)) {
            for (shift, weights) in kernel.chunks_exact(3).enumerate() {
                let &[a, b, c] = weights else { continue };
                let rows = plane.chunks_exact(padded).skip(shift);
                for (out, row) in out.chunks_exact_mut(side).zip(rows) {
                    let (_, middle) = row.split_at(1);
                    let (_, right) = row.split_at(2);
                    for (((out, l), m), r) in out.iter_mut().zip(row).zip(middle).zip(right) {
                        *out += a * l + b * m + c * r;
                    }
                }
            }
        }
        for value in out.iter_mut() {
            *value = value.max(0.0);
        }
    }
}

/// The maximum of each two by two pixels.
fn halve(planes: &[f32], side: usize, out: &mut [f32]) {
    let rows = planes.chunks_exact(2 * side).zip(out.chunks_exact_mut(side / 2));
    for (two, out) in rows {
        let (upper, lower) = two.split_at(side);
        for ((out, u), l) in out.iter_mut().zip(upper.chunks_exact(2)).zip(lower.chunks_exact(2)) {
            *out = u.iter().chain(l).copied().fold(f32::MIN, f32::max);
        }
    }
}

/// A full layer.
fn full((weights, biases): (&[f32], &[f32]), input: &[f32], out: &mut [f32]) {
    let rows = weights.chunks_exact(input.len().max(1)).zip(biases);
    for (out, (weights, bias)) in out.iter_mut().zip(rows) {
        *out = bias + weights.iter().zip(input).map(|(w, i)| w * i).sum::<f32>();
    }
}

/// The picture of a box for the net. `dark` tells the darkness (0..=255) at a point of the box: (0, 0) is
/// where its upper left lines cross, (1, 1) the lower right. What is written small is brought nearer, and
/// faint print and pencil become as dark as ink.
pub(super) fn picture(dark: impl Fn(f32, f32) -> f32) -> [f32; SIDE * SIDE] {
    let whole = [-MARGIN, -MARGIN, 1.0 + 2.0 * MARGIN];
    let far = sampled(&dark, whole);
    let ink = darkest(&far).max(26.0);
    let near = match window(&far, ink) {
        Some(window) => sampled(&dark, window),
        None => far,
    };
    near.map(|value| (value / ink).clamp(0.0, 1.25))
}

/// The darkness of a square (left, top, side, in boxes): each pixel the mean of four places.
fn sampled(dark: &impl Fn(f32, f32) -> f32, [left, top, side]: [f32; 3]) -> [f32; SIDE * SIDE] {
    let step = side / SIDE as f32;
    let mut out = [0.0; SIDE * SIDE];
    for (i, out) in out.iter_mut().enumerate() {
        let (x, y) = ((i % SIDE) as f32, (i / SIDE) as f32);
        let at = |dx: f32, dy: f32| dark(left + (x + dx) * step, top + (y + dy) * step);
        *out = (at(0.25, 0.25) + at(0.75, 0.25) + at(0.25, 0.75) + at(0.75, 0.75)) / 4.0;
    }
    out
}

/// What all but the darkest fiftieth stays below.
fn darkest(picture: &[f32; SIDE * SIDE]) -> f32 {
    let mut sorted = *picture;
    sorted.sort_by(f32::total_cmp);
    sorted.iter().rev().nth(SIDE * SIDE / 50).copied().unwrap_or(0.0)
}

/// A square around what is written within the lines, where that is small: its middle and its spread say
/// where and how large. `None` when the whole box is to be looked at.
fn window(picture: &[f32; SIDE * SIDE], ink: f32) -> Option<[f32; 3]> {
    let rim = SIDE * 5 / 24;
    let inside = |at: usize| (rim..SIDE - rim).contains(&at);
    let inner = || picture.iter().enumerate().filter(|(i, _)| inside(i % SIDE) && inside(i / SIDE));
    let limit = inner().map(|(_, value)| *value).fold(0.0, f32::max) * 0.4;
    if limit < 0.15 * ink {
        return None;
    }
    let mut sums = [0.0f32; 5];
    for (i, value) in inner() {
        let (weight, x, y) = ((value - limit).max(0.0), (i % SIDE) as f32, (i / SIDE) as f32);
        for (sum, term) in sums.iter_mut().zip([1.0, x, y, x * x, y * y]) {
            *sum += weight * term;
        }
    }
    let [weight, x, y, xx, yy] = sums;
    let (x, y) = (x / weight, y / weight);
    let spread = (yy / weight - y * y).max(2.0 * (xx / weight - x * x)).max(0.0).sqrt();
    // A bar of height h has the spread h / 3.5, a ring h / 2.8.
    let pixel = (1.0 + 2.0 * MARGIN) / SIDE as f32;
    let side = (spread * 4.6 * pixel).max(0.5);
    let middle =
        |at: f32| ((at + 0.5) * pixel - MARGIN).clamp(side / 2.0 - MARGIN, 1.0 + MARGIN - side / 2.0);
    (side < 1.0).then(|| [middle(x) - side / 2.0, middle(y) - side / 2.0, side])
}
