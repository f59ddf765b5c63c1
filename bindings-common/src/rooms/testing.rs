//! What the packages' own tests need: a defect on demand.

use super::inputs;
use crate::table::Room;

inputs! {
    Nothing {}
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.value(
        "testing::panic",
        "Meets a defect, so that a package can show that none crosses its boundary.",
        panic,
    );
}

#[expect(clippy::panic, reason = "the defect that was asked for")]
fn panic(Nothing {}: Nothing) {
    panic!("a defect on demand");
}
