//! Zones that nobody gave: headers, barcodes and the backs of headers.

use korrigo_core::Code;
use korrigo_core::booklet::{self, AssignOptions, EvidenceKind, Mode};
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::redact::ZoneReason;
use korrigo_core::redact::auto::{self, AutoOptions, Barcodes, CopyView, ShowThrough};
use korrigo_core::scan;
use korrigo_core::split::{self, Note, NoteKind, SplitOptions};
use korrigo_core::{Silent, document::Document};
use korrigo_fixtures::barcode;
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::scan as scans;
use korrigo_fixtures::sheet::{Candidate, Options, Side, booklet};

use super::{Picture, hide};
use crate::split::open;

const DPI: u32 = 110;

fn options() -> Options {
    let candidate = Candidate {
        last_name: "MARTINEAU".into(),
        first_name: "ELISE".into(),
        birth_date: "14032008".into(),
        number: "2026000417".into(),
    };
    Options { dpi: DPI, candidate: Some(candidate), seed: 7, ..Options::default() }
}

fn file(sides: &[Canvas]) -> Document {
    let images: Vec<_> = sides.iter().map(|side| encode::jpeg(side, &Jpeg::default())).collect();
    open(scans::pdf(&images, DPI))
}

/// Recto and verso of one sheet.
fn sheet(skew_deg: f64) -> [Canvas; 2] {
    let options = Options { skew_deg, ..options() };
    [Side::Recto, Side::Verso].map(|side| booklet(side, &options))
}

/// Where the header of the answer sheets lies on its page: the upper quarter, from side to side.
fn covers_the_header(rect: &NormalizedRect, page: (f64, f64)) -> bool {
    let (left, right) = page;
    let width = right - left;
    rect.x() < left + 0.02 * width
        && rect.x() + rect.w() > right - 0.02 * width
        && rect.y() < 0.001
        && rect.h() > 0.12
}

#[test]
fn the_header_of_a_lone_sheet_is_found_any_way_up() {
    for quarters in 0..4 {
        let sides = sheet(0.7).map(|side| side.turned(quarters));
        let document = file(&sides);
        let zones = auto::of_document(&document, &AutoOptions::default()).unwrap().zones;
        let headers: Vec<_> = zones.iter().filter(|zone| zone.reason == ZoneReason::Header).collect();
        assert_eq!(headers.len(), 1, "turned by {quarters}");
        assert_eq!(headers[0].page, 0);
        let rect = headers[0].rect;
        if quarters == 0 {
            assert!(covers_the_header(&rect, (0.5, 1.0)), "{rect:?}");
        }
        let area = rect.w() * rect.h();
        assert!((0.06..0.25).contains(&area), "turned by {quarters}: {rect:?}");
        let after = open(hide(&document, &zones).bytes().to_vec());
        Picture::new(&after, 0, 60.0).assert_empty(&rect, 6, "header");
    }
}

#[test]
fn the_header_of_a_split_copy_lies_on_its_first_page_and_its_back_on_the_second() {
    let sources = [file(&sheet(0.9))];
    let findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    let copy = &plan.copies()[0];
    let (straight, mut slanted) = (SplitOptions::default(), SplitOptions::default());
    slanted.straighten = false;
    for options in [straight, slanted] {
        let split = split::copy(&plan, 0, &sources, options).unwrap();
        let view = CopyView {
            copy,
            sources: &sources,
            findings: Some(&findings),
            notes: &split.notes,
            straighten: options.straighten,
        };
        let everywhere = AutoOptions { show_through: ShowThrough::Always, ..AutoOptions::default() };
        let zones = auto::of_copy(&view, &everywhere).unwrap().zones;
        let kinds: Vec<_> = zones.iter().map(|zone| (zone.page, zone.reason)).collect();
        assert_eq!(kinds, [(0, ZoneReason::Header), (1, ZoneReason::ShowThrough)]);
        assert!(covers_the_header(&zones[0].rect, (0.0, 1.0)), "{:?}", zones[0]);
        let (front, back) = (zones[0].rect, zones[1].rect);
        assert!(back.y() < front.y() + front.h() && back.y() + back.h() > front.y());
        let never = AutoOptions { show_through: ShowThrough::Never, ..AutoOptions::default() };
        assert_eq!(auto::of_copy(&view, &never).unwrap().zones, zones[..1]);
        let document = open(split.pdf);
        let after = open(hide(&document, &zones).bytes().to_vec());
        zones
            .iter()
            .for_each(|zone| Picture::new(&after, zone.page, 60.0).assert_empty(&zone.rect, 6, "copy"));
    }
}

/// The name stands at the left of the front: its back is at the right, and no wider than it has to be.
#[test]
fn the_back_of_a_name_is_mirrored() {
    let sources = [file(&sheet(0.0))];
    let mut findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    let header = findings.sources[0].sides[0].halves[1].header.as_mut().unwrap();
    header.rows.retain(|row| row.field.is_some());
    header.rows.truncate(1);
    header.rows[0].cells = vec![NormalizedRect::new(0.1, 0.05, 0.3, 0.03).unwrap()];
    let view = CopyView {
        copy: &plan.copies()[0],
        sources: &sources,
        findings: Some(&findings),
        notes: &[],
        straighten: true,
    };
    let everywhere = AutoOptions { show_through: ShowThrough::Always, ..AutoOptions::default() };
    let zones = auto::of_copy(&view, &everywhere).unwrap().zones;
    let back = zones.iter().find(|zone| zone.reason == ZoneReason::ShowThrough).unwrap().rect;
    let (left, right) = (back.x(), back.x() + back.w());
    assert!((0.55..0.6).contains(&left) && (0.9..0.95).contains(&right), "{back:?}");
    assert!(back.y() < 0.05 && (0.08..0.12).contains(&(back.y() + back.h())), "{back:?}");
}

/// Without findings the plan's own word counts: how sure it is that there is a header.
#[test]
fn a_plan_alone_says_how_sure_its_header_is() {
    let sources = [file(&sheet(0.0))];
    let findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    for (header, others, sure) in [(1.0, 0.5, true), (0.5, 1.0, false)] {
        let mut copy = plan.copies()[0].clone();
        assert!(copy.pages[0].header.is_some());
        for evidence in &mut copy.pages[0].evidence {
            evidence.score = if evidence.kind == EvidenceKind::Header { header } else { others };
        }
        let view = CopyView { copy: &copy, sources: &sources, findings: None, notes: &[], straighten: true };
        let found = auto::of_copy(&view, &AutoOptions::default());
        let told = found.as_ref().map_or_else(|error| error.detail(), |_| None);
        assert_eq!(told, (!sure).then_some("auto.header_uncertain"));
    }
}

#[test]
fn the_back_of_each_sheet_is_its_own() {
    let mut sides = Vec::new();
    for first_page in [1, 5] {
        let options = Options { dpi: 150, first_page, page_total: 8, ..options() };
        sides.extend(
            [Side::Recto, Side::Verso].map(|side| encode::jpeg(&booklet(side, &options), &Jpeg::default())),
        );
    }
    let sources = [open(scans::pdf(&sides, 150))];
    let findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    let copy = &plan.copies()[0];
    assert_eq!((plan.copies().len(), copy.pages.len()), (1, 8));
    let view = CopyView { copy, sources: &sources, findings: Some(&findings), notes: &[], straighten: true };
    let everywhere = AutoOptions { show_through: ShowThrough::Always, ..AutoOptions::default() };
    let zones = auto::of_copy(&view, &everywhere).unwrap().zones;
    let kinds: Vec<_> = zones.iter().map(|zone| (zone.page, zone.reason)).collect();
    let (front, back) = (ZoneReason::Header, ZoneReason::ShowThrough);
    assert_eq!(kinds, [(0, front), (1, back), (4, front), (5, back)]);
    let washed = auto::of_copy(&view, &AutoOptions::default()).unwrap().backs;
    assert_eq!(washed.iter().map(|back| (back.front, back.page)).collect::<Vec<_>>(), [(0, 1), (4, 5)]);
}

#[test]
fn where_a_name_may_show_through_an_answer_a_person_decides() {
    let sources = [file(&sheet(0.9))];
    let mut findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    for half in &mut findings.sources[0].sides[1].halves {
        half.ink.bleed_through = 0.2;
        half.blank.value = false;
    }
    let view = |findings| CopyView {
        copy: &plan.copies()[0],
        sources: &sources,
        findings: Some(findings),
        notes: &[],
        straighten: true,
    };
    let ask = AutoOptions { show_through: ShowThrough::WhereUnwritten, ..AutoOptions::default() };
    let hide = AutoOptions { show_through: ShowThrough::WhereSeen, ..AutoOptions::default() };
    let refused = auto::of_copy(&view(&findings), &ask).unwrap_err();
    assert_eq!((refused.detail(), refused.page()), (Some("auto.show_through"), Some(1)));
    assert_eq!(auto::of_copy(&view(&findings), &hide).unwrap().zones.len(), 2);
    let mut unwritten = findings.clone();
    for half in &mut unwritten.sources[0].sides[1].halves {
        half.blank.value = true;
    }
    assert_eq!(auto::of_copy(&view(&unwritten), &ask).unwrap().zones.len(), 2);
}

#[test]
fn a_barcode_that_says_a_number_of_a_candidate_is_a_zone_on_every_sheet() {
    const NUMBER: &str = "2026000417";
    // Bars stand low on page 3 of each sheet, far from any header.
    let mut sides = Vec::new();
    for first_page in [1, 5] {
        for side in [Side::Recto, Side::Verso] {
            let mut canvas = booklet(side, &Options { dpi: 150, first_page, page_total: 8, ..options() });
            if side == Side::Verso {
                canvas.fill(1500, 1400, 500, 160, [255; 3]);
                let width = barcode::draw(&mut canvas, NUMBER, (1560, 1430), 3, 90);
                assert!(width < 380);
            }
            sides.push(encode::jpeg(&canvas, &Jpeg::default()));
        }
    }
    let sources = [open(scans::pdf(&sides, 150))];
    let findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    let copy = &plan.copies()[0];
    assert_eq!((plan.copies().len(), copy.pages.len()), (1, 8));
    let view = CopyView { copy, sources: &sources, findings: Some(&findings), notes: &[], straighten: true };
    let is_ours = |text: &str| text == NUMBER;
    let is_anothers = |text: &str| text == "2026000418";
    let codes = |barcodes| {
        let options = AutoOptions { barcodes, ..AutoOptions::default() };
        let mut zones = auto::of_copy(&view, &options).unwrap().zones;
        zones.retain(|zone| zone.reason == ZoneReason::Barcode);
        zones
    };
    let zones = codes(Barcodes::Matching(&is_ours));
    assert_eq!(zones.iter().map(|zone| zone.page).collect::<Vec<_>>(), [2, 6]);
    assert_eq!(codes(Barcodes::All), zones);
    assert!(codes(Barcodes::Matching(&is_anothers)).is_empty() && codes(Barcodes::Never).is_empty());
    // The page begins at the fold, 1240 pixels from the left of its side.
    let bars = NormalizedRect::new(320.0 / 1240.0, 1430.0 / 1754.0, 270.0 / 1240.0, 90.0 / 1754.0).unwrap();
    for zone in &zones {
        let (bars, own) = (bars.scaled(1.0, 1.0), zone.rect.scaled(1.0, 1.0));
        assert!(own.x0 < bars.x0 && own.x1 > bars.x1 && own.y0 < bars.y0 && own.y1 > bars.y1, "{zone:?}");
        assert!(zone.rect.w() * zone.rect.h() < 0.08, "{zone:?}");
    }
    let document = open(split::copy(&plan, 0, &sources, SplitOptions::default()).unwrap().pdf);
    let after = open(hide(&document, &zones).bytes().to_vec());
    zones.iter().for_each(|zone| Picture::new(&after, zone.page, 60.0).assert_empty(&zone.rect, 6, "bars"));
}

#[test]
fn what_is_not_certain_is_for_a_person() {
    let blank = file(&[Canvas::grey(1300, 920), Canvas::grey(1300, 920)]);
    let refused = auto::of_document(&blank, &AutoOptions::default()).unwrap_err();
    assert_eq!(refused.code(), Code::ZoneInvalid);
    assert!(matches!(refused.detail(), Some("auto.no_header" | "auto.header_uncertain")));
    let doubtful = AutoOptions { confidence: 1.0, ..AutoOptions::default() };
    let refused = auto::of_document(&file(&sheet(0.0)), &doubtful).unwrap_err();
    assert_eq!((refused.code(), refused.detail()), (Code::ZoneInvalid, Some("auto.header_uncertain")));

    // Where the fold was missed, a header goes on beyond it.
    let sources = [file(&sheet(0.0))];
    let mut findings = scan::examine(&[("scan.pdf", &sources[0])], &Silent).unwrap();
    let plan = booklet::assign(&findings, &AssignOptions::default()).unwrap();
    let half = &mut findings.sources[0].sides[0].halves[1];
    if let Some(header) = &mut half.header {
        header.rect = NormalizedRect::new(0.0, header.rect.y(), 0.9, header.rect.h()).unwrap();
    }
    let mut copy = plan.copies()[0].clone();
    copy.pages.iter_mut().for_each(|page| page.header = None);
    let view =
        CopyView { copy: &copy, sources: &sources, findings: Some(&findings), notes: &[], straighten: true };
    let refused = auto::of_copy(&view, &AutoOptions::default()).unwrap_err();
    assert_eq!(refused.detail(), Some("auto.header_uncertain"));

    // By shape alone nobody looked: there is no header in the plan.
    let sources = [file(&sheet(0.0))];
    let plan = booklet::plan(&[sources[0].shape("scan.pdf").unwrap()], Mode::Shape).unwrap();
    let copy = &plan.copies()[0];
    let mut view = CopyView { copy, sources: &sources, findings: None, notes: &[], straighten: true };
    assert_eq!(auto::of_copy(&view, &AutoOptions::default()).unwrap_err().code(), Code::ZoneInvalid);
    let id = copy.pages[0].placement.id;
    let notes = [Note { page: 2, id, kind: NoteKind::KeptWhole, cause: None }];
    view.notes = &notes;
    let refused = auto::of_copy(&view, &AutoOptions::default()).unwrap_err();
    assert_eq!((refused.detail(), refused.page()), (Some("auto.kept_whole"), Some(2)));
}
