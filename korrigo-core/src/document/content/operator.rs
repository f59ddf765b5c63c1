//! The operators of content streams (ISO 32000-2, annex A).
//!
//! Knows their spelling. Knows nothing of their operands. Operators that are not in this list mean
//! nothing to any reader and are left out of whatever is written, also between `BX` and `EX`.

macro_rules! operators {
    ($($variant:ident = $text:literal;)+) => {
        /// An operator of a content stream, named after what ISO 32000-2 calls it.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(super) enum Operator { $($variant,)+ }

        impl Operator {
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The operator with this spelling.
            pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
                Some(match bytes { $($text => Self::$variant,)+ _ => return None })
            }

            /// How it is spelled.
            pub(super) const fn bytes(self) -> &'static [u8] {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

operators! {
    // General graphics state
    LineWidth = b"w"; LineCap = b"J"; LineJoin = b"j"; MiterLimit = b"M"; Dash = b"d";
    RenderingIntent = b"ri"; Flatness = b"i"; GraphicsState = b"gs";
    // Special graphics state
    Save = b"q"; Restore = b"Q"; Concatenate = b"cm";
    // Path construction
    MoveTo = b"m"; LineTo = b"l"; CurveTo = b"c"; CurveFirst = b"v"; CurveLast = b"y"; Close = b"h";
    Rectangle = b"re";
    // Path painting
    Stroke = b"S"; CloseStroke = b"s"; Fill = b"f"; FillOld = b"F"; FillEvenOdd = b"f*";
    FillStroke = b"B"; FillStrokeEvenOdd = b"B*"; CloseFillStroke = b"b"; CloseFillStrokeEvenOdd = b"b*";
    EndPath = b"n";
    // Clipping paths
    Clip = b"W"; ClipEvenOdd = b"W*";
    // Text objects and state
    BeginText = b"BT"; EndText = b"ET"; CharSpacing = b"Tc"; WordSpacing = b"Tw"; TextScale = b"Tz";
    Leading = b"TL"; Font = b"Tf"; TextMode = b"Tr"; Rise = b"Ts";
    // Text positioning and showing
    MoveText = b"Td"; MoveTextLeading = b"TD"; TextMatrix = b"Tm"; NextLine = b"T*"; Show = b"Tj";
    ShowAdjusted = b"TJ"; NextLineShow = b"'"; NextLineShowSpaced = b"\"";
    // Type 3 fonts
    GlyphWidth = b"d0"; GlyphWidthBox = b"d1";
    // Colour
    StrokeSpace = b"CS"; FillSpace = b"cs"; StrokeColor = b"SC"; StrokeColorNamed = b"SCN"; FillColor = b"sc";
    FillColorNamed = b"scn"; StrokeGrey = b"G"; FillGrey = b"g"; StrokeRgb = b"RG"; FillRgb = b"rg";
    StrokeCmyk = b"K"; FillCmyk = b"k";
    // Shadings, images, objects
    Shading = b"sh"; BeginImage = b"BI"; Object = b"Do";
    // Marked content and compatibility
    MarkPoint = b"MP"; MarkPointProperties = b"DP"; BeginMarked = b"BMC"; BeginMarkedProperties = b"BDC";
    EndMarked = b"EMC"; BeginCompatibility = b"BX"; EndCompatibility = b"EX";
}

impl Operator {
    /// Whether it adds to the path (table 58).
    pub(super) const fn builds_path(self) -> bool {
        matches!(
            self,
            Self::MoveTo
                | Self::LineTo
                | Self::CurveTo
                | Self::CurveFirst
                | Self::CurveLast
                | Self::Close
                | Self::Rectangle
        )
    }

    /// Whether it ends the path, painted or not (table 59).
    pub(super) const fn ends_path(self) -> bool {
        matches!(
            self,
            Self::Stroke
                | Self::CloseStroke
                | Self::Fill
                | Self::FillOld
                | Self::FillEvenOdd
                | Self::FillStroke
                | Self::FillStrokeEvenOdd
                | Self::CloseFillStroke
                | Self::CloseFillStrokeEvenOdd
                | Self::EndPath
        )
    }
}
