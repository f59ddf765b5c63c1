//! CCITT, JBIG2 and JPX: what is cut is what was there, whoever reads it; nothing damaged is believed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod ccitt;
mod fax_writer;
mod jbig2;
mod jpx;
pub(crate) mod jpx_files;
mod pictures;
