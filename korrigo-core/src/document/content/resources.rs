//! What a rewritten content stream names, and nothing else.
//!
//! Knows the categories of a resource dictionary (ISO 32000-2, 7.8.3). Knows nothing of how objects are
//! copied: an entry is either the source's object or one the surgeon made.

use std::collections::BTreeMap;

use lopdf::Object;

use super::NewObject;

/// A category of a resource dictionary that content can name. `Properties` is missing on purpose:
/// rewritten content marks nothing.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Category {
    /// Named colour spaces.
    ColorSpace,
    /// Graphics states.
    ExtGState,
    /// Fonts.
    Font,
    /// Patterns.
    Pattern,
    /// Shadings.
    Shading,
    /// Images and forms.
    XObject,
}

impl Category {
    /// The key of the category in a resource dictionary.
    pub(crate) const fn key(self) -> &'static [u8] {
        match self {
            Self::ColorSpace => b"ColorSpace",
            Self::ExtGState => b"ExtGState",
            Self::Font => b"Font",
            Self::Pattern => b"Pattern",
            Self::Shading => b"Shading",
            Self::XObject => b"XObject",
        }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Resource {
    /// An object of the source, usually a reference: to be copied through the allow-list.
    Source(Object),
    /// An object the surgeon made.
    New(NewObject),
    /// A standard font, for text in one that is not there: readers show such text too.
    StandardFont,
}

/// All that a rewritten content stream names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Resources {
    entries: BTreeMap<(Category, Vec<u8>), Resource>,
}

impl Resources {
    /// Every entry: category, name (without the slash, escapes undone) and what it stands for, sorted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Category, &[u8], &Resource)> {
        self.entries.iter().map(|((category, name), resource)| (*category, name.as_slice(), resource))
    }

    /// Whether nothing is named.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a name stands for.
    pub(crate) fn find(&self, category: Category, name: &[u8]) -> Option<&Resource> {
        self.entries.get(&(category, name.to_vec()))
    }

    /// Names something; a name that is there already keeps its meaning.
    pub(crate) fn insert(&mut self, category: Category, name: &[u8], resource: Resource) {
        self.entries.entry((category, name.to_vec())).or_insert(resource);
    }

    /// Takes a name out.
    pub(super) fn remove(&mut self, category: Category, name: &[u8]) {
        self.entries.remove(&(category, name.to_vec()));
    }

    /// The name something goes by already.
    pub(super) fn name_of(&self, category: Category, resource: &Resource) -> Option<&[u8]> {
        let first = (category, Vec::new());
        let mut entries = self.entries.range(first..).take_while(|((other, _), _)| *other == category);
        entries.find(|(_, other)| *other == resource).map(|((_, name), _)| name.as_slice())
    }
}
