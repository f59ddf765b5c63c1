//! Draws a box as it comes out of a scanner, with something written in it or nothing.
//!
//! Knows pens, boxes and bad scans. Drawn at about 300 dots an inch, then brought down to 100, as scans are.

use crate::net::{EMPTY, OTHER, SIDE, picture};
use crate::rng::Rng;
use crate::skeletons::{DIGITS, SIGNS, Stroke};

/// Pixels drawn for one of the scan.
const FINE: usize = 3;
/// Pixels of the scan: a box, and around it.
const BOX: usize = 24;
const AROUND: usize = 4;
const SCAN: usize = BOX + 2 * AROUND;
const WIDE: usize = SCAN * FINE;

/// A picture for the net, and its class.
pub(crate) struct Sample {
    pub(crate) picture: [f32; SIDE * SIDE],
    pub(crate) class: usize,
}

/// Darkness: 0 is paper, 255 black.
struct Canvas {
    dark: Vec<f32>,
}

impl Canvas {
    /// A straight piece of a stroke: soft at the rim by one fine pixel.
    fn piece(&mut self, (ax, ay): (f32, f32), (bx, by): (f32, f32), width: f32, ink: f32) {
        let reach = width / 2.0 + 1.0;
        let span = |a: f32, b: f32| {
            let clip = |v: f32| v.clamp(0.0, WIDE as f32) as usize;
            clip(a.min(b) - reach)..clip(a.max(b) + reach + 1.0)
        };
        let (dx, dy) = (bx - ax, by - ay);
        let length = (dx * dx + dy * dy).max(1e-6);
        for y in span(ay, by) {
            for x in span(ax, bx) {
                let (px, py) = (x as f32 + 0.5 - ax, y as f32 + 0.5 - ay);
                let t = ((px * dx + py * dy) / length).clamp(0.0, 1.0);
                let distance = ((px - t * dx).powi(2) + (py - t * dy).powi(2)).sqrt();
                let cover = (width / 2.0 + 0.5 - distance).clamp(0.0, 1.0);
                let pixel = &mut self.dark[y * WIDE + x];
                *pixel = pixel.max(cover * ink);
            }
        }
    }

    fn line(&mut self, points: &[(f32, f32)], width: f32, ink: f32) {
        for pair in points.windows(2) {
            self.piece(pair[0], pair[1], width, ink);
        }
    }

    /// Smoothed with a mean of `2 * radius + 1`, along and across.
    fn blurred(&mut self, radius: usize) {
        for (step, start) in [(1, WIDE), (WIDE, 1)] {
            for line in 0..WIDE {
                let at = |i: usize| line * start + i * step;
                let old: Vec<f32> = (0..WIDE).map(|i| self.dark[at(i)]).collect();
                for i in 0..WIDE {
                    let window = &old[i.saturating_sub(radius)..(i + radius + 1).min(WIDE)];
                    self.dark[at(i)] = window.iter().sum::<f32>() / window.len() as f32;
                }
            }
        }
    }
}

/// Points along a smooth curve through `points` (Catmull and Rom, 1974).
fn curve(points: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let n = points.len();
    let mut out = vec![points[0]];
    for i in 0..n - 1 {
        let p = |k: usize| points[k.min(n - 1)];
        let (a, b, c, d) = (points[i.saturating_sub(1)], p(i), p(i + 1), p(i + 2));
        for step in 1..=6 {
            let t = step as f32 / 6.0;
            let mix = |a: f32, b: f32, c: f32, d: f32| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            out.push((mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1)));
        }
    }
    out
}

/// Where and how a sign is put.
struct Hand {
    centre: (f32, f32),
    size: (f32, f32),
    slant: f32,
    turn: f32,
    wobble: f32,
    pen: f32,
    ink: f32,
}

fn write(canvas: &mut Canvas, rng: &mut Rng, strokes: &[Stroke], hand: &Hand) {
    let (sin, cos) = hand.turn.sin_cos();
    let bend: [f32; 6] = std::array::from_fn(|_| rng.normal() * hand.wobble);
    for (smooth, points) in strokes {
        let placed: Vec<(f32, f32)> = points
            .iter()
            .map(|(x, y)| {
                let (x, y) = (x + rng.normal() * hand.wobble, y + rng.normal() * hand.wobble);
                // The same bend for the whole sign.
                let (u, v) = (x - 0.5, y - 0.5);
                let x = u * (1.0 + bend[0]) + bend[1] * v * v * 2.0 + bend[2] * u * v;
                let y = v * (1.0 + bend[3]) + bend[4] * u * u * 2.0 + bend[5] * u * v;
                let (x, y) = ((x - hand.slant * y) * hand.size.0, y * hand.size.1);
                (hand.centre.0 + cos * x - sin * y, hand.centre.1 + sin * x + cos * y)
            })
            .collect();
        let path = if *smooth && placed.len() > 2 { curve(&placed) } else { placed };
        canvas.line(&path, hand.pen, hand.ink);
    }
}

/// How a box is printed and scanned.
struct Scene {
    /// Fine pixels a box is wide and high.
    cell: (f32, f32),
    /// Its upper left corner.
    corner: (f32, f32),
    line: f32,
    print: f32,
    pen: f32,
    ink: f32,
}

impl Scene {
    fn of(rng: &mut Rng) -> Self {
        let fine = FINE as f32;
        let side = |rng: &mut Rng| BOX as f32 * fine * rng.range(0.88, 1.1);
        let start = |rng: &mut Rng| AROUND as f32 * fine + rng.range(-3.0, 3.0);
        let (cell, corner) = ((side(rng), side(rng)), (start(rng), start(rng)));
        let ink = if rng.chance(0.6) { rng.range(170.0, 255.0) } else { rng.range(70.0, 200.0) };
        Self {
            cell,
            corner,
            line: rng.range(1.5, 4.3),
            print: rng.range(60.0, 255.0),
            pen: if rng.chance(0.85) { rng.range(2.4, 7.5) } else { rng.range(6.5, 12.0) },
            ink,
        }
    }

    /// A hand that writes a digit into the box `column` boxes to the right.
    fn hand(&self, rng: &mut Rng, thin: bool, column: f32) -> Hand {
        let height = if rng.chance(0.8) { rng.range(0.35, 0.9) } else { rng.range(0.28, 1.15) };
        let aspect = match rng.below(4) {
            _ if thin => rng.range(0.1, 0.65),
            0 => rng.range(0.7, 1.35),
            _ => rng.range(0.38, 0.95),
        };
        let size = (height * aspect * self.cell.0, height * self.cell.1);
        let loose = |rng: &mut Rng| rng.normal() * 0.1;
        Hand {
            centre: (
                self.corner.0 + self.cell.0 * (0.5 + column + loose(rng)),
                self.corner.1 + self.cell.1 * (0.5 + loose(rng)),
            ),
            size,
            slant: rng.normal() * 0.26 + 0.06,
            turn: rng.normal() * 0.1,
            wobble: rng.range(0.015, 0.075),
            pen: self.pen,
            ink: self.ink,
        }
    }

    /// The box as it is found: nearly where it is.
    fn seen(&self, scan: &[f32; SCAN * SCAN], rng: &mut Rng) -> [f32; SIDE * SIDE] {
        let fine = FINE as f32;
        let miss = |rng: &mut Rng| rng.normal() * 0.4;
        let (left, top) = (self.corner.0 / fine + miss(rng), self.corner.1 / fine + miss(rng));
        let (width, height) = (self.cell.0 / fine + miss(rng), self.cell.1 / fine + miss(rng));
        picture(|x, y| between(scan, left + x * width, top + y * height))
    }

    fn lines(&self, canvas: &mut Canvas, rng: &mut Rng) {
        let ((x0, y0), (w, h)) = (self.corner, self.cell);
        let (x1, y1) = (x0 + w, y0 + h);
        let far = WIDE as f32 + 9.0;
        let tilt = rng.normal() * 0.3;
        // A box to the left, to the right, or alone.
        let (from, to) = match rng.below(8) {
            0 => (x0, x1),
            1..=3 => (-9.0, x1),
            4..=6 => (x0, far),
            _ => (-9.0, far),
        };
        let ink = if rng.chance(0.04) { 0.0 } else { self.print };
        for y in [y0, y1] {
            canvas.piece((from, y - tilt), (to, y + tilt), self.line, ink);
        }
        for x in [x0, x1] {
            canvas.piece((x + tilt, y0), (x - tilt, y1), self.line, ink);
        }
    }
}

fn digit(canvas: &mut Canvas, rng: &mut Rng, scene: &Scene, class: usize, column: f32) {
    let ways = DIGITS[class];
    let way = rng.below(ways.len());
    // The first ways of a one are mere bars.
    let hand = scene.hand(rng, class == 1, column);
    write(canvas, rng, ways[way], &hand);
}

/// A scribble through some points.
fn scribble(canvas: &mut Canvas, rng: &mut Rng, points: usize, scene: &Scene, ink: f32) {
    let wide = WIDE as f32;
    let path: Vec<(f32, f32)> =
        (0..points).map(|_| (rng.range(-0.2, 1.2) * wide, rng.range(-0.2, 1.2) * wide)).collect();
    canvas.line(&if rng.chance(0.7) { curve(&path) } else { path }, scene.pen, ink);
}

/// What is no digit.
fn other(canvas: &mut Canvas, rng: &mut Rng, scene: &Scene) {
    let (class, way) = (rng.below(10), rng.below(SIGNS.len()));
    match rng.below(6) {
        // Struck out.
        0 => {
            digit(canvas, rng, scene, class, 0.0);
            for _ in 0..=rng.below(3) {
                let hand = scene.hand(rng, false, 0.0);
                let (x, y) = (hand.centre.0, hand.centre.1);
                let (dx, dy) = (scene.cell.0 * rng.range(0.3, 0.7), rng.normal() * 14.0);
                canvas.piece((x - dx, y - dy), (x + dx, y + dy), scene.pen, scene.ink);
            }
        }
        // Writing that comes in from above or below, over a box.
        1 | 2 => {
            let down = rng.range(0.15, 0.6) * WIDE as f32;
            let down = if rng.chance(0.75) { down } else { WIDE as f32 - down };
            for _ in 0..=rng.below(3) {
                let mut hand = scene.hand(rng, false, 0.0);
                hand.centre = (rng.range(-0.1, 1.1) * WIDE as f32, down + rng.normal() * 3.0);
                let sign = SIGNS[rng.below(SIGNS.len())];
                let sign = if rng.chance(0.7) { sign } else { DIGITS[class][0] };
                write(canvas, rng, sign, &hand);
            }
        }
        3 => {
            let (points, ink) = (3 + rng.below(6), scene.ink);
            scribble(canvas, rng, points, scene, ink);
        }
        // Two digits in one box.
        4 if rng.chance(0.5) => {
            for side in [-0.22, 0.22] {
                let class = rng.below(10);
                let mut hand = scene.hand(rng, true, side);
                hand.size.0 *= 0.8;
                write(canvas, rng, DIGITS[class][0], &hand);
            }
        }
        _ => {
            let hand = scene.hand(rng, false, 0.0);
            write(canvas, rng, SIGNS[way], &hand);
        }
    }
}

/// What is around the box and does not count: digits of the next boxes, what shows through, ruling.
fn surroundings(canvas: &mut Canvas, rng: &mut Rng, scene: &Scene) {
    for column in [-1.0, 1.0] {
        if rng.chance(0.35) {
            let class = rng.below(10);
            digit(canvas, rng, scene, class, column);
        }
    }
    let wide = WIDE as f32;
    if rng.chance(0.12) {
        // The slash beside it.
        let x = if rng.chance(0.5) { rng.range(-6.0, 2.0) } else { rng.range(wide - 2.0, wide + 6.0) };
        canvas.piece((x + 6.0, wide * 0.15), (x - 6.0, wide * 0.9), 3.0, scene.print);
    }
    if rng.chance(0.2) {
        let ink = rng.range(0.08, 0.3) * scene.print;
        let y = rng.range(0.0, wide);
        canvas.piece((-9.0, y), (wide + 9.0, y), rng.range(1.0, 2.5), ink);
        if rng.chance(0.3) {
            let x = rng.range(0.0, wide);
            canvas.piece((x, -9.0), (x, wide + 9.0), rng.range(1.0, 2.5), ink);
        }
    }
    if rng.chance(0.06) {
        let x = rng.range(0.0, wide);
        canvas.piece((x, -9.0), (x, wide + 9.0), rng.range(1.0, 3.0), rng.range(20.0, 140.0));
    }
}

/// Faint strokes of the other side, behind everything.
fn bleed(canvas: &mut Canvas, rng: &mut Rng, scene: &Scene) {
    let ink = scene.ink * rng.range(0.03, 0.25);
    for _ in 0..=rng.below(3) {
        let points = 2 + rng.below(4);
        scribble(canvas, rng, points, scene, ink);
    }
    canvas.blurred(1 + rng.below(3));
}

/// One picture of a box.
pub(crate) fn sample(rng: &mut Rng) -> Sample {
    let scene = Scene::of(rng);
    let mut canvas = Canvas { dark: vec![0.0; WIDE * WIDE] };
    if rng.chance(0.2) {
        bleed(&mut canvas, rng, &scene);
    }
    scene.lines(&mut canvas, rng);
    surroundings(&mut canvas, rng, &scene);
    let class = match rng.unit() {
        p if p < 0.16 => EMPTY,
        p if p < 0.25 => OTHER,
        _ => rng.below(10),
    };
    match class {
        EMPTY => {}
        OTHER => other(&mut canvas, rng, &scene),
        _ => digit(&mut canvas, rng, &scene, class, 0.0),
    }
    let scan = scanned(canvas, &scene, rng);
    Sample { picture: scene.seen(&scan, rng), class }
}

/// Fainter, blurred, noisy, perhaps black and white; brought down to the net's pixels.
fn scanned(mut canvas: Canvas, scene: &Scene, rng: &mut Rng) -> [f32; SCAN * SCAN] {
    let faint = if rng.chance(0.2) { rng.range(0.3, 0.7) } else { 1.0 };
    match rng.below(10) {
        0..=3 => canvas.blurred(1),
        4 | 5 => canvas.blurred(2),
        _ => {}
    }
    let noise = rng.range(0.0, 14.0);
    for pixel in &mut canvas.dark {
        *pixel = *pixel * faint + (rng.unit() - 0.5) * 3.5 * noise;
    }
    if rng.chance(0.2) {
        let limit = rng.range(0.2, 0.6) * scene.ink * faint;
        for pixel in &mut canvas.dark {
            *pixel = if *pixel > limit { 255.0 } else { 0.0 };
        }
    }
    if rng.chance(0.08) {
        for _ in 0..rng.below(30) {
            let at = rng.below(WIDE * WIDE);
            canvas.dark[at] = 255.0;
        }
    }
    let mut out = [0.0; SCAN * SCAN];
    let soft = rng.range(0.0, 0.35);
    for (i, out) in out.iter_mut().enumerate() {
        let (x, y) = (i % SCAN * FINE, i / SCAN * FINE);
        let rows = (y..y + FINE).map(|y| canvas.dark[y * WIDE + x..y * WIDE + x + FINE].iter().sum::<f32>());
        *out = (rows.sum::<f32>() / (FINE * FINE) as f32).clamp(0.0, 255.0);
    }
    soften(&mut out, soft);
    out
}

/// The darkness between pixel centres; 0 outside.
fn between(scan: &[f32; SCAN * SCAN], x: f32, y: f32) -> f32 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let at = |dx: i32, dy: i32| {
        let (x, y) = (x.floor() as i32 + dx, y.floor() as i32 + dy);
        let inside = (0..SCAN as i32).contains(&x) && (0..SCAN as i32).contains(&y);
        if inside { scan[y as usize * SCAN + x as usize] } else { 0.0 }
    };
    (at(0, 0) * (1.0 - fx) + at(1, 0) * fx) * (1.0 - fy) + (at(0, 1) * (1.0 - fx) + at(1, 1) * fx) * fy
}

/// What resampling does: every pixel takes a share of its neighbours.
fn soften(picture: &mut [f32; SCAN * SCAN], share: f32) {
    let old = *picture;
    for (i, pixel) in picture.iter_mut().enumerate() {
        let (x, y) = (i % SCAN, i / SCAN);
        let at = |x: usize, y: usize| old[y.min(SCAN - 1) * SCAN + x.min(SCAN - 1)];
        let around =
            at(x.wrapping_sub(1).min(x), y) + at(x + 1, y) + at(x, y.wrapping_sub(1).min(y)) + at(x, y + 1);
        *pixel = old[i] * (1.0 - share) + around / 4.0 * share;
    }
}
