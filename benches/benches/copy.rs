//! The life of a copy: deciding and applying, and loading a long history.
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use korrigo_core::copy::store::{MemoryStore, Request, RequestId, Snapshot, Store, create, handle};
use korrigo_core::copy::{
    ActorId, Annotation, AnnotationId, Command, Context, Copy, CopyId, LockToken, Role, Shape, Timestamp,
    Ttl, decide,
};
use korrigo_core::exam::{Mark, Score};
use korrigo_core::geometry::{Half, NormalizedRect};
use korrigo_core::id::{PageId, SourceHash};

const EVENTS: u64 = 10_000;

fn page() -> PageId {
    PageId::new(&SourceHash::of(b"a scan"), 0, Half::Right)
}

fn copy_id() -> CopyId {
    CopyId::new("MATH-0417").unwrap()
}

fn request(number: u64) -> Request<'static> {
    Request {
        id: RequestId::new(number.to_string()).unwrap(),
        actor: ActorId::new("1").unwrap(),
        role: Role::Administrator,
        new_token: LockToken::new([7; 16]),
        salt: [7; 16],
        scheme: None,
        variant: None,
    }
}

/// What a marker does, mostly: points, drafts, remarks on the page, a sign of life.
fn command(token: Option<LockToken>, number: u64) -> Command {
    let question = (number % 20).to_string();
    match number % 5 {
        0 | 1 => {
            let points = Mark::from_hundredths((number % 400) as i64).unwrap();
            Command::Score { token, question, score: Some(Score::Points(points)) }
        }
        2 => Command::SaveDraft {
            token,
            client_id: "tab".into(),
            based_on: number / 5,
            content: "what is being typed ".repeat(10),
        },
        3 => Command::CreateAnnotation {
            token,
            annotation: Annotation {
                id: AnnotationId::new(format!("a{number}")).unwrap(),
                page: page(),
                author: ActorId::new("1").unwrap(),
                shape: Shape::Comment { rect: NormalizedRect::new(0.1, 0.2, 0.3, 0.1).unwrap() },
                content: "a sign is lost here".into(),
                score_delta: None,
                question: None,
                version: 0,
            },
        },
        _ => Command::Heartbeat { token, ttl: Ttl::DEFAULT },
    }
}

fn deciding(criterion: &mut Criterion) {
    let token = LockToken::new([7; 16]);
    let context = |actor: &str, role| Context {
        now: Timestamp::from_millis(0),
        actor: ActorId::new(actor).unwrap(),
        role,
        new_token: token,
        scheme: None,
        variant: None,
    };
    let (office, anne) = (context("1", Role::Administrator), context("2", Role::Marker));
    let mut copy = Copy::new(copy_id(), vec![page()]);
    let lock = Command::Lock { ttl: Ttl::MAX, offline: false };
    for (command, context) in [(Command::Validate, &office), (lock, &anne)] {
        for event in decide(&copy, &command, context).unwrap() {
            copy.apply(&event);
        }
    }
    let scores: Vec<_> = [0, 20]
        .map(|number| command(Some(token), number))
        .into_iter()
        .chain([command(Some(token), 4)])
        .collect();
    let mut group = criterion.benchmark_group("copy");
    group.throughput(Throughput::Elements(scores.len() as u64));
    group.bench_function("decide_apply", |bench| {
        bench.iter(|| {
            for command in &scores {
                for event in decide(black_box(&copy), command, &anne).unwrap() {
                    copy.apply(&event);
                }
            }
        });
    });
    group.finish();
}

/// A store with a copy of so many events, with the snapshots that came by themselves, and its whole history.
fn filled() -> MemoryStore {
    let mut store = MemoryStore::default();
    create(&mut store, &copy_id(), &[page()], &request(0)).unwrap();
    handle(&mut store, &copy_id(), &Command::Validate, &request(1)).unwrap();
    let lock = Command::Lock { ttl: Ttl::MAX, offline: true };
    let token = handle(&mut store, &copy_id(), &lock, &request(2)).unwrap().token;
    for number in 3..EVENTS {
        handle(&mut store, &copy_id(), &command(token, number), &request(number)).unwrap();
    }
    store
}

fn loading(criterion: &mut Criterion) {
    let mut store = filled();
    let copy = copy_id();
    let history = store.history(&copy).unwrap();
    let mut whole = MemoryStore::default();
    let append =
        korrigo_core::copy::store::Append { copy: copy.clone(), expected: 0, records: history, token: None };
    whole.append(&[append]).unwrap();
    let mut newest = whole.clone();
    let opened = store.load(&copy, None).unwrap().unwrap().open(&copy).unwrap();
    newest.save_snapshot(&Snapshot::new(opened.copy)).unwrap();
    let mut group = criterion.benchmark_group(format!("load_{EVENTS}_events"));
    for (name, store) in
        [("as_kept", &mut store), ("snapshot_alone", &mut newest), ("events_alone", &mut whole)]
    {
        group.bench_function(name, |bench| {
            bench.iter(|| black_box(store.load(&copy, None).unwrap().unwrap().open(&copy).unwrap()));
        });
    }
    group.finish();
}

criterion_group!(benches, deciding, loading);
criterion_main!(benches);
