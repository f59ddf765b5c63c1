//! `korrigo plan-diff`: what an edit changed, before it is applied.

use korrigo_core::Limits;
use korrigo_core::booklet::{self, PageChange, PlanDiff, SplitPlan, Spot};
use korrigo_core::geometry::Half;

use crate::cli;
use crate::exit::Exit;
use crate::failure::Result;
use crate::screen::Screen;

use super::plan;

/// Runs the command.
pub(crate) fn run(options: &cli::PlanDiff, screen: Screen) -> Result<Exit> {
    let limits = Limits::default();
    let before = plan::read(&options.before, &limits)?;
    let after = plan::read(&options.after, &limits)?;
    let changes = booklet::diff(&before, &after)?;
    screen.result(&changes, || lines(&changes, &after, screen))?;
    Ok(Exit::Done)
}

/// A line a change; copies are counted from 1, as everywhere for people.
fn lines(changes: &PlanDiff, after: &SplitPlan, screen: Screen) -> Vec<String> {
    if changes.is_empty() {
        return vec![screen.pick("nothing changed", "rien n'a changé").into()];
    }
    let copy = |index: &usize| format!("{} {:04}", screen.pick("copy", "copie"), index + 1);
    let removed = screen.pick("is gone", "n'existe plus");
    let added = screen.pick("is new", "est nouvelle");
    let mut lines: Vec<_> =
        changes.removed.iter().map(|index| format!("{} {removed}", copy(index))).collect();
    lines.extend(changes.added.iter().map(|index| format!("{} {added}", copy(index))));
    for change in &changes.copies {
        let mut parts = Vec::new();
        if change.status.0 != change.status.1 {
            let [was, is] = [change.status.0, change.status.1].map(|status| plan::status(status, screen));
            parts.push(format!("{was} → {is}"));
        }
        parts.extend(change.reasons_added.iter().map(|reason| format!("+{}", reason.as_str())));
        parts.extend(change.reasons_removed.iter().map(|reason| format!("-{}", reason.as_str())));
        if change.candidate {
            parts.push(screen.pick("another candidate", "un autre candidat").into());
        }
        lines.push(format!("{}: {}", copy(&change.after), parts.join(", ")));
    }
    lines.extend(changes.pages.iter().map(|change| page_line(change, after, screen)));
    lines
}

fn page_line(change: &PageChange, after: &SplitPlan, screen: Screen) -> String {
    let mut parts = Vec::new();
    if let Some((from, to)) = change.moved {
        parts.push(format!("{} → {}", spot(from, screen), spot(to, screen)));
    }
    if let Some(turn) = change.rotated {
        parts.push(format!("{} {}°", screen.pick("turned", "tournée de"), turn.degrees()));
    }
    if let Some((from, to)) = change.cut {
        parts.push(format!("{} {from:.4} → {to:.4}", screen.pick("cut", "coupe")));
    }
    if let Some(blank) = change.blank {
        let (now, no_more) =
            (screen.pick("blank", "blanche"), screen.pick("no longer blank", "n'est plus blanche"));
        parts.push(if blank { now } else { no_more }.into());
    }
    let source = after.sources().get(change.source).map_or("", |source| source.name.as_str());
    let half = match change.half {
        Half::Left => screen.pick("left", "gauche"),
        Half::Right => screen.pick("right", "droite"),
        Half::Whole => screen.pick("whole", "entière"),
    };
    format!("{source} {} {half}: {}", change.page, parts.join(", "))
}

fn spot(spot: Spot, screen: Screen) -> String {
    match spot {
        Spot::Copy { copy, place, number } => format!(
            "{} {:04} {} {}",
            screen.pick("copy", "copie"),
            copy + 1,
            screen.pick("page", "page"),
            number.map_or_else(|| format!("({})", place + 1), |number| number.to_string())
        ),
        Spot::Review => screen.pick("pages to place", "pages à placer").into(),
        Spot::Blank => screen.pick("blank pages", "pages blanches").into(),
    }
}
