//! Active content: everything in a file that does something, or leads out of it.
//!
//! Knows actions, name trees and annotations (ISO 32000-2, 12.6, 7.11.4, 12.5). Reports and changes nothing:
//! none of it survives into a copy, because copies are built from what may be there.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};
use serde::Serialize;

use super::{Document, Page};

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActiveKind {
    /// A script.
    Javascript,
    /// An action that starts a program or opens a file.
    Launch,
    /// A file inside the file.
    EmbeddedFile,
    /// A link to the network.
    Uri,
    /// A form that sends what was typed.
    SubmitForm,
    /// A form that fills itself from a file.
    ImportData,
    /// A link into another file.
    RemoteFile,
    /// A sound, a film, a model in three dimensions or other rich media.
    RichMedia,
    /// A form of the XML kind, with scripts of its own.
    Xfa,
    /// Something that happens when the file is opened.
    OpenAction,
}

/// Where it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActivePlace {
    /// The catalogue: when the file is opened, saved or printed.
    Catalog,
    /// The name trees.
    Names,
    /// The form.
    Form,
    /// The outline.
    Outline,
    /// A page: when it is shown or left.
    Page,
    /// An annotation: a link, a button, an attachment.
    Annotation,
    /// An object that nothing above leads to.
    Object,
}

/// Active content of one kind in one place.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ActiveContent {
    /// What kind of thing it is.
    pub kind: ActiveKind,
    /// Where it is.
    #[serde(rename = "where")]
    pub place: ActivePlace,
    /// On which page, from 0, where it is on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// How many of them.
    pub count: usize,
}

/// Everything active, sorted by kind, place and page.
pub(super) fn active_content(document: &Document) -> Vec<ActiveContent> {
    let mut search = Search { document, found: BTreeMap::new(), kinds: BTreeSet::new() };
    search.catalog();
    for index in 0..document.page_count() {
        if let Ok(page) = document.page(index) {
            search.page(&page);
        }
    }
    search.other_objects();
    let found = search.found.into_iter();
    found.map(|((kind, place, page), count)| ActiveContent { kind, place, page, count }).collect()
}

type Site = (ActivePlace, Option<usize>);

struct Search<'a> {
    document: &'a Document,
    found: BTreeMap<(ActiveKind, ActivePlace, Option<usize>), usize>,
    kinds: BTreeSet<ActiveKind>,
}

/// Actions that follow each other, nodes of a name tree, items of an outline: more is a cycle, or of no interest.
const MAX_STEPS: usize = 10_000;

impl<'a> Search<'a> {
    fn add(&mut self, kind: ActiveKind, (place, page): Site, count: usize) {
        if count > 0 {
            *self.found.entry((kind, place, page)).or_default() += count;
            self.kinds.insert(kind);
        }
    }

    fn catalog(&mut self) {
        let document = self.document;
        let catalog = document.catalog();
        let site = (ActivePlace::Catalog, None);
        let open = document.value(catalog, b"OpenAction");
        if let Object::Dictionary(action) = open
            && !matches!(action.get(b"S").and_then(Object::as_name), Ok(b"GoTo") | Err(_))
        {
            self.add(ActiveKind::OpenAction, site, 1);
        }
        self.action(open, site);
        self.additional(catalog, site);
        if let Object::Dictionary(names) = document.value(catalog, b"Names") {
            let trees = [
                (b"JavaScript".as_slice(), ActiveKind::Javascript),
                (b"EmbeddedFiles", ActiveKind::EmbeddedFile),
            ];
            for (key, kind) in trees {
                let count = self.names_in(document.value(names, key));
                self.add(kind, (ActivePlace::Names, None), count);
            }
        }
        if let Object::Array(files) = document.value(catalog, b"AF") {
            self.add(ActiveKind::EmbeddedFile, site, files.len());
        }
        if let Object::Dictionary(form) = document.value(catalog, b"AcroForm")
            && !matches!(document.value(form, b"XFA"), Object::Null)
        {
            self.add(ActiveKind::Xfa, (ActivePlace::Form, None), 1);
        }
        self.outline(catalog);
    }

    fn page(&mut self, page: &Page<'a>) {
        let index = Some(page.index());
        self.additional(page.dictionary(), (ActivePlace::Page, index));
        let site = (ActivePlace::Annotation, index);
        for annotation in page.annotations() {
            match annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default() {
                b"FileAttachment" => self.add(ActiveKind::EmbeddedFile, site, 1),
                b"RichMedia" | b"Screen" | b"Movie" | b"Sound" | b"3D" => {
                    self.add(ActiveKind::RichMedia, site, 1);
                }
                _ => {}
            }
            self.action(self.document.value(annotation, b"A"), site);
            self.additional(annotation, site);
        }
    }

    /// /AA: what happens on its own.
    fn additional(&mut self, holder: &'a Dictionary, site: Site) {
        if let Object::Dictionary(actions) = self.document.value(holder, b"AA") {
            for (_, action) in actions {
                self.action(self.document.resolve(action), site);
            }
        }
    }

    /// An action and all that follow it.
    fn action(&mut self, action: &'a Object, site: Site) {
        let mut waiting = vec![action];
        for _ in 0..MAX_STEPS {
            let Some(next) = waiting.pop() else { return };
            match self.document.resolve(next) {
                Object::Array(actions) => waiting.extend(actions),
                Object::Dictionary(action) => {
                    self.add_action(action, site);
                    waiting.extend(action.get(b"Next").ok());
                }
                _ => {}
            }
        }
    }

    fn add_action(&mut self, action: &Dictionary, site: Site) {
        if let Some(kind) = self.document.value(action, b"S").as_name().ok().and_then(kind_of_action) {
            self.add(kind, site, 1);
        }
    }

    /// How many names a name tree holds.
    fn names_in(&self, root: &'a Object) -> usize {
        let (mut count, mut waiting) = (0_usize, vec![root]);
        for _ in 0..MAX_STEPS {
            let Some(node) = waiting.pop() else { break };
            let Object::Dictionary(node) = self.document.resolve(node) else { continue };
            if let Object::Array(names) = self.document.value(node, b"Names") {
                count = count.saturating_add(names.len().div_ceil(2));
            }
            if let Object::Array(kids) = self.document.value(node, b"Kids") {
                waiting.extend(kids);
            }
        }
        count
    }

    fn outline(&mut self, catalog: &'a Dictionary) {
        let Object::Dictionary(root) = self.document.value(catalog, b"Outlines") else { return };
        let mut waiting = vec![self.document.value(root, b"First")];
        for _ in 0..MAX_STEPS {
            let Some(item) = waiting.pop() else { return };
            let Object::Dictionary(item) = item else { continue };
            self.action(self.document.value(item, b"A"), (ActivePlace::Outline, None));
            for key in [b"Next".as_slice(), b"First"] {
                waiting.push(self.document.value(item, key));
            }
        }
    }

    /// What stands in an object that was not met on the way, if its kind was met nowhere.
    fn other_objects(&mut self) {
        let met = self.kinds.clone();
        let site = (ActivePlace::Object, None);
        for object in self.document.store.objects.values() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            let action = dictionary.get(b"S").and_then(Object::as_name).ok().and_then(kind_of_action);
            let file = dictionary.has_type(b"EmbeddedFile").then_some(ActiveKind::EmbeddedFile);
            for kind in action.into_iter().chain(file).filter(|kind| !met.contains(kind)) {
                self.add(kind, site, 1);
            }
        }
    }
}

/// What an action's type (ISO 32000-2, table 201) means for a reader; `None` for what stays in the file.
fn kind_of_action(name: &[u8]) -> Option<ActiveKind> {
    Some(match name {
        b"JavaScript" => ActiveKind::Javascript,
        b"Launch" => ActiveKind::Launch,
        b"URI" => ActiveKind::Uri,
        b"SubmitForm" => ActiveKind::SubmitForm,
        b"ImportData" => ActiveKind::ImportData,
        b"GoToR" | b"GoToE" | b"Thread" => ActiveKind::RemoteFile,
        b"Sound" | b"Movie" | b"Rendition" | b"GoTo3DView" | b"RichMediaExecute" => ActiveKind::RichMedia,
        _ => return None,
    })
}
