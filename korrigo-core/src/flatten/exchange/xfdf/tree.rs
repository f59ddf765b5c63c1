//! XML as a small tree, from a file that nobody vouches for.
//!
//! Knows elements, attributes and text; a document type is refused, so that no entity but the five of XML exists. Knows
//! encodings by mark and by declaration. Knows no XFDF.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::error::{Code, Error, Result};
use crate::flatten::exchange::refused;
use crate::limits::Limits;

/// An element.
#[derive(Default)]
pub(super) struct Element {
    /// Without the prefix of its namespace.
    pub(super) name: String,
    /// With their prefixes.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// Where it stands in the text.
    pub(super) place: std::ops::Range<usize>,
}

/// What stands in an element.
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All text in it, in order; paragraphs end lines.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) => {
                    if element.name == "p" && !text.is_empty() {
                        text.push('\n');
                    }
                    element.add_text(text);
                }
            }
        }
    }
}

/// The text of a file, in the encoding it says.
///
/// # Errors
/// `empty_file`, `file_too_large`.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<String> {
    /// An XML declaration is shorter.
    const HEAD: usize = 200;
    if bytes.is_empty() {
        return Err(Error::new(Code::EmptyFile, "the file of annotations has no bytes"));
    }
    if bytes.len() as u64 > limits.max_file_bytes {
        return Err(Error::new(Code::FileTooLarge, "the annotations are larger than allowed"));
    }
    let told = || {
        let head =
            String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len())).unwrap_or_default()).into_owned();
        let after =
            head.split_once("?>")?.0.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
        let label = after.get(1..)?.split(['"', '\'']).next()?;
        Encoding::for_label(label.as_bytes())
    };
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (told().unwrap_or(UTF_8), 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    Ok(text.into_owned())
}

/// Reads a document of one element.
///
/// # Errors
/// `annotation_invalid` for what is no well-formed XML, or has a document type; `resource_limit`.
pub(super) fn parse(text: &str, limits: &Limits) -> Result<Element> {
    let meter = limits.meter();
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| malformed(start))?;
        meter.work(1)?;
        let node = match event {
            Event::Eof => break,
            Event::DocType(_) => {
                return Err(
                    refused("a document type has no place in annotations").with_detail("xfdf.doctype")
                );
            }
            Event::Start(tag) => {
                limits.check_depth(open.len())?;
                open.push(element(&tag, start)?);
                continue;
            }
            Event::Empty(tag) => {
                let mut element = element(&tag, start)?;
                element.place.end = reader.buffer_position() as usize;
                Node::Element(element)
            }
            Event::End(_) => {
                let mut element = open.pop().filter(|_| !open.is_empty()).ok_or_else(|| malformed(start))?;
                element.place.end = reader.buffer_position() as usize;
                Node::Element(element)
            }
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().map_err(|_| malformed(start))?;
                let text = letter.map(String::from).or_else(|| {
                    quick_xml::escape::resolve_predefined_entity(&entity.xml10_content()).map(str::to_owned)
                });
                Node::Text(text.ok_or_else(|| malformed(start))?)
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
        };
        open.last_mut().ok_or_else(|| malformed(start))?.children.push(node);
    }
    let root = open.pop().filter(|_| open.is_empty()).ok_or_else(|| malformed(text.len()))?;
    let mut elements = root.children.into_iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    let first = elements.next().ok_or_else(|| malformed(text.len()))?;
    if elements.next().is_some() { Err(malformed(text.len())) } else { Ok(first) }
}

fn element(tag: &BytesStart<'_>, start: usize) -> Result<Element> {
    /// More than any program writes; looking for doubles costs the square of it.
    const MOST: usize = 200;
    let attributes = tag.attributes().enumerate().map(|(number, attribute)| {
        let attribute = attribute.ok().filter(|_| number < MOST).ok_or_else(|| malformed(start))?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| malformed(start))?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    });
    let name = tag.local_name().as_ref().to_owned();
    Ok(Element {
        name,
        attributes: attributes.collect::<Result<_>>()?,
        children: Vec::new(),
        place: start..start,
    })
}

/// The place alone: what stands there may be of a paper.
fn malformed(place: usize) -> Error {
    refused(format!("the annotations are no well-formed XML, at byte {place}")).with_detail("xfdf.malformed")
}
