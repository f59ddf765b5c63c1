//! Writes the seeds of a target to a folder, for a fuzzer to start from: `seeds TARGET DIR`.
#![expect(clippy::expect_used, clippy::panic, reason = "a tool of the tests: it stops at what it cannot do")]

use std::path::PathBuf;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(target), Some(folder)) = (arguments.next(), arguments.next()) else {
        panic!("seeds TARGET DIR");
    };
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (index, seed) in korrigo_fuzz::seeds(&target).iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{index:02}")), seed).expect("the folder can be written");
    }
}
