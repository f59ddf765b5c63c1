//! What an audit says.

use serde::Serialize;

/// What an audit of one file found.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Audit {
    /// `korrigo.audit/1`.
    pub format: &'static str,
    /// How many pages were looked at.
    pub pages: usize,
    /// How many needles were looked for.
    pub needles: usize,
    /// Everything found, by page, then kind, then place.
    pub findings: Vec<AuditFinding>,
}

impl Audit {
    /// The name of the format.
    pub const FORMAT: &'static str = "korrigo.audit/1";

    /// Whether nothing at all was found.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// What is left in the zones, or could not be looked at: with any of these a redaction is not proven.
    pub fn left_in_zones(&self) -> impl Iterator<Item = &AuditFinding> {
        self.findings.iter().filter(|finding| finding.kind.disproves())
    }

    /// How many different needles were found.
    pub fn needles_found(&self) -> usize {
        let found: std::collections::BTreeSet<usize> =
            self.findings.iter().filter_map(|finding| finding.needle).collect();
        found.len()
    }
}

/// One thing that could still identify someone.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct AuditFinding {
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// On which page, from 0, where it is on one.
    pub page: Option<usize>,
    /// Where it is, for people: an object's number and the part of it. Never what stands there.
    #[serde(rename = "where")]
    pub place: String,
    /// How sure it is that this is what the kind says, 0..=1.
    pub sure: f64,
    /// Which needle, as counted by [`Needles`](super::Needles), where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needle: Option<usize>,
}

/// What kind of thing an audit found.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// Something that acts or leads out of the file: a script, a link to the network, a form that sends.
    ActiveContent,
    /// An annotation whose rectangle touches a zone.
    AnnotationInZone,
    /// A picture that something opaque is drawn over.
    CoveredImage,
    /// Text that something opaque is drawn over: a filled path or an image.
    CoveredText,
    /// Objects of an earlier state of the file, or of no state that a reader shows.
    EarlierRevision,
    /// A file inside the file.
    EmbeddedFile,
    /// Optional content that is off, or an annotation that is not shown.
    HiddenLayer,
    /// What a camera, a scanner or a program wrote into an image beside its pixels.
    ImageMetadata,
    /// Pixels of an image layer that differ within a zone, or what is seen of the page does.
    InkInZone,
    /// Text that is drawn with no ink: rendering mode 3 or 7, as scanners lay it over a page.
    InvisibleText,
    /// A metadata packet, or a document information entry that says more than a program's name.
    Metadata,
    /// One of the needles.
    Needle,
    /// Content beyond what the page shows.
    OffPage,
    /// A redaction that is marked and was never done.
    PendingRedaction,
    /// A program's private data.
    PrivateData,
    /// Text for those who do not see the page: alternate and actual text, titles of structure elements.
    StructureText,
    /// Text in a zone, in whatever way it is drawn or not drawn.
    TextInZone,
    /// A small picture of a page.
    Thumbnail,
    /// Bytes that belong to no object: after the end, or between objects.
    TrailingData,
    /// Something that could not be looked at: damaged, in a form nobody here reads, or past a limit.
    Unread,
    /// An object that nothing leads to, with text or pixels in it.
    UnreferencedObject,
    /// Paths or shadings in a zone, other than an even fill.
    VectorInZone,
    /// Text in the colour of what is under it.
    WhiteText,
}

impl FindingKind {
    /// Whether a redaction of which this is found is not proven: something is left in a zone, or could
    /// not be looked at.
    pub const fn disproves(self) -> bool {
        matches!(
            self,
            Self::AnnotationInZone | Self::InkInZone | Self::TextInZone | Self::VectorInZone | Self::Unread
        )
    }
}
