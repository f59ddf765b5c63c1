//! The arithmetic encoder of ITU-T T.88, Annex E.
//!
//! Knows the states of table E.1 and the registers of figures E.3 to E.12, under the names they have
//! there. Knows nothing of what the decisions mean.

/// Encodes binary decisions, each in a context of its own.
pub(super) struct Encoder {
    /// Index of the state in the upper bits, sense of the more probable symbol in the lowest.
    contexts: Vec<u8>,
    c: u32,
    a: u32,
    ct: u32,
    /// The bytes written; the first stands for the one before the data and is never a part of it.
    bytes: Vec<u8>,
}

impl Encoder {
    /// INITENC (figure E.10), with so many contexts.
    pub(super) fn new(contexts: usize) -> Self {
        Self { contexts: vec![0; contexts], c: 0, a: 0x8000, ct: 12, bytes: vec![0] }
    }

    /// ENCODE (figures E.3 to E.7). A context that does not exist encodes nothing.
    #[inline]
    pub(super) fn encode(&mut self, context: usize, bit: u8) {
        let Some(state) = self.contexts.get_mut(context) else { return };
        let Some(row) = STATES.get(usize::from(*state >> 1)) else { return };
        let qe = u32::from(row.qe);
        self.a -= qe;
        if *state & 1 == bit {
            if self.a & 0x8000 != 0 {
                self.c += qe;
                return;
            }
            // Conditional exchange: the smaller part goes to the less probable symbol.
            if self.a < qe {
                self.a = qe;
            } else {
                self.c += qe;
            }
            *state = row.after_more << 1 | *state & 1;
        } else {
            if self.a < qe {
                self.c += qe;
            } else {
                self.a = qe;
            }
            *state = row.after_less << 1 | (*state & 1 ^ u8::from(row.switch));
        }
        self.renormalise();
    }

    /// FLUSH (figure E.11): the data, closed by the marker FF AC.
    pub(super) fn finish(mut self) -> Vec<u8> {
        // SETBITS (figure E.12).
        let end = self.c + self.a;
        self.c |= 0xFFFF;
        if self.c >= end {
            self.c -= 0x8000;
        }
        for _ in 0..2 {
            self.c <<= self.ct;
            self.byte_out();
        }
        if self.bytes.last() == Some(&0xFF) {
            self.bytes.pop();
        }
        self.bytes.extend([0xFF, 0xAC]);
        self.bytes.remove(0);
        self.bytes
    }

    /// RENORME (figure E.8).
    fn renormalise(&mut self) {
        while self.a & 0x8000 == 0 {
            let shift = (self.a.leading_zeros() - 16).min(self.ct);
            self.a <<= shift;
            self.c <<= shift;
            self.ct -= shift;
            if self.ct == 0 {
                self.byte_out();
            }
        }
    }

    /// BYTEOUT (figure E.9).
    fn byte_out(&mut self) {
        if let Some(last) = self.bytes.last_mut()
            && *last != 0xFF
            && self.c >= 0x800_0000
        {
            *last += 1;
            self.c &= 0x7FF_FFFF;
        }
        // After FF only seven bits follow, so that a carry can never turn it into a marker.
        let bits = if self.bytes.last() == Some(&0xFF) { 7 } else { 8 };
        let place = 27 - bits;
        self.bytes.push((self.c >> place) as u8);
        self.c &= (1 << place) - 1;
        self.ct = bits;
    }
}

/// A row of table E.1.
struct State {
    qe: u16,
    after_more: u8,
    after_less: u8,
    switch: bool,
}

const fn state(qe: u16, after_more: u8, after_less: u8) -> State {
    State { qe, after_more, after_less, switch: false }
}

const fn switching(qe: u16, after_more: u8, after_less: u8) -> State {
    State { qe, after_more, after_less, switch: true }
}

/// Table E.1.
static STATES: [State; 47] = [
    switching(0x5601, 1, 1),
    state(0x3401, 2, 6),
    state(0x1801, 3, 9),
    state(0x0AC1, 4, 12),
    state(0x0521, 5, 29),
    state(0x0221, 38, 33),
    switching(0x5601, 7, 6),
    state(0x5401, 8, 14),
    state(0x4801, 9, 14),
    state(0x3801, 10, 14),
    state(0x3001, 11, 17),
    state(0x2401, 12, 18),
    state(0x1C01, 13, 20),
    state(0x1601, 29, 21),
    switching(0x5601, 15, 14),
    state(0x5401, 16, 14),
    state(0x5101, 17, 15),
    state(0x4801, 18, 16),
    state(0x3801, 19, 17),
    state(0x3401, 20, 18),
    state(0x3001, 21, 19),
    state(0x2801, 22, 19),
    state(0x2401, 23, 20),
    state(0x2201, 24, 21),
    state(0x1C01, 25, 22),
    state(0x1801, 26, 23),
    state(0x1601, 27, 24),
    state(0x1401, 28, 25),
    state(0x1201, 29, 26),
    state(0x1101, 30, 27),
    state(0x0AC1, 31, 28),
    state(0x09C1, 32, 29),
    state(0x08A1, 33, 30),
    state(0x0521, 34, 31),
    state(0x0441, 35, 32),
    state(0x02A1, 36, 33),
    state(0x0221, 37, 34),
    state(0x0141, 38, 35),
    state(0x0111, 39, 36),
    state(0x0085, 40, 37),
    state(0x0049, 41, 38),
    state(0x0025, 42, 39),
    state(0x0015, 43, 40),
    state(0x0009, 44, 41),
    state(0x0005, 45, 42),
    state(0x0001, 45, 43),
    state(0x5601, 46, 46),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_sequence_of_annex_h() {
        // T.88, H.2: 256 decisions in one context, and the bytes they become.
        let decisions = [
            0x00, 0x02, 0x00, 0x51, 0x00, 0x00, 0x00, 0xC0, 0x03, 0x52, 0x87, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA,
            0x82, 0xC0, 0x20, 0x00, 0xFC, 0xD7, 0x9E, 0xF6, 0xBF, 0x7F, 0xED, 0x90, 0x4F, 0x46, 0xA3, 0xBF,
        ];
        let mut encoder = Encoder::new(1);
        for byte in decisions {
            for place in (0..8).rev() {
                encoder.encode(0, byte >> place & 1);
            }
        }
        let wanted = [
            0x84, 0xC7, 0x3B, 0xFC, 0xE1, 0xA1, 0x43, 0x04, 0x02, 0x20, 0x00, 0x00, 0x41, 0x0D, 0xBB, 0x86,
            0xF4, 0x31, 0x7F, 0xFF, 0x88, 0xFF, 0x37, 0x47, 0x1A, 0xDB, 0x6A, 0xDF, 0xFF, 0xAC,
        ];
        assert_eq!(encoder.finish(), wanted);
    }
}
