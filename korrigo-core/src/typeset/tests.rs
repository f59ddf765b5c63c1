use std::sync::LazyLock;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::block::Span;
use super::place::Shares;
use super::*;
use lopdf::Dictionary;

use crate::document::write::NewPdf;
use crate::geometry::Point;
use crate::limits::Limits;

const SCRIPTS: &str = "Ça : « œuvre » ≤ 2 € → ∑ π √ ∫ ∞ ≠ ½ ² ₁ µ μ ∀ ∃ ∈ ℝ ✓ ✗ Ελλάδα ἄνθρωπος где пятёрка \
                       السلام عليكم لا إله كَتَبَ שלום q̃ x̂ ɛ̃́ office می‌خواهم";

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::standard);

fn style(size: f64) -> Style {
    Style { size, weight: Weight::Regular, colour: [1.0, 0.0, 0.0] }
}

/// What is read where a block is, in the order it is written, lines apart.
fn read(typesetter: &Typesetter<'_>, block: &Block) -> Vec<String> {
    let span = |span: &Span| match &span.actual {
        Some(text) => text.to_string(),
        None => block.glyphs[span.glyphs.clone()]
            .iter()
            .map(|glyph| &*typesetter.codes[span.face].pairs()[usize::from(glyph.code) - 1].text)
            .collect(),
    };
    block.lines.iter().map(|line| block.spans[line.spans.clone()].iter().map(span).collect()).collect()
}

/// A text as two are compared: composed, with single spaces.
fn plain(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn file(texts: &[&str]) -> (Vec<u8>, Dictionary) {
    let mut typesetter = Typesetter::new(&FONTS);
    for text in texts {
        typesetter.block(text, &style(10.0), 200.0).unwrap();
    }
    let mut out = Vec::new();
    let mut pdf = NewPdf::new(100, &mut out);
    let fonts = typesetter.embed(&mut pdf).unwrap();
    pdf.add_page(&Dictionary::new()).unwrap();
    pdf.finish().unwrap();
    (out, fonts)
}

#[test]
fn every_script_is_read_as_it_was_typed() {
    let mut typesetter = Typesetter::new(&FONTS);
    for width in [60.0, 200.0, f64::INFINITY] {
        let block = typesetter.block(SCRIPTS, &style(10.0), width).unwrap();
        assert_eq!(plain(&read(&typesetter, &block).join("\n")), plain(SCRIPTS), "{width}");
        assert!(block.width() <= width);
    }
}

#[test]
fn lines_are_where_they_are_said_to_be() {
    let mut typesetter = Typesetter::new(&FONTS);
    let block = typesetter.block("un deux\n\ntrois\n", &style(10.0), 500.0).unwrap();
    assert_eq!(read(&typesetter, &block), ["un deux", "", "trois"]);
    assert_eq!(block.width(), block.line_width(0));
    assert!((block.height() - 3.0 * block.line_height()).abs() < 1e-9);
    assert!((block.baseline(1) - block.baseline(0) - block.line_height()).abs() < 1e-9);
    let twice = typesetter.block("un deux", &style(20.0), 500.0).unwrap();
    assert!((twice.width() - 2.0 * block.width()).abs() < 1e-9);
    assert_eq!(typesetter.block("", &style(10.0), 500.0).unwrap().height(), 0.0);
}

#[test]
fn lines_that_run_to_the_left_end_on_the_right() {
    let mut typesetter = Typesetter::new(&FONTS);
    let block = typesetter.block("السلام عليكم\nלא", &style(10.0), 500.0).unwrap();
    assert!(block.is_leftwards());
    let mut out = Vec::new();
    typesetter.draw(&mut out, &block, 1..2, Point::new(30.0, 40.0));
    let drawn = String::from_utf8(out).unwrap();
    let matrix: Vec<f64> = drawn
        .split("BT\n")
        .nth(1)
        .unwrap()
        .split(' ')
        .take(6)
        .map(|number| number.parse().unwrap())
        .collect();
    assert!((matrix[4] - (30.0 + block.width() - block.line_width(1))).abs() < 0.01);
    assert!((matrix[5] - (40.0 + block.baseline(0))).abs() < 0.01);
}

#[test]
fn what_no_font_has_is_named_and_nothing_is_set() {
    let mut typesetter = Typesetter::new(&FONTS);
    let refused = typesetter.block("bon 🎉漢🎉", &style(10.0), 100.0).err().unwrap();
    assert_eq!(refused.code(), Code::MissingGlyph);
    assert!(refused.message().contains("U+1F389 (character 5), U+6F22 (character 6)"), "{refused}");
    assert_eq!(FONTS.missing("a\u{301}\u{200B}\n\t漢"), ['漢']);
    assert_eq!(Fonts::none().missing("aa"), ['a']);
}

#[test]
fn characters_that_look_alike_stay_what_they_are() {
    let mut typesetter = Typesetter::new(&FONTS);
    let block = typesetter.block("a b\u{A0}c µμ -\u{2011}", &style(10.0), 500.0).unwrap();
    assert_eq!(read(&typesetter, &block), ["a b\u{A0}c µμ -\u{2011}"]);
}

#[test]
fn each_letter_of_a_ligature_can_be_read() {
    let mut typesetter = Typesetter::new(&FONTS);
    let (one, two) = ("\u{644}", "\u{644}\u{627}");
    let block = typesetter.block(two, &style(10.0), 500.0).unwrap();
    assert_eq!(block.glyphs.len(), 2);
    assert!(block.glyphs[0].advance > 0.0 && block.glyphs[1].advance == 0.0);
    assert_eq!(read(&typesetter, &block), [two]);
    let lam = typesetter.block(one, &style(10.0), 500.0).unwrap();
    let glyph = |block: &Block| typesetter.codes[0].pairs()[usize::from(block.glyphs[0].code) - 1].glyph;
    assert_ne!(glyph(&block), glyph(&lam), "the two are drawn as one");
}

#[test]
fn fonts_are_small_and_the_same_every_time() {
    let (first, fonts) = file(&[SCRIPTS]);
    assert_eq!(fonts.len(), 1);
    assert!(first.len() < 60 << 10, "{}", first.len());
    assert_eq!(first, file(&[SCRIPTS]).0);
    let (other, _) = file(&["Ça"]);
    assert!(other.len() < 8 << 10, "{}", other.len());
    let name = |file: &[u8]| {
        lopdf::Document::load_mem(file).unwrap().objects.values().find_map(|object| {
            object.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok().map(<[u8]>::to_vec)
        })
    };
    assert_ne!(name(&first), name(&other), "the name tells subsets apart");
}

#[test]
fn a_face_of_the_callers_is_checked() {
    let limits = Limits::default();
    let good = dejavu::sans_mono::oblique().to_vec();
    let fonts = Fonts::none().with(good.clone(), 0, &limits).unwrap();
    assert!(Typesetter::new(&fonts).block("abc", &style(9.0), 50.0).is_ok());
    assert_eq!(format!("{fonts:?}"), "Fonts { faces: 1, .. }");
    let refused = |bytes: Vec<u8>, index: u32, limits: &Limits| {
        let error = Fonts::none().with(bytes, index, limits).unwrap_err();
        (error.code(), error.detail())
    };
    let unreadable = (Code::InvalidMimeType, Some("font.unreadable"));
    assert_eq!(refused(b"%PDF-1.7".to_vec(), 0, &limits), unreadable);
    assert_eq!(refused(Vec::new(), 0, &limits), unreadable);
    assert_eq!(refused(good.clone(), 1, &limits), unreadable);
    assert_eq!(refused(good[..good.len() / 2].to_vec(), 0, &limits).0, Code::InvalidMimeType);
    let mut restricted = good.clone();
    let table = restricted.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(restricted[table + 8..table + 12].try_into().unwrap()) as usize;
    restricted[offset + 9] = 2;
    assert_eq!(refused(restricted, 0, &limits), (Code::InvalidMimeType, Some("font.embedding")));
    let mut postscript = good.clone();
    let outlines = postscript.windows(4).position(|tag| tag == b"glyf").unwrap();
    postscript[outlines..outlines + 4].copy_from_slice(b"CFF ");
    assert_eq!(refused(postscript, 0, &limits), (Code::InvalidMimeType, Some("font.outlines")));
    let exact = Limits { max_file_bytes: good.len() as u64, ..Limits::default() };
    assert!(Fonts::none().with(good.clone(), 0, &exact).is_ok());
    let less = Limits { max_file_bytes: good.len() as u64 - 1, ..Limits::default() };
    assert_eq!(refused(good, 0, &less).0, Code::FileTooLarge);
}

#[test]
fn clusters_without_a_glyph_for_each_character_say_their_text() {
    assert!(Shares::new("ab", 1).exact);
    let parts = Shares::new("é", 2);
    assert!(parts.exact && parts.texts == ["e", "\u{301}"]);
    let more = Shares::new("ab", 3);
    assert!(!more.exact && more.texts == ["ab", "\u{200B}", "\u{200B}"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_text_is_read_as_it_was_typed(
        text in "([a-zéœ «».,:!?'()0-9+=≤∑√-]|[α-ω]|[а-я]|[א-ת]|[ء-غ]|[ف-ي]|\u{301}|\u{A0}|\n){0,60}",
        width in 0.0..200.0f64,
    ) {
        prop_assume!(FONTS.missing(&text).is_empty());
        let mut typesetter = Typesetter::new(&FONTS);
        let block = typesetter.block(&text, &style(10.0), width).unwrap();
        let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).nfc().collect::<String>();
        prop_assert_eq!(squeeze(&read(&typesetter, &block).concat()), squeeze(&text));
        let mut out = Vec::new();
        typesetter.draw(&mut out, &block, 0..block.line_count(), Point::new(0.0, 0.0));
        let drawn = String::from_utf8(out).unwrap();
        prop_assert_eq!(drawn.matches("BDC").count(), drawn.matches("EMC").count());
        prop_assert_eq!(drawn.matches(" Tm\n").count(), block.line_count());
        prop_assert!(!drawn.contains("<>") && !drawn.contains("NaN"));
    }
}
