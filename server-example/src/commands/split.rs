//! `korrigo split`: apply a plan, one PDF a copy.

use korrigo_core::booklet::SplitPlan;
use korrigo_core::{Code, Error};
use serde::Serialize;

use crate::cli;
use crate::copies::{self, CopySummary, Written};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs::{self, Scans};
use crate::output::Folder;
use crate::remarks::Remark;
use crate::screen::Screen;
use crate::table::Table;

use super::plan;

/// `{"copies":[{"index","file","pages","bytes","notes"}],"review":[…],"remarks":[…]}`; files relative to
/// the folder.
#[derive(Serialize)]
struct Outcome {
    copies: Vec<CopySummary>,
    review: Vec<CopySummary>,
    remarks: Vec<Remark>,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Split, screen: Screen) -> Result<Exit> {
    let folder = Folder::begin(&options.output, options.force, is_ours)?;
    let plan = plan::read(&options.plan, &options.reading.limits())?;
    let scans = inputs::open(&options.sources.files, &options.reading, screen)?;
    let scans = in_order_of(&plan, scans)?;
    let written = copies::write(&plan, &scans, &folder, &copies::Places::PLAIN, screen)?;
    folder.publish()?;
    let (copies, review) = (summaries(&written.copies), summaries(&written.review));
    let outcome = Outcome { copies, review, remarks: scans.remarks };
    screen.result(&outcome, || summary(&plan, &outcome, options, screen))?;
    Ok(Exit::review(plan.needs_review() || written.need_a_person()))
}

/// What an earlier run wrote.
fn is_ours(name: &str) -> bool {
    let number = name.strip_prefix("copy-").and_then(|rest| rest.strip_suffix(".pdf"));
    name == "review" || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The scans as the plan counts them; they are known by their content.
fn in_order_of(plan: &SplitPlan, scans: Scans) -> Result<Scans> {
    let mut given: Vec<_> = scans.names.into_iter().zip(scans.documents).map(Some).collect();
    let (mut ordered, mut failures) = (Scans { remarks: scans.remarks, ..Scans::default() }, Vec::new());
    for source in plan.sources() {
        let found =
            given.iter_mut().find_map(|slot| slot.take_if(|(_, document)| document.hash() == source.sha256));
        if let Some((name, document)) = found {
            ordered.names.push(name);
            ordered.documents.push(document);
        } else {
            let error = Error::new(Code::PlanInvalid, "the plan was made for this scan, which is not given");
            failures.push(Failure::of(&source.name, error.hint("give the scans that the plan was made for")));
        }
    }
    for (name, _) in given.into_iter().flatten() {
        let error = Error::new(Code::PlanInvalid, "the plan does not know this scan");
        failures.push(Failure::of(name, error.hint("make a new plan, or leave the scan out")));
    }
    Failure::join(failures).map_or(Ok(ordered), Err)
}

fn summaries(written: &[Written]) -> Vec<CopySummary> {
    written.iter().map(|copy| copy.summary.clone()).collect()
}

fn summary(plan: &SplitPlan, outcome: &Outcome, options: &cli::Split, screen: Screen) -> Vec<String> {
    let mut table = Table::new([screen.pick("file", "fichier"), "pages", "KiB", "notes"]);
    for copy in outcome.copies.iter().chain(&outcome.review) {
        let notes: Vec<_> = copy.notes.iter().map(|note| note.kind.as_str()).collect();
        table.row([
            copy.file.clone(),
            copy.pages.len().to_string(),
            copy.bytes.div_ceil(1024).to_string(),
            notes.join(", "),
        ]);
    }
    let mut lines = table.lines();
    lines.push(String::new());
    lines.push(format!("{}: {}", options.output.display(), plan::counts(plan, screen)));
    lines
}
