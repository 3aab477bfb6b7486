"""PDF for printers behind a spooler or IPP: the page's own dots as one picture at its exact size.

The dots are those of every other language, so a driver that prints at the same resolution prints them one to one.
Structure: ISO 32000-1, 7.5 (file structure) and 8.9.5 (image dictionaries).
"""

from __future__ import annotations

import zlib

from printing.bitmap import Bitmap

_LEVEL = 6


def encode_page(page: Bitmap, copies: int) -> bytes:
    """A document with `copies` equal pages."""
    width, height = (length * 72 / page.dpi for length in (page.width, page.height))
    picture = (
        f"<</Type/XObject/Subtype/Image/Width {page.width}/Height {page.height}/ColorSpace/DeviceGray"
        "/BitsPerComponent 1/Decode[1 0]/Filter/FlateDecode"
    )
    one_page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.3f} {height:.3f}]/Contents 4 0 R"
        "/Resources<</XObject<</B 3 0 R>>>>>>"
    )
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + copies))
    return _document(
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {copies}>>".encode("ascii"),
        _stream(picture, zlib.compress(page.rows, _LEVEL)),
        _stream("<<", f"{width:.3f} 0 0 {height:.3f} 0 0 cm /B Do".encode("ascii")),
        *[one_page.encode("ascii")] * copies,
    )


def _stream(dictionary: str, data: bytes) -> bytes:
    return f"{dictionary}/Length {len(data)}>>\nstream\n".encode("ascii") + data + b"\nendstream"


def _document(*objects: bytes) -> bytes:
    """The objects, numbered from 1, with their table of places."""
    body = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return body + head + table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
