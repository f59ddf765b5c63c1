//! The fields of one page that say how its pixels are stored.
//!
//! Knows TIFF's defaults and which values go together. Everything is checked before pixels are touched.

use super::refuse;
use crate::codec::samples::Layout;
use crate::document::wrap::ifd::{Directory, Tags};
use crate::document::wrap::picture::Colour;
use crate::error::Result;
use crate::limits::Limits;

/// How the pieces of a page are encoded (tag 259).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Compression {
    None,
    /// `k` as PDF counts; `aligned`: every row starts on a whole byte.
    Fax {
        k: i32,
        aligned: bool,
    },
    Lzw,
    OldJpeg,
    Jpeg,
    Deflate,
    PackBits,
}

/// Where one piece, a strip or a tile, lies in the file and on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) offset: u64,
    pub(super) size: u64,
    /// Which plane, where every component is stored for itself.
    pub(super) plane: u8,
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// What one page says about its pixels.
pub(super) struct Fields<'a> {
    pub(super) tags: Tags<'a>,
    pub(super) directory: Directory<'a>,
    /// The whole page. Samples of 12 bits are kept in 16.
    pub(super) layout: Layout,
    /// Bits a sample in the file: those of the layout, or 12.
    pub(super) stored_bits: u8,
    pub(super) compression: Compression,
    pub(super) photometric: u64,
    /// Bits of a byte are stored in reverse.
    pub(super) reversed: bool,
    /// Horizontal differencing.
    pub(super) predicted: bool,
    pub(super) planar: bool,
    /// There is an alpha channel, and whether colours are premultiplied by it.
    pub(super) alpha: Option<bool>,
    pub(super) pieces: Vec<Piece>,
}

impl<'a> Fields<'a> {
    pub(super) fn read(tags: Tags<'a>, directory: Directory<'a>, limits: &Limits) -> Result<Self> {
        let size = |tag: u16| {
            directory
                .number(tag)
                .and_then(|value| u32::try_from(value).ok())
                .filter(|value| *value > 0)
                .ok_or_else(|| refuse("tiff.fields", "a page of the TIFF file has no size"))
        };
        let (width, height) = (size(256)?, size(257)?);
        let samples = directory.number(277).unwrap_or(1);
        let components = u8::try_from(samples).ok().filter(|count| (1..=32).contains(count));
        let components =
            components.ok_or_else(|| refuse("tiff.fields", "the number of samples a pixel is wrong"))?;
        let stored_bits = depth(&directory)?;
        let bits = if stored_bits == 12 { 16 } else { stored_bits };
        let layout = Layout::new(width, height, components, bits, limits)?;
        let compression = compression(&directory)?;
        // Absent in some fax files: what fax machines mean is white for 0.
        let photometric = directory.number(262).unwrap_or(0);
        let predicted = match directory.number(317).unwrap_or(1) {
            1 => false,
            2 => true,
            _ => return Err(refuse("tiff.predictor.unsupported", "the TIFF predictor is not read")),
        };
        let planar = directory.number(284) == Some(2) && components > 1;
        let pieces = pieces(&tags, &directory, layout, planar)?;
        let reversed = directory.number(266) == Some(2);
        let alpha = match directory.number(338) {
            Some(1) => Some(true),
            // Without the field a sample past the colours is alpha all the same: old writers left it out.
            Some(2) | None => Some(false),
            Some(_) => None,
        };
        Ok(Self {
            tags,
            directory,
            layout,
            stored_bits,
            compression,
            photometric,
            reversed,
            predicted,
            planar,
            alpha,
            pieces,
        })
    }

    /// The encoded bytes of a piece.
    pub(super) fn encoded(&self, piece: &Piece) -> Result<&'a [u8]> {
        let data = match piece.size {
            u64::MAX => self.tags.from(piece.offset),
            size => self.tags.slice(piece.offset, size),
        };
        data.ok_or_else(|| refuse("tiff.truncated", "pixels of the TIFF page lie outside the file"))
    }

    /// Bytes of all pieces, as the file states them.
    pub(super) fn encoded_bytes(&self) -> u64 {
        let size = |piece: &Piece| self.encoded(piece).map_or(0, |data| data.len() as u64);
        self.pieces.iter().map(size).fold(0, u64::saturating_add)
    }

    /// The colour of the page, and whether its samples count down.
    pub(super) fn colour(&self) -> Result<(Colour, bool)> {
        let own = |needed: u8, colour: Colour| {
            if self.layout.components() < needed {
                return Err(refuse("tiff.fields", "the TIFF page has too few samples for its colours"));
            }
            Ok(colour)
        };
        match self.photometric {
            0 => Ok((Colour::Grey, true)),
            1 => Ok((Colour::Grey, false)),
            2 => Ok((own(3, Colour::Rgb)?, false)),
            3 => Ok((Colour::Indexed(self.palette()?), false)),
            5 => Ok((own(4, Colour::Cmyk)?, false)),
            8 if self.layout.bits() == 8 => Ok((own(3, Colour::Lab)?, false)),
            _ => Err(refuse("tiff.photometric.unsupported", "the colours of the TIFF page are not read")),
        }
    }

    fn palette(&self) -> Result<Vec<u8>> {
        let wrong = || refuse("tiff.fields", "the palette of the TIFF page is wrong");
        let bits = self.layout.bits();
        if bits > 8 {
            return Err(wrong());
        }
        let map = self.directory.numbers(320);
        let size = 1usize << bits;
        if map.len() < 3 * size {
            return Err(wrong());
        }
        // Some writers store 8-bit values in the 16-bit fields.
        let shift = if map.iter().all(|value| *value < 256) { 0 } else { 8 };
        Ok((0..size)
            .flat_map(|index| [index, index + size, index + 2 * size])
            .map(|at| map.get(at).map_or(0, |value| (value >> shift) as u8))
            .collect())
    }
}

fn depth(directory: &Directory<'_>) -> Result<u8> {
    let depths = directory.numbers(258);
    let first = depths.first().copied().unwrap_or(1);
    let unsigned = directory.numbers(339).iter().all(|format| matches!(format, 1 | 4));
    match u8::try_from(first) {
        Ok(bits @ (1 | 2 | 4 | 8 | 12 | 16)) if unsigned && depths.iter().all(|other| *other == first) => {
            Ok(bits)
        }
        _ => Err(refuse("tiff.depth.unsupported", "samples of the TIFF page have a depth that is not read")),
    }
}

fn compression(directory: &Directory<'_>) -> Result<Compression> {
    let two_dimensional = directory.number(292).unwrap_or(0) & 1 != 0;
    Ok(match directory.number(259).unwrap_or(1) {
        1 => Compression::None,
        2 => Compression::Fax { k: 0, aligned: true },
        3 => Compression::Fax { k: if two_dimensional { 4 } else { 0 }, aligned: false },
        4 => Compression::Fax { k: -1, aligned: false },
        5 => Compression::Lzw,
        6 => Compression::OldJpeg,
        7 => Compression::Jpeg,
        8 | 32946 => Compression::Deflate,
        32773 => Compression::PackBits,
        _ => {
            return Err(refuse(
                "tiff.compression.unsupported",
                "the TIFF page is compressed in a way not read",
            ));
        }
    })
}

/// All strips or tiles, in the order of the file.
fn pieces(tags: &Tags<'_>, directory: &Directory<'_>, layout: Layout, planar: bool) -> Result<Vec<Piece>> {
    let wrong = || refuse("tiff.fields", "the TIFF page does not say where its pixels are");
    let (width, height) = (layout.width(), layout.height());
    let side = |tag: u16| directory.number(tag).and_then(|value| u32::try_from(value).ok());
    let tiled = directory.number(322).is_some();
    let (piece_width, piece_height, offsets, sizes) = if tiled {
        (side(322), side(323), directory.numbers(324), directory.numbers(325))
    } else {
        let rows = side(278).unwrap_or(height).min(height);
        (Some(width), Some(rows), directory.numbers(273), directory.numbers(279))
    };
    let piece_width = piece_width.filter(|side| (1..=1 << 20).contains(side) || !tiled).ok_or_else(wrong)?;
    let piece_height =
        piece_height.filter(|side| *side > 0 && (!tiled || *side <= 1 << 20)).ok_or_else(wrong)?;
    let (across, down) = (width.div_ceil(piece_width), height.div_ceil(piece_height));
    let planes = if planar { layout.components() } else { 1 };
    let count = u64::from(across) * u64::from(down) * u64::from(planes);
    if (offsets.len() as u64) < count {
        return Err(wrong());
    }
    let places = (0..planes)
        .flat_map(|plane| (0..down).flat_map(move |row| (0..across).map(move |column| (plane, row, column))));
    places
        .zip(offsets)
        .enumerate()
        .map(|(index, ((plane, row, column), offset))| {
            let (x, y) = (column * piece_width, row * piece_height);
            // A tile is always whole; the last strip ends with the page.
            let rows = if tiled { piece_height } else { piece_height.min(height - y) };
            // Old writers leave out the size of the only strip: it goes to the end of the file.
            let size = sizes.get(index).copied().filter(|size| *size > 0);
            let size = size.or((count == 1).then_some(u64::MAX)).ok_or_else(wrong)?;
            let rest = tags
                .from(offset)
                .ok_or_else(|| refuse("tiff.truncated", "pixels of the TIFF page lie outside the file"))?;
            // A size past the end of the file is the end of the file, where decoders can tell.
            let size = if size > rest.len() as u64 { u64::MAX } else { size };
            Ok(Piece { offset, size, plane, x, y, width: piece_width, height: rows })
        })
        .collect()
}
