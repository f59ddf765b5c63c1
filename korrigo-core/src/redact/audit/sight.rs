//! What one page draws, seen or not: letters, images and paths, where and in which order.
//!
//! Knows the drawing calls of the second reader's interpreter. Judges nothing. Positions are in displayed
//! points: origin top left, y down.

use std::collections::{BTreeMap, BTreeSet};

use hayro::hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::kurbo::{BezPath, Point, Rect, Shape as _};

use super::census::Number;
use super::pixels::Probe;

/// All that one page draws.
#[derive(Default)]
pub(super) struct Sight {
    pub(super) letters: Vec<Letter>,
    pub(super) images: Vec<Placed>,
    pub(super) shapes: Vec<Shape>,
    /// The images drawn, by object.
    pub(super) drawn: BTreeSet<Number>,
    /// Texts of marked content that are not drawn.
    pub(super) spoken: Vec<String>,
    /// Whether there was more than is kept.
    pub(super) overflow: bool,
}

/// One letter, or what one code stands for.
pub(super) struct Letter {
    pub(super) order: usize,
    /// What it means; empty when nobody says.
    pub(super) text: String,
    pub(super) code: u32,
    /// What it covers.
    pub(super) bounds: Rect,
    /// Where it stands on its line.
    pub(super) origin: Point,
    /// Along the line, as long as the letter is wide.
    pub(super) advance: (f64, f64),
    /// The height of the font.
    pub(super) size: f64,
    /// Its colour where it has a plain one; red, green, blue, alpha.
    pub(super) colour: Option<[u8; 4]>,
    /// Whether it is drawn with no ink.
    pub(super) invisible: bool,
    /// Whether it has any ink to draw.
    pub(super) inked: bool,
    /// What clips leave of the page where it is drawn.
    pub(super) clip: Rect,
    /// Whether it belongs to a pattern or a mask, whose place is not the page's.
    pub(super) aside: bool,
}

impl Letter {
    /// Whether it says anything: white space does not.
    pub(super) fn tells(&self) -> bool {
        const SPACE: u32 = 32;
        if self.text.is_empty() { self.code > SPACE } else { !self.text.trim().is_empty() }
    }
}

/// One image as placed.
pub(super) struct Placed {
    pub(super) order: usize,
    pub(super) bounds: Rect,
    pub(super) number: Option<Number>,
    /// What clips leave of the page where it is drawn.
    pub(super) clip: Rect,
    /// Whether its sides lie along those of the page.
    pub(super) upright: bool,
    /// The longer side of one of its pixels on the page: so far may renderers soften what is beside it.
    pub(super) pixel: f64,
    /// Whether nothing under it shows.
    pub(super) opaque: bool,
    pub(super) aside: bool,
}

/// One path as painted.
pub(super) struct Shape {
    pub(super) order: usize,
    pub(super) path: BezPath,
    pub(super) bounds: Rect,
    /// The width of its line where it is stroked.
    pub(super) stroke: Option<f64>,
    /// Its colour where it has a plain one.
    pub(super) colour: Option<[u8; 4]>,
    /// Whether nothing under it shows.
    pub(super) opaque: bool,
    pub(super) aside: bool,
}

/// More letters, shapes or images than any page has; the densest map in the public collections has fewer.
const MOST: usize = 400_000;

/// Paths of more parts are drawings and cover nothing.
const MOST_PARTS: usize = 20_000;

/// Writes down what is drawn.
pub(super) struct Recorder {
    pub(super) sight: Sight,
    order: usize,
    clips: Vec<Rect>,
    /// For each transparency group whether something under it shows through.
    groups: Vec<bool>,
    masks: BTreeSet<u128>,
    aside: usize,
    glyph: Option<Rect>,
    outlines: BTreeMap<u128, Rect>,
    /// What is to be known of pixels, on a second look.
    pub(super) probe: Option<Probe>,
}

impl Recorder {
    pub(super) fn new() -> Self {
        Self {
            sight: Sight::default(),
            order: 0,
            clips: Vec::new(),
            groups: Vec::new(),
            masks: BTreeSet::new(),
            aside: 0,
            glyph: None,
            outlines: BTreeMap::new(),
            probe: None,
        }
    }

    fn next(&mut self) -> usize {
        self.order = self.order.saturating_add(1);
        self.order
    }

    fn clip(&self) -> Rect {
        const EVERYWHERE: f64 = 1e9;
        self.clips.last().copied().unwrap_or(Rect::new(-EVERYWHERE, -EVERYWHERE, EVERYWHERE, EVERYWHERE))
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask
            && self.masks.insert(mask.cache_key())
        {
            self.aside = self.aside.saturating_add(1);
            mask.interpret(self);
            self.aside = self.aside.saturating_sub(1);
        }
    }

    fn plain(&self, blend: BlendMode, masked: bool) -> bool {
        blend == BlendMode::Normal && !masked && !self.groups.contains(&true)
    }

    /// The colour of a paint; what a pattern draws is written down as well.
    fn paint(&mut self, paint: &Paint<'_>) -> Option<[u8; 4]> {
        match paint {
            Paint::Color(colour) => Some(colour.to_rgba().to_rgba8()),
            Paint::Pattern(pattern) => {
                if let Pattern::Tiling(tiling) = &**pattern
                    && self.masks.insert(tiling.cache_key())
                {
                    self.aside = self.aside.saturating_add(1);
                    tiling.interpret(self, tiling.matrix, false);
                    self.aside = self.aside.saturating_sub(1);
                }
                None
            }
        }
    }

    fn add_shape(&mut self, shape: Shape) {
        if let Some(glyph) = &mut self.glyph {
            *glyph = if glyph.area() > 0.0 { glyph.union(shape.bounds) } else { shape.bounds };
        } else if self.sight.shapes.len() < MOST {
            self.sight.shapes.push(shape);
        } else {
            self.sight.overflow = true;
        }
    }

    /// What an outline covers, in its own space.
    fn outline(&mut self, glyph: &hayro::hayro_interpret::font::OutlineGlyph) -> Rect {
        let key = glyph.identifier().cache_key();
        *self.outlines.entry(key).or_insert_with(|| {
            let outline = glyph.outline();
            if outline.elements().is_empty() { Rect::ZERO } else { outline.bounding_box() }
        })
    }
}

/// Text of a letter.
fn meaning(text: Option<BfString>) -> String {
    match text {
        Some(BfString::Char(letter)) => letter.to_string(),
        Some(BfString::String(text)) => text,
        None => String::new(),
    }
}

impl<'a> Device<'a> for Recorder {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.mask(props.soft_mask.as_ref());
        let colour = self.paint(&props.paint);
        let path = props.transform
            * if path.elements().len() > MOST_PARTS {
                path.bounding_box().to_path(0.1)
            } else {
                path.clone()
            };
        let scale = props.transform.determinant().abs().sqrt();
        let stroke = match mode {
            DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => {
                Some(f64::from(stroke.line_width) * scale)
            }
            _ => None,
        };
        let filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        let solid = colour.is_some_and(|[.., alpha]| alpha == u8::MAX);
        let opaque = filled && solid && self.plain(props.blend_mode, props.soft_mask.is_some());
        let half = stroke.unwrap_or_default() / 2.0;
        let bounds = path.bounding_box().inflate(half, half);
        let (order, aside) = (self.next(), self.aside > 0);
        self.add_shape(Shape { order, path, bounds, stroke, colour, opaque, aside });
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let clip = self.clip().intersect(clip.path.bounding_box());
        self.clips.push(clip);
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.mask(mask.as_ref());
        self.groups.push(opacity < 1.0 || mask.is_some() || blend != BlendMode::Normal);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.mask(props.soft_mask.as_ref());
        let colour = self.paint(&props.paint);
        let invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            if self.sight.letters.len() >= MOST {
                self.sight.overflow = true;
                return;
            }
            let map = props.transform * glyph.transform();
            let order = self.next();
            let (covers, advance) = match &**glyph {
                Drawn::Outline(outline) => {
                    let own = self.outline(outline);
                    let covers = (own.area() > 0.0).then(|| map.transform_rect_bbox(own));
                    (covers, outline.advance_width().map(f64::from))
                }
                Drawn::Type3(type3) => {
                    let outer = self.glyph.replace(Rect::ZERO);
                    if !invisible {
                        type3.interpret(self, props.transform, glyph.transform(), &props.paint);
                    }
                    let covers =
                        std::mem::replace(&mut self.glyph, outer).filter(|covers| covers.area() > 0.0);
                    (covers, None)
                }
            };
            let [a, b, c, d, ..] = map.as_coeffs();
            let origin = map * Point::ZERO;
            let wide = advance.unwrap_or(500.0);
            let size = c.hypot(d) * 1000.0;
            let nominal = map.transform_rect_bbox(Rect::new(0.0, -150.0, wide, 650.0));
            self.sight.letters.push(Letter {
                order,
                text: meaning(glyph.as_unicode()),
                code: glyph.char_code(),
                bounds: covers.unwrap_or(nominal),
                origin,
                advance: (a * wide, b * wide),
                size,
                colour,
                invisible,
                inked: covers.is_some(),
                clip: self.clip(),
                aside: self.aside > 0,
            });
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.mask(props.soft_mask.as_ref());
        let size = (f64::from(image.width()), f64::from(image.height()));
        let bounds = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, size.0, size.1));
        let order = self.next();
        let (dict, id, stencil) = match &image {
            Image::Stencil(stencil) => (stencil.stream().dict().clone(), stencil.stream().obj_id(), true),
            Image::Raster(raster) => (raster.stream().dict().clone(), raster.stream().obj_id(), false),
        };
        let number = Some(id.obj_number as Number).filter(|number| *number > 0);
        self.sight.drawn.extend(number);
        if let Some(glyph) = &mut self.glyph {
            *glyph = if glyph.area() > 0.0 { glyph.union(bounds) } else { bounds };
        }
        if let Some(probe) = &mut self.probe {
            probe.look(order, &image, props.transform);
        }
        let masked = ["SMask", "Mask", "SMaskInData"].iter().any(|key| dict.contains_key(key));
        let opaque = !stencil && !masked && self.plain(props.blend_mode, props.soft_mask.is_some());
        if self.sight.images.len() < MOST {
            let [a, b, c, d, ..] = props.transform.as_coeffs().map(f64::abs);
            let upright = b + c < 1e-3 * (a + d) || a + d < 1e-3 * (b + c);
            let (clip, aside) = (self.clip(), self.aside > 0);
            let pixel = (a + c).max(b + d);
            self.sight.images.push(Placed { order, bounds, number, clip, upright, pixel, opaque, aside });
        } else {
            self.sight.overflow = true;
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        for key in ["ActualText", "Alt", "E"] {
            let text = properties.and_then(|properties| properties.get::<PdfString<'_>>(key));
            for text in text.iter().flat_map(|text| super::texts::of_string(text.as_bytes())) {
                self.sight.spoken.push(text.into_owned());
            }
        }
    }
}
