//! `korrigo match`: whose copy is whose, who is missing, what a person must settle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use korrigo_core::roster::{
    Assignment, Attendance, Candidate, CopyReading, CountingSheet, MatchMode, Matching, Proposal, Roster,
    match_copies,
};
use korrigo_core::{Code, Error, Limits};
use serde::{Deserialize, Serialize};

use crate::cli;
use crate::counting_sheet::{self, Format};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::needles;
use crate::output;
use crate::remarks::Remark;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;
use crate::words;

/// `{"assignments":[…],"conflicts":[…],"missing":[…],"surplus":[…],"counting":{…},"remarks":[…]}`.
#[derive(Serialize)]
struct Outcome {
    #[serde(flatten)]
    matching: Matching,
    counting: CountingSheet,
    remarks: Vec<Remark>,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Match, screen: Screen) -> Result<Exit> {
    let sheet = match options.sheet.as_deref() {
        Some(path) => Some((path, Format::of(path)?)),
        None => None,
    };
    if let Some((path, _)) = sheet {
        output::check_file(path, options.force)?;
    }
    let limits = Limits::default();
    let mut remarks = Vec::new();
    let roster = needles::roster(&options.roster, &limits, &mut remarks, screen)?;
    let readings: Vec<CopyReading> = inputs::read_json(&options.readings, &limits, |fault| {
        let hint = r#"they are [{"copy":0,"last_name":"…","first_name":"…","birth_date":"2008-02-01"}]"#;
        let message = format!("the readings cannot be read: {fault}");
        Error::new(Code::RosterInvalid, message).with_detail("readings").hint(hint)
    })?;
    let said = match &options.attendance {
        Some(path) => said(path, &roster, &limits)?,
        None => BTreeMap::new(),
    };
    let copies: BTreeSet<usize> = (0..options.copies.unwrap_or(0) as usize).collect();
    let matching = match_copies(&roster, &readings, &copies)?;
    let counting = CountingSheet::of(&roster, &matching, &said);
    if let Some((path, format)) = sheet {
        output::write_file(path, &counting_sheet::write(&counting, format, screen)?, options.force)?;
    }
    let outcome = Outcome { matching, counting, remarks };
    screen.result(&outcome, || lines(&outcome, screen))?;
    let all_sure = outcome.matching.assignments.iter().all(|one| one.mode == MatchMode::Auto);
    Ok(Exit::review(!all_sure || !outcome.counting.is_settled()))
}

/// What a person said of one candidate.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    line: Option<usize>,
    number: Option<String>,
    attendance: Attendance,
}

/// What a person said, by the line of the list.
fn said(path: &Path, roster: &Roster, limits: &Limits) -> Result<BTreeMap<usize, Attendance>> {
    let refused = |message: String| {
        let hint = r#"it is [{"line":7,"attendance":"excused"}]; the header of the list is line 1"#;
        Error::new(Code::RosterInvalid, message).with_detail("attendance").hint(hint)
    };
    let all: Vec<Said> =
        inputs::read_json(path, limits, |fault| refused(format!("the attendance cannot be read: {fault}")))?;
    let mut found = BTreeMap::new();
    let mut faults = Vec::new();
    for (place, said) in all.into_iter().enumerate() {
        let meant = |candidate: &&Candidate| {
            let is_line = said.line.is_none_or(|line| line == candidate.line);
            let is_number = said.number.is_none() || said.number == candidate.number;
            is_line && is_number
        };
        let mut candidates = roster.candidates().iter().filter(meant);
        match (candidates.next(), candidates.next()) {
            (Some(candidate), None) => {
                found.insert(candidate.line, said.attendance);
            }
            _ => faults
                .push(Failure::of(path, refused(format!("entry {place} is not one candidate of the list")))),
        }
    }
    Failure::join(faults).map_or(Ok(found), Err)
}

/// For people: who is sure, who must be looked at and why, who is missing, what is surplus.
fn lines(outcome: &Outcome, screen: Screen) -> Vec<String> {
    let Outcome { matching, counting, .. } = outcome;
    let mut lines = Vec::new();
    let of = |mode| matching.assignments.iter().filter(move |one| one.mode == mode);
    let mut section = |title: (&str, &str), rows: Vec<String>| {
        if !rows.is_empty() {
            lines.extend([screen.pick(title.0, title.1).to_owned(), String::new()]);
            lines.extend(rows.into_iter().chain([String::new()]));
        }
    };
    section(("SURE", "SÛRES"), sure(of(MatchMode::Auto), screen));
    section(("TO BE LOOKED AT", "À VÉRIFIER"), doubtful(of(MatchMode::Semi), screen));
    section(("TO BE READ ON PAPER", "À LIRE SUR LA COPIE"), doubtful(of(MatchMode::Manual), screen));
    section(("ONE CANDIDATE, SEVERAL COPIES", "UN CANDIDAT, PLUSIEURS COPIES"), conflicts(matching, screen));
    section(("WITHOUT A COPY", "SANS COPIE"), missing(counting, screen));
    section(("COPIES OF NOBODY ON THE LIST", "COPIES DE PERSONNE DE LA LISTE"), surplus(counting));
    section(("PAPERS", "COPIES PAR CLASSE"), counting_sheet::by_class(counting, screen));
    lines.push(summary(matching, counting, screen));
    lines
}

/// Copies are counted from 1 for people, as the files that `split` writes.
fn number(copy: usize) -> String {
    format!("{:04}", copy.saturating_add(1))
}

fn numbers(copies: &[usize]) -> String {
    copies.iter().map(|copy| number(*copy)).collect::<Vec<_>>().join(", ")
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn sure<'a>(copies: impl Iterator<Item = &'a Assignment>, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("copy", "copie"),
        screen.pick("candidate", "candidat"),
        screen.pick("class", "classe"),
        screen.pick("line", "ligne"),
        "score",
        screen.pick("margin", "écart"),
    ]);
    let mut any = false;
    for (copy, candidate) in copies.filter_map(|copy| Some((copy, copy.candidate.as_ref()?))) {
        any = true;
        table.row([
            number(copy.copy),
            counting_sheet::name(candidate),
            candidate.class.clone().unwrap_or_default(),
            candidate.line.to_string(),
            copy.proposals.first().map(|own| percent(own.score)).unwrap_or_default(),
            format!("{:.2}", copy.margin),
        ]);
    }
    if any { table.lines() } else { Vec::new() }
}

/// A row a proposal; what is said of the copy stands in its first row.
fn doubtful<'a>(copies: impl Iterator<Item = &'a Assignment>, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("copy", "copie"),
        screen.pick("could be", "serait"),
        screen.pick("line", "ligne"),
        "score",
        screen.pick("name", "nom"),
        screen.pick("birth date", "né(e) le"),
        screen.pick("number", "numéro"),
        screen.pick("has copy", "a la copie"),
        screen.pick("why", "pourquoi"),
    ]);
    let mut any = false;
    for copy in copies {
        any = true;
        let why = copy.reasons.iter().map(|reason| words::match_reason(*reason, screen));
        let mut why = why.collect::<Vec<_>>().join("; ");
        let mut own = number(copy.copy);
        for Proposal { candidate, score, name, birth_date, number: digits, other_copy } in &copy.proposals {
            table.row([
                std::mem::take(&mut own),
                counting_sheet::name(candidate),
                candidate.line.to_string(),
                percent(*score),
                percent(*name),
                words::agreement(*birth_date, screen).into(),
                words::agreement(*digits, screen).into(),
                other_copy.map(number).unwrap_or_default(),
                std::mem::take(&mut why),
            ]);
        }
        if copy.proposals.is_empty() {
            let empty = String::new;
            table.row([own, "?".into(), empty(), empty(), empty(), empty(), empty(), empty(), why]);
        }
    }
    if any { table.lines() } else { Vec::new() }
}

fn conflicts(matching: &Matching, screen: Screen) -> Vec<String> {
    let todo = screen.pick(
        "join them if both are theirs; else read the names on paper",
        "les fusionner si toutes sont à lui ou elle ; sinon lire les noms sur les copies",
    );
    let row = |conflict: &korrigo_core::roster::Conflict| {
        format!("{}: {} ({todo})", counting_sheet::name(&conflict.candidate), numbers(&conflict.copies))
    };
    matching.conflicts.iter().map(row).collect()
}

fn missing(counting: &CountingSheet, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("candidate", "candidat"),
        screen.pick("class", "classe"),
        screen.pick("line", "ligne"),
        screen.pick("attendance", "présence"),
    ]);
    let without: Vec<_> = counting.candidates.iter().filter(|counted| counted.copies.is_empty()).collect();
    for counted in &without {
        let unknown = screen.pick("nobody said", "non renseigné");
        let attendance = if counted.said { words::attendance(counted.attendance, screen) } else { unknown };
        table.row([
            counting_sheet::name(&counted.candidate),
            counted.candidate.class.clone().unwrap_or_default(),
            counted.candidate.line.to_string(),
            attendance.into(),
        ]);
    }
    if without.is_empty() { Vec::new() } else { table.lines() }
}

fn surplus(counting: &CountingSheet) -> Vec<String> {
    if counting.nobody_s.is_empty() { Vec::new() } else { vec![numbers(&counting.nobody_s)] }
}

/// "31 copies: 28 sure, 2 to be looked at, 1 to be read; 33 candidates, 3 without a copy".
fn summary(matching: &Matching, counting: &CountingSheet, screen: Screen) -> String {
    let language = screen.language;
    let of = |mode| matching.assignments.iter().filter(|one| one.mode == mode).count();
    let (auto, semi, manual) = (of(MatchMode::Auto), of(MatchMode::Semi), of(MatchMode::Manual));
    let copies = matching.assignments.len();
    let copies = text::count(language, copies, screen.pick("copy", "copie"), screen.pick("copies", "copies"));
    let sure = screen.pick("sure", text::number_of(language, auto, "sûre", "sûres"));
    let (look, read) = (screen.pick("to be looked at", "à vérifier"), screen.pick("to be read", "à lire"));
    let candidates = text::count(
        language,
        counting.candidates.len(),
        screen.pick("candidate", "candidat"),
        screen.pick("candidates", "candidats"),
    );
    let without = counting.candidates.iter().filter(|counted| counted.copies.is_empty()).count();
    let (colon, stop) = (screen.pick(":", " :"), screen.pick(";", " ;"));
    let no_copy = screen.pick("without a copy", "sans copie");
    format!(
        "{copies}{colon} {auto} {sure}, {semi} {look}, {manual} {read}{stop} {candidates}, {without} {no_copy}"
    )
}
