//! The smallest PDF that holds pages of pictures: a catalogue, pages, and images.
//!
//! Knows PDF's syntax for what it writes and nothing else of PDF. The bytes depend on the pictures alone.

use std::fmt::Write as _;

use super::Note;
use super::picture::{Colour, Filter, Image, Picture, Transparency};
use crate::codec::predictor;

/// What is taken for a scan that does not say its density.
const USUAL_DENSITY: f64 = 300.0;
/// The longer side of A0, in inches, and a little more: no scan of a paper is larger.
const LONGEST_SIDE: f64 = 47.0;
/// Densities that a scanner, a fax or a camera may write.
const DENSITIES: std::ops::RangeInclusive<f64> = 20.0..=20_000.0;
/// The sides of a page in its own units (ISO 32000-2, annex C).
const SIDES: (f64, f64) = (3.0, 14_400.0);

/// Writes one page a picture.
pub(super) fn write(pictures: &[Picture<'_>]) -> (Vec<u8>, Vec<Note>) {
    let mut file = File::new();
    let mut notes = Vec::new();
    let mut pages = Vec::with_capacity(pictures.len());
    for (index, picture) in pictures.iter().enumerate() {
        let (density, assumed) = density(picture);
        if assumed {
            notes.push(Note::DensityAssumed { page: index });
        }
        pages.push(page(&mut file, picture, density));
    }
    let kids = pages.iter().fold(String::new(), |mut kids, page| {
        let _ = write!(kids, "{page} 0 R ");
        kids
    });
    file.object(CATALOGUE, "<< /Type /Catalog /Pages 2 0 R >>");
    file.object(PAGES, &format!("<< /Type /Pages /Count {} /Kids [ {kids}] >>", pages.len()));
    (file.finish(), notes)
}

const CATALOGUE: usize = 1;
const PAGES: usize = 2;

/// Pixels an inch, and whether they had to be assumed.
fn density(picture: &Picture<'_>) -> ((f64, f64), bool) {
    let (width, height) = (f64::from(picture.size.0), f64::from(picture.size.1));
    let believable = |(x, y): &(f64, f64)| {
        DENSITIES.contains(x)
            && DENSITIES.contains(y)
            && (0.1..=10.0).contains(&(x / y))
            && width / x <= LONGEST_SIDE
            && height / y <= LONGEST_SIDE
    };
    match picture.density.filter(believable) {
        Some(density) => (density, false),
        None => ((USUAL_DENSITY, USUAL_DENSITY), true),
    }
}

fn page(file: &mut File, picture: &Picture<'_>, density: (f64, f64)) -> usize {
    let points = |pixels: u32, density: f64| f64::from(pixels) * 72.0 / density;
    let (width, height) = (points(picture.size.0, density.0), points(picture.size.1, density.1));
    // Units larger than a point where the page is too long for points; a tiny image gets a larger page
    // than its density asks for.
    let unit = (width.max(height) / SIDES.1).ceil().max(1.0);
    let grow = (SIDES.0 / width.min(height)).max(1.0).min(SIDES.1 / width.max(height) * unit);
    let (width, height) = (width / unit * grow, height / unit * grow);
    let (column, row) = (width / f64::from(picture.size.0), height / f64::from(picture.size.1));
    let mut content = String::new();
    if picture.orientation.mirrored {
        let _ = writeln!(content, "-1 0 0 1 {} 0 cm", number(width));
    }
    let mut names = String::new();
    for (index, (image, x, y)) in picture.layers.iter().enumerate() {
        let id = image_object(file, image);
        let _ = write!(names, "/I{index} {id} 0 R ");
        let (w, h) = (f64::from(image.width) * column, f64::from(image.height) * row);
        let (left, bottom) = (f64::from(*x) * column, height - f64::from(*y) * row - h);
        let [w, h, left, bottom] = [w, h, left, bottom].map(number);
        let _ = writeln!(content, "q {w} 0 0 {h} {left} {bottom} cm /I{index} Do Q");
    }
    let content_id = file.stream("", content.as_bytes());
    let mut dictionary = format!(
        "<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 {} {}] /Contents {content_id} 0 R \
         /Resources << /XObject << {names}>> >>",
        number(width),
        number(height),
    );
    if picture.orientation.degrees != 0 {
        let _ = write!(dictionary, " /Rotate {}", picture.orientation.degrees);
    }
    if unit > 1.0 {
        let _ = write!(dictionary, " /UserUnit {}", number(unit));
    }
    dictionary.push_str(" >>");
    file.new_object(&dictionary)
}

fn image_object(file: &mut File, image: &Image<'_>) -> usize {
    let components = image.colour.components();
    let mut entries = format!(
        "/Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent {} /ColorSpace {}",
        image.width,
        image.height,
        image.bits,
        colour_space(&image.colour),
    );
    entries.push_str(&filter(&image.filter));
    if image.inverted {
        let _ = write!(entries, " /Decode [{}]", "1 0 ".repeat(usize::from(components)).trim_end());
    }
    match &image.transparency {
        Transparency::None => {}
        Transparency::Key(values) => {
            let pairs: Vec<String> = values.iter().map(|value| format!("{value} {value}")).collect();
            let _ = write!(entries, " /Mask [{}]", pairs.join(" "));
        }
        Transparency::Mask { mask, premultiplied } => {
            let matte = if *premultiplied { "0 ".repeat(usize::from(components)) } else { String::new() };
            let id = mask_object(file, mask, matte.trim_end());
            let _ = write!(entries, " /SMask {id} 0 R");
        }
    }
    file.stream(&entries, &image.data)
}

fn mask_object(file: &mut File, mask: &Image<'_>, matte: &str) -> usize {
    let mut entries = format!(
        "/Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent {} /ColorSpace /DeviceGray",
        mask.width, mask.height, mask.bits,
    );
    entries.push_str(&filter(&mask.filter));
    if !matte.is_empty() {
        let _ = write!(entries, " /Matte [{matte}]");
    }
    file.stream(&entries, &mask.data)
}

fn colour_space(colour: &Colour) -> String {
    match colour {
        Colour::Grey => "/DeviceGray".to_owned(),
        Colour::Rgb => "/DeviceRGB".to_owned(),
        Colour::Cmyk => "/DeviceCMYK".to_owned(),
        Colour::Lab => "[/Lab << /WhitePoint [0.9642 1 0.8249] /Range [-128 127 -128 127] >>]".to_owned(),
        Colour::Indexed(palette) => {
            let hex = palette.iter().fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02X}");
                hex
            });
            format!("[/Indexed /DeviceRGB {} <{hex}>]", (palette.len() / 3).saturating_sub(1))
        }
    }
}

fn filter(filter: &Filter) -> String {
    match filter {
        Filter::Jpeg => " /Filter /DCTDecode".to_owned(),
        Filter::Flate(predictor::Params { predictor: 0 | 1, .. }) => " /Filter /FlateDecode".to_owned(),
        Filter::Flate(predictor::Params { predictor, colors, bits, columns, .. }) => format!(
            " /Filter /FlateDecode /DecodeParms << /Predictor {predictor} /Colors {colors} \
             /BitsPerComponent {bits} /Columns {columns} >>"
        ),
        Filter::Fax(params) => {
            let mut text = format!(
                " /Filter /CCITTFaxDecode /DecodeParms << /K {} /Columns {} /Rows {}",
                params.k, params.columns, params.rows
            );
            for (name, value, usual) in [
                ("BlackIs1", params.black_is_1, false),
                ("EncodedByteAlign", params.encoded_byte_align, false),
                ("EndOfLine", params.end_of_line, false),
                ("EndOfBlock", params.end_of_block, true),
            ] {
                if value != usual {
                    let _ = write!(text, " /{name} {value}");
                }
            }
            text + " >>"
        }
    }
}

/// A number with at most six decimals, none of them needless.
fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The file as it grows: objects in any order, offsets kept for the table at its end.
struct File {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl File {
    fn new() -> Self {
        // Four bytes over 127 tell programs that move files that this one is no text.
        Self { bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), offsets: vec![0; PAGES + 1] }
    }

    fn start(&mut self, id: usize) {
        let offset = self.bytes.len();
        if let Some(place) = self.offsets.get_mut(id) {
            *place = offset;
        }
        self.bytes.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
    }

    fn next_id(&mut self) -> usize {
        self.offsets.push(0);
        self.offsets.len() - 1
    }

    fn object(&mut self, id: usize, body: &str) {
        self.start(id);
        self.bytes.extend_from_slice(body.as_bytes());
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn new_object(&mut self, body: &str) -> usize {
        let id = self.next_id();
        self.object(id, body);
        id
    }

    fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let id = self.next_id();
        self.start(id);
        let space = if entries.is_empty() { "" } else { " " };
        let head = format!("<< {entries}{space}/Length {} >>\nstream\n", data.len());
        self.bytes.reserve(head.len() + data.len() + 32);
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(data);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        id
    }

    fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let count = self.offsets.len();
        let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for offset in self.offsets.iter().skip(1) {
            let _ = writeln!(table, "{offset:010} 00000 n ");
        }
        let _ =
            write!(table, "trailer\n<< /Size {count} /Root {CATALOGUE} 0 R >>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend_from_slice(table.as_bytes());
        self.bytes
    }
}
