//! What can be typed around marking: whose copy is whose, who marks what, what marks come to, and what was decided.

use std::path::PathBuf;

use clap::Args;
use korrigo_core::exam::Mark;

/// Find whose copy is whose, for the whole class at once
///
/// Compares what was read in headers with the list of candidates. AUTO: beyond doubt. SEMI: choose among the
/// proposals. MANUAL: read the paper. A copy is AUTO only when the birth date (or, where the list has none, the
/// number) was read exactly, the name agrees, nobody else comes near, and no other copy claims the candidate.
/// Exit code 3 says that a person should look at something. Names go to stdout and into --sheet, nowhere else.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo match --roster class.csv --readings read.json
  korrigo match --roster class.csv --readings read.json --copies 31 --sheet sheet.html

read.json: [{\"copy\":0,\"last_name\":\"MARTIN\",\"first_name\":\"Paul\",\"birth_date\":\"2008-02-01\",
             \"number\":\"…\",\"confidence\":0.8}]; what was not read is left out, a copy may stand there more than once
said.json: [{\"line\":7,\"attendance\":\"excused\"},{\"number\":\"…\",\"attendance\":\"absent\"}]; the line of the
           list, whose header is line 1; one of present, absent, excused, handed_in_nothing, suspected_fraud

Copies are counted from 0, here as in the JSON.")]
pub(crate) struct Match {
    /// Who was expected: a CSV list as schools export it
    #[arg(long, value_name = "CSV")]
    pub(crate) roster: PathBuf,
    /// What somebody or something read in the headers
    #[arg(long, value_name = "JSON")]
    pub(crate) readings: PathBuf,
    /// How many copies there are: those that nothing was read of are listed, too
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub(crate) copies: Option<u32>,
    /// Who was there, as a person says
    #[arg(long, value_name = "JSON")]
    pub(crate) attendance: Option<PathBuf>,
    /// Write the counting sheet, for print and signature; the name ends in .html, .csv, .txt or .json
    #[arg(long, value_name = "FILE")]
    pub(crate) sheet: Option<PathBuf>,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
}

/// Add marks up: what each copy comes to, exactly, in the scale of the exam
///
/// Every score is checked against the scheme. With --before, only what a change of the scheme changes is told. Exit
/// code 3 says that questions have no score yet, or that scores are not allowed any more.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo totals --scheme scheme.json marks.json
  korrigo totals --scheme new.json --before old.json marks.json

scheme.json: {\"scale\":\"20\",\"items\":[{\"id\":\"1\",\"label\":\"Exercise 1\",\"points\":\"12\"}]}
marks.json: [{\"copy\":\"MATH-0417\",\"scores\":{\"1\":\"9.5\",\"2\":\"not_answered\"}}], or one such object")]
pub(crate) struct Totals {
    /// The marking scheme
    #[arg(long, value_name = "JSON")]
    pub(crate) scheme: PathBuf,
    /// The scheme that held before: tells every total that changes
    #[arg(long, value_name = "JSON")]
    pub(crate) before: Option<PathBuf>,
    /// Marked copies
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// Say how an exam went: marks, questions, markers
///
/// Mean, median, quartiles and histogram of the totals; success and discrimination of every question; how far each
/// marker lies from all others. Copies with questions that have no score yet are left out, and counted.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo stats --scheme scheme.json marks.json
  korrigo stats --scheme scheme.json --bar 1 --json marks/*.json

The files are those of `korrigo totals`; \"marker\":\"…\" in them tells who marked.")]
pub(crate) struct Stats {
    /// The marking scheme
    #[arg(long, value_name = "JSON")]
    pub(crate) scheme: PathBuf,
    /// How many points a bar of the histogram holds
    #[arg(long, value_name = "POINTS", default_value = "2", value_parser = mark)]
    pub(crate) bar: Mark,
    /// Marked copies
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// Deal copies out to markers, evenly and by chance
///
/// Nobody gets a copy that is not for them, nobody more than their quota, and loads differ by one at most where
/// nothing stands against it. The same seed deals out the same way. Exit code 3 says that copies are left.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo dispatch --copies exam/copies --markers markers.json --seed 17
  korrigo dispatch --copies copies.json --markers markers.json --twice
  korrigo dispatch --copies exam/copies --markers markers.json --by-question scheme.json

copies.json: [\"MATH-0001\",{\"copy\":\"MATH-0002\",\"never\":[\"anne\"],\"priority\":1}]: never = the candidate's own
             teachers; higher priorities are dealt out first
markers.json: [{\"id\":\"anne\",\"load\":3,\"quota\":40,\"questions\":[\"1\",\"2\"]}]; all but the id may be left out")]
pub(crate) struct Dispatch {
    /// The copies: a JSON list, or a folder of copies that `korrigo process` made
    #[arg(long, value_name = "JSON|DIR")]
    pub(crate) copies: PathBuf,
    /// The markers
    #[arg(long, value_name = "JSON")]
    pub(crate) markers: PathBuf,
    /// Which of all fair ways to take [default: drawn by chance, and told]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Two markers for every copy, neither knowing of the other
    #[arg(long)]
    pub(crate) twice: bool,
    /// Deal out exercise by exercise: the scheme whose top items are the parts
    #[arg(long, value_name = "SCHEME")]
    pub(crate) by_question: Option<PathBuf>,
}

/// Prove what was decided about copies: nothing changed, lost or put in another order
///
/// Every link of a chain holds the hash of the one before; payloads may have been erased, and are counted. Where
/// checkpoints are given, an end that was cut off is found, too. Exit code 3 says that a chain is not whole.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo verify-log log.json
  korrigo verify-log logs/*.json --json

log.json: {\"format\":\"korrigo.log/1\",\"exam\":\"…\",\"checkpoints\":[…],
           \"copies\":[{\"copy\":\"MATH-0417\",\"records\":[{\"version\":1,\"link\":{…},\"payload\":{…}},…]}]}")]
pub(crate) struct VerifyLog {
    /// Logs as a store wrote them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

fn mark(text: &str) -> Result<Mark, String> {
    text.parse().map_err(|error: korrigo_core::Error| error.message().to_owned())
}
