//! The mark book that schools import: the CSV of Pronote, byte for byte.
//!
//! Knows its columns, its ways to write a mark, a date and a missing mark. Knows nothing of where marks come from.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde::Serialize;

use super::cell::{Decimals, at_most, harmless, hundredths};
use super::mark_book::{MarkBook, MarkBookRow};
use super::refusal::{self, Needs};
use crate::error::{Code, Error, Result};
use crate::exam::Mark;
use crate::roster::{BirthDate, Candidate};

const COLUMNS: [&str; 7] = ["NOM", "PRENOM", "DATE_NAISSANCE", "MATIERE", "NOTE", "COEFF", "COMMENTAIRE"];

/// The longest comment, in characters.
const MAX_COMMENT: usize = 500;

/// A mark book that was written.
#[derive(Clone, Eq, PartialEq)]
pub struct Pronote {
    /// The file: UTF-8 with a byte order mark.
    pub csv: Vec<u8>,
    /// How many candidates stand in it.
    pub candidates: usize,
    /// Of these, how many with a mark.
    pub marks: usize,
    /// What a person should know; each kind once.
    pub remarks: Vec<PronoteRemark>,
}

impl std::fmt::Debug for Pronote {
    // The file holds names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pronote").field("candidates", &self.candidates).finish_non_exhaustive()
    }
}

/// What is not in the file as it is in the results, and for how many candidates.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum PronoteRemark {
    /// Comments of more than 500 characters were cut.
    CommentCut {
        /// How many.
        count: usize,
    },
    /// Marks below 0 or above 20 were moved to the end of the scale.
    MarkClamped {
        /// How many.
        count: usize,
    },
    /// No birth date is known: Pronote tells homonyms apart by it.
    NoBirthDate {
        /// How many.
        count: usize,
    },
    /// Candidates are left out: they were there, and no graded copy of theirs is.
    NotGraded {
        /// How many.
        count: usize,
    },
}

#[derive(Default)]
struct Counts {
    cut: usize,
    clamped: usize,
    undated: usize,
    left_out: usize,
}

/// Writes the mark book for Pronote: a line a graded copy, and a line a candidate who has no mark for a reason.
///
/// Marks are given out of 20, rounded half up from the points themselves; whoever was absent is `Abs`, excused `Disp`,
/// without a copy `N.Rdu`, suspected of fraud `N.Not`: none of them is a zero.
///
/// # Errors
/// All reasons joined: `not_found` when there is no copy; `scores_incomplete` when none is graded, or one has no
/// total; `identity_conflict` for graded copies without a candidate or of one who handed in nothing, and for
/// candidates who are there twice; `mark_invalid` for a coefficient that is not 0 to 100 with one decimal;
/// `scheme_invalid` for a subject without a name.
///
/// ```
/// use korrigo_core::{Limits, export};
///
/// let json = r#"{"format":"korrigo.results/1","subject":"Maths","results":[
///     {"candidate":{"last_name":"BEN SALAH","first_name":"Youssef","birth_date":"2007-11-02"},
///      "status":"GRADED","total":"15.56","appreciation":"Bon travail"}]}"#;
/// let book = export::MarkBook::read(json.as_bytes(), &Limits::default())?;
/// let csv = String::from_utf8(export::pronote(&book)?.csv).unwrap();
/// assert!(csv.ends_with("\r\nBEN SALAH;Youssef;02/11/2007;MATHS;15,56;1,0;Bon travail\r\n"));
/// assert!(export::pronote(&export::MarkBook::new("Maths", Vec::new())).is_err()); // no copy
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn pronote(book: &MarkBook) -> Result<Pronote> {
    let mut reasons = refusal::reasons(book, Needs::MarksOfCandidates);
    let subject = harmless(&book.subject.to_uppercase());
    if subject.is_empty() {
        let error = Error::new(Code::SchemeInvalid, "the subject has no name").with_detail("export.subject");
        reasons.push(error.hint("give it as `subject`, or with --subject"));
    }
    let coefficient = coefficient(book.coefficient);
    let coefficient = coefficient.map_err(|error| reasons.push(error)).unwrap_or_default();
    if let Some(error) = Error::join(reasons) {
        return Err(error);
    }
    let mut counts = Counts::default();
    let mut lines = Vec::new();
    let mut marks = 0;
    for row in &book.rows {
        let Some((candidate, note)) = row.candidate.as_ref().zip(note(row, &mut counts)?) else {
            counts.left_out += 1;
            continue;
        };
        marks += usize::from(note.starts_with(|first: char| first.is_ascii_digit()));
        lines.push(line(candidate, [&subject, &note, &coefficient], &row.scores.appreciation, &mut counts));
    }
    Ok(Pronote { csv: written(&lines)?, candidates: lines.len(), marks, remarks: counts.remarks() })
}

/// `None` for who has no mark yet.
fn note(row: &MarkBookRow, counts: &mut Counts) -> Result<Option<String>> {
    if let Some(word) = row.attendance.code() {
        return Ok(Some(word.into()));
    }
    let Some(total) = row.result.filter(|_| row.is_graded()) else { return Ok(None) };
    let twenty = Mark::from_points(20)?;
    let mark = total.points.scaled(twenty, total.out_of)?;
    let clamped = mark.clamp(Mark::ZERO, twenty);
    counts.clamped += usize::from(clamped != mark);
    Ok(Some(hundredths(clamped, Decimals::Comma)))
}

fn line(
    candidate: &Candidate,
    [subject, note, coefficient]: [&str; 3],
    comment: &str,
    counts: &mut Counts,
) -> [String; 7] {
    counts.undated += usize::from(candidate.birth_date.is_none());
    let comment = harmless(comment);
    let comment = match at_most(&comment, MAX_COMMENT) {
        Some(short) => {
            counts.cut += 1;
            short
        }
        None => comment,
    };
    let (last, first) = (harmless(&candidate.last_name), harmless(&candidate.first_name));
    let date = candidate.birth_date.map(day_first).unwrap_or_default();
    [last, first, date, subject.into(), note.into(), coefficient.into(), comment]
}

/// `02/11/2007`.
pub(super) fn day_first(date: BirthDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// One decimal, with a comma.
fn coefficient(value: Mark) -> Result<String> {
    let (most, tenths) = (Mark::from_points(100)?, value.hundredths() / 10);
    if value.hundredths() % 10 != 0 || value.is_negative() || value > most {
        return Err(Error::new(Code::MarkInvalid, "a coefficient is 0 to 100 with at most one decimal")
            .with_detail("export.coefficient")
            .hint("write it as 1 or 2.5"));
    }
    Ok(format!("{},{}", tenths / 10, tenths % 10))
}

fn written(lines: &[[String; 7]]) -> Result<Vec<u8>> {
    let failed = || Error::new(Code::Internal, "the lines of a mark book cannot be written");
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::from(super::sheets::BYTE_ORDER_MARK));
    writer.write_record(COLUMNS).map_err(|_| failed())?;
    for line in lines {
        writer.write_record(line).map_err(|_| failed())?;
    }
    writer.into_inner().map_err(|_| failed())
}

impl Counts {
    fn remarks(&self) -> Vec<PronoteRemark> {
        let all = [
            (self.cut, PronoteRemark::CommentCut { count: self.cut }),
            (self.clamped, PronoteRemark::MarkClamped { count: self.clamped }),
            (self.undated, PronoteRemark::NoBirthDate { count: self.undated }),
            (self.left_out, PronoteRemark::NotGraded { count: self.left_out }),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, remark)| remark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::Status;
    use crate::exam::{Scores, Total};
    use crate::roster::Attendance;
    use proptest::prelude::*;

    fn mark(text: &str) -> Mark {
        text.parse().unwrap()
    }

    fn graded(last: &str, first: &str, points: &str, out_of: &str) -> MarkBookRow {
        let (points, out_of, scale) = (mark(points), mark(out_of), mark("20"));
        MarkBookRow {
            candidate: Some(Candidate {
                last_name: last.into(),
                first_name: first.into(),
                birth_date: "2008-02-01".parse().ok(),
                ..Candidate::default()
            }),
            status: Some(Status::Graded),
            result: Some(Total { points, out_of, value: points.scaled(scale, out_of).unwrap(), scale }),
            ..MarkBookRow::default()
        }
    }

    fn commented(mut row: MarkBookRow, comment: &str) -> MarkBookRow {
        row.scores = Scores { appreciation: comment.into(), ..Scores::default() };
        row
    }

    fn text(book: &MarkBook) -> String {
        String::from_utf8(pronote(book).unwrap().csv).unwrap()
    }

    const HEAD: &str = "\u{feff}NOM;PRENOM;DATE_NAISSANCE;MATIERE;NOTE;COEFF;COMMENTAIRE\r\n";

    #[test]
    fn the_bytes_of_the_examples() {
        let book = MarkBook::new("e", vec![graded("B2", "A", "20", "20")]);
        assert_eq!(text(&book), format!("{HEAD}B2;A;01/02/2008;E;20,00;1,0;\r\n"));
        let mut rows = vec![
            graded("BEN SALAH", "Youssef", "31.11", "40"),
            graded("D'A", "Zoé", "-1", "20"),
            graded("O;NEIL", "\"Al\"", "41", "40"),
            graded("=X", "+y", "39.99", "40"),
        ];
        rows[0].scores.appreciation = "Bon travail ;\r\n\r\nà poursuivre".into();
        rows[1].scores.appreciation = "-2 pour l'orthographe".into();
        let mut book = MarkBook::new("Mathématiques", rows);
        book.coefficient = mark("2.5");
        assert_eq!(
            text(&book),
            format!(
                "{HEAD}BEN SALAH;Youssef;01/02/2008;MATHÉMATIQUES;15,56;2,5;\"Bon travail ; à poursuivre\"\r\n\
                 D'A;Zoé;01/02/2008;MATHÉMATIQUES;0,00;2,5;'-2 pour l'orthographe\r\n\
                 \"O;NEIL\";\"\"\"Al\"\"\";01/02/2008;MATHÉMATIQUES;20,00;2,5;\r\n\
                 '=X;'+y;01/02/2008;MATHÉMATIQUES;20,00;2,5;\r\n"
            )
        );
        assert_eq!(pronote(&book).unwrap().remarks, [PronoteRemark::MarkClamped { count: 2 }]);
    }

    #[test]
    fn who_has_no_mark_has_no_zero() {
        use Attendance::{Absent, Excused, HandedInNothing, Present, SuspectedFraud};
        let mut rows: Vec<_> = [Absent, Excused, HandedInNothing, Present, SuspectedFraud]
            .into_iter()
            .map(|attendance| MarkBookRow {
                attendance,
                status: None,
                ..graded("LI", &format!("{attendance:?}"), "0", "20")
            })
            .collect();
        // A copy under suspicion is graded, and its mark is withheld; a zero is a zero.
        rows[4].status = Some(Status::Graded);
        rows.push(graded("LI", "Zero", "0", "20"));
        let made = pronote(&MarkBook::new("M", rows)).unwrap();
        let notes: Vec<_> = std::str::from_utf8(&made.csv)
            .unwrap()
            .lines()
            .skip(1)
            .map(|line| line.split(';').nth(4).unwrap().to_owned())
            .collect();
        assert_eq!(notes, ["Abs", "Disp", "N.Rdu", "N.Not", "0,00"]);
        assert_eq!((made.candidates, made.marks), (5, 1));
        assert_eq!(made.remarks, [PronoteRemark::NotGraded { count: 1 }]);
    }

    #[test]
    fn comments_at_the_limit_and_one_past_it() {
        let of = |count: usize| {
            let book = MarkBook::new("M", vec![commented(graded("A", "B", "1", "20"), &"é".repeat(count))]);
            let line = text(&book).lines().nth(1).unwrap().to_owned();
            (line.rsplit(';').next().unwrap().to_owned(), pronote(&book).unwrap().remarks.len())
        };
        assert_eq!(of(500), ("é".repeat(500), 0));
        assert_eq!(of(501), ("é".repeat(497) + "...", 1));
    }

    #[test]
    fn refused_with_all_reasons_at_once() {
        let all = |book: &MarkBook| -> Vec<&'static str> {
            let error = pronote(book).unwrap_err();
            let each = std::iter::once(&error).chain(error.also());
            each.filter_map(Error::detail).collect()
        };
        assert_eq!(all(&MarkBook::new("M", Vec::new())), ["export.no_copy"]);
        let absent =
            MarkBookRow { attendance: Attendance::Absent, status: None, ..graded("A", "B", "1", "20") };
        assert_eq!(all(&MarkBook::new("", vec![absent.clone()])), ["export.subject", "export.no_copy"]);
        let ready = MarkBookRow { status: Some(Status::Ready), ..graded("A", "B", "1", "20") };
        assert_eq!(all(&MarkBook::new("M", vec![ready.clone()])), ["export.none_graded"]);
        let mut book = MarkBook::new(
            " ",
            vec![
                MarkBookRow { candidate: None, ..graded("A", "B", "1", "20") },
                MarkBookRow { result: None, ..graded("C", "D", "1", "20") },
                MarkBookRow { attendance: Attendance::Excused, ..graded("E", "F", "1", "20") },
                graded("C", "d", "1", "20"),
                ready,
            ],
        );
        book.coefficient = mark("1.25");
        let mut details = all(&book);
        details.sort_unstable();
        assert_eq!(
            details,
            [
                "export.absent_with_copy",
                "export.coefficient",
                "export.same_candidate",
                "export.subject",
                "export.unidentified",
                "export.unmarked",
            ]
        );
        let error = pronote(&book).unwrap_err();
        let same = error
            .also()
            .iter()
            .chain([&error])
            .find(|e| e.detail() == Some("export.same_candidate"))
            .unwrap();
        assert_eq!(same.message(), "results of a candidate who has one already: 1 (results 4)");
    }

    #[test]
    fn coefficients_at_the_limits_and_past_them() {
        for (value, written) in [("0", "0,0"), ("0.1", "0,1"), ("2.50", "2,5"), ("100", "100,0")] {
            assert_eq!(coefficient(mark(value)).unwrap(), written);
        }
        for value in ["-0.1", "0.05", "100.1"] {
            assert_eq!(coefficient(mark(value)).unwrap_err().detail(), Some("export.coefficient"));
        }
    }

    proptest! {
        #[test]
        fn any_text_survives_the_way_there_and_back(
            texts in prop::collection::vec(["[=+@'\"; \\t\\r\\n\\-]{0,3}\\PC{0,20}", "\\PC{0,8}", "[\\s\\S]{0,12}"], 1..6),
        ) {
            let rows: Vec<_> = texts
                .iter()
                .map(|[last, first, comment]| {
                    let mut row = commented(graded(last, first, "12.5", "20"), comment);
                    if let Some(candidate) = &mut row.candidate {
                        candidate.birth_date = None;
                    }
                    row
                })
                .collect();
            let made = pronote(&MarkBook::new("M", rows)).unwrap();
            let body = made.csv.strip_prefix("\u{feff}".as_bytes()).unwrap();
            let marks_inside = std::str::from_utf8(body).unwrap().contains(char::from_u32(0xFEFF).unwrap());
            prop_assert!(!marks_inside);
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(body);
            let read: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(read.len(), texts.len());
            for (record, [last, first, comment]) in read.iter().zip(&texts) {
                let cells: Vec<_> = record.iter().collect();
                prop_assert_eq!(&cells, &[&harmless(last), &harmless(first), "", "M", "12,50", "1,0", &harmless(comment)]);
                prop_assert!(!cells.iter().any(|cell| cell.starts_with(super::super::cell::is_formula_sign)));
            }
        }
    }
}
