//! `korrigo stats`: how an exam went.

use korrigo_core::exam::{Bin, Distribution, MarkedCopy, MarkedPaper, Scheme, Statistics, histogram};
use serde::Serialize;

use crate::cli;
use crate::exit::Exit;
use crate::failure::Result;
use crate::marked;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// `{"subjects":[{"variant","totals","questions","alpha","markers","histogram"}],"markers":["anne"],"left_out":N}`:
/// a marker is told by the place in that list.
#[derive(Serialize)]
struct Outcome {
    subjects: Vec<Subject>,
    markers: Vec<String>,
    left_out: usize,
}

#[derive(Serialize)]
struct Subject {
    variant: Option<String>,
    #[serde(flatten)]
    statistics: Statistics,
    histogram: Vec<Bin>,
}

/// Runs the command.
pub(crate) fn run(options: &cli::Stats, screen: Screen) -> Result<Exit> {
    let scheme = marked::scheme(&options.scheme, screen)?;
    let papers = marked::papers(&options.files)?;
    let mut markers: Vec<String> = papers.iter().filter_map(|paper| paper.marker.clone()).collect();
    markers.sort();
    markers.dedup();
    let variants = scheme.variants();
    let complete = |paper: &&MarkedPaper| {
        variants.contains(&paper.variant)
            && scheme.missing(&paper.scores, paper.variant.as_deref()).is_empty()
    };
    let whole: Vec<(usize, &MarkedPaper)> =
        papers.iter().enumerate().filter(|(_, paper)| complete(paper)).collect();
    let subjects = variants.iter().map(|variant| {
        let own: Vec<_> = whole.iter().filter(|(_, paper)| paper.variant == *variant).copied().collect();
        subject(&scheme, variant.as_deref(), &own, (&markers, options))
    });
    let subjects = subjects.collect::<Result<Vec<_>>>()?;
    let left_out = papers.len().saturating_sub(whole.len());
    let outcome = Outcome { subjects, markers, left_out };
    screen.result(&outcome, || lines(&outcome, screen))?;
    Ok(Exit::Done)
}

fn subject(
    scheme: &Scheme,
    variant: Option<&str>,
    papers: &[(usize, &MarkedPaper)],
    (markers, options): (&[String], &cli::Stats),
) -> Result<Subject> {
    let (mut copies, mut faults) = (Vec::new(), Vec::new());
    for (place, paper) in papers {
        match scheme.total(&paper.scores, &paper.deltas, variant) {
            Ok(total) => {
                let marker = paper.marker.as_ref().and_then(|marker| markers.binary_search(marker).ok());
                copies.push(MarkedCopy {
                    scores: &paper.scores,
                    total,
                    marker: marker.unwrap_or(markers.len()),
                });
            }
            Err(error) => faults.push((*place, error)),
        }
    }
    if let Some(error) = marked::join(faults) {
        return Err(error.into());
    }
    let totals: Vec<_> = copies.iter().map(|copy| copy.total.value).collect();
    let histogram = histogram(&totals, scheme.scale(), options.bar)?;
    let statistics = Statistics::of(scheme, variant, &copies);
    Ok(Subject { variant: variant.map(str::to_owned), statistics, histogram })
}

fn lines(outcome: &Outcome, screen: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    for subject in &outcome.subjects {
        if let Some(variant) = &subject.variant {
            lines.extend([format!("{} {variant}", screen.pick("SUBJECT", "SUJET")), String::new()]);
        }
        if let Some(totals) = &subject.statistics.totals {
            lines.push(summary(totals, subject.statistics.alpha, screen));
            lines.extend(bars(&subject.histogram).into_iter().chain([String::new()]));
        }
        lines.extend(questions(&subject.statistics, screen).into_iter().chain([String::new()]));
        if !outcome.markers.is_empty() {
            lines.extend(
                markers(&subject.statistics, &outcome.markers, screen).into_iter().chain([String::new()]),
            );
        }
    }
    let left = text::count(
        screen.language,
        outcome.left_out,
        screen.pick(
            "copy was left out: questions without a score",
            "copie laissée de côté : questions sans note",
        ),
        screen.pick(
            "copies were left out: questions without a score",
            "copies laissées de côté : questions sans note",
        ),
    );
    if outcome.left_out > 0 {
        lines.push(left);
    } else {
        lines.pop();
    }
    lines
}

fn summary(totals: &Distribution, alpha: Option<f64>, screen: Screen) -> String {
    let word = |english, french| screen.pick(english, french);
    let mut parts = vec![
        text::count(screen.language, totals.count, word("copy", "copie"), word("copies", "copies")),
        format!("{} {}", word("mean", "moyenne"), totals.mean),
        format!("{} {}", word("median", "médiane"), totals.median),
        format!("{} {:.2}", word("standard deviation", "écart type"), totals.deviation),
        format!("{} {} .. {}", word("quartiles", "quartiles"), totals.quartiles[0], totals.quartiles[1]),
        format!("{} {} .. {}", word("from", "de"), totals.min, totals.max),
    ];
    parts.extend(alpha.map(|alpha| format!("alpha {alpha:.2}")));
    parts.join(", ")
}

/// A line a bar, at most 40 signs wide.
fn bars(bins: &[Bin]) -> Vec<String> {
    const WIDTH: usize = 40;
    let most = bins.iter().map(|bin| bin.count).max().unwrap_or(0).max(1);
    let row = |bin: &Bin| {
        let bar = "#".repeat((bin.count * WIDTH).div_ceil(most));
        format!("{:>6} .. {:<6} {:>5} {bar}", bin.from.to_string(), bin.to.to_string(), bin.count)
    };
    bins.iter().map(|bin| row(bin).trim_end().to_owned()).collect()
}

fn questions(statistics: &Statistics, screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        "question",
        "points",
        screen.pick("mean", "moyenne"),
        screen.pick("success", "réussite"),
        screen.pick("discrimination", "discrimination"),
        screen.pick("not answered", "sans réponse"),
    ]);
    for question in &statistics.questions {
        table.row([
            question.id.clone(),
            question.points.to_string(),
            question.mean.to_string(),
            format!("{:.0} %", 100.0 * question.success),
            question.discrimination.map_or_else(|| "-".into(), |value| format!("{value:.2}")),
            question.not_answered.to_string(),
        ]);
    }
    table.lines()
}

fn markers(statistics: &Statistics, names: &[String], screen: Screen) -> Vec<String> {
    let mut table = Table::new([
        screen.pick("marker", "correcteur"),
        screen.pick("copies", "copies"),
        screen.pick("mean", "moyenne"),
        screen.pick("median", "médiane"),
        screen.pick("deviation", "écart type"),
        screen.pick("from the others", "écart aux autres"),
        screen.pick("in standard errors", "en erreurs types"),
    ]);
    for marker in &statistics.markers {
        let missing = || "-".to_owned();
        table.row([
            names.get(marker.marker).cloned().unwrap_or_else(missing),
            marker.marks.count.to_string(),
            marker.marks.mean.to_string(),
            marker.marks.median.to_string(),
            format!("{:.2}", marker.marks.deviation),
            marker.drift.map_or_else(missing, |drift| drift.to_string()),
            marker.drift_errors.map_or_else(missing, |errors| format!("{errors:+.1}")),
        ]);
    }
    table.lines()
}
