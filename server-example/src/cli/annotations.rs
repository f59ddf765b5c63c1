//! What can be typed to bring annotations from one program to another.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Reading;

/// Bring annotations to other programs and back: JSON, XFDF, annotations of a PDF
///
/// Nothing is lost: what the formats have no words for travels in keys of ours, and what other programs put there is
/// kept, listed, and written back. Annotations in a PDF are written by `korrigo flatten --editable`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo annotations export copy.pdf --annotations marks.json -o marks.xfdf
  korrigo annotations import copy.pdf --from marks.xfdf -o marks.json")]
pub(crate) struct Annotations {
    #[command(subcommand)]
    pub(crate) what: AnnotationsWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AnnotationsWhat {
    Export(AnnotationsExport),
    Import(AnnotationsImport),
}

/// Write annotations as XFDF, for programs that show PDFs
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo annotations export copy.pdf --annotations marks.json -o marks.xfdf")]
pub(crate) struct AnnotationsExport {
    /// The copy that they lie on: a PDF, TIFF, JPEG, PNG or ZIP of these
    pub(crate) file: PathBuf,
    /// What was drawn on it
    #[arg(long, value_name = "JSON")]
    pub(crate) annotations: PathBuf,
    /// Name the authors
    #[arg(long)]
    pub(crate) authors: bool,
    /// Where to write the file
    #[arg(short, long, value_name = "OUT.xfdf")]
    pub(crate) output: PathBuf,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Read annotations that another program wrote, as XFDF or into a PDF
///
/// What korrigo can draw becomes its own; the rest is listed under \"others\" and kept. Exit code 3 says that something
/// of an annotation was left out on the way.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  korrigo annotations import copy.pdf --from marks.xfdf -o marks.json
  korrigo annotations import copy.pdf --from marked.pdf -o marks.json")]
pub(crate) struct AnnotationsImport {
    /// The copy that they lie on: a PDF, TIFF, JPEG, PNG or ZIP of these
    pub(crate) file: PathBuf,
    /// An XFDF, or a PDF that begins with the pages of the copy
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// Where to write the annotations
    #[arg(short, long, value_name = "OUT.json")]
    pub(crate) output: PathBuf,
    /// Replace what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
