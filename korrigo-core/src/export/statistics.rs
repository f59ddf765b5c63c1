//! What the marks of an exam say together, as tables for people.
//!
//! Knows which figures stand in which table. Knows nothing of how they are computed ([`crate::exam::Statistics`]) or
//! written. Nobody's name is in them but the markers'.

use std::collections::BTreeSet;

use super::mark_book::{MarkBook, MarkBookRow};
use super::refusal::{self, Needs};
use super::results::attendance;
use super::sheets::{Cell, Sheet, Sheets, words};
use crate::booklet::Language;
use crate::error::{Error, Result};
use crate::exam::{Distribution, Mark, MarkedCopy, MarkerStatistics, Statistics, Total, histogram};
use crate::roster::Attendance;

/// The statistics of an exam: of its totals, their histogram, its questions where there is a scheme, and its markers
/// where they are known. Copies under suspicion count like others. O(copies · questions).
///
/// # Errors
/// All reasons joined: `not_found` when there is no copy; `scores_incomplete` when none is graded, or one has no
/// total; `identity_conflict` for graded copies of candidates who handed in nothing.
pub fn statistics(book: &MarkBook, language: Language) -> Result<Sheets> {
    if let Some(error) = Error::join(refusal::reasons(book, Needs::Marks)) {
        return Err(error);
    }
    let graded: Vec<(&MarkBookRow, Total)> =
        book.rows.iter().filter(|row| row.is_graded()).filter_map(|row| Some((row, row.result?))).collect();
    let markers: BTreeSet<&str> = graded.iter().filter_map(|(row, _)| row.marker.as_deref()).collect();
    let markers: Vec<&str> = markers.into_iter().collect();
    let marks: Vec<Mark> = graded.iter().map(|(_, total)| total.value).collect();
    let mut sheets = vec![totals(book, &marks, language), bars(book, &marks, language)?];
    sheets.extend(questions(book, &graded, language));
    sheets.extend(of_markers(&markers, &graded, language));
    Ok(Sheets { language, sheets })
}

fn copy<'a>((row, total): &(&'a MarkBookRow, Total), marker: usize) -> MarkedCopy<'a> {
    MarkedCopy { scores: &row.scores, total: *total, marker }
}

fn sheet(title: &'static str, heads: &[&str], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet { title, heads: heads.iter().map(ToString::to_string).collect(), rows }
}

fn totals(book: &MarkBook, marks: &[Mark], language: Language) -> Sheet {
    let said = |english, french| Cell::Text(words(language, english, french).into());
    let waiting = book.rows.iter().filter(|row| row.status.is_some() && !row.is_graded()).count();
    let mut rows = vec![
        vec![said("graded copies", "copies corrigées"), Cell::Count(marks.len())],
        vec![said("other copies", "autres copies"), Cell::Count(waiting)],
    ];
    let missing =
        [Attendance::Absent, Attendance::Excused, Attendance::HandedInNothing, Attendance::SuspectedFraud];
    rows.extend(missing.map(|kind| {
        let count = book.rows.iter().filter(|row| row.attendance == kind).count();
        vec![Cell::Text(attendance(kind, language).into()), Cell::Count(count)]
    }));
    if let Some(all) = Distribution::of(marks) {
        rows.extend([
            vec![said("out of", "sur"), Cell::Mark(book.scale)],
            vec![said("mean", "moyenne"), Cell::Mark(all.mean)],
            vec![said("median", "médiane"), Cell::Mark(all.median)],
            vec![said("standard deviation", "écart type"), Cell::Figure(all.deviation)],
            vec![said("lowest", "minimum"), Cell::Mark(all.min)],
            vec![said("first quartile", "premier quartile"), Cell::Mark(all.quartiles[0])],
            vec![said("third quartile", "troisième quartile"), Cell::Mark(all.quartiles[1])],
            vec![said("highest", "maximum"), Cell::Mark(all.max)],
        ]);
    }
    let heads = [words(language, "Figure", "Indicateur"), words(language, "Value", "Valeur")];
    sheet(words(language, "Totals", "Notes"), &heads, rows)
}

/// Twenty bars, as a mark out of 20 has points.
fn bars(book: &MarkBook, marks: &[Mark], language: Language) -> Result<Sheet> {
    let width = Mark::from_hundredths((book.scale.hundredths() / 20).max(1))?;
    let bins = histogram(marks, book.scale, width)?;
    let rows =
        bins.into_iter().map(|bin| vec![Cell::Mark(bin.from), Cell::Mark(bin.to), Cell::Count(bin.count)]);
    let heads =
        [words(language, "From", "De"), words(language, "To", "À"), words(language, "Copies", "Copies")];
    Ok(sheet(words(language, "Histogram", "Histogramme"), &heads, rows.collect()))
}

fn questions(book: &MarkBook, graded: &[(&MarkBookRow, Total)], language: Language) -> Option<Sheet> {
    let scheme = book.scheme.as_ref()?;
    let heads: [&str; 9] = match language {
        Language::English => [
            "Subject",
            "Question",
            "Label",
            "Points",
            "Scored",
            "Not answered",
            "Mean",
            "Success",
            "Discrimination",
        ],
        Language::French => [
            "Sujet",
            "Question",
            "Intitulé",
            "Points",
            "Notées",
            "Non traitées",
            "Moyenne",
            "Réussite",
            "Discrimination",
        ],
    };
    let mut rows = Vec::new();
    for variant in scheme.variants() {
        let copies = graded.iter().filter(|(row, _)| row.variant == variant);
        let copies: Vec<_> = copies.map(|one| copy(one, 0)).collect();
        let labels = scheme.questions(variant.as_deref());
        let all = Statistics::of(scheme, variant.as_deref(), &copies).questions;
        rows.extend(all.into_iter().zip(labels).map(|(question, named)| {
            vec![
                Cell::text(variant.as_deref()),
                Cell::Text(question.id),
                Cell::text(Some(named.label)),
                Cell::Mark(question.points),
                Cell::Count(question.scored),
                Cell::Count(question.not_answered),
                Cell::Mark(question.mean),
                Cell::Figure(question.success),
                question.discrimination.map_or(Cell::Nothing, Cell::Figure),
            ]
        }));
    }
    Some(sheet("Questions", &heads, rows))
}

fn of_markers(markers: &[&str], graded: &[(&MarkBookRow, Total)], language: Language) -> Option<Sheet> {
    let known = graded.iter().filter_map(|one| {
        let marker = one.0.marker.as_deref()?;
        Some(copy(one, markers.binary_search(&marker).ok()?))
    });
    let known: Vec<_> = known.collect();
    let heads: [&str; 7] = match language {
        Language::English => {
            ["Marker", "Copies", "Mean", "Median", "Standard deviation", "Drift", "Drift in standard errors"]
        }
        Language::French => [
            "Correcteur",
            "Copies",
            "Moyenne",
            "Médiane",
            "Écart type",
            "Écart aux autres",
            "Écart en erreurs types",
        ],
    };
    let rows: Vec<_> = MarkerStatistics::of(&known)
        .into_iter()
        .map(|one| {
            vec![
                Cell::text(markers.get(one.marker).copied()),
                Cell::Count(one.marks.count),
                Cell::Mark(one.marks.mean),
                Cell::Mark(one.marks.median),
                Cell::Figure(one.marks.deviation),
                one.drift.map_or(Cell::Nothing, Cell::Mark),
                one.drift_errors.map_or(Cell::Nothing, Cell::Figure),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| sheet(words(language, "Markers", "Correcteurs"), &heads, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn book() -> MarkBook {
        let json = br#"{"format":"korrigo.results/1","subject":"M",
            "scheme":[{"id":"1","label":"Q;1","points":15},{"id":"2","label":"=Q2","points":5}],"results":[
            {"status":"GRADED","scores":{"1":"15","2":"5"},"marker":"B"},
            {"status":"GRADED","scores":{"1":"10","2":"not_answered"},"marker":"@A"},
            {"status":"GRADED","scores":{"1":"5","2":"1"},"marker":"@A"},
            {"status":"READY"},{"candidate":{"last_name":"LI"},"attendance":"absent"}]}"#;
        MarkBook::read(json, &Limits::default()).unwrap()
    }

    #[test]
    fn every_table_is_there() {
        let sheets = statistics(&book(), Language::English).unwrap();
        let csv = String::from_utf8(sheets.csv().unwrap()).unwrap();
        for line in [
            "\u{feff}Totals\r\n",
            "graded copies,3\r\nother copies,1\r\nabsent,1\r\nexcused,0\r\n",
            "mean,12.00\r\nmedian,10.00\r\nstandard deviation,5.89\r\n",
            "\r\n\r\nHistogram\r\nFrom,To,Copies\r\n0.00,1.00,0\r\n",
            "19.00,20.00,1\r\n",
            "\r\n\r\nQuestions\r\n",
            ",1,Q;1,15.00,3,0,10.00,0.67,",
            ",2,'=Q2,5.00,3,1,2.00,0.40,",
            "\r\n\r\nMarkers\r\n",
            "'@A,2,8.00,8.00,2.00,-12.00,\r\n",
            "B,1,20.00,20.00,0.00,12.00,\r\n",
        ] {
            assert!(csv.contains(line), "{line:?} in {csv}");
        }
        assert_eq!(sheets.workbook().unwrap(), sheets.workbook().unwrap());
    }

    #[test]
    fn refused_with_reasons_and_without_a_name() {
        let mut book = book();
        for row in &mut book.rows {
            row.result = None;
        }
        assert_eq!(statistics(&book, Language::French).unwrap_err().detail(), Some("export.unmarked"));
        book.rows.truncate(0);
        assert_eq!(statistics(&book, Language::French).unwrap_err().detail(), Some("export.no_copy"));
    }

    #[test]
    fn an_exam_without_a_scheme_has_no_questions() {
        let json =
            br#"{"format":"korrigo.results/1","scale":"10","results":[{"status":"GRADED","total":"10"}]}"#;
        let book = MarkBook::read(json, &Limits::default()).unwrap();
        let csv = String::from_utf8(statistics(&book, Language::French).unwrap().csv().unwrap()).unwrap();
        assert!(
            csv.contains("9,50;10,00;1\r\n") && !csv.contains("Questions") && !csv.contains("Correcteurs"),
            "{csv}"
        );
    }
}
