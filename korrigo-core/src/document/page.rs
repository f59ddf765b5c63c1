//! One page: its dictionary, what it inherits, its geometry and its content.
//!
//! Knows boxes and the keys of a page. Knows nothing of what is drawn.

use lopdf::{Dictionary, Object};

use super::tree::PageNode;
use super::{Document, EMPTY};
use crate::error::{Code, Result};
use crate::geometry::{PageGeometry, Rect, Rotation};
use crate::limits::Meter;

/// One page of a [`Document`].
#[derive(Clone, Copy)]
pub struct Page<'a> {
    document: &'a Document,
    index: usize,
    node: &'a PageNode,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, index: usize, node: &'a PageNode) -> Self {
        Self { document, index, node }
    }

    /// Its position in the file, from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// How it is shown: /Rotate, /CropBox within /MediaBox and /UserUnit, each as far as it makes sense.
    ///
    /// Corners may be swapped. A /MediaBox that is missing, empty or absurd is US Letter, as Acrobat and
    /// PDFium take it; a /CropBox that shows nothing of it counts for nothing; so does a /Rotate that is no
    /// multiple of 90 and a /UserUnit that is not more than 0 or makes the page absurdly large.
    pub fn geometry(&self) -> PageGeometry {
        let media = self.media_box();
        let crop = self.rect(b"CropBox").and_then(|crop| crop.intersect(&media));
        let visible = crop.filter(is_sensible).unwrap_or(media);
        let degrees = self.inherited(b"Rotate").and_then(number).filter(|degrees| degrees.fract() == 0.0);
        let rotation = degrees.and_then(|degrees| Rotation::from_degrees(degrees as i64)).unwrap_or_default();
        let unit = number(self.document.value(self.dictionary(), b"UserUnit"));
        let largest = visible.width().max(visible.height());
        let unit = unit.filter(|unit| *unit > 0.0 && unit * largest <= MAX_SIDE_PT).unwrap_or(1.0);
        PageGeometry::new(visible, rotation, unit)
    }

    /// Its `MediaBox`, as far as it makes sense: more of user space than is shown where there is a `CropBox`.
    pub(crate) fn media_box(&self) -> Rect {
        self.rect(b"MediaBox").filter(is_sensible).unwrap_or(LETTER)
    }

    fn rect(&self, key: &[u8]) -> Option<Rect> {
        let corners = self.inherited(key)?.as_array().ok()?;
        let mut numbers = corners.iter().map(|corner| number(self.document.resolve(corner)));
        let mut next = || numbers.next().flatten();
        Some(Rect::new(next()?, next()?, next()?, next()?))
    }

    /// Its dictionary, as written.
    pub(crate) fn dictionary(&self) -> &'a Dictionary {
        self.node.dictionary(&self.document.store).unwrap_or(&EMPTY)
    }

    /// Its resources, its own or inherited.
    pub(crate) fn resources(&self) -> &'a Dictionary {
        self.inherited(b"Resources").and_then(|object| object.as_dict().ok()).unwrap_or(&EMPTY)
    }

    /// All its content streams, decoded and joined with line feeds.
    ///
    /// # Errors
    /// Those of [`Page::read_content`].
    pub(crate) fn content(&self, meter: &Meter) -> Result<Vec<u8>> {
        self.read_content(meter).map(|(content, _)| content)
    }

    /// All its content streams, decoded and joined with line feeds, and whether all of them are there: one
    /// that is damaged is left out.
    ///
    /// # Errors
    /// Those of [`Document::decode_stream`]: `corrupted_pdf` only when none can be decoded, so that no page
    /// looks empty because it is damaged.
    pub(crate) fn read_content(&self, meter: &Meter) -> Result<(Vec<u8>, bool)> {
        let contents = self.dictionary().get(b"Contents").map_or(&Object::Null, |o| self.document.resolve(o));
        let parts = match contents {
            Object::Array(parts) => parts.as_slice(),
            single => std::slice::from_ref(single),
        };
        let mut joined = Vec::new();
        let mut damage = None;
        for part in parts {
            let Object::Stream(stream) = self.document.resolve(part) else { continue };
            match self.document.decode_stream(stream, meter) {
                Ok(content) => {
                    joined.extend(content);
                    joined.push(b'\n');
                }
                Err(error) if error.code() == Code::CorruptedPdf => damage = Some(error),
                Err(error) => return Err(error),
            }
        }
        match damage {
            Some(error) if joined.iter().all(u8::is_ascii_whitespace) => Err(error),
            damage => Ok((joined, damage.is_none())),
        }
    }

    /// Its annotations' dictionaries.
    pub(crate) fn annotations(&self) -> impl Iterator<Item = &'a Dictionary> + use<'a> {
        let document = self.document;
        let list = self.dictionary().get(b"Annots").ok().and_then(|o| document.resolve(o).as_array().ok());
        list.into_iter().flatten().filter_map(move |object| document.resolve(object).as_dict().ok())
    }

    fn inherited(&self, key: &[u8]) -> Option<&'a Object> {
        self.node.inherited(&self.document.store, key)
    }
}

/// What a page without a sensible size is taken for.
const LETTER: Rect = Rect { x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0 };

/// The longest side that anybody prints: 14,400 units (ISO 32000-1, annex C) of the largest unit that
/// Acrobat takes, 75,000 / 72 inch, are 381 km; this is 3.5 km.
const MAX_SIDE_PT: f64 = 1e7;

/// The shortest side that can be divided by: a hundredth of a point.
const MIN_SIDE: f64 = 0.01;

fn is_sensible(rect: &Rect) -> bool {
    let side = MIN_SIDE..=MAX_SIDE_PT;
    let near = |value: f64| value.abs() <= MAX_SIDE_PT;
    side.contains(&rect.width()) && side.contains(&rect.height()) && near(rect.x0) && near(rect.y0)
}

/// A finite number.
fn number(object: &Object) -> Option<f64> {
    let value = match object {
        Object::Integer(value) => *value as f64,
        Object::Real(value) => f64::from(*value),
        _ => return None,
    };
    value.is_finite().then_some(value)
}
