//! What our marks and pages say, in order, for those who listen to a file instead of seeing it.
//!
//! Knows the structure tree of ISO 32000-2, 14.7, and its standard types (14.8.4): each piece of marked content
//! belongs to one element. Scans are artifacts: what is written by hand has no structure. Knows no drawing.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::document::write::NewPdf;
use crate::document::write::serialize::text_string;
use crate::error::Result;

/// An element of the tree, by its place in [`Structure`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Element(usize);

/// A content stream whose parts are marked, by its place in [`Structure`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Stream(usize);

/// The tree as it grows.
pub(super) struct Structure {
    elements: Vec<Node>,
    streams: Vec<Marked>,
}

struct Node {
    role: &'static str,
    parent: Element,
    kids: Vec<Kid>,
    /// What stands for a picture.
    alternative: Option<String>,
    is_column_header: bool,
}

enum Kid {
    Element(Element),
    Content(Stream, usize),
}

#[derive(Default)]
struct Marked {
    /// Whose each piece is, by its number in the stream.
    owners: Vec<Element>,
    page: Option<ObjectId>,
    /// The form, where the stream is not the page's own.
    form: Option<ObjectId>,
}

impl Structure {
    /// The root of the tree.
    pub(super) const ROOT: Element = Element(0);

    pub(super) fn new() -> Self {
        let root = Node {
            role: "Document",
            parent: Self::ROOT,
            kids: Vec::new(),
            alternative: None,
            is_column_header: false,
        };
        Self { elements: vec![root], streams: Vec::new() }
    }

    /// Adds an element at the end of another.
    pub(super) fn add(&mut self, parent: Element, role: &'static str) -> Element {
        let element = Element(self.elements.len());
        let is_column_header = role == "TH";
        self.elements.push(Node { role, parent, kids: Vec::new(), alternative: None, is_column_header });
        if let Some(node) = self.elements.get_mut(parent.0) {
            node.kids.push(Kid::Element(element));
        }
        element
    }

    /// Adds a picture that these words stand for.
    pub(super) fn add_figure(&mut self, parent: Element, words: &str) -> Element {
        let element = self.add(parent, "Figure");
        if let Some(node) = self.elements.get_mut(element.0) {
            node.alternative = Some(words.to_owned());
        }
        element
    }

    /// A stream whose parts will be marked.
    pub(super) fn stream(&mut self) -> Stream {
        self.streams.push(Marked::default());
        Stream(self.streams.len() - 1)
    }

    /// What the page or form of a stream has under `StructParents`.
    pub(super) fn key(stream: Stream) -> i64 {
        stream.0 as i64
    }

    /// The next piece of a stream belongs to an element; gives its number (`MCID`).
    pub(super) fn mark(&mut self, stream: Stream, element: Element) -> usize {
        let Some(marked) = self.streams.get_mut(stream.0) else { return 0 };
        marked.owners.push(element);
        let number = marked.owners.len() - 1;
        if let Some(node) = self.elements.get_mut(element.0) {
            node.kids.push(Kid::Content(stream, number));
        }
        number
    }

    /// The type of an element.
    pub(super) fn role(&self, element: Element) -> &'static str {
        self.elements.get(element.0).map_or("Span", |node| node.role)
    }

    /// Says where a stream is drawn: its page, and the form it is where it is not the page's own.
    pub(super) fn place(&mut self, stream: Stream, page: ObjectId, form: Option<ObjectId>) {
        if let Some(marked) = self.streams.get_mut(stream.0) {
            (marked.page, marked.form) = (Some(page), form);
        }
    }

    /// Writes the tree; gives its root.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects; `internal` as [`NewPdf::fulfil`].
    pub(super) fn write(self, pdf: &mut NewPdf<'_>) -> Result<ObjectId> {
        let root = pdf.promise()?;
        let ids = self.elements.iter().map(|_| pdf.promise()).collect::<Result<Vec<_>>>()?;
        let id = |element: Element| Object::Reference(ids.get(element.0).copied().unwrap_or(root));
        for (node, own) in self.elements.iter().zip(&ids) {
            let is_root = *own == id(Self::ROOT).as_reference().unwrap_or(root);
            let parent = if is_root { Object::Reference(root) } else { id(node.parent) };
            let kids: Vec<Object> = node.kids.iter().map(|kid| self.kid(kid, id)).collect();
            let mut all = dictionary! {
                "Type" => "StructElem", "S" => node.role, "P" => parent, "K" => kids,
            };
            if let Some(words) = &node.alternative {
                all.set("Alt", text_string(words));
            }
            if node.is_column_header {
                all.set("A", dictionary! { "O" => "Table", "Scope" => "Column" });
            }
            pdf.fulfil(*own, all.into());
        }
        let numbers = self.streams.iter().enumerate().flat_map(|(key, marked)| {
            let owners: Vec<Object> = marked.owners.iter().map(|owner| id(*owner)).collect();
            [Object::Integer(key as i64), Object::Array(owners)]
        });
        let parents = pdf.add(dictionary! { "Nums" => numbers.collect::<Vec<_>>() })?;
        let all = dictionary! {
            "Type" => "StructTreeRoot", "K" => id(Self::ROOT), "ParentTree" => parents,
            "ParentTreeNextKey" => self.streams.len() as i64,
        };
        pdf.fulfil(root, all.into());
        Ok(root)
    }

    fn kid(&self, kid: &Kid, id: impl Fn(Element) -> Object) -> Object {
        match kid {
            Kid::Element(element) => id(*element),
            Kid::Content(stream, number) => {
                let marked = self.streams.get(stream.0);
                let mut all = Dictionary::new();
                all.set("Type", "MCR");
                if let Some(page) = marked.and_then(|marked| marked.page) {
                    all.set("Pg", page);
                }
                if let Some(form) = marked.and_then(|marked| marked.form) {
                    all.set("Stm", form);
                }
                all.set("MCID", *number as i64);
                all.into()
            }
        }
    }
}
