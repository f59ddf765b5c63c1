//! One image on the table: its size, its codec and the cut through it.
//!
//! Knows which codec cuts which data, how the result is named in a dictionary, and what to do where data
//! is damaged. Knows nothing of where the image is drawn.

use std::borrow::Cow;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::grid::Grid;
use super::{Cuts, Incision, Role, salvage};
use crate::codec::samples::{self, Layout, Samples};
use crate::codec::{
    Edit, Edited, PixelBox, Wipe, ccitt, flate, jbig2, jpeg, jpx, lzw, predictor, run_length,
};
use crate::document::Document;
use crate::document::filters::{EncodedImage, ImageCodec as Codec};
use crate::error::{Code, Error, Result};
use crate::geometry::{ConvexPolygon, Matrix};
use crate::limits::{Limits, Meter};
use crate::surgery::{NoteKind, Tint, white};

/// An image and all that is needed to cut it.
pub(super) struct Picture<'a> {
    codec: Codec<'a>,
    /// What a JBIG2 shares with other images.
    globals: Option<Vec<u8>>,
    data: Cow<'a, [u8]>,
    grid: Grid,
    components: u8,
    bits: u8,
    fill: Vec<u16>,
    limits: &'a Limits,
    /// A JPEG 2000 is decoded at once: only its data know its depth.
    decoded: Option<jpx::Image>,
    /// Whether the dictionary names a colour space: the one inside a JPEG 2000 is then not looked at.
    has_colour_space: bool,
    wrapped: bool,
    /// Whether zones are hidden: nothing of what stays may then change.
    hides: bool,
}

/// A cut image, and what is worth telling about it.
pub(super) type Cut = (Written, Option<NoteKind>);

/// So far beyond its middle a pixel reaches, less a sliver: a zone that ends where a pixel does must not touch
/// the next one by rounding.
const REACH: f64 = 0.5 - 1e-3;

/// A cut image: the pixels it covers of the old one, the data, and how they are encoded.
pub(super) struct Written {
    pub(super) kept: PixelBox,
    pub(super) data: Vec<u8>,
    pub(super) entries: Dictionary,
    /// The opacity that a JPEG 2000 held, as the entries and the data of a soft mask of the same size.
    pub(super) opacity: Option<(Dictionary, Vec<u8>)>,
    /// The ICC profile that a JPEG 2000 held and no dictionary names, and how many components it is for.
    pub(super) profile: Option<(u8, Vec<u8>)>,
}

impl<'a> Picture<'a> {
    /// Looks at an image without decoding it.
    ///
    /// # Errors
    /// `corrupted_pdf` when its size, colours or filters make no sense; `resource_limit`.
    pub(super) fn new(
        document: &'a Document,
        stream: &'a Stream,
        (role, tint): (Role, Option<Tint>),
        meter: &Meter,
    ) -> Result<Self> {
        let EncodedImage { codec, data, wrapped } = document.encoded_image(stream, meter)?;
        let globals = match &codec {
            Codec::Jbig2 { globals: Some(globals) } => Some(document.decode_stream(globals, meter)?),
            _ => None,
        };
        let limits = document.limits();
        let size = (side(document, &stream.dict, b"Width")?, side(document, &stream.dict, b"Height")?);
        limits.check_pixels(u64::from(size.0), u64::from(size.1))?;
        let bits = match (role, &codec) {
            (Role::Stencil, _) | (_, Codec::Ccitt(_) | Codec::Jbig2 { .. }) => 1,
            (_, Codec::Jpeg { .. }) => 8,
            _ => number(document, &stream.dict, b"BitsPerComponent")
                .and_then(|bits| u8::try_from(bits).ok())
                .unwrap_or(8),
        };
        let named =
            if role == Role::Stencil { Some(1) } else { white::components(document, &stream.dict, meter) };
        let mut picture = Self {
            codec,
            globals,
            data,
            grid: Grid { size, step: (1, 1) },
            components: named.unwrap_or(1),
            bits,
            fill: Vec::new(),
            limits,
            decoded: None,
            has_colour_space: stream
                .dict
                .get(b"ColorSpace")
                .is_ok_and(|space| !document.resolve(space).is_null()),
            wrapped,
            hides: tint.is_some(),
        };
        picture.ask_the_data(named)?;
        picture.fill = match role {
            Role::Stencil => white::unpainted(document, &stream.dict),
            Role::SoftMask => white::transparent(document, &stream.dict, picture.bits),
            Role::Colours => {
                let samples = (picture.components, picture.bits);
                white::colour(document, &stream.dict, samples, tint.unwrap_or(white::WHITE), meter)
            }
        };
        Ok(picture)
    }

    /// What the data say themselves about their size and components, where they do.
    fn ask_the_data(&mut self, named: Option<u8>) -> Result<()> {
        match &mut self.codec {
            Codec::Jpeg { .. } => {
                // A damaged header is met again, and mended, when the image is cut.
                if let Ok(header) = jpeg::Header::read(&self.data, self.limits) {
                    self.grid = Grid { size: (header.width, header.height), step: header.mcu_size() };
                    self.components = header.components;
                }
            }
            Codec::Ccitt(params) => {
                self.components = 1;
                params.rows = self.grid.size.1;
            }
            Codec::Jbig2 { .. } => self.components = 1,
            Codec::Jpx => {
                let palette = if self.has_colour_space { jpx::Palette::Keep } else { jpx::Palette::LookUp };
                let image = jpx::decode(&self.data, palette, self.limits)?;
                let samples = &image.samples;
                self.grid.size = (samples.width(), samples.height());
                self.bits = samples.bits();
                self.components = samples.components().saturating_sub(u8::from(image.has_alpha)).max(1);
                self.decoded = Some(image);
            }
            Codec::Flate(params) | Codec::Lzw(params) if named.is_none() && params.predictor > 1 => {
                self.components = params.colors;
            }
            Codec::Raw | Codec::Flate(_) | Codec::Lzw(_) | Codec::RunLength if named.is_none() => {
                return Err(Error::new(Code::CorruptedPdf, "an image has no colour space that PDF knows")
                    .with_detail("image.colour_space.unsupported"));
            }
            _ => {}
        }
        Ok(())
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (u32, u32) {
        self.grid.size
    }

    /// Components, and bits of each.
    pub(super) fn depth(&self) -> (u8, u8) {
        (self.components, self.bits)
    }

    /// Pixels, and the steps it can be cut in.
    pub(super) fn grid(&self) -> Grid {
        self.grid
    }

    /// The smallest box of whole steps around `keep`, a part of the unit square.
    ///
    /// # Errors
    /// `zone_invalid` (`edit.empty`) when there is none.
    pub(super) fn natural_box(&self, keep: &ConvexPolygon) -> Result<PixelBox> {
        let pixels = self.pixels(keep);
        let edit = Edit { keep: Some(&pixels), ..Edit::default() };
        PixelBox::kept(&edit, self.grid.size, self.grid.step).ok_or_else(|| {
            Error::new(Code::ZoneInvalid, "the edit keeps no pixel of the image").with_detail("edit.empty")
        })
    }

    /// Cuts and paints, also single pixels, and keeps at least the box `cover`.
    ///
    /// # Errors
    /// `zone_invalid` (`edit.empty`) when nothing is kept; `corrupted_pdf` when the image can be neither cut
    /// nor shown; `resource_limit`.
    pub(super) fn cut(
        &self,
        (incision, wipes): (&Incision, &[Wipe]),
        cover: Option<PixelBox>,
        cuts: &mut Cuts,
        id: Option<(usize, lopdf::ObjectId)>,
    ) -> Result<Cut> {
        let mut keep = incision.keep.as_ref().map(|keep| self.pixels(keep));
        let zones: Vec<ConvexPolygon> = incision.zones.iter().map(|zone| self.pixels(zone)).collect();
        // A pixel that a zone touches shows something of it.
        let touched: Vec<ConvexPolygon> = zones.iter().map(|zone| zone.grown(REACH)).collect();
        let in_blocks = matches!(self.codec, Codec::Jpeg { .. });
        if let (true, true, Some(natural)) = (in_blocks, self.hides, &incision.keep) {
            // Whole blocks: a crossed one would be quantised again, pixels that are seen included.
            keep = Some(ConvexPolygon::from_rect(&self.natural_box(natural)?.rect()));
        }
        let paint = if in_blocks { &zones } else { &touched };
        let edit = Edit { keep: keep.as_ref(), cover, paint, wipes, fill: &self.fill };
        match self.in_its_codec(&edit, cuts, id) {
            Err(error) if error.code() == Code::CorruptedPdf => {
                let samples = self.salvage();
                let edit = Edit { paint: &touched, ..edit };
                let written = salvage::store(&samples.ok_or(error)?, &edit)?;
                Ok((written, Some(NoteKind::DamagedImageStoredAsFlate)))
            }
            other => other,
        }
    }

    /// The image without what is no picture of it: comments, metadata, bytes after its end. `None` when there is
    /// nothing of the kind.
    ///
    /// # Errors
    /// Those of [`Picture::cut`].
    pub(super) fn tidy(&self, cuts: &mut Cuts) -> Result<Option<Cut>> {
        let bytes = || self.layout().map(|layout| layout.bytes() as u64);
        let bare = match &self.codec {
            Codec::Raw if matches!(self.data, Cow::Borrowed(_)) && self.data.len() as u64 == bytes()? => {
                return Ok(None);
            }
            Codec::Flate(params) if !self.wrapped => {
                let tags = if params.predictor >= 10 { u64::from(self.grid.size.1) } else { 0 };
                if flate::is_exactly(&self.data, bytes()? + tags) {
                    return Ok(None);
                }
                None
            }
            Codec::Jpeg { colour_transform } => {
                jpeg::without_metadata(&self.data).map(|bare| (bare, jpeg_entries(*colour_transform)))
            }
            Codec::Jpx => {
                jpx::without_metadata(&self.data).map(|bare| (bare, dictionary! { "Filter" => "JPXDecode" }))
            }
            // What several images share is of one piece with them.
            Codec::Jbig2 { globals: None } => jbig2::without_comments(&self.data)
                .map(|bare| (bare, dictionary! { "Filter" => "JBIG2Decode" })),
            _ => None,
        };
        match bare {
            Some((Cow::Borrowed(_), _)) if !self.wrapped && matches!(self.data, Cow::Borrowed(_)) => Ok(None),
            Some((bare, mut entries)) => {
                let (width, height) = self.grid.size;
                let mut edited = Edited { data: bare.into_owned(), x: 0, y: 0, width, height };
                if self.wrapped {
                    pack_again(&mut edited, &mut entries);
                }
                Ok(Some((Written::new(edited, entries), None)))
            }
            None => self.cut((&Incision::default(), &[]), None, cuts, None).map(Some),
        }
    }

    /// The pixels that can still be decoded; `None` when there are none.
    fn salvage(&self) -> Option<Samples> {
        let (data, limits) = (self.data.as_ref(), self.limits);
        match &self.codec {
            Codec::Jpeg { colour_transform } => {
                let samples = jpeg::salvage(data, *colour_transform, limits).ok();
                samples.filter(|samples| samples.components() == self.components)
            }
            Codec::Ccitt(params) => ccitt::salvage(data, params, limits).ok(),
            Codec::Jbig2 { .. } => jbig2::salvage(data, self.globals.as_deref(), limits).ok(),
            _ => None,
        }
    }

    fn in_its_codec(
        &self,
        edit: &Edit<'_>,
        cuts: &mut Cuts,
        id: Option<(usize, lopdf::ObjectId)>,
    ) -> Result<Cut> {
        let (data, limits) = (self.data.as_ref(), self.limits);
        let (edited, entries) = match &self.codec {
            Codec::Raw => (samples::edit_raw(data, self.layout()?, edit)?, Dictionary::new()),
            Codec::Flate(params) => {
                let (edited, params) = flate::edit_image(data, self.layout()?, *params, edit)?;
                (edited, packed("FlateDecode", params))
            }
            Codec::Lzw(params) => {
                let (edited, written) = lzw::edit_image(data, self.layout()?, *params, edit)?;
                (edited, recoded(written))
            }
            Codec::RunLength => {
                let (edited, written) = run_length::edit_image(data, self.layout()?, edit)?;
                (edited, recoded(written))
            }
            Codec::Jpeg { colour_transform } => {
                let decoded = cuts.jpeg(id, || {
                    Ok(jpeg::Decoded::read(data, limits)?.with_colour_transform(*colour_transform))
                })?;
                let mut edited = decoded.edit(edit)?;
                let mut entries = jpeg_entries(*colour_transform);
                if self.wrapped {
                    pack_again(&mut edited, &mut entries);
                }
                (edited, entries)
            }
            Codec::Ccitt(params) => {
                let (edited, params) = ccitt::edit(data, params, edit, limits)?;
                (edited, group4(&params))
            }
            Codec::Jbig2 { .. } => {
                let (edited, written) = jbig2::edit(data, self.globals.as_deref(), edit, limits)?;
                let (entries, note) = match written {
                    jbig2::Written::G4(params) => (group4(&params), NoteKind::Jbig2StoredAsCcitt),
                    jbig2::Written::Generic => {
                        (dictionary! { "Filter" => "JBIG2Decode" }, NoteKind::Jbig2StoredAsGeneric)
                    }
                };
                return Ok((Written::new(edited, entries), Some(note)));
            }
            Codec::Jpx => return self.jpx(edit),
        };
        Ok((Written::new(edited, entries), None))
    }

    /// The codestream is not cut: the samples are stored without loss, and what is opaque of them apart.
    fn jpx(&self, edit: &Edit<'_>) -> Result<Cut> {
        let image =
            self.decoded.clone().ok_or_else(|| Error::new(Code::Internal, "an image was not decoded"))?;
        let colour = image.colour.clone();
        let (colours, opacity) = image.split_alpha(self.limits)?;
        let mut written = salvage::store(&colours, edit)?;
        if !self.has_colour_space {
            written.entries.set("ColorSpace", device_space(self.components));
            if let jpx::Colour::Icc { profile, components } = colour
                && components == self.components
            {
                written.profile = Some((components, profile));
            }
        }
        if let Some(opacity) = opacity {
            let transparent = Edit { fill: &[0], ..edit.clone() };
            let mask = salvage::store(&opacity, &transparent)?;
            let mut entries = mask.entries;
            entries.set("ColorSpace", "DeviceGray");
            written.opacity = Some((entries, mask.data));
        }
        Ok((written, Some(NoteKind::JpxStoredAsFlate)))
    }

    fn layout(&self) -> Result<Layout> {
        Layout::new(self.grid.size.0, self.grid.size.1, self.components, self.bits, self.limits)
    }

    fn pixels(&self, unit: &ConvexPolygon) -> ConvexPolygon {
        let (width, height) = self.grid.size;
        let down = Matrix::new([f64::from(width), 0.0, 0.0, -f64::from(height), 0.0, f64::from(height)]);
        unit.transform(&down)
    }
}

/// The colour space of as many components, where nothing better is known.
pub(super) fn device_space(components: u8) -> &'static str {
    match components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    }
}

fn jpeg_entries(colour_transform: Option<i64>) -> Dictionary {
    let mut entries = dictionary! { "Filter" => "DCTDecode" };
    if let Some(transform) = colour_transform {
        entries.set("DecodeParms", dictionary! { "ColorTransform" => transform });
    }
    entries
}

/// Puts Flate around a JPEG again where that makes it smaller: an empty page in JPEG is many equal codes.
fn pack_again(edited: &mut Edited, entries: &mut Dictionary) {
    let packed = flate::encode(&edited.data);
    if packed.len() + 64 >= edited.data.len() {
        return;
    }
    edited.data = packed;
    entries.set("Filter", vec!["FlateDecode".into(), "DCTDecode".into()]);
    if let Some(told) = entries.remove(b"DecodeParms") {
        entries.set("DecodeParms", vec![Object::Null, told]);
    }
}

impl Written {
    pub(super) fn new(edited: Edited, entries: Dictionary) -> Self {
        let Edited { data, x, y, width, height } = edited;
        Self { kept: PixelBox { x, y, width, height }, data, entries, opacity: None, profile: None }
    }
}

fn recoded(written: samples::Written) -> Dictionary {
    match written {
        samples::Written::Raw => Dictionary::new(),
        samples::Written::RunLength => dictionary! { "Filter" => "RunLengthDecode" },
        samples::Written::Lzw(params) => packed("LZWDecode", params),
        samples::Written::Flate(params) => packed("FlateDecode", params),
    }
}

/// The entries of Flate or LZW data, defaults left out (ISO 32000-2, table 8).
pub(super) fn packed(filter: &str, params: predictor::Params) -> Dictionary {
    let mut told = Dictionary::new();
    if params.predictor > 1 {
        told.set("Predictor", i64::from(params.predictor));
        told.set("Colors", i64::from(params.colors));
        told.set("BitsPerComponent", i64::from(params.bits));
        told.set("Columns", i64::from(params.columns));
    }
    if filter == "LZWDecode" && !params.early_change {
        told.set("EarlyChange", 0);
    }
    let mut entries = dictionary! { "Filter" => filter };
    if !told.is_empty() {
        entries.set("DecodeParms", told);
    }
    entries
}

pub(super) fn group4(params: &ccitt::Params) -> Dictionary {
    let mut told = dictionary! {
        "K" => i64::from(params.k), "Columns" => i64::from(params.columns), "Rows" => i64::from(params.rows),
    };
    if params.black_is_1 {
        told.set("BlackIs1", true);
    }
    dictionary! { "Filter" => "CCITTFaxDecode", "DecodeParms" => told }
}

fn side(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Result<u32> {
    let side = number(document, dictionary, key).and_then(|side| u32::try_from(side).ok());
    side.filter(|side| *side > 0).ok_or_else(|| {
        Error::new(Code::CorruptedPdf, "an image does not say how large it is").with_detail("image.size")
    })
}

fn number(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<i64> {
    match document.resolve(dictionary.get(key).ok()?) {
        Object::Integer(value) => Some(*value),
        Object::Real(value) => Some(*value as i64),
        _ => None,
    }
}
