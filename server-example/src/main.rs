//! The `korrigo` command: from a pile of scanned papers to one file for each candidate.
//!
//! Knows files, terminals, languages and exit codes. Every rule of the field is in `korrigo-core`: a command
//! reads its files, calls the core, and writes what comes back whole or not at all.

mod cli;
mod commands;
mod copies;
mod counting_sheet;
mod exit;
mod failure;
mod handover;
mod identities;
mod identity;
mod inputs;
mod interrupt;
mod marked;
mod needles;
mod output;
mod overlay;
mod progress;
mod remarks;
mod report;
mod sample;
mod screen;
mod table;
mod text;
mod usage;
mod words;

fn main() -> std::process::ExitCode {
    commands::run(&cli::parse()).into()
}
