//! What could not be kept as it was: told, never done in silence.
//!
//! Knows a closed list of kinds. Knows nothing of a paper's content: a note may be logged.

use serde::{Deserialize, Serialize};

use crate::id::PageId;

/// One thing on one page that is not stored as the scan stored it, or was left out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Note {
    /// The page of the copy, from 0.
    pub page: usize,
    /// The page's name for ever.
    pub id: PageId,
    /// What was done.
    pub kind: NoteKind,
}

/// What was done.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoteKind {
    /// A JPEG 2000 image was cut and is now stored without loss as Flate.
    JpxStoredAsFlate,
    /// A JBIG2 image was cut and is now stored without loss as CCITT Group 4.
    Jbig2StoredAsCcitt,
    /// A JBIG2 image was cut and is now stored without loss as one generic region.
    Jbig2StoredAsGeneric,
    /// An image's data is damaged: what can be shown of it was decoded and is stored as Flate.
    DamagedImageStoredAsFlate,
    /// A part of what the page draws could not be decoded and is not on it; readers leave it out too.
    DamagedContentLeftOut,
    /// A note or mark that had no appearance of its own is not on the page.
    AnnotationWithoutAppearance,
}

impl NoteKind {
    /// The name used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::JpxStoredAsFlate => "jpx_stored_as_flate",
            Self::Jbig2StoredAsCcitt => "jbig2_stored_as_ccitt",
            Self::Jbig2StoredAsGeneric => "jbig2_stored_as_generic",
            Self::DamagedImageStoredAsFlate => "damaged_image_stored_as_flate",
            Self::DamagedContentLeftOut => "damaged_content_left_out",
            Self::AnnotationWithoutAppearance => "annotation_without_appearance",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_serde_writes() {
        for kind in [
            NoteKind::JpxStoredAsFlate,
            NoteKind::Jbig2StoredAsCcitt,
            NoteKind::Jbig2StoredAsGeneric,
            NoteKind::DamagedImageStoredAsFlate,
            NoteKind::DamagedContentLeftOut,
            NoteKind::AnnotationWithoutAppearance,
        ] {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
    }
}
