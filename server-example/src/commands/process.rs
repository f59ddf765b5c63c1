//! `korrigo process`: the whole job, and a report to look at.

use std::path::{Path, PathBuf};

use korrigo_core::booklet::SplitPlan;
use serde::Serialize;

use crate::cli::{self, Planner};
use crate::copies::{self, Copies, CopySummary};
use crate::exit::Exit;
use crate::failure::Result;
use crate::inputs::{self, Scans};
use crate::output::Folder;
use crate::remarks::Remark;
use crate::report::Report;
use crate::screen::Screen;

use super::plan;

/// `{"plan","report","copies":[…],"review":[…],"needs_review","remarks":[…]}`; files relative to the folder.
#[derive(Serialize)]
struct Outcome<'a> {
    plan: &'static str,
    report: &'static str,
    copies: Vec<&'a CopySummary>,
    review: Vec<&'a CopySummary>,
    needs_review: bool,
    remarks: &'a [Remark],
}

const PLAN: &str = "private/plan.json";
const REPORT: &str = "private/report.html";

/// Runs the command.
pub(crate) fn run(options: &cli::Process, screen: Screen) -> Result<Exit> {
    let folder = Folder::begin(&options.output, options.force, |name| name == "private")?;
    let scans = inputs::open(&options.sources.files, &options.reading, screen)?;
    let job = Job { exam: options.exam.as_deref(), planner: options.planning.mode };
    let (plan, copies) = job.run(&scans, &folder, screen)?;
    folder.publish()?;
    tell(&plan, &copies, &scans, &options.output, screen)?;
    Ok(Exit::review(plan.needs_review() || copies.need_a_person()))
}

/// What is to be made of the scans.
pub(crate) struct Job<'a> {
    /// What the exam is called.
    pub(crate) exam: Option<&'a str>,
    /// How to find the copies.
    pub(crate) planner: Planner,
}

impl Job<'_> {
    /// Plans, splits and reports into `folder`.
    pub(crate) fn run(&self, scans: &Scans, folder: &Folder, screen: Screen) -> Result<(SplitPlan, Copies)> {
        let plan = plan::decide(scans, self.planner, screen)?;
        folder.private("private")?;
        folder.write(PLAN, &plan::to_json(&plan)?)?;
        let copies = copies::write(&plan, scans, folder, &copies::Places::PRIVATE, screen)?;
        let report = Report { exam: self.exam, plan: &plan, copies: &copies, language: screen.language };
        folder.write(REPORT, report.html().as_bytes())?;
        Ok((plan, copies))
    }
}

/// Says what was made and where to look.
pub(crate) fn tell(
    plan: &SplitPlan,
    copies: &Copies,
    scans: &Scans,
    folder: &Path,
    screen: Screen,
) -> Result<()> {
    let needs_review = plan.needs_review() || copies.need_a_person();
    let outcome = Outcome {
        plan: PLAN,
        report: REPORT,
        copies: copies.copies.iter().map(|copy| &copy.summary).collect(),
        review: copies.review.iter().map(|copy| &copy.summary).collect(),
        needs_review,
        remarks: &scans.remarks,
    };
    screen.result(&outcome, || summary(plan, needs_review, folder, screen))
}

fn summary(plan: &SplitPlan, needs_review: bool, folder: &Path, screen: Screen) -> Vec<String> {
    let at = |name: &str| -> String {
        let path: PathBuf = folder.join(name);
        path.display().to_string()
    };
    let mut lines = vec![
        plan::counts(plan, screen),
        String::new(),
        format!("{}  {}", screen.pick("look at:", "à regarder :"), at(REPORT)),
        format!("{}  {}", screen.pick("copies: ", "copies :    "), at("private/identified")),
    ];
    if !plan.review().is_empty() {
        lines.push(format!("{}  {}", screen.pick("to place:", "à placer :  "), at("private/review")));
    }
    if needs_review {
        lines.push(String::new());
        lines.push(
            screen
                .pick(
                    "Something needs a person's eye: the report begins with it.",
                    "Quelque chose demande un regard humain : le rapport commence par là.",
                )
                .into(),
        );
    }
    lines
}
