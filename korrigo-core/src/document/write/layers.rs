//! Layers: what readers switch on and off (optional content, ISO 32000-2, 8.11).
//!
//! Knows the groups that were copied and whether each is shown by default. Without that pages that are copied as they
//! are would show what their own file hides. Knows no content: who cuts pages leaves out what is hidden instead.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::serialize::text_string;
use super::{NewPdf, Source};
use crate::document::content;

/// A group of optional content in the new file.
pub(super) struct Layer {
    id: ObjectId,
    is_hidden: bool,
}

impl NewPdf<'_> {
    /// From now on what is copied keeps its layers, each shown or hidden as its own file has it by default. Other states
    /// that its file knows, for printing or export, are left out.
    pub(crate) fn keep_layers(&mut self) {
        self.layers.get_or_insert_default();
    }

    /// Notes an object that is copied, with its old and its new number, if it is a group.
    pub(super) fn note_layer(
        &mut self,
        source: Source<'_>,
        (old, new): (ObjectId, ObjectId),
        object: &Object,
    ) {
        let Some(layers) = &mut self.layers else { return };
        let kind = object.as_dict().and_then(|dictionary| dictionary.get(b"Type")).and_then(Object::as_name);
        if kind.is_ok_and(|kind| kind == b"OCG") {
            let meter = source.document.limits().meter();
            let is_hidden = content::is_hidden(source.document, &Object::Reference(old), &meter);
            layers.push(Layer { id: new, is_hidden });
        }
    }

    /// Says in the catalog which layers there are, if there are any.
    pub(super) fn set_layers(&mut self) {
        let layers = self.layers.take().unwrap_or_default();
        if layers.is_empty() {
            return;
        }
        let list = |which: &dyn Fn(&Layer) -> bool| -> Vec<Object> {
            layers.iter().filter(|layer| which(layer)).map(|layer| Object::Reference(layer.id)).collect()
        };
        // ISO 19005-2, 6.9, asks for a name, and for an order that leaves none out.
        let mut default: Dictionary =
            dictionary! { "Name" => text_string("Default"), "Order" => list(&|_| true) };
        let hidden = list(&|layer| layer.is_hidden);
        if !hidden.is_empty() {
            default.set("OFF", hidden);
        }
        self.set_catalog("OCProperties", dictionary! { "OCGs" => list(&|_| true), "D" => default });
    }
}
