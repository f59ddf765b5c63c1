//! Writes JPEG files: headers, and sequential scans with the best Huffman tables.
//!
//! Knows what a decoder must be told, and nothing more is written: no Exif, no profile, no comment.

use crate::codec::jpeg::bits::{BitWriter, reduce};
use crate::codec::jpeg::header::{ColourModel, Frame, HuffmanSpec, Markers, Quantiser};
use crate::codec::jpeg::huffman::{Counts, EncodeTable, best_table};
use crate::codec::jpeg::planes::token_value;

/// Where a writer finds its blocks.
pub(super) trait Blocks {
    /// A block as it is kept.
    type Block: ?Sized;

    /// The block in this column and row of a component of the new image.
    fn block(&self, component: usize, column: usize, row: usize) -> &Self::Block;
}

/// Everything but the blocks.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) frame: Frame,
    pub(super) markers: Markers,
    pub(super) colour: ColourModel,
    /// The quantisation table of each component.
    pub(super) quantisers: Vec<Quantiser>,
}

impl Layout {
    /// Which of two Huffman tables a component uses: colour differences have their own.
    pub(super) fn table(&self, component: usize) -> usize {
        let differences = matches!(self.colour, ColourModel::YCbCr | ColourModel::Ycck);
        usize::from(differences && (component == 1 || component == 2))
    }

    /// Everything up to the first scan.
    pub(super) fn headers(&self, out: &mut Vec<u8>) {
        out.extend([0xFF, 0xD8]);
        if let Some(jfif) = self.markers.jfif {
            // A thumbnail of 0 by 0 pixels.
            segment(out, 0xE0, &[b"JFIF\0", &jfif[..], &[0, 0]].concat());
        }
        if let Some(adobe) = self.markers.adobe {
            segment(out, 0xEE, &[b"Adobe", &adobe[..]].concat());
        }
        let mut tables: Vec<&Quantiser> = Vec::new();
        let mut parts = Vec::new();
        for (component, quantiser) in self.frame.components.iter().zip(&self.quantisers) {
            let index = tables.iter().position(|table| *table == quantiser).unwrap_or_else(|| {
                quantiser_segment(out, tables.len() as u8, quantiser);
                tables.push(quantiser);
                tables.len() - 1
            });
            parts.extend([component.id, (component.h << 4 | component.v) as u8, index as u8]);
        }
        let (width, height) = (self.frame.width as u16, self.frame.height as u16);
        let mut head = vec![8];
        head.extend(height.to_be_bytes());
        head.extend(width.to_be_bytes());
        head.push(self.frame.components.len() as u8);
        head.extend(parts);
        segment(out, self.frame.marker, &head);
    }
}

fn quantiser_segment(out: &mut Vec<u8>, index: u8, quantiser: &Quantiser) {
    let mut content = vec![u8::from(quantiser.wide) << 4 | index];
    for value in quantiser.values {
        let bytes = value.to_be_bytes();
        content.extend(if quantiser.wide { &bytes[..] } else { &bytes[1..] });
    }
    segment(out, 0xDB, &content);
}

/// Writes one segment.
pub(super) fn segment(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    out.extend([0xFF, marker]);
    // The longest that is written here holds two Huffman tables: under 600 bytes.
    out.extend((content.len() as u16 + 2).to_be_bytes());
    out.extend(content);
}

/// A Huffman table as the content of its segment; `class` is 0 for DC and 1 for AC.
pub(super) fn huffman_content(class: u8, index: usize, spec: &HuffmanSpec) -> Vec<u8> {
    let mut content = vec![class << 4 | index as u8];
    content.extend(spec.counts);
    content.extend(&spec.symbols);
    content
}

/// The components of each scan of a sequential file: one scan, unless an MCU would be too large (B.2.3).
pub(super) fn sequential_scans(frame: &Frame) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..frame.components.len()).collect();
    let blocks: u32 = frame.components.iter().map(|c| c.h * c.v).sum();
    if blocks <= 10 { vec![all] } else { all.into_iter().map(|index| vec![index]).collect() }
}

/// Calls `each` with component, column and row of every block of a scan, in order (A.2).
#[inline(always)]
pub(super) fn for_each_block(frame: &Frame, scan: &[usize], mut each: impl FnMut(usize, usize, usize)) {
    if let [only] = scan {
        let Some(component) = frame.components.get(*only) else { return };
        for row in 0..component.blocks.1 {
            for column in 0..component.blocks.0 {
                each(*only, column, row);
            }
        }
        return;
    }
    for row in 0..frame.mcus.1 {
        for column in 0..frame.mcus.0 {
            for &index in scan {
                let Some(component) = frame.components.get(index) else { continue };
                let (h, v) = (component.h as usize, component.v as usize);
                for y in 0..v {
                    for x in 0..h {
                        each(index, column * h + x, row * v + y);
                    }
                }
            }
        }
    }
}

/// Writes a sequential file.
pub(super) fn sequential(layout: &Layout, blocks: &impl Blocks<Block = [u16]>, room: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(room);
    layout.headers(&mut out);
    for scan in sequential_scans(&layout.frame) {
        let tables = best_tables(layout, &scan, blocks);
        let mut content = Vec::new();
        let mut head = vec![scan.len() as u8];
        for &index in &scan {
            let table = layout.table(index) as u8;
            head.extend([layout.frame.components.get(index).map_or(0, |c| c.id), table << 4 | table]);
        }
        head.extend([0, 63, 0]);
        for (index, (dc, ac)) in tables.iter().enumerate() {
            if !dc.symbols.is_empty() {
                content.extend(huffman_content(0, index, dc));
                content.extend(huffman_content(1, index, ac));
            }
        }
        segment(&mut out, 0xC4, &content);
        segment(&mut out, 0xDA, &head);
        out = write_scan(out, layout, (&scan, &tables), blocks);
    }
    out.extend([0xFF, 0xD9]);
    out
}

fn best_tables(
    layout: &Layout,
    scan: &[usize],
    blocks: &impl Blocks<Block = [u16]>,
) -> [(HuffmanSpec, HuffmanSpec); 2] {
    let mut counts: [(Counts, Counts); 2] = [([0; 256], [0; 256]); 2];
    let mut predictions = [0i32; 4];
    let tables: [usize; 4] = std::array::from_fn(|index| layout.table(index));
    for_each_block(&layout.frame, scan, |component, column, row| {
        let Some((dc, tokens)) = blocks.block(component, column, row).split_first() else { return };
        let (dc_counts, ac_counts) = &mut counts[tables[component & 3] & 1];
        let value = i32::from(*dc as i16);
        let (_, size) = reduce(value.wrapping_sub(predictions[component & 3]));
        predictions[component & 3] = value;
        dc_counts[size as usize & 15] += 1;
        for token in tokens {
            let symbol = (token >> 8) as u8 & 0xF0 | reduce(token_value(*token)).1 as u8;
            ac_counts[usize::from(symbol)] += 1;
        }
    });
    counts.map(|(dc, ac)| (best_table(&dc), best_table(&ac)))
}

fn write_scan(
    out: Vec<u8>,
    layout: &Layout,
    (scan, tables): (&[usize], &[(HuffmanSpec, HuffmanSpec); 2]),
    blocks: &impl Blocks<Block = [u16]>,
) -> Vec<u8> {
    let codes = tables.each_ref().map(|(dc, ac)| (EncodeTable::new(dc), EncodeTable::new(ac)));
    let mut predictions = [0i32; 4];
    let tables: [usize; 4] = std::array::from_fn(|index| layout.table(index));
    let mut bits = BitWriter::new(out);
    for_each_block(&layout.frame, scan, |component, column, row| {
        let Some((dc, tokens)) = blocks.block(component, column, row).split_first() else { return };
        let (dc_codes, ac_codes) = &codes[tables[component & 3] & 1];
        let value = i32::from(*dc as i16);
        let (extra, size) = reduce(value.wrapping_sub(predictions[component & 3]));
        predictions[component & 3] = value;
        let (code, length) = dc_codes.code(size as u8);
        bits.put(code << size | extra, length.wrapping_add(size));
        for token in tokens {
            let (extra, size) = reduce(token_value(*token));
            let (code, length) = ac_codes.code((token >> 8) as u8 & 0xF0 | size as u8);
            // A code of 16 bits and 11 more at most.
            bits.put(code << size | extra, length.wrapping_add(size));
        }
    });
    bits.finish()
}
