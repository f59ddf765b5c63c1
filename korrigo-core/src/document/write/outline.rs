//! An outline: a list of titles that lead to pages (ISO 32000-2, 12.3.3).
//!
//! Knows one level. Knows nothing of what the titles say.

use lopdf::{Object, ObjectId, dictionary};

use super::serialize::text_string;
use super::{Entry, NewPdf};
use crate::error::Result;

/// A line of an outline.
#[derive(Clone, Copy)]
pub(crate) struct OutlineItem<'t> {
    /// What it says.
    pub(crate) title: &'t str,
    /// The page it leads to.
    pub(crate) page: ObjectId,
}

impl NewPdf<'_> {
    /// Gives the file this outline, and has viewers show it at once.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects.
    pub(crate) fn set_outline(&mut self, items: &[OutlineItem<'_>]) -> Result<()> {
        let root = self.promise()?;
        let ids = items.iter().map(|_| self.promise()).collect::<Result<Vec<_>>>()?;
        for (place, (item, id)) in items.iter().zip(&ids).enumerate() {
            let mut line = dictionary! {
                "Title" => text_string(item.title), "Parent" => root,
                "Dest" => vec![Object::Reference(item.page), "Fit".into()],
            };
            if let Some(before) = place.checked_sub(1).and_then(|place| ids.get(place)) {
                line.set("Prev", *before);
            }
            if let Some(next) = ids.get(place + 1) {
                line.set("Next", *next);
            }
            self.keep(*id, Entry::Plain(line.into()));
        }
        let mut outline = dictionary! { "Type" => "Outlines", "Count" => ids.len() as i64 };
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            outline.set("First", *first);
            outline.set("Last", *last);
        }
        self.keep(root, Entry::Plain(outline.into()));
        self.set_catalog("Outlines", root);
        self.set_catalog("PageMode", "UseOutlines");
        Ok(())
    }
}
