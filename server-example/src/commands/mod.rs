//! The commands, one a file: each reads, calls the core, writes, and says how it ended.

mod annotations;
mod audit;
mod demo;
mod dispatch;
mod export;
mod flatten;
mod inspect;
mod match_copies;
mod plan;
mod plan_diff;
mod process;
mod redact;
mod render;
mod scan;
mod split;
mod stats;
mod totals;
mod verify;
mod verify_log;

use std::panic::{self, AssertUnwindSafe};

use korrigo_core::{Code, Error};

use crate::cli::{Cli, Command};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::interrupt;
use crate::screen::Screen;

/// Runs the command and reports what went wrong.
pub(crate) fn run(cli: &Cli) -> Exit {
    interrupt::listen();
    let screen = Screen::new(&cli.global);
    // A defect ends as every failure does: a code, nothing half-written, and no text of its own, which
    // could hold something of a paper.
    panic::set_hook(Box::new(|_| {}));
    let ended = panic::catch_unwind(AssertUnwindSafe(|| perform(&cli.command, screen)));
    let failure = match ended.unwrap_or_else(|_| Err(defect())) {
        Ok(exit) => return exit,
        Err(failure) => failure,
    };
    screen.failure(&failure);
    if failure.code() == Code::Cancelled { Exit::Interrupted } else { Exit::Failed }
}

fn perform(command: &Command, screen: Screen) -> Result<Exit> {
    match command {
        Command::Annotations(options) => annotations::run(options, screen),
        Command::Audit(options) => audit::run(options, screen),
        Command::Demo(options) => demo::run(options, screen),
        Command::Flatten(options) => flatten::run(options, screen),
        Command::Export(options) => export::run(options, screen),
        Command::Dispatch(options) => dispatch::run(options, screen),
        Command::Inspect(options) => inspect::run(options, screen),
        Command::Match(options) => match_copies::run(options, screen),
        Command::Plan(options) => plan::run(options, screen),
        Command::PlanDiff(options) => plan_diff::run(options, screen),
        Command::Process(options) => process::run(options, screen),
        Command::Redact(options) => redact::run(options, screen),
        Command::Render(options) => render::run(options, screen),
        Command::Scan(options) => scan::run(options, screen),
        Command::Split(options) => split::run(options, screen),
        Command::Verify(options) => verify::run(options, screen),
        Command::Stats(options) => stats::run(options, screen),
        Command::Totals(options) => totals::run(options, screen),
        Command::VerifyLog(options) => verify_log::run(options, screen),
    }
}

fn defect() -> Failure {
    let error = Error::new(Code::Internal, "a defect of korrigo stopped the work; nothing was written");
    error.hint("please report the file and the command that show it").into()
}
