//! Fonts as a PDF holds them: a subset of the outlines, and what each code is read as.
//!
//! Knows composite fonts (ISO 32000-2, 9.7), their descriptors (9.8), `ToUnicode` (9.10.3), and what PDF/A-2
//! demands of them (ISO 19005-2, 6.2.11). Knows no text.

use std::fmt::Write as _;

use harfrust::font::name::NameId;
use lopdf::{Dictionary, Object, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::Typesetter;
use super::codes::Pair;
use super::fonts::{Face, unreadable};
use super::text::utf16;
use crate::document::write::{NewPdf, compressed, overwrite};
use crate::error::Result;

/// Codes in one section of a CMap; a rule of PostScript that readers keep.
const SECTION: usize = 100;

impl Typesetter<'_> {
    /// Adds every font that is drawn with; gives them as a resource dictionary's `Font` entry.
    ///
    /// # Errors
    /// `invalid_mime_type` (`font.unreadable`) for a caller's font whose outlines are broken; `resource_limit`
    /// and `store_unavailable` as the file says.
    pub(crate) fn embed(self, pdf: &mut NewPdf<'_>) -> Result<Dictionary> {
        let mut fonts = Dictionary::new();
        for (number, (face, codes)) in self.fonts.faces().iter().zip(&self.codes).enumerate() {
            if !codes.pairs().is_empty() {
                fonts.set(format!("F{number}"), face.embed(codes.pairs(), pdf)?);
            }
        }
        Ok(fonts)
    }
}

impl Face {
    fn embed(&self, pairs: &[Pair], pdf: &mut NewPdf<'_>) -> Result<Object> {
        let mut remapper = GlyphRemapper::new();
        let mut glyphs: Vec<u8> = vec![0, 0];
        for pair in pairs {
            glyphs.extend(remapper.remap(pair.glyph).to_be_bytes());
        }
        let outlines = self.outlines(|| self.name(NameId::COPYRIGHT_NOTICE))?;
        let subset = subsetter::subset(outlines, 0, &remapper).map_err(|_| unreadable())?;
        let map = to_unicode(pairs);
        let name = self.subset_name(&[&subset, &glyphs, &map]);

        let length = subset.len() as i64;
        let file = add(pdf, &dictionary! { "Length1" => length }, subset)?;
        let mut descriptor = self.descriptor(&name);
        descriptor.set("FontFile2", file);
        let descriptor = pdf.add(descriptor)?;
        let glyphs = add(pdf, &Dictionary::new(), glyphs)?;
        let mut widths: Vec<Object> = pairs.iter().map(|pair| i64::from(pair.width).into()).collect();
        widths = vec![1.into(), Object::Array(widths)];
        let system = dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        };
        let descendant = pdf.add(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => Object::Name(name.clone().into()),
            "CIDSystemInfo" => system, "FontDescriptor" => descriptor, "CIDToGIDMap" => glyphs, "W" => widths,
        })?;
        let map = add(pdf, &Dictionary::new(), map)?;
        let font = pdf.add(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => Object::Name(name.into()),
            "Encoding" => "Identity-H", "DescendantFonts" => vec![descendant.into()], "ToUnicode" => map,
        })?;
        Ok(font.into())
    }

    /// Thousandths of the size that a glyph advances by, as the font file says.
    pub(super) fn width(&self, glyph: u32) -> u16 {
        let units = self.font.glyph_metrics().h_advance(glyph.into());
        (self.em(f64::from(units))).clamp(0.0, 65535.0) as u16
    }

    /// Units of the font in thousandths of an em.
    fn em(&self, units: f64) -> f64 {
        (units * 1000.0 / f64::from(self.font.units_per_em())).round()
    }

    fn name(&self, id: NameId) -> String {
        let names = self.font.names().get(id);
        names
            .and_then(|name| name.english_or_first())
            .map(|name| name.name().chars().collect())
            .unwrap_or_default()
    }

    /// The name of a subset (9.9.2): six letters that its content gives, and the font's own name.
    fn subset_name(&self, content: &[&[u8]]) -> String {
        let mut hash = Sha256::new();
        for part in content {
            hash.update(part);
        }
        let tag: String = hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let own: String = self
            .name(NameId::POSTSCRIPT_NAME)
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(60)
            .collect();
        format!("{tag}+{}", if own.is_empty() { "Font" } else { &own })
    }

    fn descriptor(&self, name: &str) -> Dictionary {
        // 9.8.2, table 121: the glyphs are not those of a standard Latin set.
        const SYMBOLIC: i64 = 4;
        let metrics = self.font.metrics();
        let em = |value: f32| self.em(f64::from(value)) as i64;
        let line = metrics.h_line().unwrap_or_default();
        let bounds = metrics.bounds;
        let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
        let capital = metrics.cap_height.unwrap_or(line.ascender);
        // Nobody measures stems; 80 and 140 are usual.
        let stem = if self.is_bold() { 140 } else { 80 };
        dictionary! {
            "Type" => "FontDescriptor", "FontName" => Object::Name(name.into()), "Flags" => SYMBOLIC,
            "FontBBox" => corners.map(|value| Object::Integer(em(value.to_f32()))).to_vec(), "ItalicAngle" => 0,
            "Ascent" => em(line.ascender.to_f32()), "Descent" => em(line.descender.to_f32()),
            "CapHeight" => em(capital.to_f32()), "StemV" => stem,
        }
    }
}

/// Adds a stream, compressed.
fn add(pdf: &mut NewPdf<'_>, entries: &Dictionary, bytes: Vec<u8>) -> Result<Object> {
    let (mut all, bytes) = compressed(bytes);
    overwrite(&mut all, entries);
    Ok(pdf.add_stream(all, &bytes)?.into())
}

/// The CMap from codes to UTF-16 (9.10.3; Adobe Technical Note 5411).
fn to_unicode(pairs: &[Pair]) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<</Registry(Adobe)/Ordering(UCS)\
         /Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\n\
         endcodespacerange\n",
    );
    for (section, pairs) in pairs.chunks(SECTION).enumerate() {
        let _ = writeln!(out, "{} beginbfchar", pairs.len());
        for (place, pair) in pairs.iter().enumerate() {
            let _ = writeln!(out, "<{:04X}><{}>", section * SECTION + place + 1, utf16(&pair.text));
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}
