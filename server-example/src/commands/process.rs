//! `korrigo process`: the whole job, and a report to look at.

use std::path::{Path, PathBuf};

use korrigo_core::booklet::SplitPlan;
use korrigo_core::exam::AnonymousId;
use korrigo_core::redact::auto::ShowThrough;
use korrigo_core::roster::Roster;
use serde::Serialize;

use crate::cli::{self, Planning};
use crate::copies::{self, Copies, CopySummary, Places};
use crate::exit::Exit;
use crate::failure::Result;
use crate::handover::{self, Fate, Handover, Safe, Totals, Withheld};
use crate::identities;
use crate::identity::{self, Key};
use crate::inputs::{self, Scans};
use crate::needles;
use crate::output::Folder;
use crate::remarks::Remark;
use crate::report::Report;
use crate::sample::{Sample, Subject};
use crate::screen::Screen;
use crate::text;

use super::plan;

/// `{"plan","report","identities","copies":[…],"review":[…],"needles","needs_review","remarks":[…],"marked"}`; files
/// relative to the folder. `marked` is what the demonstration drew.
#[derive(Serialize)]
struct Outcome<'a> {
    plan: &'static str,
    report: &'static str,
    identities: &'static str,
    copies: Vec<ProcessedCopy<'a>>,
    review: Vec<&'a CopySummary>,
    needles: usize,
    needs_review: bool,
    remarks: &'a [Remark],
    #[serde(skip_serializing_if = "Option::is_none")]
    marked: Option<&'a Sample>,
}

/// An identified copy, its id, and what became of it: one of `handover` and `withheld`.
#[derive(Serialize)]
struct ProcessedCopy<'a> {
    #[serde(flatten)]
    summary: &'a CopySummary,
    anonymous_id: Option<&'a AnonymousId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handover: Option<&'a Safe>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'a Withheld>,
}

const PLAN: &str = "private/plan.json";
const REPORT: &str = "private/report.html";
const IDENTITIES: &str = "private/identities.csv";

/// Runs the command.
pub(crate) fn run(options: &cli::Process, screen: Screen) -> Result<Exit> {
    let folder = Folder::begin(&options.output, options.force, is_ours)?;
    let key = Key::find(options.key_file.as_deref(), &options.output)?;
    let mut remarks = Vec::new();
    let limits = options.reading.limits();
    let roster = options.roster.as_ref().map(|path| needles::roster(path, &limits, &mut remarks, screen));
    let roster = roster.transpose()?;
    let mut scans = inputs::open(&options.sources.files, &options.reading, screen)?;
    scans.remarks.append(&mut remarks);
    let exam = options.exam.as_deref();
    let job = Job {
        exam,
        planning: &options.planning,
        roster: roster.as_ref(),
        key: &key,
        stamp: options.stamp,
        show_through: options.show_through.into(),
    };
    let done = job.run(&scans, &folder, screen)?;
    folder.publish()?;
    done.tell(&scans, &options.output, screen)?;
    Ok(Exit::review(done.needs_review()))
}

/// What an earlier run wrote.
pub(super) fn is_ours(name: &str) -> bool {
    name == "private" || name == handover::FOLDER
}

/// What is to be made of the scans.
pub(crate) struct Job<'a> {
    /// What the exam is called.
    pub(crate) exam: Option<&'a str>,
    /// How to find the copies.
    pub(crate) planning: &'a Planning,
    /// Who was expected.
    pub(crate) roster: Option<&'a Roster>,
    /// What ids are made with.
    pub(crate) key: &'a Key,
    /// Whether the ids are written into the hidden headers.
    pub(crate) stamp: bool,
    /// What is done where a name may show through on the back of its page.
    pub(crate) show_through: ShowThrough,
}

/// What was made of them.
pub(crate) struct Done {
    plan: SplitPlan,
    copies: Copies,
    ids: Vec<AnonymousId>,
    fates: Vec<Fate>,
    needles: usize,
    /// A copy that marked itself.
    marked: Option<Sample>,
}

impl Job<'_> {
    /// Plans, splits, redacts and reports into `folder`.
    pub(crate) fn run(&self, scans: &Scans, folder: &Folder, screen: Screen) -> Result<Done> {
        let (plan, findings) = plan::decide(scans, self.planning, screen)?;
        let ids = identity::ids(&self.key.key, self.exam, plan.copies().len())?;
        folder.private("private")?;
        self.key.keep(folder)?;
        folder.write(PLAN, &plan::to_json(&plan)?)?;
        let name = |index: usize| match ids.get(index) {
            Some(id) => format!("private/identified/{id}.pdf"),
            None => format!("private/identified/copy-{:04}.pdf", index + 1),
        };
        let places = Places { copy: &name, review: "private/review/", thumbnails: true };
        let copies = copies::write(&plan, scans, folder, &places, screen)?;
        let needles = needles::of_roster(self.roster);
        let handover = Handover {
            plan: &plan,
            scans,
            findings: findings.as_ref(),
            ids: &ids,
            needles: &needles,
            key: &self.key.key,
            stamp: self.stamp,
            show_through: self.show_through,
        };
        let fates = handover.run(&copies, folder, screen)?;
        folder.write(IDENTITIES, &identities::csv(&plan, &ids)?)?;
        let report = Report {
            exam: self.exam,
            plan: &plan,
            copies: &copies,
            fates: &fates,
            language: screen.language,
        };
        folder.write(REPORT, report.html().as_bytes())?;
        Ok(Done { needles: needles.len(), plan, copies, ids, fates, marked: None })
    }
}

impl Done {
    /// Has the first copy that may be handed over mark itself.
    ///
    /// # Errors
    /// Those of [`Subject::mark`].
    pub(crate) fn mark_one(&mut self, job: &Job<'_>, folder: &Folder, screen: Screen) -> Result<()> {
        let mut safe = self.copies.copies.iter().zip(&self.fates).filter_map(|(written, fate)| match fate {
            Fate::Safe(safe) => Some((&written.summary, self.ids.get(written.summary.index)?, safe)),
            Fate::Withheld(_) => None,
        });
        let Some((summary, id, safe)) = safe.next() else { return Ok(()) };
        let subject = Subject {
            exam: job.exam.unwrap_or_default(),
            id,
            pages: &summary.pages,
            identified: &summary.file,
            redacted: safe.files(),
        };
        self.marked = Some(subject.mark(&job.key.key, folder, screen)?);
        Ok(())
    }

    /// Whether anything needs a person.
    pub(crate) fn needs_review(&self) -> bool {
        self.plan.needs_review() || self.copies.need_a_person() || Totals::of(&self.fates).withheld > 0
    }

    /// Says what was made and where to look.
    ///
    /// # Errors
    /// `store_unavailable` when stdout cannot be written.
    pub(crate) fn tell(&self, scans: &Scans, folder: &Path, screen: Screen) -> Result<()> {
        let copies = self.copies.copies.iter().zip(&self.fates).map(|(written, fate)| ProcessedCopy {
            summary: &written.summary,
            anonymous_id: self.ids.get(written.summary.index),
            handover: if let Fate::Safe(safe) = fate { Some(safe) } else { None },
            withheld: if let Fate::Withheld(withheld) = fate { Some(withheld) } else { None },
        });
        let outcome = Outcome {
            plan: PLAN,
            report: REPORT,
            identities: IDENTITIES,
            copies: copies.collect(),
            review: self.copies.review.iter().map(|copy| &copy.summary).collect(),
            needles: self.needles,
            needs_review: self.needs_review(),
            remarks: &scans.remarks,
            marked: self.marked.as_ref(),
        };
        screen.result(&outcome, || self.summary(folder, screen))
    }

    fn summary(&self, folder: &Path, screen: Screen) -> Vec<String> {
        let place = |english: &str, french: &str, name: &str| {
            let path: PathBuf = folder.join(name);
            // As wide as the widest label of the language.
            let width = screen.pick("to give back:", "identifiées :").chars().count();
            format!("{:<width$}  {}", screen.pick(english, french), path.display())
        };
        let mut lines = vec![
            plan::counts(&self.plan, screen),
            String::new(),
            place("look at:", "à regarder :", REPORT),
            place("identified:", "identifiées :", "private/identified"),
        ];
        if !self.plan.review().is_empty() {
            lines.push(place("to place:", "à placer :", "private/review"));
        }
        let Totals { safe, withheld, wiped } = Totals::of(&self.fates);
        if safe > 0 {
            lines.push(place("hand over:", "à remettre :", handover::FOLDER));
        }
        if let Some(marked) = &self.marked {
            lines.push(place("to give back:", "à rendre :", &marked.returned));
            lines.push(place("as marked:", "corrigée :", &marked.marker));
        }
        lines.push(String::new());
        if safe > 0 {
            lines.push(self.promise(screen, wiped));
        }
        if withheld > 0 {
            lines.push(text::count(
                screen.language,
                withheld,
                screen.pick(
                    "copy is not handed over: a person decides",
                    "copie non remise : une personne décide",
                ),
                screen.pick(
                    "copies are not handed over: a person decides",
                    "copies non remises : une personne décide",
                ),
            ));
        }
        if self.needs_review() {
            lines.push(
                screen
                    .pick(
                        "Something needs a person's eye: the report begins with it.",
                        "Quelque chose demande un regard humain : le rapport commence par là.",
                    )
                    .into(),
            );
        }
        if safe > 0 && self.marked.is_none() {
            let copy = folder.join("private/identified").join("ID.pdf");
            lines.push(format!(
                "{} korrigo flatten {} --annotations MARKS.json --scheme SCHEME.json --scores SCORES.json -o PAPER.pdf",
                screen.pick("when a copy is marked:", "une copie corrigée se rend ainsi :"),
                copy.display()
            ));
        }
        lines
    }

    /// What is known of the copies that may be handed over, and what is not.
    fn promise(&self, screen: Screen, wiped: usize) -> String {
        let unseen = screen.pick(
            "handwriting outside the zones was not examined",
            "l'écriture en dehors des zones n'a pas été examinée",
        );
        let backs = text::count(
            screen.language,
            wiped,
            screen.pick("back of a header: what showed through", "dos d'en-tête : ce qui transparaissait"),
            screen.pick("backs of headers: what showed through", "dos d'en-têtes : ce qui transparaissait"),
        );
        let (and, gone) = (screen.pick(";", " ;"), screen.pick("was wiped", "a été effacé"));
        let unseen = if wiped == 0 { unseen.to_owned() } else { format!("{unseen}{and} {backs} {gone}") };
        let start = screen.pick("safe to hand over:", "à remettre sans risque :");
        if self.needles == 0 {
            let none = screen.pick(
                "no roster was given, so no name was looked for;",
                "sans liste de candidats, aucun nom n'a été cherché ;",
            );
            return format!("{start} {none} {unseen}");
        }
        // A copy in which one is found is not handed over.
        let needles = text::thousands(screen.language, self.needles);
        let found = screen.pick("0 of", "0 des");
        let searched = screen.pick("needles;", "textes cherchés ;");
        format!("{start} {found} {needles} {searched} {unseen}")
    }
}
