//! The JSON schemas of values that are written as text: what other languages make their types from.
//!
//! Knows types whose serde form is a text of their own kind. All other schemas are derived.

/// The schema of a type that is written as text: a text with the type's name.
macro_rules! written_as_text {
    ($name:ident) => {
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": "string" })
            }
        }
    };
}

pub(crate) use written_as_text;
