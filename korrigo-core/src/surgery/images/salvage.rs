//! Images whose data cannot be cut as they are: their pixels, stored without loss.
//!
//! Knows how samples are written as Flate. Knows nothing of why: the data may be damaged, or of a codec that
//! is only read.

use lopdf::Dictionary;

use super::codecs::{Written, packed};
use crate::codec::samples::Samples;
use crate::codec::{Edit, Edited, flate};
use crate::error::Result;

/// Cuts decoded pixels and stores them as Flate.
///
/// # Errors
/// `zone_invalid` (`edit.empty`) when nothing is kept.
pub(super) fn store(samples: &Samples, edit: &Edit<'_>) -> Result<Written> {
    let (cut, kept) = samples.edit(edit)?;
    let (data, params) = flate::encode_image(&cut);
    let edited = Edited { data, x: kept.x, y: kept.y, width: kept.width, height: kept.height };
    let mut entries: Dictionary = packed("FlateDecode", params);
    entries.set("BitsPerComponent", i64::from(cut.bits()));
    Ok(Written::new(edited, entries))
}
