//! The page tree, walked as it is, not as it says it is.
//!
//! Knows inheritance (ISO 32000-2, 7.7.3.4), cycles and nonsense between the pages. Knows nothing of a page.

use lopdf::ObjectId;

/// Where a page's dictionary is.
#[derive(Clone, Debug)]
pub(super) struct PageNode {
    pub(super) id: ObjectId,
}
