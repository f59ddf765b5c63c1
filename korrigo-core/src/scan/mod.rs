//! What can be seen on one side of a sheet: how it lies, where it folds, what is printed, who wrote.
//!
//! Knows grey pixels and paper. Every finding is plain data with a confidence that means what it says and
//! evidence a person can look at. Knows nothing of candidates, copies or the order of the pile:
//! [`crate::booklet`] decides, from these findings. A side is looked at alone, at about 100 dots per inch.

mod barcode;
mod cells;
mod comb;
mod digits;
mod findings;
mod fold;
mod ground;
mod header;
mod ink;
mod light;
mod likeness;
mod lines;
mod orientation;
mod page_box;
mod paper;
mod plane;
mod quality;
mod ruling;
mod side;
mod signature;
mod skew;
mod thumbprint;
mod view;
mod written;

pub use findings::{
    Barcode, BarcodeKind, CellRow, Digits, Field, Findings, Fold, FoldKind, FoldWitness, Format, Grade,
    HalfFindings, Header, HeaderKind, Ink, Issue, IssueKind, Orientation, OrientationKind,
    OrientationWitness, PageBox, Ruling, Seen, Side, SourceFindings,
};
pub use side::{examine, side};
pub use signature::HeaderSignature;
pub use thumbprint::Thumbprint;
