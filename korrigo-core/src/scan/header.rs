//! The block to write one's name in: where it is printed, and whether somebody wrote in it.
//!
//! Knows what a header looks like: two long rows of cells at one pitch, a shorter one with a number and a
//! date, labels at the left, at the top of the page. Reads nothing.

use super::cells::Lattice;
use super::findings::{CellRow, Field, Header, HeaderKind};
use super::ground::Ground;
use super::signature::{HeaderSignature, Written};
use super::view::HalfView;
use super::written;
use crate::geometry::Rect;

/// Whether a header is printed on a page.
#[derive(Clone, Debug)]
pub(super) struct HeaderFinding {
    /// The probability that one is.
    pub(super) probability: f64,
    /// It, or what looks the most like one.
    pub(super) header: Option<Header>,
    /// The left and right end of a frame or box printed in it, in pixels of the view.
    pub(super) frame: Option<(f64, f64)>,
    /// Where its labels begin, in pixels of the view.
    pub(super) labels: f64,
}

/// The part of the page from its top that a header's cells may stand in.
const TOP: f64 = 0.45;

/// Looks for a header at the top of an upright page.
pub(super) fn find(view: &HalfView) -> HeaderFinding {
    let rows = (view.even.height as f64 * TOP) as usize;
    let top = view.even.crop((0, 0), (view.even.width, rows));
    let ground = Ground::new(&top, view.mm(1.0));
    let Some(lattice) = Lattice::find(&ground) else {
        return HeaderFinding { probability: 0.002, header: None, frame: None, labels: 0.0 };
    };
    let probability = probability(&ground, &lattice);
    let labels = label_start(&ground, &lattice);
    let (rect, frame) = block(view, &ground, &lattice, labels);
    HeaderFinding { probability, header: header(view, &lattice, &rect, probability), frame, labels }
}

/// How sure it is that a lattice is a header: a logistic regression over pages with and without one, typical
/// and hard; the pages without hold tables, grids, frames, answer cells and headers that show through.
fn probability(ground: &Ground, lattice: &Lattice) -> f64 {
    let fit = &lattice.fit;
    // Labels stand at the left: nothing more is gained further in.
    let left = (lattice.left / ground.mm).min(35.0) / 10.0;
    let top = (lattice.bottom / ground.mm).min(60.0) / 10.0;
    let count = lattice.count.min(18) as f64 / 10.0;
    let third = 5.65 * fit.number + 2.10 * fit.date - 3.13 * fit.mirrored;
    let rows = 2.27 * fit.teeth - 0.62 * fit.between + 2.78 * fit.floor - 3.70 * fit.gap;
    written::probability(rows + third + 3.39 * left - 1.60 * top + 1.03 * count - 16.0)
}

fn header(view: &HalfView, lattice: &Lattice, block: &Rect, sure: f64) -> Option<Header> {
    let edges = edges(lattice);
    let written = written::cells(&view.even, lattice, &edges.clone().map(|(_, row, edges)| (row, edges)));
    let mut signed: [Vec<Written>; 4] = Default::default();
    let mut rows = Vec::new();
    let seen = edges.iter().zip(&written).map(|((field, ..), seen)| (*field, seen.as_slice()));
    let filled = written::filled(&seen.collect::<Vec<_>>());
    for (((field, row, edges), written), signed) in edges.into_iter().zip(written).zip(&mut signed) {
        let written = written::in_text(field, &written);
        let mut cells = CellRow { field: Some(field), cells: Vec::new(), written: Vec::new() };
        for (x, probability) in edges.into_iter().zip(written) {
            let floor = lattice.floor(row, x + lattice.pitch / 2.0);
            let [x0, y0, x1, y1] = [x, floor - lattice.height, x + lattice.pitch, floor];
            // Edges run through the middle of pixels.
            let rect = Rect::new(x0 + 0.5, y0 + 0.5, x1 + 0.5, y1 + 0.5);
            if let Some(rect) = view.normalized(&rect) {
                cells.cells.push(rect);
                cells.written.push(probability);
            }
            signed.push(Written { edges: [x0, y0, x1, y1], probability });
        }
        if !cells.cells.is_empty() {
            rows.push(cells);
        }
    }
    let signature = if filled.value {
        // In a noisy picture upright strokes are everywhere, and the cells may be others.
        let clear = ((0.6 - lattice.fit.between) / 0.2).clamp(0.0, 1.0);
        HeaderSignature::new(&view.even, &signed, sure * filled.confidence * clear)
    } else {
        HeaderSignature::default()
    };
    let rect = view.normalized(block)?;
    Some(Header { rect, kind: HeaderKind::Cmen, rows, filled, signature })
}

/// What is asked for in each row, its index in the lattice and the left edges of its cells.
fn edges(lattice: &Lattice) -> [(Field, usize, Vec<f64>); 4] {
    let run = |count: usize| (0..count).map(|index| lattice.edge(index)).collect::<Vec<f64>>();
    let date = lattice.date.iter().flatten().zip([2usize, 2, 4]);
    let date = date.flat_map(|(start, cells)| (0..cells).map(move |i| start + lattice.pitch * i as f64));
    [
        (Field::LastName, 0, run(lattice.count)),
        (Field::FirstName, 1, run(lattice.count)),
        (Field::Number, 2, run(lattice.number)),
        (Field::BirthDate, 2, date.collect()),
    ]
}

/// The whole block: a frame printed around it, or what is usually printed around the cells; and the left and
/// right end of the frame, or of the box with the rules. Rather too large than too small: names are written
/// in it.
fn block(view: &HalfView, ground: &Ground, lattice: &Lattice, labels: f64) -> (Rect, Option<(f64, f64)>) {
    let mm = ground.mm;
    let width = view.even.width as f64;
    let top = lattice.floor(0, lattice.left) - lattice.height;
    let last = lattice.floor(2, lattice.left);
    let date_end = lattice.date.map_or(0.0, |[_, _, year]| year + 4.0 * lattice.pitch);
    let cells_end = lattice.edge(lattice.count).max(date_end);
    let usual = Rect::new(
        labels - 2.5 * mm,
        top - 5.0 * mm,
        (width - labels + 2.5 * mm).max(cells_end + 2.5 * mm),
        // With the box of rules.
        last + 39.0 * mm,
    );
    // The lowest box line: of the frame around everything, or of the box with the rules.
    let mut lines = (0..(52.0 * mm) as i32).rev().map(|dy| last + 3.0 * mm + f64::from(dy));
    let found = lines.find_map(|y| box_line(ground, lattice, y));
    let (rect, frame) = match found {
        Some((y, x0, x1)) => {
            let mut up = y - mm;
            while up > 0.0 && near_upright(ground, x0, up - 2.0 * mm, up) > 0.6 {
                up -= mm;
            }
            if up < top + mm {
                (Rect::new(x0, up.max(top - 15.0 * mm).min(usual.y0), x1, y), Some((x0, x1)))
            } else if y - up > 6.0 * mm {
                (Rect::new(x0 - 2.5 * mm, usual.y0, x1 + 2.5 * mm, y + 2.0 * mm), Some((x0, x1)))
            } else {
                (usual, None)
            }
        }
        None => (usual, None),
    };
    // Labels and cells stand inside, and a block in the middle of its page.
    let x0 = rect.x0.min(usual.x0);
    let x1 = rect.x1.max(cells_end + 2.5 * mm).max(width - rect.x0 - 3.0 * mm);
    let around = 0.6 * mm;
    (Rect::new(x0 - around, rect.y0 - around, x1 + around, rect.y1 + around), frame)
}

fn near_upright(ground: &Ground, x: f64, y0: f64, y1: f64) -> f64 {
    (-2..3).map(|dx| ground.upright(x + f64::from(dx), y0, y1)).fold(0.0, f64::max)
}

/// The ends of a level line at `y` (at the left edge of the cells) that has corners below an upright line
/// at both ends, and its y.
fn box_line(ground: &Ground, lattice: &Lattice, y: f64) -> Option<(f64, f64, f64)> {
    let mm = ground.mm;
    let piece = 4.0 * mm;
    let cover = |x: f64| ground.level(y + lattice.lean * (x - lattice.left), x, x + piece);
    let middle = ground.width as f64 / 2.0;
    let walk = |direction: f64| {
        let (mut x, mut misses, mut end) = (middle, 0, middle);
        while misses < 3 && x > 0.0 && x + piece < ground.width as f64 {
            if cover(x) > 0.6 {
                (misses, end) = (0, x);
            } else {
                misses += 1;
            }
            x += direction * piece;
        }
        end
    };
    if cover(middle) < 0.6 && cover(middle + piece) < 0.6 {
        return None;
    }
    let (left, right) = (walk(-1.0), walk(1.0) + piece);
    if right - left < 0.7 * ground.width as f64 {
        return None;
    }
    // The corner is where an upright line ends on this one, within a piece of the end.
    let corner = |from: f64| {
        let places = (0..(2.0 * piece) as i32).map(|dx| from + f64::from(dx));
        let best = places
            .map(|x| {
                let y = y + lattice.lean * (x - lattice.left);
                let (above, below) = (
                    ground.upright(x, y - 5.0 * mm, y - 0.5 * mm),
                    ground.upright(x, y + 0.7 * mm, y + 3.0 * mm),
                );
                (x, above - below)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 > 0.45).then_some(best.0)
    };
    let (x0, x1) = (corner(left - piece)?, corner(right - piece)?);
    // A block is printed in the middle of its page; what somebody frames in his writing is not.
    let aside = (x0 + x1 - ground.width as f64).abs();
    (aside < 16.0 * mm && x1 > lattice.edge(lattice.count) - 3.0 * mm).then_some((y, x0, x1))
}

/// Where the labels at the left of the rows begin.
fn label_start(ground: &Ground, lattice: &Lattice) -> f64 {
    let mm = ground.mm;
    let (y0, y1) = (lattice.floor(0, lattice.left) - lattice.height, lattice.floor(2, lattice.left));
    let ink = |x: f64| ground.upright(x, y0, y1) * (y1 - y0) >= 3.0;
    let (mut x, mut start) = (lattice.left - 2.0 * mm, lattice.left);
    while x > 2.0 * mm && start - x < 12.0 * mm && lattice.left - x < 60.0 * mm {
        if ink(x) {
            start = x;
        }
        x -= 1.0;
    }
    if start < lattice.left { start } else { (lattice.left - 36.0 * mm).max(2.5 * mm) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Half;
    use crate::scan::plane::Plane;
    use proptest::prelude::*;

    const DPI: f64 = 100.0;
    const MM: f64 = DPI / 25.4;

    /// A page to draw on with ink of any width: coverage of a pixel becomes darkness.
    struct Paper {
        ink: Vec<f64>,
        width: usize,
        height: usize,
        /// Degrees clockwise that everything is turned by, about the middle of the page.
        skew: f64,
    }

    impl Paper {
        fn new(skew: f64) -> Self {
            let (width, height) = (827, 1169);
            Self { ink: vec![0.0; width * height], width, height, skew }
        }

        fn turned(&self, (x, y): (f64, f64)) -> (f64, f64) {
            let (sin, cos) = self.skew.to_radians().sin_cos();
            let (dx, dy) = (x - 105.0, y - 148.5);
            (105.0 + cos * dx - sin * dy, 148.5 + sin * dx + cos * dy)
        }

        /// A line in millimetres, `thick` wide, its darkness 0..=1.
        fn line(&mut self, from: (f64, f64), to: (f64, f64), thick: f64, dark: f64) {
            let (a, b) = (self.turned(from), self.turned(to));
            let length = (b.0 - a.0).hypot(b.1 - a.1).max(1e-9);
            let (ux, uy) = ((b.0 - a.0) / length, (b.1 - a.1) / length);
            let reach = thick / 2.0 + 0.3;
            let bound = |p: f64, q: f64, end: usize| {
                let from = ((p.min(q) - reach) * MM).floor().max(0.0) as usize;
                from..(((p.max(q) + reach) * MM).ceil().max(0.0) as usize).min(end)
            };
            for y in bound(a.1, b.1, self.height) {
                for x in bound(a.0, b.0, self.width) {
                    let (px, py) = ((x as f64 + 0.5) / MM - a.0, (y as f64 + 0.5) / MM - a.1);
                    let (along, across) = (px * ux + py * uy, (py * ux - px * uy).abs());
                    // How much of a pixel's width lies on the line.
                    let pixel = 1.0 / MM;
                    let cover =
                        ((thick / 2.0 + pixel / 2.0 - across) / pixel).clamp(0.0, thick.min(pixel) / pixel);
                    let on_it = (-pixel / 2.0..length + pixel / 2.0).contains(&along);
                    if let (true, Some(ink)) = (on_it, self.ink.get_mut(y * self.width + x)) {
                        *ink = ink.max(cover * dark);
                    }
                }
            }
        }

        fn view(&self) -> HalfView {
            let data: Vec<u8> = self.ink.iter().map(|ink| (250.0 - 235.0 * ink.min(1.0)) as u8).collect();
            let plane = Plane { width: self.width, height: self.height, data };
            HalfView { half: Half::Whole, even: plane, dpi: DPI, skew_deg: 0.0 }
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Style {
        Joined,
        Separate,
        Comb,
    }

    #[derive(Clone, Debug)]
    struct Form {
        style: Style,
        left: f64,
        top: f64,
        pitch: f64,
        high: f64,
        gap: f64,
        count: usize,
        dark: f64,
        skew: f64,
        ruled: bool,
    }

    /// The left edges of the cells of the four rows with the top of each, in millimetres.
    fn cells(form: &Form) -> [(f64, Vec<f64>); 4] {
        let run = |x: f64, count: usize| (0..count).map(|i| x + form.pitch * i as f64).collect::<Vec<f64>>();
        let top = |row: f64| form.top + row * (form.high + form.gap);
        let date = form.left + 11.0 * form.pitch + 18.0;
        let mut dates = run(date, 2);
        dates.extend(run(date + 2.0 * form.pitch + 2.6, 2));
        dates.extend(run(date + 4.0 * form.pitch + 5.2, 4));
        [
            (top(0.0), run(form.left, form.count)),
            (top(1.0), run(form.left, form.count)),
            (top(2.0), run(form.left, 11)),
            (top(2.0), dates),
        ]
    }

    fn draw_header(paper: &mut Paper, form: &Form) {
        let (dark, pitch, high) = (form.dark, form.pitch, form.high);
        for (y, edges) in cells(form) {
            for x in edges {
                let (x0, x1) =
                    if form.style == Style::Separate { (x + 0.35, x + pitch - 0.35) } else { (x, x + pitch) };
                let up = if form.style == Style::Comb { y + 0.45 * high } else { y };
                paper.line((x0, y + high), (x1, y + high), 0.25, dark);
                paper.line((x0, up), (x0, y + high), 0.25, dark);
                paper.line((x1, up), (x1, y + high), 0.25, dark);
                if form.style != Style::Comb {
                    paper.line((x0, y), (x1, y), 0.25, dark);
                }
            }
            // A label: upright strokes of different heights.
            for stroke in 0..14 {
                let x = 9.0 + 1.6 * f64::from(stroke);
                paper.line((x, y + 1.5 + 0.4 * f64::from(stroke % 3)), (x, y + 4.0), 0.35, dark);
            }
        }
        let below = form.top + 3.0 * (form.high + form.gap) + 20.0;
        rectangle(paper, (9.0, below), (192.0, 17.0), 0.25, dark);
        if form.ruled {
            for line in 0..140 {
                let y = 1.0 + 2.0 * f64::from(line);
                paper.line((0.0, y), (210.0, y), 0.12, 0.12);
            }
            for line in 0..27 {
                let x = 1.0 + 8.0 * f64::from(line);
                paper.line((x, 0.0), (x, 297.0), 0.12, 0.15);
            }
        }
    }

    fn rectangle(paper: &mut Paper, (x, y): (f64, f64), (w, h): (f64, f64), thick: f64, dark: f64) {
        paper.line((x, y), (x + w, y), thick, dark);
        paper.line((x, y + h), (x + w, y + h), thick, dark);
        paper.line((x, y), (x, y + h), thick, dark);
        paper.line((x + w, y), (x + w, y + h), thick, dark);
    }

    /// Writes a mark into a cell that depends on the letter.
    fn write(paper: &mut Paper, form: &Form, (x, y): (f64, f64), letter: usize) {
        let point = |k: usize| {
            let (u, v) = ((k * 7 % 5) as f64 / 5.0, (k * 11 % 7) as f64 / 7.0);
            (x + 1.2 + u * (form.pitch - 2.4), y + 1.2 + v * (form.high - 2.4))
        };
        for stroke in 0..3 {
            paper.line(point(letter * 3 + stroke), point(letter * 5 + stroke * 2 + 1), 0.5, 0.9);
        }
    }

    fn fill(paper: &mut Paper, form: &Form, name: &[usize]) {
        let rows = cells(form);
        for (row, (y, edges)) in rows.iter().enumerate() {
            let letters: Vec<usize> = if row == 3 {
                (0..8).map(|i| name[0] + i * 3).collect()
            } else {
                name.iter().map(|l| l + row).collect()
            };
            for (x, letter) in edges.iter().zip(letters) {
                write(paper, form, (*x, *y), letter);
            }
        }
    }

    fn form() -> impl Strategy<Value = Form> {
        let style = prop_oneof![Just(Style::Joined), Just(Style::Separate), Just(Style::Comb)];
        let cell = (5.5..6.3f64, 6.0..7.5f64, 2.0..3.0f64, 20usize..26);
        (style, 40.0..46.0f64, 12.0..30.0f64, cell, 0.35..1.0f64, -0.2..0.2f64).prop_map(
            |(style, left, top, (pitch, high, gap, count), dark, skew)| {
                let pitch = pitch.min((205.0 - left) / count as f64).min((205.0 - left - 23.2) / 19.0);
                Form { style, left, top, pitch, high, gap, count, dark, skew, ruled: false }
            },
        )
    }

    fn check(form: &Form) {
        let mut paper = Paper::new(form.skew);
        draw_header(&mut paper, form);
        let view = paper.view();
        let found = find(&view);
        assert!(found.probability > 0.9, "{form:?}: {}", found.probability);
        let header = found.header.unwrap();
        assert_eq!(header.rows.len(), 4, "{form:?}");
        let truth = cells(form);
        for (row, (y, edges)) in header.rows.iter().zip(&truth) {
            assert_eq!(row.cells.len(), edges.len(), "{form:?}: {:?}", row.field);
            for (cell, x) in row.cells.iter().zip(edges) {
                let (cx, cy) = paper.turned((x + form.pitch / 2.0, y + form.high / 2.0));
                let dx = (cell.x() + cell.w() / 2.0) * 827.0 / MM - cx;
                let dy = (cell.y() + cell.h() / 2.0) * 1169.0 / MM - cy;
                assert!(dx.abs() < 0.7 && dy.abs() < 0.7, "{form:?}: {dx} {dy} in {:?}", row.field);
                assert!(
                    (cell.h() * 1169.0 / MM - form.high).abs() < 0.9,
                    "{form:?}: {}",
                    cell.h() * 1169.0 / MM
                );
            }
        }
        assert!(!header.filled.value, "{form:?}: nobody wrote");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_printed_header_is_found_with_its_cells(form in form()) {
            check(&form);
        }

        #[test]
        fn what_is_no_header_is_not_found(kind in 0..5, x in 12.0..25.0f64, y in 8.0..40.0f64, cells in 3usize..11) {
            let mut paper = Paper::new(0.1);
            match kind {
                // Rows of answer cells.
                0 => {
                    for row in 0..3 {
                        for cell in 0..cells {
                            let corner = (x + 6.5 * cell as f64, y + 11.0 * f64::from(row));
                            rectangle(&mut paper, corner, (6.5, 7.0), 0.25, 0.9);
                        }
                    }
                }
                // Squared and millimetre paper.
                1 | 2 => {
                    let pitch = if kind == 1 { 5.0 } else { 1.0 };
                    for line in 0..(200.0 / pitch) as u32 {
                        let at = 2.0 + pitch * f64::from(line);
                        paper.line((at, y), (at, 290.0), 0.15, 0.5);
                        paper.line((2.0, y + at), (205.0, y + at), 0.15, 0.5);
                    }
                }
                // A table.
                3 => {
                    for row in 0..5 {
                        for cell in 0..cells {
                            let wide = 170.0 / cells as f64;
                            let corner = (x + wide * cell as f64, y + 9.0 * f64::from(row));
                            rectangle(&mut paper, corner, (wide, 9.0), 0.35, 0.9);
                        }
                    }
                }
                // Frames in each other.
                _ => {
                    for row in 0..4 {
                        rectangle(&mut paper, (x, y + 12.0 * f64::from(row)), (160.0, 10.0), 0.3, 0.9);
                    }
                }
            }
            let found = find(&paper.view());
            prop_assert!(found.probability < 0.3, "{}", found.probability);
        }

        #[test]
        fn any_pixels_are_looked_at(width in 0usize..90, height in 0usize..90, seed in any::<u64>(), dpi in 20.0..200.0f64) {
            let mut state = seed | 1;
            let data = (0..width * height)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 56) as u8
                })
                .collect();
            let plane = Plane { width, height, data };
            let view = HalfView { half: Half::Whole, even: plane, dpi, skew_deg: 0.0 };
            let found = find(&view);
            prop_assert!(found.probability > 0.0 && found.probability < 1.0);
        }
    }

    fn plain(style: Style) -> Form {
        Form {
            style,
            left: 44.0,
            top: 18.0,
            pitch: 6.2,
            high: 6.8,
            gap: 2.4,
            count: 24,
            dark: 0.8,
            skew: 0.0,
            ruled: false,
        }
    }

    #[test]
    fn ruling_behind_a_header_changes_nothing() {
        for style in [Style::Joined, Style::Comb] {
            check(&Form { ruled: true, dark: 1.0, ..plain(style) });
        }
    }

    #[test]
    fn a_header_upside_down_or_seen_from_behind_is_none() {
        let mut paper = Paper::new(0.0);
        let form = plain(Style::Joined);
        draw_header(&mut paper, &form);
        let view = paper.view();
        let mut turned = view.clone();
        turned.even = view.even.half_turn();
        assert!(find(&turned).probability < 0.1);
        let mut behind = view;
        for row in behind.even.data.chunks_exact_mut(827) {
            row.reverse();
        }
        assert!(find(&behind).probability < 0.5, "{}", find(&behind).probability);
    }

    #[test]
    fn writing_is_seen_cell_by_cell_and_what_lies_across_is_none() {
        let form = plain(Style::Joined);
        let mut paper = Paper::new(0.1);
        draw_header(&mut paper, &form);
        let mut crossed = Paper { ink: paper.ink.clone(), ..Paper::new(0.1) };
        fill(&mut paper, &form, &[1, 2, 3, 4, 5, 6, 8]);
        let header = find(&paper.view()).header.unwrap();
        assert!(header.filled.value && header.filled.confidence > 0.9);
        for row in header.rows.iter().take(3) {
            let seen: Vec<bool> = row.written.iter().map(|p| *p > 0.5).collect();
            let truth: Vec<bool> = (0..row.cells.len()).map(|index| index < 7).collect();
            assert_eq!(seen, truth, "{:?}", row.field);
        }
        for k in 0..3 {
            let y = 14.0 + 9.0 * f64::from(k);
            crossed.line((30.0 + 4.0 * y, y), (190.0 - 2.0 * y, y + 9.0), 0.5, 0.9);
        }
        assert!(!find(&crossed.view()).header.unwrap().filled.value, "a scribble is no name");
    }

    #[test]
    fn the_same_letters_are_alike_and_others_are_not() {
        let form = plain(Style::Joined);
        let signed = |name: &[usize], skew: f64| {
            let mut paper = Paper::new(skew);
            draw_header(&mut paper, &form);
            fill(&mut paper, &form, name);
            find(&paper.view()).header.unwrap().signature
        };
        let (one, again) = (signed(&[1, 2, 3, 4, 5, 6, 8], 0.0), signed(&[1, 2, 3, 4, 5, 6, 8], 0.15));
        let other = signed(&[12, 9, 4, 13, 11], 0.0);
        assert!(one.likeness(&again) > 2.0, "{}", one.likeness(&again));
        assert!(one.likeness(&other) < -2.0, "{}", one.likeness(&other));
        assert_eq!(one.likeness(&other), other.likeness(&one));
        assert_eq!(one.likeness(&HeaderSignature::default()), 0.0);
        let mut paper = Paper::new(0.0);
        draw_header(&mut paper, &form);
        let empty = find(&paper.view()).header.unwrap().signature;
        assert_eq!(one.likeness(&empty), 0.0);
        assert_eq!(format!("{one:?}"), "HeaderSignature(..)");
    }
}
