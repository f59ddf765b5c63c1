//! Group 4 encoding: rows of changes in, T.6 codes out.
//!
//! Knows ITU-T T.6 (clauses 2.2.1 to 2.2.4 and 2.4.1) and takes the code words from the tables of the
//! crate `fax`. The coding is fully determined by T.6, so equal pixels give equal bytes from every
//! encoder that follows it. Knows neither pixels nor polarity.

use fax::Bits;
use fax::maps::{EDFB_HALF, Mode, black, mode, white};

/// A Group 4 encoder: rows from the top, then [`Group4::finish`].
pub(crate) struct Group4 {
    width: u32,
    reference: Vec<u32>,
    writer: Writer,
}

impl Group4 {
    /// An encoder for rows of this many pixels.
    pub(crate) fn new(width: u32) -> Self {
        // Before the first row lies an imaginary white one (T.6, 2.2.1).
        Self { width, reference: Vec::new(), writer: Writer::default() }
    }

    /// Codes one row: its changes, strictly ascending and less than the width.
    pub(crate) fn push_row(&mut self, coding: &[u32]) {
        let width = self.width;
        let change = |row: &[u32], index: usize| row.get(index).copied().unwrap_or(width);
        // `a` and `b` count changes: even ones turn black. a1 is coding[a]; b1 is reference[b], the first
        // change right of a0 that turns to the same colour as a1.
        let (mut a0, mut a, mut b) = (0, 0usize, 0usize);
        let mut right_of = 0;
        while a0 < width {
            // Going back at most two keeps b near: a1 may lie up to 3 left of b1.
            b = b.saturating_sub(2);
            b += b.abs_diff(a) % 2;
            while self.reference.get(b).is_some_and(|x| *x < right_of) {
                b += 2;
            }
            let (a1, b1, b2) =
                (change(coding, a), change(&self.reference, b), change(&self.reference, b + 1));
            let distance = i64::from(a1) - i64::from(b1);
            if b2 < a1 {
                self.writer.put(mode::encode(Mode::Pass));
                a0 = b2;
            } else if (-3..=3).contains(&distance) {
                self.writer.put(mode::encode(Mode::Vertical(distance as i8)));
                a0 = a1;
                a += 1;
            } else {
                let a2 = change(coding, a + 1);
                self.writer.put(mode::encode(Mode::Horizontal));
                self.put_run(a1 - a0, !a.is_multiple_of(2));
                self.put_run(a2 - a1, a.is_multiple_of(2));
                a0 = a2;
                a += 2;
            }
            // Only at the start of a row may b1 lie on a0, which is imagined one pixel to the left.
            right_of = a0.saturating_add(1);
        }
        self.reference.clear();
        self.reference.extend_from_slice(coding);
    }

    /// The data, ended by EOFB (T.6, 2.4.1.1) and zero bits up to a whole byte.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.writer.put(Some(EDFB_HALF));
        self.writer.put(Some(EDFB_HALF));
        self.writer.finish()
    }

    /// Make-up codes as often as needed, then one terminating code (T.6, 2.2.4).
    fn put_run(&mut self, length: u32, is_black: bool) {
        let code = if is_black { black::encode } else { white::encode };
        let mut left = length;
        while left >= LONGEST_MAKE_UP + 64 {
            self.writer.put(code(LONGEST_MAKE_UP as u16));
            left -= LONGEST_MAKE_UP;
        }
        if left >= 64 {
            self.writer.put(code((left / 64 * 64) as u16));
        }
        self.writer.put(code((left % 64) as u16));
    }
}

/// The longest run that one make-up code stands for (T.4, table 3b).
const LONGEST_MAKE_UP: u32 = 2560;

/// Collects bits, first one in the highest place.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl Writer {
    /// Appends a code; the tables hold one for every value that is asked of them.
    #[inline]
    fn put(&mut self, code: Option<Bits>) {
        let Some(code) = code else { return };
        self.pending = self.pending << code.len | u64::from(code.data);
        self.count += u32::from(code.len);
        if self.count >= 32 {
            self.count -= 32;
            self.bytes.extend_from_slice(&((self.pending >> self.count) as u32).to_be_bytes());
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let left = self.pending << 1 << (63 - self.count);
        let bytes = left.to_be_bytes();
        self.bytes.extend(bytes.iter().take(self.count.div_ceil(8) as usize));
        self.bytes
    }
}
