"""A PDF page to the dots that a printer burns."""

from __future__ import annotations

import threading

import numpy as np
import pypdfium2 as pdfium

from printing.bitmap import Bitmap, from_black

PDFIUM = threading.Lock()
"""PDFium is not safe for threads; the preview and the print worker share it."""
_HALF = 128


def rasterise(pdf: bytes, width: int, height: int, dpi: int) -> tuple[Bitmap, ...]:
    """Every page of `pdf` as exactly `width` x `height` dots, cut at half grey.

    PDFium rounds the size of a page up, so that there can be one row or column too many; it is cropped.
    """
    with PDFIUM:
        document = pdfium.PdfDocument(pdf)
        try:
            return tuple(_page(page, width, height, dpi) for page in document)
        finally:
            document.close()


def _page(page: pdfium.PdfPage, width: int, height: int, dpi: int) -> Bitmap:
    grey = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False).to_numpy()
    black = np.asarray(grey).reshape(grey.shape[0], -1)[:height, :width] < _HALF
    return from_black(black, dpi)
