//! XFDF of any program: what ours can say becomes ours, the rest stays as it stands.

use super::tree::{self, Element};
use super::{KEPT, OURS};
use crate::error::Result;
use crate::flatten::exchange::kept::{Body, Other};
use crate::flatten::exchange::standard::{Standard, Subtype};
use crate::flatten::exchange::{Annotations, Ids, Pages, Simplified, refused};
use crate::geometry::{Point, Rect};
use crate::limits::Limits;

/// Attributes of every annotation that are understood, or that only say how it looked.
const COMMON: [&str; 9] =
    ["page", "rect", "name", "title", "subject", "flags", "fringe", "opacity", "rotation"];

/// Reads XFDF for a file whose pages these are.
///
/// ```
/// use korrigo_core::flatten::exchange::{Pages, from_xfdf};
/// use korrigo_core::geometry::{Half, PageGeometry, Rect, Rotation};
/// use korrigo_core::id::{PageId, SourceHash};
///
/// let a4 = PageGeometry::new(Rect::new(0.0, 0.0, 595.0, 842.0), Rotation::D0, 1.0);
/// let pages = Pages::new(vec![(PageId::new(&SourceHash::of(b"scan"), 0, Half::Right), a4)]);
/// let xml = br#"<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots>
///   <square page="0" rect="100,100,200,150"><contents>Why?</contents></square>
///   <circle page="0" rect="10,10,20,20"/></annots></xfdf>"#;
/// let read = from_xfdf(xml, &pages, &Default::default())?;
/// assert_eq!(read.own[0].content, "Why?");
/// assert_eq!(read.others[0].kind, "circle");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `empty_file`, `file_too_large`; `annotation_invalid` for what is no XFDF (`xfdf.malformed`, `xfdf.doctype`,
/// `xfdf.root`) or an annotation without a page (`xfdf.page`); `page_not_found` for a page that the copy does not have;
/// `resource_limit`.
pub fn from_xfdf(xml: &[u8], pages: &Pages, limits: &Limits) -> Result<Annotations> {
    let text = tree::decode(xml, limits)?;
    let root = tree::parse(&text, limits)?;
    if root.name != "xfdf" {
        return Err(refused("the file is XML, but no XFDF").with_detail("xfdf.root"));
    }
    let ours = root.attributes.iter().find(|(_, value)| value == OURS);
    let key =
        ours.and_then(|(key, _)| key.strip_prefix("xmlns:")).map(|prefix| format!("{prefix}:annotation"));
    let mut reader =
        Reader { text: &text, root: &root, key, pages, ids: Ids::default(), all: Annotations::default() };
    for child in root.elements() {
        match child.name.as_str() {
            "annots" => child.elements().try_for_each(|one| reader.annotation(one))?,
            KEPT => reader.kept(child)?,
            "f" | "ids" => reader.file(child),
            _ => reader.other(child, None),
        }
    }
    Ok(reader.all)
}

struct Reader<'t> {
    text: &'t str,
    root: &'t Element,
    /// The attribute that holds what XFDF has no words for.
    key: Option<String>,
    pages: &'t Pages,
    ids: Ids,
    all: Annotations,
}

impl Reader<'_> {
    fn annotation(&mut self, element: &Element) -> Result<()> {
        let index = page(element)?;
        let &(id, geometry) = self.pages.at(index)?;
        let standard = standard(element, self.key.as_deref());
        let own = match &standard {
            Some(one) => {
                one.annotation((id, &geometry), self.ids.unique(one.told_id(), self.all.own.len() + 1)?)
            }
            None => None,
        };
        let Some((standard, own)) = standard.zip(own) else {
            self.other(element, Some(id));
            return Ok(());
        };
        let without = self.unread(element, &standard);
        if !without.is_empty() {
            self.all.simplified.push(Simplified { id: own.id.clone(), without });
        }
        self.all.own.push(own);
        Ok(())
    }

    /// What of an element ours does not say.
    fn unread(&self, element: &Element, standard: &Standard) -> Vec<String> {
        let known: &[&str] = match standard.subtype {
            _ if standard.private.is_some() => &[
                "color",
                "width",
                "style",
                "dashes",
                "coords",
                "start",
                "end",
                "head",
                "tail",
                "icon",
                "inklist",
                "defaultappearance",
            ],
            Subtype::Ink => &["color", "width", "inklist"],
            Subtype::Line => &["start", "end", "head", "tail"],
            Subtype::Highlight => &["coords"],
            Subtype::Stamp => &["icon"],
            _ => &[],
        };
        let attributes = element.attributes.iter().map(|(name, _)| name.as_str()).filter(|name| {
            !COMMON.contains(name) && !name.starts_with("xml") && Some(*name) != self.key.as_deref()
        });
        let children = element.elements().map(|child| child.name.as_str());
        let mut all: Vec<String> = attributes
            .chain(children.filter(|name| !["contents", "popup"].contains(name)))
            .filter(|name| !known.contains(name))
            .map(str::to_owned)
            .collect();
        if standard.points.len() > 1 && standard.subtype == Subtype::Highlight {
            all.push("coords".into());
        }
        all
    }

    /// Keeps an element as it stands, with the namespaces that it uses.
    fn other(&mut self, element: &Element, page: Option<crate::id::PageId>) {
        let mut body = self.text.get(element.place.clone()).unwrap_or_default().to_owned();
        for (key, value) in &self.root.attributes {
            let Some(prefix) = key.strip_prefix("xmlns:") else { continue };
            if body.contains(&format!("{prefix}:")) && !body.contains(&format!("{key}=")) {
                let end = body.find([' ', '\t', '\r', '\n', '/', '>']).unwrap_or(body.len());
                let value = quick_xml::escape::escape(value.as_str());
                body.insert_str(end, &format!(" {key}=\"{value}\""));
            }
        }
        let attribute = |name: &str| element.attribute(name).map(str::to_owned);
        self.all.others.push(Other {
            page,
            kind: element.name.clone(),
            id: attribute("name"),
            reply_to: attribute("inreplyto"),
            left_out: Vec::new(),
            body: Some(Body::Xfdf(body)),
        });
    }

    /// What was kept of a PDF.
    fn kept(&mut self, element: &Element) -> Result<()> {
        let read: Option<Other> = serde_json::from_str(&element.text()).ok();
        let mut other = read.ok_or_else(|| {
            refused("an annotation of another program was not kept as it was written")
                .with_detail("annotation.other")
        })?;
        other.page = None;
        if element.attribute("page").is_some() {
            other.page = Some(self.pages.at(page(element)?)?.0);
        }
        self.all.others.push(other);
        Ok(())
    }

    /// The name of the file it was written for holds for no other.
    fn file(&mut self, element: &Element) {
        let left_out = vec!["the name of the file it was made for".to_owned()];
        let kind = element.name.clone();
        self.all.others.push(Other { page: None, kind, id: None, reply_to: None, left_out, body: None });
    }
}

/// The index of the page that an annotation lies on.
fn page(element: &Element) -> Result<usize> {
    let page = element.attribute("page").and_then(|page| page.trim().parse().ok());
    page.ok_or_else(|| refused("an annotation of the XFDF says no page").with_detail("xfdf.page"))
}

/// An element in the words that both forms share; `None` when it has others.
fn standard(element: &Element, key: Option<&str>) -> Option<Standard> {
    let subtype = Subtype::named(&element.name)?;
    let attribute = |name: &str| element.attribute(name);
    let flags = attribute("flags").unwrap_or_default();
    if attribute("inreplyto").is_some() || ["hidden", "noview"].iter().any(|flag| flags.contains(flag)) {
        return None;
    }
    let &[x0, y0, x1, y1] = numbers(attribute("rect")?)?.as_slice() else { return None };
    let outer = Rect::new(x0, y0, x1, y1);
    let fringe = attribute("fringe").and_then(numbers);
    let rect = match fringe.as_deref() {
        Some(&[left, top, right, bottom]) => {
            Rect::new(outer.x0 + left, outer.y0 + bottom, outer.x1 - right, outer.y1 - top)
        }
        _ => outer,
    };
    let head = |name: &str| attribute(name).is_some_and(|ending| ending.contains("Arrow"));
    let contents = element.child("contents").or_else(|| element.child("contents-richtext"));
    let text = |name: &str| attribute(name).map(str::to_owned);
    Some(Standard {
        subtype,
        rect,
        points: points(element, subtype)?,
        colour: attribute("color").and_then(colour),
        width: attribute("width")
            .and_then(|width| width.trim().parse().ok())
            .filter(|width: &f64| width.is_finite()),
        heads: [head("head"), head("tail")],
        icon: text("icon"),
        id: text("name"),
        author: text("title"),
        subject: text("subject"),
        contents: contents.map(Element::text).unwrap_or_default(),
        private: key.and_then(attribute).map(str::to_owned),
    })
}

fn points(element: &Element, subtype: Subtype) -> Option<Vec<Vec<Point>>> {
    let list = |text: &str| {
        let all = numbers(text)?;
        let (pairs, rest) = all.as_chunks::<2>();
        rest.is_empty().then(|| pairs.iter().map(|[x, y]| Point::new(*x, *y)).collect::<Vec<_>>())
    };
    Some(match subtype {
        Subtype::Highlight => {
            let Some(coords) = element.attribute("coords") else { return Some(Vec::new()) };
            list(coords)?.chunks(4).map(<[Point]>::to_vec).collect()
        }
        Subtype::Line => {
            let ends = format!("{},{}", element.attribute("start")?, element.attribute("end")?);
            vec![list(&ends)?]
        }
        Subtype::Ink => {
            let strokes = element.child("inklist")?.elements().filter(|child| child.name == "gesture");
            strokes.map(|stroke| list(&stroke.text())).collect::<Option<_>>()?
        }
        _ => Vec::new(),
    })
}

/// Numbers between commas or semicolons; `None` when one is none.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok().filter(|value: &f64| value.is_finite())).collect()
}

fn colour(text: &str) -> Option<[f64; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    Some([16, 8, 0].map(|shift| f64::from(value >> shift & 255) / 255.0))
}
