//! The table of calls: what it offers, what its calls give, and that nothing handed in breaks it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what is compared are files of the project, and a fault in them ends the test"
)]

mod codes;
mod entry;
mod random;
mod surface;
mod vectors;

use std::path::{Path, PathBuf};

/// The folder of vectors.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/vectors")
}

/// Whether expected values are to be filled in.
fn blessing() -> bool {
    std::env::var_os("KORRIGO_BLESS").is_some()
}
