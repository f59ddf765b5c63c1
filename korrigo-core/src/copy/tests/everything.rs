//! All that three markers, an administrator, a service and a clock can do to a copy, within bounds: no two owners
//! under one fence, no write of a lock that ended, one result a revision, and nothing graded changes.

use std::collections::{HashSet, VecDeque};

use super::*;
use crate::exam::{Mark, Score};

/// A moment that can be told from others by what may happen next.
#[derive(Clone)]
struct World {
    desk: Desk,
    /// Tokens that markers hold, right or long dead; a crash forgets one.
    tokens: [Option<LockToken>; 3],
}

const MARKERS: [(&str, Role); 3] = [ANNE, BEN, ("chloe", Role::Marker)];
/// Times around the end of a lock of one second, and of the grace of a claim.
const STEPS: [i64; 3] = [500, 1_000, GRACE_MS];

impl World {
    /// What makes two moments the same for the rules. Times count from now; tokens by whether they are right.
    fn key(&self) -> String {
        let copy = &self.desk.copy;
        let now = self.desk.now;
        let lock =
            copy.last_lock.as_ref().map(|lock| (lock.owner.as_str(), (lock.expires.millis() - now).max(0)));
        let right = self.tokens.map(|token| {
            token.is_some_and(|token| {
                copy.last_lock.as_ref().is_some_and(|lock| lock.token.hash().is_of(&token))
            })
        });
        let stage = match &copy.stage {
            Stage::Grading(claim) => {
                let waited = (now - claim.since.millis()).clamp(0, GRACE_MS) / 500 * 500;
                format!("grading {} {} {waited}", claim.marker.as_str(), claim.attempt)
            }
            Stage::Failed(failure) => format!("failed {} {}", failure.marker.as_str(), failure.attempt),
            Stage::Graded(result) => format!("graded {}", result.revision),
            stage => format!("{stage:?}"),
        };
        let scored = copy.scores.scores.len();
        format!("{stage} {lock:?} {right:?} {} {} {scored}", copy.fence.number(), copy.revision)
    }

    /// All that can be asked, and the steps of the clock.
    fn commands(&self) -> Vec<((&'static str, Role), Command)> {
        let mut all = Vec::new();
        let attempt = match &self.desk.copy.stage {
            Stage::Grading(claim) => claim.attempt,
            _ => 1,
        };
        for (marker, token) in MARKERS.into_iter().zip(self.tokens) {
            all.push((marker, Command::Lock { ttl: Ttl::from_seconds(1).unwrap(), offline: false }));
            all.push((marker, Command::Retry));
            if token.is_some() {
                let score = Some(Score::Points(Mark::ZERO));
                all.push((marker, Command::ReleaseLock { token }));
                all.push((marker, Command::Score { token, question: marker.0.into(), score }));
                all.push((marker, finalize(token, self.desk.copy.revision)));
            }
        }
        all.push((ADMIN, Command::ForceUnlock { reason: "x".into() }));
        all.push((ADMIN, Command::Reopen { reason: "x".into() }));
        all.push((WORKER, Command::Reap));
        all.push((WORKER, Command::Recover));
        for earlier in [attempt, attempt.saturating_sub(1)] {
            all.push((WORKER, Command::Store { attempt: earlier, result: result(self.desk.copy.revision) }));
            all.push((WORKER, Command::Fail { attempt: earlier, message: "x".into() }));
        }
        all
    }

    /// Checks what must hold whatever happens; `before` is the moment before.
    fn check(&self, before: &Self, who: (&str, Role), command: &Command, events: &[Event]) {
        let (was, is) = (&before.desk.copy, &self.desk.copy);
        let now = Timestamp::from_millis(before.desk.now);
        assert!(is.fence >= was.fence);
        if let (Some(old), Some(new)) = (&was.last_lock, &is.last_lock) {
            assert!(old.owner == new.owner || new.fence > old.fence, "two owners under one fence");
        }
        let writes = |event: &&Event| matches!(event.fact, Fact::Score { .. });
        if events.iter().any(|event| writes(&event)) {
            let lock = was.lock(now).expect("a write needs a lock");
            assert_eq!((lock.owner.as_str(), events[0].fence), (who.0, Some(lock.fence)));
        }
        if let Stage::Graded(result) = &was.stage {
            let reopened = matches!(command, Command::Reopen { .. });
            assert!(reopened || events.is_empty(), "{command:?} changed a graded copy");
            assert_eq!(is.results.last(), Some(result));
        }
        let mut revisions: Vec<_> = is.results.iter().map(|result| result.revision).collect();
        revisions.dedup();
        assert_eq!(revisions.len(), is.results.len(), "two results of one revision");
    }

    /// Nothing is stuck: once locks have ended and the grace is over, an administrator and a service alone bring
    /// the copy to where it can be marked, or it is graded.
    fn moves_on(&self) {
        let mut desk = self.desk.clone();
        desk.now += 10 * GRACE_MS;
        if matches!(desk.copy.stage, Stage::Grading(_)) {
            assert!(!desk.done(WORKER, Command::Recover).is_empty());
            let Stage::Grading(claim) = desk.copy.stage.clone() else { panic!("not grading") };
            desk.done(WORKER, Command::Store { attempt: claim.attempt, result: result(desk.copy.revision) });
        }
        if !matches!(desk.copy.stage, Stage::Graded(_)) {
            desk.done(ADMIN, lock());
        }
    }
}

#[test]
fn all_that_can_happen_within_bounds() {
    const FENCES: u64 = 3;
    const REVISIONS: u32 = 1;
    const ATTEMPTS: u32 = 3;
    let first = World { desk: Desk::ready(), tokens: [None; 3] };
    let mut seen: HashSet<String> = [first.key()].into();
    let mut queue = VecDeque::from([first]);
    let mut steps = 0u64;
    while let Some(world) = queue.pop_front() {
        world.moves_on();
        let mut next = Vec::new();
        for (who, command) in world.commands() {
            let mut after = world.clone();
            let events = after.desk.ask(who, &command).unwrap_or_default();
            after.check(&world, who, &command, &events);
            steps += 1;
            if let Command::Lock { .. } = command {
                // The answer arrives, or is lost.
                next.push(after.clone());
                let place = MARKERS.iter().position(|marker| *marker == who).unwrap();
                let mine =
                    after.desk.copy.last_lock.as_ref().is_some_and(|lock| lock.owner.as_str() == who.0);
                if mine {
                    after.tokens[place] = after.desk.token();
                }
            }
            next.push(after);
        }
        for step in STEPS {
            let mut after = world.clone();
            after.desk.now += step;
            next.push(after);
        }
        // A jump back of the clock; a marker's device that crashes.
        let mut back = world.clone();
        back.desk.now -= 1_500;
        next.push(back);
        let mut crash = world.clone();
        crash.tokens[0] = None;
        next.push(crash);
        for world in next {
            let copy = &world.desk.copy;
            let attempt = match &copy.stage {
                Stage::Grading(Claim { attempt, .. }) | Stage::Failed(Failure { attempt, .. }) => *attempt,
                _ => 1,
            };
            let far =
                copy.last_lock.as_ref().is_some_and(|lock| lock.expires.millis() > world.desk.now + 3_000);
            let bound =
                copy.fence.number() > FENCES || copy.revision > REVISIONS || attempt > ATTEMPTS || far;
            if !bound && seen.insert(world.key()) {
                queue.push_back(world);
            }
        }
    }
    println!("{} states, {steps} commands", seen.len());
    assert!(seen.len() > 1_000, "only {} states were found", seen.len());
}
