//! How large the symbols of a dictionary are (ITU-T T.88, clauses 6.5 and 7.4.2): nothing but decoding
//! tells, so this decodes them with a budget of pixels and keeps only their sizes.
//!
//! Knows dictionaries in arithmetic coding without refinement and with the nominal adaptive pixels, as
//! scanners and common encoders write them. Says of all others that it does not know.

use super::arithmetic::{Contexts, Decoder};
use super::damaged;
use crate::error::Result;
use crate::limits::Limits;

/// The pixels of the symbols of a dictionary.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Sizes {
    /// Of all together.
    pub(super) all: u64,
    /// Of the largest.
    pub(super) largest: u64,
}

/// Measures the symbols of a dictionary segment; nothing when it is of another kind.
///
/// # Errors
/// `corrupted_pdf` (`jbig2.damaged`) when sizes are negative or rows of symbols stay empty without end;
/// `resource_limit` when all symbols together have more pixels than one image may have.
pub(super) fn measure(segment: &[u8], limits: &Limits) -> Result<Option<Sizes>> {
    let Some(dictionary) = Dictionary::read(segment) else { return Ok(None) };
    let mut decoder = Decoder::new(dictionary.data);
    let (mut heights, mut widths) = (Contexts::new(512), Contexts::new(512));
    let mut bitmap = Bitmap::new(dictionary.template);
    let (mut sizes, mut height, mut count) = (Sizes::default(), 0i64, 0u32);
    // Each class of one height holds a symbol, or it would not be there.
    for _ in 0..dictionary.count {
        if count >= dictionary.count {
            break;
        }
        height += decoder.integer(&mut heights).ok_or_else(damaged)?;
        let mut width = 0i64;
        while let Some(delta) = decoder.integer(&mut widths) {
            width += delta;
            let (Ok(width), Ok(height)) = (u64::try_from(width), u64::try_from(height)) else {
                return Err(damaged());
            };
            let pixels = limits.check_pixels(width, height.max(1))?;
            sizes.largest = sizes.largest.max(pixels);
            sizes.all = limits.check_pixels(sizes.all.saturating_add(pixels), 1)?;
            count += 1;
            if count > dictionary.count {
                return Err(damaged());
            }
            bitmap.skip(&mut decoder, width as usize, height);
        }
    }
    // Classes without a symbol could go on for ever.
    if count < dictionary.count {
        return Err(damaged());
    }
    Ok(Some(sizes))
}

/// A symbol dictionary segment (7.4.2.1).
struct Dictionary<'a> {
    template: &'static Template,
    /// The number of symbols that it defines.
    count: u32,
    data: &'a [u8],
}

impl<'a> Dictionary<'a> {
    fn read(segment: &'a [u8]) -> Option<Self> {
        let (flags, rest) = segment.split_first_chunk::<2>()?;
        let flags = u16::from_be_bytes(*flags);
        let (is_huffman, refines, uses_contexts) = (flags & 1 == 1, flags & 2 == 2, flags & 0x100 != 0);
        if is_huffman || refines || uses_contexts {
            return None;
        }
        let template = TEMPLATES.get(usize::from(flags >> 10 & 3))?;
        let rest = rest.strip_prefix(template.adaptive)?;
        let (_exported, rest) = rest.split_first_chunk::<4>()?;
        let (count, data) = rest.split_first_chunk::<4>()?;
        Some(Self { template, count: u32::from_be_bytes(*count), data })
    }
}

/// Which neighbours a context holds (6.2.5.3), the nominal adaptive pixels among them: so many bits of
/// the second row above, of the row above and of the row itself, and how far right the first two reach.
struct Template {
    high: (u32, usize),
    middle: (u32, usize),
    low: u32,
    /// The nominal adaptive pixels as the segment lists them.
    adaptive: &'static [u8],
}

static TEMPLATES: [Template; 4] = [
    Template { high: (5, 2), middle: (7, 3), low: 4, adaptive: &[3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE] },
    Template { high: (4, 2), middle: (6, 3), low: 3, adaptive: &[3, 0xFF] },
    Template { high: (3, 1), middle: (5, 2), low: 2, adaptive: &[2, 0xFF] },
    Template { high: (0, 0), middle: (6, 2), low: 4, adaptive: &[2, 0xFF] },
];

/// The last rows of a symbol, a byte a pixel, and the contexts that all symbols share.
struct Bitmap {
    template: &'static Template,
    contexts: Contexts,
    rows: [Vec<u8>; 3],
}

/// Pixels of 0 right of each row, as far as a template reaches.
const MARGIN: usize = 3;

impl Bitmap {
    fn new(template: &'static Template) -> Self {
        let bits = template.high.0 + template.middle.0 + template.low;
        Self { template, contexts: Contexts::new(1 << bits), rows: Default::default() }
    }

    /// Decodes a symbol (6.2.5.7) and forgets it.
    fn skip(&mut self, decoder: &mut Decoder<'_>, width: usize, height: u64) {
        for row in &mut self.rows {
            row.clear();
            row.resize(width.saturating_add(MARGIN), 0);
        }
        if width == 0 {
            return;
        }
        for _ in 0..height {
            self.row(decoder, width);
            self.rows.rotate_left(1);
        }
    }

    fn row(&mut self, decoder: &mut Decoder<'_>, width: usize) {
        let Template { high, middle, low, .. } = self.template;
        let [above2, above, row] = &mut self.rows;
        let first = |row: &[u8], count: usize| {
            row.iter().take(count).fold(0usize, |bits, pixel| bits << 1 | usize::from(*pixel))
        };
        let mask = |bits: u32| (1usize << bits) - 1;
        let (mut bits2, mut bits1, mut bits0) = (first(above2, high.1), first(above, middle.1), 0);
        let entering = above2.iter().skip(high.1).zip(above.iter().skip(middle.1));
        for (pixel, (entering2, entering1)) in row.iter_mut().take(width).zip(entering) {
            bits2 = (bits2 << 1 | usize::from(*entering2)) & mask(high.0);
            bits1 = (bits1 << 1 | usize::from(*entering1)) & mask(middle.0);
            let context = (bits2 << middle.0 | bits1) << low | bits0;
            *pixel = decoder.decode(&mut self.contexts, context);
            bits0 = (bits0 << 1 | usize::from(*pixel)) & mask(*low);
        }
    }
}
