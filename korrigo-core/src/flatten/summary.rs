//! The pages that say what a paper came to, and the notes that found no room beside the answers.
//!
//! Knows what is told, in which order. The total is computed here from the scores, never taken from outside. Knows
//! nothing of pages being full.

use super::context::{BLACK, Context, bold, plain};
use super::sheets::{self, Cell, Sheet, Sheets};
use super::structure::Element;
use super::words::Words;
use crate::copy::Annotation;
use crate::error::Result;
use crate::exam::{Item, Mark, Scheme, Score, Scores, Total};

/// What a paper came to, and for whom.
#[derive(Clone, Copy)]
pub struct Summary<'a> {
    /// The title of the exam.
    pub exam: &'a str,
    /// Whose paper it is: an anonymous id, or a name where names may stand.
    pub who: &'a str,
    /// What was given.
    pub scores: &'a Scores,
    /// Which questions there were; without a scheme scores are listed under their keys and added up.
    pub scheme: Option<&'a Scheme>,
    /// The variant of the subject.
    pub variant: Option<&'a str>,
    /// The marker's initials, where they may stand.
    pub marker: Option<&'a str>,
}

impl std::fmt::Debug for Summary<'_> {
    // Whose paper it is and what was written about it reaches no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Summary").field("scores", self.scores).finish_non_exhaustive()
    }
}

/// What stands on the summary, in the order it is read.
pub(super) struct Told<'a> {
    pub(super) summary: Summary<'a>,
    /// Annotations that give or take points, with the page a reader finds them on.
    pub(super) points: Vec<(usize, &'a Annotation, Mark)>,
    /// Every question, and every exercise with the sum of its questions.
    rows: Vec<Row<'a>>,
    /// `15.5 / 20`.
    total: String,
    /// The same, where there is a scheme to compute it by.
    pub(super) computed: Option<Total>,
}

impl<'a> Told<'a> {
    /// Computes the total.
    ///
    /// # Errors
    /// Those of [`Scheme::complete_total`] and of [`Scores::sum`].
    pub(super) fn new(
        summary: Summary<'a>,
        points: Vec<(usize, &'a Annotation, Mark)>,
        words: Words,
    ) -> Result<Self> {
        let deltas: Vec<Mark> = points.iter().map(|(.., delta)| *delta).collect();
        let computed =
            summary.scheme.map(|scheme| scheme.complete_total(summary.scores, &deltas, summary.variant));
        let computed = computed.transpose()?;
        let total = match computed {
            Some(total) => words.out_of(total.value, total.scale),
            None => words.mark(summary.scores.sum(&deltas)?),
        };
        Ok(Self { rows: rows(&summary, words)?, summary, points, total, computed })
    }

    /// What a question got, in the few words that a margin has room for; `None` for one that there is not.
    pub(super) fn in_margin(&self, question: &str) -> Option<String> {
        let row = self.rows.iter().find(|row| row.id == question)?;
        // Whatever is shorter names it.
        let name = if row.label.len() <= row.id.len() { row.label } else { row.id };
        Some(format!("{name}\n{}", row.points))
    }
}

/// The summary's pages.
///
/// # Errors
/// `missing_glyph` for a character that no font has.
pub(super) fn pages(told: &Told<'_>, context: &mut Context<'_>) -> Result<Vec<Sheet>> {
    let words = context.words;
    let section = sheets::section(context);
    let mut sheets = Sheets::new(context);
    let summary = &told.summary;
    sheets.paragraph(section, "H1", summary.exam, &bold(18.0, BLACK))?;
    sheets.space(4.0);
    sheets.paragraph(section, "P", &words.copy(summary.who), &plain(12.0, BLACK))?;
    sheets.space(14.0);
    sheets.paragraph(section, "P", &format!("{} : {}", Words::total(), told.total), &bold(24.0, BLACK))?;
    sheets.space(16.0);
    table(&mut sheets, section, &told.rows, words)?;
    if !told.points.is_empty() {
        points(&mut sheets, section, told, words)?;
    }
    if !summary.scores.appreciation.trim().is_empty() {
        sheets.space(16.0);
        sheets.paragraph(section, "H2", words.appreciation(), &bold(12.0, BLACK))?;
        sheets.space(4.0);
        sheets.paragraph(section, "P", &summary.scores.appreciation, &plain(11.0, BLACK))?;
    }
    if let Some(marker) = summary.marker {
        sheets.space(16.0);
        sheets.paragraph(section, "P", &words.marker(marker), &plain(10.0, BLACK))?;
    }
    Ok(sheets.finish())
}

/// The notes' pages; none when every text found room on its page.
///
/// # Errors
/// `missing_glyph` for a character that no font has.
pub(super) fn notes(context: &mut Context<'_>) -> Result<Vec<Sheet>> {
    let notes = std::mem::take(&mut context.notes);
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let words = context.words;
    let section = sheets::section(context);
    let mut sheets = Sheets::new(context);
    sheets.paragraph(section, "H1", words.notes(), &bold(16.0, BLACK))?;
    for note in &notes {
        sheets.space(12.0);
        sheets.paragraph(section, "H2", &Words::note(note.number, note.page), &bold(11.0, note.colour))?;
        sheets.space(3.0);
        sheets.paragraph(section, "P", &note.text, &plain(10.0, BLACK))?;
    }
    Ok(sheets.finish())
}

/// A row of the table of questions.
struct Row<'a> {
    id: &'a str,
    label: &'a str,
    level: usize,
    points: String,
    remark: &'a str,
    is_group: bool,
}

/// All questions in the order of the scheme; without a scheme all scores in the order of their keys.
fn rows<'a>(summary: &Summary<'a>, words: Words) -> Result<Vec<Row<'a>>> {
    let mut rows = Vec::new();
    match summary.scheme {
        Some(scheme) => grouped(scheme.items(), summary, words, 0, &mut rows)?,
        None => rows.extend(summary.scores.scores.iter().map(|(key, score)| Row {
            id: key,
            label: key,
            level: 0,
            points: words.score(*score),
            remark: remark(summary, key),
            is_group: false,
        })),
    }
    Ok(rows)
}

fn table(sheets: &mut Sheets<'_, '_>, section: Element, rows: &[Row<'_>], words: Words) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let table = sheets.context.structure.add(section, "Table");
    let head =
        [(Words::question(), 0.45, false), (Words::points(), 0.18, true), (words.remark(), 0.37, false)];
    let cells = head.map(|(text, width, to_the_right)| Cell {
        text,
        style: bold(10.0, BLACK),
        width,
        to_the_right,
        role: "TH",
        indent: if to_the_right { 0.0 } else { column_indent(width) },
    });
    sheets.row(table, &cells)?;
    for row in rows {
        let style = if row.is_group { bold(10.0, BLACK) } else { plain(10.0, BLACK) };
        let cell =
            |text, width, to_the_right, indent| Cell { text, style, width, to_the_right, role: "TD", indent };
        sheets.row(
            table,
            &[
                cell(row.label, 0.45, false, row.level as f64 * 12.0),
                cell(row.points.as_str(), 0.18, true, 0.0),
                cell(row.remark, 0.37, false, column_indent(0.37)),
            ],
        )?;
    }
    Ok(())
}

/// The remarks stand clear of the points, which end at their right.
fn column_indent(width: f64) -> f64 {
    if width < 0.4 { 10.0 } else { 0.0 }
}

fn remark<'a>(summary: &Summary<'a>, id: &str) -> &'a str {
    summary.scores.remarks.get(id).map_or("", String::as_str)
}

/// Questions under their exercises, each exercise with the sum of its questions.
fn grouped<'a>(
    items: &'a [Item],
    summary: &Summary<'a>,
    words: Words,
    level: usize,
    rows: &mut Vec<Row<'a>>,
) -> Result<()> {
    for item in items {
        if item.variant.is_some() && item.variant.as_deref() != summary.variant {
            continue;
        }
        let points = match (item.points, summary.scores.scores.get(&item.id)) {
            (Some(most), Some(Score::Points(points))) => words.out_of(*points, most),
            (Some(most), Some(Score::NotAnswered)) => {
                format!("{} / {}", words.score(Score::NotAnswered), words.mark(most))
            }
            // A bonus question that nobody scored.
            (Some(most), None) => format!("– / {}", words.mark(most)),
            (None, _) => {
                let (given, most) = sums(item, summary)?;
                words.out_of(given, most)
            }
        };
        let (label, remark) = (item.label.as_str(), remark(summary, &item.id));
        rows.push(Row { id: &item.id, label, level, points, remark, is_group: item.points.is_none() });
        grouped(&item.items, summary, words, level + 1, rows)?;
    }
    Ok(())
}

/// What was given below an item, and what could be: bonus questions give and are no part of what could be.
fn sums(item: &Item, summary: &Summary<'_>) -> Result<(Mark, Mark)> {
    fn leaves<'a>(item: &'a Item, variant: Option<&str>, bonus: bool, all: &mut Vec<(&'a str, Mark, bool)>) {
        if item.variant.is_some() && item.variant.as_deref() != variant {
            return;
        }
        let bonus = bonus || item.bonus;
        all.extend(item.points.map(|points| (item.id.as_str(), points, bonus)));
        item.items.iter().for_each(|part| leaves(part, variant, bonus, all));
    }
    let mut all = Vec::new();
    leaves(item, summary.variant, false, &mut all);
    let given = all.iter().filter_map(|(id, ..)| summary.scores.scores.get(*id));
    let most = all.iter().filter(|(.., bonus)| !bonus).map(|(_, points, _)| *points);
    Ok((Mark::sum(given.map(|score| score.points()))?, Mark::sum(most)?))
}

/// What annotations gave and took: which page, how much, and the words beside it.
fn points(sheets: &mut Sheets<'_, '_>, section: Element, told: &Told<'_>, words: Words) -> Result<()> {
    sheets.space(16.0);
    sheets.paragraph(section, "H2", words.annotated_points(), &bold(12.0, BLACK))?;
    sheets.space(4.0);
    let table = sheets.context.structure.add(section, "Table");
    for (page, annotation, delta) in &told.points {
        let (page, delta) = (format!("p. {page}"), words.delta(*delta));
        let cell = |text, width, to_the_right, indent| Cell {
            text,
            style: plain(10.0, BLACK),
            width,
            to_the_right,
            role: "TD",
            indent,
        };
        sheets.row(
            table,
            &[
                cell(page.as_str(), 0.1, false, 0.0),
                cell(delta.as_str(), 0.1, true, 0.0),
                cell(annotation.content.trim(), 0.8, false, 10.0),
            ],
        )?;
    }
    Ok(())
}
