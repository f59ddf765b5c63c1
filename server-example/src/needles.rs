//! What copies are searched for: the candidates of a roster, and texts that were given.

use std::path::Path;

use korrigo_core::Limits;
use korrigo_core::redact::audit::Needles;
use korrigo_core::roster::Roster;

use crate::failure::{Failure, Result};
use crate::inputs;
use crate::remarks::Remark;
use crate::screen::Screen;

/// Reads a roster; tells what a person should know of it.
///
/// # Errors
/// Those of [`Roster::read`], and `store_unavailable`.
pub(crate) fn roster(
    path: &Path,
    limits: &Limits,
    remarks: &mut Vec<Remark>,
    screen: Screen,
) -> Result<Roster> {
    let bytes = inputs::read(path, limits)?;
    let roster = Roster::read((*bytes).as_ref(), limits).map_err(|error| Failure::of(path, error))?;
    for remark in roster.remarks().iter().copied().map(Remark::from) {
        screen.note(&remark.sentence(screen.language));
        remarks.push(remark);
    }
    Ok(roster)
}

/// The texts of a file, one a line.
///
/// # Errors
/// `store_unavailable`, `file_too_large`.
pub(crate) fn lines(path: &Path, limits: &Limits) -> Result<Vec<String>> {
    let bytes = inputs::read(path, limits)?;
    let text = String::from_utf8_lossy((*bytes).as_ref()).into_owned();
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The texts by which candidates of a roster could be recognised; none without a roster.
pub(crate) fn of_roster(roster: Option<&Roster>) -> Needles {
    Needles::new(roster.map(Roster::needles).unwrap_or_default())
}
