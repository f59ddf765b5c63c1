//! Parts of a file that a fuzzer would seldom reach through a whole one: a sound PDF is made around them.
//!
//! Knows how a page names what it draws. What is cut along the fold is the content, or the image, that the
//! fuzzer makes.

use korrigo_core::booklet::{AssignOptions, Mode, SplitPlan, assign, plan as make_plan};
use korrigo_core::document::Document;
use korrigo_core::raster::{self as rendering, Colour, RasterOptions};
use korrigo_core::scan as seeing;
use korrigo_core::{Result, Silent};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::scan::{self as made, stencil};

use crate::files::{cut, open};

/// What stands between the content of the page, of a form, of a glyph and of a pattern: no character of PDF.
pub(crate) const BETWEEN: u8 = 0x1E;

/// Content streams: surveyed, and cut along a slanted fold.
pub fn content(data: &[u8]) {
    let Some(([turn, fold, skew], content)) = data.split_first_chunk() else { return };
    let Ok(document) = open(&page_around(content, i32::from(turn % 4) * 90)) else { return };
    let _ = document.inspect(&Silent);
    // Turned by a quarter the sheet stands: it is then taken whole.
    if let Ok(plan) = folded(&document, *fold, *skew) {
        cut(&plan, document, 2);
    }
}

/// An image of every colour space and codec, with and without a mask: cut along a slanted fold, and drawn.
pub fn image(data: &[u8]) {
    let Some(([codec, kind, width, height, fold, skew], data)) = data.split_first_chunk() else { return };
    // Small: many are tried a second.
    let size = (u32::from(width % 64) + 1, u32::from(height % 64) + 1);
    let image = image_of(*codec, *kind, size, data);
    let mut pdf = Pdf::new();
    let mut masks = String::new();
    if kind & 64 != 0 {
        let mask = pdf.image(&encode::g4(&Canvas::gradient(16, 12, 1, 3), false).with("/ImageMask true"));
        masks = format!("/Mask {mask} 0 R");
    }
    if kind & 128 != 0 {
        let mask = pdf.image(&encode::jpeg(&Canvas::gradient(16, 12, 1, 3), &Jpeg::default()));
        masks = format!("{masks} /SMask {mask} 0 R");
    }
    let number = pdf.image(&image.with(&masks));
    let page = Page::a3().resources(&format!("/XObject << /Im {number} 0 R >>"));
    pdf.page(&page.content("q 1191 0 0 842 0 0 cm /Im Do Q"));
    let Ok(document) = open(&pdf.finish()) else { return };
    let options = RasterOptions { dpi: 10.0, colour: Colour::Grey, ..RasterOptions::default() };
    let _ = rendering::page(&document, 0, &options);
    if let Ok(plan) = folded(&document, *fold, *skew) {
        cut(&plan, document, 1);
    }
}

/// Pixels that mean nothing, enlarged so that they look like strokes and cells: seen, and made a plan of.
pub fn scan(data: &[u8]) {
    let Some(([columns, zoom, dpi], pixels)) = data.split_first_chunk() else { return };
    let (columns, zoom) = (u32::from(*columns) + 1, u32::from(zoom % 12) + 1);
    let rows = (pixels.len() as u32 / columns).min(256);
    if rows == 0 {
        return;
    }
    let mut canvas = Canvas::grey(columns * zoom, rows * zoom);
    for (place, grey) in (0..columns * rows).zip(pixels) {
        canvas.fill(place % columns * zoom, place / columns * zoom, zoom, zoom, [*grey; 3]);
    }
    let image = encode::raw(&Packed::new(&canvas, 8));
    let Ok(document) = open(&made::pdf(&[image], u32::from(dpi % 200) + 20)) else { return };
    let seen = seeing::examine(&[("a", &document)], &Silent).expect("a side is always described");
    assign(&seen, &AssignOptions::default()).expect("findings always make a plan");
}

/// A sheet with everything that content can name, and `content` on it.
fn page_around(content: &[u8], turn: i32) -> Vec<u8> {
    let mut parts = content.splitn(4, |byte| *byte == BETWEEN);
    let mut part = || parts.next().unwrap_or_default();
    let (page, form, glyph, pattern) = (part(), part(), part(), part());
    let mut pdf = Pdf::new();
    let picture = pdf.image(&encode::jpeg(&Canvas::gradient(16, 16, 1, 1), &Jpeg::default()));
    let stencil = pdf.image(&stencil(&Canvas::gradient(16, 16, 1, 2)));
    let font = pdf.font("Helvetica");
    let hidden = pdf.add("<< /Type /OCG /Name (hidden) >>");
    let inner = format!("/XObject << /Im {picture} 0 R /St {stencil} 0 R >> /Font << /F {font} 0 R >>");
    let form = pdf.stream(
        &format!(
            "/Subtype /Form /BBox [0 0 600 500] /Matrix [1 0.1 0 1 9 9] /Resources << {inner} >> \
             /Group << /S /Transparency /CS /DeviceGray >>"
        ),
        form,
    );
    let glyph = pdf.stream("", glyph);
    let type3 = pdf.add(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 \
         /LastChar 98 /Widths [9 4] /Encoding << /Differences [97 /a /b] >> \
         /CharProcs << /a {glyph} 0 R /b {glyph} 0 R >> /Resources << {inner} >> >>"
    ));
    let pattern = pdf.stream(
        &format!(
            "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 40 40] /XStep 40 /YStep 40 \
             /Resources << {inner} >>"
        ),
        pattern,
    );
    let masked =
        pdf.add(format!("<< /SMask << /S /Luminosity /G {form} 0 R >> /ca 0.5 /Font [{font} 0 R 9] >>"));
    let sheet = Page::a3().rotate(turn).content(page).resources(&format!(
        "/XObject << /Im {picture} 0 R /St {stencil} 0 R /Fm {form} 0 R >> \
         /Font << /F {font} 0 R /T {type3} 0 R >> /Pattern << /P {pattern} 0 R >> \
         /ExtGState << /G {masked} 0 R >> /Properties << /H {hidden} 0 R >> \
         /Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 900 0] \
         /Function << /FunctionType 2 /Domain [0 1] /N 1 >> >> >>"
    ));
    pdf.page(&sheet);
    pdf.catalog(&format!("/OCProperties << /OCGs [{hidden} 0 R] /D << /OFF [{hidden} 0 R] >> >>"));
    pdf.finish()
}

/// `data` as the image that the parameters describe.
fn image_of(codec: u8, kind: u8, (width, height): (u32, u32), data: &[u8]) -> Image {
    const SPACES: [&str; 8] = [
        "/DeviceGray",
        "/DeviceRGB",
        "/DeviceCMYK",
        "[/Indexed /DeviceRGB 3 <000000ff000000ff000000ff>]",
        "[/Separation /Ink /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>]",
        "[/Lab << /WhitePoint [0.9 1 0.8] >>]",
        "[/CalGray << /WhitePoint [0.9 1 0.8] /Gamma 2 >>]",
        "null",
    ];
    const EXTRAS: [&str; 4] = ["", "/Decode [1 0]", "/ImageMask true", "/Mask [0 1 0 9] /Interpolate true"];
    let parms = |predictor: &str| {
        format!("<< /Predictor {predictor} /Colors {} /BitsPerComponent 8 /Columns {width} >>", kind % 3 + 1)
    };
    let (filters, parms): (&[&'static str], Vec<String>) = match codec % 12 {
        0 => (&[], vec![]),
        1 => (&["FlateDecode"], vec![parms("15")]),
        2 => (&["FlateDecode"], vec![parms("2")]),
        3 => (&["LZWDecode"], vec![parms("1")]),
        4 => (&["RunLengthDecode"], vec!["null".into()]),
        5 => (&["ASCII85Decode", "RunLengthDecode"], vec!["null".into(), "null".into()]),
        6 => (&["DCTDecode"], vec!["null".into()]),
        7 => (&["ASCIIHexDecode", "DCTDecode"], vec!["null".into(), "<< /ColorTransform 0 >>".into()]),
        8 => (&["CCITTFaxDecode"], vec![format!("<< /K -1 /Columns {width} >>")]),
        9 => (&["CCITTFaxDecode"], vec![format!("<< /K 0 /Columns {width} /BlackIs1 true >>")]),
        10 => (&["JBIG2Decode"], vec!["null".into()]),
        _ => (&["JPXDecode"], vec!["null".into()]),
    };
    Image {
        width,
        height,
        bits: 1 << (codec / 12 % 5),
        colour_space: SPACES[usize::from(kind % 8)].into(),
        filters: filters.to_vec(),
        parms,
        extra: EXTRAS[usize::from(kind / 8 % 4)].into(),
        data: data.to_vec(),
    }
}

/// The plan by shape, folded and turned as the bytes say.
fn folded(document: &Document, fold: u8, skew: u8) -> Result<SplitPlan> {
    let plan = make_plan(&[document.shape("scan.pdf")?], Mode::Shape)?;
    let mut value = serde_json::to_value(&plan).expect("a plan can be written");
    for page in value["copies"]
        .as_array_mut()
        .into_iter()
        .flatten()
        .filter_map(|copy| copy["pages"].as_array_mut())
        .flatten()
    {
        page["cut"] = (0.4 + f64::from(fold) / 1280.0).into();
        page["skew_deg"] = ((f64::from(skew) - 128.0) / 20.0).into();
    }
    Ok(serde_json::from_value(value).unwrap_or(plan))
}
