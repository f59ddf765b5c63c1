//! What marking takes from outside as JSON: schemes, scores, marked papers, mark books, commands, copies and logs.
//!
//! Knows what is done with such JSON: it is refused, or it stays the same when it is written and read again. Commands
//! are asked of a copy in every state. Knows no store.

use korrigo_core::Limits;
use korrigo_core::copy::store::{Log, MemoryStore, Request, RequestId, Snapshot, create, handle};
use korrigo_core::copy::{
    ActorId, Command, Context, Copy, CopyId, Event, LockToken, OfflineBatch, Role, Timestamp, Ttl, decide,
    sync,
};
use korrigo_core::exam::{MarkedPaper, Scheme, Scores};
use korrigo_core::export::MarkBook;
use korrigo_core::geometry::Half;
use korrigo_core::id::{PageId, SourceHash};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::limits;

/// Commands, batches, events, snapshots and logs: those that are read are carried out, told again and verified.
pub fn copy(data: &[u8]) {
    let token = LockToken::new([7; 16]);
    let context = |actor: &str, role| Context {
        now: Timestamp::from_millis(0),
        actor: ActorId::new(actor).expect("an id"),
        role,
        new_token: token,
        scheme: None,
        variant: None,
    };
    let (office, anne) = (context("office", Role::Administrator), context("anne", Role::Marker));
    let mut copies = vec![Copy::new(CopyId::new("c1").expect("an id"), vec![page()])];
    let lock = Command::Lock { ttl: Ttl::DEFAULT, offline: false };
    let done = Command::Finalize { token: Some(token), revision: 0, scores: None };
    for (command, who) in [(Command::Validate, &office), (lock, &anne), (done, &anne)] {
        let mut next = copies.last().expect("a copy").clone();
        let events = decide(&next, &command, who).expect("the usual way of a copy");
        for event in &events {
            next.apply(event);
        }
        copies.push(next);
    }
    copies.extend(same_again::<Snapshot>(data).map(|snapshot| snapshot.copy().clone()));
    let command = same_again::<Command>(data);
    let batch = same_again::<OfflineBatch>(data);
    let event = same_again::<Event>(data);
    for copy in copies {
        for who in [&office, &anne] {
            let decided = command.iter().filter_map(|command| decide(&copy, command, who).ok());
            let synced =
                batch.iter().filter_map(|batch| sync(&copy, batch, who).ok().map(|synced| synced.events));
            for events in decided.chain(synced).chain(event.clone().map(|event| vec![event])) {
                let mut after = copy.clone();
                for event in &events {
                    after.apply(event);
                }
                assert_eq!(after.version, copy.version.saturating_add(events.len() as u64));
            }
        }
    }
    if let Ok(log) = Log::read(data, &limits()) {
        let _ = log.verify();
    }
}

/// Schemes of every shape, scores, marked papers and mark books; what is read can be summed.
pub fn marks(data: &[u8]) {
    let scheme = Scheme::read(data, &limits()).ok().map(|read| read.scheme);
    if let Some(scheme) = &scheme {
        let text = serde_json::to_vec(scheme).expect("a scheme can be written");
        assert_eq!(Scheme::read(&text, &Limits::default()).expect("and read again").scheme, *scheme);
        let _ = scheme.total(&Scores::default(), &[], None);
    }
    if let Ok(scores) = Scores::read(data, &limits()) {
        let text = serde_json::to_vec(&scores).expect("scores can be written");
        assert_eq!(Scores::read(&text, &Limits::default()).expect("and read again"), scores);
    }
    let _ = MarkedPaper::read_all(data, &limits());
    let _ = MarkBook::read(data, &limits());
}

/// A value that was read, when it is the same after it was written and read again.
fn same_again<T: DeserializeOwned + Serialize + PartialEq>(data: &[u8]) -> Option<T> {
    let value = serde_json::from_slice::<T>(data).ok()?;
    let text = serde_json::to_vec(&value).expect("what was read can be written");
    assert!(serde_json::from_slice::<T>(&text).expect("and read again") == value);
    Some(value)
}

fn page() -> PageId {
    PageId::new(&SourceHash::of(b"a scan"), 0, Half::Right)
}

/// Seeds of [`marks`].
pub(crate) fn exams() -> Vec<Vec<u8>> {
    [
        r#"{"format":"korrigo.scheme/1","scale":"20","items":[{"id":"1","label":"One","items":[{"id":"1.a","points":"2"},{"id":"1.b","points":18}]}]}"#,
        r#"[{"label":"One","points":20,"children":[{"label":"a","points":7.5},{"label":"b","points":12.5}]}]"#,
        r#"{"name":"Exam","max_points":20,"questions":[{"name":"1","max_points":20}]}"#,
        r#"[{"type":"exercise","title":"One","maxScore":20,"children":[{"type":"question","title":"a","maxScore":20}]}]"#,
        r#"{"scores":{"1.a":"1.5","1.b":2},"remarks":{"1.a":"so"},"appreciation":"well"}"#,
        r#"[{"copy":"MATH-0417","marker":"anne","variant":"A","deltas":["-0.5"],"scores":{"1.a":"1.5"}}]"#,
        r#"{"format":"korrigo.results/1","results":[{"attendance":"absent"}]}"#,
    ]
    .map(Into::into)
    .to_vec()
}

/// Seeds of [`copy`]: the log of one copy, its events one by one, what was asked, and the copy itself.
pub(crate) fn copies() -> Vec<Vec<u8>> {
    let mut store = MemoryStore::default();
    let copy = CopyId::new("MATH-0417").expect("an id");
    let token = Some(LockToken::new([7; 16]));
    let request = |number: usize| Request {
        id: RequestId::new(number.to_string()).expect("an id"),
        actor: ActorId::new("anne").expect("an id"),
        role: Role::Administrator,
        new_token: LockToken::new([7; 16]),
        salt: [7; 16],
        scheme: None,
        variant: None,
    };
    create(&mut store, &copy, &[page()], &request(0)).expect("a new copy");
    let commands = [
        Command::Validate,
        Command::Lock { ttl: Ttl::DEFAULT, offline: false },
        Command::Score { token, question: "1".into(), score: None },
        Command::SaveDraft { token, client_id: "tab".into(), based_on: 0, content: "Good, but".into() },
        Command::Finalize { token, revision: 0, scores: Some(Scores::default()) },
        Command::Fail { attempt: 1, message: "no font".into() },
    ];
    let mut seeds: Vec<_> = commands.iter().map(json).collect();
    for (number, command) in commands.iter().enumerate() {
        let answer =
            handle(&mut store, &copy, command, &request(number + 1)).expect("the usual way of a copy");
        seeds.extend(answer.events.iter().map(json));
        seeds.push(json(&Snapshot::new(answer.copy)));
    }
    seeds.push(json(&Log::of(&mut store, "maths", &[copy]).expect("a log")));
    seeds.push(
        br#"{"client_id":"tablet","fence":1,"commands":[{"sequence":1,"command":{"command":"reap"}}]}"#
            .to_vec(),
    );
    seeds
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("it can be written")
}
