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
