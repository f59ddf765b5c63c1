//! Opening what nobody vouches for: each code, each limit, attacks, and the public collections as judges.

use std::sync::Arc;

use korrigo_core::document::{ActiveKind, Document, Inspection, OpenOptions};
use korrigo_core::geometry::Rotation;
use korrigo_core::{Code, Error, Limits, Observer, Silent};
use korrigo_fixtures::{damage, pdf};
use lopdf::{EncryptionState, EncryptionVersion, Object, Permissions};

fn open(bytes: Vec<u8>) -> Result<Document, Error> {
    Document::open(Arc::new(bytes), &OpenOptions::default())
}

fn open_within(bytes: Vec<u8>, limits: Limits) -> Result<Document, Error> {
    Document::open(Arc::new(bytes), &OpenOptions { limits, ..OpenOptions::default() })
}

fn code(bytes: Vec<u8>) -> Code {
    open(bytes).unwrap_err().code()
}

fn inspect(bytes: Vec<u8>) -> Inspection {
    open(bytes).unwrap().inspect(&Silent).unwrap()
}

/// A file of these objects, with a table that is right.
fn file(objects: &[(u32, &str)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = std::collections::BTreeMap::new();
    for (number, body) in objects {
        offsets.insert(*number, bytes.len());
        bytes.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let start = bytes.len();
    let size = offsets.keys().max().map_or(1, |number| number + 1);
    bytes.extend(format!("xref\n0 {size}\n").bytes());
    for number in 0..size {
        let line = match offsets.get(&number) {
            Some(offset) => format!("{offset:010} 00000 n \n"),
            None => "0000000000 65535 f \n".to_owned(),
        };
        bytes.extend(line.bytes());
    }
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

const CATALOG: (u32, &str) = (1, "<< /Type /Catalog /Pages 2 0 R >>");
const TREE: (u32, &str) = (2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>");
const PAGE: (u32, &str) = (3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");

fn page(entries: &str) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R {entries} >>");
    file(&[CATALOG, TREE, (3, &page)])
}

mod codes {
    use super::*;

    #[test]
    fn empty_file() {
        assert_eq!(code(Vec::new()), Code::EmptyFile);
    }

    #[test]
    fn file_too_large_at_the_limit_and_one_past_it() {
        let bytes = file(&[CATALOG, TREE, PAGE]);
        let limit = |max_file_bytes| Limits { max_file_bytes, ..Limits::default() };
        assert!(open_within(bytes.clone(), limit(bytes.len() as u64)).is_ok());
        let refusal = open_within(bytes.clone(), limit(bytes.len() as u64 - 1)).unwrap_err();
        assert_eq!(refusal.code(), Code::FileTooLarge);
    }

    #[test]
    fn header_at_the_limit_and_one_past_it() {
        let late = |junk: usize| [vec![b'\n'; junk], file(&[CATALOG, TREE, PAGE])].concat();
        assert_eq!(open(late(1024 - 5)).unwrap().page_count(), 1);
        assert_eq!(code(late(1024 - 4)), Code::InvalidMimeType);
        assert_eq!(open(damage::junk_in_front()).unwrap().page_count(), 2);
    }

    #[test]
    fn extension_is_looked_at_only_where_a_name_is_given() {
        let bytes = Arc::new(file(&[CATALOG, TREE, PAGE]));
        let named = |name| OpenOptions { name: Some(name), ..OpenOptions::default() };
        assert!(Document::open(bytes.clone(), &named("Scan 12.PDF")).is_ok());
        for name in ["scan.docx", "scan", "pdf"] {
            let refusal = Document::open(bytes.clone(), &named(name)).unwrap_err();
            assert_eq!(refusal.code(), Code::InvalidExtension, "{name}");
        }
    }

    #[test]
    fn everything_that_fails_is_told_together() {
        let limits = Limits { max_file_bytes: 3, ..Limits::default() };
        let options = OpenOptions { name: Some("scan.png"), limits, ..OpenOptions::default() };
        let refusal = Document::open(Arc::new(b"\x89PNG".to_vec()), &options).unwrap_err();
        let also: Vec<_> = refusal.also().iter().map(Error::code).collect();
        assert_eq!(refusal.code(), Code::FileTooLarge);
        assert_eq!(also, [Code::InvalidMimeType, Code::InvalidExtension]);
        let options = OpenOptions { name: Some("scan.png"), ..OpenOptions::default() };
        let refusal = Document::open(Arc::new(damage::no_page()), &options).unwrap_err();
        assert_eq!((refusal.code(), refusal.also()[0].code()), (Code::InvalidExtension, Code::EmptyPdf));
    }

    #[test]
    fn corrupted_and_empty() {
        assert_eq!(code(damage::garbage()), Code::CorruptedPdf);
        assert_eq!(code(damage::no_page()), Code::EmptyPdf);
        assert_eq!(code(file(&[CATALOG, (2, "<< /Type /Pages /Kids [9 0 R null] >>")])), Code::EmptyPdf);
    }

    #[test]
    fn pages_at_the_limit_and_one_past_it() {
        let limits = Limits { max_pages: 3, ..Limits::default() };
        assert_eq!(open_within(damage::sound(3), limits.clone()).unwrap().page_count(), 3);
        assert_eq!(open_within(damage::sound(4), limits).unwrap_err().code(), Code::TooManyPages);
    }

    #[test]
    fn page_not_found() {
        let document = open(damage::sound(2)).unwrap();
        assert_eq!(document.page(1).unwrap().index(), 1);
        assert_eq!(document.page(2).map(|page| page.index()).unwrap_err().code(), Code::PageNotFound);
    }
}

mod repair {
    use super::*;

    #[test]
    fn sound_files_are_not_called_repaired() {
        let document = open(damage::sound(2)).unwrap();
        assert!(!document.is_repaired() && !document.readers_disagree());
        assert_eq!(document.readers().lopdf, Some(2));
    }

    #[test]
    fn lost_tables_are_searched_for() {
        for bytes in [damage::without_xref(), damage::wrong_startxref()] {
            let document = open(bytes).unwrap();
            assert_eq!(document.page_count(), 2);
            assert!(document.is_repaired());
        }
    }

    #[test]
    fn wrong_lengths_end_at_endstream() {
        let (sound, broken) = (inspect(damage::sound(2)), inspect(damage::wrong_lengths()));
        assert_eq!(sound.pages, broken.pages);
        assert_eq!(broken.pages[0].layers.len(), 1);
    }

    #[test]
    fn moved_objects_are_found() {
        let text = String::from_utf8(file(&[CATALOG, TREE, PAGE])).unwrap();
        let moved = text.replacen("2 0 obj", "\n\n\n2 0 obj", 1);
        let document = open(moved.into_bytes()).unwrap();
        assert_eq!((document.page_count(), document.is_repaired()), (1, true));
    }

    /// Wherever an upload is cut off, it is refused or all that it shows is there.
    #[test]
    fn a_cut_off_upload_is_never_a_blank_page() {
        let sound = damage::sound(2);
        for end in (0..sound.len()).step_by(7) {
            if let Ok(document) = open(sound[..end].to_vec()) {
                let pages = document.inspect(&Silent).unwrap().pages;
                assert!(pages.iter().all(|page| page.layers.len() == 1), "cut at {end}");
            }
        }
    }
}

mod encryption {
    use super::*;

    fn encrypted(version: &str, user: &str) -> Vec<u8> {
        saved(locked(version, user))
    }

    fn saved(mut document: lopdf::Document) -> Vec<u8> {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn locked(version: &str, user: &str) -> lopdf::Document {
        let mut document = lopdf::Document::load_mem(&damage::sound(2)).unwrap();
        let id = Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", vec![id.clone(), id]);
        let (owner_password, user_password, permissions) = ("owner", user, Permissions::all());
        let aes: Arc<dyn lopdf::encryption::crypt_filters::CryptFilter> = match version {
            "aes256" => Arc::new(lopdf::encryption::crypt_filters::Aes256CryptFilter),
            _ => Arc::new(lopdf::encryption::crypt_filters::Aes128CryptFilter),
        };
        let crypt_filters = std::collections::BTreeMap::from([(b"StdCF".to_vec(), aes)]);
        let (stream_filter, string_filter) = (b"StdCF".to_vec(), b"StdCF".to_vec());
        let state = match version {
            "rc4" => EncryptionVersion::V2 {
                document: &document,
                owner_password,
                user_password,
                key_length: 128,
                permissions,
            },
            "aes128" => EncryptionVersion::V4 {
                document: &document,
                encrypt_metadata: true,
                crypt_filters,
                stream_filter,
                string_filter,
                owner_password,
                user_password,
                permissions,
            },
            _ => EncryptionVersion::V5 {
                encrypt_metadata: true,
                crypt_filters,
                file_encryption_key: &[7; 32],
                stream_filter,
                string_filter,
                owner_password,
                user_password,
                permissions,
            },
        };
        let state = EncryptionState::try_from(state).unwrap();
        document.encrypt(&state).unwrap();
        document
    }

    #[test]
    fn the_empty_password_opens_silently() {
        let plain = inspect(damage::sound(2));
        for version in ["rc4", "aes128", "aes256"] {
            let inspection = inspect(encrypted(version, ""));
            assert!(inspection.encrypted, "{version}");
            assert_eq!(inspection.pages, plain.pages, "{version}: the content decrypts");
        }
    }

    #[test]
    fn crypt_filters_may_be_objects_of_their_own() {
        let plain = inspect(damage::sound(2));
        for version in ["aes128", "aes256"] {
            let mut document = locked(version, "");
            let id = document.trailer.get(b"Encrypt").unwrap().as_reference().unwrap();
            let encryption = document.get_dictionary(id).unwrap().clone();
            let mut filters = encryption.get(b"CF").unwrap().as_dict().unwrap().clone();
            let filter = document.add_object(filters.get(b"StdCF").unwrap().clone());
            filters.set("StdCF", filter);
            let filters = document.add_object(filters);
            document.get_dictionary_mut(id).unwrap().set("CF", filters);
            assert_eq!(inspect(saved(document)).pages, plain.pages, "{version}");
        }
    }

    #[test]
    fn a_password_can_be_given() {
        for version in ["rc4", "aes128", "aes256"] {
            let bytes = Arc::new(encrypted(version, "secret"));
            let with = |password| OpenOptions { password, ..OpenOptions::default() };
            for password in ["secret", "owner"] {
                let document = Document::open(bytes.clone(), &with(Some(password))).unwrap();
                assert_eq!(document.page_count(), 2, "{version}");
            }
            for (password, detail) in
                [(None, "encryption.password_needed"), (Some("no"), "encryption.wrong_password")]
            {
                let refusal = Document::open(bytes.clone(), &with(password)).unwrap_err();
                assert_eq!(refusal.code(), Code::EncryptedPdf, "{version}");
                assert_eq!(refusal.detail(), Some(detail), "{version}");
            }
        }
    }
}

mod attacks {
    use super::*;

    fn detail(bytes: Vec<u8>) -> (Code, Option<&'static str>) {
        let refusal = open(bytes).unwrap_err();
        (refusal.code(), refusal.detail())
    }

    #[test]
    fn cycles_in_the_page_tree_are_walked_once() {
        assert!(open(damage::page_tree_cycle()).is_ok_and(|document| document.is_repaired()));
        let twice = (2, "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] >>");
        assert_eq!(open(file(&[CATALOG, twice, PAGE])).unwrap().page_count(), 1);
        let itself = [CATALOG, TREE, (3, "4 0 R"), (4, "3 0 R")];
        assert_eq!(code(file(&itself)), Code::EmptyPdf);
    }

    #[test]
    fn a_tree_that_doubles_at_every_level_is_walked_once() {
        let nodes: Vec<String> =
            (3..40).map(|next| format!("<< /Type /Pages /Kids [{next} 0 R {next} 0 R] >>")).collect();
        let mut objects = vec![CATALOG];
        objects.extend(nodes.iter().enumerate().map(|(index, body)| (index as u32 + 2, body.as_str())));
        objects.push((39, "<< /Type /Page >>"));
        assert_eq!(open(file(&objects)).unwrap().page_count(), 2);
    }

    #[test]
    fn nesting_at_the_limit_and_past_it() {
        assert!(open(damage::nested_arrays(60)).is_ok());
        assert_eq!(detail(damage::nested_arrays(100)), (Code::ResourceLimit, Some("limit.depth")));
        assert_eq!(detail(damage::nested_arrays(1_000_000)), (Code::ResourceLimit, Some("limit.depth")));
        assert!(open(damage::deep_page_tree(50)).is_ok());
        assert_eq!(detail(damage::deep_page_tree(500)), (Code::ResourceLimit, Some("limit.depth")));
    }

    #[test]
    fn objects_at_the_limit_and_past_it() {
        let bytes = || file(&[CATALOG, TREE, PAGE, (4, "[0 0 0 0 0 0 0 0 0 0]")]);
        let limits = |max_objects| Limits { max_objects, ..Limits::default() };
        let least = (1..200).find(|count| open_within(bytes(), limits(*count)).is_ok()).unwrap();
        let refusal = open_within(bytes(), limits(least - 1)).unwrap_err();
        assert_eq!((refusal.code(), refusal.detail()), (Code::ResourceLimit, Some("limit.objects")));
    }

    /// lopdf's own reader recurses once for each link of such a chain.
    #[test]
    fn a_chain_of_lengths_costs_nothing() {
        let links: Vec<String> =
            (5..20_005).map(|next| format!("<< /Length {next} 0 R >>\nstream\nx\nendstream")).collect();
        let mut objects = vec![CATALOG, TREE, PAGE];
        objects.extend(links.iter().enumerate().map(|(index, body)| (index as u32 + 4, body.as_str())));
        assert_eq!(open(file(&objects)).unwrap().page_count(), 1);
    }

    /// A table that names one large object again and again.
    #[test]
    fn an_object_named_again_and_again_is_read_once() {
        let bytes = String::from_utf8(file(&[CATALOG, TREE, PAGE])).unwrap();
        let stream =
            format!("4 0 obj\n<< /Length 1000000 >>\nstream\n{}\nendstream\nendobj\n", "x".repeat(1_000_000));
        let (offset, body) = (bytes.find("xref").unwrap(), &bytes[..bytes.find("xref").unwrap()]);
        let mut attack = format!("{body}{stream}");
        let start = attack.len();
        attack += "xref\n0 50004\n0000000000 65535 f \n";
        for number in 1..4 {
            attack += &format!("{:010} 00000 n \n", bytes.find(&format!("{number} 0 obj")).unwrap());
        }
        attack += &format!("{offset:010} 00000 n \n").repeat(50_000);
        attack += &format!("trailer << /Size 50004 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF");
        assert_eq!(open(attack.into_bytes()).unwrap().page_count(), 1);
    }

    #[test]
    fn objects_that_never_end_are_not_read_to_the_end_each() {
        for opening in ["(", "<</A(", "[", "<<", "<"] {
            let body: String = (1..20_000).map(|number| format!("{number} 0 obj {opening}")).collect();
            let refusal = open(format!("%PDF-1.7\n{body}").into_bytes()).unwrap_err();
            let known = matches!(refusal.code(), Code::ResourceLimit | Code::CorruptedPdf);
            assert!(known, "{opening}: {refusal}");
        }
    }

    #[test]
    fn object_streams_that_explode_are_refused() {
        let bomb = korrigo_fixtures::encode::deflate(&vec![b' '; 300 << 20]);
        let header = format!("<< /Type /ObjStm /N 1 /First 9 /Filter /FlateDecode /Length {} >>", bomb.len());
        let mut bytes = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n5 0 obj ".to_vec();
        bytes.extend(header.bytes());
        bytes.extend(b"\nstream\n");
        bytes.extend(bomb);
        bytes.extend(b"\nendstream endobj\ntrailer << /Root 1 0 R >>");
        assert_eq!(detail(bytes), (Code::ResourceLimit, Some("limit.structure")));
    }

    #[test]
    fn content_that_explodes_is_not_decoded() {
        let limits = Limits { max_decoded_bytes: 1 << 20, ..Limits::default() };
        let document = open_within(damage::flate_bomb(64), limits).unwrap();
        assert_eq!(document.inspect(&Silent).unwrap().pages[0].layers, []);
    }
}

mod geometry {
    use super::*;

    fn shown(entries: &str) -> (f64, f64, Rotation) {
        let document = open(page(entries)).unwrap();
        let geometry = document.page(0).unwrap().geometry();
        let (width, height) = geometry.displayed_size();
        (width, height, geometry.rotation())
    }

    #[test]
    fn rotate_in_quarter_turns() {
        for (written, meant) in [
            ("90", Rotation::D90),
            ("-90", Rotation::D270),
            ("450", Rotation::D90),
            ("180.0", Rotation::D180),
            ("45", Rotation::D0),
            ("/No", Rotation::D0),
        ] {
            let (width, _, rotation) = shown(&format!("/MediaBox [0 0 100 200] /Rotate {written}"));
            assert_eq!(rotation, meant, "{written}");
            assert_eq!(width, if meant.swaps_sides() { 200.0 } else { 100.0 }, "{written}");
        }
    }

    #[test]
    fn boxes_as_readers_take_them() {
        for (entries, width, height) in [
            ("/MediaBox [100 200 0 0]", 100.0, 200.0),
            ("/MediaBox [0 0 100 200] /CropBox [90 150 10 50]", 80.0, 100.0),
            ("/MediaBox [0 0 100 200] /CropBox [50 50 500 500]", 50.0, 150.0),
            ("/MediaBox [0 0 100 200] /CropBox [300 300 400 400]", 100.0, 200.0),
            ("/MediaBox [0 0 0 0]", 612.0, 792.0),
            ("/MediaBox [0 0 1e30 5]", 612.0, 792.0),
            ("/MediaBox [0 0]", 612.0, 792.0),
            ("", 612.0, 792.0),
            ("/MediaBox [0 0 100 200] /UserUnit 2.5", 250.0, 500.0),
            ("/MediaBox [0 0 100 200] /UserUnit -1", 100.0, 200.0),
            ("/MediaBox [0 0 100 200] /UserUnit 99999999999", 100.0, 200.0),
        ] {
            assert_eq!(shown(entries), (width, height, Rotation::D0), "{entries}");
        }
    }

    #[test]
    fn attributes_are_inherited_from_the_nearest_node() {
        let upper = "<< /Type /Pages /Kids [5 0 R] /MediaBox [0 0 10 20] /Rotate 90 >>";
        let lower = (5, "<< /Type /Pages /Kids [3 0 R 6 0 R] /MediaBox 7 0 R >>");
        let own = (6, "<< /Type /Page /MediaBox [0 0 50 60] /Rotate 0 >>");
        let bare = (3, "<< /Type /Page >>");
        let document = open(file(&[CATALOG, (2, upper), bare, lower, own, (7, "[0 0 30 40]")])).unwrap();
        let sizes: Vec<_> =
            (0..2).map(|index| document.page(index).unwrap().geometry().displayed_size()).collect();
        assert_eq!(sizes, [(40.0, 30.0), (50.0, 60.0)]);
    }
}

mod inspection {
    use super::*;

    #[test]
    fn json_has_the_published_shape() {
        let json = serde_json::to_value(inspect(damage::sound(1))).unwrap();
        assert_eq!(json["page_count"], 1);
        assert_eq!(json["encrypted"], false);
        assert_eq!(json["repaired"], false);
        assert_eq!(json["readers"], serde_json::json!({"lopdf": 1, "hayro": 1}));
        assert_eq!(json["active_content"], serde_json::json!([]));
        let page = &json["pages"][0];
        assert_eq!((page["rotate"].as_i64(), page["user_unit"].as_f64()), (Some(0), Some(1.0)));
        assert_eq!(page["dpi"], 10.0, "as it was drawn");
        let layer = serde_json::json!([{"codec": "jpeg", "width": 85, "height": 110, "bits": 8}]);
        assert_eq!(page["layers"], layer);
    }

    #[test]
    fn dpi_counts_the_user_unit() {
        let mut file = pdf::Pdf::new();
        let image = file.stream("/Subtype /Image /Width 300 /Height 300 /BitsPerComponent 1", b"");
        let page = pdf::Page::new(144.0, 144.0).user_unit(0.5).content("144 0 0 144 0 0 cm /I Do");
        file.page(&page.resources(&format!("/XObject << /I {image} 0 R >>")));
        assert_eq!(inspect(file.finish()).pages[0].dpi, Some(300.0));
    }

    #[test]
    fn active_content_is_found_where_it_is() {
        let catalog = "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> \
                       /Names << /EmbeddedFiles << /Names [(a) 9 0 R (b) 9 0 R] >> >> >>";
        let link = "<< /Subtype /Link /A << /S /URI /URI (u) /Next << /S /Launch >> >> >>";
        let page = format!("<< /Type /Page /Annots [{link} {link}] >>");
        let found = inspect(file(&[(1, catalog), TREE, (3, &page)])).active_content;
        let found: Vec<_> = found.iter().map(|item| (item.kind, item.page, item.count)).collect();
        let expected = [
            (ActiveKind::Javascript, None, 1),
            (ActiveKind::Launch, Some(0), 2),
            (ActiveKind::EmbeddedFile, None, 2),
            (ActiveKind::Uri, Some(0), 2),
            (ActiveKind::OpenAction, None, 1),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn inspection_can_be_cancelled() {
        struct Cancelled;
        impl Observer for Cancelled {
            fn is_cancelled(&self) -> bool {
                true
            }
        }
        let refusal = open(damage::sound(2)).unwrap().inspect(&Cancelled).unwrap_err();
        assert_eq!(refusal.code(), Code::Cancelled);
    }

    #[test]
    fn shape_tells_a_planner_what_it_needs() {
        let shape = open(damage::sound(2)).unwrap().shape("scan.pdf").unwrap();
        assert_eq!((shape.source.pages, shape.pages.len(), shape.readers_disagree), (2, 2, false));
    }

    #[test]
    fn nothing_of_a_paper_is_in_debug() {
        let document = open(page("/MediaBox [0 0 9 9] /Name (Dupont)")).unwrap();
        assert!(!format!("{document:?}").contains("Dupont"));
    }
}

/// The public collections behind `KORRIGO_CORPUS`, judged by what pikepdf, PyMuPDF and PDFium made of them.
mod corpus {
    use super::*;
    use std::collections::BTreeMap;
    use std::path::Path;

    const PARTS: [&str; 5] = ["annotations", "exams", "redaction", "robustness", "scan"];

    /// One line of a manifest, by column.
    fn lines(manifest: &str) -> Vec<BTreeMap<String, String>> {
        let mut rows = manifest.lines().map(cells);
        let head = rows.next().unwrap_or_default();
        rows.map(|row| head.iter().cloned().zip(row).collect()).collect()
    }

    fn cells(line: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cells.last_mut().unwrap().push(other),
            }
        }
        cells
    }

    /// What most tools count.
    fn counted(row: &BTreeMap<String, String>) -> Option<usize> {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for tool in ["pikepdf", "pymupdf", "pypdfium2"] {
            if let Some(count) = row[tool].strip_prefix("ok:").and_then(|count| count.parse().ok()) {
                *votes.entry(count).or_default() += 1;
            }
        }
        votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(count, _)| count)
    }

    fn kind(expected: &str) -> &'static str {
        let kinds = ["opens", "repairable", "must be rejected", "encrypted: user", "encrypted, opens"];
        // Where the tools differ about a sound file, /Count is wrong: there is no truth to compare with.
        let differs = expected.contains("counts differ");
        kinds.into_iter().find(|kind| expected.starts_with(kind) && !differs).unwrap_or("other")
    }

    fn is_right(kind: &str, row: &BTreeMap<String, String>, opened: &Result<Document, Error>) -> bool {
        match (kind, opened) {
            ("opens" | "repairable" | "encrypted, opens", Ok(document)) => {
                Some(document.page_count()) == counted(row)
            }
            ("encrypted: user", Err(refusal)) => refusal.code() == Code::EncryptedPdf,
            ("must be rejected", Err(_)) | ("other", _) => true,
            _ => false,
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the collection is opt-in, by the environment")]
    fn every_file_is_opened_or_refused_as_it_should_be() {
        let Ok(corpus) = std::env::var("KORRIGO_CORPUS") else { return };
        let mut table: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for part in PARTS {
            let folder = Path::new(&corpus).join(part);
            let manifest = std::fs::read_to_string(folder.join("manifest.csv")).unwrap();
            for row in lines(&manifest).iter().filter(|row| row["file"].ends_with(".pdf")) {
                let opened = open(std::fs::read(folder.join(&row["file"])).unwrap());
                if let Ok(document) = &opened {
                    document.inspect(&Silent).unwrap();
                }
                let kind = kind(&row["expected"]);
                let (right, all) = table.entry(kind).or_default();
                *all += 1;
                if is_right(kind, row, &opened) {
                    *right += 1;
                } else {
                    println!("{kind}: {part}/{}: {:?}", row["file"], opened.map(|found| found.page_count()));
                }
            }
        }
        for (kind, (right, all)) in &table {
            println!("{kind:20} {right:5} of {all:5}");
        }
        let share = |kind: &str| table[kind].0 as f64 / table[kind].1 as f64;
        assert!(share("opens") == 1.0 && share("encrypted, opens") == 1.0);
        assert!(share("repairable") >= 0.99);
        assert!(share("encrypted: user") >= 0.98 && share("must be rejected") >= 0.97);
    }
}
