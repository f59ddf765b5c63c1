//! The arithmetic coder of ITU-T T.88, Annex E, and the integers of Annex A.
//!
//! Knows the states of table E.1 and the registers of figures E.3 to E.20, under the names they have
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

/// Decodes what an [`Encoder`] wrote; past the end of the data it goes on with bytes of FF.
pub(super) struct Decoder<'a> {
    data: &'a [u8],
    /// The byte that was read last.
    b: u8,
    c: u32,
    a: u32,
    ct: u32,
}

/// The states of contexts: index in the upper bits, sense of the more probable symbol in the lowest.
pub(super) struct Contexts(Vec<u8>);

impl Contexts {
    /// So many contexts, all in the first state.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![0; count])
    }
}

impl<'a> Decoder<'a> {
    /// INITDEC (figure E.20).
    pub(super) fn new(data: &'a [u8]) -> Self {
        let mut decoder = Self { data, b: 0, c: 0, a: 0x8000, ct: 0 };
        decoder.next_byte();
        decoder.c = u32::from(decoder.b) << 16;
        decoder.byte_in();
        decoder.c <<= 7;
        decoder.ct -= 7;
        decoder
    }

    /// DECODE (figures E.14 to E.18). A context that does not exist gives 0.
    #[inline]
    pub(super) fn decode(&mut self, contexts: &mut Contexts, context: usize) -> u8 {
        let Some(state) = contexts.0.get_mut(context) else { return 0 };
        let Some(row) = STATES.get(usize::from(*state >> 1)) else { return 0 };
        let qe = u32::from(row.qe);
        let more = *state & 1;
        self.a -= qe;
        let is_lower = self.c >> 16 < qe;
        if !is_lower {
            self.c -= qe << 16;
            if self.a & 0x8000 != 0 {
                return more;
            }
        }
        // Conditional exchange: the smaller part belongs to the less probable symbol.
        let is_less = is_lower != (self.a < qe);
        if is_lower {
            self.a = qe;
        }
        *state = if is_less {
            row.after_less << 1 | (more ^ u8::from(row.switch))
        } else {
            row.after_more << 1 | more
        };
        self.renormalise();
        more ^ u8::from(is_less)
    }

    /// The integer decoding procedure (figure A.1) with 512 contexts; `None` is out of band.
    pub(super) fn integer(&mut self, contexts: &mut Contexts) -> Option<i64> {
        let mut previous = 1usize;
        let mut bits = |decoder: &mut Self, count: u32| {
            (0..count).fold(0i64, |value, _| {
                let bit = decoder.decode(contexts, previous);
                let next = previous << 1 | usize::from(bit);
                previous = if previous < 256 { next } else { next & 511 | 256 };
                value << 1 | i64::from(bit)
            })
        };
        let is_negative = bits(self, 1) == 1;
        let ranges = [(2, 0), (4, 4), (6, 20), (8, 84), (12, 340)];
        let range = ranges.into_iter().find(|_| bits(self, 1) == 0);
        let (count, offset) = range.unwrap_or((32, 4436));
        let value = bits(self, count) + offset;
        match (is_negative, value) {
            (false, _) => Some(value),
            (true, 0) => None,
            (true, _) => Some(-value),
        }
    }

    /// RENORMD (figure E.18).
    fn renormalise(&mut self) {
        while self.a & 0x8000 == 0 {
            if self.ct == 0 {
                self.byte_in();
            }
            let shift = (self.a.leading_zeros() - 16).min(self.ct);
            self.a <<= shift;
            self.c <<= shift;
            self.ct -= shift;
        }
    }

    /// BYTEIN (figure E.19).
    fn byte_in(&mut self) {
        if self.b != 0xFF {
            self.next_byte();
            self.c = self.c.wrapping_add(u32::from(self.b) << 8);
            self.ct = 8;
        } else if self.data.first().is_none_or(|next| *next > 0x8F) {
            // A marker: the data has ended, and FF is what follows.
            self.c = self.c.wrapping_add(0xFF00);
            self.ct = 8;
        } else {
            self.next_byte();
            self.c = self.c.wrapping_add(u32::from(self.b) << 9);
            self.ct = 7;
        }
    }

    fn next_byte(&mut self) {
        let (next, rest) = self.data.split_first().unwrap_or((&0xFF, &[]));
        (self.b, self.data) = (*next, rest);
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
        let (mut decoder, mut contexts) = (Decoder::new(&wanted), Contexts::new(1));
        for byte in decisions {
            let read = (0..8).fold(0, |byte, _| byte << 1 | decoder.decode(&mut contexts, 0));
            assert_eq!(read, byte);
        }
    }
}
