//! `korrigo dispatch`: who marks what.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use korrigo_core::copy::{ActorId, CopyId};
use korrigo_core::dispatch::{DispatchOptions, Dispatched, Marker, Waiting, dispatch};
use korrigo_core::{Code, Error, Limits};
use serde::Deserialize;

use crate::cli;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::marked;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// Runs the command. The result is that of the core: `{"seed","copies":[{"copy","question","markers","left"}],
/// "loads":[["anne",12]]}`.
pub(crate) fn run(options: &cli::Dispatch, screen: Screen) -> Result<Exit> {
    let mut copies = copies(&options.copies)?;
    if let Some(path) = &options.by_question {
        let scheme = marked::scheme(path, screen)?;
        let parts: Vec<&str> = scheme.items().iter().map(|item| item.id.as_str()).collect();
        copies = Waiting::by_question(&copies, &parts);
    }
    let markers = markers(&options.markers)?;
    let seed = options.seed.map_or_else(drawn, Ok)?;
    let how = DispatchOptions { seed, markers_per_copy: if options.twice { 2 } else { 1 } };
    let dealt = dispatch(&copies, &markers, &how)?;
    screen.result(&dealt, || lines(&dealt, screen))?;
    Ok(Exit::review(dealt.left().next().is_some()))
}

/// A copy as people write it: its id alone, or what else is known of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Id(CopyId),
    Copy(Waiting),
}

fn copies(path: &Path) -> Result<Vec<Waiting>> {
    let plain = |copy| Waiting { copy, question: None, never: BTreeSet::new(), priority: 0 };
    if path.is_dir() {
        return Ok(in_folder(path)?.into_iter().map(plain).collect());
    }
    let written: Vec<Written> = inputs::read_json(path, &Limits::default(), |fault| {
        refused(
            format!("the copies cannot be read: {fault}"),
            r#"they are ["MATH-0001",{"copy":"MATH-0002"}]"#,
        )
    })?;
    let copy = |written| match written {
        Written::Id(copy) => plain(copy),
        Written::Copy(copy) => copy,
    };
    Ok(written.into_iter().map(copy).collect())
}

/// The copies that `process` wrote into a folder, by their anonymous ids.
fn in_folder(path: &Path) -> Result<Vec<CopyId>> {
    let failed = |error: std::io::Error| Failure::store(path, "read the folder", &error);
    let mut ids = BTreeSet::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            ids.insert(CopyId::new(name).map_err(|error| Failure::of(&path, error))?);
        }
    }
    if ids.is_empty() {
        return Err(Failure::of(path, Error::new(Code::NotFound, "there is no copy in the folder")));
    }
    Ok(ids.into_iter().collect())
}

/// A marker as people write one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMarker {
    id: ActorId,
    #[serde(default)]
    load: usize,
    #[serde(default)]
    quota: Option<usize>,
    #[serde(default)]
    questions: Option<BTreeSet<String>>,
}

fn markers(path: &Path) -> Result<Vec<Marker>> {
    let written: Vec<WrittenMarker> = inputs::read_json(path, &Limits::default(), |fault| {
        refused(
            format!("the markers cannot be read: {fault}"),
            r#"they are [{"id":"anne","load":3,"quota":40}]"#,
        )
    })?;
    let marker = |WrittenMarker { id, load, quota, questions }| Marker { id, load, quota, questions };
    Ok(written.into_iter().map(marker).collect())
}

fn refused(message: String, hint: &str) -> Error {
    Error::new(Code::PlanInvalid, message).with_detail("dispatch").hint(hint)
}

/// A seed that people can type again.
fn drawn() -> Result<u64> {
    let drawn =
        getrandom::u32().map_err(|_| Error::new(Code::Internal, "the system gives no random numbers"))?;
    Ok(u64::from(drawn))
}

fn lines(dealt: &Dispatched, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("copy", "copie"),
        "question",
        screen.pick("marker", "correcteur"),
        screen.pick("second marker", "second correcteur"),
    ]);
    for one in &dealt.copies {
        let marker = |place: usize| {
            one.markers.get(place).map(|marker| marker.as_str().to_owned()).unwrap_or_default()
        };
        table.row([
            one.copy.as_str().to_owned(),
            one.question.clone().unwrap_or_default(),
            marker(0),
            marker(1),
        ]);
    }
    let mut lines = table.lines();
    lines.push(String::new());
    let mut loads = Table::new([screen.pick("marker", "correcteur"), screen.pick("has now", "a maintenant")]);
    for (marker, load) in &dealt.loads {
        loads.row([marker.as_str().to_owned(), load.to_string()]);
    }
    lines.extend(loads.lines().into_iter().chain([String::new()]));
    let left = text::count(
        screen.language,
        dealt.left().count(),
        screen.pick("is left", "reste à répartir"),
        screen.pick("are left", "restent à répartir"),
    );
    lines.push(format!("{left}{} {} {}", screen.pick(";", " ;"), screen.pick("seed", "graine"), dealt.seed));
    lines
}
