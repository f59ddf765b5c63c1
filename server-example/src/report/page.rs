//! One page in the report: its picture, its number, and where in the scan it comes from; and the report's
//! words in two languages.

use korrigo_core::booklet::{
    CopyPlan, EvidenceKind, Language, Placement, PlannedPage, ReviewPage, SplitPlan,
};
use korrigo_core::geometry::Half;

use super::html::{escape, jpeg_source, push};
use crate::copies::Written;

macro_rules! words {
    ($($name:ident: $english:literal, $french:literal;)+) => {
        /// The words of the report.
        pub(super) struct Words {
            pub(super) language: Language,
            $(pub(super) $name: &'static str,)+
        }

        impl Words {
            pub(super) const fn new(language: Language) -> Self {
                match language {
                    Language::English => Self { language, $($name: $english,)+ },
                    Language::French => Self { language, $($name: $french,)+ },
                }
            }
        }
    };
}

words! {
    tag: "en", "fr";
    untitled: "Exam", "Examen";
    report: "report", "rapport";
    colon: ":", " :";
    scan: "scan", "numérisation";
    scans: "scans", "numérisations";
    copies: "Copies", "Copies";
    copies_lower: "copies", "copies";
    copy: "copy", "copie";
    copy_title: "Copy", "Copie";
    pages: "pages", "pages";
    page: "page", "page";
    copy_to_review: "copy to review", "copie à revoir";
    copies_to_review: "copies to review", "copies à revoir";
    safe_copy: "copy safe to hand over", "copie prête à remettre";
    safe_copies: "copies safe to hand over", "copies prêtes à remettre";
    page_to_place: "page to place", "page à placer";
    pages_to_place: "pages to place", "pages à placer";
    blank_page: "blank page", "page blanche";
    blank_pages: "blank pages", "pages blanches";
    needs_a_person: "What needs a person", "Ce qui demande un regard humain";
    nothing_waits: "Nothing: every page has found its copy.", "Rien : chaque page a trouvé sa copie.";
    place_these: "These pages belong to no copy yet. Say in the plan where they go.",
        "Ces pages n'appartiennent encore à aucune copie. Indiquez leur place dans le plan.";
    copies_waiting: "Copies to review", "Copies à vérifier";
    all_copies: "All copies", "Toutes les copies";
    certain: "certain", "certaine";
    to_review: "to review", "à revoir";
    sure: "sure:", "certitude :";
    perhaps: "perhaps copy", "peut-être la copie";
    blank: "blank", "blanche";
    no_picture: "no picture", "pas d'image";
    from: "from", "de";
    scan_page: "scan page", "page";
    of_the_scan: "", " du scan";
    left: "left half", "moitié gauche";
    right: "right half", "moitié droite";
    blank_of_no_copy: "Blank pages of no copy", "Pages blanches sans copie";
    confidential: "This report shows names: keep it as you keep the papers.",
        "Ce rapport montre des noms : gardez-le comme vous gardez les copies.";
}

impl Words {
    /// What kind of thing speaks for a decision.
    fn evidence(&self, kind: EvidenceKind) -> &'static str {
        let (english, french) = match kind {
            EvidenceKind::Fold => ("fold", "pli"),
            EvidenceKind::Header => ("header", "en-tête"),
            EvidenceKind::Likeness => ("same handwriting in the header", "même écriture dans l'en-tête"),
            EvidenceKind::Mode => ("as asked", "comme demandé"),
            EvidenceKind::Order => ("order of the pile", "ordre de la pile"),
            EvidenceKind::Orientation => ("way up", "sens"),
            EvidenceKind::PageNumber => ("page number", "numéro de page"),
            EvidenceKind::Shape => ("shape", "forme"),
            EvidenceKind::Sheet => ("front and back go together", "recto et verso vont ensemble"),
            _ => ("other", "autre"),
        };
        crate::text::pick(self.language, english, french)
    }
}

/// A page of a copy; `place` is its position in it.
pub(super) fn push_planned(
    out: &mut String,
    plan: &SplitPlan,
    (copy, place): (&CopyPlan, usize),
    written: Option<&Written>,
    words: &Words,
) {
    let Some(planned) = copy.pages.get(place) else { return };
    let scan = if only_scan(copy).is_some() {
        place_in_scan(&planned.placement, words)
    } else {
        origin(plan, &planned.placement, words)
    };
    let number = planned.number.map_or_else(|| format!("{}", place + 1), |number| number.to_string());
    let title = format!("{} {number}", words.page);
    let mut caption = format!("<b>{title}</b>");
    if planned.blank {
        push(&mut caption, format_args!(" · {}", words.blank));
    }
    push(&mut caption, format_args!("<br><span class=\"soft\">{scan}</span>"));
    push_evidence(&mut caption, planned, words);
    push_notes(&mut caption, written, place, words);
    push_figure(out, written.and_then(|copy| copy.thumbnails.get(place)?.as_ref()), &title, &caption, words);
}

/// What is not as the scan had it, each thing once.
fn push_notes(caption: &mut String, written: Option<&Written>, place: usize, words: &Words) {
    let notes = written.iter().flat_map(|copy| &copy.summary.notes).filter(|note| note.page == place);
    let mut told = Vec::new();
    for note in notes {
        let sentence = note.kind.sentence(words.language);
        if told.contains(&sentence) {
            continue;
        }
        told.push(sentence);
        push(caption, format_args!("<br>{sentence}"));
        if let Some(cause) = &note.cause {
            push(caption, format_args!(" ({})", escape(cause)));
        }
    }
}

/// How sure the decision is, what speaks for it, the strongest first, and what was nearly decided.
fn push_evidence(out: &mut String, planned: &PlannedPage, words: &Words) {
    let mut evidence: Vec<_> = planned.evidence.iter().collect();
    evidence.sort_by(|a, b| b.score.total_cmp(&a.score));
    let told =
        evidence.iter().map(|found| format!("{} {:.0} %", words.evidence(found.kind), 100.0 * found.score));
    let (told, sure) = (told.collect::<Vec<_>>().join(", "), 100.0 * planned.confidence);
    let strong = evidence.iter().filter(|found| found.score >= 0.5).map(|found| words.evidence(found.kind));
    let strong = strong.collect::<Vec<_>>().join(", ");
    push(
        out,
        format_args!(
            "<br><span class=\"soft\" title=\"{told}\">{} {sure:.1} %<br>{strong}</span>",
            words.sure
        ),
    );
    for other in &planned.alternatives {
        let copy = other.copy + 1;
        push(
            out,
            format_args!(
                "<br>{} <a href=\"#copy-{copy:04}\">{copy:04}</a> ({:.1} %)",
                words.perhaps,
                100.0 * other.score
            ),
        );
    }
}

/// The scan that all pages of a copy come from, if it is one.
pub(super) fn only_scan(copy: &CopyPlan) -> Option<usize> {
    let first = copy.pages.first()?.placement.source;
    copy.pages.iter().all(|page| page.placement.source == first).then_some(first)
}

/// A page that a person must place.
pub(super) fn push_waiting(
    out: &mut String,
    plan: &SplitPlan,
    waiting: &ReviewPage,
    written: Option<&Written>,
    words: &Words,
) {
    let place = origin(plan, &waiting.placement, words);
    let mut caption =
        format!("<b>{}</b><br><span class=\"soft\">{place}</span>", waiting.reason.sentence(words.language));
    for other in &waiting.alternatives {
        let copy = other.copy + 1;
        push(&mut caption, format_args!("<br>{} <a href=\"#copy-{copy:04}\">{copy:04}</a>", words.perhaps));
        if let Some(number) = other.number {
            push(&mut caption, format_args!(", {} {number}", words.page));
        }
    }
    if let Some(written) = written {
        let name = written.summary.file.rsplit('/').next().unwrap_or_default();
        push(&mut caption, format_args!("<br><a href=\"review/{0}\">{0}</a>", escape(name)));
    }
    push_notes(&mut caption, written, 0, words);
    let title = format!("{} {place}", words.page);
    push_figure(out, written.and_then(|page| page.thumbnails.first()?.as_ref()), &title, &caption, words);
}

/// Where in the scans a page comes from: already safe for HTML.
pub(super) fn origin(plan: &SplitPlan, placement: &Placement, words: &Words) -> String {
    let source = plan.sources().get(placement.source).map(|source| escape(&source.name)).unwrap_or_default();
    format!("{source}, {}", place_in_scan(placement, words))
}

/// Which page of its scan, counted from 1 as people count, and which half.
fn place_in_scan(placement: &Placement, words: &Words) -> String {
    let half = match placement.half {
        Half::Left => format!(", {}", words.left),
        Half::Right => format!(", {}", words.right),
        Half::Whole => String::new(),
    };
    format!("{} {}{}{half}", words.scan_page, placement.page + 1, words.of_the_scan)
}

fn push_figure(out: &mut String, jpeg: Option<&Vec<u8>>, title: &str, caption: &str, words: &Words) {
    out.push_str("<li><figure>");
    match jpeg {
        Some(jpeg) => {
            push(out, format_args!("<img alt=\"{title}\" width=\"180\" src=\"{}\">", jpeg_source(jpeg)));
        }
        None => push(out, format_args!("<div class=\"none\">{}</div>", words.no_picture)),
    }
    push(out, format_args!("<figcaption>{caption}</figcaption></figure></li>\n"));
}
