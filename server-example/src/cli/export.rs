//! What can be typed to hand marks and papers on.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use korrigo_core::exam::Mark;

use super::Reading;

/// Hand marks and papers on: mark book, results, statistics, all papers as one file
///
/// Marks are read from a JSON file, korrigo.results/1. A candidate who was absent, excused, handed in nothing or is
/// under suspicion has no mark, never a zero. No text in a table can be a formula: one that begins as one gets an
/// apostrophe in front. What is not fit to leave is refused with all its reasons at once.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo export pronote results.json -o pronote.csv
  korrigo export results results.json -o results.xlsx
  korrigo export statistics results.json -o statistics.csv
  korrigo export zip final/ -o papers.zip
  korrigo export merged final/ --marks results.json --names -o papers.pdf

results.json is, with everything but format and results at will:
  {\"format\": \"korrigo.results/1\", \"exam\": \"Mock exam\", \"subject\": \"Mathematics\", \"coefficient\": \"1\",
   \"scale\": \"20\", \"scheme\": {…}, \"results\": [
    {\"candidate\": {\"last_name\": \"BEN SALAH\", \"first_name\": \"Youssef\", \"birth_date\": \"2007-11-02\", \"class\": \"T3\"},
     \"anonymous_id\": \"MATH-0417\", \"status\": \"GRADED\", \"marker\": \"Marker 1\",
     \"scores\": {\"1.a\": \"1.5\", \"1.b\": \"not_answered\"}, \"appreciation\": \"Clear work.\"},
    {\"candidate\": {\"last_name\": \"LI\", \"first_name\": \"Zoe\"}, \"attendance\": \"absent\"}]}
A total follows from the scores, by the scheme or as their sum; without scores it is given: \"total\": \"15.5\".
attendance: present absent excused handed_in_nothing suspected_fraud. status: STAGING QUARANTINE READY LOCKED
GRADING_IN_PROGRESS GRADING_FAILED GRADED; a candidate without a copy has none.")]
pub(crate) struct Export {
    #[command(subcommand)]
    pub(crate) what: ExportWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportWhat {
    Pronote(ExportPronote),
    Results(ExportResults),
    Statistics(ExportStatistics),
    Zip(ExportZip),
    Merged(ExportMerged),
}

/// Write the mark book that Pronote imports
///
/// One line a candidate: NOM;PRENOM;DATE_NAISSANCE;MATIERE;NOTE;COEFF;COMMENTAIRE, marks out of 20. Who has no mark is
/// Abs, Disp (excused), N.Rdu (handed in nothing) or N.Not (suspected of fraud). Exit code 3 says that something is
/// not in the file as it is in the results: candidates without a graded copy, comments of more than 500 characters.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo export pronote results.json --check                      what speaks against it
  korrigo export pronote results.json --subject Maths --coefficient 2.5 -o pronote.csv")]
pub(crate) struct ExportPronote {
    /// The results
    #[arg(value_name = "results.json")]
    pub(crate) results: PathBuf,
    /// What the mark counts in an average, with at most one decimal [default: that of the results, or 1]
    #[arg(long, value_name = "N")]
    pub(crate) coefficient: Option<Mark>,
    /// The subject, as Pronote calls it [default: that of the results]
    #[arg(long, value_name = "NAME")]
    pub(crate) subject: Option<String>,
    /// Write nothing; only say what speaks against it
    #[arg(long)]
    pub(crate) check: bool,
    /// Where to write the file
    #[arg(short, long, value_name = "OUT.csv", required_unless_present = "check")]
    pub(crate) output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Write the results as a table for people: every candidate and copy, marked or not
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo export results results.json -o results.csv
  korrigo export results results.json --lang fr -o resultats.xlsx")]
pub(crate) struct ExportResults {
    #[command(flatten)]
    pub(crate) table: ExportTable,
}

/// Write what the marks say together: totals, histogram, questions, markers; nobody's name but the markers'
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo export statistics results.json -o statistics.xlsx
  korrigo export statistics results.json --lang fr -o statistiques.csv")]
pub(crate) struct ExportStatistics {
    #[command(flatten)]
    pub(crate) table: ExportTable,
}

/// A table for people.
#[derive(Args, Debug)]
pub(crate) struct ExportTable {
    /// The results
    #[arg(value_name = "results.json")]
    pub(crate) results: PathBuf,
    /// Where to write the table; the name ends in .csv or .xlsx
    #[arg(short, long, value_name = "OUT.csv|OUT.xlsx")]
    pub(crate) output: PathBuf,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Put all papers into one ZIP archive
///
/// The archive is written as it grows, however large it becomes. Each paper is called by its anonymous id, or by the
/// name of its file without --marks; names of candidates stand in it only with --names.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo export zip final/ -o papers.zip
  korrigo export zip final/ --marks results.json --names -o papers.zip        NOM_Prenom_MATH-0417.pdf")]
pub(crate) struct ExportZip {
    #[command(flatten)]
    pub(crate) papers: ExportPapers,
    /// Where to write the archive
    #[arg(short, long, value_name = "OUT.zip")]
    pub(crate) output: PathBuf,
}

/// Put all papers into one PDF, with an outline that leads to each
///
/// Pages keep their content and images byte for byte. The outline calls each paper by its anonymous id, or by the
/// name of its file without --marks; names of candidates stand in it only with --names.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo export merged final/ -o papers.pdf
  korrigo export merged final/ --marks results.json --names -o papers.pdf")]
pub(crate) struct ExportMerged {
    #[command(flatten)]
    pub(crate) papers: ExportPapers,
    /// Where to write the file
    #[arg(short, long, value_name = "OUT.pdf")]
    pub(crate) output: PathBuf,
}

/// Papers that belong together.
#[derive(Args, Debug)]
pub(crate) struct ExportPapers {
    /// PDFs, or folders of them, in natural order of names
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The results: the papers of all graded copies are taken, and no others, in the order of the results; each is
    /// found by its anonymous id, as MATH-0417.pdf. One that is missing refuses the whole
    #[arg(long, value_name = "results.json")]
    pub(crate) marks: Option<PathBuf>,
    /// Call papers by their candidates
    #[arg(long, requires = "marks")]
    pub(crate) names: bool,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
