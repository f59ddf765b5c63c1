//! ICC profiles: the numbers that make colours, without the words.
//!
//! Knows the header, the tag table and which types of tags hold numbers alone (ICC.1:2022, clauses 7 and 10).
//! Knows no colours.

/// Types whose data are numbers.
const NUMBERS: [&[u8; 4]; 14] = [
    b"XYZ ", b"curv", b"para", b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet", b"sf32", b"sig ", b"view",
    b"meas", b"chrm", b"cicp",
];

/// Bytes of the header: sizes, kinds and the illuminant.
const HEADER: usize = 128;
/// Bytes of one entry of the tag table.
const ENTRY: usize = 12;

/// The profile with every byte that is no number of a colour set to 0: descriptions, copyrights, names of
/// devices and of files, dates, private tags, and what stands between tags. Its length and its tag table stay.
///
/// What is no profile becomes zeros; readers then take the space that the file names beside it.
pub fn without_words(profile: &[u8]) -> Vec<u8> {
    let mut out = vec![0; profile.len()];
    copy_numbers(profile, &mut out);
    out
}

fn copy_numbers(profile: &[u8], out: &mut [u8]) -> Option<()> {
    if profile.get(36..40)? != b"acsp" {
        return None;
    }
    // Size, version, class, spaces; the signature; flags; intent and illuminant. Without the program, the date,
    // the device, the creator and the profile's identity, which is the hash of what it was.
    for range in [0..4, 8..24, 36..40, 44..48, 64..80] {
        keep(profile, out, range);
    }
    let count = u32::from_be_bytes(profile.get(HEADER..)?.first_chunk().copied()?) as usize;
    let table = HEADER + 4;
    let end = table.checked_add(count.checked_mul(ENTRY)?)?;
    let entries = profile.get(table..end)?;
    keep(profile, out, HEADER..end);
    for entry in entries.chunks_exact(ENTRY) {
        let number = |at: usize| Some(u32::from_be_bytes(*entry.get(at..)?.first_chunk()?) as usize);
        let (Some(offset), Some(size)) = (number(4), number(8)) else { continue };
        let Some(kind) = profile.get(offset..).and_then(|data| data.first_chunk::<4>()) else { continue };
        // A type's name stays, so that the table still leads to something.
        let length = if NUMBERS.contains(&kind) { size } else { 4 };
        if offset >= end {
            keep(profile, out, offset..offset.saturating_add(length.min(size)));
        }
    }
    Some(())
}

fn keep(profile: &[u8], out: &mut [u8], range: std::ops::Range<usize>) {
    let range = range.start..range.end.min(profile.len());
    if let (Some(from), Some(to)) = (profile.get(range.clone()), out.get_mut(range)) {
        to.copy_from_slice(from);
    }
}

/// The profile of sRGB (IEC 61966-2-1), written from its numbers: version 4.2, as ISO 19005-2 and readers take it.
///
/// Primaries and white are adapted to D50 by Bradford's matrix, as ICC.1:2010, annex E, asks for.
pub fn srgb() -> Vec<u8> {
    const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
    const RED: [f64; 3] = [0.436_07, 0.222_49, 0.013_92];
    const GREEN: [f64; 3] = [0.385_15, 0.716_87, 0.097_08];
    const BLUE: [f64; 3] = [0.143_07, 0.060_61, 0.714_10];
    const ADAPTED: [f64; 9] =
        [1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_48, -0.017_08, -0.009_25, 0.015_08, 0.751_68];
    const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
    let xyz = |numbers: [f64; 3]| [b"XYZ \0\0\0\0".as_slice(), &fixed(&numbers)].concat();
    // Function type 3: a power above a line (10.18).
    let curve = [b"para\0\0\0\0\0\x03\0\0".as_slice(), &fixed(&CURVE)].concat();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright")),
        (b"wtpt", xyz(WHITE)),
        (b"chad", [b"sf32\0\0\0\0".as_slice(), &fixed(&ADAPTED)].concat()),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let first = HEADER + 4 + tags.len() * ENTRY;
    for (name, tag) in &tags {
        table.extend_from_slice(*name);
        table.extend(((first + data.len()) as u32).to_be_bytes());
        table.extend((tag.len() as u32).to_be_bytes());
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = vec![0; HEADER];
    let size = ((first + data.len()) as u32).to_be_bytes();
    let date = [2026u16, 1, 1, 0, 0, 0].map(u16::to_be_bytes).concat();
    let fields: [(usize, &[u8]); 6] = [
        (0, &size),
        (8, b"\x04\x20\0\0mntrRGB XYZ "),
        (24, &date),
        (36, b"acsp"),
        (64, b"\0\0\0\0"),
        (68, &fixed(&WHITE)),
    ];
    for (at, bytes) in fields {
        if let Some(field) = profile.get_mut(at..at + bytes.len()) {
            field.copy_from_slice(bytes);
        }
    }
    [profile, table, data].concat()
}

/// Numbers as 16.16 fixed point (4.6).
fn fixed(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| ((number * 65_536.0).round() as i32).to_be_bytes()).collect()
}

/// A text in one language (10.15).
fn text(words: &str) -> Vec<u8> {
    let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    tag.extend((units.len() as u32).to_be_bytes());
    tag.extend(28u32.to_be_bytes());
    tag.extend(units);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Vec<u8> {
        let mut profile = vec![0; 132];
        profile[36..40].copy_from_slice(b"acsp");
        profile[131] = 2;
        for (name, offset, size) in [(b"desc", 156u32, 20u32), (b"rXYZ", 176, 20)] {
            profile.extend(name);
            profile.extend(offset.to_be_bytes());
            profile.extend(size.to_be_bytes());
        }
        profile.extend(b"desc\0\0\0\0\0\0\0\x08Dupont M");
        profile.extend(b"XYZ \0\0\0\0\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C");
        profile
    }

    #[test]
    fn words_go_and_numbers_stay() {
        let (profile, bare) = (profile(), without_words(&profile()));
        assert_eq!(bare.len(), profile.len());
        assert_eq!(bare[176..], profile[176..]);
        assert_eq!(bare[156..160], *b"desc");
        assert!(bare[160..176].iter().all(|byte| *byte == 0));
        assert_eq!(without_words(&bare), bare);
    }

    #[test]
    fn what_is_no_profile_is_nothing() {
        assert_eq!(without_words(b"Dupont"), [0; 6]);
        let mut cut = profile();
        cut.truncate(150);
        assert!(without_words(&cut)[128..].iter().all(|byte| *byte == 0));
    }
}
