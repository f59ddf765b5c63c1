//! What users lived through elsewhere, and must not here.

use super::*;
use crate::exam::{Mark, Scheme, Score, Scores};
use crate::limits::Limits;

#[test]
fn lock_lock_again_and_from_elsewhere() {
    let (mut desk, token) = Desk::locked();
    desk.now = 100_000;
    // The same owner in another tab: the same lock, longer.
    let events = desk.done(ANNE, lock());
    assert!(matches!(events[0].fact, Fact::Heartbeat { .. }), "{events:?}");
    assert_eq!(desk.token().map(|token| token.to_text()), token.map(|token| token.to_text()));
    assert_eq!(desk.copy.fence.number(), 1);
    let refusal = desk.refused(BEN, lock());
    let until = Timestamp::from_millis(700_000);
    let owner = ActorId::new("anne").unwrap();
    assert_eq!(refusal.conflict, Some(Conflict::Lock { owner, until }));
    desk.now = 700_000;
    assert_eq!(desk.status(), Status::Ready);
    desk.done(BEN, lock());
    assert_eq!(desk.copy.fence.number(), 2);
    // Anne's write comes late: it is told whose lock it is, before anybody looks at her token.
    assert_eq!(desk.code(ANNE, draft(token, "tab", 0, "late")), "lock_conflict");
}

#[test]
fn lock_is_never_shortened_and_never_too_long() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, Command::Lock { ttl: Ttl::from_seconds(1).unwrap(), offline: false });
    assert_eq!(desk.copy.last_lock.as_ref().unwrap().expires.millis(), 600_000);
    let long = Ttl::from_seconds(200_000).unwrap();
    assert_eq!(long.seconds(), 200_000);
    desk.done(ANNE, Command::Heartbeat { token, ttl: long });
    assert_eq!(desk.copy.last_lock.as_ref().unwrap().expires.millis(), 3_600_000);
    desk.done(ANNE, Command::Lock { ttl: long, offline: true });
    assert_eq!(desk.copy.last_lock.as_ref().unwrap().expires.millis(), 200_000_000);
    assert_eq!(desk.copy.fence.number(), 2);
    for seconds in [0, 72 * 3_600 + 1] {
        assert!(Ttl::from_seconds(seconds).is_err());
    }
}

fn kept_by<'d>(desk: &'d Desk, owner: &str) -> &'d Draft {
    &desk.copy.drafts[&ActorId::new(owner).unwrap()]
}

#[test]
fn tokens_are_checked_after_the_lock() {
    let (mut desk, _) = Desk::locked();
    assert_eq!(desk.code(ANNE, draft(None, "tab", 0, "x")), "lock_token_invalid");
    assert_eq!(desk.code(ANNE, draft(Some(LockToken::new([99; 16])), "tab", 0, "x")), "lock_token_invalid");
    assert_eq!(desk.code(BEN, draft(None, "tab", 0, "x")), "lock_conflict");
    desk.now = 600_000;
    assert_eq!(desk.code(ANNE, draft(None, "tab", 0, "x")), "lock_lost");
}

#[test]
fn drafts_that_collide_are_both_kept() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, draft(token, "tab-1", 0, "first"));
    desk.done(ANNE, draft(token, "tab-1", 1, "second"));
    // The answer was lost, the save came again.
    assert_eq!(desk.done(ANNE, draft(token, "tab-1", 1, "second")), []);
    let events = desk.done(ANNE, draft(token, "tab-2", 1, "from the other tab"));
    assert!(matches!(events[0].fact, Fact::ForkDraft { .. }));
    let kept = kept_by(&desk, "anne");
    assert_eq!((kept.revision, kept.content.as_str()), (2, "second"));
    assert_eq!(kept.rivals[0].content, "from the other tab");
    assert_eq!(desk.code(ANNE, Command::DropDraft { revision: 2 }), "draft_conflict");
    let drop_rival = |version| Command::DropRival { client_id: "tab-2".into(), version };
    desk.done(ANNE, drop_rival(kept_by(&desk, "anne").rivals[0].version));
    desk.done(ANNE, Command::DropDraft { revision: 2 });
    assert!(desk.copy.drafts.is_empty());
    assert_eq!(desk.done(ANNE, Command::DropDraft { revision: 2 }), []);
}

#[test]
fn nobody_lets_go_what_they_did_not_see() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, draft(token, "tab-1", 0, "first"));
    desk.done(ANNE, draft(token, "tab-2", 0, "from the other tab"));
    let seen = kept_by(&desk, "anne").rivals[0].version;
    // The other tab goes on typing while the first looks at what it had written.
    desk.done(ANNE, draft(token, "tab-2", 0, "from the other tab, and more"));
    let drop_rival = |version| Command::DropRival { client_id: "tab-2".into(), version };
    assert_eq!(desk.code(ANNE, drop_rival(seen)), "draft_conflict");
    let newest = kept_by(&desk, "anne").rivals[0].clone();
    assert_eq!(newest.content, "from the other tab, and more");
    desk.done(ANNE, drop_rival(newest.version));
    assert_eq!(desk.done(ANNE, drop_rival(newest.version)), []);
    desk.done(ANNE, draft(token, "tab-2", 1, "all of it"));
    assert_eq!(desk.code(ANNE, Command::DropDraft { revision: 1 }), "draft_conflict");
    assert_eq!(kept_by(&desk, "anne").content, "all of it");
}

#[test]
fn a_lock_that_ended_stays_gone_when_the_copy_was_set_aside() {
    let (mut desk, token) = Desk::locked();
    desk.now = 600_000;
    desk.done(ADMIN, Command::Quarantine { reason: "a page of another paper".into() });
    // The clock is put back.
    desk.now = 0;
    let score = Command::Score { token, question: "1".into(), score: Some(Score::NotAnswered) };
    assert_eq!(desk.code(ANNE, score), "lock_lost");
    assert_eq!(desk.code(ANNE, lock()), "invalid_transition");
    assert_eq!(desk.code(ADMIN, Command::ForceUnlock { reason: "x".into() }), "invalid_transition");
}

#[test]
fn a_draft_outlives_its_lock() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, draft(token, "tab-1", 0, "half a sentence"));
    desk.now = 10_000_000;
    assert_eq!(desk.code(ANNE, draft(token, "tab-1", 1, "too late")), "lock_lost");
    desk.done(ANNE, lock());
    let token = desk.token();
    // After a restart of the browser: another client takes the draft over.
    desk.done(ANNE, draft(token, "tab-9", 1, "a whole sentence"));
    assert_eq!(kept_by(&desk, "anne").revision, 2);
}

#[test]
fn annotations_have_authors_and_versions() {
    let (mut desk, token) = Desk::locked();
    let create = |id: &str| Command::CreateAnnotation { token, annotation: note(id) };
    desk.done(ANNE, create("a"));
    let made = desk.copy.annotations.values().next().unwrap();
    assert_eq!((made.author.as_str(), made.version), ("anne", 0));
    assert_eq!(desk.done(ANNE, create("a")), []);
    let update = |token, version, content: &str| Command::UpdateAnnotation {
        token,
        id: AnnotationId::new("a").unwrap(),
        version,
        shape: None,
        content: Some(content.into()),
        score_delta: Some(None),
    };
    desk.done(ANNE, update(token, 0, "better"));
    let refusal = desk.refused(ANNE, update(token, 0, "stale"));
    assert_eq!(refusal.code().as_str(), "version_conflict");
    let Some(Conflict::Annotation { current }) = refusal.conflict else { panic!("no current state") };
    assert_eq!((current.version, current.content.as_str(), current.score_delta), (1, "better", None));
    desk.done(ANNE, Command::ReleaseLock { token });
    desk.done(BEN, lock());
    let bens = desk.token();
    assert_eq!(desk.code(BEN, update(bens, 1, "mine now")), "forbidden");
    desk.done(BEN, Command::ReleaseLock { token: bens });
    desk.done(ADMIN, lock());
    let token = desk.token();
    desk.done(ADMIN, Command::DeleteAnnotation { token, id: AnnotationId::new("a").unwrap(), version: 1 });
    assert!(desk.copy.annotations.is_empty());
}

#[test]
fn annotations_lie_on_pages_of_the_copy() {
    let (mut desk, token) = Desk::locked();
    let create = |annotation| Command::CreateAnnotation { token, annotation };
    assert_eq!(desk.code(ANNE, create(Annotation { page: page(5), ..note("a") })), "page_not_found");
    let ink = |point| Shape::Ink { strokes: vec![vec![point]], color: "#ff0000".into(), width: 0.01 };
    for shape in [
        ink([0.5, 1.5, 1.0]),
        ink([f64::NAN, 0.5, 1.0]),
        Shape::Ink { strokes: Vec::new(), color: "#ff0000".into(), width: 0.01 },
        Shape::Ink { strokes: vec![vec![[0.5; 3]]], color: "red".into(), width: 0.01 },
        Shape::Ink { strokes: vec![vec![[0.5; 3]]], color: "#ff0000".into(), width: f64::INFINITY },
        Shape::Ink { strokes: vec![vec![[0.5; 3]; 20_001]], color: "#ff0000".into(), width: 0.01 },
        Shape::Arrow { from: [0.0, 0.0], to: [1.1, 0.0] },
        Shape::Stamp { name: "skull".into(), rect: NormalizedRect::FULL },
    ] {
        assert_eq!(desk.code(ANNE, create(Annotation { shape, ..note("a") })), "annotation_invalid");
    }
    let long = Annotation { content: "x".repeat(10_001), ..note("a") };
    assert_eq!(desk.code(ANNE, create(long)), "annotation_invalid");
    desk.done(ANNE, create(Annotation { shape: ink([0.5, 1.0, 0.0]), ..note("a") }));
}

#[test]
fn annotations_are_stored_as_clients_send_them() {
    let json = r#"{"id":"a","page":"00112233445566778899aabbccddeeff","author":"anne","kind":"COMMENT","x":0.1,"y":0.2,"w":0.3,"h":0.1,"content":"x","score_delta":"-0.5","version":2}"#;
    let read: Annotation = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    for json in [json.replace("COMMENT", "SONG"), json.replace("0.3", "0.95"), json.replace("-0.5", "0.005")]
    {
        assert!(serde_json::from_str::<Annotation>(&json).is_err(), "{json}");
    }
    assert_eq!(format!("{read:?}"), r#"Annotation("a", version 2)"#);
}

fn scheme() -> Scheme {
    let json = br#"{"step":"0.25","items":[{"id":"a","points":"12"},{"id":"b","points":"8"}]}"#;
    Scheme::read(json, &Limits::default()).unwrap().scheme
}

#[test]
fn finalizing_needs_every_score_once() {
    let scheme = scheme();
    let (mut desk, token) = Desk::locked();
    let with = |desk: &Desk| Context { scheme: Some(&scheme), ..desk.context(ANNE) };
    let half = |value: &str| Scores {
        scores: [("a".to_owned(), Score::Points(value.parse().unwrap()))].into(),
        appreciation: "well done".into(),
        ..Scores::default()
    };
    let give = |scores| Command::Finalize { token, revision: 0, scores: Some(scores) };
    let refusal = decide(&desk.copy, &give(half("3")), &with(&desk)).unwrap_err();
    assert_eq!(
        (refusal.code().as_str(), refusal.error.message()),
        ("scores_incomplete", "questions without a score: b")
    );
    for bad in ["12.25", "-0.25", "0.1"] {
        let refusal = decide(&desk.copy, &give(half(bad)), &with(&desk)).unwrap_err();
        assert_eq!(refusal.code().as_str(), "mark_invalid");
    }
    let all = Scores {
        scores: [("a".into(), Score::Points(Mark::ZERO)), ("b".into(), Score::NotAnswered)].into(),
        ..half("0")
    };
    let events = decide(&desk.copy, &give(all), &with(&desk)).unwrap();
    let names: Vec<_> =
        events.iter().map(|event| serde_json::to_value(event).unwrap()["event"].clone()).collect();
    assert_eq!(names, ["SCORE", "SCORE", "APPRECIATION", "FINALIZE"]);
    desk.take(&events);
    assert_eq!(desk.status(), Status::GradingInProgress);
    assert!(desk.copy.last_lock.is_none());
    // Whoever asks again is told that it is so.
    assert_eq!(decide(&desk.copy, &finalize(token, 0), &with(&desk)).unwrap(), []);
    desk.done(WORKER, Command::Store { attempt: 1, result: result(0) });
    assert_eq!(decide(&desk.copy, &finalize(token, 0), &with(&desk)).unwrap(), []);
    assert_eq!(desk.done(WORKER, Command::Store { attempt: 1, result: result(0) }), []);
    assert_eq!(desk.copy.results.len(), 1);
}

#[test]
fn finalizing_takes_nothing_back_that_was_said() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, Command::Appreciation { token, text: "well done".into() });
    let with = |appreciation: &str| {
        let scores = Some(Scores { appreciation: appreciation.into(), ..Scores::default() });
        Command::Finalize { token, revision: 0, scores }
    };
    for said in ["", "well done"] {
        let events = decide(&desk.copy, &with(said), &desk.context(ANNE)).unwrap();
        assert!(matches!(events.as_slice(), [Event { fact: Fact::Finalize { .. }, .. }]), "{said:?}");
    }
    let events = decide(&desk.copy, &with("better than before"), &desk.context(ANNE)).unwrap();
    assert_eq!(events.len(), 2);
}

#[test]
fn failures_are_counted_and_the_third_is_told() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, finalize(token, 0));
    let mut alerts = Vec::new();
    for attempt in 1..=4 {
        let fail = Command::Fail { attempt, message: "the disk is full".into() };
        let events = desk.done(WORKER, fail.clone());
        alerts.extend(
            events.iter().map(|event| matches!(event.fact, Fact::FinalizeFailed { alert: true, .. })),
        );
        assert_eq!(desk.done(WORKER, fail), []);
        let never_begun = Command::Fail { attempt: attempt + 1, message: "the disk is full".into() };
        assert_eq!(desk.code(WORKER, never_begun), "invalid_transition");
        assert_eq!(desk.code(BEN, Command::Retry), "forbidden");
        desk.done(if attempt % 2 == 0 { ADMIN } else { ANNE }, Command::Retry);
    }
    assert_eq!(alerts, [false, false, true, true]);
    let Stage::Grading(claim) = &desk.copy.stage else { panic!("not grading") };
    assert_eq!((claim.marker.as_str(), claim.attempt), ("anne", 5));
}

#[test]
fn a_crash_in_the_middle_is_picked_up() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, finalize(token, 0));
    desk.now += GRACE_MS - 1;
    assert_eq!(desk.done(WORKER, Command::Recover), []);
    assert_eq!(desk.code(ANNE, Command::Recover), "forbidden");
    desk.now += 1;
    desk.done(WORKER, Command::Recover);
    // The first worker was only slow: its result is the one that counts.
    desk.done(WORKER, Command::Store { attempt: 1, result: result(0) });
    assert_eq!(desk.done(WORKER, Command::Fail { attempt: 2, message: "late".into() }), []);
    assert_eq!(desk.status(), Status::Graded);
}

#[test]
fn a_graded_copy_changes_for_nobody() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, finalize(token, 0));
    desk.done(WORKER, Command::Store { attempt: 1, result: result(0) });
    assert_eq!(desk.code(ANNE, lock()), "invalid_transition");
    assert_eq!(desk.code(ANNE, Command::Appreciation { token, text: "better".into() }), "already_graded");
    assert_eq!(desk.code(ANNE, Command::ReleaseLock { token }), "already_graded");
    assert_eq!(desk.code(ADMIN, Command::Identify { candidate: Some("9".into()) }), "invalid_transition");
    assert_eq!(desk.code(ANNE, Command::Reopen { reason: "x".into() }), "forbidden");
    let other = FinalResult { key: SourceHash::of(b"other"), ..result(0) };
    assert_eq!(desk.code(WORKER, Command::Store { attempt: 1, result: other }), "already_graded");
    // Whoever is refused is shown what was made.
    let shown = |refusal: Refusal| matches!(&refusal.conflict, Some(Conflict::Result { result: made }) if *made == result(0));
    assert!(shown(desk.refused(ANNE, Command::Appreciation { token, text: "better".into() })));
    assert!(shown(desk.refused(WORKER, Command::Store { attempt: 1, result: result(1) })));
    let late = desk.refused(ANNE, finalize(token, 1));
    assert!(late.code().as_str() == "already_graded" && shown(late));
    desk.done(ADMIN, Command::Reopen { reason: "a page was missed".into() });
    assert_eq!((desk.status(), desk.copy.revision, desk.copy.results.len()), (Status::Ready, 1, 1));
    desk.done(BEN, lock());
    let token = desk.token();
    // Somebody who saw the first revision only finalizes nothing.
    assert_eq!(desk.code(BEN, finalize(token, 0)), "version_conflict");
    desk.done(BEN, finalize(token, 1));
    assert_eq!(desk.code(WORKER, Command::Store { attempt: 1, result: result(0) }), "invalid_transition");
    desk.done(WORKER, Command::Store { attempt: 1, result: result(1) });
    assert_eq!(desk.copy.results.iter().map(|result| result.revision).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_copy_is_marked_by_whom_it_was_given_to() {
    let mut desk = Desk::ready();
    desk.done(ADMIN, Command::Dispatch { marker: Some(ActorId::new("ben").unwrap()) });
    assert_eq!(desk.code(ANNE, lock()), "forbidden");
    assert_eq!(desk.code(WORKER, lock()), "forbidden");
    desk.done(BEN, lock());
    desk.done(ADMIN, Command::ForceUnlock { reason: "ill".into() });
    assert_eq!(desk.status(), Status::Ready);
    desk.done(ADMIN, lock());
}

#[test]
fn merging_keeps_annotations_on_their_pages() {
    let (mut into, token) = Desk::locked();
    into.done(ANNE, Command::CreateAnnotation { token, annotation: note("a") });
    into.done(ANNE, Command::ReleaseLock { token });
    let mut from = Desk::ready();
    from.copy.id = CopyId::new("c2").unwrap();
    from.copy.pages = vec![page(7), page(8)];
    from.done(ANNE, lock());
    let token = from.token();
    let theirs = Annotation { page: page(8), ..note("b") };
    from.done(ANNE, Command::CreateAnnotation { token, annotation: theirs });
    let admin = into.context(ADMIN);
    assert_eq!(merge(&into.copy, &from.copy, &admin).unwrap_err().code().as_str(), "invalid_transition");
    from.done(ANNE, Command::ReleaseLock { token });
    assert_eq!(merge(&into.copy, &from.copy, &into.context(ANNE)).unwrap_err().code().as_str(), "forbidden");
    let (ours, gone) = merge(&into.copy, &from.copy, &admin).unwrap();
    into.take(&ours);
    from.take(&gone);
    assert_eq!(into.copy.pages, [page(0), page(1), page(7), page(8)]);
    let pages: Vec<_> = into.copy.annotations.values().map(|annotation| annotation.page).collect();
    assert_eq!(pages, [page(0), page(8)]);
    assert!(from.copy.pages.is_empty() && from.copy.annotations.is_empty());
    assert_eq!(from.code(ADMIN, Command::Validate), "invalid_transition");
    assert_eq!(merge(&into.copy, &into.copy.clone(), &admin).unwrap_err().code().as_str(), "plan_invalid");
}

#[test]
fn copies_of_two_candidates_are_not_merged() {
    let (mut one, mut two) = (Desk::ready(), Desk::ready());
    two.copy.pages = vec![page(7)];
    one.done(ADMIN, Command::Identify { candidate: Some("17".into()) });
    two.done(ADMIN, Command::Identify { candidate: Some("18".into()) });
    let refusal = merge(&one.copy, &two.copy, &one.context(ADMIN)).unwrap_err();
    assert_eq!(refusal.code().as_str(), "identity_conflict");
    two.done(ADMIN, Command::Identify { candidate: Some("17".into()) });
    assert!(merge(&one.copy, &two.copy, &one.context(ADMIN)).is_ok());
}

#[test]
fn offline_work_is_taken_in_once_and_in_order() {
    let mut desk = Desk::ready();
    desk.done(ANNE, Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true });
    let token = desk.token();
    let score = |question: &str| Command::Score {
        token,
        question: question.into(),
        score: Some(Score::Points(Mark::from_points(1).unwrap())),
    };
    let mut batch = OfflineBatch {
        client_id: "tablet".into(),
        fence: desk.copy.fence,
        commands: ["1", "2"]
            .iter()
            .zip(1..)
            .map(|(id, sequence)| OfflineCommand { sequence, command: score(id) })
            .collect(),
    };
    desk.now = 70 * 3_600_000;
    let synced = sync(&desk.copy, &batch, &desk.context(ANNE)).unwrap();
    desk.take(&synced.events);
    assert_eq!(desk.copy.scores.scores.len(), 2);
    // The answer was lost: the device sends all of it again, and one thing more.
    batch.commands.push(OfflineCommand { sequence: 3, command: score("3") });
    let synced = sync(&desk.copy, &batch, &desk.context(ANNE)).unwrap();
    let outcomes: Vec<_> = synced.outcomes.iter().map(|(_, outcome)| outcome.clone()).collect();
    assert_eq!(outcomes, [Outcome::Known, Outcome::Known, Outcome::Done]);
    desk.take(&synced.events);
    assert_eq!(sync(&desk.copy, &batch, &desk.context(ANNE)).unwrap().events, []);
    assert_eq!(desk.copy.scores.scores.len(), 3);
}

#[test]
fn offline_work_under_a_lock_that_was_lost_is_kept() {
    let mut desk = Desk::ready();
    desk.done(ANNE, Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true });
    let (token, fence) = (desk.token(), desk.copy.fence);
    desk.done(ADMIN, Command::ForceUnlock { reason: "the tablet is lost".into() });
    desk.done(BEN, lock());
    for first in [1, 2] {
        let command = Command::Appreciation { token, text: format!("words of an hour, part {first}") };
        let commands = vec![OfflineCommand { sequence: first, command }];
        let batch = OfflineBatch { client_id: "tablet".into(), fence, commands };
        let synced = sync(&desk.copy, &batch, &desk.context(ANNE)).unwrap();
        let Outcome::Kept(refusal) = &synced.outcomes[0].1 else { panic!("done under another's lock") };
        assert_eq!((refusal.code().as_str(), refusal.attempted), ("lock_lost", "appreciation"));
        desk.take(&synced.events);
    }
    let kept = &desk.copy.drafts[&ActorId::new("anne").unwrap()];
    let all: String = kept.rivals.iter().map(|rival| rival.content.as_str()).collect();
    assert!(all.contains("part 1") && all.contains("part 2"));
    assert!(!all.contains(&token.unwrap().to_text()));
    assert_eq!(desk.copy.scores.appreciation, "");
    assert_eq!(desk.status(), Status::Locked);
}

#[test]
fn events_hold_no_token_and_rebuild_the_copy() {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, Command::CreateAnnotation { token, annotation: note("a") });
    desk.done(ANNE, draft(token, "tab", 0, "x"));
    for score in [Some(Score::Points("1.25".parse().unwrap())), Some(Score::NotAnswered), None] {
        desk.done(ANNE, Command::Score { token, question: "1".into(), score });
    }
    desk.done(ANNE, Command::Remark { token, question: "1".into(), text: Some("x".into()) });
    desk.done(ANNE, finalize(token, 0));
    desk.done(WORKER, Command::Store { attempt: 1, result: result(0) });
    let json = serde_json::to_string(&desk.events).unwrap();
    assert!(!json.contains(&token.unwrap().to_text()));
    let events: Vec<Event> = serde_json::from_str(&json).unwrap();
    assert_eq!(events, desk.events);
    let mut again = Desk::new();
    again.take(&events);
    assert!(again.copy == desk.copy);
    let stored = serde_json::to_string(&desk.copy).unwrap();
    assert!(serde_json::from_str::<Copy>(&stored).unwrap() == desk.copy);
}

#[test]
fn commands_arrive_as_json() {
    let (_, token) = Desk::locked();
    let hex = token.unwrap().to_text();
    let json = format!(r#"{{"command":"score","token":"{hex}","question":"1","score":1.5}}"#);
    let score = Some(Score::Points("1.5".parse().unwrap()));
    let command = Command::Score { token, question: "1".into(), score };
    assert_eq!(serde_json::from_str::<Command>(&json).unwrap(), command);
    let json = serde_json::to_string(&command).unwrap();
    assert_eq!(serde_json::from_str::<Command>(&json).unwrap(), command);
    for json in
        [r#"{"command":"sing"}"#, r#"{"command":"lock","ttl":0}"#, r#"{"command":"lock","ttl":259201}"#]
    {
        assert!(serde_json::from_str::<Command>(json).is_err(), "{json}");
    }
    assert!(serde_json::from_str::<Command>(r#"{"command":"lock"}"#).unwrap() == lock());
}

#[test]
fn debug_shows_nothing_of_what_was_written() {
    let (mut desk, token) = Desk::locked();
    let secret = "MARKER-STRING";
    desk.done(ANNE, Command::Appreciation { token, text: secret.into() });
    desk.done(ANNE, draft(token, "tab", 0, secret));
    desk.done(ANNE, draft(token, "other", 0, secret));
    desk.done(
        ANNE,
        Command::CreateAnnotation { token, annotation: Annotation { content: secret.into(), ..note("a") } },
    );
    for shown in [
        format!("{:?}", desk.copy),
        format!("{:?}", desk.copy.drafts),
        format!("{:?}", desk.copy.annotations),
    ] {
        assert!(!shown.contains(secret), "{shown}");
        assert!(!shown.contains(&token.unwrap().to_text()));
    }
}
