//! Whatever is handed in: no call meets a defect, and no error repeats what was handed in.
//!
//! Inputs of vectors, changed at random: parts left out, of other kinds, huge, deep, unknown.

use korrigo_calls::{Work, operation};
use korrigo_core::Code;
use korrigo_fixtures::canvas::Random;
use serde_json::{Map, Value, json};

use crate::entry::{Asked, made};
use crate::vectors::{files, read};

/// Nobody is called so.
const NAME: &str = "Zwentibold Xq";

#[test]
fn no_input_meets_a_defect_or_is_repeated() {
    let mut random = Random::new(8);
    let mut calls = 0;
    for path in files() {
        for entry in read(&path)["vectors"].as_array().unwrap() {
            for (asked, _) in made(entry) {
                let work = operation(&asked.operation).map(|operation| operation.work);
                let times = if work == Some(Work::Long) { 3 } else { 25 };
                for _ in 0..times {
                    let mut asked = asked.clone();
                    for _ in 0..=random.below(2) {
                        change(&mut asked.input, &mut random, 0);
                    }
                    judge(&asked);
                    calls += 1;
                }
            }
        }
    }
    println!("{calls} calls");
}

fn judge(asked: &Asked) {
    let Err(failure) = asked.call() else { return };
    let Asked { operation, input, .. } = asked;
    let message = failure.error.message();
    if failure.code() == Code::Internal && operation != "testing::panic" {
        // A package that hands in another item than it says is a defect of the package.
        assert!(message.ends_with("is expected where none was handed in"), "{operation}: {message}\n{input}");
    }
    // Ids of questions are the scheme's, nobody's name.
    let of_scheme = ["the scheme has no question"];
    let said = json!(failure.error).to_string();
    let repeated = said.contains(NAME) && !of_scheme.iter().any(|words| said.contains(words));
    assert!(!repeated, "{operation}: {said}\n{input}");
}

/// Changes one part of a value.
fn change(value: &mut Value, random: &mut Random, depth: usize) {
    let stop = random.below(4) == 0 && depth > 0;
    match value {
        Value::Object(object) if !stop && !object.is_empty() => {
            let place = random.below(object.len() as u32) as usize;
            let key = object.keys().nth(place).unwrap().clone();
            match random.below(8) {
                0 => drop(object.remove(&key)),
                1 => drop(object.insert(NAME.to_owned(), junk(random))),
                _ => change(object.get_mut(&key).unwrap(), random, depth + 1),
            }
        }
        Value::Array(array) if !stop && !array.is_empty() => {
            let place = random.below(array.len() as u32) as usize;
            match random.below(8) {
                0 => drop(array.remove(place)),
                1 => array.push(junk(random)),
                2 => array.push(array[place].clone()),
                _ => change(&mut array[place], random, depth + 1),
            }
        }
        other => *other = junk(random),
    }
}

fn junk(random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(i64::MIN),
        5 => json!(1e300),
        6 => json!(-0.5),
        7 => json!(""),
        8 => json!([]),
        9 => json!({}),
        10 => json!({ NAME: [NAME, { NAME: 1 }] }),
        11 => (0..100).fold(json!(NAME), |inner, _| json!([inner])),
        12 => json!("9".repeat(40)),
        _ => json!(NAME),
    }
}

/// What a map without a key holds is found, too: the test itself must be able to fail.
#[test]
fn changes_reach_every_part() {
    let mut random = Random::new(1);
    let whole = json!({ "a": [1, { "b": "c" }], "d": 2 });
    let mut seen = Map::new();
    for _ in 0..500 {
        let mut one = whole.clone();
        change(&mut one, &mut random, 0);
        for at in ["/a", "/a/0", "/a/1", "/a/1/b", "/d"] {
            if one.pointer(at) != whole.pointer(at) {
                seen.insert(at.to_owned(), json!(true));
            }
        }
    }
    assert_eq!(seen.len(), 5);
}
