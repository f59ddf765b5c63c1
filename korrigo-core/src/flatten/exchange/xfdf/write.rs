//! Ours as XFDF, and what others put there as it stood.

use std::fmt::Write as _;

use super::tree::{self, Element};
use super::{KEPT, OURS, XFDF};
use crate::document::write::serialize::number;
use crate::error::{Code, Error, Result};
use crate::flatten::exchange::kept::{Body, Other};
use crate::flatten::exchange::standard::{Standard, Subtype};
use crate::flatten::exchange::{Annotations, Pages, private, refused};
use crate::geometry::{Point, Rect};
use crate::limits::Limits;

/// Writes annotations as XFDF, for a file whose pages these are; `authors` says whether their authors are named.
///
/// # Errors
/// `page_not_found` for an annotation on another page; `annotation_invalid` for one that cannot be drawn, or one of
/// another program that is no element.
pub fn to_xfdf(all: &Annotations, pages: &Pages, authors: bool) -> Result<Vec<u8>> {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xfdf xmlns=\"{XFDF}\" xmlns:korrigo=\"{OURS}\" \
         xml:space=\"preserve\">\n<annots>\n"
    );
    for annotation in &all.own {
        annotation.check()?;
        let (index, geometry) = pages.place(&annotation.page)?;
        add(&mut out, &Standard::new(annotation, geometry, authors)?, index);
    }
    let (within, beside): (Vec<&Other>, Vec<&Other>) = all
        .others
        .iter()
        .partition(|other| other.page.is_some() && matches!(other.body, Some(Body::Xfdf(_))));
    for other in within {
        add_other(&mut out, other, pages)?;
    }
    out.push_str("</annots>\n");
    for other in beside {
        add_other(&mut out, other, pages)?;
    }
    out.push_str("</xfdf>\n");
    Ok(out.into_bytes())
}

fn add(out: &mut String, one: &Standard, page: usize) {
    let name = one.subtype.name().to_ascii_lowercase();
    let mut tag = Tag::new(out, &name);
    tag.attribute("page", &page.to_string());
    tag.attribute("rect", &rect(&one.rect));
    tag.attribute("flags", "print");
    for (key, value) in
        [("name", &one.id), ("title", &one.author), ("subject", &one.subject), ("icon", &one.icon)]
    {
        if let Some(value) = value {
            tag.attribute(key, value);
        }
    }
    if let Some(colour) = one.colour {
        let [r, g, b] = colour.map(|part| (part * 255.0).round() as u8);
        tag.attribute("color", &format!("#{r:02X}{g:02X}{b:02X}"));
    }
    if let Some(width) = one.width {
        tag.attribute("width", &number(width, 4));
    }
    let first = one.points.first().map(Vec::as_slice).unwrap_or_default();
    match one.subtype {
        Subtype::Square => {
            tag.attribute("style", "dash");
            tag.attribute("dashes", "5,3");
        }
        Subtype::Highlight => {
            tag.attribute("opacity", "0.6");
            tag.attribute("coords", &points(first, ","));
        }
        Subtype::Line => {
            if let [start, end] = first {
                tag.attribute("start", &point(start));
                tag.attribute("end", &point(end));
            }
            let [head, tail] = one.heads.map(|is| if is { "OpenArrow" } else { "None" });
            tag.attribute("head", head);
            tag.attribute("tail", tail);
        }
        _ => {}
    }
    if let Some(json) = &one.private {
        tag.attribute("korrigo:annotation", json);
    }
    tag.open();
    if !one.contents.is_empty() {
        let _ = write!(out, "<contents>{}</contents>", escaped(&one.contents));
    }
    if one.subtype == Subtype::Ink {
        let strokes = one.points.iter().map(|stroke| format!("<gesture>{}</gesture>", points(stroke, ";")));
        let _ = write!(out, "<inklist>{}</inklist>", strokes.collect::<String>());
    }
    let _ = writeln!(out, "</{name}>");
}

/// What another program put there.
fn add_other(out: &mut String, other: &Other, pages: &Pages) -> Result<()> {
    let page = other.page.as_ref().map(|id| pages.place(id).map(|(index, _)| index)).transpose()?;
    if let Some(Body::Xfdf(element)) = &other.body {
        out.push_str(&moved(element, page)?);
        out.push('\n');
        return Ok(());
    }
    let name = format!("korrigo:{KEPT}");
    let mut tag = Tag::new(out, &name);
    if let Some(page) = page {
        tag.attribute("page", &page.to_string());
    }
    tag.open();
    let json = private::json(&Other { page: None, ..other.clone() })?;
    let _ = writeln!(out, "{}</{name}>", escaped(&json));
    Ok(())
}

/// An element as it stood; where its page has another number now, with that one.
fn moved(element: &str, page: Option<usize>) -> Result<String> {
    let read = tree::parse(element, &Limits::default())?;
    if read.place != (0..element.len()) {
        return Err(refused("what another program wrote is no element").with_detail("annotation.other"));
    }
    let Some(page) = page.map(|page| page.to_string()) else { return Ok(element.to_owned()) };
    if read.attribute("page") == Some(page.as_str()) {
        return Ok(element.to_owned());
    }
    let renewed = renewed(&read, element, &page);
    renewed.ok_or_else(|| Error::new(Code::Internal, "an element lost its tag"))
}

/// The element with its start tag written again.
fn renewed(read: &Element, element: &str, page: &str) -> Option<String> {
    let mut tag = quick_xml::reader::Reader::from_str(element);
    tag.read_event().ok()?;
    let end = tag.buffer_position() as usize;
    let (start, rest) = element.split_at_checked(end)?;
    let name =
        start.trim_start_matches('<').split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    let mut out = format!("<{name}");
    for (key, value) in &read.attributes {
        let value = if key == "page" { page } else { value };
        let _ = write!(out, " {key}=\"{}\"", escaped(value));
    }
    out.push_str(if start.ends_with("/>") { "/>" } else { ">" });
    out.push_str(rest);
    Some(out)
}

/// A start tag that grows.
struct Tag<'o>(&'o mut String);

impl<'o> Tag<'o> {
    fn new(out: &'o mut String, name: &str) -> Self {
        let _ = write!(out, "<{name}");
        Self(out)
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, " {name}=\"{}\"", escaped(value));
    }

    fn open(self) {
        self.0.push('>');
    }
}

/// A text between tags or quotes. Ends of lines and tabs are written by number: readers make spaces of them.
fn escaped(text: &str) -> String {
    let escaped = quick_xml::escape::escape(private::plain(text)).into_owned();
    escaped.replace('\r', "&#13;").replace('\n', "&#10;").replace('\t', "&#9;")
}

fn rect(rect: &Rect) -> String {
    points(&[Point::new(rect.x0, rect.y0), Point::new(rect.x1, rect.y1)], ",")
}

fn point(point: &Point) -> String {
    format!("{},{}", number(point.x, 4), number(point.y, 4))
}

fn points(all: &[Point], between: &str) -> String {
    all.iter().map(point).collect::<Vec<_>>().join(between)
}
