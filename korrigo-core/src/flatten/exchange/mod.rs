//! Annotations on their way between programs: `korrigo.annotations/1`, XFDF (ISO 19444-1), annotations of a PDF.
//!
//! Knows how each of our kinds is said in the words of the others, and carries what they have no words for in
//! private keys ([`private`]). What another program put there and ours cannot say is kept as it stands and listed:
//! nothing is dropped in silence. Knows no drawing, no lock and no store.

mod json;
mod kept;
mod pdf;
mod private;
mod standard;
#[cfg(test)]
mod tests;
mod xfdf;

use serde::{Deserialize, Serialize};

pub use json::{from_json, to_json};
pub(super) use kept::Keeping;
pub use kept::Other;
pub use pdf::from_pdf;
pub(super) use pdf::{CARRIED, Carried, others, spelled};
pub(super) use standard::Standard;
pub use xfdf::{from_xfdf, to_xfdf};

use crate::copy::{Annotation, AnnotationId};
use crate::document::Document;
use crate::error::{Code, Error, Result};
use crate::geometry::PageGeometry;
use crate::id::PageId;

/// What a file of annotations holds.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Annotations {
    /// Those that korrigo draws.
    pub own: Vec<Annotation>,
    /// What other programs put there and ours cannot say, as it stands.
    pub others: Vec<Other>,
    /// Those of [`Annotations::own`] that another program made, and what was left of them on the way.
    pub simplified: Vec<Simplified>,
}

impl Annotations {
    /// Ours alone.
    pub fn of(own: Vec<Annotation>) -> Self {
        Self { own, ..Self::default() }
    }
}

/// An annotation of another program that became one of ours.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[non_exhaustive]
pub struct Simplified {
    /// Which.
    pub id: AnnotationId,
    /// The keys or attributes that said something ours cannot say.
    pub without: Vec<String>,
}

/// The pages that annotations lie on: their names, in order, and how each is shown.
#[derive(Clone, Debug)]
pub struct Pages(Vec<(PageId, PageGeometry)>);

impl Pages {
    /// Pages with these names, shown like this.
    pub fn new(pages: Vec<(PageId, PageGeometry)>) -> Self {
        Self(pages)
    }

    /// The pages of a document.
    ///
    /// # Errors
    /// `page_not_found` when the number of names is not that of the pages.
    pub fn of(document: &Document, ids: &[PageId]) -> Result<Self> {
        if document.page_count() != ids.len() {
            let message = format!("the copy has {} pages, the file {}", ids.len(), document.page_count());
            return Err(Error::new(Code::PageNotFound, message).hint("a page is missing, or too much"));
        }
        let pages = ids.iter().enumerate().map(|(index, id)| Ok((*id, document.page(index)?.geometry())));
        Ok(Self(pages.collect::<Result<_>>()?))
    }

    fn at(&self, index: usize) -> Result<&(PageId, PageGeometry)> {
        self.0.get(index).ok_or_else(|| {
            let message = format!("the copy has no page {index}; it has {}", self.0.len());
            Error::new(Code::PageNotFound, message).hint("pages count from 0")
        })
    }

    fn place(&self, id: &PageId) -> Result<(usize, &PageGeometry)> {
        let found = self.0.iter().enumerate().find(|(_, (own, _))| own == id);
        found
            .map(|(index, (_, geometry))| (index, geometry))
            .ok_or_else(|| Error::new(Code::PageNotFound, format!("the copy has no page {id}")))
    }
}

/// Ids that are all different: an annotation that another program copied has that of its model.
#[derive(Default)]
struct Ids(std::collections::BTreeSet<String>);

impl Ids {
    /// This id, or one made from it; `None` stands for one that nobody gave.
    fn unique(&mut self, wanted: Option<AnnotationId>, number: usize) -> Result<AnnotationId> {
        let mut next = wanted.map_or_else(|| AnnotationId::new(format!("other-{number}")), Ok)?;
        let stem: String = next.as_str().chars().take(10).collect();
        let mut copy = 2usize;
        while !self.0.insert(next.as_str().to_owned()) {
            next = AnnotationId::new(format!("{stem}-{copy}"))?;
            copy += 1;
        }
        Ok(next)
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::new(Code::AnnotationInvalid, message)
}
