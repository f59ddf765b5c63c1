//! A content stream written anew, without what lies outside a region.
//!
//! Knows which operations must survive so that what stays looks the same: states and clips always, paint
//! only where it is seen. What is written holds no marked content (tags, `ActualText`, properties), no
//! hidden optional content, no unknown operators, and names only resources that something kept uses:
//! fonts and patterns are named when the first glyph or shape needs them, and a `q` ... `Q` that paints
//! nothing disappears. Text is positioned by `Td` and `Tm` alone (`T*`, `TD`, `TL`, `'`, `"` become
//! these), so that lines of which nothing stays leave no trace.

mod around;
mod object;
mod path;
mod pattern;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::Dictionary;

use super::context::{Context, Names};
use super::lexer::{Lexer, Number, Operand, Operation};
use super::operator::Operator;
use super::path::Path;
use super::resources::{Category, Resource, Resources};
use super::state::{MAX_SAVED, State, TextPosition, arity, last_numbers, seen, too_many_saved};
use super::writer::Writer;
use super::{Clipped, NewObject, Objects, Region, Surgeon};
use crate::error::Result;
use crate::geometry::{Matrix, Place, Rect};
use crate::limits::Meter;

use pattern::PatternUse;
use text::Text;

/// More than any page: user space has no end, clips make it smaller.
const EVERYWHERE: Rect = Rect { x0: -1e9, y0: -1e9, x1: 1e9, y1: 1e9 };

/// A page's content without what lies outside a region, and the resources of what stays.
///
/// What is kept looks the same inside the region; a crossing path may still reach out of it, so the
/// caller clips to the region as well.
///
/// # Errors
/// `resource_limit` when the content takes too many steps or nests too deep; whatever the surgeon says.
pub(crate) fn clip(
    objects: &dyn Objects,
    content: &[u8],
    resources: &Dictionary,
    region: &Region,
    surgeon: &mut dyn Surgeon,
    meter: &Meter,
) -> Result<Clipped> {
    let (drops_unseen_text, drops_names) = (region.drops_unseen_text(), region.drops_names());
    let context = Context::new(objects, meter);
    let mut shared = Shared { context, surgeon, forms: BTreeMap::new(), drops_unseen_text, drops_names };
    let scope = Scope { names: Names::of_page(resources), region: Some(region), base: Matrix::IDENTITY };
    let mut run = Run::new(&mut shared, scope, State::new(Matrix::IDENTITY, region.visible()));
    run.walk(content)?;
    let (content, resources) = run.finish()?;
    Ok(Clipped { content, resources, damaged: shared.context.damaged })
}

/// What the walks over one page's streams share.
struct Shared<'a, 's> {
    context: Context<'a, 's>,
    surgeon: &'s mut dyn Surgeon,
    forms: BTreeMap<FormKey, Option<NewObject>>,
    drops_unseen_text: bool,
    drops_names: bool,
}

/// A stream, its names, and where it is drawn: `None` where all of it is kept, since it then is the same
/// anywhere.
type FormKey = (usize, [usize; 4], Option<[u64; 10]>);

/// What does not change during the walk over one stream.
#[derive(Clone, Copy)]
struct Scope<'a> {
    names: Names<'a>,
    /// `None` keeps everything.
    region: Option<&'a Region>,
    /// From the stream's own space to user space, as it starts: what pattern matrices refer to.
    base: Matrix,
}

/// The walk over one stream.
struct Run<'x, 'a, 's, 'c> {
    shared: &'x mut Shared<'a, 's>,
    scope: Scope<'a>,
    state: State<'a>,
    colors: Colors<'a>,
    /// The font that the written content has set, and its size.
    written_font: Option<(Rc<[u8]>, u64)>,
    saved: Vec<Saved<'a>>,
    writer: Writer,
    used: Resources,
    /// What was named, in order: so that it can be forgotten.
    named: Vec<(Category, Vec<u8>)>,
    /// Whether something was painted since the last open `q`.
    painted: bool,
    path: Path<'c>,
    pending_clip: Option<Operator>,
    text: Text<'c>,
    /// For each open marked content whether it hides what it holds.
    marks: Vec<bool>,
    /// Codes of Type 3 fonts in use, by the name of the font.
    glyphs: BTreeMap<Vec<u8>, (super::state::FontUse<'a>, BTreeSet<u32>)>,
    next_name: usize,
}

/// Patterns that were chosen and not yet written.
#[derive(Clone, Default)]
struct Colors<'a> {
    fill: Option<Rc<PatternUse<'a>>>,
    stroke: Option<Rc<PatternUse<'a>>>,
}

/// What `q` saves.
struct Saved<'a> {
    state: State<'a>,
    colors: Colors<'a>,
    written_font: Option<(Rc<[u8]>, u64)>,
    written: usize,
    named: usize,
    painted: bool,
}

impl<'x, 'a, 's, 'c> Run<'x, 'a, 's, 'c> {
    fn new(shared: &'x mut Shared<'a, 's>, scope: Scope<'a>, state: State<'a>) -> Self {
        Self {
            shared,
            scope,
            state,
            colors: Colors::default(),
            written_font: None,
            saved: Vec::new(),
            writer: Writer::default(),
            used: Resources::default(),
            named: Vec::new(),
            painted: false,
            path: Path::default(),
            pending_clip: None,
            text: Text::default(),
            marks: Vec::new(),
            glyphs: BTreeMap::new(),
            next_name: 0,
        }
    }

    fn walk(&mut self, content: &'c [u8]) -> Result<()>
    where
        'a: 'c,
        's: 'c,
    {
        let objects = self.shared.context.objects;
        let mut lexer = Lexer::new(content, objects.limits(), self.shared.context.meter);
        let mut operands = Vec::new();
        while let Some(operation) = lexer.next(&mut operands)? {
            match operation {
                Operation::Operator(operator) => self.operate(operator, &operands)?,
                Operation::Image(image) => self.inline_image(&image)?,
                Operation::Unknown => {}
            }
        }
        Ok(())
    }

    /// Closes what is open; gives the content and all that it names.
    fn finish(mut self) -> Result<(Vec<u8>, Resources)> {
        self.close_text();
        while !self.saved.is_empty() {
            self.restore();
        }
        self.finish_fonts()?;
        for space in [&b"DefaultGray"[..], b"DefaultRGB", b"DefaultCMYK"] {
            // Nobody names them: device colours mean them wherever they are defined (8.6.5.6).
            if self.painted {
                self.name_as_is(Category::ColorSpace, space);
            }
        }
        Ok((self.writer.into_bytes(), self.used))
    }

    fn operate(&mut self, operator: Operator, operands: &[Operand<'c>]) -> Result<()> {
        use Operator as O;
        match operator {
            O::Save => return self.save(),
            painting if painting.ends_path() => return self.paint_path(painting),
            O::BeginText
            | O::EndText
            | O::Leading
            | O::Font
            | O::MoveText
            | O::MoveTextLeading
            | O::TextMatrix
            | O::NextLine
            | O::Show
            | O::ShowAdjusted
            | O::NextLineShow
            | O::NextLineShowSpaced => return self.operate_text(operator, operands),
            O::Object => return self.object(operands),
            O::GraphicsState => return self.graphics_state(operands),
            _ => self.operate_quietly(operator, operands),
        }
        Ok(())
    }

    /// Operators that nothing can go wrong with.
    fn operate_quietly(&mut self, operator: Operator, operands: &[Operand<'c>]) {
        use Operator as O;
        match operator {
            O::Restore => {
                self.close_text();
                self.restore();
            }
            building if building.builds_path() => {
                let mut buffer = [Number::default(); 6];
                let count = arity(operator).unwrap_or_default();
                if let Some(count) = last_numbers(operands, count, &mut buffer) {
                    self.path.push(operator, buffer.get(..count).unwrap_or_default());
                }
            }
            O::Clip | O::ClipEvenOdd => self.pending_clip = Some(operator),
            O::Shading => self.shading(operands),
            O::StrokeSpace
            | O::FillSpace
            | O::StrokeColor
            | O::StrokeColorNamed
            | O::FillColor
            | O::FillColorNamed => self.color(operator, operands),
            O::Dash | O::RenderingIntent => self.plain_operands(operator, operands),
            O::BeginMarked | O::BeginMarkedProperties => {
                let hides = operator == O::BeginMarkedProperties
                    && self.shared.context.hides(self.scope.names, operands);
                self.marks.push(hides);
                // Garbage may open marks for ever: past this many they hide nothing.
                self.marks.truncate(MAX_SAVED);
            }
            O::EndMarked => {
                self.marks.pop();
            }
            O::MarkPoint
            | O::MarkPointProperties
            | O::BeginCompatibility
            | O::EndCompatibility
            | O::BeginImage => {}
            _ => self.numeric(operator, operands),
        }
    }

    /// Operators whose operands are numbers: they change the state, and are written as they are.
    fn numeric(&mut self, operator: Operator, operands: &[Operand<'c>]) {
        let mut buffer = [Number::default(); 6];
        let Some(count) = arity(operator).and_then(|count| last_numbers(operands, count, &mut buffer)) else {
            return;
        };
        let numbers = buffer.get(..count).unwrap_or_default();
        match operator {
            Operator::Concatenate => self.close_text(),
            Operator::FillGrey | Operator::FillRgb | Operator::FillCmyk => self.colors.fill = None,
            Operator::StrokeGrey | Operator::StrokeRgb | Operator::StrokeCmyk => self.colors.stroke = None,
            _ => {}
        }
        self.state.set(operator, numbers);
        self.writer.numbers(numbers, operator);
    }

    /// `d` and `ri`.
    fn plain_operands(&mut self, operator: Operator, operands: &[Operand<'c>]) {
        match (operator, operands) {
            (Operator::Dash, [.., Operand::Array(dashes), Operand::Number(phase)]) => {
                let numbers = dashes.iter().filter(|dash| dash.as_number().is_some());
                self.writer.bracket(b'[');
                for dash in numbers {
                    self.writer.operand(dash);
                }
                self.writer.bracket(b']');
                self.writer.number(phase);
                self.writer.operator(operator);
            }
            (Operator::RenderingIntent, [.., Operand::Name(intent)]) => self.writer.named(intent, operator),
            _ => {}
        }
    }

    fn save(&mut self) -> Result<()> {
        self.close_text();
        if self.saved.len() >= MAX_SAVED {
            return Err(too_many_saved());
        }
        self.saved.push(Saved {
            state: self.state.clone(),
            colors: self.colors.clone(),
            written_font: self.written_font.clone(),
            written: self.writer.len(),
            named: self.named.len(),
            painted: self.painted,
        });
        self.painted = false;
        self.writer.operator(Operator::Save);
        Ok(())
    }

    /// Ends the last `q`; without paint since then it never was. A `Q` without a `q` is nothing.
    fn restore(&mut self) {
        let Some(saved) = self.saved.pop() else { return };
        if self.painted {
            self.writer.operator(Operator::Restore);
        } else {
            self.writer.truncate(saved.written);
            for (category, name) in self.named.drain(saved.named..) {
                self.used.remove(category, &name);
            }
        }
        self.state = saved.state;
        self.colors = saved.colors;
        self.written_font = saved.written_font;
        self.painted |= saved.painted;
    }

    /// Where bounds lie, seen from the region, as far as the clips let them be seen.
    fn place(&self, bounds: &Rect) -> Place {
        let hidden = self.marks.contains(&true);
        match (self.scope.region, seen(bounds, &self.state.clip)) {
            _ if hidden => Place::Outside,
            (None, _) => Place::Inside,
            (Some(_), None) => Place::Outside,
            (Some(region), Some(seen)) => region.place(&seen),
        }
    }

    /// Names an object of the source, under its own name where names are kept; `None` when there is none.
    fn name_source(&mut self, category: Category, name: &[u8]) -> Option<Vec<u8>> {
        if self.shared.drops_names {
            let object = self.shared.context.find(self.scope.names, category, name)?;
            return Some(self.name_fresh(category, Resource::Source(object.clone())));
        }
        self.name_as_is(category, name).then(|| name.to_vec())
    }

    /// Names an object of the source under its own name; false when there is none.
    fn name_as_is(&mut self, category: Category, name: &[u8]) -> bool {
        let Some(object) = self.shared.context.find(self.scope.names, category, name) else {
            return false;
        };
        if self.used.find(category, name).is_none() {
            self.used.insert(category, name, Resource::Source(object.clone()));
            self.named.push((category, name.to_vec()));
        }
        true
    }

    /// Names a resource under a name that the source does not use.
    fn name_fresh(&mut self, category: Category, resource: Resource) -> Vec<u8> {
        if let Some(name) = self.used.name_of(category, &resource) {
            return name.to_vec();
        }
        loop {
            let name = format!("K{}", self.next_name).into_bytes();
            self.next_name = self.next_name.saturating_add(1);
            if self.used.find(category, &name).is_none()
                && self.shared.context.find(self.scope.names, category, &name).is_none()
            {
                self.used.insert(category, &name, resource);
                self.named.push((category, name.clone()));
                return name;
            }
        }
    }
}
