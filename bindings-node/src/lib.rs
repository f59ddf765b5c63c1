//! korrigo for Node: converts, calls the core once off the event loop, converts back.
//!
//! Knows how Node hands over bytes and wants promises and errors. Knows no rule of the field.

use std::sync::Arc;

use korrigo_core::document::{Inspection, OpenOptions, inspect as core_inspect};
use korrigo_core::{Error, Silent};
use napi::bindgen_prelude::{AsyncTask, JsObjectValue, ToNapiValue, TypeName, Uint8Array};
use napi::{Env, JsValue, Task, ValueType, sys};
use napi_derive::napi;

/// How to open a file.
#[napi(object)]
#[derive(Default)]
pub struct InspectOptions {
    /// The user or owner password of an encrypted file.
    pub password: Option<String>,
    /// What the file is called; its ending is checked.
    pub name: Option<String>,
}

/// What is in a PDF: pages, sizes, image layers, encryption, active content.
///
/// The bytes are not copied; do not write to them until the promise settles.
#[napi(ts_return_type = "Promise<Inspection>")]
pub fn inspect(data: Uint8Array, options: Option<InspectOptions>) -> AsyncTask<InspectTask> {
    AsyncTask::new(InspectTask { data: Some(data), options: options.unwrap_or_default() })
}

/// The work behind [`inspect`].
pub struct InspectTask {
    data: Option<Uint8Array>,
    options: InspectOptions,
}

/// Lets the core hold on to a `Uint8Array` without copying it.
struct Shared(Uint8Array);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref()
    }
}

#[napi]
impl Task for InspectTask {
    type Output = Result<Inspection, Error>;
    type JsValue = Json;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        let Some(data) = self.data.take() else {
            return Err(napi::Error::from_reason("the work was already done"));
        };
        let InspectOptions { name, password } = &self.options;
        let options =
            OpenOptions { name: name.as_deref(), password: password.as_deref(), ..OpenOptions::default() };
        Ok(core_inspect(Arc::new(Shared(data)), &options, &Silent))
    }

    fn resolve(&mut self, env: Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        match output {
            Ok(found) => serde_json::to_value(found)
                .map(Json)
                .map_err(|error| napi::Error::from_reason(error.to_string())),
            Err(error) => Err(rejection(env, &error)?),
        }
    }
}

/// A value on its way to JavaScript, as its serde form.
pub struct Json(serde_json::Value);

impl TypeName for Json {
    fn type_name() -> &'static str {
        "object"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

#[expect(unsafe_code, reason = "the conversion trait of napi is unsafe; this only hands it on")]
impl ToNapiValue for Json {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> napi::Result<sys::napi_value> {
        // SAFETY: `env` is the caller's, who promises that it is live.
        unsafe { serde_json::Value::to_napi_value(env, value.0) }
    }
}

/// The error a promise rejects with: a JavaScript `Error` with `code` and `also`.
fn rejection(env: Env, error: &Error) -> napi::Result<napi::Error> {
    let mut object = env.create_error(napi::Error::from_reason(error.to_string()))?;
    let also: Vec<_> = error.also().iter().map(|other| other.code().as_str()).collect();
    object.set_named_property("code", error.code().as_str())?;
    object.set_named_property("also", also)?;
    Ok(napi::Error::from(object.to_unknown()))
}
