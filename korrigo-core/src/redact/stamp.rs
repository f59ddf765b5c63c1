//! Texts in zones: drawn by a small font of strokes that says which letters it draws.
//!
//! Knows the Type 3 fonts of ISO 32000-2, 9.6.4, and how to fit a line into a box. What is extracted is the text,
//! letter for letter. Knows nothing of what the text means.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::{Stamp, letters};
use crate::document::write::{NewPdf, compressed};
use crate::error::Result;
use crate::geometry::{Matrix, PageGeometry};
use crate::surgery::spelled;

/// Units of the glyphs in an em.
const EM: f64 = 10.0;
/// How far one letter moves on: four units and a gap.
const ADVANCE: f64 = 6.0;
/// Of capitals and digits.
const HEIGHT: f64 = 6.0;
/// The largest size, in points: an id is read at arm's length.
const MAX_SIZE: f64 = 24.0;
/// How much of the box a line fills at most.
const SHARE: f64 = 0.8;

/// The font of all stamps of a file.
///
/// # Errors
/// `resource_limit` when the file has more than its most objects.
pub(super) fn font(pdf: &mut NewPdf<'_>, stamps: &[Stamp]) -> Result<ObjectId> {
    let used: BTreeSet<char> = stamps.iter().flat_map(|stamp| stamp.text.chars()).collect();
    let (mut procedures, mut names, mut map) = (Dictionary::new(), Vec::new(), String::new());
    for letter in &used {
        let name = format!("u{:04X}", u32::from(*letter));
        let glyph = pdf.add_shared_stream(Dictionary::new(), procedure(*letter).as_bytes())?;
        procedures.set(name.clone(), glyph);
        names.extend([Object::Integer(i64::from(u32::from(*letter))), name.as_str().into()]);
        let _ = writeln!(map, "<{0:02X}> <{0:04X}>", u32::from(*letter));
    }
    let code = |letter: Option<&char>| letter.map_or(0, |letter| i64::from(u32::from(*letter)));
    let (first, last) = (code(used.first()), code(used.last()));
    let widths: Vec<Object> = (first..=last).map(|_| (ADVANCE as i64).into()).collect();
    let (entries, data) = compressed(character_map(used.len(), &map).into_bytes());
    let characters = pdf.add_shared_stream(entries, &data)?;
    pdf.add(dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FirstChar" => first, "LastChar" => last, "Widths" => widths,
        "FontBBox" => vec![(-1).into(), (-1).into(), 6.into(), 7.into()],
        "FontMatrix" => vec![Object::Real(0.1), 0.into(), 0.into(), Object::Real(0.1), 0.into(), 0.into()],
        "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => names },
        "CharProcs" => procedures, "Resources" => Dictionary::new(), "ToUnicode" => characters,
    })
}

/// The operations that draw a stamp with the font that the page knows as `name`.
pub(super) fn draw(stamp: &Stamp, geometry: &PageGeometry, name: &[u8]) -> Vec<u8> {
    let (width, height) = geometry.displayed_size();
    let boxed = stamp.rect.scaled(width, height);
    let count = stamp.text.chars().count() as f64;
    let (across, up) = (ADVANCE / EM * count, HEIGHT / EM);
    let size = (boxed.width() * SHARE / across).min(boxed.height() * SHARE / up).min(MAX_SIZE);
    let left = f64::midpoint(boxed.x0, boxed.x1) - size * (across - (ADVANCE - 4.0) / EM) / 2.0;
    let base = f64::midpoint(boxed.y0, boxed.y1) + size * up / 2.0;
    let placed = Matrix::new([size, 0.0, 0.0, -size, left, base]).then(&geometry.displayed_to_user());
    let name = String::from_utf8_lossy(name);
    // Letters of stamps need no escapes.
    format!("q 0 g 0 G BT /{name} 1 Tf {} Tm ({}) Tj ET Q\n", spelled(&placed), stamp.text).into_bytes()
}

/// What draws one letter: its width, a round pen, its strokes.
fn procedure(letter: char) -> String {
    let mut drawn = format!("{ADVANCE} 0 d0\n0.8 w 1 J 1 j\n");
    for line in letters::strokes(letter).into_iter().flatten() {
        for (place, (x, y)) in line.iter().enumerate() {
            let _ = writeln!(drawn, "{x} {y} {}", if place == 0 { 'm' } else { 'l' });
        }
        drawn.push_str("S\n");
    }
    drawn
}

/// Which letter each code is (9.10.3). At most 41 entries: one block holds 100.
fn character_map(count: usize, map: &str) -> String {
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<00> <FF>\nendcodespacerange\n\
         {count} beginbfchar\n{map}endbfchar\n\
         endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
}
