//! Bits of entropy-coded data, most significant first, with `FF 00` for a data byte of FF (T.81, F.1.2.3).
//!
//! Knows stuffing, and that a marker ends the data: bits asked for beyond it are zeros, and
//! [`BitReader::is_overrun`] says that some of them were used. Knows no codes.

use crate::codec::jpeg::damaged;
use crate::error::Result;

/// Whether any of the eight bytes is FF.
fn holds_ff(word: u64) -> bool {
    let inverted = !word;
    inverted.wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 != 0
}

/// Reads bits. A copy in local variables keeps the hot loops in registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct BitReader<'a> {
    data: &'a [u8],
    position: usize,
    /// The next bits from the top.
    bits: u64,
    /// How many of them count.
    count: u32,
    /// How many of these, from the end, are zeros made up after the data.
    made_up: u32,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(data: &'a [u8], position: usize) -> Self {
        Self { data, position, bits: 0, count: 0, made_up: 0 }
    }

    /// Where the data not yet loaded begin: at the marker, once all bits before it were read.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Makes at least 32 bits ready.
    #[inline(always)]
    pub(super) fn refill(&mut self) {
        if self.count < 32 {
            self.load();
        }
    }

    #[inline(always)]
    fn load(&mut self) {
        if let Some(bytes) = self.data.get(self.position..).and_then(<[u8]>::first_chunk::<8>) {
            let word = u64::from_be_bytes(*bytes);
            if !holds_ff(word) {
                // Bits beyond `count` may be set already: to the same values, so that `|` is right.
                self.bits |= word >> self.count;
                self.position = self.position.wrapping_add(((63 - self.count) >> 3) as usize);
                self.count |= 0b11_1000;
                return;
            }
        }
        *self = self.with_bytes();
    }

    /// By value, as is all that is rarely called: what has no address stays in registers.
    #[cold]
    #[inline(never)]
    fn with_bytes(mut self) -> Self {
        while self.count <= 56 {
            let byte = match (self.data.get(self.position), self.data.get(self.position.saturating_add(1))) {
                (Some(0xFF), Some(0)) => {
                    self.position += 2;
                    0xFF
                }
                (Some(0xFF), Some(0xFF)) => {
                    self.position += 1;
                    continue;
                }
                (Some(0xFF) | None, _) => {
                    self.made_up = self.made_up.saturating_add(8);
                    0
                }
                (Some(byte), _) => {
                    self.position += 1;
                    *byte
                }
            };
            self.bits |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
        self
    }

    /// The next `n` bits, 1 to 32, without moving on. At least that many were made ready.
    #[inline(always)]
    pub(super) fn peek(&self, n: u32) -> u32 {
        (self.bits >> (64u32.wrapping_sub(n) & 63)) as u32
    }

    /// Moves on by `n` bits that were made ready.
    #[inline(always)]
    pub(super) fn skip(&mut self, n: u32) {
        self.bits = self.bits.wrapping_shl(n);
        self.count = self.count.wrapping_sub(n);
    }

    /// Takes 0 to 16 bits that were made ready.
    #[inline(always)]
    pub(super) fn take(&mut self, n: u32) -> u32 {
        if n == 0 {
            return 0;
        }
        let value = self.peek(n);
        self.skip(n);
        value
    }

    /// Takes one bit.
    #[inline(always)]
    pub(super) fn take_bit(&mut self) -> bool {
        self.refill();
        let bit = self.bits >> 63 != 0;
        self.skip(1);
        bit
    }

    /// Whether bits were used that the data do not hold.
    #[inline(always)]
    pub(super) fn is_overrun(&self) -> bool {
        self.made_up > self.count
    }

    /// Whether the next 16 bits reach beyond the data.
    pub(super) fn is_near_end(&self) -> bool {
        self.made_up.saturating_add(16) > self.count
    }

    /// Drops what is left of this interval and passes the restart marker number `index` (F.2.1.3.1).
    pub(super) fn restart(&mut self, index: u32) -> Result<()> {
        let rest = self.data.get(self.position..).unwrap_or_default();
        let marker = rest.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF));
        let Some(marker) = marker else {
            return Err(damaged("jpeg.truncated", "a JPEG ends before its last restart interval"));
        };
        let found = rest.get(marker + 1).copied().unwrap_or_default();
        if u32::from(found) != 0xD0 + index % 8 {
            return Err(damaged("jpeg.invalid_restart", "the restart markers of a JPEG are out of order"));
        }
        *self = Self::new(self.data, self.position + marker + 2);
        Ok(())
    }
}

/// The value that `size` extra bits stand for (F.2.2.1, EXTEND).
#[inline(always)]
pub(super) fn extend(bits: u32, size: u32) -> i32 {
    let (bits, half) = (bits as i32, (1i32 << size) >> 1);
    if bits < half { bits.wrapping_sub((1i32 << size).wrapping_sub(1)) } else { bits }
}

/// How many extra bits a value takes, and which (F.1.2.1): the opposite of [`extend`].
#[inline(always)]
pub(super) fn reduce(value: i32) -> (u32, u32) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    let bits = value.wrapping_add(value >> 31) as u32 & (1u32.wrapping_shl(size)).wrapping_sub(1);
    (bits, size)
}

/// Writes bits.
#[derive(Debug)]
pub(super) struct BitWriter {
    out: Vec<u8>,
    bits: u64,
    /// How many of the low bits of `bits` are not written yet: fewer than 32.
    count: u32,
}

impl BitWriter {
    /// Goes on after `out`.
    pub(super) fn new(out: Vec<u8>) -> Self {
        Self { out, bits: 0, count: 0 }
    }

    /// Appends the low `n` bits of `value`, 0 to 32; its higher bits are zero.
    #[inline(always)]
    pub(super) fn put(&mut self, value: u32, n: u32) {
        self.bits = self.bits.wrapping_shl(n) | u64::from(value);
        self.count = self.count.wrapping_add(n);
        if self.count >= 32 {
            self.count = self.count.wrapping_sub(32);
            self.write((self.bits >> self.count) as u32);
        }
    }

    #[inline(always)]
    fn write(&mut self, word: u32) {
        if holds_ff(u64::from(word)) {
            self.write_stuffed(word);
        } else {
            self.out.extend_from_slice(&word.to_be_bytes());
        }
    }

    #[cold]
    #[inline(never)]
    fn write_stuffed(&mut self, word: u32) {
        for byte in word.to_be_bytes() {
            self.push(byte);
        }
    }

    fn push(&mut self, byte: u8) {
        self.out.push(byte);
        if byte == 0xFF {
            self.out.push(0);
        }
    }

    /// Fills the last byte with ones (F.1.2.3) and gives everything written.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let padding = (8 - self.count % 8) % 8;
        self.put((1u32 << padding) - 1, padding);
        while self.count > 0 {
            self.count -= 8;
            let byte = (self.bits >> self.count) as u8;
            self.push(byte);
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_and_their_extra_bits() {
        for value in -2048..=2047 {
            let (bits, size) = reduce(value);
            assert_eq!(extend(bits, size), value);
            assert!(bits < 1 << size || size == 0);
        }
    }

    #[test]
    fn the_marker_ends_the_data() {
        let mut reader = BitReader::new(&[0xAB, 0xFF, 0x00, 0xFF, 0xD9], 0);
        reader.refill();
        assert_eq!(reader.take(16), 0xABFF);
        assert!(!reader.is_overrun());
        reader.refill();
        assert_eq!(reader.take(1), 0);
        assert!(reader.is_overrun());
    }

    proptest! {
        #[test]
        fn written_bits_are_read_back(fields in prop::collection::vec((any::<u32>(), 0u32..=16, any::<bool>()), 0..400)) {
            let mut writer = BitWriter::new(Vec::new());
            let fields: Vec<(u32, u32)> = fields
                .iter()
                .map(|&(value, n, ones)| (if ones { (1 << n) - 1 } else { value & ((1 << n) - 1) }, n))
                .collect();
            for &(value, n) in &fields {
                writer.put(value, n);
            }
            let data = writer.finish();
            let mut reader = BitReader::new(&data, 0);
            for &(value, n) in &fields {
                reader.refill();
                prop_assert_eq!(reader.take(n), value);
            }
            prop_assert!(!reader.is_overrun());
        }
    }
}
