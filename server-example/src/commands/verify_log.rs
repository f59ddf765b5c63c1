//! `korrigo verify-log`: what was decided about copies is whole and unchanged.

use korrigo_core::Limits;
use korrigo_core::copy::store::Log;
use korrigo_core::copy::{ChainFault, CopyId, Verified};
use serde::Serialize;

use crate::cli;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// `{"copies":[{"copy","links","erased","faults":[…]}],"checkpoints":N,"faults":[…]}`.
#[derive(Serialize)]
struct Outcome {
    copies: Vec<Looked>,
    checkpoints: usize,
    faults: Vec<ChainFault>,
}

#[derive(Serialize)]
struct Looked {
    copy: CopyId,
    #[serde(flatten)]
    verified: Verified,
}

/// Runs the command.
pub(crate) fn run(options: &cli::VerifyLog, screen: Screen) -> Result<Exit> {
    let mut outcome = Outcome { copies: Vec::new(), checkpoints: 0, faults: Vec::new() };
    for path in &options.files {
        let bytes = inputs::read(path, &Limits::default())?;
        let log = Log::read((*bytes).as_ref(), &Limits::default());
        let found = log.map_err(|error| Failure::of(path, error))?.verify();
        outcome.copies.extend(found.copies.into_iter().map(|(copy, verified)| Looked { copy, verified }));
        outcome.checkpoints += found.checkpoints;
        outcome.faults.extend(found.faults);
    }
    screen.result(&outcome, || lines(&outcome, screen))?;
    let broken = outcome.copies.iter().any(|looked| !looked.verified.faults.is_empty());
    Ok(Exit::review(broken || !outcome.faults.is_empty()))
}

fn lines(outcome: &Outcome, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("copy", "copie"),
        screen.pick("decisions", "décisions"),
        screen.pick("erased", "effacées"),
        screen.pick("chain", "chaîne"),
    ]);
    for Looked { copy, verified } in &outcome.copies {
        let whole = screen.pick("whole", "intacte").to_owned();
        let state = if verified.faults.is_empty() { whole } else { faults(&verified.faults, screen) };
        table.row([copy.as_str().to_owned(), verified.links.to_string(), verified.erased.to_string(), state]);
    }
    let mut lines = table.lines();
    lines.push(String::new());
    let count = text::count(
        screen.language,
        outcome.checkpoints,
        screen.pick("checkpoint", "point de contrôle"),
        screen.pick("checkpoints", "points de contrôle"),
    );
    let state = if !outcome.faults.is_empty() {
        faults(&outcome.faults, screen)
    } else if outcome.checkpoints > 0 {
        screen.pick("whole", "intacts").to_owned()
    } else {
        let blind = "an end that was cut off could not be seen";
        screen.pick(blind, "une fin coupée ne pourrait pas être vue").to_owned()
    };
    lines.push(format!("{count}{} {state}", screen.pick(":", " :")));
    lines
}

fn faults(all: &[ChainFault], screen: Screen) -> String {
    let words = all.iter().map(|fault| match fault {
        ChainFault::Order { place } => {
            format!(
                "{} {place}",
                screen.pick("a link is missing or moved at", "maillon absent ou déplacé en")
            )
        }
        ChainFault::Changed { sequence } => format!("{} {sequence}", screen.pick("changed:", "modifié :")),
        ChainFault::Broken { sequence } => {
            format!("{} {sequence}", screen.pick("does not follow:", "ne suit pas :"))
        }
        ChainFault::Payload { sequence } => {
            format!("{} {sequence}", screen.pick("another payload:", "autre contenu :"))
        }
        ChainFault::Stray { sequence } => {
            format!("{} {sequence}", screen.pick("a payload of no link:", "contenu sans maillon :"))
        }
        ChainFault::Head { checkpoint, copy } => {
            format!(
                "{} {checkpoint}: {}",
                screen.pick("end lost since checkpoint", "fin perdue depuis le contrôle"),
                copy.as_str()
            )
        }
        ChainFault::Checkpoint { place } => {
            format!("{} {place}", screen.pick("checkpoint changed:", "contrôle modifié :"))
        }
        ChainFault::Version { version } => {
            format!(
                "{} {version}",
                screen.pick("a version is missing or moved at", "version absente ou déplacée en")
            )
        }
        // Kinds to come.
        _ => "?".to_owned(),
    });
    words.collect::<Vec<_>>().join("; ")
}
