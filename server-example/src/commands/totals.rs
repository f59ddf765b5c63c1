//! `korrigo totals`: what each copy comes to, and what a change of the scheme changes.

use korrigo_core::exam::{Mark, MarkedPaper, Scheme, Total};
use serde::Serialize;

use crate::cli;
use crate::exit::Exit;
use crate::failure::Result;
use crate::marked;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// `{"totals":[{"copy","points","out_of","value","scale","missing":[…]}]}`, or `{"changed":[…],"unchanged":N}`.
#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Totals { totals: Vec<Added> },
    Changed { changed: Vec<Changed>, unchanged: usize },
}

#[derive(Serialize)]
struct Added {
    copy: String,
    #[serde(flatten)]
    total: Total,
    missing: Vec<String>,
}

#[derive(Serialize)]
struct Changed {
    copy: String,
    before: Option<Total>,
    after: Option<Total>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<korrigo_core::Error>,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Totals, screen: Screen) -> Result<Exit> {
    let scheme = marked::scheme(&options.scheme, screen)?;
    let papers = marked::papers(&options.files)?;
    let outcome = match &options.before {
        Some(path) => changed(&marked::scheme(path, screen)?, &scheme, &papers),
        None => Outcome::Totals { totals: added(&scheme, &papers)? },
    };
    screen.result(&outcome, || lines(&outcome, screen))?;
    Ok(Exit::review(match &outcome {
        Outcome::Totals { totals } => totals.iter().any(|added| !added.missing.is_empty()),
        Outcome::Changed { changed, .. } => changed.iter().any(|changed| changed.after.is_none()),
    }))
}

fn added(scheme: &Scheme, papers: &[MarkedPaper]) -> Result<Vec<Added>> {
    let (mut totals, mut faults) = (Vec::new(), Vec::new());
    for (place, paper) in papers.iter().enumerate() {
        let variant = paper.variant.as_deref();
        match scheme.total(&paper.scores, &paper.deltas, variant) {
            Ok(total) => {
                let missing = scheme.missing(&paper.scores, variant).into_iter().map(str::to_owned).collect();
                totals.push(Added { copy: paper.copy.clone(), total, missing });
            }
            Err(error) => faults.push((place, error)),
        }
    }
    marked::join(faults).map_or(Ok(totals), |error| Err(error.into()))
}

fn changed(before: &Scheme, after: &Scheme, papers: &[MarkedPaper]) -> Outcome {
    let rescored = before.rescore(after, papers.iter().map(MarkedPaper::marked));
    let unchanged = papers.len().saturating_sub(rescored.len());
    let named = rescored.into_iter().filter_map(|one| {
        let copy = papers.get(one.copy)?.copy.clone();
        Some(Changed { copy, before: one.before, after: one.after, refused: one.refused })
    });
    Outcome::Changed { changed: named.collect(), unchanged }
}

fn lines(outcome: &Outcome, screen: Screen) -> Vec<String> {
    let copy = screen.pick("copy", "copie");
    match outcome {
        Outcome::Totals { totals } => {
            let missing = screen.pick("without a score", "sans note");
            let mut table =
                Table::new([copy, screen.pick("points", "points"), screen.pick("mark", "note"), missing]);
            for Added { copy, total, missing } in totals {
                let points = format!("{} / {}", total.points, total.out_of);
                let value = format!("{} / {}", total.value, total.scale);
                table.row([copy.clone(), points, value, missing.join(", ")]);
            }
            table.lines()
        }
        Outcome::Changed { changed, unchanged } => {
            let mut table =
                Table::new([copy, screen.pick("before", "avant"), screen.pick("now", "maintenant")]);
            let mark = |total: &Option<Total>| {
                let value: Option<Mark> = total.map(|total| total.value);
                value.map_or_else(|| screen.pick("refused", "refusée").to_owned(), |value| value.to_string())
            };
            for Changed { copy, before, after, .. } in changed {
                table.row([copy.clone(), mark(before), mark(after)]);
            }
            let mut lines = if changed.is_empty() { Vec::new() } else { table.lines() };
            let words =
                (screen.pick("mark changes", "note change"), screen.pick("marks change", "notes changent"));
            let count = text::count(screen.language, changed.len(), words.0, words.1);
            lines.push(format!("{count}, {unchanged} {}", screen.pick("stay", "inchangées")));
            lines
        }
    }
}
