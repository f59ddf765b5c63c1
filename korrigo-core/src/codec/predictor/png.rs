//! PNG's five row filters, both ways, and the choice among them.
//!
//! PNG (third edition), clause 9: bytes are filtered against the byte of the pixel to the left (`a`),
//! above (`b`) and above left (`c`); pixels under a byte count as one byte.

/// A row filter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Filter {
    None = 0,
    Sub = 1,
    Up = 2,
    Average = 3,
    Paeth = 4,
}

/// All filters, by tag.
pub(crate) const FILTERS: [Filter; 5] =
    [Filter::None, Filter::Sub, Filter::Up, Filter::Average, Filter::Paeth];

impl Filter {
    /// The filter of a tag; `None` for a tag that PNG does not have.
    pub(crate) fn from_tag(tag: u8) -> Self {
        FILTERS.get(usize::from(tag)).copied().unwrap_or(Self::None)
    }
}

/// Undoes one row. `above` may be longer than the row.
pub(super) fn unfilter_row(filter: Filter, row: &mut [u8], above: &[u8], pixel_bits: usize) {
    // The distance to the pixel on the left as a constant: most of the speed lies there.
    match pixel_bits.div_ceil(8) {
        1 => unfilter(filter, row, above, 1),
        2 => unfilter(filter, row, above, 2),
        3 => unfilter(filter, row, above, 3),
        4 => unfilter(filter, row, above, 4),
        6 => unfilter(filter, row, above, 6),
        8 => unfilter(filter, row, above, 8),
        step => unfilter(filter, row, above, step),
    }
}

#[expect(clippy::inline_always, reason = "each call has its own constant step")]
#[inline(always)]
fn unfilter(filter: Filter, row: &mut [u8], above: &[u8], step: usize) {
    let size = row.len().min(above.len());
    let (row, above) = (&mut row[..size], &above[..size]);
    let head = step.min(size);
    match filter {
        Filter::None => {}
        Filter::Up => row.iter_mut().zip(above).for_each(|(x, b)| *x = x.wrapping_add(*b)),
        Filter::Sub => {
            for i in head..size {
                row[i] = row[i].wrapping_add(row[i - step]);
            }
        }
        Filter::Average => {
            for i in 0..head {
                row[i] = row[i].wrapping_add(above[i] / 2);
            }
            for i in head..size {
                row[i] = row[i].wrapping_add(average(row[i - step], above[i]));
            }
        }
        Filter::Paeth => {
            for i in 0..head {
                row[i] = row[i].wrapping_add(above[i]);
            }
            for i in head..size {
                row[i] = row[i].wrapping_add(paeth(row[i - step], above[i], above[i - step]));
            }
        }
    }
}

/// Appends the tag and the filtered row. `above` is as long as the row.
pub(crate) fn filter_row(filter: Filter, row: &[u8], above: &[u8], pixel_bits: usize, out: &mut Vec<u8>) {
    out.push(filter as u8);
    let step = pixel_bits.div_ceil(8).min(row.len());
    let above = above.get(..row.len()).unwrap_or(row);
    let (head, tail) = row.split_at(step);
    let (head_above, tail_above) = above.split_at(step);
    let neighbours = tail.iter().zip(row).zip(tail_above).zip(above);
    match filter {
        Filter::None => out.extend_from_slice(row),
        Filter::Up => out.extend(row.iter().zip(above).map(|(x, b)| x.wrapping_sub(*b))),
        Filter::Sub => {
            out.extend_from_slice(head);
            out.extend(tail.iter().zip(row).map(|(x, a)| x.wrapping_sub(*a)));
        }
        Filter::Average => {
            out.extend(head.iter().zip(head_above).map(|(x, b)| x.wrapping_sub(b / 2)));
            out.extend(neighbours.map(|(((x, a), b), _)| x.wrapping_sub(average(*a, *b))));
        }
        Filter::Paeth => {
            out.extend(head.iter().zip(head_above).map(|(x, b)| x.wrapping_sub(*b)));
            out.extend(neighbours.map(|(((x, a), b), c)| x.wrapping_sub(paeth(*a, *b, *c))));
        }
    }
}

/// The filter that leaves the smallest sum of absolute differences (PNG, 12.7); the lower tag wins a tie.
pub(crate) fn best_filter(row: &[u8], above: &[u8], pixel_bits: usize) -> Filter {
    let mut room = Vec::with_capacity(row.len() + 1);
    let cost = |filter: Filter| {
        room.clear();
        filter_row(filter, row, above, pixel_bits, &mut room);
        room.iter().skip(1).map(|x| u64::from((*x as i8).unsigned_abs())).sum::<u64>()
    };
    let costs = FILTERS.map(cost);
    FILTERS.into_iter().zip(costs).min_by_key(|(_, cost)| *cost).map_or(Filter::None, |(filter, _)| filter)
}

fn average(a: u8, b: u8) -> u8 {
    // Halves without the carry that a sum of two bytes would need.
    (a & b) + ((a ^ b) >> 1)
}

fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let (wide_a, wide_b, wide_c) = (i16::from(a), i16::from(b), i16::from(c));
    let pa = (wide_b - wide_c).abs();
    let pb = (wide_a - wide_c).abs();
    let pc = (wide_a + wide_b - 2 * wide_c).abs();
    if pa <= pb && pa <= pc {
        a
    } else if pb <= pc {
        b
    } else {
        c
    }
}
