//! A look at what a page draws, without writing anything.
//!
//! Knows images, where they lie and whether they are seen as they are; counts everything else. Glyphs
//! are not placed, except those of Type 3 fonts, which may be images.

use std::borrow::Cow;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::context::{Context, Names};
use super::inline::InlineImage;
use super::lexer::{Lexer, Number, Operand, Operation};
use super::operator::Operator;
use super::path::Path;
use super::resources::Category;
use super::state::{FontUse, MAX_SAVED, State, TextPosition, arity, last_numbers, seen, too_many_saved};
use super::{Layer, Objects, Survey};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};
use crate::limits::Meter;

/// Every image a page draws, in paint order, and how much else is seen.
///
/// `visible` is the part of user space that is shown.
///
/// # Errors
/// `resource_limit` when the content takes too many steps or nests too deep.
pub(crate) fn survey<'a>(
    objects: &'a dyn Objects,
    content: &[u8],
    resources: &'a Dictionary,
    visible: &Rect,
    meter: &Meter,
) -> Result<Survey<'a>> {
    let mut context = Context::new(objects, meter);
    let mut found = Survey::default();
    let state = State::new(Matrix::IDENTITY, *visible);
    Walk::new(&mut context, &mut found, Names::of_page(resources), state).walk(content)?;
    Ok(found)
}

/// The walk over one stream.
struct Walk<'x, 'a, 'm, 'c> {
    context: &'x mut Context<'a, 'm>,
    found: &'x mut Survey<'a>,
    names: Names<'a>,
    state: State<'a>,
    base: Matrix,
    saved: Vec<State<'a>>,
    path: Path<'c>,
    clips: bool,
    position: TextPosition,
    marks: Vec<bool>,
}

impl<'x, 'a, 'm, 'c> Walk<'x, 'a, 'm, 'c> {
    fn new(
        context: &'x mut Context<'a, 'm>,
        found: &'x mut Survey<'a>,
        names: Names<'a>,
        state: State<'a>,
    ) -> Self {
        let base = state.ctm;
        Self {
            context,
            found,
            names,
            state,
            base,
            saved: Vec::new(),
            path: Path::default(),
            clips: false,
            position: TextPosition::default(),
            marks: Vec::new(),
        }
    }

    fn walk(&mut self, content: &'c [u8]) -> Result<()>
    where
        'm: 'c,
        'a: 'c,
    {
        let mut lexer = Lexer::new(content, self.context.objects.limits(), self.context.meter);
        let mut operands = Vec::new();
        while let Some(operation) = lexer.next(&mut operands)? {
            match operation {
                Operation::Operator(operator) => self.operate(operator, &operands)?,
                Operation::Image(image) => self.inline_image(&image),
                Operation::Unknown => {}
            }
        }
        Ok(())
    }

    fn operate(&mut self, operator: Operator, operands: &[Operand<'c>]) -> Result<()> {
        use Operator as O;
        match operator {
            O::Save if self.saved.len() >= MAX_SAVED => return Err(too_many_saved()),
            O::Save => self.saved.push(self.state.clone()),
            O::Restore => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            building if building.builds_path() => {
                let mut buffer = [Number::default(); 6];
                let count = arity(operator).unwrap_or_default();
                if let Some(count) = last_numbers(operands, count, &mut buffer) {
                    self.path.push(operator, buffer.get(..count).unwrap_or_default());
                }
            }
            O::Clip | O::ClipEvenOdd => self.clips = true,
            painting if painting.ends_path() => self.end_path(painting != O::EndPath),
            O::Object => self.object(operands)?,
            O::Shading if !self.is_hidden() => self.found.marks = self.found.marks.saturating_add(1),
            O::GraphicsState => self.graphics_state(operands)?,
            O::FillColorNamed | O::StrokeColorNamed => self.pattern(operands)?,
            O::BeginMarked => self.marks.push(false),
            O::BeginMarkedProperties => {
                let hides = self.hides(operands);
                self.marks.push(hides);
                self.marks.truncate(MAX_SAVED);
            }
            O::EndMarked => {
                self.marks.pop();
            }
            _ => return self.operate_text(operator, operands),
        }
        Ok(())
    }

    fn operate_text(&mut self, operator: Operator, operands: &[Operand<'c>]) -> Result<()> {
        use Operator as O;
        let mut buffer = [Number::default(); 6];
        let filled = arity(operator).and_then(|count| last_numbers(operands, count, &mut buffer));
        match (operator, filled) {
            (O::BeginText, _) => self.position = TextPosition::default(),
            (O::Font, _) => return self.choose_font(operands),
            (O::MoveText | O::MoveTextLeading, Some(_)) => {
                let [x, y, ..] = buffer.map(|number| number.value);
                if operator == O::MoveTextLeading {
                    self.state.text.leading = -y;
                }
                self.position.next_line(x, y);
            }
            (O::TextMatrix, Some(_)) => {
                self.position.set(Matrix::new(buffer.map(|number| number.value)));
            }
            (O::NextLine, _) => self.position.next_line(0.0, -self.state.text.leading),
            (O::NextLineShow | O::NextLineShowSpaced, _) => {
                self.position.next_line(0.0, -self.state.text.leading);
                return self.show(operands);
            }
            (O::Show, _) => return self.show(operands),
            (O::ShowAdjusted, _) => {
                if let Some(Operand::Array(items)) = operands.last() {
                    return self.show(items);
                }
            }
            (_, Some(count)) => self.state.set(operator, buffer.get(..count).unwrap_or_default()),
            _ => {}
        }
        Ok(())
    }

    fn end_path(&mut self, paints: bool) {
        let bounds = self.path.bounds(&self.state.ctm);
        if paints
            && !self.is_hidden()
            && bounds.is_some_and(|bounds| seen(&bounds, &self.state.clip).is_some())
        {
            self.found.marks = self.found.marks.saturating_add(1);
        }
        if self.clips {
            self.state.boxed &= self.path.is_upright_rectangle(&self.state.ctm);
            self.state.intersect_clip(&bounds.unwrap_or_default());
        }
        self.clips = false;
        self.path.clear();
    }

    fn choose_font(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let [.., Operand::Name(name), Operand::Number(size)] = operands else { return Ok(()) };
        self.state.text.size = size.value;
        let object = self.context.find(self.names, Category::Font, name);
        self.state.text.font = match object {
            Some(object) => {
                let font = self.context.font(object)?;
                Some(FontUse { font, object, name: std::rc::Rc::from(&**name), names: self.names })
            }
            None => None,
        };
        Ok(())
    }

    fn show(&mut self, items: &[Operand<'c>]) -> Result<()> {
        let Some(font) = self.state.text.font.clone() else { return Ok(()) };
        let hidden = self.is_hidden();
        for item in items {
            match item {
                Operand::String(bytes) if font.font.type3.is_some() && !hidden => {
                    self.show_procedures(&font, bytes)?;
                }
                Operand::String(_) if hidden => {}
                Operand::String(bytes) if matches!(self.state.text.mode, 3 | 7) => {
                    self.found.hidden_glyphs = self.found.hidden_glyphs.saturating_add(bytes.len());
                }
                Operand::String(bytes) => {
                    self.found.marks = self.found.marks.saturating_add(bytes.len());
                }
                Operand::Number(number) => {
                    let by = self.state.text.adjustment(number.value, false);
                    self.position.advance(by, false);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Walks the glyph procedures of a Type 3 font.
    fn show_procedures(&mut self, font: &FontUse<'a>, bytes: &[u8]) -> Result<()> {
        let Some(type3) = &font.font.type3 else { return Ok(()) };
        let names = self.context.names_of(type3.dictionary, self.names);
        for byte in bytes {
            let context = &*self.context;
            let glyph = font.font.glyph(context.objects, std::slice::from_ref(byte), context.meter)?;
            if let Some((_, procedure)) = type3.procedure(glyph.code)
                && let Object::Stream(stream) = self.context.objects.resolve(procedure)
            {
                let mut state = self.state.clone();
                state.ctm = type3.matrix.then(&self.position.glyph_matrix(&self.state));
                self.found.marks = self.found.marks.saturating_add(1);
                self.nested(stream, names, state)?;
            }
            let by = self.state.text.displacement(&glyph, false);
            self.position.advance(by, false);
        }
        Ok(())
    }

    fn object(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let Some(Operand::Name(name)) = operands.last() else { return Ok(()) };
        let Some(object) = self.context.find(self.names, Category::XObject, name) else { return Ok(()) };
        let Object::Stream(stream) = self.context.objects.resolve(object) else { return Ok(()) };
        if self.is_hidden() || stream.dict.get(b"OC").is_ok_and(|group| self.context.is_hidden(group)) {
            return Ok(());
        }
        match self.context.name(&stream.dict, b"Subtype") {
            b"Image" => {
                self.add(object.as_reference().ok(), Cow::Borrowed(stream));
                Ok(())
            }
            b"Form" => {
                let mut state = self.state.clone();
                state.ctm = self.context.matrix(&stream.dict, b"Matrix").then(&self.state.ctm);
                if let Some(bbox) = self.context.rectangle(&stream.dict, b"BBox") {
                    state.boxed &= super::path::is_upright(&state.ctm);
                    state.intersect_clip(&state.ctm.map_rect(&bbox));
                }
                let names = self.context.names_of(&stream.dict, self.names);
                self.nested(stream, names, state)
            }
            _ => Ok(()),
        }
    }

    fn inline_image(&mut self, image: &InlineImage<'c>) {
        if !self.is_hidden() {
            let stream = image.to_stream(self.context.objects, self.names);
            self.add(None, Cow::Owned(stream));
        }
    }

    fn add(&mut self, id: Option<ObjectId>, stream: Cow<'a, Stream>) {
        let placement = self.state.ctm;
        let covers = placement.map_rect(&Rect::new(0.0, 0.0, 1.0, 1.0));
        let Some(bounds) = seen(&covers, &self.state.clip) else { return };
        let dictionary = &stream.dict;
        let is_mask = dictionary
            .get(b"ImageMask")
            .is_ok_and(|mask| matches!(self.context.objects.resolve(mask), Object::Boolean(true)));
        let has = |key: &[u8]| {
            dictionary.get(key).is_ok_and(|value| {
                !matches!(self.context.objects.resolve(value), Object::Null | Object::Integer(0))
            })
        };
        let has_mask = has(b"SMask") || has(b"Mask") || has(b"SMaskInData");
        let opaque = self.state.plain;
        let plain = opaque && self.state.boxed;
        self.found.layers.push(Layer { id, stream, placement, bounds, is_mask, has_mask, opaque, plain });
    }

    fn graphics_state(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let Some(Operand::Name(name)) = operands.last() else { return Ok(()) };
        let Some(object) = self.context.find(self.names, Category::ExtGState, name) else {
            return Ok(());
        };
        match self.context.objects.resolve(object).as_dict() {
            Ok(dictionary) => self.state.apply(self.context, dictionary),
            Err(_) => Ok(()),
        }
    }

    /// A tiling pattern chosen as a colour: what its cell draws.
    fn pattern(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let Some(Operand::Name(name)) = operands.last() else { return Ok(()) };
        let object = self.context.find(self.names, Category::Pattern, name);
        let Some(Object::Stream(stream)) = object.map(|object| self.context.objects.resolve(object)) else {
            return Ok(());
        };
        let ctm = self.context.matrix(&stream.dict, b"Matrix").then(&self.base);
        // Cells repeat: what one covers is not where all of them are.
        let mut state = State::new(ctm, self.state.clip);
        state.plain = false;
        let names = self.context.names_of(&stream.dict, self.names);
        self.nested(stream, names, state)
    }

    fn nested(&mut self, stream: &'a Stream, names: Names<'a>, state: State<'a>) -> Result<()> {
        let Some(content) = self.context.enter(stream)? else { return Ok(()) };
        let walked = Walk::new(self.context, self.found, names, state).walk(&content);
        self.context.leave();
        walked
    }

    fn is_hidden(&self) -> bool {
        self.marks.contains(&true)
    }

    fn hides(&self, operands: &[Operand<'c>]) -> bool {
        self.context.hides(self.names, operands)
    }
}
