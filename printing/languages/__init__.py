"""Printer languages: dots in, the bytes that a printer understands out.

Every language carries the page as one picture, so nothing of a name ever reaches a printer as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from printing.bitmap import Bitmap
from printing.languages import brother, epl2, escpos, pdf, tspl, zpl


class PrinterLanguage(StrEnum):
    """What a printer speaks; a Brother with a black and red roll (DK-22251) has to be told.

    PDF is for printers behind a spooler or IPP, whose driver makes their language of it.
    """

    ZPL = "zpl"
    ESCPOS = "escpos"
    BROTHER = "brother"
    BROTHER_RED = "brother-red"
    TSPL = "tspl"
    EPL2 = "epl2"
    PDF = "pdf"


_ENCODERS: dict[PrinterLanguage, Callable[[Bitmap, int], bytes]] = {
    PrinterLanguage.ZPL: zpl.encode_page,
    PrinterLanguage.ESCPOS: escpos.encode_page,
    PrinterLanguage.BROTHER: brother.encode_page,
    PrinterLanguage.BROTHER_RED: brother.encode_two_colour_page,
    PrinterLanguage.TSPL: tspl.encode_page,
    PrinterLanguage.EPL2: epl2.encode_page,
    PrinterLanguage.PDF: pdf.encode_page,
}


def encode(language: PrinterLanguage, pages: Sequence[Bitmap], *, copies: int = 1) -> bytes:
    """The bytes that print `pages` in order, each `copies` times.

    Raises EnvironmentProblem (BAD_LAYOUT) when a page is too large for what the language can address.
    """
    return b"".join(_ENCODERS[language](page, copies) for page in pages)
