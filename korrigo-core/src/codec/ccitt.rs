//! CCITT fax images, Group 3 and Group 4: read, cut, painted over and written without becoming pixels.
//!
//! Knows PDF's parameters of the filter (ISO 32000-2, 7.4.6) and rows as runs. Reading T.4 and T.6 codes
//! is left to `hayro-ccitt`, writing Group 4 is done here. An edited image is always Group 4, and where
//! nothing is cut or painted equal rows get equal codes. Knows nothing of PDF objects.

mod encode;
pub(crate) mod row;

use std::ops::Range;

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

use self::encode::Group4;
use super::samples::{Layout, Samples};
use super::{Edit, Edited, PixelBox};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// The parameters of PDF's CCITTFaxDecode filter (ISO 32000-2, table 11).
///
/// `DamagedRowsBeforeError` has no place here: [`decode`] refuses damage, [`salvage`] keeps what there is.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "they are the standard's own")]
pub struct Params {
    /// Less than 0: Group 4. 0: Group 3, one-dimensional. More than 0: Group 3, two-dimensional.
    pub k: i32,
    /// Width in pixels.
    pub columns: u32,
    /// Height in pixels; 0 when it is not known and the data tells its own end. A caller that knows the
    /// height of the image from elsewhere puts it here.
    pub rows: u32,
    /// Whether samples of 1 are black. When false, black is 0.
    pub black_is_1: bool,
    /// Whether each row starts on a whole byte.
    pub encoded_byte_align: bool,
    /// Whether rows are announced by end-of-line codes. They are understood either way.
    pub end_of_line: bool,
    /// Whether the data ends with an end-of-block code. It may be missing when `rows` is known.
    pub end_of_block: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            k: 0,
            columns: 1728,
            rows: 0,
            black_is_1: false,
            encoded_byte_align: false,
            end_of_line: false,
            end_of_block: true,
        }
    }
}

impl Params {
    /// The parameters of Group 4 data as [`encode_g4`] writes it.
    pub const fn group4(columns: u32, rows: u32, black_is_1: bool) -> Self {
        Self {
            k: -1,
            columns,
            rows,
            black_is_1,
            encoded_byte_align: false,
            end_of_line: false,
            end_of_block: true,
        }
    }
}

/// Decodes an image to one bit a sample, as PDF's filter gives it: `black_is_1` is applied.
///
/// Where the data ends properly before `rows` rows, the missing ones are white.
///
/// # Errors
/// - `corrupted_pdf` (`ccitt.damaged`) when a code is wrong, a row has too many pixels or the data ends
///   inside a row.
/// - `resource_limit` when the image has more pixels than `limits` allow.
pub fn decode(data: &[u8], params: &Params, limits: &Limits) -> Result<Samples> {
    let mut bitmap = Bitmap::new(params);
    read(data, params, limits, &mut bitmap)?;
    bitmap.finish(params.rows, limits)
}

/// Decodes as far as the data goes: rows that are damaged or missing are white.
///
/// # Errors
/// - `corrupted_pdf` (`ccitt.damaged`) when not even one row can be read.
/// - `resource_limit` when the image has more pixels than `limits` allow.
pub fn salvage(data: &[u8], params: &Params, limits: &Limits) -> Result<Samples> {
    let rows_at_most = check(params, limits)?;
    let mut bitmap = Bitmap::new(params);
    let whole = run(data, params, rows_at_most, false, &mut bitmap);
    if bitmap.rows == 0 && !whole.is_ok_and(|end| ends_a_block(data, end)) {
        return Err(damaged());
    }
    check_rows(&bitmap, params, rows_at_most, limits)?;
    bitmap.finish(params.rows, limits)
}

/// Encodes an image of one component and one bit as Group 4; see [`Params::group4`].
///
/// # Errors
/// `internal` when the samples have another depth or more components.
pub fn encode_g4(samples: &Samples, black_is_1: bool) -> Result<Vec<u8>> {
    check_bilevel(samples)?;
    let mut encoder = Group4::new(samples.width());
    let mut changes = Vec::new();
    for bits in samples.rows() {
        row::from_bits(bits, samples.width(), black_is_1, &mut changes);
        encoder.push_row(&changes);
    }
    Ok(encoder.finish())
}

/// Cuts and paints an image; the result is Group 4 with the parameters given beside it.
///
/// `fill` holds the sample to paint with: 0 or 1 in the sense of `black_is_1`.
///
/// # Errors
/// - `corrupted_pdf` (`ccitt.damaged`) when the data is damaged.
/// - `resource_limit` when the image has more pixels than `limits` allow.
/// - `zone_invalid` (`edit.empty`) when the edit keeps no pixel.
pub fn edit(data: &[u8], params: &Params, edit: &Edit<'_>, limits: &Limits) -> Result<(Edited, Params)> {
    let mut params = params.clone();
    if params.rows == 0 {
        // A slanted cut keeps columns that depend on the height.
        let mut counter = Counter(0);
        read(data, &params, limits, &mut counter)?;
        params.rows = counter.0;
    }
    let mut editor = Editor::new(&params, edit)?;
    read(data, &params, limits, &mut editor)?;
    Ok(editor.finish(&params))
}

/// Takes rows of changes, from the top.
trait Sink {
    /// Forgets all rows: reading starts again.
    fn restart(&mut self);
    /// The next row.
    fn row(&mut self, changes: &[u32]);
    /// How many there were.
    fn rows(&self) -> u32;
}

/// Reads every row, refusing damage.
fn read(data: &[u8], params: &Params, limits: &Limits, sink: &mut dyn Sink) -> Result<()> {
    let rows_at_most = check(params, limits)?;
    // Writers disagree on what EndOfLine says: data that is sound under either reading is sound.
    let other = Params { end_of_line: !params.end_of_line, ..params.clone() };
    for params in [params, &other] {
        sink.restart();
        let whole = run(data, params, rows_at_most, true, sink);
        check_rows(sink, params, rows_at_most, limits)?;
        // Without an end-of-block code and a height, the padding of the last byte reads as a bad row.
        let ends_anywhere = params.rows == 0 && !params.end_of_block && sink.rows() > 0;
        let complete = params.rows == 0 || sink.rows() >= params.rows;
        if ends_anywhere || whole.is_ok_and(|end| complete || ends_a_block(data, end)) {
            return Ok(());
        }
    }
    Err(damaged())
}

/// Whether the data before `end` closes with at least two end-of-line codes: EOFB (T.6, 2.4.1.1) or
/// RTC (T.4, 4.1.4), whose codes carry tag bits in two-dimensional coding (T.4, 4.2.4).
fn ends_a_block(data: &[u8], end: usize) -> bool {
    let tail = data.get(end.saturating_sub(5)..end).unwrap_or_default();
    let bits = tail.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    // Zeros fill the last byte.
    let bits = bits >> bits.trailing_zeros().min(63);
    bits & 0xFF_FFFF == 0x1001 || bits & 0x3FF_FFFF == 0x6003
}

/// Checks the size that is declared; gives the number of rows that may be read.
fn check(params: &Params, limits: &Limits) -> Result<u32> {
    limits.check_pixels(u64::from(params.columns), u64::from(params.rows.max(1)))?;
    if params.columns == 0 || params.columns > i32::MAX as u32 {
        return Err(Error::new(Code::CorruptedPdf, "a fax image has no columns, or too many")
            .with_detail("ccitt.columns"));
    }
    if params.rows > 0 {
        return Ok(params.rows);
    }
    let most = limits.max_image_pixels / u64::from(params.columns);
    // One row more than allowed tells an image that ends in time from one that does not.
    Ok(u32::try_from(most).unwrap_or(u32::MAX - 1).saturating_add(1))
}

/// Refuses an image of unknown height that has grown past the limit.
fn check_rows(
    sink: &(impl Sink + ?Sized),
    params: &Params,
    rows_at_most: u32,
    limits: &Limits,
) -> Result<()> {
    if params.rows == 0 && sink.rows() >= rows_at_most {
        limits.check_pixels(u64::from(params.columns), u64::from(sink.rows()))?;
    }
    Ok(())
}

/// Reads rows into the sink until the data ends, breaks or has given as many as it may.
fn run(
    data: &[u8],
    params: &Params,
    rows: u32,
    strict: bool,
    sink: &mut dyn Sink,
) -> hayro_ccitt::Result<usize> {
    let encoding = match params.k {
        ..0 => EncodingMode::Group4,
        0 => EncodingMode::Group3_1D,
        1.. => EncodingMode::Group3_2D,
    };
    let settings = DecodeSettings {
        columns: params.columns,
        rows,
        end_of_block: params.end_of_block,
        end_of_line: params.end_of_line,
        rows_are_byte_aligned: params.encoded_byte_align,
        encoding,
        strict,
    };
    hayro_ccitt::decode(data, &mut Rows(sink), &mut DecoderContext::new(settings))
}

fn damaged() -> Error {
    Error::new(Code::CorruptedPdf, "the codes of a fax image are damaged or end too early")
        .with_detail("ccitt.damaged")
}

/// Refuses samples that no bilevel codec can write: a defect of the caller.
pub(crate) fn check_bilevel(samples: &Samples) -> Result<()> {
    if samples.bits() == 1 && samples.components() == 1 {
        return Ok(());
    }
    Err(Error::new(Code::Internal, "a bilevel codec was given samples of another shape"))
}

struct Rows<'a>(&'a mut dyn Sink);

impl Decoder for Rows<'_> {
    fn push_row(&mut self, changes: &[u32]) {
        self.0.row(changes);
    }
}

/// Collects rows as packed samples.
struct Bitmap {
    columns: u32,
    /// A packed row of white; its padding is 0.
    white: Vec<u8>,
    rows: u32,
    data: Vec<u8>,
}

impl Bitmap {
    fn new(params: &Params) -> Self {
        let mut white = vec![if params.black_is_1 { 0 } else { 0xFF }; params.columns.div_ceil(8) as usize];
        if let Some(last) = white.last_mut() {
            *last &= 0xFF << ((8 - params.columns % 8) % 8);
        }
        Self { columns: params.columns, white, rows: 0, data: Vec::new() }
    }

    fn finish(mut self, rows: u32, limits: &Limits) -> Result<Samples> {
        let height = rows.max(self.rows);
        let layout = Layout::new(self.columns, height, 1, 1, limits)?;
        while self.rows < height {
            self.row(&[]);
        }
        Samples::new(layout, self.data)
    }
}

impl Sink for Bitmap {
    fn restart(&mut self) {
        self.rows = 0;
        self.data.clear();
    }

    fn row(&mut self, changes: &[u32]) {
        let start = self.data.len();
        self.data.extend_from_slice(&self.white);
        if let Some(bits) = self.data.get_mut(start..) {
            row::to_bits(changes, self.columns, bits);
        }
        self.rows += 1;
    }

    fn rows(&self) -> u32 {
        self.rows
    }
}

/// Counts rows.
struct Counter(u32);

impl Sink for Counter {
    fn restart(&mut self) {
        self.0 = 0;
    }

    fn row(&mut self, _: &[u32]) {
        self.0 += 1;
    }

    fn rows(&self) -> u32 {
        self.0
    }
}

/// Cuts, paints and encodes each row as it is read.
struct Editor<'a> {
    edit: &'a Edit<'a>,
    columns: u32,
    black_is_1: bool,
    kept: PixelBox,
    rows: u32,
    encoder: Group4,
    cut: Vec<u32>,
    spare: Vec<u32>,
}

impl<'a> Editor<'a> {
    fn new(params: &Params, edit: &'a Edit<'a>) -> Result<Self> {
        let kept = PixelBox::kept(edit, (params.columns, params.rows), (1, 1)).ok_or_else(|| {
            Error::new(Code::ZoneInvalid, "the edit keeps no pixel of the image").with_detail("edit.empty")
        })?;
        Ok(Self {
            edit,
            columns: params.columns,
            black_is_1: params.black_is_1,
            kept,
            rows: 0,
            encoder: Group4::new(kept.width),
            cut: Vec::new(),
            spare: Vec::new(),
        })
    }

    fn finish(mut self, params: &Params) -> (Edited, Params) {
        while self.rows < params.rows {
            self.row(&[]);
        }
        let PixelBox { x, y, width, height } = self.kept;
        let params = Params::group4(width, height, params.black_is_1);
        (Edited { data: self.encoder.finish(), x, y, width, height }, params)
    }
}

impl Sink for Editor<'_> {
    fn restart(&mut self) {
        self.rows = 0;
        self.encoder = Group4::new(self.kept.width);
    }

    fn row(&mut self, changes: &[u32]) {
        let PixelBox { x, y: top, width, height } = self.kept;
        let y = self.rows;
        self.rows += 1;
        if y < top || y - top >= height {
            return;
        }
        row::crop(changes, &(x..x + width), &mut self.cut);
        let is_black = |fill: &[u16]| fill.first().is_some_and(|sample| sample & 1 == 1) == self.black_is_1;
        let mut fill = |range: Range<u32>, black: bool| {
            let range = range.start.saturating_sub(x)..range.end.saturating_sub(x);
            row::fill(&mut self.cut, width, range, black, &mut self.spare);
        };
        for wipe in self.edit.wipes {
            wipe.runs(y).for_each(|run| fill(run, is_black(wipe.fill())));
        }
        let black = is_black(self.edit.fill);
        let mut paint = |start: u32, end: u32| fill(start..end, black);
        if let Some(keep) = self.edit.keep {
            let inside = keep.pixels_of_row(y, self.columns);
            paint(x, inside.start);
            paint(inside.end, x + width);
        }
        for zone in self.edit.paint {
            let inside = zone.pixels_of_row(y, self.columns);
            paint(inside.start, inside.end);
        }
        self.encoder.push_row(&self.cut);
    }

    fn rows(&self) -> u32 {
        self.rows
    }
}
