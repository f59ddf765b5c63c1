//! Writes progressive files (T.81, annex G), each scan with its own best Huffman table.
//!
//! Knows scripts: the original's own, or a plain one. Each scan is gone through twice, to count symbols
//! and to write them.

use crate::codec::jpeg::bits::{BitWriter, reduce};
use crate::codec::jpeg::header::{Frame, Scan, ScanComponent};
use crate::codec::jpeg::huffman::{Counts, EncodeTable, best_table};
use crate::codec::jpeg::planes::Coefficients;
use crate::codec::jpeg::write::{Blocks, Layout, for_each_block, huffman_content, segment};

/// Bits that a run of skipped blocks may hold back before it is written.
const MOST_HELD_BITS: usize = 900;

/// Writes a progressive file, in the scans of `script` or in those of [`plain_script`].
pub(super) fn progressive(
    layout: &Layout,
    script: Option<&[Scan]>,
    blocks: &impl Blocks<Block = Coefficients>,
    room: usize,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(room);
    layout.headers(&mut out);
    let plain;
    let script = if let Some(script) = script {
        script
    } else {
        plain = plain_script(&layout.frame);
        &plain
    };
    for scan in script {
        out = write_scan(out, layout, scan, blocks);
    }
    out.extend([0xFF, 0xD9]);
    out
}

/// DC first, then the low frequencies, then the others, all without their last bits; then these bits.
pub(super) fn plain_script(frame: &Frame) -> Vec<Scan> {
    let all: Vec<usize> = (0..frame.components.len()).collect();
    let scan = |components: &[usize], (first, last): (u8, u8), (high, low): (u8, u8)| Scan {
        components: components.iter().map(|&index| ScanComponent { index, dc: 0, ac: 0 }).collect(),
        first,
        last,
        high,
        low,
    };
    // B.2.3: ten blocks in an MCU at most.
    let together = frame.components.iter().map(|c| c.h * c.v).sum::<u32>() <= 10;
    let groups: Vec<&[usize]> = if together { vec![&all] } else { all.chunks(1).collect() };
    let mut script = Vec::new();
    script.extend(groups.iter().map(|group| scan(group, (0, 0), (0, 1))));
    for (band, bits) in [((1, 5), (0, 2)), ((6, 63), (0, 2)), ((1, 63), (2, 1))] {
        script.extend(all.chunks(1).map(|one| scan(one, band, bits)));
    }
    script.extend(groups.iter().map(|group| scan(group, (0, 0), (1, 0))));
    script.extend(all.chunks(1).map(|one| scan(one, (1, 63), (1, 0))));
    script
}

fn write_scan(
    mut out: Vec<u8>,
    layout: &Layout,
    scan: &Scan,
    blocks: &impl Blocks<Block = Coefficients>,
) -> Vec<u8> {
    let mut counter = Counter { counts: [[0; 256]; 2] };
    code_scan(layout, scan, blocks, &mut counter);
    let is_dc = scan.first == 0;
    let specs = counter.counts.map(|counts| best_table(&counts));
    let mut content = Vec::new();
    for (index, spec) in specs.iter().enumerate() {
        if !spec.symbols.is_empty() {
            content.extend(huffman_content(u8::from(!is_dc), index, spec));
        }
    }
    if !content.is_empty() {
        segment(&mut out, 0xC4, &content);
    }
    let mut head = vec![scan.components.len() as u8];
    for part in &scan.components {
        let table = if is_dc { (layout.table(part.index) as u8) << 4 } else { 0 };
        head.extend([layout.frame.components.get(part.index).map_or(0, |c| c.id), table]);
    }
    head.extend([scan.first, scan.last, scan.high << 4 | scan.low]);
    segment(&mut out, 0xDA, &head);
    let tables = specs.each_ref().map(EncodeTable::new);
    let mut emitter = Emitter { bits: BitWriter::new(out), tables };
    code_scan(layout, scan, blocks, &mut emitter);
    emitter.bits.finish()
}

/// Takes what a scan consists of.
trait Sink {
    /// A symbol of one of two tables, and the bits after it.
    fn symbol(&mut self, table: usize, symbol: u8, extra: (u32, u32));
    /// Bits without a symbol.
    fn bit(&mut self, bit: bool);
}

struct Counter {
    counts: [Counts; 2],
}

impl Sink for Counter {
    #[inline(always)]
    fn symbol(&mut self, table: usize, symbol: u8, _: (u32, u32)) {
        self.counts[table & 1][usize::from(symbol)] += 1;
    }

    #[inline(always)]
    fn bit(&mut self, _: bool) {}
}

struct Emitter {
    bits: BitWriter,
    tables: [EncodeTable; 2],
}

impl Sink for Emitter {
    #[inline(always)]
    fn symbol(&mut self, table: usize, symbol: u8, (extra, size): (u32, u32)) {
        let (code, length) = self.tables[table & 1].code(symbol);
        self.bits.put(code << size | extra, length.wrapping_add(size));
    }

    #[inline(always)]
    fn bit(&mut self, bit: bool) {
        self.bits.put(bit.into(), 1);
    }
}

fn code_scan(layout: &Layout, scan: &Scan, blocks: &impl Blocks<Block = Coefficients>, sink: &mut impl Sink) {
    let components: Vec<usize> = scan.components.iter().map(|part| part.index).collect();
    let low = u32::from(scan.low);
    if scan.first == 0 {
        let tables: [usize; 4] = std::array::from_fn(|index| layout.table(index));
        let mut predictions = [0i32; 4];
        for_each_block(&layout.frame, &components, |component, column, row| {
            let value = i32::from(blocks.block(component, column, row)[0]) >> low;
            if scan.high > 0 {
                return sink.bit(value & 1 > 0);
            }
            let extra = reduce(value.wrapping_sub(predictions[component & 3]));
            predictions[component & 3] = value;
            sink.symbol(tables[component & 3], extra.1 as u8, extra);
        });
        return;
    }
    let mut band = Band { sink, skipped: 0, held: Vec::new(), own: Vec::new() };
    let range = usize::from(scan.first)..usize::from(scan.last) + 1;
    for_each_block(&layout.frame, &components, |component, column, row| {
        let numbers = blocks.block(component, column, row).get(range.clone()).unwrap_or_default();
        if scan.high == 0 {
            band.first(numbers, low);
        } else {
            band.refine(numbers, low);
        }
    });
    band.end_run();
}

/// Writes the same band of one block after the other.
struct Band<'s, S: Sink> {
    sink: &'s mut S,
    /// Blocks without anything more, not written yet.
    skipped: u32,
    /// Bits that belong to coefficients of these blocks.
    held: Vec<bool>,
    /// Bits of this block, to be written after its next symbol.
    own: Vec<bool>,
}

impl<S: Sink> Band<'_, S> {
    /// The coefficients without their `low` last bits (G.1.2.2).
    #[inline(always)]
    fn first(&mut self, numbers: &[i16], low: u32) {
        let mut run = 0u32;
        for &number in numbers {
            let size = i32::from(number.unsigned_abs()) >> low;
            if size == 0 {
                run += 1;
                continue;
            }
            self.end_run();
            while run > 15 {
                self.sink.symbol(0, 0xF0, (0, 0));
                run -= 16;
            }
            let extra = reduce(if number < 0 { -size } else { size });
            self.sink.symbol(0, (run << 4 | extra.1) as u8, extra);
            run = 0;
        }
        if run > 0 {
            self.skip_rest();
        }
    }

    /// One more bit of each coefficient, and those that begin with it (G.1.2.3, figure G.7).
    fn refine(&mut self, numbers: &[i16], low: u32) {
        let size = |number: &i16| number.unsigned_abs() >> low;
        let new = numbers.iter().rposition(|number| size(number) == 1);
        let mut run = 0u32;
        for (place, number) in numbers.iter().enumerate() {
            let size = size(number);
            if size == 0 {
                run += 1;
                continue;
            }
            while run > 15 && new.is_some_and(|new| place <= new) {
                self.end_run();
                self.sink.symbol(0, 0xF0, (0, 0));
                self.write_own();
                run -= 16;
            }
            if size > 1 {
                self.own.push(size & 1 > 0);
                continue;
            }
            self.end_run();
            self.sink.symbol(0, (run << 4) as u8 | 1, (u32::from(*number > 0), 1));
            self.write_own();
            run = 0;
        }
        if run > 0 || !self.own.is_empty() {
            self.held.append(&mut self.own);
            self.skip_rest();
        }
    }

    fn skip_rest(&mut self) {
        self.skipped += 1;
        if self.skipped == 0x7FFF || self.held.len() > MOST_HELD_BITS {
            self.end_run();
        }
    }

    #[inline(always)]
    fn end_run(&mut self) {
        if self.skipped > 0 {
            self.write_run();
        }
    }

    /// EOBn, and the bits of the blocks that it skips.
    fn write_run(&mut self) {
        let size = self.skipped.ilog2();
        self.sink.symbol(0, (size << 4) as u8, (self.skipped - (1 << size), size));
        self.skipped = 0;
        for bit in self.held.drain(..) {
            self.sink.bit(bit);
        }
    }

    fn write_own(&mut self) {
        for bit in self.own.drain(..) {
            self.sink.bit(bit);
        }
    }
}
