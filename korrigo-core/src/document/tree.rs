//! The page tree, walked as it is, not as it says it is.
//!
//! Knows inheritance (ISO 32000-2, 7.7.3.4), cycles and nonsense between the pages. Knows nothing of what
//! a page shows. /Count is never believed.

use std::collections::BTreeSet;
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId};

use super::reader::Store;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// What pages get from the nodes above them.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited(Dictionary);

/// The keys that are inherited (ISO 32000-2, table 31).
const INHERITABLE: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// Where a page's dictionary is, and what it inherits.
#[derive(Clone, Debug)]
pub(super) struct PageNode {
    place: Place,
    inherited: Arc<Inherited>,
}

#[derive(Clone, Debug)]
enum Place {
    Object(ObjectId),
    /// Written into /Kids itself, which is wrong and works everywhere.
    Direct(Box<Dictionary>),
}

impl PageNode {
    pub(super) fn dictionary<'a>(&'a self, store: &'a Store) -> Option<&'a Dictionary> {
        match &self.place {
            Place::Object(id) => {
                store.objects.get(id).and_then(|object| store.resolve(object).as_dict().ok())
            }
            Place::Direct(dictionary) => Some(dictionary),
        }
    }

    /// A value of the page's own dictionary, or of the nearest node above that has it.
    pub(super) fn inherited<'a>(&'a self, store: &'a Store, key: &[u8]) -> Option<&'a Object> {
        let own = self.dictionary(store).map(|own| store.value(own, key));
        own.filter(|value| !matches!(value, Object::Null))
            .or_else(|| self.inherited.0.get(key).ok().map(|value| store.resolve(value)))
    }
}

/// The pages, in order, and whether the tree had to be mended on the way.
pub(super) struct Pages {
    pub(super) nodes: Vec<PageNode>,
    pub(super) mended: bool,
}

/// Walks the tree. A node that comes again is passed over; a page may be shown twice.
///
/// # Errors
/// `too_many_pages` past the limit, `resource_limit` when the tree is too deep; no pages is no error here.
pub(super) fn walk(store: &Store, limits: &Limits) -> Result<Pages> {
    let mut pages = Pages { nodes: Vec::new(), mended: false };
    let Some(root) = store.page_tree() else { return Ok(pages) };
    let catalog = store.value(&store.trailer, b"Root").as_dict().ok();
    let root_id = catalog.and_then(|catalog| catalog.get(b"Pages").ok()?.as_reference().ok());
    let mut seen: BTreeSet<ObjectId> = root_id.into_iter().collect();
    let mut stack = vec![Level::new(store, root, &Inherited::default())];
    while let Some(level) = stack.last_mut() {
        let Some(kid) = level.kids.next() else {
            stack.pop();
            continue;
        };
        let id = kid.as_reference().ok();
        let Object::Dictionary(node) = store.resolve(kid) else {
            pages.mended = true;
            continue;
        };
        if is_branch(store, node) {
            if id.is_some_and(|id| !seen.insert(id)) {
                pages.mended = true;
                continue;
            }
            let next = Level::new(store, node, &level.inherited);
            limits.check_depth(stack.len())?;
            stack.push(next);
            continue;
        }
        if node.has_type(b"Pages") {
            continue;
        }
        let place = id.map_or_else(|| Place::Direct(Box::new(node.clone())), Place::Object);
        pages.nodes.push(PageNode { place, inherited: level.inherited.clone() });
        if pages.nodes.len() > limits.max_pages {
            return Err(too_many(limits));
        }
    }
    Ok(pages)
}

fn is_branch(store: &Store, node: &Dictionary) -> bool {
    store.value(node, b"Kids").as_array().is_ok() && !node.has_type(b"Page")
}

fn too_many(limits: &Limits) -> Error {
    Error::new(Code::TooManyPages, format!("the file has more than {} pages", limits.max_pages))
        .hint("scan smaller piles, or allow more pages")
}

struct Level<'a> {
    kids: std::slice::Iter<'a, Object>,
    inherited: Arc<Inherited>,
}

impl<'a> Level<'a> {
    fn new(store: &'a Store, node: &'a Dictionary, above: &Inherited) -> Self {
        let mut inherited = above.clone();
        for key in INHERITABLE {
            if let Ok(value) = node.get(key)
                && !matches!(store.resolve(value), Object::Null)
            {
                inherited.0.set(key, value.clone());
            }
        }
        let kids = store.value(node, b"Kids").as_array().map(Vec::as_slice).unwrap_or_default();
        Self { kids: kids.iter(), inherited: Arc::new(inherited) }
    }
}
