//! Bad redactions and forgotten corners, rebuilt by code: each file leaks in one way.

use korrigo_core::redact::audit::FindingKind as Kind;
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor, deflate};
use korrigo_fixtures::pdf::{Page, Pdf, stream_body};
use korrigo_fixtures::scan;

/// Who must not be found; the tests look for them by number.
pub(super) const NEEDLES: [&str; 8] = [
    "DUPONT Marie",
    "Éloïse Lefèvre-Cœur",
    "01/02/2008",
    "1234567890A",
    "marie.dupont@lycee.fr",
    "Lou",
    "Sofia Le Fin",
    "274081",
];

/// A file that leaks.
pub(super) struct Leak {
    pub(super) name: &'static str,
    pub(super) pdf: Vec<u8>,
    pub(super) kind: Kind,
    /// Which needle, where it is one.
    pub(super) needle: Option<usize>,
}

/// All of them.
pub(super) fn all() -> Vec<Leak> {
    let mut all = Vec::new();
    spellings(&mut all);
    fonts(&mut all);
    places(&mut all);
    images(&mut all);
    histories(&mut all);
    hidden(&mut all);
    active(&mut all);
    carried(&mut all);
    all
}

fn needle(all: &mut Vec<Leak>, name: &'static str, needle: usize, pdf: Vec<u8>) {
    all.push(Leak { name, pdf, kind: Kind::Needle, needle: Some(needle) });
}

fn thing(all: &mut Vec<Leak>, name: &'static str, kind: Kind, pdf: Vec<u8>) {
    all.push(Leak { name, pdf, kind, needle: None });
}

/// A page with this content, `/F` a standard font.
pub(super) fn text(content: impl AsRef<[u8]>) -> Vec<u8> {
    page_with(content, |_, page| page)
}

fn page_with(content: impl AsRef<[u8]>, change: impl FnOnce(&mut Pdf, Page) -> Page) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let font = pdf.font("Helvetica");
    let page = Page::a4().resources(&format!("/Font << /F {font} 0 R >>"));
    let page = change(&mut pdf, page).content(content);
    pdf.page(&page);
    pdf.finish()
}

/// A page with harmless text, and whatever is done to the file.
fn file(change: impl FnOnce(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let font = pdf.font("Helvetica");
    let page = Page::a4().resources(&format!("/Font << /F {font} 0 R >>"));
    pdf.page(&page.content("BT /F 12 Tf 72 700 Td (Exercice 1) Tj ET"));
    change(&mut pdf);
    pdf.finish()
}

/// A string as UTF-16 in hexadecimal digits, as PDF writes it.
fn wide(text: &str) -> String {
    let digits: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{digits}>")
}

fn spellings(all: &mut Vec<Leak>) {
    let shown = |string: &str| text(format!("BT /F 12 Tf 72 700 Td {string} Tj ET"));
    needle(all, "plain text", 0, shown("(DUPONT Marie)"));
    needle(all, "case and word order", 0, shown("(Copie de marie Dupont, classe 3)"));
    needle(all, "hyphens", 0, shown("(Dupont-Marie)"));
    needle(all, "octal escapes", 0, shown(r"(D\125PON\124 \115arie)"));
    needle(all, "a hex string", 0, shown("<4455504F4E54204D61726965>"));
    needle(all, "accents left out", 1, shown("(ELOISE LEFEVRE COEUR)"));
    needle(all, "accents of the font", 1, shown(r"(\311lo\357se Lef\350vre-C\234ur)"));
    needle(all, "a date with dots", 2, shown("(1.2.2008)"));
    needle(all, "a date as ISO", 2, shown("(2008-02-01)"));
    needle(all, "a date in digits", 2, shown("(01022008)"));
    needle(all, "a date in words", 2, shown(r"(n\351e le 1er f\351vrier 2008)"));
    needle(all, "a number", 3, shown("(INE: 1234567890a)"));
    needle(all, "a short number", 7, shown("(274081)"));
    needle(all, "a short name", 5, shown("(Bonjour Lou !)"));
    needle(all, "an address", 4, shown("(mailto:Marie.Dupont@lycee.fr)"));
    needle(
        all,
        "a kerning array",
        0,
        text("BT /F 12 Tf 72 700 Td [(D) -20 (UPO) 30 (NT) -300 (Ma) 10 (rie)] TJ ET"),
    );
    needle(all, "a show for each letter", 5, text("BT /F 12 Tf 72 700 Td (L) Tj (o) Tj (u) Tj ET"));
    let apart = "BT /F 12 Tf 1 0 0 1 72 700 Tm (D) Tj 1 0 0 1 110 700 Tm (U) Tj 1 0 0 1 130 700 Tm (P) Tj \
                 1 0 0 1 150 700 Tm (O) Tj 1 0 0 1 170 700 Tm (N) Tj 1 0 0 1 190 700 Tm (T) Tj \
                 1 0 0 1 230 700 Tm (Marie) Tj ET";
    needle(all, "letters in boxes", 0, text(apart));
    let shuffled =
        "BT /F 12 Tf 1 0 0 1 86.01 700 Tm (u) Tj 1 0 0 1 72 700 Tm (L) Tj 1 0 0 1 78.68 700 Tm (o) Tj ET";
    needle(all, "letters out of order", 5, text(shuffled));
    let wavy =
        "BT /F 12 Tf 1 0 0 1 86.01 698 Tm (u) Tj 1 0 0 1 72 700 Tm (L) Tj 1 0 0 1 78.68 702 Tm (o) Tj ET";
    needle(all, "letters out of order on a line that is none", 5, text(wavy));
    let two_lines = "BT /F 12 Tf 1 0 0 1 78.68 700 Tm (o) Tj 1 0 0 1 78.68 692 Tm (t) Tj 1 0 0 1 72 700 Tm (L) Tj \
                     1 0 0 1 72 692 Tm (e) Tj 1 0 0 1 86.01 700 Tm (u) Tj ET";
    needle(all, "letters out of order, in two lines", 5, text(two_lines));
}

fn fonts(all: &mut Vec<Leak>) {
    let custom = |encoding: &str, to_unicode: Option<&str>, content: &str| {
        page_with(content, |pdf, page| {
            let map = to_unicode.map(|map| pdf.deflated_stream("", map.as_bytes()));
            let map = map.map_or_else(String::new, |map| format!("/ToUnicode {map} 0 R"));
            let font =
                pdf.add(format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {encoding} {map} >>"));
            page.resources(&format!("/Font << /G {font} 0 R >>"))
        })
    };
    let differences = "/Encoding << /Differences [1 /L /o /u] >>";
    needle(
        all,
        "an encoding of its own",
        5,
        custom(differences, None, "BT /G 12 Tf 72 700 Td <010203> Tj ET"),
    );
    let map = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
               3 beginbfchar <01> <004C> <02> <006F> <03> <0075> endbfchar endcmap";
    needle(all, "a map to Unicode", 5, custom("", Some(map), "BT /G 12 Tf 72 700 Td <010203> Tj ET"));
    let ligature = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <FB01> endbfchar \
                    1 beginbfrange <41> <7A> <0041> endbfrange 1 beginbfchar <20> <0020> endbfchar endcmap";
    needle(
        all,
        "a ligature",
        6,
        custom("", Some(ligature), r"BT /G 12 Tf 72 700 Td (So\001a Le F\151n) Tj ET"),
    );
    let glyph = |pdf: &mut Pdf| pdf.stream("", b"600 0 0 0 500 700 d1 0 0 500 700 re f");
    let type3 = page_with("BT /T 12 Tf 72 700 Td (abc) Tj ET", |pdf, page| {
        let glyph = glyph(pdf);
        let font = pdf.add(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] \
             /FirstChar 97 /LastChar 99 /Widths [600 600 600] /Encoding << /Differences [97 /L /o /u] >> \
             /CharProcs << /L {glyph} 0 R /o {glyph} 0 R /u {glyph} 0 R >> >>"
        ));
        page.resources(&format!("/Font << /T {font} 0 R >>"))
    });
    needle(all, "a font of glyph procedures", 5, type3);
    let form = page_with("/Fm Do", |pdf, page| {
        let font = pdf.font("Courier");
        let resources = format!("/Font << /F {font} 0 R >>");
        let inner = pdf.form([0.0, 0.0, 595.0, 842.0], &resources, "", "BT /F 9 Tf 72 60 Td (Lou) Tj ET");
        let outer =
            pdf.form([0.0, 0.0, 595.0, 842.0], &format!("/XObject << /In {inner} 0 R >>"), "", "/In Do");
        page.resources(&format!("/XObject << /Fm {outer} 0 R >>"))
    });
    needle(all, "a form in a form", 5, form);
    let name = file(|pdf| {
        pdf.add("<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+DupontMarie-Hand >>");
    });
    needle(all, "a font's name", 0, name);
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn places(all: &mut Vec<Leak>) {
    let secret = "(DUPONT Marie)";
    let in_trailer = |entry: &str| {
        file(|pdf| {
            let info = pdf.add(format!("<< {entry} >>"));
            pdf.trailer(&format!("/Info {info} 0 R"));
        })
    };
    needle(all, "the document's author", 0, in_trailer(&format!("/Author {}", wide("Marie Dupont"))));
    needle(all, "an entry of its own", 5, in_trailer("/Eleve (Lou)"));
    thing(all, "a title alone", Kind::Metadata, in_trailer("/Title (Copie 12)"));
    let xmp = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta><rdf:RDF><rdf:li>Lou</rdf:li>\
               <pdf:Keywords>a%20Dupont%20Marie</pdf:Keywords></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    let packet = |packed: bool| {
        file(|pdf| {
            let entries = "/Type /Metadata /Subtype /XML";
            let number = if packed {
                pdf.deflated_stream(entries, xmp.as_bytes())
            } else {
                pdf.stream(entries, xmp.as_bytes())
            };
            pdf.catalog(&format!("/Metadata {number} 0 R"));
        })
    };
    needle(all, "a short name in a metadata packet", 5, packet(true));
    needle(all, "percent signs in a metadata packet", 0, packet(false));
    thing(all, "a metadata packet", Kind::Metadata, packet(true));
    let catalog = |entries: String| file(|pdf| pdf.catalog(&entries));
    needle(
        all,
        "an outline",
        0,
        file(|pdf| {
            let item = pdf.add(format!("<< /Title {} >>", wide("Dupont Marie")));
            let outline = pdf.add(format!("<< /First {item} 0 R /Last {item} 0 R /Count 1 >>"));
            pdf.catalog(&format!("/Outlines {outline} 0 R"));
        }),
    );
    needle(all, "page labels", 0, catalog(format!("/PageLabels << /Nums [0 << /P {secret} >>] >>")));
    needle(
        all,
        "a name tree",
        0,
        catalog(format!("/Names << /Dests << /Names [{secret} [3 0 R /Fit]] >> >>")),
    );
    needle(
        all,
        "a form field's value",
        0,
        catalog(format!("/AcroForm << /Fields [<< /T (nom) /V {secret} >>] >>")),
    );
    needle(
        all,
        "a form field's tool tip",
        5,
        catalog("/AcroForm << /Fields [<< /T (a) /TU (de Lou) >>] >>".into()),
    );
    needle(all, "the file's identifier", 0, file(|pdf| pdf.trailer(&format!("/ID [{secret} <00>]"))));
    needle(
        all,
        "optional content's name",
        0,
        file(|pdf| {
            let group = pdf.add(format!("<< /Type /OCG /Name {secret} >>"));
            pdf.catalog(&format!("/OCProperties << /OCGs [{group} 0 R] /D << /ON [{group} 0 R] >> >>"));
        }),
    );
    needle(all, "a file name", 0, catalog("/Source << /Type /Filespec /F (dupont_marie.pdf) >>".into()));
    let annotation = |entries: &str| {
        let entries = entries.to_owned();
        page_with("", move |pdf, page| {
            let note = pdf.add(format!("<< /Type /Annot /Rect [10 10 60 40] {entries} >>"));
            page.extra(&format!("/Annots [{note} 0 R]"))
        })
    };
    needle(all, "a note", 0, annotation(&format!("/Subtype /Text /Contents {}", wide("voir Marie DUPONT"))));
    needle(
        all,
        "a note's rich text",
        0,
        annotation("/Subtype /FreeText /RC (<body><p>Marie <b>Du</b>pont</p></body>)"),
    );
    needle(all, "a note's writer", 5, annotation("/Subtype /Text /T (Lou)"));
    needle(
        all,
        "structure text",
        0,
        file(|pdf| {
            let element = pdf.add(format!("<< /Type /StructElem /S /Figure /Alt {secret} >>"));
            pdf.catalog(&format!("/StructTreeRoot << /Type /StructTreeRoot /K {element} 0 R >>"));
        }),
    );
    let spoken = format!("/Span << /ActualText {} >> BDC 0 0 9 9 re f EMC", wide("Lou"));
    needle(all, "actual text of marked content", 5, text(spoken));
    needle(all, "base64", 0, catalog("/Data (RHVwb250IE1hcmll)".into()));
    let attached = |data: &[u8]| {
        let data = data.to_vec();
        file(move |pdf| {
            let file = pdf.deflated_stream("/Type /EmbeddedFile", &data);
            pdf.catalog(&format!(
                "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F {file} 0 R >> >>] >> >>"
            ));
        })
    };
    needle(all, "a list attached", 5, attached(b"nom;note\nLou;12\n"));
    needle(all, "a file within the file", 5, attached(&text("BT /F 12 Tf 72 700 Td (Lou) Tj ET")));
    needle(all, "a comment between objects", 0, {
        let mut pdf = file(|_| {});
        pdf.extend(b"% scan de Dupont Marie\n");
        pdf
    });
    needle(all, "an object stream", 0, in_object_stream("<< /Note (DUPONT Marie) >>"));
    needle(
        all,
        "a private dictionary",
        0,
        page_with("", |_, page| page.extra("/PieceInfo << /App << /Private << /Doc (Dupont Marie) >> >> >>")),
    );
}

/// A file with an object in an object stream that only its cross-reference stream leads to.
fn in_object_stream(object: &str) -> Vec<u8> {
    let head = "9 0 ";
    let data = deflate(format!("{head}{object}").as_bytes());
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |number: u32, body: &[u8], out: &mut Vec<u8>| {
        offsets.push((number, out.len()));
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    };
    add(1, b"<< /Type /Catalog /Pages 2 0 R /Note 9 0 R >>", &mut out);
    add(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", &mut out);
    add(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << >> >>", &mut out);
    let entries = format!("/Type /ObjStm /N 1 /First {} /Filter /FlateDecode", head.len());
    add(4, &stream_body(&entries, &data), &mut out);
    let start = out.len();
    let mut rows = vec![0_u8; 7 * 10];
    offsets.push((5, start));
    for (number, offset) in &offsets {
        let row = &mut rows[*number as usize * 7..][..7];
        row[0] = 1;
        row[1..5].copy_from_slice(&(*offset as u32).to_be_bytes());
    }
    rows[9 * 7..].copy_from_slice(&[2, 0, 0, 0, 4, 0, 0]);
    let table = stream_body("/Type /XRef /Size 10 /W [1 4 2] /Root 1 0 R", &rows);
    out.extend(b"5 0 obj\n");
    out.extend(table);
    out.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn images(all: &mut Vec<Leak>) {
    let picture = || Canvas::gradient(64, 48, 3, 3);
    let with_segment = |marker: u8, body: &[u8]| {
        let mut image = encode::jpeg(&picture(), &Jpeg::default());
        let length = (body.len() as u16 + 2).to_be_bytes();
        let segment = [&[0xFF, marker][..], &length, body].concat();
        image.data.splice(2..2, segment);
        scan::pdf(&[image], 72)
    };
    needle(all, "a JPEG comment", 5, with_segment(0xFE, b"copie de Lou"));
    thing(all, "a JPEG comment alone", Kind::ImageMetadata, with_segment(0xFE, b"scan 12"));
    needle(all, "Exif", 0, with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0Dupont Marie\0"));
    thing(all, "Exif alone", Kind::ImageMetadata, with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0"));
    needle(
        all,
        "XMP in a JPEG",
        5,
        with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<a><b>L&#111;u</b></a>"),
    );
    needle(all, "bytes after a JPEG", 0, {
        let mut image = encode::jpeg(&picture(), &Jpeg::default());
        image.data.extend(b"Marie Dupont");
        scan::pdf(&[image], 72)
    });
    let coded = |filter: &'static str, data: Vec<u8>| {
        scan::pdf(
            &[Image {
                width: 8,
                height: 8,
                bits: 8,
                colour_space: "/DeviceGray".into(),
                filters: vec![filter],
                parms: vec!["null".into()],
                extra: String::new(),
                data,
            }],
            72,
        )
    };
    let boxed = |kind: &[u8], body: &[u8]| [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat();
    let jp2 = [boxed(b"jP  ", b"\r\n\x87\n"), boxed(b"xml ", b"<a>Lou</a>")].concat();
    needle(all, "a JPEG 2000 box", 5, coded("JPXDecode", jp2));
    let comment = b"\0\0\0\x07\x3e\0\x01\0\0\0\x0c\x20\0\0\0a Lou ici";
    let comment = [&comment[..10], &[13], &comment[11..15], b" Lou ici\0"].concat();
    needle(all, "a JBIG2 comment", 5, coded("JBIG2Decode", comment));
    // The segment names another one, as segments of text regions do.
    let naming = b"\0\0\0\x07\x3e\x20\x03\x01\0\0\0\x0d\x20\0\0\0 Lou ici\0".to_vec();
    needle(all, "a JBIG2 comment about a segment", 5, coded("JBIG2Decode", naming));
    let profile_4 = {
        let mut profile = vec![0_u8; 128];
        profile[36..40].copy_from_slice(b"acsp");
        profile.extend(1_u32.to_be_bytes());
        profile.extend(b"desc\0\0\0\x90\0\0\0\x22");
        profile.extend(b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x06\0\0\0\x1c\0L\0o\0u");
        profile
    };
    needle(
        all,
        "a colour profile of version 4",
        5,
        file(|pdf| {
            let number = pdf.deflated_stream("/N 3", &profile_4);
            pdf.catalog(&format!("/OutputIntents [<< /DestOutputProfile {number} 0 R >>]"));
        }),
    );
    let profile = {
        let mut profile = vec![0_u8; 128];
        profile[36..40].copy_from_slice(b"acsp");
        profile.extend(1_u32.to_be_bytes());
        profile.extend(b"cprt\0\0\0\x90\0\0\0\x14");
        profile.extend(b"text\0\0\0\0de Lou !\0\0\0\0");
        profile
    };
    needle(
        all,
        "a colour profile",
        5,
        file(|pdf| {
            let number = pdf.deflated_stream("/N 3", &profile);
            pdf.catalog(&format!("/OutputIntents [<< /DestOutputProfile {number} 0 R >>]"));
        }),
    );
    let thumbnail = page_with("", |pdf, page| {
        let small = pdf.image(&encode::raw(&Packed::new(&Canvas::gradient(20, 30, 1, 5), 8)));
        page.extra(&format!("/Thumb {small} 0 R"))
    });
    thing(all, "a thumbnail", Kind::Thumbnail, thumbnail);
    thing(
        all,
        "an image that is no longer drawn",
        Kind::UnreferencedObject,
        page_with("", |pdf, page| {
            let image = pdf.image(&encode::jpeg(&picture(), &Jpeg::default()));
            page.resources(&format!("/XObject << /Im {image} 0 R >>"))
        }),
    );
    thing(
        all,
        "an image that nothing leads to",
        Kind::UnreferencedObject,
        file(|pdf| {
            pdf.image(&encode::flate(&Packed::new(&picture(), 8), Predictor::PngMixed));
        }),
    );
}

/// Appends an update that replaces objects, as programs save.
pub(super) fn updated(mut pdf: Vec<u8>, objects: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let before = pdf.windows(10).rposition(|part| part == b"startxref\n").unwrap() + 10;
    let digits: String =
        pdf[before..].iter().map(|byte| char::from(*byte)).take_while(char::is_ascii_digit).collect();
    let previous: usize = digits.parse().unwrap();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, body) in objects {
        table += &format!("{number} 1\n{:010} 00000 n \n", pdf.len());
        pdf.extend(format!("{number} 0 obj\n").bytes());
        pdf.extend(body);
        pdf.extend(b"\nendobj\n");
    }
    let start = pdf.len();
    pdf.extend(table.bytes());
    pdf.extend(
        format!("trailer\n<< /Size 99 /Root 1 0 R /Prev {previous} >>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    pdf
}

#[expect(clippy::too_many_lines, reason = "a list")]
fn histories(all: &mut Vec<Leak>) {
    // The page's content is object 4 in a file of one text page: the font is 3, the content comes before the page.
    let before = |content: &str| {
        let mut pdf = Pdf::new();
        let font = pdf.font("Helvetica");
        let packed = pdf.deflated_stream("", content.as_bytes());
        pdf.page(
            &Page::a4()
                .resources(&format!("/Font << /F {font} 0 R >>"))
                .extra(&format!("/Contents {packed} 0 R")),
        );
        (packed, pdf.finish())
    };
    let (number, pdf) = before("BT /F 12 Tf 72 700 Td (Lou DUPONT Marie) Tj ET");
    let clean = stream_body("", b"BT /F 12 Tf 72 700 Td (Exercice) Tj ET");
    let saved = updated(pdf, &[(number, clean)]);
    needle(all, "the text before a redaction was saved over it", 0, saved.clone());
    needle(all, "a short name in an earlier state", 5, saved.clone());
    thing(all, "a redaction saved as an update", Kind::EarlierRevision, saved);
    let mapped = {
        let mut pdf = Pdf::new();
        let map = pdf.stream(
            "",
            b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
            3 beginbfchar <0001> <004C> <0002> <006F> <0003> <0075> endbfchar endcmap",
        );
        let font = pdf.add(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts \
             [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (Identity) /Supplement 0 >> >>] >>"
        ));
        let content = pdf.deflated_stream("", b"BT /F 12 Tf 72 700 Td <000100020003> Tj ET");
        pdf.page(
            &Page::a4()
                .resources(&format!("/Font << /F {font} 0 R >>"))
                .extra(&format!("/Contents {content} 0 R")),
        );
        updated(pdf.finish(), &[(content, stream_body("", b"0 0 9 9 re f"))])
    };
    needle(all, "an earlier state in a font's own codes", 5, mapped);
    let image = encode::jpeg(&Canvas::gradient(64, 48, 1, 3), &Jpeg::default());
    let black = encode::jpeg(&Canvas::grey(64, 48), &Jpeg::default());
    let body = |image: &Image| stream_body(&image.dictionary(), &image.data);
    let mut scanned = Pdf::new();
    let number = scanned.image(&image);
    let page = Page::new(64.0, 48.0).resources(&format!("/XObject << /Im {number} 0 R >>"));
    scanned.page(&page.content("q 64 0 0 48 0 0 cm /Im Do Q"));
    thing(
        all,
        "the picture before it was painted over, still there",
        Kind::EarlierRevision,
        updated(scanned.finish(), &[(number, body(&black))]),
    );
    thing(
        all,
        "an update that only adds",
        Kind::EarlierRevision,
        updated(file(|_| {}), &[(40, b"<< /A 1 >>".to_vec())]),
    );
    thing(all, "bytes after the end", Kind::TrailingData, {
        let mut pdf = file(|_| {});
        pdf.extend(b"PK\x03\x04 whatever was here before");
        pdf
    });
    needle(all, "text after the end", 5, {
        let mut pdf = file(|_| {});
        pdf.extend(b"\neleve: Lou\n");
        pdf
    });
}

fn hidden(all: &mut Vec<Leak>) {
    let line = |extra: &str| format!("BT /F 12 Tf {extra} 72 700 Td (reponse) Tj ET");
    thing(all, "text with no ink", Kind::InvisibleText, text(line("3 Tr")));
    needle(all, "a name with no ink", 5, text("BT /F 12 Tf 3 Tr 72 700 Td (Lou) Tj ET"));
    thing(all, "white text", Kind::WhiteText, text(line("1 1 1 rg")));
    thing(all, "black text on black", Kind::WhiteText, text(format!("50 690 200 30 re f {}", line("0 g"))));
    thing(
        all,
        "a black bar over text",
        Kind::CoveredText,
        text(format!("{} 0 g 60 690 120 30 re f", line(""))),
    );
    thing(
        all,
        "a white bar over text",
        Kind::CoveredText,
        text(format!("{} 1 g 60 690 120 30 re f", line(""))),
    );
    let under = |content: &str| {
        let content = content.to_owned();
        page_with(content, |pdf, page| {
            let image = pdf.image(&encode::jpeg(&scan::note(298, 421, 3), &Jpeg::default()));
            page.resources(&format!("/XObject << /Im {image} 0 R >>"))
        })
    };
    thing(
        all,
        "text under an image",
        Kind::CoveredText,
        under(&format!("{} q 595 0 0 842 0 0 cm /Im Do Q", line(""))),
    );
    let boxed = "q 595 0 0 842 0 0 cm /Im Do Q 0 g 60 600 220 80 re f";
    thing(all, "a black box over a picture", Kind::CoveredImage, under(boxed));
    let cropped = page_with("q 595 0 0 842 0 0 cm /Im Do Q", |pdf, page| {
        let image = pdf.image(&encode::jpeg(&scan::note(298, 421, 3), &Jpeg::default()));
        page.resources(&format!("/XObject << /Im {image} 0 R >>")).crop(0.0, 0.0, 595.0, 600.0)
    });
    thing(all, "a crop box over a picture", Kind::OffPage, cropped);
    thing(all, "text beyond the page", Kind::OffPage, text("BT /F 12 Tf 72 900 Td (reponse) Tj ET"));
    needle(all, "a name beyond the page", 5, text("BT /F 12 Tf 72 -90 Td (Lou) Tj ET"));
    thing(all, "text clipped away", Kind::OffPage, text(format!("q 0 0 50 50 re W n {} Q", line(""))));
    let layer = page_with("/OC /Off BDC BT /F 12 Tf 72 700 Td (Lou) Tj ET EMC", |pdf, page| {
        let group = pdf.add("<< /Type /OCG /Name (a) >>");
        pdf.catalog(&format!("/OCProperties << /OCGs [{group} 0 R] /D << /OFF [{group} 0 R] >> >>"));
        page.resources(&format!("/Properties << /Off {group} 0 R >>"))
    });
    thing(all, "optional content that is off", Kind::HiddenLayer, layer.clone());
    needle(all, "a name in optional content that is off", 5, layer);
    let note = page_with("", |pdf, page| {
        let note = pdf.add("<< /Type /Annot /Subtype /Text /Rect [9 9 30 30] /F 2 /Contents (ici) >>");
        page.extra(&format!("/Annots [{note} 0 R]"))
    });
    thing(all, "a hidden note", Kind::HiddenLayer, note);
    let redact = page_with(line(""), |pdf, page| {
        let mark = pdf.add("<< /Type /Annot /Subtype /Redact /Rect [60 690 180 720] >>");
        page.extra(&format!("/Annots [{mark} 0 R]"))
    });
    thing(all, "a redaction marked and not done", Kind::PendingRedaction, redact);
}

fn active(all: &mut Vec<Leak>) {
    thing(
        all,
        "a script",
        Kind::ActiveContent,
        file(|pdf| {
            let script = pdf.add("<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
            pdf.catalog(&format!("/OpenAction {script} 0 R"));
        }),
    );
    needle(
        all,
        "a name in a script",
        5,
        file(|pdf| {
            let code = pdf.deflated_stream("", b"var nom = 'Lou';");
            pdf.catalog(&format!("/OpenAction << /S /JavaScript /JS {code} 0 R >>"));
        }),
    );
    thing(
        all,
        "a link out",
        Kind::ActiveContent,
        page_with("", |pdf, page| {
            let link =
                pdf.add("<< /Subtype /Link /Rect [1 1 9 9] /A << /S /URI /URI (http://a.example) >> >>");
            page.extra(&format!("/Annots [{link} 0 R]"))
        }),
    );
    thing(
        all,
        "a launch action",
        Kind::ActiveContent,
        file(|pdf| pdf.catalog("/OpenAction << /S /Launch /F (a) >>")),
    );
}

fn carried(all: &mut Vec<Leak>) {
    thing(
        all,
        "an attachment that nothing names",
        Kind::EmbeddedFile,
        file(|pdf| {
            pdf.stream("/Type /EmbeddedFile", b"abc");
        }),
    );
    thing(
        all,
        "an attachment",
        Kind::EmbeddedFile,
        file(|pdf| {
            let file = pdf.stream("/Type /EmbeddedFile", b"abc");
            pdf.catalog(&format!(
                "/Names << /EmbeddedFiles << /Names [(a) << /EF << /F {file} 0 R >> >>] >> >>"
            ));
        }),
    );
    thing(
        all,
        "private data",
        Kind::PrivateData,
        page_with("", |_, page| page.extra("/PieceInfo << /A << >> >>")),
    );
    thing(
        all,
        "alternate text",
        Kind::StructureText,
        file(|pdf| {
            let element = pdf.add("<< /Type /StructElem /S /Figure /Alt (figure) >>");
            pdf.catalog(&format!("/StructTreeRoot << /K {element} 0 R >>"));
        }),
    );
}
