//! One row of a bilevel image as the places where its colour changes.
//!
//! Knows runs: a row starts white, `changes[0]` is the first black pixel, `changes[1]` the next white
//! one, and so on; strictly ascending, each less than the width. T.4 and T.6 speak this language, so a
//! row is cut and painted without ever becoming pixels. Knows neither codes nor PDF's polarity.

use std::ops::Range;

/// Writes into `changes` the changes of a row of packed bits, first pixel in the highest bit, where a
/// set bit is black when `set_is_black`. `bits` holds the whole row; what lies past the width is left out.
pub(crate) fn from_bits(bits: &[u8], width: u32, set_is_black: bool, changes: &mut Vec<u32>) {
    changes.clear();
    let flip = if set_is_black { 0 } else { u64::MAX };
    // Colour of the pixel before the word, in the highest bit: the row starts white.
    let mut before = 0u64;
    for (index, chunk) in bits.chunks(8).enumerate() {
        let start = index as u64 * 64;
        if start >= u64::from(width) {
            break;
        }
        let word = chunk.first_chunk::<8>().map_or_else(
            || chunk.iter().enumerate().fold(0, |word, (i, byte)| word | u64::from(*byte) << (56 - 8 * i)),
            |bytes| u64::from_be_bytes(*bytes),
        ) ^ flip;
        let mut edges = word ^ (word >> 1 | before);
        before = word << 63;
        while edges != 0 {
            let place = edges.leading_zeros();
            let x = start + u64::from(place);
            if x >= u64::from(width) {
                return;
            }
            changes.push(x as u32);
            edges ^= 1 << (63 - place);
        }
    }
}

/// Inverts the black runs of a row in packed bits, which hold nothing but white.
pub(crate) fn to_bits(changes: &[u32], width: u32, bits: &mut [u8]) {
    for run in changes.chunks(2) {
        if let Some(start) = run.first() {
            invert(bits, *start..run.get(1).copied().unwrap_or(width));
        }
    }
}

/// Inverts a stretch of packed bits; what lies past the end of `bits` is left out.
fn invert(bits: &mut [u8], range: Range<u32>) {
    let (first, last) = ((range.start / 8) as usize, (range.end / 8) as usize);
    let (head, tail) = (0xFF_u8 >> (range.start % 8), !(0xFF_u8 >> (range.end % 8)));
    if first == last {
        if let Some(byte) = bits.get_mut(first) {
            *byte ^= head & tail;
        }
        return;
    }
    if let Some(byte) = bits.get_mut(first) {
        *byte ^= head;
    }
    let whole = last.min(bits.len());
    if let Some(bytes) = bits.get_mut(first + 1..whole) {
        for byte in bytes {
            *byte = !*byte;
        }
    }
    if let Some(byte) = bits.get_mut(last) {
        *byte ^= tail;
    }
}

/// Writes into `cut` the part of a row within `range`, counted from the range's start.
pub(crate) fn crop(changes: &[u32], range: &Range<u32>, cut: &mut Vec<u32>) {
    cut.clear();
    if range.is_empty() {
        return;
    }
    let before = changes.partition_point(|x| *x <= range.start);
    let (done, rest) = changes.split_at(before);
    if !done.len().is_multiple_of(2) {
        cut.push(0);
    }
    cut.extend(rest.iter().take_while(|x| **x < range.end).map(|x| x - range.start));
}

/// Gives a stretch of a row of `width` pixels one colour; `spare` is a buffer to work in.
pub(crate) fn fill(changes: &mut Vec<u32>, width: u32, range: Range<u32>, black: bool, spare: &mut Vec<u32>) {
    let range = range.start..range.end.min(width);
    if range.is_empty() {
        return;
    }
    let head = changes.partition_point(|x| *x < range.start);
    let tail = changes.partition_point(|x| *x <= range.end);
    spare.clear();
    spare.extend(changes.iter().take(head));
    if is_black(head) != black {
        spare.push(range.start);
    }
    if range.end < width && is_black(tail) != black {
        spare.push(range.end);
    }
    spare.extend(changes.iter().skip(tail));
    std::mem::swap(changes, spare);
}

/// The colour after this many changes.
fn is_black(changes: usize) -> bool {
    !changes.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pixels(changes: &[u32], width: u32) -> Vec<bool> {
        (0..width).map(|x| is_black(changes.partition_point(|c| *c <= x))).collect()
    }

    fn a_row() -> impl Strategy<Value = (u32, Vec<bool>)> {
        (1u32..400).prop_flat_map(|width| {
            let runs = prop::collection::vec((any::<bool>(), 1usize..70), 1..40);
            (Just(width), runs).prop_map(|(width, runs)| {
                let all = runs.into_iter().flat_map(|(black, count)| vec![black; count]);
                let mut row: Vec<bool> = all.take(width as usize).collect();
                row.resize(width as usize, false);
                (width, row)
            })
        })
    }

    fn packed(row: &[bool], set_is_black: bool) -> Vec<u8> {
        row.chunks(8)
            .map(|bits| {
                let byte =
                    bits.iter().enumerate().fold(0, |byte, (i, black)| byte | u8::from(*black) << (7 - i));
                if set_is_black { byte } else { !byte }
            })
            .collect()
    }

    proptest! {
        #[test]
        fn bits_to_runs_and_back((width, row) in a_row(), set_is_black: bool) {
            let bits = packed(&row, set_is_black);
            let mut changes = Vec::new();
            from_bits(&bits, width, set_is_black, &mut changes);
            prop_assert_eq!(&pixels(&changes, width), &row);
            prop_assert!(changes.is_sorted_by(|a, b| a < b) && changes.iter().all(|x| *x < width));
            let mut back = vec![if set_is_black { 0 } else { 0xFF }; bits.len()];
            to_bits(&changes, width, &mut back);
            prop_assert_eq!(back, bits);
        }

        #[test]
        fn cut_and_painted_as_pixels_are(
            (width, row) in a_row(), a in 0u32..400, b in 0u32..400, c in 0u32..400, d in 0u32..400, black: bool,
        ) {
            let (start, end) = (a.min(b).min(width), a.max(b).min(width));
            let mut changes = Vec::new();
            from_bits(&packed(&row, true), width, true, &mut changes);
            let mut cut = Vec::new();
            crop(&changes, &(start..end), &mut cut);
            let mut wanted = row[start as usize..end as usize].to_vec();
            prop_assert_eq!(&pixels(&cut, end - start), &wanted);
            let (from, to) = (c.min(d), c.max(d));
            fill(&mut cut, end - start, from..to, black, &mut Vec::new());
            wanted.iter_mut().take(to as usize).skip(from as usize).for_each(|pixel| *pixel = black);
            prop_assert_eq!(&pixels(&cut, end - start), &wanted);
            prop_assert!(cut.is_sorted_by(|a, b| a < b) && cut.iter().all(|x| *x < end - start));
        }
    }
}
