//! Bytes that come out of a decoder piece by piece, so that no image is in memory twice.
//!
//! Knows how much was asked for and whether the data ended as its format says. Every decoder here is
//! tolerant, as real files need: what can be decoded is given, and what is missing is told.

use crate::error::{Code, Error, Result};

/// What a decoder gave, and whether its data ended as the format says.
#[derive(Clone, Eq, PartialEq)]
pub struct Decoded {
    /// The bytes up to the end or the first damage.
    pub data: Vec<u8>,
    /// Whether the data ended as its format says: end marker seen, checksum right, nothing damaged.
    pub complete: bool,
}

impl std::fmt::Debug for Decoded {
    // The content of a paper never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Decoded({} bytes, complete: {})", self.data.len(), self.complete)
    }
}

/// A decoder that gives its bytes piece by piece.
pub(crate) trait Source {
    /// Fills `out` from its start and gives the number of bytes; fewer than asked only at the end.
    fn read(&mut self, out: &mut [u8]) -> usize;

    /// After the last byte: whether the data ended as its format says.
    fn complete(&self) -> bool;
}

/// Bytes that are not encoded at all.
#[derive(Debug)]
pub(crate) struct Plain<'a>(pub(crate) &'a [u8]);

impl Source for Plain<'_> {
    fn read(&mut self, out: &mut [u8]) -> usize {
        let size = out.len().min(self.0.len());
        let (now, later) = self.0.split_at(size);
        out[..size].copy_from_slice(now);
        self.0 = later;
        size
    }

    fn complete(&self) -> bool {
        true
    }
}

/// Reads a source to its end.
///
/// # Errors
/// `resource_limit` (`limit.decoded_bytes`) as soon as there is more than `limit` bytes.
pub(crate) fn drain(source: &mut dyn Source, limit: u64) -> Result<Decoded> {
    const STEP: usize = 1 << 16;
    let mut data = Vec::new();
    loop {
        let start = data.len();
        // Room grows with what was really decoded, never with what a header promises.
        data.resize(start.saturating_add(STEP.max(start.min(STEP * 64))), 0);
        let Some(room) = data.get_mut(start..) else { break };
        let (asked, got) = (room.len(), source.read(room));
        data.truncate(start.saturating_add(got));
        if data.len() as u64 > limit {
            return Err(Error::new(
                Code::ResourceLimit,
                format!("the data decodes to more than {limit} bytes"),
            )
            .with_detail("limit.decoded_bytes"));
        }
        if got < asked {
            break;
        }
    }
    Ok(Decoded { data, complete: source.complete() })
}
