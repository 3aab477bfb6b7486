"""Our Brother raster, drawn by an analyser of another hand (brother_ql-inventree), is our badge dot for dot.

The package is not ours to depend on, so it goes into an environment of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kiosk.domain.badges import Badge
from printing.bitmap import from_black
from printing.languages import PrinterLanguage, encode
from printing.languages.brother import MEDIA, Media
from printing.layout import load_layout
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC, FRENCH

PINS_LEFT_FREE = 12
PINS_OF_THE_HEAD = {90: 720, 162: 1296}


@pytest.fixture(scope="module")
def analyser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brother")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=100)
    install = [folder / "bin" / "pip", "install", "--quiet", "brother_ql-inventree==1.3"]
    if subprocess.run(install, check=False, timeout=100).returncode:
        pytest.skip("brother_ql-inventree can't be installed here; the Brother reader of another hand needs it")
    return folder / "bin" / "brother_ql_analyse"


@pytest.mark.parametrize("language", [PrinterLanguage.BROTHER, PrinterLanguage.BROTHER_RED])
@pytest.mark.parametrize("badge", [FRENCH, ARABIC], ids=["fr", "ar"])
def test_analyser_of_another_hand_sees_our_badge_dot_for_dot(
    analyser: Path, tmp_path: Path, language: PrinterLanguage, badge: Badge
) -> None:
    (page,) = BadgeRenderer(load_layout("62mm"), 300).render(badge).pages
    job = tmp_path / "badge.bin"
    job.write_bytes(encode(language, [page]))

    subprocess.run([analyser, job], cwd=tmp_path, check=True, timeout=60)

    seen = np.asarray(Image.open(tmp_path / "label0001.png").convert("L")) < 128
    assert seen.shape == (page.height, 720)
    assert np.array_equal(seen[:, PINS_LEFT_FREE : PINS_LEFT_FREE + page.width], page.to_array())


@pytest.mark.parametrize("media", MEDIA, ids=lambda media: f"{media.width_mm}x{media.length_mm}")
def test_analyser_of_another_hand_sees_every_roll_dot_for_dot(analyser: Path, tmp_path: Path, media: Media) -> None:
    dots = np.random.default_rng(7).random((media.length_dots or 240, media.dots)) < 0.5
    job = tmp_path / "label.bin"
    job.write_bytes(encode(PrinterLanguage.BROTHER, [from_black(dots, 300)]))

    subprocess.run([analyser, job], cwd=tmp_path, check=True, timeout=60)

    seen = np.asarray(Image.open(tmp_path / "label0001.png").convert("L")) < 128
    assert seen.shape == (dots.shape[0], PINS_OF_THE_HEAD[media.head])
    used = slice(seen.shape[1] - media.offset - media.dots, seen.shape[1] - media.offset)
    assert np.array_equal(seen[:, used], dots)
    assert seen.sum() == dots.sum()
