//! From a document and a plan to a file in which the zones are empty, and proven so.
//!
//! Knows pages and their order. Knows nothing of what a page is made of ([`super::page`]) or of how emptiness is
//! proven ([`super::prove`]).

use super::audit::Needles;
use super::behind::{self, Behind, Deed};
use super::redacted::{Note, RedactedPdf};
use super::{RedactionPlan, page, prove, stamp};
use crate::document::Document;
use crate::document::write::{NewPdf, Source};
use crate::error::Result;
use crate::surgery::Cuts;

/// How a redaction is proven.
#[derive(Clone, Debug, Default)]
pub struct RedactOptions<'a> {
    /// Texts to look for in what was written. One that is found outside every zone is told in the audit and
    /// refuses nothing.
    pub needles: Option<&'a Needles>,
}

/// Empties the zones of a plan and proves it.
///
/// Every page is there, in order, and looks as before outside the zones and the backs of headers. Images keep their codec and their pixels;
/// JPEG empties whole blocks. JPEG 2000 and symbol-coded JBIG2 that a zone touches are stored in another
/// codec without loss, and noted. Nothing else of the source is in the file: no metadata, no script, no form, no
/// attachment, no hidden layer, no earlier revision. The same input gives the same bytes.
///
/// Costs one pass over each page's content, one over each image that a zone touches, and the audit.
///
/// # Errors
/// - `plan_invalid` when the plan is for another file;
/// - `corrupted_pdf`, naming the page, when an image that a zone touches cannot be decoded;
/// - `zone_invalid` (`auto.show_through`) when what shows through the back of a header cannot be told from what was
///   written there;
/// - `redaction_unproven` when the audit finds anything left in a zone: there is then no file;
/// - `resource_limit` when a page costs more than the limits of its document.
pub fn apply(document: &Document, plan: &RedactionPlan, options: &RedactOptions<'_>) -> Result<RedactedPdf> {
    plan.check_source(document)?;
    let (plan, behind) = decide(document, plan)?;
    let mut bytes = Vec::new();
    let notes = write(document, (&plan, &behind), &mut bytes)?;
    prove::prove(bytes, (&plan, &behind), notes, (options, document.limits()))
}

/// The plan with what was decided about the backs of headers.
fn decide(document: &Document, plan: &RedactionPlan) -> Result<(RedactionPlan, Vec<Behind>)> {
    let (mut zones, mut backs, mut behind) = (Vec::new(), Vec::new(), Vec::new());
    for back in plan.backs() {
        match behind::look(document, back)? {
            Deed::Nothing => {}
            Deed::Hide(zone) => zones.push(zone),
            Deed::Wash(one) => {
                backs.push(*back);
                behind.push(one);
            }
        }
    }
    Ok((plan.decided(zones, backs), behind))
}

/// Writes the file; gives what could not be kept as it was.
fn write(
    document: &Document,
    (plan, behind): (&RedactionPlan, &[Behind]),
    out: &mut Vec<u8>,
) -> Result<Vec<Note>> {
    let mut pdf = NewPdf::new(document.limits().max_objects, out);
    pdf.make_bare();
    let font = if plan.stamps().is_empty() { None } else { Some(stamp::font(&mut pdf, plan.stamps())?) };
    let mut cuts = Cuts::default();
    let mut notes = Vec::new();
    for index in 0..document.page_count() {
        let source = Source { document, number: 0 };
        let kinds = document
            .page(index)
            .and_then(|page| page::add(&mut pdf, &mut cuts, source, &page, (plan, behind, font)))
            .map_err(|error| error.on_page(index))?;
        notes.extend(kinds.into_iter().map(|kind| Note { page: index, kind }));
    }
    pdf.finish()?;
    Ok(notes)
}
