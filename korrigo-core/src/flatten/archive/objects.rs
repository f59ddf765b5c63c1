//! What single objects and contents must not hold.
//!
//! Knows streams, images, forms, fonts, annotations and content. Knows nothing of the file as a whole.

use lopdf::{Dictionary, Object, Stream};

use super::Faults;
use crate::codec::jpx;
use crate::document::Document;
use crate::document::content::{self, Odd};
use crate::error::Result;
use crate::limits::Limits;

/// Actions that an archive may not hold (ISO 19005-2, 6.5.1).
const FORBIDDEN_ACTIONS: [&[u8]; 12] = [
    b"Launch",
    b"Sound",
    b"Movie",
    b"ResetForm",
    b"ImportData",
    b"Hide",
    b"SetOCGState",
    b"Rendition",
    b"Trans",
    b"GoTo3DView",
    b"JavaScript",
    b"RichMediaExecute",
];

/// Saved states that a reader must bear (6.1.13).
const MAX_STATES: usize = 28;
/// Bytes of a string that a reader must bear (6.1.13).
const MAX_STRING: usize = 32_767;
/// Bytes of a name (6.1.13).
const MAX_NAME: usize = 127;

impl Faults {
    /// One object.
    pub(super) fn object(&mut self, file: &Document, object: &Object) -> Result<()> {
        self.limits(object);
        let Ok(stream) = object.as_stream() else {
            if let Ok(dictionary) = object.as_dict() {
                self.dictionary(file, dictionary);
            }
            return Ok(());
        };
        let dictionary = &stream.dict;
        let outside = [b"F".as_slice(), b"FFilter", b"FDecodeParms"].iter().any(|key| dictionary.has(key));
        self.add_if(outside, "6.1.7.1", "data stand in another file");
        let filters = names(file.value(dictionary, b"Filter"));
        self.add_if(filters.contains(&b"LZWDecode".as_slice()), "6.1.7.2", "data are compressed by LZW");
        self.add_if(filters.contains(&b"Crypt".as_slice()), "6.1.7.2", "data are encrypted one by one");
        match dictionary.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.image(file, stream, &filters)?,
            Ok(b"PS") => self.add("6.2.9", "a form holds PostScript, or stands for something else"),
            Ok(b"Form") => {
                let other =
                    [b"OPI".as_slice(), b"Ref", b"PS", b"Subtype2"].iter().any(|key| dictionary.has(key));
                self.add_if(other, "6.2.9", "a form holds PostScript, or stands for something else");
                let content = file.decode_stream(stream, &file.limits().meter())?;
                if let Object::Dictionary(resources) = file.value(dictionary, b"Resources") {
                    self.content(file, &content, resources)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn image(&mut self, file: &Document, stream: &Stream, filters: &[&[u8]]) -> Result<()> {
        let image = &stream.dict;
        let smooth = file.value(image, b"Interpolate").as_bool().unwrap_or_default();
        self.add_if(smooth, "6.2.8.1", "an image asks to be smoothed");
        let other = [b"Alternates".as_slice(), b"OPI"].iter().any(|key| image.has(key));
        self.add_if(other, "6.2.8.1", "an image stands for another");
        self.intent(file, image, b"Intent");
        let is_jpx = filters.last() == Some(&b"JPXDecode".as_slice());
        let space = file.value(image, b"ColorSpace");
        self.add_if(is_cmyk(file, space), "6.2.4.3", "an image is in DeviceCMYK");
        if is_jpx {
            let header = jpx::Header::read(&file.raw_stream(stream)?, &Limits::default());
            let fits = header.is_ok_and(|header| {
                let bits = header.components.first().map_or(0, |component| component.bits);
                [1, 3, 4].contains(&header.components.len())
                    && (1..=38).contains(&bits)
                    && header.components.iter().all(|component| component.bits == bits)
            });
            self.add_if(!fits, "6.2.8.3", "a JPEG 2000 image has channels that an archive may not hold");
        }
        Ok(())
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
        // An action, of which Type is optional, is told by what it does (ISO 32000-2, table 201).
        let does = file.value(dictionary, b"S").as_name().is_ok_and(|name| FORBIDDEN_ACTIONS.contains(&name));
        self.add_if(does, "6.5.1", "an action does more than lead somewhere");
        let kind = file.value(dictionary, b"Type").as_name().unwrap_or_default();
        self.add_if(
            kind == b"Page" && dictionary.has(b"AA"),
            "6.5.2",
            "something happens when a page is opened",
        );
        if file.value(dictionary, b"Subtype").as_name().is_ok_and(|kind| kind == b"CIDFontType2") {
            let mapped = match file.value(dictionary, b"CIDToGIDMap") {
                Object::Stream(_) => true,
                Object::Name(name) => name == b"Identity",
                _ => false,
            };
            self.add_if(
                has_program(file, dictionary) && !mapped,
                "6.2.11.3.2",
                "a font does not say which glyph a code is",
            );
        }
    }

    /// One annotation of a page.
    pub(super) fn annotation(&mut self, file: &Document, annotation: &Dictionary) {
        /// Hidden, invisible, not shown, shown on a whim (ISO 32000-2, table 167).
        const UNSEEN: i64 = 1 | 2 | 32 | 256;
        const PRINTED: i64 = 4;
        const FORBIDDEN: [&[u8]; 5] = [b"3D", b"Sound", b"Screen", b"Movie", b"RichMedia"];
        let kind = file.value(annotation, b"Subtype").as_name().unwrap_or_default();
        self.add_if(FORBIDDEN.contains(&kind), "6.3.1", "an annotation is of a kind that nobody may show");
        if kind == b"Popup" {
            return;
        }
        let flags = file.value(annotation, b"F").as_i64().unwrap_or_default();
        let seen = flags & UNSEEN == 0 && flags & PRINTED != 0;
        self.add_if(!seen, "6.3.2", "an annotation is hidden, or is not printed");
        let looks = file.value(annotation, b"AP").as_dict();
        let empty = kind == b"Link" || is_empty(file, annotation);
        let fits = empty || looks.is_ok_and(|looks| looks.has(b"N") && !looks.has(b"R") && !looks.has(b"D"));
        self.add_if(!fits, "6.3.3", "an annotation has no look of its own, or several");
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
    pub(super) fn content(&mut self, file: &Document, content: &[u8], resources: &Dictionary) -> Result<()> {
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

/// Whether an annotation takes no room.
fn is_empty(file: &Document, annotation: &Dictionary) -> bool {
    let sides = file.value(annotation, b"Rect").as_array().map(Vec::as_slice).unwrap_or_default();
    let sides: Vec<f32> = sides.iter().filter_map(|side| file.resolve(side).as_float().ok()).collect();
    matches!(sides.as_slice(), [x0, y0, x1, y1] if x0 == x1 && y0 == y1)
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
