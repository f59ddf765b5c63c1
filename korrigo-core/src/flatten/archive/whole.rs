//! What the file says of itself.
//!
//! Knows header, end, catalog, metadata, output intent, attachments and layers. Knows no page.

use lopdf::{Dictionary, Object};

use super::Faults;
use crate::document::Document;
use crate::error::Result;

impl Faults {
    /// The file as a whole.
    pub(super) fn whole(&mut self, file: &Document) -> Result<()> {
        let (bytes, catalog) = (file.bytes(), file.catalog());
        let mut lines = bytes.split(|byte| *byte == b'\n');
        let version = lines.next().and_then(|line| line.strip_prefix(b"%PDF-1.")).unwrap_or_default();
        let comment = lines.next().and_then(|line| line.strip_prefix(b"%")).unwrap_or_default();
        let binary = comment.len() >= 4 && comment.iter().take(4).all(|byte| *byte > 127);
        let known = matches!(version, [b'0'..=b'7']);
        self.add_if(!known || !binary, "6.1.2", "the file does not begin as it must");
        self.add_if(!file.trailer().has(b"ID"), "6.1.3", "the file has no ID");
        self.add_if(file.is_encrypted(), "6.1.3", "the file is encrypted");
        let end = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        self.add_if(!end.ends_with(b"%%EOF"), "6.1.3", "something stands behind the end of the file");
        self.intents(file, catalog);
        let form = file.value(catalog, b"AcroForm").as_dict();
        let grows = form.is_ok_and(|form| {
            form.has(b"XFA") || file.value(form, b"NeedAppearances").as_bool().unwrap_or_default()
        });
        self.add_if(grows, "6.4.1", "a form makes its looks when it is opened");
        let names = file.value(catalog, b"Names").as_dict().ok();
        let scripts = names.is_some_and(|names| names.has(b"JavaScript"));
        self.add_if(scripts || catalog.has(b"AA"), "6.5.2", "something happens when the file is opened");
        let part = self.metadata(file, catalog)?;
        self.attachments(file, catalog, part.unwrap_or_default());
        self.layers(file, catalog);
        Ok(())
    }

    fn intents(&mut self, file: &Document, catalog: &Dictionary) {
        let intents = file.value(catalog, b"OutputIntents").as_array().map(Vec::as_slice).unwrap_or_default();
        let good = intents.iter().filter_map(|intent| file.resolve(intent).as_dict().ok()).any(|intent| {
            let is_archive = file.value(intent, b"S").as_name().is_ok_and(|name| name == b"GTS_PDFA1");
            let profile = file.value(intent, b"DestOutputProfile").as_stream().ok();
            is_archive
                && profile.is_some_and(|profile| file.value(&profile.dict, b"N").as_i64().ok() == Some(3))
        });
        self.add_if(!good, "6.2.3", "the file does not say what its colours mean");
    }

    /// Gives the part of the standard that the metadata name.
    fn metadata(&mut self, file: &Document, catalog: &Dictionary) -> Result<Option<u8>> {
        let Object::Stream(stream) = file.value(catalog, b"Metadata") else {
            self.add("6.6.2.1", "the file has no metadata");
            return Ok(None);
        };
        self.add_if(stream.dict.has(b"Filter"), "6.6.2.1", "the metadata are compressed");
        let packet = file.decode_stream(stream, &file.limits().meter())?;
        let value = |name: &str| -> Option<u8> {
            let open = format!("<pdfaid:{name}>");
            let at = memchr::memmem::find(&packet, open.as_bytes())?;
            packet.get(at + open.len()).copied()
        };
        let part = value("part").filter(|part| matches!(part, b'2' | b'3'));
        let said = part.is_some() && value("conformance") == Some(b'B');
        self.add_if(!said, "6.6.4", "the metadata do not say that this is PDF/A-2b or 3b");
        Ok(part)
    }

    fn attachments(&mut self, file: &Document, catalog: &Dictionary, part: u8) {
        let listed = file.value(catalog, b"AF").as_array().map(Vec::as_slice).unwrap_or_default();
        let mut any = false;
        for object in file.objects() {
            let Ok(specification) = object.as_dict() else { continue };
            let Object::Dictionary(embedded) = file.value(specification, b"EF") else { continue };
            any = true;
            let described =
                [b"F".as_slice(), b"UF", b"AFRelationship"].iter().all(|key| specification.has(key));
            let typed = file.value(embedded, b"F").as_stream().is_ok_and(|file| file.dict.has(b"Subtype"));
            let is_listed = listed.iter().any(|one| file.resolve(one).as_dict().ok() == Some(specification));
            self.add_if(
                !(described && typed && is_listed),
                "6.8",
                "an attachment does not say what it is to the file",
            );
        }
        self.add_if(any && part != b'3', "6.8", "a file with an attachment calls itself one without");
    }

    fn layers(&mut self, file: &Document, catalog: &Dictionary) {
        let Object::Dictionary(layers) = file.value(catalog, b"OCProperties") else { return };
        let fits = file.value(layers, b"D").as_dict().is_ok_and(|default| {
            let groups = file.value(layers, b"OCGs").as_array().map_or(0, Vec::len);
            let order = file.value(default, b"Order").as_array().map_or(0, Vec::len);
            default.has(b"Name") && !default.has(b"AS") && order == groups
        });
        self.add_if(!fits, "6.9", "layers are not named and listed, or switch themselves");
    }
}
