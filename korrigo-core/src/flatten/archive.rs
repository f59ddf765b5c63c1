//! PDF/A-2b, and 3b with an attachment: what a file says of itself and must not hold to be read in fifty years.
//!
//! Knows the clauses of ISO 19005-2 and 19005-3 that a file of ours can break: by what a scanner wrote, for ours keeps
//! to them. What breaks one is refused with its reason, never half-converted. Knows no marks.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::codec::{icc, jpx};
use crate::document::Document;
use crate::document::content::{self, Odd};
use crate::document::write::serialize::text_string;
use crate::document::write::{NewPdf, compressed, overwrite};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Saved states that a reader must bear (6.1.13).
const MAX_STATES: usize = 28;
/// Bytes of a string that a reader must bear (6.1.13).
const MAX_STRING: usize = 32_767;
/// Bytes of a name (6.1.13).
const MAX_NAME: usize = 127;

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
    let escaped: String = title
        .chars()
        .map(|letter| match letter {
            '&' => "&amp;".into(),
            '<' => "&lt;".into(),
            '>' => "&gt;".into(),
            letter if letter.is_control() => " ".into(),
            letter => letter.to_string(),
        })
        .collect();
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
    let read = lopdf::Document::load_mem(file.bytes())
        .map_err(|_| Error::new(Code::Internal, "a file that was just written cannot be read"))?;
    let mut faults = Faults::default();
    for (id, object) in &read.objects {
        faults.object(file, *id, object)?;
    }
    for index in 0..file.page_count() {
        let page = file.page(index)?;
        let meter = file.limits().meter();
        faults.content(file, &page.content(&meter)?, page.resources())?;
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

    fn object(&mut self, file: &Document, id: ObjectId, object: &Object) -> Result<()> {
        self.limits(object);
        let Ok(stream) = object.as_stream() else {
            if let Ok(dictionary) = object.as_dict() {
                self.dictionary(file, dictionary);
            }
            return Ok(());
        };
        let dictionary = &stream.dict;
        let filters = names(file.value(dictionary, b"Filter"));
        self.add_if(filters.contains(&b"LZWDecode".as_slice()), "6.1.7.2", "data are compressed by LZW");
        self.add_if(filters.contains(&b"Crypt".as_slice()), "6.1.7.2", "data are encrypted one by one");
        match dictionary.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.image(file, dictionary, &filters, &stream.content),
            Ok(b"Form") => {
                let Object::Stream(own) = file.object(id) else { return Ok(()) };
                let content = file.decode_stream(own, &file.limits().meter())?;
                if let Object::Dictionary(resources) = file.value(&own.dict, b"Resources") {
                    self.content(file, &content, resources)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn image(&mut self, file: &Document, image: &Dictionary, filters: &[&[u8]], data: &[u8]) {
        let smooth = file.value(image, b"Interpolate").as_bool().unwrap_or_default();
        self.add_if(smooth, "6.2.8.1", "an image asks to be smoothed");
        self.intent(file, image, b"Intent");
        let is_jpx = filters.last() == Some(&b"JPXDecode".as_slice());
        let space = file.value(image, b"ColorSpace");
        self.add_if(is_cmyk(file, space), "6.2.4.3", "an image is in DeviceCMYK");
        if is_jpx {
            let header = jpx::Header::read(data, &Limits::default());
            let fits = header.is_ok_and(|header| {
                let bits = header.components.first().map_or(0, |component| component.bits);
                [1, 3, 4].contains(&header.components.len())
                    && (1..=38).contains(&bits)
                    && header.components.iter().all(|component| component.bits == bits)
            });
            self.add_if(!fits, "6.2.8.3", "a JPEG 2000 image has channels that an archive may not hold");
        }
    }

    fn dictionary(&mut self, file: &Document, dictionary: &Dictionary) {
        for key in [b"TR".as_slice(), b"HTP"] {
            self.add_if(dictionary.has(key), "6.2.5", "a graphics state changes how inks print");
        }
        let transfer = file.value(dictionary, b"TR2").as_name().ok();
        self.add_if(
            transfer.is_some_and(|name| name != b"Default"),
            "6.2.5",
            "a graphics state changes how inks print",
        );
        self.intent(file, dictionary, b"RI");
    }

    fn intent(&mut self, file: &Document, dictionary: &Dictionary, key: &[u8]) {
        const KNOWN: [&[u8]; 4] =
            [b"RelativeColorimetric", b"AbsoluteColorimetric", b"Perceptual", b"Saturation"];
        let intent = file.value(dictionary, key).as_name().ok();
        self.add_if(
            intent.is_some_and(|intent| !KNOWN.contains(&intent)),
            "6.2.6",
            "an unknown rendering intent",
        );
    }

    /// What a content stream does, and the fonts and colours by which it does it.
    fn content(&mut self, file: &Document, content: &[u8], resources: &Dictionary) -> Result<()> {
        let found = content::demands(content, file.limits(), &file.limits().meter())?;
        for odd in &found.odd {
            match odd {
                Odd::Unknown => self.add("6.2.2", "a page holds what is no operator"),
                Odd::Lzw => self.add("6.1.7.2", "data are compressed by LZW"),
                Odd::Interpolation => self.add("6.2.8.1", "an image asks to be smoothed"),
                Odd::Cmyk => self.add("6.2.4.3", "a colour is in DeviceCMYK"),
            }
        }
        self.add_if(found.deepest > MAX_STATES, "6.1.13", "more than 28 graphics states are saved at once");
        if let Object::Dictionary(fonts) = file.value(resources, b"Font") {
            for name in &found.fonts {
                if let Object::Dictionary(font) = file.value(fonts, name) {
                    self.add_if(
                        !is_embedded(file, font),
                        "6.2.11.4.1",
                        "text is shown by a font that the file does not hold",
                    );
                }
            }
        }
        if let Object::Dictionary(spaces) = file.value(resources, b"ColorSpace") {
            let cmyk = spaces.iter().any(|(_, space)| is_cmyk(file, file.resolve(space)));
            self.add_if(cmyk, "6.2.4.3", "a colour is in DeviceCMYK");
        }
        Ok(())
    }

    /// How long names and strings may be.
    fn limits(&mut self, object: &Object) {
        match object {
            Object::Name(name) => {
                self.add_if(name.len() > MAX_NAME, "6.1.13", "a name is longer than 127 bytes");
            }
            Object::String(text, _) => {
                self.add_if(text.len() > MAX_STRING, "6.1.13", "a string is longer than 32,767 bytes");
            }
            Object::Array(items) => items.iter().for_each(|item| self.limits(item)),
            Object::Dictionary(entries) => entries.iter().for_each(|(_, value)| self.limits(value)),
            Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| self.limits(value)),
            _ => {}
        }
    }
}

/// One name, or many.
fn names(object: &Object) -> Vec<&[u8]> {
    match object {
        Object::Name(name) => vec![name],
        Object::Array(items) => items.iter().filter_map(|item| item.as_name().ok()).collect(),
        _ => Vec::new(),
    }
}

/// Whether a colour space ends in DeviceCMYK, which means nothing without a profile of the press.
fn is_cmyk(file: &Document, space: &Object) -> bool {
    /// Of the base or the alternate, by family (ISO 32000-2, 8.6).
    const INNER: [(&[u8], usize); 5] =
        [(b"Indexed", 1), (b"I", 1), (b"Separation", 2), (b"DeviceN", 2), (b"Pattern", 1)];
    match space {
        Object::Name(name) => name == b"DeviceCMYK",
        Object::Array(items) => {
            let family = items.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
            let inner =
                INNER.iter().find(|(name, _)| *name == family).and_then(|(_, place)| items.get(*place));
            // A space inside a space inside a space is more than any file has.
            family == b"DeviceCMYK"
                || inner.is_some_and(|inner| match file.resolve(inner) {
                    Object::Name(name) => name == b"DeviceCMYK",
                    Object::Array(items) => {
                        items.first().and_then(|name| name.as_name().ok()) == Some(b"DeviceCMYK")
                    }
                    _ => false,
                })
        }
        _ => false,
    }
}

/// Whether a font brings its glyphs.
fn is_embedded(file: &Document, font: &Dictionary) -> bool {
    match file.value(font, b"Subtype").as_name() {
        Ok(b"Type3") => true,
        Ok(b"Type0") => {
            let inner = file.value(font, b"DescendantFonts").as_array().ok().and_then(|fonts| fonts.first());
            let inner = inner.map(|font| file.resolve(font)).and_then(|font| font.as_dict().ok());
            inner.is_some_and(|inner| has_program(file, inner))
        }
        _ => has_program(file, font),
    }
}

fn has_program(file: &Document, font: &Dictionary) -> bool {
    match file.value(font, b"FontDescriptor") {
        Object::Dictionary(descriptor) => {
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
        }
        _ => false,
    }
}
