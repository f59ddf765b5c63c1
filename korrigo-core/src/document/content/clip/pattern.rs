//! Colours that are patterns: rewritten when something is painted with them, and only then.
//!
//! Knows cells: a pattern of which one cell alone can be seen in the region is clipped like a form; one
//! that repeats there is kept whole, since every cell shows all of it.

use std::rc::Rc;

use lopdf::Object;

use super::{Run, Scope};
use crate::document::content::FormKind;
use crate::document::content::lexer::{Number, Operand};
use crate::document::content::operator::Operator;
use crate::document::content::resources::{Category, Resource};
use crate::error::Result;
use crate::geometry::{Matrix, Rect};

/// A pattern that was chosen as a colour.
pub(super) struct PatternUse<'a> {
    operator: Operator,
    /// The colour of an uncoloured pattern.
    numbers: Vec<f64>,
    name: Vec<u8>,
    object: &'a Object,
}

impl<'a, 'c> Run<'_, 'a, '_, 'c> {
    /// A colour space or a colour. Patterns wait until they are needed.
    pub(super) fn color(&mut self, operator: Operator, operands: &[Operand<'c>]) {
        use Operator as O;
        let fills = matches!(operator, O::FillSpace | O::FillColor | O::FillColorNamed);
        let mut pattern = None;
        match (operator, operands.last()) {
            (O::FillSpace | O::StrokeSpace, Some(Operand::Name(space))) => {
                let named = self.name_source(Category::ColorSpace, space);
                let known = [&b"DeviceGray"[..], b"DeviceRGB", b"DeviceCMYK", b"Pattern"];
                match named {
                    Some(name) => self.writer.named(&name, operator),
                    None if known.contains(&&**space) => self.writer.named(space, operator),
                    None => return,
                }
            }
            (O::FillColorNamed | O::StrokeColorNamed, Some(Operand::Name(name))) => {
                let context = &self.shared.context;
                let Some(object) = context.find(self.scope.names, Category::Pattern, name) else {
                    return;
                };
                let numbers = operands.iter().filter_map(Operand::as_number).collect();
                pattern = Some(Rc::new(PatternUse { operator, numbers, name: name.to_vec(), object }));
            }
            (O::FillColor | O::StrokeColor | O::FillColorNamed | O::StrokeColorNamed, _) => {
                for operand in operands.iter().filter(|operand| operand.as_number().is_some()) {
                    self.writer.operand(operand);
                }
                self.writer.operator(operator);
            }
            _ => return,
        }
        if fills {
            self.colors.fill = pattern;
        } else {
            self.colors.stroke = pattern;
        }
    }

    /// Writes the patterns that what comes next is painted with.
    pub(super) fn write_patterns(&mut self, fills: bool, strokes: bool) -> Result<()> {
        let fill = if fills { self.colors.fill.take() } else { None };
        let stroke = if strokes { self.colors.stroke.take() } else { None };
        for pattern in fill.into_iter().chain(stroke) {
            let Some(name) = self.pattern(&pattern)? else { continue };
            for number in &pattern.numbers {
                self.writer.number(&Number::from(*number));
            }
            self.writer.named(&name, pattern.operator);
        }
        Ok(())
    }

    /// The name of a pattern in the written content.
    fn pattern(&mut self, pattern: &PatternUse<'a>) -> Result<Option<Vec<u8>>> {
        let Object::Stream(stream) = self.shared.context.objects.resolve(pattern.object) else {
            return Ok(self.name_source(Category::Pattern, &pattern.name));
        };
        let context = &self.shared.context;
        let to_user = context.matrix(&stream.dict, b"Matrix").then(&self.scope.base);
        let cell = self.single_cell(&stream.dict, &to_user);
        let (map, region) = match &cell {
            Some(cell) => (cell, self.scope.region),
            None => (&to_user, None),
        };
        let scope = Scope { names: context.names_of(&stream.dict, self.scope.names), region, base: *map };
        let object = self.rewrite(stream, FormKind::Pattern, scope)?;
        Ok(object.map(|object| self.name_fresh(Category::Pattern, Resource::New(object))))
    }

    /// From the pattern's space to user space for the only cell that can be seen; `None` when there are
    /// several.
    fn single_cell(&self, dictionary: &'a lopdf::Dictionary, to_user: &Matrix) -> Option<Matrix> {
        let context = &self.shared.context;
        let cell = context.rectangle(dictionary, b"BBox")?;
        let step = |key: &[u8]| {
            let step = crate::document::content::fonts::number(context.objects, dictionary.get(key).ok()?)?;
            (step != 0.0).then_some(step.abs())
        };
        let (x_step, y_step) = (step(b"XStep")?, step(b"YStep")?);
        // What is kept beyond the page's edges shows nothing.
        let region = self.scope.region?;
        let seen: Rect = to_user.inverse()?.map_rect(&region.bounds()?.intersect(&region.visible())?);
        // Cell i covers cell.x0 + i step .. cell.x1 + i step.
        let range = |low: f64, high: f64, from: f64, to: f64, step: f64| {
            (((from - high) / step).floor() + 1.0, ((to - low) / step).ceil() - 1.0)
        };
        let (i0, i1) = range(cell.x0, cell.x1, seen.x0, seen.x1, x_step);
        let (j0, j1) = range(cell.y0, cell.y1, seen.y0, seen.y1, y_step);
        (i0 == i1 && j0 == j1).then(|| Matrix::translation(i0 * x_step, j0 * y_step).then(to_user))
    }
}
