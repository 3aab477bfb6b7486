"""ZPL II: the page as one graphic field in Z64 (ZPL II Programming Guide, "^GF" and "Alternative Data Compression").

Z64 is zlib, then base64, then the CRC-16 of the base64 text. Stored graphics (~DG) are never used: they fill the
printer's memory. What belongs to the paper (^MN, ^MT, ~SD) is left to the printer's own set-up.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from printing.bitmap import Bitmap

_LEVEL = 6


def encode_page(page: Bitmap, copies: int) -> bytes:
    """One label format; resolution is the printer's own."""
    data = base64.b64encode(zlib.compress(page.rows, _LEVEL))
    crc = binascii.crc_hqx(data, 0)
    size = len(page.rows)
    return b"".join(
        (
            b"^XA\n",
            b"^PW%d^LL%d^LH0,0^LS0^PON\n" % (page.width, page.height),
            b"^FO0,0^GFA,%d,%d,%d,:Z64:%b:%04X^FS\n" % (size, size, page.stride, data, crc),
            b"^PQ%d^XZ\n" % copies,
        )
    )
