//! How dark a part of a page is against the paper around it, and what of that is strokes.
//!
//! Knows grey pixels, straight lines and connected strokes. Evens out light and shadows by the lightest of what is
//! near. Knows nothing of pages, headers or what is written.

/// How dark pixels are: 0 is paper, 255 is black. Rows from the top, without padding.
#[derive(Clone)]
pub(super) struct Darkness {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<u8>,
}

/// Connected pixels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stroke {
    pub(super) area: usize,
    /// The longer side of its box.
    pub(super) length: usize,
    /// Its darkest pixel.
    pub(super) peak: u8,
}

/// Strokes, and for every pixel the place of its stroke among them, from 1; 0 for none.
pub(super) struct Strokes {
    pub(super) all: Vec<Stroke>,
    pub(super) of_pixel: Vec<u32>,
}

/// The sides of a block of which the lightest pixels are taken for paper: at 150 dots per inch 2.7 mm.
const BLOCK: usize = 16;

/// Paper is not darker: what is, is the scanner's lid.
const DARKEST_PAPER: f32 = 60.0;

/// No letter has a straight stroke of so many pixels: 5 mm at 150 dots per inch.
const LINE: usize = 31;

impl Darkness {
    /// Of grey pixels, 0 for black.
    pub(super) fn of_grey(width: usize, height: usize, grey: &[u8]) -> Self {
        let (across, down) = (width.div_ceil(BLOCK).max(1), height.div_ceil(BLOCK).max(1));
        let mut blocks = Vec::with_capacity(across * down);
        for (row, column) in (0..down).flat_map(|row| (0..across).map(move |column| (row, column))) {
            let rows = grey.chunks_exact(width.max(1)).skip(row * BLOCK).take(BLOCK);
            let pixels = rows.flat_map(|row| row.iter().skip(column * BLOCK).take(BLOCK));
            blocks.push(light(pixels.copied()));
        }
        let blocks = Self { width: across, height: down, data: blocks }.window((5, 5), u8::max);
        let ground: Vec<f32> = (0..across * down).map(|at| blocks.mean(at % across, at / across)).collect();
        let at = |x: usize, y: usize| ground.get(y.min(down - 1) * across + x.min(across - 1)).copied();
        let mut data = Vec::with_capacity(grey.len());
        for (y, row) in grey.chunks_exact(width.max(1)).enumerate() {
            let (top, below) = between(y);
            for (x, pixel) in row.iter().enumerate() {
                let (left, right) = between(x);
                let corner = |x, y| at(x, y).unwrap_or(255.0);
                let upper = corner(left, top) * (1.0 - right) + corner(left + 1, top) * right;
                let lower = corner(left, top + 1) * (1.0 - right) + corner(left + 1, top + 1) * right;
                let paper = (upper * (1.0 - below) + lower * below).max(DARKEST_PAPER);
                data.push(((paper - f32::from(*pixel)).max(0.0) * 255.0 / paper) as u8);
            }
        }
        Self { width, height, data }
    }

    /// Without straight lines along its sides: ruling, frames, boxes.
    pub(super) fn without_lines(&self) -> Self {
        let across = self.closed((1, 3)).opened((LINE, 1));
        let down = self.closed((3, 1)).opened((1, LINE));
        let either = across.data.iter().zip(&down.data).map(|(one, other)| *one.max(other)).collect();
        let lines = Self { data: either, ..*self }.window((3, 3), u8::max);
        let data = self.data.iter().zip(&lines.data).map(|(all, line)| all.saturating_sub(*line)).collect();
        Self { data, ..*self }
    }

    /// 255 where `is` says so, else 0.
    pub(super) fn where_so(&self, is: impl Fn(usize, u8) -> bool) -> Self {
        let data = self.data.iter().enumerate().map(|(at, dark)| if is(at, *dark) { 255 } else { 0 });
        Self { data: data.collect(), ..*self }
    }

    /// The darkest of the pixels of a window around each, of so many columns and rows.
    pub(super) fn spread(&self, window: (usize, usize)) -> Self {
        self.window(window, u8::max)
    }

    /// So far to the right and down; 0 comes in.
    pub(super) fn shifted(&self, (right, down): (i32, i32)) -> Self {
        let mut data = vec![0; self.data.len()];
        let columns = self.width.max(1);
        for (at, dark) in self.data.iter().enumerate() {
            let x = (at % columns).checked_add_signed(right as isize).filter(|x| *x < self.width);
            let y = (at / columns).checked_add_signed(down as isize).filter(|y| *y < self.height);
            if let (Some(x), Some(y)) = (x, y)
                && let Some(place) = data.get_mut(y * columns + x)
            {
                *place = *dark;
            }
        }
        Self { data, ..*self }
    }

    /// The median, and how far from it half of the pixels lie.
    pub(super) fn grain(&self) -> (u8, f32) {
        let median = |counts: &[usize; 256]| {
            let mut below = 0;
            let found = counts.iter().position(|count| {
                below += count;
                2 * below > self.data.len()
            });
            found.unwrap_or(0) as u8
        };
        let (mut counts, mut away) = ([0; 256], [0; 256]);
        self.data.iter().for_each(|dark| counts[usize::from(*dark)] += 1);
        let middle = median(&counts);
        self.data.iter().for_each(|dark| away[usize::from(dark.abs_diff(middle))] += 1);
        (middle, f32::from(median(&away)))
    }

    /// The strokes of pixels darker than this.
    pub(super) fn strokes(&self, darker_than: u8) -> Strokes {
        let mut strokes = Strokes { all: Vec::new(), of_pixel: vec![0; self.data.len()] };
        let mut waiting = Vec::new();
        for start in 0..self.data.len() {
            let is_new = strokes.of_pixel.get(start) == Some(&0);
            if !is_new || self.data.get(start).is_none_or(|dark| *dark <= darker_than) {
                continue;
            }
            let name = strokes.all.len() as u32 + 1;
            let mut stroke = Stroke::default();
            let (mut low, mut high) = ((usize::MAX, usize::MAX), (0, 0));
            waiting.push(start);
            while let Some(at) = waiting.pop() {
                let (Some(of_pixel), Some(dark)) = (strokes.of_pixel.get_mut(at), self.data.get(at)) else {
                    continue;
                };
                if *of_pixel != 0 || *dark <= darker_than {
                    continue;
                }
                *of_pixel = name;
                let (x, y) = (at % self.width, at / self.width);
                low = (low.0.min(x), low.1.min(y));
                high = (high.0.max(x), high.1.max(y));
                stroke.area += 1;
                stroke.peak = stroke.peak.max(*dark);
                for (dx, dy) in AROUND {
                    let x = x.checked_add_signed(dx).filter(|x| *x < self.width);
                    if let (Some(x), Some(y)) = (x, y.checked_add_signed(dy)) {
                        waiting.push(y * self.width + x);
                    }
                }
            }
            stroke.length = (high.0 - low.0).max(high.1 - low.1) + 1;
            strokes.all.push(stroke);
        }
        strokes
    }

    fn opened(&self, window: (usize, usize)) -> Self {
        self.window(window, u8::min).window(window, u8::max)
    }

    fn closed(&self, window: (usize, usize)) -> Self {
        self.window(window, u8::max).window(window, u8::min)
    }

    /// What `pick` takes of the window around each pixel; beyond the edge there is nothing to take.
    fn window(&self, (columns, rows): (usize, usize), pick: fn(u8, u8) -> u8) -> Self {
        let along = |plane: &Self, length: usize| {
            let mut out = plane.clone();
            if length > 1 {
                let mut line = Vec::new();
                for row in out.data.chunks_exact_mut(plane.width.max(1)) {
                    pick_along(row, length, pick, &mut line);
                }
            }
            out
        };
        let across = along(self, columns);
        if rows > 1 { along(&across.turned(), rows).turned() } else { across }
    }

    /// Columns as rows.
    fn turned(&self) -> Self {
        let columns = self.width.max(1);
        let column = |x: usize| self.data.iter().skip(x).step_by(columns).copied();
        Self { width: self.height, height: self.width, data: (0..self.width).flat_map(column).collect() }
    }

    /// The mean of a pixel and those around it.
    fn mean(&self, x: usize, y: usize) -> f32 {
        let around = |at: usize, end: usize| at.saturating_sub(1)..(at + 2).min(end);
        let places = around(y, self.height).flat_map(|y| around(x, self.width).map(move |x| (x, y)));
        let values = places.filter_map(|(x, y)| self.data.get(y * self.width + x));
        let (sum, count) = values.fold((0.0, 0.0_f32), |(sum, n), value| (sum + f32::from(*value), n + 1.0));
        sum / count.max(1.0)
    }
}

const AROUND: [(isize, isize); 8] = [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)];

/// The block before a pixel, and how near to the next one it is.
fn between(pixel: usize) -> (usize, f32) {
    let place = ((pixel as f32 + 0.5) / BLOCK as f32 - 0.5).max(0.0);
    (place as usize, place.fract())
}

/// What seven of eight pixels are no lighter than.
fn light(pixels: impl Iterator<Item = u8>) -> u8 {
    let mut counts = [0_usize; 256];
    pixels.for_each(|pixel| counts[usize::from(pixel)] += 1);
    let all: usize = counts.iter().sum();
    let mut below = 0;
    let found = counts.iter().position(|count| {
        below += count;
        8 * below > 7 * all
    });
    found.unwrap_or(255) as u8
}

/// What `pick` takes of a window along a row: windows of twice the length each time.
fn pick_along(row: &mut [u8], length: usize, pick: fn(u8, u8) -> u8, line: &mut Vec<u8>) {
    let nothing = if pick(0, 255) == 0 { 255 } else { 0 };
    let before = (length - 1) / 2;
    line.clear();
    line.resize(before, nothing);
    line.extend_from_slice(row);
    line.resize(line.len() + length, nothing);
    let mut join = |by: usize| {
        for at in 0..line.len() - by {
            line[at] = pick(line[at], line[at + by]);
        }
    };
    let mut have = 1;
    while 2 * have <= length {
        join(have);
        have *= 2;
    }
    if have < length {
        join(length - have);
    }
    row.iter_mut().zip(line.iter()).for_each(|(out, picked)| *out = *picked);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grey paper under a light that falls off, with black rectangles: left, top, width, height.
    fn paper(marks: &[[usize; 4]]) -> Darkness {
        let (width, height) = (200, 120);
        let pixel = |at: usize| {
            let (x, y) = (at % width, at / width);
            let dark =
                marks.iter().any(|[x0, y0, w, h]| (*x0..x0 + w).contains(&x) && (*y0..y0 + h).contains(&y));
            if dark { 20 } else { 220 - (x / 4) as u8 }
        };
        let grey: Vec<u8> = (0..width * height).map(pixel).collect();
        Darkness::of_grey(width, height, &grey)
    }

    #[test]
    fn paper_is_white_in_any_light_and_ink_is_dark() {
        let seen = paper(&[[50, 40, 3, 12]]);
        assert!(seen.data.iter().filter(|dark| **dark > 20).count() == 36);
        assert!(seen.data[45 * 200 + 51] > 200);
    }

    #[test]
    fn paper_is_white_up_to_its_edges() {
        // Whole blocks, under a light that falls off to the right.
        let (width, height) = (192, 96);
        let grey: Vec<u8> = (0..width * height).map(|at| 220 - (at % width / 8) as u8).collect();
        let seen = Darkness::of_grey(width, height, &grey);
        let darkest = seen.data.iter().max().copied();
        assert!(darkest < Some(13), "{darkest:?}");
    }

    #[test]
    fn grain_is_the_median_and_how_far_half_lies_from_it() {
        let plane = Darkness { width: 3, height: 3, data: vec![200, 4, 12, 7, 10, 1, 20, 9, 13] };
        assert_eq!(plane.grain(), (10, 3.0));
    }

    #[test]
    fn lines_go_and_letters_stay() {
        let bare = paper(&[[10, 20, 150, 2], [100, 5, 2, 100], [50, 60, 3, 12]]).without_lines();
        let left: Vec<usize> = (0..bare.data.len()).filter(|at| bare.data[*at] > 60).collect();
        assert!(left.iter().all(|at| (50..53).contains(&(at % 200)) && (60..72).contains(&(at / 200))));
        assert_eq!(left.len(), 36);
    }

    #[test]
    fn strokes_are_told_apart_and_measured() {
        let strokes = paper(&[[10, 10, 2, 9], [12, 19, 6, 2], [40, 40, 3, 3]]).strokes(60);
        let sizes: Vec<(usize, usize)> = strokes.all.iter().map(|one| (one.area, one.length)).collect();
        assert_eq!(sizes, [(30, 11), (9, 3)]);
        assert_eq!(strokes.of_pixel.iter().filter(|name| **name == 2).count(), 9);
    }

    #[test]
    fn windows_take_what_is_around() {
        let one = Darkness { width: 9, height: 5, data: vec![0; 45] }.where_so(|at, _| at == 2 * 9 + 4);
        let wide = one.spread((5, 3));
        let expected = |at: usize| (2..7).contains(&(at % 9)) && (1..4).contains(&(at / 9));
        assert!((0..45).all(|at| (wide.data[at] == 255) == expected(at)));
        assert!(
            wide.opened((5, 1)).data == wide.data && wide.opened((6, 1)).data.iter().all(|dark| *dark == 0)
        );
        assert_eq!(one.shifted((-4, 2)).data.iter().position(|dark| *dark > 0), Some(4 * 9));
    }
}
