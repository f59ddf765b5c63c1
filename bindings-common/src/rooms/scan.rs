//! What can be seen on sheets.

use korrigo_core::Result;
use korrigo_core::document::Document;
use korrigo_core::scan::{self, Digits, Findings, Grade, Side, Thumbprint};

use super::booklet::NamedDocument;
use super::inputs;
use crate::desk::Opened;
use crate::table::Room;

inputs! {
    Examine { /// The scans, in the order of the pile.
        sources: Vec<NamedDocument> }
    OneSide { /// The scan.
        document: Opened, /// The side, from 0.
        page: usize }
    Seen { /// What was seen.
        this: Side }
    Number { /// What was read in a box.
        this: Digits, /// The number.
        number: u32 }
    Box { /// What was read in a box.
        this: Digits }
    Two { /// A side.
        this: Thumbprint, /// Another.
        other: Thumbprint }
    Back { /// The front.
        this: Thumbprint, /// The back.
        back: Thumbprint }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.long(
        "scan::examine",
        "What can be seen on every side of a pile.",
        |i: Examine, desk| -> Result<Findings> {
            let opened =
                i.sources.iter().map(|source| Ok((source.name.as_str(), desk.document(source.document)?)));
            let opened: Vec<(&str, Document)> = opened.collect::<Result<_>>()?;
            let scans: Vec<(&str, &Document)> =
                opened.iter().map(|(name, document)| (*name, document)).collect();
            scan::examine(&scans, desk.host())
        },
    );
    room.long("scan::side", "What can be seen on one side.", |i: OneSide, desk| -> Result<Side> {
        scan::side(&desk.document(i.document)?, i.page)
    });
    room.value("scan::Side::grade", "How well it was scanned.", |i: Seen| -> Grade { i.this.grade() });
    room.value("scan::Digits::likeliest", "The likeliest number and its probability.", |i: Box| {
        i.this.likeliest()
    });
    room.value("scan::Digits::probability", "How likely a number is.", |i: Number| {
        i.this.probability(i.number)
    });
    room.value("scan::Thumbprint::likeness", "How alike two sides are: 0 to 1.", |i: Two| {
        i.this.likeness(&i.other)
    });
    room.value(
        "scan::Thumbprint::lies_with",
        "How likely a side is the back of another, as the natural logarithm of odds; 0: nothing can be told.",
        |i: Back| i.this.lies_with(&i.back),
    );
    room.value(
        "scan::Thumbprint::shows_through",
        "How likely a side shows through this back, as the natural logarithm of odds; 0: nothing can be told.",
        |i: Back| i.this.shows_through(&i.back),
    );
}
