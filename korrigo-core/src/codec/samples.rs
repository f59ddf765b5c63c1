//! Decoded images as they lie in memory: packed samples, cut and painted row by row.
//!
//! Knows sizes, depths and rows as PDF packs them (ISO 32000-2, 8.9.3: components interleaved, most
//! significant bit first, each row padded to a whole byte). Knows no codec and no colour: what a sample
//! means is the caller's. Everything is bounded by [`Limits`] before anything is allocated.

mod recode;
mod rows;
mod source;

pub use recode::{Written, edit_raw};
pub(crate) use recode::{deflate, edit_stream};
pub use rows::RowEditor;
pub use source::Decoded;
pub(crate) use source::{Plain, Source, drain};

use super::{Edit, Grey, PixelBox};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// The size and depth of an image, legal by construction.
///
/// ```
/// use korrigo_core::{Limits, codec::samples::Layout};
///
/// let layout = Layout::new(10, 4, 1, 1, &Limits::default())?;
/// assert_eq!((layout.row_bytes(), layout.bytes()), (2, 8));
/// assert!(Layout::new(10, 4, 1, 3, &Limits::default()).is_err());
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Layout {
    width: u32,
    height: u32,
    components: u8,
    bits: u8,
}

impl Layout {
    /// A layout of `width` by `height` pixels of `components` samples of `bits` bits.
    ///
    /// # Errors
    /// `corrupted_pdf` (`samples.layout`) when a side or the number of components is 0 or `bits` is not
    /// 1, 2, 4, 8 or 16; `resource_limit` when the pixels or the decoded bytes pass their limit.
    pub fn new(width: u32, height: u32, components: u8, bits: u8, limits: &Limits) -> Result<Self> {
        if width == 0 || height == 0 || components == 0 || !matches!(bits, 1 | 2 | 4 | 8 | 16) {
            return Err(Error::new(
                Code::CorruptedPdf,
                format!("no image has {width} x {height} pixels of {components} samples of {bits} bits"),
            )
            .with_detail("samples.layout"));
        }
        limits.check_pixels(u64::from(width), u64::from(height))?;
        let layout = Self { width, height, components, bits };
        let bytes = row_bytes(width, components, bits).saturating_mul(u64::from(height));
        if bytes > limits.max_decoded_bytes || isize::try_from(bytes).is_err() {
            return Err(Error::new(
                Code::ResourceLimit,
                format!("an image of {bytes} bytes is over the limit of {} bytes", limits.max_decoded_bytes),
            )
            .with_detail("limit.decoded_bytes"));
        }
        Ok(layout)
    }

    /// Columns.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Samples a pixel.
    pub const fn components(&self) -> u8 {
        self.components
    }

    /// Bits a sample: 1, 2, 4, 8 or 16.
    pub const fn bits(&self) -> u8 {
        self.bits
    }

    /// Bits a pixel.
    pub const fn pixel_bits(&self) -> usize {
        self.components as usize * self.bits as usize
    }

    /// Bytes of one packed row.
    pub const fn row_bytes(&self) -> usize {
        row_bytes(self.width, self.components, self.bits) as usize
    }

    /// Bytes of all rows.
    pub const fn bytes(&self) -> usize {
        self.row_bytes() * self.height as usize
    }

    /// The layout of a part of the image: the box was kept of an image of this layout.
    #[must_use]
    pub const fn cropped(&self, kept: &PixelBox) -> Self {
        Self { width: kept.width, height: kept.height, components: self.components, bits: self.bits }
    }

    /// The box of this image that an edit keeps.
    ///
    /// # Errors
    /// `zone_invalid` (`edit.empty`) when it keeps no pixel.
    pub fn kept(&self, edit: &Edit<'_>) -> Result<PixelBox> {
        PixelBox::kept(edit, (self.width, self.height), (1, 1)).ok_or_else(|| {
            Error::new(Code::ZoneInvalid, "the edit keeps no pixel of the image").with_detail("edit.empty")
        })
    }
}

const fn row_bytes(width: u32, components: u8, bits: u8) -> u64 {
    // At most 2^32 x 2^8 x 2^4 bits.
    (width as u64 * components as u64 * bits as u64).div_ceil(8)
}

/// An image of packed samples.
///
/// ```
/// use korrigo_core::{Limits, codec::samples::{Layout, Samples}};
///
/// let layout = Layout::new(3, 2, 1, 4, &Limits::default())?;
/// let image = Samples::new(layout, vec![0x12, 0x30, 0x45, 0x60])?;
/// assert_eq!(image.sample(2, 1, 0), Some(6));
/// assert_eq!(image.sample(3, 1, 0), None);
/// # Ok::<(), korrigo_core::Error>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Samples {
    layout: Layout,
    data: Vec<u8>,
}

impl std::fmt::Debug for Samples {
    // The pixels of a paper are personal data: they never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Layout { width, height, components, bits } = self.layout;
        write!(f, "Samples({width} x {height}, {components} x {bits} bits)")
    }
}

impl Samples {
    /// An image of `data`: packed rows from the top, each padded to a whole byte.
    ///
    /// Bytes past the last row are dropped: encoders often leave an end of line there.
    ///
    /// # Errors
    /// `corrupted_pdf` (`samples.short`) when bytes are missing; see [`Samples::from_short`].
    pub fn new(layout: Layout, mut data: Vec<u8>) -> Result<Self> {
        if data.len() < layout.bytes() {
            return Err(Error::new(
                Code::CorruptedPdf,
                format!("an image of {} bytes has only {}", layout.bytes(), data.len()),
            )
            .with_detail("samples.short"));
        }
        data.truncate(layout.bytes());
        Ok(Self { layout, data })
    }

    /// An image of `data` that may miss bytes at its end: they are 0. Gives the number of missing bytes.
    ///
    /// Many real files miss a few bytes of the last row; every reader shows them anyway.
    pub fn from_short(layout: Layout, mut data: Vec<u8>) -> (Self, usize) {
        let missing = layout.bytes().saturating_sub(data.len());
        data.resize(layout.bytes(), 0);
        (Self { layout, data }, missing)
    }

    /// An image whose samples all are 0.
    pub fn zeroed(layout: Layout) -> Self {
        Self { layout, data: vec![0; layout.bytes()] }
    }

    /// Size and depth.
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// Columns.
    pub const fn width(&self) -> u32 {
        self.layout.width
    }

    /// Rows.
    pub const fn height(&self) -> u32 {
        self.layout.height
    }

    /// Samples a pixel.
    pub const fn components(&self) -> u8 {
        self.layout.components
    }

    /// Bits a sample: 1, 2, 4, 8 or 16.
    pub const fn bits(&self) -> u8 {
        self.layout.bits
    }

    /// Bytes of one packed row.
    pub const fn row_bytes(&self) -> usize {
        self.layout.row_bytes()
    }

    /// The packed rows.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The packed rows, to be changed in place.
    pub fn data_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// The packed rows, without a copy.
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }

    /// One packed row; empty when there is no such row.
    pub fn row(&self, y: u32) -> &[u8] {
        let size = self.row_bytes();
        self.data.chunks_exact(size).nth(y as usize).unwrap_or_default()
    }

    /// One packed row, to be changed in place; empty when there is no such row.
    pub fn row_mut(&mut self, y: u32) -> &mut [u8] {
        let size = self.row_bytes();
        self.data.chunks_exact_mut(size).nth(y as usize).unwrap_or_default()
    }

    /// All packed rows, from the top.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.data.chunks_exact(self.row_bytes())
    }

    /// One sample; `None` outside the image.
    pub fn sample(&self, x: u32, y: u32, component: u8) -> Option<u16> {
        let (byte, shift) = self.place(x, y, component)?;
        let high = u16::from(*self.data.get(byte)?);
        Some(match self.layout.bits {
            16 => high << 8 | u16::from(*self.data.get(byte + 1)?),
            bits => high >> shift & ((1 << bits) - 1),
        })
    }

    /// Writes one sample, cut to the image's depth; `false` outside the image.
    pub fn set_sample(&mut self, x: u32, y: u32, component: u8, value: u16) -> bool {
        let Some((byte, shift)) = self.place(x, y, component) else { return false };
        let bits = self.layout.bits;
        match (self.data.get_mut(byte..), bits) {
            (Some([high, low, ..]), 16) => [*high, *low] = value.to_be_bytes(),
            (Some([packed, ..]), 1 | 2 | 4 | 8) => {
                let mask = (0xFF >> (8 - bits)) << shift;
                *packed = *packed & !mask | ((value as u8) << shift) & mask;
            }
            _ => return false,
        }
        true
    }

    /// Crops to the kept box, fills what lies outside the polygon or inside a painted zone. Gives the
    /// new image and the box of this one that it covers; padding bits are 0.
    ///
    /// # Errors
    /// `zone_invalid` (`edit.empty`) when the edit keeps no pixel.
    ///
    /// ```
    /// use korrigo_core::{Limits, codec::{Edit, samples::{Layout, Samples}}};
    /// use korrigo_core::geometry::{ConvexPolygon, Rect};
    ///
    /// let layout = Layout::new(4, 1, 1, 8, &Limits::default())?;
    /// let image = Samples::new(layout, vec![10, 20, 30, 40])?;
    /// let right = ConvexPolygon::from_rect(&Rect::new(1.0, 0.0, 4.0, 1.0));
    /// let name = [ConvexPolygon::from_rect(&Rect::new(2.0, 0.0, 3.0, 1.0))];
    /// let (cut, kept) = image.edit(&Edit { keep: Some(&right), paint: &name, fill: &[255], ..Edit::default() })?;
    /// assert_eq!((cut.data(), kept.x), (&[20, 255, 40][..], 1));
    /// # Ok::<(), korrigo_core::Error>(())
    /// ```
    pub fn edit(&self, edit: &Edit<'_>) -> Result<(Self, PixelBox)> {
        let editor = RowEditor::new(self.layout, edit)?;
        let kept = editor.kept();
        let mut out = Self::zeroed(editor.layout());
        let size = out.row_bytes();
        let rows = self.rows().enumerate().skip(kept.y as usize);
        for ((y, source), target) in rows.zip(out.data.chunks_exact_mut(size)) {
            editor.edit_row(y as u32, source, target);
        }
        Ok((out, kept))
    }

    /// The image with `count` components only, from `first` on.
    ///
    /// # Errors
    /// `corrupted_pdf` (`samples.layout`) when it does not have them.
    pub(crate) fn components_from(&self, first: u8, count: u8) -> Result<Self> {
        let Layout { width, height, components, bits } = self.layout;
        if count == 0 || first.checked_add(count).is_none_or(|end| end > components) {
            return Err(Error::new(Code::CorruptedPdf, "the image has not that many components")
                .with_detail("samples.layout"));
        }
        let mut out = Self::zeroed(Layout { components: count, width, height, bits });
        if bits >= 8 {
            let size = usize::from(bits / 8);
            let (step, own) = (usize::from(components) * size, usize::from(count) * size);
            let sources =
                self.data.chunks_exact(step).map(|pixel| &pixel[usize::from(first) * size..][..own]);
            for (target, source) in out.data.chunks_exact_mut(own).zip(sources) {
                target.copy_from_slice(source);
            }
            return Ok(out);
        }
        for (y, x, c) in places(width, height, count) {
            out.set_sample(x, y, c, self.sample(x, y, first + c).unwrap_or_default());
        }
        Ok(out)
    }

    /// One image of planes that hold one component each; a missing plane is 0.
    pub(crate) fn interleaved(layout: Layout, planes: &[Self]) -> Self {
        let mut out = Self::zeroed(layout);
        for (y, x, c) in places(layout.width, layout.height, layout.components) {
            let value = planes.get(usize::from(c)).and_then(|plane| plane.sample(x, y, 0));
            out.set_sample(x, y, c, value.unwrap_or_default());
        }
        out
    }

    /// Flate data of the image with the predictor that makes them smallest.
    pub(crate) fn deflate(&self) -> (Vec<u8>, super::predictor::Params) {
        recode::deflate(self, &[], None)
    }

    /// The image as 8-bit grey, samples taken for grey (one component) or RGB (three), 0 for black;
    /// `None` for other numbers of components.
    pub fn to_grey(&self) -> Option<Grey> {
        let mut data = Vec::with_capacity(self.width() as usize * self.height() as usize);
        // ITU-R BT.601 luma, as in JFIF, in 1/256.
        let luma = |[r, g, b]: [u8; 3]| {
            ((77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b) + 128) >> 8) as u8
        };
        for row in self.rows() {
            match (self.layout.components, self.layout.bits) {
                (1, 8) => data.extend_from_slice(row),
                (1, 16) => data.extend(row.chunks_exact(2).map(|pair| pair[0])),
                (3, 8) => data.extend(row.chunks_exact(3).map(|p| luma([p[0], p[1], p[2]]))),
                (3, 16) => data.extend(row.chunks_exact(6).map(|p| luma([p[0], p[2], p[4]]))),
                (1, bits) => rows::spread(row, bits, self.layout.width, &mut data),
                (3, bits) => {
                    let mut wide = Vec::with_capacity(self.layout.width as usize * 3);
                    rows::spread(row, bits, self.layout.width.saturating_mul(3), &mut wide);
                    data.extend(wide.chunks_exact(3).map(|p| luma([p[0], p[1], p[2]])));
                }
                _ => return None,
            }
        }
        Some(Grey { width: self.width(), height: self.height(), data })
    }

    /// The byte that holds a sample (its first one), and how far right its lowest bit lies in it.
    fn place(&self, x: u32, y: u32, component: u8) -> Option<(usize, u8)> {
        let Layout { width, height, components, bits } = self.layout;
        if x >= width || y >= height || component >= components {
            return None;
        }
        let bit = (x as usize * components as usize + component as usize) * bits as usize;
        let shift = 8u8.saturating_sub(bits).saturating_sub((bit % 8) as u8);
        Some((y as usize * self.row_bytes() + bit / 8, shift))
    }
}

/// Every row, column and component.
fn places(width: u32, height: u32, components: u8) -> impl Iterator<Item = (u32, u32, u8)> {
    (0..height).flat_map(move |y| (0..width).flat_map(move |x| (0..components).map(move |c| (y, x, c))))
}
