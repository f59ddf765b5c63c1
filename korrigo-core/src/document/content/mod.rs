//! What a content stream draws and where; and the same stream without what must not stay.
//!
//! Knows the operators of ISO 32000-2, the graphics state, the metrics of fonts and a [`Region`] of user
//! space that stays. Knows nothing of pixels, of halves of sheets or of how files are written: a
//! [`Surgeon`] cuts images and keeps the new objects. Nothing of the source is copied unread: whatever
//! comes out was tokenised, understood and written anew.

mod clip;
mod context;
mod demands;
mod fonts;
mod inline;
mod lexer;
mod operator;
mod path;
mod region;
mod resources;
mod state;
mod survey;
#[cfg(test)]
mod tests;
mod writer;

use std::borrow::Cow;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::Document;
use crate::error::{Code, Result};
use crate::geometry::{Matrix, Place, Rect};
use crate::limits::{Limits, Meter};

pub(crate) use clip::clip;
pub(crate) use demands::{Odd, demands};
pub(crate) use region::Region;
pub(crate) use resources::{Category, Resource, Resources};
pub(crate) use survey::survey;

/// How this room reaches the objects behind references.
pub(crate) trait Objects {
    /// The object itself, references followed; null when it is missing or cyclic.
    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object;
    /// The bytes of a stream, all filters undone.
    ///
    /// # Errors
    /// `corrupted_pdf` for damaged data, `resource_limit` for too much of it.
    fn decode(&self, stream: &Stream, meter: &Meter) -> Result<Vec<u8>>;
    /// What may be spent.
    fn limits(&self) -> &Limits;
    /// The `OCProperties` of the catalogue, when there are any: which layers are hidden.
    fn optional_content(&self) -> Option<&Dictionary>;
}

impl Objects for Document {
    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.resolve(object)
    }

    fn decode(&self, stream: &Stream, meter: &Meter) -> Result<Vec<u8>> {
        self.decode_stream(stream, meter)
    }

    fn limits(&self) -> &Limits {
        self.limits()
    }

    fn optional_content(&self) -> Option<&Dictionary> {
        let catalogue = self.catalog();
        self.resolve(catalogue.get(b"OCProperties").ok()?).as_dict().ok()
    }
}

/// One image drawn on a page.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an observation of its own")]
pub(crate) struct Layer<'a> {
    /// The image's object; `None` for an inline image.
    #[cfg_attr(not(test), expect(dead_code, reason = "redaction will paint each image once"))]
    pub(crate) id: Option<ObjectId>,
    /// The image: for an inline one with full key names, its colour space looked up, still encoded.
    pub(crate) stream: Cow<'a, Stream>,
    /// From the unit square to user space: the current transformation matrix when it is drawn.
    pub(crate) placement: Matrix,
    /// What it covers of user space at most, within the clips in force (as far as rectangles tell).
    pub(crate) bounds: Rect,
    /// Whether it is a stencil (`ImageMask`) painted with the current colour.
    pub(crate) is_mask: bool,
    /// Whether it has a soft mask or mask of its own (`SMask`, `SMaskInData`, `Mask`).
    pub(crate) has_mask: bool,
    /// Whether it is drawn opaque and unblended.
    pub(crate) opaque: bool,
    /// Whether it is so and no clip cuts it but boxes: its pixels are what is seen.
    pub(crate) plain: bool,
}

/// What a page draws.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey<'a> {
    /// Every image, in paint order, also in forms, patterns, Type 3 glyphs and inline.
    pub(crate) layers: Vec<Layer<'a>>,
    /// Paths, shadings and glyphs that can be seen: text drawn invisibly over a scan is not counted.
    pub(crate) marks: usize,
    /// Glyphs drawn invisibly (text rendering mode 3), as recognised text over a scan is.
    pub(crate) hidden_glyphs: usize,
}

/// An image that the content draws, for a [`Surgeon`] to cut.
#[derive(Clone, Debug)]
pub(crate) struct ImageUse<'a> {
    /// The image's object; `None` for an inline image and for one written directly in the resources.
    pub(crate) id: Option<ObjectId>,
    /// The image: for an inline one with full key names, its colour space looked up, still encoded.
    pub(crate) stream: &'a Stream,
    /// From the unit square to user space.
    pub(crate) to_page: Matrix,
    /// Whether all of the image lies in the kept region, or only a part. Never `Outside`.
    #[cfg_attr(not(test), expect(dead_code, reason = "surgery cuts by pixels and sees for itself"))]
    pub(crate) place: Place,
    /// What clips leave to be seen of it at most, in user space; `None` where everything is kept, because it
    /// is drawn at more places than this.
    pub(crate) seen: Option<Rect>,
    /// Whether it stands in the content itself (`BI`).
    #[cfg_attr(not(test), expect(dead_code, reason = "split treats inline images like all others"))]
    pub(crate) inline: bool,
}

/// What becomes of an image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Drawn {
    /// It stays as it is: the resources will name the source's object.
    AsIs,
    /// It goes.
    Nothing,
    /// Another image is drawn in its place.
    Instead {
        /// The other image.
        object: NewObject,
        /// From the new image's unit square to the old one's.
        matrix: Matrix,
    },
}

/// An object the surgeon made; the number is the surgeon's own.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct NewObject(pub(crate) usize);

/// What a rewritten content stream is for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum FormKind {
    /// A form XObject; also the group of a soft mask.
    Form,
    /// A tiling pattern.
    Pattern,
    /// A glyph procedure of a Type 3 font: it has no dictionary entries of its own worth keeping, and
    /// its resources are those of the font.
    Glyph,
}

/// A content stream other than the page's, rewritten.
#[derive(Debug)]
pub(crate) struct RewrittenForm<'a> {
    /// What it is for.
    pub(crate) kind: FormKind,
    /// The dictionary of the source: `BBox`, `Matrix`, `Group`, steps; its `Resources`, `OC` and the like
    /// are not to be copied.
    pub(crate) dictionary: &'a Dictionary,
    /// The new content, unfiltered.
    pub(crate) content: Vec<u8>,
    /// All that the new content names.
    pub(crate) resources: Resources,
}

/// A Type 3 font of which only the glyphs in use are left.
#[derive(Debug)]
pub(crate) struct RewrittenFont<'a> {
    /// The dictionary of the source; its `CharProcs` and `Resources` are not to be copied.
    pub(crate) dictionary: &'a Dictionary,
    /// The procedures in use, by glyph name.
    pub(crate) procedures: std::collections::BTreeMap<Vec<u8>, NewObject>,
    /// All that the procedures name.
    pub(crate) resources: Resources,
}

/// Who replaces what stays only partly, and keeps the new objects.
///
/// What is called for twice may be answered twice with the same object. An object that was made may in
/// the end be named by nothing (the paint it was made for turned out to be hidden): what is written must
/// be found from the page, not from the list of what was made.
pub(crate) trait Surgeon {
    /// Decides about an image that lies in the kept region at least partly.
    ///
    /// # Errors
    /// Whatever makes it impossible to cut the image.
    fn image(&mut self, image: ImageUse<'_>) -> Result<Drawn>;

    /// Takes a rewritten form, pattern or glyph procedure.
    ///
    /// # Errors
    /// Whatever makes it impossible to keep it.
    fn form(&mut self, form: RewrittenForm<'_>) -> Result<NewObject>;

    /// Takes a graphics state dictionary whose soft mask was rewritten: `group` replaces the `G` of its
    /// `SMask`. Its `Font` is not to be copied (the content names the font itself).
    ///
    /// # Errors
    /// Whatever makes it impossible to keep it.
    fn graphics_state(&mut self, dictionary: &Dictionary, group: NewObject) -> Result<NewObject>;

    /// Takes a Type 3 font of which only the glyphs in use are left.
    ///
    /// # Errors
    /// Whatever makes it impossible to keep it.
    fn font(&mut self, font: RewrittenFont<'_>) -> Result<NewObject>;
}

/// A content stream of which only the kept part is left.
#[derive(Debug)]
pub(crate) struct Clipped {
    /// The new content, unfiltered. Balanced: every `q` has its `Q`, every `BT` its `ET`.
    pub(crate) content: Vec<u8>,
    /// All that the new content names.
    pub(crate) resources: Resources,
    /// Whether something that the page draws could not be decoded and is left out.
    pub(crate) damaged: bool,
}

/// Whether a group of optional content, or a membership in some, is hidden by default.
pub(crate) fn is_hidden(objects: &dyn Objects, group: &Object, meter: &Meter) -> bool {
    context::Context::new(objects, meter).is_hidden(group)
}

/// What was decoded; `None` for damaged data. That too much would be decoded stays an error.
fn unless_damaged<T>(decoded: Result<T>) -> Result<Option<T>> {
    match decoded {
        Ok(data) => Ok(Some(data)),
        Err(error) if error.code() == Code::CorruptedPdf => Ok(None),
        Err(error) => Err(error),
    }
}
