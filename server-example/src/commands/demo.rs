//! `korrigo demo`: a sample exam, drawn, processed, and one copy of it marked and ready to give back.

use std::fs;
use std::sync::Arc;

use korrigo_core::Limits;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::redact::auto::ShowThrough;
use korrigo_core::roster::Roster;
use korrigo_fixtures::demo;

use crate::cli::{self, Planner, Planning};
use crate::exit::Exit;
use crate::failure::Result;
use crate::identity::Key;
use crate::inputs::Scans;
use crate::output::Folder;
use crate::sample;
use crate::screen::Screen;

use super::process::{self, Job};

const SCAN: &str = "sample-scan.pdf";
const ROSTER: &str = "sample-roster.csv";

/// Enough to read the names in the headers, small enough to be drawn in a second.
const DPI: u32 = 150;

/// Runs the command.
pub(crate) fn run(options: &cli::Demo, screen: Screen) -> Result<Exit> {
    // What an earlier demonstration wrote may be replaced; anything else is somebody's work.
    let only_ours = fs::read_dir(&options.output)
        .is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name().to_str().is_some_and(is_ours)));
    let folder = Folder::begin(&options.output, only_ours, is_ours)?;
    let key = Key::find(None, &options.output)?;
    let scan = demo::exam(DPI);
    folder.write(SCAN, &scan)?;
    folder.write(ROSTER, demo::ROSTER.as_bytes())?;
    let roster = Roster::read(demo::ROSTER.as_bytes(), &Limits::default())?;
    let document = Document::open(Arc::new(scan), &OpenOptions::default())?;
    let scans = Scans { names: vec![SCAN.into()], documents: vec![document], remarks: Vec::new() };
    let title = screen.pick("Sample exam", "Examen d'exemple");
    let planning = Planning { mode: Planner::Auto, readings: None };
    let job = Job {
        exam: Some(title),
        planning: &planning,
        roster: Some(&roster),
        key: &key,
        stamp: false,
        show_through: ShowThrough::default(),
    };
    let mut done = job.run(&scans, &folder, screen)?;
    done.mark_one(&job, &folder, screen)?;
    folder.publish()?;
    done.tell(&scans, &options.output, screen)?;
    if !options.once {
        screen.note(screen.pick(
            "the server is still to come; this is all for now",
            "le serveur est à venir ; c'est tout pour l'instant",
        ));
    }
    // That sheets wait for review is part of what is shown: the demonstration itself is done.
    Ok(Exit::Done)
}

fn is_ours(name: &str) -> bool {
    name == SCAN || name == ROSTER || name == sample::FOLDER || process::is_ours(name)
}
