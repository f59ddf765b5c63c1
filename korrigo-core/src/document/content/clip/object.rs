//! Objects drawn by name: images, forms, shadings, graphics states; and images in the content itself.
//!
//! Knows what becomes of streams other than the page's: each is walked, written anew and handed to the
//! surgeon. Knows nothing of pixels.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::{Run, Scope};
use crate::document::content::context::{Names, address};
use crate::document::content::inline::InlineImage;
use crate::document::content::lexer::{Number, Operand};
use crate::document::content::operator::Operator;
use crate::document::content::resources::{Category, Resource, Resources};
use crate::document::content::state::{State, seen};
use crate::document::content::{Drawn, FormKind, ImageUse, NewObject, RewrittenForm};
use crate::error::Result;
use crate::geometry::{Matrix, Place, Rect};

const UNIT_SQUARE: Rect = Rect { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };

impl<'a, 'c> Run<'_, 'a, '_, 'c> {
    /// `Do`.
    pub(super) fn object(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let Some(Operand::Name(name)) = operands.last() else { return Ok(()) };
        let context = &self.shared.context;
        let Some(object) = context.find(self.scope.names, Category::XObject, name) else { return Ok(()) };
        let Object::Stream(stream) = context.objects.resolve(object) else { return Ok(()) };
        if stream.dict.get(b"OC").is_ok_and(|group| context.is_hidden(group)) {
            return Ok(());
        }
        match context.name(&stream.dict, b"Subtype") {
            b"Image" => self.image(stream, object, name),
            b"Form" => self.form(stream),
            _ => Ok(()),
        }
    }

    fn image(&mut self, stream: &Stream, object: &'a Object, name: &[u8]) -> Result<()> {
        let Some(place) = self.place_of_image() else { return Ok(()) };
        let id = object.as_reference().ok();
        let seen = self.seen_of_image();
        let image = ImageUse { id, stream, to_page: self.state.ctm, place, seen, inline: false };
        match self.shared.surgeon.image(image)? {
            Drawn::AsIs => {
                self.start_paint()?;
                if let Some(name) = self.name_source(Category::XObject, name) {
                    self.writer.named(&name, Operator::Object);
                }
            }
            Drawn::Nothing => {}
            Drawn::Instead { object, matrix } => self.draw_instead(object, &matrix)?,
        }
        Ok(())
    }

    /// `BI` ... `EI`.
    pub(super) fn inline_image(&mut self, image: &InlineImage<'c>) -> Result<()> {
        let Some(place) = self.place_of_image() else { return Ok(()) };
        let stream = image.to_stream(self.shared.context.objects, self.scope.names);
        let (to_page, seen) = (self.state.ctm, self.seen_of_image());
        let image_use = ImageUse { id: None, stream: &stream, to_page, place, seen, inline: true };
        match self.shared.surgeon.image(image_use)? {
            Drawn::AsIs => {
                self.start_paint()?;
                let space = image.named_space();
                match space.and_then(|space| self.name_source(Category::ColorSpace, space)) {
                    Some(space) => self.writer.image(&image.in_space(space)),
                    None => self.writer.image(image),
                }
            }
            Drawn::Nothing => {}
            Drawn::Instead { object, matrix } => self.draw_instead(object, &matrix)?,
        }
        Ok(())
    }

    /// Where the unit square lies; `None` when none of it is seen.
    fn place_of_image(&self) -> Option<Place> {
        let covers = self.state.ctm.map_rect(&UNIT_SQUARE);
        if self.place(&covers) == Place::Outside {
            return None;
        }
        // Pixels that a clip hides are still there: what counts is the whole image.
        let place = self.scope.region.map_or(Place::Inside, |region| region.place(&covers));
        Some(if place == Place::Inside { Place::Inside } else { Place::Crossing })
    }

    fn seen_of_image(&self) -> Option<Rect> {
        self.scope.region.and_then(|_| seen(&self.state.ctm.map_rect(&UNIT_SQUARE), &self.state.clip))
    }

    fn draw_instead(&mut self, object: NewObject, matrix: &Matrix) -> Result<()> {
        self.start_paint()?;
        let name = self.name_fresh(Category::XObject, Resource::New(object));
        if *matrix == Matrix::IDENTITY {
            self.writer.named(&name, Operator::Object);
            return Ok(());
        }
        self.writer.operator(Operator::Save);
        self.writer.numbers(&matrix.to_array().map(Number::from), Operator::Concatenate);
        self.writer.named(&name, Operator::Object);
        self.writer.operator(Operator::Restore);
        Ok(())
    }

    /// What must stand before any painted object: the colour that a stencil or a form may use.
    fn start_paint(&mut self) -> Result<()> {
        self.close_text();
        self.write_patterns(true, true)?;
        self.painted = true;
        Ok(())
    }

    fn form(&mut self, stream: &'a Stream) -> Result<()> {
        let context = &self.shared.context;
        let to_user = context.matrix(&stream.dict, b"Matrix").then(&self.state.ctm);
        let covers = context.rectangle(&stream.dict, b"BBox").map(|bbox| to_user.map_rect(&bbox));
        let whole = covers.unwrap_or(super::EVERYWHERE);
        if self.place(&whole) == Place::Outside {
            return Ok(());
        }
        let region = self.scope.region.filter(|region| region.place(&whole) != Place::Inside);
        let names = context.names_of(&stream.dict, self.scope.names);
        let scope = Scope { names, region, base: to_user };
        let Some(object) = self.rewrite(stream, FormKind::Form, scope)? else { return Ok(()) };
        self.start_paint()?;
        let name = self.name_fresh(Category::XObject, Resource::New(object));
        self.writer.named(&name, Operator::Object);
        Ok(())
    }

    /// Walks and writes another stream; `None` when nothing of it is left, or when it draws itself.
    pub(super) fn rewrite(
        &mut self,
        stream: &'a Stream,
        kind: FormKind,
        scope: Scope<'a>,
    ) -> Result<Option<NewObject>> {
        let mut state = match kind {
            // A form inherits everything; patterns and masks start afresh (8.7.3.1, 11.6.5.2).
            FormKind::Form => self.state.clone(),
            FormKind::Pattern | FormKind::Glyph => State::new(scope.base, super::EVERYWHERE),
        };
        state.ctm = scope.base;
        if let Some(bbox) = self.shared.context.rectangle(&stream.dict, b"BBox") {
            state.intersect_clip(&scope.base.map_rect(&bbox));
        }
        let key = (address(stream), scope.names.key(), scope.region.map(|_| place_bits(&state)));
        if let Some(known) = self.shared.forms.get(&key) {
            return Ok(*known);
        }
        let Some((content, resources)) = self.nested(stream, scope, state, &mut Resources::default())? else {
            return Ok(None);
        };
        let object = if content.is_empty() {
            None
        } else {
            let form = RewrittenForm { kind, dictionary: &stream.dict, content, resources };
            Some(self.shared.surgeon.form(form)?)
        };
        self.shared.forms.insert(key, object);
        Ok(object)
    }

    /// Writes a glyph procedure anew, all of it; what it names is added to `used`.
    pub(super) fn rewrite_glyph(
        &mut self,
        stream: &'a Stream,
        names: Names<'a>,
        matrix: &Matrix,
        used: &mut Resources,
    ) -> Result<Option<NewObject>> {
        let scope = Scope { names, region: None, base: *matrix };
        let state = State::new(*matrix, super::EVERYWHERE);
        let Some((content, all)) = self.nested(stream, scope, state, used)? else {
            return Ok(None);
        };
        *used = all;
        let form = RewrittenForm {
            kind: FormKind::Glyph,
            dictionary: &stream.dict,
            content,
            resources: Resources::default(),
        };
        Ok(Some(self.shared.surgeon.form(form)?))
    }

    fn nested(
        &mut self,
        stream: &'a Stream,
        scope: Scope<'a>,
        state: State<'a>,
        used: &mut Resources,
    ) -> Result<Option<(Vec<u8>, Resources)>> {
        let Some(content) = self.shared.context.enter(stream)? else { return Ok(None) };
        let mut run = Run::new(self.shared, scope, state);
        run.used = std::mem::take(used);
        let walked = run.walk(&content);
        let painted = run.painted || !run.saved.is_empty();
        let written = walked.and_then(|()| run.finish());
        self.shared.context.leave();
        let (content, resources) = written?;
        // A stream that paints nothing is nothing, whatever states it sets; a glyph's width still counts.
        let empty = !painted && stream.dict.has(b"BBox");
        Ok(Some(if empty { (Vec::new(), Resources::default()) } else { (content, resources) }))
    }

    /// `sh`: fills all that the clip lets be seen.
    pub(super) fn shading(&mut self, operands: &[Operand<'c>]) {
        let Some(Operand::Name(name)) = operands.last() else { return };
        let shading = self.shared.context.find(self.scope.names, Category::Shading, name);
        let Some(shading) = shading.filter(|_| self.place(&self.state.clip) != Place::Outside) else {
            return;
        };
        self.close_text();
        let seen = self.scope.region.and_then(|region| region.bounds()?.intersect(&self.state.clip));
        let touched = |seen: &Rect| self.scope.region.is_some_and(|region| region.zone_touches(seen));
        let Some(seen) = seen.filter(touched) else {
            self.painted = true;
            if let Some(name) = self.name_source(Category::Shading, name) {
                self.writer.named(&name, Operator::Shading);
            }
            return;
        };
        if matches!(self.shared.context.objects.resolve(shading), Object::Stream(_)) {
            // Made of points (8.7.4.5.5 to 8.7.4.5.8): they may draw anything, a picture too.
            self.shared.context.damaged = true;
            return;
        }
        // The same as a pattern, which lies in the space that the stream starts in: it fills what is no zone.
        let Some(back) = self.scope.base.inverse() else { return };
        let matrix = self.state.ctm.then(&back).to_array();
        let pattern = dictionary! {
            "PatternType" => 2, "Shading" => shading.clone(),
            "Matrix" => matrix.iter().map(|number| Object::Real(*number as f32)).collect::<Vec<_>>(),
        };
        let pattern = self.name_fresh(Category::Pattern, Resource::Source(pattern.into()));
        self.painted = true;
        self.writer.operator(Operator::Save);
        self.writer.named(b"Pattern", Operator::FillSpace);
        self.writer.named(&pattern, Operator::FillColorNamed);
        self.fill_around(&seen);
        self.writer.operator(Operator::Restore);
    }

    /// `gs`.
    pub(super) fn graphics_state(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let Some(Operand::Name(name)) = operands.last() else { return Ok(()) };
        let context = &mut self.shared.context;
        let Some(object) = context.find(self.scope.names, Category::ExtGState, name) else {
            return Ok(());
        };
        let Ok(dictionary) = context.objects.resolve(object).as_dict() else { return Ok(()) };
        self.state.apply(context, dictionary)?;
        let Some(group) = soft_mask_group(context.objects, dictionary) else {
            if let Some(name) = self.name_source(Category::ExtGState, name) {
                self.writer.named(&name, Operator::GraphicsState);
            }
            return Ok(());
        };
        let base = context.matrix(&group.dict, b"Matrix").then(&self.state.ctm);
        let names = context.names_of(&group.dict, self.scope.names);
        let scope = Scope { names, region: self.scope.region, base };
        let fresh = State::new(base, super::EVERYWHERE);
        let inherited = std::mem::replace(&mut self.state, fresh);
        let rewritten = self.rewrite_mask(group, scope);
        self.state = inherited;
        let Some(group) = rewritten? else { return Ok(()) };
        let object = self.shared.surgeon.graphics_state(dictionary, group)?;
        let name = self.name_fresh(Category::ExtGState, Resource::New(object));
        self.writer.named(&name, Operator::GraphicsState);
        Ok(())
    }

    /// A soft mask's group; an empty one still masks, so that it is kept. A damaged one masks nothing:
    /// what it would have hidden is shown.
    fn rewrite_mask(&mut self, group: &'a Stream, scope: Scope<'a>) -> Result<Option<NewObject>> {
        if self.shared.context.content(group)?.is_none() {
            return Ok(None);
        }
        if let Some(object) = self.rewrite(group, FormKind::Form, scope)? {
            return Ok(Some(object));
        }
        let form = RewrittenForm {
            kind: FormKind::Form,
            dictionary: &group.dict,
            content: Vec::new(),
            resources: Resources::default(),
        };
        self.shared.surgeon.form(form).map(Some)
    }
}

/// The group of a graphics state's soft mask, if it has one.
fn soft_mask_group<'a>(
    objects: &'a dyn crate::document::content::Objects,
    dictionary: &'a Dictionary,
) -> Option<&'a Stream> {
    let mask = objects.resolve(dictionary.get(b"SMask").ok()?).as_dict().ok()?;
    objects.resolve(mask.get(b"G").ok()?).as_stream().ok()
}

/// What tells apart two drawings of one stream that are not kept whole.
fn place_bits(state: &State<'_>) -> [u64; 10] {
    let [a, b, c, d, e, f] = state.ctm.to_array().map(f64::to_bits);
    let Rect { x0, y0, x1, y1 } = state.clip;
    [a, b, c, d, e, f, x0.to_bits(), y0.to_bits(), x1.to_bits(), y1.to_bits()]
}
