//! The life of a copy, told while calls to the store fail: before they happen, and after.
//!
//! Knows one story, and a store that fails at one call. Whoever asks does what clients do: asks again under the same
//! id until an answer comes.

use std::collections::BTreeMap;

use super::super::super::{
    ActorId, ChainHash, Checkpoint, Command, Copy, CopyId, FinalResult, LockToken, OfflineBatch,
    OfflineCommand, Role, Stage, Timestamp, Ttl,
};
use super::super::handle::{Answer, NotDone, create, handle, merge, sync};
use super::super::{Append, Log, Record, RequestId, Snapshot, Store, Stored, Written};
use super::{ADMINISTRATOR, ANNE, BEN, Fault, Fresh, Tried, WORKER, copy_id, ensure, page, request};
use crate::error::{Code, Error, Result};
use crate::exam::{Mark, Score};
use crate::id::SourceHash;

/// How a call fails.
#[derive(Clone, Copy, Debug)]
enum Failing {
    /// Before anything happened.
    Before,
    /// It happened, and the answer is lost.
    After,
    /// It happened, and comes once more.
    Twice,
}

/// A store whose call of one number fails.
struct Faulty {
    store: Box<dyn Store>,
    /// Calls until it fails.
    left: usize,
    failing: Option<Failing>,
}

impl Faulty {
    fn call<T>(&mut self, call: impl Fn(&mut dyn Store) -> Result<T>) -> Result<T> {
        let lost = || Err(Error::new(Code::StoreUnavailable, "the connection broke"));
        let now = self.left == 0;
        self.left = self.left.saturating_sub(1);
        match self.failing.filter(|_| now) {
            None => call(&mut *self.store),
            Some(failing) => {
                self.failing = None;
                match failing {
                    Failing::Before => lost(),
                    Failing::After => call(&mut *self.store).and_then(|_| lost()),
                    Failing::Twice => call(&mut *self.store).and_then(|_| call(&mut *self.store)),
                }
            }
        }
    }
}

impl Store for Faulty {
    fn now(&mut self) -> Result<Timestamp> {
        self.call(|store| store.now())
    }

    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>> {
        self.call(|store| store.load(copy, asked))
    }

    fn append(&mut self, appends: &[Append]) -> Result<Written> {
        self.call(|store| store.append(appends))
    }

    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.call(|store| store.save_snapshot(snapshot))
    }

    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>> {
        self.call(|store| store.history(copy))
    }

    fn erase(&mut self, copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written> {
        self.call(|store| store.erase(copy, version, left))
    }

    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>> {
        self.call(|store| store.heads(copies))
    }

    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>> {
        self.call(|store| store.checkpoints(exam))
    }

    fn append_checkpoint(&mut self, exam: &str, checkpoint: &Checkpoint) -> Result<Written> {
        self.call(|store| store.append_checkpoint(exam, checkpoint))
    }
}

/// Asks until an answer comes, at most three times.
fn asks<T>(mut ask: impl FnMut() -> Result<T, NotDone>) -> Result<T, Fault> {
    let mut answer = ask();
    for _ in 0..2 {
        if matches!(&answer, Err(NotDone::Failed(error)) if error.code() == Code::StoreUnavailable) {
            answer = ask();
        }
    }
    Ok(answer?)
}

/// Tells the story: two copies are made, marked by two people, one of them offline, joined, graded and opened again.
fn tell(store: &mut dyn Store) -> Result<[Copy; 2], Fault> {
    let [one, two] = [copy_id("c1")?, copy_id("c2")?];
    for (copy, number) in [(&one, 0), (&two, 7)] {
        asks(|| create(store, copy, &[page(number)], &request(ADMINISTRATOR, "create")?))?;
    }
    let mut number = 0u32;
    let mut does = |store: &mut dyn Store,
                    who: (&str, Role),
                    copy: &CopyId,
                    command: Command|
     -> Result<Answer, Fault> {
        number += 1;
        let id = number.to_string();
        asks(|| handle(store, copy, &command, &request(who, &id)?))
    };
    let lock = |offline| Command::Lock { ttl: Ttl::MAX_OFFLINE, offline };
    for copy in [&one, &two] {
        does(store, ADMINISTRATOR, copy, Command::Validate)?;
    }
    let token = does(store, ANNE, &one, lock(false))?.token;
    does(store, ANNE, &one, draft(token, 0, "half a sentence"))?;
    does(store, ANNE, &one, draft(token, 1, "a sentence"))?;
    does(store, ANNE, &one, Command::ReleaseLock { token })?;
    let token = does(store, BEN, &two, lock(true))?.token;
    let offline = |question: &str, sequence| OfflineCommand {
        sequence,
        command: Command::Remark { token, question: question.into(), text: Some("seen".into()) },
    };
    let fence = asks(|| Ok(store.load(&two, None)?))?.map(|stored| stored.open(&two)).transpose()?;
    let fence = fence.map(|opened| opened.copy.fence).unwrap_or_default();
    let batch =
        OfflineBatch { client_id: "tablet".into(), fence, commands: vec![offline("2", 1), offline("3", 2)] };
    asks(|| sync(store, &two, &batch, &request(BEN, "batch")?))?;
    does(store, ADMINISTRATOR, &two, Command::ForceUnlock { reason: "back".into() })?;
    asks(|| merge(store, &one, &two, &request(ADMINISTRATOR, "merge")?))?;
    let token = does(store, ANNE, &one, lock(false))?.token;
    does(
        store,
        ANNE,
        &one,
        Command::Score { token, question: "1".into(), score: Some(Score::Points(Mark::ZERO)) },
    )?;
    does(store, ANNE, &one, Command::Finalize { token, revision: 0, scores: None })?;
    does(store, WORKER, &one, Command::Fail { attempt: 1, message: "no font".into() })?;
    does(store, ANNE, &one, Command::Retry)?;
    let result = FinalResult { revision: 0, pdf: SourceHash::of(b"pdf"), key: SourceHash::of(b"inputs") };
    does(store, WORKER, &one, Command::Store { attempt: 2, result })?;
    does(store, ADMINISTRATOR, &one, Command::Reopen { reason: "a page was missed".into() })?;
    let copy = |store: &mut dyn Store, id: &CopyId| -> Result<Copy, Fault> {
        let stored = asks(|| Ok(store.load(id, None)?))?;
        stored.map_or_else(|| Err(Fault("a copy is gone".into())), |stored| Ok(stored.open(id)?.copy))
    };
    Ok([copy(store, &one)?, copy(store, &two)?])
}

fn draft(token: Option<LockToken>, based_on: u64, content: &str) -> Command {
    Command::SaveDraft { token, client_id: "tab".into(), based_on, content: content.into() }
}

/// What a story comes to, without the times.
fn sum(copies: &[Copy; 2], log: &Log) -> (Vec<Vec<String>>, Vec<String>) {
    let kinds = |records: &[Record]| {
        records
            .iter()
            .map(|record| record.link.as_ref().map_or("-".into(), |link| link.kind.clone()))
            .collect()
    };
    let state = |copy: &Copy| {
        let drafts: Vec<_> =
            copy.drafts.values().map(|draft| (draft.revision, &draft.content, draft.rivals.len())).collect();
        let ready = matches!(copy.stage, Stage::Ready);
        format!(
            "{} {ready} {} {:?} {} {:?} {:?} {:?} {:?}",
            copy.version,
            copy.fence.number(),
            copy.pages,
            copy.revision,
            copy.results,
            drafts,
            copy.scores.scores,
            copy.scores.remarks
        )
    };
    (log.copies.iter().map(|log| kinds(&log.records)).collect(), copies.iter().map(state).collect())
}

pub(super) fn lost_answers(fresh: Fresh<'_>) -> Tried {
    let ids = [copy_id("c1")?, copy_id("c2")?];
    let mut told = |left, failing| -> Result<_, Fault> {
        let mut faulty = Faulty { store: fresh(), left, failing };
        let copies = tell(&mut faulty)?;
        let failed = faulty.failing.is_none();
        let log = Log::of(&mut *faulty.store, "maths", &ids)?;
        ensure(log.verify().stands(), "the chain of a story does not verify")?;
        Ok((sum(&copies, &log), failed))
    };
    let (expected, _) = told(usize::MAX, None)?;
    for failing in [Failing::Before, Failing::After, Failing::Twice] {
        for call in 0.. {
            let (found, failed) = told(call, Some(failing))?;
            if !failed {
                break;
            }
            ensure(
                found == expected,
                &format!("call {call} failed ({failing:?}) and the story came out otherwise"),
            )?;
        }
    }
    Ok(())
}
