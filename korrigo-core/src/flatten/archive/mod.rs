//! PDF/A-2b, and 3b with an attachment: what a file says of itself and must not hold to be read in fifty years.
//!
//! Knows the clauses of ISO 19005-2 and 19005-3 that a file can break that is written here: [`mod@objects`] looks at
//! what a scanner may have written, [`mod@whole`] at what we say of the file. What breaks one is refused with its reason,
//! never half-converted. Knows no marks.
//!
//! No validator can be had from the registries this is built with, so each clause has a test that breaks it:
//!
//! | clause | asks for | kept by |
//! |---|---|---|
//! | 6.1.2 | a header, and a comment of bytes above 127 | writer, [`mod@whole`] |
//! | 6.1.3 | an `ID`, no encryption, nothing behind the end | writer, [`mod@whole`] |
//! | 6.1.7.2 | no LZW, no `Crypt` | rewritten; [`mod@objects`] |
//! | 6.1.7.1 | no stream outside the file | allow-list, [`mod@objects`] |
//! | 6.1.13 | names of 127 bytes, strings of 32,767, 28 saved states | [`mod@objects`] |
//! | 6.2.2 | no operator that the standard does not know | [`mod@objects`] |
//! | 6.2.3 | an output intent with a profile of its own | [`declare`], [`mod@whole`] |
//! | 6.2.4.3 | no DeviceCMYK: our intent is RGB | [`mod@objects`] |
//! | 6.2.5 | no transfer functions, no halftone phases | [`mod@objects`] |
//! | 6.2.6 | the four rendering intents | [`mod@objects`] |
//! | 6.2.8.1 | no `Interpolate`, no `Alternates`, no `OPI` in images | [`mod@objects`] |
//! | 6.2.8.3 | JPEG 2000 of 1, 3 or 4 channels alike | [`mod@objects`] |
//! | 6.2.9 | no PostScript, no `OPI`, no `Ref` in forms | [`mod@objects`] |
//! | 6.2.11.3.2 | a map from codes to glyphs in TrueType fonts | [`mod@objects`] |
//! | 6.2.11.4.1 | fonts embedded | [`mod@objects`] |
//! | 6.3.1 to 6.3.3 | annotations of known kinds that print and have a look | [`mod@objects`] |
//! | 6.4.1 | no form that makes its looks when it is opened | [`mod@whole`] |
//! | 6.5.1, 6.5.2 | no scripts, no actions without asking | [`mod@objects`], [`mod@whole`] |
//! | 6.6.2.1, 6.6.4 | metadata, not compressed, that name part and conformance | [`declare`], [`mod@whole`] |
//! | 6.8 | attachments described and listed, and part 3 where there are any | [`mod@whole`] |
//! | 6.9 | layers with a name and without `AS` | writer, [`mod@whole`] |

mod objects;
#[cfg(test)]
mod tests;
mod whole;

use std::collections::BTreeMap;

use lopdf::dictionary;

use crate::codec::icc;
use crate::document::Document;
use crate::document::write::serialize::text_string;
use crate::document::write::{NewPdf, compressed, overwrite};
use crate::error::{Code, Error, Result};

/// Says what the file is, and what its colours mean.
///
/// # Errors
/// `resource_limit` when the file has more than its most objects.
pub(super) fn declare(pdf: &mut NewPdf<'_>, title: &str, with_attachment: bool) -> Result<()> {
    let part = if with_attachment { 3 } else { 2 };
    let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Not compressed: whoever looks for it finds it without a reader (6.6.2.1).
    let metadata = pdf.add_stream(metadata, packet(title, part).as_bytes())?;
    pdf.set_catalog("Metadata", metadata);
    let (mut entries, data) = compressed(icc::srgb());
    overwrite(&mut entries, &dictionary! { "N" => 3 });
    let profile = pdf.add_stream(entries, &data)?;
    let intent = dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1", "OutputConditionIdentifier" => text_string("sRGB IEC61966-2.1"),
        "Info" => text_string("sRGB IEC61966-2.1"), "DestOutputProfile" => profile,
    };
    pdf.set_catalog("OutputIntents", vec![intent.into()]);
    pdf.set_catalog("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// The metadata packet (6.6). Without dates: the same input gives the same bytes.
fn packet(title: &str, part: u8) -> String {
    let title: String = title.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let escaped = quick_xml::escape::partial_escape(title);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{escaped}</rdf:li></rdf:Alt></dc:title>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// Looks through a finished file.
///
/// # Errors
/// `not_archivable`, one error for each clause that is broken, told together.
pub(super) fn check(file: &Document) -> Result<()> {
    let mut faults = Faults::default();
    faults.whole(file)?;
    for object in file.objects() {
        faults.object(file, object)?;
    }
    for index in 0..file.page_count() {
        let page = file.page(index)?;
        let meter = file.limits().meter();
        faults.content(file, &page.content(&meter)?, page.resources())?;
        for annotation in page.annotations() {
            faults.annotation(file, annotation);
        }
    }
    faults.into_result()
}

/// What is broken: clause, words, and how often.
#[derive(Default)]
struct Faults(BTreeMap<(&'static str, &'static str), usize>);

impl Faults {
    fn add(&mut self, clause: &'static str, words: &'static str) {
        *self.0.entry((clause, words)).or_default() += 1;
    }

    fn add_if(&mut self, is: bool, clause: &'static str, words: &'static str) {
        if is {
            self.add(clause, words);
        }
    }

    fn into_result(self) -> Result<()> {
        let errors = self.0.into_iter().map(|((clause, words), count)| {
            let times = if count > 1 { format!(", {count} times") } else { String::new() };
            Error::new(Code::NotArchivable, format!("{words} (ISO 19005-2, {clause}{times})"))
                .hint("leave PDF/A out: the paper itself is none")
        });
        Error::join(errors).map_or(Ok(()), Err)
    }
}
