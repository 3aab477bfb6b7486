"""Our ZPL, drawn by a renderer of another hand (npm zpl-renderer-js), is our badge dot for dot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC, ENGLISH, FRENCH
from tests.system.conftest import ReadZpl, ZplFile


@pytest.mark.parametrize(
    ("layout", "dpi"), [("4x3", 203), ("4x3", 300), ("4x3", 600), ("62mm", 300), ("butterfly", 203), ("4x6", 203)]
)
def test_reader_of_another_hand_sees_our_badge_dot_for_dot(
    read_zpl: ReadZpl, tmp_path: Path, layout: str, dpi: int
) -> None:
    renderer = BadgeRenderer(load_layout(layout), dpi)
    pages = [renderer.render(badge).pages[0] for badge in (FRENCH, ARABIC, ENGLISH)]
    files = []
    for number, page in enumerate(pages):
        path = tmp_path / f"{number}.zpl"
        path.write_bytes(encode(PrinterLanguage.ZPL, [page]))
        files.append(ZplFile(path, page.width, page.height, dpi))

    for page, seen in zip(pages, read_zpl(files), strict=True):
        assert np.array_equal(seen, page.to_array())
