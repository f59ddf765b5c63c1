//! Who marks what.

use korrigo_core::Result;
use korrigo_core::dispatch::{Dealt, DispatchOptions, Dispatched, Marker, Waiting, dispatch};

use super::inputs;
use crate::table::Room;

inputs! {
    Deal { /// Copies that nobody marks yet, or questions of them.
        copies: Vec<Waiting>, /// The markers.
        markers: Vec<Marker>, /// How to deal out.
        options: DispatchOptions }
    OneDispatched { /// Who marks what.
        this: Dispatched }
    Split { /// The copies.
        copies: Vec<Waiting>, /// The questions, by the ids of the scheme.
        questions: Vec<String> }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.short(
        "dispatch::dispatch",
        "Deals copies out so that loads differ as little as they can. The same seed and input give the same answer.",
        |i: Deal, _| -> Result<Dispatched> { dispatch(&i.copies, &i.markers, &i.options) },
    );
    room.value(
        "dispatch::Dispatched::left",
        "What found too few markers, in the order given.",
        |i: OneDispatched| -> Vec<Dealt> { i.this.left().cloned().collect() },
    );
    room.value("dispatch::Waiting::by_question", "These copies, question by question.", |i: Split| {
        let questions: Vec<&str> = i.questions.iter().map(String::as_str).collect();
        Waiting::by_question(&i.copies, &questions)
    });
}
