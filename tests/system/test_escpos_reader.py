"""Our ESC/POS, read by a parser of another hand (npm npos), is our badge dot for dot."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC, ENGLISH, FRENCH

READER = Path(__file__).parent / "escpos_reader"
ReadEscpos = Callable[[bytes], dict[str, Any]]


@pytest.fixture(scope="module")
def read_escpos(tmp_path_factory: pytest.TempPathFactory) -> ReadEscpos:
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not installed; the ESC/POS reader of another hand needs them")
    folder = tmp_path_factory.mktemp("escpos_reader")
    for name in ("package.json", "read.cjs"):
        shutil.copy(READER / name, folder)
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=folder, check=True, timeout=110)

    def read(job: bytes) -> dict[str, Any]:
        file = folder / "job.escpos"
        file.write_bytes(job)
        subprocess.run(["node", "read.cjs"], cwd=folder, input=f"{file}\n".encode(), check=True, timeout=60)
        seen: dict[str, Any] = json.loads((folder / "job.escpos.json").read_text())
        return seen

    return read


@pytest.mark.parametrize(("layout", "dpi"), [("4x3", 203), ("62mm", 300), ("cr80", 203)])
def test_reader_of_another_hand_sees_our_badge_dot_for_dot(read_escpos: ReadEscpos, layout: str, dpi: int) -> None:
    renderer = BadgeRenderer(load_layout(layout), dpi)
    for badge in (FRENCH, ARABIC, ENGLISH):
        page = renderer.render(badge).pages[0]
        seen = read_escpos(encode(PrinterLanguage.ESCPOS, [page]))
        bands = -(-page.height // 256)
        assert seen["commands"] == ["ESC @", *["GS v0"] * bands, "GS V"]
        (picture,) = seen["pictures"]
        dots = np.array([[mark == "1" for mark in row] for row in picture])
        assert np.array_equal(dots[:, : page.width], page.to_array())
        assert not dots[:, page.width :].any()
