//! The table: every operation by its name.
//!
//! Knows how a typed function becomes a call of values, and that a wrong input is refused without repeating it. Knows
//! none of the operations: the rooms put them in.

use std::collections::HashMap;
use std::sync::LazyLock;

use korrigo_core::{Code, Error};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::rooms;
use crate::schema::names;

/// How long a call may take, and so where a language makes it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Microseconds to a few milliseconds: where it is asked.
    Short,
    /// It reads or writes pages: away from event loops and interpreter locks, with progress and cancellation.
    Long,
}

type Run = Box<dyn Fn(Value, &mut Desk<'_>) -> Result<Value, Failure> + Send + Sync>;

/// One operation.
pub struct Operation {
    /// Its name in Rust: `room::function`, `room::Type::function`.
    pub name: &'static str,
    /// What it does, in a sentence or two.
    pub about: &'static str,
    /// How long it may take.
    pub work: Work,
    run: Run,
    pub(crate) input: fn(&mut SchemaGenerator) -> Schema,
    pub(crate) output: fn(&mut SchemaGenerator) -> Schema,
}

impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Operation {
    pub(crate) fn run(&self, input: Value, desk: &mut Desk<'_>) -> Result<Value, Failure> {
        (self.run)(input, desk)
    }
}

/// The operations of one room while they are put in.
pub(crate) struct Room<'t> {
    table: &'t mut Vec<Operation>,
    /// What a malformed input is refused with.
    malformed: Code,
}

impl Room<'_> {
    /// A short call that cannot fail.
    pub(crate) fn value<I, O>(&mut self, name: &'static str, about: &'static str, run: fn(I) -> O)
    where
        I: DeserializeOwned + JsonSchema + 'static,
        O: Serialize + JsonSchema + 'static,
    {
        self.put(Work::Short, name, about, move |input, _| Ok::<_, Failure>(run(input)));
    }

    /// A short call.
    pub(crate) fn short<I, O, E>(
        &mut self,
        name: &'static str,
        about: &'static str,
        run: fn(I, &mut Desk<'_>) -> Result<O, E>,
    ) where
        I: DeserializeOwned + JsonSchema + 'static,
        O: Serialize + JsonSchema + 'static,
        E: Into<Failure> + 'static,
    {
        self.put(Work::Short, name, about, run);
    }

    /// A call that works on pages.
    pub(crate) fn long<I, O, E>(
        &mut self,
        name: &'static str,
        about: &'static str,
        run: fn(I, &mut Desk<'_>) -> Result<O, E>,
    ) where
        I: DeserializeOwned + JsonSchema + 'static,
        O: Serialize + JsonSchema + 'static,
        E: Into<Failure> + 'static,
    {
        self.put(Work::Long, name, about, run);
    }

    fn put<I, O, E>(
        &mut self,
        work: Work,
        name: &'static str,
        about: &'static str,
        run: impl Fn(I, &mut Desk<'_>) -> Result<O, E> + Send + Sync + 'static,
    ) where
        I: DeserializeOwned + JsonSchema + 'static,
        O: Serialize + JsonSchema + 'static,
        E: Into<Failure> + 'static,
    {
        let malformed = self.malformed;
        let run: Run = Box::new(move |input, desk| {
            let input = serde_path_to_error::deserialize(input).map_err(|error| {
                // The parser's own words could repeat what was given.
                let message = format!("{name} takes something else as `{}`", place(error.path()));
                Error::new(malformed, message)
                    .with_detail("input.malformed")
                    .hint("see the reference of the call")
            })?;
            let output = run(input, desk).map_err(Into::into)?;
            serde_json::to_value(output)
                .map_err(|_| Error::new(Code::Internal, format!("{name} gave what is no JSON")).into())
        });
        let input = |generator: &mut SchemaGenerator| generator.subschema_for::<I>();
        let output = |generator: &mut SchemaGenerator| generator.subschema_for::<O>();
        self.table.push(Operation { name, about, work, run, input, output });
    }
}

/// Where in an input something stands: keys that no schema names are the caller's own, and are not repeated.
fn place(path: &serde_path_to_error::Path) -> String {
    let name = |segment: &Segment| match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key: name } | Segment::Enum { variant: name } if names().contains(name) => {
            name.clone()
        }
        Segment::Map { .. } | Segment::Enum { .. } | Segment::Unknown => "?".to_owned(),
    };
    path.iter().map(name).collect::<Vec<_>>().join(".")
}

static TABLE: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let mut table = Vec::new();
    for (malformed, fill) in rooms::ALL {
        fill(&mut Room { table: &mut table, malformed: *malformed });
    }
    table.sort_by_key(|operation| operation.name);
    table
});

static BY_NAME: LazyLock<HashMap<&'static str, &'static Operation>> =
    LazyLock::new(|| TABLE.iter().map(|operation| (operation.name, operation)).collect());

/// All operations, by name.
pub fn operations() -> &'static [Operation] {
    &TABLE
}

/// The operation of a name.
pub fn operation(name: &str) -> Option<&'static Operation> {
    BY_NAME.get(name).copied()
}
