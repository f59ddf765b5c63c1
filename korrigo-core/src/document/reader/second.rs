//! The second, independent reader: hayro-syntax, which counts pages, renders and repairs.
//!
//! Knows how to call it safely. It keeps no account of memory, so it only gets what the first reader has
//! weighed; and where it panics all the same, the file counts as unreadable by it.

use std::sync::Arc;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::Bytes;

/// What the second reader made of the file.
pub(in crate::document) enum Second {
    /// It reads it.
    Read(Box<Pdf>),
    /// It needs a password.
    Locked,
    /// It cannot read it.
    Unreadable,
}

struct Shared(Bytes);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// Nested objects recurse up to 512 levels in hayro-syntax 0.9, which the stack of a caller may not hold.
const STACK_BYTES: usize = 64 << 20;

/// Reads the file with the empty password, then with the given one.
pub(in crate::document) fn read(bytes: &Bytes, password: Option<&str>) -> Second {
    let bytes = bytes.clone();
    let work = move || {
        let mut answer = Second::Unreadable;
        for password in std::iter::once("").chain(password) {
            answer = match Pdf::new_with_password(Arc::new(Shared(bytes.clone())), password) {
                Ok(pdf) => return Second::Read(Box::new(pdf)),
                Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => Second::Locked,
                Err(_) => Second::Unreadable,
            };
        }
        answer
    };
    // A thread of its own: a deep stack, and a panic that ends there (hostile files make it overflow
    // numbers; every dependency is checked for overflow here).
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        thread.map_or(Second::Unreadable, |thread| thread.join().unwrap_or(Second::Unreadable))
    })
}
