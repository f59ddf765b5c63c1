//! The `korrigo` command.
fn main() {}
