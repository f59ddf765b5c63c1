//! Inputs to start from, made by code: sound and broken files of every kind.

use korrigo_core::Limits;
use korrigo_core::booklet::{Mode, PageShape, SourceRef, SourceShape, plan};
use korrigo_core::codec::jbig2;
use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::id::SourceHash;
use korrigo_fixtures::canvas::{Canvas, Random};
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor, Sampling};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::sheet::{Options, Side, booklet};
use korrigo_fixtures::{damage, scan};

use crate::parts::BETWEEN;

#[path = "../../korrigo-core/tests/it/bilevel/jpx_files.rs"]
mod jpx_files;

/// The seeds of a target; none for a name that is no target.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let packed = Packed::new(&picture(3), 8);
    match target {
        "annotations" => annotated(),
        "assign" => vec![
            (0..=255).collect(),
            [&[20][..], &[64, 250, 125, 125, 1, 251, 3, 0, 5, 250]].concat().repeat(12),
        ],
        "audit" => audited(),
        "ccitt" => vec![behind(&[0x20, 21, 0, 120], &encode::g4(&picture(1), false).data)],
        "content" => contents(),
        "copy" => crate::marking::copies(),
        "marks" => crate::marking::exams(),
        "export" => results(),
        "filters" => [encode::run_length(&packed), encode::raw(&packed).in_hex()]
            .iter()
            .map(|image| behind(&[63, 2, 3, 140], &image.data))
            .collect(),
        "flate" => [(15, Predictor::PngMixed), (2, Predictor::Tiff), (1, Predictor::None)]
            .iter()
            .map(|(kind, predictor)| {
                behind(&[*kind, 2, 3, 63, 140], &encode::flate(&packed, *predictor).data)
            })
            .collect(),
        "image" => single_images(),
        "inspect" | "raster" | "redact" | "split" => pdfs(),
        "jbig2" => jbig2s(),
        "jpeg" => jpegs().iter().map(|image| behind(&[100, 30], &image.data)).collect(),
        "jpx" => jpxs(),
        "lzw" => [(128 + 1, Predictor::None, true), (2, Predictor::Tiff, false)]
            .iter()
            .map(|(kind, predictor, early)| {
                behind(&[*kind, 2, 3, 63, 140], &encode::lzw(&packed, *predictor, *early).data)
            })
            .collect(),
        "plan" => plans(),
        "roster" => rosters(),
        "scan" => sides(),
        "typeset" => texts(),
        "wrap" => wrapped(),
        "xfdf" => annotations(),
        _ => Vec::new(),
    }
}

/// Annotations of ours and of others, as other programs write them.
fn annotations() -> Vec<Vec<u8>> {
    let ours = r##"<?xml version="1.0" encoding="UTF-8"?>
<xfdf xmlns="http://ns.adobe.com/xfdf/" xmlns:k="urn:korrigo:annotations:1" xml:space="preserve"><annots>
<ink page="1" rect="1,2,30,40" name="i" color="#C00000" width="2" k:annotation="{&quot;id&quot;:&quot;i&quot;,&quot;kind&quot;:&quot;INK&quot;,&quot;strokes&quot;:[[[0.1,0.2,0.5]]],&quot;color&quot;:&quot;#c00000&quot;,&quot;width&quot;:0.004}"><contents>a&#10;b</contents><inklist><gesture>1,2;30,40</gesture></inklist></ink>
<k:kept page="0">{"kind":"Circle","pdf":{"/Subtype":"/Circle"}}</k:kept></annots></xfdf>"##;
    let others = r#"<xfdf xmlns:x="urn:x"><f href="a.pdf"/><annots><square page="0" rect="100,100,200,150" fringe="1,1,1,1" title="m" subject="ERROR"/>
<highlight page="0" coords="10,60,50,60,10,40,50,40" rect="10,40,50,60"/><line page="0" rect="0,30,9,40" start="1,31" end="5,35" head="ClosedArrow"/>
<stamp page="0" rect="10,40,50,60" icon="korrigo-check"/><freetext page="0" rect="10,40,50,60"><contents-richtext><p>un</p><p><![CDATA[<deux>]]></p></contents-richtext></freetext>
<circle page="1" x:y="1" rect="1,2,3,4"><popup page="1"/>&lt;&#233;</circle></annots><fields/></xfdf>"#;
    vec![ours.into(), others.into(), b"<!DOCTYPE a [<!ENTITY b 'c'>]><xfdf>&b;</xfdf>".to_vec()]
}

/// Files with everything that an audit looks at: text, layers, notes, metadata, earlier states.
fn audited() -> Vec<Vec<u8>> {
    let mut pdf = Pdf::new();
    let font = pdf.font("Helvetica");
    let map = pdf.stream(
        "",
        b"begincmap 1 beginbfchar <01> <004C> endbfchar 1 beginbfrange <02> <09> <006F> endbfrange endcmap",
    );
    let mapped =
        pdf.add(format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {map} 0 R >>"));
    let small = pdf.image(&encode::jpeg(&picture(1), &Jpeg::default()));
    let group = pdf.add("<< /Type /OCG /Name (Lou) >>");
    let packet = pdf
        .deflated_stream("/Type /Metadata", b"<x><rdf:li a='Lou'>%44UPONT &#77;arie RHVwb250</rdf:li></x>");
    let note = pdf.add("<< /Subtype /Redact /Rect [60 690 180 800] /F 2 /Contents <FEFF004C006F0075> >>");
    let page = Page::a4()
        .resources(&format!(
            "/Font << /F {font} 0 R /G {mapped} 0 R >> /XObject << /Im {small} 0 R >> /Properties << /H {group} 0 R >>"
        ))
        .extra(&format!("/Thumb {small} 0 R /Annots [{note} 0 R] /PieceInfo << >>"))
        .content("BT /F 12 Tf 72 700 Td [(DUP) -20 (ONT)] TJ 3 Tr ( Marie) Tj /G 9 Tf <0102> Tj ET 0 g 60 690 120 30 re f")
        .content("/OC /H BDC (Lou) Tj EMC q 300 0 0 300 90 700 cm /Im Do Q 1 g 90 700 99 99 re f");
    pdf.page(&page);
    let off =
        format!("/OCProperties << /OCGs [{group} 0 R] /D << /OFF [{group} 0 R] >> >> /Metadata {packet} 0 R");
    pdf.catalog(&off);
    pdf.trailer("/ID [(Lou) (b)]");
    let mut updated = pdf.finish();
    let text = b"5 0 obj\n(12345678)\nendobj\n% Lou\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\njunk";
    updated.extend(text);
    vec![pdf.finish(), updated, damage::wrong_lengths(), damage::form_cycle(), damage::flate_bomb(2)]
}

/// Sheets at so few dots an inch that they are small, and one of noise.
fn sides() -> Vec<Vec<u8>> {
    let options = Options { dpi: 15, ..Options::default() };
    let mut noise = Canvas::grey(128, 90);
    noise.noise(120, &mut Random::new(3));
    [booklet(Side::Recto, &options), booklet(Side::Verso, &options), noise]
        .iter()
        .map(|canvas| behind(&[canvas.width.min(256) as u8 - 1, 5, 70], &canvas.data))
        .collect()
}

fn picture(components: u8) -> Canvas {
    Canvas::gradient(64, 48, components, 3)
}

fn behind(parameters: &[u8], data: &[u8]) -> Vec<u8> {
    [parameters, data].concat()
}

fn jpegs() -> Vec<Image> {
    let plain = Jpeg::default();
    let mut images = vec![
        encode::jpeg(&picture(1), &plain),
        encode::jpeg_cmyk(&picture(3), true, &plain),
        encode::jpeg(&picture(3), &Jpeg { restart: 2, ..plain }),
    ];
    for sampling in [Sampling::R_4_4_4, Sampling::R_4_2_0, Sampling::R_4_1_1] {
        images.push(encode::jpeg(&picture(3), &Jpeg { progressive: true, sampling, ..plain }));
    }
    images
}

fn images() -> Vec<Image> {
    let packed = Packed::new(&picture(3), 8);
    let mut images = jpegs();
    images.extend([
        encode::g4(&picture(1), true),
        encode::flate(&packed, Predictor::PngMixed),
        encode::lzw(&packed, Predictor::Tiff, true),
        encode::run_length(&packed),
        encode::raw(&Packed::new(&picture(1), 2)).in_hex(),
        encode::indexed(&picture(1), 4),
    ]);
    images
}

fn jpxs() -> Vec<Vec<u8>> {
    use jpx_files::{DEEP, GREY, GREY_ALPHA, RGB_TILES, bytes};
    vec![bytes(GREY), bytes(RGB_TILES), bytes(GREY_ALPHA), bytes(DEEP)]
}

/// A generic region, the same behind a dictionary of symbols as globals, and with a text region.
fn jbig2s() -> Vec<Vec<u8>> {
    let layout = Layout::new(64, 48, 1, 1, &Limits::default()).expect("a layout");
    let samples = Samples::new(layout, Packed::new(&picture(1), 1).data).expect("an image");
    let page = jbig2::encode_generic(&samples).expect("an image of one bit");
    let segment = |number: u8, kind: u8, referred: &[u8], data: &[u8]| {
        let mut out = vec![0, 0, 0, number, kind, (referred.len() as u8) << 5];
        out.extend(referred);
        out.push(u8::from(kind != 0));
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(data);
        out
    };
    let noise: Vec<u8> = (0..32u8).map(|byte| byte.wrapping_mul(89)).collect();
    let arithmetic = [&[0, 0, 3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE, 0, 0, 0, 1, 0, 0, 0, 1], &noise[..]];
    let huffman = [&[0, 1, 0, 0, 0, 2, 0, 0, 0, 2], &noise[..]];
    let refining = [&[0x10, 2, 3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE, 0, 0, 0, 1, 0, 0, 0, 1], &noise[..]];
    let size = [0, 0, 0, 64, 0, 0, 0, 48, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let text = |flags: &[u8]| [&size[..], flags, &[0, 0, 0, 3], &noise].concat();
    let mut seeds = vec![behind(&[0, 100], &page)];
    for (dictionary, flags) in [(arithmetic, &[0, 0][..]), (huffman, &[0, 1, 0, 0]), (refining, &[0x80, 2])] {
        let globals = segment(9, 0, &[], &dictionary.concat());
        // Globals are counted in fours: an odd end is cut off the dictionary.
        let split = globals.len() / 4;
        let shown = [&globals[..split * 4], &page, &segment(10, 6, &[9], &text(flags))].concat();
        seeds.push(behind(&[split as u8, 140], &shown));
    }
    seeds
}

fn wrapped() -> Vec<Vec<u8>> {
    let tiff = |kind: u16, data: &[u8]| {
        let entry = |tag: u16, value: u32| {
            [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat()
        };
        let fields = [(256, 64), (257, 48), (258, 1), (259, u32::from(kind)), (262, 0), (273, 122)];
        let more = [(277, 1), (278, 48), (279, data.len() as u32)];
        let entries: Vec<u8> =
            fields.iter().chain(&more).flat_map(|(tag, value)| entry(*tag, *value)).collect();
        [b"II*\0\x08\0\0\0\x09\0", &entries[..], &[0; 4], data].concat()
    };
    let raw = Packed::new(&picture(1), 1).data;
    let tiffs =
        [tiff(1, &raw), tiff(4, &encode::g4(&picture(1), false).data), tiff(8, &encode::deflate(&raw))];
    jpegs().into_iter().map(|image| image.data).chain(tiffs).chain([damage::sound(1)]).collect()
}

/// What every operator does, on the page, in a form, in a glyph and in a pattern.
fn contents() -> Vec<Vec<u8>> {
    let text = "BT /F 12 Tf 1 0 0 1 560 400 Tm 14 TL 2 Tr 3 Tw 1 Tc 90 Tz (left and right) Tj T* [(a) -900 (b)] TJ \
        (c) ' 1 2 (d) \" <4142> Tj ET";
    let paths = "q 2 w [3 1] 0 d 1 J 0.5 0 0 RG 400 100 m 700 300 l 500 200 600 300 800 100 c 1 2 3 4 v 5 6 7 8 y \
        h S 300 300 600 200 re W* n 10 10 1000 700 re B* 0.2 g 0 0 5 5 re f Q";
    let images = "q 900 0 0 500 100 100 cm /Im Do Q q 0.7 0.7 -0.7 0.7 600 300 cm 200 0 0 200 0 0 cm /St Do Q \
        q 400 0 0 300 400 200 cm BI /W 8 /H 4 /BPC 1 /CS /G ID abcd EI Q";
    let others = "/G gs /Fm Do /Pattern cs /P scn 100 100 900 500 re f /OC /H BDC /Im Do EMC q 1 0 0 1 300 0 cm /S sh \
        Q BT /T 40 Tf 500 300 Td (abab) Tj ET /Artifact BMC EMC BX unknown EX";
    let inner = "300 0 0 300 0 0 cm /Im Do BT /F 9 Tf (inner) Tj ET";
    let glyph = "9 0 0 0 9 9 d1 9 0 0 9 0 0 cm /St Do 0 0 9 9 re f";
    let whole = [text, paths, images, others].join("\n");
    let parts = [whole.as_bytes(), inner.as_bytes(), glyph.as_bytes(), b"0 0 20 20 re f /Im Do"];
    let all = parts.join(&BETWEEN);
    let alone = [text, paths, images, others].map(|part| behind(&[0, 128, 150], part.as_bytes()));
    [behind(&[0, 128, 128], &all), behind(&[1, 128, 140], &all)].into_iter().chain(alone).collect()
}

/// One image of each codec, 64 x 48, as `image` takes them.
fn single_images() -> Vec<Vec<u8>> {
    let grey = Packed::new(&picture(1), 8);
    // Eight bits a sample are the fourth depth.
    let deep = 3 * 12;
    let with = |codec: u8, kind: u8, data: &[u8]| behind(&[codec, kind, 63, 47, 140, 150], data);
    let jpeg = encode::jpeg(&picture(3), &Jpeg::default()).data;
    let jbig2 = jbig2s().swap_remove(0).split_off(2);
    vec![
        with(deep, 0, &grey.data),
        with(deep + 1, 0, &encode::flate(&grey, Predictor::PngMixed).data),
        with(deep + 3, 64, &encode::lzw(&grey, Predictor::None, true).data),
        with(deep + 4, 4, &encode::run_length(&grey).data),
        with(deep + 6, 1 + 128, &jpeg),
        with(deep + 6, 1 + 64, &jpeg),
        with(8, 16, &encode::g4(&picture(1), false).data),
        with(10, 8, &jbig2),
        with(deep + 11, 7, &jpxs()[0]),
        with(12, 3, &grey.data),
    ]
}

fn pdfs() -> Vec<Vec<u8>> {
    let mut files: Vec<_> = images().iter().map(|image| scan::pdf(std::slice::from_ref(image), 20)).collect();
    let mut pages = Pdf::new();
    scan::mixed_raster_page(&mut pages, &Canvas::gradient(120, 80, 3, 5), 6, 20);
    scan::soft_mask_page(&mut pages, &picture(3), 20);
    scan::text_page(&mut pages, Page::a3().rotate(90).crop(10.0, 10.0, 900.0, 700.0), "left", "right");
    scan::form_page(&mut pages, Page::a3().user_unit(2.0), "form", 3);
    scan::active_content(&mut pages, "secret");
    files.push(pages.finish());
    files.extend([
        damage::without_xref(),
        damage::wrong_startxref(),
        damage::truncated(),
        damage::wrong_lengths(),
        damage::junk_in_front(),
        damage::no_page(),
        damage::flate_bomb(2),
        damage::huge_image(100_000, 100_000),
        damage::huge_jpeg(),
        damage::nested_arrays(200),
        damage::nested_forms(80),
        damage::form_cycle(),
        damage::form_doubling(20),
        damage::page_tree_cycle(),
        damage::deep_page_tree(100),
    ]);
    files
}

/// Every kind of annotation.
fn annotated() -> Vec<Vec<u8>> {
    let boxed = |kind: &str| {
        format!(
            r#"{{"annotations":[{{"page":0,"kind":"{kind}","x":0.1,"y":0.2,"w":0.3,"h":0.1,"content":"Où ? ∑ مرحبا 12","score_delta":"-0.5","question":"1"}}]}}"#
        )
    };
    let mut all: Vec<Vec<u8>> =
        ["COMMENT", "HIGHLIGHT", "ERROR", "BONUS", "TEXT"].map(|kind| boxed(kind).into_bytes()).into();
    all.push(
        br##"{"format":"korrigo.annotations/1","annotations":[{"page":1,"kind":"INK","strokes":[[[0.1,0.2,0.5],[0.3,0.25,1],[0.1,0.2,0]],[[1,1,1]]],"color":"#c00000","width":0.01},{"page":1,"kind":"ARROW","from":[0,0],"to":[1,1]},{"page":1,"kind":"LINE","from":[0.5,0.5],"to":[0.5,0.5]},{"page":0,"kind":"STAMP","name":"tilde","x":0.9,"y":0.9,"w":0.1,"h":0.1}]}"##
            .to_vec(),
    );
    all
}

/// Texts in both directions, and the beginning of a font.
fn texts() -> Vec<Vec<u8>> {
    let mut texts: Vec<Vec<u8>> = [
        "Où est la preuve ? « œ » ≤ 3,5 €",
        "Réponse مرحبا 12 puis 34\n\nλόγος где",
        "e\u{301}\u{327} \u{202E}abc\u{202C} 👍",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into();
    texts.push(
        [
            &[0][..],
            &[0, 1, 0, 0, 0, 2, 0, 32, 0, 1, 0, 0],
            b"glyf\0\0\0\0\0\0\0\x2c\0\0\0\x04loca\0\0\0\0\0\0\0\x2c\0\0\0\x04\0\0\0\0",
        ]
        .concat(),
    );
    texts
}

/// The results of a class.
fn results() -> Vec<Vec<u8>> {
    let book = |rows: &str| {
        format!(
            r#"{{"format":"korrigo.results/1","exam":"Bac","subject":"Maths","scheme":{{"items":[{{"id":"1","points":"12"}},{{"id":"2","points":"8"}}]}},"results":[{rows}]}}"#
        )
        .into_bytes()
    };
    vec![
        book(
            r#"{"candidate":{"last_name":"=CMD()","first_name":"@Zoë","birth_date":"2008-07-29"},"anonymous_id":"BAC-A1B2","status":"GRADED","marker":"anne","scores":{"1":"10.25","2":"not_answered"},"remarks":{"1":"+1"},"appreciation":"-2\r\n=1+1"}"#,
        ),
        book(r#"{"candidate":{"last_name":"LI","first_name":""},"attendance":"absent"}"#),
    ]
}

fn rosters() -> Vec<Vec<u8>> {
    let schools = "Élèves,Né(e) le,Adresse E-mail,Classe,EDS,Groupe\n\
        BEN SALAH Youssef,02/11/2007,y@example.org,T3,\"MATHS, SVT\",G1\nde LA TOUR Zoë,2008-07-29,,T3,,\n";
    let columns =
        "INE;NOM;PRENOM;NOM D'USAGE;CLASSE;NE LE\r\n;;;;;\r\n=\"0800AB\";DUPONT;Léa;MARTIN;T 3;01012008\r\n";
    let utf16 = columns.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = columns.chars().map(|letter| letter as u8).collect();
    vec![schools.into(), columns.into(), utf16, latin, b"name\tdob\nAnn McDONALD\t\"1\n2\"\n".to_vec()]
}

fn plans() -> Vec<Vec<u8>> {
    let shapes = vec![PageShape { width: 1191.0, height: 842.0 }, PageShape { width: 595.0, height: 842.0 }];
    let source = SourceRef { name: "scan.pdf".into(), sha256: SourceHash::of(b"scan"), pages: shapes.len() };
    let scan = SourceShape { source, pages: shapes, readers_disagree: true };
    let modes = ["shape", "single", "fixed:1"].map(|mode| mode.parse::<Mode>().expect("a mode"));
    let plans = modes.map(|mode| plan(std::slice::from_ref(&scan), mode).expect("a plan"));
    plans.iter().map(|plan| serde_json::to_vec(plan).expect("plans can be written")).collect()
}
