//! The table of promises names tests that exist.

const PROMISES: &str = include_str!("../../../src/redact/PROMISES.md");

/// Every file that may hold a test it names.
const TESTS: [&str; 14] = [
    include_str!("auto.rs"),
    include_str!("behind.rs"),
    include_str!("content.rs"),
    include_str!("files.rs"),
    include_str!("images.rs"),
    include_str!("random.rs"),
    include_str!("../../../src/codec/icc.rs"),
    include_str!("../../../src/codec/jpeg/identity.rs"),
    include_str!("../../../src/codec/jpeg/strip.rs"),
    include_str!("../../../src/codec/wipe.rs"),
    include_str!("../../../src/document/content/clip/around.rs"),
    include_str!("../../../src/redact/plan.rs"),
    include_str!("../../../src/redact/redacted.rs"),
    include_str!("../../../../tests/judges/test_redact.py"),
];

#[test]
fn every_promise_names_a_test_that_exists() {
    let rows = PROMISES.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    let mut named = 0;
    for row in rows {
        let kept_by = row.rsplit(" | ").next().unwrap();
        let names: Vec<&str> = kept_by.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            named += 1;
            let defined = [format!("fn {name}("), format!("def {name}(")];
            assert!(TESTS.iter().any(|file| defined.iter().any(|line| file.contains(line))), "{name}");
        }
    }
    assert!(named > 30);
}
