//! Tags of TIFF files and of Exif, which is a TIFF file inside JPEG.
//!
//! Knows TIFF 6.0, section 2: byte order, directories, entries and their values. Every offset and count
//! is the file's word and is checked; what is not there or does not fit is absent.

use std::collections::BTreeMap;

/// A TIFF file's byte order and bytes.
#[derive(Clone, Copy)]
pub(super) struct Tags<'a> {
    data: &'a [u8],
    big_endian: bool,
}

/// One directory.
pub(super) struct Directory<'a> {
    tags: Tags<'a>,
    entries: BTreeMap<u16, Entry>,
    /// Where the next directory stands; 0 after the last one.
    pub(super) next: u32,
}

#[derive(Clone, Copy)]
struct Entry {
    kind: u16,
    count: u32,
    /// Where the values stand in the file.
    place: usize,
}

impl<'a> Tags<'a> {
    /// Reads the header; gives where the first directory stands.
    pub(super) fn open(data: &'a [u8]) -> Option<(Self, u32)> {
        let big_endian = match data {
            [b'I', b'I', 42, 0, ..] => false,
            [b'M', b'M', 0, 42, ..] => true,
            _ => return None,
        };
        let tags = Self { data, big_endian };
        Some((tags, tags.u32_at(4)?))
    }

    /// Whether numbers are stored with their highest byte first.
    pub(super) const fn big_endian(&self) -> bool {
        self.big_endian
    }

    /// Bytes of the file.
    pub(super) fn slice(&self, offset: u64, size: u64) -> Option<&'a [u8]> {
        let start = usize::try_from(offset).ok()?;
        self.data.get(start..start.checked_add(usize::try_from(size).ok()?)?)
    }

    /// Bytes of the file up to its end.
    pub(super) fn from(&self, offset: u64) -> Option<&'a [u8]> {
        self.data.get(usize::try_from(offset).ok()?..)
    }

    /// The directory at `offset`; entries that lie outside the file are left out.
    pub(super) fn directory(&self, offset: u32) -> Option<Directory<'a>> {
        let start = offset as usize;
        let count = usize::from(self.u16_at(start)?);
        let mut entries = BTreeMap::new();
        for index in 0..count {
            let at = start.checked_add(2 + index * 12)?;
            let Some(entry) = self.entry(at) else { continue };
            if let Some(tag) = self.u16_at(at) {
                entries.entry(tag).or_insert(entry);
            }
        }
        let next = start.checked_add(2 + count * 12).and_then(|at| self.u32_at(at)).unwrap_or(0);
        Some(Directory { tags: *self, entries, next })
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let (kind, count) = (self.u16_at(at.checked_add(2)?)?, self.u32_at(at.checked_add(4)?)?);
        let size = (count as usize).checked_mul(size_of_kind(kind)?)?;
        let inside = at.checked_add(8)?;
        let place = if size <= 4 { inside } else { self.u32_at(inside)? as usize };
        (place.checked_add(size)? <= self.data.len()).then_some(Entry { kind, count, place })
    }

    fn u16_at(&self, at: usize) -> Option<u16> {
        let bytes = self.data.get(at..)?.first_chunk::<2>()?;
        Some(if self.big_endian { u16::from_be_bytes(*bytes) } else { u16::from_le_bytes(*bytes) })
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.data.get(at..)?.first_chunk::<4>()?;
        Some(if self.big_endian { u32::from_be_bytes(*bytes) } else { u32::from_le_bytes(*bytes) })
    }
}

/// The most numbers that one tag is read for: pages with more strips than this are no scans, and a count
/// of a thousand million bytes would take eight times as much memory as the file.
const MOST_NUMBERS: usize = 1 << 22;

const fn size_of_kind(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}

impl<'a> Directory<'a> {
    /// The whole numbers of a tag; empty when it is absent or of another kind.
    pub(super) fn numbers(&self, tag: u16) -> Vec<u64> {
        let Some(entry) = self.entries.get(&tag) else { return Vec::new() };
        let Some(size) = size_of_kind(entry.kind) else { return Vec::new() };
        (0..(entry.count as usize).min(MOST_NUMBERS))
            .map_while(|index| {
                let at = entry.place.checked_add(index.checked_mul(size)?)?;
                match entry.kind {
                    1 | 7 => self.tags.data.get(at).copied().map(u64::from),
                    3 => self.tags.u16_at(at).map(u64::from),
                    4 | 13 => self.tags.u32_at(at).map(u64::from),
                    _ => None,
                }
            })
            .collect()
    }

    /// The first whole number of a tag.
    pub(super) fn number(&self, tag: u16) -> Option<u64> {
        self.numbers(tag).first().copied()
    }

    /// The first fraction of a tag, if it is finite.
    pub(super) fn fraction(&self, tag: u16) -> Option<f64> {
        let entry = self.entries.get(&tag).filter(|entry| entry.kind == 5 && entry.count > 0)?;
        let (over, under) = (self.tags.u32_at(entry.place)?, self.tags.u32_at(entry.place.checked_add(4)?)?);
        (under != 0).then(|| f64::from(over) / f64::from(under))
    }

    /// The bytes of a tag.
    pub(super) fn bytes(&self, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entries.get(&tag)?;
        let size = (entry.count as usize).checked_mul(size_of_kind(entry.kind)?)?;
        self.tags.data.get(entry.place..entry.place.checked_add(size)?)
    }

    /// Pixels an inch to the right and down: XResolution, YResolution, ResolutionUnit.
    pub(super) fn density(&self) -> Option<(f64, f64)> {
        let unit = match self.number(296).unwrap_or(2) {
            2 => 1.0,
            3 => 2.54,
            _ => return None,
        };
        let x = self.fraction(282);
        let y = self.fraction(283).or(x);
        Some((x.or(y)? * unit, y? * unit))
    }
}
