//! The results of an exam as a table for people: who, where the copy stands, what it got.
//!
//! Knows the columns. Knows nothing of how a table is written.

use super::mark_book::{MarkBook, MarkBookRow};
use super::sheets::{Cell, Sheet, Sheets, words};
use crate::booklet::Language;
use crate::copy::Status;
use crate::error::{Code, Error, Result};
use crate::exam::Score;
use crate::roster::Attendance;

/// The results as one table, a row for every entry, whether it is marked or not. A copy that is not graded has no
/// total; what its marker gave so far stands under the questions.
///
/// # Errors
/// `not_found` when there is no entry.
pub fn results(book: &MarkBook, language: Language) -> Result<Sheets> {
    if book.rows.is_empty() {
        let error = Error::new(Code::NotFound, "there is no candidate and no copy in this exam");
        return Err(error.with_detail("export.no_copy"));
    }
    let questions = questions(book);
    let heads = heads(language).into_iter().map(str::to_owned).chain(questions.iter().cloned()).collect();
    let rows = book.rows.iter().map(|row| cells(book, row, &questions, language)).collect();
    let title = words(language, "Results", "Résultats");
    Ok(Sheets { language, sheets: vec![Sheet { title, heads, rows }] })
}

const fn heads(language: Language) -> [&'static str; 10] {
    match language {
        Language::English => [
            "Last name",
            "First name",
            "Birth date",
            "Class",
            "Anonymous id",
            "Attendance",
            "State",
            "Total",
            "Out of",
            "Appreciation",
        ],
        Language::French => [
            "Nom",
            "Prénom",
            "Né(e) le",
            "Classe",
            "Identifiant anonyme",
            "Présence",
            "État",
            "Note",
            "Sur",
            "Appréciation",
        ],
    }
}

/// The questions of the scheme and of all its subjects in their order, then free keys.
fn questions(book: &MarkBook) -> Vec<String> {
    let scheme = book.scheme.iter();
    let variants =
        scheme.flat_map(|scheme| scheme.variants().into_iter().map(move |variant| (scheme, variant)));
    let of_scheme = variants.flat_map(|(scheme, variant)| {
        scheme
            .questions(variant.as_deref())
            .into_iter()
            .map(|question| question.id.to_owned())
            .collect::<Vec<_>>()
    });
    let given = book.rows.iter().flat_map(|row| row.scores.scores.keys().cloned());
    let mut seen = std::collections::BTreeSet::new();
    of_scheme.chain(given).filter(|id| seen.insert(id.clone())).collect()
}

fn cells(book: &MarkBook, row: &MarkBookRow, questions: &[String], language: Language) -> Vec<Cell> {
    let candidate = row.candidate.as_ref();
    let result = row.result.filter(|_| row.is_graded());
    let mut cells = vec![
        Cell::text(candidate.map(|candidate| candidate.last_name.as_str())),
        Cell::text(candidate.map(|candidate| candidate.first_name.as_str())),
        candidate.and_then(|candidate| candidate.birth_date).map_or(Cell::Nothing, Cell::Day),
        Cell::text(candidate.and_then(|candidate| candidate.class.as_deref())),
        Cell::text(row.anonymous_id.as_ref().map(|id| id.as_str())),
        Cell::Text(attendance(row.attendance, language).into()),
        Cell::text(row.status.map(|status| state(status, language))),
        result.map_or(Cell::Nothing, |total| Cell::Mark(total.value)),
        Cell::Mark(book.scale),
        Cell::text(Some(&row.scores.appreciation)),
    ];
    cells.extend(questions.iter().map(|question| match row.scores.scores.get(question) {
        Some(Score::Points(points)) => Cell::Mark(*points),
        Some(Score::NotAnswered) => Cell::Text(words(language, "not answered", "non traitée").into()),
        None => Cell::Nothing,
    }));
    cells
}

/// What people call it.
pub(super) const fn attendance(attendance: Attendance, language: Language) -> &'static str {
    let (english, french) = match attendance {
        Attendance::Present => ("present", "présent"),
        Attendance::Absent => ("absent", "absent"),
        Attendance::Excused => ("excused", "dispensé"),
        Attendance::HandedInNothing => ("nothing handed in", "copie non rendue"),
        Attendance::SuspectedFraud => ("suspected fraud", "suspicion de fraude"),
    };
    words(language, english, french)
}

const fn state(status: Status, language: Language) -> &'static str {
    let (english, french) = match status {
        Status::Staging => ("to be checked", "à vérifier"),
        Status::Quarantine => ("set aside", "mise de côté"),
        Status::Ready => ("ready", "à corriger"),
        Status::Locked => ("being marked", "en correction"),
        Status::GradingInProgress => ("being finished", "en finalisation"),
        Status::GradingFailed => ("to be finished again", "finalisation à refaire"),
        Status::Graded => ("graded", "corrigée"),
    };
    words(language, english, french)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    #[test]
    fn everybody_stands_in_the_table() {
        let json = br#"{"format":"korrigo.results/1","subject":"M",
            "scheme":[{"id":"1","points":15},{"id":"2","points":5}],"results":[
            {"candidate":{"last_name":"LI","first_name":"Zo","birth_date":"2008-02-01","class":"T3"},
             "anonymous_id":"MATH-0417","status":"GRADED","scores":{"1":"12.5","2":"not_answered"},"appreciation":"=Bien"},
            {"candidate":{"last_name":"LY"},"attendance":"absent"},
            {"anonymous_id":"MATH-0099","status":"READY","scores":{"2":"3"}}]}"#;
        let book = MarkBook::read(json, &Limits::default()).unwrap();
        let french = String::from_utf8(results(&book, Language::French).unwrap().csv().unwrap()).unwrap();
        assert_eq!(
            french,
            "\u{feff}Nom;Prénom;Né(e) le;Classe;Identifiant anonyme;Présence;État;Note;Sur;Appréciation;1;2\r\n\
             LI;Zo;01/02/2008;T3;MATH-0417;présent;corrigée;12,50;20,00;'=Bien;12,50;non traitée\r\n\
             LY;;;;;absent;;;20,00;;;\r\n\
             ;;;;MATH-0099;présent;à corriger;;20,00;;;3,00\r\n"
        );
        let empty = results(&MarkBook::new("M", Vec::new()), Language::English);
        assert_eq!(empty.unwrap_err().detail(), Some("export.no_copy"));
    }
}
