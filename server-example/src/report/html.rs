//! Text made safe for HTML, and pictures made part of it.

use std::fmt::{Display, Write};

/// Text in which nothing can be markup, also inside quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters mean nothing to a reader and much to a browser.
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// Appends formatted text; writing into a String cannot fail.
pub(crate) fn push(out: &mut String, text: impl Display) {
    let _ = write!(out, "{text}");
}

/// A JPEG as the value of `src`.
pub(super) fn jpeg_source(jpeg: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(30 + jpeg.len().div_ceil(3) * 4);
    out.push_str("data:image/jpeg;base64,");
    for group in jpeg.chunks(3) {
        let bits =
            (0..3).fold(0u32, |bits, place| bits << 8 | u32::from(group.get(place).copied().unwrap_or(0)));
        for place in 0..4 {
            if place > group.len() {
                out.push('=');
            } else {
                out.push(char::from(DIGITS[(bits >> (18 - 6 * place) & 63) as usize]));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_markup() {
        assert_eq!(escape("<b a='\"'>&\n"), "&lt;b a=&#39;&quot;&#39;&gt;&amp; ");
    }

    #[test]
    fn pictures_are_in_base_64() {
        // RFC 4648, section 10.
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(jpeg_source(plain.as_bytes()), format!("data:image/jpeg;base64,{coded}"));
        }
    }
}
