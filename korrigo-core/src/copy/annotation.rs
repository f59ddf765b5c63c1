//! What a marker draws on a page: boxes with text, ink, lines, stamps and text.
//!
//! Knows kinds and displayed, normalised coordinates; refuses everything that does not lie on the page. A page is
//! named by its id, so that no reordering moves an annotation. Draws nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::lock::ActorId;
use super::text_id::text_id;
use crate::error::{Code, Error, Result};
use crate::exam::Mark;
use crate::geometry::NormalizedRect;
use crate::id::PageId;

/// The most bytes of the text of an annotation.
const MAX_TEXT: usize = 10_000;

/// The most bytes of the id of a question.
const MAX_QUESTION: usize = 200;

/// The most points of an annotation in ink.
const MAX_POINTS: usize = 20_000;

text_id! {
    /// The name of an annotation, given by who makes it: 1 to 64 bytes of plain text. So a command that arrives twice
    /// makes one annotation.
    AnnotationId, AnnotationInvalid "annotation_invalid", "the id of an annotation"
}

/// What is drawn, and where: in displayed, normalised coordinates of the page, origin top left, y down.
#[derive(Clone, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Shape {
    /// A box with a remark.
    Comment {
        /// Where.
        #[serde(flatten)]
        rect: NormalizedRect,
    },
    /// A translucent box.
    Highlight {
        /// Where.
        #[serde(flatten)]
        rect: NormalizedRect,
    },
    /// A box around a mistake.
    Error {
        /// Where.
        #[serde(flatten)]
        rect: NormalizedRect,
    },
    /// A box around something that earns points.
    Bonus {
        /// Where.
        #[serde(flatten)]
        rect: NormalizedRect,
    },
    /// Strokes of a pen.
    Ink {
        /// Each a list of points: x, y, and pressure from 0 to 1.
        strokes: Vec<Vec<[f64; 3]>>,
        /// Red, green and blue, as `#rrggbb`.
        color: String,
        /// Width at full pressure, as a share of the width of the page.
        width: f64,
    },
    /// A straight line.
    Line {
        /// From where.
        from: [f64; 2],
        /// To where.
        to: [f64; 2],
    },
    /// A line with a head at its end.
    Arrow {
        /// From where.
        from: [f64; 2],
        /// To where.
        to: [f64; 2],
    },
    /// A sign: `check`, `cross`, `tilde`, `question`.
    Stamp {
        /// Which.
        name: String,
        /// Where.
        #[serde(flatten)]
        rect: NormalizedRect,
    },
    /// Text without a box.
    Text {
        /// Where.
        #[serde(flatten)]
        rect: NormalizedRect,
    },
}

const STAMPS: [&str; 4] = ["check", "cross", "tilde", "question"];

impl Shape {
    /// Whether it can be drawn.
    ///
    /// # Errors
    /// `annotation_invalid` for numbers that are not finite or not on the page, colours and stamps that nobody
    /// knows, and more than [`MAX_POINTS`] points. Rectangles were checked when they were made.
    pub fn check(&self) -> Result<()> {
        let on_page = |numbers: &[f64]| {
            let slack = NormalizedRect::TOLERANCE;
            numbers.iter().all(|number| (-slack..=1.0 + slack).contains(number))
        };
        match self {
            Self::Ink { strokes, color, width } => {
                let points: usize = strokes.iter().map(Vec::len).sum();
                if points == 0 || points > MAX_POINTS || strokes.iter().any(Vec::is_empty) {
                    return Err(refused("ink has 1 to 20000 points, and no stroke without one"));
                }
                if !strokes.iter().flatten().all(|point| on_page(point)) {
                    return Err(refused("ink lies on the page: x, y and pressure are numbers from 0 to 1"));
                }
                if !is_colour(color) {
                    return Err(refused("a colour is written as #rrggbb"));
                }
                if !(*width > 0.0 && *width <= 0.1) {
                    return Err(refused("a pen is wider than 0 and at most a tenth of the page"));
                }
                Ok(())
            }
            Self::Line { from, to } | Self::Arrow { from, to } => {
                if on_page(from) && on_page(to) {
                    Ok(())
                } else {
                    Err(refused("a line lies on the page: x and y are numbers from 0 to 1"))
                }
            }
            Self::Stamp { name, .. } if !STAMPS.contains(&name.as_str()) => {
                Err(refused("a stamp is one of check, cross, tilde and question"))
            }
            _ => Ok(()),
        }
    }
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// One annotation. Its text and strokes are never shown in `Debug`.
#[derive(Clone, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Annotation {
    /// Its name.
    pub id: AnnotationId,
    /// The page it lies on.
    pub page: PageId,
    /// Who made it.
    pub author: ActorId,
    /// What is drawn.
    #[serde(flatten)]
    pub shape: Shape,
    /// What is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Points it gives or takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_delta: Option<Mark>,
    /// The question it is about, by its id in the scheme: what the question got is shown beside the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// How often it was changed.
    #[serde(default)]
    pub version: u64,
}

impl Annotation {
    /// Whether it can be drawn.
    ///
    /// # Errors
    /// `annotation_invalid` as [`Shape::check`], and for a text of more than 10,000 bytes or a question of more than 200.
    pub fn check(&self) -> Result<()> {
        if self.content.len() > MAX_TEXT {
            return Err(refused("the text of an annotation has at most 10000 bytes"));
        }
        if self.question.as_ref().is_some_and(|question| question.len() > MAX_QUESTION) {
            return Err(refused("the id of a question has at most 200 bytes"));
        }
        self.shape.check()
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shape(..)")
    }
}

impl fmt::Debug for Annotation {
    // What is written about a candidate reaches no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Annotation({:?}, version {})", self.id.0, self.version)
    }
}

fn refused(message: &str) -> Error {
    Error::new(Code::AnnotationInvalid, message)
}
