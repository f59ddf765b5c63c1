//! Opening files, and what is in them.

use korrigo_core::document::{Document, Inspection, OpenOptions, Readers, wrap};
use korrigo_core::geometry::Rotation;
use korrigo_core::id::SourceHash;
use korrigo_core::{Limits, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{inputs, outputs};
use crate::desk::{Desk, File, Item, Opened};
use crate::table::Room;

inputs! {
    Open { /// The file.
        source: File, /// The name it came with; its ending is checked.
        #[serde(default)] name: Option<String>, /// The password of an encrypted file.
        #[serde(default)] password: Option<String>, /// What reading it may cost.
        #[serde(default)] limits: CallLimits }
    One { /// The document.
        this: Opened }
    OnePage { /// The document.
        this: Opened, /// The page, from 0.
        page: usize }
    Wrap { /// The files, in any order: PDFs stay as they are, images become pages.
        files: Vec<NamedFile>, /// What reading them may cost.
        #[serde(default)] limits: CallLimits }
}

/// A file with the name it came with.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NamedFile {
    /// The name.
    name: String,
    /// The file.
    source: File,
}

/// The most that a call may read, decode and do; what is left out is as for a school.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Limits")]
#[expect(clippy::struct_field_names, reason = "as the core calls them")]
pub(super) struct CallLimits {
    /// Bytes of one input file.
    max_file_bytes: Option<u64>,
    /// Pages of one input file.
    max_pages: Option<usize>,
    /// Pixels of one image.
    max_image_pixels: Option<u64>,
    /// Bytes that one page may decode to.
    max_decoded_bytes: Option<u64>,
    /// Nesting of objects.
    max_depth: Option<usize>,
    /// Objects of one file.
    max_objects: Option<usize>,
    /// Steps of work on one page.
    max_work: Option<u64>,
    /// Candidates of one roster.
    max_candidates: Option<usize>,
}

impl From<CallLimits> for Limits {
    fn from(given: CallLimits) -> Self {
        let usual = Self::default();
        Self {
            max_file_bytes: given.max_file_bytes.unwrap_or(usual.max_file_bytes),
            max_pages: given.max_pages.unwrap_or(usual.max_pages),
            max_image_pixels: given.max_image_pixels.unwrap_or(usual.max_image_pixels),
            max_decoded_bytes: given.max_decoded_bytes.unwrap_or(usual.max_decoded_bytes),
            max_depth: given.max_depth.unwrap_or(usual.max_depth),
            max_objects: given.max_objects.unwrap_or(usual.max_objects),
            max_work: given.max_work.unwrap_or(usual.max_work),
            max_candidates: given.max_candidates.unwrap_or(usual.max_candidates),
        }
    }
}

/// A page's size and turn, as displayed.
#[derive(Serialize, JsonSchema)]
struct PageFacts {
    /// Width in points of 1/72 inch, as displayed.
    width_pt: f64,
    /// Height in points of 1/72 inch, as displayed.
    height_pt: f64,
    /// Quarter turns clockwise that the file asks for, in degrees.
    rotate: Rotation,
    /// The size of the file's own unit in points.
    user_unit: f64,
}

outputs! {
    /// A file as a PDF.
    WrappedFile {
        /// The name it came with, or that of the pile it belongs to.
        name: String,
        /// The PDF.
        pdf: File,
        /// Pages, from 0, whose density was not in the image and was assumed.
        density_assumed: Vec<usize>,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.long("document::Document::open", "Opens a PDF that nobody vouches for.", |i: Open, desk| {
        let document = open(i, desk)?;
        Ok::<Opened, korrigo_core::Error>(desk.give(Item::Document(document)))
    });
    room.long(
        "document::inspect",
        "What is in a PDF: pages, sizes, layers, active content.",
        |i: Open, desk| open(i, desk)?.inspect(desk.host()),
    );
    room.long(
        "document::Document::inspect",
        "What is in the document: pages, sizes, layers, active content.",
        |i: One, desk| -> Result<Inspection> { desk.document(i.this)?.inspect(desk.host()) },
    );
    room.short("document::Document::page_count", "How many pages it has.", |i: One, desk| {
        desk.document(i.this).map(|document| document.page_count())
    });
    room.short("document::Document::is_encrypted", "Whether it was encrypted.", |i: One, desk| {
        desk.document(i.this).map(|document| document.is_encrypted())
    });
    room.short("document::Document::is_repaired", "Whether it had to be repaired.", |i: One, desk| {
        desk.document(i.this).map(|document| document.is_repaired())
    });
    room.short(
        "document::Document::readers",
        "How many pages each reader found.",
        |i: One, desk| -> Result<Readers> { desk.document(i.this).map(|document| document.readers()) },
    );
    room.short(
        "document::Document::readers_disagree",
        "Whether the readers found different pages.",
        |i: One, desk| desk.document(i.this).map(|document| document.readers_disagree()),
    );
    room.long("document::Document::hash", "The SHA-256 of the file.", |i: One, desk| -> Result<SourceHash> {
        desk.document(i.this).map(|document| document.hash())
    });
    room.short(
        "document::Document::resolution",
        "Pixels an inch of a page's main image.",
        |i: OnePage, desk| {
            let document = desk.document(i.this)?;
            document.page(i.page)?;
            Ok::<_, korrigo_core::Error>(document.resolution(i.page))
        },
    );
    room.short("document::Page::geometry", "A page's size and turn, as displayed.", |i: OnePage, desk| {
        let document = desk.document(i.this)?;
        let geometry = document.page(i.page)?.geometry();
        let (width_pt, height_pt) = geometry.displayed_size();
        let (rotate, user_unit) = (geometry.rotation(), geometry.user_unit());
        Ok::<_, korrigo_core::Error>(PageFacts { width_pt, height_pt, rotate, user_unit })
    });
    room.long("document::wrap::to_pdf", "Scans of any kind as PDFs: images become pages.", to_pdf);
}

fn open(i: Open, desk: &Desk<'_>) -> Result<Document> {
    let options =
        OpenOptions { name: i.name.as_deref(), password: i.password.as_deref(), limits: i.limits.into() };
    Document::open(desk.bytes(i.source)?, &options)
}

fn to_pdf(i: Wrap, desk: &mut Desk<'_>) -> Result<Vec<WrappedFile>> {
    let files = i.files.iter();
    let inputs = files.map(|file| Ok(wrap::Named { name: &file.name, bytes: desk.bytes(file.source)? }));
    let inputs = inputs.collect::<Result<Vec<_>>>()?;
    let wrapped = wrap::to_pdf(&inputs, &i.limits.into())?;
    let own = |file: wrap::Wrapped| {
        let assumed = |note: &wrap::Note| match note {
            wrap::Note::DensityAssumed { page } => *page,
        };
        WrappedFile {
            name: file.name,
            density_assumed: file.notes.iter().map(assumed).collect(),
            pdf: desk.give(Item::Bytes(file.pdf)),
        }
    };
    Ok(wrapped.into_iter().map(own).collect())
}
