//! What every walk over a page's content shares: objects, fonts already read, streams already decoded,
//! and which optional content is hidden.
//!
//! Knows where named resources are found and keeps content streams from drawing themselves. Knows
//! nothing of operators.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::fonts::{Font, numbers};
use super::lexer::Operand;
use super::resources::Category;
use super::{Objects, unless_damaged};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};
use crate::limits::Meter;

/// Where the names of a content stream are looked up: in its own resources, then in those of what draws it,
/// outwards to the page's. Only PDF 1.1 promised that (7.8.3); readers still do it, and files count on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    /// From the inside out; the page's are last. Between them the innermost count: nobody nests deeper and
    /// leaves names out.
    levels: [&'a Dictionary; 4],
}

impl<'a> Names<'a> {
    pub(super) fn of_page(page: &'a Dictionary) -> Self {
        Self { levels: [page; 4] }
    }

    /// Tells them apart from other names.
    pub(super) fn key(&self) -> [usize; 4] {
        self.levels.map(address)
    }

    fn within(self, own: &'a Dictionary) -> Self {
        let [outer, next, _, page] = self.levels;
        Self { levels: [own, outer, next, page] }
    }

    /// What a name means, as it stands in the resources.
    pub(super) fn find<'o>(
        &self,
        objects: &'o dyn Objects,
        category: &[u8],
        name: &[u8],
    ) -> Option<&'o Object>
    where
        'a: 'o,
    {
        self.levels.iter().find_map(|resources| {
            let entries = objects.resolve(resources.get(category).ok()?).as_dict().ok()?;
            entries.get(name).ok().filter(|object| !objects.resolve(object).is_null())
        })
    }
}

/// What the walks over one page share.
pub(super) struct Context<'a, 'm> {
    pub(super) objects: &'a dyn Objects,
    pub(super) meter: &'m Meter,
    fonts: BTreeMap<usize, Rc<Font<'a>>>,
    contents: BTreeMap<usize, Option<Rc<Vec<u8>>>>,
    hidden: BTreeSet<ObjectId>,
    /// The content streams being walked, from the page inwards.
    open: Vec<usize>,
    /// Whether a stream could not be decoded.
    pub(super) damaged: bool,
}

impl<'a, 'm> Context<'a, 'm> {
    pub(super) fn new(objects: &'a dyn Objects, meter: &'m Meter) -> Self {
        Self {
            objects,
            meter,
            fonts: BTreeMap::new(),
            contents: BTreeMap::new(),
            hidden: hidden_groups(objects),
            open: Vec::new(),
            damaged: false,
        }
    }

    /// What a name means, as it stands in the resources.
    pub(super) fn find(&self, names: Names<'a>, category: Category, name: &[u8]) -> Option<&'a Object> {
        names.find(self.objects, category.key(), name)
    }

    /// The metrics of a font, read once.
    pub(super) fn font(&mut self, object: &'a Object) -> Result<Rc<Font<'a>>> {
        let key = address(self.objects.resolve(object));
        if let Some(font) = self.fonts.get(&key) {
            return Ok(Rc::clone(font));
        }
        let font = Rc::new(Font::read(self.objects, object, self.meter)?);
        self.fonts.insert(key, Rc::clone(&font));
        Ok(font)
    }

    /// Starts walking a content stream other than the page's; `None` when it is being walked already, or
    /// when it cannot be decoded: readers leave such a one out and go on. To be ended with [`Context::leave`].
    pub(super) fn enter(&mut self, stream: &'a Stream) -> Result<Option<Rc<Vec<u8>>>> {
        let key = address(stream);
        if self.open.contains(&key) {
            return Ok(None);
        }
        self.objects.limits().check_depth(self.open.len())?;
        let content = self.content(stream)?;
        if content.is_some() {
            self.open.push(key);
        }
        Ok(content)
    }

    /// A stream decoded, once; `None` for one that is damaged.
    pub(super) fn content(&mut self, stream: &'a Stream) -> Result<Option<Rc<Vec<u8>>>> {
        let key = address(stream);
        if let Some(content) = self.contents.get(&key) {
            return Ok(content.clone());
        }
        let content = unless_damaged(self.objects.decode(stream, self.meter))?.map(Rc::new);
        self.damaged |= content.is_none();
        self.contents.insert(key, content.clone());
        Ok(content)
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// Whether an optional content group or membership (8.11.2) is hidden by default.
    pub(super) fn is_hidden(&self, content: &Object) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        if let Object::Reference(id) = content
            && self.hidden.contains(id)
        {
            return true;
        }
        let Ok(membership) = self.objects.resolve(content).as_dict() else { return false };
        let Ok(groups) = membership.get(b"OCGs") else { return false };
        let groups = match self.objects.resolve(groups) {
            Object::Array(list) => list.iter().collect(),
            _ => vec![groups],
        };
        let off = |group: &&Object| matches!(group, Object::Reference(id) if self.hidden.contains(id));
        let policy = membership.get(b"P").ok().and_then(|p| self.objects.resolve(p).as_name().ok());
        match policy.unwrap_or_default() {
            b"AllOn" => groups.iter().any(off),
            b"AnyOff" => !groups.is_empty() && !groups.iter().any(off),
            b"AllOff" => !groups.is_empty() && !groups.iter().all(off),
            _ => !groups.is_empty() && groups.iter().all(off),
        }
    }

    /// Whether `BDC` with these operands begins optional content that is hidden.
    pub(super) fn hides(&self, names: Names<'a>, operands: &[Operand<'_>]) -> bool {
        let [.., Operand::Name(tag), Operand::Name(name)] = operands else { return false };
        if &**tag != b"OC" {
            return false;
        }
        let group = names.find(self.objects, b"Properties", name);
        group.is_some_and(|group| self.is_hidden(group))
    }

    /// A dictionary's own `Resources`, else those of what draws it (as PDF 1.1 allowed).
    pub(super) fn names_of(&self, dictionary: &'a Dictionary, outer: Names<'a>) -> Names<'a> {
        let own = dictionary.get(b"Resources").map(|own| self.objects.resolve(own));
        own.and_then(Object::as_dict).map_or(outer, |own| outer.within(own))
    }

    /// An array of six numbers, or the identity.
    pub(super) fn matrix(&self, dictionary: &Dictionary, key: &[u8]) -> Matrix {
        let matrix = dictionary.get(key).ok().and_then(|m| numbers::<6>(self.objects, m));
        matrix.map_or(Matrix::IDENTITY, Matrix::new)
    }

    /// An array of four numbers as a rectangle.
    pub(super) fn rectangle(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Rect> {
        let [x0, y0, x1, y1] = numbers::<4>(self.objects, dictionary.get(key).ok()?)?;
        Some(Rect::new(x0, y0, x1, y1))
    }

    /// A name entry, or nothing.
    pub(super) fn name(&self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
        let value = dictionary.get(key).map(|value| self.objects.resolve(value));
        value.and_then(Object::as_name).unwrap_or_default()
    }
}

/// Objects of an opened document stay where they are: their address tells them apart.
pub(super) fn address<T>(object: &T) -> usize {
    std::ptr::from_ref(object) as usize
}

/// The groups that the default configuration (8.11.4.3) hides.
fn hidden_groups(objects: &dyn Objects) -> BTreeSet<ObjectId> {
    let mut hidden = BTreeSet::new();
    let Some(properties) = objects.optional_content() else { return hidden };
    let list = |dictionary: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
        let list = dictionary.get(key).map(|list| objects.resolve(list)).and_then(Object::as_array);
        list.map_or_else(|_| Vec::new(), |list| list.iter().filter_map(|id| id.as_reference().ok()).collect())
    };
    let default = properties.get(b"D").map(|d| objects.resolve(d)).and_then(Object::as_dict);
    let Ok(default) = default else { return hidden };
    let base = default.get(b"BaseState").map(|base| objects.resolve(base)).and_then(Object::as_name);
    if base.is_ok_and(|base| base == b"OFF") {
        hidden.extend(list(properties, b"OCGs"));
        for id in list(default, b"ON") {
            hidden.remove(&id);
        }
    }
    hidden.extend(list(default, b"OFF"));
    hidden
}
