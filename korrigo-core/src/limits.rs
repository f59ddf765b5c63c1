//! What one call may cost: every entry that takes bytes from outside takes [`Limits`].
//!
//! Knows numbers and why each was chosen. Knows nothing of what is being read. Passing a limit is
//! `resource_limit` (or the limit's own code), told promptly, never a short read. A [`Meter`] counts
//! what one call has spent so far and is shared by the threads that work on it.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Code, Error, Result};

/// The most that one call may read, decode and do. The defaults fit a school: a pile of 2,500 A3 sheets.
///
/// ```
/// use korrigo_core::Limits;
///
/// let limits = Limits { max_pages: 200, ..Limits::default() };
/// assert_eq!(limits.max_file_bytes, 1 << 30);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes of one input file. 1 GiB: about 2,000 A3 sides at 300 dpi in colour. Past it: `file_too_large`.
    pub max_file_bytes: u64,
    /// Pages of one input file. 5,000: past it a scan is better cut in two. Past it: `too_many_pages`.
    pub max_pages: usize,
    /// Pixels of one image. 2^28: A3 at 600 dpi has 2^26, and one bit each of a line-art scan at
    /// 1,200 dpi has 2^28.
    pub max_image_pixels: u64,
    /// Bytes that one page's streams may decode to, all together. 1 GiB: an A3 side at 600 dpi in
    /// 16-bit colour has 400 MiB.
    pub max_decoded_bytes: u64,
    /// Nesting of objects, forms inside forms, pages inside page trees. 64: real files stay under 20.
    pub max_depth: usize,
    /// Objects of one file. 8 million: a file of 1 GiB with an object every 128 bytes.
    pub max_objects: usize,
    /// Steps of work on one page: operators, glyphs, segments. 20 million: the densest map in the
    /// public collections has 2 million.
    pub max_work: u64,
    /// Candidates of one roster. 100,000: a whole region in one list, and every copy still finds an id of six
    /// digits. Past it: `resource_limit`.
    pub max_candidates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 1 << 30,
            max_pages: 5_000,
            max_image_pixels: 1 << 28,
            max_decoded_bytes: 1 << 30,
            max_depth: 64,
            max_objects: 8_000_000,
            max_work: 20_000_000,
            max_candidates: 100_000,
        }
    }
}

impl Limits {
    /// Checks an image's size before anything is allocated for it; gives its number of pixels.
    ///
    /// # Errors
    /// `resource_limit` when `width * height` is more than `max_image_pixels`.
    pub fn check_pixels(&self, width: u64, height: u64) -> Result<u64> {
        match width.checked_mul(height) {
            Some(pixels) if pixels <= self.max_image_pixels => Ok(pixels),
            _ => Err(Error::new(
                Code::ResourceLimit,
                format!(
                    "an image of {width} x {height} pixels is over the limit of {} pixels",
                    self.max_image_pixels
                ),
            )
            .with_detail("limit.image_pixels")),
        }
    }

    /// Checks a nesting level, counted from 0.
    ///
    /// # Errors
    /// `resource_limit` when `depth` is more than `max_depth`.
    pub fn check_depth(&self, depth: usize) -> Result<()> {
        if depth <= self.max_depth {
            return Ok(());
        }
        Err(Error::new(
            Code::ResourceLimit,
            format!("objects are nested more than {} levels deep", self.max_depth),
        )
        .with_detail("limit.depth"))
    }

    /// A meter that counts against these limits from zero.
    pub fn meter(&self) -> Meter {
        Meter {
            max_decoded: self.max_decoded_bytes,
            max_work: self.max_work,
            decoded: AtomicU64::new(0),
            work: AtomicU64::new(0),
        }
    }
}

/// What one page has cost so far: decoded bytes and steps of work.
#[derive(Debug)]
pub struct Meter {
    max_decoded: u64,
    max_work: u64,
    decoded: AtomicU64,
    work: AtomicU64,
}

impl Meter {
    /// How many more bytes may be decoded.
    pub fn decoded_left(&self) -> u64 {
        self.max_decoded.saturating_sub(self.decoded.load(Ordering::Relaxed))
    }

    /// Counts decoded bytes.
    ///
    /// # Errors
    /// `resource_limit` once the sum is more than [`Limits::max_decoded_bytes`].
    pub fn decoded(&self, bytes: u64) -> Result<()> {
        if add(&self.decoded, bytes) <= self.max_decoded {
            return Ok(());
        }
        Err(Error::new(
            Code::ResourceLimit,
            format!("the streams of one page decode to more than {} bytes", self.max_decoded),
        )
        .with_detail("limit.decoded_bytes"))
    }

    /// Counts steps of work.
    ///
    /// # Errors
    /// `resource_limit` once the sum is more than [`Limits::max_work`].
    pub fn work(&self, steps: u64) -> Result<()> {
        if add(&self.work, steps) <= self.max_work {
            return Ok(());
        }
        Err(Error::new(
            Code::ResourceLimit,
            format!("a page takes more than {} steps of work", self.max_work),
        )
        .with_detail("limit.work"))
    }
}

/// Adds without ever wrapping round; gives the new sum.
fn add(counter: &AtomicU64, amount: u64) -> u64 {
    let before = counter
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |old| Some(old.saturating_add(amount)))
        .unwrap_or_default();
    before.saturating_add(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_at_the_limit_and_one_past_it() {
        let limits = Limits { max_image_pixels: 100, ..Limits::default() };
        assert_eq!(limits.check_pixels(10, 10).unwrap(), 100);
        assert_eq!(limits.check_pixels(101, 1).unwrap_err().code(), Code::ResourceLimit);
        assert_eq!(limits.check_pixels(u64::MAX, 2).unwrap_err().code(), Code::ResourceLimit);
    }

    #[test]
    fn depth_at_the_limit_and_one_past_it() {
        let limits = Limits { max_depth: 3, ..Limits::default() };
        assert!(limits.check_depth(3).is_ok());
        assert_eq!(limits.check_depth(4).unwrap_err().detail(), Some("limit.depth"));
    }

    #[test]
    fn meter_at_the_limit_and_one_past_it() {
        let meter = Limits { max_decoded_bytes: 10, max_work: 2, ..Limits::default() }.meter();
        assert!(meter.decoded(10).is_ok());
        assert_eq!(meter.decoded_left(), 0);
        assert_eq!(meter.decoded(1).unwrap_err().detail(), Some("limit.decoded_bytes"));
        assert_eq!(meter.decoded(u64::MAX).unwrap_err().code(), Code::ResourceLimit);
        assert!(meter.work(2).is_ok());
        assert_eq!(meter.work(1).unwrap_err().detail(), Some("limit.work"));
    }
}
