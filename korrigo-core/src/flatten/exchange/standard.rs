//! Our kinds in the words that PDF annotations and XFDF share: a subtype, a rectangle, points in user space.
//!
//! Knows which subtype stands for which kind, and the way back, also for what another program drew or moved. Knows
//! neither spelling.

use super::private::{self, Private};
use crate::copy::{ActorId, Annotation, AnnotationId, Shape};
use crate::error::Result;
use crate::flatten::pen::Colour;
use crate::flatten::shapes;
use crate::geometry::{NormalizedRect, PageGeometry, Point, Rect};
use crate::id::PageId;

/// Where and how much another program may round, in units of user space, before something counts as moved.
const SLACK: f64 = 0.02;

/// Half a step of a colour of eight bits.
const SAME_COLOUR: f64 = 0.5 / 255.0;

/// What stamps of ours are called before their name.
const STAMP: &str = "korrigo-";

/// The annotation types (ISO 32000-2, 12.5.6) that ours become, and that become ours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::flatten) enum Subtype {
    FreeText,
    Highlight,
    Ink,
    Line,
    Square,
    Stamp,
    Text,
}

impl Subtype {
    const ALL: [Self; 7] =
        [Self::FreeText, Self::Highlight, Self::Ink, Self::Line, Self::Square, Self::Stamp, Self::Text];

    /// As PDF writes it; XFDF has the same in lower case.
    pub(in crate::flatten) const fn name(self) -> &'static str {
        match self {
            Self::FreeText => "FreeText",
            Self::Highlight => "Highlight",
            Self::Ink => "Ink",
            Self::Line => "Line",
            Self::Square => "Square",
            Self::Stamp => "Stamp",
            Self::Text => "Text",
        }
    }

    /// The one with this name, in either spelling.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(name))
    }
}

/// An annotation as PDF and XFDF see it; points in user space.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::flatten) struct Standard {
    pub(in crate::flatten) subtype: Subtype,
    /// Where the shape itself lies.
    pub(in crate::flatten) rect: Rect,
    /// The quadrilaterals of a highlight, the strokes of ink, the two ends of a line.
    pub(in crate::flatten) points: Vec<Vec<Point>>,
    pub(in crate::flatten) colour: Option<Colour>,
    /// Of the line, in units of user space.
    pub(in crate::flatten) width: Option<f64>,
    /// Whether a line has a head at its start, and at its end.
    pub(in crate::flatten) heads: [bool; 2],
    /// Which stamp.
    pub(in crate::flatten) icon: Option<String>,
    pub(in crate::flatten) id: Option<String>,
    pub(in crate::flatten) author: Option<String>,
    pub(in crate::flatten) subject: Option<String>,
    pub(in crate::flatten) contents: String,
    /// What the formats have no words for.
    pub(in crate::flatten) private: Option<String>,
}

impl Standard {
    /// One of ours.
    ///
    /// # Errors
    /// `internal` when it cannot be written as JSON.
    pub(in crate::flatten) fn new(
        annotation: &Annotation,
        page: &PageGeometry,
        authors: bool,
    ) -> Result<Self> {
        let mut standard = Self::of_shape(&annotation.shape, page);
        standard.id = Some(private::plain(annotation.id.as_str()));
        standard.author = authors.then(|| private::plain(annotation.author.as_str()));
        standard.contents = private::plain(&annotation.content);
        standard.private = Some(Private::new(annotation, authors).to_json()?);
        Ok(standard)
    }

    fn of_shape(shape: &Shape, page: &PageGeometry) -> Self {
        let map = page.normalized_to_user();
        let on = |[x, y]: [f64; 2]| map * Point::new(x, y);
        let unit = page.user_unit();
        let mut all = Self {
            subtype: Subtype::Square,
            rect: Rect::default(),
            points: Vec::new(),
            colour: Some(shapes::line_colour(shape)),
            width: None,
            heads: [false; 2],
            icon: None,
            id: None,
            author: None,
            subject: Some(kind(shape).to_owned()),
            contents: String::new(),
            private: None,
        };
        match shape {
            Shape::Comment { rect } | Shape::Error { rect } | Shape::Bonus { rect } => {
                (all.rect, all.width) = (page.rect_to_user(rect), Some(shapes::OUTLINE / unit));
            }
            Shape::Highlight { rect } => {
                all.subtype = Subtype::Highlight;
                // In the order in which they are drawn everywhere (12.5.6.10 says another): top, then bottom.
                let [a, b, c, d] = rect.scaled(1.0, 1.0).corners().map(|corner| map * corner);
                all.points = vec![vec![a, b, d, c]];
            }
            Shape::Ink { strokes, width, .. } => {
                all.subtype = Subtype::Ink;
                all.points =
                    strokes.iter().map(|one| one.iter().map(|[x, y, _]| on([*x, *y])).collect()).collect();
                all.width = Some(width * page.displayed_size().0 / unit);
            }
            Shape::Line { from, to } | Shape::Arrow { from, to } => {
                all.subtype = Subtype::Line;
                all.points = vec![vec![on(*from), on(*to)]];
                all.heads = [false, matches!(shape, Shape::Arrow { .. })];
                all.width = Some(shapes::LINE / unit);
            }
            Shape::Stamp { name, rect } => {
                all.subtype = Subtype::Stamp;
                (all.rect, all.icon) = (page.rect_to_user(rect), Some(format!("{STAMP}{name}")));
            }
            Shape::Text { rect } => {
                (all.subtype, all.rect) = (Subtype::FreeText, page.rect_to_user(rect));
            }
        }
        if let Some(covered) = Rect::covering(all.points.iter().flatten().copied()) {
            all.rect = covered;
        }
        all
    }

    /// The name it was given, where that can be one of ours.
    pub(super) fn told_id(&self) -> Option<AnnotationId> {
        let told = self.id.as_deref()?;
        let private = self.private.as_deref().and_then(Private::read).map(|private| private.id);
        private.filter(|id| private::plain(id.as_str()) == told).or_else(|| AnnotationId::new(told).ok())
    }

    /// The annotation of ours that this is, or that another program's becomes; `None` when ours cannot say it.
    pub(super) fn annotation(
        &self,
        (page, geometry): (PageId, &PageGeometry),
        id: AnnotationId,
    ) -> Option<Annotation> {
        let private = self.private.as_deref().and_then(Private::read);
        let told = private.as_ref().map(|private| &private.shape);
        let shape = match told {
            Some(shape) if self.lies_like(&Self::of_shape(shape, geometry)) => shape.clone(),
            _ => self.shape(told, geometry)?,
        };
        let annotation = Annotation {
            id,
            page,
            author: self.author(private.as_ref())?,
            shape,
            content: self.content(private.as_ref()),
            score_delta: private.as_ref().and_then(|private| private.score_delta),
            question: private.as_ref().and_then(|private| private.question.clone()),
            version: private.as_ref().map_or(0, |private| private.version),
        };
        annotation.check().is_ok().then_some(annotation)
    }

    fn author(&self, private: Option<&Private>) -> Option<ActorId> {
        let told = self.author.as_deref();
        let own = private.and_then(|private| private.author.as_ref());
        let same = own.filter(|own| told == Some(private::plain(own.as_str()).as_str())).cloned();
        same.or_else(|| ActorId::new(told?).ok()).or_else(|| ActorId::new(super::json::SOMEBODY).ok())
    }

    fn content(&self, private: Option<&Private>) -> String {
        let Some(private) = private else {
            // Others end lines as their systems do.
            return self.contents.replace("\r\n", "\n").replace('\r', "\n");
        };
        let said = private.content.as_deref().filter(|said| private::plain(said) == self.contents);
        said.unwrap_or(&self.contents).to_owned()
    }

    /// Whether a shape is where, and as, another was written.
    fn lies_like(&self, written: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= SLACK;
        let near_point = |a: &Point, b: &Point| near(a.x, b.x) && near(a.y, b.y);
        let points = self.points.len() == written.points.len()
            && self
                .points
                .iter()
                .zip(&written.points)
                .all(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near_point(a, b)));
        let (a, b) = (&self.rect, &written.rect);
        let rect = !written.points.is_empty()
            || (near(a.x0, b.x0) && near(a.y0, b.y0) && near(a.x1, b.x1) && near(a.y1, b.y1));
        let ink = self.subtype != Subtype::Ink
            || (same_colour(self.colour, written.colour)
                && self.width.zip(written.width).is_none_or(|(a, b)| near(a, b)));
        self.subtype == written.subtype
            && points
            && rect
            && ink
            && self.heads == written.heads
            && (written.icon.is_none() || self.icon == written.icon)
    }

    /// The shape that is told by the words of the format alone, as far as possible of the kind that it had.
    fn shape(&self, was: Option<&Shape>, page: &PageGeometry) -> Option<Shape> {
        let (width, height) = page.displayed_size();
        let map = page.user_to_displayed();
        let on = |point: &Point| {
            let shown = map * *point;
            [(shown.x / width).clamp(0.0, 1.0), (shown.y / height).clamp(0.0, 1.0)]
        };
        match self.subtype {
            Subtype::Square | Subtype::Text => {
                let rect = on_page(&self.rect, page)?;
                let kind = was.map(kind).or(self.subject.as_deref()).unwrap_or_default();
                Some(match kind {
                    "ERROR" => Shape::Error { rect },
                    "BONUS" => Shape::Bonus { rect },
                    _ => Shape::Comment { rect },
                })
            }
            Subtype::Highlight => {
                let covered = Rect::covering(self.points.iter().flatten().copied()).unwrap_or(self.rect);
                Some(Shape::Highlight { rect: on_page(&covered, page)? })
            }
            Subtype::FreeText => Some(Shape::Text { rect: on_page(&self.rect, page)? }),
            Subtype::Stamp => {
                let name = self.icon.as_deref()?.strip_prefix(STAMP)?.to_owned();
                Some(Shape::Stamp { name, rect: on_page(&self.rect, page)? })
            }
            Subtype::Line => {
                let ends: Vec<[f64; 2]> = self.points.first()?.iter().map(on).collect();
                let &[from, to] = ends.as_slice() else { return None };
                Some(match self.heads {
                    [false, false] => Shape::Line { from, to },
                    [true, false] => Shape::Arrow { from: to, to: from },
                    _ => Shape::Arrow { from, to },
                })
            }
            Subtype::Ink => Some(self.ink(was, page, on)),
        }
    }

    fn ink(&self, was: Option<&Shape>, page: &PageGeometry, on: impl Fn(&Point) -> [f64; 2]) -> Shape {
        let pressed: &[Vec<[f64; 3]>] = match was {
            Some(Shape::Ink { strokes, .. }) => strokes,
            _ => &[],
        };
        let strokes = self.points.iter().enumerate().map(|(number, points)| {
            // A stroke that was only moved is pressed as it was.
            let before = pressed.get(number).filter(|before| before.len() == points.len());
            let each = points.iter().enumerate().map(|(place, point)| {
                let [x, y] = on(point);
                [x, y, before.and_then(|before| before.get(place)).map_or(1.0, |[_, _, pressure]| *pressure)]
            });
            each.collect()
        });
        let width = self.width.unwrap_or(1.0) * page.user_unit() / page.displayed_size().0;
        let [r, g, b] =
            self.colour.unwrap_or_default().map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
        let color = format!("#{r:02x}{g:02x}{b:02x}");
        Shape::Ink { strokes: strokes.collect(), color, width: width.clamp(1e-6, 0.1) }
    }
}

/// The kind of a shape, as JSON names it.
fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Comment { .. } => "COMMENT",
        Shape::Highlight { .. } => "HIGHLIGHT",
        Shape::Error { .. } => "ERROR",
        Shape::Bonus { .. } => "BONUS",
        Shape::Ink { .. } => "INK",
        Shape::Line { .. } => "LINE",
        Shape::Arrow { .. } => "ARROW",
        Shape::Stamp { .. } => "STAMP",
        Shape::Text { .. } => "TEXT",
    }
}

/// The part of a rectangle that lies on its page; `None` when there is none.
fn on_page(rect: &Rect, page: &PageGeometry) -> Option<NormalizedRect> {
    let (width, height) = page.displayed_size();
    let shown = page.user_to_displayed().map_rect(rect).intersect(&Rect::new(0.0, 0.0, width, height))?;
    NormalizedRect::new(shown.x0 / width, shown.y0 / height, shown.width() / width, shown.height() / height)
        .ok()
}

fn same_colour(a: Option<Colour>, b: Option<Colour>) -> bool {
    let parts = a.unwrap_or_default().into_iter().zip(b.unwrap_or_default());
    parts.into_iter().all(|(a, b)| (a - b).abs() <= SAME_COLOUR)
}
