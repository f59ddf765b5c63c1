//! The operations, room by room as in the core: each a line of conversion and one call.

mod booklet;
mod copy;
mod dispatch;
mod document;
mod exam;
mod export;
mod flatten;
mod raster;
mod redact;
mod roster;
mod scan;
mod split;
mod store;
mod testing;

use korrigo_core::Code;

use crate::table::Room;

/// Puts the operations of a room into the table.
type Fill = fn(&mut Room<'_>);

/// Every room, with what a malformed input is refused with.
pub(crate) const ALL: &[(Code, Fill)] = &[
    (Code::PlanInvalid, booklet::fill),
    (Code::AnnotationInvalid, copy::fill),
    (Code::NotFound, dispatch::fill),
    (Code::CorruptedPdf, document::fill),
    (Code::MarkInvalid, exam::fill),
    (Code::MarkInvalid, export::fill),
    (Code::AnnotationInvalid, flatten::fill),
    (Code::PageNotFound, raster::fill),
    (Code::ZoneInvalid, redact::fill),
    (Code::RosterInvalid, roster::fill),
    (Code::PageNotFound, scan::fill),
    (Code::PlanInvalid, split::fill),
    (Code::AnnotationInvalid, store::fill),
    (Code::Internal, testing::fill),
];

/// Inputs of calls: objects that name their parameters, and nothing else.
macro_rules! inputs {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty),* $(,)? })+) => { $(
        #[derive(::serde::Deserialize, ::schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        #[schemars(inline)]
        $(#[$outer])*
        struct $name { $($(#[$inner])* $field: $type),* }
    )+ };
}

/// What calls give that is no type of the core.
macro_rules! outputs {
    ($($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty),* $(,)? })+) => { $(
        #[derive(::serde::Serialize, ::schemars::JsonSchema)]
        $(#[$outer])*
        struct $name { $($(#[$inner])* $field: $type),* }
    )+ };
}

pub(crate) use {inputs, outputs};
