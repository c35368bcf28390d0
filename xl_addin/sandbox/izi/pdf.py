"""A PDF of one page with lines of text, by hand: it needs five objects and a table of where they begin."""

from __future__ import annotations

from collections.abc import Sequence

_MARGIN = 14


def page(lines: Sequence[str], width: int, height: int, size: int) -> bytes:
    """The file; width, height and the letters' size are in points. Characters beyond cp1252 become `?`."""
    content = _content(lines, height, size)
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R "
            b"/MediaBox [0 0 %d %d] >>" % (width, height),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )


def _content(lines: Sequence[str], height: int, size: int) -> bytes:
    start = b"BT /F1 %d Tf %d TL %d %d Td" % (size, size + size // 2, _MARGIN, height - _MARGIN - size)
    return b"\n".join([start, *(b"(%s) Tj T*" % _text(line) for line in lines), b"ET"])


def _text(line: str) -> bytes:
    printable = "".join(letter if letter.isprintable() else " " for letter in line)
    encoded = printable.encode("cp1252", "replace")
    return encoded.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
