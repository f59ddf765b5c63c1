//! What can be typed: commands, options, and the help that teaches them.

mod annotations;
mod anonymity;
mod export;
mod marking;
mod returning;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use korrigo_core::Limits;
use korrigo_core::booklet::Mode;
use korrigo_core::redact::auto::ShowThrough;

use crate::{text, usage};

pub(crate) use annotations::{Annotations, AnnotationsExport, AnnotationsImport, AnnotationsWhat};
pub(crate) use anonymity::{Audit, Redact, ZoneArgument};
pub(crate) use export::{Export, ExportPapers, ExportPronote, ExportTable, ExportWhat};
pub(crate) use marking::{Dispatch, Match, Stats, Totals, VerifyLog};
pub(crate) use returning::{Flatten, SummaryPlace, Verify};

/// Reads the command line; shows help or says what is wrong, and ends, where that is all there is to do.
pub(crate) fn parse() -> Cli {
    let mut cli = Cli::try_parse().unwrap_or_else(|error| usage::end(&error));
    cli.global.lang.get_or_insert_with(text::language_of_the_locale);
    cli
}

const EXAMPLES: &str = "\
Examples:
  korrigo demo                                        see it work on a sample exam
  korrigo process scans/ -o exam                      a whole folder of scans, the whole job
  korrigo process pile.pdf -o exam --mode fixed:4     every 4 pages are a copy
  korrigo scan pile.pdf --overlay seen                what is seen on the paper, drawn over it
  korrigo plan pile.pdf -o plan.json                  decide first, look at the plan, edit it …
  korrigo split pile.pdf --plan plan.json -o copies   … then cut
  korrigo redact copy.pdf --auto -o hidden.pdf        hide the header in the file itself
  korrigo audit exam/copies --roster class.csv        what could still identify someone
  korrigo flatten copy.pdf --annotations marks.json -o marked.pdf   the paper that goes back
  korrigo verify marked.pdf                           is it still what was drawn?
  korrigo annotations import copy.pdf --from marked.pdf -o marks.json   back from other programs
  korrigo export pronote results.json -o pronote.csv  the mark book that schools import
  korrigo match --roster class.csv --readings r.json  whose copy is whose, who is missing

Exit codes: 0 done · 1 refused or failed · 2 wrong usage · 3 done, but something needs review ·
78 configuration refused · 130 interrupted. Whatever fails leaves nothing half-written.";

/// From a pile of scanned exam papers to one clean, lossless PDF for each candidate.
#[derive(Debug, Parser)]
#[command(name = "korrigo", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// Exactly one JSON value on stdout; errors as JSON on stderr
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of messages and reports [default: from the locale]
    #[arg(long, global = true, value_name = "fr|en")]
    pub(crate) lang: Option<Lang>,
}

/// A language that can be asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// French
    Fr,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Inspect(Inspect),
    Render(Render),
    Scan(Scan),
    Plan(Plan),
    PlanDiff(PlanDiff),
    Split(Split),
    Redact(Redact),
    Audit(Audit),
    Flatten(Flatten),
    Verify(Verify),
    Annotations(Annotations),
    Export(Export),
    Process(Process),
    Match(Match),
    Dispatch(Dispatch),
    Totals(Totals),
    Stats(Stats),
    VerifyLog(VerifyLog),
    Demo(Demo),
}

/// Say what is in a file: pages, images and their codecs, resolution, encryption, active content
///
/// Nothing is written. Pages are counted from 0. Two independent readers count the pages; where they
/// disagree, a split asks for review.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  korrigo inspect scan.pdf\n  korrigo inspect scan.pdf --json")]
pub(crate) struct Inspect {
    /// A PDF, TIFF, JPEG, PNG or ZIP of these
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Draw pages as PNG, JPEG or WebP
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo render scan.pdf --page 0 -o first.png
  korrigo render scan.pdf --all pages --dpi 100 --format jpg")]
pub(crate) struct Render {
    /// A PDF, TIFF, JPEG, PNG or ZIP of these
    pub(crate) file: PathBuf,
    /// Which page, from 0
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "all")]
    pub(crate) page: usize,
    /// Pixels an inch
    #[arg(long, value_name = "D", default_value_t = 150.0, value_parser = dpi)]
    pub(crate) dpi: f64,
    /// Draw in shades of grey
    #[arg(long)]
    pub(crate) grey: bool,
    /// Where to write the page; the name ends in .png, .jpg or .webp
    #[arg(short, long, value_name = "OUT.png", required_unless_present = "all", conflicts_with = "all")]
    pub(crate) output: Option<PathBuf>,
    /// Write all pages into this folder: page-0000.png, page-0001.png, …
    #[arg(long, value_name = "DIR")]
    pub(crate) all: Option<PathBuf>,
    /// What to write with --all
    #[arg(long, value_enum, default_value_t = Picture::Png, requires = "all")]
    pub(crate) format: Picture,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// A picture format.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Picture {
    /// Lossless
    Png,
    /// Small
    Jpg,
    /// Lossless and smaller
    Webp,
}

/// Look at every side: which way up, skew, fold, header, page numbers, blank, quality, barcodes
///
/// Nothing is decided and nothing is cut. Every finding says how sure it is. Exit code 3 says that a side
/// is too poor to be marked.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo scan pile.pdf
  korrigo scan pile.pdf --overlay seen      a picture of every side with the findings drawn over it
  korrigo scan scans/ --json > findings.json")]
pub(crate) struct Scan {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Draw what was seen into this folder: side-0000.png, side-0001.png, …
    #[arg(long, value_name = "DIR")]
    pub(crate) overlay: Option<PathBuf>,
    /// Replace pictures of an earlier run
    #[arg(long, requires = "overlay")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Decide which half of which sheet is which page of which copy
///
/// Nothing is cut yet: the plan is a JSON file that can be read, edited and applied with `split`. Exit code
/// 3 says that a person should look at something; the plan names what and why.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo plan pile.pdf -o plan.json
  korrigo plan scans/ --mode fixed:8 -o plan.json
  korrigo plan *.pdf --mode single --json > plan.json")]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(crate) sources: Sources,
    #[command(flatten)]
    pub(crate) planning: Planning,
    /// Where to write the plan; left out, it goes to stdout
    #[arg(short, long, value_name = "plan.json")]
    pub(crate) output: Option<PathBuf>,
    /// Replace a plan that is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Say what changed between two plans of the same scans
///
/// Before an edited plan is applied: which copies came and went, which pages moved, were turned, cut elsewhere or
/// marked as blank.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  korrigo plan-diff plan.json edited.json")]
pub(crate) struct PlanDiff {
    /// The plan as it was
    #[arg(value_name = "BEFORE.json")]
    pub(crate) before: PathBuf,
    /// The plan as it is now
    #[arg(value_name = "AFTER.json")]
    pub(crate) after: PathBuf,
}

/// Cut the scans as a plan says: one PDF a copy, without loss
///
/// Writes copy-0001.pdf, copy-0002.pdf, … in the order of the plan, and what a person must place into
/// review/. The scans are recognised by their content, so their names and order do not matter.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  korrigo split pile.pdf --plan plan.json -o copies")]
pub(crate) struct Split {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// The plan that `korrigo plan` made
    #[arg(long, value_name = "plan.json")]
    pub(crate) plan: PathBuf,
    /// The folder to write into; it must be empty or not there
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Write into a folder that is not empty, replacing the copies of an earlier run
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// The whole job: plan, split, hide who wrote what, and a report to look at
///
/// DIR/copies holds what markers may have: one redacted PDF a copy, named by its anonymous id, and a record
/// beside it. Everything that identifies a candidate goes under DIR/private, which only you can open:
/// plan.json, identified/, identities.csv, exam.key, review/ and report.html. A copy whose header is not
/// certain, or whose redaction is not proven, stays in private and waits for you (exit code 3).
///
/// The anonymous ids follow from the key of the exam: keep it, and the same scans get the same ids again.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo process scans/ -o exam
  korrigo process pile.pdf --roster class.csv --exam \"Mathematics, June\" -o exam
  korrigo process scans/ --key-file mathematics.key -o exam     the key is kept elsewhere
  korrigo process *.pdf --mode single -o exam")]
pub(crate) struct Process {
    #[command(flatten)]
    pub(crate) sources: Sources,
    #[command(flatten)]
    pub(crate) planning: Planning,
    /// Who was expected: a CSV list as schools export it. Its names, dates and numbers are looked for in
    /// every copy before it is handed over
    #[arg(long, value_name = "CSV")]
    pub(crate) roster: Option<PathBuf>,
    /// What the exam is called; its first four letters begin every anonymous id
    #[arg(long, value_name = "NAME")]
    pub(crate) exam: Option<String>,
    /// The key of the exam; made if it is not there [default: DIR/private/exam.key]
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Write the anonymous id into the hidden headers too, for copies that are printed
    #[arg(long)]
    pub(crate) stamp: bool,
    /// What to do where a name may show through on the back of its page
    #[arg(long, value_enum, default_value_t = Behind::Auto)]
    pub(crate) show_through: Behind,
    /// The folder to write into; it must be empty or not there
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Write into a folder that is not empty, replacing DIR/copies and DIR/private of an earlier run; its
    /// key is kept
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// What to do where a name may show through.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Behind {
    /// Take away what shows and keep what was written; where they cannot be told apart, as ask does
    Auto,
    /// Where the candidate wrote on the back, hand the copy over only after a person decided
    Ask,
    /// Hide the place behind the name, with what is written there
    Hide,
    /// Leave it as it is: whoever holds the page against a mirror may read the name
    Keep,
}

impl From<Behind> for ShowThrough {
    fn from(behind: Behind) -> Self {
        match behind {
            Behind::Auto => Self::WhatShows,
            Behind::Ask => Self::WhereUnwritten,
            Behind::Hide => Self::WhereSeen,
            Behind::Keep => Self::Never,
        }
    }
}

/// Make a sample exam, process it, and say where to look
///
/// Three booklets and a loose sheet, drawn by the program itself; names are made up.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  korrigo demo\n  korrigo demo --once -o somewhere")]
pub(crate) struct Demo {
    /// Process and end, without starting the server
    #[arg(long)]
    pub(crate) once: bool,
    /// The folder to write into
    #[arg(short, long, value_name = "DIR", default_value = "korrigo-demo")]
    pub(crate) output: PathBuf,
}

/// The scans of a command.
#[derive(Args, Debug)]
pub(crate) struct Sources {
    /// PDF, TIFF, JPEG, PNG, ZIP of these, or folders of them, taken in natural order of names
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// How to find the copies.
#[derive(Args, Debug)]
pub(crate) struct Planning {
    /// auto: look at the paper and rebuild the booklets. fixed:N: every N pages are a copy. single: every
    /// file is a copy. shape: cut A3 sheets in the middle without a look at the paper
    #[arg(long, value_name = "auto|fixed:N|single|shape", default_value = "auto", value_parser = planner)]
    pub(crate) mode: Planner,
    /// What somebody or something read in headers, to tell candidates apart: a JSON list of
    /// {"source":0,"page":0,"half":"right","last_name":"…","first_name":"…","birth_date":"2008-02-01",
    /// "number":"…","confidence":0.9}; what was not read is left out
    #[arg(long, value_name = "readings.json")]
    pub(crate) readings: Option<PathBuf>,
}

/// Who finds the copies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Planner {
    /// What is seen on the paper.
    Auto,
    /// A rule that needs no look at the paper.
    Blind(Mode),
}

/// What opening and reading may cost, and the password.
#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// The password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// Largest input file, such as 500M or 2G [default: 1G]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Limits")]
    pub(crate) max_file_size: Option<u64>,
    /// Most pages of one file [default: 5000]
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub(crate) max_pages: Option<usize>,
    /// Most pixels of one image, such as 268M [default: 256M]
    #[arg(long, value_name = "N", value_parser = size, help_heading = "Limits")]
    pub(crate) max_image_pixels: Option<u64>,
    /// Most bytes one page may decode to [default: 1G]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Limits")]
    pub(crate) max_decoded: Option<u64>,
}

impl Reading {
    /// The limits that hold.
    pub(crate) fn limits(&self) -> Limits {
        let default = Limits::default();
        Limits {
            max_file_bytes: self.max_file_size.unwrap_or(default.max_file_bytes),
            max_pages: self.max_pages.unwrap_or(default.max_pages),
            max_image_pixels: self.max_image_pixels.unwrap_or(default.max_image_pixels),
            max_decoded_bytes: self.max_decoded.unwrap_or(default.max_decoded_bytes),
            ..default
        }
    }
}

fn planner(text: &str) -> Result<Planner, String> {
    if text == "auto" {
        return Ok(Planner::Auto);
    }
    let blind = text.parse().map(Planner::Blind);
    blind.map_err(|_| "one of auto, fixed:N (such as fixed:4), single and shape is needed".into())
}

fn dpi(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(dpi) if (1.0..=2400.0).contains(&dpi) => Ok(dpi),
        _ => Err("a number from 1 to 2400 is needed".into()),
    }
}

/// A number with K, M or G for 2 to the power of 10, 20 or 30.
fn size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.char_indices().next_back() {
        Some((end, 'k' | 'K')) => (&text[..end], 10),
        Some((end, 'm' | 'M')) => (&text[..end], 20),
        Some((end, 'g' | 'G')) => (&text[..end], 30),
        _ => (text, 0),
    };
    let number = digits.parse::<u64>().ok().filter(|number| *number > 0);
    number
        .and_then(|number| number.checked_mul(1 << shift))
        .ok_or_else(|| "a number such as 500M or 2G is needed".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_are_read_and_refused() {
        assert_eq!(size("2G"), Ok(2 << 30));
        assert_eq!(size("17"), Ok(17));
        for text in ["", "G", "-1", "0", "1.5G", "99999999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn help_states_the_limits_that_hold() {
        let limits = Limits::default();
        assert_eq!((limits.max_file_bytes, limits.max_pages), (1 << 30, 5_000));
        assert_eq!((limits.max_image_pixels, limits.max_decoded_bytes), (1 << 28, 1 << 30));
    }
}
