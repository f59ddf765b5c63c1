//! Annotations of a PDF (ISO 32000-2, 12.5): what ours look like as dictionaries, and what is read from any file.
//!
//! Knows keys. Knows no appearance: that is drawn elsewhere.

use lopdf::{Dictionary, Object, dictionary};
use serde::{Deserialize, Serialize};

use super::kept::Other;
use super::standard::{Standard, Subtype};
use super::{Annotations, Ids, Simplified, refused};
use crate::document::Document;
use crate::document::write::serialize::text_string;
use crate::error::Result;
use crate::geometry::{PageGeometry, Point, Rect};
use crate::id::PageId;

/// What the format has no words for, as JSON.
const PRIVATE: &str = "KRGO_Annotation";

/// As `RD` (table 182), for subtypes that have none: how far the shape lies within its rectangle.
const PRIVATE_RD: &str = "KRGO_RD";

/// Hidden, or not shown on the screen (table 167).
const UNSEEN: i64 = 2 | 32;

/// Keys of every annotation that are understood, or that only say how it looked.
const COMMON: [&[u8]; 17] = [
    b"Type",
    b"Subtype",
    b"Rect",
    b"P",
    b"NM",
    b"Contents",
    b"T",
    b"F",
    b"Subj",
    b"RD",
    b"Popup",
    b"AP",
    b"CA",
    b"C",
    b"BS",
    b"Border",
    b"StructParent",
];

/// The dictionary of one of ours that is drawn inside `outer`, without appearance and popup.
pub(in crate::flatten) fn spelled(one: &Standard, outer: &Rect, page: &PageGeometry) -> Dictionary {
    let real = |value: f64| Object::Real(value as f32);
    let reals = |values: &[f64]| Object::Array(values.iter().map(|value| real(*value)).collect());
    let list = |points: &[Point]| points.iter().flat_map(|point| [point.x, point.y]).collect::<Vec<_>>();
    let mut all = dictionary! {
        "Type" => "Annot", "Subtype" => one.subtype.name(), "F" => 4,
        "Rect" => reals(&[outer.x0, outer.y0, outer.x1, outer.y1]),
    };
    let texts = [("NM", &one.id), ("T", &one.author), ("Subj", &one.subject), (PRIVATE, &one.private)];
    for (key, text) in texts {
        if let Some(text) = text {
            all.set(key, text_string(text));
        }
    }
    if !one.contents.is_empty() {
        all.set("Contents", text_string(&one.contents));
    }
    if let Some(colour) = one.colour {
        all.set("C", reals(&colour));
    }
    let width = one.width.unwrap_or(1.0);
    let inset =
        [one.rect.x0 - outer.x0, outer.y1 - one.rect.y1, outer.x1 - one.rect.x1, one.rect.y0 - outer.y0];
    match one.subtype {
        Subtype::Square | Subtype::Text => {
            all.set("RD", reals(&inset));
            let unit = page.user_unit();
            let dashes = reals(&[5.0 / unit, 3.0 / unit]);
            all.set("BS", dictionary! { "W" => real(width), "S" => "D", "D" => dashes });
        }
        Subtype::FreeText => {
            all.set("RD", reals(&inset));
            let [r, g, b] = one.colour.unwrap_or_default();
            let size = 9.0 / page.user_unit();
            all.set("DA", Object::string_literal(format!("{r:.2} {g:.2} {b:.2} rg /Helv {size:.2} Tf")));
            all.set("Rotate", page.rotation().degrees());
            // The colour of free text is that behind it.
            all.remove(b"C");
        }
        Subtype::Stamp => {
            all.set(PRIVATE_RD, reals(&inset));
            all.set("Name", Object::Name(one.icon.clone().unwrap_or_default().into_bytes()));
        }
        Subtype::Highlight => {
            let corners: Vec<f64> = one.points.iter().flat_map(|quad| list(quad)).collect();
            all.set("QuadPoints", reals(&corners));
            all.set("CA", real(0.6));
        }
        Subtype::Ink => {
            let strokes: Vec<Object> = one.points.iter().map(|stroke| reals(&list(stroke))).collect();
            all.set("InkList", strokes);
            all.set("BS", dictionary! { "W" => real(width) });
        }
        Subtype::Line => {
            let ends: Vec<f64> = one.points.iter().flat_map(|ends| list(ends)).collect();
            all.set("L", reals(&ends));
            let endings = one.heads.map(|is| Object::from(if is { "OpenArrow" } else { "None" }));
            all.set("LE", endings.to_vec());
            all.set("BS", dictionary! { "W" => real(width) });
        }
    }
    all
}

/// Whether an annotation was written by us.
fn is_ours(annotation: &Dictionary) -> bool {
    annotation.has(PRIVATE.as_bytes())
}

/// Reads the annotations of a PDF, whoever made them; `ids` are the names of its first pages. What lies on further pages
/// (summary and notes, say) is not read.
///
/// # Errors
/// `page_not_found` for more names than pages; `corrupted_pdf` and `resource_limit` as reading does.
pub fn from_pdf(document: &Document, ids: &[PageId]) -> Result<Annotations> {
    let meter = document.limits().meter();
    let (mut all, mut used) = (Annotations::default(), Ids::default());
    for (index, id) in ids.iter().enumerate() {
        let page = document.page(index)?;
        let geometry = page.geometry();
        for annotation in page.annotations() {
            meter.work(1)?;
            if is_popup_of_another(document, annotation) {
                continue;
            }
            let standard = standard(document, annotation);
            let own = match &standard {
                Some(one) => one.annotation((*id, &geometry), used.unique(one.told_id(), all.own.len() + 1)?),
                None => None,
            };
            let Some((standard, own)) = standard.zip(own) else {
                all.others.push(other(document, annotation, *id)?);
                continue;
            };
            let without = unread(annotation, &standard);
            if !without.is_empty() {
                all.simplified.push(Simplified { id: own.id.clone(), without });
            }
            all.own.push(own);
        }
    }
    all.others.extend(carried(document, ids)?);
    Ok(all)
}

/// What others put on these pages, and into the file.
///
/// # Errors
/// Those of [`from_pdf`].
pub(in crate::flatten) fn others(document: &Document, ids: &[(usize, PageId)]) -> Result<Vec<Other>> {
    let mut all = Vec::new();
    for (index, id) in ids {
        let foreign = document.page(*index)?.annotations().filter(|one| !is_ours(one));
        let foreign = foreign.filter(|one| !is_popup_of_another(document, one));
        all.extend(foreign.map(|one| other(document, one, *id)).collect::<Result<Vec<_>>>()?);
    }
    let ids: Vec<PageId> = ids.iter().map(|(_, id)| *id).collect();
    all.extend(carried(document, &ids)?);
    Ok(all)
}

/// What has no place among a PDF's annotations, with the index of its page in the copy.
#[derive(Deserialize, Serialize, schemars::JsonSchema)]
pub(in crate::flatten) struct Carried {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::flatten) index: Option<usize>,
    #[serde(flatten)]
    pub(in crate::flatten) other: Other,
}

/// Where the catalogue has a stream of them.
pub(in crate::flatten) const CARRIED: &str = "KRGO_Others";

fn carried(document: &Document, ids: &[PageId]) -> Result<Vec<Other>> {
    let Object::Stream(stream) = document.value(document.catalog(), CARRIED.as_bytes()) else {
        return Ok(Vec::new());
    };
    let json = document.decode_stream(stream, &document.limits().meter())?;
    let read: Vec<Carried> = serde_json::from_slice(&json).map_err(|_| {
        refused("what other programs put there was not kept as it was written")
            .with_detail("annotation.other")
    })?;
    let placed = read
        .into_iter()
        .map(|one| Other { page: one.index.and_then(|index| ids.get(index)).copied(), ..one.other });
    Ok(placed.collect())
}

fn other(document: &Document, annotation: &Dictionary, page: PageId) -> Result<Other> {
    let name = |of: &Dictionary| text(document, of, b"NM");
    let reply = match document.value(annotation, b"IRT") {
        Object::Dictionary(model) => name(model),
        _ => None,
    };
    Other::of_pdf(document, annotation, page, (name(annotation), reply), &document.limits().meter())
}

/// A popup is part of what it belongs to.
fn is_popup_of_another(document: &Document, annotation: &Dictionary) -> bool {
    document.value(annotation, b"Subtype").as_name().ok() == Some(b"Popup")
        && document.value(annotation, b"Parent").as_dict().is_ok()
}

/// The keys of an annotation that ours does not say.
fn unread(annotation: &Dictionary, standard: &Standard) -> Vec<String> {
    let known: &[&[u8]] = match standard.subtype {
        Subtype::FreeText if standard.private.is_some() => &[b"DA", b"Rotate"],
        Subtype::Stamp => &[b"Name"],
        Subtype::Highlight => &[b"QuadPoints"],
        Subtype::Ink => &[b"InkList"],
        Subtype::Line => &[b"L", b"LE"],
        _ => &[],
    };
    let names = annotation.iter().map(|(key, _)| key.as_slice()).filter(|key| {
        !COMMON.contains(key)
            && !known.contains(key)
            && *key != PRIVATE.as_bytes()
            && *key != PRIVATE_RD.as_bytes()
    });
    let mut all: Vec<String> = names.map(|key| String::from_utf8_lossy(key).into_owned()).collect();
    // Ours have their own colours and lines.
    if standard.private.is_none() && standard.subtype != Subtype::Ink {
        let lost = [b"C".as_slice(), b"BS", b"Border"].into_iter().filter(|key| annotation.has(key));
        all.extend(lost.map(|key| String::from_utf8_lossy(key).into_owned()));
    }
    all
}

/// An annotation in the words that both forms share; `None` when it has others.
fn standard(document: &Document, annotation: &Dictionary) -> Option<Standard> {
    let value = |key: &[u8]| document.value(annotation, key);
    let name = |key: &[u8]| value(key).as_name().ok().map(|name| String::from_utf8_lossy(name).into_owned());
    let subtype = Subtype::named(&name(b"Subtype")?)?;
    let flags = value(b"F").as_i64().unwrap_or_default();
    let acts = [b"A".as_slice(), b"AA", b"OC", b"IRT"].iter().any(|key| annotation.has(key));
    if flags & UNSEEN != 0 || acts {
        return None;
    }
    let &[x0, y0, x1, y1] = numbers(document, value(b"Rect"))?.as_slice() else { return None };
    let outer = Rect::new(x0, y0, x1, y1);
    let inset = numbers(document, value(b"RD")).or_else(|| numbers(document, value(PRIVATE_RD.as_bytes())));
    let rect = match inset.as_deref() {
        Some(&[left, top, right, bottom]) => {
            Rect::new(outer.x0 + left, outer.y0 + bottom, outer.x1 - right, outer.y1 - top)
        }
        _ => outer,
    };
    let endings = value(b"LE").as_array().map(Vec::as_slice).unwrap_or_default();
    let head = |place: usize| {
        let ending = endings.get(place).map(|ending| document.resolve(ending));
        ending.and_then(|ending| ending.as_name().ok()).is_some_and(|name| name.ends_with(b"Arrow"))
    };
    let style = value(b"BS").as_dict().ok();
    let width = style.and_then(|style| document.value(style, b"W").as_float().ok()).map(f64::from);
    Some(Standard {
        subtype,
        rect,
        points: points(document, annotation, subtype)?,
        colour: numbers(document, value(b"C")).and_then(|parts| colour(&parts)),
        width: width.filter(|width| width.is_finite()),
        heads: [head(0), head(1)],
        icon: name(b"Name"),
        id: text(document, annotation, b"NM"),
        author: text(document, annotation, b"T"),
        subject: text(document, annotation, b"Subj"),
        contents: text(document, annotation, b"Contents").unwrap_or_default(),
        private: text(document, annotation, PRIVATE.as_bytes()),
    })
}

fn points(document: &Document, annotation: &Dictionary, subtype: Subtype) -> Option<Vec<Vec<Point>>> {
    let list = |object: &Object| {
        let all = numbers(document, object)?;
        let (pairs, rest) = all.as_chunks::<2>();
        rest.is_empty().then(|| pairs.iter().map(|[x, y]| Point::new(*x, *y)).collect::<Vec<_>>())
    };
    let value = |key: &[u8]| document.value(annotation, key);
    Some(match subtype {
        Subtype::Highlight if annotation.has(b"QuadPoints") => {
            list(value(b"QuadPoints"))?.chunks(4).map(<[Point]>::to_vec).collect()
        }
        Subtype::Line => vec![list(value(b"L"))?],
        Subtype::Ink => {
            let strokes = value(b"InkList").as_array().ok()?;
            strokes.iter().map(|stroke| list(document.resolve(stroke))).collect::<Option<_>>()?
        }
        _ => Vec::new(),
    })
}

/// Grey, red-green-blue, or inks (table 166).
fn colour(parts: &[f64]) -> Option<[f64; 3]> {
    match *parts {
        [grey] => Some([grey; 3]),
        [r, g, b] => Some([r, g, b]),
        [c, m, y, k] => Some([c, m, y].map(|ink| (1.0 - ink) * (1.0 - k))),
        _ => None,
    }
}

fn numbers(document: &Document, object: &Object) -> Option<Vec<f64>> {
    let items = object.as_array().ok()?;
    let each = items.iter().map(|item| document.resolve(item).as_float().ok().map(f64::from));
    each.map(|value| value.filter(|value| value.is_finite())).collect()
}

fn text(document: &Document, annotation: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(document.value(annotation, key)).ok()
}
