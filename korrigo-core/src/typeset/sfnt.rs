//! A font file as tables (OpenType 1.9, "Organization of an OpenType Font").
//!
//! Knows the directory, which tables a subset needs, and how a file is put together of them. Knows nothing of
//! glyphs.

use std::collections::BTreeMap;

/// Bytes of a table in the directory.
const RECORD: usize = 16;
/// Characters of a copyright notice that are kept.
const NOTICE: usize = 1000;

/// The tables of one font.
pub(super) struct Tables<'a>(BTreeMap<[u8; 4], &'a [u8]>);

impl<'a> Tables<'a> {
    /// Finds the tables of the font with this index; `None` for what is no font.
    pub(super) fn read(bytes: &'a [u8], index: u32) -> Option<Self> {
        let start = if bytes.starts_with(b"ttcf") {
            let place = (index as usize).checked_mul(4)?.checked_add(12)?;
            if index >= u32_at(bytes, 8)? {
                return None;
            }
            u32_at(bytes, place)? as usize
        } else if index == 0 {
            0
        } else {
            return None;
        };
        if !matches!(bytes.get(start..)?.get(..4)?, [0, 1, 0, 0] | b"true" | b"OTTO") {
            return None;
        }
        let count = usize::from(u16_at(bytes, start.checked_add(4)?)?);
        let records = bytes.get(start.checked_add(12)?..)?.get(..count * RECORD)?;
        let tables = records.chunks_exact(RECORD).filter_map(|record| {
            let tag: [u8; 4] = record.get(..4)?.try_into().ok()?;
            let (offset, length) = (u32_at(record, 8)? as usize, u32_at(record, 12)? as usize);
            Some((tag, bytes.get(offset..)?.get(..length)?))
        });
        Some(Self(tables.collect()))
    }

    /// The bytes of a table.
    pub(super) fn get(&self, tag: [u8; 4]) -> Option<&'a [u8]> {
        self.0.get(&tag).copied()
    }

    /// What the font says of embedding: `OS/2`, `fsType`; 0, no restriction, where it says nothing.
    pub(super) fn rights(&self) -> u16 {
        self.get(*b"OS/2").and_then(|table| u16_at(table, 8)).unwrap_or(0)
    }

    /// Whether the tables that say where the outlines are have their least size and do not contradict it.
    pub(super) fn can_be_embedded(&self) -> bool {
        let long = |tag: &[u8; 4], least: usize| self.get(*tag).is_some_and(|table| table.len() >= least);
        let glyphs = self.get(*b"maxp").and_then(|table| u16_at(table, 4)).map_or(0, usize::from);
        let wide = self.get(*b"hhea").and_then(|table| u16_at(table, 34)).map_or(0, usize::from);
        let offset = if self.get(*b"head").and_then(|table| u16_at(table, 50)) == Some(0) { 2 } else { 4 };
        long(b"head", 54)
            && long(b"hhea", 36)
            && long(b"maxp", 6)
            && (1..=glyphs).contains(&wide)
            && long(b"hmtx", wide * 4 + (glyphs - wide) * 2)
            && long(b"loca", (glyphs + 1) * offset)
    }

    /// A file of the tables that drawing needs, and of the copyright notice: the licences of fonts ask to keep
    /// it. Names of glyphs, layout and all else have no use in a PDF.
    pub(super) fn essence(&self, notice: &str) -> Vec<u8> {
        const KEPT: [[u8; 4]; 9] =
            [*b"cvt ", *b"fpgm", *b"glyf", *b"head", *b"hhea", *b"hmtx", *b"loca", *b"maxp", *b"prep"];
        let name = name_table(notice);
        let mut tables: BTreeMap<[u8; 4], &[u8]> =
            KEPT.into_iter().filter_map(|tag| Some((tag, self.get(tag)?))).collect();
        tables.insert(*b"name", &name);
        let mut out = vec![0, 1, 0, 0, 0, tables.len() as u8, 0, 0, 0, 0, 0, 0];
        let mut offset = out.len() + tables.len() * RECORD;
        for (tag, table) in &tables {
            out.extend(tag);
            // The checksum: the subset gets one of its own.
            out.extend([0; 4]);
            out.extend((offset as u32).to_be_bytes());
            out.extend((table.len() as u32).to_be_bytes());
            offset += table.len();
        }
        for table in tables.values() {
            out.extend_from_slice(table);
        }
        out
    }
}

/// A `name` table with a copyright notice (name 0, Windows, Unicode, English).
fn name_table(notice: &str) -> Vec<u8> {
    let text: Vec<u8> =
        notice.chars().take(NOTICE).collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect();
    // Version, count, offset of the text; platform, encoding, language, name, length, offset.
    let mut out: Vec<u8> = [0, 1, 18, 3, 1, 0x409, 0, text.len() as u16, 0]
        .iter()
        .flat_map(|value: &u16| value.to_be_bytes())
        .collect();
    out.extend(text);
    out
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(place..)?.get(..2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(place..)?.get(..4)?.try_into().ok()?))
}
