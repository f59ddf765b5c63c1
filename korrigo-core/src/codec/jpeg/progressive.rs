//! Entropy decoding of progressive scans (T.81, annex G): numbers that get finer from scan to scan.
//!
//! Knows spectral selection, successive approximation and the order of scans, which a writer may repeat.
//! Every scan counts as work, so that thousands of empty ones end as `resource_limit`.

use crate::codec::jpeg::bits::{BitReader, extend};
use crate::codec::jpeg::header::{Frame, Reader, Scan, missing_table};
use crate::codec::jpeg::huffman::{DecodeTable, Meaning};
use crate::codec::jpeg::planes::{Coefficients, NumberPlane};
use crate::codec::jpeg::sequential::{MAX_DC, check_size, tables};
use crate::codec::jpeg::{damaged, truncated};
use crate::error::Result;
use crate::limits::Limits;

/// Blocks of one step of work: most blocks of most scans are passed over in a few nanoseconds.
const BLOCKS_A_STEP: u64 = 4;

/// Which part of an image somebody wants; scans without it are passed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) components: [bool; 4],
    /// Whether more than the DC coefficients: the scans that refine the others build upon each other.
    pub(super) ac: bool,
}

impl Wanted {
    pub(super) const ALL: Self = Self { components: [true; 4], ac: true };

    pub(super) fn includes(self, scan: &Scan) -> bool {
        let component = |index: usize| self.components.get(index).copied().unwrap_or_default();
        (self.ac || scan.first == 0) && scan.components.iter().any(|part| component(part.index))
    }
}

/// The scans of a file in order, as far as they may be repeated with other numbers: each bit of each
/// coefficient came once, and all came.
pub(super) type Script = Option<Vec<Scan>>;

/// Decodes all scans, beginning with the one just found.
pub(super) fn decode(
    reader: &mut Reader<'_>,
    first: Scan,
    wanted: Wanted,
    limits: &Limits,
) -> Result<(Vec<NumberPlane>, Script)> {
    let frame = reader.frame()?.clone();
    check_size(reader, &frame)?;
    let meter = limits.meter();
    let sizes = frame.components.iter().zip(wanted.components);
    let mut planes: Vec<NumberPlane> =
        sizes.map(|(c, wanted)| NumberPlane::new(if wanted { c.padded } else { (0, 0) })).collect();
    let mut progress = Progress::new(frame.components.len());
    let mut next = Some(first);
    while let Some(scan) = next {
        let blocks: usize = scan
            .components
            .iter()
            .filter_map(|part| frame.components.get(part.index))
            .map(|c| c.padded.0 * c.padded.1)
            .sum();
        meter.work(blocks as u64 / BLOCKS_A_STEP + 16)?;
        if wanted.includes(&scan) {
            decode_scan(reader, &frame, &scan, &mut planes)?;
        }
        progress.pass(scan);
        next = reader.next_scan()?;
    }
    if !progress.has_every_dc() || (!reader.has_ended && !progress.is_complete()) {
        return Err(truncated());
    }
    Ok((planes, progress.script()))
}

/// Which bits of which coefficients have come.
struct Progress {
    /// For each component and coefficient the lowest bit that is there.
    lowest: Vec<[Option<u8>; 64]>,
    is_orderly: bool,
    scans: Vec<Scan>,
}

impl Progress {
    fn new(components: usize) -> Self {
        Self { lowest: vec![[None; 64]; components], is_orderly: true, scans: Vec::new() }
    }

    fn pass(&mut self, scan: Scan) {
        let before = if scan.high == 0 { None } else { Some(scan.high) };
        for part in &scan.components {
            let Some(lowest) = self.lowest.get_mut(part.index) else { continue };
            for place in lowest.iter_mut().take(usize::from(scan.last) + 1).skip(scan.first.into()) {
                self.is_orderly &= *place == before;
                *place = Some(scan.low);
            }
        }
        // A script that is not orderly is not repeated; nor is one of thousands of scans remembered.
        if self.is_orderly {
            self.scans.push(scan);
        }
    }

    fn has_every_dc(&self) -> bool {
        self.lowest.iter().all(|lowest| lowest[0].is_some())
    }

    fn is_complete(&self) -> bool {
        self.lowest.iter().flatten().all(|lowest| *lowest == Some(0))
    }

    fn script(self) -> Script {
        (self.is_orderly && self.is_complete()).then_some(self.scans)
    }
}

/// What a scan needs for every block.
struct Pass<'t> {
    bits: BitReader<'t>,
    first: usize,
    last: usize,
    low: u32,
    refines: bool,
    /// Blocks whose band is still to be skipped (G.1.2.2, EOBRUN).
    skip: u32,
}

fn decode_scan(
    reader: &mut Reader<'_>,
    frame: &Frame,
    scan: &Scan,
    planes: &mut [NumberPlane],
) -> Result<()> {
    let is_dc = scan.first == 0;
    let (specs, kind): (_, fn(&crate::codec::jpeg::header::ScanComponent) -> usize) =
        if is_dc { (&reader.dc, |part| part.dc) } else { (&reader.ac, |part| part.ac) };
    // A scan that refines DC coefficients has no codes.
    let coded = scan.components.iter().filter(|_| !is_dc || scan.high == 0);
    let tables = tables(specs, coded.map(kind), Meaning::Plain)?;
    let mut pass = Pass {
        bits: BitReader::new(reader.data, reader.position),
        first: scan.first.into(),
        last: scan.last.into(),
        low: scan.low.into(),
        refines: scan.high > 0,
        skip: 0,
    };
    let alone = scan.components.len() == 1;
    let mut mcus = frame.mcus;
    let mut predictions = [0i32; 4];
    if let ([part], true) = (&*scan.components, alone) {
        mcus = frame.components.get(part.index).ok_or_else(missing_table)?.blocks;
    }
    let interval = u32::from(reader.restart_interval);
    let (mut left, mut restarts) = (interval, 0u32);
    for row in 0..mcus.1 {
        for column in 0..mcus.0 {
            if interval > 0 {
                if left == 0 {
                    pass.bits.restart(restarts)?;
                    restarts = restarts.wrapping_add(1);
                    (left, pass.skip, predictions) = (interval, 0, [0; 4]);
                }
                left -= 1;
            }
            for part in &scan.components {
                let Some(component) = frame.components.get(part.index) else { continue };
                let (h, v) = if alone { (1, 1) } else { (component.h as usize, component.v as usize) };
                let table = tables.get(kind(part)).and_then(Option::as_ref);
                for (x, y) in (0..v).flat_map(|y| (0..h).map(move |x| (x, y))) {
                    let place = (column * h + x, row * v + y);
                    let mut nowhere = [0; 64];
                    let block = planes.get_mut(part.index).and_then(|plane| plane.block_mut(place));
                    let block = block.unwrap_or(&mut nowhere);
                    if is_dc {
                        pass.dc(table, block, &mut predictions[part.index & 3])?;
                    } else {
                        pass.ac(table.ok_or_else(missing_table)?, block)?;
                    }
                }
            }
            if pass.bits.is_overrun() {
                return Err(truncated());
            }
        }
    }
    reader.position = pass.bits.position();
    Ok(())
}

impl Pass<'_> {
    /// A DC coefficient, or one more bit of it (G.1.2.1).
    fn dc(
        &mut self,
        table: Option<&DecodeTable>,
        block: &mut Coefficients,
        prediction: &mut i32,
    ) -> Result<()> {
        if self.refines {
            block[0] |= i16::from(self.bits.take_bit()) << self.low;
            return Ok(());
        }
        self.bits.refill();
        *prediction = prediction.wrapping_add(table.ok_or_else(missing_table)?.difference(&mut self.bits)?);
        let value = i64::from(*prediction) << self.low;
        if value.unsigned_abs() > MAX_DC as u64 {
            return Err(damaged("jpeg.invalid_code", "a DC coefficient of a JPEG is out of range"));
        }
        block[0] = value as i16;
        Ok(())
    }

    /// The band of AC coefficients of one block.
    fn ac(&mut self, table: &DecodeTable, block: &mut Coefficients) -> Result<()> {
        if self.refines {
            return self.refine(table, block);
        }
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        let mut place = self.first;
        while place <= self.last {
            self.bits.refill();
            let symbol = table.symbol(&mut self.bits)?;
            let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if size == 0 && run < 15 {
                self.skip = (1 << run) - 1 + self.bits.take(run as u32);
                return Ok(());
            }
            place += run;
            if size > 0 {
                let value = i64::from(extend(self.bits.take(size), size)) << self.low;
                let value = i16::try_from(value).ok().filter(|_| place <= self.last);
                block[place & 63] = value.ok_or_else(|| {
                    damaged("jpeg.invalid_code", "an AC coefficient of a JPEG is out of range")
                })?;
            }
            place += 1;
        }
        Ok(())
    }

    /// One more bit of the coefficients that are there, and new ones of that bit (G.1.2.3).
    fn refine(&mut self, table: &DecodeTable, block: &mut Coefficients) -> Result<()> {
        let mut place = self.first;
        while place <= self.last && self.skip == 0 {
            self.bits.refill();
            let symbol = table.symbol(&mut self.bits)?;
            let (run, size) = (u32::from(symbol >> 4), symbol & 15);
            let mut value = 0;
            if size > 0 {
                value = if self.bits.take(1) > 0 { 1 << self.low } else { -1 << self.low };
            } else if run < 15 {
                self.skip = (1 << run) + self.bits.take(run);
                break;
            }
            place = self.pass_zeros(block, place, run);
            if let Some(number) = block.get_mut(place).filter(|_| value != 0 && place <= self.last) {
                *number = value;
            }
            place += 1;
        }
        if self.skip > 0 {
            self.pass_zeros(block, place, u32::MAX);
            self.skip -= 1;
        }
        Ok(())
    }

    /// Moves on to the zero after `zeros` others, refining what is not zero on the way.
    fn pass_zeros(&mut self, block: &mut Coefficients, mut place: usize, mut zeros: u32) -> usize {
        let bit = 1i16 << self.low;
        while let Some(number) = block.get_mut(place).filter(|_| place <= self.last) {
            if *number != 0 {
                if self.bits.take_bit() && *number & bit == 0 {
                    *number = number.saturating_add(if *number > 0 { bit } else { -bit }).max(-i16::MAX);
                }
            } else if zeros == 0 {
                break;
            } else {
                zeros -= 1;
            }
            place += 1;
        }
        place
    }
}
