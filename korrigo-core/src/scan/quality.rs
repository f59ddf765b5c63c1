//! What makes a scan hard to read: too dark, too light, blurred, dotted, streaked, cut off, too coarse.
//!
//! Knows the pixels of a side and how finely it was scanned. Red is kept for what a marker really could
//! not read; a look that is only poor is amber. Knows nothing of what is written.

use super::findings::{Grade, Issue, IssueKind};
use super::plane::Histogram;
use super::ruling::Streak;
use super::view::Straight;
use crate::geometry::{NormalizedRect, Point};

/// Handwriting is read well from 150 dots per inch on, hardly below 90.
const FINE_DPI: f64 = 140.0;
const COARSE_DPI: f64 = 90.0;

/// What is wrong with a side, the worst first.
///
/// `dpi` is that of the scan's own image, when it has one; `streaks` are the lines of dirt that
/// [`super::ruling::streaks`] found. Takes time linear in the pixels.
pub(super) fn judge(straight: &Straight, dpi: Option<f64>, streaks: &[Streak]) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut add = |kind, grade, rect| {
        if grade > Grade::Green {
            issues.push(Issue { kind, grade, rect });
        }
    };
    let coarse = dpi.map_or(Grade::Green, |dpi| graded(-dpi, -FINE_DPI, -COARSE_DPI));
    add(IssueKind::LowResolution, coarse, None);
    if let Some(tone) = Tone::of(straight) {
        add(IssueKind::TooDark, tone.too_dark(), None);
        add(IssueKind::TooLight, tone.too_light(), None);
        add(IssueKind::Speckled, tone.speckled(), None);
        add(IssueKind::Blurred, tone.blurred(), None);
    }
    for streak in streaks {
        add(IssueKind::Streak, streak_grade(streak), streak_rect(straight, streak));
    }
    for (corner, rect) in cut_corners(straight) {
        add(IssueKind::CutCorner, corner, rect);
    }
    issues.sort_by_key(|issue| (std::cmp::Reverse(issue.grade), issue.kind));
    issues
}

/// Green below `amber`, red from `red` on.
fn graded(value: f64, amber: f64, red: f64) -> Grade {
    if value >= red {
        Grade::Red
    } else if value >= amber {
        Grade::Amber
    } else {
        Grade::Green
    }
}

/// The brightness of a side, away from its edges.
struct Tone {
    /// The level of the paper, of 255.
    paper: f64,
    /// Half of the tiles have paper darker than this.
    darkest_paper: f64,
    /// How dark the darkest strokes are against the paper: 0..=1.
    contrast: f64,
    /// Shares of the pixels that are ink, and lonely dark dots.
    ink: f64,
    dots: f64,
    /// The steepest step at the edges of strokes, against their darkness: 0..=1.
    steepness: f64,
}

impl Tone {
    fn of(straight: &Straight) -> Option<Self> {
        let (raw, even) = (&straight.raw, &straight.even);
        let margin = straight.mm(12.0) as usize;
        let (columns, rows) =
            (margin..raw.width.checked_sub(margin)?, margin..raw.height.checked_sub(margin)?);
        if columns.len() < 50 || rows.len() < 50 {
            return None;
        }
        let (mut levels, mut lightness) = (Histogram::new(), Histogram::new());
        let (mut dots, mut steps, mut falls) = (0u32, 0u64, 0u64);
        for y in rows.clone().step_by(2) {
            let line = |y: usize| even.row(y).get(columns.clone()).unwrap_or_default();
            let (above, row, below) = (line(y - 1), line(y), line(y + 1));
            levels.add(raw.row(y).get(columns.clone()).unwrap_or_default().iter().copied());
            lightness.add(row.iter().copied());
            for (around, (up, down)) in row.windows(3).zip(above.windows(3).zip(below.windows(3))) {
                let pixel = around[1];
                // Most pixels are paper.
                if pixel >= 235 {
                    continue;
                }
                let next = around[0].min(around[2]).min(up[1]).min(down[1]);
                dots += u32::from(next > pixel.saturating_add(14) && next > 240);
                if pixel < 150 {
                    let lightest = around[0].max(around[2]).max(up[1]).max(down[1]);
                    steps += u64::from(lightest - pixel.min(lightest));
                    falls += u64::from(255 - pixel);
                }
            }
        }
        let (levels, mut darkness) = (levels.counts(), lightness.counts());
        darkness.reverse();
        let all = levels.iter().sum::<u32>().max(1);
        let share =
            |counts: &[u32; 256], from: usize| f64::from(counts[from..].iter().sum::<u32>()) / f64::from(all);
        let quantile = |counts: &[u32; 256], part: f64| {
            let mut sum = 0;
            counts
                .iter()
                .position(|n| {
                    sum += n;
                    f64::from(sum) > part * f64::from(all)
                })
                .unwrap_or(255) as f64
        };
        Some(Self {
            paper: quantile(&levels, 0.75),
            darkest_paper: quantile(&levels, 0.3),
            contrast: quantile(&darkness, 0.9995) / 255.0,
            ink: share(&darkness, 100),
            dots: f64::from(dots) / f64::from(all),
            steepness: steps as f64 / falls.max(1) as f64,
        })
    }

    /// Paper that is grey all over, or black in large parts.
    fn too_dark(&self) -> Grade {
        graded(150.0 - self.paper, 0.0, 80.0).max(graded(self.ink, 0.25, 0.4)).max(graded(
            110.0 - self.darkest_paper,
            0.0,
            80.0,
        ))
    }

    /// There is something, and even its darkest part is pale. An empty side is not too light.
    fn too_light(&self) -> Grade {
        if self.contrast < 0.1 {
            Grade::Green
        } else {
            graded(0.36 - self.contrast, 0.0, 0.2).min(Grade::Amber)
        }
    }

    fn speckled(&self) -> Grade {
        graded(self.dots, 0.006, 0.06)
    }

    fn blurred(&self) -> Grade {
        // Too little ink to tell.
        if self.ink < 0.002 { Grade::Green } else { graded(0.2 - self.steepness, 0.0, 0.1) }
    }
}

/// A line that hides what lies under it is amber; it takes a wide one to hide a letter.
fn streak_grade(streak: &Streak) -> Grade {
    if streak.width > 12.0 {
        Grade::Red
    } else if streak.darkness > 20 {
        Grade::Amber
    } else {
        Grade::Green
    }
}

fn streak_rect(straight: &Straight, streak: &Streak) -> Option<NormalizedRect> {
    let ends = [streak.top, streak.bottom].map(|(x, y)| straight.to_normalized(Point::new(x, y)));
    let half = streak.width / 2.0 / straight.raw.width.max(1) as f64;
    let x0 = (ends[0].x.min(ends[1].x) - half).clamp(0.0, 1.0);
    let x1 = (ends[0].x.max(ends[1].x) + half).clamp(0.0, 1.0);
    let (y0, y1) = (ends[0].y.clamp(0.0, 1.0), ends[1].y.clamp(0.0, 1.0));
    NormalizedRect::new(x0, y0, x1 - x0, y1 - y0).ok()
}

/// Dark triangles in the corners, larger than the scanner's black edge beside them.
fn cut_corners(straight: &Straight) -> Vec<(Grade, Option<NormalizedRect>)> {
    let raw = &straight.raw;
    let reach = (straight.mm(35.0) as usize).min(raw.width / 3).min(raw.height / 3);
    let mut found = Vec::new();
    for (right, bottom) in [(false, false), (true, false), (true, true), (false, true)] {
        let at = |x: usize, y: usize| {
            let x = if right { raw.width - 1 - x } else { x };
            raw.at(x, if bottom { raw.height - 1 - y } else { y })
        };
        let size = corner_size(&at, reach);
        let millimetres = size as f64 / straight.mm(1.0);
        // Writing rarely begins closer than this to the corner.
        let grade = graded(millimetres, 9.0, f64::MAX);
        let (width, height) = (size as f64 / raw.width.max(1) as f64, size as f64 / raw.height.max(1) as f64);
        let (x, y) = (if right { 1.0 - width } else { 0.0 }, if bottom { 1.0 - height } else { 0.0 });
        found.push((grade, NormalizedRect::new(x, y, width, height).ok()));
    }
    found
}

/// How far the dark reaches along the diagonal from a corner, beyond what the edges beside it explain.
fn corner_size(at: &dyn Fn(usize, usize) -> u8, reach: usize) -> usize {
    const DARK: u8 = 90;
    let dark_run = |pixel: &dyn Fn(usize) -> u8| (0..reach).take_while(|i| pixel(*i) < DARK).count();
    let diagonal = dark_run(&|i| at(i, i));
    // The black beside the paper: as seen where the corner no longer reaches.
    let beside =
        dark_run(&|i| at(i, reach.saturating_sub(1))).max(dark_run(&|i| at(reach.saturating_sub(1), i)));
    if beside >= reach { 0 } else { (2 * diagonal.saturating_sub(beside)).min(reach) }
}

#[cfg(test)]
mod tests {
    use super::super::plane::Plane;
    use super::super::ruling;
    use super::*;

    /// Paper of this level with rows of strokes of that one.
    fn page(paper: u8, ink: u8) -> Plane {
        let (width, height) = (827, 1169);
        let stroke = |x: usize, y: usize| y % 40 < 12 && x % 9 < 2 && (80..740).contains(&x);
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let data = pixels.map(|(x, y)| if stroke(x, y) { ink } else { paper }).collect();
        Plane { width, height, data }
    }

    fn judged(plane: &Plane, dpi: f64) -> Vec<(IssueKind, Grade)> {
        let size = (plane.width.max(1) as f64 * 0.72, plane.height.max(1) as f64 * 0.72);
        let straight = Straight::new(plane, size, 100.0, 0.0);
        judge(&straight, Some(dpi), &ruling::streaks(&straight)).iter().map(|i| (i.kind, i.grade)).collect()
    }

    #[test]
    fn a_good_scan_has_no_issue() {
        assert_eq!(judged(&page(245, 40), 300.0), []);
        assert_eq!(judged(&page(245, 245), 300.0), []);
    }

    #[test]
    fn each_fault_is_named() {
        assert!(judged(&page(60, 20), 300.0).contains(&(IssueKind::TooDark, Grade::Red)));
        assert!(judged(&page(245, 190), 300.0).contains(&(IssueKind::TooLight, Grade::Amber)));
        assert_eq!(judged(&page(245, 40), 100.0), [(IssueKind::LowResolution, Grade::Amber)]);
        assert_eq!(judged(&page(245, 40), 72.0), [(IssueKind::LowResolution, Grade::Red)]);
        let mut dotted = page(245, 40);
        (0..dotted.data.len()).step_by(97).for_each(|i| dotted.data[i] = 90);
        assert!(judged(&dotted, 300.0).iter().any(|(kind, _)| *kind == IssueKind::Speckled));
        let mut folded = page(245, 40);
        (0..90).for_each(|y| folded.data[y * 827..y * 827 + 90 - y].fill(10));
        assert!(judged(&folded, 300.0).contains(&(IssueKind::CutCorner, Grade::Amber)));
    }

    #[test]
    fn the_worst_comes_first() {
        let issues = judged(&page(60, 20), 100.0);
        assert!(issues.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{issues:?}");
    }

    #[test]
    fn degenerate_sides_do_no_harm() {
        for (width, height) in [(0, 0), (1, 1), (3, 900), (900, 3)] {
            let plane = Plane { width, height, data: vec![9; width * height] };
            assert!(judged(&plane, 300.0).iter().all(|(kind, _)| *kind != IssueKind::LowResolution));
        }
    }
}
