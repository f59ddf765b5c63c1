//! korrigo: from a pile of scanned exam papers to one clean file for each candidate.
//!
//! The rooms, in the order a paper walks through them: [`document`] opens what nobody vouches for,
//! [`codec`] cuts and paints images without decoding what stays, [`raster`] makes pixels,
//! [`booklet`] decides which half of which sheet is which page, and [`split`] writes the copies. [`roster`]
//! knows who was expected, [`exam`] gives every copy the id that stands for a name, and [`export`] hands the results on.
//! [`copy`] is the life of a copy between them; its page walks through marking one paper, with running code.
//!
//! Nothing here reads a clock, a file, the environment or a random generator: time, bytes, options and
//! keys are arguments. Every entry that takes bytes from outside takes [`Limits`] and answers with an
//! [`Error`] whose [`Code`] is the same string in every language.
#![forbid(unsafe_code)]

pub mod booklet;
pub mod codec;
pub mod copy;
pub mod dispatch;
pub mod document;
pub mod error;
pub mod exam;
pub mod export;
pub mod flatten;
pub mod geometry;
pub mod id;
pub mod limits;
pub mod progress;
pub mod raster;
pub mod redact;
pub mod roster;
pub mod scan;
mod schema;
pub mod split;
mod surgery;
pub mod typeset;

pub use error::{Code, Error, Result};
pub use limits::Limits;
pub use progress::{Observer, Silent};
