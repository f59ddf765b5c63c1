//! Markers, tables and the frame of a JPEG file (ITU-T T.81, annex B).
//!
//! Knows segments and where scans begin. Knows nothing of entropy-coded data: whoever decodes a scan
//! tells [`Reader`] where it ended. Everything that is not needed to decode is skipped and forgotten.

use crate::codec::jpeg::{damaged, unsupported};
use crate::error::Result;
use crate::limits::Limits;

/// How far into the data the start may lie: some producers put a line break before it.
pub(super) const MAX_LEADING: usize = 1024;

/// How the samples of a JPEG make colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ColourModel {
    /// Four inks, as they are.
    Cmyk,
    /// One component.
    Grey,
    /// Two components, or anything else that is left as it is.
    Other,
    /// Red, green, blue, as they are.
    Rgb,
    /// Luma and two colour differences.
    YCbCr,
    /// `YCbCr` of the inverted first three inks, and the fourth as it is.
    Ycck,
}

/// What a JPEG says about itself before its first scan.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// Columns of pixels.
    pub width: u32,
    /// Rows of pixels.
    pub height: u32,
    /// Components of a pixel, 1 to 4.
    pub components: u8,
    /// Whether the coefficients come in several scans, coarse to fine.
    pub progressive: bool,
    /// Whether the first scan holds all components, as nearly every file's does.
    pub interleaved: bool,
    /// Bits of a sample: 8.
    pub bits: u8,
    /// Horizontal and vertical sampling factor of each component. A single component counts as (1, 1).
    pub sampling: Vec<(u8, u8)>,
    /// The transform of an Adobe APP14 segment: 0 none, 1 `YCbCr`, 2 YCCK; `None` without the segment.
    pub adobe_transform: Option<u8>,
    /// MCUs between restart markers; 0 without them.
    pub restart_interval: u16,
    /// How the samples make colours, after the Adobe and JFIF segments and the component identifiers.
    pub colour: ColourModel,
}

impl Header {
    /// Reads everything up to the first scan.
    ///
    /// # Errors
    /// `corrupted_pdf` with a detail: `jpeg.not_jpeg`, `jpeg.truncated`, `jpeg.invalid_header`,
    /// `jpeg.invalid_table`, `jpeg.unsupported` (12 bits, arithmetic coding, lossless, hierarchical, DNL);
    /// `resource_limit` when the image is larger than `limits` allow.
    pub fn read(data: &[u8], limits: &Limits) -> Result<Self> {
        let mut reader = Reader::new(data, limits)?;
        reader.next_scan()?;
        reader.header()
    }

    /// How the samples make colours where a PDF's `ColorTransform` is told: it counts without an Adobe segment
    /// only (ISO 32000-2, table 13). That it repeats the default of three components does not make `YCbCr` of
    /// those named R, G and B; so do other readers take it.
    pub fn colour_told(&self, colour_transform: Option<i64>) -> ColourModel {
        match (self.adobe_transform, self.components, colour_transform) {
            (None, 3, Some(0)) => ColourModel::Rgb,
            (None, 4, Some(1)) => ColourModel::Ycck,
            _ => self.colour,
        }
    }

    /// Columns and rows of pixels of one MCU: an edit cuts at multiples of these.
    pub fn mcu_size(&self) -> (u32, u32) {
        let (h, v) = self.sampling.iter().fold((1, 1), |(h, v), s| (h.max(s.0), v.max(s.1)));
        (u32::from(h) * 8, u32::from(v) * 8)
    }
}

/// One component of the frame.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) id: u8,
    pub(super) h: u32,
    pub(super) v: u32,
    /// Which of the four quantisation tables.
    pub(super) quantiser: usize,
    /// Columns and rows of blocks that hold pixels: what a scan of this component alone holds.
    pub(super) blocks: (usize, usize),
    /// Columns and rows of blocks in whole MCUs: what a scan of several components holds.
    pub(super) padded: (usize, usize),
}

/// The frame header (B.2.2).
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Second byte of the marker: C0 baseline, C1 extended, C2 progressive.
    pub(super) marker: u8,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: Vec<Component>,
    /// Columns and rows of MCUs of a scan of all components.
    pub(super) mcus: (usize, usize),
    /// Columns and rows of pixels of an MCU.
    pub(super) mcu: (u32, u32),
}

impl Frame {
    /// Lays out a frame for components of which id, factors and table are known.
    pub(super) fn new(marker: u8, size: (u32, u32), parts: &[(u8, u32, u32, usize)]) -> Self {
        let h_max = parts.iter().map(|p| p.1).max().unwrap_or(1).max(1);
        let v_max = parts.iter().map(|p| p.2).max().unwrap_or(1).max(1);
        let mcu = (h_max * 8, v_max * 8);
        let mcus = (size.0.div_ceil(mcu.0) as usize, size.1.div_ceil(mcu.1) as usize);
        let components = parts.iter().map(|&(id, h, v, quantiser)| Component {
            id,
            h,
            v,
            quantiser,
            blocks: (
                (size.0 * h).div_ceil(h_max).div_ceil(8) as usize,
                (size.1 * v).div_ceil(v_max).div_ceil(8) as usize,
            ),
            padded: (mcus.0 * h as usize, mcus.1 * v as usize),
        });
        Self { marker, width: size.0, height: size.1, components: components.collect(), mcus, mcu }
    }

    pub(super) fn is_progressive(&self) -> bool {
        self.marker == 0xC2
    }

    /// Blocks of all components, padding included.
    pub(super) fn total_blocks(&self) -> u64 {
        self.components.iter().map(|c| c.padded.0 as u64 * c.padded.1 as u64).sum()
    }
}

/// A Huffman table as it is written (B.2.4.2): how many codes of each length, and their symbols.
#[derive(Clone, Debug, Default)]
pub(super) struct HuffmanSpec {
    pub(super) counts: [u8; 16],
    pub(super) symbols: Vec<u8>,
}

/// A quantisation table, in zigzag order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Quantiser {
    pub(super) values: [u16; 64],
    /// Whether it is written with two bytes a value.
    pub(super) wide: bool,
}

/// One component's part in a scan.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScanComponent {
    /// Index into [`Frame::components`].
    pub(super) index: usize,
    pub(super) dc: usize,
    pub(super) ac: usize,
}

/// The scan header (B.2.3).
#[derive(Clone, Debug)]
pub(super) struct Scan {
    pub(super) components: Vec<ScanComponent>,
    pub(super) first: u8,
    pub(super) last: u8,
    /// Bits that were there before this scan.
    pub(super) high: u8,
    /// Lowest bit that is there after it.
    pub(super) low: u8,
}

/// What decides how samples become colours, and nothing else of the application segments.
#[derive(Clone, Debug, Default)]
pub(super) struct Markers {
    /// Version, density unit and densities of the JFIF segment.
    pub(super) jfif: Option<[u8; 7]>,
    /// Version, flags and transform of the Adobe segment.
    pub(super) adobe: Option<[u8; 7]>,
}

impl Markers {
    pub(super) fn transform(&self) -> Option<u8> {
        self.adobe.map(|adobe| adobe[6])
    }

    /// How the samples make colours. Where JFIF and Adobe disagree, Adobe is right (ISO 32000-2, table 13).
    pub(super) fn colour(&self, frame: &Frame) -> ColourModel {
        let ids: Vec<u8> = frame.components.iter().map(|c| c.id).collect();
        match (ids.len(), self.transform()) {
            (1, _) => ColourModel::Grey,
            (3, Some(0)) => ColourModel::Rgb,
            (3, None) if self.jfif.is_none() && ids == *b"RGB" => ColourModel::Rgb,
            (3, _) => ColourModel::YCbCr,
            (4, Some(2)) => ColourModel::Ycck,
            (4, _) => ColourModel::Cmyk,
            _ => ColourModel::Other,
        }
    }
}

/// Walks over the segments of a JPEG and remembers the tables.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) data: &'a [u8],
    /// Where the next segment, or the entropy-coded data of the scan just read, begins.
    pub(super) position: usize,
    pub(super) frame: Option<Frame>,
    pub(super) markers: Markers,
    quantisers: [Option<Quantiser>; 4],
    /// The table of each component, as it was when its first scan began.
    latched: [Option<Quantiser>; 4],
    pub(super) dc: [Option<HuffmanSpec>; 4],
    pub(super) ac: [Option<HuffmanSpec>; 4],
    pub(super) restart_interval: u16,
    /// Components of the first scan; 0 before it.
    in_first_scan: usize,
    /// Whether the end marker was found.
    pub(super) has_ended: bool,
    limits: Limits,
}

impl<'a> Reader<'a> {
    /// Finds the start of the image.
    pub(super) fn new(data: &'a [u8], limits: &Limits) -> Result<Self> {
        let head = data.get(..data.len().min(MAX_LEADING)).unwrap_or_default();
        let start = head.windows(2).position(|pair| pair == [0xFF, 0xD8]).ok_or_else(|| {
            damaged("jpeg.not_jpeg", "an image that should be a JPEG does not begin as one")
        })?;
        Ok(Self {
            data,
            position: start + 2,
            frame: None,
            markers: Markers::default(),
            quantisers: [None; 4],
            latched: [None; 4],
            dc: [const { None }; 4],
            ac: [const { None }; 4],
            restart_interval: 0,
            in_first_scan: 0,
            has_ended: false,
            limits: limits.clone(),
        })
    }

    /// The frame, once a scan was found.
    pub(super) fn frame(&self) -> Result<&Frame> {
        self.frame.as_ref().ok_or_else(|| damaged("jpeg.truncated", "a JPEG ends before its frame header"))
    }

    /// What the segments read so far say.
    pub(super) fn header(&self) -> Result<Header> {
        let frame = self.frame()?;
        Ok(Header {
            width: frame.width,
            height: frame.height,
            components: frame.components.len() as u8,
            progressive: frame.is_progressive(),
            interleaved: self.in_first_scan == frame.components.len(),
            bits: 8,
            sampling: frame.components.iter().map(|c| (c.h as u8, c.v as u8)).collect(),
            adobe_transform: self.markers.transform(),
            restart_interval: self.restart_interval,
            colour: self.markers.colour(frame),
        })
    }

    /// Reads segments up to the next scan, whose data then begins at `position`; `None` at the end.
    ///
    /// Data that ends between two segments ends the image too: whether all of it was there is known to
    /// whoever counts blocks.
    pub(super) fn next_scan(&mut self) -> Result<Option<Scan>> {
        loop {
            let Some(marker) = self.next_marker() else { return Ok(None) };
            match marker {
                0xD9 => {
                    self.has_ended = true;
                    return Ok(None);
                }
                // Restart markers and TEM stand alone; a second start does no harm.
                0x01 | 0xD0..=0xD8 => continue,
                _ => {}
            }
            let segment = self.segment()?;
            match marker {
                0xC0..=0xC2 => self.read_frame(marker, segment)?,
                0xC4 => self.read_huffman(segment)?,
                0xC3 | 0xC5..=0xC8 | 0xCA..=0xCF | 0xDE | 0xDF => {
                    return Err(unsupported(
                        "lossless, hierarchical and arithmetic-coded JPEGs are not read",
                    ));
                }
                0xC9 => return Err(unsupported("arithmetic-coded JPEGs are not read")),
                0xDA => {
                    let scan = self.read_scan(segment)?;
                    if self.in_first_scan == 0 {
                        self.in_first_scan = scan.components.len();
                    }
                    return Ok(Some(scan));
                }
                0xDB => self.read_quantisers(segment)?,
                0xDC => self.read_line_count(segment)?,
                0xDD => self.restart_interval = read_u16(segment, 0).ok_or_else(short_segment)?,
                0xE0 => self.read_jfif(segment),
                0xEE => self.read_adobe(segment),
                _ => {}
            }
        }
    }

    /// The next marker, after whatever lies before it.
    fn next_marker(&mut self) -> Option<u8> {
        let rest = self.data.get(self.position..)?;
        let mut after_ff = false;
        for (offset, byte) in rest.iter().enumerate() {
            match byte {
                0xFF => after_ff = true,
                0 => after_ff = false,
                marker if after_ff => {
                    self.position += offset + 1;
                    return Some(*marker);
                }
                _ => {}
            }
        }
        self.position = self.data.len();
        None
    }

    fn segment(&mut self) -> Result<&'a [u8]> {
        let length = read_u16(self.data, self.position).ok_or_else(short_segment)?;
        let (start, end) = (self.position + 2, self.position + usize::from(length));
        let segment = self.data.get(start..end).ok_or_else(short_segment)?;
        self.position = end;
        Ok(segment)
    }

    fn read_frame(&mut self, marker: u8, segment: &[u8]) -> Result<()> {
        if self.frame.is_some() {
            return Err(damaged("jpeg.invalid_header", "a JPEG has two frame headers"));
        }
        let [bits, y1, y0, x1, x0, count, rest @ ..] = segment else { return Err(short_segment()) };
        if *bits != 8 {
            return Err(unsupported("JPEGs with other than 8 bits a sample are not read"));
        }
        let height = u32::from(u16::from_be_bytes([*y1, *y0]));
        let width = u32::from(u16::from_be_bytes([*x1, *x0]));
        if height == 0 {
            return Err(unsupported("JPEGs that tell their height after the image (DNL) are not read"));
        }
        if width == 0 || !(1..=4).contains(count) {
            return Err(damaged("jpeg.invalid_header", "a JPEG has no column, no component or more than 4"));
        }
        self.limits.check_pixels(width.into(), height.into())?;
        let mut parts = Vec::with_capacity(4);
        for part in rest.chunks_exact(3).take(usize::from(*count)) {
            let [id, factors, quantiser] = part else { return Err(short_segment()) };
            let (h, v) = (u32::from(factors >> 4), u32::from(factors & 15));
            if !(1..=4).contains(&h) || !(1..=4).contains(&v) || *quantiser > 3 {
                return Err(damaged("jpeg.invalid_header", "a component of a JPEG has impossible factors"));
            }
            parts.push((*id, h, v, usize::from(*quantiser)));
        }
        if parts.len() != usize::from(*count) {
            return Err(short_segment());
        }
        if let [only] = &mut *parts {
            // A.2.2: blocks of a lone component come one by one, whatever its factors.
            (only.1, only.2) = (1, 1);
        }
        self.frame = Some(Frame::new(marker, (width, height), &parts));
        Ok(())
    }

    fn read_scan(&mut self, segment: &[u8]) -> Result<Scan> {
        let frame = self.frame()?;
        let invalid = || damaged("jpeg.invalid_header", "a scan of a JPEG does not fit its frame");
        let (count, rest) = segment.split_first().ok_or_else(short_segment)?;
        let (parts, tail) = rest.split_at_checked(usize::from(*count) * 2).ok_or_else(short_segment)?;
        let [first, last, bits, ..] = tail else { return Err(short_segment()) };
        let mut components = Vec::with_capacity(4);
        for part in parts.chunks_exact(2) {
            let [id, tables] = part else { return Err(short_segment()) };
            let used = |index: usize| components.iter().any(|c: &ScanComponent| c.index == index);
            let index = (0..frame.components.len())
                .find(|&index| !used(index) && frame.components.get(index).is_some_and(|c| c.id == *id))
                .ok_or_else(invalid)?;
            let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
            if dc > 3 || ac > 3 || components.last().is_some_and(|c| c.index > index) {
                return Err(invalid());
            }
            components.push(ScanComponent { index, dc, ac });
        }
        let scan = Scan { components, first: *first, last: *last, high: bits >> 4, low: bits & 15 };
        // G.1.1.1: a scan of AC coefficients holds one component.
        let spectral = scan.first <= scan.last
            && scan.last < 64
            && (scan.first > 0 && scan.components.len() == 1 || scan.first == 0 && scan.last == 0)
            && scan.low <= 13
            && (scan.high == 0 || scan.high == scan.low + 1);
        if scan.components.is_empty() || (frame.is_progressive() && !spectral) {
            return Err(invalid());
        }
        self.latch_quantisers(&scan);
        Ok(scan)
    }

    fn latch_quantisers(&mut self, scan: &Scan) {
        for part in &scan.components {
            let component = self.frame.as_ref().and_then(|frame| frame.components.get(part.index));
            let table = component.and_then(|c| self.quantisers.get(c.quantiser).copied().flatten());
            if let Some(place) = self.latched.get_mut(part.index) {
                *place = place.or(table);
            }
        }
    }

    /// Takes the tables read so far for components whose scan will not be found.
    pub(super) fn latch_the_rest(&mut self) {
        let components = self.frame.iter().flat_map(|frame| &frame.components);
        for (latched, component) in self.latched.iter_mut().zip(components) {
            *latched = latched.or(self.quantisers.get(component.quantiser).copied().flatten());
        }
    }

    /// The quantisation table of a component, once its first scan was found.
    pub(super) fn quantiser(&self, component: usize) -> Result<Quantiser> {
        self.latched.get(component).copied().flatten().ok_or_else(missing_table)
    }

    /// The quantisation table of each component, once the scans were read.
    pub(super) fn component_quantisers(&self) -> Result<Vec<Quantiser>> {
        (0..self.frame()?.components.len()).map(|component| self.quantiser(component)).collect()
    }

    fn read_huffman(&mut self, mut segment: &[u8]) -> Result<()> {
        let invalid = || damaged("jpeg.invalid_table", "a Huffman table of a JPEG is damaged");
        while let Some((head, rest)) = segment.split_at_checked(17) {
            let [selector, lengths @ ..] = head else { return Err(invalid()) };
            let counts: [u8; 16] = lengths.try_into().map_err(|_| invalid())?;
            let total: usize = counts.iter().map(|&n| usize::from(n)).sum();
            let (symbols, rest) = rest.split_at_checked(total).ok_or_else(short_segment)?;
            let tables = if selector >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            let place = tables.get_mut(usize::from(selector & 15)).ok_or_else(invalid)?;
            if selector >> 4 > 1 || total > 256 {
                return Err(invalid());
            }
            *place = Some(HuffmanSpec { counts, symbols: symbols.to_vec() });
            segment = rest;
        }
        if segment.is_empty() { Ok(()) } else { Err(invalid()) }
    }

    fn read_quantisers(&mut self, mut segment: &[u8]) -> Result<()> {
        let invalid = || damaged("jpeg.invalid_table", "a quantisation table of a JPEG is damaged");
        while let Some((selector, rest)) = segment.split_first() {
            let wide = selector >> 4 == 1;
            let place = self.quantisers.get_mut(usize::from(selector & 15)).ok_or_else(invalid)?;
            let length = if wide { 128 } else { 64 };
            let (bytes, rest) = rest.split_at_checked(length).ok_or_else(short_segment)?;
            let mut values = [0u16; 64];
            for (index, value) in values.iter_mut().enumerate() {
                *value = if wide {
                    read_u16(bytes, index * 2).unwrap_or_default()
                } else {
                    bytes.get(index).copied().unwrap_or_default().into()
                };
            }
            if selector >> 4 > 1 || values.contains(&0) {
                return Err(invalid());
            }
            *place = Some(Quantiser { values, wide });
            segment = rest;
        }
        Ok(())
    }

    fn read_line_count(&mut self, segment: &[u8]) -> Result<()> {
        let lines = read_u16(segment, 0).ok_or_else(short_segment)?;
        if self.frame()?.height == u32::from(lines) {
            return Ok(());
        }
        Err(unsupported("JPEGs that change their height after the image (DNL) are not read"))
    }

    fn read_jfif(&mut self, segment: &[u8]) {
        if let [b'J', b'F', b'I', b'F', 0, rest @ ..] = segment
            && let Some(rest) = rest.first_chunk::<7>()
        {
            self.markers.jfif = Some(*rest);
        }
    }

    fn read_adobe(&mut self, segment: &[u8]) {
        if let [b'A', b'd', b'o', b'b', b'e', rest @ ..] = segment
            && let Some(rest) = rest.first_chunk::<7>()
        {
            self.markers.adobe = Some(*rest);
        }
    }
}

pub(super) fn missing_table() -> crate::Error {
    damaged("jpeg.missing_table", "a scan of a JPEG uses a table that the file does not hold")
}

fn short_segment() -> crate::Error {
    damaged("jpeg.truncated", "a JPEG ends inside one of its segments")
}

fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_be_bytes(*pair))
}
