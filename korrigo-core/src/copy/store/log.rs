//! What was decided about the copies of an exam, as one JSON document that anybody can verify.
//!
//! Knows the form of the document, and that its records are in order. Whether the chains stand is `chain`'s to say.
//! Holds payloads as far as they were not erased; no token.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::chain::{ChainFault, ChainHash, Checkpoint, Link, Verified, verify, verify_checkpoints};
use super::super::state::CopyId;
use super::{Record, Store};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// What the stored form calls itself.
const FORMAT: &str = "korrigo.log/1";

/// The log of an exam.
///
/// JSON: `{"format":"korrigo.log/1","exam":"…","copies":[{"copy":"…","records":[…]}],"checkpoints":[…]}`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Log {
    format: String,
    /// The host's id of the exam.
    pub exam: String,
    /// Its copies.
    pub copies: Vec<CopyLog>,
    /// Its checkpoints.
    #[serde(default)]
    pub checkpoints: Vec<Checkpoint>,
}

/// The log of a copy.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct CopyLog {
    /// The copy.
    pub copy: CopyId,
    /// What happened to it.
    pub records: Vec<Record>,
}

/// What a look at a log found.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LogVerified {
    /// What was found about each copy, in their order.
    pub copies: Vec<(CopyId, Verified)>,
    /// How many checkpoints there are.
    pub checkpoints: usize,
    /// What is wrong with them, or with the heads they name.
    pub faults: Vec<ChainFault>,
}

impl LogVerified {
    /// Whether everything stands.
    pub fn stands(&self) -> bool {
        self.faults.is_empty() && self.copies.iter().all(|(_, verified)| verified.faults.is_empty())
    }
}

impl Log {
    /// The log of these copies and of the exam's checkpoints, from a store.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(store: &mut dyn Store, exam: &str, copies: &[CopyId]) -> Result<Self> {
        let log = |copy: &CopyId| Ok(CopyLog { copy: copy.clone(), records: store.history(copy)? });
        let copies = copies.iter().map(log).collect::<Result<_>>()?;
        Ok(Self { format: FORMAT.into(), exam: exam.into(), copies, checkpoints: store.checkpoints(exam)? })
    }

    /// Reads a log.
    ///
    /// # Errors
    /// `file_too_large`; `invalid_mime_type` for what is no such JSON.
    pub fn read(json: &[u8], limits: &Limits) -> Result<Self> {
        if json.len() as u64 > limits.max_file_bytes {
            return Err(Error::new(Code::FileTooLarge, "the log is larger than allowed"));
        }
        // The place alone: the message of a parser may repeat what stands there.
        let log: Self = serde_json::from_slice(json).map_err(|error| {
            refused(format!("the log cannot be read: line {}, column {}", error.line(), error.column()))
        })?;
        if log.format == FORMAT { Ok(log) } else { Err(refused(format!("the format is not {FORMAT}"))) }
    }

    /// Looks whether every chain is whole and unchanged, and whether it holds what the checkpoints name. Payloads that
    /// were erased are no fault. O(n log n).
    pub fn verify(&self) -> LogVerified {
        let mut copies = Vec::with_capacity(self.copies.len());
        let mut hashes: BTreeMap<(&CopyId, u64), ChainHash> = BTreeMap::new();
        for log in &self.copies {
            let links: Vec<Link> = log.records.iter().filter_map(|record| record.link.clone()).collect();
            let payload = |record: &Record| Some((record.link.as_ref()?.sequence, record.payload.clone()?));
            let payloads = log.records.iter().filter_map(payload).collect();
            let mut verified = verify(&log.copy, &links, &payloads);
            verified.faults.extend(gaps(&log.records));
            copies.push((log.copy.clone(), verified));
            hashes.extend(links.iter().map(|link| ((&log.copy, link.sequence), link.hash)));
        }
        let hash_at = |copy: &CopyId, sequence| hashes.get(&(copy, sequence)).copied();
        let faults = verify_checkpoints(&self.exam, &self.checkpoints, &hash_at);
        LogVerified { copies, checkpoints: self.checkpoints.len(), faults }
    }
}

/// Versions that do not count up by one, from 1.
fn gaps(records: &[Record]) -> impl Iterator<Item = ChainFault> {
    let places = records.iter().zip(1u64..);
    places
        .filter(|(record, version)| record.version != *version)
        .map(|(_, version)| ChainFault::Version { version })
}

fn refused(message: String) -> Error {
    Error::new(Code::InvalidMimeType, message)
        .with_detail("log")
        .hint("`korrigo verify-log --help` shows what a log is")
}
