//! Every state, every command, every role: what happens, on one page.

use std::collections::BTreeSet;

use super::*;
use crate::exam::{Mark, Score};

/// A copy in each state, with the token of Anne's lock where there is one.
fn states() -> Vec<(Desk, Option<LockToken>)> {
    let quarantine = {
        let mut desk = Desk::new();
        desk.done(ADMIN, Command::Quarantine { reason: "whose is it".into() });
        desk
    };
    let (locked, token) = Desk::locked();
    let (mut grading, held) = Desk::locked();
    grading.done(ANNE, finalize(held, 0));
    let mut failed = grading.clone();
    failed.done(WORKER, Command::Fail { attempt: 1, message: "no font".into() });
    let mut graded = grading.clone();
    graded.done(WORKER, Command::Store { attempt: 1, result: result(0) });
    let states = vec![
        (Desk::new(), None),
        (quarantine, None),
        (Desk::ready(), None),
        (locked, token),
        (grading, held),
        (failed, held),
        (graded, held),
    ];
    let statuses: Vec<_> = states.iter().map(|(desk, _)| desk.status()).collect();
    assert_eq!(statuses, Status::ALL);
    states
}

/// Every command once, as Anne would give it.
fn commands(token: Option<LockToken>) -> Vec<Command> {
    let id = AnnotationId::new("a").unwrap();
    let score = Some(Score::Points(Mark::ZERO));
    vec![
        Command::Staple { pages: vec![page(9)] },
        Command::Validate,
        Command::Quarantine { reason: "x".into() },
        Command::LeaveQuarantine,
        Command::Dispatch { marker: None },
        Command::Identify { candidate: Some("17".into()) },
        Command::Tag { tags: ["late".to_owned()].into() },
        lock(),
        Command::Heartbeat { token, ttl: Ttl::DEFAULT },
        Command::ReleaseLock { token },
        Command::ForceUnlock { reason: "x".into() },
        Command::Reap,
        draft(token, "tab", 0, "x"),
        Command::DropRival { client_id: "tab".into(), version: 1 },
        Command::DropDraft { revision: 1 },
        Command::CreateAnnotation { token, annotation: note("a") },
        Command::UpdateAnnotation {
            token,
            id: id.clone(),
            version: 0,
            shape: None,
            content: Some("y".into()),
            score_delta: None,
        },
        Command::DeleteAnnotation { token, id, version: 0 },
        Command::Score { token, question: "1".into(), score },
        Command::Remark { token, question: "1".into(), text: Some("x".into()) },
        Command::Appreciation { token, text: "x".into() },
        finalize(token, 0),
        Command::Retry,
        Command::Recover,
        Command::Store { attempt: 1, result: result(0) },
        Command::Fail { attempt: 1, message: "x".into() },
        Command::Reopen { reason: "x".into() },
    ]
}

/// `who` asks everything in every state; a line a command: the state it leads to, `=` for nothing to do, or the code.
fn table(who: (&str, Role)) -> String {
    let states = states();
    let short = |status: Status| match status {
        Status::GradingInProgress => "GRADING",
        Status::GradingFailed => "FAILED",
        other => other.as_str(),
    };
    let mut lines = Vec::new();
    for place in 0..commands(None).len() {
        let mut cells = Vec::new();
        for (desk, token) in &states {
            let mut desk = desk.clone();
            let command = commands(*token).swap_remove(place);
            let name = command.name();
            if cells.is_empty() {
                cells.push(format!("{name:<18}"));
            }
            let cell = match desk.ask(who, &command) {
                Ok(events) if events.is_empty() => "=".to_owned(),
                Ok(_) => short(desk.status()).to_owned(),
                Err(refusal) => {
                    assert_eq!(refusal.attempted, name);
                    assert_eq!(refusal.from, desk.status());
                    refusal.code().as_str().to_owned()
                }
            };
            cells.push(format!("{cell:<19}"));
        }
        lines.push(cells.join("").trim_end().to_owned());
    }
    let heads: Vec<_> = states.iter().map(|(desk, _)| format!("{:<19}", short(desk.status()))).collect();
    lines.insert(0, format!("{:<18}{}", "", heads.join("").trim_end()));
    lines.join("\n")
}

#[test]
fn what_each_role_may() {
    for (who, expected) in [
        (ADMIN, include_str!("administrator.txt")),
        (ANNE, include_str!("marker.txt")),
        (BEN, include_str!("another_marker.txt")),
        (WORKER, include_str!("service.txt")),
    ] {
        let found = table(who);
        assert_eq!(found, expected.trim_end(), "{} may:\n{found}", who.0);
    }
}

/// What tidies up and is possible anywhere, so that no refusal needs to name it.
const TIDYING: [&str; 3] = ["reap", "drop_rival", "drop_draft"];

/// Whether somebody may ask this of the copy as it stands, now or when a claim has been silent for long enough.
fn somebody_may(desk: &Desk, command: &Command) -> bool {
    [ADMIN, ANNE, BEN, WORKER].into_iter().any(|who| {
        [0, GRACE_MS].into_iter().any(|later| {
            let mut desk = desk.clone();
            if matches!(command, Command::UpdateAnnotation { .. } | Command::DeleteAnnotation { .. }) {
                // There has to be one. Where none can be made, none can be changed either.
                let token = desk.token();
                let _ = desk.ask(ANNE, &Command::CreateAnnotation { token, annotation: note("a") });
            }
            desk.now += later;
            desk.ask(who, command).is_ok_and(|events| !events.is_empty())
        })
    })
}

#[test]
fn refusals_name_what_would_be_allowed_and_nothing_else() {
    let mut refusals = 0;
    for (desk, token) in states() {
        let commands = commands(token);
        let possible = commands.iter().filter(|command| somebody_may(&desk, command)).map(Command::name);
        let possible: BTreeSet<_> = possible.filter(|name| !TIDYING.contains(name)).collect();
        for command in &commands {
            for who in [ADMIN, ANNE, BEN, WORKER] {
                let Err(refusal) = desk.clone().ask(who, command) else { continue };
                refusals += 1;
                assert_eq!(refusal.attempted, command.name());
                assert_eq!(refusal.from, desk.status());
                let allowed: BTreeSet<_> = refusal.allowed.iter().copied().collect();
                assert_eq!(allowed, possible, "{refusal}");
            }
        }
    }
    assert!(refusals > 500);
}
