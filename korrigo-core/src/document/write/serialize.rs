//! Objects as bytes: ISO 32000-2, 7.3, in the shortest spelling that every reader takes.
//!
//! Knows how each kind of object is spelled. Knows no file: no offsets, no streams, no references to follow.

use lopdf::{Dictionary, Object, StringFormat};

/// Appends the spelling of an object. Inside an array or a dictionary a stream has no spelling: it is `null`.
pub(crate) fn object(out: &mut Vec<u8>, value: &Object) {
    match value {
        Object::Null | Object::Stream(_) => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { b"true".as_slice() } else { b"false" }),
        Object::Integer(value) => out.extend(value.to_string().bytes()),
        Object::Real(value) => out.extend(real(*value).bytes()),
        Object::Name(value) => name(out, value),
        Object::String(value, StringFormat::Literal) => string(out, value),
        Object::String(value, StringFormat::Hexadecimal) => hexadecimal(out, value),
        Object::Array(items) => array(out, items),
        Object::Dictionary(value) => dictionary(out, value),
        Object::Reference((number, generation)) => out.extend(format!("{number} {generation} R").bytes()),
    }
}

/// Appends the spelling of a dictionary.
pub(crate) fn dictionary(out: &mut Vec<u8>, value: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in value {
        name(out, key);
        if needs_space(value) {
            out.push(b' ');
        }
        object(out, value);
    }
    out.extend(b">>");
}

/// A number of a content stream or a box: at most `digits` decimals, no trailing zero, never an exponent
/// (PDF has none), and `0` for what is not finite.
pub(crate) fn number(value: f64, digits: usize) -> String {
    let mut text = Vec::new();
    put_number(&mut text, value, digits);
    text.into_iter().map(char::from).collect()
}

/// Appends [`number`]: drawings are made of little else.
pub(crate) fn put_number(out: &mut Vec<u8>, value: f64, digits: usize) {
    /// Up to here every whole number has an `f64` of its own.
    const EXACT: f64 = (1u64 << 53) as f64;
    let unit = 10f64.powi(digits as i32);
    let scaled = (value * unit).round_ties_even();
    if scaled.abs() < EXACT {
        put_decimal(out, scaled as i64, digits);
    } else if value.is_finite() {
        let text = format!("{value:.digits$}");
        let shown = if digits > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        out.extend(shown.bytes());
    } else {
        out.push(b'0');
    }
}

/// Appends a whole number of units, of which 1 is `10^digits`.
fn put_decimal(out: &mut Vec<u8>, scaled: i64, digits: usize) {
    if scaled < 0 {
        out.push(b'-');
    }
    let mut unit = 10u64.pow(digits as u32);
    let (mut whole, mut part) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let start = out.len();
    loop {
        out.push(b'0' + (whole % 10) as u8);
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    if let Some(whole) = out.get_mut(start..) {
        whole.reverse();
    }
    if part > 0 {
        out.push(b'.');
    }
    while part > 0 {
        unit /= 10;
        out.push(b'0' + (part / unit) as u8);
        part %= unit;
    }
}

/// A text string (7.9.2.2): as it is where it is ASCII, else UTF-16.
pub(crate) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return Object::string_literal(text);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

fn array(out: &mut Vec<u8>, items: &[Object]) {
    out.push(b'[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 && needs_space(item) {
            out.push(b' ');
        }
        object(out, item);
    }
    out.push(b']');
}

/// Whether the spelling starts with a regular character, which would run into a token before it.
const fn needs_space(value: &Object) -> bool {
    !matches!(value, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_))
}

/// The shortest decimals that read back as the same `f32`.
fn real(value: f32) -> String {
    if value.is_finite() { value.to_string() } else { "0".into() }
}

fn name(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'/');
    for &byte in value {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

/// A literal string. Ends of lines are escaped: a bare carriage return would read back as a line feed.
fn string(out: &mut Vec<u8>, value: &[u8]) {
    let escaped = |byte: u8| matches!(byte, b'(' | b')' | b'\\' | b'\r' | b'\n');
    out.push(b'(');
    for &byte in value {
        if escaped(byte) {
            out.push(b'\\');
        }
        out.push(match byte {
            b'\r' => b'r',
            b'\n' => b'n',
            other => other,
        });
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'<');
    for byte in value {
        out.extend(format!("{byte:02X}").bytes());
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;
    use proptest::prelude::*;

    fn spelled(value: &Object) -> String {
        let mut out = Vec::new();
        object(&mut out, value);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn tokens_do_not_run_into_each_other() {
        let value = dictionary! {
            "A" => 1, "B" => vec![1.into(), Object::Real(2.5), "N".into(), Object::Null, (3, 0).into()],
            "C D" => Object::string_literal("a(b)\r"), "E" => dictionary! { "F" => true },
        };
        assert_eq!(spelled(&value.into()), r"<</A 1/B[1 2.5/N null 3 0 R]/C#20D(a\(b\)\r)/E<</F true>>>>");
    }

    #[test]
    fn numbers_have_no_exponent_and_no_trailing_zero() {
        assert_eq!(number(-0.000_000_01, 6), "0");
        assert_eq!(number(1e15, 6), "1000000000000000");
        assert_eq!(number(100.0, 0), "100");
        assert_eq!(number(0.5, 4), "0.5");
        assert_eq!(number(f64::NAN, 4), "0");
        assert_eq!(number(f64::NEG_INFINITY, 4), "0");
        assert_eq!(number(-0.05, 2), "-0.05");
        assert_eq!(number(-120.5, 1), "-120.5");
        assert_eq!(number(0.0, 3), "0");
        assert_eq!(number(2e17, 2), "200000000000000000");
        assert_eq!(spelled(&Object::Real(1e-10)), "0.0000000001");
    }

    proptest! {
        #[test]
        fn numbers_read_back(value in -1e7..1e7f64, digits in 0..7usize) {
            let text = number(value, digits);
            // Half a unit, and what an `f64` of this size cannot tell apart.
            let near = 0.5 * 10f64.powi(-(digits as i32)) + 4.0 * f64::EPSILON * value.abs();
            prop_assert!((text.parse::<f64>().unwrap() - value).abs() <= near, "{text}");
            prop_assert!(!text.contains('.') || !text.ends_with(['0', '.']), "{text}");
            prop_assert!(!text.starts_with(['.', '+']) && text != "-0" && !text.starts_with("00"), "{text}");
        }

        #[test]
        fn strings_read_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut pdf = b"%PDF-1.7\n1 0 obj\n".to_vec();
            object(&mut pdf, &Object::String(bytes.clone(), StringFormat::Literal));
            pdf.extend(b"\nendobj\n2 0 obj\n<</Type/Catalog>>\nendobj\n");
            let start = pdf.len();
            pdf.extend(b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n");
            let second = pdf.windows(7).position(|part| part == b"2 0 obj").unwrap();
            pdf.extend(format!("{second:010} 00000 n \ntrailer\n<</Size 3/Root 2 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
            let read = lopdf::Document::load_mem(&pdf).unwrap();
            prop_assert_eq!(read.get_object((1, 0)).unwrap().as_str().unwrap(), bytes.as_slice());
        }
    }
}
