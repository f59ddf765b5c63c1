//! Results leaving for elsewhere: the mark book of a school, tables for people, all papers as one file.
//!
//! Knows the mark book ([`MarkBook`]) and what other programs do to what they open: CSV and XLSX ([`Sheets`]), ZIP
//! ([`Archive`]) and one merged PDF ([`merge`]). Knows no HTTP, no lock and no file system: values come in, bytes go
//! out. What is not fit to leave is refused with all its reasons at once; nobody's name stands in one.

mod archive;
mod cell;
mod file_name;
mod mark_book;
mod merged;
mod pronote;
mod refusal;
mod results;
mod sheets;
mod statistics;
mod workbook;

pub use archive::Archive;
pub use file_name::{FileNames, outline_title, paper_name};
pub use mark_book::{MarkBook, MarkBookRow};
pub use merged::{Paper, merge};
pub use pronote::{Pronote, PronoteRemark, pronote};
pub use results::results;
pub use sheets::Sheets;
pub use statistics::statistics;
