use lopdf::{Stream, dictionary};

use super::*;

fn helvetica() -> Dictionary {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    };
    dictionary! { "Font" => dictionary! { "F1" => font } }
}

/// Clips to the left (0..100) or right (100..200) half; the kept half must look the same.
fn kept_half_looks_the_same(file: &mut lopdf::Document, right: bool) -> Vec<u8> {
    let before = render(&bytes_of(file), 0, 2.0);
    let keep = if right { region(100.0, 0.0, 200.0, 100.0) } else { region(0.0, 0.0, 100.0, 100.0) };
    let (content, mut surgeon) = clip_page(&open(file), 0, &keep).unwrap();
    let after = render(&bytes_of(&mut surgeon.file), 0, 2.0);
    // Glyphs on the line belong to one side as a whole.
    let inside = |x: usize, _: usize| if right { x > 220 } else { x < 180 };
    let different = differing(&before, &after, 2, inside);
    assert_eq!(different, 0, "{}", String::from_utf8_lossy(&content));
    let ink = |x: usize, _: usize| !inside(x, 0) && if right { x < 180 } else { x > 220 };
    let white = (after.0, after.1, vec![255; after.2.len()]);
    assert_eq!(differing(&after, &white, 2, ink), 0, "{}", String::from_utf8_lossy(&content));
    content
}

fn contains(content: &[u8], needle: &str) -> bool {
    content.windows(needle.len()).any(|window| window == needle.as_bytes())
}

const TEXTS: &[&str] = &[
    "q /F1 12 Tf 20 TL 10 80 Td (LEFT) Tj (LEFT) ' 120 0 Td (RIGHT) Tj Q",
    "BT /F1 12 Tf 10 50 Td (LEFT) Tj 120 0 Td (RIGHT) Tj ET",
    "BT /F1 12 Tf 10 50 Td (LEFT                          RIGHT more) Tj ( and on) Tj ET",
    "BT /F1 12 Tf 2 Tc 5 Tw 80 Tz 10 50 Td (LEFT              RIGHT more) Tj (RIGHTER) Tj ET",
    "BT /F1 12 Tf 10 50 Td [(LE)-500(FT)-9000(RIG)120(HT)] TJ (RIGHT) Tj ET",
    "BT /F1 10 Tf 14 TL 1 0 0 1 10 80 Tm (LEFT                                 RIGHT) Tj T* (LEFT                                RIGHT) Tj (LEFT                               RIGHT) ' 1 1 (LEFT                        RIGHT) \" ET",
    "BT /F1 10 Tf 10 80 Td (LEFT) Tj 130 -12 TD (RIGHT) Tj T* (RIGHT) Tj -130 0 Td (LEFT) Tj ET",
    "BT /F1 10 Tf 0.9 0.1 -0.1 0.9 10 40 Tm 3 Ts (LEFT                                RIGHT RIGHT) Tj ET",
    "BT /F1 10 Tf 10 50 Td (LEFT                         ) Tj /F1 14 Tf (  RIGHT) Tj /F1 6 Tf (RIGHT) Tj ET",
    "q BT /F1 10 Tf 10 50 Td (LEFT) Tj ET Q q 1 0 0 1 120 0 cm BT /F1 10 Tf 10 50 Td (RIGHT) Tj ET Q",
    "BT /F1 10 Tf 10 50 Td (LEFT                             ) Tj q 1 0 0 1 0 0 cm Q (RIGHT) Tj ET",
];

#[test]
fn text_stays_where_it_is_and_the_rest_goes() {
    for text in TEXTS {
        let mut file = one_page(text.as_bytes(), helvetica());
        let left = kept_half_looks_the_same(&mut file, false);
        assert!(!contains(&left, "RI") && !contains(&left, "GH") && contains(&left, "L"), "{text}");
        let right = kept_half_looks_the_same(&mut file, true);
        assert!(!contains(&right, "LE") && !contains(&right, "FT"), "{text}");
    }
}

#[test]
fn marked_content_and_its_words_go() {
    let text = b"/Span <</ActualText (SECRET) /MCID 3>> BDC BT /F1 12 Tf 10 50 Td (LEFT) Tj ET EMC /T MP";
    let content = kept_half_looks_the_same(&mut one_page(text, helvetica()), false);
    assert_eq!(content, b"/F1 12 Tf\nBT\n10 50 Td\n(LEFT)Tj\nET\n");
}

#[test]
fn states_without_paint_go_and_fonts_with_them() {
    let text = b"q 1 0 0 rg BT /F1 12 Tf 150 50 Td (RIGHT) Tj ET Q 0.5 g 10 10 20 20 re f";
    let mut file = one_page(text, helvetica());
    let content = kept_half_looks_the_same(&mut file, false);
    assert_eq!(content, b"0.5 g\n10 10 20 20 re\nf\n");
    let (_, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    let id = surgeon.file.page_iter().next().unwrap();
    assert!(
        !surgeon.file.get_dictionary(id).unwrap().get(b"Resources").unwrap().as_dict().unwrap().has(b"Font")
    );
}

const PATHS: &[&str] = &[
    "1 0 0 rg 10 10 180 20 re f",
    "0 0 1 RG 3 w 10 10 60 30 re 110 10 60 30 re S",
    "10 10 m 60 10 l 60 60 l h 110 10 m 160 10 l 160 60 l s",
    "0 1 0 rg 10 10 m 190 10 l 100 90 l h f",
    "10 10 180 80 re 20 20 60 60 re 120 20 60 60 re f*",
    "q 120 10 50 50 re W n 0 0 200 100 re f Q 1 0 0 rg 10 80 20 10 re f",
    "q 0.5 0 0 -0.5 0 100 cm 190 10 -180 60 re 20 20 300 40 re f Q",
    "BT ET 10 90 m 190 90 l S 5 w 2 J 90 50 m 110 50 l S",
    "[4 2] 0 d 1 J 1 j 10 10 m 50 90 90 90 95 10 c 105 10 m 150 90 l S",
];

#[test]
fn paths_look_the_same() {
    for path in PATHS {
        let mut file = one_page(path.as_bytes(), dictionary! {});
        for right in [false, true] {
            let before = render(&bytes_of(&mut file), 0, 2.0);
            let keep = if right { region(100.0, 0.0, 200.0, 100.0) } else { region(0.0, 0.0, 100.0, 100.0) };
            let (content, mut surgeon) = clip_page(&open(&mut file), 0, &keep).unwrap();
            let after = render(&bytes_of(&mut surgeon.file), 0, 2.0);
            let inside = |x: usize, _: usize| if right { x > 200 } else { x < 199 };
            let different = differing(&before, &after, 2, inside);
            assert_eq!(different, 0, "{path}\n{}", String::from_utf8_lossy(&content));
        }
    }
}

#[test]
fn a_clip_outside_still_hides() {
    let path = b"150 10 20 20 re W n 10 10 50 50 re f";
    let content = kept_half_looks_the_same(&mut one_page(path, dictionary! {}), false);
    assert!(!contains(&content, "f\n"));
    let text = b"BT 7 Tr /F1 12 Tf 150 50 Td (RIGHT) Tj ET 0 g 0 0 200 100 re f";
    kept_half_looks_the_same(&mut one_page(text, helvetica()), false);
}

fn with_form(file: &mut lopdf::Document) -> Dictionary {
    let mut resources = helvetica();
    let form = file.add_object(Stream::new(
        dictionary! {
            "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
            "Resources" => helvetica(), "PieceInfo" => dictionary! { "Secret" => Object::string_literal("RIGHT") },
        },
        b"BT /F1 12 Tf 10 50 Td (LEFT                        RIGHT) Tj ET 20 20 10 10 re 120 20 10 10 re f".to_vec(),
    ));
    resources.set("XObject", dictionary! { "Fm" => form });
    resources
}

#[test]
fn forms_are_rewritten() {
    let mut file = one_page_with(b"q 0.9 0 0 0.9 0 0 cm /Fm Do Q", with_form);
    for right in [false, true] {
        kept_half_looks_the_same(&mut file, right);
    }
    let (_, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    let form = surgeon.file.get_object(surgeon.made[0]).unwrap().as_stream().unwrap();
    assert!(contains(&form.content, "LEFT") && !contains(&form.content, "RIGHT"));
    assert!(!contains(&form.content, "120"));
}

#[test]
fn a_form_on_the_other_side_is_never_made() {
    let mut file = one_page_with(b"q 1 0 0 1 150 0 cm /Fm Do Q", with_form);
    let (content, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    assert!(content.is_empty() && surgeon.made.is_empty());
}

#[test]
fn type_3_fonts_keep_only_glyphs_in_use() {
    let content = b"BT /T3 20 Tf 10 50 Td (ab) Tj 120 0 Td (ba) Tj ET /T3 9 Tf BT 20 80 Td (a) Tj ET";
    let mut file = one_page_with(content, |file| {
        let glyph = |file: &mut lopdf::Document, data: &[u8]| {
            file.add_object(Stream::new(dictionary! {}, data.to_vec()))
        };
        let a = glyph(file, b"1 0 0 0 1 1 d1 0 0 1 1 re f");
        let b = glyph(file, b"1 0 0 0 1 1 d1 0 0 m 1 0 l 0.5 1 l f");
        let c = glyph(file, b"1 0 0 0 1 1 d1 (SECRET) Tj");
        let font = file.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "FirstChar" => 97, "LastChar" => 99,
            "Widths" => vec![1.into(), 1.into(), 1.into()],
            "FontMatrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 0.into(), 0.into()],
            "FontBBox" => vec![0.into(), 0.into(), 1.into(), 1.into()],
            "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into(), "b".into(), "c".into()] },
            "CharProcs" => dictionary! { "a" => a, "b" => b, "c" => c },
        });
        dictionary! { "Font" => dictionary! { "T3" => font } }
    });
    for right in [false, true] {
        kept_half_looks_the_same(&mut file, right);
    }
    let (_, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 65.0, 200.0, 100.0)).unwrap();
    assert_eq!(surgeon.made.len(), 2, "one procedure and the font");
}

#[test]
fn patterns_are_rewritten_only_where_they_paint() {
    let content =
        b"/Pattern cs /P scn 120 10 40 40 re f 0 g 10 10 20 20 re f /Pattern cs /P scn 10 60 30 30 re f";
    let mut file = one_page_with(content, |file| {
        let pattern = file.add_object(Stream::new(
            dictionary! {
                "PatternType" => 1, "BBox" => vec![0.into(), 0.into(), 4.into(), 4.into()], "XStep" => 5, "YStep" => 5,
                "PaintType" => 1, "TilingType" => 1, "Resources" => dictionary! {},
            },
            b"1 0 0 rg 0 0 2 2 re f".to_vec(),
        ));
        dictionary! { "Pattern" => dictionary! { "P" => pattern } }
    });
    for right in [false, true] {
        kept_half_looks_the_same(&mut file, right);
    }
    let (_, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 55.0)).unwrap();
    assert!(surgeon.made.is_empty());
}

#[test]
fn a_pattern_that_does_not_repeat_is_clipped() {
    let content = b"/Pattern cs /P scn 0 0 200 100 re f";
    let mut file = one_page_with(content, |file| {
        let pattern = file.add_object(Stream::new(
            dictionary! {
                "PatternType" => 1, "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()], "XStep" => 200, "YStep" => 100,
                "PaintType" => 1, "TilingType" => 1, "Resources" => helvetica(),
            },
            b"BT /F1 12 Tf 10 50 Td (LEFT) Tj 120 0 Td (RIGHT) Tj ET".to_vec(),
        ));
        dictionary! { "Pattern" => dictionary! { "P" => pattern } }
    });
    let (_, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    let cell = surgeon.file.get_object(surgeon.made[0]).unwrap().as_stream().unwrap();
    assert!(contains(&cell.content, "LEFT") && !contains(&cell.content, "RIGHT"));
}

#[test]
fn soft_masks_are_rewritten() {
    let content = b"q /G gs 0 0 1 rg 0 0 200 100 re f Q";
    let mut file = one_page_with(content, |file| {
        let group = file.add_object(Stream::new(
            dictionary! {
                "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
                "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceGray" }, "Resources" => helvetica(),
            },
            b"1 g BT /F1 40 Tf 10 50 Td (LE) Tj 110 0 Td (RI) Tj ET".to_vec(),
        ));
        let mask = dictionary! { "Type" => "Mask", "S" => "Luminosity", "G" => group };
        dictionary! { "ExtGState" => dictionary! { "G" => dictionary! { "SMask" => mask } } }
    });
    for right in [false, true] {
        kept_half_looks_the_same(&mut file, right);
    }
    let (_, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    let group = surgeon.file.get_object(surgeon.made[0]).unwrap().as_stream().unwrap();
    assert!(contains(&group.content, "(LE)") && !contains(&group.content, "(RI)"));
}

#[test]
fn images_go_to_the_surgeon() {
    let content =
        b"q 50 0 0 50 10 10 cm /Im Do Q q 100 0 0 50 60 10 cm /Im Do Q q 50 0 0 50 120 10 cm /Im Do Q \
        q 20 0 0 20 90 70 cm BI /W 1/H 1/BPC 8/CS/G ID x EI Q";
    let mut file = one_page_with(content, |file| {
        let image = file.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
                "ColorSpace" => "DeviceGray",
            },
            vec![128],
        ));
        dictionary! { "XObject" => dictionary! { "Im" => image } }
    });
    let (content, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    let places: Vec<_> = surgeon.images.iter().map(|(_, place, inline)| (*place, *inline)).collect();
    assert_eq!(places, [(Place::Inside, false), (Place::Crossing, false), (Place::Crossing, true)]);
    assert!(!contains(&content, "120"));
}

#[test]
fn hidden_layers_go() {
    let content = b"/OC /Off BDC BT /F1 12 Tf 10 50 Td (SECRET) Tj ET EMC /OC /On BDC 10 10 20 20 re f EMC";
    let mut file = one_page_with(content, |file| {
        let off = file.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("off") });
        let on = file.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("on") });
        let mut resources = helvetica();
        resources.set("Properties", dictionary! { "Off" => off, "On" => on });
        resources
    });
    let group = Object::Reference((1, 0));
    let root = file.trailer.get(b"Root").unwrap().as_reference().unwrap();
    file.get_dictionary_mut(root).unwrap().set(
        "OCProperties",
        dictionary! { "OCGs" => vec![group.clone()], "D" => dictionary! { "OFF" => vec![group] } },
    );
    let content = kept_half_looks_the_same(&mut file, false);
    assert_eq!(content, b"10 10 20 20 re\nf\n");
}

#[test]
fn a_form_that_draws_itself_ends() {
    let mut file = one_page_with(b"/Fm Do", |file| {
        let id = file.new_object_id();
        let resources = dictionary! { "XObject" => dictionary! { "Fm" => id } };
        let form = Stream::new(
            dictionary! {
                "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 50.into()], "Resources" => resources.clone(),
            },
            b"/Fm Do 0 0 9 9 re f /Fm Do".to_vec(),
        );
        file.objects.insert(id, Object::Stream(form));
        resources
    });
    let (content, surgeon) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    assert_eq!((content.as_slice(), surgeon.made.len()), (&b"/K0 Do\n"[..], 1));
}

#[test]
fn saved_states_at_the_limit_and_one_past_it() {
    for (count, fine) in [(super::super::state::MAX_SAVED, true), (super::super::state::MAX_SAVED + 1, false)]
    {
        let mut file = one_page(&b"q ".repeat(count), dictionary! {});
        let clipped = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0));
        assert_eq!(clipped.is_ok(), fine);
    }
}

mod any_content {
    use proptest::prelude::*;

    use super::*;

    fn operations() -> impl Strategy<Value = String> {
        let operation = prop_oneof![
            (0..200, 0..100, 1..120, 1..60).prop_map(|(x, y, w, h)| format!("{x} {y} {w} {h} re f")),
            (0..200, 0..100, 1..120, 1..60).prop_map(|(x, y, w, h)| format!("q {x} {y} {w} {h} re W n")),
            (0..200, 0..100, 0..200, 0..100).prop_map(|(x, y, w, h)| format!("{x} {y} m {w} {h} l S")),
            (0..150, 0..100, 4..20)
                .prop_map(|(x, y, s)| format!("BT /F1 {s} Tf {x} {y} Td (Some text) Tj ET")),
            (0..60, -20..20).prop_map(|(x, y)| format!(
                "BT /F1 9 Tf {x} 50 Td [(ab){y}00(cd)] TJ {x} {y} TD (ef) Tj T* (gh) Tj ET"
            )),
            (-3..5, 50..150).prop_map(|(c, z)| format!("{c} Tc {z} Tz")),
            (0..10).prop_map(|x| format!("0.{x} g 0.{x} 0 0 RG")),
            (-20..20, -20..20).prop_map(|(x, y)| format!("q 0.9 0.1 -0.1 0.9 {x} {y} cm")),
            Just("Q".to_owned()),
        ];
        prop::collection::vec(operation, 1..20).prop_map(|all| {
            // A `Q` too many is read differently by every reader.
            let mut open = 0;
            let balanced = all.iter().filter(|one| {
                let closes = *one == "Q";
                let stays = !closes || open > 0;
                open += i32::from(one.starts_with('q')) - i32::from(closes && stays);
                stays
            });
            balanced.map(String::as_str).collect::<Vec<_>>().join("\n")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn looks_the_same_in_the_kept_half(content in operations(), right: bool) {
            let mut file = one_page(content.as_bytes(), helvetica());
            let before = render(&bytes_of(&mut file), 0, 1.0);
            let keep = if right { region(100.0, 0.0, 200.0, 100.0) } else { region(0.0, 0.0, 100.0, 100.0) };
            let (clipped, mut surgeon) = clip_page(&open(&mut file), 0, &keep).unwrap();
            let after = render(&bytes_of(&mut surgeon.file), 0, 1.0);
            let inside = |x: usize, _: usize| if right { x > 122 } else { x < 78 };
            let different = differing(&before, &after, 4, inside);
            prop_assert_eq!(different, 0, "{}\n---\n{}", content, String::from_utf8_lossy(&clipped));
        }

        #[test]
        fn any_bytes_end(content in prop::collection::vec(any::<u8>(), 0..600)) {
            let mut file = one_page(&content, helvetica());
            let _ = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0));
        }
    }
}
