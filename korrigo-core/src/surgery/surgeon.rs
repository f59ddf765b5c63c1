//! Where the parts of a page are cut: takes what clipping rewrote and keeps it in the new file.
//!
//! Knows which entries of a rewritten object come from its source and which are new. Image surgery itself
//! is [`super::images`]'s.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::{Dictionary, Object, dictionary};

use super::images::{self, Cuts};
use super::{NoteKind, Tint, Wash};
use crate::document::content::{
    self, Drawn, FormKind, ImageUse, NewObject, Region, Resource, Resources, RewrittenFont, RewrittenForm,
    Surgeon,
};
use crate::document::write::allow::{Category, Kind};
use crate::document::write::{NewPdf, Source, compressed, overwrite};
use crate::error::Result;
use crate::limits::Meter;

/// What one page is cut with and where its parts go.
pub(crate) struct Theatre<'p, 'a> {
    pub(crate) pdf: &'p mut NewPdf<'a>,
    pub(crate) cuts: &'p mut Cuts,
    pub(crate) source: Source<'a>,
    pub(crate) region: &'p Region,
    pub(crate) meter: &'p Meter,
    /// Whether images stay uncut.
    pub(crate) uncut: bool,
    /// The colour that zones are painted in, where zones are hidden. What is no picture of an image then goes
    /// too, and so does what clips hide of it.
    pub(crate) hiding: Option<Tint>,
    /// What is painted over pixel by pixel.
    pub(crate) washes: Vec<Rc<Wash>>,
    notes: BTreeSet<NoteKind>,
}

impl<'p, 'a> Theatre<'p, 'a> {
    pub(crate) fn new(
        pdf: &'p mut NewPdf<'a>,
        cuts: &'p mut Cuts,
        source: Source<'a>,
        region: &'p Region,
        meter: &'p Meter,
    ) -> Self {
        let (washes, notes) = (Vec::new(), BTreeSet::new());
        Self { pdf, cuts, source, region, meter, uncut: false, hiding: None, washes, notes }
    }

    /// From now on images stay as they are.
    pub(crate) fn leave_images(&mut self) {
        self.uncut = true;
    }

    /// Says that something was not kept as it was.
    pub(crate) fn notes(&mut self, kinds: impl IntoIterator<Item = NoteKind>) {
        self.notes.extend(kinds);
    }

    /// What was said.
    pub(crate) fn into_notes(self) -> BTreeSet<NoteKind> {
        self.notes
    }
}

impl Surgeon for Theatre<'_, '_> {
    fn image(&mut self, image: ImageUse<'_>) -> Result<Drawn> {
        images::cut(self, &image)
    }

    fn form(&mut self, form: RewrittenForm<'_>) -> Result<NewObject> {
        let kind = match form.kind {
            FormKind::Form => Kind::Form,
            FormKind::Pattern => Kind::Pattern,
            FormKind::Glyph => Kind::Data,
        };
        let mut dictionary = without(form.dictionary, &[b"Resources"]);
        dictionary = self.pdf.copy_dictionary(self.source, &dictionary, kind)?;
        if form.kind == FormKind::Form {
            dictionary.set("Subtype", "Form");
        }
        if form.kind != FormKind::Glyph {
            dictionary.set("Resources", resources_dictionary(self.pdf, self.source, &form.resources)?);
        }
        let (encoding, data) = compressed(form.content);
        overwrite(&mut dictionary, &encoding);
        let (number, _) = self.pdf.add_shared_stream(dictionary, &data)?;
        Ok(NewObject(number as usize))
    }

    fn graphics_state(&mut self, dictionary: &Dictionary, group: NewObject) -> Result<NewObject> {
        let state = without(dictionary, &[b"Font", b"SMask"]);
        let mut state = self.pdf.copy_dictionary(self.source, &state, Kind::GraphicsState)?;
        let mask = dictionary.get(b"SMask").map(|mask| self.source.document.resolve(mask));
        if let Ok(Object::Dictionary(mask)) = mask {
            let mut mask = self.pdf.copy_dictionary(self.source, &without(mask, &[b"G"]), Kind::SoftMask)?;
            mask.set("G", Object::Reference((group.0 as u32, 0)));
            state.set("SMask", mask);
        }
        let (number, _) = self.pdf.add(state)?;
        Ok(NewObject(number as usize))
    }

    fn font(&mut self, font: RewrittenFont<'_>) -> Result<NewObject> {
        let dictionary = without(font.dictionary, &[b"CharProcs", b"Resources"]);
        let mut dictionary = self.pdf.copy_dictionary(self.source, &dictionary, Kind::Font)?;
        let procedures: Dictionary = font
            .procedures
            .into_iter()
            .map(|(name, object)| (name, Object::Reference((object.0 as u32, 0))))
            .collect();
        dictionary.set("CharProcs", procedures);
        dictionary.set("Resources", resources_dictionary(self.pdf, self.source, &font.resources)?);
        let (number, _) = self.pdf.add(dictionary)?;
        Ok(NewObject(number as usize))
    }
}

/// The resource dictionary that says what rewritten content names.
///
/// # Errors
/// `resource_limit` for objects nested too deep or too many of them.
pub(crate) fn resources_dictionary<'a>(
    pdf: &mut NewPdf<'a>,
    source: Source<'a>,
    resources: &Resources,
) -> Result<Dictionary> {
    let mut all = dictionary! {};
    for (category, name, resource) in resources.iter() {
        let object = match resource {
            Resource::New(object) => Object::Reference((object.0 as u32, 0)),
            Resource::Source(object) => match Category::named(category.key()) {
                Some(category) => pdf.copy(source, object, category.kind())?,
                None => Object::Null,
            },
            Resource::StandardFont => standard_font(),
        };
        // Text stays, whatever became of its font.
        let lost = object.is_null() && category == content::Category::Font;
        let object = if lost { standard_font() } else { object };
        if object.is_null() {
            continue;
        }
        if !all.has(category.key()) {
            all.set(category.key(), Dictionary::new());
        }
        if let Ok(Object::Dictionary(named)) = all.get_mut(category.key()) {
            named.set(name, object);
        }
    }
    Ok(all)
}

/// What readers take for a font that is not there.
fn standard_font() -> Object {
    let entries = [("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")];
    entries
        .into_iter()
        .map(|(key, name)| (key.as_bytes().to_vec(), name.into()))
        .collect::<Dictionary>()
        .into()
}

/// A dictionary without some of its keys. Its values are small: streams stand behind references.
fn without(dictionary: &Dictionary, keys: &[&[u8]]) -> Dictionary {
    let kept = dictionary.iter().filter(|(key, _)| !keys.contains(&key.as_slice()));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}
