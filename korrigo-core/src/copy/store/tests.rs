//! The reference keeps the contract, and the suite notices every store that does not.

use std::collections::BTreeMap;

use super::super::{ChainFault, ChainHash, Checkpoint, Command, Role, Status, Ttl};
use super::*;
use crate::error::Code;
use crate::geometry::Half;
use crate::id::{PageId, SourceHash};
use crate::limits::Limits;

const ADMIN: (&str, Role) = ("admin", Role::Administrator);
const ANNE: (&str, Role) = ("anne", Role::Marker);
const BEN: (&str, Role) = ("ben", Role::Marker);

fn request((actor, role): (&str, Role), id: &str) -> Request<'static> {
    let fresh = SourceHash::of(id.as_bytes()).as_bytes()[..16].try_into().unwrap();
    Request {
        id: RequestId::new(id).unwrap(),
        actor: ActorId::new(actor).unwrap(),
        role,
        new_token: LockToken::new(fresh),
        salt: fresh,
        scheme: None,
        variant: None,
    }
}

fn c1() -> CopyId {
    CopyId::new("c1").unwrap()
}

/// A store with one copy that can be marked.
fn ready() -> MemoryStore {
    let mut store = MemoryStore::default();
    let page = PageId::new(&SourceHash::of(b"a scan"), 0, Half::Whole);
    create(&mut store, &c1(), &[page], &request(ADMIN, "create")).unwrap();
    handle(&mut store, &c1(), &Command::Validate, &request(ADMIN, "validate")).unwrap();
    store
}

fn lock() -> Command {
    Command::Lock { ttl: Ttl::DEFAULT, offline: false }
}

#[test]
fn the_reference_keeps_every_promise() {
    let report = conformance::run(&mut || Box::new(MemoryStore::default()));
    assert!(report.passed(), "{report}");
    let json = serde_json::to_string(&report).unwrap();
    assert!(
        json.starts_with(r#"{"format":"korrigo.conformance/1","cases":[{"name":"unknown","promise":"#),
        "{json}"
    );
}

/// A store with one defect, as stores have them.
struct Broken {
    store: MemoryStore,
    defect: &'static str,
    calls: u64,
    last: Option<Snapshot>,
}

impl Broken {
    fn new(defect: &'static str) -> Self {
        Self { store: MemoryStore::default(), defect, calls: 0, last: None }
    }

    fn is(&self, defect: &str) -> bool {
        self.defect == defect
    }

    /// As a database with the rules of a language sees an id.
    fn folded(&self, copy: &CopyId) -> CopyId {
        if self.is("ids fold case") {
            CopyId::new(copy.as_str().to_lowercase()).unwrap()
        } else if self.is("ids lose blanks at their end") {
            CopyId::new(copy.as_str().trim_end()).unwrap_or_else(|_| copy.clone())
        } else {
            copy.clone()
        }
    }
}

impl Store for Broken {
    fn now(&mut self) -> Result<Timestamp> {
        let now = self.store.now()?;
        Ok(if self.is("two clocks") { now.plus_millis(3_600_000) } else { now })
    }

    fn load(&mut self, copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>> {
        let copy = self.folded(copy);
        if self.is("unknown copies are empty ones") && self.store.history(&copy)?.is_empty() {
            self.store.append(&[Append {
                copy: copy.clone(),
                expected: 0,
                records: Vec::new(),
                token: None,
            }])?;
        }
        let all = self.store.history(&copy)?;
        let Some(mut stored) = self.store.load(&copy, asked)? else { return Ok(None) };
        let all_of = |key: &dyn Fn(&RequestKey) -> bool| -> Vec<Record> {
            all.iter().filter(|record| record.request.as_ref().is_some_and(key)).cloned().collect()
        };
        match (self.defect, asked) {
            ("versions are sorted as text", _) => {
                stored.records.sort_by_key(|record| record.version.to_string());
            }
            ("records before the snapshot come, too", _) => stored.records = all,
            ("the last snapshot wins", _) => {
                stored.snapshot.clone_from(&self.last);
                let since = self.last.as_ref().map_or(0, |snapshot| snapshot.copy().version);
                stored.records = all.into_iter().filter(|record| record.version > since).collect();
            }
            ("tokens are not kept", _) => stored.token = None,
            ("the newest link is that of the records", _) => {
                stored.link = stored.records.iter().rev().find_map(|record| record.link.clone());
            }
            ("requests are looked for after the snapshot", Some((_, id))) => {
                let since = stored.snapshot.as_ref().map_or(0, |snapshot| snapshot.copy().version);
                stored.answered = all_of(&|key| key.id == *id);
                stored.answered.retain(|record| record.version > since);
            }
            ("requests are looked for by id alone", Some((_, id))) => {
                stored.answered = all_of(&|key| key.id == *id);
            }
            ("ids of requests fold case", Some((actor, id))) => {
                stored.answered =
                    all_of(&|key| key.actor == *actor && key.id.as_str().eq_ignore_ascii_case(id.as_str()));
            }
            ("a request has one record", _) => stored.answered.truncate(1),
            ("requests are forgotten", _) => stored.answered.clear(),
            ("tokens outlive what is erased", _)
                if stored.records.iter().all(|record| record.payload.is_none()) =>
            {
                stored.token = Some(LockToken::new([9; 16]));
            }
            _ => {}
        }
        Ok(Some(stored))
    }

    fn append(&mut self, appends: &[Append]) -> Result<Written> {
        let mut appends = appends.to_vec();
        self.calls += 1;
        for append in &mut appends {
            append.copy = self.folded(&append.copy);
            let kept = self.store.history(&append.copy)?.last().map_or(0, |record| record.version);
            match self.defect {
                "the last writer wins" => append.expected = kept,
                "a later version is let in" if append.expected > kept => append.expected = kept,
                "texts are cut" => {
                    for payload in append.records.iter_mut().filter_map(|record| record.payload.as_mut()) {
                        payload.event.truncate(65_535);
                    }
                }
                "zero characters are lost" => {
                    for payload in append.records.iter_mut().filter_map(|record| record.payload.as_mut()) {
                        payload.event = payload.event.replace("\\u0000", "");
                    }
                }
                "numbers are floats of 32 bits" => {
                    for payload in append.records.iter_mut().filter_map(|record| record.payload.as_mut()) {
                        payload.event = payload.event.replace("9007199254740991", "9007199254740992");
                    }
                }
                "tokens of old locks stay" if append.token.is_none() => {
                    append.token = self.store.load(&append.copy, None)?.and_then(|stored| stored.token);
                }
                // No decision, so no link of the chain tells.
                "drafts that come again are kept again"
                    if append.expected < kept
                        && append.records.iter().all(|record| record.link.is_none()) =>
                {
                    append.expected = kept;
                    for (record, version) in append.records.iter_mut().zip(kept + 1..) {
                        record.version = version;
                    }
                }
                "every second append is lost" if self.calls.is_multiple_of(2) => return Ok(Written::Done),
                _ => {}
            }
        }
        if self.is("no transaction around several copies") {
            for append in &appends {
                if self.store.append(std::slice::from_ref(append))? == Written::Conflict {
                    return Ok(Written::Conflict);
                }
            }
            return Ok(Written::Done);
        }
        self.store.append(&appends)
    }

    fn save_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.last = Some(snapshot.clone());
        if self.is("snapshots are ignored") { Ok(()) } else { self.store.save_snapshot(snapshot) }
    }

    fn history(&mut self, copy: &CopyId) -> Result<Vec<Record>> {
        let copy = self.folded(copy);
        let mut all = self.store.history(&copy)?;
        if self.is("snapshots cut history") {
            let since = self.store.load(&copy, None)?.and_then(|stored| stored.snapshot);
            all.retain(|record| {
                record.version > since.as_ref().map_or(0, |snapshot| snapshot.copy().version)
            });
        }
        Ok(all)
    }

    fn erase(&mut self, copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written> {
        let newest = self.store.history(copy)?.last().map_or(0, |record| record.version);
        match self.defect {
            "nothing is erased" => Ok(Written::Done),
            "erasing asks for no version" => self.store.erase(copy, newest, left),
            "erasing leaves nothing" => self.store.erase(copy, version, None),
            _ => self.store.erase(copy, version, left),
        }
    }

    fn heads(&mut self, copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>> {
        let mut heads = self.store.heads(copies)?;
        if self.is("heads are the first links") {
            for (copy, head) in &mut heads {
                let first = self.store.history(copy)?.into_iter().find_map(|record| record.link);
                *head = first.map_or(*head, |link| (link.sequence, link.hash));
            }
        }
        Ok(heads)
    }

    fn checkpoints(&mut self, exam: &str) -> Result<Vec<Checkpoint>> {
        let exam = if self.is("checkpoints of all exams are one list") { "all" } else { exam };
        let mut all = self.store.checkpoints(exam)?;
        if self.is("checkpoints come in the order of a hash") {
            all.sort_by_key(|checkpoint| checkpoint.hash);
        }
        Ok(all)
    }

    fn append_checkpoint(&mut self, exam: &str, checkpoint: &Checkpoint) -> Result<Written> {
        let exam = if self.is("checkpoints of all exams are one list") { "all" } else { exam };
        let written = self.store.append_checkpoint(exam, checkpoint)?;
        Ok(if self.is("a checkpoint twice is no conflict") { Written::Done } else { written })
    }
}

#[test]
fn every_defect_breaks_a_promise() {
    for (defect, promise) in [
        ("two clocks", "time"),
        ("unknown copies are empty ones", "unknown"),
        ("ids fold case", "apart"),
        ("ids lose blanks at their end", "apart"),
        ("versions are sorted as text", "order"),
        ("records before the snapshot come, too", "snapshot"),
        ("tokens are not kept", "token"),
        ("tokens of old locks stay", "token"),
        ("the newest link is that of the records", "snapshot"),
        ("requests are looked for after the snapshot", "requests"),
        ("requests are looked for by id alone", "requests"),
        ("ids of requests fold case", "requests"),
        ("a request has one record", "requests"),
        ("requests are forgotten", "lost_answers"),
        ("drafts that come again are kept again", "lost_answers"),
        ("tokens outlive what is erased", "forget"),
        ("the last writer wins", "conflict"),
        ("a later version is let in", "birth"),
        ("every second append is lost", "order"),
        ("texts are cut", "texts"),
        ("zero characters are lost", "texts"),
        ("numbers are floats of 32 bits", "texts"),
        ("no transaction around several copies", "together"),
        ("the last snapshot wins", "snapshot"),
        ("snapshots are ignored", "snapshot"),
        ("snapshots cut history", "snapshot"),
        ("nothing is erased", "erase"),
        ("erasing asks for no version", "erase"),
        ("erasing leaves nothing", "erase"),
        ("heads are the first links", "heads"),
        ("checkpoints of all exams are one list", "checkpoints"),
        ("checkpoints come in the order of a hash", "checkpoints"),
        ("a checkpoint twice is no conflict", "checkpoints"),
    ] {
        let report = conformance::run(&mut || Box::new(Broken::new(defect)));
        assert!(!report.passed() && report.to_string().contains(&format!("BROKEN  {promise}: ")), "{report}");
        let broken: Vec<_> =
            report.cases.iter().filter(|case| case.fault.is_some()).map(|case| case.name).collect();
        assert!(broken.contains(&promise), "{defect}: {broken:?}");
    }
    let sound = conformance::run(&mut || Box::new(Broken::new("none")));
    assert!(sound.passed(), "{sound}");
}

/// A store in which somebody else is faster: before each append, the commands of another.
struct Crowded {
    store: MemoryStore,
    others: Vec<Command>,
}

/// Hands everything but appends on.
macro_rules! hand_on {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)*) => {
        $(fn $name(&mut self, $($argument: $kind),*) -> $answer { self.store.$name($($argument),*) })*
    };
}

impl Store for Crowded {
    fn append(&mut self, appends: &[Append]) -> Result<Written> {
        if let Some(command) = self.others.pop() {
            let id = format!("other-{}", self.others.len());
            handle(&mut self.store, &c1(), &command, &request(ADMIN, &id)).unwrap();
        }
        self.store.append(appends)
    }

    hand_on! {
        now() -> Result<Timestamp>;
        load(copy: &CopyId, asked: Option<(&ActorId, &RequestId)>) -> Result<Option<Stored>>;
        save_snapshot(snapshot: &Snapshot) -> Result<()>;
        history(copy: &CopyId) -> Result<Vec<Record>>;
        erase(copy: &CopyId, version: u64, left: Option<&Snapshot>) -> Result<Written>;
        heads(copies: &[CopyId]) -> Result<BTreeMap<CopyId, (u64, ChainHash)>>;
        checkpoints(exam: &str) -> Result<Vec<Checkpoint>>;
        append_checkpoint(exam: &str, checkpoint: &Checkpoint) -> Result<Written>;
    }
}

#[test]
fn whoever_is_slower_decides_again() {
    // While Anne's lock is on its way, the copy is set aside.
    let mut store = Crowded { store: ready(), others: vec![Command::Quarantine { reason: "torn".into() }] };
    let refused = handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap_err();
    assert_eq!(refused.code(), Code::InvalidTransition);
    let tag = |tag: &str| Command::Tag { tags: [tag.to_owned()].into() };
    let mut store = Crowded { store: ready(), others: (0..7).map(|n| tag(&n.to_string())).collect() };
    let answer = handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap();
    assert_eq!((answer.copy.version, answer.copy.status(answer.now)), (10, Status::Locked));
    // Eight times are enough.
    let mut store = Crowded { store: ready(), others: (0..8).map(|n| tag(&n.to_string())).collect() };
    assert_eq!(handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap_err().code(), Code::Busy);
}

#[test]
fn a_lock_whose_answer_was_lost_is_had_again_by_its_owner_alone() {
    let mut store = ready();
    let first = handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap();
    let again = handle(&mut store, &c1(), &lock(), &Request { salt: [9; 16], ..request(ANNE, "1") }).unwrap();
    assert!(again.repeated && again.token.is_some() && again.token == first.token);
    assert_eq!((again.copy.version, &again.events), (first.copy.version, &first.events));
    // A new request of the same owner: the same lock, extended, and the token once more.
    let tab = handle(&mut store, &c1(), &lock(), &request(ANNE, "2")).unwrap();
    assert_eq!((tab.token, tab.repeated), (first.token, false));
    let admin = handle(&mut store, &c1(), &Command::Tag { tags: [].into() }, &request(ADMIN, "3")).unwrap();
    assert_eq!(admin.token, None);
    // Another actor with the same id asks another thing.
    assert_eq!(
        handle(&mut store, &c1(), &lock(), &request(BEN, "1")).unwrap_err().code(),
        Code::LockConflict
    );
    // Once the lock is over, the answer of old gives no token away.
    store.set_now(Timestamp::from_millis(600_000));
    let late = handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap();
    assert!(late.repeated && late.token.is_none());
}

#[test]
fn time_is_the_stores() {
    let mut store = ready();
    store.set_now(Timestamp::from_millis(5_000));
    let answer = handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap();
    assert_eq!(answer.events[0].at, Timestamp::from_millis(5_000));
    assert_eq!(answer.copy.last_lock.unwrap().expires, Timestamp::from_millis(605_000));
    // The clock goes back, as clocks do: the lock lives on, and nothing is lost.
    store.set_now(Timestamp::from_millis(0));
    let token = answer.token;
    let text = Command::Appreciation { token, text: "good".into() };
    handle(&mut store, &c1(), &text, &request(ANNE, "2")).unwrap();
    // And forward.
    store.set_now(Timestamp::from_millis(605_000));
    assert_eq!(handle(&mut store, &c1(), &text, &request(ANNE, "3")).unwrap_err().code(), Code::LockLost);
}

#[test]
fn what_is_not_there() {
    let mut store = ready();
    let other = CopyId::new("c2").unwrap();
    let codes = [
        handle(&mut store, &other, &lock(), &request(ANNE, "1")).unwrap_err().code(),
        merge(&mut store, &c1(), &other, &request(ADMIN, "2")).unwrap_err().code(),
        erase_history(&mut store, &other).unwrap_err().code(),
        forget(&mut store, &other).unwrap_err().code(),
    ];
    assert_eq!(codes, [Code::NotFound; 4]);
    let page = PageId::new(&SourceHash::of(b"a scan"), 7, Half::Whole);
    let twice = create(&mut store, &c1(), &[page], &request(ADMIN, "other")).unwrap_err();
    assert_eq!(twice.code(), Code::VersionConflict);
    let reused = create(&mut store, &c1(), &[page], &request(ADMIN, "create")).unwrap_err();
    assert_eq!(reused.code(), Code::VersionConflict);
    assert_eq!(create(&mut store, &other, &[], &request(ADMIN, "x")).unwrap_err().code(), Code::PlanInvalid);
    assert_eq!(create(&mut store, &other, &[page], &request(ANNE, "x")).unwrap_err().code(), Code::Forbidden);
}

#[test]
fn snapshots_come_by_themselves_and_change_nothing() {
    let mut store = ready();
    for number in 3..=2 * SNAPSHOT_EVERY {
        let tag = Command::Tag { tags: [number.to_string()].into() };
        handle(&mut store, &c1(), &tag, &request(ADMIN, &number.to_string())).unwrap();
        let stored = store.load(&c1(), None).unwrap().unwrap();
        assert!(stored.records.len() as u64 <= SNAPSHOT_EVERY);
        let since = stored.snapshot.as_ref().map_or(0, |snapshot| snapshot.copy().version);
        assert_eq!(since, number / SNAPSHOT_EVERY * SNAPSHOT_EVERY);
    }
    let mut replayed = Copy::new(c1(), Vec::new());
    for record in store.history(&c1()).unwrap() {
        replayed.apply(&serde_json::from_str(&record.payload.unwrap().event).unwrap());
    }
    assert!(store.load(&c1(), None).unwrap().unwrap().open(&c1()).unwrap().copy == replayed);
}

#[test]
fn a_store_that_lost_records_is_noticed() {
    let mut store = ready();
    let stored = store.load(&c1(), None).unwrap().unwrap();
    let without = |place: usize| {
        let mut stored = stored.clone();
        stored.records.remove(place);
        stored.open(&c1())
    };
    assert_eq!(without(0).unwrap_err().code(), Code::StoreUnavailable);
    let mut swapped = stored.clone();
    swapped.records.swap(0, 1);
    assert_eq!(swapped.open(&c1()).unwrap_err().detail(), Some("store.unreadable"));
    let mut changed = stored;
    changed.records[0].payload.as_mut().unwrap().event = r#"{"secret":"Élodie"}"#.into();
    let error = changed.open(&c1()).unwrap_err();
    assert!(!error.to_string().contains("lodie"), "{error}");
}

/// A copy's life with two checkpoints.
fn told() -> (MemoryStore, Log) {
    let mut store = ready();
    let token = handle(&mut store, &c1(), &lock(), &request(ANNE, "1")).unwrap().token;
    checkpoint(&mut store, "maths", &[c1()], "time").unwrap();
    let text = Command::Appreciation { token, text: "well done, Élodie".into() };
    handle(&mut store, &c1(), &text, &request(ANNE, "2")).unwrap();
    let draft = Command::SaveDraft { token, client_id: "tab".into(), based_on: 0, content: "x".into() };
    handle(&mut store, &c1(), &draft, &request(ANNE, "3")).unwrap();
    let last = Command::Finalize { token, revision: 0, scores: None };
    handle(&mut store, &c1(), &last, &request(ANNE, "4")).unwrap();
    checkpoint(&mut store, "maths", &[c1()], "release").unwrap();
    let log = Log::of(&mut store, "maths", &[c1()]).unwrap();
    (store, log)
}

#[test]
fn a_log_is_written_read_and_verified() {
    let (mut store, log) = told();
    let json = serde_json::to_string(&log).unwrap();
    assert!(
        json.starts_with(r#"{"format":"korrigo.log/1","exam":"maths","copies":[{"copy":"c1","records":["#)
    );
    assert_eq!(Log::read(json.as_bytes(), &Limits::default()).unwrap(), log);
    let verified = log.verify();
    assert!(verified.stands(), "{verified:?}");
    assert_eq!((verified.copies[0].1.links, verified.checkpoints), (5, 2));
    // Erased: the words are gone, the proof stays.
    erase_history(&mut store, &c1()).unwrap();
    let erased = Log::of(&mut store, "maths", &[c1()]).unwrap();
    assert!(erased.verify().stands());
    assert_eq!(erased.verify().copies[0].1.erased, 5);
    assert!(json.contains("lodie") && !serde_json::to_string(&erased).unwrap().contains("lodie"));
}

#[test]
fn every_hand_laid_on_a_log_is_found() {
    let (_, log) = told();
    for place in 0..log.copies[0].records.len() {
        let mut cut = log.clone();
        cut.copies[0].records.remove(place);
        assert!(!cut.verify().stands(), "record {place} was cut out unseen");
        let mut doubled = log.clone();
        let twice = doubled.copies[0].records[place].clone();
        doubled.copies[0].records.insert(place, twice);
        assert!(!doubled.verify().stands(), "record {place} was doubled unseen");
        if place > 0 {
            let mut swapped = log.clone();
            swapped.copies[0].records.swap(place - 1, place);
            assert!(!swapped.verify().stands(), "records {place} and the one before were swapped unseen");
        }
    }
    let mut gap = log.clone();
    gap.copies[0].records[4].version = 9;
    assert_eq!(gap.verify().copies[0].1.faults, [ChainFault::Version { version: 5 }]);
    // A copy that is left out of the log is named by the checkpoints.
    let mut without = log.clone();
    without.copies.clear();
    assert_eq!(without.verify().faults.len(), 2);
    let mut forged = log.clone();
    forged.checkpoints.remove(0);
    assert!(!forged.verify().stands());
    let json = serde_json::to_string(&log).unwrap();
    for json in ["", "{}", "[]", &json.replace("log/1", "log/2")] {
        assert_eq!(Log::read(json.as_bytes(), &Limits::default()).unwrap_err().code(), Code::InvalidMimeType);
    }
    let limits = Limits { max_file_bytes: json.len() as u64, ..Limits::default() };
    assert!(Log::read(json.as_bytes(), &limits).is_ok());
    let limits = Limits { max_file_bytes: json.len() as u64 - 1, ..limits };
    assert_eq!(Log::read(json.as_bytes(), &limits).unwrap_err().code(), Code::FileTooLarge);
}

#[test]
fn what_is_stored_is_json_that_comes_back() {
    let (mut store, _) = told();
    let asked = request(ANNE, "2");
    let stored = store.load(&c1(), Some((&asked.actor, &asked.id))).unwrap().unwrap();
    let json = serde_json::to_string(&stored).unwrap();
    assert_eq!(serde_json::from_str::<Stored>(&json).unwrap(), stored);
    let snapshot = Snapshot::new(stored.open(&c1()).unwrap().copy);
    let json = serde_json::to_string(&snapshot).unwrap();
    assert!(json.starts_with(r#"{"format":"korrigo.copy/1","copy":{"id":"c1","#), "{json}");
    assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), snapshot);
    assert!(serde_json::from_str::<Snapshot>(&json.replace("copy/1", "copy/2")).is_err());
    assert!(!format!("{snapshot:?}").contains("lodie"));
}
