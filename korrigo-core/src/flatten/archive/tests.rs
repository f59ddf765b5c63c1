//! Each clause is broken in a file that keeps to all of them, and must be the one that is named.

use std::sync::Arc;

use korrigo_fixtures::pdf::{Page, Pdf};
use lopdf::{Object, Stream, dictionary};

use super::check;
use crate::document::{Bytes, Document, OpenOptions};
use crate::error::Code;
use crate::flatten::{self, FlattenOptions, Marking, exchange};
use crate::geometry::Half;
use crate::id::PageId;
use crate::limits::Limits;
use crate::typeset::Fonts;

fn open(bytes: Vec<u8>) -> Document {
    Document::open(Arc::new(bytes) as Bytes, &OpenOptions::default()).unwrap()
}

/// A marked paper with an attachment, a picture, a form and a layer.
fn good() -> Vec<u8> {
    let mut file = Pdf::new();
    let layer = file.add("<< /Type /OCG /Name (a) >>");
    let image = file.stream(
        "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"abcd",
    );
    let form = file.form([0.0, 0.0, 9.0, 9.0], "", &format!("/OC {layer} 0 R"), "0 0 9 9 re f");
    file.page(
        &Page::a4().resources(&format!("/XObject << /I {image} 0 R /X {form} 0 R >>")).content("/I Do /X Do"),
    );
    file.catalog(&format!("/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"));
    let document = open(file.finish());
    let pages = [PageId::new(&document.hash(), 0, Half::Whole)];
    let json =
        br#"{"annotations":[{"page":0,"kind":"COMMENT","x":0.1,"y":0.1,"w":0.3,"h":0.1,"content":"vu"}]}"#;
    let annotations = exchange::from_json(json, &pages, &Limits::default()).unwrap().own;
    let marking = Marking { annotations: &annotations, summary: None, events: None, ..Marking::default() };
    let options = FlattenOptions { archive: true, attach: true, ..FlattenOptions::default() };
    let mut out = Vec::new();
    flatten::write(&document, &pages, &marking, (&Fonts::standard(), options), &mut out).unwrap();
    out
}

/// The clauses that a file breaks.
fn broken(bytes: Vec<u8>) -> Vec<String> {
    let Err(error) = check(&open(bytes)) else { return Vec::new() };
    let all = std::iter::once(&error).chain(error.also());
    let clause = |error: &crate::Error| {
        assert_eq!(error.code(), Code::NotArchivable);
        let message = error.message();
        let from = message.find("ISO 19005-2, ").unwrap() + "ISO 19005-2, ".len();
        message[from..].split([',', ')']).next().unwrap().to_owned()
    };
    all.map(clause).collect()
}

/// The good file, changed.
fn changed(change: impl FnOnce(&mut lopdf::Document)) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(&good()).unwrap();
    change(&mut file);
    let mut out = Vec::new();
    file.save_to(&mut out).unwrap();
    out
}

/// Changes the first object that can be.
fn each(file: &mut lopdf::Document, mut change: impl FnMut(&mut Object) -> bool) {
    assert!(file.objects.values_mut().any(&mut change), "nothing to break");
}

fn stream_of<'a>(object: &'a mut Object, key: &[u8], value: &str) -> Option<&'a mut Stream> {
    let stream = object.as_stream_mut().ok()?;
    (stream.dict.get(key).and_then(Object::as_name).ok() == Some(value.as_bytes())).then_some(stream)
}

/// Sets an entry of the first image or form.
fn of_xobject(subtype: &'static str, key: &'static str, value: impl Into<Object>) -> Vec<u8> {
    let value = value.into();
    changed(|file| {
        each(file, |object| {
            stream_of(object, b"Subtype", subtype).map(|stream| stream.dict.set(key, value.clone())).is_some()
        });
    })
}

/// Lets the page draw something else before all.
fn drawing(content: &str, resources: &str) -> Vec<u8> {
    let mut file = Pdf::new();
    let cid = file.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    let resources = resources.replace('@', &format!("{cid} 0 R"));
    file.page(&Page::a4().content(content).resources(&resources));
    let document = open(file.finish());
    let pages = [PageId::new(&document.hash(), 0, Half::Whole)];
    let mut out = Vec::new();
    let options = FlattenOptions { archive: true, ..FlattenOptions::default() };
    match flatten::write(&document, &pages, &Marking::default(), (&Fonts::standard(), options), &mut out) {
        Ok(_) => out,
        Err(error) => {
            assert!(out.is_empty() && error.code() == Code::NotArchivable, "{error}");
            // The same file, without the promise.
            let options = FlattenOptions::default();
            flatten::write(&document, &pages, &Marking::default(), (&Fonts::standard(), options), &mut out)
                .unwrap();
            let mut file = lopdf::Document::load_mem(&out).unwrap();
            let good = lopdf::Document::load_mem(&good()).unwrap();
            graft(&mut file, &good);
            let mut out = Vec::new();
            file.save_to(&mut out).unwrap();
            out
        }
    }
}

/// Gives a file the metadata and the output intent of another.
fn graft(file: &mut lopdf::Document, good: &lopdf::Document) {
    let catalog = good.catalog().unwrap().clone();
    let mut metadata =
        good.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap().clone();
    if let Ok(stream) = metadata.as_stream_mut() {
        stream.set_plain_content(
            String::from_utf8_lossy(&stream.content).replace("part>3", "part>2").into_bytes(),
        );
    }
    let mut intents = catalog.get(b"OutputIntents").unwrap().clone();
    let intent = intents.as_array_mut().unwrap()[0].as_dict_mut().unwrap();
    let profile = intent.get(b"DestOutputProfile").unwrap().as_reference().unwrap();
    intent.set("DestOutputProfile", file.add_object(good.get_object(profile).unwrap().clone()));
    let metadata = file.add_object(metadata);
    let catalog = file.catalog_mut().unwrap();
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", intents);
}

fn catalog(change: impl FnOnce(&mut lopdf::Dictionary)) -> Vec<u8> {
    changed(|file| change(file.catalog_mut().unwrap()))
}

fn annotated(entries: &lopdf::Dictionary) -> Vec<u8> {
    changed(|file| {
        let look = file.add_object(Stream::new(
            dictionary! { "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] },
            Vec::new(),
        ));
        let mut all = dictionary! {
            "Type" => "Annot", "Subtype" => "Square", "F" => 4, "AP" => dictionary! { "N" => look },
            "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        };
        for (key, value) in entries {
            if value.is_null() {
                all.remove(key);
            } else {
                all.set(key.clone(), value.clone());
            }
        }
        let annotation = file.add_object(all);
        let page = file.page_iter().next().unwrap();
        file.get_dictionary_mut(page).unwrap().set("Annots", vec![annotation.into()]);
    })
}

#[test]
fn what_is_written_keeps_to_every_clause() {
    assert_eq!(broken(good()), [""; 0]);
    assert_eq!(broken(changed(|_| {})), [""; 0], "what breaks below is not broken by writing anew");
    assert_eq!(broken(annotated(&dictionary! {})), [""; 0]);
    assert_eq!(broken(drawing("0 0 9 9 re f", "")), [""; 0]);
}

#[test]
fn the_file_as_a_whole() {
    let mut header = good();
    header[10] = b'a';
    let mut behind = good();
    behind.extend(b"more");
    let id = changed(|file| drop(file.trailer.remove(b"ID")));
    let metadata = changed(|file| {
        each(file, |object| {
            stream_of(object, b"Type", "Metadata").map(|stream| stream.compress().unwrap()).is_some()
        });
    });
    let called = changed(|file| {
        each(file, |object| {
            let Some(stream) = stream_of(object, b"Type", "Metadata") else { return false };
            let text = String::from_utf8_lossy(&stream.content).replace("conformance>B", "conformance>X");
            stream.set_plain_content(text.into_bytes());
            true
        });
    });
    let part = changed(|file| {
        each(file, |object| {
            let Some(stream) = stream_of(object, b"Type", "Metadata") else { return false };
            let text = String::from_utf8_lossy(&stream.content).replace("part>3", "part>2");
            stream.set_plain_content(text.into_bytes());
            true
        });
    });
    let automatic = |layers: &mut Object| {
        layers
            .as_dict_mut()
            .unwrap()
            .get_mut(b"D")
            .unwrap()
            .as_dict_mut()
            .unwrap()
            .set("AS", Vec::<Object>::new());
    };
    for (clause, bytes) in [
        ("6.1.2", header),
        ("6.1.3", behind),
        ("6.1.3", id),
        ("6.2.3", catalog(|all| drop(all.remove(b"OutputIntents")))),
        ("6.4.1", catalog(|all| all.set("AcroForm", dictionary! { "NeedAppearances" => true }))),
        ("6.5.2", catalog(|all| all.set("AA", dictionary! {}))),
        ("6.6.2.1", metadata),
        ("6.6.4", called),
        ("6.8", part),
        ("6.8", catalog(|all| drop(all.remove(b"AF")))),
        ("6.9", catalog(|all| automatic(all.get_mut(b"OCProperties").unwrap()))),
    ] {
        assert!(broken(bytes).contains(&clause.to_owned()), "{clause}");
    }
}

#[test]
fn single_objects() {
    let long = Object::string_literal("x".repeat(32_768));
    let name = Object::Name(vec![b'n'; 128]);
    for (clause, bytes) in [
        ("6.1.7.1", of_xobject("Image", "F", Object::string_literal("elsewhere"))),
        ("6.1.7.2", of_xobject("Image", "Filter", "LZWDecode")),
        ("6.1.7.2", of_xobject("Image", "Filter", vec![Object::from("Crypt")])),
        ("6.1.13", catalog(|all| all.set("Words", long))),
        ("6.1.13", catalog(|all| all.set("Name", name))),
        ("6.2.4.3", of_xobject("Image", "ColorSpace", "DeviceCMYK")),
        ("6.2.5", changed(|file| assert!(file.add_object(dictionary! { "TR" => "Identity" }).0 > 0))),
        ("6.2.6", of_xobject("Image", "Intent", "Loud")),
        ("6.2.8.1", of_xobject("Image", "Interpolate", true)),
        ("6.2.8.1", of_xobject("Image", "Alternates", Vec::<Object>::new())),
        ("6.2.8.3", of_xobject("Image", "Filter", "JPXDecode")),
        ("6.2.9", of_xobject("Form", "Ref", dictionary! {})),
        ("6.5.1", changed(|file| assert!(file.add_object(dictionary! { "S" => "Launch" }).0 > 0))),
    ] {
        assert_eq!(broken(bytes), [clause], "{clause}");
    }
    let unmapped = changed(|file| {
        each(file, |object| object.as_dict_mut().is_ok_and(|font| font.remove(b"CIDToGIDMap").is_some()));
    });
    assert_eq!(broken(unmapped), ["6.2.11.3.2"]);
    let opened = changed(|file| {
        let page = file.page_iter().next().unwrap();
        file.get_dictionary_mut(page).unwrap().set("AA", dictionary! {});
    });
    assert_eq!(broken(opened), ["6.5.2"]);
}

#[test]
fn annotations_of_the_result() {
    for (clause, entries) in [
        ("6.3.1", dictionary! { "Subtype" => "Movie" }),
        ("6.3.2", dictionary! { "F" => 6 }),
        ("6.3.2", dictionary! { "F" => 0 }),
        ("6.3.3", dictionary! { "AP" => Object::Null }),
    ] {
        assert_eq!(broken(annotated(&entries)), [clause]);
    }
}

#[test]
fn what_a_page_draws() {
    let deep = format!("{} {}", "q ".repeat(29), "Q ".repeat(29));
    for (clause, content, resources) in [
        ("6.1.13", deep.as_str(), ""),
        ("6.2.2", "0 0 9 9 re f squiggle", ""),
        ("6.2.4.3", "0 0 0 1 k 0 0 9 9 re f", ""),
        (
            "6.2.4.3",
            "0 0 9 9 re f",
            "/ColorSpace << /C [/Separation /Spot /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 >>] >>",
        ),
        ("6.2.8.1", "BI /W 1 /H 1 /BPC 8 /CS /G /I true ID a EI", ""),
        ("6.2.11.4.1", "BT /F 9 Tf (a) Tj ET", "/Font << /F @ >>"),
    ] {
        assert_eq!(broken(drawing(content, resources)), [clause], "{content}");
    }
    let both = drawing("0 0 0 1 k 0 0 9 9 re f BT /F 9 Tf (a) Tj ET", "/Font << /F @ >>");
    assert_eq!(broken(both), ["6.2.11.4.1", "6.2.4.3"], "all reasons are told");
}
