"""EPL2: the page as one direct graphic (EPL2 Programmer's Manual, "N", "q", "GW", "P").

In GW a 0 bit is black. Form length and density belong to the paper and are left to the printer's own set-up.
"""

from __future__ import annotations

from printing.bitmap import Bitmap
from printing.languages.tspl import white_is_one


def encode_page(page: Bitmap, copies: int) -> bytes:
    """One label. The leading line end closes whatever a broken job may have left open."""
    head = f"\nN\nq{page.stride * 8}\nGW0,0,{page.stride},{page.height},"
    return head.encode("ascii") + white_is_one(page) + f"\nP{copies}\n".encode("ascii")
