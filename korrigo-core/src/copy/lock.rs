//! Who may write: owner, token, fence and end of a lock.
//!
//! Knows how long a lock lives and what proves that one holds it. Reads no clock and draws no token: both are
//! arguments. A token is shown to its owner only; events and logs carry its hash.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::text_id::text_id;
use crate::error::{Code, Error, Result};
use crate::id::{hex_id, parse_hex, to_hex};

/// A moment of the store's clock: milliseconds since 1970, UTC.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Deserialize,
    Serialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment so many milliseconds after the beginning of 1970, UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the beginning of 1970, UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// So many milliseconds later.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}

text_id! {
    /// Somebody who acts on copies, as the host calls them: never a name. 1 to 64 bytes of plain text.
    ActorId, NotFound "not_found", "the id of a person"
}

/// What proves that one holds a lock: 128 random bits, written as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy)]
pub struct LockToken([u8; 16]);

impl LockToken {
    /// The token of these bytes, drawn by the caller from a source of randomness fit for secrets.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The token as its owner sends it.
    pub fn to_text(&self) -> String {
        to_hex(&self.0)
    }

    /// What events and logs may show of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl PartialEq for LockToken {
    // By hashes, so that the time it takes says nothing of how close two tokens are.
    fn eq(&self, other: &Self) -> bool {
        self.hash().is_of(other)
    }
}

impl Eq for LockToken {}

impl fmt::Debug for LockToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LockToken(..)")
    }
}

impl FromStr for LockToken {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse_hex(text).map(Self).ok_or_else(|| {
            Error::new(Code::LockTokenInvalid, "the token of a lock is 32 lower-case hexadecimal digits")
        })
    }
}

crate::schema::written_as_text!(LockToken);

impl Serialize for LockToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for LockToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|error: Error| serde::de::Error::custom(error.message()))
    }
}

/// The SHA-256 of a token.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Whether it is the hash of this token. The time it takes says nothing of how close the token is.
    pub fn is_of(&self, token: &LockToken) -> bool {
        let other = token.hash();
        self.0.iter().zip(other.0).fold(0, |differ, (one, other)| differ | (one ^ other)) == 0
    }
}

hex_id!(TokenHash, "the hash of a token");

/// A token as events carry it: written down as its hash, and with the plain token as long as it stays in memory.
#[derive(Clone, Copy, Debug)]
pub struct SealedToken {
    hash: TokenHash,
    plain: Option<LockToken>,
}

impl SealedToken {
    /// Seals a token.
    pub fn new(token: LockToken) -> Self {
        Self { hash: token.hash(), plain: Some(token) }
    }

    /// Its hash.
    pub const fn hash(&self) -> TokenHash {
        self.hash
    }

    /// The token itself, for its owner alone; `None` once it was written down and read again.
    pub const fn plain(&self) -> Option<LockToken> {
        self.plain
    }

    /// Puts back the token that the store kept with the lock; another one is left out.
    #[must_use]
    pub fn with_plain(self, token: LockToken) -> Self {
        Self { plain: self.hash.is_of(&token).then_some(token), ..self }
    }
}

impl PartialEq for SealedToken {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Eq for SealedToken {}

crate::schema::written_as_text!(SealedToken);

impl Serialize for SealedToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.hash.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SealedToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Ok(Self { hash: TokenHash::deserialize(deserializer)?, plain: None })
    }
}

/// How many locks were granted on a copy: it only grows, and is stored with every accepted write, so that a write
/// of an earlier lock can be told from one of a later. At most 2^53 - 1.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Deserialize,
    Serialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Fence(u64);

impl Fence {
    /// The number of the grant, from 1; 0 before the first.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The fence of the next grant; `None` after 2^53 - 1.
    pub const fn next(self) -> Option<Self> {
        if self.0 < (1 << 53) - 1 { Some(Self(self.0 + 1)) } else { None }
    }
}

/// How long a lock lives after it was granted or extended: 1 to 3600 s, or up to 72 h offline.
#[derive(
    Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(try_from = "u32", into = "u32")]
pub struct Ttl(u32);

impl Ttl {
    /// What a lock lives when nobody says otherwise: 600 s.
    pub const DEFAULT: Self = Self(600);
    /// The longest life of a lock: 3600 s.
    pub const MAX: Self = Self(3_600);
    /// The longest life of a lock that is taken offline: 72 h.
    pub const MAX_OFFLINE: Self = Self(72 * 3_600);

    /// So many seconds.
    ///
    /// # Errors
    /// `resource_limit` for none, and for more than 72 h.
    pub fn from_seconds(seconds: u32) -> Result<Self> {
        if seconds == 0 || seconds > Self::MAX_OFFLINE.0 {
            return Err(Error::new(Code::ResourceLimit, "a lock lives 1 to 3600 s, offline up to 72 h"));
        }
        Ok(Self(seconds))
    }

    /// Seconds.
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// The moment at which a lock ends that was granted at `now`.
    pub fn after(self, now: Timestamp) -> Timestamp {
        now.plus_millis(i64::from(self.0) * 1_000)
    }
}

impl Default for Ttl {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl TryFrom<u32> for Ttl {
    type Error = Error;

    fn try_from(seconds: u32) -> Result<Self> {
        Self::from_seconds(seconds)
    }
}

impl From<Ttl> for u32 {
    fn from(ttl: Ttl) -> Self {
        ttl.0
    }
}

/// The right to write to a copy.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct Lock {
    /// Who holds it.
    pub owner: ActorId,
    /// What proves it.
    pub token: SealedToken,
    /// Which grant it is.
    pub fence: Fence,
    /// When it ends: from this moment on it is gone, whether or not somebody tidied.
    pub expires: Timestamp,
    /// Whether it was taken offline.
    pub offline: bool,
}

impl Lock {
    /// Whether it still holds.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires
    }
}
