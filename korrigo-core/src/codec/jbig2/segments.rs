//! The segments of an embedded JBIG2 stream (ITU-T T.88, clause 7): measured before decoding, and
//! written for a page of one region.
//!
//! Knows segment headers and the sizes they declare. Knows no coding: the sizes of symbols, which stand
//! inside the coded data, are asked of [`symbols`].

use std::borrow::Cow;

use super::{damaged, generic, symbols};
use crate::codec::bytes::Reader;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// All regions of a page together may have this many times the pixels of one image: text, halftones
/// and line art each have one at most as large as the page.
const LAYERS: u64 = 4;

/// Pixels of a symbol that are drawn in the time that one pixel takes to decode, or less.
const PIXELS_PER_STEP: u64 = 64;

/// What the segments of the globals and of the page have declared so far.
pub(super) struct Survey<'a> {
    limits: &'a Limits,
    page: Option<(u32, u32)>,
    last_row: Option<u32>,
    pixels: u64,
    largest_symbol: u64,
}

impl<'a> Survey<'a> {
    /// A survey that has seen nothing.
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, page: None, last_row: None, pixels: 0, largest_symbol: 0 }
    }

    /// Checks every size that these segments declare.
    pub(super) fn add(&mut self, data: &[u8]) -> Result<()> {
        let mut reader = Reader(data);
        while let Some(segment) = reader.segment() {
            let mut body = Reader(segment.data);
            match segment.kind {
                48 if self.page.is_none() => self.page = body.size(),
                50 => self.last_row = self.last_row.max(body.u32()),
                kind => {
                    let pixels = self.pixels(kind, body)?;
                    self.pixels = self.pixels.saturating_add(pixels);
                    if self.pixels / LAYERS > self.limits.max_image_pixels {
                        self.limits.check_pixels(self.pixels, 1)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Width and height of the page, if there is one.
    pub(super) fn page(&self) -> Result<Option<(u32, u32)>> {
        let Some((width, height)) = self.page else { return Ok(None) };
        // A page of unknown height ends where its last stripe does (7.4.8.2).
        let striped = || self.last_row.and_then(|row| row.checked_add(1));
        let height = if height == u32::MAX { striped() } else { Some(height) };
        let size = (width, height.ok_or_else(damaged)?);
        self.limits.check_pixels(u64::from(size.0), u64::from(size.1))?;
        Ok(Some(size))
    }

    /// The pixels that a segment decodes to, checked; none where its header is cut short.
    fn pixels(&mut self, kind: u8, mut body: Reader<'_>) -> Result<u64> {
        let limits = self.limits;
        let (width, height) = match kind {
            0 => return self.symbols(body),
            16 => body.patterns().unwrap_or_default(),
            4 | 6 | 7 | 20 | 22 | 23 | 36 | 38 | 39 | 40 | 42 | 43 => {
                let (width, height) = body.size().unwrap_or_default();
                (u64::from(width), u64::from(height))
            }
            _ => return Ok(0),
        };
        let pixels = limits.check_pixels(width, height)?;
        // Placement and combination operator.
        let placed = body.skip(9);
        match kind {
            4 | 6 | 7 => {
                let instances = placed.and_then(|()| body.instances()).unwrap_or_default();
                check_count(instances, limits)?;
                // Drawing goes by words of many pixels.
                let drawn = u64::from(instances).saturating_mul(self.largest_symbol) / PIXELS_PER_STEP;
                limits.check_pixels(drawn, 1)?;
            }
            20 | 22 | 23 => {
                let grid = placed.and_then(|()| body.skip(1)).and_then(|()| body.size()).unwrap_or_default();
                // A grey image of up to 32 planes lies on the grid; 8 are what real halftones have.
                let cells = limits.check_pixels(u64::from(grid.0), u64::from(grid.1))?;
                return Ok(pixels.saturating_add(cells.saturating_mul(8)));
            }
            _ => {}
        }
        Ok(pixels)
    }

    fn symbols(&mut self, mut body: Reader<'_>) -> Result<u64> {
        let segment = body.0;
        check_count(body.symbols().unwrap_or_default(), self.limits)?;
        let sizes = symbols::measure(segment, self.limits)?.unwrap_or_default();
        self.largest_symbol = self.largest_symbol.max(sizes.largest);
        Ok(sizes.all)
    }
}

fn check_count(count: u32, limits: &Limits) -> Result<()> {
    if u64::from(count) <= limits.max_work {
        return Ok(());
    }
    Err(Error::new(
        Code::ResourceLimit,
        format!("a JBIG2 segment takes more than {} steps of work", limits.max_work),
    )
    .with_detail("limit.work"))
}

struct Segment<'a> {
    kind: u8,
    data: &'a [u8],
}

impl<'a> Reader<'a> {
    /// The next segment: its header (7.2) and its data.
    fn segment(&mut self) -> Option<Segment<'a>> {
        let number = self.u32()?;
        let flags = self.u8()?;
        let count = self.u8()?;
        let referred = if count >> 5 == 7 {
            let rest = self.take(3)?;
            let count =
                rest.iter().fold(u32::from(count & 0x1F), |count, byte| count << 8 | u32::from(*byte));
            self.skip((count as usize + 1).div_ceil(8))?;
            count as usize
        } else {
            usize::from(count >> 5)
        };
        let reference_bytes = match number {
            ..=256 => 1,
            257..=65_536 => 2,
            _ => 4,
        };
        self.skip(referred.checked_mul(reference_bytes)?)?;
        self.skip(if flags & 0x40 == 0 { 1 } else { 4 })?;
        let length = self.u32()?;
        let kind = flags & 0x3F;
        let length = if length == u32::MAX { self.unknown_length() } else { length as usize };
        // A segment that is cut short is measured all the same.
        let data = self.take(length.min(self.0.len()))?;
        Some(Segment { kind, data })
    }

    /// The length of a generic region that does not tell it: up to two bytes that end its data and the
    /// four of its height (7.2.7).
    fn unknown_length(self) -> usize {
        let is_fax = self.0.get(17).is_some_and(|flags| flags & 1 == 1);
        let end: [u8; 2] = if is_fax { [0, 0] } else { [0xFF, 0xAC] };
        let place = self.0.windows(2).skip(18).position(|pair| pair == end);
        place.map_or(self.0.len(), |place| place + 18 + 2 + 4)
    }

    /// Width and height.
    fn size(&mut self) -> Option<(u32, u32)> {
        Some((self.u32()?, self.u32()?))
    }

    /// The number of symbols that a dictionary defines or exports, whichever is more (7.4.2.1).
    fn symbols(&mut self) -> Option<u32> {
        let flags = self.u16()?;
        let (huffman, refines) = (flags & 1 == 1, flags & 2 == 2);
        let template_bytes = match (huffman, flags >> 10 & 3) {
            (true, _) => 0,
            (false, 0) => 8,
            (false, _) => 2,
        };
        self.skip(template_bytes)?;
        self.skip(if refines && flags >> 12 & 1 == 0 { 4 } else { 0 })?;
        Some(self.u32()?.max(self.u32()?))
    }

    /// The number of symbols that a text region places (7.4.3.1).
    fn instances(&mut self) -> Option<u32> {
        let flags = self.u16()?;
        let (huffman, refines) = (flags & 1 == 1, flags & 2 == 2);
        self.skip(if huffman { 2 } else { 0 })?;
        self.skip(if refines && flags >> 15 == 0 { 4 } else { 0 })?;
        self.u32()
    }

    /// The size of all patterns of a dictionary, side by side (7.4.4.1, 6.7.5).
    fn patterns(&mut self) -> Option<(u64, u64)> {
        self.skip(1)?;
        let (width, height) = (self.u8()?, self.u8()?);
        Some((u64::from(width) * (u64::from(self.u32()?) + 1), u64::from(height)))
    }
}

/// The data without extension segments (7.4.14), which hold comments; `None` where they are not made of
/// whole segments.
pub(super) fn without_extensions(data: &[u8]) -> Option<Cow<'_, [u8]>> {
    const EXTENSION: u8 = 62;
    let (mut reader, mut kept) = (Reader(data), Vec::new());
    while !reader.0.is_empty() {
        let before = reader.0;
        let kind = reader.segment()?.kind;
        let whole = before.get(..before.len() - reader.0.len())?;
        if kind != EXTENSION {
            kept.extend(whole);
        }
    }
    Some(if kept.len() == data.len() { Cow::Borrowed(data) } else { Cow::Owned(kept) })
}

/// A page as PDF embeds it: a page information segment and one immediate lossless generic region that
/// covers it. PDF leaves out the file header and the segments that end pages and files.
pub(super) fn page(width: u32, height: u32, region: &[u8]) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // No resolution (7.4.8.3); eventually lossless, white, regions drawn with OR (7.4.8.5); no stripes.
    let information = [&size[..], &[0; 8], &[0x01, 0, 0]].concat();
    let placed_at_the_origin = [0; 9];
    let region = [&size[..], &placed_at_the_origin, &generic::HEADER, region].concat();
    let mut page = Vec::with_capacity(information.len() + region.len() + 22);
    for (number, kind, data) in [(0u8, 48, information), (1, 39, region)] {
        page.extend([0, 0, 0, number, kind, 0, 1]);
        // Below 2^32: a region is never larger than its pixels, and those are limited to 2^28 or so.
        page.extend((data.len() as u32).to_be_bytes());
        page.extend(data);
    }
    page
}
