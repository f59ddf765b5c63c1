//! Where objects are, looked for: the table of a file whose own table is lost.
//!
//! Knows what an object's first bytes look like. Later objects replace earlier ones with the same number,
//! because updates are appended.

use lopdf::{Dictionary, Object};

use super::syntax::{Budget, Fault, Indirect, Parsed, Parser};
use super::xref::{Place, Table, places_of_stream};

/// Finds every object and the likeliest trailer.
///
/// Objects inside object streams are not seen here: `super::load` reads all object streams of a scanned file.
pub(super) fn scan(data: &[u8], budget: &Budget) -> Parsed<Table> {
    let mut table = Table { repaired: true, ..Table::default() };
    let mut trailers = Trailers::default();
    let mut from = 0;
    for keyword in memchr::memmem::find_iter(data, b"obj") {
        if keyword < from {
            continue;
        }
        let Some(start) = header_before(data, keyword) else { continue };
        trailers.between(data, from, start, budget)?;
        from = keyword;
        let indirect = match Parser::new(data, start, budget).indirect() {
            Ok(indirect) => indirect,
            Err(Fault::Damaged) => continue,
            Err(fault) => return Err(fault),
        };
        table.places.insert(indirect.id.0, Place::At(start));
        from = end_of(data, &indirect).unwrap_or(keyword.saturating_add(3));
        trailers.consider(data, &indirect, &mut table, budget)?;
    }
    trailers.between(data, from, data.len(), budget)?;
    table.trailer = trailers.best();
    Ok(table)
}

/// Where `12 0 obj` begins, if that is what ends with this `obj`.
fn header_before(data: &[u8], keyword: usize) -> Option<usize> {
    let before = data.get(..keyword)?;
    let skip = |bytes: &[u8], wanted: fn(&u8) -> bool| {
        let kept = bytes.iter().rposition(|byte| !wanted(byte)).map_or(0, |last| last + 1);
        (kept, bytes.len() - kept)
    };
    let space = |byte: &u8| super::syntax::is_space(*byte);
    let window = before.len().saturating_sub(64);
    let before_window = before.get(window..)?;
    let (end, _) = skip(before_window, space);
    let (generation, digits) = skip(before_window.get(..end)?, u8::is_ascii_digit);
    if !(1..=5).contains(&digits) {
        return None;
    }
    let (end, blanks) = skip(before_window.get(..generation)?, space);
    let (number, digits) = skip(before_window.get(..end)?, u8::is_ascii_digit);
    (blanks > 0 && (1..=10).contains(&digits)).then_some(window + number)
}

/// The end of an object that says where its data ends and is right about it: nothing inside is an object.
fn end_of(data: &[u8], indirect: &Indirect) -> Option<usize> {
    let start = indirect.stream?;
    let dictionary = indirect.object.as_dict().ok()?;
    let length = usize::try_from(dictionary.get(b"Length").and_then(Object::as_i64).ok()?).ok()?;
    let end = start.checked_add(length)?;
    let tail = data.get(end..end.saturating_add(16).min(data.len()))?;
    memchr::memmem::find(tail, b"endstream").map(|_| end)
}

/// Everything that could be the trailer, in the order of the file.
#[derive(Default)]
struct Trailers {
    found: Option<Dictionary>,
    catalog: Option<lopdf::ObjectId>,
    encrypted: Option<(Object, Option<Object>)>,
}

impl Trailers {
    /// Trailers written as such.
    fn between(&mut self, data: &[u8], from: usize, to: usize, budget: &Budget) -> Parsed<()> {
        let Some(gap) = data.get(from..to) else { return Ok(()) };
        budget.spend_work(gap.len())?;
        for keyword in memchr::memmem::find_iter(gap, b"trailer") {
            let mut parser = Parser::new(data, from + keyword + 7, budget);
            parser.skip_space();
            if parser.rest().starts_with(b"<<") {
                let start = parser.position();
                match parser.dictionary(0) {
                    Ok(dictionary) => self.offer(&dictionary),
                    Err(Fault::Damaged) => {}
                    Err(fault) => return Err(fault),
                }
                budget.spend_work(parser.position().saturating_sub(start))?;
            }
        }
        Ok(())
    }

    /// Cross-reference streams are trailers too, and know what is in which object stream.
    fn consider(
        &mut self,
        data: &[u8],
        indirect: &Indirect,
        table: &mut Table,
        budget: &Budget,
    ) -> Parsed<()> {
        let Object::Dictionary(dictionary) = &indirect.object else { return Ok(()) };
        if dictionary.has_type(b"Catalog") && dictionary.has(b"Pages") {
            self.catalog = Some(indirect.id);
        }
        let Some(stream) = indirect.stream.filter(|_| dictionary.has_type(b"XRef")) else { return Ok(()) };
        self.offer(dictionary);
        let content = end_of(data, indirect).and_then(|end| data.get(stream..end));
        match places_of_stream(dictionary, content.unwrap_or_default().to_vec(), budget) {
            Ok(places) => {
                let packed = places.into_iter().filter(|(_, place)| matches!(place, Place::In(_)));
                for (number, place) in packed {
                    if !matches!(table.places.get(&number), Some(Place::At(_))) {
                        table.places.insert(number, place);
                    }
                }
                Ok(())
            }
            Err(Fault::Damaged) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    fn offer(&mut self, dictionary: &Dictionary) {
        if let Ok(encrypt) = dictionary.get(b"Encrypt") {
            self.encrypted = Some((encrypt.clone(), dictionary.get(b"ID").ok().cloned()));
        }
        if matches!(dictionary.get(b"Root"), Ok(Object::Reference(_))) {
            self.found = Some(dictionary.clone());
        }
    }

    fn best(self) -> Dictionary {
        let mut trailer = self.found.unwrap_or_default();
        if !trailer.has(b"Root")
            && let Some(catalog) = self.catalog
        {
            trailer.set("Root", Object::Reference(catalog));
        }
        // Of several trailers any may be the only one to say that the file is encrypted.
        if let Some((encrypt, id)) = self.encrypted.filter(|_| !trailer.has(b"Encrypt")) {
            trailer.set("Encrypt", encrypt);
            if let Some(id) = id {
                trailer.set("ID", id);
            }
        }
        for key in [b"Prev".as_slice(), b"XRefStm"] {
            trailer.remove(key);
        }
        trailer
    }
}
