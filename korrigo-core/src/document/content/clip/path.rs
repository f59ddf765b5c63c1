//! Paths: sub-paths that are not seen go, rectangles are cut to size, the rest stays whole.
//!
//! Knows that a sub-path changes nothing outside its own bounds, whatever the winding rule. A sub-path
//! that crosses the edge of the region keeps all its points: it carries no text, and the caller clips.

use super::Run;
use crate::document::content::lexer::Number;
use crate::document::content::operator::Operator;
use crate::document::content::path::{Piece, bounds, is_upright, stroke_reach};
use crate::error::Result;
use crate::geometry::{Place, Rect};

impl<'c> Run<'_, '_, '_, 'c> {
    /// Ends the path: paints it, clips with it, or both.
    pub(super) fn paint_path(&mut self, operator: Operator) -> Result<()> {
        use Operator as O;
        let clip = self.pending_clip.take();
        let (fills, strokes, closes) = match operator {
            O::Stroke => (false, true, false),
            O::CloseStroke => (false, true, true),
            O::Fill | O::FillOld | O::FillEvenOdd => (true, false, false),
            O::FillStroke | O::FillStrokeEvenOdd => (true, true, false),
            O::CloseFillStroke | O::CloseFillStrokeEvenOdd => (true, true, true),
            _ => (false, false, false),
        };
        let path = std::mem::take(&mut self.path);
        if (path.is_empty() && clip.is_none()) || (clip.is_none() && !fills && !strokes) {
            return Ok(());
        }
        let paints = fills || strokes;
        let kept = self.kept_parts(&path, strokes);
        let paints = paints && !kept.is_empty() && !self.marks.contains(&true);
        if kept.iter().any(|part| part.zoned && (paints || !part.is_rectangle())) {
            let even_odd =
                matches!(operator, O::FillEvenOdd | O::FillStrokeEvenOdd | O::CloseFillStrokeEvenOdd);
            let fill = if even_odd { O::FillEvenOdd } else { O::Fill };
            let paint =
                Paint { fill: Some(fill).filter(|_| fills && paints), strokes: strokes && paints, closes };
            self.paint_around(&kept, paint, clip)?;
        } else if paints || clip.is_some() {
            self.close_text();
            if paints {
                self.write_patterns(fills, strokes)?;
                self.painted = true;
            }
            self.write_parts(&kept, strokes, clip.is_some());
            if paints && closes && kept.last().is_some_and(|last| last.is_last) {
                self.writer.operator(O::Close);
            }
            if let Some(clip) = clip {
                self.writer.operator(clip);
            }
            self.writer.operator(if paints { open_operator(operator) } else { O::EndPath });
        }
        if clip.is_some() {
            let bounds = path.bounds(&self.state.ctm).unwrap_or_default();
            self.state.intersect_clip(&bounds);
        }
        let mut path = path;
        path.clear();
        self.path = path;
        Ok(())
    }

    /// The sub-paths that are seen of a path, hidden or not.
    fn kept_parts<'p>(
        &self,
        path: &'p crate::document::content::path::Path<'c>,
        strokes: bool,
    ) -> Vec<Part<'p, 'c>> {
        let state = &self.state;
        let ctm = &state.ctm;
        let scale = ctm.a.hypot(ctm.b).max(ctm.c.hypot(ctm.d));
        let mut kept = Vec::new();
        let count = path.parts().count();
        for (index, pieces) in path.parts().enumerate() {
            let Some(mut covers) = bounds(pieces, ctm) else { continue };
            if strokes {
                let reach = stroke_reach(pieces, state.line_width, state.miter_limit, state.mitred) * scale;
                covers = Rect {
                    x0: covers.x0 - reach,
                    y0: covers.y0 - reach,
                    x1: covers.x1 + reach,
                    y1: covers.y1 + reach,
                };
            }
            let place = match self.scope.region {
                None => Place::Inside,
                // What the clip hides is not seen, but all that is beyond the region must go.
                Some(region) if self.place_visible(&covers) != Place::Outside => region.place(&covers),
                Some(_) => Place::Outside,
            };
            if place != Place::Outside {
                let is_last = index.saturating_add(1) == count;
                let zoned = self.scope.region.is_some_and(|region| region.zone_touches(&covers));
                kept.push(Part { pieces, place, is_last, zoned });
            }
        }
        kept
    }

    /// Where bounds lie as far as the clips let them be seen, whether optional content hides them or not.
    fn place_visible(&self, covers: &Rect) -> Place {
        let seen = crate::document::content::state::seen(covers, &self.state.clip);
        match (self.scope.region, seen) {
            (None, _) => Place::Inside,
            (Some(region), Some(seen)) => region.place(&seen),
            (Some(_), None) => Place::Outside,
        }
    }

    pub(super) fn write_parts(&mut self, parts: &[Part<'_, 'c>], strokes: bool, clips: bool) {
        if parts.is_empty() && clips {
            // Nothing of the clip is seen: nothing must be seen through it.
            self.writer.numbers(&[Number::from(0.0); 4], Operator::Rectangle);
        }
        for part in parts {
            for piece in part.pieces {
                let cut = if part.place == Place::Crossing && !strokes && part.pieces.len() == 1 {
                    self.cut_rectangle(piece)
                } else {
                    None
                };
                match cut {
                    Some(rectangle) => {
                        self.writer.numbers(&rectangle.map(Number::from), piece.operator);
                    }
                    None => self.writer.numbers(piece.numbers(), piece.operator),
                }
            }
        }
    }

    /// The part of an upright rectangle within the bounds of the region, going round the same way.
    fn cut_rectangle(&self, piece: &Piece<'_>) -> Option<[f64; 4]> {
        let ctm = &self.state.ctm;
        let rectangle = piece.rectangle().filter(|_| is_upright(ctm))?;
        let limits = ctm.inverse()?.map_rect(&self.scope.region?.bounds()?);
        let cut = rectangle.intersect(&limits)?;
        let [_, _, width, height] = piece.numbers() else { return None };
        let (x, w) = if width.value < 0.0 { (cut.x1, -cut.width()) } else { (cut.x0, cut.width()) };
        let (y, h) = if height.value < 0.0 { (cut.y1, -cut.height()) } else { (cut.y0, cut.height()) };
        Some([x, y, w, h])
    }
}

/// A sub-path that is seen.
pub(super) struct Part<'p, 'c> {
    pub(super) pieces: &'p [Piece<'c>],
    place: Place,
    /// Whether it is the sub-path that a closing operator closes.
    pub(super) is_last: bool,
    /// Whether a zone touches it.
    pub(super) zoned: bool,
}

impl Part<'_, '_> {
    pub(super) fn is_rectangle(&self) -> bool {
        matches!(self.pieces, [piece] if piece.operator == Operator::Rectangle)
    }
}

/// What a painting operator does.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    /// The operator that fills, if one does.
    pub(super) fill: Option<Operator>,
    pub(super) strokes: bool,
    pub(super) closes: bool,
}

/// The painting operator that does not close: the closing is written where it belongs.
const fn open_operator(operator: Operator) -> Operator {
    match operator {
        Operator::CloseStroke => Operator::Stroke,
        Operator::CloseFillStroke => Operator::FillStroke,
        Operator::CloseFillStrokeEvenOdd => Operator::FillStrokeEvenOdd,
        Operator::FillOld => Operator::Fill,
        other => other,
    }
}
