//! Many papers as one PDF, with an outline that leads to each.
//!
//! Knows pages of several sources and where each paper begins. Pages keep their content and images byte for byte;
//! annotations become part of the page, as printing shows them. Knows nobody's name but the titles it is given.

use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId};

use crate::document::content::Region;
use crate::document::write::{NewPdf, OutlineItem, Source, compressed};
use crate::document::{Document, Page};
use crate::error::{Code, Error, Result};
use crate::geometry::ConvexPolygon;
use crate::progress::{Observer, checkpoint};
use crate::surgery::{Cuts, Theatre, body, rectangle, resources_dictionary, shown, streams, untouched};

/// One of the papers.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// What the outline calls it.
    pub title: &'a str,
    /// The paper.
    pub document: &'a Document,
}

impl std::fmt::Debug for Paper<'_> {
    // A title may be a name.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paper").field("pages", &self.document.page_count()).finish_non_exhaustive()
    }
}

/// Writes all papers, in their order, to `out`, in many pieces; gives the number of bytes. Metadata, attachments,
/// scripts and forms of the papers do not come along. The same papers give the same bytes. In memory are the papers as
/// they were opened, and about one page.
///
/// # Errors
/// - `empty_pdf` for no paper;
/// - `corrupted_pdf`, naming the page of its paper, when the content of a page with annotations cannot be read;
/// - `resource_limit` for more objects, or more work, than the limits of the papers allow;
/// - `store_unavailable` when `out` fails: what was written by then is no file; `cancelled`.
pub fn merge(papers: &[Paper<'_>], observer: &dyn Observer, out: &mut dyn Write) -> Result<u64> {
    if papers.is_empty() {
        return Err(Error::new(Code::EmptyPdf, "there is no paper to merge").with_detail("export.no_copy"));
    }
    let limits = papers.iter().map(|paper| paper.document.limits().max_objects);
    let mut pdf = NewPdf::new(limits.max().unwrap_or_default(), out);
    let mut cuts = Cuts::default();
    let mut outline = Vec::new();
    for (number, paper) in papers.iter().enumerate() {
        observer.on_progress(number, papers.len());
        checkpoint(observer)?;
        let source = Source { document: paper.document, number };
        for index in 0..paper.document.page_count() {
            let page = add(&mut pdf, &mut cuts, source, index).map_err(|error| error.on_page(index))?;
            if index == 0 {
                outline.push(OutlineItem { title: paper.title, page });
            }
        }
    }
    observer.on_progress(papers.len(), papers.len());
    pdf.set_outline(&outline)?;
    pdf.finish()
}

fn add<'a>(pdf: &mut NewPdf<'a>, cuts: &mut Cuts, source: Source<'a>, index: usize) -> Result<ObjectId> {
    let page = source.document.page(index)?;
    // What lies above the page cannot be copied as it is.
    let (contents, resources) = if page.annotations().next().is_some() {
        drawn(pdf, cuts, source, &page)?
    } else {
        untouched(pdf, source, &streams(source.document, &page), page.resources())?
    };
    let mut dictionary = shown(pdf, source, &page)?;
    dictionary.set("MediaBox", rectangle(&page.geometry().visible()));
    dictionary.set("Resources", resources);
    dictionary.set("Contents", contents);
    pdf.add_page(&dictionary)
}

/// The page with what is shown on it, images untouched.
fn drawn<'a>(
    pdf: &mut NewPdf<'a>,
    cuts: &mut Cuts,
    source: Source<'a>,
    page: &Page<'a>,
) -> Result<(Vec<Object>, Dictionary)> {
    let meter = source.document.limits().meter();
    let visible = page.geometry().visible();
    let region = Region::new(ConvexPolygon::from_rect(&visible)).within(visible);
    let mut theatre = Theatre::new(pdf, cuts, source, &region, &meter);
    theatre.leave_images();
    let kept = body(page, &mut theatre)?;
    let resources = resources_dictionary(pdf, source, &kept.resources)?;
    let (encoding, data) = compressed(kept.content);
    let contents = pdf.add_stream(encoding, &data)?;
    Ok((vec![contents.into()], resources))
}
