//! Image surgery: what an image shows of the kept half, in its own codec, and nothing of the other half.
//!
//! Knows how the half maps to the pixels of an image and of its mask, which share one box. Each codec cuts
//! its own data ([`codecs`]). Knows no operators and no pages. An image whose data is damaged is decoded as
//! far as it goes and stored without loss; one that nobody can decode refuses the copy, by page: a copy
//! with a hole would look like an empty page.

mod codecs;
mod grid;
mod salvage;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use self::codecs::Picture;
use super::note::NoteKind;
use super::surgeon::Theatre;
use crate::codec::jpeg;
use crate::document::content::{Drawn, ImageUse, NewObject};
use crate::document::write::allow::Kind;
use crate::document::write::overwrite;
use crate::error::{Code, Error, Result};
use crate::geometry::{ConvexPolygon, Matrix, Rect};

/// What was cut so far for one copy.
#[derive(Default)]
pub(super) struct Cuts {
    /// By source, object and polygon: an image drawn twice alike is cut once.
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

/// Decides about one image, and cuts it where it is crossed.
///
/// # Errors
/// `corrupted_pdf` when the image cannot be cut; `resource_limit` when it is too large.
pub(super) fn cut(theatre: &mut Theatre<'_, '_>, image: &ImageUse<'_>) -> Result<Drawn> {
    // From user space to the image's unit square.
    let Some(to_unit) = image.to_page.inverse() else { return Ok(Drawn::Nothing) };
    let unit = Rect::new(0.0, 0.0, 1.0, 1.0);
    let keep = theatre.region.keep().transform(&to_unit).intersect(&ConvexPolygon::from_rect(&unit));
    if keep.area() < NOTHING {
        return Ok(Drawn::Nothing);
    }
    if keep.area() > 1.0 - NOTHING {
        return Ok(Drawn::AsIs);
    }
    if theatre.uncut {
        theatre.notes([NoteKind::KeptWhole]);
        return Ok(Drawn::AsIs);
    }
    let bits = keep.corners().iter().flat_map(|corner| [corner.x.to_bits(), corner.y.to_bits()]).collect();
    let key = image.id.map(|id| (theatre.source.number, id, bits));
    if let Some(done) = key.as_ref().and_then(|key| theatre.cuts.done.get(key)) {
        return Ok(instead(*done));
    }
    let done = match (Operation { theatre, stream: image.stream, id: image.id }).perform(&keep) {
        Ok(done) => done,
        Err(error) if error.detail() == Some("edit.empty") => return Ok(Drawn::Nothing),
        Err(error) => return Err(error),
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

impl<'a> Operation<'_, '_, 'a, '_> {
    /// Cuts to `keep`, a part of the unit square; gives the new image, and the map from its unit square to
    /// the old one's.
    fn perform(mut self, keep: &ConvexPolygon) -> Result<(ObjectId, Matrix)> {
        let document = self.theatre.source.document;
        let role = if is_stencil(document, &self.stream.dict) { Role::Stencil } else { Role::Colours };
        let base = self.picture(self.stream, role)?;
        let mask = self.mask();
        let mut masked = None;
        let cover = match mask {
            Some((key, stream, role)) => {
                let mask = self.picture(stream, role)?;
                let natural = base.natural_box(keep)?;
                let boxes = grid::shared(natural, base.grid(), mask.grid());
                masked = Some((key, stream, mask, boxes.1));
                Some(boxes.0)
            }
            None => None,
        };
        let id = self.id.map(|id| (self.theatre.source.number, id));
        let (written, note) = base.cut(keep, cover, self.theatre.cuts, id)?;
        let kept = written.kept;
        self.theatre.notes(note);
        let mut dictionary = self.dictionary(self.stream, &written)?;
        if let Some((key, stream, mask, cover)) = masked {
            let (written, note) = mask.cut(keep, Some(cover), self.theatre.cuts, None)?;
            if written.kept != cover {
                return Err(Error::new(Code::Internal, "an image and its mask were cut to different boxes"));
            }
            self.theatre.notes(note);
            let entries = self.dictionary(stream, &written)?;
            dictionary.set(key, self.theatre.pdf.add_stream(entries, &written.data)?);
        } else if let Some((mut entries, data)) = written.opacity.filter(|_| self.shows_opacity()) {
            entries.set("Subtype", "Image");
            entries.set("Width", i64::from(kept.width));
            entries.set("Height", i64::from(kept.height));
            dictionary.set("SMask", self.theatre.pdf.add_stream(entries, &data)?);
        }
        if let Some((components, profile)) = written.profile {
            let entries = dictionary! {
                "N" => i64::from(components), "Alternate" => codecs::device_space(components),
            };
            let profile = Object::Reference(self.theatre.pdf.add_stream(entries, &profile)?);
            dictionary.set("ColorSpace", vec!["ICCBased".into(), profile]);
        }
        let (width, height) = base.size();
        let id = self.theatre.pdf.add_stream(dictionary, &written.data)?;
        Ok((id, grid::unit_of(kept, width, height)))
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
        Picture::new(self.theatre.source.document, stream, role, self.theatre.meter)
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
