//! Names that follow from content: the hash of a source, the id of a page.
//!
//! Knows SHA-256 and the rule that makes a page id. Knows no clock and no counter: the same scan gives
//! the same ids wherever and whenever it is read, which is what lets annotations outlive reordering.

use sha2::{Digest, Sha256};

use crate::geometry::Half;

/// The SHA-256 of a source file.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SourceHash([u8; 32]);

impl SourceHash {
    /// Hashes a file.
    ///
    /// ```
    /// use korrigo_core::id::SourceHash;
    ///
    /// let hash = SourceHash::of(b"");
    /// assert!(hash.to_string().starts_with("e3b0c44298fc1c14"));
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// From a digest that was made elsewhere.
    pub(crate) const fn from_digest(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The name of one page of a copy: first 128 bits of SHA-256 over
/// (`korrigo.page/1`, source hash, page, half), written as 32 lower-case hexadecimal digits.
///
/// Never written inside a PDF. The parts are joined as: the text, a zero byte, the 32 bytes of the hash,
/// the page as eight bytes with the lowest last, and one byte for the half (0 left, 1 right, 2 whole).
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PageId([u8; 16]);

impl PageId {
    /// The id of one half of one page (from 0) of a source.
    ///
    /// ```
    /// use korrigo_core::geometry::Half;
    /// use korrigo_core::id::{PageId, SourceHash};
    ///
    /// let scan = SourceHash::of(b"a scan");
    /// let id = PageId::new(&scan, 0, Half::Right);
    /// assert_ne!(id, PageId::new(&scan, 0, Half::Left));
    /// assert_eq!(id.to_string().parse::<PageId>().unwrap(), id);
    /// ```
    pub fn new(source: &SourceHash, page: usize, half: Half) -> Self {
        let digest = Sha256::new()
            .chain_update(b"korrigo.page/1\0")
            .chain_update(source.0)
            .chain_update((page as u64).to_be_bytes())
            .chain_update([half as u8])
            .finalize();
        let mut id = [0; 16];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Self(id)
    }
}

/// Writes and reads a newtype of bytes as lower-case hexadecimal digits.
macro_rules! hex_id {
    ($name:ident, $what:literal) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::Error;

            fn from_str(text: &str) -> $crate::Result<Self> {
                $crate::id::parse_hex(text).map(Self).ok_or_else(|| {
                    $crate::Error::new(
                        $crate::Code::PlanInvalid,
                        concat!(
                            $what,
                            " is not written in lower-case hexadecimal digits of the right number"
                        ),
                    )
                })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        $crate::schema::written_as_text!($name);

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(|error: $crate::Error| ::serde::de::Error::custom(error.message()))
            }
        }
    };
}

pub(crate) use hex_id;

hex_id!(SourceHash, "a source hash");
hex_id!(PageId, "a page id");

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(digit).collect()
}

/// Reads exactly `N` bytes of lower-case hexadecimal digits.
pub(crate) fn parse_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = hex_digit(*high)? << 4 | hex_digit(*low)?;
    }
    Some(bytes)
}

const fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn page_ids_follow_the_published_rule() {
        // printf 'korrigo.page/1\0' ‖ SHA-256("") ‖ 0000000000000007 ‖ 01, hashed with another tool.
        let id = PageId::new(&SourceHash::of(b""), 7, Half::Right);
        assert_eq!(id.to_string(), "b1603314f97cb9dbbd244d236ab79a30");
    }

    #[test]
    fn ids_refuse_upper_case_and_wrong_lengths() {
        for text in ["", "AB", "3F000000000000000000000000000000", "3f", "zz000000000000000000000000000000"] {
            assert_eq!(text.parse::<PageId>().unwrap_err().code(), Code::PlanInvalid, "{text}");
        }
    }
}
