//! The coefficients of one component, as they are kept between reading and writing.
//!
//! Two ways: tokens for sequential files (short, and almost the file's own symbols), plain numbers for
//! progressive ones (which come back to each coefficient several times). Knows blocks by column and row.

use std::borrow::Borrow;

use crate::codec::jpeg::huffman::END_OF_BLOCK;
use crate::codec::jpeg::sequential::BlockSink;
use crate::codec::jpeg::truncated;
use crate::error::Result;

/// The 64 coefficients of a block, quantised, in zigzag order.
pub(super) type Coefficients = [i16; 64];

/// Blocks of one component.
pub(super) trait Plane {
    /// A block as it is kept.
    type Block: ?Sized;
    /// A block of one's own.
    type Made: Borrow<Self::Block>;

    /// The block in this column and row; `None` for padding that the file does not hold.
    fn block(&self, column: usize, row: usize) -> Option<&Self::Block>;

    /// The numbers of a block.
    fn coefficients(block: &Self::Block) -> Coefficients;

    /// A block with these numbers.
    fn make(coefficients: &Coefficients) -> Self::Made;
}

/// Blocks as their DC coefficient and tokens.
#[derive(Debug)]
pub(super) struct TokenPlane {
    tokens: Vec<u16>,
    /// For each block, in rows, where it begins in `tokens` and how many there are; 0 for none.
    starts: Vec<u32>,
    lengths: Vec<u8>,
    columns: usize,
}

impl TokenPlane {
    /// A place for blocks that come out of `size` bytes.
    pub(super) fn new((columns, rows): (usize, usize), size: usize) -> Self {
        let blocks = columns * rows;
        Self {
            // About five bits a token; what is reserved and not used costs no memory.
            tokens: Vec::with_capacity((blocks * 64).min(size.saturating_mul(2))),
            starts: vec![0; blocks],
            lengths: vec![0; blocks],
            columns,
        }
    }
}

impl Plane for TokenPlane {
    type Block = [u16];
    type Made = Vec<u16>;

    #[inline(always)]
    fn block(&self, column: usize, row: usize) -> Option<&[u16]> {
        let index = row * self.columns + column;
        let (start, length) = (*self.starts.get(index)? as usize, usize::from(*self.lengths.get(index)?));
        let block = self.tokens.get(start..start + length)?;
        if block.is_empty() { None } else { Some(block) }
    }

    fn coefficients(block: &[u16]) -> Coefficients {
        let mut numbers = [0; 64];
        let Some((dc, tokens)) = block.split_first() else { return numbers };
        numbers[0] = *dc as i16;
        let mut place = 1;
        for token in tokens {
            place += usize::from(token >> 12);
            if let Some(number) = numbers.get_mut(place) {
                *number = token_value(*token) as i16;
            }
            place += 1;
        }
        numbers
    }

    fn make(coefficients: &Coefficients) -> Vec<u16> {
        let mut block = vec![coefficients[0] as u16];
        let mut run = 0u16;
        for &number in &coefficients[1..] {
            if number == 0 {
                run += 1;
                continue;
            }
            while run > 15 {
                block.push(0xF000);
                run -= 16;
            }
            block.push(run << 12 | (number as u16 & 0xFFF));
            run = 0;
        }
        if run > 0 {
            block.push(END_OF_BLOCK);
        }
        block
    }
}

/// The value of a token.
#[inline(always)]
pub(super) fn token_value(token: u16) -> i32 {
    i32::from((token << 4) as i16 >> 4)
}

impl BlockSink for Vec<TokenPlane> {
    #[inline(always)]
    fn block(&mut self, component: usize, place: (usize, usize), dc: i16, tokens: &[u16]) -> Result<()> {
        let plane = self.get_mut(component).ok_or_else(truncated)?;
        let index = place.1 * plane.columns + place.0;
        let start = u32::try_from(plane.tokens.len()).map_err(|_| too_many())?;
        if let (Some(at), Some(length)) = (plane.starts.get_mut(index), plane.lengths.get_mut(index)) {
            (*at, *length) = (start, tokens.len() as u8 + 1);
        }
        plane.tokens.push(dc as u16);
        plane.tokens.extend_from_slice(tokens);
        Ok(())
    }
}

fn too_many() -> crate::Error {
    crate::Error::new(crate::Code::ResourceLimit, "a JPEG holds more coefficients than one image may")
        .with_detail("limit.decoded_bytes")
}

/// Blocks as numbers.
#[derive(Debug)]
pub(super) struct NumberPlane {
    numbers: Vec<Coefficients>,
    columns: usize,
}

impl NumberPlane {
    pub(super) fn new((columns, rows): (usize, usize)) -> Self {
        Self { numbers: vec![[0; 64]; columns * rows], columns }
    }

    #[inline(always)]
    pub(super) fn block_mut(&mut self, (column, row): (usize, usize)) -> Option<&mut Coefficients> {
        self.numbers.get_mut(row * self.columns + column)
    }
}

impl Plane for NumberPlane {
    type Block = Coefficients;
    type Made = Coefficients;

    #[inline(always)]
    fn block(&self, column: usize, row: usize) -> Option<&Coefficients> {
        self.numbers.get(row * self.columns + column)
    }

    fn coefficients(block: &Coefficients) -> Coefficients {
        *block
    }

    fn make(coefficients: &Coefficients) -> Coefficients {
        *coefficients
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tokens_hold_the_same_numbers(numbers in prop::collection::vec(prop_oneof![3 => Just(0i16), 1 => -2047i16..=2047], 64)) {
            let numbers: Coefficients = numbers.try_into().unwrap();
            let block = TokenPlane::make(&numbers);
            prop_assert!(block.len() <= 64);
            prop_assert_eq!(TokenPlane::coefficients(&block), numbers);
        }
    }
}
