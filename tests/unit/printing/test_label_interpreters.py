"""Our TSPL and EPL2, read command by command as the manuals say, is our badge dot for dot."""

from __future__ import annotations

import numpy as np
import pytest

from printing.bitmap import Bitmap
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC, FRENCH
from tests.fakes.label_interpreters import Dots, print_epl2, print_tspl

PAPERS = [("4x3", 203), ("4x3", 300), ("62mm", 300), ("cr80", 203), ("a6", 300), ("butterfly", 203)]


def pages(layout: str, dpi: int) -> list[Bitmap]:
    renderer = BadgeRenderer(load_layout(layout), dpi)
    return [renderer.render(badge).pages[0] for badge in (FRENCH, ARABIC)]


def same(seen: Dots, page: Bitmap) -> bool:
    """Equal on the page; a label that is a dot larger is white there."""
    on_page = seen[: page.height, : page.width]
    return np.array_equal(on_page, page.to_array()) and int(seen.sum()) == int(on_page.sum())


@pytest.mark.parametrize(("layout", "dpi"), PAPERS)
def test_tspl_printer_puts_out_our_badge(layout: str, dpi: int) -> None:
    for page in pages(layout, dpi):
        (label,) = print_tspl(encode(PrinterLanguage.TSPL, [page]), dpi).labels
        assert same(label, page)


@pytest.mark.parametrize(("layout", "dpi"), [paper for paper in PAPERS if paper[1] == 203])
def test_epl2_printer_puts_out_our_badge(layout: str, dpi: int) -> None:
    for page in pages(layout, dpi):
        (label,) = print_epl2(encode(PrinterLanguage.EPL2, [page])).labels
        assert same(label, page)


def test_copies_come_out_as_often_as_they_were_asked_for() -> None:
    (page, other) = pages("4x3", 203)
    job = encode(PrinterLanguage.TSPL, [page, other], copies=3)
    assert [same(label, page) for label in print_tspl(job, 203).labels] == [True] * 3 + [False] * 3
    job = encode(PrinterLanguage.EPL2, [page, other], copies=3)
    assert [same(label, other) for label in print_epl2(job).labels] == [False] * 3 + [True] * 3
