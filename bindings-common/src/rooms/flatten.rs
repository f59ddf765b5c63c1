//! The paper that goes back, its annotations as files, and whether it is genuine.

use korrigo_core::copy::{Annotation, ChainHash};
use korrigo_core::exam::{AnonymousId, Scheme, Scores};
use korrigo_core::flatten::exchange::{self, Annotations, Other, Pages, Simplified};
use korrigo_core::flatten::{self, FlattenOptions, Flattened, Marking, Summary, Verified};
use korrigo_core::geometry::{PageGeometry, Rect, Rotation};
use korrigo_core::id::PageId;
use korrigo_core::typeset::Fonts;
use korrigo_core::{Limits, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{inputs, outputs};
use crate::desk::{Desk, File, Opened, Redacted};
use crate::table::Room;

inputs! {
    Write { /// The copy as it was split.
        document: Opened, /// The names of its pages, in order.
        pages: Vec<PageId>, /// What is drawn over it.
        #[serde(default)] marking: GivenMarking, /// How it is given back.
        #[serde(default)] options: FlattenOptions, /// Fonts for characters that the standard one lacks.
        #[serde(default)] fonts: Vec<File> }
    WriteForMarker { /// The redacted copy.
        copy: Redacted, /// Its anonymous id.
        id: AnonymousId, /// The names of its pages, in order.
        pages: Vec<PageId>, /// What is drawn over it.
        #[serde(default)] marking: GivenMarking, /// How it is given back.
        #[serde(default)] options: FlattenOptions, /// Fonts for characters that the standard one lacks.
        #[serde(default)] fonts: Vec<File> }
    Verify { /// The paper.
        document: Opened, /// The fonts that it was made with, beside the standard one.
        #[serde(default)] fonts: Vec<File> }
    Missing { /// The text.
        text: String, /// Fonts beside the standard one.
        #[serde(default)] fonts: Vec<File> }
    FromJson { /// The file.
        json: File, /// The names of the copy's pages, in order.
        pages: Vec<PageId> }
    FromXfdf { /// The file.
        xfdf: File, /// The copy's pages.
        pages: Vec<PaperPage> }
    FromPdf { /// The copy, with annotations of any program.
        document: Opened, /// The names of its pages, in order.
        pages: Vec<PageId> }
    ToJson { /// The annotations.
        annotations: AnnotationSet }
    ToXfdf { /// The annotations.
        annotations: AnnotationSet, /// The copy's pages.
        pages: Vec<PaperPage>, /// Whether the file says who made them.
        #[serde(default)] authors: bool }
    PagesOf { /// The copy.
        document: Opened, /// The names of its pages, in order.
        pages: Vec<PageId> }
}

/// What is drawn over a copy.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Marking")]
struct GivenMarking {
    /// The annotations, in any order.
    annotations: Vec<Annotation>,
    /// What the paper came to; without it no page is added for it.
    summary: Option<GivenSummary>,
    /// What other programs put on the pages, for an editable file.
    others: Vec<Other>,
    /// The last link of the copy's chain, for an attached record.
    events: Option<ChainHash>,
}

/// What a paper came to.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Summary")]
struct GivenSummary {
    /// What the exam is called.
    #[serde(default)]
    exam: String,
    /// Whose paper it is, as the reader may know it.
    #[serde(default)]
    who: String,
    /// What was scored.
    scores: Scores,
    /// The marking scheme.
    #[serde(default)]
    scheme: Option<Scheme>,
    /// The subject, where the exam has several.
    #[serde(default)]
    variant: Option<String>,
    /// Who marked it, as the reader may know it.
    #[serde(default)]
    marker: Option<String>,
}

/// Annotations as files hold them.
#[derive(Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Annotations")]
struct AnnotationSet {
    /// Those that korrigo draws.
    own: Vec<Annotation>,
    /// What other programs put there and ours cannot say, as it stands.
    #[serde(default)]
    others: Vec<Other>,
    /// Those of `own` that another program made, and what was left of them on the way.
    #[serde(default)]
    simplified: Vec<Simplified>,
}

/// A page of a copy, as programs that place annotations in points need it.
#[derive(Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PaperPage {
    /// Its name.
    id: PageId,
    /// What is shown of it, in the file's own unit: left, bottom, right, top.
    visible: [f64; 4],
    /// Quarter turns clockwise that the file asks for, in degrees.
    #[serde(default)]
    rotate: Rotation,
    /// The size of the file's own unit in points.
    #[serde(default = "one")]
    user_unit: f64,
}

fn one() -> f64 {
    1.0
}

outputs! {
    /// A paper that goes back.
    FlattenedFile {
        /// The PDF.
        pdf: File,
        /// Pages of the copy.
        pages: usize,
        /// Pages of ours: summary and notes.
        added: usize,
    }
    /// Whether a paper is genuine.
    VerifiedPaper {
        /// What was checked.
        verified: Verified,
        /// Whether all of it holds.
        is_sound: bool,
    }
}

impl GivenMarking {
    fn marking(&self) -> Marking<'_> {
        Marking {
            annotations: &self.annotations,
            summary: self.summary.as_ref().map(|given| Summary {
                exam: &given.exam,
                who: &given.who,
                scores: &given.scores,
                scheme: given.scheme.as_ref(),
                variant: given.variant.as_deref(),
                marker: given.marker.as_deref(),
            }),
            others: &self.others,
            events: self.events,
        }
    }
}

impl AnnotationSet {
    fn annotations(self) -> Annotations {
        let mut all = Annotations::of(self.own);
        all.others = self.others;
        all.simplified = self.simplified;
        all
    }
}

impl From<Annotations> for AnnotationSet {
    fn from(all: Annotations) -> Self {
        Self { own: all.own, others: all.others, simplified: all.simplified }
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.long(
        "flatten::write",
        "The copy with its marks drawn over it, and what it came to.",
        |i: Write, desk| {
            let (document, fonts) = (desk.document(i.document)?, fonts(&i.fonts, desk)?);
            let mut pdf = Vec::new();
            let written =
                flatten::write(&document, &i.pages, &i.marking.marking(), (&fonts, i.options), &mut pdf)?;
            Ok::<_, korrigo_core::Error>(given(written, pdf, desk))
        },
    );
    room.long(
        "flatten::write_for_marker",
        "The same over a redacted copy: nothing says whose it is.",
        |i: WriteForMarker, desk| {
            let (redacted, fonts, limits) =
                (desk.redacted(i.copy)?, fonts(&i.fonts, desk)?, Limits::default());
            let mut pdf = Vec::new();
            let (copy, how) = ((&*redacted, &i.id), (&fonts, i.options, &limits));
            let written = flatten::write_for_marker(copy, &i.pages, &i.marking.marking(), how, &mut pdf)?;
            Ok::<_, korrigo_core::Error>(given(written, pdf, desk))
        },
    );
    room.long(
        "flatten::verify",
        "Whether a paper's scan, marks and total are those it was made of.",
        |i: Verify, desk| {
            let verified = flatten::verify(&desk.document(i.document)?, &fonts(&i.fonts, desk)?)?;
            let is_sound = verified.is_sound();
            Ok::<_, korrigo_core::Error>(VerifiedPaper { verified, is_sound })
        },
    );
    room.short(
        "typeset::Fonts::missing",
        "The characters of a text that no font has.",
        |i: Missing, desk| Ok::<_, korrigo_core::Error>(fonts(&i.fonts, desk)?.missing(&i.text)),
    );
    exchanged(room);
}

fn exchanged(room: &mut Room<'_>) {
    room.short("flatten::exchange::from_json", "Reads annotations as JSON.", |i: FromJson, desk| {
        let json = desk.bytes(i.json)?;
        exchange::from_json((*json).as_ref(), &i.pages, &Limits::default()).map(AnnotationSet::from)
    });
    room.short("flatten::exchange::from_xfdf", "Reads annotations as XFDF.", |i: FromXfdf, desk| {
        let xfdf = desk.bytes(i.xfdf)?;
        exchange::from_xfdf((*xfdf).as_ref(), &paper(&i.pages), &Limits::default()).map(AnnotationSet::from)
    });
    room.long("flatten::exchange::from_pdf", "Reads the annotations of a PDF.", |i: FromPdf, desk| {
        exchange::from_pdf(&desk.document(i.document)?, &i.pages).map(AnnotationSet::from)
    });
    room.short(
        "flatten::exchange::to_json",
        "Writes annotations as JSON.",
        |i: ToJson, desk| -> Result<File> {
            Ok(desk.give_bytes(exchange::to_json(&i.annotations.annotations())?))
        },
    );
    room.short(
        "flatten::exchange::to_xfdf",
        "Writes annotations as XFDF.",
        |i: ToXfdf, desk| -> Result<File> {
            let xfdf = exchange::to_xfdf(&i.annotations.annotations(), &paper(&i.pages), i.authors)?;
            Ok(desk.give_bytes(xfdf))
        },
    );
    room.short("flatten::exchange::Pages::of", "The pages of a copy, for XFDF.", |i: PagesOf, desk| {
        let document = desk.document(i.document)?;
        // Refuses another number of names.
        Pages::of(&document, &i.pages)?;
        let page = |(index, id): (usize, &PageId)| {
            let geometry = document.page(index)?.geometry();
            let Rect { x0, y0, x1, y1 } = geometry.visible();
            let (rotate, user_unit) = (geometry.rotation(), geometry.user_unit());
            Ok(PaperPage { id: *id, visible: [x0, y0, x1, y1], rotate, user_unit })
        };
        i.pages.iter().enumerate().map(page).collect::<Result<Vec<_>>>()
    });
}

fn fonts(files: &[File], desk: &Desk<'_>) -> Result<Fonts> {
    files.iter().try_fold(Fonts::standard(), |fonts, file| {
        fonts.with((*desk.bytes(*file)?).as_ref().to_vec(), 0, &Limits::default())
    })
}

fn paper(pages: &[PaperPage]) -> Pages {
    let page = |page: &PaperPage| {
        let [x0, y0, x1, y1] = page.visible;
        (page.id, PageGeometry::new(Rect::new(x0, y0, x1, y1), page.rotate, page.user_unit))
    };
    Pages::new(pages.iter().map(page).collect())
}

fn given(written: Flattened, pdf: Vec<u8>, desk: &mut Desk<'_>) -> FlattenedFile {
    FlattenedFile { pdf: desk.give_bytes(pdf), pages: written.pages, added: written.added }
}
