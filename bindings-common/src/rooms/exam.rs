//! Schemes, marks, statistics, anonymous ids and comments.

use korrigo_core::exam::{
    AnonymousId, Bin, Comment, CommentBank, Disagreement, Distribution, ExamKey, IdScheme, Item, Mark,
    Marked, MarkedCopy, MarkedPaper, MarkerStatistics, Rescored, Scheme, SchemeRead, Scores, Statistics,
    Tolerance, Total, anonymous_id, histogram,
};
use korrigo_core::{Limits, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{inputs, outputs};
use crate::desk::{Desk, File};
use crate::table::Room;

inputs! {
    OneMark { /// The mark.
        this: Mark }
    Hundredths { /// Hundredths of a point.
        hundredths: i64 }
    Marks { /// The marks.
        marks: Vec<Mark> }
    Multiple { /// The mark.
        this: Mark, /// The step; 0 has no multiples but 0.
        step: Mark }
    Scale { /// The mark.
        this: Mark, /// What is reached of the denominator.
        numerator: Mark, /// What it is scaled from.
        denominator: Mark }
    Histogram { /// The marks.
        marks: Vec<Mark>, /// The best mark.
        scale: Mark, /// How wide a bin is.
        width: Mark }
    Json { /// The file: bytes of JSON.
        json: File }
    OneScheme { /// The scheme.
        this: Scheme }
    OfVariant { /// The scheme.
        this: Scheme, /// The subject, where the exam has several.
        #[serde(default)] variant: Option<String> }
    Scored { /// The scheme.
        this: Scheme, /// What was scored.
        scores: Scores, /// Points that annotations add or take away.
        #[serde(default)] deltas: Vec<Mark>, /// The subject, where the exam has several.
        #[serde(default)] variant: Option<String> }
    Rescore { /// The scheme as it was.
        this: Scheme, /// The scheme as it is now.
        new: Scheme, /// The copies.
        copies: Vec<PaperMarks> }
    ScoresSum { /// What was scored.
        this: Scores, /// Points that annotations add or take away.
        #[serde(default)] deltas: Vec<Mark> }
    OfCopies { /// The copies.
        copies: Vec<CopyMarks> }
    OfExam { /// The scheme.
        scheme: Scheme, /// The subject, where the exam has several.
        #[serde(default)] variant: Option<String>, /// The copies.
        copies: Vec<CopyMarks> }
    Disagree { /// How far two markers may be apart.
        this: Tolerance, /// The scheme.
        scheme: Scheme, /// What the first marker gave.
        first: Scores, /// What the second marker gave.
        second: Scores, /// The subject, where the exam has several.
        #[serde(default)] variant: Option<String> }
    Key { /// The exam's key, as text.
        key: String }
    KeyBytes { /// 64 hexadecimal digits of 32 random bytes.
        random: String }
    Derived { /// The exam's key, as text.
        key: String, /// What the derived key is for.
        purpose: String }
    NewIds { /// The exam's id.
        exam: String, /// How many copies it may have.
        copies: usize, /// Letters in front, instead of the exam's own.
        #[serde(default)] prefix: Option<String>, /// Digits of the number, instead of as many as needed.
        #[serde(default)] digits: Option<u8>, /// Whether a check character follows.
        #[serde(default)] check: Option<bool> }
    Ids { /// How ids look.
        this: IdScheme }
    IdOf { /// How ids look.
        scheme: IdScheme, /// The exam's key, as text.
        key: String, /// The copy, from 0.
        index: u32 }
    IndexOf { /// How ids look.
        this: IdScheme, /// The exam's key, as text.
        key: String, /// The id.
        id: AnonymousId }
    ReadId { /// What somebody typed.
        text: String }
    NewBank { /// The comments that everybody gets.
        official: Vec<Comment> }
    Suggest { /// The bank.
        this: CommentBank, /// The question that is marked.
        #[serde(default)] question: Option<String>, /// What was typed so far.
        #[serde(default)] typed: String, /// At most so many.
        most: usize }
    Take { /// The bank.
        this: CommentBank, /// The comment.
        text: String, /// The question that it belongs to.
        #[serde(default)] question: Option<String>, /// The points that go with it.
        #[serde(default)] score_delta: Option<Mark> }
    Forget { /// The bank.
        this: CommentBank, /// The comment.
        text: String, /// The question that it belongs to.
        #[serde(default)] question: Option<String> }
}

/// What one paper got, for scoring it again.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PaperMarks {
    /// What was scored.
    scores: Scores,
    /// Points that annotations add or take away.
    #[serde(default)]
    deltas: Vec<Mark>,
    /// The subject, where the exam has several.
    #[serde(default)]
    variant: Option<String>,
}

/// What one copy got, for statistics.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CopyMarks {
    /// What was scored.
    scores: Scores,
    /// What it came to.
    total: Total,
    /// Who marked it: a number of the caller.
    marker: usize,
}

impl CopyMarks {
    fn all(copies: &[Self]) -> Vec<MarkedCopy<'_>> {
        copies
            .iter()
            .map(|one| MarkedCopy { scores: &one.scores, total: one.total, marker: one.marker })
            .collect()
    }
}

/// A question of a scheme.
#[derive(Serialize, JsonSchema)]
struct Question {
    /// Its id.
    id: String,
    /// What people call it.
    label: String,
    /// The most points.
    points: Mark,
    /// Whether its points come on top.
    bonus: bool,
}

/// A paper as another program marked it.
#[derive(Serialize, JsonSchema)]
struct PaperRead {
    /// What the file calls the copy.
    copy: String,
    /// The subject, where the exam has several.
    variant: Option<String>,
    /// Who marked it.
    marker: Option<String>,
    /// Points that annotations add or take away.
    deltas: Vec<Mark>,
    /// What was scored.
    scores: Scores,
}

outputs! {
    /// A bank of comments after a change.
    BankChanged {
        /// The bank.
        bank: CommentBank,
        /// Whether anything changed.
        changed: bool,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    marks(room);
    schemes(room);
    questions(room);
    statistics(room);
    ids(room);
    comments(room);
}

fn marks(room: &mut Room<'_>) {
    room.short("exam::Mark::from_hundredths", "A mark from hundredths of a point.", |i: Hundredths, _| {
        Mark::from_hundredths(i.hundredths)
    });
    room.value("exam::Mark::hundredths", "The mark in hundredths of a point.", |i: OneMark| {
        i.this.hundredths()
    });
    room.value("exam::Mark::is_multiple_of", "Whether it is a whole number of steps.", |i: Multiple| {
        i.this.is_multiple_of(i.step)
    });
    room.short(
        "exam::Mark::scaled",
        "The mark times numerator, by denominator, rounded half up.",
        |i: Scale, _| i.this.scaled(i.numerator, i.denominator),
    );
    room.short("exam::Mark::sum", "The sum of marks, exactly.", |i: Marks, _| Mark::sum(i.marks));
    room.short(
        "exam::histogram",
        "How many marks lie in each bin of a width.",
        |i: Histogram, _| -> Result<Vec<Bin>> { histogram(&i.marks, i.scale, i.width) },
    );
    room.value("exam::Distribution::of", "What marks look like together; nothing for none.", |i: Marks| {
        Distribution::of(&i.marks)
    });
}

fn schemes(room: &mut Room<'_>) {
    room.short(
        "exam::Scheme::read",
        "Reads a marking scheme in any of the known shapes, with warnings.",
        |i: Json, desk: &mut Desk<'_>| -> Result<SchemeRead> {
            Scheme::read((*desk.bytes(i.json)?).as_ref(), &Limits::default())
        },
    );
    room.short(
        "exam::Scores::read",
        "Reads scores, remarks and appreciation.",
        |i: Json, desk| -> Result<Scores> {
            Scores::read((*desk.bytes(i.json)?).as_ref(), &Limits::default())
        },
    );
    room.short("exam::Scores::sum", "The sum of all scores and deltas.", |i: ScoresSum, _| {
        i.this.sum(&i.deltas)
    });
    room.short("exam::Scheme::check", "Refuses scores that the scheme does not allow.", |i: Scored, _| {
        i.this.check(&i.scores, i.variant.as_deref())
    });
    room.short("exam::Scheme::total", "What a paper came to so far.", |i: Scored, _| -> Result<Total> {
        i.this.total(&i.scores, &i.deltas, i.variant.as_deref())
    });
    room.short(
        "exam::Scheme::complete_total",
        "What a paper came to, when every question has a score.",
        |i: Scored, _| i.this.complete_total(&i.scores, &i.deltas, i.variant.as_deref()),
    );
}

fn questions(room: &mut Room<'_>) {
    room.value("exam::Scheme::missing", "The questions without a score.", |i: Scored| -> Vec<String> {
        i.this.missing(&i.scores, i.variant.as_deref()).into_iter().map(str::to_owned).collect()
    });
    room.value("exam::Scheme::out_of", "The most points of a subject.", |i: OfVariant| {
        i.this.out_of(i.variant.as_deref())
    });
    room.value(
        "exam::Scheme::questions",
        "The questions of a subject, in order.",
        |i: OfVariant| -> Vec<Question> {
            let questions = i.this.questions(i.variant.as_deref());
            let own = |question: &korrigo_core::exam::Question<'_>| Question {
                id: question.id.to_owned(),
                label: question.label.to_owned(),
                points: question.points,
                bonus: question.bonus,
            };
            questions.iter().map(own).collect()
        },
    );
    room.value("exam::Scheme::items", "The items of the scheme, as a tree.", |i: OneScheme| -> Vec<Item> {
        i.this.items().to_vec()
    });
    room.value("exam::Scheme::variants", "The subjects of the scheme.", |i: OneScheme| i.this.variants());
    room.value(
        "exam::Scheme::rescore",
        "What becomes of papers when the points of the scheme change: those whose total changes.",
        |i: Rescore| -> Vec<Rescored> {
            let copies = i.copies.iter().map(|paper| Marked {
                scores: &paper.scores,
                deltas: &paper.deltas,
                variant: paper.variant.as_deref(),
            });
            i.this.rescore(&i.new, copies)
        },
    );
    room.short(
        "exam::MarkedPaper::read_all",
        "Reads papers that another program marked.",
        |i: Json, desk| {
            let read = MarkedPaper::read_all((*desk.bytes(i.json)?).as_ref(), &Limits::default())?;
            let own = |paper: MarkedPaper| PaperRead {
                copy: paper.copy,
                variant: paper.variant,
                marker: paper.marker,
                deltas: paper.deltas,
                scores: paper.scores,
            };
            Ok::<_, korrigo_core::Error>(read.into_iter().map(own).collect::<Vec<_>>())
        },
    );
}

fn statistics(room: &mut Room<'_>) {
    room.value(
        "exam::MarkerStatistics::of",
        "Each marker's marks, and how far they drift.",
        |i: OfCopies| MarkerStatistics::of(&CopyMarks::all(&i.copies)),
    );
    room.value(
        "exam::Statistics::of",
        "Statistics of an exam: totals, questions, reliability.",
        |i: OfExam| Statistics::of(&i.scheme, i.variant.as_deref(), &CopyMarks::all(&i.copies)),
    );
    room.short(
        "exam::Tolerance::disagreements",
        "Where two markers are further apart than allowed.",
        |i: Disagree, _| -> Result<Vec<Disagreement>> {
            i.this.disagreements(&i.scheme, [&i.first, &i.second], i.variant.as_deref())
        },
    );
}

fn ids(room: &mut Room<'_>) {
    room.short(
        "exam::ExamKey::new",
        "An exam's key from random bytes.",
        |i: KeyBytes, _| -> Result<String> {
            // Both are written alike: what cannot be a key is refused by its own words.
            i.random.parse::<ExamKey>().map(|key| key.to_text())
        },
    );
    room.short(
        "exam::ExamKey::derived",
        "A key for another purpose, in hexadecimal digits.",
        |i: Derived, _| {
            let derived = i.key.parse::<ExamKey>()?.derived(&i.purpose)?;
            let digits = derived.iter().map(|byte| format!("{byte:02x}"));
            Ok::<_, korrigo_core::Error>(digits.collect::<Vec<_>>().concat())
        },
    );
    room.short("exam::ExamKey::to_text", "The key as it is kept, if it is one.", |i: Key, _| {
        i.key.parse::<ExamKey>().map(|key| key.to_text())
    });
    room.short(
        "exam::IdScheme::new",
        "How the anonymous ids of an exam look.",
        |i: NewIds, _| -> Result<IdScheme> {
            let mut scheme = IdScheme::new(&i.exam, i.copies);
            if let Some(prefix) = &i.prefix {
                scheme = scheme.with_prefix(prefix)?;
            }
            if let Some(digits) = i.digits {
                scheme = scheme.with_digits(digits)?;
            }
            Ok(i.check.into_iter().fold(scheme, IdScheme::with_check))
        },
    );
    room.value("exam::IdScheme::capacity", "How many ids there are.", |i: Ids| i.this.capacity());
    room.value("exam::IdScheme::prefix", "The letters in front.", |i: Ids| i.this.prefix().to_owned());
    room.short("exam::IdScheme::index_of", "Which copy an id belongs to.", |i: IndexOf, _| {
        i.this.index_of(&i.key.parse()?, &i.id)
    });
    room.short("exam::anonymous_id", "The anonymous id of a copy.", |i: IdOf, _| -> Result<AnonymousId> {
        anonymous_id(&i.key.parse()?, &i.scheme, i.index)
    });
    room.short(
        "exam::AnonymousId::as_str",
        "An id as it is written, from what somebody typed.",
        |i: ReadId, _| i.text.parse::<AnonymousId>().map(|id| id.as_str().to_owned()),
    );
}

fn comments(room: &mut Room<'_>) {
    room.short(
        "exam::CommentBank::new",
        "A bank of comments that begins with the official ones.",
        |i: NewBank, _| CommentBank::new(i.official),
    );
    room.value(
        "exam::CommentBank::suggest",
        "Comments that fit, best first.",
        |i: Suggest| -> Vec<Comment> {
            i.this.suggest(i.question.as_deref(), &i.typed, i.most).into_iter().cloned().collect()
        },
    );
    room.short(
        "exam::CommentBank::take",
        "The bank after a comment was used.",
        |i: Take, _| -> Result<CommentBank> {
            let mut bank = i.this;
            bank.take(&i.text, i.question.as_deref(), i.score_delta)?;
            Ok(bank)
        },
    );
    room.value("exam::CommentBank::forget", "The bank without a personal comment.", |i: Forget| {
        let mut bank = i.this;
        let changed = bank.forget(&i.text, i.question.as_deref());
        BankChanged { bank, changed }
    });
}
