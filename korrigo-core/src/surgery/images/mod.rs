//! Image surgery: what an image shows of what is kept, in its own codec, and nothing of the rest.
//!
//! Knows how what is kept maps to the pixels of an image and of its mask, which share one box. Each codec cuts
//! and paints its own data ([`codecs`]). Knows no operators and no pages. An image whose data is damaged is decoded as
//! far as it goes and stored without loss; one that nobody can decode refuses the copy, by page: a copy
//! with a hole would look like an empty page.

mod codecs;
mod grid;
mod salvage;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use self::codecs::{Cut, Picture};
use super::surgeon::Theatre;
use super::{MARGIN, NoteKind, Wash, white};
use crate::codec::{Wipe, icc, jpeg};
use crate::document::content::{Drawn, ImageUse, NewObject};
use crate::document::write::allow::Kind;
use crate::document::write::overwrite;
use crate::error::{Code, Error, Result};
use crate::geometry::{ConvexPolygon, Matrix, Rect};

/// What was cut so far for one file.
#[derive(Default)]
pub(crate) struct Cuts {
    /// By source, object and incision: an image drawn twice alike is cut once.
    done: BTreeMap<Key, (ObjectId, Matrix)>,
    /// JPEGs whose other half is on another page of the copy, read once.
    read: Vec<((usize, ObjectId), Rc<jpeg::Decoded>)>,
}

/// In shares of the image: less than a hundred thousandth is less than a tenth of a pixel column.
const NOTHING: f64 = 1e-5;

type Key = (usize, ObjectId, Vec<u64>);

impl Cuts {
    /// JPEGs held at most: both sides of a folded sheet, and one sheet more. Each takes at most two bytes a
    /// sample.
    const MOST_READ: usize = 4;

    fn jpeg(
        &mut self,
        id: Option<(usize, ObjectId)>,
        read: impl FnOnce() -> Result<jpeg::Decoded>,
    ) -> Result<Rc<jpeg::Decoded>> {
        let known = self.read.iter().position(|(other, _)| Some(*other) == id);
        if let Some(place) = known {
            // Two halves make a sheet: after the second nobody will ask again.
            return Ok(self.read.remove(place).1);
        }
        let decoded = Rc::new(read()?);
        if let Some(id) = id {
            if self.read.len() >= Self::MOST_READ {
                self.read.remove(0);
            }
            self.read.push((id, Rc::clone(&decoded)));
        }
        Ok(decoded)
    }
}

/// What becomes of an image, in its unit square.
#[derive(Clone, Default)]
struct Incision {
    /// What stays; `None` keeps all of it.
    keep: Option<ConvexPolygon>,
    /// What is painted over.
    zones: Vec<ConvexPolygon>,
    /// What is painted over pixel by pixel, and where the image lies.
    washes: Vec<(Matrix, Rc<Wash>)>,
}

impl Incision {
    /// `None` when nothing of the image is left.
    fn new(theatre: &Theatre<'_, '_>, image: &ImageUse<'_>) -> Option<Self> {
        // From user space to the image's unit square.
        let to_unit = image.to_page.inverse()?;
        let unit = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 1.0, 1.0));
        let mut keep = theatre.region.keep().transform(&to_unit).intersect(&unit);
        let (mut zones, mut washes) = (Vec::new(), Vec::new());
        if theatre.hiding.is_some() {
            match image.seen {
                // What clips hide, as a page cut by its program does, is nobody's.
                Some(seen) => {
                    let seen = ConvexPolygon::from_rect(&seen).grown(MARGIN).transform(&to_unit);
                    keep = keep.intersect(&seen);
                    let zones_of_image = theatre.region.zones().iter().map(|zone| zone.transform(&to_unit));
                    zones.extend(zones_of_image.filter(|zone| zone.intersect(&unit).area() > 0.0));
                    let reaching = theatre.washes.iter().filter(|wash| wash.reaches(&image.to_page));
                    washes.extend(reaching.map(|wash| (image.to_page, Rc::clone(wash))));
                }
                None => keep = unit,
            }
        }
        if keep.area() < NOTHING {
            return None;
        }
        Some(Self { keep: Some(keep).filter(|keep| keep.area() <= 1.0 - NOTHING), zones, washes })
    }

    fn is_none(&self) -> bool {
        self.keep.is_none() && self.zones.is_empty() && self.washes.is_empty()
    }

    fn bits(&self) -> Vec<u64> {
        let corners = |polygon: &ConvexPolygon| {
            let bits = polygon.corners().iter().flat_map(|corner| [corner.x.to_bits(), corner.y.to_bits()]);
            // No number of a polygon: so that the corners of two are not taken for those of one.
            bits.chain([u64::MAX]).collect::<Vec<u64>>()
        };
        let keep = self.keep.as_ref().map(corners).unwrap_or_default();
        let zones = self.zones.iter().flat_map(corners);
        let places = self
            .washes
            .iter()
            .flat_map(|(placement, wash)| placement.then(&wash.from_user).to_array().map(f64::to_bits));
        keep.into_iter().chain([u64::MAX]).chain(zones).chain([u64::MAX]).chain(places).collect()
    }
}

/// Decides about one image, and cuts and paints it where it is crossed.
///
/// # Errors
/// `corrupted_pdf` when the image cannot be cut; `resource_limit` when it is too large.
pub(crate) fn cut(theatre: &mut Theatre<'_, '_>, image: &ImageUse<'_>) -> Result<Drawn> {
    let Some(incision) = Incision::new(theatre, image) else { return Ok(Drawn::Nothing) };
    if incision.is_none() && theatre.hiding.is_none() {
        return Ok(Drawn::AsIs);
    }
    if theatre.uncut {
        theatre.notes([NoteKind::KeptWhole]);
        return Ok(Drawn::AsIs);
    }
    let key = image.id.map(|id| (theatre.source.number, id, incision.bits()));
    if let Some(done) = key.as_ref().and_then(|key| theatre.cuts.done.get(key)) {
        return Ok(instead(*done));
    }
    let mut operation = Operation { theatre, stream: image.stream, id: image.id };
    let done = if incision.is_none() {
        let Some(done) = operation.tidy()? else { return Ok(Drawn::AsIs) };
        done
    } else {
        match operation.perform(&incision) {
            Ok(done) => done,
            Err(error) if error.detail() == Some("edit.empty") => return Ok(Drawn::Nothing),
            Err(error) => return Err(error),
        }
    };
    if let Some(key) = key {
        theatre.cuts.done.insert(key, done);
    }
    Ok(instead(done))
}

fn instead((id, matrix): (ObjectId, Matrix)) -> Drawn {
    Drawn::Instead { object: NewObject(id.0 as usize), matrix }
}

/// What an image is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Colours,
    /// A stencil, or the explicit mask of an image.
    Stencil,
    SoftMask,
}

/// The cutting of one image and its mask.
struct Operation<'t, 'p, 'a, 's> {
    theatre: &'t mut Theatre<'p, 'a>,
    stream: &'s Stream,
    id: Option<ObjectId>,
}

impl<'a: 's, 's> Operation<'_, '_, 'a, 's> {
    /// Cuts and paints; gives the new image, and the map from its unit square to the old one's.
    fn perform(&mut self, incision: &Incision) -> Result<(ObjectId, Matrix)> {
        let base = self.base()?;
        let mask = match self.mask() {
            Some((key, stream, role)) => Some((key, stream, self.picture(stream, role)?)),
            None => None,
        };
        let cover = match (&mask, &incision.keep) {
            (Some((.., mask)), Some(keep)) => {
                let natural = base.natural_box(keep)?;
                Some(grid::shared(natural, base.grid(), mask.grid()))
            }
            _ => None,
        };
        let id = self.id.map(|id| (self.theatre.source.number, id));
        let wipes = self.wipes(&base, incision);
        let cut = base.cut((incision, &wipes), cover.map(|cover| cover.0), self.theatre.cuts, id)?;
        let mask = match mask {
            Some((key, stream, mask)) => {
                let cover = cover.map(|cover| cover.1);
                let cut = mask.cut((incision, &[]), cover, self.theatre.cuts, None)?;
                if cover.is_some_and(|cover| cut.0.kept != cover) {
                    let message = "an image and its mask were cut to different boxes";
                    return Err(Error::new(Code::Internal, message));
                }
                Some((key, stream, cut))
            }
            None => None,
        };
        self.keep(base.size(), cut, mask)
    }

    /// The pixels of the image that are painted over one by one.
    fn wipes(&self, base: &Picture<'_>, incision: &Incision) -> Vec<Wipe> {
        let (document, dictionary) = (self.theatre.source.document, &self.stream.dict);
        let wipe = |(placement, wash): &(Matrix, Rc<Wash>)| {
            let fill = white::colour(document, dictionary, base.depth(), wash.tint, self.theatre.meter);
            wash.wipe(placement, base.size(), fill)
        };
        incision.washes.iter().filter_map(wipe).collect()
    }

    /// Takes out what is no picture: comments, bytes after the end. `None` when there is nothing.
    fn tidy(&mut self) -> Result<Option<(ObjectId, Matrix)>> {
        let base = self.base()?;
        let tidied = base.tidy(self.theatre.cuts)?;
        let Some((key, stream, role)) = self.mask() else {
            let Some(tidied) = tidied else { return Ok(None) };
            return self.keep(base.size(), tidied, None).map(Some);
        };
        let mask = self.picture(stream, role)?;
        let tidied_mask = mask.tidy(self.theatre.cuts)?;
        if tidied.is_none() && tidied_mask.is_none() {
            return Ok(None);
        }
        let whole = Incision::default();
        let or_whole = |tidied: Option<Cut>, picture: &Picture<'_>, cuts: &mut Cuts| match tidied {
            Some(tidied) => Ok(tidied),
            None => picture.cut((&whole, &[]), None, cuts, None),
        };
        let cut = or_whole(tidied, &base, self.theatre.cuts)?;
        let cut_mask = or_whole(tidied_mask, &mask, self.theatre.cuts)?;
        self.keep(base.size(), cut, Some((key, stream, cut_mask))).map(Some)
    }

    /// Puts a cut image and its mask into the new file.
    fn keep(
        &mut self,
        (width, height): (u32, u32),
        (written, note): Cut,
        mask: Option<(&'static str, &'a Stream, Cut)>,
    ) -> Result<(ObjectId, Matrix)> {
        let kept = written.kept;
        self.theatre.notes(note);
        let mut dictionary = self.dictionary(self.stream, &written)?;
        if let Some((key, stream, (written, note))) = mask {
            self.theatre.notes(note);
            let entries = self.dictionary(stream, &written)?;
            dictionary.set(key, self.theatre.pdf.add_stream(entries, &written.data)?);
        } else if let Some((mut entries, data)) = written.opacity.filter(|_| self.shows_opacity()) {
            entries.set("Subtype", "Image");
            entries.set("Width", i64::from(kept.width));
            entries.set("Height", i64::from(kept.height));
            dictionary.set("SMask", self.theatre.pdf.add_stream(entries, &data)?);
        }
        if let Some((components, mut profile)) = written.profile {
            if self.theatre.hiding.is_some() {
                profile = icc::without_words(&profile);
            }
            let entries = dictionary! {
                "N" => i64::from(components), "Alternate" => codecs::device_space(components),
            };
            let profile = Object::Reference(self.theatre.pdf.add_stream(entries, &profile)?);
            dictionary.set("ColorSpace", vec!["ICCBased".into(), profile]);
        }
        let id = self.theatre.pdf.add_stream(dictionary, &written.data)?;
        Ok((id, grid::unit_of(kept, width, height)))
    }

    fn base(&self) -> Result<Picture<'s>> {
        let stencil = is_stencil(self.theatre.source.document, &self.stream.dict);
        self.picture(self.stream, if stencil { Role::Stencil } else { Role::Colours })
    }

    /// The soft mask or, without one, the explicit mask.
    fn mask(&self) -> Option<(&'static str, &'a Stream, Role)> {
        let document = self.theatre.source.document;
        let stream = |key: &[u8]| match self.stream.dict.get(key) {
            Ok(Object::Reference(id)) => document.object(*id).as_stream().ok(),
            _ => None,
        };
        let soft = stream(b"SMask").map(|stream| ("SMask", stream, Role::SoftMask));
        soft.or_else(|| stream(b"Mask").map(|stream| ("Mask", stream, Role::Stencil)))
    }

    /// Whether the opacity inside a JPEG 2000 counts (ISO 32000-2, table 87).
    fn shows_opacity(&self) -> bool {
        let value =
            self.stream.dict.get(b"SMaskInData").map(|value| self.theatre.source.document.resolve(value));
        matches!(value, Ok(Object::Integer(1 | 2)))
    }

    fn picture<'x>(&self, stream: &'x Stream, role: Role) -> Result<Picture<'x>>
    where
        'a: 'x,
    {
        let tint = self.theatre.hiding;
        Picture::new(self.theatre.source.document, stream, (role, tint), self.theatre.meter)
    }

    /// The entries of a cut image: the allowed ones of the source, and those that changed.
    fn dictionary(&mut self, stream: &Stream, written: &codecs::Written) -> Result<Dictionary> {
        let changed: [&[u8]; 4] = [b"Width", b"Height", b"SMask", b"SMaskInData"];
        let mut source = Dictionary::new();
        for (key, value) in &stream.dict {
            let is_stream = key == b"Mask" && self.theatre.source.document.resolve(value).as_stream().is_ok();
            if !changed.contains(&key.as_slice()) && !is_stream {
                source.set(key.clone(), value.clone());
            }
        }
        let mut entries = self.theatre.pdf.copy_dictionary(self.theatre.source, &source, Kind::Image)?;
        entries.set("Subtype", "Image");
        entries.set("Width", i64::from(written.kept.width));
        entries.set("Height", i64::from(written.kept.height));
        overwrite(&mut entries, &written.entries);
        Ok(entries)
    }
}

fn is_stencil(document: &crate::document::Document, dictionary: &Dictionary) -> bool {
    let flag = dictionary.get(b"ImageMask").map(|flag| document.resolve(flag));
    matches!(flag, Ok(Object::Boolean(true)))
}
