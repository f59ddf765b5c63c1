//! What can be typed to give a marked paper back.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Reading;

/// Draw annotations, marks and comments over a copy, and say what it came to
///
/// The pages stay as they are: nothing is drawn anew or compressed again. Marks are vectors over them, texts can be
/// searched and copied. A text that finds no room on its page goes, whole, to a page of notes. With --scores the
/// total is computed from the scheme, and pages that tell it are added.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo flatten copy.pdf --annotations marks.json -o marked.pdf
  korrigo flatten copy.pdf --scheme s.json --scores scores.json --name MATH-0417 -o out.pdf
  korrigo flatten copy.pdf --annotations marks.json --scores scores.json --attach -o marked.pdf
  korrigo flatten copy.pdf --annotations marks.json --editable -o marked.pdf

Annotations are {\"annotations\":[{\"page\":0,\"kind\":\"COMMENT\",\"x\":0.1,\"y\":0.2,\"w\":0.3,\"h\":0.1,\"content\":\"…\"}]}:
a page is its index from 0, or its name; x, y, w and h are parts of the page as it is shown, from its top left
corner. Kinds: COMMENT HIGHLIGHT ERROR BONUS INK LINE ARROW STAMP TEXT. With \"question\":\"1.a\" what that question got
stands in the margin beside it.
Scores are {\"scores\":{\"1.a\":\"1.5\",\"1.b\":\"not_answered\"},\"remarks\":{\"1.a\":\"…\"},\"appreciation\":\"…\"}.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that people type")]
pub(crate) struct Flatten {
    /// The copy: a PDF, TIFF, JPEG, PNG or ZIP of these
    pub(crate) file: PathBuf,
    /// What was drawn on it
    #[arg(long, value_name = "JSON")]
    pub(crate) annotations: Option<PathBuf>,
    /// The marking scheme
    #[arg(long, value_name = "JSON", requires = "scores")]
    pub(crate) scheme: Option<PathBuf>,
    /// Which variant of the subject was answered
    #[arg(long, value_name = "NAME", requires = "scheme")]
    pub(crate) variant: Option<String>,
    /// What was given, remarks and appreciation
    #[arg(long, value_name = "JSON")]
    pub(crate) scores: Option<PathBuf>,
    /// The title of the exam [default: the name of the file]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Whose paper it is: an anonymous id, or a name [default: the name of the file]
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// The marker's initials
    #[arg(long, value_name = "TEXT")]
    pub(crate) marker: Option<String>,
    /// Where the summary stands
    #[arg(long, value_enum, default_value_t = SummaryPlace::Last)]
    pub(crate) summary: SummaryPlace,
    /// Leave the pages under the marks empty, for printing onto the paper itself
    #[arg(long)]
    pub(crate) marks_only: bool,
    /// Write annotations that other programs list and change, instead of drawing them; annotations that are there stay
    #[arg(long, conflicts_with = "marks_only")]
    pub(crate) editable: bool,
    /// Name the authors of annotations
    #[arg(long, requires = "editable")]
    pub(crate) authors: bool,
    /// Attach a record of scan and marks, which `korrigo verify` compares the file with
    #[arg(long)]
    pub(crate) attach: bool,
    /// Keep to PDF/A-2b (3b with --attach), for archives; what an archive may not hold refuses the file
    #[arg(long)]
    pub(crate) pdfa: bool,
    /// A font of your own, for characters that ours do not have; may be given again
    #[arg(long = "font", value_name = "TTF")]
    pub(crate) fonts: Vec<PathBuf>,
    /// Where to write the file
    #[arg(short, long, value_name = "OUT.pdf")]
    pub(crate) output: PathBuf,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Check that a returned paper is what was drawn
///
/// Reads the record that `flatten --attach` put into the file, computes the total from its scores again, compares the
/// scan's data byte for byte, and draws the paper once more: the same copy and marks give the same file. Exit code 3
/// says that something is not as it was.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  korrigo verify marked.pdf\n  korrigo verify marked.pdf --json")]
pub(crate) struct Verify {
    /// A returned paper
    pub(crate) file: PathBuf,
    /// A font that it was drawn with; may be given again
    #[arg(long = "font", value_name = "TTF")]
    pub(crate) fonts: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Where the summary stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum SummaryPlace {
    /// In front of the copy
    First,
    /// Behind the copy
    Last,
}
