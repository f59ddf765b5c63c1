//! The seeds, simple mutations of them, and what fuzzing found before, through the targets.

use korrigo_fuzz::{TARGETS, seeds};

/// Mutations of each seed: few enough for every run, many enough to meet the usual slips.
const MUTATIONS: u64 = 150;

#[test]
fn seeds_and_their_mutations() {
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seed");
        for (index, seed) in seeds.iter().enumerate() {
            target(seed);
            for round in 0..MUTATIONS {
                target(&mutated(seed, round * 1_000 + index as u64));
            }
        }
    }
}

#[test]
fn what_was_found_before() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    for (name, target) in TARGETS {
        let Ok(entries) = std::fs::read_dir(root.join(name)) else { continue };
        for entry in entries {
            target(&std::fs::read(entry.unwrap().path()).unwrap());
        }
    }
}

#[test]
fn every_target_has_a_binary() {
    let manifest = include_str!("../Cargo.toml");
    let binaries: Vec<_> =
        manifest.lines().filter_map(|line| line.strip_prefix("name = \"fuzz_")?.strip_suffix('"')).collect();
    let targets: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(binaries, targets);
}

/// Cuts, flips and repeats, by a generator of Knuth's constants.
fn mutated(seed: &[u8], mut state: u64) -> Vec<u8> {
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut data = seed.to_vec();
    for _ in 0..=next(6) {
        let at = next(data.len());
        match next(5) {
            0 => data.truncate(at),
            1 | 2 => {
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= 1 << next(8);
                }
            }
            3 => {
                if let Some(byte) = data.get_mut(at) {
                    *byte = [0, 0xff, b'0', b'9', b'R', b'<', b'(', b'/'][next(8)];
                }
            }
            _ => {
                let part: Vec<u8> = data.iter().skip(at).take(next(40)).copied().collect();
                let to = next(data.len());
                data.splice(to..to, part);
            }
        }
    }
    data
}
