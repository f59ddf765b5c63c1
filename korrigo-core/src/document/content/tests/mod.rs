//! What users of this room rely on: tokens that survive, halves that look the same, nothing left behind.

mod clipping;
mod corpus;
mod surveying;
mod tokens;

use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, dictionary};

use super::*;
use crate::geometry::ConvexPolygon;

/// A surgeon that leaves images alone and writes everything else back into a copy of the file.
pub(super) struct Rebuilder {
    pub(super) file: File,
    made: Vec<ObjectId>,
    pub(super) images: Vec<(Matrix, Place, bool)>,
}

impl Rebuilder {
    pub(super) fn new(file: File) -> Self {
        Self { file, made: Vec::new(), images: Vec::new() }
    }

    fn add(&mut self, object: impl Into<Object>) -> NewObject {
        self.made.push(self.file.add_object(object));
        NewObject(self.made.len() - 1)
    }

    pub(super) fn dictionary(&self, resources: &Resources) -> Dictionary {
        let mut all = Dictionary::new();
        for (category, name, resource) in resources.iter() {
            let value = match resource {
                Resource::Source(object) => object.clone(),
                Resource::New(NewObject(index)) => Object::Reference(self.made[*index]),
                Resource::StandardFont => {
                    dictionary! { "Subtype" => "Type1", "BaseFont" => "Helvetica" }.into()
                }
            };
            if !all.has(category.key()) {
                all.set(category.key(), Dictionary::new());
            }
            all.get_mut(category.key()).unwrap().as_dict_mut().unwrap().set(name, value);
        }
        all
    }
}

impl Surgeon for Rebuilder {
    fn image(&mut self, image: ImageUse<'_>) -> Result<Drawn> {
        self.images.push((image.to_page, image.place, image.inline));
        Ok(Drawn::AsIs)
    }

    fn form(&mut self, form: RewrittenForm<'_>) -> Result<NewObject> {
        let mut dictionary = form.dictionary.clone();
        for key in [&b"Resources"[..], b"Filter", b"DecodeParms", b"Length", b"OC"] {
            dictionary.remove(key);
        }
        if form.kind != FormKind::Glyph {
            dictionary.set("Resources", self.dictionary(&form.resources));
        }
        Ok(self.add(Stream::new(dictionary, form.content)))
    }

    fn graphics_state(&mut self, dictionary: &Dictionary, group: NewObject) -> Result<NewObject> {
        let mut dictionary = dictionary.clone();
        let mask = match dictionary.get(b"SMask").unwrap() {
            Object::Reference(id) => self.file.get_dictionary(*id).unwrap().clone(),
            other => other.as_dict().unwrap().clone(),
        };
        let mut mask = mask;
        mask.set("G", Object::Reference(self.made[group.0]));
        dictionary.set("SMask", mask);
        Ok(self.add(dictionary))
    }

    fn font(&mut self, font: RewrittenFont<'_>) -> Result<NewObject> {
        let mut dictionary = font.dictionary.clone();
        let mut procedures = Dictionary::new();
        for (name, object) in &font.procedures {
            procedures.set(name.clone(), Object::Reference(self.made[object.0]));
        }
        dictionary.set("CharProcs", procedures);
        dictionary.set("Resources", self.dictionary(&font.resources));
        Ok(self.add(dictionary))
    }
}

/// A page of 200 by 100 with this content and these resources.
pub(super) fn one_page(content: &[u8], resources: Dictionary) -> File {
    one_page_with(content, |_| resources)
}

/// The same, with objects of its own.
pub(super) fn one_page_with(content: &[u8], resources: impl FnOnce(&mut File) -> Dictionary) -> File {
    let mut file = File::with_version("1.7");
    let resources = resources(&mut file);
    let content = file.add_object(Stream::new(Dictionary::new(), content.to_vec()));
    let pages = file.new_object_id();
    let page = file.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
    });
    file.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()] }),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", catalog);
    file
}

pub(super) fn bytes_of(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

pub(super) fn open(file: &mut File) -> Document {
    let bytes: crate::document::Bytes = std::sync::Arc::new(bytes_of(file));
    Document::open(bytes, &crate::document::OpenOptions::default()).unwrap()
}

/// Page `index` of `document` clipped to `region`; the file with it, the content, and the surgeon.
pub(super) fn clip_page(document: &Document, index: usize, region: &Region) -> Result<(Vec<u8>, Rebuilder)> {
    let meter = document.limits().meter();
    let page = document.page(index)?;
    let mut surgeon = Rebuilder::new(copy_of(document));
    let clipped = clip(document, &page.content(&meter)?, page.resources(), region, &mut surgeon, &meter)?;
    let resources = surgeon.dictionary(&clipped.resources);
    let content = surgeon.file.add_object(Stream::new(Dictionary::new(), clipped.content.clone()));
    let is_page = |object: &Object| object.as_dict().is_ok_and(|it| std::ptr::eq(it, page.dictionary()));
    let id = document.store.objects.iter().find(|(_, object)| is_page(object)).map(|(id, _)| *id);
    let Some(id) = id else { return Ok((clipped.content, surgeon)) };
    let dictionary = surgeon.file.get_dictionary_mut(id).unwrap();
    dictionary.set("Contents", content);
    dictionary.set("Resources", resources);
    Ok((clipped.content, surgeon))
}

/// The objects of a document, streams decrypted and still encoded.
fn copy_of(document: &Document) -> File {
    let mut file = File::with_version("1.7");
    for (id, object) in &document.store.objects {
        let mut object = object.clone();
        if let Object::Stream(stream) = &mut object {
            let data = document.raw_stream(stream).map(std::borrow::Cow::into_owned).unwrap_or_default();
            stream.start_position = None;
            stream.set_content(data);
        }
        file.max_id = file.max_id.max(id.0);
        file.objects.insert(*id, object);
    }
    file.trailer.set("Root", document.store.trailer.get(b"Root").unwrap().clone());
    file
}

pub(super) fn region(x0: f64, y0: f64, x1: f64, y1: f64) -> Region {
    Region::new(ConvexPolygon::from_rect(&Rect::new(x0, y0, x1, y1)))
        .within(Rect::new(0.0, 0.0, 200.0, 100.0))
}

/// A page as hayro draws it: width, height, and four bytes a pixel.
pub(super) fn render(bytes: &[u8], index: usize, scale: f32) -> (usize, usize, Vec<u8>) {
    use hayro::hayro_interpret::InterpreterSettings;
    use hayro::{PixmapSettings, RenderCache, RenderSettings};
    let pdf = hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
    };
    let page = &pdf.pages()[index];
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    (pixmap.width().into(), pixmap.height().into(), pixmap.data_as_u8_slice().to_vec())
}

/// How many pixels differ by more than `tolerance`, among those for which `looks_at` (x, y) is true.
pub(super) fn differing(
    one: &(usize, usize, Vec<u8>),
    other: &(usize, usize, Vec<u8>),
    tolerance: u8,
    looks_at: impl Fn(usize, usize) -> bool,
) -> usize {
    assert_eq!((one.0, one.1), (other.0, other.1));
    let pixels = one.2.chunks_exact(4).zip(other.2.chunks_exact(4)).enumerate();
    pixels
        .filter(|(at, (a, b))| {
            looks_at(at % one.0, at / one.0) && a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > tolerance)
        })
        .count()
}
