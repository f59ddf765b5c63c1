//! Why a call gave nothing, as it crosses the boundary.
//!
//! Knows that errors travel as JSON, so that one reader in each language reads them all. Decides nothing.

use std::fmt;

use korrigo_calls::Failure;

/// Why a call gave nothing.
#[derive(Debug, uniffi::Error)]
pub enum CallError {
    /// It was refused, cancelled, or met a defect.
    Failed {
        /// An object: `code`, `message`; where there is one, `detail`, `hint`, `page`, `also` and `refusal`.
        failure: String,
    },
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { failure } = self;
        f.write_str(failure)
    }
}

impl std::error::Error for CallError {}

impl From<Failure> for CallError {
    fn from(failure: Failure) -> Self {
        Self::Failed { failure: failure.to_value().to_string() }
    }
}

impl From<korrigo_core::Error> for CallError {
    fn from(error: korrigo_core::Error) -> Self {
        Failure::from(error).into()
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for CallError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        let message = "who watches the call failed";
        korrigo_core::Error::new(korrigo_core::Code::Internal, message).into()
    }
}
