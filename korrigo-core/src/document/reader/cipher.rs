//! Decryption: the standard security handler, with the empty password first.
//!
//! Knows lopdf's ciphers (RC4, AES-128, AES-256) and which codes their refusals are. Keys stay in here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, EncryptionState, Object, ObjectId, Stream};

use crate::error::{Code, Error, Result};

/// The key of one file.
pub(in crate::document) struct Cipher {
    state: EncryptionState,
    dictionary_id: Option<ObjectId>,
}

impl Cipher {
    /// Tries the empty password, then the given one.
    ///
    /// # Errors
    /// `encrypted_pdf` when neither opens the file or its encryption is not a known one.
    pub(super) fn new(
        trailer: &Dictionary,
        objects: &BTreeMap<ObjectId, Object>,
        password: Option<&str>,
    ) -> Result<Self> {
        let mut document = lopdf::Document::new();
        document.trailer = trailer.clone();
        let mut dictionary_id = None;
        if let Ok(Object::Reference(id)) = trailer.get(b"Encrypt") {
            dictionary_id = Some(*id);
            document.objects.insert(*id, inline(Object::Reference(*id), objects, FILTER_DEPTH));
        }
        if let Ok(Object::Reference(id)) = trailer.get(b"ID") {
            document.trailer.set("ID", objects.get(id).cloned().unwrap_or(Object::Null));
        }
        // Files without /ID exist; the key is then made without it, as other readers do.
        if !document.trailer.has(b"ID") {
            document.trailer.set("ID", vec![Object::string_literal(""), Object::string_literal("")]);
        }
        let mut passwords = std::iter::once("").chain(password);
        let state = passwords.find_map(|password| unlock(&document, password));
        state.map(|state| Self { state, dictionary_id }).ok_or_else(|| locked(password.is_some()))
    }

    pub(super) fn dictionary_id(&self) -> Option<ObjectId> {
        self.dictionary_id
    }

    /// Decrypts the strings of an object that is not in an object stream.
    pub(super) fn decrypt_strings(&self, id: ObjectId, object: &mut Object) {
        // A cross-reference stream is never encrypted (clause 7.5.8.2). What does not decrypt stays as it is.
        if !matches!(object, Object::Dictionary(dictionary) if dictionary.has_type(b"XRef")) {
            let _ = lopdf::encryption::decrypt_object(&self.state, id, object);
        }
    }

    /// The data of a stream, decrypted; empty when it does not decrypt.
    pub(in crate::document) fn decrypt_stream(
        &self,
        id: ObjectId,
        dictionary: &Dictionary,
        data: &[u8],
    ) -> Vec<u8> {
        let mut needed = Dictionary::new();
        for key in [b"Type".as_slice(), b"Filter", b"DecodeParms"] {
            if let Ok(value) = dictionary.get(key) {
                needed.set(key, value.clone());
            }
        }
        let mut object = Object::Stream(Stream::new(needed, data.to_vec()));
        match lopdf::encryption::decrypt_object(&self.state, id, &mut object) {
            Ok(()) => {
                object.as_stream_mut().map(|stream| std::mem::take(&mut stream.content)).unwrap_or_default()
            }
            Err(_) => Vec::new(),
        }
    }
}

/// Dictionaries inside the encryption dictionary: its filters, each of them, and one to spare.
const FILTER_DEPTH: usize = 3;

/// The encryption dictionary with references in it followed, as lopdf wants it.
fn inline(object: Object, objects: &BTreeMap<ObjectId, Object>, depth_left: usize) -> Object {
    let mut object = match object {
        Object::Reference(id) => objects.get(&id).cloned().unwrap_or(Object::Null),
        direct => direct,
    };
    if let (Object::Dictionary(entries), Some(depth_left)) = (&mut object, depth_left.checked_sub(1)) {
        for (_, value) in entries.iter_mut() {
            *value = inline(std::mem::replace(value, Object::Null), objects, depth_left);
        }
    }
    object
}

fn unlock(document: &lopdf::Document, password: &str) -> Option<EncryptionState> {
    document.authenticate_password(password).ok()?;
    let algorithm = lopdf::encryption::PasswordAlgorithm::try_from(document).ok()?;
    EncryptionState::decode(document, algorithm.sanitize_password(password).ok()?).ok()
}

/// The refusal of a file whose password is not known.
pub(in crate::document) fn locked(tried: bool) -> Error {
    let message = if tried { "the password does not open the file" } else { "the file needs a password" };
    Error::new(Code::EncryptedPdf, message)
        .with_detail(if tried { "encryption.wrong_password" } else { "encryption.password_needed" })
        .hint("save it without a password, or give the password")
}
