//! What users rely on, tested through the public interface alone. One binary, one module a room.
#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::needless_for_each,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests stop at what they cannot do, and their inputs are small"
)]

mod audit;
mod bilevel;
mod content;
mod document;
mod exchange;
mod flatten;
mod jpeg;
mod matching;
mod raster;
mod redact;
mod roster;
mod samples;
mod scan;
mod split;
mod wrap;
