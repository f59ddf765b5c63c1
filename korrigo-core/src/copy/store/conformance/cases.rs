//! The promises, one by one.
//!
//! Knows what a database is tempted to do: compare ids by a language's rules, sort numbers as text, cut texts, keep
//! half of a transaction, let the second of two writers win.

use std::collections::BTreeMap;

use super::super::super::chain::Checkpoint;
use super::super::super::{Command, Copy, Fence, Ttl};
use super::super::handle::{self, handle};
use super::super::{Log, Snapshot, Store, Written};
use super::story;
use super::{
    ADMINISTRATOR, ANNE, BEN, Fresh, Tried, append, birth, copy_id, ensure, open, page, request, versions,
};

type Tries = fn(Fresh<'_>) -> Tried;

/// Name, promise, case.
pub(super) const ALL: &[(&str, &str, Tries)] = &[
    ("unknown", "a copy that was never appended to is not there", unknown),
    ("kept", "what was appended is given back as it was, in order", kept),
    ("conflict", "of two who loaded one version, the second to append is told", conflict),
    ("birth", "a copy is made once, and never begins in the middle", born_once),
    ("together", "copies that are appended to together: all, or none", together),
    ("apart", "ids are compared byte by byte, and copies do not mix", apart),
    ("order", "many records come in the order of their versions", order),
    ("texts", "long texts, all of Unicode and large numbers come back as they were", texts),
    (
        "token",
        "the token of a lock is kept with the copy, replaced and taken away, and is nowhere else",
        token,
    ),
    ("requests", "what a request made happen is found by who asked and its id", requests),
    ("snapshot", "loading begins with the newest snapshot, and the history stays whole", snapshot),
    ("erase", "payloads are erased, the copy lives on, its chain verifies", erase),
    ("forget", "a copy is erased, takes nothing more, and its chain verifies", forget),
    ("heads", "the heads of chains are their last links", heads),
    ("checkpoints", "checkpoints are kept in order, each number once", checkpoints),
    ("time", "the time is that of one clock", time),
    ("lost_answers", "calls that fail, before or after they happen, change no story", story::lost_answers),
];

fn unknown(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    ensure(store.load(&copy, None)?.is_none(), "a copy is there in an empty store")?;
    ensure(store.history(&copy)?.is_empty(), "an unknown copy has a history")?;
    ensure(store.heads(&[copy])?.is_empty(), "an unknown copy has a head")
}

fn kept(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    let birth = birth(&mut *store, &copy)?;
    ensure(store.append(std::slice::from_ref(&birth))? == Written::Done, "the first append is a conflict")?;
    let Some(stored) = store.load(&copy, None)? else { return ensure(false, "the copy is not there") };
    ensure(stored.records == birth.records, "the records are not those that were appended")?;
    ensure(stored.snapshot.is_none(), "a snapshot is there that nobody kept")?;
    ensure(
        stored.link == birth.records.last().and_then(|record| record.link.clone()),
        "the newest link is wrong",
    )?;
    ensure(stored.answered.is_empty(), "a request was found that nobody asked for")?;
    ensure(store.history(&copy)? == birth.records, "the history is not what was appended")
}

fn conflict(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    let birth = birth(&mut *store, &copy)?;
    store.append(&[birth])?;
    let [one, two] = [open(&mut *store, &copy)?, open(&mut *store, &copy)?];
    let tag = |tag: &str| [Command::Tag { tags: [tag.to_owned()].into() }];
    let [first, second] = [append(one, &tag("one"), "one")?, append(two, &tag("two"), "two")?];
    ensure(store.append(&[first])? == Written::Done, "an append to the newest version is a conflict")?;
    let before = store.history(&copy)?;
    ensure(
        store.append(std::slice::from_ref(&second))? == Written::Conflict,
        "the second of two writers was let in: what the first wrote could be lost",
    )?;
    ensure(store.history(&copy)? == before, "an append that was a conflict left something")?;
    // The same append once more, as when its answer was lost.
    ensure(store.append(&[second])? == Written::Conflict, "a stale append is let in the second time")
}

fn born_once(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    let birth = birth(&mut *store, &copy)?;
    let mut late = birth.clone();
    late.expected = 2;
    ensure(store.append(&[late])? == Written::Conflict, "a copy began with version 3")?;
    ensure(store.load(&copy, None)?.is_none(), "a conflict made a copy")?;
    store.append(std::slice::from_ref(&birth))?;
    ensure(store.append(&[birth])? == Written::Conflict, "a copy was made twice")
}

fn together(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let [one, two, three] = [copy_id("c1")?, copy_id("c2")?, copy_id("c3")?];
    let births = [birth(&mut *store, &one)?, birth(&mut *store, &two)?];
    ensure(store.append(&births)? == Written::Done, "two new copies at once are a conflict")?;
    let [first, _] = births;
    for order in [[&three, &one], [&one, &three]] {
        let appends = order.map(|id| if *id == three { birth(&mut *store, id) } else { Ok(first.clone()) });
        let [left, right] = appends;
        ensure(
            store.append(&[left?, right?])? == Written::Conflict,
            "a stale copy among two is no conflict",
        )?;
        ensure(store.load(&three, None)?.is_none(), "half of an append was kept")?;
    }
    ensure(versions(&store.history(&one)?) == [1, 2], "half of an append was kept")
}

fn apart(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let names =
        ["a", "A", "a ", " a", "\u{e9}", "e\u{301}", "\u{df}", "ss", "0", "00", "%", "_", "'", "\u{1f58b}"];
    for (name, count) in names.iter().zip(0..) {
        let copy = copy_id(name)?;
        ensure(store.load(&copy, None)?.is_none(), &format!("copy {name:?} is another copy"))?;
        let mut birth = birth(&mut *store, &copy)?;
        birth.records.truncate(if count % 2 == 0 { 1 } else { 2 });
        store.append(&[birth])?;
    }
    for (name, count) in names.iter().zip(0..) {
        let found = versions(&store.history(&copy_id(name)?)?).len();
        ensure(
            found == if count % 2 == 0 { 1 } else { 2 },
            &format!("copy {name:?} has records of another"),
        )?;
    }
    Ok(())
}

/// Events after which versions have two and three digits.
const MANY: u64 = 120;

fn grown(store: &mut dyn Store) -> Result<Copy, super::Fault> {
    let copy = copy_id("c1")?;
    let birth = birth(store, &copy)?;
    store.append(&[birth])?;
    let tag = |number: u64| Command::Tag { tags: [number.to_string()].into() };
    let opened = open(store, &copy)?;
    let appends = append(opened, &(3..=MANY).map(tag).collect::<Vec<_>>(), "grow")?;
    store.append(&[appends])?;
    Ok(open(store, &copy)?.copy)
}

fn order(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = grown(&mut *store)?;
    ensure(copy.version == MANY, "records are missing")?;
    ensure(copy.tags.contains(&MANY.to_string()), "the last event is not the last record")?;
    let all = store.history(&copy.id)?;
    ensure(versions(&all) == (1..=MANY).collect::<Vec<_>>(), "the history is not in the order of versions")
}

fn texts(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    let birth = birth(&mut *store, &copy)?;
    store.append(&[birth])?;
    let lock = Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true };
    let token = handle(&mut *store, &copy, &lock, &request(ANNE, "lock")?)?.token;
    let odd = "\u{0}\u{1}\t\r\n\"'\\;--\u{7f}\u{e9}e\u{301}\u{3a3}\u{ff21}\u{fffd}\u{1f469}\u{200d}\u{1f3eb} \u{202e}";
    let long = odd.repeat((1 << 20) / odd.len());
    let draft =
        Command::SaveDraft { token, client_id: "tab".into(), based_on: (1 << 53) - 2, content: long.clone() };
    let before = handle(&mut *store, &copy, &draft, &request(ANNE, "draft")?)?.copy;
    let after = open(&mut *store, &copy)?.copy;
    ensure(after == before, "a draft of a mebibyte did not come back as it was")?;
    store.save_snapshot(&Snapshot::new(after))?;
    ensure(open(&mut *store, &copy)?.copy == before, "a snapshot did not come back as it was")?;
    let draft = open(&mut *store, &copy)?.copy.drafts.into_values().next();
    let came_back = draft.is_some_and(|draft| draft.content == long && draft.revision == (1 << 53) - 1);
    ensure(came_back, "the content of a draft did not come back as it was")
}

fn token(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    let birth = birth(&mut *store, &copy)?;
    store.append(&[birth])?;
    let lock = Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true };
    let first = request(ANNE, "first")?;
    handle(&mut *store, &copy, &lock, &first)?;
    let kept =
        |store: &mut dyn Store| store.load(&copy, None).map(|stored| stored.and_then(|stored| stored.token));
    ensure(kept(&mut *store)? == Some(first.new_token), "the token of a lock is not kept")?;
    ensure(
        open(&mut *store, &copy)?.copy.last_lock.is_some_and(|lock| lock.token.plain().is_some()),
        "the owner cannot get the token back",
    )?;
    let unlock = Command::ForceUnlock { reason: "ill".into() };
    handle(&mut *store, &copy, &unlock, &request(ADMINISTRATOR, "unlock")?)?;
    ensure(kept(&mut *store)?.is_none(), "the token of a lock that ended is still kept")?;
    let second = request(BEN, "second")?;
    let answer = handle(&mut *store, &copy, &lock, &second)?;
    ensure(answer.copy.fence > Fence::default(), "no fence")?;
    ensure(kept(&mut *store)? == Some(second.new_token), "the token of the next lock is not kept")?;
    let log = serde_json::to_string(&store.history(&copy)?).unwrap_or_default();
    let shown = [&first, &second].iter().any(|request| log.contains(&request.new_token.to_text()));
    ensure(!shown, "a token stands in the history")
}

fn requests(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let [one, two] = [copy_id("c1")?, copy_id("c2")?];
    let births = [birth(&mut *store, &one)?, birth(&mut *store, &two)?];
    store.append(&births)?;
    let asked = request(ADMINISTRATOR, "tag-1")?;
    let tag = Command::Tag { tags: ["late".to_owned()].into() };
    let done = handle(&mut *store, &one, &tag, &asked)?;
    let again = handle(&mut *store, &one, &tag, &asked)?;
    ensure(again.repeated && again.events == done.events, "a request that came twice was done twice")?;
    let found = |store: &mut dyn Store, copy, actor: &str, id: &str| -> Result<usize, super::Fault> {
        let request = request((actor, ADMINISTRATOR.1), id)?;
        let stored = store.load(copy, Some((&request.actor, &request.id)))?;
        Ok(stored.map_or(0, |stored| stored.answered.len()))
    };
    let actor = ADMINISTRATOR.0;
    ensure(found(&mut *store, &one, actor, "tag-1")? == 1, "a request is not found by its id")?;
    ensure(
        found(&mut *store, &one, actor, "birth")? == 2,
        "a request with two events is not found as a whole",
    )?;
    ensure(found(&mut *store, &one, actor, "TAG-1")? == 0, "ids of requests are not compared byte by byte")?;
    ensure(found(&mut *store, &one, "4", "tag-1")? == 0, "somebody else's request was found")?;
    ensure(found(&mut *store, &two, actor, "tag-1")? == 0, "a request was found in another copy")?;
    let now = open(&mut *store, &one)?.copy;
    store.save_snapshot(&Snapshot::new(now))?;
    ensure(found(&mut *store, &one, actor, "tag-1")? == 1, "a request before a snapshot is not found")?;
    let other = handle(&mut *store, &one, &Command::Tag { tags: [].into() }, &asked);
    ensure(
        other.is_err_and(|error| error.code().as_str() == "version_conflict"),
        "one id served two requests",
    )
}

fn snapshot(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    store.save_snapshot(&Snapshot::new(Copy::new(copy.clone(), vec![page(0)])))?;
    ensure(store.load(&copy, None)?.is_none(), "a snapshot made a copy")?;
    let old = {
        let birth = birth(&mut *store, &copy)?;
        store.append(&[birth])?;
        open(&mut *store, &copy)?.copy
    };
    let tag = |tag: &str| Command::Tag { tags: [tag.to_owned()].into() };
    let new = handle(&mut *store, &copy, &tag("new"), &request(ADMINISTRATOR, "new")?)?.copy;
    store.save_snapshot(&Snapshot::new(new.clone()))?;
    // A slow server comes with an older one.
    store.save_snapshot(&Snapshot::new(old))?;
    let newest = handle(&mut *store, &copy, &tag("newest"), &request(ADMINISTRATOR, "newest")?)?.copy;
    let Some(stored) = store.load(&copy, None)? else {
        return ensure(false, "a snapshot took the copy away");
    };
    let begins = stored.snapshot.as_ref().map(|snapshot| snapshot.copy().version);
    ensure(begins == Some(new.version), "loading does not begin with the newest snapshot")?;
    ensure(
        versions(&stored.records) == [newest.version],
        "records before a snapshot are loaded, or later ones are not",
    )?;
    ensure(stored.open(&copy)?.copy == newest, "a snapshot and what follows are not the copy")?;
    let all: Vec<u64> = (1..=newest.version).collect();
    store.save_snapshot(&Snapshot::new(newest))?;
    let link = store.load(&copy, None)?.and_then(|stored| stored.link);
    ensure(link.is_some_and(|link| link.sequence == 3), "the newest link is lost when a snapshot covers it")?;
    ensure(versions(&store.history(&copy)?) == all, "a snapshot took history away")
}

fn erase(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = grown(&mut *store)?;
    let lock = Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true };
    let before = handle(&mut *store, &copy.id, &lock, &request(ANNE, "lock")?)?;
    let stale = Snapshot::new(before.copy.clone());
    ensure(
        store.erase(&copy.id, copy.version, Some(&stale))? == Written::Conflict,
        "a record that just came is erased",
    )?;
    handle::erase_history(&mut *store, &copy.id)?;
    let history = store.history(&copy.id)?;
    ensure(history.iter().all(|record| record.payload.is_none()), "payloads are still there")?;
    ensure(
        versions(&history).len() as u64 == before.copy.version,
        "records were erased, not their payloads alone",
    )?;
    ensure(history.iter().all(|record| record.link.is_some()), "links were erased")?;
    let after = open(&mut *store, &copy.id)?.copy;
    ensure(after == before.copy, "the copy is not what it was")?;
    ensure(after.last_lock.is_some_and(|lock| lock.token.plain() == before.token), "the token was lost")?;
    handle::checkpoint(&mut *store, "maths", std::slice::from_ref(&copy.id), "release")?;
    ensure(
        Log::of(&mut *store, "maths", std::slice::from_ref(&copy.id))?.verify().stands(),
        "the chain does not verify",
    )?;
    let again = handle(&mut *store, &copy.id, &lock, &request(ANNE, "lock")?)?;
    ensure(again.repeated, "a request that was erased was done again")
}

fn forget(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = grown(&mut *store)?;
    let lock = Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true };
    let locked = handle(&mut *store, &copy.id, &lock, &request(ANNE, "lock")?)?.copy;
    let late = append(open(&mut *store, &copy.id)?, &[Command::Tag { tags: [].into() }], "late")?;
    handle::forget(&mut *store, &copy.id)?;
    let Some(stored) = store.load(&copy.id, None)? else { return ensure(false, "the links are gone") };
    ensure(stored.token.is_none() && stored.snapshot.is_none(), "a token or a snapshot is left")?;
    ensure(stored.records.iter().all(|record| record.payload.is_none()), "payloads are still there")?;
    let refused = stored.open(&copy.id).err().map(|error| error.code().as_str());
    ensure(refused == Some("not_found"), "a copy without content opens")?;
    // Servers that loaded before come late.
    ensure(store.append(&[late])? == Written::Conflict, "a copy that was erased takes a record")?;
    store.save_snapshot(&Snapshot::new(locked))?;
    let stored = store.load(&copy.id, None)?;
    ensure(
        stored.is_some_and(|stored| stored.snapshot.is_none()),
        "a copy that was erased takes a snapshot",
    )?;
    ensure(Log::of(&mut *store, "maths", &[copy.id])?.verify().stands(), "the chain does not verify")
}

fn heads(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = grown(&mut *store)?;
    let lock = Command::Lock { ttl: Ttl::MAX_OFFLINE, offline: true };
    let token = handle(&mut *store, &copy.id, &lock, &request(ANNE, "lock")?)?.token;
    // Stored, not chained.
    handle(
        &mut *store,
        &copy.id,
        &Command::Heartbeat { token, ttl: Ttl::MAX_OFFLINE },
        &request(ANNE, "beat")?,
    )?;
    let last = store.history(&copy.id)?.into_iter().rev().find_map(|record| record.link);
    let expected: BTreeMap<_, _> =
        last.map(|link| (copy.id.clone(), (link.sequence, link.hash))).into_iter().collect();
    ensure(
        expected.values().all(|(sequence, _)| *sequence == MANY),
        "the last link is not the last decision",
    )?;
    ensure(store.heads(&[copy_id("c2")?, copy.id])? == expected, "the heads are not the last links")
}

fn checkpoints(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = grown(&mut *store)?.id;
    let made: Vec<Checkpoint> = (0..12)
        .map(|_| handle::checkpoint(&mut *store, "maths", std::slice::from_ref(&copy), "time"))
        .collect::<Result<_, _>>()?;
    ensure(store.checkpoints("maths")? == made, "checkpoints are not kept in order")?;
    ensure(store.checkpoints("physics")?.is_empty(), "checkpoints of another exam")?;
    for again in [made.last(), made.first()].into_iter().flatten() {
        let written = store.append_checkpoint("maths", again)?;
        ensure(written == Written::Conflict, "a checkpoint was kept twice")?;
    }
    ensure(store.checkpoints("maths")? == made, "a conflict changed the checkpoints")?;
    ensure(Log::of(&mut *store, "maths", &[copy])?.verify().stands(), "the checkpoints do not verify")
}

fn time(fresh: Fresh<'_>) -> Tried {
    let mut store = fresh();
    let copy = copy_id("c1")?;
    let birth = birth(&mut *store, &copy)?;
    store.append(&[birth])?;
    let before = store.now()?;
    let loaded = open(&mut *store, &copy)?.now;
    let after = store.now()?;
    // A clock that is corrected may go back, by less than this.
    let minute = 60_000;
    let near = |one: super::super::super::Timestamp, two: super::super::super::Timestamp| {
        (one.millis().saturating_sub(two.millis())).abs() < minute
    };
    ensure(near(before, loaded) && near(loaded, after), "loading gives another clock's time")
}
