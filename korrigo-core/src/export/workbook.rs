//! Tables as an XLSX workbook.
//!
//! Knows which kind of cell a value is, so that a text never becomes a formula. Knows nothing of what the tables say.
//! `rust_xlsxwriter` looks at the clock when it begins a workbook; what it saw is overwritten, so that it stands
//! nowhere.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::one_line;
use super::sheets::{Cell, Sheet};
use crate::error::{Code, Error, Result};

/// Characters of one text, and rows of one sheet with its head (ECMA-376, and the limits of Excel).
const MAX_TEXT: usize = 32_767;
const MAX_ROWS: usize = 1 << 20;

/// The workbook's bytes.
pub(super) fn written(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let cells = || sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    let is_long = |cell: &Cell| matches!(cell, Cell::Text(text) if text.chars().nth(MAX_TEXT).is_some());
    if cells().any(is_long) || sheets.iter().any(|sheet| sheet.rows.len() >= MAX_ROWS) {
        let message =
            format!("a workbook has place for {MAX_ROWS} rows, and for {MAX_TEXT} characters in a cell");
        return Err(Error::new(Code::ResourceLimit, message)
            .with_detail("limit.workbook")
            .hint("write a CSV file instead: it has no such limit"));
    }
    fill(sheets).map_err(|_| Error::new(Code::Internal, "the workbook cannot be written"))
}

fn fill(sheets: &[Sheet]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The first moment that a ZIP file can hold, as for the files inside.
    let start = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&start));
    let formats = Formats::new();
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(sheet.title)?;
        for (column, head) in (0u16..).zip(&sheet.heads) {
            page.write_string_with_format(0, column, one_line(head), &formats.head)?;
        }
        for (row, cells) in (1u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                formats.put(page, (row, column), cell)?;
            }
        }
        page.set_freeze_panes(1, 0)?;
        page.autofit();
    }
    workbook.save_to_buffer()
}

struct Formats {
    head: Format,
    hundredths: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            hundredths: Format::new().set_num_format("0.00"),
            day: Format::new().set_num_format("dd/mm/yyyy"),
        }
    }

    fn put(
        &self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
    ) -> std::result::Result<(), XlsxError> {
        match cell {
            Cell::Text(text) => page.write_string(row, column, one_line(text))?,
            Cell::Mark(mark) => page.write_number_with_format(
                row,
                column,
                mark.hundredths() as f64 / 100.0,
                &self.hundredths,
            )?,
            Cell::Figure(figure) => page.write_number_with_format(row, column, *figure, &self.hundredths)?,
            Cell::Count(count) => page.write_number(row, column, *count as f64)?,
            Cell::Day(date) => {
                let day = ExcelDateTime::from_ymd(date.year(), date.month(), date.day())?;
                page.write_datetime_with_format(row, column, &day, &self.day)?
            }
            Cell::Nothing => return Ok(()),
        };
        Ok(())
    }
}
