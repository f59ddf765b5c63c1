//! Findings out of any bytes: probabilities that are none, halves that are missing, boxes that say nothing.

use korrigo_core::booklet::{AssignOptions, SourceRef, SplitPlan, assign as assign_pages};
use korrigo_core::geometry::{CutLine, Half, NormalizedRect, Point, Rotation};
use korrigo_core::id::SourceHash;
use korrigo_core::scan::{
    Barcode, BarcodeKind, Digits, Findings, Fold, Format, HalfFindings, Header, HeaderKind, HeaderSignature,
    Ink, Orientation, PageBox, Ruling, Seen, Side, SourceFindings, Thumbprint,
};

/// Findings of which nothing need be as it should: a legal plan, with every half in one place.
pub fn assign(data: &[u8]) {
    let plan = assign_pages(&findings(data), &AssignOptions::default());
    let plan = plan.expect("findings of as many sides as pages");
    let text = serde_json::to_vec(&plan).expect("a plan can be written");
    serde_json::from_slice::<SplitPlan>(&text).expect("and read again");
}

/// The findings that bytes spell: a scan for every zero byte where one may begin, sides of a few bytes each.
fn findings(data: &[u8]) -> Findings {
    let mut bytes = data.iter().copied().take(4_000);
    let mut sources = Vec::new();
    while let Some(count) = bytes.next()
        && sources.len() < 4
    {
        let sides: Vec<Side> = (0..count % 32).map_while(|_| side(&mut bytes)).collect();
        let sha256 = SourceHash::of(&[sources.len() as u8]);
        let source = SourceRef { name: "scan.pdf".into(), sha256, pages: sides.len() };
        sources.push(SourceFindings { source, sides, readers_disagree: count & 64 > 0 });
    }
    Findings { format: "korrigo.findings/1".into(), sources }
}

/// Mostly a probability, sometimes anything else.
fn number(byte: u8) -> f64 {
    match byte {
        255 => f64::NAN,
        254 => f64::INFINITY,
        253 => -1.0,
        252 => 5e-324,
        byte => f64::from(byte) / 251.0,
    }
}

fn side(bytes: &mut impl Iterator<Item = u8>) -> Option<Side> {
    let [flags, sure, slant, cut] = [bytes.next()?, bytes.next()?, bytes.next()?, bytes.next()?];
    let rotate = *Rotation::ALL.get(usize::from(flags & 3))?;
    let line = CutLine { a: Point::new(number(cut), 0.0), b: Point::new(0.5, number(sure)) };
    let code = Barcode { kind: BarcodeKind::Qr, text: (slant % 4).to_string(), corners: Vec::new() };
    Some(Side {
        width: 1191.0,
        height: 842.0,
        format: if flags & 4 > 0 { Format::Single } else { Format::TwoUp },
        orientation: Orientation { rotate, confidence: number(sure), witnesses: Vec::new() },
        skew_deg: Seen { value: number(slant) * 20.0 - 10.0, confidence: number(sure) },
        paper: None,
        fold: (flags & 8 == 0).then(|| Fold {
            cut: number(cut),
            line,
            confidence: number(sure),
            clear: number(slant),
            witnesses: Vec::new(),
        }),
        halves: (0..flags >> 5).map_while(|_| half(bytes)).collect(),
        barcodes: if flags & 16 > 0 { vec![code] } else { Vec::new() },
        issues: Vec::new(),
        thumbprint: Thumbprint::default(),
    })
}

fn half(bytes: &mut impl Iterator<Item = u8>) -> Option<HalfFindings> {
    let [header, filled, blank, empty] = [bytes.next()?, bytes.next()?, bytes.next()?, bytes.next()?];
    let [first, second] = [bytes.next()?, bytes.next()?];
    let readings = vec![(u32::from(first % 16), number(first)), (u32::from(second % 16), number(second))];
    let found = Header {
        rect: NormalizedRect::FULL,
        kind: HeaderKind::Cmen,
        rows: Vec::new(),
        filled: Seen { value: filled & 1 > 0, confidence: number(filled) },
        signature: HeaderSignature::default(),
    };
    let boxes = PageBox {
        rect: NormalizedRect::FULL,
        confidence: number(filled),
        number: Digits { empty: number(empty), readings: readings.clone() },
        total: (second & 1 > 0).then_some(Digits { empty: number(blank), readings }),
    };
    Some(HalfFindings {
        half: Half::Whole,
        header_probability: number(header),
        header: (header & 1 > 0).then_some(found),
        page_box: (first & 1 > 0).then_some(boxes),
        ruling: Seen { value: Ruling::None, confidence: 0.5 },
        ink: Ink::default(),
        blank: Seen { value: blank & 1 > 0, confidence: number(blank) },
    })
}
