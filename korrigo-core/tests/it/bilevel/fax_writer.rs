//! A plain fax encoder, pixel by pixel beside T.4 and T.6, for every parameter PDF has: the opposite
//! number of the decoder under test.

use fax::Bits;
use fax::maps::{EOL, Mode, black, mode, white};
use korrigo_core::codec::ccitt::Params;

/// Encodes rows (true is black) as `params` say.
pub(crate) fn encode(rows: &[Vec<bool>], params: &Params) -> Vec<u8> {
    let mut out = BitWriter::default();
    let mut reference = vec![false; params.columns as usize];
    for (index, row) in rows.iter().enumerate() {
        if params.encoded_byte_align {
            out.align();
        }
        let one_dimensional = params.k == 0 || params.k > 0 && index % params.k as usize == 0;
        if params.end_of_line && params.k >= 0 {
            out.put(EOL);
        }
        if params.k > 0 {
            out.put(Bits { data: u16::from(one_dimensional), len: 1 });
        }
        if one_dimensional {
            row_1d(&mut out, row);
        } else {
            row_2d(&mut out, row, &reference);
        }
        reference.clone_from(row);
    }
    if params.end_of_block {
        if params.encoded_byte_align {
            out.align();
        }
        for _ in 0..if params.k < 0 { 2 } else { 6 } {
            out.put(EOL);
            if params.k > 0 {
                out.put(Bits { data: 1, len: 1 });
            }
        }
    }
    out.align();
    out.bytes
}

/// T.4, 4.1.1.
fn row_1d(out: &mut BitWriter, row: &[bool]) {
    let mut colour = false;
    let mut x = 0;
    while x < row.len() {
        let end = end_of_run(row, x, colour);
        run(out, end - x, colour);
        (x, colour) = (end, !colour);
    }
}

/// T.4, 4.2.1.3 and figure 7.
fn row_2d(out: &mut BitWriter, row: &[bool], reference: &[bool]) {
    let width = row.len() as i64;
    let at = |row: &[bool], x: i64| x >= 0 && row[x as usize];
    let changes = |row: &[bool], x: i64| at(row, x) != at(row, x - 1);
    let mut a0 = -1i64;
    let mut colour = false;
    while a0 < width {
        let a1 = (a0 + 1..width).find(|x| at(row, *x) != colour && *x > a0).unwrap_or(width);
        let b1 =
            (a0 + 1..width).find(|x| changes(reference, *x) && at(reference, *x) != colour).unwrap_or(width);
        let b2 = (b1 + 1..width).find(|x| changes(reference, *x)).unwrap_or(width);
        if b2 < a1 {
            out.put(mode::encode(Mode::Pass).unwrap());
            a0 = b2;
        } else if (a1 - b1).abs() <= 3 {
            out.put(mode::encode(Mode::Vertical((a1 - b1) as i8)).unwrap());
            (a0, colour) = (a1, !colour);
        } else {
            let a2 = (a1 + 1..width).find(|x| at(row, *x) == colour).unwrap_or(width);
            out.put(mode::encode(Mode::Horizontal).unwrap());
            run(out, (a1 - a0.max(0)) as usize, colour);
            run(out, (a2 - a1) as usize, !colour);
            a0 = a2;
        }
    }
}

fn end_of_run(row: &[bool], start: usize, colour: bool) -> usize {
    (start..row.len()).find(|x| row[*x] != colour).unwrap_or(row.len())
}

fn run(out: &mut BitWriter, mut length: usize, colour: bool) {
    let code = |length: usize| {
        let length = length as u16;
        if colour { black::encode(length) } else { white::encode(length) }.unwrap()
    };
    while length > 2623 {
        out.put(code(2560));
        length -= 2560;
    }
    if length > 63 {
        out.put(code(length - length % 64));
    }
    out.put(code(length % 64));
}

#[derive(Default)]
struct BitWriter {
    bytes: Vec<u8>,
    used: u8,
}

impl BitWriter {
    fn put(&mut self, code: Bits) {
        for place in (0..code.len).rev() {
            if self.used == 0 {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= ((code.data >> place & 1) as u8) << (7 - self.used);
            self.used = (self.used + 1) % 8;
        }
    }

    fn align(&mut self) {
        self.used = 0;
    }
}
