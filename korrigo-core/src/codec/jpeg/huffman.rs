//! Huffman codes of JPEG: tables to decode with, and the best tables for given symbols.
//!
//! Knows T.81, annex C (codes from lengths), F.2.2.3 (decoding) and K.2 (lengths from counts).
//! Knows no files. For the sequential modes one look into [`DecodeTable`] mostly gives the code and its
//! extra bits at once, as a finished token.

use crate::codec::jpeg::bits::{BitReader, extend};
use crate::codec::jpeg::damaged;
use crate::codec::jpeg::header::HuffmanSpec;
use crate::error::Result;

/// Bits of one look into a table: 16 KiB a table, so that those of one component fit the first-level cache.
const LOOK: u32 = 12;

/// Ends a block of tokens.
pub(super) const END_OF_BLOCK: u16 = 0;

/// What the symbols of a table mean.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Meaning {
    /// Symbols alone.
    Plain,
    /// Sizes of differences of DC coefficients, followed by that many bits.
    Difference,
    /// Runs and sizes of AC coefficients (F.1.2.2), followed by bits: tokens.
    RunAndSize,
}

/// A table to decode with.
///
/// Low byte of an entry: bits to skip. Next byte: for tokens, how far they move in the zigzag order; for
/// differences 1; 0 when the entry holds only a symbol, or, when the low byte is 0 too, nothing.
/// High half: token, difference or symbol.
#[derive(Debug)]
pub(super) struct DecodeTable {
    look: Box<[u32; 1 << LOOK]>,
    /// For each length, one past the last code of up to that length, from the top of 16 bits.
    ends: [u32; 17],
    /// For each length, what to add to a code for the index of its symbol.
    offsets: [i32; 17],
    symbols: [u8; 256],
}

impl DecodeTable {
    pub(super) fn new(spec: &HuffmanSpec, meaning: Meaning) -> Result<Self> {
        let mut table =
            Self { look: Box::new([0; 1 << LOOK]), ends: [0; 17], offsets: [0; 17], symbols: [0; 256] };
        for (place, symbol) in table.symbols.iter_mut().zip(&spec.symbols) {
            *place = *symbol;
        }
        let (mut code, mut index) = (0u32, 0usize);
        for (length, &count) in (1u32..).zip(&spec.counts) {
            let (place, count) = (length as usize, usize::from(count));
            table.offsets[place] = index as i32 - code as i32;
            for &symbol in spec.symbols.get(index..index + count).unwrap_or_default() {
                if code >> length != 0 {
                    return Err(damaged(
                        "jpeg.invalid_table",
                        "a Huffman table of a JPEG has too many codes",
                    ));
                }
                if length <= LOOK {
                    table.fill(code, length, symbol, meaning);
                }
                code += 1;
            }
            index += count;
            table.ends[place] = code << (16 - length);
            code <<= 1;
        }
        Ok(table)
    }

    fn fill(&mut self, code: u32, length: u32, symbol: u8, meaning: Meaning) {
        let room = LOOK - length;
        let first = (code << room) as usize;
        let Some(places) = self.look.get_mut(first..first + (1 << room)) else { return };
        for (rest, place) in (0u32..).zip(places) {
            *place = entry(symbol, length, (rest, room), meaning);
        }
    }

    /// The entry for the next bits; 32 bits were made ready.
    #[inline(always)]
    pub(super) fn look(&self, reader: &BitReader<'_>) -> u32 {
        self.look[reader.peek(LOOK) as usize & ((1 << LOOK) - 1)]
    }

    /// Takes one symbol, when 16 bits were made ready.
    #[inline(always)]
    pub(super) fn symbol(&self, reader: &mut BitReader<'_>) -> Result<u8> {
        let entry = self.look(reader);
        if entry & 0xFFFF != 0 && entry & 0xFF00 == 0 {
            reader.skip(entry & 0xFF);
            return Ok((entry >> 16) as u8);
        }
        let (symbol, rest) = self.long_symbol(*reader)?;
        *reader = rest;
        Ok(symbol)
    }

    /// One symbol by the lengths of codes (F.2.2.3, DECODE), and the reader after it.
    #[cold]
    #[inline(never)]
    fn long_symbol<'a>(&self, mut reader: BitReader<'a>) -> Result<(u8, BitReader<'a>)> {
        let bits = reader.peek(16);
        let length = (1..17usize).find(|&length| bits < self.ends[length]);
        let Some(length) = length else {
            let name = if reader.is_near_end() { "jpeg.truncated" } else { "jpeg.invalid_code" };
            return Err(damaged(name, "the image data of a JPEG hold a code that no table has"));
        };
        let index = (bits >> (16 - length)) as i32 + self.offsets[length];
        reader.skip(length as u32);
        Ok((self.symbols[index as usize & 255], reader))
    }

    /// Takes a difference of DC coefficients; 32 bits were made ready.
    #[inline(always)]
    pub(super) fn difference(&self, reader: &mut BitReader<'_>) -> Result<i32> {
        let entry = self.look(reader);
        if entry & 0xFF00 != 0 {
            reader.skip(entry & 0xFF);
            return Ok(i32::from((entry >> 16) as i16));
        }
        let (difference, rest) = self.long_difference(*reader)?;
        *reader = rest;
        Ok(difference)
    }

    #[cold]
    #[inline(never)]
    fn long_difference<'a>(&self, mut reader: BitReader<'a>) -> Result<(i32, BitReader<'a>)> {
        let size = u32::from(self.symbol(&mut reader)?);
        if size > 15 {
            return Err(damaged("jpeg.invalid_code", "a DC coefficient of a JPEG is out of range"));
        }
        Ok((extend(reader.take(size), size), reader))
    }

    /// Takes a token: the token and its step; 32 bits were made ready.
    #[inline(always)]
    pub(super) fn token(&self, reader: &mut BitReader<'_>) -> Result<(u16, u32)> {
        let entry = self.look(reader);
        let step = entry >> 8 & 0xFF;
        if step != 0 {
            reader.skip(entry & 0xFF);
            return Ok(((entry >> 16) as u16, step));
        }
        let (run, size) = (entry >> 20, entry >> 16 & 15);
        if entry != 0 && size <= MAX_TOKEN_SIZE {
            // The code was there, its extra bits were not.
            reader.skip(entry & 0xFF);
            return Ok(token(run, size, reader.take(size)));
        }
        let (token, rest) = self.long_token(*reader)?;
        *reader = rest;
        Ok(token)
    }

    /// A token whose code and extra bits are too long for one look, its step, and the reader after it.
    #[inline(never)]
    fn long_token<'a>(&self, mut reader: BitReader<'a>) -> Result<((u16, u32), BitReader<'a>)> {
        let symbol = self.symbol(&mut reader)?;
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        if size > MAX_TOKEN_SIZE {
            return Err(damaged("jpeg.invalid_code", "an AC coefficient of a JPEG is out of range"));
        }
        Ok((token(run, size, reader.take(size)), reader))
    }
}

/// Reads over tokens: one look mostly passes several of them.
///
/// Low byte of an entry: bits to skip, up to 27; 0 when no token begins. Next byte: how far they move in
/// the zigzag order, the end of the block apart. Bit 16: the block ends.
#[derive(Debug)]
pub(super) struct SkipTable {
    look: Box<[u32; 1 << LOOK]>,
}

impl SkipTable {
    /// For the tokens of a table that [means](Meaning::RunAndSize) these.
    pub(super) fn new(tokens: &DecodeTable) -> Self {
        let mut look = Box::new([0; 1 << LOOK]);
        for (bits, entry) in (0u32..).zip(look.iter_mut()) {
            *entry = chain(tokens, bits);
        }
        Self { look }
    }

    /// Passes the next tokens of a block, from `place` in the zigzag order on, and gives the place after
    /// them: at least 64 at the end. `None` when a token has to be taken alone. 32 bits were made ready.
    #[inline(always)]
    pub(super) fn skip(&self, reader: &mut BitReader<'_>, place: u32) -> Option<u32> {
        let entry = self.look[reader.peek(LOOK) as usize & ((1 << LOOK) - 1)];
        let (next, ends) = (place.wrapping_add(entry >> 8 & 0xFF), entry >> 16);
        // Tokens beyond the last coefficient belong to the next block; so does an end after it.
        if entry == 0 || next.wrapping_add(ends) > 64 {
            return None;
        }
        reader.skip(entry & 0xFF);
        Some(next | ends << 6)
    }
}

/// The entry of a [`SkipTable`] for the tokens whose codes `bits` hold.
fn chain(tokens: &DecodeTable, bits: u32) -> u32 {
    let (mut passed, mut moved) = (0u32, 0u32);
    while passed < LOOK {
        let next = tokens.look[(bits << passed) as usize & ((1 << LOOK) - 1)];
        let (known, step) = (next & 0xFF, next >> 8 & 0xFF);
        if known == 0 || known > LOOK - passed {
            break;
        }
        if step == 0 {
            // The code is here, its extra bits are not: they need not be.
            let (run, size) = (next >> 20, next >> 16 & 15);
            if size <= MAX_TOKEN_SIZE {
                (passed, moved) = (passed + known + size, moved + run + 1);
            }
            break;
        }
        passed += known;
        if next >> 16 == u32::from(END_OF_BLOCK) && step == 64 {
            return 1 << 16 | moved << 8 | passed;
        }
        moved += step;
    }
    if passed == 0 { 0 } else { moved << 8 | passed }
}

/// Extra bits of the largest coefficient that a token holds: 10 are the most for 8-bit samples (F.1.2.2).
const MAX_TOKEN_SIZE: u32 = 11;

fn token(run: u32, size: u32, bits: u32) -> (u16, u32) {
    match (run, size) {
        (15, 0) => (0xF000, 16),
        // Other runs of size 0 mean nothing in sequential modes; decoders take them for the end.
        (_, 0) => (END_OF_BLOCK, 64),
        _ => ((run << 12) as u16 | (extend(bits, size) as u16 & 0xFFF), run + 1),
    }
}

fn entry(symbol: u8, length: u32, (rest, room): (u32, u32), meaning: Meaning) -> u32 {
    let size = u32::from(match meaning {
        Meaning::Plain => 255,
        Meaning::Difference => symbol,
        Meaning::RunAndSize => symbol & 15,
    });
    if size > room {
        return u32::from(symbol) << 16 | length;
    }
    let bits = rest >> (room - size);
    let (value, step) = match meaning {
        Meaning::RunAndSize => token(u32::from(symbol >> 4), size, bits),
        _ => (extend(bits, size) as u16, 1),
    };
    u32::from(value) << 16 | step << 8 | (length + size)
}

/// How often each symbol occurs.
pub(super) type Counts = [u32; 256];

/// The table that codes symbols with these counts in the fewest bits, with codes of up to 16 bits (K.2).
///
/// Lengths come from pairing off the two rarest again and again; codes longer than 16 are then moved up
/// the tree as figure K.3 does. One unused symbol takes part so that no code is all ones.
pub(super) fn best_table(counts: &Counts) -> HuffmanSpec {
    let mut leaves: Vec<(u64, u16)> = (0u16..)
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(symbol, count)| (u64::from(*count), symbol))
        .collect();
    // The rarest first; of equals the higher symbol gets the longer code. The unused symbol is rarest.
    leaves.sort_by_key(|&(count, symbol)| (count, std::cmp::Reverse(symbol)));
    let order: Vec<u8> = leaves.iter().rev().map(|&(_, symbol)| symbol as u8).collect();
    let mut weights = vec![0];
    weights.extend(leaves.iter().map(|leaf| leaf.0));
    let mut lengths = vec![0usize; 258];
    for depth in depths(&weights) {
        if let Some(count) = lengths.get_mut(depth.max(1)) {
            *count += 1;
        }
    }
    limit_lengths(&mut lengths);
    // K.2: the unused symbol gives up one of the longest codes.
    if let Some(longest) = lengths.iter().rposition(|&count| count > 0) {
        lengths[longest] -= 1;
    }
    let mut spec = HuffmanSpec { counts: [0; 16], symbols: order };
    for (count, length) in spec.counts.iter_mut().zip(&lengths[1..=16]) {
        *count = *length as u8;
    }
    spec
}

/// The depth of each leaf of the Huffman tree over ascending weights: two queues, merged.
fn depths(weights: &[u64]) -> Vec<usize> {
    let leaves = weights.len();
    let mut sums: Vec<u64> = Vec::with_capacity(leaves);
    let mut parents = vec![0usize; leaves * 2];
    let (mut leaf, mut node) = (0, 0);
    for next in 0..leaves.saturating_sub(1) {
        let mut sum = 0;
        for _ in 0..2 {
            let by_leaf = match (weights.get(leaf), sums.get(node)) {
                (Some(weight), Some(other)) => weight <= other,
                (weight, _) => weight.is_some(),
            };
            let (index, weight) = if by_leaf {
                leaf += 1;
                (leaf - 1, weights.get(leaf - 1))
            } else {
                node += 1;
                (leaves + node - 1, sums.get(node - 1))
            };
            sum += weight.copied().unwrap_or_default();
            parents[index] = leaves + next;
        }
        sums.push(sum);
    }
    let mut depths = vec![0usize; leaves * 2];
    // The root is the last sum; children come before their parents.
    for index in (0..(leaves * 2).saturating_sub(2)).rev() {
        depths[index] = depths[parents[index]] + 1;
    }
    depths.truncate(leaves);
    depths
}

/// Makes every code at most 16 bits long (figure K.3).
fn limit_lengths(lengths: &mut [usize]) {
    for long in (17..lengths.len()).rev() {
        while lengths[long] > 0 {
            let Some(short) = (1..long - 1).rev().find(|&length| lengths[length] > 0) else { break };
            lengths[long] -= 2;
            lengths[long - 1] += 1;
            lengths[short + 1] += 2;
            lengths[short] -= 1;
        }
    }
}

/// A table to encode with: for each symbol its code and how many bits it has; 0 bits when it has none.
#[derive(Debug)]
pub(super) struct EncodeTable {
    codes: [u32; 256],
}

impl EncodeTable {
    /// The codes of a table (annex C).
    pub(super) fn new(spec: &HuffmanSpec) -> Self {
        let mut codes = [0; 256];
        let (mut code, mut symbols) = (0u32, spec.symbols.iter());
        for (length, &count) in (1u32..).zip(&spec.counts) {
            for &symbol in symbols.by_ref().take(usize::from(count)) {
                codes[usize::from(symbol)] = code << 8 | length;
                code += 1;
            }
            code <<= 1;
        }
        Self { codes }
    }

    /// The code of a symbol and its length.
    #[inline(always)]
    pub(super) fn code(&self, symbol: u8) -> (u32, u32) {
        let entry = self.codes[usize::from(symbol)];
        (entry >> 8, entry & 0xFF)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::jpeg::bits::BitWriter;
    use proptest::prelude::*;

    #[test]
    fn no_code_is_longer_than_sixteen_bits() {
        let mut counts = [0; 256];
        let (mut a, mut b) = (1u32, 1u32);
        for count in counts.iter_mut().take(40) {
            *count = a;
            (a, b) = (b, a + b);
        }
        let spec = best_table(&counts);
        assert_eq!(spec.counts.iter().map(|&n| usize::from(n)).sum::<usize>(), 40);
        let kraft: u32 = spec.counts.iter().zip(1..).map(|(&n, length)| u32::from(n) << (16 - length)).sum();
        assert!(kraft < 1 << 16, "a code is all ones");
    }

    #[test]
    fn one_symbol_takes_one_bit() {
        let mut counts = [0; 256];
        counts[7] = 12;
        let spec = best_table(&counts);
        assert_eq!((spec.counts[0], &*spec.symbols), (1, &[7u8][..]));
    }

    proptest! {
        #[test]
        fn symbols_are_read_back(symbols in prop::collection::vec(prop::num::u8::ANY, 1..2000)) {
            let mut counts = [0u32; 256];
            for &symbol in &symbols {
                counts[usize::from(symbol)] += u32::from(symbol) * u32::from(symbol) + 1;
            }
            let spec = best_table(&counts);
            let (encode, decode) = (EncodeTable::new(&spec), DecodeTable::new(&spec, Meaning::Plain).unwrap());
            let mut writer = BitWriter::new(Vec::new());
            for &symbol in &symbols {
                let (code, length) = encode.code(symbol);
                prop_assert!(length > 0);
                writer.put(code, length);
            }
            let data = writer.finish();
            let mut reader = BitReader::new(&data, 0);
            for &symbol in &symbols {
                reader.refill();
                prop_assert_eq!(decode.symbol(&mut reader).unwrap(), symbol);
            }
        }

        #[test]
        fn reading_over_ends_where_reading_does(
            blocks in prop::collection::vec(
                prop::collection::vec((0u8..16, 0u8..9, any::<u32>()), 0..40), 1..30,
            ),
        ) {
            let mut written: Vec<(u8, u32)> = Vec::new();
            for block in &blocks {
                let mut place = 1;
                for &(run, size, bits) in block {
                    if place + run >= 64 {
                        break;
                    }
                    place += run + 1;
                    let size = if run < 15 { size.max(1) } else { size };
                    written.push((run << 4 | size, bits & ((1 << size) - 1)));
                }
                if place < 64 {
                    written.push((0, 0));
                }
            }
            let mut counts = [0u32; 256];
            for (symbol, _) in &written {
                counts[usize::from(*symbol)] += 1;
            }
            let spec = best_table(&counts);
            let encode = EncodeTable::new(&spec);
            let mut writer = BitWriter::new(Vec::new());
            for &(symbol, bits) in &written {
                let (code, length) = encode.code(symbol);
                writer.put(code, length);
                writer.put(bits, u32::from(symbol & 15));
            }
            let data = writer.finish();
            let decode = DecodeTable::new(&spec, Meaning::RunAndSize).unwrap();
            let skip = SkipTable::new(&decode);
            let (mut read, mut over) = (BitReader::new(&data, 0), BitReader::new(&data, 0));
            for _ in &blocks {
                let (mut to, mut place) = (1, 1);
                while to < 64 {
                    read.refill();
                    to += decode.token(&mut read).unwrap().1;
                }
                while place < 64 {
                    over.refill();
                    place = match skip.skip(&mut over, place) {
                        Some(next) => next,
                        None => place + decode.token(&mut over).unwrap().1,
                    };
                }
                read.refill();
                over.refill();
                prop_assert_eq!(read.peek(16), over.peek(16));
            }
            prop_assert!(!over.is_overrun());
        }
    }
}
