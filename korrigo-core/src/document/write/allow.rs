//! The allow-list: which keys of which kind of object may enter a new file, and of which kind their values are.
//!
//! Knows the tables of ISO 32000-2 that name the keys which change what a page looks like or how its text
//! reads. What is not named here does not exist: information dictionaries, XMP, thumbnails, scripts,
//! actions, structure, layers, alternates, halftones, private data of any program. Knows no file.

use lopdf::{Dictionary, Object};

/// What an object is for, which decides what of it is copied.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    /// Numbers, names, strings and arrays of these: no dictionary, no stream.
    Values,
    /// A stream of bytes whose dictionary says nothing but how it is encoded.
    Data,
    /// Resources (7.8.3, table 34).
    Resources,
    /// A dictionary of resources of one category, by name.
    Named(Category),
    /// An image or a form, as its subtype says.
    XObject,
    /// An image (8.9.5.1, table 87).
    Image,
    /// A form (8.10.2, table 93).
    Form,
    /// A transparency group (11.6.6, tables 94 and 145).
    Group,
    /// Any font (9.6, 9.7).
    Font,
    /// The descriptor of a font (9.8, table 120).
    FontDescriptor,
    /// The program of a font (9.9, table 125).
    FontProgram,
    /// An encoding: a name, a dictionary of differences (9.6.5, table 112) or an embedded CMap.
    Encoding,
    /// A CMap (9.7.5.4, table 118).
    CharacterMap,
    /// The collection of a CIDFont (9.7.3, table 114).
    CidSystemInfo,
    /// A graphics state (8.4.5, table 57).
    GraphicsState,
    /// A soft mask of a graphics state (11.6.5.3, table 142).
    SoftMask,
    /// A colour space (8.6).
    ColourSpace,
    /// The dictionary of a CIE-based colour space (8.6.5, tables 62 to 64).
    Calibration,
    /// An ICC profile (8.6.5.5, table 65).
    IccProfile,
    /// A shading (8.7.4.5, tables 77 to 84).
    Shading,
    /// A tiling or shading pattern (8.7.3.1, table 74; 8.7.4.3, table 75).
    Pattern,
    /// A function (7.10, tables 38 to 42).
    Function,
    /// What a filter is told (7.4).
    FilterParameters,
    /// A group of optional content or a membership in some (8.11.2, tables 96 and 97), where layers are kept.
    Layer,
}

/// A category of resources.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Category {
    /// Colour spaces.
    ColourSpace,
    /// Descriptions of glyphs of a Type 3 font.
    GlyphProcedure,
    /// Fonts.
    Font,
    /// Graphics states.
    GraphicsState,
    /// Patterns.
    Pattern,
    /// Shadings.
    Shading,
    /// Images and forms.
    XObject,
    /// What marked content belongs to, where layers are kept.
    Layer,
}

impl Category {
    /// The category with this name in a resource dictionary; `None` for those that are not copied: `ProcSet`, and
    /// `Properties`, of which [`Kind::layer_of_key`] knows a part.
    pub(crate) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"ColorSpace" => Self::ColourSpace,
            b"ExtGState" => Self::GraphicsState,
            b"Font" => Self::Font,
            b"Pattern" => Self::Pattern,
            b"Shading" => Self::Shading,
            b"XObject" => Self::XObject,
            _ => return None,
        })
    }

    /// What the entries of the category are.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::ColourSpace => Kind::ColourSpace,
            Self::Font => Kind::Font,
            Self::GlyphProcedure => Kind::Data,
            Self::GraphicsState => Kind::GraphicsState,
            Self::Pattern => Kind::Pattern,
            Self::Shading => Kind::Shading,
            Self::XObject => Kind::XObject,
            Self::Layer => Kind::Layer,
        }
    }
}

type Keys = &'static [(&'static [u8], Kind)];

impl Kind {
    /// The kind that the object's own dictionary makes of it; `None` when such an object is never copied
    /// (an XObject of no known subtype, a dictionary where values belong).
    pub(crate) fn refined(self, dictionary: &Dictionary) -> Option<Self> {
        match self {
            Self::Values => None,
            Self::XObject => match dictionary.get(b"Subtype").and_then(Object::as_name) {
                Ok(b"Image") => Some(Self::Image),
                Ok(b"Form") => Some(Self::Form),
                _ => None,
            },
            Self::Layer => {
                let kind = dictionary.get(b"Type").and_then(Object::as_name).unwrap_or_default();
                [b"OCG", b"OCMD".as_slice()].contains(&kind).then_some(self)
            }
            other => Some(other),
        }
    }

    /// Whether such an object may be a stream.
    pub(crate) const fn may_be_stream(self) -> bool {
        matches!(
            self,
            Self::Data
                | Self::Image
                | Self::Form
                | Self::FontProgram
                | Self::Encoding
                | Self::CharacterMap
                | Self::IccProfile
                | Self::Shading
                | Self::Pattern
                | Self::Function
        )
    }

    /// The kind of what stands under `key` in such an object's dictionary; `None` when it is not copied.
    pub(crate) fn of_key(self, key: &[u8]) -> Option<Self> {
        match self {
            Self::Named(category) => Some(category.kind()),
            Self::Resources => Category::named(key).map(Self::Named),
            _ => self.keys().iter().find(|(name, _)| *name == key).map(|(_, kind)| *kind),
        }
    }

    /// The kind of what names a layer under `key` in such an object's dictionary.
    pub(crate) fn layer_of_key(self, key: &[u8]) -> Option<Self> {
        match (self, key) {
            (Self::Resources, b"Properties") => Some(Self::Named(Category::Layer)),
            (Self::Image | Self::Form, b"OC") => Some(Self::Layer),
            _ => None,
        }
    }

    /// The kind of the item at `place` of an array that stands for such an object.
    pub(crate) fn of_item(self, array: &[Object], place: usize) -> Option<Self> {
        match self {
            Self::ColourSpace => colour_space_item(array, place),
            Self::Values | Self::FilterParameters | Self::Function | Self::Font | Self::Layer => Some(self),
            // A colour-key mask is an array under a key that may also hold an image (8.9.6.4).
            Self::Image | Self::Encoding => Some(Self::Values),
            _ => None,
        }
    }

    const fn keys(self) -> Keys {
        match self {
            Self::Image => IMAGE,
            Self::Form => FORM,
            Self::Group => GROUP,
            Self::Font => FONT,
            Self::FontDescriptor => FONT_DESCRIPTOR,
            Self::FontProgram => FONT_PROGRAM,
            Self::Encoding => ENCODING,
            Self::CharacterMap => CHARACTER_MAP,
            Self::CidSystemInfo => CID_SYSTEM_INFO,
            Self::GraphicsState => GRAPHICS_STATE,
            Self::SoftMask => SOFT_MASK,
            Self::Calibration => CALIBRATION,
            Self::IccProfile => ICC_PROFILE,
            Self::Shading => SHADING,
            Self::Pattern => PATTERN,
            Self::Function => FUNCTION,
            Self::FilterParameters => FILTER_PARAMETERS,
            Self::Layer => LAYER,
            _ => &[],
        }
    }
}

/// The items of the colour space arrays of 8.6.
fn colour_space_item(array: &[Object], place: usize) -> Option<Kind> {
    use Kind::{Calibration, ColourSpace, Data, Function, IccProfile, Values};
    let family = array.first().and_then(|name| name.as_name().ok())?;
    let items: &[Kind] = match family {
        b"ICCBased" => &[Values, IccProfile],
        b"CalGray" | b"CalRGB" | b"Lab" => &[Values, Calibration],
        b"Indexed" | b"I" => &[Values, ColourSpace, Values, Data],
        b"Separation" | b"DeviceN" => &[Values, Values, ColourSpace, Function],
        b"Pattern" => &[Values, ColourSpace],
        _ => &[Values],
    };
    items.get(place).copied()
}

// Without `Usage`: what it changes, when a file is printed or zoomed, no configuration of ours asks for.
const LAYER: Keys = &[
    (b"Type", Kind::Values),
    (b"Name", Kind::Values),
    (b"Intent", Kind::Values),
    (b"OCGs", Kind::Layer),
    (b"P", Kind::Values),
    (b"VE", Kind::Layer),
];

const IMAGE: Keys = &[
    (b"Type", Kind::Values),
    (b"Subtype", Kind::Values),
    (b"Width", Kind::Values),
    (b"Height", Kind::Values),
    (b"ColorSpace", Kind::ColourSpace),
    (b"BitsPerComponent", Kind::Values),
    (b"Intent", Kind::Values),
    (b"ImageMask", Kind::Values),
    (b"Mask", Kind::Image),
    (b"Decode", Kind::Values),
    (b"Interpolate", Kind::Values),
    (b"SMask", Kind::Image),
    (b"SMaskInData", Kind::Values),
    (b"Matte", Kind::Values),
];

const FORM: Keys = &[
    (b"Type", Kind::Values),
    (b"Subtype", Kind::Values),
    (b"FormType", Kind::Values),
    (b"BBox", Kind::Values),
    (b"Matrix", Kind::Values),
    (b"Resources", Kind::Resources),
    (b"Group", Kind::Group),
];

const GROUP: Keys = &[
    (b"Type", Kind::Values),
    (b"S", Kind::Values),
    (b"CS", Kind::ColourSpace),
    (b"I", Kind::Values),
    (b"K", Kind::Values),
];

const FONT: Keys = &[
    (b"Type", Kind::Values),
    (b"Subtype", Kind::Values),
    (b"BaseFont", Kind::Values),
    (b"FirstChar", Kind::Values),
    (b"LastChar", Kind::Values),
    (b"Widths", Kind::Values),
    (b"FontDescriptor", Kind::FontDescriptor),
    (b"Encoding", Kind::Encoding),
    (b"ToUnicode", Kind::CharacterMap),
    (b"DescendantFonts", Kind::Font),
    (b"CIDSystemInfo", Kind::CidSystemInfo),
    (b"DW", Kind::Values),
    (b"W", Kind::Values),
    (b"DW2", Kind::Values),
    (b"W2", Kind::Values),
    (b"CIDToGIDMap", Kind::Data),
    (b"FontBBox", Kind::Values),
    (b"FontMatrix", Kind::Values),
    (b"CharProcs", Kind::Named(Category::GlyphProcedure)),
    (b"Resources", Kind::Resources),
];

const FONT_DESCRIPTOR: Keys = &[
    (b"Type", Kind::Values),
    (b"FontName", Kind::Values),
    (b"FontFamily", Kind::Values),
    (b"FontStretch", Kind::Values),
    (b"FontWeight", Kind::Values),
    (b"Flags", Kind::Values),
    (b"FontBBox", Kind::Values),
    (b"ItalicAngle", Kind::Values),
    (b"Ascent", Kind::Values),
    (b"Descent", Kind::Values),
    (b"Leading", Kind::Values),
    (b"CapHeight", Kind::Values),
    (b"XHeight", Kind::Values),
    (b"StemV", Kind::Values),
    (b"StemH", Kind::Values),
    (b"AvgWidth", Kind::Values),
    (b"MaxWidth", Kind::Values),
    (b"MissingWidth", Kind::Values),
    (b"FontFile", Kind::FontProgram),
    (b"FontFile2", Kind::FontProgram),
    (b"FontFile3", Kind::FontProgram),
    (b"CharSet", Kind::Values),
    (b"CIDSet", Kind::Data),
];

const FONT_PROGRAM: Keys = &[
    (b"Subtype", Kind::Values),
    (b"Length1", Kind::Values),
    (b"Length2", Kind::Values),
    (b"Length3", Kind::Values),
];

// The keys of table 112 and, for an embedded CMap, of table 118.
const ENCODING: Keys = &[
    (b"Type", Kind::Values),
    (b"BaseEncoding", Kind::Values),
    (b"Differences", Kind::Values),
    (b"CMapName", Kind::Values),
    (b"CIDSystemInfo", Kind::CidSystemInfo),
    (b"WMode", Kind::Values),
    (b"UseCMap", Kind::CharacterMap),
];

const CHARACTER_MAP: Keys = &[
    (b"Type", Kind::Values),
    (b"CMapName", Kind::Values),
    (b"CIDSystemInfo", Kind::CidSystemInfo),
    (b"WMode", Kind::Values),
    (b"UseCMap", Kind::CharacterMap),
];

const CID_SYSTEM_INFO: Keys =
    &[(b"Registry", Kind::Values), (b"Ordering", Kind::Values), (b"Supplement", Kind::Values)];

// Without what speaks to a press alone: black generation, undercolour removal, halftones, flatness aside.
const GRAPHICS_STATE: Keys = &[
    (b"Type", Kind::Values),
    (b"LW", Kind::Values),
    (b"LC", Kind::Values),
    (b"LJ", Kind::Values),
    (b"ML", Kind::Values),
    (b"D", Kind::Values),
    (b"RI", Kind::Values),
    (b"OP", Kind::Values),
    (b"op", Kind::Values),
    (b"OPM", Kind::Values),
    // [font size]: the only array that holds a font beside DescendantFonts.
    (b"Font", Kind::Font),
    (b"TR", Kind::Function),
    (b"TR2", Kind::Function),
    (b"FL", Kind::Values),
    (b"SM", Kind::Values),
    (b"SA", Kind::Values),
    (b"BM", Kind::Values),
    (b"SMask", Kind::SoftMask),
    (b"CA", Kind::Values),
    (b"ca", Kind::Values),
    (b"AIS", Kind::Values),
    (b"TK", Kind::Values),
];

const SOFT_MASK: Keys = &[
    (b"Type", Kind::Values),
    (b"S", Kind::Values),
    (b"G", Kind::Form),
    (b"BC", Kind::Values),
    (b"TR", Kind::Function),
];

const CALIBRATION: Keys = &[
    (b"WhitePoint", Kind::Values),
    (b"BlackPoint", Kind::Values),
    (b"Gamma", Kind::Values),
    (b"Matrix", Kind::Values),
    (b"Range", Kind::Values),
];

const ICC_PROFILE: Keys =
    &[(b"N", Kind::Values), (b"Alternate", Kind::ColourSpace), (b"Range", Kind::Values)];

const SHADING: Keys = &[
    (b"ShadingType", Kind::Values),
    (b"ColorSpace", Kind::ColourSpace),
    (b"Background", Kind::Values),
    (b"BBox", Kind::Values),
    (b"AntiAlias", Kind::Values),
    (b"Function", Kind::Function),
    (b"Domain", Kind::Values),
    (b"Matrix", Kind::Values),
    (b"Coords", Kind::Values),
    (b"Extend", Kind::Values),
    (b"BitsPerCoordinate", Kind::Values),
    (b"BitsPerComponent", Kind::Values),
    (b"BitsPerFlag", Kind::Values),
    (b"Decode", Kind::Values),
    (b"VerticesPerRow", Kind::Values),
];

const PATTERN: Keys = &[
    (b"Type", Kind::Values),
    (b"PatternType", Kind::Values),
    (b"PaintType", Kind::Values),
    (b"TilingType", Kind::Values),
    (b"BBox", Kind::Values),
    (b"XStep", Kind::Values),
    (b"YStep", Kind::Values),
    (b"Resources", Kind::Resources),
    (b"Matrix", Kind::Values),
    (b"Shading", Kind::Shading),
    (b"ExtGState", Kind::GraphicsState),
];

const FUNCTION: Keys = &[
    (b"FunctionType", Kind::Values),
    (b"Domain", Kind::Values),
    (b"Range", Kind::Values),
    (b"Size", Kind::Values),
    (b"BitsPerSample", Kind::Values),
    (b"Order", Kind::Values),
    (b"Encode", Kind::Values),
    (b"Decode", Kind::Values),
    (b"C0", Kind::Values),
    (b"C1", Kind::Values),
    (b"N", Kind::Values),
    (b"Functions", Kind::Function),
    (b"Bounds", Kind::Values),
];

// All filters' parameters together: their names do not collide (tables 8, 11, 12, 13).
const FILTER_PARAMETERS: Keys = &[
    (b"Predictor", Kind::Values),
    (b"Colors", Kind::Values),
    (b"BitsPerComponent", Kind::Values),
    (b"Columns", Kind::Values),
    (b"EarlyChange", Kind::Values),
    (b"K", Kind::Values),
    (b"EndOfLine", Kind::Values),
    (b"EncodedByteAlign", Kind::Values),
    (b"Rows", Kind::Values),
    (b"EndOfBlock", Kind::Values),
    (b"BlackIs1", Kind::Values),
    (b"DamagedRowsBeforeError", Kind::Values),
    (b"JBIG2Globals", Kind::Data),
    (b"ColorTransform", Kind::Values),
];

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn nothing_private_is_on_the_list() {
        let never: [&[u8]; 14] = [
            b"Metadata",
            b"PieceInfo",
            b"StructParent",
            b"StructParents",
            b"Alternates",
            b"OC",
            b"OPI",
            b"AF",
            b"Ref",
            b"Thumb",
            b"AA",
            b"A",
            b"HT",
            b"LastModified",
        ];
        let kinds = [
            Kind::Image,
            Kind::Form,
            Kind::Font,
            Kind::FontDescriptor,
            Kind::FontProgram,
            Kind::GraphicsState,
            Kind::IccProfile,
            Kind::Pattern,
            Kind::Shading,
            Kind::Group,
            Kind::Encoding,
            Kind::Function,
        ];
        for kind in kinds {
            for key in never {
                assert_eq!(kind.of_key(key), None, "{kind:?} {key:?}");
            }
        }
        assert_eq!(Kind::Resources.of_key(b"Properties"), None);
    }

    #[test]
    fn an_xobject_is_what_its_subtype_says() {
        let refined = |subtype: &str| Kind::XObject.refined(&dictionary! { "Subtype" => subtype });
        assert_eq!(refined("Image"), Some(Kind::Image));
        assert_eq!(refined("Form"), Some(Kind::Form));
        assert_eq!(refined("PS"), None);
    }
}
