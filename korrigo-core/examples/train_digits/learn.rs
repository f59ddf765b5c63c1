//! Gradients of the net, and steps down them: Adam (Kingma and Ba, 2014) with a falling rate.

use crate::draw::{Sample, sample};
use crate::net::{C1, C2, CLASSES, FLAT, HIDDEN, Net, PARAMETERS, PARTS, SIDE, SIDES, Trace};
use crate::rng::Rng;

/// The net with the memory of its steps.
pub(crate) struct Learner {
    pub(crate) net: Net,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Learner {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        let mut parameters = vec![0.0; PARAMETERS];
        // He et al., 2015: deviations by the number of inputs; biases 0.
        for (part, (inputs, outputs)) in
            [(9, C1), (9 * C1, C2), (FLAT, HIDDEN), (HIDDEN, CLASSES)].into_iter().enumerate()
        {
            let deviation = (2.0 / inputs as f32).sqrt();
            for value in &mut parameters[PARTS[part]..PARTS[part] + inputs * outputs] {
                *value = rng.normal() * deviation;
            }
        }
        Self { net: Net { parameters }, mean: vec![0.0; PARAMETERS], square: vec![0.0; PARAMETERS] }
    }

    /// One step of `steps`; every step draws its own boxes. Two threads, always the same halves.
    pub(crate) fn step(&mut self, seed: u64, step: usize, steps: usize, batch: usize) -> f32 {
        let net = &self.net;
        let half = |part: u64| {
            let mut rng = Rng(seed.wrapping_mul(0x1_0000_0001).wrapping_add((step as u64) << 1 | part));
            rng.0 = rng.next();
            let mut gradient = vec![0.0; PARAMETERS];
            let mut trace = Trace::new();
            let loss: f32 =
                (0..batch / 2).map(|_| backward(net, &mut trace, &sample(&mut rng), &mut gradient)).sum();
            (loss, gradient)
        };
        let (first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| half(1));
            let first = half(0);
            (first, other.join().unwrap_or_else(|_| std::process::abort()))
        });
        let progress = step as f32 / steps as f32;
        let rate = 0.002 * (1.0 - progress).powf(1.2) * (step as f32 / 200.0).min(1.0) + 1e-6;
        let (fade, fade2) = (1.0 - 0.9f32.powi(step as i32 + 1), 1.0 - 0.999f32.powi(step as i32 + 1));
        for i in 0..PARAMETERS {
            let g = (first.1[i] + second.1[i]) / batch as f32;
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * g;
            self.square[i] = 0.999 * self.square[i] + 0.001 * g * g;
            let down = self.mean[i] / fade / ((self.square[i] / fade2).sqrt() + 1e-7);
            self.net.parameters[i] -= rate * (down + 0.01 * self.net.parameters[i]);
        }
        (first.0 + second.0) / batch as f32
    }
}

/// The loss of a sample and the likeliest class.
pub(crate) fn losses(net: &Net, sample: &Sample) -> (f32, usize) {
    let mut trace = Trace::new();
    net.run(&sample.picture, &mut trace);
    let p = softmax(&trace.out);
    let guess = (0..CLASSES).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap_or(0);
    (-p[sample.class].max(1e-9).ln(), guess)
}

fn softmax(logits: &[f32; CLASSES]) -> [f32; CLASSES] {
    let top = logits.iter().copied().fold(f32::MIN, f32::max);
    let exp = logits.map(|l| (l - top).exp());
    let sum: f32 = exp.iter().sum();
    exp.map(|e| e / sum)
}

/// Adds the gradient of the loss of a sample; gives the loss.
fn backward(net: &Net, trace: &mut Trace, sample: &Sample, gradient: &mut [f32]) -> f32 {
    net.run(&sample.picture, trace);
    let p = softmax(&trace.out);
    // A share of every label is spread: drawn labels are not always what one would read.
    let out: Vec<f32> = (0..CLASSES)
        .map(|class| p[class] - if class == sample.class { 0.994 } else { 0.006 / (CLASSES - 1) as f32 })
        .collect();
    let mut hidden = full_back(net, 3, &trace.hidden, &out, gradient);
    rectify_back(&trace.hidden, &mut hidden);
    let flat = full_back(net, 2, &trace.flat, &hidden, gradient);
    let second = halve_back(&trace.second, &flat, SIDES[0]);
    let halved = filter_back(net, 1, (&trace.halved, C1), &second, SIDES[0], gradient);
    let first = halve_back(&trace.first, &halved, SIDE);
    filter_back(net, 0, (&trace.input, 1), &first, SIDE, gradient);
    -p[sample.class].max(1e-9).ln()
}

fn rectify_back(values: &[f32], errors: &mut [f32]) {
    for (error, value) in errors.iter_mut().zip(values) {
        if *value <= 0.0 {
            *error = 0.0;
        }
    }
}

fn full_back(net: &Net, part: usize, input: &[f32], errors: &[f32], gradient: &mut [f32]) -> Vec<f32> {
    let (weights, _) = net.part(part, errors.len());
    let gradient = &mut gradient[PARTS[part]..PARTS[part + 1]];
    let (of_weights, of_biases) = gradient.split_at_mut(weights.len());
    let mut back = vec![0.0; input.len()];
    for (o, error) in errors.iter().enumerate() {
        of_biases[o] += error;
        let row = o * input.len()..(o + 1) * input.len();
        for ((g, i), (w, b)) in
            of_weights[row.clone()].iter_mut().zip(input).zip(weights[row].iter().zip(&mut back))
        {
            *g += error * i;
            *b += error * w;
        }
    }
    back
}

/// Errors of the halved planes go to the maximum of each four (the first of equals), if it was not cut off.
fn halve_back(values: &[f32], errors: &[f32], side: usize) -> Vec<f32> {
    let mut back = vec![0.0; values.len()];
    for (i, error) in errors.iter().enumerate() {
        let (x, y) = (i % (side / 2) * 2, i / (side / 2) * 2);
        let places = [0, 1, side, side + 1].map(|shift| y * side + x + shift);
        let mut top = places[0];
        for place in places {
            if values[place] > values[top] {
                top = place;
            }
        }
        if values[top] > 0.0 {
            back[top] = *error;
        }
    }
    back
}

/// `input` has a margin of one; what comes back has none.
fn filter_back(
    net: &Net,
    part: usize,
    (input, inputs): (&[f32], usize),
    errors: &[f32],
    side: usize,
    gradient: &mut [f32],
) -> Vec<f32> {
    let padded = side + 2;
    let outputs = errors.len() / (side * side);
    let (weights, _) = net.part(part, outputs);
    let gradient = &mut gradient[PARTS[part]..PARTS[part + 1]];
    let mut padded_back = vec![0.0; inputs * padded * padded];
    for o in 0..outputs {
        let plane = &errors[o * side * side..(o + 1) * side * side];
        gradient[outputs * inputs * 9 + o] += plane.iter().sum::<f32>();
        for i in 0..inputs {
            for shift in 0..9 {
                let (dx, dy) = (shift % 3, shift / 3);
                let at = (o * inputs + i) * 9 + shift;
                let weight = weights[at];
                let mut lanes = [0.0f32; 4];
                for (y, row) in plane.chunks_exact(side).enumerate() {
                    let start = (i * padded + y + dy) * padded + dx;
                    let seen = &input[start..start + side];
                    for (e, s) in row.chunks_exact(4).zip(seen.chunks_exact(4)) {
                        for k in 0..4 {
                            lanes[k] += e[k] * s[k];
                        }
                    }
                    if part > 0 {
                        for (b, e) in padded_back[start..start + side].iter_mut().zip(row) {
                            *b += weight * e;
                        }
                    }
                }
                gradient[at] += lanes.iter().sum::<f32>();
            }
        }
    }
    let rows = padded_back.chunks_exact(padded * padded);
    rows.flat_map(|plane| plane.chunks_exact(padded).skip(1).take(side).flat_map(|row| &row[1..=side]))
        .copied()
        .collect()
}
