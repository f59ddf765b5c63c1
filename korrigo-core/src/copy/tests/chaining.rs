//! What a chain gives away when somebody lays hands on it.

use std::collections::BTreeMap;

use super::*;
use proptest::prelude::*;

/// The story of a copy as a chain.
fn chain() -> (CopyId, Vec<Link>, BTreeMap<u64, Payload>) {
    let (mut desk, token) = Desk::locked();
    desk.done(ANNE, Command::CreateAnnotation { token, annotation: note("a") });
    desk.done(ANNE, draft(token, "tab", 0, "not chained"));
    desk.done(ANNE, Command::Appreciation { token, text: "well done".into() });
    desk.done(ANNE, finalize(token, 0));
    desk.done(WORKER, Command::Store { attempt: 1, result: result(0) });
    let (mut links, mut payloads) = (Vec::new(), BTreeMap::new());
    for (event, salt) in desk.events.iter().zip(1..) {
        let payload = Payload::new(event, [salt; 16]).unwrap();
        if let Some(link) = Link::next(&desk.copy.id, links.last(), event, &payload).unwrap() {
            payloads.insert(link.sequence, payload);
            links.push(link);
        }
    }
    (desk.copy.id, links, payloads)
}

#[test]
fn a_chain_stands_and_holds_decisions_only() {
    let (copy, links, payloads) = chain();
    let kinds: Vec<_> = links.iter().map(|link| link.kind.as_str()).collect();
    assert_eq!(kinds, ["VALIDATE", "LOCK", "CREATE_ANN", "APPRECIATION", "FINALIZE", "GRADED"]);
    assert_eq!(verify(&copy, &links, &payloads), Verified { links: 6, ..Verified::default() });
    let json = serde_json::to_string(&links).unwrap();
    assert!(!json.contains("well done") && json.contains("anne"));
    assert_eq!(serde_json::from_str::<Vec<Link>>(&json).unwrap(), links);
    assert_eq!(format!("{:?}", payloads[&0]), "Payload(..)");
}

#[test]
fn an_erased_payload_breaks_nothing() {
    let (copy, links, mut payloads) = chain();
    payloads.remove(&3);
    let verified = verify(&copy, &links, &payloads);
    assert_eq!((verified.erased, verified.faults), (1, Vec::new()));
}

#[test]
fn every_hand_is_found() {
    let (copy, links, payloads) = chain();
    let faults = |links: &[Link], payloads: &BTreeMap<u64, Payload>| verify(&copy, links, payloads).faults;
    for place in 0..links.len() {
        let mut other = links.clone();
        other.remove(place);
        // The end alone can be cut off unseen: checkpoints find it.
        let cut = faults(&other, &payloads);
        assert!(cut.contains(&ChainFault::Stray { sequence: place as u64 }), "{place}: {cut:?}");
        if place + 1 < links.len() {
            assert!(cut.contains(&ChainFault::Order { place: place as u64 }), "{place}: {cut:?}");
        }
        let changes: [fn(&mut Link); 4] = [
            |link| link.at = link.at.plus_millis(1),
            |link| link.actor = ActorId::new("mallory").unwrap(),
            |link| link.kind.push('X'),
            |link| link.sequence += 1,
        ];
        for change in changes {
            let mut other = links.clone();
            change(&mut other[place]);
            assert!(!faults(&other, &payloads).is_empty(), "{place}");
        }
        let mut other = payloads.clone();
        other.get_mut(&(place as u64)).unwrap().event.push(' ');
        assert_eq!(faults(&links, &other), [ChainFault::Payload { sequence: place as u64 }]);
    }
    let mut swapped = links.clone();
    swapped.swap(2, 3);
    assert!(faults(&swapped, &payloads).len() >= 2);
    // Another copy's chain is not this one's.
    assert_eq!(verify(&CopyId::new("c2").unwrap(), &links, &payloads).faults.len(), links.len());
}

#[test]
fn checkpoints_find_what_was_cut_off() {
    let (copy, links, _) = chain();
    let head = |links: &[Link]| links.last().map(|link| (copy.clone(), (link.sequence, link.hash)));
    let at = Timestamp::from_millis;
    let first = Checkpoint::next("maths", None, at(1), "time", head(&links[..3]).into_iter().collect());
    let second =
        Checkpoint::next("maths", Some(&first), at(2), "release", head(&links).into_iter().collect());
    let checkpoints = [first, second];
    let of = |links: &[Link]| {
        let hash_at = |_: &CopyId, sequence: u64| {
            links.iter().find(|link| link.sequence == sequence).map(|link| link.hash)
        };
        verify_checkpoints("maths", &checkpoints, &hash_at)
    };
    assert_eq!(of(&links), []);
    assert_eq!(of(&links[..5]), [ChainFault::Head { checkpoint: 1, copy: copy.clone() }]);
    let hash_at = |_: &CopyId, sequence: u64| links.get(sequence as usize).map(|link| link.hash);
    assert_eq!(
        verify_checkpoints("maths", &checkpoints[1..], &hash_at),
        [ChainFault::Checkpoint { place: 0 }]
    );
    assert_eq!(verify_checkpoints("physics", &checkpoints, &hash_at).len(), 2);
    let mut changed = checkpoints.clone();
    changed[0].reason = "export".into();
    assert_eq!(verify_checkpoints("maths", &changed, &hash_at), [ChainFault::Checkpoint { place: 0 }]);
}

proptest! {
    #[test]
    fn one_bit_is_enough(place in 0usize..6, byte in 0usize..64, bit in 0u8..4) {
        let (copy, mut links, payloads) = chain();
        let mut digits = links[place].payload.to_string().into_bytes();
        let value = char::from(digits[byte]).to_digit(16).unwrap() ^ (1 << bit);
        digits[byte] = char::from_digit(value, 16).unwrap() as u8;
        links[place].payload = std::str::from_utf8(&digits).unwrap().parse().unwrap();
        prop_assert!(!verify(&copy, &links, &payloads).faults.is_empty());
    }
}
