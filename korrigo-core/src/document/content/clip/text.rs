//! Text: glyph by glyph. What goes leaves its advance behind, so that what stays does not move.
//!
//! Knows text positioning and showing (ISO 32000-2, 9.4). A removed glyph's displacement is remembered and
//! written as one number of a `TJ` before the next glyph of its line that stays; lines of which nothing
//! stays are not written at all.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::Object;

use super::Run;
use crate::document::content::RewrittenFont;
use crate::document::content::fonts::Glyph;
use crate::document::content::lexer::{Number, Operand};
use crate::document::content::operator::Operator;
use crate::document::content::resources::{Category, Resource};
use crate::document::content::state::{FontUse, last_numbers, seen};
use crate::error::Result;
use crate::geometry::Matrix;

/// The text object being walked, and what of it was written.
#[derive(Default)]
pub(super) struct Text<'c> {
    position: super::TextPosition,
    /// A `BT` was written.
    open: bool,
    /// Positioning operations since the last glyph that was written.
    moves: Vec<(Operator, [Number<'c>; 6], usize)>,
    /// Where the written content stands is this far behind, along the line, in unscaled text space.
    behind: f64,
    clip: ClipGlyphs,
}

/// What became of the glyphs of a text object that are added to the clip (rendering modes 4 to 7).
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum ClipGlyphs {
    /// There were none.
    #[default]
    None,
    /// All were dropped.
    Dropped,
    /// At least one was kept.
    Kept,
}

/// What becomes of one showing operation.
#[derive(Default)]
struct Shown<'o> {
    parts: Vec<Part<'o>>,
    /// Codes that stay, of a Type 3 font.
    codes: BTreeSet<u32>,
    kept: bool,
    dropped: bool,
}

/// A part of a `TJ`.
enum Part<'o> {
    Bytes(&'o [u8]),
    Adjust(Number<'o>),
}

impl<'a, 'c> Run<'_, 'a, '_, 'c> {
    pub(super) fn operate_text(&mut self, operator: Operator, operands: &[Operand<'c>]) -> Result<()> {
        use Operator as O;
        let mut buffer = [Number::default(); 6];
        match operator {
            // Readers show text without `BT` as well: it only starts afresh.
            O::BeginText | O::EndText => self.end_text(),
            O::Font => return self.choose_font(operands),
            O::MoveText | O::MoveTextLeading => {
                if last_numbers(operands, 2, &mut buffer).is_some() {
                    let [x, y, ..] = buffer;
                    if operator == O::MoveTextLeading {
                        self.state.text.leading = -y.value;
                    }
                    self.next_line(x, y);
                }
            }
            O::TextMatrix => {
                if last_numbers(operands, 6, &mut buffer).is_some() {
                    self.text.position.set(Matrix::new(buffer.map(|number| number.value)));
                    self.text.moves.clear();
                    self.text.moves.push((operator, buffer, 6));
                    self.text.behind = 0.0;
                }
            }
            O::Leading => {
                if last_numbers(operands, 1, &mut buffer).is_some() {
                    self.state.set(operator, &buffer);
                }
            }
            O::NextLine => self.next_line(Number::from(0.0), Number::from(-self.state.text.leading)),
            O::NextLineShow | O::NextLineShowSpaced => {
                if operator == O::NextLineShowSpaced && last_numbers(operands, 2, &mut buffer).is_some() {
                    let [word, character, ..] = buffer;
                    self.spacing(O::WordSpacing, word);
                    self.spacing(O::CharSpacing, character);
                }
                self.next_line(Number::from(0.0), Number::from(-self.state.text.leading));
                return self.show(operands.last().map_or(&[][..], std::slice::from_ref), O::Show);
            }
            O::Show => return self.show(operands.last().map_or(&[][..], std::slice::from_ref), O::Show),
            _ => {
                let Some(Operand::Array(items)) = operands.last() else { return Ok(()) };
                return self.show(items, O::ShowAdjusted);
            }
        }
        Ok(())
    }

    /// Ends the written text object, if one is open: what comes next does not belong into it.
    pub(super) fn close_text(&mut self) {
        if !self.text.open {
            return;
        }
        self.writer.operator(Operator::EndText);
        self.text.open = false;
        // Text that goes on starts again from its line.
        let line = self.text.position.line;
        self.text.moves.clear();
        self.text.moves.push((Operator::TextMatrix, line.to_array().map(Number::from), 6));
        let offset = line.inverse().map(|back| self.text.position.matrix.then(&back));
        let vertical = self.state.text.font.as_ref().is_some_and(|font| font.font.is_vertical());
        self.text.behind = offset.map_or(0.0, |offset| if vertical { offset.f } else { offset.e });
    }

    fn end_text(&mut self) {
        self.close_text();
        if self.text.clip == ClipGlyphs::Dropped {
            // The clip that the dropped glyphs made hid everything that is kept.
            self.writer.numbers(&[Number::from(0.0); 4], Operator::Rectangle);
            self.writer.operator(Operator::Clip);
            self.writer.operator(Operator::EndPath);
        }
        self.text = Text::default();
    }

    fn next_line(&mut self, x: Number<'c>, y: Number<'c>) {
        self.text.position.next_line(x.value, y.value);
        let mut numbers = [Number::default(); 6];
        for (slot, number) in numbers.iter_mut().zip([x, y]) {
            *slot = number;
        }
        self.text.moves.push((Operator::MoveText, numbers, 2));
        self.text.behind = 0.0;
        self.fold_moves();
    }

    /// Lines without text would pile up: from a few on, one matrix says the same.
    fn fold_moves(&mut self) {
        const MANY: usize = 8;
        if self.text.moves.len() > MANY {
            let line = self.text.position.line.to_array().map(Number::from);
            self.text.moves.clear();
            self.text.moves.push((Operator::TextMatrix, line, 6));
        }
    }

    fn spacing(&mut self, operator: Operator, number: Number<'c>) {
        self.state.set(operator, &[number]);
        self.writer.numbers(&[number], operator);
    }

    fn choose_font(&mut self, operands: &[Operand<'c>]) -> Result<()> {
        let [.., Operand::Name(name), Operand::Number(size)] = operands else { return Ok(()) };
        self.state.text.size = size.value;
        let names = self.scope.names;
        let object = self.shared.context.find(names, Category::Font, name);
        // A name without a font still shows text: readers take a font of their own for it.
        let object = object.unwrap_or(&Object::Null);
        let font = self.shared.context.font(object)?;
        self.state.text.font = Some(FontUse { font, object, name: Rc::from(&**name), names });
        Ok(())
    }

    /// Shows strings with adjustments between them. Without a font nothing is shown.
    fn show(&mut self, items: &[Operand<'c>], operator: Operator) -> Result<()> {
        let Some(font) = self.state.text.font.clone() else { return Ok(()) };
        let vertical = font.font.is_vertical();
        let mut shown = Shown::default();
        let behind_before = self.text.behind;
        for item in items {
            match item {
                Operand::Number(number) => {
                    let by = self.state.text.adjustment(number.value, vertical);
                    self.text.position.advance(by, vertical);
                    if self.text.behind == 0.0 && shown.kept {
                        shown.parts.push(Part::Adjust(*number));
                    } else {
                        self.text.behind += by;
                    }
                }
                Operand::String(bytes) => self.show_string(&font, bytes, &mut shown)?,
                _ => {}
            }
        }
        let Shown { parts, codes, kept, dropped } = shown;
        self.count_clip_glyphs(kept, dropped);
        if !kept {
            return Ok(());
        }
        self.start_glyphs(&font, codes)?;
        if dropped || behind_before != 0.0 {
            self.write_text(&parts);
        } else {
            self.write_unchanged(items, operator);
        }
        Ok(())
    }

    /// Decides about every glyph of one string.
    fn show_string<'o>(&mut self, font: &FontUse<'a>, bytes: &'o [u8], shown: &mut Shown<'o>) -> Result<()> {
        let vertical = font.font.is_vertical();
        let mut run: Option<usize> = None;
        let mut at = 0_usize;
        let end_run = |run: &mut Option<usize>, at: usize, shown: &mut Shown<'o>| {
            if let Some(part) = run.take().and_then(|start| bytes.get(start..at)) {
                shown.parts.push(Part::Bytes(part));
            }
        };
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let (glyph, stays) = self.next_glyph(font, rest)?;
            if stays {
                if self.text.behind != 0.0 {
                    self.catch_up(&mut shown.parts, vertical);
                }
                shown.kept = true;
                run.get_or_insert(at);
                if font.font.type3.is_some() {
                    shown.codes.insert(glyph.code);
                }
            } else {
                end_run(&mut run, at, shown);
                shown.dropped = true;
                self.text.behind += self.state.text.displacement(&glyph, vertical);
            }
            at = at.saturating_add(glyph.length.max(1)).min(bytes.len());
        }
        end_run(&mut run, at, shown);
        Ok(())
    }

    /// The first glyph of `rest` and whether it stays; moves past it.
    fn next_glyph(&mut self, font: &FontUse<'a>, rest: &[u8]) -> Result<(Glyph, bool)> {
        let context = &self.shared.context;
        context.meter.work(1)?;
        let glyph = font.font.glyph(context.objects, rest, context.meter)?;
        // Rendering mode 3 neither fills nor strokes nor clips (ISO 32000-2, table 104).
        let unseen = self.state.text.mode == 3 && self.shared.drops_unseen_text;
        let stays = !self.marks.contains(&true)
            && !unseen
            && self.scope.region.is_none_or(|region| {
                let covers = self.text.position.glyph_matrix(&self.state).map_rect(&glyph.bounds);
                seen(&covers, &self.state.clip).is_some_and(|seen| region.keeps_glyph(&seen))
            });
        let vertical = font.font.is_vertical();
        let by = self.state.text.displacement(&glyph, vertical);
        self.text.position.advance(by, vertical);
        Ok((glyph, stays))
    }

    /// Writes what the written content is behind as one number.
    fn catch_up(&mut self, parts: &mut Vec<Part<'_>>, vertical: bool) {
        if self.text.behind == 0.0 {
            return;
        }
        if let Some(number) = self.state.text.thousandths(self.text.behind, vertical) {
            // To a ten thousandth of a thousandth of the font size: sums of widths end there.
            parts.push(Part::Adjust(Number::from((number * 1e4).round() / 1e4)));
        }
        self.text.behind = 0.0;
    }

    fn count_clip_glyphs(&mut self, kept: bool, dropped: bool) {
        match (kept, dropped) {
            _ if self.state.text.mode < 4 => {}
            (true, _) => self.text.clip = ClipGlyphs::Kept,
            (false, true) if self.text.clip == ClipGlyphs::None => self.text.clip = ClipGlyphs::Dropped,
            (false, _) => {}
        }
    }

    /// Writes all that must stand before glyphs: patterns, font, `BT`, position.
    fn start_glyphs(&mut self, font: &FontUse<'a>, codes: BTreeSet<u32>) -> Result<()> {
        let mode = self.state.text.mode;
        self.write_patterns(matches!(mode, 0 | 2 | 4 | 6), matches!(mode, 1 | 2 | 5 | 6))?;
        self.painted = true;
        let name = self.name_font(font, codes);
        let size = self.state.text.size;
        if self.written_font.as_ref() != Some(&(Rc::clone(&name), size.to_bits())) {
            self.writer.name(&name);
            self.writer.number(&Number::from(size));
            self.writer.operator(Operator::Font);
            self.written_font = Some((name, size.to_bits()));
        }
        if !self.text.open {
            self.writer.operator(Operator::BeginText);
            self.text.open = true;
        }
        for (operator, numbers, count) in std::mem::take(&mut self.text.moves) {
            self.writer.numbers(numbers.get(..count).unwrap_or_default(), operator);
        }
        Ok(())
    }

    /// The name of a font in the written content.
    fn name_font(&mut self, font: &FontUse<'a>, codes: BTreeSet<u32>) -> Rc<[u8]> {
        if self.shared.context.objects.resolve(font.object).as_dict().is_err() {
            return self.name_fresh(Category::Font, Resource::StandardFont).into();
        }
        let kept = !self.shared.drops_names && !font.name.is_empty();
        let own = kept && font.names.key() == self.scope.names.key();
        let name: Rc<[u8]> = if own {
            Rc::clone(&font.name)
        } else {
            self.name_fresh(Category::Font, Resource::Source(font.object.clone())).into()
        };
        if font.font.type3.is_some() {
            let entry = self.glyphs.entry(name.to_vec()).or_insert_with(|| (font.clone(), BTreeSet::new()));
            entry.1.extend(codes);
        } else if own {
            self.name_source(Category::Font, &name);
        }
        name
    }

    /// Writes a showing operation of which everything stays.
    fn write_unchanged(&mut self, items: &[Operand<'c>], operator: Operator) {
        if operator == Operator::ShowAdjusted {
            self.writer.bracket(b'[');
        }
        for item in items.iter().filter(|item| matches!(item, Operand::Number(_) | Operand::String(_))) {
            self.writer.operand(item);
        }
        if operator == Operator::ShowAdjusted {
            self.writer.bracket(b']');
        }
        self.writer.operator(operator);
    }

    fn write_text(&mut self, parts: &[Part<'_>]) {
        if let [Part::Bytes(bytes)] = parts {
            self.writer.string(bytes);
            self.writer.operator(Operator::Show);
            return;
        }
        self.writer.bracket(b'[');
        for part in parts {
            match part {
                Part::Bytes(bytes) => self.writer.string(bytes),
                Part::Adjust(number) => self.writer.number(number),
            }
        }
        self.writer.bracket(b']');
        self.writer.operator(Operator::ShowAdjusted);
    }

    /// Gives the surgeon every Type 3 font in use, with the glyphs in use.
    pub(super) fn finish_fonts(&mut self) -> Result<()> {
        for (name, (font, codes)) in std::mem::take(&mut self.glyphs) {
            let Some(type3) = &font.font.type3 else { continue };
            let names = self.shared.context.names_of(type3.dictionary, self.scope.names);
            let mut used = crate::document::content::Resources::default();
            let mut procedures = std::collections::BTreeMap::new();
            for code in codes {
                let Some((glyph, procedure)) = type3.procedure(code) else { continue };
                let Ok(stream) = self.shared.context.objects.resolve(procedure).as_stream() else { continue };
                if let Some(object) = self.rewrite_glyph(stream, names, &type3.matrix, &mut used)? {
                    procedures.insert(glyph.to_vec(), object);
                }
            }
            let font = RewrittenFont { dictionary: type3.dictionary, procedures, resources: used };
            let object = self.shared.surgeon.font(font)?;
            self.used.remove(Category::Font, &name);
            self.used.insert(Category::Font, &name, Resource::New(object));
        }
        Ok(())
    }
}
