//! Runs of equal bytes: RunLengthDecode (ISO 32000-2, 7.4.5), which is TIFF's PackBits with an end.
//!
//! Knows run headers: 0..=127 copies that many bytes and one, 129..=255 repeats the next byte 257 less
//! that many times, 128 ends the data. Both ways, and images edited in between.

use super::predictor;
use super::samples::{Decoded, Layout, Source, Written, drain, edit_stream};
use super::{Edit, Edited};
use crate::error::Result;

const END: u8 = 128;

/// Decodes up to the end marker, or to the end of the data when there is none.
///
/// ```
/// use korrigo_core::codec::run_length;
///
/// let decoded = run_length::decode(&[1, b'a', b'b', 254, b'c', 128], 100)?;
/// assert_eq!((&decoded.data[..], decoded.complete), (&b"abccc"[..], true));
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `resource_limit` past `limit` bytes.
pub fn decode(data: &[u8], limit: u64) -> Result<Decoded> {
    drain(&mut Reader::new(data), limit)
}

/// Encodes with the fewest bytes that runs of three and more allow, end marker included.
pub fn encode(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 2 + 2);
    let mut rest = data;
    let mut plain: &[u8] = &[];
    while let Some(first) = rest.first() {
        let run = rest.iter().take(128).take_while(|byte| *byte == first).count();
        // A run of two inside plain bytes costs the same either way and would end the plain stretch.
        if run < 3 && !(run == 2 && plain.is_empty()) {
            let start = data.len() - rest.len() - plain.len();
            plain = &data[start..start + plain.len() + run];
        } else {
            push_plain(&mut out, plain);
            plain = &[];
            out.extend([(257 - run) as u8, *first]);
        }
        rest = &rest[run..];
    }
    push_plain(&mut out, plain);
    out.push(END);
    out
}

fn push_plain(out: &mut Vec<u8>, plain: &[u8]) {
    for piece in plain.chunks(128) {
        out.push((piece.len() - 1) as u8);
        out.extend_from_slice(piece);
    }
}

/// Edits an image row by row; written again in runs, or as Flate where that is smaller.
///
/// Rows missing at the end are 0, as readers show them.
///
/// # Errors
/// `zone_invalid` (`edit.empty`) when nothing is kept; `corrupted_pdf` (`samples.empty`) when not one
/// byte decodes.
pub fn edit_image(data: &[u8], layout: Layout, edit: &Edit<'_>) -> Result<(Edited, Written)> {
    let cut = edit_stream(Reader::new(data), layout, predictor::Params::default(), edit)?;
    let runs = encode(cut.samples.data());
    Ok(cut.smaller_than_flate(runs, Written::RunLength))
}

/// Decodes piece by piece.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    state: State,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Header,
    Copy(usize),
    Repeat(u8, usize),
    Ended,
    Cut,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(data: &'a [u8]) -> Self {
        Self { rest: data, state: State::Header }
    }

    fn header(&mut self) -> State {
        match self.rest {
            [END, ..] => State::Ended,
            [count @ 0..=127, rest @ ..] => {
                self.rest = rest;
                State::Copy(usize::from(*count) + 1)
            }
            [count, value, rest @ ..] => {
                self.rest = rest;
                State::Repeat(*value, 257 - usize::from(*count))
            }
            [] | [_] => State::Cut,
        }
    }
}

impl Source for Reader<'_> {
    fn read(&mut self, out: &mut [u8]) -> usize {
        let mut done = 0;
        while let Some(room) = out.get_mut(done..).filter(|room| !room.is_empty()) {
            match self.state {
                State::Ended | State::Cut => break,
                State::Header | State::Copy(0) | State::Repeat(_, 0) => self.state = self.header(),
                State::Copy(count) => {
                    let size = count.min(room.len()).min(self.rest.len());
                    let (now, later) = self.rest.split_at(size);
                    room[..size].copy_from_slice(now);
                    self.rest = later;
                    done += size;
                    self.state = if size == 0 { State::Cut } else { State::Copy(count - size) };
                }
                State::Repeat(value, count) => {
                    let size = count.min(room.len());
                    room[..size].fill(value);
                    done += size;
                    self.state = State::Repeat(value, count - size);
                }
            }
        }
        done
    }

    fn complete(&self) -> bool {
        match self.state {
            State::Ended => true,
            State::Header | State::Copy(0) | State::Repeat(_, 0) => self.rest.first() == Some(&END),
            _ => false,
        }
    }
}
