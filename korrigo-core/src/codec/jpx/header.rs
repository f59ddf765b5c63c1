//! What a JPEG 2000 file says of itself before anything is decoded.
//!
//! Knows the boxes of JP2 (ISO/IEC 15444-1, annex I) and the markers of the codestream (annex A) that
//! tell sizes. Knows no coding.

use crate::codec::bytes::Reader;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// The header of a JPEG 2000 image, a JP2 file or a bare codestream.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// Columns of the decoded image.
    pub width: u32,
    /// Rows of the decoded image.
    pub height: u32,
    /// The components of the codestream. A palette makes more of them, see `palette`.
    pub components: Vec<Component>,
    /// The colour space that the file declares; PDF lets the image dictionary's win.
    pub colour: Declared,
    /// Columns of the palette, when there is one: the samples of the codestream are indices.
    pub palette: Option<u8>,
    /// Columns and rows of the tiles, on the reference grid.
    pub tile: (u32, u32),
    /// How many tiles there are.
    pub tiles: u16,
    /// Whether the wavelets are the reversible ones, so that decoding loses nothing.
    pub reversible: bool,
}

/// A component of the codestream.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Component {
    /// Bits of a sample, 1 to 38.
    pub bits: u8,
    /// Whether samples have a sign.
    pub signed: bool,
    /// Columns and rows of the reference grid that one sample stands for.
    pub step: (u8, u8),
}

/// The colour space that a JP2 file declares in its first colour specification box (I.5.3.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Declared {
    /// By a number: 16 is sRGB, 17 greyscale, 18 sYCC, 12 CMYK.
    Enumerated(u32),
    /// By an ICC profile.
    Icc,
    /// Not at all, or in a way that this does not know.
    Unknown,
}

impl Header {
    /// Reads the header and checks what decoding would take.
    ///
    /// # Errors
    /// - `corrupted_pdf` (`jpx.damaged`) when it is no JPEG 2000 or its header is cut short or absurd.
    /// - `resource_limit` when it has more pixels, or decoding takes more bytes, than `limits` allow.
    pub fn read(data: &[u8], limits: &Limits) -> Result<Self> {
        let mut boxes = Boxes { colour: None, palette: None, codestream: None };
        if data.starts_with(&CODESTREAM) {
            boxes.codestream = Some(data);
        } else {
            boxes.read(Reader(data), limits.max_depth);
        }
        let codestream = boxes.codestream.ok_or_else(super::damaged)?;
        let (mut header, coding) = main_header(codestream).ok_or_else(super::damaged)?;
        header.colour = boxes.colour.unwrap_or(Declared::Unknown);
        header.palette = boxes.palette;
        header.check(&coding, limits)?;
        Ok(header)
    }

    /// Checks the pixels and the memory that decoding takes: samples as 32-bit floats, and a record for
    /// each code block, precinct and tile.
    fn check(&self, coding: &Coding, limits: &Limits) -> Result<()> {
        let pixels = limits.check_pixels(u64::from(self.width), u64::from(self.height))?;
        let channels = self.components.len().max(usize::from(self.palette.unwrap_or_default())) as u64;
        let samples = pixels.saturating_mul(channels);
        let records = (samples >> coding.block_area).saturating_add(samples >> coding.precinct_area);
        let bytes = samples
            .saturating_mul(4)
            .saturating_add(records.saturating_mul(128))
            .saturating_add(u64::from(self.tiles).saturating_mul(channels).saturating_mul(1 << 10));
        if bytes <= limits.max_decoded_bytes {
            return Ok(());
        }
        Err(Error::new(
            Code::ResourceLimit,
            format!("a JPEG 2000 image takes more than {} bytes to decode", limits.max_decoded_bytes),
        )
        .with_detail("limit.decoded_bytes"))
    }
}

/// SOC and SIZ: how a codestream begins.
pub(super) const CODESTREAM: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];

/// What the boxes of a JP2 file tell.
struct Boxes<'a> {
    colour: Option<Declared>,
    palette: Option<u8>,
    codestream: Option<&'a [u8]>,
}

impl<'a> Boxes<'a> {
    /// Reads boxes one after the other, and those inside the header box.
    fn read(&mut self, mut reader: Reader<'a>, depth_left: usize) {
        while let Some((kind, mut body)) = reader.next_box() {
            match &kind {
                b"jp2h" if depth_left > 0 => self.read(body, depth_left - 1),
                // The last one counts, as it does for the decoder.
                b"jp2c" => self.codestream = Some(body.0),
                b"colr" if self.colour.is_none() => {
                    let method = body.u8();
                    let colour = body.skip(2).and_then(|()| body.u32());
                    self.colour = match (method, colour) {
                        (Some(1), Some(number)) => Some(Declared::Enumerated(number)),
                        (Some(2), _) => Some(Declared::Icc),
                        _ => Some(Declared::Unknown),
                    };
                }
                b"pclr" => self.palette = body.skip(2).and_then(|()| body.u8()),
                _ => {}
            }
        }
    }
}

/// The smallest code block and precinct of the image, as powers of two of samples.
struct Coding {
    block_area: u32,
    precinct_area: u32,
}

/// Reads SIZ and the markers up to the first tile; tiles may set their own coding, so those are read too.
fn main_header(codestream: &[u8]) -> Option<(Header, Coding)> {
    let mut reader = Reader(codestream);
    reader.skip(2)?;
    let mut coding = Coding { block_area: 12, precinct_area: 30 };
    let (mut header, mut reversible) = (None, None);
    let mut tile_left = None;
    loop {
        let before = reader.0.len();
        let Some(marker) = reader.u16() else { break };
        match marker {
            // SOD: the data of a tile-part goes on to its end.
            0xFF93 => {
                let Some(left) = tile_left.take() else { break };
                reader.skip(usize::checked_sub(left, 2)?)?;
                continue;
            }
            // EOC.
            0xFFD9 => break,
            0xFF30..=0xFF3F => continue,
            _ => {}
        }
        let length = usize::from(reader.u16()?);
        let mut body = Reader(reader.take(length.checked_sub(2)?)?);
        match marker {
            0xFF51 => header = Some(size(body)?),
            0xFF52 => reversible = reversible.or(style(body, 5, &mut coding)),
            0xFF53 => {
                let many = header.as_ref().is_some_and(|header: &Header| header.components.len() > 256);
                style(body, if many { 3 } else { 2 }, &mut coding);
            }
            // SOT: its length counts from the marker on; 0 reaches to the end.
            0xFF90 => {
                let length = body.skip(2).and_then(|()| body.u32())? as usize;
                tile_left = (length >= 12).then_some(length);
            }
            _ => {}
        }
        if let Some(left) = &mut tile_left {
            // Cut short or nonsense: the decoder will say so.
            let Some(rest) = left.checked_sub(before - reader.0.len()) else { break };
            *left = rest;
        }
    }
    let mut header = header?;
    header.reversible = reversible?;
    Some((header, coding))
}

/// The SIZ marker (A.5.1).
fn size(mut body: Reader<'_>) -> Option<Header> {
    body.skip(2)?;
    let (right, bottom, left, top) = (body.u32()?, body.u32()?, body.u32()?, body.u32()?);
    let tile = (body.u32()?, body.u32()?);
    let tiles_begin = (body.u32()?, body.u32()?);
    let tiles = |end: u32, begin: u32, size: u32| {
        (size > 0 && begin < end).then(|| u64::from((end - begin).div_ceil(size)))
    };
    // Tiles are numbered with 16 bits (A.4.2).
    let tiles = tiles(right, tiles_begin.0, tile.0)?.checked_mul(tiles(bottom, tiles_begin.1, tile.1)?)?;
    let tiles = u16::try_from(tiles).ok()?;
    let count = body.u16()?;
    let mut components = Vec::new();
    for _ in 0..count {
        let (depth, x, y) = (body.u8()?, body.u8()?, body.u8()?);
        components.push(Component { bits: (depth & 0x7F) + 1, signed: depth >= 0x80, step: (x, y) });
    }
    // Components that are all equally coarse are not stretched.
    let first = *components.first()?;
    let shared = components.iter().all(|component| component.step == first.step);
    let step = if shared { first.step } else { (1, 1) };
    let length = |low: u32, high: u32, step: u8| {
        let step = u32::from(step.max(1));
        (low < high).then(|| high.div_ceil(step) - low.div_ceil(step)).filter(|length| *length > 0)
    };
    Some(Header {
        width: length(left, right, step.0)?,
        height: length(top, bottom, step.1)?,
        components,
        colour: Declared::Unknown,
        palette: None,
        tile,
        tiles,
        reversible: false,
    })
}

/// The coding style of COD or COC (A.6.1, A.6.2), whose parameters begin at byte `start`; gives whether
/// the wavelets are reversible.
fn style(body: Reader<'_>, start: usize, coding: &mut Coding) -> Option<bool> {
    let has_precincts = if start == 5 { body.0.first()? & 1 == 1 } else { body.0.get(start - 1)? & 1 == 1 };
    let [_, width, height, _, transformation, precincts @ ..] = body.0.get(start..)? else { return None };
    let area = u32::from(*width).saturating_add(u32::from(*height)).saturating_add(4);
    coding.block_area = coding.block_area.min(area);
    if has_precincts {
        for sizes in precincts {
            coding.precinct_area = coding.precinct_area.min(u32::from(sizes & 0xF) + u32::from(sizes >> 4));
        }
    }
    Some(*transformation == 1)
}

impl<'a> Reader<'a> {
    /// The next box (I.4): its type and its content, cut short with the file.
    pub(super) fn next_box(&mut self) -> Option<([u8; 4], Reader<'a>)> {
        let length = self.u32()?;
        let kind = self.array()?;
        let length = match length {
            0 => self.0.len(),
            1 => usize::try_from(u64::from_be_bytes(self.array()?)).ok()?.checked_sub(16)?,
            _ => (length as usize).checked_sub(8)?,
        };
        Some((kind, Reader(self.take(length.min(self.0.len()))?)))
    }
}
