use lopdf::{Stream, dictionary};

use super::*;

fn gray(width: i64, height: i64) -> Stream {
    Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        },
        vec![128; (width * height) as usize],
    )
}

fn survey_of(file: &mut lopdf::Document, check: impl Fn(&Survey<'_>)) {
    let document = open(file);
    let page = document.page(0).unwrap();
    let meter = document.limits().meter();
    let content = page.content(&meter).unwrap();
    let visible = page.geometry().visible();
    check(&survey(&document, &content, page.resources(), &visible, &meter).unwrap());
}

#[test]
fn images_are_found_wherever_they_are() {
    let content = b"q 100 0 0 50 10 20 cm /Im Do Q /Fm Do BT /T3 10 Tf 1 0 0 1 30 40 Tm (a) Tj ET \
        BI /W 1/H 1/BPC 8/CS/G ID x EI /Pattern cs /P scn 0 0 9 9 re f 0 0 5 5 re W n q 9 0 0 9 90 90 cm /Im Do Q";
    let mut file = one_page_with(content, |file| {
        let image = file.add_object(gray(2, 2));
        let images = dictionary! { "XObject" => dictionary! { "Im" => image } };
        let form = file.add_object(Stream::new(
            dictionary! {
                "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 10.into(), 10.into()],
                "Matrix" => vec![2.into(), 0.into(), 0.into(), 2.into(), 100.into(), 0.into()],
                "Resources" => images.clone(),
            },
            b"10 0 0 10 0 0 cm /Im Do /Fm Do".to_vec(),
        ));
        let pattern = file.add_object(Stream::new(
            dictionary! {
                "PatternType" => 1, "BBox" => vec![0.into(), 0.into(), 4.into(), 4.into()], "XStep" => 4, "YStep" => 4,
                "PaintType" => 1, "TilingType" => 1, "Resources" => images.clone(),
            },
            b"4 0 0 4 0 0 cm /Im Do".to_vec(),
        ));
        let glyph = file.add_object(Stream::new(
            dictionary! {},
            b"1000 0 0 0 1000 1000 d1 q 1000 0 0 1000 0 0 cm BI /W 8/H 1/IM true ID x EI Q".to_vec(),
        ));
        let font = file.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "FirstChar" => 97, "LastChar" => 97, "Widths" => vec![1000.into()],
            "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
            "FontBBox" => vec![0.into(), 0.into(), 0.into(), 0.into()],
            "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into()] },
            "CharProcs" => dictionary! { "a" => glyph },
        });
        dictionary! {
            "XObject" => dictionary! { "Im" => image, "Fm" => form }, "Font" => dictionary! { "T3" => font },
            "Pattern" => dictionary! { "P" => pattern },
        }
    });
    survey_of(&mut file, |survey| {
        let placements: Vec<[f64; 6]> = survey
            .layers
            .iter()
            .map(|layer| layer.placement.to_array().map(|v| (v * 1e3).round() / 1e3))
            .collect();
        assert_eq!(
            placements,
            [
                [100.0, 0.0, 0.0, 50.0, 10.0, 20.0],
                [20.0, 0.0, 0.0, 20.0, 100.0, 0.0],
                [10.0, 0.0, 0.0, 10.0, 30.0, 40.0],
                [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
                [4.0, 0.0, 0.0, 4.0, 0.0, 0.0],
            ]
        );
        assert!(survey.layers[0].plain && survey.layers[0].id.is_some());
        assert!(survey.layers[2].is_mask && survey.layers[2].id.is_none());
        assert_eq!(survey.layers[0].bounds, Rect::new(10.0, 20.0, 110.0, 70.0));
    });
}

#[test]
fn a_scan_with_recognised_text_has_no_marks() {
    let content = b"q 200 0 0 100 0 0 cm /Im Do Q BT 3 Tr /F 10 Tf 10 10 Td (hidden) Tj ET";
    let mut file = one_page_with(content, |file| {
        let image = file.add_object(gray(2, 2));
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        dictionary! { "XObject" => dictionary! { "Im" => image }, "Font" => dictionary! { "F" => font } }
    });
    survey_of(&mut file, |survey| {
        assert_eq!((survey.layers.len(), survey.marks, survey.hidden_glyphs), (1, 0, 6));
    });
}

#[test]
fn ten_thousand_operations_are_surveyed_and_clipped() {
    let content =
        b"q 1 0 0 rg 10 10 20 20 re f 0.5 w 10 10 m 150 50 l S Q BT /F 9 Tf 10 50 Td (Some text) Tj ET\n"
            .repeat(670);
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let mut file = one_page(&content, dictionary! { "Font" => dictionary! { "F" => font } });
    survey_of(&mut file, |survey| {
        assert_eq!(survey.marks, 670 * 11);
    });
    let (clipped, _) = clip_page(&open(&mut file), 0, &region(0.0, 0.0, 100.0, 100.0)).unwrap();
    assert!(clipped.len() < content.len() && clipped.len() > content.len() / 2);
}
