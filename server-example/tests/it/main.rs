//! The `korrigo` command as users meet it: exit code, stdout, stderr, and what lies on the disk afterwards.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod export;
mod faults;
mod flatten;
mod help;
mod inputs;
mod inspect;
mod interrupt;
mod marking;
mod plan;
mod process;
mod redact;
mod render;
mod report;
mod split;
mod support;
