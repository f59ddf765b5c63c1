//! One page: its dictionary, what it inherits, its geometry and its content.
//!
//! Knows boxes and the keys of a page. Knows nothing of what is drawn.

use lopdf::{Dictionary, Object};

use super::tree::PageNode;
use super::{Document, EMPTY};
use crate::error::Result;
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

    /// How it is shown.
    pub fn geometry(&self) -> PageGeometry {
        let number = |object: &Object| match self.document.resolve(object) {
            Object::Integer(value) => Some(*value as f64),
            Object::Real(value) => Some(f64::from(*value)),
            _ => None,
        };
        let rect = |key: &[u8]| {
            let array = self.inherited(key)?.as_array().ok()?;
            let [a, b, c, d] = array.as_slice() else { return None };
            Some(Rect::new(number(a)?, number(b)?, number(c)?, number(d)?))
        };
        let media = rect(b"MediaBox").unwrap_or(Rect::new(0.0, 0.0, 612.0, 792.0));
        let visible = rect(b"CropBox").and_then(|crop| crop.intersect(&media)).unwrap_or(media);
        let rotation =
            self.inherited(b"Rotate").and_then(|o| o.as_i64().ok()).and_then(Rotation::from_degrees);
        let unit = self.dictionary().get(b"UserUnit").ok().and_then(number).unwrap_or(1.0);
        PageGeometry::new(visible, rotation.unwrap_or_default(), unit)
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
    /// Those of [`Document::decode_stream`].
    pub(crate) fn content(&self, meter: &Meter) -> Result<Vec<u8>> {
        let contents = self.dictionary().get(b"Contents").map_or(&Object::Null, |o| self.document.resolve(o));
        let parts = match contents {
            Object::Array(parts) => parts.as_slice(),
            single => std::slice::from_ref(single),
        };
        let mut joined = Vec::new();
        for part in parts {
            if let Object::Stream(stream) = self.document.resolve(part) {
                joined.extend(self.document.decode_stream(stream, meter)?);
                joined.push(b'\n');
            }
        }
        Ok(joined)
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
