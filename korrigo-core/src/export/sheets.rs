//! Tables for people: the same cells as CSV and as a workbook.
//!
//! Knows cells, heads and how each language writes numbers. Knows nothing of what the figures say.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::cell::{Decimals, harmless, hundredths};
use super::pronote::day_first;
use super::workbook;
use crate::booklet::Language;
use crate::error::{Code, Error, Result};
use crate::exam::Mark;
use crate::roster::BirthDate;

/// UTF-8's: spreadsheets take a CSV without it for the system's old encoding.
pub(super) const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// One or more tables.
#[derive(Clone, PartialEq)]
pub struct Sheets {
    pub(super) language: Language,
    pub(super) sheets: Vec<Sheet>,
}

/// A table: every row has as many cells as there are heads.
#[derive(Clone, PartialEq)]
pub(super) struct Sheet {
    pub(super) title: &'static str,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What one cell says.
#[derive(Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Mark(Mark),
    /// A figure that is no mark, shown with two places.
    Figure(f64),
    Count(usize),
    Day(BirthDate),
    Nothing,
}

impl std::fmt::Debug for Sheets {
    // Tables hold names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets").field("rows", &self.rows()).finish_non_exhaustive()
    }
}

impl Sheets {
    /// How many rows there are in all tables, without heads.
    pub fn rows(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.rows.len()).sum()
    }

    /// As CSV: UTF-8 with a byte order mark and CRLF, as spreadsheets take it; French with `;` and decimal commas,
    /// English with `,` and points. Several tables stand below each other, each under its title, an empty line
    /// between them. Every text is on one line, and one that begins as a formula gets an apostrophe in front.
    ///
    /// # Errors
    /// `internal` for a defect.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let failed = || Error::new(Code::Internal, "the lines of a table cannot be written");
        let mut out = Vec::from(BYTE_ORDER_MARK);
        for (place, sheet) in self.sheets.iter().enumerate() {
            if place > 0 {
                out.extend(b"\r\n");
            }
            let mut writer = WriterBuilder::new()
                .delimiter(if self.language == Language::French { b';' } else { b',' })
                .terminator(Terminator::CRLF)
                .quote_style(QuoteStyle::Necessary)
                .flexible(true)
                .from_writer(out);
            if self.sheets.len() > 1 {
                writer.write_record([sheet.title]).map_err(|_| failed())?;
            }
            writer.write_record(sheet.heads.iter().map(|head| harmless(head))).map_err(|_| failed())?;
            for row in &sheet.rows {
                writer.write_record(row.iter().map(|cell| self.spelled(cell))).map_err(|_| failed())?;
            }
            out = writer.into_inner().map_err(|_| failed())?;
        }
        Ok(out)
    }

    /// As a workbook (XLSX), a sheet a table. Texts are texts whatever they begin with, marks and dates are numbers.
    /// The same tables give the same bytes.
    ///
    /// # Errors
    /// `resource_limit` for a text of more than 32,767 characters, or more than 1,048,575 rows: no spreadsheet has
    /// place for them.
    pub fn workbook(&self) -> Result<Vec<u8>> {
        workbook::written(&self.sheets)
    }

    fn spelled(&self, cell: &Cell) -> String {
        let decimals = if self.language == Language::French { Decimals::Comma } else { Decimals::Point };
        match cell {
            Cell::Text(text) => harmless(text),
            Cell::Mark(mark) => hundredths(*mark, decimals),
            Cell::Figure(figure) => format!("{figure:.2}").replace('.', &decimals.point().to_string()),
            Cell::Count(count) => count.to_string(),
            Cell::Day(date) if self.language == Language::French => day_first(*date),
            Cell::Day(date) => date.to_string(),
            Cell::Nothing => String::new(),
        }
    }
}

impl Cell {
    /// The text, where there is one.
    pub(super) fn text(text: Option<&str>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Nothing, |text| Self::Text(text.to_owned()))
    }
}

/// The English or the French words.
pub(super) const fn words(language: Language, english: &'static str, french: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::French => french,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheets(language: Language, rows: Vec<Vec<Cell>>) -> Sheets {
        Sheets { language, sheets: vec![Sheet { title: "T", heads: vec!["=a".into(), "b".into()], rows }] }
    }

    fn rows() -> Vec<Vec<Cell>> {
        vec![
            vec![Cell::Text("=1;\"2\",3".into()), Cell::Mark("-0.5".parse().unwrap())],
            vec![Cell::Figure(-1.005), Cell::Day("2007-11-02".parse().unwrap())],
            vec![Cell::Count(3), Cell::Nothing],
        ]
    }

    #[test]
    fn each_language_writes_numbers_its_way() {
        let of = |language| String::from_utf8(sheets(language, rows()).csv().unwrap()).unwrap();
        assert_eq!(
            of(Language::French),
            "\u{feff}'=a;b\r\n\"'=1;\"\"2\"\",3\";-0,50\r\n-1,00;02/11/2007\r\n3;\r\n"
        );
        assert_eq!(
            of(Language::English),
            "\u{feff}'=a,b\r\n\"'=1;\"\"2\"\",3\",-0.50\r\n-1.00,2007-11-02\r\n3,\r\n"
        );
    }

    #[test]
    fn several_tables_stand_below_each_other() {
        let mut two = sheets(Language::English, vec![rows().remove(2)]);
        two.sheets.push(Sheet { title: "U", heads: vec!["c".into()], rows: Vec::new() });
        let csv = String::from_utf8(two.csv().unwrap()).unwrap();
        assert_eq!(csv, "\u{feff}T\r\n'=a,b\r\n3,\r\n\r\nU\r\nc\r\n");
    }

    #[test]
    fn texts_of_a_workbook_at_the_limit_and_one_past_it() {
        let of = |count: usize| {
            sheets(Language::English, vec![vec![Cell::Text("é".repeat(count)), Cell::Nothing]])
        };
        assert!(of(32_767).workbook().is_ok());
        assert_eq!(of(32_768).workbook().unwrap_err().code(), Code::ResourceLimit);
    }

    #[test]
    fn the_same_tables_give_the_same_workbook() {
        let of = || sheets(Language::French, rows()).workbook().unwrap();
        assert_eq!(of(), of());
    }

    proptest! {
        #[test]
        fn any_text_is_read_again(texts in prop::collection::vec("[=+@'\",; \\t\\r\\n\\-]{0,3}\\PC{0,12}[\\s\\S]{0,4}", 1..8)) {
            let rows = texts.iter().map(|text| vec![Cell::Text(text.clone()), Cell::Count(1)]).collect();
            for (language, delimiter) in [(Language::French, b';'), (Language::English, b',')] {
                let csv = sheets(language, Vec::clone(&rows)).csv().unwrap();
                let body = csv.strip_prefix(&BYTE_ORDER_MARK).unwrap();
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(body);
                let read: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
                prop_assert_eq!(read, texts.iter().map(|text| harmless(text)).collect::<Vec<_>>());
            }
        }
    }
}
