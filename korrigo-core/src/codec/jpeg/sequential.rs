//! Entropy decoding of sequential scans (T.81, F.2): blocks as tokens, one after the other.
//!
//! Knows Huffman codes, MCUs and restart intervals. Knows nothing of what the blocks are for: each goes
//! to a [`BlockSink`]. A *token* is one coefficient in 16 bits: the run of zeros before it in the upper
//! four, its value in the lower twelve; [`END_OF_BLOCK`] stands where the rest is zero. Coefficients of
//! 8-bit samples have at most 11 bits and a sign, so a block never takes more room than 64 numbers would.

use crate::codec::jpeg::bits::BitReader;
use crate::codec::jpeg::header::{Frame, HuffmanSpec, Quantiser, Reader, Scan, missing_table};
use crate::codec::jpeg::huffman::{DecodeTable, END_OF_BLOCK, Meaning, SkipTable};
use crate::codec::jpeg::progressive::Wanted;
use crate::codec::jpeg::{damaged, truncated};
use crate::error::{Error, Result};

/// The largest DC coefficient, either way: twice what 8-bit samples need, and what a token holds.
pub(super) const MAX_DC: i32 = 2047;

/// Takes blocks as they are decoded.
pub(super) trait BlockSink {
    /// The first scan of a component begins; its quantisation table is known.
    fn begin(&mut self, component: usize, quantiser: &Quantiser) {
        let _ = (component, quantiser);
    }

    /// How many coefficients of this block, in zigzag order, are of use; those of higher frequencies may
    /// be read over. A block of which none is never comes.
    fn wanted(&self, component: usize, place: (usize, usize)) -> u32 {
        let _ = (component, place);
        64
    }

    /// Whether nothing of a component is wanted from this row of blocks on.
    fn is_past(&self, component: usize, row: usize) -> bool {
        let _ = (component, row);
        false
    }

    /// The block in this column and row of a component: its DC coefficient and the tokens of the others.
    fn block(&mut self, component: usize, place: (usize, usize), dc: i16, tokens: &[u16]) -> Result<()>;
}

/// Decodes the scans that hold what is wanted, beginning with the one just found.
pub(super) fn decode(
    reader: &mut Reader<'_>,
    first: Scan,
    wanted: Wanted,
    sink: &mut impl BlockSink,
) -> Result<()> {
    let frame = reader.frame()?.clone();
    check_size(reader, &frame)?;
    let mut missing = wanted.components;
    missing.iter_mut().skip(frame.components.len()).for_each(|missing| *missing = false);
    let mut seen = [false; 4];
    let mut scan = first;
    loop {
        for part in &scan.components {
            if std::mem::replace(&mut seen[part.index & 3], true) {
                return Err(damaged("jpeg.invalid_header", "a component of a JPEG comes twice"));
            }
            missing[part.index & 3] = false;
            sink.begin(part.index, &reader.quantiser(part.index)?);
        }
        if wanted.includes(&scan) {
            let is_last = !missing.contains(&true);
            decode_scan(reader, &frame, &scan, is_last, sink)?;
        }
        if !missing.contains(&true) {
            return Ok(());
        }
        scan = reader.next_scan()?.ok_or_else(truncated)?;
    }
}

/// Refuses data too short for the blocks they should hold, before any memory is taken for these.
///
/// The shortest code has one bit, and every block has one of DC, whatever else.
pub(super) fn check_size(reader: &Reader<'_>, frame: &Frame) -> Result<()> {
    let pixels: u64 = frame.components.iter().map(|c| c.blocks.0 as u64 * c.blocks.1 as u64).sum();
    if pixels > reader.data.len() as u64 * 8 { Err(truncated()) } else { Ok(()) }
}

/// One component of a scan, ready to decode.
struct Part<'t> {
    index: usize,
    h: usize,
    v: usize,
    dc: &'t DecodeTable,
    ac: &'t DecodeTable,
    over: &'t SkipTable,
    prediction: i32,
}

/// Tables by number, made when they are first needed.
pub(super) fn tables(
    specs: &[Option<HuffmanSpec>; 4],
    wanted: impl Iterator<Item = usize>,
    meaning: Meaning,
) -> Result<[Option<DecodeTable>; 4]> {
    let mut made = [const { None }; 4];
    for index in wanted {
        let (Some(place), Some(spec)) = (made.get_mut(index), specs.get(index)) else { continue };
        let spec = spec.as_ref().ok_or_else(missing_table)?;
        if place.is_none() {
            *place = Some(DecodeTable::new(spec, meaning)?);
        }
    }
    Ok(made)
}

/// `is_last`: nobody reads on after this scan, so that it may end where nothing more of it is wanted.
fn decode_scan(
    reader: &mut Reader<'_>,
    frame: &Frame,
    scan: &Scan,
    is_last: bool,
    sink: &mut impl BlockSink,
) -> Result<()> {
    let dc = tables(&reader.dc, scan.components.iter().map(|c| c.dc), Meaning::Difference)?;
    let ac = tables(&reader.ac, scan.components.iter().map(|c| c.ac), Meaning::RunAndSize)?;
    let over = ac.each_ref().map(|table| table.as_ref().map(SkipTable::new));
    let alone = scan.components.len() == 1;
    let mut parts = Vec::with_capacity(4);
    let mut mcus = frame.mcus;
    for part in &scan.components {
        let component = frame.components.get(part.index).ok_or_else(missing_table)?;
        let (Some(Some(dc)), Some(Some(ac)), Some(Some(over))) =
            (dc.get(part.dc), ac.get(part.ac), over.get(part.ac))
        else {
            return Err(missing_table());
        };
        let (h, v) = if alone { (1, 1) } else { (component.h as usize, component.v as usize) };
        if alone {
            mcus = component.blocks;
        }
        parts.push(Part { index: part.index, h, v, dc, ac, over, prediction: 0 });
    }
    let mut bits = BitReader::new(reader.data, reader.position);
    let (interval, mut left, mut restarts) = (u32::from(reader.restart_interval), 0u32, 0u32);
    left += interval;
    for row in 0..mcus.1 {
        if is_last && parts.iter().all(|part| sink.is_past(part.index, row * part.v)) {
            break;
        }
        for column in 0..mcus.0 {
            if interval > 0 {
                if left == 0 {
                    bits.restart(restarts)?;
                    restarts = restarts.wrapping_add(1);
                    left = interval;
                    for part in &mut parts {
                        part.prediction = 0;
                    }
                }
                left -= 1;
            }
            decode_mcu(&mut bits, &mut parts, (column, row), sink)?;
            if bits.is_overrun() {
                return Err(truncated());
            }
        }
    }
    reader.position = bits.position();
    Ok(())
}

#[inline(always)]
fn decode_mcu(
    bits: &mut BitReader<'_>,
    parts: &mut [Part<'_>],
    (column, row): (usize, usize),
    sink: &mut impl BlockSink,
) -> Result<()> {
    let mut tokens = [0u16; 64];
    for part in parts {
        for y in 0..part.v {
            for x in 0..part.h {
                let place = (column * part.h + x, row * part.v + y);
                let wanted = sink.wanted(part.index, place);
                let (dc, count) = decode_block(bits, part, wanted, &mut tokens)?;
                if wanted > 0 {
                    sink.block(part.index, place, dc, tokens.get(..count).unwrap_or_default())?;
                }
            }
        }
    }
    Ok(())
}

/// Decodes one block (F.2.2): gives its DC coefficient, and how many tokens there are of the coefficients
/// that are wanted. The others are read over.
#[inline(always)]
fn decode_block(
    reader: &mut BitReader<'_>,
    part: &mut Part<'_>,
    wanted: u32,
    tokens: &mut [u16; 64],
) -> Result<(i16, usize)> {
    let mut bits = *reader;
    bits.refill();
    part.prediction = part.prediction.wrapping_add(part.dc.difference(&mut bits)?);
    if part.prediction.unsigned_abs() > MAX_DC as u32 {
        return Err(damaged("jpeg.invalid_code", "a DC coefficient of a JPEG is out of range"));
    }
    let (mut place, mut count) = (1u32, 0usize);
    while place < wanted {
        bits.refill();
        let (token, step) = part.ac.token(&mut bits)?;
        // 63 coefficients at most, each at least one step: never beyond the end.
        tokens[count & 63] = token;
        count = count.wrapping_add(1);
        place = place.wrapping_add(step);
        if place > 64 && token != END_OF_BLOCK {
            return Err(leaves_its_block());
        }
    }
    while place < 64 {
        bits.refill();
        if let Some(next) = part.over.skip(&mut bits, place) {
            place = next;
            continue;
        }
        let (token, step) = part.ac.token(&mut bits)?;
        place = place.wrapping_add(step);
        if place > 64 && token != END_OF_BLOCK {
            return Err(leaves_its_block());
        }
    }
    *reader = bits;
    Ok((part.prediction as i16, count))
}

#[cold]
fn leaves_its_block() -> Error {
    damaged("jpeg.invalid_code", "a run in the image data of a JPEG leaves its block")
}
