//! XFDF: annotations as XML (ISO 19444-1, and Adobe's specification of 2009 that programs follow).
//!
//! Knows the spelling of each subtype that ours become. Elements of other programs go through as they stand. Knows no
//! drawing.

mod read;
mod tree;
mod write;

pub use read::from_xfdf;
pub use write::to_xfdf;

/// The namespace of XFDF.
const XFDF: &str = "http://ns.adobe.com/xfdf/";

/// The namespace of what it has no words for.
const OURS: &str = "urn:korrigo:annotations:1";

/// Elements that hold what another program's PDF had: [`Other`](super::Other) as JSON.
const KEPT: &str = "kept";
