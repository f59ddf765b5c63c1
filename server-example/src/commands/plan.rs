//! `korrigo plan`: decide, and write the decision down.

use std::path::Path;

use korrigo_core::booklet::{
    self, AssignOptions, FindingsLooks, PageReading, ReadingLooks, SplitPlan, Status,
};
use korrigo_core::scan::Findings;
use korrigo_core::{Code, Error, Limits};

use crate::cli::{self, Planner, Planning};
use crate::exit::Exit;
use crate::failure::Result;
use crate::inputs::{self, Scans};
use crate::output;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

use super::scan;

/// Runs the command.
pub(crate) fn run(options: &cli::Plan, screen: Screen) -> Result<Exit> {
    if let Some(path) = &options.output {
        output::check_file(path, options.force)?;
    }
    let scans = inputs::open(&options.sources.files, &options.reading, screen)?;
    let (plan, _) = decide(&scans, &options.planning, screen)?;
    if let Some(path) = &options.output {
        output::write_file(path, &to_json(&plan)?, options.force)?;
    }
    // Without a place to write it to, the plan itself is the result.
    let to_stdout = Screen { json: screen.json || options.output.is_none(), ..screen };
    to_stdout.result(&plan, || summary(&plan, screen))?;
    Ok(Exit::review(plan.needs_review()))
}

/// Makes the plan of these scans: `auto` looks at the paper first, and gives what it saw.
pub(crate) fn decide(
    scans: &Scans,
    planning: &Planning,
    screen: Screen,
) -> Result<(SplitPlan, Option<Findings>)> {
    let Planner::Blind(mode) = planning.mode else {
        let readings = planning.readings.as_ref().map(|path| read_readings(path, &Limits::default()));
        let readings = readings.transpose()?.unwrap_or_default();
        let findings = scan::examine(scans, screen)?;
        let seen = FindingsLooks(&findings);
        let sources: Vec<_> = findings.sources.iter().map(|scan| scan.source.clone()).collect();
        let looks = ReadingLooks::new(&seen, &readings, &sources)?;
        let plan = booklet::assign_with(&findings, &AssignOptions::default(), &looks)?;
        return Ok((plan, Some(findings)));
    };
    let named = scans.names.iter().zip(&scans.documents);
    let shapes = named.map(|(name, document)| document.shape(name)).collect::<Result<Vec<_>, _>>()?;
    Ok((booklet::plan(&shapes, mode)?, None))
}

/// A plan that was written before.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<SplitPlan> {
    inputs::read_json(path, limits, |fault| {
        let message = format!("the plan cannot be read: {fault}");
        Error::new(Code::PlanInvalid, message).hint("`korrigo plan` makes a new one")
    })
}

/// What was read in headers, from a file.
fn read_readings(path: &Path, limits: &Limits) -> Result<Vec<PageReading>> {
    inputs::read_json(path, limits, |fault| {
        let message = format!("the readings cannot be read: {fault}");
        let hint = r#"they are [{"source":0,"page":0,"half":"right","last_name":"…","confidence":0.9}]"#;
        Error::new(Code::PlanInvalid, message).with_detail("readings").hint(hint)
    })
}

/// The plan as people edit it.
pub(crate) fn to_json(plan: &SplitPlan) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(plan)
        .map_err(|error| Error::new(Code::Internal, format!("the plan cannot be written: {error}")))?;
    text.push(b'\n');
    Ok(text)
}

/// The plan for people: a line a copy, and what a person must look at.
pub(crate) fn summary(plan: &SplitPlan, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("copy", "copie"),
        "pages",
        screen.pick("source", "source"),
        screen.pick("status", "état"),
        screen.pick("why", "pourquoi"),
    ]);
    for copy in plan.copies() {
        let first = copy.pages.first().map(|page| page.placement);
        let source =
            first.and_then(|place| plan.sources().get(place.source)).map(|source| source.name.clone());
        table.row([
            format!("{:04}", copy.index + 1),
            copy.pages.len().to_string(),
            source.unwrap_or_default(),
            status(copy.status, screen).into(),
            copy.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>().join(", "),
        ]);
    }
    let mut lines = table.lines();
    lines.push(String::new());
    lines.push(counts(plan, screen));
    lines
}

/// Whether a copy stands, in a word.
pub(crate) const fn status<'a>(status: Status, screen: Screen) -> &'a str {
    match status {
        Status::Certain => screen.pick("certain", "certaine"),
        Status::Review => screen.pick("review", "à revoir"),
    }
}

/// "3 copies, 12 pages, 1 page to place".
pub(crate) fn counts(plan: &SplitPlan, screen: Screen) -> String {
    let pages = plan.copies().iter().map(|copy| copy.pages.len()).sum();
    let language = screen.language;
    let count = |number, one: (&str, &str), many: (&str, &str)| {
        text::count(language, number, screen.pick(one.0, one.1), screen.pick(many.0, many.1))
    };
    let mut parts = vec![
        count(plan.copies().len(), ("copy", "copie"), ("copies", "copies")),
        count(pages, ("page", "page"), ("pages", "pages")),
    ];
    let waiting = plan.copies().iter().filter(|copy| copy.needs_a_person()).count();
    if waiting > 0 {
        parts.push(count(
            waiting,
            ("copy to review", "copie à revoir"),
            ("copies to review", "copies à revoir"),
        ));
    }
    if !plan.review().is_empty() {
        parts.push(count(
            plan.review().len(),
            ("page to place", "page à placer"),
            ("pages to place", "pages à placer"),
        ));
    }
    if !plan.blank().is_empty() {
        parts.push(count(
            plan.blank().len(),
            ("blank page", "page blanche"),
            ("blank pages", "pages blanches"),
        ));
    }
    parts.join(", ")
}
