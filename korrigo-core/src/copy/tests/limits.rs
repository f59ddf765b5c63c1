//! Every limit twice: exactly at it, and one past it.

use super::*;
use crate::exam::{Mark, Scheme, Score, Scores};
use crate::limits::Limits;

/// A copy that Anne holds, asked by her; the code of the refusal, or `ok`.
fn anne_asks(command: impl Fn(Option<LockToken>) -> Command) -> &'static str {
    let (mut desk, token) = Desk::locked();
    code(desk.ask(ANNE, &command(token)))
}

fn code<T>(answer: Result<T, Refusal>) -> &'static str {
    answer.map_or_else(|refusal| refusal.code().as_str(), |_| "ok")
}

fn text(bytes: usize) -> String {
    "x".repeat(bytes)
}

#[test]
fn pages() {
    let mut desk = Desk::new();
    desk.done(ADMIN, Command::Staple { pages: (2..5_000).map(page).collect() });
    assert_eq!(desk.copy.pages.len(), 5_000);
    assert_eq!(desk.code(ADMIN, Command::Staple { pages: vec![page(5_000)] }), "too_many_pages");
    let mut desk = Desk::new();
    for pages in [vec![], vec![page(1)], vec![page(7), page(7)]] {
        assert_eq!(desk.code(ADMIN, Command::Staple { pages }), "plan_invalid");
    }
}

#[test]
fn annotations() {
    let (mut desk, token) = Desk::locked();
    for number in 0..9_999 {
        let annotation = note(&number.to_string());
        desk.copy.annotations.insert(annotation.id.clone(), annotation);
    }
    let create = |id: &str| Command::CreateAnnotation { token, annotation: note(id) };
    desk.done(ANNE, create("last"));
    assert_eq!(desk.code(ANNE, create("one more")), "resource_limit");
    let of = |shape: Shape, content: usize| {
        let annotation = Annotation { shape, content: text(content), ..note("a") };
        anne_asks(|token| Command::CreateAnnotation { token, annotation: annotation.clone() })
    };
    let ink = |points: usize, color: &str, width| Shape::Ink {
        strokes: vec![vec![[1.0, 0.0, 1.0]; points]],
        color: color.into(),
        width,
    };
    assert_eq!(of(ink(20_000, "#00fFa9", 0.1), 10_000), "ok");
    for (shape, content) in [
        (ink(20_001, "#00ffa9", 0.1), 0),
        (ink(1, "#00ffa9", 0.100_1), 0),
        (ink(1, "#00ffa9", 0.0), 0),
        (ink(1, "00ffa9", 0.1), 0),
        (ink(1, "#00ffa", 0.1), 0),
        (ink(1, "#00ffag", 0.1), 0),
        (Shape::Ink { strokes: vec![vec![[0.5; 3]], vec![]], color: "#000000".into(), width: 0.1 }, 0),
        (Shape::Line { from: [0.0, 0.0], to: [0.0, 1.000_1] }, 0),
        (Shape::Line { from: [-0.000_1, 0.0], to: [0.0, 1.0] }, 0),
        (Shape::Line { from: [0.0, 0.0], to: [1.0, 1.0] }, 10_001),
    ] {
        assert_eq!(of(shape, content), "annotation_invalid");
    }
    assert_eq!(of(Shape::Line { from: [0.0, 0.0], to: [1.0, 1.0] }, 0), "ok");
    let about = |bytes: usize| {
        let annotation = Annotation { question: Some(text(bytes)), ..note("a") };
        anne_asks(|token| Command::CreateAnnotation { token, annotation: annotation.clone() })
    };
    assert_eq!((about(200), about(201), about(300)), ("ok", "annotation_invalid", "annotation_invalid"));
    for name in ["check", "cross", "tilde", "question"] {
        assert_eq!(of(Shape::Stamp { name: name.into(), rect: NormalizedRect::FULL }, 0), "ok");
    }
}

#[test]
fn tags() {
    let tag =
        |tags: Vec<String>| code(Desk::new().ask(ADMIN, &Command::Tag { tags: tags.into_iter().collect() }));
    let numbers = |count: usize| (0..count).map(|number| number.to_string()).collect();
    assert_eq!([tag(numbers(64)), tag(numbers(65))], ["ok", "resource_limit"]);
    assert_eq!([tag(vec![text(64)]), tag(vec![text(65)])], ["ok", "resource_limit"]);
    assert_eq!([tag(vec![]), tag(vec![String::new()])], ["ok", "resource_limit"]);
}

#[test]
fn texts() {
    let most = 100_000;
    for (bytes, expected) in [(most, "ok"), (most + 1, "resource_limit")] {
        let ask = |mut desk: Desk, who, command| code(desk.ask(who, &command));
        assert_eq!(ask(Desk::new(), ADMIN, Command::Quarantine { reason: text(bytes) }), expected);
        assert_eq!(ask(Desk::new(), ADMIN, Command::Identify { candidate: Some(text(bytes)) }), expected);
        let (locked, _) = Desk::locked();
        assert_eq!(ask(locked, ADMIN, Command::ForceUnlock { reason: text(bytes) }), expected);
        assert_eq!(anne_asks(|token| Command::Appreciation { token, text: text(bytes) }), expected);
        let remark = |token| Command::Remark { token, question: "1".into(), text: Some(text(bytes)) };
        assert_eq!(anne_asks(remark), expected);
        let (appreciation, remarks) = (text(bytes), [("1".to_owned(), text(bytes))].into());
        for scores in [Scores { appreciation, ..Scores::default() }, Scores { remarks, ..Scores::default() }]
        {
            let last = |token| Command::Finalize { token, revision: 0, scores: Some(scores.clone()) };
            assert_eq!(anne_asks(last), expected);
        }
        let (mut grading, token) = Desk::locked();
        grading.done(ANNE, finalize(token, 0));
        let mut graded = grading.clone();
        assert_eq!(ask(grading, WORKER, Command::Fail { attempt: 1, message: text(bytes) }), expected);
        graded.done(WORKER, Command::Store { attempt: 1, result: result(0) });
        assert_eq!(ask(graded, ADMIN, Command::Reopen { reason: text(bytes) }), expected);
    }
}

#[test]
fn drafts() {
    let save = |client: usize, bytes: usize| anne_asks(|token| draft(token, &text(client), 0, &text(bytes)));
    assert_eq!([save(64, 1 << 20), save(1, (1 << 20) + 1)], ["ok", "resource_limit"]);
    assert_eq!([save(0, 1), save(65, 1)], ["resource_limit"; 2]);
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, draft(token, "tab", 0, "first"));
    for window in 0..16 {
        desk.done(ANNE, draft(token, &window.to_string(), 7, "another"));
    }
    assert_eq!(desk.code(ANNE, draft(token, "seventeen", 7, "another")), "draft_conflict");
    // A window that has a rival already replaces it: what it shows is newer.
    desk.done(ANNE, draft(token, "3", 7, "newer"));
    let kept = &desk.copy.drafts[&ActorId::new("anne").unwrap()];
    assert_eq!((kept.rivals.len(), kept.rivals[15].content.as_str()), (16, "newer"));
    // What was done offline waits, too.
    let command = Command::Remark { token: None, question: "1".into(), text: None };
    let commands = vec![OfflineCommand { sequence: 1, command }];
    let batch = OfflineBatch { client_id: "tablet".into(), fence: Fence::default(), commands };
    assert_eq!(code(sync(&desk.copy, &batch, &desk.context(ANNE))), "draft_conflict");
    let version = kept.rivals[15].version;
    desk.done(ANNE, Command::DropRival { client_id: "3".into(), version });
    assert_eq!(code(sync(&desk.copy, &batch, &desk.context(ANNE))), "ok");
}

#[test]
fn ids_and_fences() {
    for (bytes, legal) in [(0, false), (1, true), (64, true), (65, false)] {
        assert_eq!(CopyId::new(text(bytes)).is_ok(), legal);
    }
    assert_eq!(ActorId::new("a\nb").unwrap_err().code().as_str(), "not_found");
    assert_eq!(AnnotationId::new("").unwrap_err().code().as_str(), "annotation_invalid");
    let mut desk = Desk::ready();
    let most = (1u64 << 53) - 1;
    desk.copy.fence = serde_json::from_str(&(most - 1).to_string()).unwrap();
    desk.done(ANNE, lock());
    assert_eq!(desk.copy.fence.number(), most);
    desk.done(ADMIN, Command::ForceUnlock { reason: "x".into() });
    assert_eq!(desk.code(ANNE, lock()), "resource_limit");
}

#[test]
fn questions_of_the_scheme() {
    let json = br#"[{"id":"a","points":"20","variant":"A"},{"id":"b","points":"20","variant":"B"}]"#;
    let scheme = Scheme::read(json, &Limits::default()).unwrap().scheme;
    let (desk, token) = Desk::locked();
    let ask = |command: &Command| {
        let context = Context { scheme: Some(&scheme), variant: Some("A"), ..desk.context(ANNE) };
        code(decide(&desk.copy, command, &context))
    };
    for (question, expected) in [("a", "ok"), ("b", "mark_invalid"), ("", "mark_invalid")] {
        let question = question.to_owned();
        let remarks = [(question.clone(), "x".to_owned())].into();
        let scores = [("a".to_owned(), Score::Points(Mark::ZERO))].into();
        let scores = Scores { scores, remarks, ..Scores::default() };
        assert_eq!(ask(&Command::Finalize { token, revision: 0, scores: Some(scores) }), expected);
        let score = Some(Score::Points(Mark::ZERO));
        assert_eq!(ask(&Command::Score { token, question: question.clone(), score }), expected);
        assert_eq!(ask(&Command::Remark { token, question, text: None }), expected);
    }
}

#[test]
fn what_can_be_merged() {
    let admin = Desk::new().context(ADMIN);
    let copies = || {
        let [into, mut from] = [Desk::ready().copy, Desk::ready().copy];
        from.pages = vec![page(7)];
        (into, from)
    };
    let taken = |numbers: std::ops::Range<u32>| {
        numbers.map(|number| note(&number.to_string())).map(|note| (note.id.clone(), note)).collect()
    };
    for (ours, theirs, expected) in [
        (0..5_000, 5_000..10_000, "ok"),
        (0..5_000, 5_000..10_001, "version_conflict"),
        (0..2, 1..3, "version_conflict"),
    ] {
        let (mut into, mut from) = copies();
        (into.annotations, from.annotations) = (taken(ours), taken(theirs));
        assert_eq!(code(merge(&into, &from, &admin)), expected);
    }
    // Scores and the candidate come along, when only one copy has them.
    let given = || Scores {
        scores: [("1".to_owned(), Score::NotAnswered)].into(),
        remarks: [("1".to_owned(), "seen".to_owned())].into(),
        appreciation: "good".into(),
    };
    let (mut into, mut from) = copies();
    (from.scores, from.candidate) = (given(), Some("17".into()));
    let (ours, theirs) = merge(&into, &from, &admin).unwrap();
    for event in &ours {
        into.apply(event);
    }
    for event in &theirs {
        from.apply(event);
    }
    assert_eq!((into.scores, into.candidate.as_deref()), (given(), Some("17")));
    assert_eq!((from.scores, from.candidate), (Scores::default(), None));
    let (mut into, mut from) = copies();
    (into.scores, from.scores) = (given(), given());
    assert_eq!(code(merge(&into, &from, &admin)), "identity_conflict");
    (into.scores, into.candidate) = (Scores::default(), Some("17".into()));
    assert_eq!(code(merge(&into, &from, &admin)), "ok");
}

#[test]
fn a_changed_annotation_keeps_what_was_not_changed() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, Command::CreateAnnotation { token, annotation: note("a") });
    let update =
        |version, shape: Option<Shape>, content: Option<&str>, score_delta| Command::UpdateAnnotation {
            token,
            id: AnnotationId::new("a").unwrap(),
            version,
            shape,
            content: content.map(str::to_owned),
            score_delta,
        };
    let line = Shape::Line { from: [0.0; 2], to: [1.0; 2] };
    desk.done(ANNE, update(0, Some(line.clone()), None, None));
    desk.done(ANNE, update(1, None, Some("other"), None));
    desk.done(ANNE, update(2, None, None, Some(Some("2".parse().unwrap()))));
    let now = desk.copy.annotations.values().next().unwrap().clone();
    let expected = Annotation {
        author: ActorId::new("anne").unwrap(),
        shape: line,
        content: "other".into(),
        score_delta: Some("2".parse().unwrap()),
        version: 3,
        ..note("a")
    };
    assert_eq!(now, expected);
    let off_the_page = Shape::Line { from: [0.0; 2], to: [2.0; 2] };
    assert_eq!(desk.code(ANNE, update(3, Some(off_the_page), None, None)), "annotation_invalid");
    // What says the same again is no event.
    let same = Command::Appreciation { token, text: String::new() };
    assert_eq!(desk.done(ANNE, same), []);
    assert_eq!(desk.done(ANNE, Command::Remark { token, question: "1".into(), text: None }), []);
    assert_eq!(desk.done(ANNE, Command::Score { token, question: "1".into(), score: None }), []);
}
