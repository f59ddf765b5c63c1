//! Why a call gave nothing: the same to every language.
//!
//! Knows errors and the refusals of the copy machine, which say more. Decides nothing.

use std::fmt;

use korrigo_core::copy::Refusal;
use korrigo_core::copy::store::NotDone;
use korrigo_core::{Code, Error};
use serde_json::Value;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The code, a sentence, and what to do.
    pub error: Error,
    /// What the copy machine says beside it: where the copy stands, what was tried, what is allowed, and what it
    /// collided with.
    pub refusal: Option<Box<Refusal>>,
}

impl Failure {
    /// The code.
    pub fn code(&self) -> Code {
        self.error.code()
    }

    /// All of it as an object: `code`, `message`; where there is one, `detail`, `hint`, `page`, `also` and `refusal`.
    pub fn to_value(&self) -> Value {
        let mut value = serde_json::to_value(&self.error).unwrap_or_default();
        if let (Some(refusal), Some(object)) = (&self.refusal, value.as_object_mut()) {
            let mut said = serde_json::to_value(refusal).unwrap_or_default();
            // The error stands beside it already.
            if let Some(said) = said.as_object_mut() {
                said.remove("error");
            }
            object.insert("refusal".to_owned(), said);
        }
        value
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.refusal {
            Some(refusal) => refusal.fmt(f),
            None => self.error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, refusal: None }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self { error: refusal.error.clone(), refusal: Some(Box::new(refusal)) }
    }
}

impl From<NotDone> for Failure {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Refused(refusal) => (*refusal).into(),
            NotDone::Failed(error) => error.into(),
        }
    }
}
