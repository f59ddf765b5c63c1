//! Ids that the host gives: 1 to 64 bytes of plain text, each kind a type of its own.
//!
//! Knows what such an id may be, and its way through JSON. Knows nothing of what it names.

use crate::error::{Code, Error, Result};

/// The id itself, when it is 1 to 64 bytes of plain text. `what` names it in the refusal.
pub(super) fn checked(id: String, code: Code, what: &str) -> Result<String> {
    if id.is_empty() || id.len() > 64 || id.chars().any(char::is_control) {
        return Err(Error::new(code, format!("{what} is 1 to 64 bytes of plain text")));
    }
    Ok(id)
}

/// Makes a type of such ids, with the code and the words of its refusal.
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $code:ident $text:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, ::serde::Deserialize, ::serde::Serialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            #[doc = concat!("Takes ", $what, " from the host.")]
            ///
            /// # Errors
            #[doc = concat!("`", $text, "` for one that is empty, longer than 64 bytes or not plain text.")]
            pub fn new(id: impl Into<String>) -> $crate::Result<Self> {
                $crate::copy::text_id::checked(id.into(), $crate::Code::$code, $what).map(Self)
            }

            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        $crate::schema::written_as_text!($name);

        impl TryFrom<String> for $name {
            type Error = $crate::Error;

            fn try_from(id: String) -> $crate::Result<Self> {
                Self::new(id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

pub(super) use text_id;
