"""Scans for the tests, made by code: PDFs with text, and pictures of pages."""

import struct
import zlib


def pdf(
    pages: int = 8, *, size=(595, 842), text="Page {} Name {}", name="Zoe Martin", trailer="", named=lambda page: True
) -> bytes:
    """A PDF of so many pages, each with its number and, where `named` says so, a name at its top."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for page in range(pages):
        line = text.format(page + 1, name if named(page) else "")
        content = f"BT /F 18 Tf 72 {size[1] - 80} Td ({line}) Tj ET 60 300 400 20 re f"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Contents {5 + 2 * page} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


def png(width: int, height: int, dpi: int = 150, ink=(), colour=b"\0\0\0") -> bytes:
    """A white picture with rectangles `(x0, y0, x1, y1)` of a colour."""
    rows = [bytearray(b"\xff" * width * 3) for _ in range(height)]
    for x0, y0, x1, y1 in ink:
        for row in rows[y0:y1]:
            row[x0 * 3 : x1 * 3] = colour * (x1 - x0)
    dots = round(dpi / 0.0254)
    body = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"pHYs", struct.pack(">IIB", dots, dots, 1)), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
